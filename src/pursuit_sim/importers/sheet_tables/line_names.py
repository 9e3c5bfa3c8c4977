"""What a line beside tables names: teams, by their names, nations or marks of footnotes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from pursuit_sim.importers.importer import TeamResult
from pursuit_sim.importers.sheet_tables.cell_grid import CellTable
from pursuit_sim.importers.words.nations import nation
from pursuit_sim.importers.words.status_words import folded
from pursuit_sim.importers.words.unfinished import FOOT_MARK, NO_TIME, status

_TELLING_WORDS = 12  # by which names are known
_MOST_NAMED = 100  # teams of a line
_ENDING = 5  # characters: a mark of three within brackets
_MARK_ENDS = tuple("*†‡§¹²³])")
_MARK_AT_END = re.compile(
    r"(?:([*†‡§¹²³]+)\)?|\[([a-z\d]{1,3})\]|(?<=[^\W\d_])(\d)\)|(?<![\w(])([a-z\d]{1,3})\)"
    r"|(?<=[^\W\d_] \()([a-z\d])\))$"
)
_RUN = re.compile(r"[^\W_]+|[^\w\s]|_")


def nations_in(text: str) -> set[str]:
    """The nations that a line names, by a word or by two."""
    words = re.findall(r"[^\W_]+", text)
    parts = [*words, *(" ".join(pair) for pair in pairwise(words))]
    return {nation(part) for part in parts if len(part) > 2} - {""}


def mark_of_line(text: str) -> str:
    """The mark of a footnote that a line begins with, without its brackets."""
    found = FOOT_MARK.match(text.strip())
    return found[0].strip("()[] ") if found else ""


def mark_at_end(cell: str) -> str:
    """The mark of a footnote that a cell ends in, without its brackets.

    >>> [mark_at_end(each) for each in ("Norway*", "NOR [1]", "3:38.08 a)", "Smith (NOR)", "2")]
    ['*', '1', 'a', '', '']
    """
    found = _MARK_AT_END.search(cell) if cell.endswith(_MARK_ENDS) else None
    return next(filter(None, found.groups()), "") if found else ""


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
        # Two of them at most, by their endings; in rows that say a status, and in others.
        self._cells: dict[bool, dict[str, list[str]]] | None = None

    def of(self, text: str, *, answered: bool = False) -> bool:
        """Whether the mark that a line begins with stands in the table, and not in that line.

        Parameters
        ----------
        text : the line
        answered : whether rows are meant that say themselves that their team is out, else others
        """
        found = FOOT_MARK.match(text)
        if found is None:
            return False
        mark = found[0].strip("()[] ")
        ends = (
            (f"{mark})", f"[{mark}]") if mark.isalnum() and mark.isascii() else (mark, f"{mark})")
        )
        if self._cells is None:
            self._cells = self._read()
        return any(
            cell != text.strip()
            for end in ends
            for cell in self._cells[answered].get(end[-_ENDING:], ())
        )

    def _read(self) -> dict[bool, dict[str, list[str]]]:
        marked: dict[bool, dict[str, None]] = {True: {}, False: {}}
        for _, cells in self._table.rows:
            ends = [cell for each in cells if (cell := each.strip()).endswith(_MARK_ENDS)]
            if ends:
                marked[any(map(status, cells))] |= dict.fromkeys(ends)
        return {answered: _by_ending(cells) for answered, cells in marked.items()}


def _by_ending(cells: Iterable[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for cell in cells:
        for n in range(1, _ENDING + 1):
            some = found.setdefault(cell[-n:], [])
            if len(some) < 2:
                some.append(cell)
    return found
