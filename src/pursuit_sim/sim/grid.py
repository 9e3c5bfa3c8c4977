"""The steps in which a power-balance race is integrated: places along the lap line.

Distance, not time, is the independent variable: curves, exchanges and timing lines then
lie at the same step whatever the pace, and the finish is the end of the last one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, Literal, NamedTuple

import numpy as np

from pursuit_sim.arrays import Bools, Floats, Ints
from pursuit_sim.track import Oval

# The first straight is skated in three parts whose borders depend on the case. Where they
# lie about is enough to average drag shares, which hardly change there.
LIMITED_M = 2.0  # to here the start force is limited: solved in closed form
TIMED_M = 20.0  # to here steps of time, ending when the aerobic supply sets in
TIMED_STEPS = 12  # 0.25 s
REACHING_STEPS = 8  # in √s from there to the first curve: 0.4 s
CURVE_STEPS = 4  # 21 m, 1.4 s
EXCHANGE_STEPS = 6  # 11 m, 0.7 s: while the lead changes
SHORTEST_M = 2.0  # of a step
_KEPT = 64  # grids: every formation without a change has the same
STRAIGHT_STEPS = 2  # of half a straight: 28 m, 2 s, a tenth of the time speed takes to settle


@dataclass(frozen=True, eq=False)
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
    tucks : indices into `edges_m` of the places where old leaders have tucked in
    """

    edges_m: Floats
    timed_steps: int
    start_steps: int
    curve: Bools
    lines: Ints
    exits: Ints
    tucks: Ints

    @cached_property
    def middles_m(self) -> Floats:
        """(step,) [m] the middle of each step."""
        return np.asarray((self.edges_m[1:] + self.edges_m[:-1]) / 2)

    @cached_property
    def plan(self) -> Steps:
        """The steps in plain numbers."""
        return Steps(
            tuple(np.diff(self.edges_m).tolist()),
            self.timed_steps,
            self.start_steps,
            float(self.edges_m[self.start_steps]),
            tuple(self.curve.tolist()),
            tuple((self.middles_m / self.edges_m[-1] - 0.5).tolist()),
        )


class Steps(NamedTuple):
    """A grid in plain numbers, as it is stepped; or several side by side, in arrays (case,).

    Attributes
    ----------
    widths : of the steps [m]
    timed_steps, start_steps : see `Grid`
    start_m : where the first curve begins [m]
    in_curve : whether a step lies in a curve
    slope_at : the middles of the steps, as shares of the race from its half
    """

    widths: tuple[Any, ...]
    timed_steps: int
    start_steps: int
    start_m: Any
    in_curve: tuple[Any, ...]
    slope_at: tuple[Any, ...]


class _Stretch(NamedTuple):
    """A part of a half-lap, divided into equal steps."""

    length_m: float
    steps: int
    curved: bool
    end: Literal["", "tuck", "exit", "line"]


def grid(
    oval: Oval, half_laps: int, tucks_m: Mapping[int, float] | None = None, refine: int = 1
) -> Grid:
    """Steps for a race of so many half-laps.

    Parameters
    ----------
    oval : the track
    half_laps : number of timing lines to pass
    tucks_m : for half-laps in whose curve the lead changes, how far behind its entry the
        old leader has tucked in [m]; there, steps are shorter
    refine : divides every step; for the proof that the steps are short enough
    """
    return _grid(oval, half_laps, tuple((tucks_m or {}).items()), refine)


@lru_cache(maxsize=_KEPT)
def _grid(oval: Oval, half_laps: int, tucks_m: tuple[tuple[int, float], ...], refine: int) -> Grid:
    tucks = dict(tucks_m)
    straight = oval.straight_m / 2
    curve = oval.half_lap_m - oval.straight_m
    timed, reaching = refine * TIMED_STEPS, refine * REACHING_STEPS
    limited_r, timed_r, curve_r = np.sqrt([LIMITED_M, TIMED_M, straight])
    edges = [
        np.linspace(limited_r, timed_r, timed + 1) ** 2,
        np.linspace(timed_r, curve_r, reaching + 1)[1:] ** 2,
    ]
    at, count = straight, timed + reaching
    curved = [np.zeros(count, dtype=np.bool_)]
    ends: dict[str, list[int]] = {"": [], "tuck": [], "exit": [], "line": []}
    for half in range(half_laps):
        stretches = _stretches(curve, straight, tucks.get(half))
        if half < half_laps - 1:
            stretches.append(_Stretch(straight, STRAIGHT_STEPS, False, ""))
        for stretch in stretches:
            number = refine * stretch.steps
            edges.append(at + stretch.length_m * np.arange(1, number + 1) / number)
            curved.append(np.full(number, stretch.curved))
            at, count = at + stretch.length_m, count + number
            ends[stretch.end].append(count)
    places = np.concatenate(edges)
    # The finish is the race's length to the last bit, not a sum of steps.
    places[ends["line"]] = oval.half_lap_m * np.arange(1, half_laps + 1)
    arrays = {
        "edges_m": places,
        "curve": np.concatenate(curved),
        "lines": np.array(ends["line"], dtype=np.intp),
        "exits": np.array(ends["exit"], dtype=np.intp),
        "tucks": np.array(ends["tuck"], dtype=np.intp),
    }
    for array in arrays.values():
        array.setflags(write=False)  # shared by all who ask
    return Grid(timed_steps=timed, start_steps=timed + reaching, **arrays)


def _stretches(curve: float, straight: float, tuck: float | None) -> list[_Stretch]:
    """From the entry of a curve to the timing line behind it."""
    last = _Stretch(straight, STRAIGHT_STEPS, False, "line")
    if tuck is None:
        return [_Stretch(curve, CURVE_STEPS, True, "exit"), last]
    tuck = min(max(tuck, SHORTEST_M), curve + straight - SHORTEST_M)
    if tuck < curve - SHORTEST_M:
        return [
            _Stretch(tuck, EXCHANGE_STEPS, True, "tuck"),
            _Stretch(curve - tuck, 1, True, "exit"),
            last,
        ]
    tuck = max(tuck, curve + SHORTEST_M)
    return [
        _Stretch(curve, EXCHANGE_STEPS, True, "exit"),
        _Stretch(tuck - curve, 1, False, "tuck"),
        _Stretch(curve + straight - tuck, 1, False, "line"),
    ]
