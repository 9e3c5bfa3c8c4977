"""What came of a sweep, in sentences."""

from __future__ import annotations

from math import isfinite, prod

import numpy as np

from pursuit_sim.lab.columns import KNOWN
from pursuit_sim.lab.sweep_names import axes_of, names, points, told
from pursuit_sim.lab.swept_runs import SweptRuns, of_team
from pursuit_sim.units import format_time

_SAME_S = 0.005  # [s] less does not show


def remarks(sweep: SweptRuns) -> tuple[str, ...]:
    """What cannot be skated, what is fastest, and what it all rests on."""
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
    said += [*sweep.made_up, *sweep.of_slow]
    said += [f"{line}." for line in sweep.idle if not line.endswith(KNOWN)]
    return tuple(said)


def _with(sweep: SweptRuns, values: tuple[str, ...]) -> str:
    said = zip(names(sweep, range(len(values))), values, strict=True)
    return " and ".join(f"{name} = {value}" for name, value in said)


def _fastest(sweep: SweptRuns, team: str) -> str:
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


def _stays(sweep: SweptRuns, team: str) -> bool:
    """Whether a team skates the same laps with all of the values, of which there are several."""
    laps = [run.laps_s for point in sweep.points if (run := of_team(point.runs, team))]
    if len(laps) < 2 or len({*map(len, laps)}) > 1:
        return False
    return bool(np.ptp(laps, axis=0).max() < _SAME_S)


def _still(sweep: SweptRuns, team: str) -> str:
    entry = next(each for each in sweep.race.entries if each.team.code == team)
    why = f": {KNOWN}" if entry.all_known(sweep.race.half_laps) else ""
    return f"{team}: no value changes a lap{why}."


def _unreached(sweep: SweptRuns, team: str) -> str:
    run = of_team(sweep.original, team)
    time = "" if run is None else f", {format_time(run.time_s)}"
    return f"{team} skates as it is{time}: no value reaches it."


def _said(sweep: SweptRuns, team: str) -> str:
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
