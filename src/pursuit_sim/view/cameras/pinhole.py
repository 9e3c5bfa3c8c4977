"""A pinhole camera: places in space [m] to pixels, nearer things larger.

Straight lines stay straight. Places behind the camera have no picture: outlines are cut
off at the near plane first.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike, NDArray

from pursuit_sim.view.cameras.camera import Box
from pursuit_sim.view.outline import needed

Floats = NDArray[np.float64]
NEAR_M = 0.6  # nothing nearer is drawn
_MARGIN = 40.0  # beyond the picture's edges, outlines go on by this much [px]


@dataclass(frozen=True)
class Pinhole:
    """A camera in space.

    Attributes
    ----------
    box : the rectangle it fills (x, y, width, height) [px]
    at : where it is (x, y, z) [m], z above the ice
    yaw : direction in which it looks, counter-clockwise from +x [rad]
    pitch : how far it looks down [rad]
    focal : pixels of a metre at a depth of one metre
    middle : the pixel of what it looks at
    """

    box: Box
    at: tuple[float, float, float]
    yaw: float
    pitch: float
    focal: float
    middle: tuple[float, float]

    @cached_property
    def axes(self) -> Floats:
        """Rows: right, down, and forward, as unit vectors in space."""
        cos, sin = math.cos(self.yaw), math.sin(self.yaw)
        level, dip = math.cos(self.pitch), math.sin(self.pitch)
        return np.array(
            [[sin, -cos, 0.0], [-dip * cos, -dip * sin, -level], [level * cos, level * sin, -dip]]
        )

    def seen(self, xyz: ArrayLike) -> Floats:
        """Right, down and depth [m] of places; last axis 3."""
        return np.asarray((np.asarray(xyz, dtype=np.float64) - self.at) @ self.axes.T)

    def pixels(self, seen: Floats) -> Floats:
        """Pixels of what `seen` gives, where the depth is positive."""
        flat = seen[..., :2] / seen[..., 2:] * self.focal
        return np.asarray(flat + self.middle)

    def project(self, xyz: ArrayLike) -> tuple[Floats, Floats]:
        """Pixels, last axis ``(x, y)``, and depths [m] of places before the camera."""
        seen = self.seen(xyz)
        return self.pixels(seen), seen[..., 2]

    def point(self, x: float, y: float, z: float = 0.0) -> tuple[float, float, float]:
        """Pixel and depth [m] of one place before the camera."""
        (px, py), depth = self.project((x, y, z))
        return float(px), float(py), float(depth)

    def outline(self, xyz: Floats) -> list[tuple[float, float]]:
        """Pixels of a closed outline, cut off at the near plane; empty if all is behind."""
        seen = self.seen(xyz)
        seen = cut(seen, seen[:, 2] - NEAR_M)
        return self.framed(self.pixels(seen)) if len(seen) else []

    def framed(self, outline: Floats) -> list[tuple[float, float]]:
        """A closed outline [px] without what lies far beyond the picture's edges."""
        left, top, width, height = self.box
        outline = outline[needed(outline)]
        for axis, sign, edge in (
            (0, 1, left), (0, -1, left + width), (1, 1, top), (1, -1, top + height),
        ):  # fmt: skip
            if len(outline):
                outline = cut(outline, sign * (outline[:, axis] - edge) + _MARGIN)
        return [(x, y) for x, y in outline.tolist()]

    @property
    def horizon(self) -> float:
        """Height of the horizon [px]."""
        return self.middle[1] - self.focal * math.tan(self.pitch)


def cut(outline: Floats, depth: Floats) -> Floats:
    """The part of a closed outline where a linear depth is not negative.

    One step of the algorithm of Sutherland and Hodgman.

    Parameters
    ----------
    outline : (corner, coordinate)
    depth : (corner,) of each corner, on the inside of a straight cut positive
    """
    inside = depth >= 0
    if inside.all():
        return outline
    if not inside.any():
        return outline[:0]
    crossed = np.flatnonzero(inside[np.arange(-1, inside.size - 1)] != inside)  # before these
    before, deep = outline[crossed - 1], depth[crossed - 1]
    share = deep / (deep - depth[crossed])
    crossing = before + share[:, np.newaxis] * (outline[crossed] - before)
    kept = np.flatnonzero(inside)
    order = np.concatenate([crossed - 0.5, kept])
    return np.concatenate([crossing, outline[kept]])[np.argsort(order)]
