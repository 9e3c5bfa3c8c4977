"""What a skater can supply: an aerobic plateau and a reserve that is spent once."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def aerobic_rise(time_s: Floats, delay_s: Floats, rise_s: Floats) -> Floats:
    """1 − e^(−(t − delay)/rise), 0 before: share of the plateau that flows (P8).

    Parameters
    ----------
    time_s : [s] from the gun
    delay_s, rise_s : 4 s and 10 s by default; shapes that broadcast
    """
    return np.asarray(-np.expm1(-np.maximum(time_s - delay_s, 0.0) / rise_s))


def aerobic_seconds(time_s: Floats, delay_s: Floats, rise_s: Floats) -> Floats:
    """Integral of `aerobic_rise` from the gun [s]: plateau × this is the aerobic work.

    Parameters
    ----------
    time_s : [s] from the gun, of a shape that broadcasts with the others
    delay_s, rise_s : delay and time constant of the rise [s]
    """
    since = np.maximum(time_s - delay_s, 0.0)
    return np.asarray(since + rise_s * np.expm1(-since / rise_s))


def at_altitude(
    aerobic_w: Floats, altitude_m: float | Floats, loss_per_km: float | Floats
) -> Floats:
    """P_aer (1 − a·h/1000) [W]: the plateau in thinner air (P9).

    Parameters
    ----------
    aerobic_w : at sea level [W]
    altitude_m : h [m], 0–2500; arrays broadcast
    loss_per_km : a [1/km], 3–7 %
    """
    return np.asarray(aerobic_w * (1 - loss_per_km * altitude_m / 1000))
