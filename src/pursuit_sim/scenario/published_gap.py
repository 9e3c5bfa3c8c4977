"""The time that a published gap is to: as the file that tells the gap has it.

A what-if of one team's time says nothing of what the other team skated, so that a time which
follows from a gap stays what it was.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any, NamedTuple

from pursuit_sim.scenario.faults import ScenarioSource, said_together
from pursuit_sim.scenario.fields import time_or_word
from pursuit_sim.scenario.merge import merge
from pursuit_sim.track import Side


class GapTo(NamedTuple):
    """What a gap is to.

    Attributes
    ----------
    time_s : the other team's time [s]; None where the gap is to none
    source : where that is from: "measured", "assumed", or "supposed" by a what-if
    """

    time_s: float | None
    source: str = "measured"


def gap_to(layers: Sequence[ScenarioSource], race: str, side: Side, other: Side) -> GapTo:
    """The time of the other team when a team's gap to it was told, or the first one told since.

    Parameters
    ----------
    layers : that were merged, the base first, unchecked
    race : its id
    side, other : of the team that has the gap, and of the one that it is to
    """
    told: list[Mapping[str, Any]] = []
    for together in said_together(layers):
        own: Mapping[str, Any] = {}
        for layer in together:
            own = merge(own, _table(_table(layer.raw, "races"), race))
        told.append(own)
    first = max((i for i, own in enumerate(told) if "gap" in _table(own, side)), default=0)
    table: Mapping[str, Any] = {}
    supposed = False
    for i, own in enumerate(told):
        table = merge(table, own)
        supposed = supposed or (i > 0 and "time" in _table(own, other))
        time_s = _time_s(_table(table, other))
        if i >= first and time_s is not None:
            marked = _table(table, other).get("assumed")
            assumed = isinstance(marked, list) and "time" in marked
            return GapTo(time_s, "assumed" if assumed else "supposed" if supposed else "measured")
    return GapTo(None)


def _table(raw: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    """A table within another; an empty one where it is none."""
    found = raw.get(key)
    return found if isinstance(found, dict) else {}


def _time_s(entry: Mapping[str, Any]) -> float | None:
    """What an entry took [s], where it has a time that counts."""
    if "status" in entry:
        return None
    with suppress(ValueError, TypeError):
        found = time_or_word(entry.get("time"))
        return found if isinstance(found, float) else None
    return None
