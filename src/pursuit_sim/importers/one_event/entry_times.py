"""Times of entry: of earlier races, in lists of who is to skate against whom."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pursuit_sim.importers.importer import Found, Table, table_of
from pursuit_sim.importers.one_event.same_race import round_of, same_time, team_of, time_of
from pursuit_sim.importers.words.heads import plain
from pursuit_sim.importers.words.unfinished import NO_TIME

_ENTRIES = re.compile(
    r"\b(?:entry|entries|start ?list|startlijst|meldeliste|inschrijvingen|pameldte|engages)"
)


def says_entries(title: str) -> bool:
    """Whether a title says that its table is a list of entries."""
    return bool(_ENTRIES.search(plain(title)))


def without_entries(results: Sequence[Found], end: float, entered: dict[str, None]) -> list[Found]:
    """The results without heats of lists of entries none of whose times was skated in them.

    They are left out where a team of theirs has another time in a table that is no such list, of
    the same round so far as both say one. Who has a status there keeps it.

    Parameters
    ----------
    results : of all files
    end : laps of the last passing
    entered : gets the titles of what is left out
    """
    lists: dict[Table, list[Found]] = {}
    skated: dict[str, list[Found]] = {}
    for found in results:
        _, each = found
        if says_entries(each.table):
            if each.heat and not each.is_alone:
                lists.setdefault(table_of(found), []).append(found)
        elif time_of(each, end) is not None:
            skated.setdefault(team_of(each), []).append(found)
    left: set[Table] = set()
    for table, rows in lists.items():
        marks, _ = round_of(table[2])
        pairs = [
            (each, other)
            for _, each in rows
            if time_of(each, end) is not None
            for _, other in skated.get(team_of(each), [])
            if not marks or round_of(other.table)[0] in (frozenset(), marks)
        ]
        if pairs and not any(same_time(each, other, end) for each, other in pairs):
            left.add(table)
            entered[table[2]] = None
            skaters = {team_of(each) for each, _ in pairs}
            unskated = [each.team for _, each in rows if team_of(each) not in skaters]
            entered |= dict.fromkeys(f"{table[2]}: {team}" for team in unskated)
    return [
        found for found in results
        if table_of(found) not in left or found[1].status not in ("", NO_TIME)
    ]  # fmt: skip
