"""Laps in which something happened, by hand."""

from __future__ import annotations

import numpy as np

from helpers.races import entry, race
from pursuit_sim.scenario.race import Split
from pursuit_sim.scenario.slow_laps import slow_laps

EVEN = (31.0, 27.0, 27.2, 27.4, 27.9, 28.4)


def told(*laps: float, known: range | None = None) -> dict[int, tuple[float, float]]:
    passings = np.cumsum(laps)
    lines = known or range(1, len(laps))
    splits = tuple(Split(2 * lap, float(passings[lap - 1])) for lap in lines)
    made = race(entry(float(passings[-1]), splits=splits), laps=len(laps))
    found = slow_laps(made, made.entries[0])
    return {lap: (round(took, 2), round(more, 2)) for lap, (took, more) in found.items()}


def test_laps_that_are_alike_say_nothing() -> None:
    assert told(*EVEN) == {}
    assert told(*EVEN[:5], 32.3) == {}  # who falls apart


def test_a_slow_lap_is_told_with_what_it_cost() -> None:
    assert told(31.0, 27.0, 43.0, 27.4, 27.9, 28.4) == {3: (43.0, 16.0)}
    assert told(31.0, 27.0, 43.0, 36.0, 27.9, 28.4) == {3: (43.0, 16.0), 4: (36.0, 9.0)}
    assert told(*EVEN[:5], 40.0) == {6: (40.0, 13.0)}


def test_the_start_is_no_slow_lap_and_what_nobody_timed_none_either() -> None:
    assert told(60.0, *EVEN[1:]) == {}
    assert told(31.0, 27.0, 43.0, 27.4, 27.9, 28.4, known=range(1, 3)) == {}
