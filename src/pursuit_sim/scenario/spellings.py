"""Skaters whose table has another spelling in another file: still one table, value by value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pursuit_sim.scenario.faults import ScenarioSource
from pursuit_sim.scenario.names import match


def one_spelling(layers: Sequence[ScenarioSource]) -> list[ScenarioSource]:
    """Layers in which a skater's table of ``bodies`` is named as the first of them names it.

    Two tables of one skater in one layer stay two, which is a fault; so does a name that fits
    nobody, or several.

    Parameters
    ----------
    layers : files and overrides, the base first, unchecked
    """
    skaters: dict[str, list[str]] = {}
    for layer in layers:
        for code, team in _tables(layer.raw.get("teams")):
            named = team.get("skaters")
            if isinstance(named, list):
                skaters[code] = [each for each in named if isinstance(each, str)]
    first: dict[tuple[str, int], str] = {}
    return [_respelt(layer, skaters, first) for layer in layers]


def _respelt(
    layer: ScenarioSource,
    skaters: Mapping[str, Sequence[str]],
    first: dict[tuple[str, int], str],
) -> ScenarioSource:
    """A layer in the spellings of those before; those that it is the first to use are added.

    Parameters
    ----------
    layer : of a file, or of an override
    skaters : by the codes of their teams
    first : spellings, by team and the skater's index
    """
    changed: dict[str, dict[str, Any]] = {}
    for code, team in _tables(layer.raw.get("teams")):
        bodies = team.get("bodies")
        if not isinstance(bodies, dict):
            continue
        told: set[int] = set()
        names: dict[str, str] = {}
        for name in bodies:
            meant = match(name, skaters.get(code, ()))
            if len(meant) != 1 or meant[0] in told:
                continue
            told.add(meant[0])
            names[name] = first.setdefault((code, meant[0]), name)
        names = {name: to for name, to in names.items() if to == name or to not in bodies}
        if any(name != to for name, to in names.items()):
            own = {names.get(name, name): each for name, each in bodies.items()}
            changed[code] = {**team, "bodies": own}
    if not changed:
        return layer
    return layer._replace(raw={**layer.raw, "teams": {**layer.raw["teams"], **changed}})


def _tables(raw: object) -> Iterator[tuple[str, dict[str, Any]]]:
    """The tables in one that may be none."""
    if isinstance(raw, dict):
        yield from ((name, each) for name, each in raw.items() if isinstance(each, dict))
