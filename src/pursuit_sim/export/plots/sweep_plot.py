"""A sweep, drawn: each team's time over what was varied."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from pursuit_sim.export.plots.comparison_plot import MUTED, NOUGHT
from pursuit_sim.export.tables.sweep_table import AS_IT_IS, short, title
from pursuit_sim.lab.sweep import Sweep, SweptEntry
from pursuit_sim.units import format_time

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_MOST_LINES = 9  # in one panel; of more, evenly chosen ones are drawn
_COLOURS, _DARKEST, _LIGHTEST = "viridis", 0.15, 0.85
_DASHES = (0, (4, 3))
_LEAST_S = 0.4  # of the scale of times [s], so that nothing looks larger than it is

_Colour = tuple[float, float, float, float]


def draw(sweep: Sweep, figure: Figure) -> None:
    """Fill a figure: a panel for each team.

    Its time over the first key, a line for each value of the others; with the kinematic
    model, which keeps the time, its laps, a line for each run.
    """
    figure.suptitle(
        f"What if?  {sweep.race.name}", x=0.012, ha="left", fontsize=17, fontweight="bold"
    )
    panels = figure.subplots(1, len(sweep.original), squeeze=False)[0]
    for axes, original in zip(panels, sweep.original, strict=True):
        (_laps if sweep.model == "kinematic" else _times)(sweep, original, axes)
        axes.set_title(original.team)
        axes.yaxis.set_major_formatter(lambda value, _: format_time(max(value, 0.0)))
        low, high = axes.get_ylim()
        spare = max(0.0, _LEAST_S - (high - low)) / 2
        axes.set_ylim(low - spare, high + spare)
        if axes.get_legend_handles_labels()[0]:
            axes.legend(fontsize=8.5)
    figure.supxlabel(title(sweep), fontsize=8.5, color="#5b6b7e", x=0.012, ha="left")


def _times(sweep: Sweep, original: SweptEntry, axes: Axes) -> None:
    names = short(tuple(axis.key for axis in sweep.axes))
    first = sweep.axes[0].values
    numbers = [_number(value) for value in first]
    words = None in numbers
    across = dict(zip(first, range(len(first)) if words else numbers, strict=True))
    lines = list(dict.fromkeys(point.values[1:] for point in sweep.points))
    for other, colour in _chosen(lines):
        found = [
            (across[point.values[0]], run.time_s)
            for point in sweep.points
            if point.values[1:] == other
            for run in point.runs
            if run.team == original.team
        ]
        if found:
            axes.plot(*zip(*found, strict=True), "o" if words else "o-", color=colour,
                      markersize=4.5, label=_label(names[1:], other))  # fmt: skip
    axes.axhline(original.time_s, color=NOUGHT, linewidth=1.0, linestyle=_DASHES)
    axes.annotate(AS_IT_IS, (1.0, original.time_s), xycoords=("axes fraction", "data"),
                  ha="right", va="bottom", fontsize=8.5, color=MUTED)  # fmt: skip
    if words:
        axes.set_xticks(range(len(first)), first)
    axes.set_xlabel(names[0])


def _laps(sweep: Sweep, original: SweptEntry, axes: Axes) -> None:
    names = short(tuple(axis.key for axis in sweep.axes))
    runs = {
        point.values: run for point in sweep.points for run in point.runs
        if run.team == original.team
    }  # fmt: skip
    laps = range(2, len(original.laps_s) + 1)  # the first, from a standing start, is off the scale
    for values, colour in _chosen(list(runs)):
        axes.plot(laps, runs[values].laps_s[1:], "o-", color=colour, markersize=4.5,
                  label=_label(names, values))  # fmt: skip
    axes.plot(laps, original.laps_s[1:], color=NOUGHT, linewidth=1.0, linestyle=_DASHES,
              label=AS_IT_IS)  # fmt: skip
    axes.set_xlabel("lap")
    axes.set_xticks(laps)


def _chosen(lines: list[tuple[str, ...]]) -> Iterator[tuple[tuple[str, ...], _Colour]]:
    """Some of the lines, evenly chosen, and the colour of each."""
    import matplotlib as mpl

    chosen = lines[:: max(1, math.ceil(len(lines) / _MOST_LINES))]
    for number, line in enumerate(chosen):
        share = number / max(1, len(chosen) - 1)
        yield line, mpl.colormaps[_COLOURS](_DARKEST + (_LIGHTEST - _DARKEST) * share)


def _label(names: Sequence[str], values: Sequence[str]) -> str | None:
    said = ", ".join(f"{name} = {value}" for name, value in zip(names, values, strict=True))
    return said or None


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
