"""A fall in words, with what of it nobody published."""

from __future__ import annotations

from pursuit_sim.scenario.race import Entry
from pursuit_sim.scenario.time_source import ASSUMED, beside


def doubt(entry: Entry) -> str:
    """Why nobody should take the fall of a team for a fact; empty where it is one."""
    return ASSUMED if "fall" in entry.assumed else ""


def falls(name: str, entry: Entry) -> str:
    """Who falls: "B Two falls", or "B Two falls (assumed)"."""
    return f"{name} falls{beside(doubt(entry))}"


def after(entry: Entry) -> str:
    """How a team skates from then on: "after a fall", or "after a fall (assumed)"."""
    return f"after a fall{beside(doubt(entry))}"
