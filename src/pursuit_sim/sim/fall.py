"""A fall: one skater slides, gets up and skates to the finish; the others go on alone.

The official time is then theirs. Where they fell and when they finished is known; what was
between is drawn plausibly, and has no bearing on any result.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pursuit_sim.errors import InputError
from pursuit_sim.scenario.race import Entry, Fall, Race
from pursuit_sim.sim.schedule import GLIDE_DECAY_S, Schedule
from pursuit_sim.sim.train_layout import path_speed
from pursuit_sim.trajectory import DOWN_S
from pursuit_sim.units import HUNDREDTH, format_time

Floats = NDArray[np.float64]
Parts = tuple[Floats, Floats, Floats]  # (time, skater): distance, lateral offset, path speed

# Chosen, for the eye only.
_SLIDE_S = 1.0  # [s] in which the speed of whoever slides falls by 1/e
_REGAIN_S = 3.0  # [s] lost by getting up to speed again
_LAPS_TOLD = 0.001  # laps, in which messages tell places
_OUT_M, _OUT_S, _BACK_S = 2.7, 2.0, 5.0  # how far outward [m], in, and back in [s]


@dataclass(frozen=True)
class Fallen:
    """The course of whoever fell.

    Attributes
    ----------
    fall : who, and where
    at_s : when [s]
    finish_s : when they cross the finish line [s]
    """

    fall: Fall
    at_s: float
    finish_s: float


def fallen(race: Race, entry: Entry, schedule: Schedule, time_s: Floats) -> Fallen | None:
    """When somebody of an entry falls; None where nobody does.

    Parameters
    ----------
    race, entry : who skates where
    schedule : of the train
    time_s : a time axis to look it up on [s]
    """
    if entry.fall is None:
        return None
    tail, _ = schedule.tail(time_s)
    at = float(np.interp(entry.fall.laps * race.oval.lap_m, tail, time_s))
    return Fallen(entry.fall, at, entry.official_time_s)


def laid_low(race: Race, entry: Entry, found: Fallen, time_s: Floats, parts: Parts) -> Parts:
    """The three skaters where one of them falls.

    Parameters
    ----------
    race, entry : who skates where
    found : who falls, and when
    time_s : (time,) [s], with the moments of the fall and of their finish
    parts : what `lay_out` gives, as if nobody fell

    Raises
    ------
    InputError
        if whoever falls there cannot finish at the official time, as the last of the three
    """
    distance, lateral, speed = (each.copy() for each in parts)
    skater = found.fall.skater
    since = np.maximum(time_s - found.at_s, 0.0)
    first = int(np.searchsorted(time_s, found.at_s))
    start, fast = float(distance[first, skater]), float(speed[first, skater])
    left = race.distance_m - start
    _refuse(race, entry, found, left, fast, np.delete(distance, skater, axis=1).min(axis=1), time_s)
    whole = found.finish_s - found.at_s
    pace = float((left - _slid_m(whole, fast)) / _skated_s(whole))
    racing = np.minimum(since, whole)
    after = since - racing
    slow = fast * np.exp(-racing / _SLIDE_S)
    up = np.maximum(racing - DOWN_S, 0.0)
    line = slow - pace * np.expm1(-up / _REGAIN_S)
    coast = GLIDE_DECAY_S * -np.expm1(-after / GLIDE_DECAY_S)
    way = start + _slid_m(racing, fast) + pace * _skated_s(racing) + line * coast
    line = line * np.exp(-after / GLIDE_DECAY_S)
    out = _OUT_M * _eased(since / _OUT_S) * (1 - _eased((since - DOWN_S) / _BACK_S))
    down = slice(first, None)
    distance[down, skater] = way[down]
    distance[np.searchsorted(time_s, found.finish_s), skater] = race.distance_m
    lateral[down, skater] += out[down]
    line_speed = np.repeat(line[:, np.newaxis], distance.shape[1], axis=1)
    sideways = np.gradient(lateral, time_s, axis=0)
    own = path_speed(race.oval, entry, distance, lateral, line_speed, sideways)
    speed[down, skater] = own[down, skater]
    return distance, lateral, speed


def _refuse(
    race: Race, entry: Entry, found: Fallen, left_m: float, fast_mps: float, others_m: Floats,
    time_s: Floats,
) -> None:  # fmt: skip
    """Raise what a fall, and the official time after it, cannot be.

    Parameters
    ----------
    race, entry, found : who falls, and when
    left_m : from where they fell to the finish [m]
    fast_mps : their speed when they fell
    others_m : (time,) of the last of the other two [m]
    time_s : (time,) [s]
    """
    side, code = entry.side, entry.team.code
    laps = found.fall.laps
    slide = fast_mps * _SLIDE_S
    if left_m <= slide:
        raise InputError.single(
            race.id,
            f"{side}.fall.laps",
            f"found {laps:g}: {entry.lineup[found.fall.skater]} slides over the finish line",
            f"write at most {laps - (slide - left_m) / race.oval.lap_m - _LAPS_TOLD:.3f}, or "
            "take the fall out",
        )
    # As fast as before the fall, but for what getting up costs.
    alone = found.at_s + left_m / fast_mps + DOWN_S + _REGAIN_S - _SLIDE_S
    others = float(np.interp(race.distance_m, others_m, time_s))
    earliest = max(alone, others)
    if entry.official_time_s <= earliest:
        raise InputError.single(
            race.id,
            f"{side}.time",
            f"found {format_time(entry.official_time_s)}, with a fall after {laps:g} laps, at "
            f"{format_time(found.at_s)}: whoever falls there stops the clock for {code} after "
            f"{format_time(earliest)}",
            f"write a time from {format_time(earliest + HUNDREDTH)} on, or let the fall be "
            "elsewhere",
        )


def _slid_m(since_s: Floats | float, fast_mps: float) -> Floats:
    """How far they have slid [m]."""
    return np.asarray(-fast_mps * _SLIDE_S * np.expm1(-np.asarray(since_s) / _SLIDE_S))


def _skated_s(since_s: Floats | float) -> Floats:
    """Seconds of full pace that they have skated since they got up: metres, at 1 m/s."""
    up = np.maximum(np.asarray(since_s) - DOWN_S, 0.0)
    return np.asarray(up + _REGAIN_S * np.expm1(-up / _REGAIN_S))


def _eased(part: Floats) -> Floats:
    """From 0 to 1 without a jerk."""
    held = np.clip(part, 0.0, 1.0)
    return np.asarray(held * held * (3 - 2 * held))
