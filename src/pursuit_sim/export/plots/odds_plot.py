"""The odds of an event, drawn: which places each team may take."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from pursuit_sim.export.plots.comparison_plot import MUTED
from pursuit_sim.lab.event_chances import EventOdds, TeamChances
from pursuit_sim.units import ordinal

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_MEDALS = ("#c9a227", "#9aa8b8", "#a9683a")
_OTHERS = ("#58789c", "#8aa2bd", "#b3c3d4", "#d1dbe6", "#e6ecf2")  # places from the fourth
_TOLD = 0.06  # of the events, from which a share has room for its number
_WIDE, _NARROW = 0.62, 0.3  # of a row
_WIDTH = 200  # characters of a line under the bars


def draw(odds: EventOdds, figure: Figure) -> None:
    """Fill a figure: a bar for each team, its parts the places; below it what is supposed."""
    figure.suptitle(odds.heading, x=0.012, ha="left", fontsize=15, fontweight="bold")
    axes = figure.add_subplot()
    most = max(len(each.chances.places) for each in odds.teams)
    labels = []
    for row, each in enumerate(odds.teams):
        if each.supposed is None:
            _bar(axes, row, each.chances, _WIDE)
        else:
            _bar(axes, row - 0.17, each.chances, _NARROW)
            _bar(axes, row + 0.17, each.supposed, _NARROW)
        division = f"{each.division}  " if each.division else ""
        labels.append(f"{division}{each.team}\n{each.rests_on}")
    axes.set_yticks(range(len(labels)), labels)
    axes.set_ylim(len(labels) - 0.4, -0.6)
    axes.set_xlim(0, 1)
    axes.xaxis.set_major_formatter(lambda value, _: f"{100 * value:.0f} %")
    axes.grid(visible=False, axis="y")
    axes.tick_params(axis="y", length=0)
    axes.set_title(
        "Upper bars as it is, lower ones " + odds.what_if.words
        if odds.what_if
        else "Chance of each place; beside the names, the races that the estimate rests on"
    )
    for place in range(most):
        axes.barh(-5, 0, color=_colour(place), label=ordinal(place + 1))
    axes.legend(loc="upper left", bbox_to_anchor=(0, -0.04), ncols=most)
    said = "\n".join(textwrap.wrap(" ".join(odds.in_brief), _WIDTH))
    figure.supxlabel(said, fontsize=8.5, color=MUTED, x=0.012, ha="left")


def _bar(axes: Axes, y: float, chances: TeamChances, height: float) -> None:
    left = 0.0
    for place, share in enumerate(chances.places):
        axes.barh(y, share, height, left, color=_colour(place))
        if share >= _TOLD:
            axes.annotate(
                f"{100 * share:.0f}", (left + share / 2, y), ha="center", va="center",
                fontsize=8.5, color="white" if place < 4 else "#1b2a3d",
            )  # fmt: skip
        left += share


def _colour(place: int) -> str:
    own = (*_MEDALS, *_OTHERS)
    return own[min(place, len(own) - 1)]
