"""Cameras: pure mappings from metres on the rink to pixels in a rectangle.

`Camera` is affine (centre, scale, turn). Drawing only uses `project`, `pixel`, `angle`,
`scale` and `radius_m`, so that another kind of camera can take its place.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike

from pursuit_sim.arrays import Floats
from pursuit_sim.draw.cameras.ice_point import ice_point
from pursuit_sim.draw.light_value import value
from pursuit_sim.track import PADS_INSIDE_M, PADS_M, Oval

Box = tuple[float, float, float, float]  # x, y, width, height [px]

SURROUND_M = PADS_INSIDE_M + PADS_M  # lateral of everything the overview shows

FOLLOW_WIDTH_M = 12.0  # of the ice that a follow camera shows across
FOLLOW_LATERAL_M = 0.85  # its centre lies outside the lap line: room for an exchange
HEADING_SPAN_M = 16.0  # the heading is averaged over this, so that curves are entered softly
_HEADING_SAMPLES = 9


@value
class Camera:
    """An affine camera.

    Attributes
    ----------
    box : the rectangle it fills (x, y, width, height) [px]
    centre : the place shown in the middle of the box [m]
    scale : pixels per metre
    turn : how far the world is turned counter-clockwise [rad]
    """

    box: Box
    centre: tuple[float, float]
    scale: float
    turn: float = 0.0

    def project(self, xy: ArrayLike) -> Floats:
        """Pixels of places on the ice; last axis ``(x, y)`` [m] → [px]."""
        cos, sin = self.scale * math.cos(self.turn), self.scale * math.sin(self.turn)
        matrix = np.array([[cos, -sin], [-sin, -cos]])
        return np.asarray(np.asarray(xy, dtype=np.float64) @ matrix + self.pixel(0.0, 0.0))

    def pixel(self, x: float, y: float) -> tuple[float, float]:
        """Pixel of one place [m] → [px]: `project` without arrays."""
        cos, sin = self.scale * math.cos(self.turn), self.scale * math.sin(self.turn)
        dx, dy = x - self.centre[0], y - self.centre[1]
        left, top, width, height = self.box
        return (
            left + width / 2 + cos * dx - sin * dy,
            top + height / 2 - sin * dx - cos * dy,
        )

    def angle(self, heading_rad: float) -> float:
        """Angle on the screen, clockwise from pointing right, of a heading on the ice."""
        return -(heading_rad + self.turn)

    def spot(
        self, oval: Oval, distance_m: float, lateral_m: float = 0.0
    ) -> tuple[float, float, float]:
        """Pixel, and angle on the screen of the lap line's heading, of a place on the track.

        Parameters
        ----------
        oval : the track
        distance_m : along the lap line from the finish line [m]
        lateral_m : outward from the lap line [m]
        """
        x, y, heading = ice_point(oval, distance_m, lateral_m)
        return (*self.pixel(x, y), self.angle(heading))

    def track(self, oval: Oval, distance_m: ArrayLike, lateral_m: ArrayLike) -> Floats:
        """Pixels of many places on the track [m], last axis ``(x, y)``."""
        return self.project(oval.xy(distance_m, lateral_m))

    @property
    def radius_m(self) -> float:
        """Half the diagonal of what it shows [m]."""
        return math.hypot(self.box[2], self.box[3]) / 2 / self.scale


def overview(
    oval: Oval,
    box: Box,
    zoom: float = 1.0,
    pan: tuple[float, float] = (0.0, 0.0),
    margin: float = 0.0,
) -> Camera:
    """The whole oval, north up, fitted into a rectangle.

    Parameters
    ----------
    oval : the track
    box : the rectangle [px]
    zoom : 1 fits the oval; more comes nearer
    pan : where the picture's centre lies, from the rink's [m]
    margin : left free around the oval [px]
    """
    width, height = box[2] - 2 * margin, box[3] - 2 * margin
    across = oval.line_radius_m + SURROUND_M
    scale = min(width / (oval.straight_m + 2 * across), height / (2 * across))
    return Camera(box, pan, scale * zoom)


def follow(
    oval: Oval,
    box: Box,
    distance_m: float,
    *,
    heading_right: bool = True,
    width_m: float = FOLLOW_WIDTH_M,
    lateral_m: float = FOLLOW_LATERAL_M,
    pan: tuple[float, float] = (0.0, 0.0),
) -> Camera:
    """A camera that rides along.

    Parameters
    ----------
    oval : the track
    box : the rectangle [px]
    distance_m : of the place it looks at, along the lap line from the finish line
    heading_right : the direction of travel points right; else north is up
    width_m : how much of the ice it shows across [m]
    lateral_m : how far outside the lap line it looks [m]
    pan : where it looks beside that, (right, up) on the screen [m]
    """
    turn = -soft_heading(oval, distance_m) if heading_right else 0.0
    x, y, _ = ice_point(oval, distance_m, lateral_m)
    cos, sin = math.cos(turn), math.sin(turn)
    right, up = pan
    centre = (x + right * cos + up * sin, y - right * sin + up * cos)
    return Camera(box, centre, box[2] / width_m, turn)


def soft_heading(oval: Oval, distance_m: float) -> float:
    """The lap line's heading [rad], averaged over `HEADING_SPAN_M`."""
    step = HEADING_SPAN_M / (_HEADING_SAMPLES - 1)
    first, last = distance_m - HEADING_SPAN_M / 2, distance_m + HEADING_SPAN_M / 2
    (_, _, before), (_, _, after) = ice_point(oval, first), ice_point(oval, last)
    if before == after:  # all of it on one straight
        return before
    return (
        sum(ice_point(oval, first + i * step)[2] for i in range(_HEADING_SAMPLES))
        / _HEADING_SAMPLES
    )
