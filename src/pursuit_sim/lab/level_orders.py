"""Orders of the three in which a plan is as fast, so that the coach may choose who leads."""

from __future__ import annotations

from itertools import permutations

from pursuit_sim.lab.best import time_of
from pursuit_sim.lab.skater_orders import in_order
from pursuit_sim.scenario.formation import SKATERS
from pursuit_sim.scenario.race import Entry, Race

LEVEL_S = 0.05  # nothing to tell apart by, in a time that is told to tenths


def level_orders(race: Race, entry: Entry) -> tuple[tuple[str, ...], ...]:
    """Line-ups, front to back, that lose no more than `LEVEL_S` in the same turns.

    Parameters
    ----------
    race : the race
    entry : as planned, κ set; its own order is not among those found
    """
    own_s = time_of(race, entry)
    others = list(permutations(range(SKATERS)))[1:]
    made = [in_order(entry, order) for order in others]
    return tuple(each.lineup for each in made if time_of(race, each) <= own_s + LEVEL_S)
