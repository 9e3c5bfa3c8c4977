"""Who pays for the pace, on balances that can be done by hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from helpers import races
from pursuit_sim.scenario.formation import Formation
from pursuit_sim.scenario.physics import Body, Effort
from pursuit_sim.sim.energy_balance import pooled, with_push, without_push
from pursuit_sim.sim.power import PowerRace

JOULE = 1.0


def parts(*rows: tuple[float, float, float]) -> np.ndarray:
    """(part, skater, case) of one case."""
    return np.array(rows, dtype=float)[:, :, np.newaxis]


FULL = np.array([[10.0], [10.0], [10.0]])
NOTHING = parts((0.0, 0.0, 0.0))


def test_a_full_reserve_is_not_refilled_beyond_its_size() -> None:
    # The third gets 5 for 3 while full: 2 are lost. Then all spend 4 more than they get.
    account = without_push(parts((6, 5, 3), (9, 9, 9)), parts((5, 5, 5), (5, 5, 5)), FULL)
    assert account.reserve_j[:, :, 0].tolist() == [[9, 10, 10], [5, 6, 6]]


def test_a_spent_reserve_is_refilled_the_less_the_fuller_it_is() -> None:
    # 7 of 10 spent, then 4 and 4 saved: 7 e^(−0.4) and 7 e^(−0.8) are missing.
    account = without_push(
        parts((7, 0, 0), (0, 0, 0), (0, 0, 0)), parts((0, 0, 0), (4, 0, 0), (4, 0, 0)), FULL
    )
    assert account.reserve_j[:, 0, 0] == pytest.approx([3.0, 5.30776, 6.85470], abs=1e-5)


def test_behind_a_leader_at_their_limit_who_saves_refills_the_less_the_fuller() -> None:
    # Nobody may push. Behind, 5 of 10 are spent, then 3 and 6 saved: 5 e^(−0.3), 5 e^(−0.6).
    account = with_push(
        parts((5, 5, 5), (5, 0, 0)),
        parts((0, 0, 0), (0, 3, 6)),
        FULL,
        [(0, 1, 2)] * 2,
        np.zeros((2, 1)),
    )
    assert account.reserve_j[1, :, 0] == pytest.approx([0.0, 6.29591, 7.25594], abs=1e-5)


@pytest.mark.parametrize("formation", [races.SIX_TURNS, races.DUTCH, races.FIXED])
def test_nobody_ever_has_more_than_they_began_with(formation: Formation) -> None:
    race = races.race(races.entry(formation=formation))
    reserve = PowerRace(race, race.entries[0]).edge_reserve_j
    assert reserve.max() <= 24_000.0  # J, W′ of the default body
    assert reserve.min() >= -5 * JOULE


def test_followers_who_need_less_than_they_are_supplied_with_finish_full() -> None:
    # Sheltered by 0.6 and with 440 W of plateau beside the leader's 300 W.
    effort = Effort(shelter_second=0.6, shelter_third=0.6)
    bodies = (Body(aerobic_w=300.0), Body(aerobic_w=440.0), Body(aerobic_w=440.0))
    entry = replace(races.entry(formation=races.FIXED), effort=effort, bodies=bodies)
    race = races.race(entry)
    reserve = PowerRace(race, race.entries[0]).edge_reserve_j
    assert reserve.max() <= 24_000.0
    assert reserve[-1, 1:] == pytest.approx([24_000.0, 24_000.0])


@pytest.mark.parametrize(
    ("left", "limit", "pushes", "after"),
    [
        # No limit binds: all end with a third of 12.
        ((1, 4, 7), 9, (3, 3), (4, 4, 4)),
        # The third can give 4 of the 6 that would do; the first two share what they have.
        ((0, 0, 9), 4, (2, 4), (2, 2, 5)),
        # The second can give 3; the two behind share what is left.
        ((0, 6, 6), 3, (3, 1.5), (3, 4.5, 4.5)),
        # Both limits bind.
        ((0, 3, 12), 2, (2, 2), (2, 3, 10)),
        # The third is worse off than the others: nobody pulls, the first two share.
        ((0, 9, 0), 9, (4.5, 0), (4.5, 4.5, 0)),
        # The first is best off: only the third pushes.
        ((9, 0, 6), 9, (0, 3), (9, 3, 3)),
        # In the order from best to worst off nobody can help anybody.
        ((9, 6, 3), 9, (0, 0), (9, 6, 3)),
    ],
)
def test_pushes_share_what_is_left_as_far_as_their_limit_allows(
    left: tuple[float, ...], limit: float, pushes: tuple[float, ...], after: tuple[float, ...]
) -> None:
    work = FULL[np.newaxis] - np.array(left, dtype=float).reshape(1, 3, 1)
    account = with_push(work, NOTHING, FULL, [(0, 1, 2)], np.array([[limit]], dtype=float))
    assert account.push_j[0, :, 0] == pytest.approx(pushes)
    assert account.reserve_j[0, :, 0] == pytest.approx(after)


def test_who_began_with_more_keeps_more() -> None:
    # Shares, not joules: 6 of 20 + 10 + 10 are left, so 0.15 of each.
    full = np.array([[20.0], [10.0], [10.0]])
    work = parts((20, 8, 6))
    account = with_push(work, NOTHING, full, [(0, 1, 2)], np.array([[9.0]]))
    assert account.reserve_j[0, :, 0] == pytest.approx([3.0, 1.5, 1.5])
    assert account.push_j[0, :, 0] == pytest.approx([3.0, 2.5])


def test_pushes_follow_the_order_of_the_phase() -> None:
    # As the second case above, with the third of the line-up in front and the first behind.
    work = FULL[np.newaxis] - parts((9, 0, 0))
    account = with_push(work, NOTHING, FULL, [(2, 1, 0)], np.array([[4.0]]))
    assert account.push_j[0, :, 0] == pytest.approx([2.0, 4.0])
    assert account.reserve_j[0, :, 0] == pytest.approx([5.0, 2.0, 2.0])


def test_pooled_reserves_are_left_in_equal_shares() -> None:
    # 40 to begin with, 24 spent against 4: half is left, then 10 more go.
    full = np.array([[20.0], [10.0], [10.0]])
    account = pooled(parts((20, 4, 0), (10, 0, 0)), parts((2, 1, 1), (0, 0, 0)), full)
    assert account.reserve_j[:, :, 0] == pytest.approx(np.array([[10, 5, 5], [5, 2.5, 2.5]]))
    assert not account.push_j.any()
