"""A change put on the race as it is watched: times move, and what belonged to them goes."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from pursuit_sim import load, timing
from pursuit_sim.draw.graphics import lap_table
from pursuit_sim.draw.replay.preparation import prepare
from pursuit_sim.errors import InputError
from pursuit_sim.lab.calibrate import calibrated
from pursuit_sim.lab.retime import retimed, with_efforts
from pursuit_sim.scenario.race import Gap, Race, Split
from pursuit_sim.scenario.time_source import known_passings
from pursuit_sim.sim import simulate
from pursuit_sim.trajectory import Trajectory

MICROSECOND = 1e-6


@pytest.fixture(scope="module")
def fitted() -> Race:
    """The first semifinal with its published facts; the power model takes its times."""
    race = load("beijing-2022-men").races["sf-1"]
    entries = tuple(
        replace(calibrated(race, each), official_gap_s=1.34, published_records=("OR",))
        for each in race.entries
    )
    return replace(race, entries=entries)


@pytest.fixture(scope="module")
def heavier(fitted: Race) -> Race:
    """The Dutch with 2 kg more each."""
    entry = fitted.entries[fitted.by_team()["NED"]]
    first, second, third = (
        body.model_copy(update={"mass_kg": body.mass_kg + 2}) for body in entry.bodies
    )
    return replace(fitted, entries=(replace(entry, bodies=(first, second, third)),))


@pytest.fixture(scope="module")
def runs(fitted: Race, heavier: Race) -> tuple[Trajectory, Trajectory, Trajectory]:
    return simulate(fitted), simulate(fitted, "power"), simulate(heavier, "power")


def test_passings_move_by_what_the_model_says_and_published_facts_go(
    fitted: Race, runs: tuple[Trajectory, Trajectory, Trajectory]
) -> None:
    watched, was, now = runs
    made = retimed(watched, was, now, fitted)
    ned = fitted.by_team()["NED"]
    moved = timing.splits(now)[0] - timing.splits(was)[ned]
    assert moved[-1] > 0.2  # heavier is slower: 0.09 · ln(80/78) · 219.6 s = 0.5 s
    assert timing.splits(made)[ned] == pytest.approx(timing.splits(watched)[ned] + moved)
    changed = made.race.entries[ned]
    assert changed.official_time_s == pytest.approx(219.62 + moved[-1], abs=MICROSECOND)
    assert changed.official_gap_s is None
    assert changed.published_records == ()
    assert changed.timed == (), "nobody timed what the model says"
    assert known_passings(made.race, changed) == {0: 0.0}


def test_who_is_not_changed_stays_as_published(
    fitted: Race, runs: tuple[Trajectory, Trajectory, Trajectory]
) -> None:
    watched, was, now = runs
    made = retimed(watched, was, now, fitted)
    nor = fitted.by_team()["NOR"]
    assert made.race.entries[nor] == fitted.entries[nor]
    assert made.race.entries[nor].official_gap_s == 1.34
    # No change at all leaves both.
    assert retimed(watched, was, was, fitted).race == fitted


def test_known_gaps_do_not_pull_who_is_not_changed(
    fitted: Race, runs: tuple[Trajectory, Trajectory, Trajectory]
) -> None:
    _, was, now = runs
    # Published of the race as it was skated; it says nothing of one with heavier skaters.
    known = replace(fitted, gaps=(Gap(9, -0.77, -0.77),))
    watched = simulate(known)
    assert timing.gaps(watched)[8] == pytest.approx(-0.77, abs=MICROSECOND)
    found = timing.splits(retimed(watched, was, now, known))
    nor, ned = (fitted.by_team()[code] for code in ("NOR", "NED"))
    shown = timing.splits(watched)
    assert found[nor] == pytest.approx(shown[nor], abs=MICROSECOND)
    assert found[ned, -1] > shown[ned, -1] + 0.2


def test_of_who_is_not_changed_only_what_was_timed_is_a_fact(
    fitted: Race, runs: tuple[Trajectory, Trajectory, Trajectory]
) -> None:
    watched, was, now = runs
    nor, ned = (fitted.by_team()[code] for code in ("NOR", "NED"))
    clocked = {lap: float(timing.splits(watched)[nor, 2 * lap - 1]) for lap in (3, 4)}
    told = tuple(Split(2 * lap, time) for lap, time in clocked.items())
    entries = list(fitted.entries)
    entries[nor] = replace(entries[nor], splits=told)
    known = replace(fitted, entries=tuple(entries), gaps=(Gap(9, -0.77, -0.77),))
    made = retimed(simulate(known), was, now, known)
    assert known_passings(made.race, made.race.entries[nor]) == {
        0: 0.0, 6: clocked[3], 8: clocked[4], 16: 218.28,
    }  # fmt: skip
    assert made.race.entries[nor].all_known(16), "the others are met too"
    shown = prepare(made)
    assert [lap_table.timed(shown, nor, lap) for lap in range(8)] == [lap == 3 for lap in range(8)]
    assert not any(lap_table.timed(shown, ned, lap) for lap in range(8))
    assert not any(timing.gap_known(made, half) for half in range(1, 17))


def test_efforts_are_those_of_the_power_model_at_the_same_place(
    fitted: Race, runs: tuple[Trajectory, Trajectory, Trajectory]
) -> None:
    watched, was, now = runs
    made = with_efforts(watched, was, now)
    for code, run in (("NED", now), ("NOR", was)):
        mine, index = fitted.by_team()[code], run.race.by_team()[code]
        half_way = 4 * 387.3636
        at = np.interp(half_way, watched.tail_m[:, mine], watched.time_s)
        there = np.interp(half_way, run.tail_m[:, index], run.time_s)
        for skater in range(3):
            shown, computed = (
                np.interp(
                    when, each.time_s, each.extras["reserve_j"][:, each.columns(team)][:, skater]
                )
                for when, each, team in ((at, made, mine), (there, run, index))
            )
            assert shown == pytest.approx(computed, abs=5)  # J of 24 000


def test_a_change_that_nobody_could_skate_is_refused(
    fitted: Race, runs: tuple[Trajectory, Trajectory, Trajectory]
) -> None:
    watched, was, now = runs
    # The same race in a third of the time.
    quick = replace(now, time_s=now.time_s / 3)
    with pytest.raises(InputError, match="no pace"):
        retimed(watched, was, quick, fitted)
