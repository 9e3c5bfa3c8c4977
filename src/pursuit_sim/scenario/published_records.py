"""Records that a time was published as, where a what-if makes it another one.

Who beats a time that was a record beats the record, too. Whether a slower time would have been
one nobody knows, and where there is no time there is no record; what a file assumes was published
as nothing. Records of a team are no other's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from pursuit_sim.scenario.faults import ScenarioSource
from pursuit_sim.scenario.published_gap import gap_to
from pursuit_sim.scenario.scenario import OWNED
from pursuit_sim.scenario.told_times import gap_s, inner, time_s
from pursuit_sim.track import Side
from pursuit_sim.units import ticks

_OTHER: dict[Side, Side] = {"finish": "crossing", "crossing": "finish"}


def without_slower(
    merged: dict[str, Any], below: dict[str, Any], layers: Sequence[ScenarioSource]
) -> dict[str, Any]:
    """Merged tables without the records that the last of some layers leaves in doubt.

    Parameters
    ----------
    merged, below : all layers in one, and all but the last
    layers : the base first, unchecked
    """
    for race, side in _touched(below, layers[-1]):
        entry = inner(merged, "races", race, side)
        kinds, left = entry["records"], _left(merged, below, layers, race, side)
        if left != kinds:
            said = {key: value for key, value in entry.items() if key != "records"}
            said |= {"records": left} if left else {}
            races = merged["races"]
            merged = {**merged, "races": {**races, race: {**races[race], side: said}}}
    return merged


def _touched(below: dict[str, Any], layer: ScenarioSource) -> Iterator[tuple[str, Side]]:
    """Entries of which a layer says something, with records that are not its own."""
    for race in inner(layer.raw, "races"):
        for side in _OTHER:
            listed = isinstance(inner(below, "races", race, side).get("records"), list)
            if listed and "records" not in inner(layer.raw, "races", race, side):
                yield race, side


def _left(
    merged: dict[str, Any],
    below: dict[str, Any],
    layers: Sequence[ScenarioSource],
    race: str,
    side: Side,
) -> list[Any]:
    """What is left of an entry's records."""
    kinds: list[Any] = inner(below, "races", race, side)["records"]
    was, now = _took(below, layers[:-1], race, side), _took(merged, layers, race, side)
    if now is None:
        own = inner(layers[-1].raw, "races", race, side)
        return kinds if was is None and not {"time", "status"} & own.keys() else []
    if was is None or ticks(now) > ticks(was):
        return []
    marked = inner(merged, "races", race, side).get("assumed")
    if ticks(now) < ticks(was) and isinstance(marked, list) and "time" in marked:
        return []
    teams = {inner(each, "races", race, side).get("team") for each in (below, merged)}
    return kinds if len(teams) == 1 else [each for each in kinds if each not in OWNED]


def _took(
    tables: dict[str, Any], layers: Sequence[ScenarioSource], race: str, side: Side
) -> float | None:
    """What a team took [s], by its time or by its gap; None where neither tells it."""
    entry = inner(tables, "races", race, side)
    if inner(tables, "races", race).get("skated") is False:
        return None
    if "time" in entry or "status" in entry:
        return time_s(entry)
    gap, to = gap_s(entry), gap_to(layers, race, side, _OTHER[side]).time_s
    return None if gap is None or to is None else to + gap
