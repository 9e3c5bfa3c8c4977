"""A team that stood for a while, told by passings, by gaps to the other, or by both."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from helpers.races import entry, race
from pursuit_sim.errors import InputError
from pursuit_sim.scenario.race import Entry, Fall, Gap, Race, Split
from pursuit_sim.sim.schedule import schedules

Floats = NDArray[np.float64]

# Half-laps by hand. One stands for 16.6 s in lap 5; another skates evenly, or stands in lap 3.
STOOD = np.array([17.5, 13.1, 13.2, 13.4, 13.3, 13.3, 13.4, 13.4, 21.7, 21.6] + [13.3] * 5 + [13.5])
EVEN = np.array([18.0] + [13.45] * 9 + [13.6, 13.65, 13.75, 13.85, 13.95, 14.1])
STOOD_TOO = np.array(
    [18.0] + [13.45] * 3 + [21.6, 21.4] + [13.45] * 5 + [13.6, 13.7, 13.8, 13.9, 14.1]
)
ALIKE_S = 0.6  # what pacing leaves open in a half-lap of which nothing is known


def passing(halves: Floats, lap: float) -> float:
    return float(halves[: round(2 * lap)].sum())


def team(halves: Floats, code: str, *laps: float) -> Entry:
    known = tuple(Split(2 * lap, passing(halves, lap)) for lap in laps)
    return entry(float(halves.sum()), code=code, splits=known)


def gap(first: Floats, second: Floats, lap: float) -> Gap:
    """To a tenth, as it is shown."""
    behind = round(passing(first, lap) - passing(second, lap), 1)
    return Gap(2 * lap, behind, behind)


def told(
    first: tuple[Floats, tuple[float, ...]], second: tuple[Floats, tuple[float, ...]], *gaps: float
) -> Race:
    made = race(team(first[0], "AAA", *first[1]), team(second[0], "BBB", *second[1]))
    made = replace(made, entries=(made.entries[0], replace(made.entries[1], side="crossing")))
    return replace(made, gaps=tuple(gap(first[0], second[0], lap) for lap in gaps))


def half_laps(made: Race) -> Floats:
    return np.array([np.diff(each.passings_s, prepend=0.0) for each in schedules(made)])


@pytest.mark.parametrize(
    ("splits", "gaps"),
    [
        ((5,), (4,)),
        ((4,), (5,)),
        ((), (4, 5)),
        ((5,), (4, 7)),
        ((4, 5), (6,)),
        ((), (1, 2, 3, 4, 5, 6, 7)),
    ],
)
@pytest.mark.parametrize("swapped", [False, True])
def test_who_did_nothing_is_not_bent(
    splits: tuple[float, ...], gaps: tuple[float, ...], swapped: bool
) -> None:
    both = ((STOOD, splits), (EVEN, ()))
    made = told(*(both[::-1] if swapped else both), *gaps)
    stood, even = half_laps(made)[::-1] if swapped else half_laps(made)
    assert even == pytest.approx(EVEN, abs=ALIKE_S)
    assert stood == pytest.approx(STOOD, abs=ALIKE_S)
    passings = np.cumsum(half_laps(made), axis=1)
    found = [
        passings[0, int(each.half_lap) - 1] - passings[1, int(each.half_lap) - 1]
        for each in made.gaps
    ]
    assert found == pytest.approx([each.low_s for each in made.gaps], abs=1e-6)


@pytest.mark.parametrize(
    ("passing", "gaps"),
    [(2, (3,)), (2, (3, 6)), (2, (2.5, 3, 6)), (3, (2,)), (3, (2, 7))],
)
@pytest.mark.parametrize("swapped", [False, True])
def test_both_may_have_stood(passing: float, gaps: tuple[float, ...], swapped: bool) -> None:
    """One between two passings, the other between a passing and a gap."""
    both = ((STOOD, (4, 5)), (STOOD_TOO, (passing,)))
    found = half_laps(told(*(both[::-1] if swapped else both), *gaps))
    first, second = found[::-1] if swapped else found
    assert first == pytest.approx(STOOD, abs=ALIKE_S)
    assert second == pytest.approx(STOOD_TOO, abs=ALIKE_S)


def test_a_gap_to_a_known_passing_is_a_passing() -> None:
    """The gap after 4 laps, beside the other's passing there, and that passing in its place."""
    by_gap = half_laps(told((STOOD, (5,)), (EVEN, (1, 2, 3, 4)), 4))
    as_passing = half_laps(told((STOOD, (4, 5)), (EVEN, (1, 2, 3, 4))))
    assert by_gap[1] == pytest.approx(as_passing[1], abs=1e-6)
    assert by_gap[0, :8].sum() == pytest.approx(as_passing[0, :8].sum(), abs=0.06)
    assert by_gap[0] == pytest.approx(STOOD, abs=ALIKE_S)


def test_a_stumble_at_the_start_is_no_haste_of_the_other() -> None:
    """6 s behind after a lap and the same at the finish: who led skated as ever."""
    late = np.append(EVEN[0] + 3.0, np.append(EVEN[1] + 3.0, EVEN[2:]))
    found = half_laps(told((late, ()), (EVEN, ()), 1))
    assert found[1] == pytest.approx(EVEN, abs=ALIKE_S)
    assert found[0] == pytest.approx(late, abs=ALIKE_S)


def test_what_nobody_skates_is_refused_with_the_passings_that_would_tell() -> None:
    """Equal at the finish and 18 s apart half-way: both lost time, and nothing says where."""
    made = race(entry(222.0, code="AAA"), replace(entry(222.4, code="BBB"), side="crossing"))
    made = replace(made, gaps=(Gap(8, 18.0, 18.0),))
    with pytest.raises(InputError, match="as splits, of AAA and BBB after 4 laps"):
        schedules(made)


def test_a_gap_that_pacing_explains_is_shared_as_ever() -> None:
    made = replace(race(entry(218.28), entry(218.28, code="NED")), gaps=(Gap(9, -2.0, -2.0),))
    free = half_laps(replace(made, gaps=()))
    moved = (half_laps(made) - free).cumsum(axis=1)[:, 8]
    assert moved == pytest.approx([-1.0, 1.0], abs=0.001)


@pytest.mark.parametrize("gaps", [(2, 3, 4, 5), (4, 5), (4,)])
def test_who_fell_later_may_be_known_by_gaps_alone(gaps: tuple[int, ...]) -> None:
    """As EVEN, but 8 s slower in lap 4, and on the ice after 6.25 laps."""
    slow = EVEN.copy()
    slow[6:8] += 4.0
    slow[12] += 15.0
    made = told((EVEN, tuple(range(1, 8))), (slow, ()), *gaps)
    fallen = replace(made.entries[1], fall=Fall(1, 6.25))
    found = half_laps(replace(made, entries=(made.entries[0], fallen)))
    for lap in gaps:
        assert passing(found[1], lap) == pytest.approx(passing(slow, lap), abs=0.051)
    assert found[0] == pytest.approx(EVEN, abs=ALIKE_S)
    if gaps[0] == 2:
        assert found[1][2:10] == pytest.approx(slow[2:10], abs=ALIKE_S)


@pytest.mark.parametrize("swapped", [False, True])
@pytest.mark.parametrize(("at", "lap", "lost_s"), [(4, 3, 16.0), (4, 3, 20.0), (4, 5, 20.0)])
def test_what_nobody_skates_does_not_stand_in_the_way(
    at: int, lap: int, lost_s: float, swapped: bool
) -> None:
    """One gap. That the other stood later and skated the rest in 3:14 is no explanation."""
    stood = EVEN - 0.15
    stood[at] += lost_s
    both = ((stood, ()), (EVEN, ()))
    found = half_laps(told(*(both[::-1] if swapped else both), lap))
    assert found[0 if swapped else 1] == pytest.approx(EVEN, abs=ALIKE_S)
    assert found[1 if swapped else 0][2 * lap + 3 :] == pytest.approx(
        stood[2 * lap + 3 :], abs=ALIKE_S
    )


@pytest.mark.parametrize("beside", [(3, 5), (2, 6), (1, 2, 3, 5, 6, 7), ()])
@pytest.mark.parametrize("swapped", [False, True])
def test_what_one_gap_did_the_next_takes_back(beside: tuple[int, ...], swapped: bool) -> None:
    """A gap of 10.5 s in place of 1.05 s: nobody lost 9 s before, and nobody after it."""
    both = ((EVEN - 0.05, ()), (EVEN, ()))
    made = told(*(both[::-1] if swapped else both), *beside)
    slip = -10.5 if not swapped else 10.5
    wrong = replace(made, gaps=(*made.gaps, Gap(8, slip, slip)))
    with pytest.raises(InputError, match="found a gap after 4 laps") as refused:
        schedules(wrong)
    assert "what one gap does the next takes back" in str(refused.value)
    behind, ahead = ("AAA", "BBB") if swapped else ("BBB", "AAA")
    order = rf"{behind} would have lost \d+\.\d s before, and {ahead} \d+\.\d s after it"
    assert re.search(order, str(refused.value))
    assert "of AAA and BBB after 4 laps" in str(refused.value)
    half_laps(made)


def test_passings_say_that_no_gap_slipped() -> None:
    """One lost 9 s in lap 3, the other 8 s in lap 5, by its passings at 3 and at 5 laps."""
    first, second = EVEN.copy(), EVEN.copy()
    first[8] += 8.0
    second[5] += 9.0
    found = half_laps(told((first, (1, 3, 5)), (second, (2,)), 4, 6, 7))
    assert found[0, :6].sum() == pytest.approx(passing(first, 3), abs=0.01)
    assert found[1, 8:] == pytest.approx(second[8:], abs=ALIKE_S)
