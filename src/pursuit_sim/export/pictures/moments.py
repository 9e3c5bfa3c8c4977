"""Moments of a race by the words that people have for them."""

from __future__ import annotations

import re

from pursuit_sim import timing
from pursuit_sim.errors import InputError
from pursuit_sim.trajectory import Trajectory
from pursuit_sim.units import format_time, parse_time

_DIGITS = 6  # of a number, as many as a written time may have
_MOMENT = re.compile(r"(?P<name>start|bell|end)?(?P<sign>[+-])?(?P<time>[0-9:.,]+)?")


def moment(given: str | float, trajectory: Trajectory, where: str) -> float:
    """The time [s] that a word such as "2:41.37", "161", "bell" or "end-5" stands for.

    A number is a time [s] itself. "start" is the gun, "bell" the moment in which the first team
    begins its last lap, "end" the last finish; each may be followed by a number of seconds more
    or less.

    Raises
    ------
    InputError
        if it is no such word, or lies outside the trajectory
    """
    last = trajectory.duration_s
    allowed = (
        f"write a time from 0 to {format_time(last)} such as 2:41.37 or 161.37, "
        "or start, bell or end, also end-5"
    )
    text = given if isinstance(given, str) else f"{given:.{_DIGITS}f}"
    said = f"{given!r} is not a moment of this race"
    fault = InputError.single(where, "", said, allowed)
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
    # To the nanosecond, as a replay has its finishes: "end" is when the race is over.
    time = round(base - seconds if sign == "-" else base + seconds, 9)
    if not 0 <= time <= last:
        raise fault
    return time
