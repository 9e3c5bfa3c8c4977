"""Monotone C1 interpolation through equally spaced points.

Fritsch & Butland (1984), doi 10.1137/0905021, with the three-point end slopes of
Moler's *Numerical Computing with MATLAB* §3.4. Written out because scipy would treble
the program's start-up time; the tests hold it to scipy's `PchipInterpolator`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Pchip:
    """Cubic pieces on knots ``0, step, 2 step, …``.

    Attributes
    ----------
    step : distance between knots
    coefficients : (4, piece) of 1, u, u², u³ with u the distance into the piece
    """

    step: float
    coefficients: Floats

    def __call__(self, x: Floats) -> tuple[Floats, Floats]:
        """Value and first derivative at `x`; the end pieces are continued outside."""
        piece = np.clip((x / self.step).astype(np.intp), 0, self.coefficients.shape[1] - 1)
        c0, c1, c2, c3 = self.coefficients[:, piece]
        u = x - piece * self.step
        return c0 + u * (c1 + u * (c2 + u * c3)), c1 + u * (2 * c2 + u * 3 * c3)


def pchip(step: float, values: Floats) -> Pchip:
    """The interpolant through ``(i · step, values[i])``; monotone where the values are.

    Parameters
    ----------
    step : distance between knots, positive
    values : (knot,) at least two
    """
    secant = np.diff(values) / step
    slope = np.empty_like(values)
    if len(secant) == 1:
        slope[:] = secant[0]
    else:
        left, right = secant[:-1], secant[1:]
        same = left * right > 0
        total = np.where(same, left + right, 1.0)
        slope[1:-1] = np.where(same, 2 * left * right / total, 0.0)
        slope[0] = _end_slope(secant[0], secant[1])
        slope[-1] = _end_slope(secant[-1], secant[-2])
    coefficients = np.stack(
        [
            values[:-1],
            slope[:-1],
            (3 * secant - 2 * slope[:-1] - slope[1:]) / step,
            (slope[:-1] + slope[1:] - 2 * secant) / step**2,
        ]
    )
    return Pchip(step, coefficients)


def _end_slope(nearest: float, next_one: float) -> float:
    """One-sided three-point slope, limited so that the end piece stays monotone."""
    slope = (3 * nearest - next_one) / 2
    if slope * nearest <= 0:
        return 0.0
    if nearest * next_one <= 0 and abs(slope) > 3 * abs(nearest):
        return 3 * nearest
    return float(slope)
