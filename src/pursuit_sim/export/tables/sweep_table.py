"""Sweeps as tables to read and as CSV."""

from __future__ import annotations

from math import isfinite, prod

import numpy as np

from pursuit_sim.export.tables import results_csv, text_table
from pursuit_sim.export.tables.sweep_names import axes_of, names, points, told
from pursuit_sim.export.tables.text_table import TextTable
from pursuit_sim.lab.columns import KNOWN
from pursuit_sim.lab.sweep import Sweep, SweptEntry
from pursuit_sim.units import NO_NUMBER, format_gap, format_time

AS_IT_IS = "as it is"
_AS_IT_WAS = "as it was skated"
_NONE = (NO_NUMBER, "", "", "", "", "")
_SAME_S = 0.005  # [s] less does not show
_MODELS = {
    "power": "power model; each team's κ is fitted to the race as it is, and kept",
    "kinematic": "kinematic model: it spreads the official time, so that only laps change",
}


def text(sweep: Sweep) -> str:
    """A table for each team, and what is fastest."""
    said = [
        f"With {_with(sweep, point.values)}: {point.problem}."
        for point in sweep.points
        if point.problem
    ]
    teams = told(sweep)
    if sweep.model != "kinematic":
        said += [_said(sweep, code) for code in teams]
    else:
        said += [_still(sweep, code) for code in teams if _stays(sweep, code)]
    said += [_unreached(sweep, code) for code in sweep.teams if code not in teams]
    said += sweep.made_up
    said += [f"{line}." for line in sweep.idle if not line.endswith(KNOWN)]
    sheets = tuple(_sheet(sweep, code) for code in teams)
    return text_table.text(title(sweep), sheets) + "".join(f"\n{line}" for line in said) + "\n"


def title(sweep: Sweep) -> str:
    """The race and the model in a line."""
    said = _MODELS[sweep.model]
    if any(each.was for each in sweep.race.entries):
        said = said.replace(AS_IT_IS, _AS_IT_WAS)
    return f"{sweep.race.title} · {said}"


def csv(sweep: Sweep) -> str:
    """A row for each combination of values and team; without numbers where there is a problem."""
    return results_csv.of(sweep)


def _sheet(sweep: Sweep, team: str) -> TextTable:
    heads = names(sweep, axes_of(sweep, team), team)
    original = _of(sweep.original, team)
    blank = ("",) * (len(heads) - 1)
    rows = []
    if original is not None:
        time, _, *laps = _cells(sweep, original)
        rows.append((AS_IT_IS, *blank, time, "", *laps))
    for values, run in points(sweep, team).items():
        rows.append((*values, *(_NONE if run is None else _cells(sweep, run))))
    heads += (">Time", ">Change", ">Lap 1", ">Fastest", ">Slowest", ">Last")
    return TextTable(team, heads, tuple(rows))


def _cells(sweep: Sweep, run: SweptEntry) -> tuple[str, ...]:
    later = run.laps_s[1:] or run.laps_s
    laps = (run.laps_s[0], min(later), max(later), run.laps_s[-1])
    change = format_gap(sweep.change_s(run))
    return format_time(run.time_s), change, *(format_time(lap) for lap in laps)


def _of(runs: tuple[SweptEntry, ...], team: str) -> SweptEntry | None:
    return next((run for run in runs if run.team == team), None)


def _with(sweep: Sweep, values: tuple[str, ...]) -> str:
    said = zip(names(sweep, range(len(values))), values, strict=True)
    return " and ".join(f"{name} = {value}" for name, value in said)


def _fastest(sweep: Sweep, team: str) -> str:
    """The values that a team is fastest with; of those that come to the same, all or none.

    Empty where every value comes to the same.
    """
    found = {values: run for values, run in points(sweep, team).items() if run is not None}
    least = min(run.time_s for run in found.values())
    best = [values for values, run in found.items() if run.time_s < least + _SAME_S]
    tried = [tuple(dict.fromkeys(each)) for each in zip(*points(sweep, team), strict=True)]
    equal = [tuple(dict.fromkeys(each)) for each in zip(*best, strict=True)]
    if len(best) < prod(map(len, equal)):
        return "several of these alike"
    return " and ".join(
        f"{name} = {' or '.join(values)}"
        for name, values, every in zip(
            names(sweep, axes_of(sweep, team), team), equal, tried, strict=True
        )
        if len(values) == 1 or values != every
    )


def _stays(sweep: Sweep, team: str) -> bool:
    """Whether a team skates the same laps with all of the values, of which there are several."""
    laps = [run.laps_s for point in sweep.points if (run := _of(point.runs, team))]
    if len(laps) < 2 or len({*map(len, laps)}) > 1:
        return False
    return bool(np.ptp(laps, axis=0).max() < _SAME_S)


def _still(sweep: Sweep, team: str) -> str:
    entry = next(each for each in sweep.race.entries if each.team.code == team)
    why = f": {KNOWN}" if entry.all_known(sweep.race.half_laps) else ""
    return f"{team}: no value changes a lap{why}."


def _unreached(sweep: Sweep, team: str) -> str:
    run = _of(sweep.original, team)
    time = "" if run is None else f", {format_time(run.time_s)}"
    return f"{team} skates as it is{time}: no value reaches it."


def _said(sweep: Sweep, team: str) -> str:
    """What is fastest, in a line."""
    found = [run for run in points(sweep, team).values() if run is not None]
    if not found:
        return f"{team} can skate with none of these values."
    changes = [sweep.change_s(run) for run in found]
    values = _fastest(sweep, team)
    if not all(map(isfinite, changes)):
        return f"{team} skates in another's place; it is fastest with {values or 'any value'}."
    if max(map(abs, changes)) < _SAME_S:
        return f"{team}: no value changes the time."
    change = min(changes)
    if change > -_SAME_S:
        nearest = f"; {values} comes nearest" if values else ""
        return f"{team}: none of these is faster than the race as it is{nearest}."
    if not values:
        return f"{team} is {-change:.2f} s faster than as it is, with every value alike."
    return f"{team} is fastest with {values}: {-change:.2f} s faster than as it is."
