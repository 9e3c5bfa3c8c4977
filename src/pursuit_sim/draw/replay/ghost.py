"""A second run on the same ice: the same team skating otherwise, or another race's team.

`Ghost` is what somebody asks for; `GhostRun` what is made of it once, beside a replay. A ghost
starts from the line of the team that it is compared with, whatever its own side was.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Literal

import numpy as np

from pursuit_sim.arrays import Floats
from pursuit_sim.draw.replay.replay import GhostRun, Replay
from pursuit_sim.scenario.formation import Kind
from pursuit_sim.track import Side
from pursuit_sim.trajectory import Trajectory
from pursuit_sim.units import format_size

Sync = Literal["time", "distance"]
_DID: Mapping[Kind, str] = MappingProxyType(
    {
        "rotating": "rotated",
        "push": "pushed",
        "few changes": "pushed with few changes",
        "fixed": "neither pushed nor changed",
    }
)
_CURVE_STEPS = 40  # a lap, of the curve of the difference


@dataclass(frozen=True, eq=False)
class Ghost:
    """A run to be shown beside a replay.

    Attributes
    ----------
    trajectory : of the race in which it was skated
    team : code of the team in it
    label : what it is, such as "if NED pushed"
    beside : code of the team that it is compared with; by default `team` where that skates
        in the replay, else the first one
    interval_s : 5 and 95 % bounds of ghost minus team at the finish [s], where known
    note : more about it, for which a label has no room
    """

    trajectory: Trajectory
    team: str
    label: str
    beside: str = ""
    interval_s: tuple[float, float] | None = None
    note: str = ""


def outside(run: GhostRun) -> bool:
    """Whether its difference at the finish lies outside its own interval.

    In each draw the best turns are found anew, so that they may be better there than these are.
    """
    if run.interval_s is None:
        return False
    low, high = (round(each, 1) for each in run.interval_s)  # as they are told
    return not low <= round(float(run.curve[1][-1]), 1) <= high


def percentiles(run: GhostRun) -> str:
    """What its interval is of, in few words: with "turns free" where it leaves the ghost out."""
    return "5–95 %, turns free" if outside(run) else "5–95 %"


def supposing(team: str, kind: Kind) -> str:
    """A team in a formation that it did not skate, in words: "if NED pushed"."""
    return f"if {team} {_DID[kind]}"


def alone(trajectory: Trajectory, team: str, side: Side) -> Trajectory:
    """One team's part of a race, as if it had started by itself on a side.

    Raises
    ------
    KeyError
        if the team does not skate in it
    """
    index = trajectory.race.by_team()[team]
    columns = trajectory.columns(index)
    entry = replace(trajectory.race.entries[index], side=side)
    return Trajectory(
        race=replace(trajectory.race, entries=(entry,)),
        model=trajectory.model,
        time_s=trajectory.time_s,
        distance_m=trajectory.distance_m[:, columns],
        lateral_m=trajectory.lateral_m[:, columns],
        speed_mps=trajectory.speed_mps[:, columns],
        extras={name: array[:, columns] for name, array in trajectory.extras.items()},
    )


def beside(ghost: Ghost, codes: tuple[str, ...]) -> int:
    """Index of the team that a ghost is compared with.

    Raises
    ------
    ValueError
        if it is to be compared with a team that does not skate
    """
    if ghost.beside:
        if ghost.beside not in codes:
            raise ValueError(f"{ghost.beside} does not skate here; {' and '.join(codes)} do")
        return codes.index(ghost.beside)
    return codes.index(ghost.team) if ghost.team in codes else 0


def curve(replay: Replay, team: int, ghost: Replay) -> tuple[Floats, Floats]:
    """Laps, and there the ghost's time minus the team's [s], up to the shorter race's end."""
    count = min(replay.race.laps, ghost.race.laps)
    laps = np.linspace(0.0, count, count * _CURVE_STEPS + 1)
    skated = laps * replay.oval.lap_m
    theirs = np.interp(skated, replay.rising_m[:, team], replay.trajectory.time_s)
    own = np.interp(skated, ghost.rising_m[:, 0], ghost.trajectory.time_s)
    difference = own - theirs
    difference[0] = 0.0
    return laps, difference


def moment_s(replay: Replay, run: GhostRun, time_s: float, sync: Sync) -> float:
    """The ghost's moment that belongs to a moment of the replay [s].

    By time it is the same; by distance, that at which the ghost's third skater is
    where the team's is now.
    """
    if sync == "time":
        return min(max(time_s, 0.0), run.replay.duration_s)
    skated = replay.tails(time_s)[run.team]
    mine = run.replay
    return float(np.interp(skated, mine.rising_m[:, 0], mine.trajectory.time_s))


def difference_s(replay: Replay, run: GhostRun, time_s: float) -> float:
    """Ghost minus team at the last distance that both have skated by a time [s].

    Negative: the ghost is ahead.
    """
    mine = run.replay
    skated = min(
        replay.tails(time_s)[run.team],
        mine.tails(min(time_s, mine.duration_s))[0],
        replay.race.distance_m,
        mine.race.distance_m,
    )
    theirs = np.interp(skated, replay.rising_m[:, run.team], replay.trajectory.time_s)
    own = np.interp(skated, mine.rising_m[:, 0], mine.trajectory.time_s)
    return float(own - theirs)


def standing(replay: Replay, run: GhostRun, time_s: float) -> str:
    """How it stands, such as "≈ 0.8 s ahead"; once both are done, how they finished."""
    apart_s = difference_s(replay, run, time_s)
    # Both glide on, and are level when they stop: what stands is how they finished.
    both = max(float(replay.finish_s[run.team]), float(run.replay.finish_s[0]))
    # Between lines it is an estimate, as any gap there.
    done, decimals = ("finished ", 2) if time_s >= both else ("≈ ", 1)
    size = format_size(apart_s, decimals)
    if float(size) == 0:
        return f"{done}level"
    return f"{done}{size} s {'ahead' if apart_s < 0 else 'behind'}"
