"""Roots by secants, on functions whose roots are known and against Brent's method."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.optimize import brentq

from pursuit_sim.sim.secant import roots

Floats = NDArray[np.float64]


def test_each_case_finds_its_own_root() -> None:
    """c − x³ is nought at the cube root of c."""
    cubes = np.array([8.0, 27.0, 1000.0])
    end = roots(lambda x: ((cubes - x**3)[np.newaxis], None), np.full(3, 4.0), lambda _: -48, 1e-9)
    assert end.at == pytest.approx([2.0, 3.0, 10.0], abs=1e-11)
    assert end.found.all()


@given(st.floats(0.05, 20.0), st.floats(0.1, 5.0), st.floats(0.5, 3.0))
def test_it_agrees_with_brents_method(load: float, bend: float, guess: float) -> None:
    """ln and a power: no closed form."""

    def value(x: float) -> float:
        return float(load - np.log(x) - bend * x**0.7)

    end = roots(
        lambda x: (np.array([[value(each) for each in x]]), None),
        np.array([guess]),
        lambda _: -1.0,
        1e-10,
        largest_step=lambda _: 1.0,
        logarithmic=True,
    )
    assert end.at[0] == pytest.approx(brentq(value, 1e-9, 1e12, xtol=1e-12), rel=1e-8)


def test_what_is_told_besides_is_followed() -> None:
    """The second row is 5 x, so that its slope is 5; what else came of it is the last."""

    def evaluate(x: Floats) -> tuple[Floats, Floats]:
        return np.stack([2 - x, 5 * x]), x

    end = roots(evaluate, np.array([2.0]), lambda _: [[-1.0], [0.0]], 1e-9, least_steps=1)
    assert end.slopes[1] == 0.0  # the guess is the root: nothing moved
    end = roots(evaluate, np.array([0.5]), lambda _: [[-1.0], [0.0]], 1e-9)
    assert end.slopes[:, 0] == pytest.approx([-1.0, 5.0])
    assert end.further == pytest.approx([2.0])


def test_a_place_without_a_value_is_left() -> None:
    """1/x − 4 has values for x > 0 only: the guess is raised, a step to −1 is halved."""

    def evaluate(x: Floats) -> tuple[Floats, None]:
        return np.where(x > 0, 1 / np.where(x > 0, x, 1.0) - 4, np.nan)[np.newaxis], None

    end = roots(evaluate, np.array([-2.5, 1.0]), lambda _: -1.5, 1e-12, lift=1.0)
    assert end.at == pytest.approx([0.25, 0.25])


def test_no_step_is_longer_than_allowed() -> None:
    seen: list[float] = []

    def evaluate(x: Floats) -> tuple[Floats, None]:
        seen.append(float(x[0]))
        return 100 - x[np.newaxis], None

    roots(evaluate, np.array([1.0]), lambda _: -1.0, 1e-9, largest_step=lambda x: x)
    assert seen == [1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0, 100.0]


def test_where_there_is_no_root_none_is_told() -> None:
    end = roots(lambda x: (1 + np.exp(-x)[np.newaxis], None), np.ones(1), lambda _: -1.0, 1e-9)
    assert not end.found.any()
