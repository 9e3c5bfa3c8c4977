"""The time that a published gap is to: as the file that tells the gap has it.

A what-if of one team's time says nothing of what the other team skated, so that a time which
follows from a gap stays what it was.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Any, Final, NamedTuple

from pursuit_sim.scenario.faults import ScenarioSource
from pursuit_sim.scenario.merge import merge
from pursuit_sim.scenario.told_times import gap_s, inner, last_change, time_s, word
from pursuit_sim.track import Side

OTHER: Final[Mapping[Side, Side]] = {"finish": "crossing", "crossing": "finish"}


class GapTo(NamedTuple):
    """What a gap is to.

    Attributes
    ----------
    time_s : the other team's time [s]; None where the gap is to none
    source : where that is from: "measured", "assumed", or "supposed" by a what-if
    until : number of layers up to the one of which it is
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
    base = time_s(inner(told[0], other)) if told else None
    supposed = False
    words = []
    for i, own in enumerate(told):
        below, table = table, merge(table, own)
        was, found = (time_s(inner(each, other)) for each in (below, table))
        if "time" in inner(own, other):
            words.append((i, word(inner(below, other), was), word(inner(table, other), found)))
            # Who says again what is said supposes nothing, nor who puts back what was skated.
            supposed = found != base and (supposed or found != was)
        if i >= first and found is not None:
            marked = inner(table, other).get("assumed")
            assumed = isinstance(marked, list) and "time" in marked
            source = "assumed" if assumed else "supposed" if supposed else "measured"
            return GapTo(found, source, 1 + last_change(words))
    return GapTo(None)


def took_s(
    tables: Mapping[str, Any], layers: Sequence[ScenarioSource], race: str, side: Side
) -> float | None:
    """What a team took [s], by its time or by its gap; None where neither tells it.

    Parameters
    ----------
    tables, layers : of some layers, unchecked: all in one, and one by one, the base first
    race, side : of the team
    """
    entry = inner(tables, "races", race, side)
    if inner(tables, "races", race).get("skated") is False:
        return None
    if "time" in entry or "status" in entry:
        return time_s(entry)
    gap, to = gap_s(entry), gap_to(layers, race, side, OTHER[side]).time_s
    return None if gap is None or to is None else to + gap


def last_told(layers: Sequence[ScenarioSource], race: str, side: Side) -> int:
    """The number of the layer of which what a team took is, by its time or by its gap.

    Parameters
    ----------
    layers : the base first, unchecked
    race, side : of the team
    """
    tables: dict[str, Any] = {}
    words: list[tuple[int, Hashable, Hashable]] = []
    now: Hashable = None
    for i, layer in enumerate(layers):
        own = inner(layer.raw, "races", race)
        tables = merge(tables, {"races": {race: own}})
        below = now
        now = word(inner(tables, "races", race, side), took_s(tables, layers[: i + 1], race, side))
        if {"time", "gap"} & inner(own, side).keys():
            words.append((i, below, now))
    return last_change(words)
