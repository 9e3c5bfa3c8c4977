"""The first metres of a power race, whose force is limited to 4 N for each kilogram."""

from __future__ import annotations

import numpy as np
import pytest

from helpers import races
from pursuit_sim.sim import simulate
from pursuit_sim.sim.power import PowerRace

# 4 m/s² less the friction of 0.0046 · 9.81 m/s².
ACCELERATION = 3.9549


@pytest.fixture(scope="module")
def power() -> PowerRace:
    race = races.race(races.entry())
    return PowerRace(race, race.entries[0])


def test_the_team_starts_with_an_even_acceleration(power: PowerRace) -> None:
    limited = power.edge_s[0]
    assert 0.2 < limited < 1.5  # about as long as 1.2–1.6 kW take for 4 N/kg
    time = limited * np.array([0.0, 0.25, 0.5, 0.999])
    found = power.moments(time)
    assert found.way_mps == pytest.approx(ACCELERATION * time, rel=1e-3)
    assert found.way_m == pytest.approx(ACCELERATION * time**2 / 2, rel=1e-3)


def test_what_the_start_takes_of_the_reserve(power: PowerRace) -> None:
    # Kinetic energy, friction and, with ½ρ·CdA·φ · a · s² the least, drag; nothing flows in yet.
    distance = power.edge_m[0]
    drag = power.drag[0] * ACCELERATION * distance**2
    work = 78 * power.square[0] / 2 + 0.0046 * 78 * 9.81 * distance + drag
    assert drag.max() < 2.0  # J
    left = 24_000 - work / power.kappa
    assert power.edge_reserve_j[0] == pytest.approx(left, abs=0.1)


def test_a_trajectory_ends_with_a_glide_of_twelve_seconds() -> None:
    for model in ("kinematic", "power"):
        trajectory = simulate(races.race(races.entry()), model)
        crossed = np.interp(3098.909, trajectory.tail_m[:, 0], trajectory.time_s)
        assert trajectory.time_s[-1] - crossed == pytest.approx(12.0, abs=0.06)
