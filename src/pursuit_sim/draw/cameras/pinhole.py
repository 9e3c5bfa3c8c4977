"""A pinhole camera: places in space [m] to pixels, nearer things larger.

Straight lines stay straight. Places behind the camera have no picture: outlines are cut
off at the near plane first.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike

from pursuit_sim.arrays import Bools, Floats
from pursuit_sim.draw.cameras.camera import Box
from pursuit_sim.draw.outline import needed

NEAR_M = 0.6  # nothing nearer is drawn
OFF = 0.2  # so far from its chord a point of an outline may be left out [px]
_MARGIN = 40.0  # beyond the picture's edges, outlines go on by this much at least [px]
_FAR = 400.0  # what goes on by more is cut off there [px]


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
        places = np.asarray(xyz, dtype=np.float64)
        # Turned round inside: numpy is slow along axes as short as the last one.
        turned = self.axes @ places.reshape(-1, 3).T
        turned -= (self.axes @ self.at)[:, np.newaxis]
        return np.asarray(turned.T.reshape(places.shape))

    def seen_at(self, x: float, y: float, z: float = 0.0) -> tuple[float, float, float]:
        """Right, down and depth [m] of one place."""
        a, b, c = x - self.at[0], y - self.at[1], z - self.at[2]
        right, down, depth = (i * a + j * b + k * c for i, j, k in self._rows)
        return right, down, depth

    @cached_property
    def _rows(self) -> list[list[float]]:
        return [list(map(float, row)) for row in self.axes]

    def pixels(self, seen: Floats) -> Floats:
        """Pixels of what `seen` gives, where the depth is positive."""
        right, down, depth = seen.reshape(-1, 3).T
        scale = self.focal / depth
        flat = np.empty((2, scale.size))
        for axis, away in enumerate((right, down)):
            np.multiply(away, scale, out=flat[axis])
            flat[axis] += self.middle[axis]
        return flat.T.reshape(*seen.shape[:-1], 2)

    def project(self, xyz: ArrayLike) -> tuple[Floats, Floats]:
        """Pixels, last axis ``(x, y)``, and depths [m] of places before the camera."""
        seen = self.seen(xyz)
        return self.pixels(seen), seen[..., 2]

    def point(self, x: float, y: float, z: float = 0.0) -> tuple[float, float, float]:
        """Pixel and depth [m] of one place before the camera."""
        right, down, depth = self.seen_at(x, y, z)
        scale = self.focal / depth
        return self.middle[0] + right * scale, self.middle[1] + down * scale, depth

    def outline(self, seen: Floats, *, away: float = OFF) -> list[tuple[float, float]]:
        """Pixels of a closed outline that `seen` gives, cut off at the near plane.

        Empty if all of it is behind. Points that lie `away` or less from their neighbours' chord
        are left out [px].
        """
        seen = cut(seen, seen[:, 2] - NEAR_M)
        pixels = self.pixels(seen)
        return self.framed(pixels[needed(pixels, away)])

    def framed(self, outline: Floats) -> list[tuple[float, float]]:
        """A closed outline [px] without what lies far beyond the picture's edges."""
        left, top, width, height = self.box
        if not len(outline):
            return []
        across, down = outline.T.tolist()
        whole = outline
        for axis, sign, edge, most in (
            (0, 1, left, min(across)), (0, -1, left + width, max(across)),
            (1, 1, top, min(down)), (1, -1, top + height, max(down)),
        ):  # fmt: skip
            if sign * (most - edge) < -_FAR and len(outline):
                outline = cut(outline, sign * (outline[:, axis] - edge) + _MARGIN)
        if outline is not whole:
            across, down = outline.T.tolist()
        return [*zip(across, down, strict=True)]

    def holds(self, pixels: Floats, margin: float = _MARGIN) -> Bools:
        """Whether pixels, last axis ``(x, y)``, are in the picture or at most this near it."""
        left, top, width, height = self.box
        x, y = pixels[..., 0], pixels[..., 1]
        across = (x > left - margin) & (x < left + width + margin)
        return np.asarray(across & (y > top - margin) & (y < top + height + margin))

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
    crossed = ((inside[1:] != inside[:-1]).nonzero()[0] + 1).tolist()  # before these
    if not crossed:
        return outline if inside[0] else outline[:0]
    if inside[0] != inside[-1]:
        crossed.append(0)
    parts: list[Floats] = []
    begin = 0  # of the run of corners that are kept, or are not
    for corner in crossed:
        if inside[corner - 1]:
            parts.append(outline[begin : corner or None])
        share = depth[corner - 1] / (depth[corner - 1] - depth[corner])
        before = outline[corner - 1]
        parts.append((before + share * (outline[corner] - before))[np.newaxis])
        begin = corner
    if begin and inside[-1]:
        parts.append(outline[begin:])
    return np.concatenate(parts)
