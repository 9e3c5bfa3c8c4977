"""The equation of motion against its exact solution: constant power, no resistance.

With a start force for each kilogram of at most F/2 and a power for each kilogram of L/2,
the speed first grows evenly to v₁ = L/F, at s₁ = v₁²/F. From then on v³ = v₁³ + 1.5 L (s − s₁),
and ∫v² ds = (v⁵ − v₁⁵)/(2.5 L).
"""

from __future__ import annotations

import numpy as np
import pytest

from pursuit_sim.sim.grid import grid
from pursuit_sim.sim.integrate import Course1D, Pull, integrate
from pursuit_sim.track import Oval

FORCE, POWER = 8.0, 10.0  # m/s² and W/kg, doubled as in the equation
FIRST_MPS = POWER / FORCE
FIRST_M = FIRST_MPS**2 / FORCE
HALF_LAPS = 4


def skated(cases: int = 1, half_laps: int = HALF_LAPS, **others: float) -> Course1D:
    terms = dict.fromkeys(Pull.__dataclass_fields__, 0.0)
    terms |= {"level": POWER, "limit": FORCE, "delay": 4.0, "decay": 0.1} | others
    pull = Pull(**{name: np.full(cases, value) for name, value in terms.items()})
    return integrate(grid(Oval(26.0), half_laps, refine=8), pull)


@pytest.fixture(scope="module", params=[1, 20], ids=["plain numbers", "arrays"])
def free(request: pytest.FixtureRequest) -> Course1D:
    return skated(request.param)


def test_the_start_is_as_fast_as_its_force_allows(free: Course1D) -> None:
    assert free.start_m[0] == pytest.approx(FIRST_M)
    assert free.square[0] == pytest.approx(FIRST_MPS**2)
    assert free.time_s[0] == pytest.approx(2 * FIRST_MPS / FORCE)


def test_speed_and_time_at_the_finish_are_exact(free: Course1D) -> None:
    distance = HALF_LAPS * 193.6818 - FIRST_M
    cube = FIRST_MPS**3 + 1.5 * POWER * distance
    assert free.square[-1] == pytest.approx(cube ** (2 / 3), rel=1e-7)
    # P dt = m v dv, in doubled terms: L t = v² − v₁².
    took = (cube ** (2 / 3) - FIRST_MPS**2) / POWER
    assert free.time_s[-1] - free.time_s[0] == pytest.approx(took, rel=1e-7)


def test_squares_swept_are_exact_from_the_gun_on(free: Course1D) -> None:
    speed = np.sqrt(free.square)
    limited = FORCE * FIRST_M**2 / 2
    exact = limited + (speed[1:] ** 5 - FIRST_MPS**5) / (2.5 * POWER)
    swept = np.cumsum(free.swept, axis=0)
    assert swept[0] == pytest.approx(exact[0], rel=1e-5)  # with the part before the first edge
    assert swept == pytest.approx(exact, rel=1e-5)
    assert limited > 0.1 * exact[0, 0]  # which matters in the first step


def test_friction_alone_shortens_the_first_push_off() -> None:
    # Even acceleration (F − f)/2 until the power's force L/v is no more than F.
    run = skated(straight=0.8, curve=0.8)
    assert run.square[0, 0] == pytest.approx(FIRST_MPS**2, rel=1e-9)
    assert run.start_m[0, 0] == pytest.approx(FIRST_MPS**2 / 7.2, rel=1e-9)


def test_speed_settles_where_drag_and_friction_eat_the_power() -> None:
    # v³ k + v f = L: 0.002 · 17³ + 0.01 · 17 = 9.996.
    run = skated(half_laps=16, drag=0.002, straight=0.01, curve=0.01)
    assert np.sqrt(run.square[-1, 0]) == pytest.approx(17.0, abs=0.05)


def test_a_team_without_power_gets_nowhere() -> None:
    run = skated(level=0.1, straight=1.0, curve=1.0)
    assert np.isnan(run.time_s[-1, 0])


@pytest.mark.parametrize("cases", [1, 20])
def test_a_race_that_is_none_has_the_shape_of_one(cases: int) -> None:
    hopeless, real = skated(cases, level=0.1, straight=1.0, curve=1.0), skated(cases)
    for name in ("square", "time_s", "swept", "start_m"):
        assert getattr(hopeless, name).shape == getattr(real, name).shape
