"""Moments of a race by the words that people have for them."""

from __future__ import annotations

import re

from pursuit_sim import timing
from pursuit_sim.errors import InputError
from pursuit_sim.trajectory import Trajectory
from pursuit_sim.units import format_time, parse_time

_MOMENT = re.compile(r"(?P<name>start|bell|end)?(?P<sign>[+-])?(?P<time>[0-9:.,]+)?")


def moment(said: str | float, trajectory: Trajectory, where: str) -> float:
    """The time [s] that a word such as "2:41.37", "161", "bell" or "end-5" stands for.

    "start" is the gun, "bell" the moment in which the first team begins its last lap,
    "end" the last finish; each may be followed by a number of seconds more or less.

    Parameters
    ----------
    said : the word, or the time itself [s]
    trajectory : the race
    where : what faults name

    Raises
    ------
    InputError
        if it is no such word or time, or lies outside the trajectory
    """
    last = trajectory.duration_s
    allowed = (
        f"write a time from 0 to {format_time(last)} such as 2:41.37 or 161.37, "
        "or start, bell or end, also end-5"
    )
    text = str(said)
    fault = InputError.single(where, "", f"{text!r} is not a moment of this race", allowed)
    if isinstance(said, int | float) and not isinstance(said, bool):
        return _within(float(said), last, fault)
    match = _MOMENT.fullmatch(text.strip().casefold())
    if match is None or not text.strip():
        raise fault
    name, sign, clock = match.group("name", "sign", "time")
    if (sign is None) != (name is None or clock is None) or (sign is not None and clock is None):
        raise fault
    try:
        seconds = parse_time(clock) if clock else 0.0
    except ValueError:
        raise fault from None
    if name == "bell":
        base = timing.bell_time(timing.splits(trajectory)) or 0.0
    else:
        base = float(timing.finish_times(trajectory).max()) if name == "end" else 0.0
    return _within(base - seconds if sign == "-" else base + seconds, last, fault)


def _within(time_s: float, last_s: float, fault: InputError) -> float:
    """A moment to the nanosecond, as a replay has its finishes: "end" is when the race is over."""
    time_s = round(time_s, 9)
    if not 0 <= time_s <= last_s:
        raise fault
    return time_s
