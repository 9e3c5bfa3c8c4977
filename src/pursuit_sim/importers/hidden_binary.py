"""Which rows and columns a .xls file hides, as its records say (Microsoft, [MS-XLS])."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from pursuit_sim.importers.compound_file import stream
from pursuit_sim.importers.hidden_cells import HiddenCells
from pursuit_sim.importers.unpacked_size import MOST_CELLS

_SHEET, _BEGIN, _END = 0x85, {0x09, 0x0209, 0x0409, 0x0809}, 0x0A
_ROW, _COLUMNS, _MERGED = 0x0208, 0x7D, 0xE5
_CELLS = {0x06, 0xBD, 0xBE, 0xD6, 0xFD, 0x0201, 0x0203, 0x0204, 0x0205, 0x027E}
_SPAN, _NEWER_SPAN_BYTES = 0x0200, 14  # before Excel 97 it is shorter
_ROW_HIDDEN, _COLUMNS_HIDDEN = 0x20, 0x01


def hidden_cells(data: bytes) -> list[HiddenCells]:
    """Of each sheet, in their order.

    Raises
    ------
    ValueError, struct.error, IndexError
        if the file is none, or is cut
    """
    book = stream(data, "Workbook", "Book")
    begins = [
        struct.unpack_from("<I", body)[0] for kind, body in _records(book, 0) if kind == _SHEET
    ]
    return [_of_sheet(book, begin) for begin in begins]


def _records(book: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """Kind and content of each record to the end of what begins there, with charts within it."""
    if struct.unpack_from("<H", book, at)[0] not in _BEGIN:
        raise ValueError("a sheet has no beginning")
    depth = 0
    while at + 4 <= len(book):
        kind, length = struct.unpack_from("<2H", book, at)
        depth += (kind in _BEGIN) - (kind == _END)
        if depth <= 0:
            return
        yield kind, book[at + 4 : at + 4 + length]
        at += 4 + length


def _of_sheet(book: bytes, begin: int) -> HiddenCells:
    hidden = HiddenCells()
    rows = columns = 0
    for kind, body in _records(book, begin):
        if kind in _CELLS:
            row, column = struct.unpack_from("<2H", body)
            rows, columns = max(rows, row + 1), max(columns, column + 1)
        elif kind == _SPAN:
            span = "<2I2H" if len(body) >= _NEWER_SPAN_BYTES else "<4H"
            first_row, last_row, first_column, last_column = struct.unpack_from(span, body)
            if first_row > last_row or first_column > last_column:
                # The reader would count backwards, to all the memory there is.
                raise ValueError("a sheet ends before it begins")
            rows, columns = max(rows, last_row), max(columns, last_column)
        if rows * columns > MOST_CELLS:  # which the reader would take memory for
            raise ValueError(f"a sheet has more than {MOST_CELLS} cells")
        if kind == _ROW:
            row, flags = struct.unpack_from("<H10xH", body)
            if flags & _ROW_HIDDEN:
                hidden.hide_rows(row, row)
        elif kind == _COLUMNS:
            first, last, width, flags = struct.unpack_from("<3H2xH", body)
            if flags & _COLUMNS_HIDDEN or not width:
                hidden.hide_columns(first, last)
        elif kind == _MERGED:
            (count,) = struct.unpack_from("<H", body)
            for n in range(count):
                top, bottom, left, right = struct.unpack_from("<4H", body, 2 + 8 * n)
                hidden.merged.append((top, left, bottom, right))
    return hidden
