"""The 400 m oval: places on the ice from distance and lateral offset, and back.

Coordinates are metres with the origin at the rink's centre, x along the straights
and y up. Skating is counter-clockwise. The *lap line* is the measured line of the
inner lane, 0.5 m outside the lane's inner edge; team pursuit is skated on it, so a
lap is 387.36 m, not 400 m. Distances run along the lap line from the finish line,
which crosses the middle of the lower straight; the crossing line is half a lap on.
Lateral offsets are positive outward (to a skater's right).

Source: ISU Special Regulations, rules 203 and 205 (two straights, two 180° curves
of radius 25–26 m to the inner edge of the inner lane, lanes 4 m wide, line measured
0.5 m out, 0.07 m added by the lane crossing).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from pursuit_sim.arrays import Floats

Side = Literal["finish", "crossing"]

NOMINAL_LAP_M = 400.0  # ISU rule 203, a lap with one change of lanes
LAP_LINE_M = 0.5  # from the lane's inner edge to the measured line
LANE_WIDTH_M = 4.0
CROSSING_EXTRA_M = 0.07  # what the diagonal of a lane change adds to a lap
WARM_UP_WIDTH_M = 4.0  # warm-up lane inside the inner lane (ISU: at least 4 m)
OUTER_EDGE_M = 2 * LANE_WIDTH_M - LAP_LINE_M  # lateral of the outer lane's outer edge
APRON_M = 0.7  # ice beyond it, up to the pads; assumed, halls differ
PADS_M = 1.1  # thickness of the pads as drawn; real ones are 0.5–1 m
PADS_INSIDE_M = OUTER_EDGE_M + APRON_M  # lateral at which the pads stand, all around
FEET_M = 0.6  # of the middle of a body that slides, what meets the pads first
LAP_LENGTH_M = (
    NOMINAL_LAP_M - CROSSING_EXTRA_M - math.pi * LANE_WIDTH_M
)  # 387.36 m for every radius


@dataclass(frozen=True, slots=True)
class Oval:
    """A 400 m oval.

    Parameters
    ----------
    inner_radius_m : radius of the inner lane's inner edge [m], 25 to 26
    """

    inner_radius_m: float = 26.0

    def __post_init__(self) -> None:
        if not 25.0 <= self.inner_radius_m <= 26.0:
            raise ValueError(f"inner radius {self.inner_radius_m} m is outside 25–26 m")

    @property
    def line_radius_m(self) -> float:
        """Radius of the lap line in the curves [m]."""
        return self.inner_radius_m + LAP_LINE_M

    @property
    def straight_m(self) -> float:
        """Length of a straight [m]: what the curves leave of the lap."""
        return LAP_LENGTH_M / 2 - math.pi * self.line_radius_m

    @property
    def lap_m(self) -> float:
        """Length of a lap on the lap line [m]; the same for every radius."""
        return LAP_LENGTH_M

    @property
    def half_lap_m(self) -> float:
        """Half a lap [m]: from one timing line to the next, and between the two starts."""
        return LAP_LENGTH_M / 2

    def start_m(self, side: Side) -> float:
        """Distance of a side's own line from the finish line [m]."""
        return 0.0 if side == "finish" else self.half_lap_m

    def curve_entry_m(self, half_lap: int) -> float:
        """Distance from a team's own line to the entry of its n-th curve [m], n from 0."""
        return self.straight_m / 2 + half_lap * self.half_lap_m

    def heading(self, distance_m: ArrayLike) -> Floats:
        """Direction of travel [rad], counter-clockwise from +x, growing with each lap.

        Shape as `distance_m`.
        """
        lap_half, along = self._half(distance_m)
        angle = np.clip(along - self.straight_m / 2, 0.0, math.pi * self.line_radius_m)
        return np.asarray(lap_half * math.pi + angle / self.line_radius_m)

    def curvature(self, distance_m: ArrayLike, lateral_m: ArrayLike = 0.0) -> Floats:
        """Curvature of the path at a constant lateral offset [1/m]: 0 on the straights.

        Parameters
        ----------
        distance_m, lateral_m : as in `xy`; the result has their broadcast shape
        """
        _, along = self._half(distance_m)
        beyond = along - self.straight_m / 2
        in_curve = (beyond > 0) & (beyond < math.pi * self.line_radius_m)
        return np.asarray(np.where(in_curve, 1 / (self.line_radius_m + np.asarray(lateral_m)), 0.0))

    def stretch(self, distance_m: ArrayLike, lateral_m: ArrayLike) -> Floats:
        """Path metres per lap-line metre at a lateral offset [1]: 1 on the straights.

        Parameters
        ----------
        distance_m, lateral_m : as in `xy`; the result has their broadcast shape
        """
        return np.asarray(1 + self.curvature(distance_m) * np.asarray(lateral_m))

    def xy(self, distance_m: ArrayLike, lateral_m: ArrayLike = 0.0) -> Floats:
        """Place on the ice [m].

        Parameters
        ----------
        distance_m : along the lap line from the finish line [m], any number of laps
        lateral_m : outward from the lap line [m]; the two broadcast together

        Returns
        -------
        array of the broadcast shape with a last axis ``(x, y)``
        """
        lap_half, along = self._half(distance_m)
        half_straight = self.straight_m / 2
        radius = self.line_radius_m
        lateral = np.asarray(lateral_m, dtype=np.float64)
        angle = np.clip((along - half_straight) / radius, 0.0, math.pi)
        # Along the first straight x grows from 0; on the second it falls back to 0.
        before = np.minimum(along, half_straight)
        after = np.maximum(along - half_straight - math.pi * radius, 0.0)
        x = before - after + (radius + lateral) * np.sin(angle)
        y = -(radius + lateral) * np.cos(angle)
        sign = np.where(np.mod(lap_half, 2) == 0, 1.0, -1.0)
        return np.stack(np.broadcast_arrays(sign * x, sign * y), axis=-1)

    def locate(self, xy: ArrayLike) -> tuple[Floats, Floats]:
        """Distance in [0, lap) and lateral offset of places on the ice [m]; inverse of `xy`.

        Parameters
        ----------
        xy : places [m], last axis ``(x, y)``; unique for points farther than the
            straights' axis from the rink's centre line
        """
        points = np.asarray(xy, dtype=np.float64)
        half_straight = self.straight_m / 2
        second = np.where(
            np.abs(points[..., 0]) <= half_straight, points[..., 1] > 0, points[..., 0] < 0
        )
        sign = np.where(second, -1.0, 1.0)
        x, y = sign * points[..., 0], sign * points[..., 1]
        in_curve = x > half_straight
        angle = np.arctan2(x - half_straight, -y)
        radius = np.where(in_curve, np.hypot(x - half_straight, y), -y)
        along = np.where(in_curve, half_straight + angle * self.line_radius_m, x)
        distance = np.mod(along + np.where(second, self.half_lap_m, 0.0), self.lap_m)
        return np.asarray(distance), np.asarray(radius - self.line_radius_m)

    def _half(self, distance_m: ArrayLike) -> tuple[Floats, Floats]:
        """Half-laps completed, and metres since the last timing line."""
        distance = np.asarray(distance_m, dtype=np.float64)
        lap_half = np.floor(distance / self.half_lap_m)
        return lap_half, distance - lap_half * self.half_lap_m
