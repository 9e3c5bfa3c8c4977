"""Where a team's time is from: measured, or made up by somebody."""

from __future__ import annotations

from typing import Literal

from pursuit_sim.scenario.race import PASSING_KEYS, Entry, Listed, Race

TimeSource = Literal["measured", "derived", "assumed", "supposed"]

_TIME = ("time", "gap")


def time_source(race: Race, entry: Entry | Listed) -> TimeSource:
    """Of the official time.

    Returns
    -------
    "measured"; "derived" from the published gap; "assumed", which nobody published, as of a
    plan; or "supposed", which a what-if wrote in place of what was skated

    Parameters
    ----------
    race, entry : one of the race's
    """
    if "time" in entry.assumed or (entry.time_derived and "gap" in entry.assumed):
        return "assumed"
    if any(f"{entry.side}.{key}" in race.changed for key in _TIME):
        return "supposed"
    return "derived" if entry.time_derived else "measured"


def made_up(race: Race, entry: Entry | Listed) -> str:
    """What follows such a time: that it is not measured; empty where it is, or derived."""
    source = time_source(race, entry)
    return f" ({source}, not measured)" if source in ("assumed", "supposed") else ""


def passings_supposed(race: Race) -> bool:
    """Whether a what-if wrote times on the way in place of those of anybody, or gaps."""
    words = {part.split("[")[0] for key in race.changed for part in key.split(".")}
    return bool(words & {*PASSING_KEYS, "gaps"})
