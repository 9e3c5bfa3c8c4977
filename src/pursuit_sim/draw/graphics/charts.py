"""The chart panel: gap, difference from the ghost, or speed; `efforts` has the others.

Everything but the cursor stands still: a faint course of the whole race, and over it the
part that has been skated, a second layer of which a clip shows what is past.
"""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import pairwise

import numpy as np

from pursuit_sim.arrays import Bools, Floats
from pursuit_sim.draw.box import Box
from pursuit_sim.draw.graphics import effort_charts, timeline_scale
from pursuit_sim.draw.graphics.chart_frame import Plot, axes, head, plot_area, seconds, ticks
from pursuit_sim.draw.graphics.inset import Inset
from pursuit_sim.draw.look import contrast, theme
from pursuit_sim.draw.look.theme import TeamColours
from pursuit_sim.draw.replay.ghost import percentiles
from pursuit_sim.draw.replay.remembered import remembered
from pursuit_sim.draw.replay.replay import GhostRun, Replay
from pursuit_sim.draw.replay.team_speed import called
from pursuit_sim.draw.settings import Chart
from pursuit_sim.draw.shapes import Colour, Polygon, Polyline, Shape
from pursuit_sim.units import format_gap, kmh

_LEAST_GAP_S = 0.5  # of the gap axis
_SEEN_S = 0.02  # a lead smaller than this cannot be seen on the chart
_AIR = 0.08  # above and below the curve
_SPEED_FROM_S = 12.0  # the start would flatten the rest of the speed chart
_GAPS_S = (1.0, 2.0, 5.0, 10.0, 20.0, 60.0)  # how far an axis goes that grows with the race
_USUAL_KMH, _SPEEDS_KMH = (40.0, 60.0), 10.0  # where one begins, and in which steps
_THIN = 4  # every n-th point of the gap curve is drawn


def shapes(
    replay: Replay, time_s: float, inset: Inset, chart: Chart, *, whole: bool = True
) -> list[Shape]:
    """The chart panel at a moment; where there is no such chart, the first there is.

    `whole`: with the faint course of what is still to come.
    """
    shown = instead(replay, chart)
    if shown == "speed":
        return _speed(replay, time_s, inset, whole)
    if shown in ("reserve", "push"):
        return effort_charts.shapes(replay, time_s, inset, shown, whole=whole)
    return _gap(replay, time_s, inset, shown, whole)


def available(replay: Replay) -> tuple[Chart, ...]:
    """The charts that a replay has, in the order in which a click goes through them."""
    found: list[Chart] = ["gap"] if len(replay.codes) == 2 else []
    if replay.ghost is not None:
        found.append("difference")
    found.append("speed")
    if replay.effort is not None:
        found.append("reserve")
        if replay.effort[:, 2].any():
            found.append("push")
    return tuple(found)


def instead(replay: Replay, chart: Chart) -> Chart:
    """The chart that is shown where this one is wanted: the first where it is not there."""
    there = available(replay)
    return chart if chart in there else there[0]


def after(replay: Replay, chart: Chart) -> Chart:
    """The chart that a click on this one leads to."""
    there = available(replay)
    return there[(there.index(instead(replay, chart)) + 1) % len(there)]


def _gap(replay: Replay, time_s: float, inset: Inset, chart: Chart, whole: bool) -> list[Shape]:
    """A lead over laps; the cursor is where the one behind is.

    Of the first team on the second; of the ghost on the team that it is compared with.
    """
    lap, gap, owners = _curve(replay, chart, inset.colours)
    tails = list(replay.tails(time_s))
    run = replay.ghost
    if chart == "difference" and run is not None:
        tails = [tails[run.team], run.replay.tails(time_s)[0]]
    now = min(min(tails) / replay.oval.lap_m, float(lap[-1]))
    reach = None if whole else _reach(np.abs(np.nan_to_num(gap[lap <= now])), _GAPS_S)
    plot = _gap_plot(replay, inset, chart, reach)
    lead = -float(np.interp(now, lap, gap))
    px = plot.area.x + now / replay.race.laps * plot.area.width
    own = owners[0 if lead >= 0 else 1][1]
    lost = math.isnan(lead) or (chart == "gap" and replay.gap_lost(time_s))
    return plot.at(px, [] if lost else [(plot.y(lead), own)], inset)


@remembered(2)
def _gap_plot(replay: Replay, inset: Inset, chart: Chart, reach: float | None) -> Plot:
    """`reach`: how far the axis goes on both sides [s]; None: as far as the whole race does."""
    box, kind, colours = inset.box, inset.kind, inset.colours
    laps, gap, owners = _curve(replay, chart, colours)
    lead, whole = -gap, reach is None  # up is good for the first team
    low, high = min(0.0, float(np.nanmin(lead))), max(0.0, float(np.nanmax(lead)))
    if reach is not None:  # an axis would tell who will be ahead, and by how much
        low, high = -reach, reach
    if high - low < _LEAST_GAP_S:
        low, high = low - (_LEAST_GAP_S if low < 0 else 0.0), high + _LEAST_GAP_S
    low, high = low - _AIR * (high - low), high + _AIR * (high - low)
    plot = Plot(plot_area(box, kind), low, high)
    ground = axes(plot, box, kind, absolute=True)
    ground += _lap_ticks(replay, plot.area, kind)
    said = [
        (f"{sign} {name} ahead", colour)
        for sign, (name, colour), shown in (
            ("▼", owners[1], not whole or np.nanmin(lead) < -_SEEN_S),
            ("▲", owners[0], not whole or np.nanmax(lead) > _SEEN_S),
        )
        if shown
    ]  # fmt: skip
    run = replay.ghost
    if chart == "difference" and run is not None and run.interval_s is not None:
        said.insert(0, (_interval(run, *run.interval_s), theme.MUTED))
    ground += head([f"{chart.upper()} (s)"], said, plot.area, box, kind)
    course: list[Shape] = []
    for team, lap, part in _runs(laps, lead):
        path = plot.path(lap / replay.race.laps, part)
        base = plot.path(lap[[-1, 0]] / replay.race.laps, np.zeros(2))
        own = owners[team][1]
        if whole:
            faint = contrast.fade(own, 0.45)
            ground.append(Polyline(tuple(path), faint, max(1.2, 1.6 * kind), (5 * kind, 5 * kind)))
        course.append(Polygon(tuple(path + base), contrast.fade(own, 0.16)))
        course.append(Polyline(tuple(path), own, max(2.0, 3.2 * kind)))
    still = inset.ground((chart, reach), ground)
    return replace(plot, ground=still, course=inset.over(still, course))


def _reach(values: Floats, steps: tuple[float, ...]) -> float:
    """The first of some steps that no value is beyond; of many the last."""
    most = float(values.max(initial=0.0))
    return next((each for each in steps if most <= each), steps[-1])


def _interval(run: GhostRun, low_s: float, high_s: float) -> str:
    """Bounds of ghost minus team as the chart has them: ▲ is ahead."""
    low, high = (
        format_gap(-each, 1).replace("+", "▲ ").replace("−", "▼ ") for each in (low_s, high_s)
    )
    return f"{percentiles(run)}: {low} … {high} s"


def _curve(
    replay: Replay, chart: Chart, colours: tuple[TeamColours, ...]
) -> tuple[Floats, Floats, tuple[tuple[str, Colour], tuple[str, Colour]]]:
    """Laps, the gap there [s], and name and colour of who is ahead where it is negative.

    nan where nobody can tell it.
    """
    run = replay.ghost
    if chart == "difference" and run is not None:
        team = (replay.tags[run.team], colours[run.team].name)
        return *run.curve, (("ghost", theme.WHITE), team)
    first, second = ((code, own.name) for code, own in zip(replay.tags, colours, strict=True))
    return replay.gap_curve[0], replay.told_gaps, (first, second)


def _speed(replay: Replay, time_s: float, inset: Inset, whole: bool) -> list[Shape]:
    """Both teams' speed over time."""
    now = min(time_s, float(replay.speed_time_s[-1]))
    reach = None if whole else _speeds(replay, now)
    plot = _speed_plot(replay, inset, reach)
    end = _end_s(replay, whole=whole)
    px = plot.area.x + now / end * plot.area.width
    marks = []
    for team in range(len(replay.codes)):
        value = kmh(float(np.interp(now, replay.speed_time_s, replay.speed_mps[:, team])))
        if time_s <= float(replay.finish_s[team]) and value >= plot.low:
            marks.append((plot.y(value), inset.colours[team].name))
    return plot.at(px, marks, inset)


@remembered(2)
def _speed_plot(replay: Replay, inset: Inset, reach: tuple[float, float] | None) -> Plot:
    """`reach`: the ends of the axis [km/h]; None: as the whole race has them."""
    box, kind, colours = inset.box, inset.kind, inset.colours
    times, whole = replay.speed_time_s, reach is None
    end = _end_s(replay, whole=whole)
    speed = kmh(1.0) * replay.speed_mps
    racing = _racing(replay)
    low = float(math.floor(float(speed[racing].min())))
    high = float(math.ceil(float(speed[racing].max())))
    if reach is not None:
        low, high = reach
    plot = Plot(plot_area(box, kind), low, high)
    heads = [f"{each.upper()} (km/h)" for each in called(fell=bool(replay.falls))]
    ground = axes(plot, box, kind, absolute=False)
    names = [(replay.tags[k], colours[k].name) for k in range(len(replay.codes))]
    ground += head(heads, names, plot.area, box, kind)
    course: list[Shape] = []
    for team, own in enumerate(colours[: len(replay.codes)]):
        shown = (times <= float(replay.finish_s[team])) & (speed[:, team] >= plot.low)
        path = plot.path(times[shown] / end, speed[shown, team])
        if whole:
            faint = contrast.fade(own.name, 0.35)
            ground.append(Polyline(tuple(path), faint, max(1.2, 1.4 * kind)))
        course.append(Polyline(tuple(path), own.name, max(1.5, 2.4 * kind)))
    ground += seconds(plot.area, end, kind)
    still = inset.ground(("speed", reach), ground)
    return replace(plot, ground=still, course=inset.over(still, course))


def _racing(replay: Replay) -> Bools:
    """When the start is over, of `Replay.speed_time_s`."""
    times = replay.speed_time_s
    return np.asarray(times >= min(_SPEED_FROM_S, float(times[-1]) / 4))


def _end_s(replay: Replay, *, whole: bool) -> float:
    """Where the axis of time ends [s]."""
    return float(replay.speed_time_s[-1]) if whole else timeline_scale.span_s(replay, whole=False)


def _speeds(replay: Replay, now_s: float) -> tuple[float, float]:
    """Ends of an axis that hold all speeds so far, in steps [km/h]."""
    seen = kmh(1.0) * replay.speed_mps[_racing(replay) & (replay.speed_time_s <= now_s)]
    low, high = float(seen.min(initial=_USUAL_KMH[0])), float(seen.max(initial=_USUAL_KMH[1]))
    return (
        math.floor(low / _SPEEDS_KMH) * _SPEEDS_KMH,
        math.ceil(high / _SPEEDS_KMH) * _SPEEDS_KMH,
    )


def _lap_ticks(replay: Replay, area: Box, kind: float) -> list[Shape]:
    """Numbers of the laps below the gap chart, not too many."""
    laps = replay.race.laps
    step = max(1, math.ceil(laps * 34 * kind / area.width))
    return ticks(area, [(lap / laps, str(lap)) for lap in range(step, laps + 1, step)], kind)


def _runs(laps: Floats, lead: Floats) -> list[tuple[int, Floats, Floats]]:
    """The curve cut where the lead changes hands or is lost: team in front, laps, lead."""
    lost = np.isnan(lead)
    edges = [0, *(np.flatnonzero(np.diff(lost)) + 1).tolist(), len(lead)]
    pieces = [
        np.unique([*range(begin, end, _THIN), end - 1])
        for begin, end in pairwise(edges)
        if not lost[begin]
    ]
    return [run for each in pieces for run in _whole_runs(laps[each], lead[each])]


def _whole_runs(laps: Floats, lead: Floats) -> list[tuple[int, Floats, Floats]]:
    """The runs of a curve of which nothing is lost."""
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
