"""The rink, truthfully: bands, lines, cones and pads in metres, through a camera.

`whole` draws all of it once, for a layer; `ice` draws what a close camera sees of it.
Lateral offsets count outward from the lap line, as in `track`.
"""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np

from pursuit_sim.arrays import Floats
from pursuit_sim.draw.cameras.camera import Camera
from pursuit_sim.draw.look import contrast, theme
from pursuit_sim.draw.outline import points
from pursuit_sim.draw.shapes import Circle, Colour, Polygon, Polyline, Shape, Text
from pursuit_sim.track import (
    LANE_WIDTH_M,
    LAP_LINE_M,
    OUTER_EDGE_M,
    PADS_INSIDE_M,
    PADS_M,
    WARM_UP_WIDTH_M,
    Oval,
)

INNER_EDGE_M = -LAP_LINE_M  # lateral of the inner lane's inner edge
LANE_LINE_M = LANE_WIDTH_M - LAP_LINE_M  # of the line between the lanes
INFIELD_M = INNER_EDGE_M - WARM_UP_WIDTH_M  # of the warm-up lane's inner edge
PADS_OUTSIDE_M = PADS_INSIDE_M + PADS_M

_LEAST_TYPE = 7.0  # [px] smaller names of the lines are left out
LINE_M = 0.05  # ISU rule 203: painted lines are 0.05 m wide
FAR_LINE_M = 0.20  # as drawn in the overview, where they would vanish
TIMING_LINE_M = 0.10
DASH_M = (1.0, 1.0)
CONE_STEP_M = 1.0  # ISU rule 203: one metre apart at the ends of a curve
CONE_STEP_FAR_M = 4.0
CONE_RADIUS_M = 0.055
_RING_STEPS = 64  # points of half a curve's ring in the overview

_GRADIENT = 26  # steps of the soft light in the infield


def ring(oval: Oval, lateral_m: float) -> Floats:
    """(n, 2) closed ring at a lateral offset [m], curves finely divided."""
    half = oval.straight_m / 2
    arc = np.linspace(0.0, math.pi * oval.line_radius_m, 2 * _RING_STEPS)
    distance = np.concatenate([half + arc, oval.half_lap_m + half + arc])
    return oval.xy(distance, lateral_m)


def whole(oval: Oval, camera: Camera) -> tuple[Shape, ...]:
    """All of the rink, for a camera that sees all of it; to be cached in a layer."""

    def band(
        lateral: float, fill: Colour, stroke: Colour | None = None, width: float = 1.0
    ) -> Shape:
        return Polygon(points(camera.project(ring(oval, lateral))), fill, stroke, width)

    line = max(1.5, FAR_LINE_M * camera.scale)
    shapes: list[Shape] = [
        band(PADS_OUTSIDE_M, theme.PADS_DARK),
        band(PADS_OUTSIDE_M - 0.12 * PADS_M, theme.PADS),
        band(PADS_INSIDE_M + 0.25 * PADS_M, theme.PADS_DARK),
        band(PADS_INSIDE_M, theme.ICE_APRON),
        band(OUTER_EDGE_M, theme.ICE_OUTER, theme.LINE_BLUE, line),
        band(LANE_LINE_M, theme.ICE),
        band(INNER_EDGE_M, theme.ICE_WARM_UP, theme.LINE_RED, line),
    ]
    lane = points(camera.project(np.vstack([ring(oval, LANE_LINE_M), ring(oval, LANE_LINE_M)[:1]])))
    dash = max(6.0, 2 * camera.scale * DASH_M[0])
    shapes.append(Polyline(lane, theme.LINE_BLUE, line, (dash, 0.7 * dash)))
    shapes += _cones(oval, camera, CONE_STEP_FAR_M, max(1.6, CONE_RADIUS_M * camera.scale))
    shapes += _infield(oval, camera)
    shapes += timing_lines(oval, camera, max(2.5, TIMING_LINE_M * camera.scale * 2.2))
    size = 1.25 * camera.scale
    for distance, name in ((0.0, "FINISH"), (oval.half_lap_m, "CROSSING")):
        px, py = camera.project(oval.xy(distance, OUTER_EDGE_M - 1.1)).tolist()
        if size < _LEAST_TYPE:
            continue
        shapes.append(Text(px + 0.8 * size, py, name, size, theme.ON_ICE, "semibold"))
    return tuple(shapes)


def _cones(oval: Oval, camera: Camera, step_m: float, radius: float) -> list[Shape]:
    """Cones along the inner edge of both curves."""
    places = camera.project(oval.xy(cone_places(oval, step_m), INNER_EDGE_M))
    return [
        Circle((px, py), radius, theme.CONE, theme.CONE_EDGE, 0.6) for px, py in places.tolist()
    ]


@lru_cache(maxsize=8)
def cone_places(oval: Oval, step_m: float) -> Floats:
    """Distances of the cones [m]: evenly along both curves, none on the straights."""
    arc = math.pi * oval.line_radius_m
    each = oval.straight_m / 2 + np.linspace(0.0, arc, round(arc / step_m) + 1)
    return np.concatenate([each, each + oval.half_lap_m])


def timing_lines(oval: Oval, camera: Camera, width: float) -> list[Shape]:
    """The finish line, red, and the crossing line, black, across both lanes."""
    across = np.array([INNER_EDGE_M, OUTER_EDGE_M])
    ends = camera.project(oval.xy(np.array([[0.0], [oval.half_lap_m]]), across))
    return [
        Polyline(points(line), colour, width)
        for line, colour in zip(ends, (theme.LINE_RED, theme.LINE_BLACK), strict=True)
    ]


def _infield(oval: Oval, camera: Camera) -> list[Shape]:
    """The infield with a soft light in its middle."""
    shapes: list[Shape] = []
    radius = oval.inner_radius_m - WARM_UP_WIDTH_M
    for step in range(_GRADIENT):
        part = step / (_GRADIENT - 1)
        colour = contrast.mix(theme.INFIELD, theme.INFIELD_MIDDLE, part**1.5)
        edge = theme.ICE_EDGE if step == 0 else None
        outline = points(camera.project(ring(oval, INFIELD_M - 0.95 * radius * part)))
        shapes.append(Polygon(outline, colour, edge, 1.5))
    return shapes
