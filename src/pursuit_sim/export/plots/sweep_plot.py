"""A sweep, drawn: each team's time over what was varied."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from pursuit_sim.export.plots import legend
from pursuit_sim.export.plots.comparison_plot import NOUGHT
from pursuit_sim.export.tables.sweep_table import AS_IT_IS, title
from pursuit_sim.lab.sweep import Sweep
from pursuit_sim.lab.sweep_names import axes_of, names, points, told
from pursuit_sim.lab.swept_runs import SweptEntry
from pursuit_sim.units import format_time

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_MOST_LINES = 9  # in one panel; of more, evenly chosen ones are drawn
_COLOURS, _DARKEST, _LIGHTEST = "viridis", 0.15, 0.85
_DASHES = (0, (4, 3))
_LEAST_S = 0.4  # of the scale of times [s], so that nothing looks larger than it is

_TITLE_WIDTH = 150  # characters of a line under the panels

_Colour = tuple[float, float, float, float]


def draw(sweep: Sweep, figure: Figure) -> None:
    """Fill a figure: a panel for each team.

    Its time over the first key, a line for each value of the others; with the kinematic
    model, which keeps the time, its laps, a line for each run.
    """
    figure.suptitle(
        f"What if?  {sweep.race.place}", x=0.012, ha="left", fontsize=17, fontweight="bold"
    )
    teams = told(sweep)
    panels = figure.subplots(1, len(teams), squeeze=False)[0]
    for axes, team in zip(panels, teams, strict=True):
        (_laps if sweep.model == "kinematic" else _times)(sweep, team, axes)
        legend.above(axes, team, panels=len(teams), size_pt=8.5)
        axes.yaxis.set_major_formatter(lambda value, _: format_time(max(value, 0.0)))
        low, high = axes.get_ylim()
        spare = max(0.0, _LEAST_S - (high - low)) / 2
        axes.set_ylim(low - spare, high + spare)
    figure.supxlabel("\n".join(_said(sweep)), fontsize=8.5, color="#5b6b7e", x=0.012, ha="left")


def _said(sweep: Sweep) -> list[str]:
    """What stands under the panels: the model, and with what nobody can skate."""
    every = names(sweep, range(len(sweep.axes)))
    missing = [_label(every, point.values) or "" for point in sweep.points if point.problem]
    said = f"no solution: {'; '.join(missing)}" if missing else ""
    lines = max((_lines(sweep, team) for team in told(sweep)), key=len)
    drawn = len(_some(lines))
    few = f"; {drawn} of {len(lines)} lines are drawn" if drawn < len(lines) else ""
    whose = textwrap.wrap(" ".join((*sweep.made_up, *sweep.of_slow)), _TITLE_WIDTH)
    return [title(sweep) + few, *textwrap.wrap(said, _TITLE_WIDTH), *whose]


def _lines(sweep: Sweep, team: str) -> list[tuple[str, ...]]:
    """The values that a line of a team's panel stands for each."""
    solved = [values for values, run in points(sweep, team).items() if run is not None]
    return solved if sweep.model == "kinematic" else list(dict.fromkeys(v[1:] for v in solved))


def _original(sweep: Sweep, team: str) -> SweptEntry | None:
    return next((run for run in sweep.original if run.team == team), None)


def _times(sweep: Sweep, team: str, axes: Axes) -> None:
    own = axes_of(sweep, team)
    called, found = names(sweep, own, team), points(sweep, team)
    first = sweep.axes[own[0]].values
    places = [_number(value) for value in first]
    words = None in places
    across = dict(zip(first, range(len(first)) if words else places, strict=True))
    for other, colour in _chosen(_lines(sweep, team)):
        line = [  # a point without a solution is a gap in the line
            (across[values[0]], math.nan if run is None else run.time_s)
            for values, run in found.items()
            if values[1:] == other
        ]
        if not words:  # the numbers are one curve, in whatever order they were given
            line.sort(key=lambda point: point[0] or 0.0)
        axes.plot(*zip(*line, strict=True), "o" if words else "o-", color=colour,
                  markersize=4.5, label=_label(called[1:], other))  # fmt: skip
    original = _original(sweep, team)
    if original is not None:
        axes.axhline(original.time_s, color=NOUGHT, linewidth=1.0, linestyle=_DASHES,
                     label=AS_IT_IS)  # fmt: skip
    if words:
        axes.set_xticks(range(len(first)), first)
    axes.set_xlabel(called[0])


def _laps(sweep: Sweep, team: str, axes: Axes) -> None:
    called = names(sweep, axes_of(sweep, team), team)
    runs = {values: run for values, run in points(sweep, team).items() if run is not None}
    original = _original(sweep, team)
    every = [*runs.values(), *([original] if original is not None else [])]
    for values, colour in _chosen(list(runs)):
        axes.plot(*_later(runs[values]), "o-", color=colour, markersize=4.5,
                  label=_label(called, values))  # fmt: skip
    if original is not None:
        axes.plot(*_later(original), color=NOUGHT, linewidth=1.0, linestyle=_DASHES,
                  label=AS_IT_IS)  # fmt: skip
    axes.set_xlabel("lap")
    axes.set_xticks(range(2, max(len(run.laps_s) for run in every) + 1))


def _later(run: SweptEntry) -> tuple[range, tuple[float, ...]]:
    """Laps but the first: from a standing start, it is off the scale."""
    return range(2, len(run.laps_s) + 1), run.laps_s[1:]


def _chosen(lines: list[tuple[str, ...]]) -> Iterator[tuple[tuple[str, ...], _Colour]]:
    """Some of the lines, evenly chosen, and the colour of each."""
    import matplotlib as mpl

    chosen = _some(lines)
    for number, line in enumerate(chosen):
        share = number / max(1, len(chosen) - 1)
        yield line, mpl.colormaps[_COLOURS](_DARKEST + (_LIGHTEST - _DARKEST) * share)


def _some(lines: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    return lines[:: max(1, math.ceil(len(lines) / _MOST_LINES))]


def _label(called: Sequence[str], values: Sequence[str]) -> str | None:
    said = ", ".join(f"{name} = {value}" for name, value in zip(called, values, strict=True))
    return said or None


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
