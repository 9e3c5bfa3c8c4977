"""How near a camera is and how far aside it was moved, and how it glides there."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from pursuit_sim.draw.scenes.view import ZoomLimits
from pursuit_sim.track import OUTER_EDGE_M, Oval

ZOOM_STEP = 1.25  # of one key press or notch of the wheel
_MOST_NOTCHES = 100.0  # at once: a factor of 5e9, from any end of a camera's range to the other
_EASE_S = 0.09  # [s] in which a change is done but for 1/e
_NEAR = 1e-3  # a zoom or a place [m] this near its aim has arrived
_KEPT_M, _KEPT = 0.5, 0.2  # of ice that stay in view, or so much of half the picture's height


@dataclass(frozen=True, slots=True)
class ZoomPan:
    """Where a camera is and where it is going; 1 and (0, 0) are as it comes.

    Attributes
    ----------
    zoom, pan : what is seen now; pan is (right, up) [m]
    to_zoom, to_pan : where that is going
    """

    zoom: float = 1.0
    pan: tuple[float, float] = (0.0, 0.0)
    to_zoom: float = 1.0
    to_pan: tuple[float, float] = (0.0, 0.0)

    @property
    def moved(self) -> bool:
        """Whether it goes anywhere but to how the camera comes."""
        return self.to_zoom != 1.0 or self.to_pan != (0.0, 0.0)

    def nearer(self, notches: float, reach: ZoomLimits) -> ZoomPan:
        """Going nearer, or further away where negative, as far as the camera can."""
        notches = min(max(notches, -_MOST_NOTCHES), _MOST_NOTCHES)
        zoom = min(max(self.to_zoom * ZOOM_STEP**notches, reach.least), reach.most)
        whole = reach.least >= 1.0 >= zoom  # the whole rink is in view: it goes to the middle
        return replace(self, to_zoom=zoom, to_pan=(0.0, 0.0) if whole else self.to_pan)

    def aside(self, right_m: float, up_m: float, reach: ZoomLimits) -> ZoomPan:
        """Going aside [m], as far as the camera can."""
        moved = zip(self.to_pan, (right_m, up_m), reach.aside_m, strict=True)
        right, up = (min(max(old + step, -most), most) for old, step, most in moved)
        return replace(self, to_pan=(right, up))

    def over_ice(self, oval: Oval, half_m: float) -> ZoomPan:
        """Going no farther from the lanes than so that some of them stay in view.

        Parameters
        ----------
        oval : the track, seen as a whole where the zoom_pan is 1 and (0, 0)
        half_m : from the picture's middle to its nearer edge, as seen once it has arrived [m]
        """
        x, y = self.to_pan
        bend = min(max(x, -oval.straight_m / 2), oval.straight_m / 2)
        away = math.hypot(x - bend, y)
        inner, outer = oval.line_radius_m, oval.line_radius_m + OUTER_EDGE_M
        reach = half_m - min(_KEPT_M, _KEPT * half_m)
        low, high = inner - reach, outer + reach
        if low <= away <= high:
            return self
        if away == 0.0:
            return replace(self, to_pan=(x, -low))  # nearest is either straight: the finish's
        part = min(max(away, low), high) / away
        return replace(self, to_pan=(bend + part * (x - bend), part * y))

    def at_once(self) -> ZoomPan:
        """Where it is moved by hand it is at once, and only its zoom glides."""
        return replace(self, pan=self.to_pan)

    def reset(self) -> ZoomPan:
        """Going back to how the camera comes."""
        return replace(self, to_zoom=1.0, to_pan=(0.0, 0.0))

    def arrived(self) -> ZoomPan:
        """Where it is going."""
        return replace(self, zoom=self.to_zoom, pan=self.to_pan)

    def eased(self, wall_s: float) -> ZoomPan:
        """A moment later [s]."""
        part = 1 - math.exp(-wall_s / _EASE_S)
        aim = (self.to_zoom, *self.to_pan)
        before = (self.zoom, *self.pan)
        now = [old + part * (new - old) for old, new in zip(before, aim, strict=True)]
        if all(abs(old - new) < _NEAR for old, new in zip(now, aim, strict=True)):
            return self.arrived()
        return replace(self, zoom=now[0], pan=(now[1], now[2]))
