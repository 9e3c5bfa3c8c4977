"""What is known is met, and what lies between is like a race."""

from __future__ import annotations

import csv
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from helpers.races import DATA, DUTCH, FIXED, PUSH, entry, measured, race
from pursuit_sim import simulate, timing
from pursuit_sim.scenario.formation import Formation, Lead
from pursuit_sim.scenario.parameters import Pacing
from pursuit_sim.scenario.race import Fall, Gap, Race, Split
from pursuit_sim.sim.schedule import schedules
from pursuit_sim.track import Side
from pursuit_sim.units import MILLISECOND

Floats = NDArray[np.float64]

MICROSECOND = 1e-6
LOOP_LAP_M = 387.49  # what twelve timing loops of Heerenveen give for a lap
RACES = measured()


def rotating(laps: int) -> Formation:
    """Six turns, as the program has them where nobody says who led."""
    turns = (1.5,) * 4 + (1.0,) * 2 if laps == 8 else (1.0,) * 6
    return Formation(tuple(Lead(i % 3, each) for i, each in enumerate(turns)))


def filled(times: list[float], known: range, formation: str) -> Floats:
    """(half-lap,) errors [s] of what the model fills in, given some of the passings."""
    laps = len(times) // 2
    kind = rotating(laps) if formation == "rotating" else Formation((Lead(0, laps),), push=True)
    splits = tuple(Split(i, times[i - 1]) for i in known)
    made = simulate(race(entry(times[-1], formation=kind, splits=splits), laps=laps))
    return np.asarray(timing.splits(made)[0] - times)


@pytest.mark.parametrize("formation", ["rotating", "push"])
def test_every_fourth_passing_gives_the_others(formation: str) -> None:
    between = []
    for times in RACES.values():
        known = range(4, len(times), 4)
        off = filled(times, known, formation)
        assert np.abs(off[[each - 1 for each in known]]).max() <= MILLISECOND
        between += [abs(each) for i, each in enumerate(off[:-1], 1) if i not in known]
    assert len(between) == 4 * 12 + 2 * 9
    assert max(between) <= 0.40
    assert np.mean(between) <= 0.15


@pytest.mark.parametrize(
    ("step", "mean_s", "worst_s"), [(2, 0.12, 0.30), (3, 0.15, 0.40)], ids=["laps", "thirds"]
)
def test_more_passings_give_the_others_better(step: int, mean_s: float, worst_s: float) -> None:
    off = [
        abs(each)
        for times in RACES.values()
        for i, each in enumerate(filled(times, range(step, len(times), step), "rotating")[:-1], 1)
        if i % step
    ]
    assert np.mean(off) <= mean_s
    assert max(off) <= worst_s


def loops(team: tuple[str, str]) -> list[tuple[float, float]]:
    """(half-laps, time [s]) of every loop before the finish."""
    with (DATA / "loops_ec2020.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if (row["distance"], row["team"]) == team]
    found = [(2 * float(row["inner_path_m"]) / LOOP_LAP_M, float(row["time_s"])) for row in rows]
    end = len(RACES[team])
    return [(round(at, 6), time) for at, time in found if at < end - 0.01]


@pytest.mark.parametrize("team", RACES, ids=lambda team: team[1])
def test_loops_are_met_and_give_the_half_laps(team: tuple[str, str]) -> None:
    times, known = RACES[team], loops(team)
    # Without those at the lines, which are to be found.
    between = [each for each in known if min(each[0] % 1, -each[0] % 1) > 0.01]
    splits = tuple(Split(at, time) for at, time in between)
    laps = len(times) // 2
    made = simulate(race(entry(times[-1], formation=rotating(laps), splits=splits), laps=laps))
    way = np.array([at for at, _ in between]) * made.race.oval.half_lap_m
    found = np.interp(way, np.maximum.accumulate(made.tail_m[:, 0]), made.time_s)
    assert np.abs(found - [time for _, time in between]).max() <= MILLISECOND
    # Loops stand 28 m or more apart about a line; half a per mille of speed is 0.1 s there.
    assert np.abs(timing.splits(made)[0] - times).max() < 0.1


def gap_at(made: Any, half_lap: float) -> float:
    where, gap = timing.gap_curve(made)
    return float(np.interp(half_lap / 2, where, gap))


def pair(*gaps: Gap, second_s: float = 218.28, **first: Any) -> Race:
    """Two teams alike, with known gaps."""
    other = entry(second_s, code="NED", side="crossing")
    return replace(race(entry(**first), other), gaps=gaps)


def test_a_gap_bends_two_alike_by_half_each() -> None:
    free = timing.splits(simulate(pair()))
    made = simulate(pair(Gap(9, -0.8, -0.8)))
    assert timing.gaps(made)[8] == pytest.approx(-0.8, abs=MICROSECOND)
    # Nothing tells the two apart but who was ahead.
    found = timing.splits(made) - free
    assert found[:, 8] == pytest.approx([-0.4, 0.4], abs=MILLISECOND)
    assert found[:, -1] == pytest.approx([0, 0], abs=MICROSECOND)


def test_where_one_is_timed_the_other_is_bent() -> None:
    made = simulate(pair(Gap(9, -0.77, -0.77), splits=(Split(9, 123.79),)))
    # Beijing 2022, semifinal 1: Norway 0.77 s ahead, so the Netherlands at 2:04.56.
    assert timing.splits(made)[:, 8] == pytest.approx([123.79, 124.56], abs=MICROSECOND)


def test_a_bound_that_holds_anyhow_bends_nothing() -> None:
    free = timing.splits(simulate(pair(second_s=220.46)))
    kept = timing.splits(simulate(pair(Gap(12, -np.inf, -0.5), second_s=220.46)))
    assert kept == pytest.approx(free, abs=MICROSECOND)
    asked = simulate(pair(Gap(12, -np.inf, -2.0), second_s=220.46))
    assert timing.gaps(asked)[11] == pytest.approx(-2.0, abs=MICROSECOND)
    one_of_two = Gap(14, -np.inf, -0.01), Gap(12, -np.inf, -2.0)
    assert timing.splits(simulate(pair(*one_of_two, second_s=220.46))) == pytest.approx(
        timing.splits(asked), abs=MICROSECOND
    )


def test_a_bound_that_another_gap_makes_idle_is_let_go() -> None:
    """Free they are 1.5 s apart after 11 half-laps; for 3 s after 12 they must be more than 1.6."""
    far = Gap(12, -np.inf, -3.0)
    alone = timing.splits(simulate(pair(far, second_s=220.46)))
    assert alone[0, 10] - alone[1, 10] < -1.7
    both = simulate(pair(Gap(11, -np.inf, -1.6), far, second_s=220.46))
    assert timing.splits(both) == pytest.approx(alone, abs=MICROSECOND)


def test_a_published_trace_is_met() -> None:
    # PyeongChang 2018, Final A: Korea less Norway [s] by half-laps.
    trace = {1: 0.47, 2: 0.55, 4: 0.51, 6: 0.06, 8: -0.19, 10: 0.10, 12: 0.92}
    korea = entry(218.52, code="KOR", formation=DUTCH)
    norway = entry(217.32, code="NOR", side="crossing", formation=DUTCH)
    told = replace(race(korea, norway), gaps=tuple(Gap(at, gap, gap) for at, gap in trace.items()))
    found = timing.gaps(simulate(told))
    assert [found[at - 1] for at in trace] == pytest.approx(list(trace.values()), abs=MICROSECOND)
    assert found[-1] == pytest.approx(1.20, abs=MICROSECOND)
    between = simulate(replace(told, gaps=(*told.gaps[:4], Gap(7.31, -0.1, -0.1))))
    assert gap_at(between, 7.31) == pytest.approx(-0.1, abs=MILLISECOND)


def test_a_gap_tells_how_fast_who_fell_was() -> None:
    # Beijing 2022, women's Final A: Japan 0.32 s ahead with half a lap to go, then a fall.
    fell = replace(entry(184.47, code="JPN", formation=rotating(6)), fall=Fall(2, 5.75))
    canada = entry(173.44, code="CAN", side="crossing", formation=rotating(6))
    made = simulate(replace(race(fell, canada, laps=6), gaps=(Gap(11, -0.32, -0.32),)))
    alone = timing.splits(simulate(race(canada, laps=6)))[0]
    first, second = timing.splits(made)
    assert second == pytest.approx(alone, abs=MILLISECOND), "nothing asks for another race of hers"
    assert first[10] == pytest.approx(second[10] - 0.32, abs=MICROSECOND)
    assert first[-1] == pytest.approx(184.47, abs=MICROSECOND)


def largest_change(made: Race) -> float:
    """Largest change of a train's speed within a second, after the first half-lap [m/s]."""
    changes = []
    for each in schedules(made):
        time = np.arange(each.passings_s[0], each.passings_s[-1], 0.1)
        speed = each.way(time)[1]
        changes.append(np.abs(speed[10:] - speed[:-10]).max())
    return float(max(changes))


@st.composite
def raced(draw: st.DrawFn) -> Race:
    """Two teams of whom some passings are known, of a smooth race of other pacing, and gaps."""
    pacings = st.builds(
        Pacing,
        start_loss_s=st.floats(4.2, 5.0),
        fade_s=st.floats(-0.5, 3.0),
        fade_onset_lap=st.floats(0, 6),
        fade_shape=st.floats(1, 3),
        exchange_cost_s=st.just(0.0),
    )
    entries = []
    sides: tuple[tuple[str, Side], ...] = (("NOR", "finish"), ("NED", "crossing"))
    for code, side in sides:
        true = entry(draw(st.floats(212, 230)), formation=FIXED, pacing=draw(pacings))
        (plan,) = schedules(race(true))
        # A quarter of a lap apart or more, the finish too: nearer ones ask for another speed.
        places = draw(st.lists(st.integers(2, 30), max_size=10, unique=True))
        known = []
        for quarter in sorted(places):
            way = quarter / 2 * 193.68
            time = np.linspace(1, true.official_time_s, 4000)
            known.append(
                Split(quarter / 2, round(float(np.interp(way, plan.way(time)[0], time)), 3))
            )
        made = entry(
            round(true.official_time_s, 3), code=code, side=side, formation=FIXED,
            splits=tuple(known),
        )  # fmt: skip
        entries.append(made)
    free = race(*entries)
    found = timing.gap_curve(simulate(free))
    gaps = []
    timed = [split.half_lap for each in entries for split in each.splits]
    for at in sorted(draw(st.sets(st.integers(2, 15), max_size=3))):
        if any(abs(at - each) < 1 for each in timed):
            continue  # another gap so near to a passing would ask for another speed
        there = float(np.interp(at / 2, *found))
        gaps.append(Gap(at, there + draw(st.floats(-0.2, 0.2)), np.inf))
    return replace(free, gaps=tuple(gaps))


@settings(max_examples=60)
@given(raced())
def test_what_lies_between_is_smooth(made: Race) -> None:
    assert largest_change(made) <= 0.3


@pytest.mark.parametrize("team", RACES, ids=lambda team: team[1])
@given(data=st.data())
@settings(max_examples=15)
def test_between_measured_passings_it_is_smooth(team: tuple[str, str], data: st.DataObject) -> None:
    times = RACES[team]
    known = data.draw(st.sets(st.integers(1, len(times) - 1)))
    splits = tuple(Split(i, times[i - 1]) for i in sorted(known))
    laps = len(times) // 2
    each = entry(times[-1], formation=replace(PUSH, leads=(Lead(0, laps),)), splits=splits)
    assert largest_change(race(each, laps=laps)) <= 0.3
