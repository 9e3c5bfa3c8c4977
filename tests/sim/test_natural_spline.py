"""Natural splines are scipy's, and do not swing where their points jump."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.interpolate import CubicSpline

from pursuit_sim.sim.natural_spline import bending, natural_spline, parted_step, smooth_step

steps = st.lists(st.tuples(st.floats(0.05, 5), st.floats(-3, 3)), min_size=2, max_size=12)


def points(drawn: list[tuple[float, float]]) -> tuple[np.ndarray, np.ndarray]:
    return np.cumsum([step for step, _ in drawn]), np.array([value for _, value in drawn])


@given(steps)
def test_it_is_scipys(drawn: list[tuple[float, float]]) -> None:
    knots, values = points(drawn)
    mine, theirs = natural_spline(knots, values), CubicSpline(knots, values, bc_type="natural")
    at = np.linspace(knots[0], knots[-1], 200)
    value, slope = mine(at)
    assert value == pytest.approx(theirs(at), abs=1e-9)
    assert slope == pytest.approx(theirs(at, 1), abs=1e-6)


def test_beyond_its_knots_it_goes_straight_on() -> None:
    spline = natural_spline(np.array([1.0, 2.0, 4.0]), np.array([0.0, 1.0, 0.0]))
    (before, first), (after, last) = (spline(np.array(x)) for x in ([-1.0, 0.0], [5.0, 7.0]))
    assert first[0] == first[1] == pytest.approx(before[1] - before[0])
    assert last[0] == last[1] == pytest.approx((after[1] - after[0]) / 2)


@given(steps)
def test_what_it_is_bent(drawn: list[tuple[float, float]]) -> None:
    knots, values = points(drawn)
    second = CubicSpline(knots, values, bc_type="natural").derivative(2)
    total = sum(quad(lambda x: float(second(x)) ** 2, a, b)[0] for a, b in pairwise(knots.tolist()))
    assert values @ bending(knots) @ values == pytest.approx(total, rel=1e-6, abs=1e-9)


def test_a_jump_is_not_felt_before_and_after_it() -> None:
    # As of somebody who stumbles and loses 7 s in a half-lap; nothing happens in four others.
    knots, values = np.array([0.0, 4.0, 5.0, 9.0]), np.array([0.0, 0.0, 7.0, 7.0])
    at = np.linspace(0, 9, 500)
    swings, kept = natural_spline(knots, values)(at)[0], natural_spline(knots, values, 0.3)(at)[0]
    assert swings.min() < -1.0
    assert swings.max() > 8.0
    # A cubic over 4 whose slopes are at most 0.3 off its chord is at most 0.3 · 4/4 off it.
    assert kept.min() >= -0.3
    assert kept.max() <= 7.3


def test_a_step_in_its_own_parts_is_itself() -> None:
    """3u² − 2u³ at a quarter and at half way: 5/32 and 1/2."""
    x = np.linspace(9, 15, 61)
    parted = parted_step(np.array([10.0, 11.0, 12.0, 14.0]), 6 * np.array([5, 11, 16]) / 32)
    for found, whole in zip(parted(x), smooth_step(10.0, 14.0, 6.0)(x), strict=True):
        assert found == pytest.approx(whole, abs=1e-12)


@given(st.lists(st.floats(0, 20), min_size=1, max_size=5))
def test_a_step_in_parts_never_falls(heights: list[float]) -> None:
    places = np.linspace(10.0, 16.0, len(heights) + 1)
    parted = parted_step(places, np.array(heights))
    assert parted(places)[0] == pytest.approx(np.append(0.0, np.cumsum(heights)), abs=1e-9)
    value, slope = parted(np.linspace(9, 17, 400))
    assert slope.min() > -1e-9
    assert np.diff(value).min() > -1e-9
