"""The time that a published gap is to: as the file that tells the gap has it.

A what-if of one team's time says nothing of what the other team skated, so that a time which
follows from a gap stays what it was.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from pursuit_sim.scenario.faults import ScenarioSource
from pursuit_sim.scenario.merge import merge
from pursuit_sim.scenario.told_times import inner, time_s
from pursuit_sim.track import Side


class GapTo(NamedTuple):
    """What a gap is to.

    Attributes
    ----------
    time_s : the other team's time [s]; None where the gap is to none
    source : where that is from: "measured", "assumed", or "supposed" by a what-if
    until : number of layers up to the one that tells it
    """

    time_s: float | None
    source: str = "measured"
    until: int = 0


def gap_to(layers: Sequence[ScenarioSource], race: str, side: Side, other: Side) -> GapTo:
    """The time of the other team when a team's gap to it was told, or the first one told since.

    Parameters
    ----------
    layers : that were merged, the base first, unchecked
    race : its id
    side, other : of the team that has the gap, and of the one that it is to
    """
    told = [inner(layer.raw, "races", race) for layer in layers]
    first = max((i for i, own in enumerate(told) if "gap" in inner(own, side)), default=0)
    table: Mapping[str, Any] = {}
    supposed = False
    until = 0
    for i, own in enumerate(told):
        below, table = table, merge(table, own)
        until = i + 1 if "time" in inner(own, other) else until
        found = time_s(inner(table, other))
        # Who says again what is said supposes nothing.
        if i > 0 and "time" in inner(own, other) and found != time_s(inner(below, other)):
            supposed = True
        if i >= first and found is not None:
            marked = inner(table, other).get("assumed")
            assumed = isinstance(marked, list) and "time" in marked
            source = "assumed" if assumed else "supposed" if supposed else "measured"
            return GapTo(found, source, until)
    return GapTo(None)
