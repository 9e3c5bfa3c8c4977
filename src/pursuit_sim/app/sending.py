"""Pictures and clips to send: which form, and with what over the ice."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from pursuit_sim.app import save_worker
from pursuit_sim.app.dialogs import Choice
from pursuit_sim.app.player import Player
from pursuit_sim.draw.settings import SIZES, Form

PICTURE, CLIP = "picture", "clip"  # panels, called as the actions that open them
GRAPHICS = "graphics"
KEYS: Mapping[str, Form] = MappingProxyType(dict(zip("123", SIZES, strict=True)))
GRAPHICS_KEY = "4"
_WORDS: Mapping[Form, str] = MappingProxyType(
    {"landscape": "16:9   for screens", "square": "1:1   square", "portrait": "9:16   for phones"}
)


def ask(player: Player, what: str) -> None:
    """Open the panel for a picture or a clip, on what was chosen the last time."""
    player.open(what)
    if player.panel == what:
        player.chosen = f"send={player.form}"


def listed(player: Player) -> list[Choice]:
    """The lines of the panel: a form saves at once."""
    told = "graphics: none, only ice and skaters" if player.clean else "graphics: shown"
    return [
        *(
            Choice(f"send={form}", _WORDS[form], key, form == player.form)
            for key, form in KEYS.items()
        ),
        Choice(GRAPHICS, told, GRAPHICS_KEY),
    ]


def span(player: Player) -> tuple[float, float]:
    """From where to where a clip would go now [s]; of a player that shows a race.

    While its result is hidden, no further than it was watched.
    """
    start, end = _wanted(player)
    told_s = player.settings.told_s
    if told_s is None or end <= told_s:
        return start, end
    end = max(told_s, save_worker.LEAST_S)
    return min(start, end - save_worker.LEAST_S), end


def shown(player: Player, *, brief: bool = False) -> str:
    """What a clip would show now; in brief, of a moment no more than that it is one."""
    index = _mark(player)
    if player.transport.loop:
        whole = brief or span(player) == _wanted(player)
        return "the loop" if whole else "the loop, as far as you have been"
    if index >= 0:
        return "this moment" if brief else player.moments.told(index)
    return "the finish" if player.over else "the last 10 s"


def _wanted(player: Player) -> tuple[float, float]:
    """From where to where a clip would go if everything may be told [s]."""
    transport, replay = player.transport, player.replay
    assert replay is not None  # noqa: S101 - who asks has one
    ahead = _mark(player) >= 0
    start, end = save_worker.span(
        transport.loop, transport.sought_s if ahead else transport.time_s,
        float(replay.finish_s.max()), ahead=ahead,
    )  # fmt: skip
    return start, min(end, transport.end_s)


def _mark(player: Player) -> int:
    """The mark that a jump led to less than a clip ago, where it is told; −1 if none did."""
    transport = player.transport
    just = 0.0 <= transport.time_s - transport.sought_s <= save_worker.CLIP_S
    index = player.moments.jumped_to(transport.sought_s) if just else None
    told = index is not None and player.settings.tells(player.moments.marks[index])
    return index if index is not None and told else -1


def send(player: Player, form: str) -> None:
    """Save what the panel is about in a form, and remember that."""
    what = player.panel
    player.close()
    chosen: Form | None = next((each for each in SIZES if each == form), None)
    if chosen is not None and what in (PICTURE, CLIP):
        player.form = chosen
        player.wishes.append(what)


def switch_graphics(player: Player) -> None:
    """With everything over the ice, or without."""
    player.clean = not player.clean
