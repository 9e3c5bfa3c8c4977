"""A camera for which the oval is straightened: distance skated to the right, lateral down.

Two trains seen through strips with the same left end lie at the same place where they
have skated the same distance, each from its own line.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from pursuit_sim.arrays import Floats
from pursuit_sim.draw.light_value import value
from pursuit_sim.track import Oval


@value
class Strip:
    """A strip of straightened ice.

    Attributes
    ----------
    box : the rectangle it fills (x, y, width, height) [px]
    left_m : distance skated that lies at the left edge [m]
    scale : pixels per metre
    line_y : height of the lap line [px]
    own_m : distance of the team's own line from the finish line [m]
    """

    box: tuple[float, float, float, float]
    left_m: float
    scale: float
    line_y: float
    own_m: float

    def spot(
        self, _oval: Oval, distance_m: float, lateral_m: float = 0.0
    ) -> tuple[float, float, float]:
        """As `Camera.spot`: pixel and angle of a place; nothing turns here."""
        return self.x(distance_m - self.own_m), self.line_y + lateral_m * self.scale, 0.0

    def track(self, _oval: Oval, distance_m: ArrayLike, lateral_m: ArrayLike) -> Floats:
        """As `Camera.track`: pixels of many places, last axis ``(x, y)``."""
        x = self.box[0] + (np.asarray(distance_m) - self.own_m - self.left_m) * self.scale
        y = self.line_y + np.asarray(lateral_m) * self.scale
        return np.stack(np.broadcast_arrays(x, y), axis=-1)

    def x(self, skated_m: float) -> float:
        """Where a distance skated lies [px]."""
        return self.box[0] + (skated_m - self.left_m) * self.scale
