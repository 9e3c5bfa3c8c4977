"""What square and tall pictures say above and below the ice, whatever the camera.

The clock is large, since such pictures are looked at on phones. Other teams than the one that a
camera stays with are in strips below the ice; after the race the result takes their place.
"""

from __future__ import annotations

from pursuit_sim.draw.box import Box
from pursuit_sim.draw.graphics import (
    lap_table,
    lower_panels,
    record_banner,
    result_card,
    rival_strip,
    title_remark,
    told_gap,
)
from pursuit_sim.draw.graphics.clock import Reading
from pursuit_sim.draw.graphics.frame_context import FrameContext
from pursuit_sim.draw.graphics.inset import Inset
from pursuit_sim.draw.graphics.poster_layout import PosterLayout
from pursuit_sim.draw.graphics.title_remark import Remark
from pursuit_sim.draw.look import contrast, text_width, theme
from pursuit_sim.draw.look.elements import line, pill
from pursuit_sim.draw.replay.remembered import remembered
from pursuit_sim.draw.replay.replay import Replay
from pursuit_sim.draw.scenes import sight
from pursuit_sim.draw.scenes.sight import Sight
from pursuit_sim.draw.scenes.view import View
from pursuit_sim.draw.shapes import Anchor, Layer, Rect, Shape
from pursuit_sim.units import kmh

_PAD, _AIR = 28.0, 12.0  # [px of 1080 across] at either side; between strips
_RESULT = 290.0  # least height of a result [px of 1080 across]
_GOLD_ROUND = "final-a"
_CLOCK, _SQUARE_CLOCK = 178.0, 112.0  # type of the clock [px of 1080 across]


def shapes(context: FrameContext, at: PosterLayout, view: View, why: str = "") -> list[Shape]:
    """Heading, clock, strips or the result, lap times and caption.

    `why` says why the camera shows what it does, where it does.
    """
    replay = context.replay
    _, strips = at.parted(view.strips_high(at))
    drawn = record_banner.shapes(replay, context.time_s, at.header) or [
        _header(replay, at, context.key)
    ]
    drawn += _clock(context, at)
    if not (context.reading.over and strips.height):
        return [*drawn, *_strips(context, at, view, strips), *_splits(context, at),
                *_caption(context, at, view, why)]  # fmt: skip
    place = strips.grown(-_AIR * at.unit)
    if place.height < _RESULT * at.unit:
        place = Box(place.x, place.y, place.width, at.splits.bottom - place.y)
    else:
        drawn += _splits(context, at)
    ground = Rect(strips.x, strips.y, strips.width, place.bottom - strips.y, theme.NIGHT)
    card = result_card.card(context, place)
    return [*drawn, ground, *card, *_caption(context, at, view, why)]


@remembered(2)
def _header(replay: Replay, at: PosterLayout, key: tuple[object, ...]) -> Layer:
    """Event, discipline and race; in tall pictures in two lines."""
    box, unit, context = at.header, at.unit, replay.context
    pad = _PAD * unit
    room = box.width - 2 * pad
    fill = theme.GOLD if replay.race.round == _GOLD_ROUND else theme.BUTTON_ON
    name = replay.race.name.upper()
    high = box.y + (0.36 if at.tall else 0.5) * box.height
    low = box.y + 0.76 * box.height if at.tall else high
    made, wide = pill(
        box.right - pad, high, name, 26 * unit, fill, contrast.ink(fill), pad=0.8, tall=1.7,
        radius=0.22, anchor="right",
    )  # fmt: skip
    drawn: list[Shape] = [Rect(*box, theme.BAR)]
    if wide < 0.6 * room:
        drawn += made
    else:
        wide = 0.0
    left, small = box.x + pad, 24 * unit
    # Beside the event there has to be room for what no picture may leave out.
    kept = 0.0 if at.tall else max((text_width.width(each, small) for each in context.warning[1:]),
                                   default=0.0)  # fmt: skip
    event, size = text_width.fit(context.event, 36 * unit, "bold", room - wide - pad - kept)
    drawn.append(line(left, high, event, size, theme.WHITE, "bold"))
    if not at.tall:
        left += text_width.width(event, size, "bold") + 0.6 * pad
        room = box.right - 2 * pad - wide - left
    told = (context.discipline, context.date) if at.tall else (context.discipline,)
    lines, ink = ["  ·  ".join(each for each in told if each)], theme.MUTED
    if context.warning:
        long, *shorter = context.warning
        lines, ink = [f"{context.discipline}  ·  {long}", long, *shorter], theme.TEXT
    said = next((each for each in lines if text_width.width(each, small) <= room), "")
    if said or context.warning:
        drawn.append(line(left, low, said or lines[-1], small, ink, room=room))
    return Layer(("poster", at, *key), *box, tuple(drawn), opaque=True)


def _clock(context: FrameContext, at: PosterLayout) -> list[Shape]:
    """Lap, race clock, gap and what that is; below each other, or in two columns."""
    now, box, unit = context.reading, at.clock, at.unit
    pad = _PAD * unit
    if at.tall:
        x = box.middle[0]
        room = box.width - 2 * pad
        low = box.y + 0.93 * box.height
        about = _about(now, 27 * unit, room)
        return [
            line(x, box.y + 0.09 * box.height, now.lap, 32 * unit, theme.HEADING, "semibold",
                 "centre"),
            line(x, box.y + 0.37 * box.height, now.time, _CLOCK * unit, theme.WHITE, "bold",
                 "centre"),
            *_gap(context, about, x, box.y + 0.735 * box.height, 58 * unit, "centre")[0],
            line(x, low, about, 27 * unit, theme.TEXT, anchor="centre", room=room),
        ]  # fmt: skip
    y, left, right = box.y + 0.6 * box.height, box.x + pad, box.right - pad
    clock = text_width.width(now.time, _SQUARE_CLOCK * unit, "bold")
    room = right - left - clock - pad
    about = _about(now, 24 * unit, right - left)
    gap, wide = _gap(context, about, right, box.y + 0.38 * box.height, 54 * unit, "right")
    lap_room = room - wide - pad
    return [
        line(left, y - 0.12 * box.height, now.time, _SQUARE_CLOCK * unit, theme.WHITE, "bold"),
        *gap,
        line(left + clock + pad, box.y + 0.38 * box.height, now.lap, 28 * unit, theme.HEADING,
             "semibold", room=lap_room),
        line(right, box.y + 0.84 * box.height, about, 24 * unit, theme.TEXT, anchor="right",
             room=right - left),
    ]  # fmt: skip


def _about(now: Reading, size: float, room: float) -> str:
    """What the gap is, and the estimate since; where there is no room, less that is whole."""
    both = "  ·  ".join(each for each in (now.caption, now.live) if each)
    return told_gap.caption((both, now.caption, now.doubt), size, room) if now.doubt else both


def _gap(
    context: FrameContext, about: str, x: float, y: float, size: float, anchor: Anchor
) -> tuple[list[Shape], float]:
    now = context.reading
    if not now.gap and anchor == "centre":
        said = " v ".join(context.replay.tags)  # as a title has it, until there is a gap
        return [line(x, y, said, size, theme.WHITE, "bold", "centre")], 0.0
    if not now.gap:
        return [], 0.0
    fill, ink = now.plate(context.colours)
    gap = told_gap.gap(now.gap, now.doubt, about)
    return pill(x, y, gap, size, fill, ink, tall=1.5, radius=0.2, anchor=anchor)


def in_strip(context: FrameContext, at: PosterLayout, view: View, team: int) -> Sight | None:
    """Where a team is in its strip; None where there is none, as after the race."""
    _, box = at.parted(view.strips_high(at))
    place = {} if context.reading.over else _places(context, at, view, box)
    if team not in place:
        return None
    return sight.from_above(context, team, rival_strip.eye_of(context, team, place[team]), ())


def _places(context: FrameContext, at: PosterLayout, view: View, box: Box) -> dict[int, Box]:
    """The strip of every team that the camera does not stay with.

    They lie below each other where there is height.
    """
    teams = view.beside(context)
    if not box.height or not teams:
        return {}
    air = round(_AIR * at.unit)
    inner = Box(air, box.y + air, box.width - 2 * air, box.height - 2 * air)
    count = len(teams)
    if at.tall:
        high = round((inner.height - (count - 1) * air) / count)
        return {
            team: Box(inner.x, inner.y + k * (high + air), inner.width, high)
            for k, team in enumerate(teams)
        }
    wide = round((inner.width - (count - 1) * air) / count)
    return {
        team: Box(inner.x + k * (wide + air), inner.y, wide, inner.height)
        for k, team in enumerate(teams)
    }


def _strips(context: FrameContext, at: PosterLayout, view: View, box: Box) -> list[Shape]:
    drawn: list[Shape] = []
    for team, place in _places(context, at, view, box).items():
        drawn += rival_strip.shapes(context, team, place)
    return drawn


def _splits(context: FrameContext, at: PosterLayout) -> list[Shape]:
    """Lap times."""
    layout = context.layout
    key = (*context.key, layout.width, layout.height)
    inset = Inset(at.splits, context.kind, context.colours, key, lower_panels.surround(layout))
    return lap_table.shapes(context.replay, context.time_s, inset)


def _caption(context: FrameContext, at: PosterLayout, view: View, why: str) -> list[Shape]:
    """Why it is seen, what has just happened or who is seen; the record's pace, or a ghost's worth.

    Of the director's shots it is why, which changes with the cut; news would stay beyond it.
    """
    now, box, unit = context.reading, at.caption, at.unit
    x, room = box.middle[0], box.width - 2 * _PAD * unit
    said, colour = why or (now.finish if now.news else ""), theme.EVENT
    if not said:
        said, colour = _seen(context, view), theme.WHITE
    missing = title_remark.missing(context.replay, hiding=context.settings.hiding)
    more, soft = missing or now.record or context.replay.context.venue, theme.MUTED
    if context.ghost_run is not None and not missing:
        more, soft = _remark(view.remark(context), room, 24 * unit), theme.TEXT
    elif now.record and not missing:
        soft = now.pace
    high, low = (0.34, 0.74) if at.tall else (0.30, 0.74)
    return [
        Rect(*box, theme.BAR),
        line(x, box.y + high * box.height, said, 32 * unit, colour, "semibold", "centre", room),
        line(x, box.y + low * box.height, more, 24 * unit, soft, anchor="centre", room=room),
    ]


def _seen(context: FrameContext, view: View) -> str:
    """The team that the camera stays with, what it does and how fast; or both teams."""
    replay, team = context.replay, view.rides_with(context)
    if team is None or context.reading.over:
        return " v ".join(entry.team.name for entry in replay.race.entries)
    entry = replay.race.entries[team]
    speed = kmh(context.now.team_mps[team])
    told = (entry.team.name, replay.skates(team, context.time_s), f"{speed:.1f} km/h")
    return "  ·  ".join(each for each in told if each)


def _remark(remark: Remark, room: float, size: float) -> str:
    """As much of a remark as there is room for."""
    return next(
        (each for each in remark.said if text_width.width(each, size) <= room),
        remark.said[-1] if remark.said else "",
    )
