"""How somebody beside a fallen skater keeps out of the slide: they brake or hurry, and steer.

Whoever has led and is dropping back outside the train is in the way of a slide out of a curve,
which reaches them within a second; to go round as those behind do is not enough.
"""

from __future__ import annotations

import numpy as np

from pursuit_sim.arrays import Floats
from pursuit_sim.sim.ease import eased, easing
from pursuit_sim.sim.swerve import REACTED_S, STEERED_S, TRIED_M

# Assumed, as nobody has measured it. 0.9 m in 0.9 s takes 6.7 m/s² at most, as much as to steer
# by it: skates set across the way; 0.4 m takes 3.0 m/s², a start's push.
_BRAKED_M, _HURRIED_M = 0.9, 0.4  # [m] back and ahead, at most, of where they would be
_STEP_M = 0.05  # [m] from one to the next that is tried
_LENGTH_M, _BREADTH_M = 0.63, 0.48  # [m] between middles, along and across: as close as bodies come
_BACK_S = 7.0  # [s] since the fall, when they are again where they would be
_LOOKED_S = 0.02  # [s] from one moment to the next that is looked at
_LITTLE = 1e-3  # [s] in the way that a metre out of theirs is worth


def dodged(
    since_s: Floats, distance_m: Floats, lateral_m: Floats, fallen: int
) -> tuple[Floats, Floats, Floats]:
    """Ways of those who would otherwise be where the fallen skater is.

    Of all they might do it is what leaves them in the way of anybody for the shortest, and of
    those the least. Who is in nobody's way keeps theirs.

    Parameters
    ----------
    since_s : (time,) since the fall, from 0 [s]
    distance_m, lateral_m : (time, skater) where they are, those behind gone round [m]
    fallen : who fell

    Returns
    -------
    distance [m], its rate beside what it was [m/s] and lateral offset [m], each (time, skater)
    """
    distance, lateral = distance_m.copy(), lateral_m.copy()
    rate = np.zeros_like(distance)
    fine = np.arange(0.0, _BACK_S, _LOOKED_S)
    share, slope = _share(since_s)
    part = _share(fine)[0]
    tried = np.arange(-_BRAKED_M, _HURRIED_M + _STEP_M / 2, _STEP_M)
    ways, asides = (each.ravel() for each in np.meshgrid(tried, [0.0, *np.unique(TRIED_M)]))
    for k in range(distance.shape[1]):
        far, out = (
            np.stack([np.interp(fine, since_s, each) for each in rows.T], axis=1)
            for rows in (distance, lateral)
        )
        if k == fallen or not _meeting_s(far, out, k, fallen):
            continue
        moved = np.multiply.outer(ways, part), np.multiply.outer(asides, part)
        others = [j for j in range(distance.shape[1]) if j != k]
        meets = np.sum([_meeting_s(far, out, k, j, *moved) for j in others], axis=0)
        best = int(np.argmin(meets + _LITTLE * np.hypot(ways, asides)))
        distance[:, k] += ways[best] * share
        rate[:, k] = ways[best] * slope
        lateral[:, k] += asides[best] * share
    return distance, rate, lateral


def _share(since_s: Floats) -> tuple[Floats, Floats]:
    """How much of a move is made, 0 … 1, and its rate [1/s], at times since the fall [s]."""
    begun = since_s - REACTED_S
    back_s = _BACK_S - REACTED_S - STEERED_S
    out, back = begun / STEERED_S, (begun - STEERED_S) / back_s
    return eased(out) - eased(back), easing(out) / STEERED_S - easing(back) / back_s


def _meeting_s(
    distance_m: Floats, lateral_m: Floats, one: int, other: int,
    ahead_m: float | Floats = 0.0, out_m: float | Floats = 0.0,
) -> Floats:  # fmt: skip
    """How long two are in the same place [s], for each move (..., time) of the one."""
    along = np.abs(distance_m[:, one] - distance_m[:, other] + ahead_m)
    aside = np.abs(lateral_m[:, one] - lateral_m[:, other] + out_m)
    return np.asarray(((along < _LENGTH_M) & (aside < _BREADTH_M)).sum(axis=-1) * _LOOKED_S)
