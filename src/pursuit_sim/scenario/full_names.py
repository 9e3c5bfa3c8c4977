"""The layers of a scenario with each skater in one spelling, whoever names them, and wherever.

Which skater the words of a name mean is decided once, by the squad as it was when they were said;
so what squads of later layers are called, and who is new in them, changes nobody of before.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pursuit_sim.scenario.faults import ScenarioSource
from pursuit_sim.scenario.file_tables import MOST_NAMED
from pursuit_sim.scenario.names import match, pieces
from pursuit_sim.scenario.published_gap import OTHER
from pursuit_sim.scenario.told_times import inner
from pursuit_sim.track import Side

_Run = tuple[str, Side]  # the id of a race, and a side of it


def with_full_names(layers: Sequence[ScenarioSource]) -> list[ScenarioSource]:
    """The layers with every skater as the last squad that names them spells them.

    Words that fit nobody, or several, stay as they are.

    Parameters
    ----------
    layers : the base first, unchecked
    """
    known = dict.fromkeys(code for layer in layers for code in inner(layer.raw, "teams"))
    squads = {code: _Squads(layers, code) for code in known}
    nobody = _Squads((), "")
    codes: dict[_Run, object] = {}
    for layer in reversed(layers):  # who extends a file may be the first to say which team
        codes |= {run: own["team"] for run, own in _runs(layer.raw) if "team" in own}
    line_ups: dict[_Run, list[Any]] = {}
    found = []
    for i, layer in enumerate(layers):
        raw = dict(layer.raw)
        if teams := inner(raw, "teams"):
            raw["teams"] = {
                code: squads[code].in_team(each, i) if isinstance(each, dict) else each
                for code, each in teams.items()
            }
        for run, own in _runs(layer.raw):
            codes |= {run: own["team"]} if "team" in own else {}
            squad = squads.get(str(codes.get(run)), nobody)
            named = squad.in_entry(own, i, line_ups.get(run, []))
            if isinstance(named.get("lineup"), list):
                line_ups[run] = named["lineup"]
            raw = _with_run(raw, run, named)
        found.append(layer._replace(raw=raw))
    return found


def as_meant(layers: Sequence[ScenarioSource]) -> list[ScenarioSource]:
    """The layers with full names where a later one says a squad anew, else as they are.

    A surname then stays with whom it meant, and does not become that of a namesake.

    Parameters
    ----------
    layers : the base first, unchecked
    """
    anew = any(
        "skaters" in inner(layer.raw, "teams", code)
        for layer in layers[1:]
        for code in inner(layer.raw, "teams")
    )
    return with_full_names(layers) if anew else [*layers]


class _Squads:
    """Who the words of names mean in one team.

    Parameters
    ----------
    layers : the base first, unchecked
    code : of the team
    """

    def __init__(self, layers: Sequence[ScenarioSource], code: str) -> None:
        self._people: list[list[str]] = []  # what each is called, one squad after the other
        self._called: dict[str, set[int]] = {}  # by a word or a part of one: who has it
        self._named: dict[int, dict[str, int]] = {}  # by layer: names, and whose they are
        for i, layer in enumerate(layers):
            skaters = inner(layer.raw, "teams", code).get("skaters")
            if isinstance(skaters, list):
                names = dict.fromkeys(each for each in skaters if isinstance(each, str))
                self._named[i] = self._who(list(names)[:MOST_NAMED])  # more are refused

    def _who(self, names: Sequence[str]) -> dict[str, int]:
        """Whose the names of a squad are; the people get them as their last ones."""
        last = {each[-1]: person for person, each in enumerate(self._people)}
        whose = {name: last[name] for name in names if name in last}
        taken = {*whose.values()}
        fits = {
            name: [
                person
                for person in sorted(self._like(name) - taken)
                if all(_alike(name, known) for known in self._people[person])
            ]
            for name in names
            if name not in whose
        }
        for name, meant in fits.items():
            if len(meant) == 1 and sum(meant[0] in each for each in fits.values()) == 1:
                whose[name] = meant[0]
            else:
                whose[name] = len(self._people)
                self._people.append([])
        for name, person in whose.items():
            self._people[person].append(name)
            for piece in pieces(name):
                self._called.setdefault(piece, set()).add(person)
        return whose

    def _like(self, name: str) -> set[int]:
        """Who may be meant by a name."""
        return {person for piece in pieces(name) for person in self._called.get(piece, ())}

    def full(self, word: object, layer: int) -> Any:
        """A skater's full name for the words that a layer calls them by, if it is clear."""
        if not isinstance(word, str) or not self._like(word):
            return word
        # The squad of then; where it was not said yet, or leaves it open, that of later.
        then = max((i for i in self._named if i <= layer), default=-1)
        later = [i for i in self._named if i > layer]
        for i in [then, *later, *reversed(self._named)]:
            names = [*self._named.get(i, ())]
            meant = match(word, names)
            if len(meant) == 1:
                return self._people[self._named[i][names[meant[0]]]][-1]
        return word

    def in_team(self, table: Mapping[str, Any], layer: int) -> dict[str, Any]:
        """A team's table as a layer says it, in full names."""
        found = dict(table)
        if isinstance(table.get("skaters"), list):
            found["skaters"] = [self.full(each, layer) for each in table["skaters"]]
        if isinstance(table.get("bodies"), dict):
            found["bodies"] = {
                self.full(name, layer): each for name, each in table["bodies"].items()
            }
        return found

    def in_entry(
        self, table: Mapping[str, Any], layer: int, line_up: Sequence[object]
    ) -> dict[str, Any]:
        """An entry's table as a layer says it, in full names.

        Parameters
        ----------
        table, layer : of the entry, and the number of the layer
        line_up : that stands if the layer says none, in full names
        """
        found = dict(table)
        if isinstance(table.get("lineup"), list):
            line_up = found["lineup"] = [self.full(each, layer) for each in table["lineup"]]
        three = [each for each in line_up if isinstance(each, str)]

        def full(word: object) -> Any:
            meant = match(word, three) if isinstance(word, str) else ()
            return three[meant[0]] if len(meant) == 1 else self.full(word, layer)

        turns = inner(table, "formation").get("leads")
        if isinstance(turns, list):
            leads = [[full(each[0]), *each[1:]] if isinstance(each, list) and each else each
                     for each in turns]  # fmt: skip
            found["formation"] = {**table["formation"], "leads": leads}
        if "skater" in inner(table, "fall"):
            found["fall"] = {**table["fall"], "skater": full(table["fall"]["skater"])}
        return found


def _alike(one: str, other: str) -> bool:
    """Whether two names may be the same skater's."""
    return bool(match(one, [other]) or match(other, [one]))


def _runs(raw: Mapping[str, Any]) -> Iterator[tuple[_Run, Mapping[str, Any]]]:
    """The entries that tables have."""
    for race in inner(raw, "races"):
        for side in OTHER:
            own = inner(raw, "races", race, side)
            if own:
                yield (race, side), own


def _with_run(raw: dict[str, Any], run: _Run, entry: Mapping[str, Any]) -> dict[str, Any]:
    """Tables with an entry in place of their own one."""
    race, side = run
    races = raw["races"]
    return {**raw, "races": {**races, race: {**races[race], side: entry}}}
