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

from pursuit_sim.view.camera import Box

Floats = NDArray[np.float64]
NEAR_M = 0.6  # nothing nearer is drawn
FAR_M = 25.0  # beyond, outlines are drawn more coarsely


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
        # Far away every other corner is enough.
        keep = seen[:, 2] < FAR_M
        keep[::2] = True
        seen = seen[keep]
        deep = seen[:, 2] - NEAR_M
        inside = deep >= 0
        if not inside.all():
            after, deeper = np.roll(seen, -1, axis=0), np.roll(deep, -1)
            crossed = inside != (deeper >= 0)
            share = deep / np.where(crossed, deep - deeper, 1.0)
            cut = seen + share[:, np.newaxis] * (after - seen)
            both = np.stack([seen, cut], axis=1)
            seen = both[np.stack([inside, crossed], axis=1)]
        return [(x, y) for x, y in self.pixels(seen).tolist()]

    @property
    def horizon(self) -> float:
        """Height of the horizon [px]."""
        return self.middle[1] - self.focal * math.tan(self.pitch)
