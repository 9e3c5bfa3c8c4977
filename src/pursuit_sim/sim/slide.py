"""A slide: a body on the ice goes straight on, braked by friction, and ends in the pads.

Exact in closed form. From speed v, friction μg alone takes the body v²/(2μg) far in v/(μg);
if the pads stand nearer they brake what is left of v, in its direction, at a rate of their own,
and then push back at right angles, as far as they gave.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from pursuit_sim.arrays import Floats
from pursuit_sim.sim.ease import eased, easing
from pursuit_sim.sim.forces import GRAVITY_MPS2
from pursuit_sim.track import FEET_M, PADS_INSIDE_M, Oval

PUSHED_BACK_S = 0.6  # [s] in which pads have their shape again; assumed
_MET_M = PADS_INSIDE_M - FEET_M  # lateral of a body whose feet are at the pads
_HALVINGS = 60  # of the way to the pads: below rounding


@dataclass(frozen=True)
class Slide:
    """Where whoever slides is when.

    Attributes
    ----------
    oval : the track
    start_m, lateral_m : where they fell: from the finish line, laps counted, and outward [m]
    heading_rad : direction in which they slide, counter-clockwise from +x
    speed_mps : with which they begin to
    ice_mps2, pads_mps2 : by which ice and pads brake them [m/s²]
    """

    oval: Oval
    start_m: float
    lateral_m: float
    heading_rad: float
    speed_mps: float
    ice_mps2: float
    pads_mps2: float

    @classmethod
    def fallen(
        cls, oval: Oval, start_m: float, lateral_m: float, sideways_mps: float, speed_mps: float,
        friction: float, pads_mps2: float,
    ) -> Slide:  # fmt: skip
        """The slide of whoever falls at a place: along the tangent of their path.

        Parameters
        ----------
        oval, start_m, lateral_m, speed_mps, pads_mps2 : as above
        sideways_mps : the part of their speed that is outward [m/s]
        friction : coefficient of a body on the ice
        """
        aside = math.asin(min(max(sideways_mps / speed_mps, -1.0), 1.0))
        heading = float(oval.heading(start_m)) - aside
        braking = friction * GRAVITY_MPS2
        return cls(oval, start_m, lateral_m, heading, speed_mps, braking, pads_mps2)

    @cached_property
    def ice_m(self) -> float:
        """How far they slide on the ice [m]: to the pads, or until they lie still."""
        rest = self.speed_mps**2 / (2 * self.ice_mps2)
        if self._lateral(rest) <= _MET_M:
            return rest
        near, far = 0.0, rest
        for _ in range(_HALVINGS):  # the pads enclose a convex place: they are met once
            middle = (near + far) / 2
            near, far = (near, middle) if self._lateral(middle) > _MET_M else (middle, far)
        return far

    @cached_property
    def pads_mps(self) -> float:
        """Speed with which they reach the pads [m/s]; 0 if they do not."""
        return math.sqrt(max(self.speed_mps**2 - 2 * self.ice_mps2 * self.ice_m, 0.0))

    @cached_property
    def duration_s(self) -> float:
        """Until they lie still [s]."""
        left = self.pads_mps
        back_s = PUSHED_BACK_S if left else 0.0
        return (self.speed_mps - left) / self.ice_mps2 + left / self.pads_mps2 + back_s

    def at(self, since_s: Floats) -> tuple[Floats, Floats, Floats]:
        """Distance from the finish line [m], lateral offset [m] and speed [m/s].

        Parameters
        ----------
        since_s : since they fell, ≥ 0 [s]; any shape, which is that of the three
        """
        left = self.pads_mps
        met = (self.speed_mps - left) / self.ice_mps2
        on_ice = np.minimum(since_s, met)
        held = np.minimum(since_s - on_ice, left / self.pads_mps2)
        way = self.speed_mps * on_ice - self.ice_mps2 * on_ice**2 / 2
        way += left * held - self.pads_mps2 * held**2 / 2
        speed = np.where(
            since_s < met, self.speed_mps - self.ice_mps2 * on_ice, left - self.pads_mps2 * held
        )
        distance, lateral = self._located(way)
        back = (since_s - met - left / self.pads_mps2) / PUSHED_BACK_S
        gave_m = np.maximum(lateral - _MET_M, 0.0)
        lateral = lateral - gave_m * eased(back)
        pushed = gave_m / PUSHED_BACK_S * easing(back)
        return distance, lateral, np.maximum(speed, 0.0) + pushed

    def _located(self, way_m: Floats) -> tuple[Floats, Floats]:
        """Distance, laps counted, and lateral offset after a way along the slide [m]."""
        begin = self.oval.xy(self.start_m, self.lateral_m)
        along = np.array([math.cos(self.heading_rad), math.sin(self.heading_rad)])
        place, lateral = self.oval.locate(begin + way_m[..., np.newaxis] * along)
        lap = self.oval.lap_m
        on = np.mod(place - self.start_m + lap / 2, lap) - lap / 2
        return self.start_m + on, lateral

    def _lateral(self, way_m: float) -> float:
        return float(self._located(np.array(way_m))[1])
