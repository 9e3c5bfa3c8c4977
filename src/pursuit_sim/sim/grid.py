"""The steps in which a power-balance race is integrated: places along the lap line.

Distance, not time, is the independent variable: curves, exchanges and timing lines then
lie at the same step whatever the pace, and the finish is the end of the last one.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from pursuit_sim.track import Oval

Floats = NDArray[np.float64]

# The first straight is skated in three parts whose borders depend on the case. Where they
# lie about is enough to average drag shares, which hardly change there.
LIMITED_M = 2.0  # to here the start force is limited: solved in closed form
TIMED_M = 20.0  # to here steps of time, ending when the aerobic supply sets in
TIMED_STEPS = 7  # 0.4 s
REACHING_STEPS = 8  # in √s from there to the first curve: 0.4 s
CURVE_STEPS = 2  # 42 m, 3 s
EXCHANGE_STEPS = 5  # 17 m, 1.2 s: in a curve in which the lead changes
STRAIGHT_STEPS = 1  # half a straight: 55 m, 4 s, a fifth of the time speed takes to settle


@dataclass(frozen=True)
class Grid:
    """Steps of a race.

    Attributes
    ----------
    edges_m : (step + 1,) [m] from `LIMITED_M` to the finish; up to the first curve nominal
    timed_steps : how many steps of time there are, at the start
    start_steps : how many steps end at the entry of the first curve
    curve : (step,) whether it lies in a curve
    lines : (half-lap,) indices into `edges_m` of the timing lines
    exits : (half-lap,) indices into `edges_m` of the curve exits
    """

    edges_m: Floats
    timed_steps: int
    start_steps: int
    curve: NDArray[np.bool_]
    lines: NDArray[np.intp]
    exits: NDArray[np.intp]

    @cached_property
    def middles_m(self) -> Floats:
        """(step,) [m] the middle of each step."""
        return np.asarray((self.edges_m[1:] + self.edges_m[:-1]) / 2)


def grid(oval: Oval, half_laps: int, exchanges: Collection[int] = (), refine: int = 1) -> Grid:
    """Steps for a race of so many half-laps.

    Parameters
    ----------
    oval : the track
    half_laps : number of timing lines to pass
    exchanges : half-laps in whose curve the lead changes; they get shorter steps
    refine : divides every step; for the proof that the steps are short enough
    """
    straight = oval.straight_m / 2
    curve = oval.half_lap_m - oval.straight_m
    timed, reaching = refine * TIMED_STEPS, refine * REACHING_STEPS
    limited_r, timed_r, curve_r = np.sqrt([LIMITED_M, TIMED_M, straight])
    edges = [
        np.linspace(limited_r, timed_r, timed + 1) ** 2,
        np.linspace(timed_r, curve_r, reaching + 1)[1:] ** 2,
    ]
    at, count = straight, timed + reaching
    in_curve = [np.zeros(count, dtype=np.bool_)]
    lines, exits = [], []
    for half in range(half_laps):
        bend = EXCHANGE_STEPS if half in exchanges else CURVE_STEPS
        parts = [(curve, bend, True), (straight, STRAIGHT_STEPS, False)]
        if half < half_laps - 1:
            parts.append((straight, STRAIGHT_STEPS, False))
        for i, (length, base, curved) in enumerate(parts):
            number = refine * base
            edges.append(at + length * np.arange(1, number + 1) / number)
            in_curve.append(np.full(number, curved))
            at, count = at + length, count + number
            if i == 0:
                exits.append(count)
            elif i == 1:
                lines.append(count)
    places = np.concatenate(edges)
    # The finish is the race's length to the last bit, not a sum of steps.
    places[lines] = oval.half_lap_m * np.arange(1, half_laps + 1)
    return Grid(
        places,
        timed,
        timed + reaching,
        np.concatenate(in_curve),
        np.array(lines, dtype=np.intp),
        np.array(exits, dtype=np.intp),
    )
