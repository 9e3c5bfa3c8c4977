"""Who is missing from a replay, and why, in words."""

from __future__ import annotations

from collections.abc import Collection

from pursuit_sim.event_formats import FINISHED, NOT_SKATED, STATUSES
from pursuit_sim.units import format_time

_ASSUMED = "assumed"


def doubt(status: str, time_s: float | None, assumed: Collection[str]) -> str:
    """The word beside what became of a team: "assumed" where nobody published that; else empty.

    Parameters
    ----------
    status, time_s, assumed : as `race.Listed` has them, a time beside a status among them
    """
    keys = {"skated"} if status == NOT_SKATED else {"status"} if status in STATUSES else set()
    if keys == {"status"} and time_s is None:
        keys.add("time")
    return _ASSUMED if keys & {*assumed} else ""


def why(code: str, status: str, told: str, time_s: float | None, assumed: Collection[str]) -> str:
    """Why there is no replay: "NED did not finish (fell in lap 3)"; and a time beside that.

    Parameters
    ----------
    code : of the team
    status, time_s, assumed : as for `doubt`
    told : the incident of a team that finished; else the remark, which may be empty
    """
    if status == FINISHED:
        return f"{code}: {told}{_beside(_ASSUMED if 'incident' in assumed else '')}"
    said = {
        **STATUSES,
        NOT_SKATED: "in a race that was not skated",
        "unknown": "has no published time",
    }[status]
    unsure = doubt(status, time_s, assumed) or (told and "remark" in assumed)
    marked = _ASSUMED if unsure else ""
    # A remark may be a sentence of its own.
    own = told.startswith(code)
    ended = f"{told}{_beside(marked)}" if own else f"{code} {said}{_beside(told, marked)}"
    if time_s is None:
        return ended
    time = f"{format_time(time_s)}{_beside(_ASSUMED if 'time' in assumed else '')}"
    return f"{ended}, {time} does not count"


def _beside(*words: str) -> str:
    """What follows in brackets; empty words are left out."""
    told = "; ".join(filter(None, words))
    return f" ({told})" if told else ""
