"""The monotone interpolant where its shape is known."""

from __future__ import annotations

import numpy as np
import pytest

from pursuit_sim.sim.pchip import pchip


def test_what_stands_still_stays_still_until_it_moves() -> None:
    curve = pchip(np.array([0.0, 2.0, 4.0, 6.0]), np.array([3.0, 3.0, 3.0, 5.0]))
    value, rate = curve(np.array([0.0, 1.0, 2.0, 3.9, 4.0]))
    assert value == pytest.approx(np.full(5, 3.0))
    assert rate == pytest.approx(np.zeros(5))


def test_a_straight_line_stays_one_between_two_knots_and_between_many() -> None:
    for count in (2, 3, 6):
        curve = pchip(
            0.5 * np.arange(count, dtype=np.float64), 1 + 0.5 * np.arange(count, dtype=np.float64)
        )  # 1 + x
        where = np.linspace(-0.2, 0.5 * count, 11)  # the ends are continued
        value, rate = curve(where)
        assert value == pytest.approx(1 + where)
        assert rate == pytest.approx(np.ones(11))


def test_between_rising_knots_the_slope_is_the_harmonic_mean() -> None:
    # Secants 1 and 3: 2 · 1 · 3/(1 + 3) = 1.5.
    _, rate = pchip(np.arange(3.0), np.array([0.0, 1.0, 4.0]))(np.array([1.0]))
    assert rate == pytest.approx([1.5])


def test_a_turning_point_is_flat() -> None:
    value, rate = pchip(np.arange(3.0), np.array([0.0, 2.0, 1.0]))(np.array([1.0]))
    assert (value[0], rate[0]) == pytest.approx((2.0, 0.0))


@pytest.mark.parametrize(
    ("values", "begin"),
    [
        ([0.0, 1.0, 4.0], 0.0),  # (3 · 1 − 3)/2
        ([0.0, 1.0, 1.5], 1.25),  # (3 · 1 − 0.5)/2
        ([0.0, 1.0, 6.0], 0.0),  # (3 · 1 − 5)/2 would fall
        ([0.0, 1.0, -4.0], 3.0),  # (3 · 1 + 5)/2 would be too steep
    ],
)
def test_the_end_slope_is_that_of_a_parabola_kept_monotone(
    values: list[float], begin: float
) -> None:
    _, rate = pchip(np.arange(3.0), np.array(values))(np.array([0.0]))
    assert rate == pytest.approx([begin])
