"""Rows without the raised marks of footnotes behind their cells, as readers of tables get them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from pursuit_sim.importers.sheet_tables.column_choice import looks_timed
from pursuit_sim.importers.words.cell_door import GridRow
from pursuit_sim.importers.words.foot_marks import mark_before
from pursuit_sim.importers.words.heads import few
from pursuit_sim.importers.words.raised_marks import lowered, without_raised
from pursuit_sim.plain_text import cut

_LONGEST = 40  # characters of a cell that are told
_MINUTES = re.compile(r"\d{1,3}[:'’′]\d\d", re.ASCII)  # and no part of a second
_SECONDS = re.compile(r"\d{2}|\+\d{1,2}", re.ASCII)
_PART = re.compile(r"\d{1,2}", re.ASCII)
_LAPS = 3  # times with raised digits in one row, as no footnotes are

Written = Mapping[str, tuple[str, ...]]  # rows that have marks, by their places
_Group = tuple[str, int, str]


class _Raised(NamedTuple):
    """A cell that ends in raised digits: its row, column, text before them, and the digits."""

    row: int
    column: int
    text: str
    mark: str


def apart(grid: Sequence[GridRow]) -> tuple[list[GridRow], Written]:
    """Rows without raised marks, and those that have them as they are written.

    Digits that may be of a time stay behind it: it is refused then.
    """
    bare: list[GridRow] = []
    written: dict[str, tuple[str, ...]] = {}
    numbered: list[_Raised] = []
    for i, (place, cells) in enumerate(grid):
        row = cells if all(map(str.isascii, cells)) else tuple(map(without_raised, cells))
        bare.append((place, row))
        if row == cells:
            continue
        written[place] = cells
        for j, (text, cell) in enumerate(zip(row, cells, strict=True)):
            mark = lowered(cell.removeprefix(text)).strip()
            if text != cell and _PART.fullmatch(mark):
                numbered.append(_Raised(i, j, text, mark))
    kept: dict[int, set[int]] = {}  # columns of each row
    for i, j, _, _ in _of_times(bare, numbered) if numbered else ():
        kept.setdefault(i, set()).add(j)
    for i, columns in kept.items():
        place, row = bare[i]
        bare[i] = (
            place,
            tuple(grid[i][1][j] if j in columns else each for j, each in enumerate(row)),
        )
    return bare, written


def told(rows: Sequence[GridRow], written: Written) -> Iterator[str]:
    """The cells of a table of which a mark is not read, in words."""
    cells = (
        repr(cut(each, _LONGEST))
        for place, row in rows if place in written
        for each, bare in zip(written[place], row, strict=False) if each != bare
    )  # fmt: skip
    if said := [*dict.fromkeys(cells)]:
        yield f"raised marks of footnotes are not read: {few(said)}"


def _of_times(bare: Sequence[GridRow], numbered: Sequence[_Raised]) -> Iterator[_Raised]:
    """Cells whose raised digits may be the last ones of a time, and begin no line.

    So they may be behind whole seconds, where they part two equal times, and where all times of a
    column or several of a row have other ones.
    """
    firsts = (next(filter(None, cells), "") for _, cells in bare)
    said = {mark_before(each) for each in firsts if not each.isascii()}
    marks = said | {each.mark for each in numbered}
    unsaid = [each for each in numbered if each.mark not in said and _timed(each.text)]
    columns = {each.column for each in unsaid}
    times = Counter(
        j for _, cells in bare for j in columns if j < len(cells) and _timed(cells[j])
    )  # fmt: skip
    of_column, of_row = (Counter(each[i] for each in unsaid) for i in (1, 0))
    groups: dict[_Group, set[str]] = {}
    for each in unsaid:
        for group in _groups(each):
            groups.setdefault(group, set()).add(each.mark)
    for each in unsaid:
        equal, column, row = (len(groups[group]) > 1 for group in _groups(each))
        clear = looks_timed(each.text)  # else it may be a heat's number
        # Of footnotes the ninth comes before the tenth.
        part = len(each.mark) > 1 and str(int(each.mark) - 1) not in marks
        every = column and of_column[each.column] == times[each.column]
        if (
            _MINUTES.fullmatch(each.text) or (part and not clear) or (equal and clear)
            or (every and (clear or of_column[each.column] >= _LAPS))
            or (row and of_row[each.row] >= _LAPS)
        ):  # fmt: skip
            yield each


def _groups(each: _Raised) -> tuple[_Group, ...]:
    """Where others have other digits: at an equal text, in its column, in its row."""
    return ("equal", each.column, each.text), ("column", each.column, ""), ("row", each.row, "")


def _timed(text: str) -> bool:
    return looks_timed(text) or _SECONDS.fullmatch(text) is not None
