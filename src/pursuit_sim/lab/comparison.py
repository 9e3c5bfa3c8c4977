"""The answer of `compare`: four formations of one team, with what is uncertain about them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pursuit_sim.lab.calibrate import Calibration
from pursuit_sim.lab.estimate import Estimate, number_or_null
from pursuit_sim.lab.formations import PUSH, ROTATING
from pursuit_sim.lab.outcome import Answer, Outcome
from pursuit_sim.lab.uncertainty import PUSH_RATIO
from pursuit_sim.lab.verdict import sign_is_sure, verdict
from pursuit_sim.scenario.formation import Kind
from pursuit_sim.scenario.race import Race
from pursuit_sim.track import Side

Floats = NDArray[np.float64]

FORMAT, VERSION = "pursuit-sim/comparison", 1

CAVEATS = (
    "κ is fitted to this race, and κ_push/κ_rot is a guess (0.95–1.00).",
    "The push stops paying where its posture costs the team a few per cent of effectiveness.",
    "One team's fully raced times vary by ±0.5–1 s from race to race, beyond the interval.",
    "The only published size of the push's gain is about a second and a half, a first estimate.",
    "Where the scenario does not say how the three differ they are taken as equal.",
)


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """What one parameter does to the push's difference, all others as usual, κ refitted.

    Attributes
    ----------
    name, unit : see `uncertainty.Uncertain`
    low, high : ends of its range
    at_low_s, at_high_s : push minus rotation there [s]; NaN without a solution
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


@dataclass(frozen=True, slots=True, eq=False)
class Comparison:
    """Four formations of one team in one race.

    Attributes
    ----------
    race : the race
    team : code
    calibration : the fit of κ
    outcomes : by kind, in the order of `formations.COMPARED`
    push_minus_rotating : [s]; negative: the push is faster
    probability_push_faster : share of the draws
    turning_ratio : κ_push/κ_rot at which push and rotation are level; above, the push wins
    sensitivities : largest first; those with an end without a solution last
    draws, seed : of the interval
    drawn_s : (draw,) times of each formation [s], for plots; NaN where unsolved
    other_set : the answer with the other set of drafting strengths; None where the strengths
        are the scenario's own, or for the problem that is told
    other_problem : why there is no answer with the other set
    """

    race: Race
    team: str
    calibration: Calibration
    outcomes: Mapping[Kind, Outcome]
    push_minus_rotating: Estimate
    probability_push_faster: float
    turning_ratio: Estimate
    sensitivities: tuple[Sensitivity, ...]
    draws: int
    seed: int
    drawn_s: Mapping[Kind, Floats]
    other_set: Answer | None
    other_problem: str = ""

    @property
    def unsolved(self) -> int:
        """Draws without a solution; all that is said of the draws leaves them out."""
        return self.push_minus_rotating.unsolved

    @property
    def skated(self) -> Outcome:
        """The formation that the team really skated."""
        (found,) = (each for each in self.outcomes.values() if each.skated)
        return found

    def to_skated(self, kind: Kind) -> Estimate:
        """A formation's time minus that of the one that was skated [s], with its interval."""
        time, skated_s = self.outcomes[kind].time, self.skated.time_s
        value, low, high = (end - skated_s for end in (time.value, time.low, time.high))
        return Estimate(value, low, high, time.unsolved)

    @property
    def drawn_difference_s(self) -> Floats:
        """(draw,) push minus rotation [s]; NaN where unsolved."""
        return np.asarray(self.drawn_s[PUSH] - self.drawn_s[ROTATING])

    def duel(self, first: Kind = ROTATING, second: Kind = PUSH) -> Race:
        """A race of the team against itself in two formations, to be replayed.

        `simulate` with model "power" gives both times of this comparison; the crossing side
        holds the second.

        Parameters
        ----------
        first, second : kinds of formation
        """
        entries = []
        sides: tuple[tuple[Side, Kind], ...] = (("finish", first), ("crossing", second))
        for side, kind in sides:
            entry = self.outcomes[kind].entry
            team = replace(
                entry.team,
                code=f"{entry.team.code} {kind[0].upper()}",
                name=f"{entry.team.name} ({kind})",
            )
            entries.append(replace(entry, side=side, team=team))
        return replace(
            self.race,
            id=f"{self.race.id}-{self.team}",
            name=f"{self.race.name}, {first} against {second}",
            entries=tuple(entries),
        )

    @property
    def answers(self) -> tuple[Answer, ...]:
        """What the push is worth with each set of drafting strengths, the own one first."""
        own = Answer(
            drafting=self.skated.entry.effort.drafting,
            effectiveness=self.calibration.effectiveness,
            push_minus_rotating=self.push_minus_rotating,
            probability_push_faster=self.probability_push_faster,
            turning_ratio=self.turning_ratio,
            draws=self.draws,
        )
        return (own, self.other_set) if self.other_set else (own,)

    @property
    def sign_is_sure(self) -> bool:
        """Whether the intervals of both drafting sets lie on one side of nought."""
        return sign_is_sure(self.answers) and not self.other_problem

    @property
    def verdict(self) -> tuple[str, ...]:
        """Sentences for people, the answer first; they never hide that the sign may change."""
        guess = next(each for each in self.sensitivities if each.name == PUSH_RATIO)
        ends = guess.low, guess.high
        return verdict(self.race, self.outcomes, self.answers, ends, self.other_problem)

    def to_dict(self) -> dict[str, Any]:
        """As plain data, in the shape of the documented JSON."""
        return {
            "format": FORMAT,
            "version": VERSION,
            "race": self.race.id,
            "team": self.team,
            "official_time_s": self.calibration.time_s,
            "calibration": self.calibration.to_dict(),
            "formations": [each.to_dict() for each in self.outcomes.values()],
            "push_minus_rotating_s": self.push_minus_rotating.to_dict(),
            "sign_is_sure": self.sign_is_sure,
            "probability_push_faster": number_or_null(self.probability_push_faster),
            "turning_ratio": self.turning_ratio.to_dict(),
            "other_drafting_set": self.other_set.to_dict() if self.other_set else None,
            "other_drafting_problem": self.other_problem or None,
            "sensitivities": [each.to_dict() for each in self.sensitivities],
            "draws": {"count": self.draws, "unsolved": self.unsolved, "seed": self.seed},
            "verdict": list(self.verdict),
            "caveats": list(CAVEATS),
        }
