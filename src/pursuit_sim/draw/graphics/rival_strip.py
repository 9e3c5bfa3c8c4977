"""A team that a square or tall picture's camera does not stay with: its train, in a strip."""

from __future__ import annotations

from pursuit_sim.draw.box import Box
from pursuit_sim.draw.cameras import camera, glide
from pursuit_sim.draw.figures import trains
from pursuit_sim.draw.graphics.close_up_cards import middle_m
from pursuit_sim.draw.graphics.frame_context import FrameContext
from pursuit_sim.draw.graphics.told_time import ToldTime
from pursuit_sim.draw.ice import near_ice
from pursuit_sim.draw.look import text_width, theme
from pursuit_sim.draw.look.elements import line
from pursuit_sim.draw.replay import doubts
from pursuit_sim.draw.replay.snapshot import FELL, together
from pursuit_sim.draw.shapes import Circle, Clip, Rect, Shape
from pursuit_sim.scenario import told_fall
from pursuit_sim.trajectory import SKATERS
from pursuit_sim.units import format_time, kmh

_HEADER = 52.0  # [px of 1080 across]
_PAD, _ROUND = 16.0, 12.0
_CODE, _SAID = 30.0, 24.0  # type
_TWO_LINES, _THREE_LINES = (0.3, 0.71), (0.22, 0.55, 0.83)  # beside the ice, in its height
_THREE = 76.0  # lower than this, three lines are set in smaller type
_LOW, _BESIDE = 150.0, 0.3  # a strip lower than this has its words beside the ice, so wide
_TRAIN_M, _OUT_M = 2.4, 1.6  # of ice across, beside the spaces of the train; more with one out
_TALL_M, _TALL_OUT_M = 1.5, 5.0  # and up and down, at least
_LATERAL_M, _LATERAL_OUT_M = -0.1, 0.95  # where it looks, outside the lap line


def shapes(context: FrameContext, team: int, box: Box) -> list[Shape]:
    """Code, who is in front and how fast, over the train on its ice."""
    unit, own = _unit(context), context.colours[team]
    head, ice = _parts(box, unit)
    told = _aside if _low(box, unit) else _header
    shown = (*_ice(context, team, ice), Rect(*head, own.suit), *told(context, team, head, unit))
    return [Clip(*box, shown, _ROUND * unit)]


def eye_of(context: FrameContext, team: int, box: Box) -> camera.Camera:
    """The camera of a strip, that looks at its ice from above, riding along with the team."""
    return _over(context, team, _parts(box, _unit(context))[1])


def _unit(context: FrameContext) -> float:
    assert context.layout.poster is not None  # noqa: S101 - there are strips nowhere else
    return context.layout.poster.unit


def _low(box: Box, unit: float) -> bool:
    """Whether a strip has its words beside the ice."""
    return box.height < _LOW * unit


def _parts(box: Box, unit: float) -> tuple[Box, Box]:
    """What a strip says, and its ice."""
    if _low(box, unit):
        wide = round(_BESIDE * box.width)
        head = Box(box.x, box.y, wide, box.height)
        return head, Box(box.x + wide, box.y, box.width - wide, box.height)
    high = round(_HEADER * unit)
    head = Box(box.x, box.y, box.width, high)
    return head, Box(box.x, box.y + high, box.width, box.height - high)


def _ice(context: FrameContext, team: int, box: Box) -> list[Shape]:
    """The team on its ice."""
    replay, now, eye = context.replay, context.now, _over(context, team, box)
    drawn = near_ice.near(replay.oval, eye, middle_m(now, team), detail=False)
    return drawn + trains.skaters(replay, now, team, eye, trains.dress(context.colours[team], team))


def _over(context: FrameContext, team: int, box: Box) -> camera.Camera:
    replay, now = context.replay, context.now
    soft = glide.smooth(now.swing[team])
    spaces_m = (SKATERS - 1) * replay.race.entries[team].spacing_m
    spaces_m = max(spaces_m, now.front_m[team] - now.tail_m[team])  # trains open after the race
    across_m = _TRAIN_M + spaces_m + soft * _OUT_M
    tall_m = _TALL_M + soft * (_TALL_OUT_M - _TALL_M)
    return camera.follow(
        replay.oval,
        box,
        middle_m(now, team),
        width_m=max(across_m, tall_m * box.width / box.height),
        lateral_m=_LATERAL_M + soft * (_LATERAL_OUT_M - _LATERAL_M) + now.aside_m[team],
    )


def _told(context: FrameContext, team: int, unit: float) -> ToldTime:
    """How fast the team is; once it has finished, its time, and whether somebody measured it."""
    replay, ink = context.replay, context.colours[team].ink
    said, doubt = f"{kmh(context.now.team_mps[team]):.1f} km/h", ""
    finish = float(replay.finish_s[team])
    if context.time_s >= finish:
        said, doubt = format_time(finish), doubts.of_finish(replay, team)
    return ToldTime(said, _SAID * unit, doubt, unit, ink, ink, "semibold")


def _aside(context: FrameContext, team: int, box: Box, unit: float) -> list[Shape]:
    """Code and speed below each other; beside the code, that nobody measured the time.

    Where the code leaves no room for that, it is a line of its own.
    """
    ink, pad = context.colours[team].ink, _PAD * unit
    left, room = box.x + pad, box.width - 2 * pad
    tag, told = context.replay.tags[team], _told(context, team, unit)
    beside = room >= text_width.width(tag, _CODE * unit, "bold") + told.word_width
    if not told.doubt or beside:
        (high, low), scale = _TWO_LINES, 1.0
        word = line(left + room, box.y + high * box.height, told.doubt, told.small, ink,
                    "semibold", "right")  # fmt: skip
    else:
        (high, low, last), scale = _THREE_LINES, min(1.0, box.height / (_THREE * unit))
        word = line(left, box.y + last * box.height, told.doubt, scale * told.small, ink,
                    "semibold", room=room)  # fmt: skip
    return [
        line(left, box.y + high * box.height, tag, scale * _CODE * unit, ink, "bold", room=room),
        word,
        line(left, box.y + low * box.height, told.text, scale * told.size, ink, "semibold",
             room=room),
    ]  # fmt: skip


def _header(context: FrameContext, team: int, box: Box, unit: float) -> list[Shape]:
    """The team's code, whoever leads with the helmet's cover, and its speed or its time.

    After a fall that is whoever fell, once the others are gone: the ice shows no one else. Of turns
    that are assumed the word stands beside the name, or neither where there is no room for both;
    of a formation that nobody knows, that alone.
    """
    replay, now, own = context.replay, context.now, context.colours[team]
    y, pad = box.middle[1], _PAD * unit
    size, small = 28 * unit, _SAID * unit
    tag = replay.tags[team]
    left = box.x + pad + text_width.width(tag, size, "bold") + pad
    told = _told(context, team, unit)
    right = box.right - pad - told.width - pad
    beside = right - left >= told.word_width
    leader = min(together(now, team), key=lambda k: now.place[k])
    dot = 8 * unit
    drawn: list[Shape] = [
        line(box.x + pad, y, tag, size, own.ink, "bold"),
        *told.shapes(box.right - pad, y, beside=beside),
    ]
    if now.time_s < replay.finish_s[team] and right - left > 6 * size:
        entry = replay.race.entries[team]
        # Of whoever fell it is no matter what nobody knows of the turns.
        fallen = now.role[leader] in FELL
        doubt = told_fall.doubt(entry) if fallen else entry.turns_doubt
        start = left
        said = doubt
        if not doubt or fallen or entry.formation.known:
            start, said = left + 3 * dot, f"{replay.names[leader]}{doubts.beside(doubt)}"
        if not doubt or not text_width.cuts(said, small, "semibold", right - start):
            if start > left:
                cover = theme.COVERS[leader % SKATERS]
                drawn.append(Circle((left + dot, y), dot, cover, theme.OUTLINE, max(1.0, unit)))
            drawn.append(line(start, y, said, small, own.ink, "semibold", room=right - start))
    return drawn
