"""What the push is worth to every team of an event, drawn."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from pursuit_sim.export.plots.comparison_plot import MUTED, NOUGHT, PUSHED, TITLE_WIDTH
from pursuit_sim.lab.comparison import CAVEATS
from pursuit_sim.lab.event_comparison import EventComparison
from pursuit_sim.scenario.time_source import made_up

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def draw(event: EventComparison, figure: Figure) -> None:
    """Fill a figure: a row for each team and race, both sets of drafting strengths."""
    figure.suptitle(
        f"Rotate or push?  {event.title}, every team",
        x=0.012, ha="left", fontsize=17, fontweight="bold",
    )  # fmt: skip
    axes = figure.add_subplot()
    axes.axvline(0, color=NOUGHT, linewidth=1.2)
    labels = []
    for row, ((race, team), each) in enumerate(event.comparisons.items()):
        said = made_up(each.race, each.skated.entry)
        skated = f"{each.calibration.formation}{f', time {said}' if said else ''}"
        labels.append(f"{race}   {team}   ({skated})")
        answers = [(each.calibration.drafting, each.push_minus_rotating, PUSHED, -0.14)]
        if each.other_set is not None:
            other = each.other_set
            answers.append((other.drafting, other.push_minus_rotating, MUTED, 0.14))
        for name, answer, colour, shift in answers:
            y = row + shift
            if answer.interval is not None:
                axes.plot([answer.low, answer.high], [y, y], color=colour, linewidth=4, alpha=0.4)
            else:
                axes.annotate(
                    "no interval: too many draws have no solution", (answer.value, y), (6, 0),
                    textcoords="offset points", va="center", fontsize=8, color=colour,
                )  # fmt: skip
            axes.plot(answer.value, y, "o", color=colour, markersize=6,
                      label=f"{name} drafting" if row == 0 else None)  # fmt: skip
    for race, team in event.failed:
        axes.annotate("not compared", (0, len(labels)), (6, 0), textcoords="offset points",
                      va="center", fontsize=8.5, color=MUTED)  # fmt: skip
        labels.append(f"{race}   {team}")
    axes.set_yticks(range(len(labels)), labels)
    axes.set_ylim(len(labels) - 0.4, -0.6)
    axes.grid(visible=False, axis="y")
    axes.tick_params(axis="y", length=0)
    axes.set_xlabel("push against rotating [s], with 5–95 % of the draws   ←  push faster   ·   "
                    "push slower  →")  # fmt: skip
    axes.set_title("In brackets: what the team skated")
    if event.comparisons:
        axes.legend(loc="lower left", bbox_to_anchor=(0, -0.11), ncols=2)
    notes = (*event.of_slow, *event.unsolved_intervals, *event.outside, " ".join(CAVEATS))
    said = "\n".join(textwrap.fill(each, TITLE_WIDTH) for each in notes)
    figure.supxlabel(said, fontsize=8.5, color=MUTED, x=0.012, ha="left")
