"""Where a formation's time comes from: drafting, exchanges, load sharing, pushing.

Each formation is set against the same *ideal* team: reserves flow freely between the
skaters, changes of place cost nothing, nobody pushes, and the spacing is that of a
rotation. Four switches lead from there to the formation. A part is the Shapley value of
its switch, the mean of what the switch is worth over all orders in which the four can be
thrown, so no order is preferred and the parts add up to the whole exactly.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from itertools import combinations
from math import factorial
from typing import Any

import numpy as np

from pursuit_sim.lab.estimate import number_or_null
from pursuit_sim.scenario.race import Entry, Race
from pursuit_sim.sim.course import Course, course
from pursuit_sim.sim.pace import solve
from pursuit_sim.sim.parameter_sets import parameter_sets

SWITCHES = ("drafting", "exchanges", "load_sharing", "pushing")


@dataclass(frozen=True, slots=True)
class Attribution:
    """What a formation costs or gains [s], against another one.

    Attributes
    ----------
    drafting : by its spacing, and by whose nose is in the wind
    exchanges : by skaters in the wind while they change places
    load_sharing : by reserves that cannot be used because another's is empty
    pushing : by the posture of pushing, κ_push/κ_rot
    """

    drafting: float
    exchanges: float
    load_sharing: float
    pushing: float

    @property
    def total_s(self) -> float:
        """The whole [s]."""
        return self.drafting + self.exchanges + self.load_sharing + self.pushing

    def to_dict(self) -> dict[str, Any]:
        """As plain data, with the total; null where the ideal team finds no pace."""
        parts = {f"{name}_s": value for name, value in asdict(self).items()}
        parts["total_s"] = self.total_s
        return {name: number_or_null(value) for name, value in parts.items()}


def attribution(race: Race, entries: Mapping[str, Entry], against: str) -> dict[str, Attribution]:
    """Parts of each formation's difference in time to one of them.

    Parameters
    ----------
    race : the race
    entries : the same team in several formations, by name, κ set
    against : the formation to compare with; its own parts are 0
    """
    from_ideal = {kind: _from_ideal(race, entry) for kind, entry in entries.items()}
    ideal, base = from_ideal[against]
    result = {}
    for kind, (own_ideal, values) in from_ideal.items():
        difference = {name: values[name] - base[name] for name in SWITCHES}
        # Who is in front decides the drag where skaters differ, even in the ideal team.
        difference["drafting"] += own_ideal - ideal
        result[kind] = Attribution(**difference)
    return result


def _from_ideal(race: Race, entry: Entry) -> tuple[float, dict[str, float]]:
    """Time of the ideal team [s], and the Shapley value of each switch [s]."""
    courses: dict[tuple[bool, bool], Course] = {}
    times: dict[tuple[bool, bool, bool, bool], float] = {}
    push, changes = entry.formation.push, len(entry.formation.leads) > 1
    sets = parameter_sets(race, entry)

    def time(thrown: frozenset[str]) -> float:
        drafting = push and "drafting" in thrown
        exchanges = changes and "exchanges" in thrown
        key = (drafting, exchanges, "load_sharing" in thrown, push and "pushing" in thrown)
        if key not in times:
            if key[:2] not in courses:
                spacing = None if drafting or not push else entry.train.spacing(push=False)
                courses[key[:2]] = course(race, entry, spacing_m=spacing, exchanges=exchanges)
            own = sets if key[3] else sets.vary(push_ratio=np.ones(1))
            times[key] = float(solve(courses[key[:2]], own, pool=not key[2]).time_s[0])
        return times[key]

    count = len(SWITCHES)
    values = {}
    for name in SWITCHES:
        others = [each for each in SWITCHES if each != name]
        values[name] = sum(
            factorial(size)
            * factorial(count - size - 1)
            / factorial(count)
            * (time(frozenset({*chosen, name})) - time(frozenset(chosen)))
            for size in range(count)
            for chosen in combinations(others, size)
        )
    return time(frozenset()), values
