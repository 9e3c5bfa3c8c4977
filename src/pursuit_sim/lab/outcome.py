"""What a formation gives, and what the push is worth, each with its interval."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from pursuit_sim.lab.attribution import Attribution
from pursuit_sim.lab.estimate import Estimate, number_or_null
from pursuit_sim.lab.load import Load
from pursuit_sim.scenario.formation import Kind
from pursuit_sim.scenario.physics import DraftingSet
from pursuit_sim.scenario.race import Entry
from pursuit_sim.units import format_gap, format_time


@dataclass(frozen=True, slots=True, repr=False)
class Outcome:
    """A team in one formation.

    Attributes
    ----------
    kind : "rotating", "push", "few changes" or "fixed"; "rotating" is any way without a push
    entry : the entry that was raced, κ set; `simulate` with model "power" replays it
    skated : whether this is what the team really did
    time_s : [s]
    time : `time_s` with its interval; nil width for the formation that was skated
    difference : time minus that of the best rotation [s], negative is faster
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

    def __repr__(self) -> str:
        by = f"{format_gap(self.difference.value)} s against the best rotation"
        return f"<Outcome {self.kind}: {format_time(self.time_s)}, {by}>"

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
            "order": list(lineup),
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


@dataclass(frozen=True, slots=True)
class AtRatio:
    """What the push is worth if the κ ratio is known, and nothing else more than it is.

    Attributes
    ----------
    ratio : κ_push/κ_rot
    push_minus_rotating : [s]; negative: the push is faster
    probability_push_faster : share of the draws, each taken to this ratio
    """

    ratio: float
    push_minus_rotating: Estimate
    probability_push_faster: float

    def to_dict(self) -> dict[str, Any]:
        """As plain data."""
        return {
            "ratio": self.ratio,
            "push_minus_rotating_s": self.push_minus_rotating.to_dict(),
            "probability_push_faster": number_or_null(self.probability_push_faster),
        }


@dataclass(frozen=True, slots=True)
class SearchReach:
    """How the best rotation was found, and how near to the fastest of all it is.

    Attributes
    ----------
    every : rotations of which it is the fastest at the usual parameters
    curves_apart : in each how manieth curve they may change the lead
    within_s : to which that is so, model and table against each other [s]
    tried : of them, in each draw; 0 where nothing was drawn
    missed_s, most_missed_s : by how much those miss the fastest of all, in the mean and at
        most, in draws in which all were looked at [s]
    """

    every: int
    curves_apart: int
    within_s: float
    tried: int
    missed_s: float
    most_missed_s: float

    def to_dict(self) -> dict[str, Any]:
        """As plain data."""
        return {
            name: number_or_null(value) if isinstance(value, float) else value
            for name, value in asdict(self).items()
        }
