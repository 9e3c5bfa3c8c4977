"""The model's answer beside what skated races say, and both as one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pursuit_sim.lab import evidence
from pursuit_sim.lab.estimate import Estimate

MODEL, TEAMS, SAME_THREE, TOGETHER = (
    "the model, best against best",
    "teams that took up the push",
    "the same three, both ways",
    "model and teams as one",
)


@dataclass(frozen=True, slots=True)
class Weighed:
    """What the push is worth by one source; negative: it is faster.

    Attributes
    ----------
    source : which
    value_s, low_s, high_s : and the ends of its 90 % interval [s]
    caveat : what it may mislead about, a line
    """

    source: str
    value_s: float
    low_s: float
    high_s: float
    caveat: str

    def to_dict(self) -> dict[str, Any]:
        """As plain data."""
        return {
            "source": self.source,
            "value_s": self.value_s,
            "low_s": self.low_s,
            "high_s": self.high_s,
            "caveat": self.caveat,
        }


def weighed(push_minus_rotating: Estimate, race_s: float) -> tuple[Weighed, ...]:
    """Model, evidence and both; nothing where the model has no interval.

    Parameters
    ----------
    push_minus_rotating : of the model [s]
    race_s : how long the race takes [s]; evidence from other lengths is scaled to it
    """
    if push_minus_rotating.interval is None:
        return ()
    seen = evidence.summary()
    teams, three = (each.scaled(race_s) for each in (seen.push, seen.same_three))
    model = (push_minus_rotating.value, *push_minus_rotating.interval)
    both = evidence.combined(model, teams)
    return (
        Weighed(MODEL, *model, "rests on guesses: above all on what pushing costs."),
        Weighed(TEAMS, teams.value_s, teams.low_s, teams.high_s, f"{teams.caveat}."),
        Weighed(SAME_THREE, three.value_s, three.low_s, three.high_s, f"{three.caveat}."),
        Weighed(
            TOGETHER,
            *both,
            "only if this team gains what those gained, and if they rotated as well as can be.",
        ),
    )
