"""The lower third: who is seen, as television writes it."""

from __future__ import annotations

from pursuit_sim.draw.box import Box
from pursuit_sim.draw.graphics import name_labels
from pursuit_sim.draw.graphics.frame_context import FrameContext
from pursuit_sim.draw.look import text_width, theme
from pursuit_sim.draw.look.elements import line, panel
from pursuit_sim.draw.look.theme import TeamColours
from pursuit_sim.draw.replay import doubts
from pursuit_sim.draw.replay.remembered import remembered
from pursuit_sim.draw.replay.replay import Replay
from pursuit_sim.draw.shapes import Circle, Layer, Rect, Shape
from pursuit_sim.trajectory import SKATERS
from pursuit_sim.units import kmh

_HIGH = 84.0  # [px at 1080p]
TAKEN = _HIGH + 22.0  # with the space below it
_HIGH_LINE, _LOW = 0.33, 0.72  # of its height: where its two lines are
_INDENT, _PADS = 28.0, 44.0  # [px at 1080p] before what is said of the team; about all of it


def place(box: Box, kind: float) -> Box:
    """Where it lies in a picture."""
    width = min(900 * kind, box.width - 40 * kind)
    left = box.x + (box.width - width) / 2
    return Box(left, box.bottom - TAKEN * kind, width, _HIGH * kind)


def shapes(context: FrameContext, team: int, box: Box) -> list[Shape]:
    """Who is seen: team, formation and speed, and the three in their order on the ice."""
    replay, now, kind, own = context.replay, context.now, context.kind, context.colours[team]
    columns = range(SKATERS * team, SKATERS * (team + 1))
    effort = replay.effort_at(now.time_s)
    places = tuple(now.place[k] for k in columns)
    low, speed = box.y + _LOW * box.height, now.team_mps[team]
    first, each = _parts(replay.race.entries[team].caption, box, kind)
    room = first - _PADS * kind
    skates, *least = doubts.skating(replay, team, now.time_s)
    told = [f"{skates} · {kmh(speed):.1f} km/h", *least]
    whole = (one for one in told if not text_width.cuts(one, 15 * kind, "regular", room))
    text = next(whole, told[-1])
    drawn: list[Shape] = [
        _still(replay, team, places, box, kind, own, context.key),
        line(box.x + _INDENT * kind, low, text, 15 * kind, theme.MUTED, room=room),
    ]  # fmt: skip
    for k, place in zip(columns, places, strict=True):
        left = box.x + first + place * each
        said = name_labels.doing(now.role[k], None if effort is None else effort[0][k])
        soft = own.ink if place == 0 else theme.MUTED
        drawn.append(line(left + 12 * kind, low, said, 14 * kind, soft, room=each - 32 * kind))
    return drawn


def _parts(caption: str, box: Box, kind: float) -> tuple[float, float]:
    """Widths of what is said of the team, and of each skater's part [px]."""
    # As wide as any speed beside the formation asks, within reason: names need room as well.
    asked = text_width.width(f"{caption} · 00.0 km/h", 15 * kind) + _PADS * kind
    first = min(max(0.30 * box.width, asked), 0.40 * box.width)
    return first, (box.width - first - 20 * kind) / SKATERS


@remembered(4)
def _still(
    replay: Replay, team: int, places: tuple[int, ...], box: Box, kind: float, own: TeamColours,
    key: tuple[object, ...],
) -> Layer:  # fmt: skip
    """What stays until they change places: the panel, the team's name and theirs."""
    x, y, width, height = box
    first, each = _parts(replay.race.entries[team].caption, box, kind)
    high, dot = y + _HIGH_LINE * height, 5.5 * kind
    head = replay.race.entries[team].team.name
    drawn: list[Shape] = [
        panel(*box, 12 * kind),
        Rect(x, y, 10 * kind, height, own.suit, 5 * kind),
        line(
            x + _INDENT * kind, high, head, 22 * kind, theme.WHITE, "bold",
            room=first - _PADS * kind,
        ),
    ]  # fmt: skip
    for slot, place in enumerate(places):
        left, wide = x + first + place * each, each - 8 * kind
        fill, ink = own.plate(leads=place == 0, other=theme.CELL)
        drawn.append(Rect(left, y + 9 * kind, wide, height - 18 * kind, fill, 8 * kind))
        at = left + 12 * kind
        drawn.append(Circle((at + dot, high), dot, theme.COVERS[slot], theme.OUTLINE, 1.0))
        text, size = text_width.fit(
            replay.names[SKATERS * team + slot], 18 * kind, "semibold", wide - 24 * kind - 3 * dot
        )
        drawn.append(line(at + 3.2 * dot, high, text, size, ink, "semibold"))
    return Layer(
        ("lower third", team, places, box, kind, *key), x - 1, y - 1, width + 2, height + 2,
        tuple(drawn),
    )  # fmt: skip
