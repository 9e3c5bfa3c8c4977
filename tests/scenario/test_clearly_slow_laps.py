"""Stretches of a race in which something happened, by hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.races import entry, measured, race
from pursuit_sim import resources, scenario
from pursuit_sim.scenario.race import Gap, Race, Split
from pursuit_sim.scenario.slow_laps import slow_stretches

EVEN = (31.0, 27.0, 27.2, 27.4, 27.9, 28.4)
LOST_S = 16.0
HEERENVEEN = measured()


def known(times: dict[float, float], laps: int, total: float) -> Race:
    """A race with passings by laps."""
    splits = tuple(Split(2 * lap, time) for lap, time in sorted(times.items()))
    return race(entry(total, splits=splits), laps=laps)


def told(made: Race, team: int = 0) -> list[tuple[str, float, float]]:
    found = slow_stretches(made, made.entries[team])
    return [(each.words, round(each.took_s, 2), round(each.more_s, 1)) for each in found]


def lapped(*laps: float, lines: tuple[int, ...] | None = None) -> list[tuple[str, float, float]]:
    passings = np.cumsum(laps).tolist()
    at = lines or tuple(range(1, len(laps)))
    return told(known({lap: passings[lap - 1] for lap in at}, len(laps), passings[-1]))


def test_laps_that_are_alike_say_nothing() -> None:
    assert lapped(*EVEN) == []
    assert lapped(*EVEN[:5], 32.3) == []  # who falls apart
    assert lapped(*EVEN, lines=(2, 4)) == []
    assert lapped(*EVEN, lines=(1,)) == []
    assert lapped(33.0, *EVEN[1:]) == []  # a cautious start


def test_a_slow_lap_is_told_with_what_it_cost_beside_the_laps_around_it() -> None:
    assert lapped(31.0, 27.0, 43.0, 27.4, 27.9, 28.4) == [("lap 3", 43.0, 15.6)]
    assert lapped(31.0, 27.0, 43.0, 36.0, 27.9, 28.4) == [("laps 3 and 4", 79.0, 23.2)]
    assert lapped(31.0, 39.0, 27.2, 27.2, 40.0, 27.6) == [
        ("lap 5", 40.0, 12.4),
        ("lap 2", 39.0, 11.8),
    ]
    assert lapped(*EVEN[:5], 40.0) == [("lap 6", 40.0, 13.0)]
    assert lapped(31.0, 35.0, 35.0, 35.0, 27.0, 27.0) == [("laps 2 to 4", 105.0, 24.0)]


@pytest.mark.parametrize(
    "laps",
    [
        (31.5, 28.0, 28.8, 29.7, 30.7, 31.7, 32.7, 33.8),  # began too fast
        (35.5, 30.0, 31.5, 33.5, 35.0, 36.0),
        (36.5, 31.0, 30.5, 30.0, 29.0, 28.4, 27.8, 27.8),  # too cautiously
        (31.5, 27.0, 27.0, 27.0, 29.5, 30.5, 30.3, 27.2),
        (31.5, 27.0, 27.0, 27.1, 27.2, 27.5, 31.5, 32.0),  # let it be at the end
        (40.0, 34.0, 36.0, 40.0, 44.5, 44.0),
    ],
)
def test_who_grows_slower_step_by_step_has_not_fallen(laps: tuple[float, ...]) -> None:
    assert lapped(*laps) == []
    halves = np.repeat(laps, 2) / 2
    halves[:2] += 2.3, -2.3
    at = {i / 2: float(halves[:i].sum()) for i in range(1, len(halves))}
    assert told(known(at, len(laps), sum(laps))) == []


def test_who_skates_on_slowly_after_a_fall_lost_all_that() -> None:
    assert lapped(31.0, 27.0, 27.2, 75.3, 40.5, 40.5) == [("laps 4 to 6", 156.3, 75.3)]


def test_a_start_is_held_to_what_starts_cost() -> None:
    """4.6 s: the first lap would be 27 + 4.6."""
    assert lapped(47.6, 27.0, 27.0, 27.2, 27.9, 28.4) == [("lap 1", 47.6, 16.0)]
    halves = {0.5: 34.1, 1: 47.6, 2: 74.6, 3: 101.6, 4: 128.8, 5: 156.7}
    assert told(known(halves, 6, 185.1)) == [("the first half-lap", 34.1, 16.0)]


@pytest.mark.parametrize(
    ("laps", "words"),
    [
        ((2, 4, 6), "laps 3 and 4"),
        ((0.5, 1.5, 2.5, 3.5, 4.5, 5.5, 6.5, 7.5), "the lap from 2.5 to 3.5"),
        ((3, 3.5, 4.5), "the half-lap from 3 to 3.5 laps"),
        ((3, 4), "lap 4"),
        ((3, 3.5, 4, 5), "the half-lap from 3 to 3.5 laps"),
        ((1, 5), "laps 2 to 5"),
        ((4,), "laps 1 to 4"),
    ],
)
def test_known_anyhow_it_is_told(laps: tuple[float, ...], words: str) -> None:
    """Steady half-laps of 13.5 s; 16 s are lost in the first half of lap 4."""
    made = known(
        {lap: 4.6 + 27.0 * lap + (LOST_S if lap > 3 else 0.0) for lap in laps}, 8, 220.6 + LOST_S
    )
    ((said, took, more),) = told(made)
    assert said == words
    assert more == pytest.approx(LOST_S, abs=0.05)
    assert took > LOST_S


@pytest.mark.parametrize("second", [False, True])
def test_a_gap_to_a_known_passing_is_a_known_time(second: bool) -> None:
    """At 3 laps by a gap of 1.2 s, at 4 by a passing: 27 s and 16 s between."""
    slow = known({4: 4.6 + 108 + LOST_S}, 8, 220.6 + LOST_S).entries[0]
    other = known({3: 84.4}, 8, 222.0).entries[0]
    behind = 85.6 - 84.4
    pair = (other, slow) if second else (slow, other)
    made = race(pair[0], replace(pair[1], side="crossing"))
    gap = -behind if second else behind
    made = replace(made, gaps=(Gap(6, gap, gap),))
    assert told(made, team=int(second)) == [("lap 4", 43.0, LOST_S)]
    assert told(made, team=int(not second)) == []
    guessed = replace(made, gaps=(Gap(6, gap, gap, assumed=True),))
    assert told(guessed, team=int(second)) == [("laps 1 to 4", 128.6, LOST_S)]


@pytest.mark.parametrize("team", HEERENVEEN, ids=lambda team: team[1])
@given(data=st.data())
def test_of_measured_races_nothing_is_told(team: tuple[str, str], data: st.DataObject) -> None:
    times = HEERENVEEN[team]
    lines = data.draw(st.sets(st.integers(1, len(times) - 1)))
    made = known({line / 2: times[line - 1] for line in lines}, len(times) // 2, times[-1])
    assert told(made) == []


@pytest.mark.parametrize("name", resources.scenarios())
def test_of_bundled_races_nothing_is_told(name: str) -> None:
    for made in scenario.load(name).races.values():
        assert [told(made, i) for i in range(len(made.entries))] == [[] for _ in made.entries]
