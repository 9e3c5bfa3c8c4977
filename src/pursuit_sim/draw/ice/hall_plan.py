"""The hall in metres: outlines on the ice and above it, lines, cones and places of the crowd."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from pursuit_sim.draw.ice.rink import (
    CONE_STEP_M,
    INFIELD_M,
    INNER_EDGE_M,
    LANE_LINE_M,
    cone_places,
)
from pursuit_sim.track import OUTER_EDGE_M, PADS_INSIDE_M, Oval

Floats = NDArray[np.float64]

# Along the rings, in curves and on straights; a chord of a curve leaves its arc by 3 mm.
_CURVE_STEP_M, _STRAIGHT_STEP_M = 0.75, 3.0
_MIDDLE_M = -14.0  # lateral of the infield's lighter middle
_PADS_Z = 1.0  # height of the pads
_STANDS = (  # lateral and height of the edges of the tiers [m]
    (15.0, 2.2), (24.0, 6.5), (26.0, 8.2), (36.0, 13.5),
)  # fmt: skip
_LOW_TIER, _HIGH_TIER = _STANDS[0:2], _STANDS[2:4]
_DASH_M = 2.0  # as drawn from afar, dashes of one metre would shimmer
_CROWD_STEP_M = 5.0
_SCRATCHES, _SCRATCH_SEED = 900, 1998
_SCRATCH_M = 2.5


@dataclass(frozen=True, eq=False)
class HallPlan:
    """All of it.

    Attributes
    ----------
    rings : names of closed outlines on the ice and above it
    along : (ring, point, xyz) those
    bends : which of their points make them what they are: between the others all is straight
    dashes, timing : (line, end, xyz)
    cones : (cone, xyz)
    scratches : (line, end, xyz)
    crowd : (block, tier) anchors, flattened (block, xyz)
    """

    rings: tuple[str, ...]
    along: Floats
    bends: NDArray[np.intp]
    dashes: Floats
    timing: Floats
    cones: Floats
    scratches: Floats
    crowd: Floats


@lru_cache(maxsize=4)
def hall_plan(oval: Oval) -> HallPlan:
    """The hall about an oval."""
    half, arc = oval.straight_m / 2, math.pi * oval.line_radius_m
    curve = half + np.linspace(0.0, arc, round(arc / _CURVE_STEP_M) + 1)
    parts = round(oval.straight_m / _STRAIGHT_STEP_M)
    straight = half + arc + np.linspace(0.0, oval.straight_m, parts + 1)[1:-1]
    along = np.concatenate([curve, straight])
    bends = np.concatenate([np.arange(curve.size), along.size + np.arange(curve.size)])

    def ring(lateral_m: float, z: float = 0.0) -> Floats:
        return _raised(oval.xy(np.concatenate([along, along + oval.half_lap_m]), lateral_m), z)

    rings = {
        "pads": ring(PADS_INSIDE_M),
        "pads-top": ring(PADS_INSIDE_M, _PADS_Z),
        "outer": ring(OUTER_EDGE_M),
        "inner": ring(INNER_EDGE_M),
        "infield": ring(INFIELD_M),
        "middle": ring(_MIDDLE_M),
    }
    rings |= {f"stand-{i}": ring(*each) for i, each in enumerate(_STANDS)}
    count = round(oval.lap_m / (2 * _DASH_M))
    begin = np.arange(count) * (oval.lap_m / count)
    dash = begin[:, np.newaxis] + np.array([0.0, _DASH_M])
    across = np.array([INNER_EDGE_M, OUTER_EDGE_M])
    chance = np.random.default_rng(_SCRATCH_SEED)
    begins = chance.uniform(0.0, oval.lap_m, (_SCRATCHES, 1))
    marks = begins + np.array([0.0, _SCRATCH_M])
    blocks = np.arange(0.0, oval.lap_m, _CROWD_STEP_M)
    crowd = [
        _raised(oval.xy(blocks + 1.7 * i, (low[0] + high[0]) / 2), (low[1] + high[1]) / 2)
        for i, (low, high) in enumerate((_HIGH_TIER, _LOW_TIER))
    ]
    return HallPlan(
        rings=tuple(rings),
        along=np.stack(list(rings.values())),
        bends=bends,
        dashes=_raised(oval.xy(dash, LANE_LINE_M)),
        timing=_raised(oval.xy([[0.0], [oval.half_lap_m]], across)),
        cones=_raised(oval.xy(cone_places(oval, 2 * CONE_STEP_M), INNER_EDGE_M), 0.05),
        scratches=_raised(
            oval.xy(marks, chance.uniform(INFIELD_M + 0.3, OUTER_EDGE_M - 0.2, (_SCRATCHES, 1)))
        ),
        crowd=np.concatenate(crowd),
    )


def _raised(xy: Floats, z: float = 0.0) -> Floats:
    """Places on the ice, lifted to a height [m]; last axis 3."""
    return np.concatenate([xy, np.full((*xy.shape[:-1], 1), z)], axis=-1)
