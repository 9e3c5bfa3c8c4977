"""Which keys a what-if changes; a time, gap or team that it says again as it was is none."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from pursuit_sim.scenario.faults import ScenarioSource
from pursuit_sim.scenario.file_tables import HEADER
from pursuit_sim.scenario.merge import leaves
from pursuit_sim.scenario.told_times import gap_s, inner, time_s

_GAPS = "gaps"
_READ: Mapping[str, Callable[[Mapping[str, Any]], object]] = {
    "time": time_s,
    "gap": gap_s,
    "team": lambda entry: entry.get("team"),
}


def changed_keys(layers: Sequence[ScenarioSource]) -> tuple[str, ...]:
    """Dotted keys that layers over the first one change, in the order in which they say them.

    Parameters
    ----------
    layers : the file at the base, those that extend it, and the overrides of each call as one
    """
    base, *over = layers
    again = {*_said_again(base.raw, over)}
    found = (
        key
        for layer in over
        for key in leaves(_without_header(layer.raw))
        if not key.endswith("assumed") and key not in again
    )
    return tuple(dict.fromkeys(found))


def _said_again(base: Mapping[str, Any], over: Sequence[ScenarioSource]) -> Iterator[str]:
    for race in {race: None for layer in over for race in inner(layer.raw, "races")}:
        for side in inner(base, "races", race):
            first = inner(base, "races", race, side)
            if "status" in first:
                continue  # whose time did not count
            for key, read in _READ.items():
                every = [inner(layer.raw, "races", race, side) for layer in over]
                told = [own[key] for own in every if key in own]
                known = read(first)
                same = bool(told) and known is not None and read({key: told[-1]}) == known
                # What a file assumes is not confirmed by being said again.
                if same and key not in _listed(first.get("assumed")):
                    yield f"races.{race}.{side}.{key}"
        first = inner(base, "races", race)
        every = [inner(layer.raw, "races", race) for layer in over]
        gaps = [own[_GAPS] for own in every if _GAPS in own]
        same = bool(gaps) and _gaps(gaps[-1]) == _gaps(first.get(_GAPS))
        if same and _GAPS not in _listed(first.get("assumed")):
            yield f"races.{race}.{_GAPS}"


def _gaps(told: object) -> list[str]:
    """What gaps say, in whatever order and with 5 for 5.0."""
    return sorted(
        repr(sorted((key, float(said) if isinstance(said, int) else said)
                    for key, said in each.items()))
        for each in _listed(told) if isinstance(each, dict)
    )  # fmt: skip


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _without_header(tables: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in tables.items() if key not in (*HEADER, "extends")}
