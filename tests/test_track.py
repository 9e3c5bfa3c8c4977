"""The oval, against lengths and places worked out by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pursuit_sim.track import Oval

MILLIMETRE = 1e-3
NANOMETRE = 1e-9
radii = st.floats(25.0, 26.0)
distances = st.floats(0.0, 4000.0)
laterals = st.floats(-0.5, 7.5)


@pytest.mark.parametrize(("radius", "straight"), [(25.0, 113.57), (25.5, 112.00), (26.0, 110.43)])
def test_straights_are_those_of_the_rule_book(radius: float, straight: float) -> None:
    assert Oval(radius).straight_m == pytest.approx(straight, abs=0.01)


@pytest.mark.parametrize("radius", [25.0, 25.5, 26.0])
def test_acceptance_1_lap_and_eight_laps(radius: float) -> None:
    assert Oval(radius).lap_m == pytest.approx(387.36, abs=0.02)
    assert 8 * Oval(radius).lap_m == pytest.approx(3098.9, abs=0.2)


@given(radii, st.floats(-0.5, 3.5))
def test_a_lap_measured_with_a_string_has_its_length(radius: float, lateral: float) -> None:
    oval = Oval(radius)
    points = oval.xy(np.linspace(0, oval.lap_m, 20001), lateral)
    string = np.hypot(*np.diff(points, axis=0).T).sum()
    # A lap at a lateral offset is longer by one full turn of it: 2π y.
    assert string == pytest.approx(387.3636 + 2 * math.pi * lateral, abs=MILLIMETRE)


def test_places_by_hand() -> None:
    oval = Oval(26.0)
    quarter = oval.lap_m / 4
    right = 110.43 / 2 + 26.5
    expected = [(0, -26.5), (right, 0), (0, 26.5), (-right, 0)]
    assert oval.xy(quarter * np.arange(4)) == pytest.approx(np.array(expected), abs=0.01)
    # Swung out by 2.75 m in the middle of the first curve, and on the back straight.
    assert oval.xy(quarter, 2.75) == pytest.approx(np.array([right + 2.75, 0]), abs=0.01)
    assert oval.xy(2 * quarter, 2.75) == pytest.approx(np.array([0, 29.25]), abs=0.01)


def test_the_two_starts_are_half_a_lap_apart() -> None:
    oval = Oval(25.5)
    assert oval.start_m("crossing") - oval.start_m("finish") == pytest.approx(193.68, abs=0.01)
    finish, crossing = oval.xy([oval.start_m("finish"), oval.start_m("crossing")])
    assert finish == pytest.approx(-crossing, abs=NANOMETRE)


@given(radii, distances, laterals)
def test_locate_undoes_xy(radius: float, distance: float, lateral: float) -> None:
    oval = Oval(radius)
    found, offset = oval.locate(oval.xy(distance, lateral))
    around = (found - distance + oval.lap_m / 2) % oval.lap_m - oval.lap_m / 2
    assert abs(around) < 1e-8
    assert offset == pytest.approx(lateral, abs=1e-8)


@given(radii, distances)
def test_heading_is_where_the_next_step_goes(radius: float, distance: float) -> None:
    oval = Oval(radius)
    step = 1e-4
    before, after = oval.xy([distance - step, distance + step])
    way = after - before
    angle = math.atan2(way[1], way[0]) - float(oval.heading(distance))
    assert math.remainder(angle, math.tau) == pytest.approx(0, abs=1e-5)


def test_always_turning_left() -> None:
    oval = Oval()
    headings = oval.heading(np.linspace(0, 2 * oval.lap_m, 999))
    assert (np.diff(headings) >= -NANOMETRE).all()
    assert headings[-1] == pytest.approx(2 * math.tau)


def test_curvature_is_one_over_the_radius_skated() -> None:
    oval = Oval(25.0)
    middle = oval.lap_m / 4
    assert oval.curvature([0.0, middle]) == pytest.approx([0.0, 1 / 25.5])
    assert oval.curvature(middle, 2.5) == pytest.approx(1 / 28.0)
    # Two metres out, one lap-line metre is (25.5 + 2)/25.5 metres of ice.
    assert oval.stretch(middle, 2.0) == pytest.approx(27.5 / 25.5)


def test_a_radius_no_rink_has_is_refused() -> None:
    with pytest.raises(ValueError, match="25–26 m"):
        Oval(27.0)
