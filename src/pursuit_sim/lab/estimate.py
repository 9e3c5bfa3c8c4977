"""A value with its interval over the draws; none where too many draws have no solution."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite, nan

import numpy as np

from pursuit_sim.arrays import Floats
from pursuit_sim.units import NO_NUMBER, format_gap

LOW_PERCENT, HIGH_PERCENT = 5.0, 95.0
# As many lie beyond either end: with more of them missing, the ends could lie anywhere.
MOST_UNSOLVED = LOW_PERCENT / 100


# Why a value may lie outside its interval.
OUTSIDE = (
    "not within 5–95 %, since in every draw turns and order are free: that interval is of the best "
    "there, and not of these turns"
)


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value at the usual parameters, and its 5–95 % interval over the draws.

    Attributes
    ----------
    value : at the usual parameters
    low, high : ends of the interval; NaN where there is none
    unsolved : draws without a solution, which the interval leaves out
    """

    value: float
    low: float
    high: float
    unsolved: int = 0

    @property
    def interval(self) -> tuple[float, float] | None:
        """Both ends; None where they are not known."""
        return (self.low, self.high) if isfinite(self.low) and isfinite(self.high) else None

    @property
    def told(self) -> str:
        """The interval of a difference for people, such as "−5.7 to −1.2"."""
        if self.interval is None:
            return NO_NUMBER
        low, high = (format_gap(each, 1) for each in self.interval)
        return "" if self.low == self.high else f"{low} to {high}"

    @property
    def is_outside(self) -> bool:
        """Whether the value lies outside its interval, as people are told both [0.1 s].

        So does that of one way to skate, where in each draw the best of its kind is taken.
        """
        if self.interval is None:
            return False
        low, value, high = (round(each, 1) for each in (self.low, self.value, self.high))
        return not low <= value <= high

    def to_dict(self) -> dict[str, float | None]:
        """As plain data; null where there is no number."""
        return {
            "value": number_or_null(self.value),
            "low_5": number_or_null(self.low),
            "high_95": number_or_null(self.high),
            "unsolved": self.unsolved,
        }


def estimate(value: float, drawn: Floats) -> Estimate:
    """A value with the interval of its draws.

    Parameters
    ----------
    value : at the usual parameters
    drawn : (draw,) values; NaN where unsolved
    """
    solved = _solved(drawn)
    unsolved = len(drawn) - len(solved)
    if not enough(unsolved, len(drawn)):
        return Estimate(value, nan, nan, unsolved)
    low, high = np.percentile(solved, [LOW_PERCENT, HIGH_PERCENT])
    return Estimate(value, float(low), float(high), unsolved)


def share_below_nought(drawn: Floats) -> float:
    """Share of the solved draws below 0; NaN where too many are unsolved.

    Parameters
    ----------
    drawn : (draw,) values; NaN where unsolved
    """
    solved = _solved(drawn)
    if not enough(len(drawn) - len(solved), len(drawn)):
        return nan
    return float((solved < 0).mean())


def enough(unsolved: int, draws: int) -> bool:
    """Whether the draws that are solved say anything of all."""
    return unsolved <= MOST_UNSOLVED * draws


def without_solution(unsolved: int, draws: int) -> str:
    """How many draws are missing, in words."""
    return f"{unsolved} of {draws} draws {'has' if unsolved == 1 else 'have'} no solution"


def left_out(unsolved: int, draws: int) -> str:
    """The same of draws that an interval and a share of wins go without."""
    return f"{without_solution(unsolved, draws)} and {'is' if unsolved == 1 else 'are'} left out"


def number_or_null(value: float) -> float | None:
    """A number for JSON, which knows no NaN."""
    return value if isfinite(value) else None


def _solved(drawn: Floats) -> Floats:
    return np.asarray(drawn[np.isfinite(drawn)])
