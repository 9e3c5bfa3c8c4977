"""One place on the ice without arrays: what frames ask for a few dozen times each."""

from __future__ import annotations

import math
from functools import lru_cache

from pursuit_sim.track import Oval


def ice_point(oval: Oval, distance_m: float, lateral_m: float = 0.0) -> tuple[float, float, float]:
    """X [m], y [m] and heading [rad] of a place: `Oval.xy` and `Oval.heading` of one point.

    Parameters
    ----------
    oval : the track
    distance_m : along the lap line from the finish line [m]
    lateral_m : outward from the lap line [m]
    """
    half_lap, half_straight, radius = _sizes(oval)
    halves = math.floor(distance_m / half_lap)
    along = distance_m - halves * half_lap
    arc = along - half_straight
    if arc <= 0.0:
        x, y, angle = along, -(radius + lateral_m), 0.0
    elif arc >= math.pi * radius:
        x, y, angle = half_straight - (arc - math.pi * radius), radius + lateral_m, math.pi
    else:
        angle = arc / radius
        x = half_straight + (radius + lateral_m) * math.sin(angle)
        y = -(radius + lateral_m) * math.cos(angle)
    if halves % 2:
        x, y = -x, -y
    return x, y, halves * math.pi + angle


@lru_cache(maxsize=8)
def _sizes(oval: Oval) -> tuple[float, float, float]:
    """Half a lap, half a straight, and the radius of the lap line [m]."""
    return oval.half_lap_m, oval.straight_m / 2, oval.line_radius_m
