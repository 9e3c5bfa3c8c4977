"""What a trajectory keeps of the arrays it is made of, and what it is equal to."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from helpers.races import race
from pursuit_sim.trajectory import Trajectory

ARRAYS = ("time_s", "distance_m", "lateral_m", "speed_mps")


def made(**arrays: NDArray[np.float64]) -> Trajectory:
    time = np.linspace(0.0, 10.0, 11)
    columns = np.multiply.outer(time, np.ones(3))
    given = {"time_s": time, **dict.fromkeys(ARRAYS[1:], columns), **arrays}
    time_s, distance_m, lateral_m, speed_mps = (given[name] for name in ARRAYS)
    return Trajectory(race(), "by hand", time_s, distance_m, lateral_m, speed_mps)


@pytest.mark.parametrize("name", ARRAYS)
def test_the_arrays_it_is_made_of_stay_their_owners(name: str) -> None:
    own = np.arange(11.0) if name == "time_s" else np.ones((11, 3))
    trajectory = made(**{name: own})
    assert own.flags.writeable
    own[-1] = 12.0
    with pytest.raises(ValueError, match="read-only"):
        getattr(trajectory, name)[-1] = 13.0


def test_extras_are_read_only_and_stay_their_owners() -> None:
    power = np.ones((11, 3))
    own = {"power_w": power}
    trajectory = replace(made(), extras=own)
    power[0] = 400.0
    own["reserve_j"] = power
    assert list(trajectory.extras) == ["power_w"]
    with pytest.raises(ValueError, match="read-only"):
        trajectory.extras["power_w"][0] = 0.0
    with pytest.raises(TypeError):
        trajectory.extras["push_n"] = power  # type: ignore[index]  # refused


def test_only_the_same_trajectory_is_equal() -> None:
    first, second = made(), made()
    assert first == first
    assert first != second
    assert len({first, second, first}) == 2
    assert first.at(1.0) != second.at(1.0)
