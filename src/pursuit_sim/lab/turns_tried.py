"""Rotations to try in every draw: few of all that can be skated, yet enough of them.

Those that are the fastest for some draws come first. Then all rotations are looked at in ever
more other draws; what is faster there joins them, until that gains next to nothing. In a long
race it takes many more of them than in one of eight laps.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pursuit_sim.arrays import Floats, Ints
from pursuit_sim.lab.skater_orders import made_alike
from pursuit_sim.lab.turn_search import chosen, fastest, missed_s
from pursuit_sim.sim.cases import ParameterSets
from pursuit_sim.sim.turn_bands import TurnBands
from pursuit_sim.sim.turn_tree import turn_tree
from pursuit_sim.sim.turns import Turns, every_turn

TURNS_CLOSE_S = 1e-3  # [s] the last step to the time of a best rotation, a search by secants
_CHOICE_CLOSE_S = 1e-2  # [s] the same where only its turns are asked for
_PILOTS = 40  # draws of each class in which many rotations are looked at, at most
_PER_PILOT = 3  # draws of a class, where there are few
_LIKELY_CHANGES = 5, 3  # at most, and with old leaders dropping to second place
_CHECKED = 8, 8, 16, 32  # draws of each class in which all are looked at, one round after another
_ENOUGH_S = 0.05  # [s] missed in the mean, below which no more are looked for
_SEED = 1  # of the order in which draws are looked at

Classes = Sequence[tuple[TurnBands, ParameterSets]]


@dataclass(frozen=True, eq=False)
class ChosenTurns:
    """Rotations that are tried in every draw.

    Attributes
    ----------
    turns : by their number of changes
    missed_s : by how much the fastest of all is faster, in the mean and at most, where that
        was looked at [s]
    ends : the fastest at the ends of the ranges: the three as in the scenario, and apart
    """

    turns: tuple[Turns, ...] = ()
    missed_s: tuple[float, float] = (0.0, 0.0)
    ends: tuple[tuple[Turns, ...], ...] = ((), ())


def best_in_each(
    every: tuple[Turns, ...], orders: Sequence[tuple[int, ...]], classes: Classes
) -> tuple[Turns, ...]:
    """The fastest of all rotations in each of a few cases, begun in every order.

    Parameters
    ----------
    every : rotations
    orders : skaters front to back at the gun
    classes : cases of one kind of change each, and the table of their turns
    """
    return chosen(every, _best(every, classes), orders)


def enough_turns(
    laps: int,
    every: tuple[Turns, ...],
    orders: Sequence[tuple[int, ...]],
    classes: Classes,
    *,
    differ: bool,
) -> tuple[tuple[Turns, ...], tuple[float, float]]:
    """Rotations that miss little in many cases, and how much that is.

    It is measured in cases that did not choose them, where there are so many [s]: in the mean,
    and at most.

    Parameters
    ----------
    laps : of the race
    every, orders, classes : see `best_in_each`
    differ : whether the three differ in the cases by more than the scenario says
    """
    likely = every_turn(laps, *_LIKELY_CHANGES, orders=tuple(orders))
    pilots = [(table, cases[_spread(len(cases))]) for table, cases in classes]
    best = _best(likely, pilots)
    if differ:
        alike = [(table, made_alike(cases)) for table, cases in pilots]
        best |= _best(every_turn(laps, *_LIKELY_CHANGES), alike)
    first = tried = chosen(likely, best, orders)
    others = [(table, cases[_others(len(cases))]) for table, cases in classes]
    faster, seen = set[int](), 0
    for count in _CHECKED:
        tried = (*first, *chosen(every, faster, orders))
        off, found = _missed(tried, every, others, seen, count)
        if off.mean() <= _ENOUGH_S:
            break
        faster |= found
        seen += count
    return tried, (float(off.mean()), float(off.max()))


def _best(every: tuple[Turns, ...], classes: Classes) -> set[int]:
    """Turns that are the fastest in some case, counted as in the tree of all."""
    turns = turn_tree(every).turns
    found = (fastest(table, every, cases, _CHOICE_CLOSE_S).index for table, cases in classes)
    return {each for index in found for each in turns[index].tolist()}


def _missed(
    tried: tuple[Turns, ...], every: tuple[Turns, ...], classes: Classes, seen: int, count: int
) -> tuple[Floats, set[int]]:
    """By how much some miss the fastest of all in the next cases of each class, and its turns.

    Where fewer cases are left, the last ones are looked at again. Cases without a solution are
    left out.
    """
    turns, missed, faster = turn_tree(every).turns, [], set[int]()
    for table, cases in classes:
        begin = max(0, min(seen, len(cases) - count))
        some = cases[begin : begin + count]
        off, index = missed_s(table, every, some, fastest(table, tried, some, TURNS_CLOSE_S))
        faster |= {*turns[index[off > TURNS_CLOSE_S]].tolist()}
        missed.append(off)
    off = np.concatenate(missed)
    return off[np.isfinite(off)] if np.isfinite(off).any() else np.zeros(1), faster


def _spread(among: int) -> Ints:
    """A few of many, evenly from all."""
    count = min(_PILOTS, 1 + among // _PER_PILOT)
    return np.unique(np.linspace(0, among - 1, count).astype(int))


def _others(among: int) -> Ints:
    """Those that choose no rotations, mixed; all where that leaves none."""
    others = np.setdiff1d(np.arange(among), _spread(among))
    return np.random.default_rng(_SEED).permutation(others if len(others) else among)
