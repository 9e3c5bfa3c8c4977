"""Closed outlines of the hall as a camera sees them, worked out for all of them at once."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from pursuit_sim.arrays import Bools, Floats, Ints
from pursuit_sim.draw.cameras.pinhole import NEAR_M, Pinhole, cut
from pursuit_sim.draw.outline import bending, needed_of


class SeenRing(NamedTuple):
    """One of them, each array by its points.

    Attributes
    ----------
    places : (point, 3) right, down and depth [m]
    ahead : (point,) whether it is before the camera
    pixels : (point, xy) of those that are
    bent : (point,) their `bending`
    """

    places: Floats
    ahead: Bools
    pixels: Floats
    bent: Floats

    def line(self, points: Ints | slice, away: float) -> Floats:
        """Pixels of a line through some points that follow each other and are before the camera.

        Those that lie `away` or less from their neighbours' chord are left out [px].
        """
        return self.pixels[points][needed_of(self.bent[points], away)]

    def outline(self, eye: Pinhole, away: float) -> Floats:
        """Pixels of all of it, cut off at the near plane; `away` as for `line`."""
        wanted, ahead = needed_of(self.bent, away), self.ahead
        if ahead.all():
            return self.pixels[wanted]
        crossing = ahead[1:] != ahead[:-1]
        wanted &= ahead
        wanted[1:] |= crossing
        wanted[:-1] |= crossing
        if not wanted.any():
            return self.pixels[:0]
        places = self.places[wanted]
        return eye.pixels(cut(places, places[:, 2] - NEAR_M))


def seen_rings(eye: Pinhole, along: Floats) -> list[SeenRing]:
    """Outlines (ring, point, xyz) [m], which end where they begin, as a camera sees them."""
    places = eye.seen(along)
    ahead = places[..., 2] >= NEAR_M
    pixels = eye.pixels(np.where(ahead[..., np.newaxis], places, 1.0))
    return [*map(SeenRing, places, ahead, pixels, bending(pixels))]
