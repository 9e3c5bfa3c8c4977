"""Workbooks of Excel 97 to 2003 (.xls) and before, with what they hide.

They are read by xlrd, which is Python throughout: what is damaged ends in an error, where the
reader of newer ones asks for terabytes and ends the process.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from pursuit_sim.importers.words.cell_door import GridRow
from pursuit_sim.importers.workbooks.hidden_cells import HiddenCells
from pursuit_sim.importers.workbooks.marked_cells import MarkedCells
from pursuit_sim.importers.workbooks.raised_cells import LONGEST, Pieces, RaisedTally
from pursuit_sim.importers.workbooks.unpacked_size import MOST_CELLS

if TYPE_CHECKING:
    from xlrd.book import Book
    from xlrd.sheet import Cell, Sheet

_NUMBER, _DATE, _BOOLEAN, _ERROR = 2, 3, 4, 5  # kinds of cells, XL_CELL_NUMBER and so on
_SUPERSCRIPT = 1  # of a font's escapement
_NOT_TEXT = {_NUMBER, _DATE, _BOOLEAN, _ERROR}
Value = str | float | bool | datetime | timedelta


@dataclass(frozen=True, slots=True)
class WorkbookSheet:
    """A sheet of a workbook.

    Attributes
    ----------
    name : of the sheet
    shown : whether it is not hidden
    rows : values of its cells
    cells : what it hides, and which cells are one
    marks : comments, and lines through cells
    beside : texts that stand in no cell, each with where it does
    """

    name: str
    shown: bool
    rows: Sequence[Sequence[object]]
    cells: HiddenCells
    marks: MarkedCells
    beside: Sequence[GridRow] = ()


def sheets(data: bytes, most_rows: int) -> list[WorkbookSheet]:
    """Every sheet, as far down as `most_rows`.

    Raises
    ------
    ValueError
        if the file is damaged, or locked by a password
    """
    import xlrd

    try:
        with xlrd.open_workbook(
            file_contents=data, formatting_info=True, ragged_rows=True, logfile=io.StringIO()
        ) as book:
            raised = RaisedTally()
            return [_read(book, each, most_rows, raised) for each in book.sheets()]
    except Exception as error:  # noqa: BLE001 - it trusts the file: anything can go wrong in it
        raise ValueError(str(error) or "it is damaged") from None


def _read(book: Book, sheet: Sheet, most_rows: int, raised: RaisedTally) -> WorkbookSheet:
    widest = max(map(sheet.row_len, range(sheet.nrows)), default=0)
    if sheet.nrows * widest > MOST_CELLS:
        raise ValueError(f"a sheet has more than {MOST_CELLS} cells")
    merged = [(top, left, below - 1, right - 1) for top, below, left, right in sheet.merged_cells]
    hidden = HiddenCells(
        _hidden(sheet.rowinfo_map, "height"), _hidden(sheet.colinfo_map, "width"), merged
    )
    rows = [_values(book, sheet, row, widest) for row in range(min(sheet.nrows, most_rows))]
    marks = replace(_marks(book, sheet, len(rows)), raised=_raised(book, sheet, len(rows), raised))
    return WorkbookSheet(sheet.name, sheet.visibility == 0, rows, hidden, marks)


def _hidden(infos: Mapping[int, object], size: str) -> frozenset[int]:
    """Rows or columns that are not shown."""
    told = ("hidden", size)
    said = {i: [getattr(about, each) for each in told] for i, about in infos.items()}
    return frozenset(i for i, (hidden, measure) in said.items() if hidden or measure == 0)


def _marks(book: Book, sheet: Sheet, rows: int) -> MarkedCells:
    """Comments, and cells with a line through their text or a part of it."""
    comments = {at: " ".join(note.text.split()) for at, note in sheet.cell_note_map.items()}
    lines = {i for i, font in enumerate(book.font_list) if font.struck_out}
    struck = {
        at for at, runs in sheet.rich_text_runlist_map.items()
        if any(font in lines for _, font in runs)
    }  # fmt: skip
    styles = {i for i, style in enumerate(book.xf_list) if style.font_index in lines}
    for row in range(rows) if styles else ():
        struck |= {
            (row, column) for column in range(sheet.row_len(row))
            if sheet.cell_xf_index(row, column) in styles
        }  # fmt: skip
    return MarkedCells(comments, struck)


def _raised(
    book: Book, sheet: Sheet, rows: int, tally: RaisedTally
) -> dict[tuple[int, int], Pieces]:
    """The pieces of texts that have raised ones: each font goes from a place to the next."""
    up = {i for i, font in enumerate(book.font_list) if font.escapement == _SUPERSCRIPT}
    found: dict[tuple[int, int], Pieces] = {}
    for (row, column), runs in sheet.rich_text_runlist_map.items() if up else ():
        if row >= rows or up.isdisjoint(font for _, font in runs):
            continue
        text = str(sheet.cell_value(row, column))
        if len(text) <= LONGEST:
            whole = book.xf_list[sheet.cell_xf_index(row, column)].font_index
            units = text.encode("utf-16-le", "surrogatepass")  # as places are counted
            found[row, column] = [
                (units[2 * begin : 2 * end].decode("utf-16-le", "replace"), font in up)
                for (begin, font), (end, _) in pairwise([(0, whole), *runs, (len(units), 0)])
            ]
            tally.add(found[row, column])
    return found


def _values(book: Book, sheet: Sheet, row: int, widest: int) -> list[Value]:
    """What the cells of a row show; an error as it is written, such as "#N/A".

    A row ends with its last cell that holds something or has a form: the others are empty.
    """
    shown: list[Value] = [*sheet.row_values(row), *([""] * (widest - sheet.row_len(row)))]
    for column, kind in enumerate(sheet.row_types(row)):
        if kind in _NOT_TEXT:  # most cells are text, or empty
            shown[column] = _value(book, sheet.cell(row, column))
    return shown


def _value(book: Book, cell: Cell) -> Value:
    from xlrd.biffh import error_text_from_code
    from xlrd.xldate import xldate_as_datetime

    value = float(cell.value)
    if cell.ctype == _BOOLEAN:
        return bool(value)
    if cell.ctype == _ERROR:
        return error_text_from_code.get(int(value), "")
    # Its own guess takes mm:ss.00 for a number.
    form = book.format_map[book.xf_list[cell.xf_index or 0].format_key].format_str
    if is_elapsed(form):
        return timedelta(days=value)
    return xldate_as_datetime(value, book.datemode) if is_moment(form) else value


@cache
def is_elapsed(form: str) -> bool:
    """Whether a format shows a length of time: 27:15 for more than a day."""
    return re.search(r"\[(h+|m+|s+)\]", _bare(form)) is not None


@cache
def is_moment(form: str) -> bool:
    """Whether a format shows a day or a time of one: numbers are shown without these letters."""
    return re.search(r"[hmsdy]", _bare(form)) is not None


def _bare(form: str) -> str:
    """A format without its texts, colours, currencies and countries."""
    return re.sub(r'"[^"]*"|[\\_*].|\[(?!(?:h+|m+|s+)\])[^]]*\]|general', "", form.lower())
