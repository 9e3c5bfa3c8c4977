"""Whether an answer holds: with each uncertain input alone, and the guesses together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import product
from math import inf, isfinite
from typing import Any

import numpy as np

from pursuit_sim.lab.estimate import number_or_null
from pursuit_sim.lab.formations import PUSH, ROTATING
from pursuit_sim.lab.monte_carlo import Formations
from pursuit_sim.lab.uncertainty import DRAFTING, GUESSES, SKATERS_DIFFER, TURNS, Uncertain
from pursuit_sim.scenario.physics import DraftingSet

_DIFFER = 0.05  # standard deviation of the three's powers: the most that is found, 3–5 %
_SETS = 0.25, 0.75  # quantiles at which either set is meant


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """What one input does to the push's difference, all others as usual, κ refitted.

    Attributes
    ----------
    name, unit : see `uncertainty.Uncertain`; unit "set": 0 is race-effective, 1 wind-tunnel
        drafting; "SD": standard deviation of the three's powers; "turns": 0 as assumed, 1
        those that change the answer most
    low, high : ends of its range
    at_low_s, at_high_s : best push minus best rotation there [s]; NaN without a solution
    """

    name: str
    unit: str
    low: float
    high: float
    at_low_s: float
    at_high_s: float

    @property
    def swing_s(self) -> float:
        """How far the answer moves over the range [s]; NaN where an end has no solution."""
        return abs(self.at_high_s - self.at_low_s)

    @property
    def turns(self) -> bool:
        """Whether it alone changes which is faster."""
        return self.at_low_s * self.at_high_s < 0

    def to_dict(self) -> dict[str, Any]:
        """As plain data."""
        return {
            "name": self.name,
            "unit": self.unit,
            "low": self.low,
            "high": self.high,
            "at_low_s": number_or_null(self.at_low_s),
            "at_high_s": number_or_null(self.at_high_s),
        }


@dataclass(frozen=True, slots=True)
class Robustness:
    """How far an answer holds.

    Attributes
    ----------
    sensitivities : largest first; those with an end without a solution last
    corners : least and largest difference where the guesses are at their ends together
        [s]; NaN where one has no solution
    """

    sensitivities: tuple[Sensitivity, ...]
    corners: tuple[float, float]

    @property
    def sign_is_sure(self) -> bool:
        """Whether the sign is the same at every end of every input, and in all corners."""
        ends = [at for each in self.sensitivities for at in (each.at_low_s, each.at_high_s)]
        ends += self.corners
        return all(map(isfinite, ends)) and (max(ends) < 0 or min(ends) > 0)

    def with_sets(self, answers: Mapping[DraftingSet, float]) -> Robustness:
        """The same, with what a full search has found for both sets of drafting strengths.

        Parameters
        ----------
        answers : best push minus best rotation [s] of each set; where one is missing, nothing
            is changed
        """
        if len(answers) < len(_SETS):
            return self
        low, high = answers["race-effective"], answers["wind-tunnel"]
        told = [
            replace(each, at_low_s=low, at_high_s=high) if each.name == DRAFTING else each
            for each in self.sensitivities
        ]
        return replace(self, sensitivities=tuple(sorted(told, key=_far_first)))


def robustness(formations: Formations) -> Robustness:
    """Best push minus best rotation at the ends of what may be off.

    The rotations that are the fastest there are kept in `formations.chosen`.

    Parameters
    ----------
    formations : the team, with its inputs
    """
    inputs = {each.name: each for each in formations.inputs}
    asked: list[tuple[str, str, float, float, list[dict[str, float]]]] = []
    for each in formations.inputs:
        if each.name == TURNS:
            others = len(formations.skated) - 1
            shares = [0.0, *((1 + (k + 0.5) / others) / 2 for k in range(others))]
            options = [{TURNS: share} for share in shares]
            asked.append((TURNS, "turns", 0.0, 1.0, options))
        elif each.name == DRAFTING:
            asked.append((DRAFTING, "set", 0.0, 1.0, [{DRAFTING: end} for end in _SETS]))
        elif each.group != SKATERS_DIFFER:
            ends = [{each.name: each.low}, {each.name: each.high}]
            asked.append((each.name, each.unit, each.low, each.high, ends))
    differing = [name for name, each in inputs.items() if each.group == SKATERS_DIFFER]
    if differing:
        apart = [
            dict(zip(differing, np.roll([_DIFFER, 0.0, -_DIFFER], k), strict=True))
            for k in range(len(differing))
        ]
        asked.append((SKATERS_DIFFER, "SD", 0.0, _DIFFER, [{}, *apart]))
    guesses = [inputs[name] for name in GUESSES if name in inputs]
    corners = [
        dict(zip((each.name for each in guesses), ends, strict=True))
        for ends in product(*(_ends(each) for each in guesses))
    ]
    rows = [row for *_, own in asked for row in own] + corners
    difference, fastest = np.empty(len(rows)), [*formations.chosen.ends]
    unlike = np.array([any(name in differing for name in row) for row in rows])
    for which in filter(len, (np.flatnonzero(~unlike), np.flatnonzero(unlike))):
        some = formations.each_searched(alike=not unlike[which[0]])
        values = some.usual(len(which))
        for i, row in enumerate(which.tolist()):
            for name, value in rows[row].items():
                values[name][i] = value
        took = some.times(values).time_s
        fastest[bool(unlike[which[0]])] = some.chosen.turns
        difference[which] = took[PUSH] - took[ROTATING]
    found, begin = [], 0
    for name, unit, low, high, own in asked:
        at = difference[begin : begin + len(own)]
        begin += len(own)
        far = at[1:][np.abs(at[1:] - at[0]).argmax()]
        found.append(Sensitivity(name, unit, low, high, float(at[0]), float(far)))
    found.sort(key=_far_first)
    last = difference[begin:]
    formations.chosen = replace(formations.chosen, ends=tuple(fastest))
    return Robustness(tuple(found), (float(last.min()), float(last.max())))


def _far_first(each: Sensitivity) -> float:
    return -each.swing_s if isfinite(each.swing_s) else inf


def _ends(each: Uncertain) -> tuple[float, float]:
    return _SETS if each.name == DRAFTING else (each.low, each.high)
