"""Many turns as a tree: what rotations that begin alike ask of the three is worked out once.

Its knots are the beginnings of rotations, each a change longer than the one it goes on from.
Where in the train somebody is depends on the place in which they begin alone, whoever else begins
where, so each skater is followed from each place, and not in each order of the three.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from pursuit_sim.arrays import Ints
from pursuit_sim.scenario.formation import SKATERS
from pursuit_sim.sim.turns import Small, Turns

_Kept = np.int32  # of which there are many, and which are kept

_KEPT = 16  # trees, of 0.1 to some 10 MB
OPEN = -1  # in place of a change: the gun, or the finish


@dataclass(frozen=True, eq=False)
class Level:
    """Beginnings with one number of changes: which of them are whole, and how the others go on.

    Attributes
    ----------
    ended : (turns,) which of them are rotations
    last : (start, turns) rows of the stretch from there to the finish; see `TurnTree`
    before : (longer,) which of them each beginning with one change more goes on from
    slots : (longer,) where that change is; see `Turns`
    rows : (start, longer) of the stretch up to it
    all_end : whether all of them are rotations, so that nothing need be looked up
    """

    ended: Ints
    last: NDArray[_Kept]
    before: Ints
    slots: Ints
    rows: NDArray[_Kept]
    all_end: bool


@dataclass(frozen=True, eq=False)
class TurnTree:
    """Rotations, taken apart.

    A *start* is one of the skaters in one of the places at the gun. A *row* is one of the
    stretches between changes, in one of the places there, for one of the skaters.

    Attributes
    ----------
    begins, ends : (stretch,) the change behind which it begins, and that at which it ends, each
        2 × slot + kind, or `OPEN`
    skaters : (start,) whose it is
    levels : without a change, with one, and so on
    turns : (rotation,) which turns it has, whoever begins where
    starts : (skater, rotation) whose turns from which place, counted through all of all starts
    """

    begins: Ints
    ends: Ints
    skaters: Ints
    levels: tuple[Level, ...]
    turns: NDArray[_Kept]
    starts: NDArray[_Kept]

    def __len__(self) -> int:
        return len(self.turns)


@lru_cache(maxsize=_KEPT)
def turn_tree(several: tuple[Turns, ...]) -> TurnTree:
    """The tree of some rotations, counted through all of them.

    Parameters
    ----------
    several : rotations, each of one number of changes
    """
    lengths, changes, places = _side_by_side(several)
    base = int(changes.max(initial=0)) + 1
    gun = places[:, 0].argsort(axis=1)  # skaters front to back
    begun, own_starts = np.unique(places[:, 0] * SKATERS + np.arange(SKATERS), return_inverse=True)
    from_place, skaters = np.divmod(begun, SKATERS)
    own_starts = own_starts.reshape(-1, SKATERS).T
    # Of each beginning its last change, and where whoever began in each place is behind it.
    latest, path = np.array([OPEN]), np.arange(SKATERS)[:, np.newaxis]
    knot, turns, count = np.zeros_like(lengths), np.empty_like(lengths), 0
    knots, stretches, felt = [], [], []
    for done in range(changes.shape[1]):
        whole, longer = (np.flatnonzero(each) for each in (lengths == done, lengths > done))
        ended, own = np.unique(knot[whole], return_inverse=True)
        turns[whole] = count + own
        count += len(ended)
        keys, first, knot[longer] = np.unique(
            knot[longer] * base + changes[longer, done], return_index=True, return_inverse=True
        )
        before, change = np.divmod(keys, base)
        knots.append((ended, before, change // 2, len(ended) == len(latest)))
        stretches += [(latest[ended], np.full_like(ended, OPEN)), (latest[before], change)]
        felt += [path[from_place][:, ended], path[from_place][:, before]]
        latest, one = change, longer[first]
        path = np.take_along_axis(places[one, done + 1], gun[one], axis=1).T
    joined = np.concatenate(stretches, axis=1)
    between, which = np.unique(joined, axis=1, return_inverse=True)
    rows = (which.ravel() * SKATERS + np.concatenate(felt, axis=1)) * SKATERS
    rows += skaters[:, np.newaxis]
    parts = [
        part.astype(_Kept)
        for part in np.split(rows, np.cumsum([each.shape[1] for each in felt])[:-1], axis=1)
    ]
    levels = [
        Level(ended, last, before, slots, up_to, all_end)
        for (ended, before, slots, all_end), last, up_to in zip(
            knots, parts[::2], parts[1::2], strict=True
        )
    ]
    begins, ends = between
    starts = (own_starts * count + turns).astype(_Kept)
    return TurnTree(begins, ends, skaters, tuple(levels), turns.astype(_Kept), starts)


def _side_by_side(several: tuple[Turns, ...]) -> tuple[Ints, NDArray[Small], NDArray[Small]]:
    """(rotation,) numbers of changes; the changes, and places in each part, filled up with noughts.

    A change is 2 × slot + kind.
    """
    lengths = np.repeat([each.slots.shape[1] for each in several], [len(each) for each in several])
    most = int(lengths.max(initial=0))
    changes = np.zeros((len(lengths), most + 1), dtype=Small)
    places = np.zeros((len(lengths), most + 2, SKATERS), dtype=Small)
    begin = 0
    for each in several:
        own, count = slice(begin, begin + len(each)), each.slots.shape[1]
        changes[own, :count] = 2 * each.slots + each.kinds
        places[own, : count + 1] = each.places
        begin += len(each)
    return lengths, changes, places
