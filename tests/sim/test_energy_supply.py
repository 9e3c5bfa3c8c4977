"""How a reserve refills: by small steps of its equation, and beside what was measured."""

from __future__ import annotations

import math

import numpy as np
import pytest

from pursuit_sim.sim.energy_supply import reserve_after

RESERVE_J = 24_000.0


def after(left_j: float, change_j: float, reserve_j: float = RESERVE_J) -> float:
    return float(reserve_after(np.array(left_j), np.array(change_j), np.array(reserve_j)))


@pytest.mark.parametrize("below_w", [20.0, 80.0, 200.0])
def test_the_refill_solves_its_equation(below_w: float) -> None:
    # d(W′ − W)/dt = −D (W′ − W)/W′ by small steps, for a minute with 9 kJ left.
    left = 9_000.0
    for _ in range(60_000):
        left += 0.001 * below_w * (RESERVE_J - left) / RESERVE_J
    assert after(9_000.0, 60 * below_w) == pytest.approx(left, abs=0.1)


def test_what_is_spent_counts_joule_by_joule_however_it_is_spread() -> None:
    # Chidnok et al. 2013: work above critical power to exhaustion does not depend on pacing.
    for first in (0.0, 3_000.0, 8_000.0):
        assert after(after(20_000.0, -first), first - 8_000.0) == pytest.approx(12_000.0)


def test_uneven_effort_about_the_aerobic_power_costs() -> None:
    # A minute 60 W above, a minute 60 W below: not where one began, and less so when fuller.
    lost = [left - after(after(left, -3_600.0), 3_600.0) for left in (6_000.0, 12_000.0, 24_000.0)]
    assert all(each > 0 for each in lost)
    assert lost == sorted(lost)
    # By hand for the full one: 3.6 kJ missing, e^(−0.15) of them after the minute below.
    assert lost[-1] == pytest.approx(3_600.0 * 0.860708, abs=0.1)


def test_never_more_than_was_saved_nor_more_than_full() -> None:
    left, saved = (
        each.ravel()
        for each in np.meshgrid(np.linspace(0, RESERVE_J, 25), np.linspace(0, 60_000.0, 31))
    )
    found = reserve_after(left, saved, np.full_like(left, RESERVE_J))
    assert (found <= np.minimum(left + saved, RESERVE_J) + 1e-6).all()
    assert (found >= left).all()


@pytest.mark.parametrize("below_w", [50.0, 100.0, 200.0])
def test_between_measured_recoveries(below_w: float) -> None:
    """Slower than four elite cyclists, faster than the recreational ones of 2012.

    Time constants: 2287.2 D^−0.688 s (Bartram et al. 2018), 546 e^(−0.01 D) + 316 s (Skiba et
    al. 2012), with D the power below critical power [W].
    """
    elite, recreational = 2287.2 * below_w**-0.688, 546 * math.exp(-0.01 * below_w) + 316
    refilled = after(0.0, 60 * below_w) / RESERVE_J
    assert 1 - math.exp(-60 / recreational) < refilled < 1 - math.exp(-60 / elite)
