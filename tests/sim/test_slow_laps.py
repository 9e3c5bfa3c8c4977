"""Measured laps of which one is slow, as where somebody lay on the ice for a while."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from helpers.races import entry, race
from pursuit_sim import simulate, timing
from pursuit_sim.scenario.race import Gap, Race, Split
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


@pytest.mark.parametrize("known", [(1, 2, 3, 4, 5, 7), (4, 5)])
def test_a_gap_beside_a_slow_lap_bends_nobody_who_skated_evenly(known: tuple[int, ...]) -> None:
    """26.6 s a lap and 43.3 in the fifth; the gap is what an even pace gives."""
    passings = np.cumsum([30.8, 26.6, 26.6, 26.6, 43.3, 26.6, 26.6, 26.6])
    splits = tuple(Split(2 * lap, float(passings[lap - 1])) for lap in known)
    slow = entry(float(passings[-1]), code="AAA", splits=splits)
    steady = entry(222.0, code="BBB", side="crossing")
    alone = np.diff(timing.splits(simulate(race(steady)))[0], prepend=0.0)
    free = timing.splits(simulate(race(steady)))[0]
    behind = float(passings[5] - free[11])
    made = replace(race(slow, steady), gaps=(Gap(12, behind, behind),))
    found = np.diff(timing.splits(simulate(made)), axis=1, prepend=0.0)
    assert timing.gaps(simulate(made))[11] == pytest.approx(behind, abs=MILLISECOND)
    assert found[1] == pytest.approx(alone, abs=0.35)
    assert found[0, 10:] == pytest.approx([13.3] * 6, abs=0.5)
