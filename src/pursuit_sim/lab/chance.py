"""What chance alone may do: Student's t, the tail of an F of four parameters, the normal curve."""

from __future__ import annotations

from math import erf, pi, sqrt

import numpy as np

from pursuit_sim.arrays import Floats

SIDE = 0.05  # of a distribution that lies beyond either end of its 90 % interval
NORMAL_90 = 1.6449  # standard deviations from the middle of a normal one to either end
_STEPS = 20001  # of the angle; quantiles are then good to 1e-5
_NORMAL_AT = np.linspace(-8.0, 8.0, 8001)  # beyond lies less than anybody would notice
_NORMAL_STEP = _NORMAL_AT[1] - _NORMAL_AT[0]
_NORMAL_BELOW = np.array([(1 + erf(each / sqrt(2))) / 2 for each in _NORMAL_AT.tolist()])
_NORMAL_RISES = np.diff(_NORMAL_BELOW, append=_NORMAL_BELOW[-1])  # to the next


def t_quantile(share: float, freedom: int) -> float:
    """The value of Student's t below which a share of its distribution lies.

    With t = √ν tan α the density is proportional to cos^(ν−1) α.

    Parameters
    ----------
    share : between 0 and 1
    freedom : ν, degrees of freedom, ≥ 1

    >>> round(t_quantile(0.95, 5), 3)
    2.015
    """
    angle = np.linspace(-pi / 2, pi / 2, _STEPS)
    density = np.clip(np.cos(angle), 0.0, None) ** (freedom - 1)
    below = np.concatenate([[0.0], np.cumsum(density[1:] + density[:-1])])
    return float(np.sqrt(freedom) * np.tan(np.interp(share * below[-1], below, angle)))


def f_tail_of_four(ratio: float, freedom: int) -> float:
    """How often chance makes four idle parameters seem as useful as that: P(F > ratio).

    F has 4 and ν degrees of freedom, for which the tail is a polynomial: with
    x = ν/(ν + 4 F) it is x^(ν/2) (1 + ν/2 (1 − x)).

    Parameters
    ----------
    ratio : F, ≥ 0
    freedom : ν, ≥ 1

    >>> round(f_tail_of_four(3.478, 10), 3)  # the tabled 5 % point
    0.05
    """
    x = freedom / (freedom + 4.0 * ratio)
    return float(x ** (freedom / 2) * (1.0 + freedom / 2 * (1.0 - x)))


def normal_below(values: Floats) -> Floats:
    """Share of a standard normal distribution below each value, to 1e-6.

    >>> normal_below(np.array([-1.6449, 0.0])).round(4).tolist()
    [0.05, 0.5]
    """
    # np.interp would search its place for each.
    at = np.clip((values - _NORMAL_AT[0]) / _NORMAL_STEP, 0, len(_NORMAL_AT) - 1)
    low = at.astype(np.intp)
    return np.asarray(_NORMAL_BELOW[low] + (at - low) * _NORMAL_RISES[low])
