"""The roots of many falling functions at once, by secants."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import ArrayLike

from pursuit_sim.arrays import Bools, Floats

Further = TypeVar("Further")

MOST_ROUNDS = 40
_TRIES = 8  # to find a place at which there is a value at all


@dataclass(frozen=True, eq=False, slots=True)
class Roots(Generic[Further]):
    """Where a search for roots ended.

    Attributes
    ----------
    at : (case,) the places
    values : (row, case) there
    slopes : (row, case) of the last secants
    further : what came of the last evaluation, besides the values
    found : (case,) whether the first row is as near to nought as was asked for
    """

    at: Floats
    values: Floats
    slopes: Floats
    further: Further
    found: Bools


def roots(
    evaluate: Callable[[Floats], tuple[Floats, Further]],
    guess: Floats,
    first_slopes: Callable[[Floats], ArrayLike],
    close: ArrayLike,
    *,
    largest_step: Callable[[Floats], ArrayLike] = lambda _: np.inf,
    lift: float = 0.0,
    logarithmic: bool = False,
    least_steps: int = 0,
) -> Roots[Further]:
    """Where the first row of some functions, one a case, is nought.

    It has to fall as the place rises, so that each root is unique; a secant that rises is
    not believed.

    Parameters
    ----------
    evaluate : from places (case,) to values (row, case), and what else came of it; only the
        first row is sought to be nought, NaN where it has no value
    guess : (case,) where to begin
    first_slopes : of the rows, from the values at the guess
    close : to nought, at which the search of a case ends
    largest_step : from places to the longest step from there
    lift : by which a guess without a value is raised until it has one
    logarithmic : whether slopes and steps are those over the logarithm of the place
    least_steps : that each case takes; after one, the slopes are secants
    """

    def moved(at: Floats, step: Floats) -> Floats:
        return np.asarray(at * np.exp(step) if logarithmic else at + step)

    at = guess
    values, further = evaluate(at)
    for _ in range(_TRIES if lift else 0):
        if not np.isnan(values[0]).any():
            break
        at = np.where(np.isnan(values[0]), at + lift, at)
        values, further = evaluate(at)
    slopes = np.broadcast_to(first_slopes(values), values.shape)
    for round_ in range(MOST_ROUNDS):
        seeking = (np.abs(values[0]) > close) | (round_ < least_steps)
        if not seeking.any():
            break
        most = largest_step(at)
        step = np.where(seeking, np.clip(-values[0] / slopes[0], np.negative(most), most), 0.0)
        after, further = evaluate(moved(at, step))
        for _ in range(_TRIES):
            lost = np.isnan(after[0]) & ~np.isnan(values[0])
            if not lost.any():
                break
            step = np.where(lost, step / 2, step)
            after, further = evaluate(moved(at, step))
        with np.errstate(invalid="ignore", divide="ignore"):
            secants = (after - values) / step
        slopes = np.where(seeking & (secants[0] < 0), secants, slopes)
        at, values = moved(at, step), after
    return Roots(at, values, slopes, further, np.abs(values[0]) <= close)
