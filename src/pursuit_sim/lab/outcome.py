"""What a formation gives, and what the push is worth, each with its interval."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pursuit_sim.lab.attribution import Attribution
from pursuit_sim.lab.estimate import Estimate, number_or_null
from pursuit_sim.lab.load import Load
from pursuit_sim.scenario.formation import Kind
from pursuit_sim.scenario.physics import DraftingSet
from pursuit_sim.scenario.race import Entry


@dataclass(frozen=True, slots=True)
class Outcome:
    """A team in one formation.

    Attributes
    ----------
    kind : "rotating", "push", "few changes" or "fixed"
    entry : the entry that was raced, κ set; `simulate` with model "power" replays it
    skated : whether this is what the team really did
    time_s : [s]
    time : `time_s` with its interval; nil width for the formation that was skated
    difference : time minus that of the rotation [s], negative is faster
    parts : what the difference consists of
    loads : per skater
    """

    kind: Kind
    entry: Entry
    skated: bool
    time: Estimate
    difference: Estimate
    parts: Attribution
    loads: tuple[Load, ...]

    @property
    def time_s(self) -> float:
        """Time at the usual parameters [s]."""
        return self.time.value

    def to_dict(self) -> dict[str, Any]:
        """As plain data."""
        formation, lineup = self.entry.formation, self.entry.lineup
        return {
            "kind": self.kind,
            "push": formation.push,
            "leads": [[lineup[lead.skater], lead.laps] for lead in formation.leads],
            "skated": self.skated,
            "time_s": self.time_s,
            "time_interval_s": [number_or_null(self.time.low), number_or_null(self.time.high)],
            "unsolved": self.time.unsolved,
            "difference_to_rotating_s": self.difference.to_dict(),
            "parts": self.parts.to_dict(),
            "skaters": [each.to_dict() for each in self.loads],
        }


@dataclass(frozen=True, slots=True)
class Answer:
    """What the push is worth with one set of drafting strengths, κ fitted to it.

    Attributes
    ----------
    drafting : the set
    effectiveness : κ when rotating
    push_minus_rotating : [s]; negative: the push is faster
    probability_push_faster : share of the draws
    turning_ratio : κ_push/κ_rot at which push and rotation are level; above, the push wins
    draws : parameter sets behind the interval
    """

    drafting: DraftingSet
    effectiveness: float
    push_minus_rotating: Estimate
    probability_push_faster: float
    turning_ratio: Estimate
    draws: int

    @property
    def unsolved(self) -> int:
        """Draws without a solution."""
        return self.push_minus_rotating.unsolved

    def to_dict(self) -> dict[str, Any]:
        """As plain data."""
        return {
            "drafting": self.drafting,
            "effectiveness": self.effectiveness,
            "push_minus_rotating_s": self.push_minus_rotating.to_dict(),
            "probability_push_faster": number_or_null(self.probability_push_faster),
            "turning_ratio": self.turning_ratio.to_dict(),
            "draws": {"count": self.draws, "unsolved": self.unsolved},
        }
