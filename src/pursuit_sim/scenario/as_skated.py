"""What a race was before a what-if changed its rink or its skaters.

The effectiveness κ belongs to the race as it was skated. Where a file that extends another
one, or ``--set``, changes where a race is skated or by whom, and not its time, the time
still tells of the race before. What is said of the same skaters is better knowledge of
them, and holds for the race before, too.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from contextlib import suppress
from dataclasses import replace
from typing import Any

from pursuit_sim.errors import InputError
from pursuit_sim.scenario.faults import ScenarioSource
from pursuit_sim.scenario.merge import leaves
from pursuit_sim.scenario.parameters import Rink
from pursuit_sim.scenario.race import Entry, Race
from pursuit_sim.scenario.scenario import Scenario
from pursuit_sim.scenario.timed_body import TimedBody
from pursuit_sim.track import Side


def with_skated(
    scenario: Scenario,
    layers: Sequence[ScenarioSource],
    loaded: Callable[[list[ScenarioSource]], Scenario],
) -> Scenario:
    """The scenario, each changed race with what it was when its time was skated.

    Parameters
    ----------
    scenario : of all layers
    layers : the file at the base, those that extend it, and the overrides of each call as one
    loaded : the scenario of some layers
    """
    keys = [frozenset(leaves(layer.raw)) for layer in layers]
    touched = {part for own in keys[1:] for key in own for part in key.split(".")}
    if not touched & {"rink", "lineup"}:
        return scenario
    known: dict[int, Scenario | None] = {}

    def the_same(name: str, was: Entry) -> bool:
        """Whether the same three skate now, in whatever order."""
        now = scenario.races[name].entries if name in scenario.races else ()
        return any(each.side == was.side and same_three(each, was) for each in now)

    def before(until: int) -> Scenario | None:
        """The scenario when the last of so many layers told a time."""
        if until in known:
            return known[until]
        renamed = {key for own in keys[until:] for key in own if key.endswith(".lineup")}
        since = dict.fromkeys(renamed, until)
        found = _first(loaded, kept(until, since), [*layers[:until]])
        # Who first names a line-up that was not known tells who skated.
        named = renamed & _line_ups(found, lambda _, entry: not entry.lineup_known)
        for key in named:
            since[key] = 1 + next(i for i in range(until, len(keys)) if key in keys[i])
        found = (_first(loaded, kept(until, since)) if named else None) or found
        # The order, and the turns, of the same three are taken as skated so.
        same = renamed & _line_ups(found, the_same)
        since |= dict.fromkeys(same, len(layers))
        found = (_first(loaded, kept(until, since)) if same else None) or found
        known[until] = found
        return found

    def kept(until: int, since: Mapping[str, int]) -> list[ScenarioSource]:
        """The layers; of the later ones without what changes rinks, and line-ups since one."""
        later = [
            layer._replace(
                raw=_kept(layer.raw, {key for key, first in since.items() if i >= first})
            )
            for i, layer in enumerate(layers[until:], until)
        ]
        return [*layers[:until], *later]

    races = {}
    for name, race in scenario.races.items():
        # What a what-if says of one team's time says nothing of where the other's was skated.
        told = {
            each.side: 1 + max(i for i, own in enumerate(keys) if i == 0 or _timed(own, name, each))
            for each in race.entries
        }
        first = min(told.values(), default=len(layers))
        base = before(first) if first < len(layers) else None
        was = base.races.get(name) if base else None
        if was is None:
            races[name] = race
            continue
        there = {side for side, until in told.items() if until < len(layers) and (
            until == first or _rink(before(until), name) == was.rink)}  # fmt: skip
        races[name] = _told(race, was, there)
    return replace(scenario, races=races)


def same_three(entry: Entry, was: Entry) -> bool:
    """Whether nobody else skates than before; who tells an unknown line-up changes nobody.

    Parameters
    ----------
    entry, was : of one side, after and before a what-if
    """
    named = entry.lineup_known and was.lineup_known
    same = not named or {*entry.lineup} == {*was.lineup}
    return entry.team.code == was.team.code and same


def _line_ups(scenario: Scenario | None, wanted: Callable[[str, Entry], bool]) -> set[str]:
    """Keys of the line-ups of which something holds, by race and entry."""
    return {
        f"races.{name}.{entry.side}.lineup"
        for name, race in (scenario.races if scenario else {}).items()
        for entry in race.entries
        if wanted(name, entry)
    }


def _rink(scenario: Scenario | None, race: str) -> Rink | None:
    return scenario.races[race].rink if scenario and race in scenario.races else None


def _first(
    loaded: Callable[[list[ScenarioSource]], Scenario], *several: list[ScenarioSource]
) -> Scenario | None:
    """The scenario of the first layers that make sense together; None where none do."""
    for layers in several:
        with suppress(InputError):
            return loaded(layers)
    return None


def _kept(raw: Mapping[str, Any], renamed: Set[str], path: str = "") -> dict[str, Any]:
    """A layer without what it says of the rink and of who skates.

    Parameters
    ----------
    raw : the layer
    renamed : keys of line-ups that change; the turns of those go, too
    path : of `raw` in the file
    """
    gone = set() if path else {"rink"}
    if f"{path}lineup" in renamed:
        gone |= {"lineup", "formation"}
    return {
        key: _kept(each, renamed, f"{path}{key}.") if isinstance(each, dict) else each
        for key, each in raw.items()
        if key not in gone
    }


def _timed(keys: frozenset[str], race: str, entry: Entry) -> bool:
    """Whether a layer tells a team's time in a race, or the gap of which it is made."""
    own = f"races.{race}.{entry.side}"
    return f"{own}.time" in keys or (bool(entry.derived_from) and f"{own}.gap" in keys)


def _told(race: Race, was: Race, there: Set[Side]) -> Race:
    """The race, with what it was if that is another, of the sides that were timed there."""
    entries = tuple(
        _timed_there(entry, was.rink) if entry.side in there else entry for entry in race.entries
    )
    race = replace(race, entries=entries)
    skated = tuple(each for each in was.entries if each.side in there)
    gaps = was.gaps if len(skated) == len(was.entries) else ()
    was = replace(was, entries=skated, gaps=gaps, was=None)
    by_team = was.by_team()
    same = race.rink == was.rink and all(
        entry.team.code in by_team and same_three(entry, was.entries[by_team[entry.team.code]])
        for entry in entries
        if entry.side in there
    )
    return race if same else replace(race, was=was)


def _timed_there(entry: Entry, rink: Rink) -> Entry:
    """Times of skaters stay where they were skated."""
    first, second, third = (
        body.model_copy(update={"rink": rink})
        if isinstance(body, TimedBody) and not body.rink_named
        else body
        for body in entry.bodies
    )
    return replace(entry, bodies=(first, second, third))
