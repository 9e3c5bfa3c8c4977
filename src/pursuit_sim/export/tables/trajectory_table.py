"""A trajectory as a table of plain numbers, for other people's programs."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pursuit_sim import timing
from pursuit_sim.arrays import Floats
from pursuit_sim.atomic_write import atomic_path
from pursuit_sim.export import DEFAULT_RATE_HZ, writers
from pursuit_sim.trajectory import SKATERS, Trajectory

COLUMNS = (
    "t_s",
    "team",
    "skater",
    "slot",
    "distance_m",
    "lateral_m",
    "x_m",
    "y_m",
    "speed_mps",
)
LOWEST_RATE_HZ, HIGHEST_RATE_HZ = 0.1, 1000.0

_SAME_S = 1e-9  # [s] two moments closer than this are one


def moments(trajectory: Trajectory, rate_hz: float) -> Floats:
    """The times [s] of the table, shape (time,): a uniform grid, and each team's finish.

    The finishes are added so that whoever interpolates linearly finds the third
    skaters' crossings where they are.
    """
    count = int(np.floor(trajectory.duration_s * rate_hz + _SAME_S)) + 1
    grid = np.arange(count) / rate_hz
    finishes = timing.finish_times(trajectory)
    near = np.abs(grid[:, np.newaxis] - finishes).min(axis=1) < _SAME_S
    return np.union1d(grid[~near], finishes)


def columns(trajectory: Trajectory, rate_hz: float = DEFAULT_RATE_HZ) -> Mapping[str, NDArray[Any]]:
    """The table, column by column, one row per moment and skater, in order of time.

    Parameters
    ----------
    trajectory : a finished race
    rate_hz : rows per second and skater [Hz]; the finishes come on top

    Returns
    -------
    arrays of equal length, by the names in `COLUMNS`: time from the gun [s], team code,
    skater's name, place in the train at that moment (1 in front), distance along the
    lap line from the team's own line [m], offset outward from the lap line [m], place
    on the ice about the rink's centre [m], and speed along the skater's path [m/s]
    """
    time = moments(trajectory, rate_hz)
    moment = trajectory.at(time)
    places = trajectory.xy(moment)
    skaters = moment.distance_m.shape[1]
    by_team = moment.distance_m.reshape(len(time), -1, SKATERS)
    # Rank of each within the team, the one farthest on first; level: line-up order.
    slots = (-by_team).argsort(axis=2, kind="stable").argsort(axis=2, kind="stable") + 1
    teams = [trajectory.entry(column).team.code for column in range(skaters)]
    return {
        "t_s": np.repeat(time, skaters),
        "team": np.tile(np.array(teams), len(time)),
        "skater": np.tile(np.array(trajectory.names), len(time)),
        "slot": slots.reshape(-1).astype(np.int64),
        "distance_m": moment.distance_m.reshape(-1),
        "lateral_m": moment.lateral_m.reshape(-1),
        "x_m": places[..., 0].reshape(-1),
        "y_m": places[..., 1].reshape(-1),
        "speed_mps": moment.speed_mps.reshape(-1),
    }


def write(trajectory: Trajectory, path: Path, rate_hz: float = DEFAULT_RATE_HZ) -> None:
    """Write the table of `columns` in the format that the ending of `path` names.

    Raises
    ------
    MissingExtraError
        if .parquet is wanted and pyarrow is not installed
    OSError
        if the file cannot be written; then nothing is left of it
    """
    write_table = writers.writer(writers.TRAJECTORIES, path.suffix.lower())
    table = columns(trajectory, rate_hz)
    with atomic_path(path) as part:
        write_table(table, part)
