"""What the layers of a scenario say, and its races without some of what was said later."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import replace
from functools import cached_property, reduce
from typing import Any, NamedTuple

from pursuit_sim.scenario import known_air, one_race, tracks
from pursuit_sim.scenario.changed_keys import changed_keys
from pursuit_sim.scenario.check import check
from pursuit_sim.scenario.dotted_keys import Path
from pursuit_sim.scenario.entries import Around
from pursuit_sim.scenario.faults import Faults, ScenarioSource
from pursuit_sim.scenario.file_tables import MOST_NAMED
from pursuit_sim.scenario.full_names import FullNames
from pursuit_sim.scenario.merge import merge
from pursuit_sim.scenario.parameters import Rink
from pursuit_sim.scenario.published_gap import OTHER
from pursuit_sim.scenario.published_records import without_slower
from pursuit_sim.scenario.race import Race
from pursuit_sim.scenario.scenario import Scenario
from pursuit_sim.scenario.since_told import Since
from pursuit_sim.scenario.told_times import inner
from pursuit_sim.track import Side

Keys = tuple[str, ...]  # a key of a file, table by table
_Raw = dict[str, Any]
RINK: Keys = ("rink",)


class Before(NamedTuple):
    """A team's race without what is said of some keys from some layer on.

    Attributes
    ----------
    race : its id
    side : of the team
    since : the number of that layer, by key
    until : where the rest makes no sense, what is said of the race from this layer on is left out,
        too, and if need be all that is said
    """

    race: str
    side: Side
    since: Mapping[Keys, int]
    until: int


class Past:
    """The layers of a scenario, each with its number from 0 on.

    Each race is made by itself, of what is said of it and of its teams: whatever else is said
    cannot be in its way.

    Parameters
    ----------
    now : the scenario of them all
    layers : the file at the base, those that extend it, and the overrides of each call as one
    """

    def __init__(self, now: Scenario, layers: Sequence[ScenarioSource]) -> None:
        self._now = now
        self.layers = layers
        self._names = FullNames(layers)
        self._rinks: dict[int, Rink] = {}

    @cached_property
    def named(self) -> list[ScenarioSource]:
        """The layers with full names; of hardly any scenario anybody asks for the past."""
        return self._names.of(self.layers)

    def says(self, key: Keys, first: int = 0) -> tuple[int, ...]:
        """Numbers of the layers, of those from one on, that say something of a key.

        Parameters
        ----------
        key : of a value, or of a table
        first : the number of the first layer that is looked at
        """
        return tuple(
            i for i, layer in enumerate(self.layers[first:], first) if _said(layer.raw, key)
        )

    def race(self, asked: Before) -> Race | None:
        """A race without what is said of some keys from some layer on.

        Returns
        -------
        None where that makes no sense, or there is no such race
        """
        gone = {(n, key) for key, first in asked.since.items() for n in self.says(key, first)}
        if not gone:
            return self._now.races.get(asked.race)
        layers = [
            layer._replace(raw=_without(layer.raw, {key for n, key in gone if n == i}))
            for i, layer in enumerate(self._about(asked.race))
        ]
        untold = [
            layer if i < asked.until else layer._replace(raw=_without(layer.raw, {("races",)}))
            for i, layer in enumerate(layers)
        ]
        ways = map(self._names.of, (layers, untold, layers[: asked.until]))
        return next((made for each in ways if (made := self._made(each, asked))), None)

    def as_told(self, race: str) -> Race | None:
        """A race as the first layer tells it that tells of it; None where that makes no sense.

        Parameters
        ----------
        race : its id
        """
        first = min(self.says(("races", race)), default=len(self.layers))
        layers = self._names.of(self._about(race)[: first + 1])
        tables = without_slower(reduce(merge, (each.raw for each in layers), _Raw()), layers)
        found = self._checked(layers, tables, race)
        return found[0] if found and not found[1].paths else None

    def _about(self, race: str) -> list[ScenarioSource]:
        """The layers without other races and their teams."""
        codes = {
            str(inner(layer.raw, "races", race, side).get("team"))
            for layer in self.layers
            for side in OTHER
        }
        own = {"teams": codes, "races": {race}, "records": set[str]()}
        return [
            layer._replace(raw={key: _those(each, own.get(key)) for key, each in layer.raw.items()})
            for layer in self.layers
        ]

    def _made(self, layers: Sequence[ScenarioSource], asked: Before) -> Race | None:
        """The race that some layers tell; None where what they say of the team makes no sense."""
        tables = without_slower(reduce(merge, (each.raw for each in layers), _Raw()), layers)
        sides = {each: inner(tables, "races", asked.race, each) for each in OTHER}
        other = OTHER[asked.side]
        rival = str(sides[other].get("team"))
        if rival == sides[asked.side].get("team"):  # that skated on the other side then
            tables = _without(tables, {("races", asked.race, other)})
        found = self._checked(layers, tables, asked.race)
        return _sound(found[0], asked.side, rival, found[1].paths) if found else None

    def _checked(
        self, layers: Sequence[ScenarioSource], tables: dict[str, Any], race: str
    ) -> tuple[Race, Faults] | None:
        """The race of some layers' tables, and what of it makes no sense; None if there is none."""
        tables = {
            **tables,
            "teams": {**inner(tables, "teams"), **self._teams(tables, layers, race)},
        }
        faults = Faults(layers)
        table = check(tables, faults)
        told = (table.races or {}).get(race)
        if told is None or table.event is None:
            return None
        rink = known_air.rink(table.rink, layers)
        around = Around(
            table,
            Since(layers),
            table.event.laps,
            one_race.teams(table, faults, put_together=True),
            rink,
            what_if=True,
            changes=changed_keys(layers),
            other_track=tracks.other_track(self._now.event, table.rink, rink, layers),
        )
        return one_race.race(race, told, around, faults), faults

    def _teams(
        self, tables: Mapping[str, Any], layers: Sequence[ScenarioSource], race: str
    ) -> dict[str, dict[str, Any]]:
        """The tables of a race's teams; squads name who skated then, too, and colours are as now.

        Parameters
        ----------
        tables, layers : all in one, and one by one
        race : its id
        """
        found = {}
        for side in OTHER:
            entry = inner(tables, "races", race, side)
            code, line_up = str(entry.get("team")), entry.get("lineup")
            team = inner(tables, "teams", code)
            squads = [inner(layer.raw, "teams", code).get("skaters") for layer in layers]
            known = [name for squad in squads if isinstance(squad, list) for name in squad]
            skated = line_up if isinstance(line_up, list) else []
            if team:
                found[code] = _with_squad(team, [each for each in skated if each in known])
            if team and code in self._now.teams:
                found[code]["colour"] = self._now.teams[code].colour
        return found

    def rink(self, first: int) -> Rink:
        """The rink as it was before the layers from one on."""
        if first not in self._rinks:
            self._rinks[first] = self._rink(first) if self.says(RINK, first) else self._now.rink
        return self._rinks[first]

    def _rink(self, first: int) -> Rink:
        layers = [
            layer._replace(raw={key: layer.raw[key] for key in RINK if key in layer.raw})
            for layer in self.layers[:first]
        ]
        faults = Faults(layers)
        table = check(reduce(merge, (each.raw for each in layers), _Raw()), faults)
        return self._now.rink if faults.paths else known_air.rink(table.rink, layers)


def _sound(made: Race, side: Side, rival: str, faulty: Sequence[Path]) -> Race | None:
    """A race without what makes no sense of the other team, or between the two.

    Parameters
    ----------
    made : the race
    side : of the team that it is made for; None where it is not there, or makes no sense itself
    rival : code of the other team
    faulty : paths of what makes no sense
    """
    other = OTHER[side]
    between = [path for path in faulty if path[:3] == ("races", made.id, "gaps")]
    of_rival = [
        path for path in faulty
        if path[:3] == ("races", made.id, other) or path[:2] == ("teams", rival)
    ]  # fmt: skip
    there = any(each.side == side for each in made.everybody)
    if not there or len(faulty) > len(between) + len(of_rival):
        return None
    return replace(
        made,
        entries=tuple(each for each in made.entries if each.side == side or not of_rival),
        listed=tuple(each for each in made.listed if each.side == side or not of_rival),
        gaps=made.gaps if not faulty else (),
    )


def _said(raw: Mapping[str, Any], key: Keys) -> bool:
    """Whether tables say something of a key."""
    held: object = raw
    for part in key:
        held = held.get(part) if isinstance(held, dict) else None
    return held is not None


def _without(raw: Mapping[str, Any], gone: Set[Keys], path: Keys = ()) -> dict[str, Any]:
    """Tables without some keys.

    Parameters
    ----------
    raw : the tables
    gone : the keys
    path : of `raw` in the file
    """
    return {
        key: _without(each, gone, (*path, key)) if isinstance(each, dict) else each
        for key, each in raw.items()
        if (*path, key) not in gone
    }


def _those(table: object, names: Set[str] | None) -> object:
    """Of a table only what has some names; all of what is none."""
    if names is None or not isinstance(table, dict):
        return table
    return {name: table[name] for name in names if name in table}


def _with_squad(team: Mapping[str, Any], skated: Sequence[str]) -> dict[str, Any]:
    """A team's table, its squad with those who skated, and with bodies of nobody else.

    Parameters
    ----------
    team : its table
    skated : full names; who of them is not in the squad was in an earlier one
    """
    squad = team.get("skaters")
    if not isinstance(squad, list) or not all(isinstance(each, str) for each in squad):
        return dict(team)
    if not {*skated} <= {*squad}:
        squad = [*dict.fromkeys([*skated, *squad])][:MOST_NAMED]
    bodies = team.get("bodies")
    if not isinstance(bodies, dict):
        return {**team, "skaters": squad}
    own = {name: each for name, each in bodies.items() if name in squad}
    return {**team, "skaters": squad, "bodies": own}
