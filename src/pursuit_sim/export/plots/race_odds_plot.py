"""The odds of a race, drawn: the chance to win over the race, and the gap below it."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from pursuit_sim.draw.look import theme
from pursuit_sim.export.plots import legend
from pursuit_sim.export.plots.comparison_plot import MUTED, NOUGHT
from pursuit_sim.lab.race_chances import GIVEN, MEASURED, START, RaceOdds
from pursuit_sim.units import format_chance

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_WIDTH = 150  # characters of a line under the panels
_OPAQUE = 255.0


def draw(odds: RaceOdds, figure: Figure) -> None:
    """Fill a figure: chance over laps, and the gap with what of it was measured."""
    figure.suptitle(f"{odds.title}: who wins", x=0.012, ha="left", fontsize=17, fontweight="bold")
    top, below = figure.subplots(2, 1, sharex=True, height_ratios=(3, 2))
    first, second = theme.teams(tuple(entry.team.colour for entry in odds.race.entries))
    colours = [tuple(part / _OPAQUE for part in each.suit) for each in (first, second)]
    _chances(odds, top, colours)
    _gaps(odds, below)
    said = " ".join(odds.in_brief)
    figure.supxlabel(
        "\n".join(textwrap.wrap(said, _WIDTH)), fontsize=8.5, color=MUTED, x=0.012, ha="left"
    )


def _chances(odds: RaceOdds, axes: Axes, colours: list[tuple[float, ...]]) -> None:
    laps = [each[0] for each in odds.curve]
    shares = [each[1] for each in odds.curve]
    axes.fill_between(laps, 0, shares, color=colours[0], alpha=0.85, linewidth=0)
    axes.fill_between(laps, shares, 1, color=colours[1], alpha=0.85, linewidth=0)
    axes.axhline(0.5, color="white", linewidth=1.0, linestyle=(0, (4, 3)))
    for team, y, va in zip(odds.teams, (0.03, 0.97), ("bottom", "top"), strict=True):
        axes.annotate(team, (0.01, y), xycoords="axes fraction", va=va, color="white",
                      fontsize=13, fontweight="bold")  # fmt: skip
    at = odds.asked
    if at.source != START:
        axes.axvline(at.laps, color="#1b2a3d", linewidth=1.4)
        left = at.laps > odds.race.laps / 2
        axes.annotate(
            f"{odds.when}: {odds.teams[0]} {format_chance(at.chance)}", (at.laps, at.chance),
            (-8 if left else 8, 0), textcoords="offset points", ha="right" if left else "left",
            va="center", fontsize=9.5, fontweight="semibold",
            bbox={"facecolor": "white", "edgecolor": "none", "alpha": 0.85, "pad": 2.5},
        )  # fmt: skip
        axes.plot(at.laps, at.chance, "o", color="#1b2a3d", markersize=6)
    axes.set_ylim(0, 1)
    axes.set_xlim(0, odds.race.laps)
    axes.yaxis.set_major_formatter(lambda value, _: f"{100 * value:.0f} %")
    axes.set_title("Chance to win, by what was known before the race and the gap there")


def _gaps(odds: RaceOdds, axes: Axes) -> None:
    axes.axhline(0, color=NOUGHT, linewidth=1.2)
    shown = [each for each in odds.lines if each.source != START]
    axes.plot([0, *(each.laps for each in shown)], [0, *(each.gap_s for each in shown)],
              color=MUTED, linewidth=1.4, label="the model's")  # fmt: skip
    known = [each for each in shown if each.source == MEASURED]
    axes.plot([each.laps for each in known], [each.gap_s for each in known], "o",
              color="#1b2a3d", markersize=5, label="measured")  # fmt: skip
    if odds.asked.source == GIVEN:
        axes.plot(odds.asked.laps, odds.asked.gap_s, "D", color="#c9263c", label="as given")
    axes.set_ylabel(f"{odds.teams[0]} behind [s]")
    axes.set_xlabel("laps")
    axes.set_xticks(range(odds.race.laps + 1))
    legend.above(axes, f"Gap: below nought {odds.teams[0]} are ahead", size_pt=8.5)
