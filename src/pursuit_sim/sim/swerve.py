"""How those behind a fallen skater get round them: out of the lane a little, past, and back.

Whoever slides on the ice is braked by 1 m/s², so that team mates a metre behind reach them within
a second. In a curve the slide leaves the lane by itself, on a straight it does not.
"""

from __future__ import annotations

import numpy as np

from pursuit_sim.arrays import Floats
from pursuit_sim.sim.ease import eased

# Assumed, as nobody has measured it. 0.9 m in 0.9 s takes 6.7 m/s² sideways at most, which is
# what a curve of 26.5 m asks of everybody at 13.3 m/s.
REACTED_S = 0.2  # [s] until those behind steer: they see it from a metre, or have a hand on it
STEERED_S = 0.9  # [s] in which they are out of the way
_MOST_M = 0.9  # [m] by which they are, at most
_RETURNED_S = 2.0  # [s] in which they come back into line once they are past
# A body lies feet first about its middle, and skaters are drawn from their heads back.
_HEAD_M = 0.75  # [m] behind that middle begins what is in the way
_PAST_M = 1.9  # [m] ahead of it are those who have passed
_ROOM_M = 0.6  # [m] between the middles of whoever passes and of whoever lies there
# [m] ways round that are looked at, outward and inward, the least first; (tried, time, skater).
TRIED_M = np.array([side * way for way in np.linspace(0.0, _MOST_M, 10) for side in (1, -1)])[
    :, np.newaxis, np.newaxis
]
_LITTLE = 1e-3  # [m s] by which a way has to be better than one that is less of a way round


def swerved(since_s: Floats, distance_m: Floats, lateral_m: Floats, fallen: int) -> Floats:
    """Lateral offsets with which those behind do not skate through the one who fell [m].

    Both go the same way, by as little as is enough; if nothing is, by what leaves them in the
    way for the shortest. On a straight that is outward, where it leads into a curve inward,
    across the line of the lane. Distances stay as they are, and so does every time.

    Parameters
    ----------
    since_s : (time,) since the fall, from 0 [s]
    distance_m, lateral_m : (time, skater) where they are if nobody swerves [m]
    fallen : who fell

    Returns
    -------
    (time, skater)
    """
    ahead = distance_m - distance_m[:, [fallen]]
    behind = ahead[0] < 0
    share = behind * _way_round(since_s, ahead)
    beside = behind & (ahead > -_HEAD_M) & (ahead < _PAST_M)
    rows = np.flatnonzero(beside.any(axis=1))
    meets_s = beside[rows] * np.gradient(since_s)[rows, np.newaxis]
    apart = (lateral_m - lateral_m[:, [fallen]])[rows] + TRIED_M * share[rows]
    lacks = meets_s * np.maximum(_ROOM_M - np.abs(apart), 0.0)  # (tried, time, skater)
    cost = lacks.sum(axis=(1, 2)) + _LITTLE * np.arange(len(TRIED_M))
    return np.asarray(lateral_m + TRIED_M[np.argmin(cost), 0, 0] * share)


def _way_round(since_s: Floats, ahead_m: Floats) -> Floats:
    """(time, skater) share of their way out: from 0 to 1, and back once they are past."""
    rising = np.maximum.accumulate(ahead_m)
    past_s = [float(np.interp(_PAST_M, each, since_s)) for each in rising.T]
    since = since_s[:, np.newaxis]
    out, back = (since - REACTED_S) / STEERED_S, (since - np.array(past_s)) / _RETURNED_S
    return eased(out) * (1 - eased(back))
