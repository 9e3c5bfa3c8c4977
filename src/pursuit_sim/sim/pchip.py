"""Monotone C1 interpolation.

Fritsch & Butland (1984), doi 10.1137/0905021, with the three-point end slopes of
Moler's *Numerical Computing with MATLAB* §3.4. Written out because scipy would treble
the program's start-up time; the tests hold it to scipy's `PchipInterpolator`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pursuit_sim.arrays import Floats, Ints


@dataclass(frozen=True, slots=True, eq=False)
class Pchip:
    """Cubic pieces between knots.

    Attributes
    ----------
    knots : (piece + 1,) rising
    coefficients : (4, piece) of 1, u, u², u³ with u the distance into the piece
    """

    knots: Floats
    coefficients: Floats

    def piece(self, x: Floats) -> Ints:
        """Which piece `x` lies in; the end pieces are continued outside."""
        return np.searchsorted(self.knots[1:-1], x, side="right")

    def __call__(self, x: Floats) -> tuple[Floats, Floats]:
        """Value and first derivative at `x`."""
        piece = self.piece(x)
        c0, c1, c2, c3 = self.coefficients.take(piece, axis=1)
        u = x - self.knots.take(piece)
        return c0 + u * (c1 + u * (c2 + u * c3)), c1 + u * (2 * c2 + u * 3 * c3)


def pchip(knots: Floats, values: Floats) -> Pchip:
    """The interpolant through ``(knots[i], values[i])``; monotone where the values are.

    Parameters
    ----------
    knots : (knot,) rising, at least two
    values : (knot,)
    """
    step = np.diff(knots)
    secant = np.diff(values) / step
    slope = np.empty_like(values)
    if len(secant) == 1:
        slope[:] = secant[0]
    else:
        left, right = secant[:-1], secant[1:]
        same = left * right > 0
        # Harmonic means, in which the nearer of both secants counts more.
        near, far = step[:-1] + 2 * step[1:], 2 * step[:-1] + step[1:]
        total = np.where(same, far * left + near * right, 1.0)
        slope[1:-1] = np.where(same, (near + far) * left * right / total, 0.0)
        slope[0] = _end_slope(secant[0], secant[1], step[0] / (step[0] + step[1]))
        slope[-1] = _end_slope(secant[-1], secant[-2], step[-1] / (step[-1] + step[-2]))
    coefficients = np.stack(
        [
            values[:-1],
            slope[:-1],
            (3 * secant - 2 * slope[:-1] - slope[1:]) / step,
            (slope[:-1] + slope[1:] - 2 * secant) / step**2,
        ]
    )
    return Pchip(knots, coefficients)


def _end_slope(nearest: float, next_one: float, share: float) -> float:
    """One-sided three-point slope, limited so that the end piece stays monotone.

    Parameters
    ----------
    nearest, next_one : secants
    share : of the first step in both
    """
    slope = nearest + share * (nearest - next_one)
    if slope * nearest <= 0:
        return 0.0
    if nearest * next_one <= 0 and abs(slope) > 3 * abs(nearest):
        return 3 * nearest
    return float(slope)
