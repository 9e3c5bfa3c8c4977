"""What is true of every race, looked at in each trajectory before anybody sees it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from pursuit_sim.arrays import Floats
from pursuit_sim.errors import Fault, InputError
from pursuit_sim.scenario.fields import number
from pursuit_sim.scenario.human_limits import FASTEST_SKATER_MPS
from pursuit_sim.scenario.race import Entry
from pursuit_sim.timing import splits
from pursuit_sim.track import (
    FEET_M,
    LAP_LINE_M,
    OUTER_EDGE_M,
    PADS_INSIDE_M,
    PADS_M,
    WARM_UP_WIDTH_M,
)
from pursuit_sim.trajectory import SKATERS, Trajectory
from pursuit_sim.units import format_laps, format_time

EXACT_S = 1e-6  # [s] to which passings at timing lines are met
BETWEEN_S = 1e-3  # [s] to which those between them are
BACK_M = 1e-9  # [m] by which rounding may set somebody back
# The ice, from the lap line outward [m]: warm-up lane to the edge of the outer lane.
ICE_M = (-LAP_LINE_M - WARM_UP_WIDTH_M, OUTER_EDGE_M)
_DEEPEST_M = PADS_INSIDE_M + PADS_M - FEET_M  # whoever falls may go as far


def verified(trajectory: Trajectory, passings_s: Sequence[Floats]) -> Trajectory:
    """The trajectory, if it is one that can be.

    Parameters
    ----------
    trajectory : as the model made it
    passings_s : (team,) of (half-lap,) [s] when the train passes its lines by the model's own
        word; where somebody falls, that is not when the clock stops

    Raises
    ------
    InputError
        if somebody leaves the ice, stands in two places, goes back or is faster than anybody;
        or if a passing that is known is not met
    """
    race = trajectory.race
    sound = _sound(trajectory)
    read_s = splits(trajectory)
    faults = [
        Fault(race.id, f"{entry.side}.{key}", f"found {found}, with which {problem}", remedy)
        for team, entry in enumerate(race.entries)
        for key, found, problem, remedy in [
            *(() if sound else _impossible(trajectory, team, entry)),
            *_missed(trajectory, team, read_s[team], passings_s[team]),
        ]
    ]
    if faults:
        raise InputError(faults)
    return trajectory


def _sound(trajectory: Trajectory) -> bool:
    """Whether `_impossible` has nothing to say of any team."""
    distance, lateral, speed = trajectory.distance_m, trajectory.lateral_m, trajectory.speed_mps
    low = ICE_M[0]
    # A sum is finite where all that it is of is.
    return bool(
        all(np.isfinite(each.sum()) for each in (distance, *trajectory.extras.values()))
        and low <= lateral.min()
        and (lateral.max(axis=0) <= _outermost(trajectory)).all()
        and 0 <= speed.min() <= speed.max() <= FASTEST_SKATER_MPS
        and (distance[1:] - distance[:-1]).min() >= -BACK_M
    )


def _outermost(trajectory: Trajectory) -> Floats:
    """(skater,) how far outside the lap line each may be [m]."""
    return np.array(
        [
            _DEEPEST_M if entry.fall is not None and entry.fall.skater == k else ICE_M[1]
            for entry in trajectory.race.entries
            for k in range(SKATERS)
        ]
    )


def _impossible(
    trajectory: Trajectory, team: int, entry: Entry
) -> Iterator[tuple[str, str, str, str]]:
    """(key, value, problem, remedy) of what a team's skaters cannot do."""
    columns = trajectory.columns(team)
    distance, lateral, speed = (
        array[:, columns]
        for array in (trajectory.distance_m, trajectory.lateral_m, trajectory.speed_mps)
    )
    key, time = "time", format_time(entry.official_time_s)
    extras = [array[:, columns] for array in trajectory.extras.values()]
    if not all(np.isfinite(array).all() for array in (distance, lateral, speed, *extras)):
        yield key, time, f"{entry.team.code} is nowhere", "bring the parameters nearer to defaults"
        return
    off = lateral.max(axis=0) > _outermost(trajectory)[columns]
    if entry.fall is not None and off[entry.fall.skater]:
        yield (
            "form.fall_pads_mps2",
            f"{entry.form.fall_pads_mps2:g}",
            f"{entry.lineup[entry.fall.skater]} goes through the pads",
            "write a larger one",
        )
    elif lateral.min() < ICE_M[0] or off.any():
        swing = entry.train.swing_out_m
        yield (
            "train.swing_out_m",
            f"{swing:g}",
            f"{entry.team.code} leaves the ice",
            "write a smaller one",
        )
    slowest, fastest = speed.min(), speed.max()
    if (
        slowest < 0
        or fastest > FASTEST_SKATER_MPS
        or (distance[1:] - distance[:-1]).min() < -BACK_M
    ):
        what = f"needs {fastest:.1f} m/s" if fastest > FASTEST_SKATER_MPS else "skates backwards"
        yield (
            key,
            time,
            f"{entry.team.code} {what}",
            f"nobody skates faster than {FASTEST_SKATER_MPS:g} m/s: check time, splits and train",
        )


def _missed(
    trajectory: Trajectory, team: int, read_s: Floats, passings_s: Floats
) -> Iterator[tuple[str, str, str, str]]:
    """(key, value, problem, remedy) of passings that the trajectory does not keep to."""
    entry = trajectory.race.entries[team]
    told = passings_s.copy()
    if entry.fall is not None:
        told[:] = np.nan
    if trajectory.model == "kinematic":
        told[-1] = entry.official_time_s
        for split in entry.splits:
            if split.half_lap % 1 == 0:
                told[round(split.half_lap) - 1] = split.time_s
        yield from _missed_between(trajectory, team)
    off = np.abs(read_s - told) > EXACT_S  # never where it is NaN
    late = np.flatnonzero(off | (np.diff(read_s, prepend=0.0) <= 0))
    if len(late):
        half = int(late[0])
        changes = len(entry.formation.leads) > 1
        yield (
            "train.exchange_s" if changes else "time",
            f"{entry.train.exchange_s:g}" if changes else format_time(entry.official_time_s),
            (
                f"{entry.team.code} passes at {format_time(float(read_s[half]), 6)} after "
                f"{format_laps(half + 1)}, not at {format_time(float(told[half]), 6)}"
            ),
            "let changes of leader be shorter, or the team slower",
        )


def _missed_between(trajectory: Trajectory, team: int) -> Iterator[tuple[str, str, str, str]]:
    """As `_missed`, of passings between the timing lines."""
    entry, half_lap_m = trajectory.race.entries[team], trajectory.race.oval.half_lap_m
    between = [split for split in entry.splits if split.half_lap % 1]
    if not between:
        return
    tail = np.maximum.accumulate(trajectory.tail_m[:, team])
    for split in between:
        found = float(np.interp(split.half_lap * half_lap_m, tail, trajectory.time_s))
        if abs(found - split.time_s) > BETWEEN_S:
            yield (
                "splits",
                f"{format_time(split.time_s, 3)} after {number(split.half_lap / 2)} laps",
                f"{entry.team.code} passes there at {format_time(found, 3)}",
                "leave it out, or let changes of leader be shorter",
            )
