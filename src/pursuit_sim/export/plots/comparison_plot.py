"""What a formation is worth, drawn: intervals, a tornado, and power over time."""

from __future__ import annotations

import textwrap
from math import isfinite
from typing import TYPE_CHECKING

import numpy as np

from pursuit_sim.export.plots import legend
from pursuit_sim.export.tables.comparison_table import end, missing_ends
from pursuit_sim.lab.comparison import Comparison
from pursuit_sim.lab.estimate import Estimate, without_solution
from pursuit_sim.lab.formations import FIXED, PUSH, ROTATING
from pursuit_sim.lab.outcome import Outcome
from pursuit_sim.lab.robustness import Sensitivity
from pursuit_sim.lab.verdict import NAMES
from pursuit_sim.scenario import skater_labels
from pursuit_sim.sim.power import PowerRace
from pursuit_sim.units import format_gap, format_time

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

SKATERS = ("#2667b0", "#d9722a", "#2a9d78")
SKATED, PUSHED, MUTED, NOUGHT = "#44566c", "#b8313f", "#8a98a9", "#1b2a3d"
LOW, HIGH = "#7fa8d6", "#e0a06a"
_PLATE = {"facecolor": "white", "edgecolor": "none", "pad": 1.2}
_WIDTH, _WIDTHS = 1.8, (5.0, 3.2, 1.4)  # of lines; the latter lie on each other
TITLE_WIDTH = 150  # characters of the line under the title
_BARS = 8  # parameters of the tornado
_ROOM = 0.21  # of an axis, left at its ends
_LEAST_S = 0.1  # of an axis of differences [s]
_BINS = 60
_HILL = 0.34  # height of a distribution, of a row
_STEP_S = 0.25  # of power over time
_START_S = 12.0  # the start's burst is off the scale, and said in words
_SMOOTH_S = 4.0


def draw(comparison: Comparison, figure: Figure) -> None:
    """Fill a figure."""
    team = comparison.outcomes[PUSH].entry.team.name
    figure.suptitle(
        f"Rotate or push?  {team}, {comparison.race.place}",
        x=0.012, ha="left", fontsize=17, fontweight="bold",
    )  # fmt: skip
    parts = figure.add_gridspec(3, 2, height_ratios=(0.16, 1, 1), hspace=0.08, wspace=0.05)
    said = comparison.verdict[0].partition(": ")[2]
    head = figure.add_subplot(parts[0, :])
    head.axis("off")
    head.text(
        0, 1, textwrap.fill(said[0].upper() + said[1:], TITLE_WIDTH),
        va="top", fontsize=10.5, linespacing=1.5, transform=head.transAxes,
    )  # fmt: skip
    _intervals(comparison, figure.add_subplot(parts[1, 0]))
    _tornado(comparison, figure.add_subplot(parts[1, 1]))
    left = figure.add_subplot(parts[2, 0])
    right = figure.add_subplot(parts[2, 1], sharey=left)
    _power(comparison, comparison.outcomes[ROTATING], left)
    _power(comparison, comparison.outcomes[PUSH], right)
    left.set_ylabel("mechanical power [W]")
    drafting = comparison.calibration.drafting
    lost = f" ({comparison.unsolved} without a solution)" if comparison.unsolved else ""
    notes = (
        *comparison.of_slow,
        comparison.assumed_turns,
        *comparison.outside,
        missing_ends(comparison.sensitivities),
    )
    below = "".join(f"\n{textwrap.fill(each, TITLE_WIDTH)}" for each in notes if each)
    figure.supxlabel(
        f"{comparison.draws} draws{lost}, seed {comparison.seed}, {drafting} drafting unless said; "
        f"the model's κ is fitted to this race, and what pushing costs is a guess"
        + below,
        fontsize=8.5, color="#5b6b7e", x=0.012, ha="left",
    )  # fmt: skip


def _intervals(comparison: Comparison, axes: Axes) -> None:
    rows: list[tuple[str, Estimate, str, str]] = []
    missing: dict[int, str] = {}  # rows without an interval, and why
    for each in comparison.listed:
        kind = each.kind
        if kind == FIXED:
            continue
        colour = PUSHED if kind == PUSH else SKATED
        whose = comparison.known_as(each)  # beside a time that was skated, if it was
        told = f" {whose}" if whose not in ("", "measured", "derived") else ""
        said = f"{format_time(each.time_s)}{told}"
        if each.difference.interval is None and kind != ROTATING:
            missing[len(rows)] = without_solution(each.difference.unsolved, comparison.draws)
        rows.append((comparison.name_of(each), each.difference, colour, said))
        if each is comparison.outcomes[PUSH] and comparison.other_set is not None:
            other = comparison.other_set
            if other.push_minus_rotating.interval is None:
                missing[len(rows)] = without_solution(other.unsolved, other.draws)
            rows.append((f"best push, {other.drafting}", other.push_minus_rotating, PUSHED, ""))
    ends = [end for _, each, _, _ in rows for end in (each.low, each.value, each.high, 0.0)]
    low, high = min(filter(isfinite, ends)), max(filter(isfinite, ends))
    room = _ROOM * max(high - low, 1.0)
    axes.set_xlim(low - room, high + room)
    axes.axvline(0, color=NOUGHT, linewidth=1.2)
    for row, (_, estimate, colour, said) in enumerate(rows):
        if row in missing:
            axes.annotate(
                f"no interval: {missing[row]}", (0, row), (4, 8),
                xycoords=("axes fraction", "data"), textcoords="offset points", fontsize=9,
                color=MUTED, bbox=_PLATE,
            )  # fmt: skip
        elif estimate.interval is not None:
            axes.plot([estimate.low, estimate.high], [row, row], color=colour, linewidth=5,
                      alpha=0.35)  # fmt: skip
        axes.plot(estimate.value, row, "o", color=colour, markersize=8)
        both = f"{format_gap(estimate.value, 1)} s" if estimate.value else ""
        axes.annotate(
            "   ".join(filter(None, (said, both))), (estimate.value, row), (0, -9),
            textcoords="offset points", ha="center", va="top", fontsize=9, color=colour,
            bbox=_PLATE,
        )  # fmt: skip
    drawn = comparison.drawn_difference_s
    if comparison.push_minus_rotating.interval is not None:
        _hill(
            axes,
            drawn[np.isfinite(drawn)],
            [name for name, *_ in rows].index(comparison.name_of(comparison.outcomes[PUSH])),
        )
    fixed = comparison.outcomes[FIXED]
    axes.annotate(
        f"fixed, nobody pushing: {format_time(fixed.time_s)}, "
        f"{format_gap(fixed.difference.value, 1)} s  →",
        (1, -0.02), xycoords=("axes fraction", "axes fraction"), xytext=(0, 8),
        textcoords="offset points", ha="right", va="bottom", fontsize=9, color=MUTED, bbox=_PLATE,
    )  # fmt: skip
    axes.set_yticks(range(len(rows)), [name for name, *_ in rows])
    axes.set_ylim(len(rows) + 0.3, -0.75)
    axes.grid(visible=False, axis="y")
    axes.tick_params(axis="y", length=0)
    axes.set_xlabel("seconds against the best rotation   ←  faster   ·   slower  →")
    axes.set_title("Times, with 5–95 % of the draws")


def _hill(axes: Axes, drawn: np.ndarray[tuple[int], np.dtype[np.float64]], row: int) -> None:
    """The distribution of the draws, standing on its row."""
    if len(drawn) < _BINS:
        return
    count, edges = np.histogram(drawn, bins=_BINS)
    height = np.convolve(count, np.ones(5) / 5, mode="same")
    height = _HILL * height / height.max()
    middles = (edges[1:] + edges[:-1]) / 2
    axes.fill_between(middles, row - height - 0.08, row - 0.08, color=PUSHED, alpha=0.15,
                      linewidth=0)  # fmt: skip


def _tornado(comparison: Comparison, axes: Axes) -> None:
    shown: tuple[Sensitivity, ...] = comparison.sensitivities[:_BARS]
    centre = comparison.push_minus_rotating.value
    for row, each in enumerate(shown):
        for value, at, colour in (
            (each.low, each.at_low_s, LOW),
            (each.high, each.at_high_s, HIGH),
        ):
            if not isfinite(at):
                low_end = value == each.low
                axes.annotate(
                    f"{end(value, each.unit)}: no solution", (0 if low_end else 1, row),
                    (4 if low_end else -4, 0), xycoords=("axes fraction", "data"),
                    textcoords="offset points", ha="left" if low_end else "right", va="center",
                    fontsize=8.5, color=MUTED, bbox=_PLATE,
                )  # fmt: skip
                continue
            axes.barh(row, at - centre, left=centre, height=0.62, color=colour)
            outward = 1 if at > centre else -1
            axes.annotate(
                end(value, each.unit), (at, row), (4 * outward, 0), textcoords="offset points",
                ha="left" if outward > 0 else "right", va="center", fontsize=8.5, bbox=_PLATE,
            )  # fmt: skip
    ends = [at for each in shown for at in (each.at_low_s, each.at_high_s) if isfinite(at)]
    low, high = min([*ends, centre]), max([*ends, centre, 0.0])
    room = _ROOM * max(high - low, _LEAST_S)
    axes.set_xlim(low - room, high + room)
    axes.axvline(0, color=NOUGHT, linewidth=1.2)
    axes.axvline(centre, color=MUTED, linewidth=1.0, linestyle=(0, (3, 3)))
    axes.set_yticks(range(len(shown)), [NAMES.get(each.name, each.name) for each in shown])
    axes.set_ylim(len(shown) - 0.4, -0.6)
    axes.grid(visible=False, axis="y")
    axes.tick_params(axis="y", length=0)
    axes.set_xlabel("push against rotating [s]   ←  push faster   ·   push slower  →")
    axes.set_title("What matters: each parameter alone at the ends of its range")


def _power(comparison: Comparison, outcome: Outcome, axes: Axes) -> None:
    """Power of each skater over time; behind it, who leads."""
    race = PowerRace(comparison.race, outcome.entry)
    time = np.arange(0.0, race.time_s, _STEP_S)
    power = race.moments(time).power_w
    names = skater_labels.labels(outcome.entry.lineup, family_first=outcome.entry.team.family_first)
    width = round(_SMOOTH_S / _STEP_S)
    later = time >= _START_S
    for i, name in enumerate(names):
        padded = np.pad(power[:, i], width // 2, mode="edge")
        smooth = np.convolve(padded, np.ones(width) / width, mode="same")[width // 2 :]
        smooth = smooth[: len(time)]
        thick = _WIDTHS[i] if outcome.entry.formation.push else _WIDTH
        axes.plot(time[later], smooth[later], color=SKATERS[i], label=name, linewidth=thick)
    begin = 0.0
    for phase in race.course.phases:
        until = float(race.edge_s[phase.end])
        leader = phase.order[0]
        axes.axvspan(begin, until, color=SKATERS[leader], alpha=0.09, linewidth=0)
        begin = until
    axes.set_xlim(0, race.time_s)
    peak = max(load.peak_power_w for load in outcome.loads)
    axes.set_xlabel(f"time [s]   (start, off the scale: up to {peak:.0f} W)")
    how = f"{outcome.entry.formation.label}{' (as skated)' if outcome.skated else ''}"
    told = f"Power, {how}: {format_time(outcome.time_s)}; shaded: who leads"
    legend.above(axes, told, panels=2)
