"""When each skater's leading blade reaches the finish line, and how they hold themselves there."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pursuit_sim.draw.replay.pose import Pose
from pursuit_sim.draw.replay.remembered import remembered
from pursuit_sim.draw.replay.replay import Replay
from pursuit_sim.draw.replay.snapshot import snapshot


@dataclass(frozen=True, slots=True)
class FinishPassing:
    """A skater at the end of their race.

    Attributes
    ----------
    skater : column
    time_s : when the tip of their leading blade crosses the line [s]
    speed_mps : then [m/s]
    lateral_m : outward from the lap line, then [m]
    pose : then
    """

    skater: int
    time_s: float
    speed_mps: float
    lateral_m: float
    pose: Pose


@remembered(1)
def finish_passings(replay: Replay) -> tuple[tuple[FinishPassing, ...], ...]:
    """Of each team, those who finish, in order of time: the third stops the clock."""
    found = []
    for team in range(len(replay.codes)):
        columns = replay.trajectory.columns(team)
        passings = [_passing(replay, k) for k in range(columns.start, columns.stop)]
        there = [each for each in passings if each is not None]
        found.append(tuple(sorted(there, key=lambda each: each.time_s)))
    return tuple(found)


def apart_m(replay: Replay) -> float | None:
    """How far the other team's third skater had to go when the first team's finished [m].

    None with one team.
    """
    if len(replay.codes) != 2:
        return None
    first = int(replay.finish_s.argmin())
    return replay.race.distance_m - replay.tails(float(replay.finish_s[first]))[1 - first]


def _passing(replay: Replay, column: int) -> FinishPassing | None:
    """The passing of a skater; None where they never get there."""
    course = replay.trajectory.distance_m[:, column]
    end_m = replay.race.distance_m
    if course.max() < end_m:
        return None
    rising = np.maximum.accumulate(course)
    last = int(np.searchsorted(rising, end_m))
    if last == 0:
        return None
    axis = replay.trajectory.time_s
    part = (end_m - rising[last - 1]) / (rising[last] - rising[last - 1])
    time = float(axis[last - 1] + part * (axis[last] - axis[last - 1]))
    now = snapshot(replay, time)
    return FinishPassing(
        column, time, now.speed_mps[column], now.lateral_m[column], now.poses[column]
    )
