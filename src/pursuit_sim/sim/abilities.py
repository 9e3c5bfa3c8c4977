"""The powers of a skater of whom times are known: the power model turned round.

One time changes the aerobic power alone and keeps the reserve; of two or more the powers
are those that come nearest to all in parts of the times (least squares).
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from math import exp, log

import numpy as np

from pursuit_sim.errors import InputError
from pursuit_sim.scenario.parameters import declarations
from pursuit_sim.scenario.physics import Body
from pursuit_sim.scenario.quantity import allowed
from pursuit_sim.scenario.race import Entry, Race
from pursuit_sim.scenario.timed_body import TimedBody
from pursuit_sim.sim.solo import solo_times
from pursuit_sim.units import format_time

_STEP = 1e-4  # of ln power, in slopes
_CLOSE = 1e-7  # of ln power, at which the search ends
_ROUNDS = 40
_LARGEST = 0.3  # of ln power, in one round
_OFF = 0.01  # of a time: what the model may be off two times and still tell both
_POWERS = ("aerobic_w", "anaerobic_j")


def known(race: Race) -> Race:
    """The race with the powers of all skaters who have times, and of what it was before.

    Raises
    ------
    InputError
        if nobody has such times
    """
    entries = tuple(_entry(entry) for entry in race.entries)
    same = all(a is b for a, b in zip(entries, race.entries, strict=True))
    return race if same else replace(race, entries=entries)


def _entry(entry: Entry) -> Entry:
    first, second, third = entry.bodies
    was = entry.was and known(entry.was)
    if was is entry.was and not any(isinstance(each, TimedBody) for each in entry.bodies):
        return entry
    return replace(entry, bodies=(powers(first), powers(second), powers(third)), was=was)


def powers(body: Body) -> Body:
    """The body with the powers that its times stand for; any other as it is.

    Raises
    ------
    InputError
        if no powers that a body may have give the times
    """
    return _found(body) if isinstance(body, TimedBody) else body


@lru_cache(maxsize=256)
def _found(body: TimedBody) -> Body:
    own = Body.model_construct(**{name: getattr(body, name) for name in Body.model_fields})
    distances = tuple(each.distance_m for each in body.times)
    wanted = np.log([each.time_s for each in body.times])
    free = _POWERS[: min(len(distances), len(_POWERS))]
    bounds = {name: allowed(declarations()[f"body.{name}"]) for name in free}
    at = np.log([getattr(own, name) for name in free])

    def made(place: np.ndarray) -> Body:
        return own.model_copy(
            update={name: exp(each) for name, each in zip(free, place.tolist(), strict=True)}
        )

    def missed(place: np.ndarray) -> np.ndarray:
        one = made(place)
        found = [solo_times(one, each.rink or body.rink, (each.distance_m,)) for each in body.times]
        return np.log(np.concatenate(found)) - wanted

    for _ in range(_ROUNDS):
        off = missed(at)
        slopes = np.stack(
            [(missed(at + _STEP * unit) - off) / _STEP for unit in np.eye(len(free))], axis=1
        )
        if not (np.isfinite(off).all() and np.isfinite(slopes).all()):
            raise _nobody(body, "no pace can be held with the powers that they would need")
        step = np.linalg.lstsq(slopes, -off, rcond=None)[0]
        at = at + np.clip(step, -_LARGEST, _LARGEST)
        beyond = [
            name
            for name, each in zip(free, at.tolist(), strict=True)
            if not log(bounds[name][0]) - _LARGEST <= each <= log(bounds[name][1]) + _LARGEST
        ]
        if np.abs(step).max() < _CLOSE or beyond:
            break
    for name, each in zip(free, at.tolist(), strict=True):
        low, high = bounds[name]
        if not low <= exp(each) <= high:
            side = f"above {high:g}" if exp(each) > high else f"below {low:g}"
            raise _nobody(body, f"they would need {name} {side}")
    off = missed(at)
    worst = int(np.abs(off).argmax())
    if abs(off[worst]) > _OFF:
        distance, told = distances[worst], format_time(float(np.exp(off + wanted)[worst]))
        raise _nobody(body, f"the nearest powers skate {distance} m in {told}")
    return made(at)


def _nobody(body: TimedBody, why: str) -> InputError:
    told = " and ".join(f"{each.distance_m} m in {format_time(each.time_s)}" for each in body.times)
    return InputError.single(
        body.skater,
        "",
        f"{told} cannot be turned into powers with a mass of {body.mass_kg:g} kg and a drag area "
        f"of {body.drag_area_m2:g} m²: {why}",
        "correct a time or leave one out, say where they were skated with times_rink, or write "
        "mass_kg and drag_area_m2",
    )
