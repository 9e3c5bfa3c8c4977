"""What is seen in a picture, explained: a sentence, and where on the ice it is.

Each explanation is found by looking at a moment as a camera shows it: it is there only where
its thing is in the picture, clear of every panel.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from pursuit_sim.draw.box import Box, free
from pursuit_sim.draw.figures import record_line
from pursuit_sim.draw.graphics import charts
from pursuit_sim.draw.graphics.frame_context import FrameContext
from pursuit_sim.draw.look import text_width, theme
from pursuit_sim.draw.look.elements import pill
from pursuit_sim.draw.replay.replay import Replay
from pursuit_sim.draw.replay.snapshot import formed
from pursuit_sim.draw.scenes.named_things import record_line_spots
from pursuit_sim.draw.scenes.view import View
from pursuit_sim.draw.shapes import Clip, Point, Polygon, Polyline, Rect, Shape
from pursuit_sim.trajectory import SKATERS
from pursuit_sim.units import format_time

_AIR, _CORNER, _LINE = 8.0, 26.0, 3.5  # of brackets: about a thing, length, thickness [px at 1080p]
_TYPE, _AWAY = 19.0, 54.0  # of the name, and how far from its thing it is [px at 1080p]
_WIDEST_PLATE, _HIGHEST_PLATE = 260.0, 64.0  # of a skater's name [px at 1080p]
_LEAST_LINE = 9.0  # of a line that can be seen [px at 1080p]
_HEAD = 11.0  # of an arrow [px at 1080p]
_EDGE = 0.02  # of the picture, within which nothing is said to be in it
_PUSH = "push"  # kind of formation
_BEFORE_S, _AFTER_S = -10.0, 10.0  # [s] of a fall, and before a finish
_UNDER_WAY_S = 5.0  # [s] of the race before a record's line tells something
PUSHING = (
    "hands on whoever skates in front, so that the first one is helped and can lead to the end, "
    "without a change"
)
EXCHANGING = (
    "whoever led swings out and tucks in behind the others, where the air is calmer; the next "
    "one leads"
)
RESERVE = (
    "the work that each has above what they can keep up; at 0 % they must ease. It is the model's"
)
SHARE = (
    "the share of the skaters' power that moves the team: it is fitted, so that the model takes "
    "the official time"
)


class Explanation(NamedTuple):
    """What is told of a picture.

    Attributes
    ----------
    name : what it is called, as it is written beside the thing
    words : a sentence
    about : the rectangle round the thing; None where the picture does not hold it
    arrow : a place on the ice that is pointed to instead
    panel : it is a panel, which needs no name beside it
    """

    name: str
    words: str
    about: Box | None = None
    arrow: Point | None = None
    panel: bool = False


Find = Callable[[FrameContext, View], Explanation | None]


def hushed(replay: Replay, time_s: float) -> bool:
    """Whether nothing is explained: falls and finishes speak for themselves."""
    fell = any(_BEFORE_S < time_s - when < _AFTER_S for when in replay.fell_s.values())
    return fell or time_s - float(replay.finish_s.min()) > _BEFORE_S


def find(
    context: FrameContext, view: View, wanted: Collection[str]
) -> tuple[str, Explanation] | None:
    """The first of some explanations whose thing is seen, with its id; None if none is."""
    for each in wanted:
        found = EXPLANATIONS[each](context, view)
        if found is not None:
            return each, found
    return None


def drawing(
    context: FrameContext, view: View, told: Explanation, over: Sequence[Shape]
) -> list[Shape]:
    """Brackets about the thing, or an arrow to it, and its name where there is room."""
    kind = context.kind
    ice = view.areas(context.replay, context.settings)["rink"]
    bodies = [
        each.grown(_AIR * kind)
        for team in range(len(context.replay.codes))
        for each in view.bodies(context, team)
    ]
    taken = [*bodies, *view.panels(context), *_plates(over, kind)]
    size = _TYPE * kind
    wide = text_width.width(told.name, size, "bold") + 2 * 0.62 * size
    high, away = 1.65 * size, _AWAY * kind
    drawn: list[Shape] = []
    if told.arrow is not None:
        x, y = told.arrow
        wanted = Box(x - wide / 2, y + away, wide, high)
        label = _placed(wanted, taken, ice)
        if label is None:
            return _brackets(Box(x, y, 0.0, 0.0).grown(_CORNER * kind), kind)
        drawn += _arrow(label, told.arrow, kind)
    elif told.about is not None:
        about = told.about.grown(_AIR * kind)
        under = [] if told.panel else view.panels(context)
        below = [each.y for each in under if about.meets(each) and each.y > about.middle[1]]
        about = about._replace(height=min([about.bottom, *below]) - about.y)
        drawn += _brackets(about, kind)
        if told.panel or not told.name:
            return drawn
        wanted = Box(about.middle[0] - wide / 2, about.bottom + _AIR * kind, wide, high)
        label = _placed(wanted, [*taken, about], ice)
        if label is None:
            return drawn
    else:
        return []
    name, _ = pill(*label.middle, told.name, size, theme.EVENT, theme.NIGHT, anchor="centre")
    return [*drawn, *name]


def _plates(shapes: Sequence[Shape], kind: float) -> Iterator[Box]:
    """Where names lie in a picture: rectangles of their size."""
    for each in shapes:
        if isinstance(each, Clip):
            yield from _plates(each.shapes, kind)
        elif isinstance(each, Rect):
            found = Box(each.x, each.y, each.width, each.height)
            if found.width < _WIDEST_PLATE * kind and found.height < _HIGHEST_PLATE * kind:
                yield found


def _placed(wanted: Box, taken: list[Box], within: Box) -> Box | None:
    """Where a name has room near its place; None where there is none."""
    found = free(wanted, taken, within)
    inside = within.contains(*found[:2]) and within.contains(found.right, found.bottom)
    return found if inside and not any(found.meets(each) for each in taken) else None


def _brackets(box: Box, kind: float) -> list[Shape]:
    """The corners of a rectangle."""
    long, wide = min(_CORNER * kind, box.width / 3, box.height / 3), _LINE * kind
    corners = (
        (box.x, box.y, 1, 1), (box.right, box.y, -1, 1),
        (box.x, box.bottom, 1, -1), (box.right, box.bottom, -1, -1),
    )  # fmt: skip
    return [
        Polyline(((x + dx * long, y), (x, y), (x, y + dy * long)), theme.EVENT, wide)
        for x, y, dx, dy in corners
    ]


def _arrow(label: Box, to: Point, kind: float) -> list[Shape]:
    """From a name to a place."""
    x, y = label.middle
    begin = complex(x, label.y if to[1] < label.y else label.bottom if to[1] > label.bottom else y)
    way = complex(*to) - begin
    if abs(way) < 2 * _HEAD * kind:
        return []
    ahead = way / abs(way) * _HEAD * kind
    neck, side = complex(*to) - 1.6 * ahead, 0.7j * ahead
    tip = [complex(*to), neck + side, neck - side]
    return [
        Polyline(((begin.real, begin.imag), (neck.real, neck.imag)), theme.EVENT, _LINE * kind),
        Polygon(tuple((each.real, each.imag) for each in tip), theme.EVENT),
    ]


def _clear(context: FrameContext, view: View, places: list[Point]) -> bool:
    """Whether places lie in the picture, and under no panel."""
    ice = view.areas(context.replay, context.settings)["rink"]
    inner = ice.grown(-_EDGE * min(ice.width, ice.height))
    panels = view.panels(context)
    return all(
        inner.contains(*each) and not any(panel.contains(*each) for panel in panels)
        for each in places
    )


def _train(context: FrameContext, view: View, team: int) -> Box | None:
    """The rectangle round a team's skaters, where all three are seen."""
    bodies = view.bodies(context, team)
    if len(bodies) < SKATERS or not _clear(context, view, [each.middle for each in bodies]):
        return None
    left, top = min(each.x for each in bodies), min(each.y for each in bodies)
    right, bottom = max(each.right for each in bodies), max(each.bottom for each in bodies)
    return Box(left, top, right - left, bottom - top)


def _gap(context: FrameContext, view: View) -> Explanation | None:
    reading = context.reading
    measured = reading.gap[-1:].isdigit() and not reading.gap.startswith("≈")
    if reading.front is None or not measured:
        return None
    words = (
        f"{reading.gap} is the gap in seconds, where both have passed the same line: "
        "minus means ahead, plus means behind"
    )
    # Brackets lie on the panel's rim: what is written in it keeps off that.
    about = view.told_in(context).grown(-_AIR * context.kind)
    return Explanation("the gap", words, about, panel=True)


def _push(context: FrameContext, view: View) -> Explanation | None:
    replay = context.replay
    rides = view.rides_with(context)
    teams = range(len(replay.codes)) if rides is None else (rides,)
    for team in teams:
        formation = replay.formation(team, context.time_s)
        if formation is None or formation.kind != _PUSH or context.now.swing[team] > 0:
            continue
        if not formed(replay.race.entries[team], context.time_s):
            continue
        about = _train(context, view, team)
        if about is not None:
            words = f"{replay.tags[team]} push: {PUSHING}"
            named = replay.effort_at(context.time_s) is not None  # by the labels of its forces
            return Explanation("" if named else "the push", words, about)
    return None


def _exchange(context: FrameContext, view: View) -> Explanation | None:
    for each in context.replay.exchanges:
        if each.start_s <= context.time_s < each.end_s:
            about = _train(context, view, each.team)
            if about is not None:
                return Explanation("an exchange", f"An exchange: {EXCHANGING}", about)
    return None


def _record(context: FrameContext, view: View) -> Explanation | None:
    replay = context.replay
    place = record_line.place_m(replay, context.now)
    if place is None or replay.record is None or context.time_s < _UNDER_WAY_S:
        return None
    spots = record_line_spots(context, view)
    if not spots or math.dist(spots[0], spots[-1]) < _LEAST_LINE * context.kind:
        return None
    spot = next((each for each in reversed(spots) if _clear(context, view, [each])), None)
    if spot is None:
        return None
    record = replay.record
    words = (
        f"The green line skates the {record.name}, {format_time(record.time_s)}, at a pace that "
        "is the model's: who is ahead of it is faster"
    )
    return Explanation("the record's line", words, arrow=spot)


def _reserve(context: FrameContext, view: View) -> Explanation | None:
    """In its chart, else where bars tell it."""
    chart, box = context.settings.chart, context.layout.chart
    charted = "chart" in view.areas(context.replay, context.settings)
    if context.replay.effort is None or context.time_s < _UNDER_WAY_S:
        return None
    if box is not None and charted and charts.instead(context.replay, chart) == "reserve":
        about = box.grown(-2 * _AIR * context.kind)
        return Explanation("the reserves", f"A reserve: {RESERVE}", about, panel=True)
    bars, words = view.reserves_in(context), f"The bar below a name is a reserve: {RESERVE}"
    if bars is not None:
        return Explanation("the reserves", words, bars.grown(-_AIR * context.kind), panel=True)
    return Explanation("the reserves", words) if view.labels_reserves else None


EXPLANATIONS: Mapping[str, Find] = MappingProxyType(
    {
        "exchange": _exchange,
        "push": _push,
        "gap": _gap,
        "record": _record,
        "reserve": _reserve,
    }
)
KAPPA, MOMENTS = "kappa", "moments"
SENTENCES: Mapping[str, str] = MappingProxyType(  # of what no place in the picture shows
    {
        KAPPA: f"κ is {SHARE}",
        MOMENTS: "RACES leads to every race and to the moments worth seeing; ? says what you see",
    }
)
NAMES = (*EXPLANATIONS, *SENTENCES)
