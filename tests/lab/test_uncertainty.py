"""Draws and what is made of them, where the answer is known without them."""

from __future__ import annotations

import numpy as np
import pytest

from helpers import races
from pursuit_sim.lab.calibrate import calibrated
from pursuit_sim.lab.compare import compare, turning_ratio
from pursuit_sim.lab.formations import counterparts
from pursuit_sim.lab.monte_carlo import drawn_times
from pursuit_sim.lab.uncertainty import EXCHANGE, PUSH_RATIO, SPACING, applied, classes, spaced
from pursuit_sim.scenario.formation import Kind
from pursuit_sim.sim.parameter_sets import parameter_sets

TEAM = races.entry(219.62, code="NED", formation=races.SIX_TURNS)
RACE = races.race(TEAM)


def test_the_turning_ratio_of_a_draw_does_not_depend_on_the_ratio_drawn() -> None:
    # Nothing but the ratio differs between the draws, so all turn where the search turns.
    entries = counterparts(RACE, calibrated(RACE, TEAM))
    kinds: tuple[Kind, ...] = ("rotating", "push")
    pair = {kind: entries[kind] for kind in kinds}
    ratios = np.array([0.95, 0.97, 0.98, 1.00])
    values = {
        PUSH_RATIO: ratios,
        EXCHANGE: np.full(4, TEAM.train.exchange_s),
        SPACING: np.full(4, TEAM.spacing_m),
    }
    took, turns = drawn_times(RACE, pair, "rotating", values, lambda: None)
    assert took["rotating"] == pytest.approx(np.full(4, 219.62))
    assert (np.diff(took["push"]) < 0).all()  # the less pushing costs, the faster
    assert turns == pytest.approx(np.full(4, turning_ratio(RACE, pair)), abs=0.002)


def test_the_interval_of_the_turning_ratio_leaves_the_guess_out() -> None:
    # docs/models.md: the sign turns where a push costs about 4 % of κ, and the guess about κ is
    # 80 % of the answer's variance. What is left to the turning ratio is half of the guess's
    # standard deviation of 0.05/√12, so 3.29 · 0.0072 = 0.024 from 5 to 95 %.
    found = compare(RACE, "NED", draws_count=400).turning_ratio
    assert found.low < found.value < found.high
    assert found.value == pytest.approx(0.96, abs=0.015)
    assert found.high - found.low == pytest.approx(0.024, abs=0.006)


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


def test_strengths_of_drafting_are_scaled_or_set_one_by_one() -> None:
    own = parameter_sets(RACE, TEAM)
    second, third, gain, swung = own.strengths[0]
    drawn = {
        "shelter of the second": (2 * second, third, gain, swung),
        "shelter of the third": (second, 2 * third, gain, swung),
        "leader's gain": (second, third, 2.0, swung),
        "drag when swung out": (second, third, gain, 2.0),
    }
    for name, expected in drawn.items():
        assert applied(own, {name: np.array([2.0])}).strengths[0] == pytest.approx(expected)


def test_durations_fall_into_three_classes_of_neighbours() -> None:
    values = np.array([7.0, 4.0, 5.0, 4.5, 6.0, 5.5, 4.2])
    found = classes(values)
    assert [np.sort(values[which]).tolist() for _, which in found] == [
        [4.0, 4.2, 4.5], [5.0, 5.5], [6.0, 7.0],
    ]  # fmt: skip
    assert [median for median, _ in found] == [4.2, 5.25, 6.5]
    assert [median for median, _ in classes(np.array([5.0]))] == [5.0]


def test_strengths_of_another_spacing() -> None:
    # 1 − 0.25 (d − 0.9) is 0.975 at 1.0 m and 0.875 at 1.4 m; the
    # leader's gain falls by e in 0.4 m.
    own = parameter_sets(RACE, TEAM)
    factors = spaced(own, 1.0, np.array([1.4])).strengths[0] / own.strengths[0]
    assert factors == pytest.approx([0.875 / 0.975, 0.875 / 0.975, 0.36788, 1.0], abs=1e-5)
