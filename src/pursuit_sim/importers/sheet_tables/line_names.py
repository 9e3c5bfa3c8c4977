"""What a line beside tables names: teams, by their names, nations or marks of footnotes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from pursuit_sim.importers.importer import TeamResult
from pursuit_sim.importers.sheet_tables.cell_grid import CellTable
from pursuit_sim.importers.words.foot_marks import mark_before, marks_after
from pursuit_sim.importers.words.nations import nation
from pursuit_sim.importers.words.status_words import folded
from pursuit_sim.importers.words.unfinished import NO_TIME, status

_TELLING_WORDS = 12  # by which names are known
_MOST_NAMED = 100  # teams of a line
_MOST_CELLS = 2  # of a mark
_RUN = re.compile(r"[^\W_]+|[^\w\s]|_")


def nations_in(text: str) -> set[str]:
    """The nations that a line names, by a word or by two."""
    words = re.findall(r"[^\W_]+", text)
    parts = [*words, *(" ".join(pair) for pair in pairwise(words))]
    return {nation(part) for part in parts if len(part) > 2} - {""}


class NamesWithin:
    """Names of teams, found in lines without a look at each name for each line."""

    def __init__(self, teams: Iterable[str]) -> None:
        self._of: dict[tuple[str, ...] | str, dict[str, None]] = {}  # by words, by nation
        self._order = {team: i for i, team in enumerate(dict.fromkeys(teams))}
        for team in self._order:
            for key in (_words(team)[:_TELLING_WORDS], nation(team)):
                names = self._of.setdefault(key, {}) if key else {}
                if len(names) < _MOST_NAMED:
                    names[team] = None
        self._lengths = {len(key) for key in self._of if isinstance(key, tuple)}

    def within(self, text: str) -> list[str]:
        """The names in a text that no letter or digit goes on, and those of its nations."""
        words = _words(text)
        runs = (words[i : i + n] for n in self._lengths for i in range(len(words) - n + 1))
        found: dict[str, None] = {}
        keys: list[tuple[str, ...] | str] = [*sorted(nations_in(text)), *runs]
        for key in dict.fromkeys(keys):
            if len(found) < _MOST_NAMED:
                found |= self._of.get(key, {})
        return sorted(found, key=self._order.__getitem__)

    def any_of(self, results: Iterable[TeamResult]) -> bool:
        """Whether one of them that has no more than its name is a team of these names."""
        bare = (each.team for each in results if each.status in ("", NO_TIME))
        keys = ((_words(team)[:_TELLING_WORDS], nation(team)) for team in bare)
        return any(key in self._of for both in keys for key in both if key)


def _words(text: str) -> tuple[str, ...]:
    """Runs of letters and digits, and each sign by itself."""
    return tuple(_RUN.findall(folded(text)))


class Marks:
    """Marks of footnotes in the cells of a table: what those that have one end in."""

    def __init__(self, table: CellTable) -> None:
        self._table = table
        # By their marks; in rows that say a status, and in others.
        self._cells: dict[bool, dict[str, list[str]]] | None = None

    def of(self, text: str, *, answered: bool = False) -> bool:
        """Whether the mark that a line begins with stands in the table, and not in that line.

        Parameters
        ----------
        text : the line
        answered : whether rows are meant that say themselves that their team is out, else others
        """
        mark = mark_before(text)
        if not mark:
            return False
        if self._cells is None:
            self._cells = self._read()
        return any(cell != text.strip() for cell in self._cells[answered].get(mark, ()))

    def _read(self) -> dict[bool, dict[str, list[str]]]:
        found: dict[bool, dict[str, list[str]]] = {True: {}, False: {}}
        for _, cells in self._table.as_written():
            marked = [(mark, cell.strip()) for cell in cells for mark in marks_after(cell)]
            answered = bool(marked) and any(map(status, cells))
            for mark, cell in marked:
                some = found[answered].setdefault(mark, [])
                if cell not in some and len(some) < _MOST_CELLS:
                    some.append(cell)
        return found
