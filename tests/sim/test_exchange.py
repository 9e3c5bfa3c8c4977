"""When an exchange begins: with the old leader at the entry of the curve."""

from __future__ import annotations

import numpy as np
import pytest

from helpers import races
from pursuit_sim import timing
from pursuit_sim.scenario.formation import Formation, Lead
from pursuit_sim.scenario.parameters import Train
from pursuit_sim.sim import simulate
from pursuit_sim.sim.simulate import STEP_S
from pursuit_sim.sim.train_layout import exchange_start, lay_out

# Two turns, the first to the middle of the third curve: two half-laps of 193.68 m and half a
# straight of 110.43 m to its entry.
TURNS = Formation((Lead(0, 1.25), Lead(1, 6.75)))
ENTRY_M = 2 * 193.68 + 110.43 / 2


@pytest.mark.parametrize("spacing_m", [0.9, 1.2, 2.0])
def test_the_old_leader_swings_out_at_the_entry_of_the_curve(spacing_m: float) -> None:
    entry = races.entry(formation=TURNS, train=Train(spacing_m=spacing_m))
    race = races.race(entry)
    time = np.arange(0.0, 60.0, 0.001)
    speed = np.full_like(time, 12.0)
    distance, lateral, _ = lay_out(race, entry, time, 12 * time, speed)
    first = np.flatnonzero(lateral[:, 0] > 0)[0]
    assert distance[first, 0] == pytest.approx(ENTRY_M, abs=0.05)
    # The tail is two spacings behind.
    begin = exchange_start(race, entry, 2, 0, time, 12 * time)
    assert begin == pytest.approx((ENTRY_M - 2 * spacing_m) / 12, abs=0.002)
    assert time[first] == pytest.approx(begin, abs=0.0021)


def test_an_exchange_is_found_where_the_leader_has_left_the_train() -> None:
    # A swing of 2.75 m sin²(πq) reaches 5 cm after q = asin(√(0.05/2.75))/π = 0.0430 of 5 s,
    # and is back there as long before its end.
    trajectory = simulate(races.race(races.entry(formation=TURNS)))
    (found,) = timing.exchanges(trajectory)
    entered = np.interp(ENTRY_M, trajectory.distance_m[:, 0], trajectory.time_s)
    assert found.start_s == pytest.approx(entered + 0.215, abs=STEP_S)
    assert found.end_s == pytest.approx(entered + 5.0 - 0.215, abs=STEP_S)
    assert (found.old, found.new) == (0, 1)
