"""A skater of whom times over individual distances are known instead of watts."""

from __future__ import annotations

from typing import Final, NamedTuple

from pursuit_sim.scenario.parameters import Rink
from pursuit_sim.scenario.physics import Body

DISTANCES_M: Final = (1500, 3000, 5000)


class SoloTime(NamedTuple):
    """A time over an individual distance.

    Attributes
    ----------
    distance_m : one of `DISTANCES_M` [m]
    time_s : [s]
    rink : where it was skated, if not where the others of the skater were
    """

    distance_m: int
    time_s: float
    rink: Rink | None = None


class TimedBody(Body):
    """A body whose powers are those with which the power model skates known times.

    Aerobic power and reserve stand at their usual values until `sim.abilities.known` has
    found them.

    Attributes
    ----------
    times : the times, at least one, by distance
    rink : where they were skated, but for those that have their own
    rink_named : whether the file says where; else it is the rink of the last race
    skater : their name, for messages
    """

    times: tuple[SoloTime, ...] = ()
    rink: Rink = Rink.model_construct()
    rink_named: bool = False
    skater: str = ""
