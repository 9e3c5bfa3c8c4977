"""Sweeps as tables to read and as CSV."""

from __future__ import annotations

from math import isfinite

import numpy as np

from pursuit_sim.export.tables import results_csv, text_table
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
    if sweep.model != "kinematic":
        said += [_said(sweep, code) for code in sweep.teams]
    else:
        said += [_still(sweep, code) for code in sweep.teams if _stays(sweep, code)]
    sheets = tuple(_sheet(sweep, code) for code in sweep.teams)
    return text_table.text(title(sweep), sheets) + "".join(f"\n{line}" for line in said) + "\n"


def title(sweep: Sweep) -> str:
    """The race and the model in a line."""
    said = _MODELS[sweep.model]
    if sweep.race.was is not None:
        said = said.replace(AS_IT_IS, _AS_IT_WAS)
    return f"{sweep.race.title} · {said}"


def csv(sweep: Sweep) -> str:
    """A row for each combination of values and team; without numbers where there is a problem."""
    return results_csv.of(sweep)


def short(keys: tuple[str, ...]) -> tuple[str, ...]:
    """Names of keys by their last parts, as few as tell them apart."""
    parts = [key.split(".") for key in keys]
    for count in range(1, max(map(len, parts)) + 1):
        names = tuple(".".join(each[-count:]) for each in parts)
        if len({*names}) == len(names):
            return names
    return keys


def _sheet(sweep: Sweep, team: str) -> TextTable:
    names = short(tuple(axis.key for axis in sweep.axes))
    original = _of(sweep.original, team)
    blank = ("",) * (len(names) - 1)
    rows = []
    if original is not None:
        time, _, *laps = _cells(sweep, original)
        rows.append((AS_IT_IS, *blank, time, "", *laps))
    for point in sweep.points:
        run = _of(point.runs, team)
        rows.append((*point.values, *(_NONE if run is None else _cells(sweep, run))))
    heads = (">Time", ">Change", ">Lap 1", ">Fastest", ">Slowest", ">Last")
    return TextTable(team, (*names, *heads), tuple(rows))


def _cells(sweep: Sweep, run: SweptEntry) -> tuple[str, ...]:
    later = run.laps_s[1:] or run.laps_s
    laps = (run.laps_s[0], min(later), max(later), run.laps_s[-1])
    change = format_gap(sweep.change_s(run))
    return format_time(run.time_s), change, *(format_time(lap) for lap in laps)


def _of(runs: tuple[SweptEntry, ...], team: str) -> SweptEntry | None:
    return next((run for run in runs if run.team == team), None)


def _with(sweep: Sweep, values: tuple[str, ...]) -> str:
    names = short(tuple(axis.key for axis in sweep.axes))
    return " and ".join(f"{name} = {value}" for name, value in zip(names, values, strict=True))


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


def _said(sweep: Sweep, team: str) -> str:
    """What is fastest, in a line."""
    found = [(run, point.values) for point in sweep.points if (run := _of(point.runs, team))]
    if not found:
        return f"{team} can skate with none of these values."
    changes = [sweep.change_s(run) for run, _ in found]
    best, values = min(found, key=lambda each: each[0].time_s)
    if not all(map(isfinite, changes)):
        return f"{team} skates in another's place; it is fastest with {_with(sweep, values)}."
    if max(map(abs, changes)) < _SAME_S:
        return f"{team}: no value changes the time."
    change = sweep.change_s(best)
    if change > -_SAME_S:
        said = "none of these is faster than the race as it is"
        return f"{team}: {said}; {_with(sweep, values)} comes nearest."
    return f"{team} is fastest with {_with(sweep, values)}: {-change:.2f} s faster than as it is."
