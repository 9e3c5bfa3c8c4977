"""Draws and what is made of them, where the answer is known without them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from helpers import races
from pursuit_sim import load
from pursuit_sim.lab.best import best_of_each
from pursuit_sim.lab.calibrate import calibrated
from pursuit_sim.lab.compare import compare, turning_ratio
from pursuit_sim.lab.formations import counterparts, possible_turns
from pursuit_sim.lab.uncertainty import (
    DRAFTING,
    SKATERS_DIFFER,
    TURNS,
    applied,
    classes,
    spaced,
    uncertain,
)
from pursuit_sim.scenario.formation import Formation, Kind, Lead
from pursuit_sim.scenario.physics import Body, Effort
from pursuit_sim.sim.parameter_sets import parameter_sets

TEAM = races.entry(219.62, code="NED", formation=races.SIX_TURNS)
RACE = races.race(TEAM)


def test_the_turning_ratio_by_the_power_law_is_the_one_that_is_searched() -> None:
    entries = counterparts(RACE, calibrated(RACE, TEAM))
    kinds: tuple[Kind, ...] = ("rotating", "push")
    searched = turning_ratio(RACE, {kind: entries[kind] for kind in kinds})
    found = compare(RACE, "NED", draws_count=10)
    at = {each.ratio: each.push_minus_rotating.value for each in found.at_ratios}
    gained = found.outcomes["rotating"].time_s - 219.62  # the best turns instead of the six
    below, above = (value + gained for value in (at[0.95], at[1.00]))
    assert 0.95 + 0.05 * below / (below - above) == pytest.approx(searched, abs=0.001)


@pytest.mark.parametrize(("laps", "time_s"), [(2, 60.0), (3, 85.0)])
def test_other_turns_than_those_assumed_are_each_fitted_anew(laps: int, time_s: float) -> None:
    """One or two others are possible; told is the one whose answer is the farthest."""
    turns = Formation((Lead(0, 1.25), Lead(1, laps - 1.25)))
    entry = replace(races.entry(time_s, formation=turns), assumed=("formation.leads",))
    race = races.race(entry, laps=laps)
    options = possible_turns(race, entry)
    assert len(options) == laps
    answers = []
    for each in options:
        best = best_of_each(race, calibrated(race, replace(entry, formation=each))).times_s
        answers.append(best["push"] - best["rotating"])
    (told,) = (
        each for each in compare(race, "NOR", draws_count=10).sensitivities if each.name == TURNS
    )
    assert told.at_low_s == pytest.approx(answers[0], abs=1e-4)
    farthest = max(answers[1:], key=lambda each: abs(each - answers[0]))
    assert told.at_high_s == pytest.approx(farthest, abs=1e-4)


def test_a_draw_changes_what_it_is_named_after_and_nothing_else() -> None:
    own = parameter_sets(RACE, TEAM)
    scaled = {
        "drag area": "drag_area_m2",
        "mass": "mass_kg",
        "aerobic power": "aerobic_w",
        "anaerobic reserve": "anaerobic_j",
    }
    for name, field in scaled.items():
        found = applied(own, {name: np.array([2.0, 3.0])})
        assert getattr(found, field) == pytest.approx(
            np.array([[2.0] * 3, [3.0] * 3]) * getattr(own, field)
        )
        for other in set(scaled.values()) - {field}:
            assert (getattr(found, other) == getattr(own, other)).all()
    ice = applied(own, {"ice friction": np.array([0.5])})
    # De Koning et al. 1992: 0.0046 and 0.0059.
    assert [*ice.friction_straight, *ice.friction_curve] == pytest.approx([0.0023, 0.00295])
    air = applied(own, {"air density": np.array([0.03])})
    assert air.air_density_kgm3 - own.air_density_kgm3 == pytest.approx([0.03])
    stronger = applied(own, {"ability of skater 2": np.array([0.1])})
    assert stronger.aerobic_w / own.aerobic_w == pytest.approx(np.array([[1.0, 1.1, 1.0]]))
    assert stronger.anaerobic_j / own.anaerobic_j == pytest.approx(np.array([[1.0, 1.1, 1.0]]))


def test_strengths_of_drafting_are_scaled_or_set() -> None:
    own = parameter_sets(RACE, TEAM)
    second, third, _, swung = own.strengths[0]
    # Both shelters go from end to end of their ranges together: 0.30–0.37–0.40, 0.38–0.46–0.50.
    drawn = {
        ("shelter behind others", 0.30 / 0.37): (second * 30 / 37, third * 38 / 46),
        ("shelter behind others", 0.40 / 0.37): (second * 40 / 37, third * 50 / 46),
        (DRAFTING, 0.3): (0.216, 0.249),
        (DRAFTING, 0.7): (0.37, 0.46),
    }
    for (name, value), expected in drawn.items():
        found = applied(own, {name: np.array([value])}).strengths[0]
        assert found[:2] == pytest.approx(expected)
        assert (found[2:] == own.strengths[0, 2:]).all()
    gained = applied(own, {"leader's gain": np.array([2.0])}).strengths[0]
    assert gained == pytest.approx((second, third, 2.0, swung))


def test_what_the_scenario_says_is_not_drawn() -> None:
    def names(**changes: object) -> set[str]:
        return {each.name for each in uncertain(replace(TEAM, **changes))}  # type: ignore[arg-type]  # of each field what it holds

    usual = names()
    assert DRAFTING in usual
    assert TURNS not in usual  # they are given
    assert DRAFTING not in names(effort=Effort(shelter_second=0.3))
    unlike = names(bodies=(Body(), Body(), Body(aerobic_w=320.0)))
    assert usual - unlike == {f"ability of skater {i}" for i in (1, 2, 3)}
    assert names(bodies=(Body(), Body(), Body(mass_kg=70.0))) == usual


@pytest.mark.parametrize(
    ("key", "value", "told"),
    [
        ("mass_kg", 78, False),  # the usual one, and another
        ("mass_kg", 84, False),
        ("aerobic_w", 335, True),  # the usual one, but now somebody has said it
        ("anaerobic_j", 24_000, True),
        ("drag_area_m2", 0.2, True),
        ("time_1500", "1:45.0", True),
    ],
)
def test_a_mass_says_nothing_of_who_is_stronger(key: str, value: object, told: bool) -> None:
    changed = load("beijing-2022-men", {f"teams.NED.bodies.Kramer.{key}": value})
    entry = changed.races["sf-1"].entries[1]
    drawn = {each.group for each in uncertain(entry)}
    assert (SKATERS_DIFFER not in drawn) == told


def test_changes_fall_into_classes_of_neighbours() -> None:
    generator = np.random.default_rng(5)
    durations, swings = generator.random((2, 600))
    found = classes(durations, swings)
    assert len(found) == 6
    assert np.sort(np.concatenate([which for *_, which in found])).tolist() == [*range(600)]
    for i, (duration, swing, which) in enumerate(found):
        third, half = divmod(i, 2)
        assert duration == pytest.approx((2 * third + 1) / 6, abs=0.05)
        assert swing == pytest.approx((2 * half + 1) / 4, abs=0.1)
        assert np.ptp(durations[which]) < 0.4


def test_few_changes_that_differ_keep_their_own() -> None:
    found = classes(np.array([5.0, 4.0, 5.0]), np.array([2.0, 2.0, 2.0]))
    assert [(*each, which.tolist()) for *each, which in found] == [
        (4.0, 2.0, [1]), (5.0, 2.0, [0, 2]),
    ]  # fmt: skip


def test_strengths_of_another_spacing() -> None:
    # 1 − 0.25 (d − 0.9) is 0.975 at 1.0 m and 0.875 at 1.4 m; the
    # leader's gain falls by e in 0.4 m.
    own = parameter_sets(RACE, TEAM)
    factors = spaced(own, 1.0, np.array([1.4])).strengths[0] / own.strengths[0]
    assert factors == pytest.approx([0.875 / 0.975, 0.875 / 0.975, 0.36788, 1.0], abs=1e-5)
