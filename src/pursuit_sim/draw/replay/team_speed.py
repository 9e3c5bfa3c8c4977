"""How fast a team is, as pictures, pages and plots tell it."""

from __future__ import annotations

import numpy as np

from pursuit_sim import timing
from pursuit_sim.arrays import Floats
from pursuit_sim.trajectory import Trajectory


def called(*, fell: bool) -> tuple[str, ...]:
    """What it is the speed of, for a heading: in full, and shorter where there is less room.

    Parameters
    ----------
    fell : whether somebody in the race fell
    """
    if not fell:
        return ("Speed of the train",)
    return ("Speed of the train, then of who fell", "Train, then who fell")


def team_speeds(trajectory: Trajectory, time_s: Floats) -> Floats:
    """(time, team) [m/s] mean of a team's three at some times; since a fall, of whoever fell.

    The clock waits for them, and no train is left.

    Parameters
    ----------
    time_s : (time,) [s]
    """
    speed = trajectory.at(time_s).speed_mps
    teams = range(len(trajectory.race.entries))
    found = np.stack([speed[:, trajectory.columns(k)].mean(axis=1) for k in teams], axis=1)
    for fall in timing.falls(trajectory):
        since = time_s > fall.start_s
        found[since, fall.team] = speed[since, fall.skater]
    return found
