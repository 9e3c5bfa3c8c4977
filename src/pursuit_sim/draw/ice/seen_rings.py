"""Closed outlines of the hall as a camera sees them, worked out for all of them at once."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pursuit_sim.draw.cameras.pinhole import NEAR_M, Pinhole

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


class SeenRing(NamedTuple):
    """One of them, each array by its points.

    Attributes
    ----------
    places : (point, 3) right, down and depth [m]
    ahead : (point,) whether it is before the camera
    pixels : (point, xy) of those that are
    """

    places: Floats
    ahead: Flags
    pixels: Floats

    @property
    def closed(self) -> SeenRing:
        """The same with its first point once more at its end."""
        places, ahead, pixels = self
        return SeenRing(
            np.concatenate((places, places[:1])),
            np.concatenate((ahead, ahead[:1])),
            np.concatenate((pixels, pixels[:1])),
        )


def seen_rings(eye: Pinhole, along: Floats) -> list[SeenRing]:
    """Outlines (ring, point, xyz) [m] as a camera sees them."""
    places = eye.seen(along)
    ahead = places[..., 2] >= NEAR_M
    places_ahead = np.where(ahead[..., np.newaxis], places, 1.0)
    return [*map(SeenRing, places, ahead, eye.pixels(places_ahead))]
