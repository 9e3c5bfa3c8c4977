"""The layers of a scenario with each skater in one spelling, whoever names them, and wherever."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pursuit_sim.scenario.dotted_keys import Path
from pursuit_sim.scenario.faults import ScenarioSource, Word
from pursuit_sim.scenario.names import match
from pursuit_sim.scenario.published_gap import OTHER
from pursuit_sim.scenario.squads import Squads
from pursuit_sim.scenario.told_times import inner
from pursuit_sim.track import Side

_Run = tuple[str, Side]  # the id of a race, and a side of it
_Said = dict[Path, Word]  # where a layer has other names than its file, or open ones


def as_meant(layers: Sequence[ScenarioSource]) -> list[ScenarioSource]:
    """The layers in full names, where there are several."""
    return FullNames(layers).of(layers) if len(layers) > 1 else [*layers]


class FullNames:
    """Whom the words of names mean in the layers of a scenario.

    Parameters
    ----------
    layers : the base first, unchecked
    """

    def __init__(self, layers: Sequence[ScenarioSource]) -> None:
        self._layers = layers
        self._squads: dict[str, Squads] = {}

    def of(self, layers: Sequence[ScenarioSource]) -> list[ScenarioSource]:
        """Layers with every skater as the last squad that names them spells them.

        Skaters' own tables have full names. Line-ups and turns have them where a layer says the
        squad of the team anew: else the one squad knows whom they mean. Words that fit nobody, or
        several, stay as they are; each layer knows what its file says.

        Parameters
        ----------
        layers : those of the scenario, or the first of them, maybe without some of their keys
        """
        teams = _Teams(layers)
        asked = {code for code, _ in _bodies(layers)} | teams.racing
        line_ups = _line_ups(layers)
        standing: dict[_Run, list[Any]] = {}
        found = []
        for i, layer in enumerate(layers):
            raw, said = layer.raw, _Said()
            for code in inner(raw, "teams"):
                table = inner(raw, "teams", code)
                if code in asked and ("bodies" in table or self._of_team(code).anew):
                    raw = _with(raw, ("teams", code), self._team(code, table, i, said))
            for run, own in _runs(raw):
                code, when = teams.of(run, i)
                if self._of_team(code).anew:
                    line_up = standing.get(run, line_ups.get(run, []))
                    entry = _NamedRun(self._of_team(code), when, ("races", *run), said)
                    named = entry.named(own, line_up)
                    raw = _with(raw, ("races", *run), named)
                    if isinstance(named.get("lineup"), list):
                        standing[run] = named["lineup"]
            found.append(layer._replace(raw=raw, said=said))
        return found

    def _of_team(self, code: str) -> Squads:
        if code not in self._squads:
            self._squads[code] = Squads(self._layers, code)
        return self._squads[code]

    def _team(self, code: str, table: Mapping[str, Any], i: int, said: _Said) -> dict[str, Any]:
        """A team's table as a layer says it, in full names."""
        squads, found = self._of_team(code), dict(table)
        if isinstance(table.get("skaters"), list):
            found["skaters"] = [
                squads.spelt(each, i) if isinstance(each, str) else each
                for each in table["skaters"]
            ]
        bodies = table.get("bodies")
        if not isinstance(bodies, dict):
            return found
        own = found["bodies"] = dict[str, Any]()
        for word, each in bodies.items():
            whom = squads.meant(word, i)
            name = whom[0] if len(whom) == 1 else word
            # Two tables of one skater at once stay two, which is a fault.
            if name in own or (name != word and name in bodies):
                name = word
            own[name] = each
            if whom and whom != (word,):
                said["teams", code, "bodies", name] = Word(word, whom)
        return found


class _Teams:
    """Which team skates a run, and since when.

    Parameters
    ----------
    layers : the base first, unchecked
    """

    def __init__(self, layers: Sequence[ScenarioSource]) -> None:
        self._told: dict[_Run, list[tuple[int, str]]] = {}
        for i, layer in enumerate(layers):
            for run, own in _runs(layer.raw):
                if "team" in own:
                    self._told.setdefault(run, []).append((i, str(own["team"])))
        self.racing = {told[-1][1] for told in self._told.values()}

    def of(self, run: _Run, layer: int) -> tuple[str, int]:
        """The team of a run, and by the squad of which layer a word of one means its skaters.

        That is of the layer itself, unless another team skated then. Who extends a file may be
        the first to say which team.
        """
        told = self._told.get(run)
        if not told:
            return "", layer
        code = told[-1][1]
        then = next((own for i, own in reversed(told) if i <= layer), told[0][1])
        if then == code:
            return code, layer
        since = len(told) - 1
        while told[since - 1][1] == code:
            since -= 1
        return code, told[since][0]


class _NamedRun:
    """A run of a team whose squad is said anew.

    Parameters
    ----------
    squads : of the team
    when : the layer whose squad knows whom words mean
    path : of the entry
    said : gets what the file says
    """

    def __init__(self, squads: Squads, when: int, path: Path, said: _Said) -> None:
        self._squads, self._when, self._path, self._said = squads, when, path, said

    def named(self, table: Mapping[str, Any], line_up: Sequence[object]) -> dict[str, Any]:
        """The table of an entry in full names.

        Parameters
        ----------
        table : as a layer says it
        line_up : that stands if the layer says none
        """
        found = dict(table)
        if isinstance(table.get("lineup"), list):
            line_up = found["lineup"] = [
                self._full(each, self._squads.meant(each, self._when), "lineup", i)
                for i, each in enumerate(table["lineup"])
            ]
        three = [each for each in line_up if isinstance(each, str)]

        def of_them(word: object, *key: str | int) -> object:
            """Turns and falls are those of a line-up: it is asked first."""
            if not isinstance(word, str):
                return word
            whom = tuple(three[i] for i in match(word, three))
            if not whom:
                meant = self._squads.meant(word, self._when)
                whom = meant if len(meant) == 1 else ()
            return self._full(word, whom, *key)

        turns = inner(table, "formation").get("leads")
        if isinstance(turns, list):
            leads = [
                [of_them(each[0], "formation", "leads", i), *each[1:]]
                if isinstance(each, list) and each
                else each
                for i, each in enumerate(turns)
            ]
            found["formation"] = {**table["formation"], "leads": leads}
        if "skater" in inner(table, "fall"):
            skater = of_them(table["fall"]["skater"], "fall", "skater")
            found["fall"] = {**table["fall"], "skater": skater}
        return found

    def _full(self, word: object, whom: tuple[str, ...], *key: str | int) -> object:
        if not isinstance(word, str):
            return word
        if whom and whom != (word,):
            self._said[*self._path, *key] = Word(word, whom)
        return whom[0] if len(whom) == 1 else word


def _runs(raw: Mapping[str, Any]) -> Iterator[tuple[_Run, Mapping[str, Any]]]:
    """The entries that tables have."""
    for race in inner(raw, "races"):
        for side in OTHER:
            own = inner(raw, "races", race, side)
            if own:
                yield (race, side), own


def _line_ups(layers: Sequence[ScenarioSource]) -> dict[_Run, list[Any]]:
    """The first line-up that is said of each run."""
    found: dict[_Run, list[Any]] = {}
    for layer in layers:
        for run, own in _runs(layer.raw):
            if isinstance(own.get("lineup"), list):
                found.setdefault(run, own["lineup"])
    return found


def _bodies(layers: Sequence[ScenarioSource]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for layer in layers:
        for code in inner(layer.raw, "teams"):
            if bodies := inner(layer.raw, "teams", code, "bodies"):
                yield code, bodies


def _with(raw: Mapping[str, Any], path: Sequence[str], table: object) -> dict[str, Any]:
    """Tables with another one at a path."""
    key, *rest = path
    return {**raw, key: _with(raw[key], rest, table) if rest else table}
