"""One skater alone over an individual distance, with the power model.

Nobody's wake is felt, κ is 1, and laps are of 400 m, as individuals skate them: their two
lanes take turns. The effort is as level as the start allows.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import numpy as np

from pursuit_sim.arrays import Floats
from pursuit_sim.scenario.formation import Formation, Lead
from pursuit_sim.scenario.parameters import Rink
from pursuit_sim.scenario.physics import Body, Effort
from pursuit_sim.scenario.race import Entry, Race, Team
from pursuit_sim.sim.cases import ParameterSets, cases_of
from pursuit_sim.sim.course import Course, course
from pursuit_sim.sim.pace import solve

_HALF_LAP_M = 200.0
_NOMINAL_MPS = 14.0  # on which a train that nobody feels is laid out


def solo_times(body: Body, rink: Rink, distances_m: tuple[int, ...]) -> Floats:
    """(distance,) [s] what a skater takes for each distance; NaN where they hold no pace.

    Parameters
    ----------
    body : mass, drag area and powers
    rink : air, ice and altitude
    distances_m : whole numbers of metres
    """
    return np.concatenate([times(distance, rink, _sets(body, rink)) for distance in distances_m])


def times(distance_m: int, rink: Rink, sets: ParameterSets) -> Floats:
    """(case,) [s] for one distance.

    Parameters
    ----------
    distance_m : [m]
    rink : gives the radius of the curves
    sets : cases, of which the first skater counts, all three alike
    """
    return solve(_alone(distance_m, rink.inner_radius_m), sets).time_s


def _sets(body: Body, rink: Rink) -> ParameterSets:
    effort = Effort.model_construct(effectiveness=1.0)
    return cases_of(rink, effort, (body, body, body))


def _race(laps: int, rink: Rink) -> tuple[Race, Entry]:
    entry = Entry(
        team=Team("", "", ""),
        side="finish",
        lineup=("", "", ""),
        formation=Formation((Lead(0, float(laps)),)),
        official_time_s=laps * 2 * _HALF_LAP_M / _NOMINAL_MPS,
    )
    return Race("", "", "", "", laps, rink, (entry,)), entry


@lru_cache
def _alone(distance_m: int, radius_m: float) -> Course:
    """The course of one skater: a team's, stretched to laps of 400 m and cut at the finish."""
    half_laps = -(-distance_m // int(_HALF_LAP_M))
    rink = Rink.model_construct(inner_radius_m=radius_m)
    race, entry = _race((half_laps + 1) // 2, rink)
    track = course(race, entry)
    edges = track.grid.edges_m * (_HALF_LAP_M / race.oval.half_lap_m)
    last = int(np.searchsorted(edges, distance_m - 1e-6))
    edges = np.append(edges[:last], float(distance_m))
    lines = track.grid.lines[track.grid.lines < last]
    return replace(
        track,
        grid=replace(
            track.grid,
            edges_m=edges,
            curve=track.grid.curve[:last],
            lines=np.append(lines, last),
        ),
        way_m=edges,
        basis=np.zeros_like(track.basis[:last]),
        phases=(replace(track.phases[0], end=last),),
        checks=(last,),
    )
