"""Charts of the power model: what is left of each reserve, and what each push gives."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import numpy as np

from pursuit_sim.trajectory import SKATERS
from pursuit_sim.view.graphics.inset import Inset
from pursuit_sim.view.graphics.plot import (
    EMPTY,
    Plot,
    axes,
    cursor,
    legend,
    past,
    plot_area,
    seconds,
)
from pursuit_sim.view.look import contrast
from pursuit_sim.view.replay import Replay
from pursuit_sim.view.settings import Chart
from pursuit_sim.view.shapes import Polyline, Shape

_ROWS = {"reserve": 1, "push": 2}  # of `Replay.effort`
_NAMES = {"reserve": "RESERVE (%)", "push": "PUSH RECEIVED (N)"}
_TIMES = {"reserve": 100.0, "push": 1.0}
_DASHES = (None, (9.0, 4.0), (2.5, 3.5))  # of the three of a team, by slot [px at 1080p]
_AIR = 1.1  # above the highest point
_POINTS = 160  # of a curve


def shapes(replay: Replay, time_s: float, inset: Inset, chart: Chart) -> list[Shape]:
    """The chart at a moment."""
    plot = _plot(replay, inset, chart)
    end = float(replay.finish_s.max())
    now = min(time_s, end)
    px = plot.area.x + now / end * plot.area.width
    effort = replay.effort_at(now)
    marks = []
    for k, value in enumerate(effort[_ROWS[chart]] if effort else ()):
        team = k // SKATERS
        if now <= float(replay.finish_s[team]) and (chart == "reserve" or value > 0):
            marks.append((plot.y(_TIMES[chart] * value), inset.colours[team].name))
    return [
        plot.ground,
        *past(inset.box, px, plot.course),
        *cursor(plot.area, px, marks, inset.kind),
    ]


@lru_cache(maxsize=8)
def _plot(replay: Replay, inset: Inset, chart: Chart) -> Plot:
    box, kind, colours = inset.box, inset.kind, inset.colours
    effort = replay.effort
    if effort is None:
        raise ValueError("only the power model knows reserves and pushes")
    end = float(replay.finish_s.max())
    times = np.linspace(0.0, end, _POINTS)
    values = [
        _TIMES[chart] * np.interp(times, replay.trajectory.time_s, effort[:, _ROWS[chart], k])
        for k in range(effort.shape[2])
    ]
    high = 100.0 if chart == "reserve" else max(float(max(map(np.max, values))), 1.0)
    plot = Plot(plot_area(box, kind), 0.0, _AIR * high, EMPTY, EMPTY)
    ground = axes(plot, box, kind, _NAMES[chart], absolute=False)
    names = [(code, own.name) for code, own in zip(replay.codes, colours, strict=True)]
    ground += legend(names, plot.area, box, kind)
    ground += seconds(plot.area, end, kind)
    course: list[Shape] = []
    for k, value in enumerate(values):
        team = k // SKATERS
        shown = times <= float(replay.finish_s[team])
        if not value.any():
            continue
        path = tuple(plot.path(times[shown] / end, value[shown]))
        own = colours[team].name
        pattern = _DASHES[k % SKATERS]
        dash = None if pattern is None else (pattern[0] * kind, pattern[1] * kind)
        ground.append(Polyline(path, contrast.fade(own, 0.30), max(1.0, 1.3 * kind), dash))
        course.append(Polyline(path, own, max(1.5, 2.2 * kind), dash))
    return replace(plot, ground=inset.ground(chart, ground), course=inset.over(chart, course))
