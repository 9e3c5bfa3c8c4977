"""The chart panel: the gap, or the speed, with the cursor of this moment.

Everything but the cursor stands still: a faint course of the whole race, and over it the
part that has been skated, one cached layer shown through a clip.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from pursuit_sim.units import kmh
from pursuit_sim.view import contrast, measure, theme, words
from pursuit_sim.view.layout import Box
from pursuit_sim.view.parts import line, panel
from pursuit_sim.view.replay import Replay
from pursuit_sim.view.settings import Chart
from pursuit_sim.view.shapes import (
    Circle,
    Clip,
    Colour,
    Layer,
    Point,
    Polygon,
    Polyline,
    Rect,
    Shape,
)
from pursuit_sim.view.theme import TeamColours

Floats = NDArray[np.float64]
_NICE = (0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0)
_MOST_TICKS = 4
_NICE_S = (10.0, 20.0, 30.0, 60.0, 120.0, 300.0, 600.0)
_LEAST_GAP_S = 0.5  # of the gap axis
_SEEN_S = 0.02  # a lead smaller than this cannot be seen on the chart
_AIR = 0.08  # above and below the curve
_SPEED_FROM_S = 12.0  # the start would flatten the rest of the speed chart
_EMPTY = Layer("", 0.0, 0.0, 0.0, 0.0, ())
_THIN = 4  # every n-th point of the gap curve is drawn


def shapes(
    replay: Replay,
    time_s: float,
    box: Box,
    kind: float,
    colours: tuple[TeamColours, ...],
    chart: Chart,
    key: tuple[object, ...],
    under: tuple[Shape, ...],
) -> list[Shape]:
    """The chart panel at a moment; a race of one team has a speed chart only.

    `under` is what lies behind the panel and shows at its corners.
    """
    if chart == "gap" and len(replay.codes) == 2:
        return _gap(replay, time_s, box, kind, colours, key, under)
    return _speed(replay, time_s, box, kind, colours, key, under)


def plot_area(box: Box, kind: float) -> Box:
    """Where the curves are, inside the panel."""
    left, top = 58 * kind, 40 * kind
    return Box(
        box.x + left, box.y + top, box.width - left - 22 * kind, box.height - top - 32 * kind
    )


@dataclass(frozen=True, eq=False)
class Plot:
    """A chart without its cursor.

    Attributes
    ----------
    area : where the curves are
    low, high : ends of the upright axis
    ground, course : what stands still; the curves as far as they have been skated
    """

    area: Box
    low: float
    high: float
    ground: Layer
    course: Layer

    def y(self, value: float) -> float:
        """Height of a value [px]."""
        return self.area.bottom - (value - self.low) / (self.high - self.low) * self.area.height

    def path(self, part: Floats, value: Floats) -> list[Point]:
        """Points of a curve: part of the width 0 … 1, and value."""
        x = self.area.x + part * self.area.width
        y = self.area.bottom - (value - self.low) / (self.high - self.low) * self.area.height
        return list(zip(x.tolist(), y.tolist(), strict=True))


def _gap(
    replay: Replay,
    time_s: float,
    box: Box,
    kind: float,
    colours: tuple[TeamColours, ...],
    key: tuple[object, ...],
    under: tuple[Shape, ...],
) -> list[Shape]:
    """The first team's lead over laps; the cursor is where the second of them is."""
    plot = _gap_plot(replay, box, kind, colours, key, under)
    tail = min(replay.tails(time_s))
    now = min(tail / replay.oval.lap_m, float(replay.race.laps))
    lead = -float(np.interp(now, *replay.gap_curve))
    px = plot.area.x + now / replay.race.laps * plot.area.width
    own = colours[0 if lead >= 0 else 1].name
    return [
        plot.ground,
        *_past(box, px, plot.course),
        *_cursor(plot.area, px, [(plot.y(lead), own)], kind),
    ]


@lru_cache(maxsize=8)
def _gap_plot(
    replay: Replay,
    box: Box,
    kind: float,
    colours: tuple[TeamColours, ...],
    key: tuple[object, ...],
    under: tuple[Shape, ...],
) -> Plot:
    laps, gap = replay.gap_curve
    lead = -gap  # up is good for the first team
    low, high = min(0.0, float(lead.min())), max(0.0, float(lead.max()))
    if high - low < _LEAST_GAP_S:
        low, high = low - (_LEAST_GAP_S if low < 0 else 0.0), high + _LEAST_GAP_S
    low, high = low - _AIR * (high - low), high + _AIR * (high - low)
    plot = Plot(plot_area(box, kind), low, high, _EMPTY, _EMPTY)
    ground = _axes(plot, box, kind, "GAP (s)", absolute=True)
    ground += _lap_ticks(replay, plot.area, kind)
    who = [(f"▲ {replay.codes[0]} ahead", colours[0].name, lead.max() > _SEEN_S)]
    who.insert(0, (f"▼ {replay.codes[1]} ahead", colours[1].name, lead.min() < -_SEEN_S))
    ground += _legend(
        [(text, colour) for text, colour, shown in who if shown], plot.area, box, kind
    )
    course: list[Shape] = []
    for team, lap, part in _runs(laps[::_THIN], lead[::_THIN]):
        path = plot.path(lap / replay.race.laps, part)
        base = plot.path(lap[[-1, 0]] / replay.race.laps, np.zeros(2))
        own = colours[team].name
        ground.append(
            Polyline(
                tuple(path), contrast.fade(own, 0.45), max(1.2, 1.6 * kind), (5 * kind, 5 * kind)
            )
        )
        course.append(Polygon(tuple(path + base), contrast.fade(own, 0.16)))
        course.append(Polyline(tuple(path), own, max(2.0, 3.2 * kind)))
    identity = ("gap", box, kind, *key)
    return replace(
        plot,
        ground=Layer(identity, *box, (*under, *ground), opaque=True),
        course=Layer((*identity, "course"), *box, tuple(course)),
    )


def _speed(
    replay: Replay,
    time_s: float,
    box: Box,
    kind: float,
    colours: tuple[TeamColours, ...],
    key: tuple[object, ...],
    under: tuple[Shape, ...],
) -> list[Shape]:
    """Both teams' speed over time."""
    plot = _speed_plot(replay, box, kind, colours, key, under)
    end = float(replay.speed_time_s[-1])
    now = min(time_s, end)
    px = plot.area.x + now / end * plot.area.width
    marks = []
    for team in range(len(replay.codes)):
        value = kmh(float(np.interp(now, replay.speed_time_s, replay.speed_mps[:, team])))
        if time_s <= float(replay.finish_s[team]) and value >= plot.low:
            marks.append((plot.y(value), colours[team].name))
    return [
        plot.ground,
        *_past(box, px, plot.course),
        *_cursor(plot.area, px, marks, kind),
    ]


@lru_cache(maxsize=8)
def _speed_plot(
    replay: Replay,
    box: Box,
    kind: float,
    colours: tuple[TeamColours, ...],
    key: tuple[object, ...],
    under: tuple[Shape, ...],
) -> Plot:
    times = replay.speed_time_s
    end = float(times[-1])
    speed = kmh(1.0) * replay.speed_mps
    racing = times >= min(_SPEED_FROM_S, end / 4)
    low, high = math.floor(float(speed[racing].min())), math.ceil(float(speed[racing].max()))
    plot = Plot(plot_area(box, kind), float(low), float(high), _EMPTY, _EMPTY)
    ground = _axes(plot, box, kind, "SPEED (km/h)", absolute=False)
    names = [(replay.codes[k], colours[k].name) for k in range(len(replay.codes))]
    ground += _legend(names, plot.area, box, kind)
    course: list[Shape] = []
    for team, own in enumerate(colours[: len(replay.codes)]):
        shown = (times <= float(replay.finish_s[team])) & (speed[:, team] >= plot.low)
        path = plot.path(times[shown] / end, speed[shown, team])
        ground.append(Polyline(tuple(path), contrast.fade(own.name, 0.35), max(1.2, 1.4 * kind)))
        course.append(Polyline(tuple(path), own.name, max(1.5, 2.4 * kind)))
    step = _nice(end, _MOST_TICKS + 2, _NICE_S)
    for tick in np.arange(1, math.floor(end / step) + 1) * step:
        x = plot.area.x + tick / end * plot.area.width
        ground.append(
            line(
                x,
                plot.area.bottom + 15 * kind,
                words.minutes(float(tick)),
                13 * kind,
                theme.MUTED,
                anchor="centre",
            )
        )
    identity = ("speed", box, kind, *key)
    return replace(
        plot,
        ground=Layer(identity, *box, (*under, *ground), opaque=True),
        course=Layer((*identity, "course"), *box, tuple(course)),
    )


def _axes(plot: Plot, box: Box, kind: float, name: str, absolute: bool) -> list[Shape]:
    """Panel, heading and horizontal grid lines with their values."""
    area = plot.area
    drawn: list[Shape] = [
        panel(*box, 10 * kind),
        line(box.x + 20 * kind, box.y + 22 * kind, name, 14 * kind, theme.HEADING, "semibold"),
    ]
    step = _nice(plot.high - plot.low, _MOST_TICKS, _NICE)
    for tick in np.arange(math.ceil(plot.low / step), math.floor(plot.high / step) + 1) * step:
        y = plot.y(float(tick))
        zero = abs(tick) < step / 2 and absolute
        colour = theme.GRID_ZERO if zero else theme.GRID
        drawn.append(Polyline(((area.x, y), (area.right, y)), colour, 1.5 if zero else 1.0))
        value = abs(tick) if absolute else tick
        drawn.append(
            line(area.x - 10 * kind, y, f"{value:g}", 14 * kind, theme.MUTED, anchor="right")
        )
    return drawn


def _legend(names: list[tuple[str, Colour]], area: Box, box: Box, kind: float) -> list[Shape]:
    """Names of curves in their colours, from the right."""
    drawn: list[Shape] = []
    x = area.right
    for text, colour in reversed(names):
        drawn.append(line(x, box.y + 22 * kind, text, 14 * kind, colour, "semibold", "right"))
        x -= measure.width(text, 14 * kind, "semibold") + 18 * kind
    return drawn


def _nice(span: float, most: int, steps: tuple[float, ...]) -> float:
    """The smallest of some round steps that divides a span at most so often."""
    return next((step for step in steps if span / step <= most), steps[-1])


def _lap_ticks(replay: Replay, area: Box, kind: float) -> list[Shape]:
    """Numbers of the laps below the gap chart, not too many."""
    step = max(1, math.ceil(replay.race.laps * 34 * kind / area.width))
    return [
        line(
            area.x + lap / replay.race.laps * area.width,
            area.bottom + 15 * kind,
            str(lap),
            13 * kind,
            theme.MUTED,
            anchor="centre",
        )
        for lap in range(step, replay.race.laps + 1, step)
    ]


def _runs(laps: Floats, lead: Floats) -> list[tuple[int, Floats, Floats]]:
    """The curve cut where the lead changes hands: team in front, laps, lead."""
    runs: list[tuple[int, Floats, Floats]] = []
    begin = 0
    laps, lead = laps.copy(), lead.copy()
    signs = np.where(lead >= 0, 0, 1)
    signs[0] = signs[1] if len(signs) > 1 else signs[0]
    for cut in [*(np.flatnonzero(np.diff(signs)) + 1).tolist(), len(lead)]:
        if cut < len(lead):
            part = lead[cut - 1] / (lead[cut - 1] - lead[cut])
            cross = laps[cut - 1] + part * (laps[cut] - laps[cut - 1])
            tail: tuple[list[float], list[float]] = ([float(cross)], [0.0])
        else:
            tail = ([], [])
        head: tuple[list[float], list[float]] = (
            ([float(runs[-1][1][-1])], [0.0]) if runs else ([], [])
        )
        runs.append(
            (
                int(signs[begin]),
                np.concatenate([head[0], laps[begin:cut], tail[0]]),
                np.concatenate([head[1], lead[begin:cut], tail[1]]),
            )
        )
        begin = cut
    return runs


def _past(box: Box, px: float, course: Layer) -> list[Shape]:
    """What has been skated, up to the cursor."""
    width = px - box.x
    return [Clip(box.x, box.y, width, box.height, (course,))] if width >= 1 else []


def _cursor(area: Box, px: float, marks: list[tuple[float, Colour]], kind: float) -> list[Shape]:
    return [
        Rect(px - 0.75, area.y - 6 * kind, 1.5, area.height + 8 * kind, theme.CURSOR),
        *(
            Circle((px, py), 6 * kind, colour, theme.WHITE, max(1.5, 2 * kind))
            for py, colour in marks
        ),
    ]
