"""Many rotations at once, against each of them followed from change to change."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from pursuit_sim.sim.energy_supply import reserve_after
from pursuit_sim.sim.turn_table import Ledger
from pursuit_sim.sim.turn_tree import turn_tree
from pursuit_sim.sim.turns import ORDERS, Turns, every_turn

LAPS, CASES = 4, 2
CURVES = 6  # of four laps: all but the first and the last
ROTATIONS = every_turn(LAPS, 4, 3, orders=ORDERS)
HALF = tuple(turns[np.arange(0, len(turns), 2)] for turns in ROTATIONS[1:])


@pytest.fixture(scope="module")
def ledger() -> Ledger:
    """Anything: stretches that take of somebody's reserve, and such that refill it."""
    chance = np.random.default_rng(3)
    by_change = CURVES, 2, 3, 3, CASES
    rising = 3000.0 * np.arange(1, CURVES + 1).reshape(-1, 1, 1, 1, 1)
    return Ledger(
        anaerobic_j=chance.uniform(15e3, 25e3, (3, CASES)),
        until_j=rising + chance.normal(0, 3e3, by_change),
        since_j=rising + chance.normal(0, 3e3, by_change),
        whole_j=3000.0 * (CURVES + 1) + chance.normal(0, 3e3, (3, 3, CASES)),
        finish_s=np.full(CASES, 110.0),
        late_s=chance.uniform(0.05, 0.15, (CURVES, CASES)),
    )


def followed(ledger: Ledger, turns: Turns, index: int, case: int) -> tuple[float, float]:
    """Smallest reserve of one rotation [J], and by how much it is later [s]."""
    slots, kinds = turns.slots[index].tolist(), turns.kinds[index].tolist()
    ends = [*zip(slots, kinds, strict=True), None]
    least = np.inf
    for skater in range(3):
        full = ledger.anaerobic_j[skater, case]
        left = full
        for part, (begin, end) in enumerate(pairwise([None, *ends])):
            place = turns.places[index, part, skater]
            spent = ledger.whole_j[place, skater, case]
            if end is not None:
                spent = ledger.until_j[(*end, place, skater, case)]
            if begin is not None:
                spent = spent - ledger.since_j[(*begin, place, skater, case)]
            left = float(reserve_after(left, -spent, full))
            least = min(least, left)
    return least, sum(ledger.late_s[slot, case] for slot in slots)


@pytest.mark.parametrize("several", [ROTATIONS, HALF, ROTATIONS[:1]], ids=["all", "half", "none"])
def test_all_at_once_is_each_by_itself(ledger: Ledger, several: tuple[Turns, ...]) -> None:
    tree = turn_tree(several)
    slack, later = ledger.slack_j(tree), ledger.later_s(tree)
    assert slack.shape == (sum(map(len, several)), CASES) == (len(tree), CASES)
    some = range(0, len(tree), max(1, len(tree) // 200))
    which = [(turns, i) for turns in several for i in range(len(turns))]
    for rotation in some:
        for case in range(CASES):
            least, late = followed(ledger, *which[rotation], case)
            assert slack[rotation, case] == pytest.approx(least, rel=1e-12)
            assert later[tree.turns[rotation], case] == pytest.approx(late, rel=1e-12, abs=0)


def test_turns_are_counted_alike_in_any_order_of_the_three() -> None:
    """So what is found for one order names the same turns in the tree of all orders."""
    one, all_orders = turn_tree(every_turn(LAPS, 4, 3)), turn_tree(ROTATIONS)
    assert len(all_orders) == 6 * len(one)
    for alone, turns in zip(every_turn(LAPS, 4, 3), ROTATIONS, strict=True):
        begun = (turns.places[:, 0] == np.arange(3)).all(axis=1)
        assert (turns.slots[begun] == alone.slots).all()
        assert (turns.kinds[begun] == alone.kinds).all()
    begun = np.concatenate([(each.places[:, 0] == np.arange(3)).all(axis=1) for each in ROTATIONS])
    assert all_orders.turns[begun].tolist() == one.turns.tolist()


def test_of_a_long_race_every_second_curve_is_looked_at() -> None:
    """Twelve laps have 22 curves to change in, numbered from 0."""
    assert every_turn(12, 1, 0)[1].slots[:, 0].tolist() == list(range(1, 22, 2))
    assert every_turn(LAPS, 1, 0)[1].slots[:, 0].tolist() == list(range(CURVES))


def test_turns_begun_by_others_are_those_that_are_laid_out_for_them() -> None:
    """Whichever orders they came in, each turn once for each order."""
    for alone, every in zip(every_turn(LAPS, 4, 3), ROTATIONS, strict=True):
        for made in (alone.in_orders(ORDERS), every.in_orders(ORDERS)):
            assert len(made) == len(every)
            assert told(made) == told(every)


def told(turns: Turns) -> set[tuple[str, ...]]:
    """Who leads for how long, and who is where at the gun."""
    return {
        (str(turns.leads(i, LAPS)), str(turns.order(i)), str(turns.places[i].tolist()))
        for i in range(len(turns))
    }
