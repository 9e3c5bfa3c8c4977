"""`simulate`: a race goes in, a finished trajectory comes out."""

from __future__ import annotations

import numpy as np

from pursuit_sim.scenario.race import Race
from pursuit_sim.sim.kinematic import Schedule
from pursuit_sim.sim.layout import lay_out
from pursuit_sim.trajectory import Trajectory

STEP_S = 0.05  # [s] linear interpolation then errs by ~1 mm at the start, < 0.02 mm later
GLIDE_S = 12.0  # [s] shown after the last finish


def simulate(race: Race, model: str = "kinematic", *, step_s: float = STEP_S) -> Trajectory:
    """The whole race, as a pure function: equal input, equal arrays.

    Parameters
    ----------
    race : the resolved race
    model : "kinematic" spreads the official time over the laps
    step_s : step of the time axis [s]; moments at timing lines are added to it

    Returns
    -------
    `Trajectory` from the gun to the end of the glide-out

    Raises
    ------
    ValueError
        for an unknown model
    InputError
        if the race's splits cannot be skated
    """
    if model != "kinematic":
        raise ValueError(f"unknown model {model!r}; the models are: kinematic")
    schedules = [Schedule(race, entry) for entry in race.entries]
    end = max(entry.official_time_s for entry in race.entries) + GLIDE_S
    # The passings are moments of the axis, so that reading them back is exact.
    time = np.unique(
        np.concatenate(
            [np.arange(0.0, end + step_s, step_s), *(each.passings_s for each in schedules)]
        )
    )
    parts = [
        lay_out(race, entry, time, *schedule.tail(time))
        for entry, schedule in zip(race.entries, schedules, strict=True)
    ]
    distance, lateral, speed = (np.concatenate(columns, axis=1) for columns in zip(*parts, strict=True))
    return Trajectory(
        race=race,
        model=model,
        time_s=time,
        distance_m=distance,
        lateral_m=lateral,
        speed_mps=speed,
    )
