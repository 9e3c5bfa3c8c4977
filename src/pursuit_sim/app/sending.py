"""Pictures and clips to send: which form, and with what over the ice."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

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
    told = "with graphics" if not player.clean else "only ice and skaters"
    return [
        *(
            Choice(f"send={form}", _WORDS[form], key, form == player.form)
            for key, form in KEYS.items()
        ),
        Choice(GRAPHICS, told, GRAPHICS_KEY),
    ]


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
