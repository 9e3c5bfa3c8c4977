"""What is supposed in a what-if: a team in another formation, for what that may be worth."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from pursuit_sim.arrays import Floats
from pursuit_sim.errors import InputError
from pursuit_sim.lab.compare import SEED, compare
from pursuit_sim.lab.estimate import OUTSIDE, Estimate, enough, estimate, without_solution
from pursuit_sim.lab.formations import (
    FEW,
    FIXED,
    PUSH,
    ROTATING,
    SAID,
    asked,
    refuse_skated,
    role,
)
from pursuit_sim.lab.outlook import KnownRun
from pursuit_sim.scenario.formation import Kind
from pursuit_sim.scenario.picking import pick_team, unknown
from pursuit_sim.scenario.scenario import Scenario
from pursuit_sim.units import format_gap

_DO: dict[Kind, str] = {
    ROTATING: "rotate",
    PUSH: "push",
    FEW: "push and change the lead rarely",
    FIXED: "keep a fixed order",
}
DRAWS = 2000  # parameter sets behind what a formation is worth


@dataclass(frozen=True, slots=True, eq=False)
class Supposed:
    """A team that takes up another formation.

    Attributes
    ----------
    team, kind : who, and which
    race : the last one known, in which the two are compared
    skated, skated_label : the formation of that race, as it is compared and as it is called
    difference : the formation at its best less the skated one at its best [s], with its
        interval; what its own turns cost the team is not in it
    seconds : (draw,) the same in each parameter set that has a solution [s]
    """

    team: str
    kind: Kind
    race: str
    skated: Kind
    skated_label: str
    difference: Estimate
    seconds: Floats

    @property
    def words(self) -> str:
        """Such as "if NED push"."""
        return f"if {self.team} {_DO[self.kind]}"

    @property
    def formation(self) -> str:
        """The formation taken up; whether there is a push is said where the kind hides it."""
        return SAID[self.kind]

    @property
    def worth(self) -> str:
        """What is supposed, and what it is worth by which race, in a sentence or two."""
        worth_s = format_gap(self.difference.value, 1)
        outside = f" These {worth_s} s are {OUTSIDE}." if self.difference.is_outside else ""
        return (
            f"Supposed: {self.team} in another formation than in {self.race}, {self.formation} in "
            f"place of {self.skated_label}: {worth_s} s by the model, best against best; 5–95 %: "
            f"{self.difference.told}. All of that range is drawn.{outside}"
        )

    def to_dict(self) -> dict[str, Any]:
        """As plain data."""
        return {
            "team": self.team,
            "formation": self.kind,
            "formation_label": self.formation,
            "race": self.race,
            "skated": self.skated,
            "skated_label": self.skated_label,
            "difference_s": self.difference.to_dict(),
        }


def supposed(
    scenario: Scenario,
    team: str,
    formation: str,
    teams: Sequence[str],
    runs: Mapping[str, Sequence[KnownRun]],
) -> Supposed:
    """What another formation is worth to a team, by its last known race.

    Parameters
    ----------
    scenario : the event
    team, formation : the code, in any case, and words for `asked`, as the user wrote them
    teams : that can be asked about
    runs : known at the moment

    Raises
    ------
    InputError
        if there is no such team or formation, the team skated it, no race of it is known, or
        the model cannot tell
    """
    by_folded = {code.casefold(): code for code in teams}
    code = by_folded.get(team.casefold())
    if code is None:
        raise unknown("team", team, teams, "team")
    kind = asked(formation, "formation")
    own = [run.race for run in runs[code] if run.race in scenario.races]
    if not own:  # of earlier events the times are known, but not how they were skated here
        problem = f"of {code} no race of this event is known that could be compared"
        remedy = "ask about another team, or a later moment"
        raise InputError.single("team", "", problem, remedy)
    race = scenario.races[own[-1]]
    entry = pick_team(scenario, race, code)
    refuse_skated(code, race, kind, "formation")
    skated = role(entry.formation)
    found = compare(race, code, draws_count=DRAWS, seed=SEED, shares=False)
    drawn = found.drawn_s[kind] - found.drawn_s[skated]
    best = found.outcomes[kind].time_s - found.outcomes[skated].time_s
    difference = estimate(best, drawn)
    if not enough(difference.unsolved, DRAWS):
        problem = f"{code} in {race.id}: {without_solution(difference.unsolved, DRAWS)}"
        raise InputError.single("formation", "", problem, "choose another formation")
    said = entry.formation.label
    return Supposed(code, kind, race.id, skated, said, difference, drawn[np.isfinite(drawn)])
