"""Which race and event the JSON object of a team is of, by the same names as a column's head."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from pursuit_sim.errors import Fault
from pursuit_sim.importers.importer import TeamResult, text_of
from pursuit_sim.importers.json_results.json_outcomes import HEATS, READ, Object
from pursuit_sim.importers.words.beside_who import category_of, class_beside, who_beside
from pursuit_sim.importers.words.cell_door import LONGEST_CELL, too_long
from pursuit_sim.importers.words.cells import days_named, sex_of
from pursuit_sim.importers.words.event_cells import division_of, event_of, facts_of, heat_of
from pursuit_sim.importers.words.event_words import lettered_classes, says_only_who, sex_above
from pursuit_sim.importers.words.group_cells import GroupRow, with_groups
from pursuit_sim.importers.words.heads import columns, plain
from pursuit_sim.importers.words.laps_said import MOST_LAPS, laps_of_metres
from pursuit_sim.importers.words.outcome_flags import of_somebody_else, words_of
from pursuit_sim.importers.words.record_words import is_record
from pursuit_sim.plain_text import cut

_ROLES = ("round", "sex", "division", "event", "distance", "year", "date", "venue", "city")
# From the larger to the smaller; who skated is asked for where one lacks it.
_GROUPED = ("event", "venue", "city", "date", "distance", "division", "round")
_LONGEST = 40  # characters told
_MOST_CLASSES, _LONGEST_CLASSES = 20, 1_000  # of a row, and their characters
_COUNTS = frozenset(
    {
        "laps",
        "lapcount",
        "lapscount",
        "numberoflaps",
        "numlaps",
        "nlaps",
        "totallaps",
        "racelaps",
    }
)  # keys of how many laps a race has
_METRES = frozenset({"metres", "meters", "distancem", "lengthm"})
_VALUE = "value"  # of a distance: laps or metres
_TITLES = ("title", "heading", "headline", "caption")
_RACES = ("distance", "discipline", "event", "race")  # objects that say it


@dataclass(frozen=True, slots=True)
class EventCells:
    """What an object, or the one around all of them, says of race and event.

    Attributes
    ----------
    cells : by the role of a column with such a head
    keys : where that was read
    laps : of the race, as keys count them or have its metres
    said_who : what other keys say of who skated, and whom
    """

    cells: Mapping[str, str]
    keys: frozenset[str] = frozenset()
    laps: frozenset[int] = frozenset()
    said_who: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, row: Object, *, of_team: Collection[str] = ()) -> EventCells:
        """What stands in a team's object, or beside the list of all of them.

        Who skated may stand in that of its team or distance, or under any key that says nothing
        else.

        Parameters
        ----------
        row : the object
        of_team : roles whose keys say something of the team, and nothing of the event
        """
        keys = [key for key in row if key not in READ and _said(row[key])]
        found = {role: keys[i] for role, i in columns(keys, _ROLES).items() if role not in of_team}
        cells = {role: _said(row[key]) for role, key in found.items()}
        if days := days_named(cells.get("date", "")):  # the hour says nothing of the event
            cells["date"] = min(days).isoformat()
        others = [key for key in keys if key not in found.values() and not of_somebody_else(key)]
        heats = {key: text for key in HEATS if (text := _said(row.get(key)))}
        further = [*heats.values()][1:]  # the first says which race
        who = next((key for key in others if says_only_who(_said(row[key]))), None)
        if "sex" not in cells and who is not None:
            found["sex"], cells["sex"] = who, _said(row[who])
        if "sex" not in cells and (of_heat := next(filter(None, map(sex_above, further)), "")):
            cells["sex"] = of_heat
        for key in ("team", *found.values()):
            about = row.get(key)
            if isinstance(about, dict) and "sex" not in cells:
                within = list(about)
                cells |= {r: _said(about[within[i]]) for r, i in columns(within, ("sex",)).items()}
        laps = [*_laps(row)]
        beside = [(key, _said(row[key])) for key in others if key != found.get("sex")]
        classes = {key: text for key, text in beside if class_beside(words_of(key), text)}
        of_heats = [word for text in further for word in lettered_classes(text)]
        if classes or of_heats:
            listed = islice(dict.fromkeys((*classes.values(), *of_heats)), _MOST_CLASSES)
            cells["class"] = cut(" ".join(listed), _LONGEST_CLASSES)
        read = {*found.values(), *classes, *(key for key, _ in laps)}
        said: dict[str, str] = {}  # the first that says each of them
        for key, text in (*beside, *heats.items()):
            if who := _who(key, text):
                said.setdefault(who, f"{key}: {text}")
        return cls(
            cells, frozenset(read), frozenset(each for _, each in laps),
            tuple((text, who) for who, text in said.items()),
        )  # fmt: skip

    @classmethod
    def of_each(cls, rows: Sequence[Object]) -> list[EventCells]:
        """What stands in the objects of all teams.

        Where no two teams of a heat have one city, these are the teams' own; a date that names no
        day is a day of the week, an hour, or a number of some kind.
        """
        found = [cls.of(row) for row in rows]
        cities = {each.cells["city"] for each in found if "city" in each.cells}
        heats = [next(filter(None, (_said(row.get(key)) for key in HEATS)), "") for row in rows]
        met = Counter(zip(heats, (each.cells.get("city") for each in found), strict=True))
        dates = [each.cells["date"] for each in found if "date" in each.cells]
        of_team = ["city"] if len(cities) > 1 and max(met.values()) == 1 else []
        of_team += [] if all(map(days_named, dates)) else ["date"]
        return [cls.of(row, of_team=of_team) for row in rows] if of_team else found

    def within(self, about: EventCells) -> EventCells:
        """With what is said of all of them where it says nothing itself."""
        said = (*self.said_who, *about.said_who)
        above = about.cells.get("sex", "")
        if "sex" in self.cells and sex_of(above):
            said = (*said, (above, sex_of(above)))
        cells = {**about.cells, **self.cells}
        classes = [each.cells.get("class", "") for each in (about, self)]
        own = self.cells.get("sex", "")
        if own and above and not (sex_of(own) and sex_of(above)):
            # A key of a class says who skated only where no other does.
            cells["sex"], of_class = (own, above) if sex_of(own) else (above, own)
            classes.append(of_class)
        if any(classes):
            cells["class"] = " ".join(dict.fromkeys(filter(None, classes)))
        return EventCells(cells, self.keys, self.laps or about.laps, said)

    def heat(self, number: str) -> str:
        """Which race, of its number in the round."""
        return heat_of({**self.cells, "heat": number}, self.division)

    @property
    def division(self) -> str:
        """The division of a World Cup."""
        return division_of(self.cells)

    def result(self) -> dict[str, Any]:
        """These fields of a `TeamResult`."""
        return {
            "distance": self.cells.get("distance", ""),
            "round": self.cells.get("round", ""),
            "sex": sex_of(self.cells.get("sex", "")),
            "said_who": self.said_who,
            "category": category_of(
                self.cells.get("sex", ""), filter(None, [self.cells.get("class", "")])
            ),
            "division": self.division,
            "other_division": "" if self.division else self.cells.get("division", ""),
            "event": event_of(self.cells),
            "facts": tuple(facts_of(self.cells)),
            "laps": next(iter(self.laps)) if len(self.laps) == 1 else 0,
        }

    def long(self, place: str, where: str) -> list[Fault]:
        """Faults of texts that are longer than those that are read of a table."""
        return [
            too_long(text, f"{place}.{role}".lstrip("."), where)
            for role, text in self.cells.items() if len(text) > LONGEST_CELL
        ]  # fmt: skip

    def notes(self) -> list[str]:
        """What of it is not understood."""
        said = self.cells.get("sex", "")
        unknown = bool(said) and not (sex_of(said) or says_only_who(said))
        notes = [f"{cut(said, _LONGEST)!r} does not say who skated"] if unknown else []
        if len(self.laps) > 1:
            listed = " and ".join(map(str, sorted(self.laps)))
            notes.append(f"keys say {listed} laps, and neither is read")
        return notes


def with_groups_above(
    found: Sequence[EventCells],
    results: Sequence[TeamResult],
    where: str,
    faults: list[Fault],
    notes: list[str],
) -> list[EventCells]:
    """What objects say, each with what the first of its group says.

    Parameters
    ----------
    found : of the objects in their order
    results : of the same, yet without their races
    where : the file's name in messages
    faults : gets one for each thing that is said neither of every team nor once a group
    notes : told what was read
    """
    rows = [
        GroupRow(each.key, event.cells, () if _is_aside(each) else _GROUPED)
        for event, each in zip(found, results, strict=True)
    ]
    meant = with_groups(rows, _GROUPED, str, where, faults, notes, within=".")
    return [
        replace(event, cells={**event.cells, **cells})
        for event, cells in zip(found, meant, strict=True)
    ]


def _is_aside(each: TeamResult) -> bool:
    """Whether a result may say nothing of its race: of a record, or of a team without a time."""
    record = not each.rank and is_record(each.team)
    return record or (each.time_s is None and not each.passings)


def keys_read(found: Sequence[EventCells]) -> set[str]:
    """The keys that were read in any of the objects."""
    return set().union(*(each.keys for each in found))


def _laps(row: Object) -> Iterator[tuple[str, int]]:
    """How many laps a race has, as keys of an object say it, or of one with what was skated."""
    for key, value in row.items():
        name = plain(words_of(key)).replace(" ", "")
        inner = value if isinstance(value, dict) and name in _RACES else {key: value}
        for each, said in inner.items():
            known = plain(words_of(each)).replace(" ", "")
            number = int(text) if (text := text_of(said)).isdecimal() and len(text) < 5 else 0
            laps = 0
            if known in _COUNTS or (known == _VALUE and inner is value):
                laps = number if number <= MOST_LAPS else 0
            if known in _METRES or (known == _VALUE and inner is value):
                laps = laps or laps_of_metres(number)
            if laps:
                yield key, laps


def _who(key: str, text: str) -> str:
    """Who skated, from a key that is not read; a title may say more than that."""
    return sex_above(text) if plain(words_of(key)) in _TITLES else who_beside(key, text)


def _said(value: object) -> str:
    """A text, or the name of an object."""
    return text_of(value.get("name")) if isinstance(value, dict) else text_of(value)
