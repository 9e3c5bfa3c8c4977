"""How much of their own drag a skater feels, from where the three are.

The share is linear in four strengths, so that the places — which cost time to compute —
are worked out once and any number of strengths applied to them:

    φ = 1 − r₂·B₀ − r₃·B₁ − g·B₂ + s·B₃        (P4)

r₂, r₃ shelter of the second and third at 0.9 m, g the leader's gain at 0.8 m, s the
extra drag of one who is out of line; B the `basis`, from distances and lateral offsets.
"""

from __future__ import annotations

from itertools import combinations
from typing import NamedTuple

import numpy as np

from pursuit_sim.arrays import Floats
from pursuit_sim.scenario.physics import DraftingSet, Effort

STRENGTHS = 4
STRENGTH_SIGNS = (-1.0, -1.0, -1.0, 1.0)  # of r₂, r₃, g and s in P4
SHELTER_AT_M = 0.9  # spacing to which r₂ and r₃ belong (hand on hip)
SHELTER_SLOPE_PER_M = 0.25  # share of the shelter lost per metre (Elfmark et al., NTNU)
GAIN_AT_M = 0.8  # spacing to which g belongs (JISS 2024: best of 0.8–1.2 m)
GAIN_DECAY_M = 0.4  # the leader's gain is felt below about 1.2 m (JISS 2024)
WAKE_WIDTH_M = 0.26  # nothing is left 0.5 m to the side (Terra et al., TU Delft)
WAKE_FAR_M = 2.0  # beyond, the wake decays slowly (Terra et al.: 17 % at 11 m)
WAKE_DECAY_M = 11.7


class Shelter(NamedTuple):
    """Shelter of the second and of the third in line at 0.9 m."""

    second: float
    third: float


SHELTERS: dict[DraftingSet, Shelter] = {
    "wind-tunnel": Shelter(0.37, 0.46),  # Elfmark et al.; Yuda 2010; ±0.05
    # The weaker set that fits race times: φ = 0.97, 0.80, 0.77 at 1.2 m (`docs/models.md`),
    # 0.20 and 0.23 divided by 1 − 0.25 × 0.3.
    "race-effective": Shelter(0.216, 0.249),
}
EFFECTIVENESS: dict[DraftingSet, float] = {"wind-tunnel": 0.84, "race-effective": 0.95}


def strengths(effort: Effort) -> tuple[float, float, float, float]:
    """r₂, r₃, g and s of an effort [1]."""
    usual = SHELTERS[effort.drafting]
    second = usual.second if effort.shelter_second is None else effort.shelter_second
    third = usual.third if effort.shelter_third is None else effort.shelter_third
    return second, third, effort.leader_gain, effort.swung_out_drag


def effectiveness(effort: Effort) -> float:
    """κ of an effort when rotating [1]: its own, or that of its drafting set."""
    usual = EFFECTIVENESS[effort.drafting]
    return usual if effort.effectiveness is None else effort.effectiveness


def alignment(lateral_m: Floats) -> Floats:
    """exp(−(y/0.26 m)²): how much of a wake is left at a lateral distance (P5).

    1 in line, 0.02 at 0.5 m: "nothing at 0.5 m to the side" (Terra, Spoelstra,
    Sciacchitano). Shape as `lateral_m`.
    """
    return np.asarray(np.exp(-((lateral_m / WAKE_WIDTH_M) ** 2)))


def nearness(ahead_m: Floats) -> Floats:
    """Shelter at a distance, as a share of that at 0.9 m (P6). Shape as `ahead_m`.

    1 − 0.25 (d − 0.9) from 0.8 to 2 m (wind tunnel: 0.95 and 1.89 m), held below; then
    decaying with 11.7 m as on ice, joined at 2 m so that farther never shelters more.
    """
    near = np.clip(ahead_m, GAIN_AT_M, WAKE_FAR_M)
    far = np.maximum(ahead_m - WAKE_FAR_M, 0.0)
    return np.asarray(
        (1 - SHELTER_SLOPE_PER_M * (near - SHELTER_AT_M)) * np.exp(-far / WAKE_DECAY_M)
    )


def gain(behind_m: Floats) -> Floats:
    """Leader's gain at a spacing, as a share of that at 0.8 m (P7). Shape as `behind_m`."""
    return np.asarray(np.exp(-np.maximum(behind_m - GAIN_AT_M, 0.0) / GAIN_DECAY_M))


def basis(distance_m: Floats, lateral_m: Floats) -> Floats:
    """B₀ … B₃ of P4: how far each strength is felt.

    The second in line is sheltered by the nearest skater they are aligned with; the third
    by two. Whoever is sheltered by none gains from the one behind; whoever is aligned
    with none is out of line.

    Parameters
    ----------
    distance_m, lateral_m : (…, skater) [m], as drawn

    Returns
    -------
    (…, skater, 4)
    """
    count = distance_m.shape[-1]
    places, offsets = (
        [each[..., i].copy() for i in range(count)] for each in (distance_m, lateral_m)
    )
    wakes = {
        frozenset(pair): alignment(offsets[pair[1]] - offsets[pair[0]])
        for pair in combinations(range(count), 2)
    }
    result = np.empty((*distance_m.shape, STRENGTHS))
    for i in range(count):
        others = [j for j in range(count) if j != i]
        first, second = (places[j] - places[i] for j in others)  # how far ahead they are
        wake_first, wake_second = (wakes[frozenset((i, j))] for j in others)
        swap = (first > second) & (second > 0)  # `first` is to be the nearest ahead
        near = np.where(swap, second, first)
        far = np.where(swap, first, second)
        aligned_near = np.where(swap, wake_second, wake_first) * (near > 0)
        aligned_far = np.where(swap, wake_first, wake_second) * (far > 0)
        both = aligned_near * aligned_far
        close = nearness(near)
        open_nose = (1 - aligned_near) * (1 - aligned_far)
        followed = np.maximum(
            np.where(first <= 0, wake_first * gain(-first), 0.0),
            np.where(second <= 0, wake_second * gain(-second), 0.0),
        )
        result[..., i, 0] = (
            aligned_near * close + aligned_far * (1 - aligned_near) * nearness(far) - both * close
        )
        result[..., i, 1] = both * close
        result[..., i, 2] = open_nose * followed
        result[..., i, 3] = (1 - wake_first) * (1 - wake_second)
    return result


def drag_share(distance_m: Floats, lateral_m: Floats, effort: Effort) -> Floats:
    """φ of each skater (P4).

    Parameters
    ----------
    distance_m, lateral_m : (…, skater) [m]
    effort : holds the strengths

    Returns
    -------
    (…, skater) [1]; validated for spacings of 0.8–2 m at 11–15 m/s
    """
    return share(basis(distance_m, lateral_m), np.array(strengths(effort)))


def share(felt: Floats, strength: Floats) -> Floats:
    """φ from a basis (…, 4) and strengths (4,) (P4)."""
    return np.asarray(1 - felt[..., :3] @ strength[:3] + felt[..., 3] * strength[3])
