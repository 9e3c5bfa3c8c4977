"""What the keys of a sweep are called, and the values that a team is told with."""

from __future__ import annotations

from collections.abc import Sequence

from pursuit_sim.lab.sweep_reach import SweptKey, read
from pursuit_sim.lab.swept_runs import SweptEntry, SweptRuns

Values = tuple[str, ...]


def told(sweep: SweptRuns) -> tuple[str, ...]:
    """Codes of the teams that have a table: some value reaches them, or none reaches anybody."""
    return tuple(team for team in sweep.teams if sweep.reach[team]) or sweep.teams


def axes_of(sweep: SweptRuns, team: str) -> tuple[int, ...]:
    """The axes, by number, that a team is told with."""
    return sweep.reach[team] or tuple(range(len(sweep.axes)))


def names(sweep: SweptRuns, axes: Sequence[int], team: str = "") -> tuple[str, ...]:
    """Names of keys: whose they are, and by their last parts, as few as tell them apart.

    Parameters
    ----------
    sweep, axes : which, by number
    team : whose own keys need not say so; by default that of the only one that is swept
    """
    own = team or (sweep.teams[0] if len(sweep.teams) == 1 else "")
    keys = [sweep.axes[axis].key for axis in axes]
    parts = [read(key, sweep.race) for key in keys]
    stands_in = bool(own) and own not in sweep.race.by_team()  # for whose keys these are
    for count in range(1, max((len(each.rest) for each in parts), default=0) + 1):
        made = tuple(_name(each, count, each.team if stands_in else own) for each in parts)
        if len({*made}) == len(made):
            return made
    return tuple(keys)


def points(sweep: SweptRuns, team: str) -> dict[Values, SweptEntry | None]:
    """How a team skated with the values that reach it; None where it cannot."""
    axes = axes_of(sweep, team)
    found: dict[Values, SweptEntry | None] = {}
    for point in sweep.points:
        values = tuple(point.values[axis] for axis in axes)
        run = next((run for run in point.runs if run.team == team), None)
        found[values] = found.get(values) or run
    return found


def _name(key: SweptKey, count: int, own: str) -> str:
    whose = key.skater or (key.team if key.team != own else "")
    return " ".join(filter(None, (whose, ".".join(key.rest[-count:]))))
