"""What says of which races the tables of a file are, so that those of several are compared.

Tables of a file are of one event and stand together; those of two files may have the same numbers
of heats and nothing else in common. They tell of the same races only where both say the same of
themselves: the same title, or the same day.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath

from pursuit_sim.importers.importer import Found, Table, TeamResult, table_of
from pursuit_sim.importers.one_event.meet_days import day_of
from pursuit_sim.importers.one_event.same_race import Round, round_of
from pursuit_sim.importers.words.event_words import round_kinds, words_of_event
from pursuit_sim.importers.words.title_words import rest_of

_PLACES = ("name", "venue", "city")  # facts of an event


@dataclass(frozen=True, slots=True)
class TableSays:
    """What a table says of its races.

    Attributes
    ----------
    words : of titles, events and places, but for those that part none
    marks : of rounds and days in these
    days : that columns or keys say; years, too
    of_file : the round, the day or the place by which its file is called, where others of the
        event are called after others
    """

    words: frozenset[str]
    marks: frozenset[str]
    days: frozenset[date | int]
    of_file: frozenset[str]

    @property
    def tells(self) -> bool:
        """Whether it says anything by which its event is known."""
        return bool(self.words or self.marks or self.days)

    def is_apart(self, other: TableSays) -> bool:
        """Whether two say that they are of other rounds, days or places."""
        pairs = (
            (self.marks, other.marks), (self.days, other.days), (self.of_file, other.of_file)
        )  # fmt: skip
        return any(one and two and one != two for one, two in pairs)


def said_of(results: Sequence[Found]) -> dict[Table, TableSays]:
    """What each table says of its races."""
    called = _called({file for file, _ in results})
    tables: dict[Table, list[TeamResult]] = {}
    for found in results:
        tables.setdefault(table_of(found), []).append(found[1])
    return {table: _says(rows, called[table[0]]) for table, rows in tables.items()}


def rounds_of(said: Mapping[Table, TableSays]) -> dict[Table, Round]:
    """The round of each table by its title, the same one for those of several files that agree."""
    first: dict[TableSays, Round] = {}
    found: dict[Round, Round] = {}
    for table, says in said.items():
        own = (table[0], *round_of(table[2]))
        if own in found or not says.tells:
            found.setdefault(own, own)
        else:
            found[own] = first.get(says, own)
        if says.tells:
            first.setdefault(says, found[own])
    return {table: found[table[0], *round_of(table[2])] for table in said}


def _says(rows: Sequence[TeamResult], of_file: frozenset[str]) -> TableSays:
    texts: dict[str, None] = {}
    days: set[date | int] = set()
    for each in rows:
        facts = dict(each.facts)
        places = (str(facts.get(key, "")) for key in _PLACES)
        texts |= dict.fromkeys((each.table, each.category, each.event, *places))
        if day := day_of(each):
            days.add(day)
    words, marks = set[str](), set[str]()
    for text in filter(None, texts):
        rest = rest_of(text)
        words |= {*rest.left, *rest.meet}
        marks |= rest.marks
        days |= words_of_event(text, "").years
    return TableSays(frozenset(words), frozenset(marks), frozenset(days), of_file)


def _called(files: set[str]) -> dict[str, frozenset[str]]:
    """The round, day or place that the name of each file says, where they say several."""
    found = {file: _of_races(PurePath(file).stem.replace("_", " ")) for file in files}
    several = len({*found.values()} - {frozenset()}) > 1
    return {file: each if several else frozenset[str]() for file, each in found.items()}


def _of_races(name: str) -> frozenset[str]:
    rest = rest_of(name)
    days = {mark for mark in rest.marks if mark[0].isdigit()}
    rounds = {mark for mark in rest.marks if round_kinds(mark) or mark in ("qf", "sf")}
    return frozenset(days | (rounds - {"heat", "heats"}) | rest.places)
