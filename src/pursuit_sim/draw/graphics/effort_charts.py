"""Charts of the power model: what is left of each reserve, and what each push gives."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from pursuit_sim.arrays import Floats
from pursuit_sim.draw.box import Box
from pursuit_sim.draw.graphics import timeline_scale
from pursuit_sim.draw.graphics.chart_frame import Plot, axes, head, plot_area, seconds
from pursuit_sim.draw.graphics.inset import Inset
from pursuit_sim.draw.look import contrast, text_width, theme
from pursuit_sim.draw.look.elements import line
from pursuit_sim.draw.look.theme import TeamColours
from pursuit_sim.draw.replay.remembered import remembered
from pursuit_sim.draw.replay.replay import Replay
from pursuit_sim.draw.settings import Chart
from pursuit_sim.draw.shapes import Circle, Colour, Point, Polyline, Shape
from pursuit_sim.trajectory import SKATERS

_ROWS = {"reserve": 1, "push": 2}  # of `Replay.effort`
_NAMES = {"reserve": "RESERVE (%)", "push": "MEAN PUSH RECEIVED (N)"}
_STEPS = {"reserve": 100.0, "push": 50.0}  # of an axis that tells nothing of what comes
_TIMES = {"reserve": 100.0, "push": 1.0}
_DASHES = (None, (9.0, 4.0), (2.5, 3.5))  # of the three of a team, by slot [px at 1080p]
_ALIKE = 1.5  # so near each other all along, curves are one line [px at 1080p]
_AIR = 1.1  # above the highest point
_POINTS = 160  # of a curve
# Names at the ends of curves: type, distance from one to the next, the dot's place and radius,
# and where the name begins beside the area of the curves [px at 1080p]
_TYPE, _PITCH, _DOT, _RADIUS, _NAME = 14.0, 17.5, 20.0, 4.5, 30.0
_MOST_NAMES = 0.3  # of the panel's width that names take
_EDGE = 12.0  # right of them [px at 1080p]


def shapes(
    replay: Replay, time_s: float, inset: Inset, chart: Chart, *, whole: bool = True
) -> list[Shape]:
    """The chart at a moment; `whole`: with the faint course of what is still to come."""
    plot = _plot(replay, inset, chart, whole)
    now, end = min(time_s, float(replay.finish_s.max())), _end_s(replay, whole=whole)
    px = plot.area.x + now / end * plot.area.width
    effort = replay.effort_at(now)
    marks = []
    for k, value in enumerate(effort[_ROWS[chart]] if effort else ()):
        team = k // SKATERS
        if now <= float(replay.finish_s[team]) and (chart == "reserve" or value > 0):
            marks.append((plot.y(_TIMES[chart] * value), inset.colours[team].name))
    return plot.at(px, marks, inset)


@remembered(2)
def _plot(replay: Replay, inset: Inset, chart: Chart, whole: bool) -> Plot:
    box, kind, colours = inset.box, inset.kind, inset.colours
    effort = replay.effort
    if effort is None:
        raise ValueError("only the power model knows reserves and pushes")
    end = _end_s(replay, whole=whole)
    times = np.linspace(0.0, float(replay.finish_s.max()), _POINTS)
    values = [
        _TIMES[chart] * np.interp(times, replay.trajectory.time_s, effort[:, _ROWS[chart], k])
        for k in range(effort.shape[2])
    ]
    high = 100.0 if chart == "reserve" else max(float(max(map(np.max, values))), 1.0)
    drawn = [k for k, value in enumerate(values) if value.any()]
    if not whole:
        high = math.ceil(high / _STEPS[chart]) * _STEPS[chart]
    inside = plot_area(box, kind)
    groups = alike(values, drawn, _ALIKE * kind / inside.height * _AIR * high)
    taken = min(
        _NAME * kind + max((_wide(_said(replay, each), kind) for each in groups), default=0.0),
        _MOST_NAMES * box.width,
    )
    right = box.right - _EDGE * kind - taken
    area = Box(inside.x, inside.y, right - inside.x, inside.height)
    plot = Plot(area, 0.0, _AIR * high)
    ground = axes(plot, box, kind, absolute=False)
    names = [(code, own.name) for code, own in zip(replay.tags, colours, strict=True)]
    ground += head([_NAMES[chart]], names, inside, box, kind)
    ground += seconds(plot.area, end, kind)
    course: list[Shape] = []
    ends: list[Point] = []
    for group in groups:
        k = group[0]
        team, value = k // SKATERS, values[k]
        shown = times <= float(replay.finish_s[team])
        path = tuple(plot.path(times[shown] / end, value[shown]))
        own = _ink(group, colours)
        dash = _dash(k, kind)
        if whole:
            ground.append(Polyline(path, contrast.fade(own, 0.30), max(1.0, 1.3 * kind), dash))
        course.append(Polyline(path, own, max(1.5, 2.2 * kind), dash))
        ends.append(path[-1] if whole else (right, path[0][1]))
    heights = spread([y for _, y in ends], _PITCH * kind, area.y, area.bottom)
    for group, end_at, y in zip(groups, ends, heights, strict=True):
        ground += _named(replay, group, end_at, Box(right, y, taken, 0.0), inset)
    still = inset.ground((chart, whole), ground)
    return replace(plot, ground=still, course=inset.over(still, course))


def _end_s(replay: Replay, *, whole: bool) -> float:
    """Where the axis of time ends [s]."""
    return (
        timeline_scale.last_finish_s(replay)
        if whole
        else timeline_scale.span_s(replay, whole=False)
    )


def alike(values: Sequence[Floats], drawn: Sequence[int], apart: float) -> list[tuple[int, ...]]:
    """Curves that lie on each other, as groups in order; a curve by itself is a group of one.

    Parameters
    ----------
    values : (skater,) of (point,) curves
    drawn : columns of those that are drawn
    apart : by which curves of a group differ at most
    """
    groups: list[tuple[int, ...]] = []
    for k in drawn:
        found = next(
            (i for i, (first, *_) in enumerate(groups)
             if float(np.abs(values[k] - values[first]).max()) <= apart),
            None,
        )  # fmt: skip
        if found is None:
            groups.append((k,))
        else:
            groups[found] += (k,)
    return groups


def _said(replay: Replay, group: tuple[int, ...]) -> str:
    """Whose curve it is: names, or how many of whom are alike."""
    if len(group) == 1:
        return replay.names[group[0]]
    teams = {k // SKATERS for k in group}
    if len(teams) > 1:
        whose = f"all {len(group)}" if len(group) == len(replay.names) else f"{len(group)}"
        return f"{whose} alike"
    (team,) = teams
    if len(group) == SKATERS:
        return f"{replay.tags[team]}: all three"
    return " = ".join(replay.names[k] for k in group)


def _ink(group: tuple[int, ...], colours: Sequence[TeamColours]) -> Colour:
    """The colour of the team, or of none where both share a curve."""
    teams = {k // SKATERS for k in group}
    return colours[group[0] // SKATERS].name if len(teams) == 1 else theme.TEXT


def spread(wanted: list[float], pitch: float, top: float, bottom: float) -> list[float]:
    """Heights as near to those wanted as a least distance allows, in their order [px].

    Parameters
    ----------
    wanted : heights [px], in any order
    pitch : least distance [px]; less where there is not so much room
    top, bottom : the highest and the lowest place [px]
    """
    order = sorted(range(len(wanted)), key=lambda i: wanted[i])
    pitch = min(pitch, (bottom - top) / max(len(wanted) - 1, 1))
    placed = [0.0] * len(wanted)
    least = top
    for i in order:
        placed[i] = max(wanted[i], least)
        least = placed[i] + pitch
    most = bottom
    for i in reversed(order):
        placed[i] = min(placed[i], most)
        most = placed[i] - pitch
    return placed


def _dash(skater: int, kind: float) -> tuple[float, float] | None:
    pattern = _DASHES[skater % SKATERS]
    return None if pattern is None else (pattern[0] * kind, pattern[1] * kind)


def _wide(text: str, kind: float) -> float:
    return text_width.width(text, _TYPE * kind, "semibold")


def _named(
    replay: Replay, group: tuple[int, ...], end: Point, place: Box, inset: Inset
) -> list[Shape]:
    """Whose curve it is, at its end; a single skater with the dot of their helmet cover."""
    skater = group[0]
    kind, own = inset.kind, _ink(group, inset.colours)
    x, y = place.x + _DOT * kind, place.y
    radius = _RADIUS * kind
    start = place.x + _NAME * kind
    return [
        Polyline(
            (end, (x - 2 * radius, y)), contrast.fade(own, 0.45), max(1.0, kind),
            _dash(skater, kind),
        ),
        Circle((x, y), radius, theme.COVERS[skater % SKATERS] if len(group) == 1 else own),
        line(start, y, _said(replay, group), _TYPE * kind, own, "semibold",
             room=place.right - start),
    ]  # fmt: skip
