"""The rink, truthfully: bands, lines, cones and pads in metres, through a camera.

`whole` draws all of it once, for a layer; `near` draws what a close camera sees of it,
every frame. Lateral offsets count outward from the lap line, as in `track`.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from pursuit_sim.track import LANE_WIDTH_M, LAP_LINE_M, WARM_UP_WIDTH_M, Oval
from pursuit_sim.view import contrast, theme
from pursuit_sim.view.camera import APRON_M, OUTER_EDGE_M, PADS_M, Camera
from pursuit_sim.view.outline import points
from pursuit_sim.view.shapes import Circle, Colour, Polygon, Polyline, Rect, Shape, Symbol, Text

Floats = NDArray[np.float64]

INNER_EDGE_M = -LAP_LINE_M  # lateral of the inner lane's inner edge
LANE_LINE_M = LANE_WIDTH_M - LAP_LINE_M  # of the line between the lanes
INFIELD_M = INNER_EDGE_M - WARM_UP_WIDTH_M  # of the warm-up lane's inner edge
PADS_INSIDE_M = OUTER_EDGE_M + APRON_M
PADS_OUTSIDE_M = PADS_INSIDE_M + PADS_M
_BEYOND_M = 30.0  # how far surround and infield reach in close views

LINE_M = 0.05  # ISU rule 203: painted lines are 0.05 m wide
FAR_LINE_M = 0.20  # as drawn in the overview, where they would vanish
TIMING_LINE_M = 0.10
DASH_M = (1.0, 1.0)
CONE_STEP_M = 1.0  # ISU rule 203: one metre apart at the ends of a curve
CONE_STEP_FAR_M = 4.0
CONE_RADIUS_M = 0.055
_CONE: tuple[Shape, ...] = (
    Circle((0.0, 0.0), 1.0, theme.CONE, theme.CONE_EDGE, 0.22),
    Circle((0.0, 0.0), 0.36, theme.WHITE),
)
_STRAIGHT_STEP_M = 6.0
_CURVE_STEP_M = 0.6  # a chord this long leaves its arc by 2 mm
_RING_STEPS = 64  # points of half a curve's ring in the overview

_SCRATCHES = 1500
_SCRATCH_SEED = 1998  # any fixed number: the same ice every time
_SCRATCH_LENGTH_M = (1.2, 4.5)
_SCRATCH_POINTS = 5
_GRADIENT = 26  # steps of the soft light in the infield


def ring(oval: Oval, lateral_m: float) -> Floats:
    """(n, 2) closed ring at a lateral offset [m], curves finely divided."""
    half = oval.straight_m / 2
    arc = np.linspace(0.0, math.pi * oval.line_radius_m, 2 * _RING_STEPS)
    distance = np.concatenate([half + arc, oval.half_lap_m + half + arc])
    return oval.xy(distance, lateral_m)


def whole(oval: Oval, camera: Camera) -> tuple[Shape, ...]:
    """All of the rink, for a camera that sees all of it; to be cached in a layer."""

    def band(lateral: float, fill: Colour, stroke: Colour | None = None, width: float = 1.0) -> Shape:
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
    shapes += _timing_lines(oval, camera, max(2.5, TIMING_LINE_M * camera.scale * 2.2))
    size = max(9.0, 1.25 * camera.scale)
    for distance, name in ((0.0, "FINISH"), (oval.half_lap_m, "CROSSING")):
        px, py = camera.project(oval.xy(distance, OUTER_EDGE_M - 1.1)).tolist()
        shapes.append(Text(px + 0.8 * size, py, name, size, theme.ON_ICE, "semibold"))
    return tuple(shapes)


def near(oval: Oval, camera: Camera, distance_m: float, detail: bool = True) -> list[Shape]:
    """What a close camera sees of the rink.

    Parameters
    ----------
    oval : the track
    camera : looking at a place near `distance_m`
    distance_m : along the lap line from the finish line [m]
    detail : with scratches on all of the ice; else fewer
    """
    reach = min(1.2 * camera.radius_m + 2.0, oval.half_lap_m / 2)
    begin, end = distance_m - reach, distance_m + reach
    ice = _ice(oval)
    places = camera.project(ice.lines.between(begin - _STRAIGHT_STEP_M, end + _STRAIGHT_STEP_M))
    lines = [list(map(tuple, row)) for row in places.swapaxes(0, 1).tolist()]
    x, y, width, height = camera.box
    (low_x, low_y), (high_x, high_y) = places.min(axis=0).T.tolist(), places.max(axis=0).T.tolist()

    def shown(first: int, last: int) -> bool:
        return (
            max(high_x[first], high_x[last]) >= x
            and min(low_x[first], low_x[last]) <= x + width
            and max(high_y[first], high_y[last]) >= y
            and min(low_y[first], low_y[last]) <= y + height
        )

    shapes: list[Shape] = [Rect(x, y, width, height, theme.ICE)]
    for i, fill in _BANDS:
        if shown(i, i + 1):
            shapes.append(Polygon(tuple(lines[i] + lines[i + 1][::-1]), fill))
    marks = ice.scratches if detail else ice.fewer
    thin = max(1.0, 0.008 * camera.scale)
    shapes += [
        Polyline(tuple(map(tuple, mark)), theme.SCRATCH, thin)
        for mark in _seen(camera, marks.between(begin - _SCRATCH_LENGTH_M[1], end), 2.5)
    ]
    for i, colour, wide in _LINES:
        if shown(i, i):
            shapes.append(Polyline(tuple(lines[i]), colour, max(1.5, wide * camera.scale)))
    if shown(_LANE_LINE, _LANE_LINE):
        wide = max(1.5, LINE_M * camera.scale)
        shapes += [
            Polyline(tuple(map(tuple, dash)), theme.LINE_BLUE, wide)
            for dash in _seen(camera, ice.dashes.between(begin, end), DASH_M[0])
        ]
    nearest = round(distance_m / oval.half_lap_m)
    if abs(nearest * oval.half_lap_m - distance_m) <= reach:
        wide = max(3.0, TIMING_LINE_M * camera.scale)
        shapes.append(_timing_lines(oval, camera, wide)[nearest % 2])
    shapes += _near_cones(camera, ice.cones.between(begin, end))
    return shapes


# Laterals of the close view, inside to outside, and the bands between neighbours.
_LATERALS = (
    INFIELD_M - _BEYOND_M * 0.7,
    INFIELD_M,
    INNER_EDGE_M,
    LANE_LINE_M,
    OUTER_EDGE_M,
    PADS_INSIDE_M,
    PADS_INSIDE_M + 0.3,
    PADS_OUTSIDE_M,
    PADS_OUTSIDE_M + _BEYOND_M,
)
_BANDS = (
    (0, theme.INFIELD),
    (1, theme.ICE_WARM_UP),
    (3, theme.ICE_OUTER),
    (4, theme.ICE_APRON),
    (5, theme.PADS_DARK),
    (6, theme.PADS),
    (7, theme.PADS_BEYOND),
)
_LINES = (
    (1, theme.ICE_EDGE, 0.06),
    (2, theme.LINE_RED, LINE_M),
    (4, theme.LINE_BLUE, LINE_M),
)
_LANE_LINE = 3


@dataclass(frozen=True, eq=False)
class Strewn:
    """Things fixed to the ice, in order along two laps, so that any stretch is a slice.

    Attributes
    ----------
    at_m : where each begins along the lap line [m], rising
    places : (thing, …, xy) [m]
    lap_m : length of a lap [m]
    """

    at_m: list[float]
    places: Floats
    lap_m: float

    def between(self, begin: float, end: float) -> Floats:
        """The places of those that begin in a stretch no longer than a lap."""
        offset = math.floor(begin / self.lap_m) * self.lap_m
        first = bisect_left(self.at_m, begin - offset)
        return self.places[first : bisect_left(self.at_m, end - offset)]


@dataclass(frozen=True, eq=False)
class Ice:
    """All that close cameras see of the rink."""

    lines: Strewn
    dashes: Strewn
    cones: Strewn
    scratches: Strewn
    fewer: Strewn


@lru_cache(maxsize=4)
def _ice(oval: Oval) -> Ice:
    """The rink's lines, cones and scratches in metres, once."""

    def strewn(at: Floats, places: Floats) -> Strewn:
        return Strewn([*at.tolist(), *(at + oval.lap_m).tolist()], np.concatenate([places, places]), oval.lap_m)

    half, arc = oval.straight_m / 2, math.pi * oval.line_radius_m
    curve = half + np.linspace(0.0, arc, round(arc / _CURVE_STEP_M) + 1)
    # Straights need few points; not none, so that a stretch of one holds at least two.
    between = np.linspace(-half, half, round(2 * half / _STRAIGHT_STEP_M) + 1)[1:-1]
    once = np.concatenate([curve, between + oval.half_lap_m])
    along = np.sort(np.mod(np.concatenate([once, once + oval.half_lap_m]), oval.lap_m))
    lines = oval.xy(along[:, np.newaxis], np.array(_LATERALS))
    count = round(oval.lap_m / sum(DASH_M))
    dash = np.arange(count) * (oval.lap_m / count)
    dashes = oval.xy(dash[:, np.newaxis] + np.array([0.0, 0.5, 1.0]) * DASH_M[0], LANE_LINE_M)
    cones = _cone_places(oval, CONE_STEP_M)
    chance = np.random.default_rng(_SCRATCH_SEED)
    begin = np.sort(chance.uniform(0.0, oval.lap_m, _SCRATCHES))
    length = chance.uniform(*_SCRATCH_LENGTH_M, _SCRATCHES)
    lateral = chance.uniform(INFIELD_M + 0.3, OUTER_EDGE_M - 0.2, _SCRATCHES)
    drift = chance.normal(0.0, 0.02, _SCRATCHES)
    part = np.linspace(0.0, 1.0, _SCRATCH_POINTS)
    scratches = oval.xy(
        begin[:, np.newaxis] + length[:, np.newaxis] * part,
        lateral[:, np.newaxis] + (drift * length)[:, np.newaxis] * part,
    )
    return Ice(
        lines=strewn(along, lines),
        dashes=strewn(dash, dashes),
        cones=strewn(cones, oval.xy(cones, INNER_EDGE_M)),
        scratches=strewn(begin, scratches),
        fewer=strewn(begin[::2], scratches[::2]),
    )


def _seen(camera: Camera, places: Floats, margin_m: float) -> list[list[list[float]]]:
    """Pixels of short lines whose middle lies in the camera's box, or near it."""
    if not len(places):
        return []
    pixels = camera.project(places)
    middle = pixels[:, pixels.shape[1] // 2]
    found: list[list[list[float]]] = pixels[_inside(camera, middle, margin_m)].tolist()
    return found


def _cones(oval: Oval, camera: Camera, step_m: float, radius: float) -> list[Shape]:
    """Cones along the inner edge of both curves."""
    places = camera.project(oval.xy(_cone_places(oval, step_m), INNER_EDGE_M))
    return [Circle((px, py), radius, theme.CONE, theme.CONE_EDGE, 0.6) for px, py in places.tolist()]


def _near_cones(camera: Camera, places: Floats) -> list[Shape]:
    if not len(places):
        return []
    pixels = camera.project(places)
    pixels = pixels[_inside(camera, pixels, 2 * CONE_RADIUS_M)]
    radius = max(2.0, CONE_RADIUS_M * camera.scale)
    return [
        Symbol(("cone",), _CONE, (px, py), 0.0, radius, 1.2) for px, py in pixels.tolist()
    ]


@lru_cache(maxsize=8)
def _cone_places(oval: Oval, step_m: float) -> Floats:
    """Distances of the cones [m]: evenly along both curves, none on the straights."""
    arc = math.pi * oval.line_radius_m
    each = oval.straight_m / 2 + np.linspace(0.0, arc, round(arc / step_m) + 1)
    return np.concatenate([each, each + oval.half_lap_m])


def _timing_lines(oval: Oval, camera: Camera, width: float) -> list[Shape]:
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


def _inside(camera: Camera, pixels: Floats, margin_m: float) -> NDArray[np.bool_]:
    """Which pixels lie in the camera's box, or within a margin of it."""
    x, y, width, height = camera.box
    margin = margin_m * camera.scale
    px, py = pixels[..., 0], pixels[..., 1]
    return np.asarray(
        (px >= x - margin) & (px <= x + width + margin)
        & (py >= y - margin) & (py <= y + height + margin)
    )
