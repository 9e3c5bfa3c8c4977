"""Who is missing from a replay, and why, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pursuit_sim.event_formats import FINISHED, NOT_SKATED, STATUSES
from pursuit_sim.units import format_time

if TYPE_CHECKING:
    from pursuit_sim.scenario.race import Listed

_ASSUMED = "assumed"


def doubt(listed: Listed) -> str:
    """The word beside what became of a team: "assumed" where nobody published that; else empty."""
    keys = {"status", *(["time"] if listed.official_time_s is None else [])}
    if listed.status == NOT_SKATED:
        keys = {"skated"}
    if listed.status not in (NOT_SKATED, *STATUSES):
        return ""
    return _ASSUMED if keys & {*listed.assumed} else ""


def why(listed: Listed) -> str:
    """Why there is no replay: "NED did not finish (fell in lap 3)"; and a time beside that."""
    code, remark = listed.team.code, listed.remark
    if listed.status == FINISHED:
        marked = _ASSUMED if "incident" in listed.assumed else ""
        return f"{code}: {listed.incident}{_beside(marked)}"
    said = {
        **STATUSES,
        NOT_SKATED: "in a race that was not skated",
        "unknown": "has no published time",
    }[listed.status]
    marked = _ASSUMED if doubt(listed) or (remark and "remark" in listed.assumed) else ""
    # A remark may be a sentence of its own.
    own = remark.startswith(code)
    ended = f"{remark}{_beside(marked)}" if own else f"{code} {said}{_beside(remark, marked)}"
    if listed.official_time_s is None:
        return ended
    time = f"{format_time(listed.official_time_s)}{_beside(_ASSUMED * ('time' in listed.assumed))}"
    return f"{ended}, {time} does not count"


def _beside(*words: str) -> str:
    """What follows in brackets; empty words are left out."""
    told = "; ".join(filter(None, words))
    return f" ({told})" if told else ""
