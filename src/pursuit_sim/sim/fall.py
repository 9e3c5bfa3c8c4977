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
from pursuit_sim.sim.kinematic import GLIDE_DECAY_S, Schedule
from pursuit_sim.sim.train_layout import path_speed
from pursuit_sim.trajectory import DOWN_S

Floats = NDArray[np.float64]
Parts = tuple[Floats, Floats, Floats]  # (time, skater): distance, lateral offset, path speed

# Chosen, for the eye only.
_SLIDE_S = 1.0  # [s] in which the speed of whoever slides falls by 1/e
_RISE_S = 3.0  # [s] lost by getting up to speed again
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
        if the official time leaves no time for a fall there
    """
    distance, lateral, speed = (each.copy() for each in parts)
    skater = found.fall.skater
    since = np.maximum(time_s - found.at_s, 0.0)
    first = int(np.searchsorted(time_s, found.at_s))
    start, fast = float(distance[first, skater]), float(speed[first, skater])
    left = race.distance_m - start
    whole = found.finish_s - found.at_s
    slid, skated = _slid_m(whole, fast), _skated_s(whole)
    pace = (left - slid) / skated if skated > 0 else 0.0
    if not 0 < pace < fast:
        raise InputError.single(
            race.id,
            f"{entry.side}.fall",
            f"{entry.team.code} finishes {whole:.1f} s after it, which cannot be",
            "let the fall be nearer to the finish, or farther, or check the time",
        )
    racing = np.minimum(since, whole)
    after = since - racing
    slow = fast * np.exp(-racing / _SLIDE_S)
    up = np.maximum(racing - DOWN_S, 0.0)
    line = slow - pace * np.expm1(-up / _RISE_S)
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


def _slid_m(since_s: Floats | float, fast_mps: float) -> Floats:
    """How far they have slid [m]."""
    return np.asarray(-fast_mps * _SLIDE_S * np.expm1(-np.asarray(since_s) / _SLIDE_S))


def _skated_s(since_s: Floats | float) -> Floats:
    """Seconds of full pace that they have skated since they got up: metres, at 1 m/s."""
    up = np.maximum(np.asarray(since_s) - DOWN_S, 0.0)
    return np.asarray(up + _RISE_S * np.expm1(-up / _RISE_S))


def _eased(part: Floats) -> Floats:
    """From 0 to 1 without a jerk."""
    held = np.clip(part, 0.0, 1.0)
    return np.asarray(held * held * (3 - 2 * held))
