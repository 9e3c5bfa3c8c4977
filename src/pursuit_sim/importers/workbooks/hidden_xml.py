"""Which rows and columns a .xlsx or .ods file hides, as its XML says."""

from __future__ import annotations

import re

from pursuit_sim.importers.workbooks.hidden_cells import (
    LAST_COLUMN,
    LAST_ROW,
    HiddenCells,
    Merged,
    Spans,
)
from pursuit_sim.importers.workbooks.workbook_parts import (
    EXCEL,
    OPEN_DOCUMENT,
    Said,
    Tally,
    WorkbookParts,
    column_of,
    sheets_tally,
)

_CORNERS = re.compile(r"([A-Za-z]{1,3})(\d{1,7}):([A-Za-z]{1,3})(\d{1,7})")
_NOT_SHOWN = {"collapse", "filter"}
_SPANS = ("rows", "columns")
# In all sheets; a book of three hundred may hide every column beside its tables.
MOST_MERGED, MOST_HIDDEN = 200_000, 4_000_000


def hidden_cells(parts: WorkbookParts) -> list[HiddenCells] | None:
    """Of each sheet, in their order; None of a kind of workbook that is not XML.

    Raises
    ------
    KeyError, ValueError, expat.ExpatError
        if the parts do not belong together
    """
    if parts.is_open_document:
        return _of_open_document(parts)
    if EXCEL not in parts:
        return None
    tallies = _HiddenTallies()
    return [_of_worksheet(parts, part, tallies) for part in parts.worksheets()]


class _HiddenTallies:
    """What sheets of a workbook have together."""

    def __init__(self) -> None:
        self.sheets = sheets_tally()
        self.merged = Tally(MOST_MERGED, "merged cells")
        self.hidden = Tally(MOST_HIDDEN, "hidden rows and columns")


class _SaidHidden:
    """What is hidden of a sheet, as it is read."""

    def __init__(self, tallies: _HiddenTallies) -> None:
        tallies.sheets.add()
        self._tallies = tallies
        self.rows, self.columns = Spans(LAST_ROW), Spans(LAST_COLUMN)
        self._merged: list[Merged] = []

    def merge(self, *corners: int) -> None:
        """Have the cells from the first row and column to the last ones be one."""
        self._tallies.merged.add()
        top, left, bottom, right = corners
        self._merged.append((top, left, bottom, right))

    def cells(self) -> HiddenCells:
        """All of it."""
        hidden = HiddenCells(self.rows.numbers(), self.columns.numbers(), self._merged)
        self._tallies.hidden.add(len(hidden.rows) + len(hidden.columns))
        return hidden


def _of_worksheet(parts: WorkbookParts, part: str, tallies: _HiddenTallies) -> HiddenCells:
    hidden = _SaidHidden(tallies)
    row = 0  # the last one, as the file counts

    def element(name: str, said: Said) -> None:
        nonlocal row
        if name == "row":
            row = int(said.get("r", row + 1))
            if _is_hidden(said, "ht"):
                hidden.rows.add(row - 1, row - 1)
        elif name == "col" and _is_hidden(said, "width"):
            hidden.columns.add(int(said["min"]) - 1, int(said["max"]) - 1)
        elif name == "mergeCell" and (corners := _CORNERS.fullmatch(said.get("ref", ""))):
            left, top, right, bottom = corners.groups()
            first, last = sorted((int(top) - 1, int(bottom) - 1))
            begin, end = sorted((column_of(left), column_of(right)))
            hidden.merge(first, begin, last, end)

    parts.each_element(part, element)
    return hidden.cells()


def _is_hidden(said: Said, size: str) -> bool:
    return said.get("hidden") in {"1", "true"} or float(said.get(size) or 1) == 0


def _of_open_document(parts: WorkbookParts) -> list[HiddenCells]:
    tallies = _HiddenTallies()
    found: list[_SaidHidden] = []
    row = column = cell = 0  # the next ones of the sheet and of the row

    def element(name: str, said: Said) -> None:
        nonlocal row, column, cell
        if name == "table":
            found.append(_SaidHidden(tallies))
            row = column = 0
        if not found:
            return
        shown = said.get("visibility") not in _NOT_SHOWN
        if name == "table-column":
            first, column = column, column + int(said.get("number-columns-repeated", 1))
            if not shown and first <= LAST_COLUMN:
                found[-1].columns.add(first, column - 1)
        elif name == "table-row":
            first, row = row, row + int(said.get("number-rows-repeated", 1))
            cell = 0
            if not shown and first <= LAST_ROW:
                found[-1].rows.add(first, row - 1)
        elif name in {"table-cell", "covered-table-cell"}:
            down, right = (int(said.get(f"number-{each}-spanned", 1)) for each in _SPANS)
            if down > 1 or right > 1:
                found[-1].merge(row - 1, cell, row - 2 + down, cell - 1 + right)
            cell += int(said.get("number-columns-repeated", 1))

    parts.each_element(OPEN_DOCUMENT, element)
    return [each.cells() for each in found]
