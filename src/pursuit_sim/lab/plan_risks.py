"""Where a plan may fail: who has nothing left, and what ice, air and a weak day cost."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from pursuit_sim.lab.uncertainty import UNCERTAIN, applied
from pursuit_sim.scenario.race import Entry, Race
from pursuit_sim.sim.course import course
from pursuit_sim.sim.pace import solve
from pursuit_sim.sim.parameter_sets import parameter_sets
from pursuit_sim.sim.power import PowerRace

WEAKER = 0.02  # of both powers: half of the SD by which team mates differ
_AIR, _ICE = "air density", "ice friction"


@dataclass(frozen=True, slots=True)
class SkaterRisk:
    """One skater of a plan.

    Attributes
    ----------
    skater : name
    weaker_s : what it costs the team if they alone are 2 % weaker on the day [s]
    lowest_j : the least that is left of their reserve [J]
    lowest_laps : where that is [laps]
    """

    skater: str
    weaker_s: float
    lowest_j: float
    lowest_laps: float


@dataclass(frozen=True, slots=True)
class Risks:
    """Where a plan may fail.

    Attributes
    ----------
    skaters : the one whose weak day costs most first
    air_s : faster and slower by, for air 0.03 kg/m³ thinner and denser than assumed [s]
    ice_s : the same for the fastest and the slowest ice of the range [s]
    """

    skaters: tuple[SkaterRisk, ...]
    air_s: tuple[float, float]
    ice_s: tuple[float, float]

    def to_dict(self) -> dict[str, Any]:
        """As plain data."""
        return asdict(self)


def risks(race: Race, entry: Entry, power: PowerRace) -> Risks:
    """What may go wrong with a plan; the formation and κ stay.

    Parameters
    ----------
    race, entry : as planned, κ set
    power : its race
    """
    sets = parameter_sets(race, entry)
    count = len(entry.lineup)
    ranges = {each.name: each for each in UNCERTAIN}
    cases = [sets.repeat(count)]
    for name in ("aerobic_w", "anaerobic_j"):
        less = getattr(cases[0], name) * (1 - WEAKER * np.eye(count))
        cases[0] = cases[0].vary(**{name: less})
    for name in (_AIR, _ICE):
        ends = np.array([ranges[name].low, ranges[name].high])
        cases.append(applied(sets, {name: ends}))
    track = course(race, entry)
    weaker, air, ice = (solve(track, each).time_s - power.time_s for each in cases)
    reserve, edges = power.edge_reserve_j, power.edge_m
    lowest = reserve.argmin(axis=0)
    found = [
        SkaterRisk(
            name,
            float(weaker[i]),
            max(0.0, float(reserve[lowest[i], i])),
            float(edges[lowest[i]] / race.oval.lap_m),
        )
        for i, name in enumerate(entry.lineup)
    ]
    found.sort(key=lambda each: -each.weaker_s)
    return Risks(tuple(found), (float(air[0]), float(air[1])), (float(ice[0]), float(ice[1])))
