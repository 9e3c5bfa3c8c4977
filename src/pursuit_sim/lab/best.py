"""Each formation at its best: the turns and the order that are the fastest for three skaters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from pursuit_sim.lab.formations import COMPARED, ROTATING, role, usual
from pursuit_sim.lab.skater_orders import in_order
from pursuit_sim.lab.turn_search import BestTurns, best_turns, orders_of
from pursuit_sim.scenario.formation import Kind
from pursuit_sim.scenario.race import Entry, Race
from pursuit_sim.sim.course import course
from pursuit_sim.sim.pace import solve
from pursuit_sim.sim.parameter_sets import parameter_sets

_LEVEL_S = 1e-6  # orders no further apart are equally fast, and the team's own is taken


@dataclass(frozen=True, eq=False)
class BestOfEach:
    """A team in each formation at its best.

    Attributes
    ----------
    entries, times_s : by kind; a time is NaN where nobody can hold it
    turns : how the rotation was found
    """

    entries: Mapping[Kind, Entry]
    times_s: Mapping[Kind, float]
    turns: BestTurns


def best_of_each(race: Race, entry: Entry) -> BestOfEach:
    """The best rotation, and the best order of the other formations.

    Few changes keep the turns that were skated, or the usual ones. What was skated stands
    for its kind where nothing is faster.

    Parameters
    ----------
    race : the race
    entry : as it was skated, κ set
    """
    own = role(entry.formation)
    own_s = time_of(race, entry)
    turns = best_turns(race, entry)
    entries: dict[Kind, Entry] = {}
    times: dict[Kind, float] = {}
    for kind in COMPARED:
        if kind == ROTATING:
            found, time = turns.entry, turns.time_s
        else:
            formation = entry.formation if kind == own else usual(kind, race)
            found, time = _best_order(race, replace(entry, formation=formation))
        if kind == own and not time < own_s - _LEVEL_S:
            found, time = entry, own_s
        entries[kind], times[kind] = found, time
    return BestOfEach(entries, times, turns)


def _best_order(race: Race, entry: Entry) -> tuple[Entry, float]:
    best, best_s = entry, float("nan")
    for order in orders_of(entry):
        made = in_order(entry, order)
        time = time_of(race, made)
        if not np.isfinite(best_s) or time < best_s - _LEVEL_S:
            best, best_s = made, time
    return best, best_s


def time_of(race: Race, entry: Entry) -> float:
    """What an entry takes by the power model [s]; NaN where it can hold no pace."""
    return float(solve(course(race, entry), parameter_sets(race, entry)).time_s[0])
