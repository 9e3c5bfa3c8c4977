"""Which values the races of a long sweep have: any number of them, none kept.

Every value follows from the design and the number of its run alone, so that a sweep gives
the same rows in whatever order and by however many processes its chunks are worked out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import prod
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from pursuit_sim.arrays import Floats
from pursuit_sim.errors import MissingExtraError
from pursuit_sim.lab.columns import DRAFTING, Column
from pursuit_sim.lab.crew import CHUNK
from pursuit_sim.lab.power_races import WAYS, Domain

How = Literal["grid", "random", "sobol"]


@dataclass(frozen=True, slots=True)
class SweptList:
    """Values of a key, one of which a run has.

    Attributes
    ----------
    key : of a parameter
    values : numbers, or texts for the drafting set
    """

    key: str
    values: tuple[float, ...] | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SweptRange:
    """A range of a key, from which values are drawn evenly.

    Attributes
    ----------
    key : of a parameter
    low, high : ends, in its unit
    """

    key: str
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class SweepDesign:
    """What is swept.

    Attributes
    ----------
    axes : the keys; a grid has choices only
    how : every combination, the last key running fastest; values drawn at random; or points of
        a scrambled Sobol sequence, which fill the space more evenly
    draws : how many runs are drawn; of no account for a grid
    seed : of the draws
    """

    axes: tuple[SweptList | SweptRange, ...]
    how: How = "grid"
    draws: int = 0
    seed: int = 0

    @property
    def runs(self) -> int:
        """How many runs there are."""
        return prod(self._counts) if self.how == "grid" else self.draws

    @property
    def chunks(self) -> int:
        """How many chunks of runs there are."""
        return -(-self.runs // CHUNK)

    @property
    def _counts(self) -> tuple[int, ...]:
        return tuple(len(axis.values) for axis in self.axes if isinstance(axis, SweptList))

    @property
    def drafting_sets(self) -> tuple[str, ...]:
        """Drafting sets that are swept over."""
        return tuple(
            str(value)
            for axis in self.axes
            if isinstance(axis, SweptList) and axis.key == DRAFTING
            for value in axis.values
        )

    def domain(self) -> Domain:
        """What the values of the ways come from; see `power_races`."""
        own = [axis for axis in self.axes if axis.key in WAYS]
        ends = {axis.key: _ends(axis) for axis in own}
        endless = any(isinstance(axis, SweptRange) and axis.low < axis.high for axis in own)
        return Domain(
            {key: low for key, (low, _) in ends.items()},
            {key: high for key, (_, high) in ends.items()},
            None if endless else prod(len(a.values) for a in own if isinstance(a, SweptList)),
        )

    def chunk(self, number: int) -> tuple[NDArray[np.int64], dict[str, Column]]:
        """Numbers of the runs of a chunk, from 0, and their values by key.

        Raises
        ------
        MissingExtraError
            if a Sobol sequence is asked for, and scipy is not installed
        """
        runs = np.arange(number * CHUNK, min((number + 1) * CHUNK, self.runs), dtype=np.int64)
        if self.how == "grid":
            at = np.unravel_index(runs, self._counts)
            chosen = (axis for axis in self.axes if isinstance(axis, SweptList))
            return runs, {
                axis.key: np.array(axis.values)[which]
                for axis, which in zip(chosen, at, strict=True)
            }
        drawn = self._sobol(number) if self.how == "sobol" else self._random(number)
        return runs, {
            axis.key: _placed(axis, share)
            for axis, share in zip(self.axes, drawn[: len(runs)].T, strict=True)
        }

    def _random(self, number: int) -> Floats:
        """(run, axis) shares from 0 to 1 of a whole chunk."""
        return np.random.default_rng([self.seed, number]).random((CHUNK, len(self.axes)))

    def _sobol(self, number: int) -> Floats:
        qmc = quasi_monte_carlo()
        sequence = qmc.Sobol(len(self.axes), scramble=True, seed=self.seed)
        if number:
            sequence.fast_forward(number * CHUNK)
        shares: Floats = sequence.random(CHUNK)
        return shares

    def told(self) -> Iterator[tuple[str, object]]:
        """Keys and what they run through, as plain data."""
        for axis in self.axes:
            if isinstance(axis, SweptList):
                yield axis.key, list(axis.values)
            else:
                yield axis.key, {"low": axis.low, "high": axis.high}


def quasi_monte_carlo() -> Any:
    """`scipy.stats.qmc`, whose tables of direction numbers are those of Joe and Kuo.

    Raises
    ------
    MissingExtraError
        if scipy is not installed
    """
    try:
        from scipy.stats import qmc
    except ImportError:
        raise MissingExtraError("scipy", "sweeps", "a Sobol sequence") from None
    return qmc


def _ends(axis: SweptList | SweptRange) -> tuple[float, float]:
    if isinstance(axis, SweptRange):
        return axis.low, axis.high
    numbers = [float(value) for value in axis.values]
    return min(numbers), max(numbers)


def _placed(axis: SweptList | SweptRange, share: Floats) -> Column:
    if isinstance(axis, SweptRange):
        # Rounding may carry the last share onto the end, never past it.
        return np.minimum(axis.low + share * (axis.high - axis.low), axis.high)
    values = np.array(axis.values)
    return np.asarray(values[(share * len(values)).astype(np.intp)])
