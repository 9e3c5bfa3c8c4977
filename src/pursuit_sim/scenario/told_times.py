"""What some layers tell of a team's time, before anything of them is checked."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from contextlib import suppress
from typing import Any

from pursuit_sim.scenario.fields import LONGEST_TIME_S, time_or_word
from pursuit_sim.units import ticks


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
    if not isinstance(found, int | float) or isinstance(found, bool):
        return None
    return float(found) if abs(found) < LONGEST_TIME_S else None  # a number, and no inf


def word(entry: Mapping[str, Any], time: float | None) -> Hashable:
    """What an entry says of a time: to the hundredth, whose it is, and whether it is assumed.

    Parameters
    ----------
    entry : its table
    time : as its time or its gap tell it [s]
    """
    marked = entry.get("assumed")
    assumed = isinstance(marked, list) and bool({"time", "gap"} & {*map(str, marked)})
    return None if time is None else (ticks(time), str(entry.get("team")), assumed)


def last_change(told: Iterable[tuple[int, Hashable, Hashable]]) -> int:
    """The number of the layer of which a time is, the base first; 0 without any.

    Who says again what is known changes nothing, nor who puts back what the base says: it is the
    time that was skated then.

    Parameters
    ----------
    told : number of each layer that tells the time, and its `word` before and then
    """
    found, base = 0, None
    for i, below, now in told:
        base = now if i == 0 else base
        if now != below:
            found = i
        if now == base:
            found = 0
    return found
