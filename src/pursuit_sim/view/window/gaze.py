"""How near a camera is and how far aside it was moved, and how it glides there."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

ZOOM_STEP = 1.25  # of one key press or notch of the wheel
ZOOM_LEAST, ZOOM_MOST = 0.5, 12.0
FARTHEST_M = (100.0, 45.0)  # aside, (right, up): the rink is not lost
_EASE_S = 0.09  # [s] in which a change is done but for 1/e
_NEAR = 1e-3  # a zoom or a place [m] this near its aim has arrived

Place = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Gaze:
    """Where a camera is and where it is going; 1 and (0, 0) are as it comes.

    Attributes
    ----------
    zoom, pan : what is seen now; pan is (right, up) [m]
    to_zoom, to_pan : where that is going
    """

    zoom: float = 1.0
    pan: Place = (0.0, 0.0)
    to_zoom: float = 1.0
    to_pan: Place = (0.0, 0.0)

    def nearer(self, notches: float, least: float) -> Gaze:
        """Going nearer, or further away where negative, but not below the least zoom."""
        zoom = min(max(self.to_zoom * ZOOM_STEP**notches, least), ZOOM_MOST)
        whole = least >= 1.0 >= zoom  # the whole rink is in view: it goes to the middle
        return replace(self, to_zoom=zoom, to_pan=(0.0, 0.0) if whole else self.to_pan)

    def aside(self, right_m: float, up_m: float) -> Gaze:
        """Going aside [m]."""
        moved = zip(self.to_pan, (right_m, up_m), FARTHEST_M, strict=True)
        right, up = (min(max(old + step, -most), most) for old, step, most in moved)
        return replace(self, to_pan=(right, up))

    def dragged(self, right_m: float, up_m: float) -> Gaze:
        """Moved aside at once, by hand [m]."""
        moved = self.aside(right_m, up_m)
        return replace(moved, pan=moved.to_pan)

    def reset(self) -> Gaze:
        """Going back to how the camera comes."""
        return replace(self, to_zoom=1.0, to_pan=(0.0, 0.0))

    def arrived(self) -> Gaze:
        """Where it is going."""
        return replace(self, zoom=self.to_zoom, pan=self.to_pan)

    def eased(self, wall_s: float) -> Gaze:
        """A moment later [s]."""
        part = 1 - math.exp(-wall_s / _EASE_S)
        aim = (self.to_zoom, *self.to_pan)
        before = (self.zoom, *self.pan)
        now = [old + part * (new - old) for old, new in zip(before, aim, strict=True)]
        if all(abs(old - new) < _NEAR for old, new in zip(now, aim, strict=True)):
            return self.arrived()
        return replace(self, zoom=now[0], pan=(now[1], now[2]))
