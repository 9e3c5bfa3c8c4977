"""A rectangle of a picture."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import product
from typing import NamedTuple


class Box(NamedTuple):
    """A rectangle [px]."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """X of the right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Y of the lower edge."""
        return self.y + self.height

    @property
    def middle(self) -> tuple[float, float]:
        """The point in its middle."""
        return self.x + self.width / 2, self.y + self.height / 2

    def contains(self, x: float, y: float) -> bool:
        """Whether a point lies in it."""
        return self.x <= x <= self.right and self.y <= y <= self.bottom

    def grown(self, air: float) -> Box:
        """So much larger on every side."""
        return Box(self.x - air, self.y - air, self.width + 2 * air, self.height + 2 * air)

    def meets(self, other: Box) -> bool:
        """Whether two rectangles overlap."""
        return (
            self.x < other.right
            and other.x < self.right
            and self.y < other.bottom
            and other.y < self.bottom
        )


def free(wanted: Box, taken: Sequence[Box], within: Box) -> Box:
    """The nearest place that meets nothing, rather straight aside or up or down; or as wanted.

    Parameters
    ----------
    wanted : the rectangle where it would be best
    taken : what it must not meet
    within : where it stays
    """
    if not any(wanted.meets(each) for each in taken):
        return wanted
    x, y, width, height = wanted
    across = [place for each in taken for place in (each.right, each.x - width)]
    down = [place for each in taken for place in (each.bottom, each.y - height)]
    straight = [*((left, y) for left in across), *((x, top) for top in down)]
    for tried in (straight, product(across, down)):
        places = [
            place
            for place in (Box(left, top, width, height) for left, top in tried)
            if within.x <= place.x
            and within.y <= place.y
            and place.right <= within.right
            and place.bottom <= within.bottom
            and not any(place.meets(other) for other in taken)
        ]
        if places:
            return min(places, key=lambda place: math.dist(place[:2], (x, y)))
    return wanted
