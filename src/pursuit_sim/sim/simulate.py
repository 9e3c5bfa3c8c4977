"""`simulate`: a race goes in, a finished trajectory comes out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from pursuit_sim.arrays import Floats
from pursuit_sim.errors import InputError
from pursuit_sim.scenario.picking import unknown, unseen
from pursuit_sim.scenario.race import Race
from pursuit_sim.sim.aim import aimed, axis
from pursuit_sim.sim.overtaking import overtaken
from pursuit_sim.sim.schedule import Schedule
from pursuit_sim.sim.train_layout import Parts, lay_out
from pursuit_sim.sim.verified import verified
from pursuit_sim.sim.who_stands import no_falls
from pursuit_sim.trajectory import Trajectory

MODELS = ("kinematic", "power")
STEP_S = 0.05  # [s] linear interpolation then errs by ~1 mm at the start, < 0.02 mm later


def simulate(race: Race, model: str = "kinematic", *, step_s: float = STEP_S) -> Trajectory:
    """The whole race, as a pure function: equal input, equal arrays.

    Parameters
    ----------
    race : the resolved race
    model : "kinematic" spreads the official time over the laps; "power" lets the skaters'
        power decide what the time is
    step_s : step of the time axis [s]; moments at timing lines are added to it

    Returns
    -------
    `Trajectory` from the gun to the end of the glide-out

    Raises
    ------
    InputError
        if there is no such model, the race's times cannot be skated, a team can hold no pace, or
        nobody in the race can be replayed
    """
    if model not in MODELS:
        raise unknown("model", model, MODELS, "model")
    check_replayed(race, model)
    if model == "power":
        return _power(race, step_s)
    plans = aimed(race)
    moments = [each.passings_s for each in plans]
    moments += [np.array([each.time_s for each in entry.splits]) for entry in race.entries]
    time = axis(moments, step_s)
    if any(entry.fall is not None for entry in race.entries):
        time, parts = _with_falls(race, plans, moments, time, step_s)
    else:
        parts = _laid_out(race, plans, time)
    made = _trajectory(race, model, time, parts)
    made = replace(
        made, supposed=tuple(each.supposed for each in plans), uneven_s=plans[0].uneven_s
    )
    return verified(made, [each.passings_s for each in plans])


def why_not(race: Race, model: str) -> str:
    """Why a model cannot replay a race; empty where it can."""
    if not race.entries:
        return race.unseen
    return no_falls(race.entries) if model == "power" else ""


def check_replayed(race: Race, model: str) -> None:
    """Refuse a race that a model cannot replay.

    Raises
    ------
    InputError
        with why not
    """
    if not race.entries:
        raise unseen(race)
    if problem := why_not(race, model):
        remedy = "choose another race, or the kinematic model"
        raise InputError.single(race.id, "", f"cannot be replayed: {problem}", remedy)


def _laid_out(race: Race, plans: Sequence[Schedule], time: Floats) -> list[Parts]:
    return [
        lay_out(race, entry, time, *schedule.way(time))
        for entry, schedule in zip(race.entries, plans, strict=True)
    ]


def _with_falls(
    race: Race,
    plans: Sequence[Schedule],
    moments: Sequence[Floats],
    time: Floats,
    step_s: float,
) -> tuple[Floats, list[Parts]]:
    """The axis and the teams of a race in which somebody falls: few races need this module."""
    from pursuit_sim.sim.fall import fallen, laid_low

    falls = [
        fallen(race, entry, schedule, time)
        for entry, schedule in zip(race.entries, plans, strict=True)
    ]
    known = [np.array([each.at_s, each.finish_s]) for each in falls if each]
    time = axis([*moments, *known], step_s)
    parts = _laid_out(race, plans, time)
    for index, (entry, fall) in enumerate(zip(race.entries, falls, strict=True)):
        if fall is not None:
            parts[index] = laid_low(race, entry, fall, time, parts[index])
    return time, parts


def _power(race: Race, step_s: float) -> Trajectory:
    """The power-balance race; its module is only imported when it is asked for."""
    from pursuit_sim.sim.power import PowerRace

    races = [PowerRace(race, entry) for entry in race.entries]
    time = axis([each.passings_s for each in races], step_s)
    moments = [each.moments(time) for each in races]
    parts = [
        lay_out(race, entry, time, each.way_m, each.way_mps)
        for entry, each in zip(race.entries, moments, strict=True)
    ]
    extras = {
        name: np.concatenate([getattr(each, name) for each in moments], axis=1)
        for name in ("power_w", "reserve_j", "push_n")
    }
    made = _trajectory(race, "power", time, parts, extras)
    return verified(made, [each.passings_s for each in races])


def _trajectory(
    race: Race,
    model: str,
    time: Floats,
    parts: Sequence[Parts],
    extras: Mapping[str, Floats] | None = None,
) -> Trajectory:
    distance, lateral, speed = (
        np.concatenate(columns, axis=1) for columns in zip(*parts, strict=True)
    )
    if len(race.entries) > 1:
        distance, lateral, speed = overtaken(race, time, (distance, lateral, speed))
    return Trajectory(
        race=race,
        model=model,
        time_s=time,
        distance_m=distance,
        lateral_m=lateral,
        speed_mps=speed,
        extras=extras or {},
    )
