"""Natural cubic splines: of all curves through given points the least bent.

Holladay (1957), doi 10.1090/S0025-5718-1957-0093894-6: they make ∫ y″² dx least. Written out
because scipy would treble the program's start-up time; the tests hold them to scipy's.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pursuit_sim.arrays import Floats


@dataclass(frozen=True, slots=True, eq=False)
class NaturalSpline:
    """Cubic pieces between knots, straight lines beyond them.

    Attributes
    ----------
    knots : (knot,) rising
    coefficients : (4, knot + 1) of 1, u, u², u³ with u the distance from the knot to the left;
        the first piece, left of all knots, counts from the first of them
    """

    knots: Floats
    coefficients: Floats

    def __call__(self, x: Floats) -> tuple[Floats, Floats]:
        """Value and first derivative at `x`."""
        piece = np.searchsorted(self.knots, x, side="right")
        c0, c1, c2, c3 = self.coefficients[:, piece]
        u = x - self.knots[np.maximum(piece - 1, 0)]
        return c0 + u * (c1 + u * (c2 + u * c3)), c1 + u * (2 * c2 + u * 3 * c3)


@dataclass(frozen=True, slots=True, eq=False)
class SplineSum:
    """What two splines come to.

    Attributes
    ----------
    first, second : the splines
    """

    first: Bend
    second: Bend

    def __call__(self, x: Floats) -> tuple[Floats, Floats]:
        """Value and first derivative at `x`."""
        (value, slope), (other, steeper) = self.first(x), self.second(x)
        return value + other, slope + steeper


Bend = NaturalSpline | SplineSum


def natural_spline(knots: Floats, values: Floats, slack: float = np.inf) -> NaturalSpline:
    """The spline through points, kept from swinging where they jump.

    Parameters
    ----------
    knots : (knot,) rising, at least two
    values : (knot,)
    slack : by how much a slope may leave what keeps a curve between its points
        (Fritsch & Carlson 1980, doi 10.1137/0717021: from nought to thrice the flatter of both
        secants, nought where they turn), and at an end the secant; the curve is then no longer
        the least bent
    """
    step = np.diff(knots)
    secant = np.diff(values) / step
    second = np.zeros_like(values)
    if len(knots) > 2:
        inner, _ = _system(step)
        second[1:-1] = np.linalg.solve(inner, np.diff(secant))
    slope = np.empty_like(values)
    slope[:-1] = secant - step * (2 * second[:-1] + second[1:]) / 6
    slope[-1] = secant[-1] + step[-1] * second[-2] / 6
    if len(knots) > 2:
        left, right = secant[:-1], secant[1:]
        for end in (0, -1):
            slope[end] = np.clip(slope[end], secant[end] - slack, secant[end] + slack)
        flat = 3 * np.sign(left) * np.minimum(np.abs(left), np.abs(right)) * (left * right > 0)
        slope[1:-1] = np.clip(
            slope[1:-1], np.minimum(flat, 0.0) - slack, np.maximum(flat, 0.0) + slack
        )
    return _through(knots, values, slope)


def unhurried_spline(knots: Floats, values: Floats) -> NaturalSpline:
    """A curve through points that is between two of them hardly steeper downwards than they are.

    At each knot it goes on as on the side that falls more, or rises less.

    Parameters
    ----------
    knots, values : as of `natural_spline`
    """
    secant = np.diff(values) / np.diff(knots)
    slope = np.minimum(np.append(secant, secant[-1]), np.append(secant[0], secant))
    return _through(knots, values, slope)


def smooth_step(begin: float, end: float, height: float) -> NaturalSpline:
    """A curve that is nought up to `begin` and `height` from `end` on."""
    return _through(np.array([begin, end]), np.array([0.0, height]), np.zeros(2))


def parted_step(places: Floats, heights: Floats) -> NaturalSpline:
    """As `smooth_step` from the first to the last of some places, each part as high as given.

    Where all are as high as that is there, it is the same curve; between two parts it is as
    steep as the flatter of both has it.

    Parameters
    ----------
    places : (place,) rising
    heights : (place - 1,) of the parts between them, none below nought
    """
    u = (places - places[0]) / (places[-1] - places[0])
    parts = np.diff(u * u * (3 - 2 * u))
    stretched = heights / parts
    flatter = np.minimum(stretched[:-1], stretched[1:])
    slope = np.zeros_like(places)
    slope[1:-1] = flatter * (6 * u * (1 - u))[1:-1] / (places[-1] - places[0])
    return _through(places, np.append(0.0, np.cumsum(heights)), slope)


def _through(knots: Floats, values: Floats, slope: Floats) -> NaturalSpline:
    """Cubic pieces by their values and slopes at the knots."""
    step = np.diff(knots)
    secant = np.diff(values) / step
    coefficients = np.zeros((4, len(knots) + 1))
    coefficients[0] = np.concatenate([values[:1], values])
    coefficients[1] = np.concatenate([slope[:1], slope])
    coefficients[2, 1:-1] = (3 * secant - 2 * slope[:-1] - slope[1:]) / step
    coefficients[3, 1:-1] = (slope[:-1] + slope[1:] - 2 * secant) / step**2
    return NaturalSpline(knots, coefficients)


def bending(knots: Floats) -> Floats:
    """(knot, knot) the matrix G of ∫ y″² dx = yᵀGy for the spline through (knots, y)."""
    count = len(knots)
    if count < 3:
        return np.zeros((count, count))
    inner, differences = _system(np.diff(knots))
    return np.asarray(differences.T @ np.linalg.solve(inner, differences))


def _system(step: Floats) -> tuple[Floats, Floats]:
    """Matrices A and Q of A y″ = Q y at the inner knots."""
    inner = np.arange(len(step) - 1)
    matrix = np.zeros((len(inner), len(inner)))
    matrix[inner, inner] = (step[:-1] + step[1:]) / 3
    matrix[inner[:-1], inner[1:]] = matrix[inner[1:], inner[:-1]] = step[1:-1] / 6
    differences = np.zeros((len(inner), len(step) + 1))
    differences[inner, inner] = 1 / step[:-1]
    differences[inner, inner + 1] = -1 / step[:-1] - 1 / step[1:]
    differences[inner, inner + 2] = 1 / step[1:]
    return matrix, differences
