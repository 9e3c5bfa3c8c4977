"""Measured laps of which one is slow, as where somebody lay on the ice for a while."""

from __future__ import annotations

import numpy as np
import pytest

from helpers.races import entry, race
from pursuit_sim import simulate, timing
from pursuit_sim.scenario.race import Race, Split
from pursuit_sim.units import MILLISECOND

# Laps of a race at the pace of 3:42.
EVEN = (29.5, 27.1, 27.0, 27.2, 27.3, 27.5, 27.9, 28.4)


def lapped(*laps: float) -> Race:
    """A race of which every lap is known."""
    passings = np.cumsum(laps)
    known = tuple(Split(2 * i + 2, float(each)) for i, each in enumerate(passings[:-1]))
    return race(entry(float(passings[-1]), splits=known), laps=len(laps))


@pytest.mark.parametrize("slow", [35.0, 55.0, 75.3, 95.0])
@pytest.mark.parametrize("lap", range(1, 7))
def test_a_slow_lap_leaves_the_others_to_what_was_measured(lap: int, slow: float) -> None:
    laps = [*EVEN[:lap], slow, *EVEN[lap + 1 :]]
    halves = np.diff(timing.splits(simulate(lapped(*laps)))[0], prepend=0.0)
    found = halves.reshape(-1, 2)
    assert found.sum(axis=1) == pytest.approx(laps, abs=MILLISECOND)
    # A team's world record is 14.6 m/s in the mean: no half of such a lap is much faster.
    assert halves[2:].min() > 193.68 / 16.0
    if slow > 70:
        # Nobody knows where in their laps the others were faster: both halves are about alike.
        beside = np.delete(found, [0, lap], axis=0)
        assert np.abs(np.diff(beside, axis=1)).max() < 1.0


def test_after_a_fall_the_team_may_go_on_slowly() -> None:
    laps = (30.0, 27.1, 27.0, 27.2, 75.3, 40.5, 39.9, 38.4)
    halves = np.diff(timing.splits(simulate(lapped(*laps)))[0], prepend=0.0)
    assert halves[6:8] == pytest.approx([13.6, 13.6], abs=0.3)
    assert halves[10:12] == pytest.approx([20.2, 20.2], abs=0.5)
