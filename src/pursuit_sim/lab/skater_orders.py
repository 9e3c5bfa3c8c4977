"""Parameter sets of the same three: in another order, or as if they were alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from pursuit_sim.scenario.race import Entry
from pursuit_sim.sim.cases import BY_SKATER, ParameterSets


def made_alike(sets: ParameterSets) -> ParameterSets:
    """Cases in which each of the three has the mean of their powers."""
    return sets.vary(
        **{
            name: np.broadcast_to(getattr(sets, name).mean(axis=1, keepdims=True), (len(sets), 3))
            for name in ("aerobic_w", "anaerobic_j")
        }
    )


def reordered(sets: ParameterSets, order: Sequence[int]) -> ParameterSets:
    """Cases with the skaters in another order."""
    return sets.vary(**{name: getattr(sets, name)[:, list(order)] for name in BY_SKATER})


def as_in(entry: Entry, other: Entry, sets: ParameterSets) -> ParameterSets:
    """Cases of a team, its skaters in the order of another entry of it."""
    return reordered(sets, [entry.lineup.index(name) for name in other.lineup])


def in_order(entry: Entry, order: Sequence[int]) -> Entry:
    """The entry with its line-up, and their bodies, in another order."""
    first, second, third = order
    return replace(
        entry,
        lineup=(entry.lineup[first], entry.lineup[second], entry.lineup[third]),
        bodies=(entry.bodies[first], entry.bodies[second], entry.bodies[third]),
    )
