"""The hall in metres: outlines on the ice and above it, lines, cones and places of the crowd."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from pursuit_sim.arrays import Floats
from pursuit_sim.draw.cameras.pinhole import Pinhole
from pursuit_sim.draw.ice.rink import (
    CONE_STEP_M,
    INFIELD_M,
    INNER_EDGE_M,
    LANE_LINE_M,
    TIMING_LINE_M,
    cone_places,
)
from pursuit_sim.track import OUTER_EDGE_M, PADS_INSIDE_M, Oval

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
    along : (ring, point, xyz) those, each with its first point once more at its end
    timing : (line, corner, xyz) outlines of the timing lines
    marks : (place, xyz) what is small, one after the other
    shapes : names of that and how its places lie: ends (line, end) of the lines between the lanes
        and of scratches, places of cones, of blocks of the crowd
    """

    rings: tuple[str, ...]
    along: Floats
    timing: Floats
    marks: Floats
    shapes: dict[str, tuple[int, ...]]

    def seen(self, eye: Pinhole) -> dict[str, tuple[Floats, Floats]]:
        """Pixels, last axis xy, and depths [m] of what is small, by name, each in its shape."""
        pixels, depths = eye.project(self.marks)
        found, begin = {}, 0
        for name, shape in self.shapes.items():
            end = begin + math.prod(shape)
            found[name] = pixels[begin:end].reshape(*shape, 2), depths[begin:end].reshape(shape)
            begin = end
        return found


@lru_cache(maxsize=4)
def hall_plan(oval: Oval) -> HallPlan:
    """The hall about an oval."""
    half, arc = oval.straight_m / 2, math.pi * oval.line_radius_m
    curve = half + np.linspace(0.0, arc, round(arc / _CURVE_STEP_M) + 1)
    parts = round(oval.straight_m / _STRAIGHT_STEP_M)
    straight = half + arc + np.linspace(0.0, oval.straight_m, parts + 1)[1:-1]
    along = np.concatenate([curve, straight])
    once = np.concatenate([along, along + oval.half_lap_m, along[:1]])

    def ring(lateral_m: float, z: float = 0.0) -> Floats:
        return _raised(oval.xy(once, lateral_m), z)

    rings = {
        "pads": ring(PADS_INSIDE_M),
        "pads-middle": ring(PADS_INSIDE_M, _PADS_Z / 2),
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
    scratched = begins + np.array([0.0, _SCRATCH_M])
    blocks = np.arange(0.0, oval.lap_m, _CROWD_STEP_M)
    crowd = [
        _raised(oval.xy(blocks + 1.7 * i, (low[0] + high[0]) / 2), (low[1] + high[1]) / 2)
        for i, (low, high) in enumerate((_HIGH_TIER, _LOW_TIER))
    ]
    marks = {
        "scratches": _raised(
            oval.xy(scratched, chance.uniform(INFIELD_M + 0.3, OUTER_EDGE_M - 0.2, (_SCRATCHES, 1)))
        ),
        "dashes": _raised(oval.xy(dash, LANE_LINE_M)),
        "cones": _raised(oval.xy(cone_places(oval, 2 * CONE_STEP_M), INNER_EDGE_M), 0.05),
        "crowd": np.concatenate(crowd),
    }
    timing = _raised(oval.xy([[0.0], [oval.half_lap_m]], across))
    return HallPlan(
        rings=tuple(rings),
        along=np.stack(list(rings.values())),
        timing=np.stack([_broad(line, 2 * TIMING_LINE_M) for line in timing]),
        marks=np.concatenate([each.reshape(-1, 3) for each in marks.values()]),
        shapes={name: each.shape[:-1] for name, each in marks.items()},
    )


def _broad(line: Floats, width_m: float) -> Floats:
    """The outline of a straight line of some width on the ice."""
    along = line[1] - line[0]
    aside = np.array([-along[1], along[0], 0.0]) / np.hypot(along[0], along[1]) * width_m / 2
    return np.array([line[0] + aside, line[1] + aside, line[1] - aside, line[0] - aside])


def _raised(xy: Floats, z: float = 0.0) -> Floats:
    """Places on the ice, lifted to a height [m]; last axis 3."""
    return np.concatenate([xy, np.full((*xy.shape[:-1], 1), z)], axis=-1)
