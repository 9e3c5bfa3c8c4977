"""What some layers tell of a team's time, before anything of them is checked."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from pursuit_sim.scenario.fields import time_or_word


def inner(raw: Mapping[str, Any], *keys: str) -> Mapping[str, Any]:
    """A table within others; an empty one where there is none."""
    for key in keys:
        found = raw.get(key)
        raw = found if isinstance(found, dict) else {}
    return raw


def time_s(entry: Mapping[str, Any]) -> float | None:
    """What an entry took [s], where it has a time that counts."""
    if "status" in entry:
        return None
    with suppress(ValueError, TypeError):
        found = time_or_word(entry.get("time"))
        return found if isinstance(found, float) else None
    return None


def gap_s(entry: Mapping[str, Any]) -> float | None:
    """The gap of an entry to the other team [s], where it has one."""
    found = entry.get("gap")
    return found if isinstance(found, int | float) and not isinstance(found, bool) else None
