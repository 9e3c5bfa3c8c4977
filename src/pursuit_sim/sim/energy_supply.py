"""What a skater can supply: an aerobic plateau, and a reserve that refills slowly."""

from __future__ import annotations

import numpy as np

from pursuit_sim.arrays import Floats


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


def reserve_after(left_j: Floats, change_j: Floats, anaerobic_j: Floats) -> Floats:
    """What is left of W′ [J] after a stretch of more, or of less, than the aerobic power (P15).

    What is spent counts joule by joule, whatever the power. What is saved refills the less the
    fuller the reserve: d(W′ − W)/dt = −(P_aer − P) (W′ − W)/W′, whose solution depends on the
    joules below the aerobic supply alone. Skiba et al. 2015, doi 10.1007/s00421-014-3050-3.

    Parameters
    ----------
    left_j : W before [J]
    change_j : aerobic supply less work [J], all of one sign within the stretch
    anaerobic_j : W′ [J]; shapes broadcast
    """
    spent = anaerobic_j - left_j - np.minimum(change_j, 0.0)
    return np.asarray(anaerobic_j - spent * np.exp(-np.maximum(change_j, 0.0) / anaerobic_j))
