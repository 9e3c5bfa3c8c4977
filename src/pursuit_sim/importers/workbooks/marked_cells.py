"""What is set at cells of a sheet and not in them: comments, and lines through their text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from pursuit_sim.errors import Fault
from pursuit_sim.importers.sheet_tables.column_choice import looks_timed
from pursuit_sim.importers.sheet_tables.line_names import NamesWithin, nations_in
from pursuit_sim.importers.words.nations import nation
from pursuit_sim.importers.words.remarks import judged
from pursuit_sim.importers.words.status_alone import is_status_alone
from pursuit_sim.importers.words.unfinished import is_sure, status, statuses
from pursuit_sim.importers.workbooks.hidden_cells import HiddenCells, Texts, letters
from pursuit_sim.plain_text import cut

_LONGEST, _MOST_TOLD = 60, 20  # characters of each; cells
_MOST_COLONS = 3  # of a line: its author's name, what it is, and one of its own
_FOR_OLDER_PROGRAMS = "go.microsoft.com"  # in a line of Excel on how threads are to be read
_COUNTS = "take out what does not count, and the line through what does"
_SAY = "write it into a column Status or Remark, or take the comment out if the time counts"
_SAY_BOX = _SAY.replace("the comment", "the text box")
Cell = tuple[int, int]  # row and column, counted from 0


@dataclass(slots=True)
class MarkedCells:
    """What is set at the cells of a sheet.

    Attributes
    ----------
    comments : of which each paragraph and each reply is a line
    struck : cells whose text, or part of it, is struck through
    boxes : the lines of those at cells
    raised : pieces of texts that have raised ones, and whether each is
    """

    comments: dict[Cell, str] = field(default_factory=dict)
    struck: set[Cell] = field(default_factory=set)
    boxes: Mapping[Cell, Sequence[str]] = field(default_factory=dict)
    raised: Mapping[Cell, Sequence[tuple[str, bool]]] = field(default_factory=dict)

    def told(self, texts: Texts, hidden: HiddenCells) -> list[str]:
        """What is not read of what is shown, in words."""
        said = [
            f"the comment of {cell_name(cell)} is not read: {_in_one_line(text)!r}"
            for cell, text in sorted(self.comments.items())
            if text and _is_shown(cell, hidden)
        ]
        said += [
            f"{cell_name(cell)} is read though struck through: {cut(text, _LONGEST)!r}"
            for cell, text in self._struck(texts, hidden)
        ]  # fmt: skip
        more = len(said) - _MOST_TOLD
        return said[:_MOST_TOLD] + ([f"{more} more comments or such cells"] if more > 0 else [])

    def faults(self, texts: Texts, hidden: HiddenCells, where: str, place: str) -> Iterator[Fault]:
        """Faults of rows with a time and no status, of which a mark may take the time away."""
        rows: dict[int, Fault] = {}  # the first of each
        counts = cache(lambda row: _counts(texts, row))  # a row may be long, and have many marks
        for cell, text in sorted(self.comments.items()):
            if cell[0] in rows or not (_is_shown(cell, hidden) and counts(cell[0])):
                continue
            key = f"{place}row {cell[0] + 1}, comment of {cell_name(cell)}"
            doubts: list[Fault] = []
            said = ""
            for each in _parts(text):
                said = said or judged(each, timed=True, key=key, where=where, faults=doubts,
                                      notes=[])  # fmt: skip
            if said:
                problem = f"{_in_one_line(text)!r} beside a time: not clear whether it is {said}"
                doubts.append(Fault(where, key, problem))
            if doubts:
                rows[cell[0]] = doubts[0]._replace(remedy=_SAY)
        teams = NamesWithin(_names(texts) if self.boxes else ())
        for cell, lines in sorted(self.boxes.items()):
            if _is_shown(cell, hidden) and counts(cell[0]) and (alone := _alone(lines, teams)):
                key = f"{place}row {cell[0] + 1}, text box at {cell_name(cell)}"
                problem = f"{cut(alone, _LONGEST)!r} beside a time: not clear whether it is "
                rows.setdefault(cell[0], Fault(where, key, problem + status(alone), _SAY_BOX))
        for cell, text in self._struck(texts, hidden):
            if counts(cell[0]) and (looks_timed(text) or nation(text)):
                key = f"{place}row {cell[0] + 1}, {cell_name(cell)}"
                problem = f"{cut(text, _LONGEST)!r} is struck through"
                rows.setdefault(cell[0], Fault(where, key, problem, _COUNTS))
        yield from rows.values()

    def _struck(self, texts: Texts, hidden: HiddenCells) -> Iterator[tuple[Cell, str]]:
        for cell in sorted(self.struck):
            text = _text(texts, cell)
            if text and _is_shown(cell, hidden):
                yield cell, text


def _parts(text: str) -> Iterator[str]:
    """What may stand by itself in a comment: its lines, and what is behind a name and a colon."""
    for line in text.splitlines():
        rest = line.strip()
        for _ in range(1 + _MOST_COLONS):
            yield rest
            rest = rest.partition(":")[2].strip()


def _names(texts: Texts) -> Iterator[str]:
    """Cells that may be a team's name: no number, and no status."""
    for row in texts:
        yield from (cell for cell in row if cell[:1].isalpha() and not status(cell))


def _alone(lines: Sequence[str], teams: NamesWithin) -> str:
    """The line of a box that says that somebody is out, and neither who nor what the word means."""
    if any("=" in line or nations_in(line) or teams.within(line) for line in lines):
        return ""
    alone = (each for each in lines if len(statuses(each)) == 1 and is_status_alone(each))
    return next(alone, "")


def _in_one_line(text: str) -> str:
    lines = [each.strip() for each in text.splitlines() if _FOR_OLDER_PROGRAMS not in each]
    return cut(" / ".join(lines), _LONGEST)


def cell_name(cell: Cell) -> str:
    """As people call it.

    >>> cell_name((2, 1))
    'B3'
    """
    return f"{letters(cell[1])}{cell[0] + 1}"


def _is_shown(cell: Cell, hidden: HiddenCells) -> bool:
    return cell[0] not in hidden.rows and cell[1] not in hidden.columns


def _text(texts: Texts, cell: Cell) -> str:
    row: Sequence[str] = texts[cell[0]] if cell[0] < len(texts) else ()
    return row[cell[1]] if cell[1] < len(row) else ""


def _counts(texts: Texts, at: int) -> bool:
    """Whether a row has a time and no status, not even OK."""
    row = texts[at] if at < len(texts) else ()
    return any(map(looks_timed, row)) and not any(map(status, row)) and not any(map(is_sure, row))
