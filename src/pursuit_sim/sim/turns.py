"""Turns of rotations as arrays: in which curves the lead changes, and who is where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, permutations, product

import numpy as np
from numpy.typing import NDArray

from pursuit_sim.arrays import Ints
from pursuit_sim.scenario.formation import SKATERS, Formation, Lead

Small = np.int8  # of what there are millions of, and is kept: slots are below 50

REAR, SECOND = 0, 1  # where an old leader drops to
MOST_CURVES = 18  # in which changes are looked for: ten laps, and 87 025 rotations
MID_CURVE_LAPS = 0.25  # from a timing line to the middle of the next curve
ORDERS: tuple[tuple[int, ...], ...] = tuple(permutations(range(SKATERS)))


def changing_halves(laps: int) -> range:
    """Half-laps in whose curves the lead may change, so that no turn is under half a lap."""
    return range(1, 2 * laps - 1)


def curves_apart(laps: int) -> int:
    """In each how manieth curve changes are looked for: of long races not in all of them."""
    return -(-len(changing_halves(laps)) // MOST_CURVES) or 1


@dataclass(frozen=True, eq=False)
class Turns:
    """Rotations of one number of changes.

    Attributes
    ----------
    slots : (turns, change) rising indices into `changing_halves`
    kinds : (turns, change) whether the old leader drops to the rear or to second place
    places : (turns, part, skater) the place of each in each part between changes
    """

    slots: NDArray[Small]
    kinds: NDArray[Small]
    places: NDArray[Small]

    def __len__(self) -> int:
        return len(self.slots)

    def __getitem__(self, which: Ints) -> Turns:
        """Some of them."""
        return Turns(self.slots[which], self.kinds[which], self.places[which])

    def in_orders(self, orders: Sequence[tuple[int, ...]]) -> Turns:
        """The same turns, each once, begun by the skaters in each of some orders."""
        like = np.concatenate([self.slots, self.kinds], axis=1)
        _, first = np.unique(like, axis=0, return_index=True)
        gun = self.places[first, 0].argsort(axis=1)  # skaters front to back
        # (turns, part, place at the gun): where whoever began in a place is.
        by_place = np.take_along_axis(self.places[first], gun[:, np.newaxis], axis=2)
        places = [by_place[:, :, np.argsort(order)] for order in orders]
        return Turns(
            np.tile(self.slots[first], (len(orders), 1)),
            np.tile(self.kinds[first], (len(orders), 1)),
            np.concatenate(places),
        )

    def leads(self, index: int, laps: int) -> tuple[Lead, ...]:
        """The turns in front of one of them, skaters numbered as in `places`."""
        halves = changing_halves(laps)
        changes = [halves[slot] / 2 + MID_CURVE_LAPS for slot in self.slots[index]]
        lengths = np.diff([0.0, *changes, float(laps)]).tolist()
        leaders = self.places[index].argmin(axis=1).tolist()
        return tuple(Lead(who, length) for who, length in zip(leaders, lengths, strict=True))

    def order(self, index: int) -> tuple[int, int, int]:
        """Skaters front to back at the gun."""
        first, second, third = self.places[index, 0].argsort().tolist()
        return first, second, third


@lru_cache(maxsize=8)
def every_turn(
    laps: int, most: int, most_mixed: int, *, orders: tuple[tuple[int, ...], ...] = ORDERS[:1]
) -> tuple[Turns, ...]:
    """All rotations, by their number of changes; with curves `curves_apart` from each other.

    Parameters
    ----------
    laps : length of the race
    most : changes at most, of all three in turn
    most_mixed : changes at most where an old leader may also drop to second place
    orders : skaters front to back at the gun, each of which is tried
    """
    found = []
    apart = curves_apart(laps)
    curves = range(apart // 2, len(changing_halves(laps)), apart)
    for changes in range(min(most, len(curves)) + 1):
        rows = [*combinations(curves, changes)]
        slots = np.array(rows, dtype=Small).reshape(len(rows), changes)
        drops = [*_kinds(changes, mixed=changes <= most_mixed)]
        kinds = np.array(drops, dtype=Small).reshape(len(drops), changes)
        begun = [[_places(kind, order) for order in orders] for kind in drops]
        places = np.array(begun, dtype=Small)
        each = [(s, k, o) for s in [slots] for k in range(len(kinds)) for o in range(len(orders))]
        found.append(
            Turns(
                np.concatenate([s for s, _, _ in each]),
                np.concatenate([np.tile(kinds[k], (len(s), 1)) for s, k, _ in each]),
                np.concatenate([np.tile(places[k, o], (len(s), 1, 1)) for s, k, o in each]),
            )
        )
    return tuple(found)


def _kinds(changes: int, *, mixed: bool) -> Iterator[tuple[int, ...]]:
    """Where the old leaders drop to; the last one always to the rear."""
    if not mixed or changes < 1:
        yield (REAR,) * changes
        return
    for choice in product((REAR, SECOND), repeat=changes - 1):
        yield (*choice, REAR)


def _places(kinds: Sequence[int], order: Sequence[int]) -> list[list[int]]:
    """(part, skater) the place of each, from who drops to where."""
    now = list(order)
    result = [[now.index(skater) for skater in range(SKATERS)]]
    for kind in kinds:
        old, new, last = now
        now = [new, last, old] if kind == REAR else [new, old, last]
        result.append([now.index(skater) for skater in range(SKATERS)])
    return result


def formation(turns: Turns, index: int, laps: int) -> Formation:
    """One of the rotations, skaters numbered by their place at the gun."""
    order = turns.order(index)
    leads = turns.leads(index, laps)
    return Formation(tuple(Lead(order.index(lead.skater), lead.laps) for lead in leads))
