"""The ice from close by: what a camera beside the skaters sees of the rink, every frame.

Everything lies still in metres, in order along the lap, so that what is in view is a
slice that only has to be projected.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import lru_cache, partial

import numpy as np

from pursuit_sim.arrays import Bools, Floats
from pursuit_sim.draw.cameras.camera import Camera
from pursuit_sim.draw.ice.rink import (
    CONE_RADIUS_M,
    CONE_STEP_M,
    DASH_M,
    INFIELD_M,
    INNER_EDGE_M,
    LANE_LINE_M,
    LINE_M,
    PADS_OUTSIDE_M,
    TIMING_LINE_M,
    cone_places,
    timing_lines,
)
from pursuit_sim.draw.look import theme
from pursuit_sim.draw.shapes import Circle, Part, Points, Polygon, Polyline, Rect, Shape, Symbol
from pursuit_sim.track import OUTER_EDGE_M, PADS_INSIDE_M, Oval

_BEYOND_M = 120.0  # how far the surround reaches in close views
_CONE: tuple[Part, ...] = (
    Circle((0.0, 0.0), 1.0, theme.CONE, theme.CONE_EDGE, 0.22),
    Circle((0.0, 0.0), 0.36, theme.WHITE),
)
_STRAIGHT_STEP_M = 6.0
_CURVE_STEP_M = 0.6  # a chord this long leaves its arc by 2 mm
_SCRATCHES = 1300
_SCRATCH_SEED = 1998  # any fixed number: the same ice every time
_SCRATCH_LENGTH_M = (1.0, 3.4)
_SCRATCH_POINTS = 3
_SCRATCH_M = 0.006  # wide as drawn
_SCRATCH_PIXELS = 40.0  # a metre; with fewer, scratches would be noise

# Laterals of the close view, inside to outside; before them comes the rink's axis. Then
# the bands between neighbours and the lines on them, by index.
_LATERALS = (
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
_BETWEEN_LINES = (0, 1)  # bands whose edges in view have lines on them
_LANE_LINE = 3
_INFIELD, _WARM_UP = 0, 1
_LEAST_LINE = 1.5  # lines are drawn no thinner [px]
_COVERING = 5.0  # lines this wide hide the edges of the bands under them [px]


@dataclass(frozen=True, eq=False)
class PeriodicPoints:
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

    def around(self, begin: float, end: float) -> Floats:
        """The same with the last before the stretch and the first beyond it.

        What is periodic begins at 0 m, and the stretch is shorter than a lap by a step.
        """
        offset = math.floor(begin / self.lap_m) * self.lap_m
        first = max(0, bisect_right(self.at_m, begin - offset) - 1)
        return self.places[first : bisect_left(self.at_m, end - offset) + 1]


@dataclass(frozen=True, eq=False)
class Ice:
    """All that close cameras see of the rink."""

    lines: PeriodicPoints
    dashes: PeriodicPoints
    cones: PeriodicPoints
    scratches: PeriodicPoints


def near(
    oval: Oval,
    camera: Camera,
    distance_m: float,
    *,
    detail: bool = True,
    plain: bool = True,
    reach_m: float | None = None,
) -> list[Shape]:
    """What a close camera sees of the rink.

    Parameters
    ----------
    oval : the track
    camera : looking at a place near `distance_m`
    distance_m : along the lap line from the finish line [m]
    reach_m : how far along the lap it sees from there [m]; by default as far as its
        picture reaches
    detail : with the warm-up lane toned
    plain : with plain ice under everything
    """
    reach = min(1.2 * camera.radius_m + 2.0 if reach_m is None else reach_m, oval.half_lap_m)
    begin, end = distance_m - reach, distance_m + reach
    ice = _ice(oval)
    stretch = ice.lines.around(begin, end)
    if _straight(oval, begin, end):
        stretch = stretch[[0, -1]]
    # Rounded, so that lines along an edge of the screen are seen to be so.
    places = np.round(camera.project(stretch), 3)
    lines = [[(px, py) for px, py in row] for row in places.swapaxes(0, 1).tolist()]
    x, y, width, height = camera.box
    (low_x, low_y), (high_x, high_y) = places.min(axis=0).T.tolist(), places.max(axis=0).T.tolist()

    def shown(first: int, last: int) -> bool:
        return bool(
            max(high_x[first], high_x[last]) >= x
            and min(low_x[first], low_x[last]) <= x + width
            and max(high_y[first], high_y[last]) >= y
            and min(low_y[first], low_y[last]) <= y + height
        )

    shapes: list[Shape] = [Rect(x, y, width, height, theme.ICE)] if plain else []
    for i, fill in _BANDS:
        if i == _INFIELD and reach >= oval.half_lap_m:
            shapes.append(Polygon(tuple(lines[i + 1]), fill))
        elif shown(i, i + 1) and (detail or i != _WARM_UP):
            edge = tuple(lines[i] + lines[i + 1][::-1])
            covered = i in _BETWEEN_LINES and LINE_M * camera.scale >= _COVERING
            shapes.append(Polygon(edge, fill, edge="covered" if covered else "smooth"))
    if camera.scale >= _SCRATCH_PIXELS:
        thin = max(1.0, _SCRATCH_M * camera.scale)
        marks = ice.scratches.between(begin - _SCRATCH_LENGTH_M[1], end)
        shapes += [Polyline(mark, theme.SCRATCH, thin) for mark in _seen(camera, marks)]
    for i, colour, wide in _LINES:
        if shown(i, i):
            shapes.append(Polyline(tuple(lines[i]), colour, max(_LEAST_LINE, wide * camera.scale)))
    if shown(_LANE_LINE, _LANE_LINE):
        shapes += _near_dashes(camera, ice.dashes.between(begin, end))
    nearest = round(distance_m / oval.half_lap_m)
    everywhere = reach >= oval.half_lap_m
    if everywhere or abs(nearest * oval.half_lap_m - distance_m) <= reach:
        across = timing_lines(oval, camera, max(3.0, TIMING_LINE_M * camera.scale))
        shapes += across if everywhere else [across[nearest % 2]]
    shapes += _near_cones(camera, ice.cones.between(begin, end))
    return shapes


@lru_cache(maxsize=4)
def _ice(oval: Oval) -> Ice:
    """The rink's lines, cones and scratches in metres, once."""

    def periodic(at: Floats, places: Floats) -> PeriodicPoints:
        return PeriodicPoints(
            [*at.tolist(), *(at + oval.lap_m).tolist()],
            np.concatenate([places, places]),
            oval.lap_m,
        )

    half, arc = oval.straight_m / 2, math.pi * oval.line_radius_m
    curve = half + np.linspace(0.0, arc, round(arc / _CURVE_STEP_M) + 1)
    # Straights need few points; not none, so that a stretch of one holds at least two.
    # An odd number, so that one of them is at the finish.
    between = np.linspace(-half, half, 2 * round(half / _STRAIGHT_STEP_M) + 1)[1:-1]
    once = np.concatenate([curve, between + oval.half_lap_m])
    along = np.sort(np.mod(np.concatenate([once, once + oval.half_lap_m]), oval.lap_m))
    laterals = (-oval.line_radius_m, *_LATERALS)
    lines = oval.xy(along[:, np.newaxis], np.array(laterals))
    count = round(oval.lap_m / sum(DASH_M))
    dash = np.arange(count, dtype=np.float64) * (oval.lap_m / count)
    dashes = oval.xy(dash[:, np.newaxis] + np.array([0.0, 0.5, 1.0]) * DASH_M[0], LANE_LINE_M)
    cones = cone_places(oval, CONE_STEP_M)
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
        lines=periodic(along, lines),
        dashes=periodic(dash, dashes),
        cones=periodic(cones, oval.xy(cones, INNER_EDGE_M)),
        scratches=periodic(begin, scratches),
    )


def _straight(oval: Oval, begin: float, end: float) -> bool:
    """Whether a stretch lies on one straight."""
    half = oval.straight_m / 2
    before = math.floor((begin + half) / oval.half_lap_m) * oval.half_lap_m
    return end <= before + half


def _seen(camera: Camera, places: Floats) -> list[Points]:
    """Pixels of lines of which the camera may see something."""
    if not len(places):
        return []
    pixels = camera.project(places)
    x, y, width, height = camera.box
    low, high = pixels.min(axis=1), pixels.max(axis=1)
    seen = (high >= (x, y)).all(axis=1) & (low <= (x + width, y + height)).all(axis=1)
    return [tuple(map(tuple, each)) for each in pixels[seen].tolist()]


def _near_dashes(camera: Camera, places: Floats) -> list[Shape]:
    """The line between the lanes."""
    if not len(places):
        return []
    pixels = camera.project(places)
    middle = pixels[:, 1]
    seen = _inside(camera, middle, DASH_M[0])
    step = pixels[seen, 2] - pixels[seen, 0]
    angle = np.arctan2(step[:, 1], step[:, 0])
    length = np.hypot(step[:, 0], step[:, 1]) / camera.scale
    wide = max(LINE_M, _LEAST_LINE / camera.scale)
    return [
        Symbol(("dash", *form), partial(_dash, *form), (px, py), turn, camera.scale, DASH_M[0])
        for (px, py), turn, form in zip(
            middle[seen].tolist(),
            angle.tolist(),
            ((round(each, 2), round(wide, 3)) for each in length.tolist()),
            strict=True,
        )
    ]


@lru_cache(maxsize=64)
def _dash(length: float, wide: float) -> tuple[Part, ...]:
    """One dash, along x about its middle [m]."""
    half, side = length / 2, wide / 2
    corners = ((-half, -side), (half, -side), (half, side), (-half, side))
    return (Polygon(corners, theme.LINE_BLUE),)


def _near_cones(camera: Camera, places: Floats) -> list[Shape]:
    if not len(places):
        return []
    pixels = camera.project(places)
    pixels = pixels[_inside(camera, pixels, 2 * CONE_RADIUS_M)]
    radius = max(2.0, CONE_RADIUS_M * camera.scale)
    return [
        Symbol(("cone",), lambda: _CONE, (px, py), 0.0, radius, 1.2) for px, py in pixels.tolist()
    ]


def _inside(camera: Camera, pixels: Floats, margin_m: float) -> Bools:
    """Which pixels lie in the camera's box, or within a margin of it."""
    x, y, width, height = camera.box
    margin = margin_m * camera.scale
    px, py = pixels[..., 0], pixels[..., 1]
    return np.asarray(
        (px >= x - margin)
        & (px <= x + width + margin)
        & (py >= y - margin)
        & (py <= y + height + margin)
    )
