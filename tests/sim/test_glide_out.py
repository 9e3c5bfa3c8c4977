"""After the finish trains open, and nothing before it knows."""

from __future__ import annotations

import numpy as np
import pytest

from helpers.semifinal import SEMIFINAL
from pursuit_sim.sim import simulate
from pursuit_sim.timing import finish_times

MILLIMETRE = 0.001


@pytest.mark.parametrize("model", ["kinematic", "power"])
def test_trains_open_as_they_glide_out(model: str) -> None:
    trajectory = simulate(SEMIFINAL, model)
    for team, (entry, finish) in enumerate(
        zip(SEMIFINAL.entries, finish_times(trajectory), strict=True)
    ):
        columns = trajectory.columns(team)

        def apart(time_s: float, columns: slice = columns) -> np.ndarray:
            return np.diff(np.sort(trajectory.at(time_s).distance_m[columns]))

        assert apart(float(finish)) == pytest.approx(entry.spacing_m, abs=MILLIMETRE)
        later = [apart(float(finish) + after) for after in (0.5, 2.0, 8.0)]
        assert (np.diff(later, axis=0) > 0).all()
        assert (later[-1] > entry.spacing_m + 0.5).all()
        assert later[-1] == pytest.approx(later[-1][0]), "evenly"


def test_nobody_is_jerked_at_the_line() -> None:
    """Speeds a hundredth of a second before and after differ by no more than coasting takes."""
    trajectory = simulate(SEMIFINAL)
    for finish in finish_times(trajectory):
        before, after = (trajectory.at(float(finish) + step).speed_mps for step in (-0.01, 0.01))
        assert np.abs(after - before).max() < 0.05
