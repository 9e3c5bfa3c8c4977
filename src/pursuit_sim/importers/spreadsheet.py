"""Spreadsheets (.xlsx, .xls, .ods): every table of every sheet, as its heads say.

A cell is read as what it is: a duration or a time of the day as minutes and seconds, a date
as a date, a number with all its digits. A file is looked through before it is opened, so
that a small one cannot unpack into more than a computer has.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import BinaryIO

from pursuit_sim.errors import InputError
from pursuit_sim.importers import lap_sheet, passings_csv, result_sheet
from pursuit_sim.importers.cell_grid import GridRow, tables
from pursuit_sim.importers.importer import BinaryImporter, Sheet, joined
from pursuit_sim.importers.unpacked_size import ZIP, check_size
from pursuit_sim.plain_text import cut
from pursuit_sim.units import format_time

LARGEST_BYTES = 8 << 20
_MOST_SHEETS = 100
_MOST_ROWS = 20_000  # as a scenario has lines
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_EPOCHS = {date(1899, 12, 30), date(1899, 12, 31), date(1900, 1, 1), date(1904, 1, 1)}
_DIGITS, _LARGE = 10, 1e15
_MINUTE_S, _DECIMALS = 60, 6
KINDS = (passings_csv, lap_sheet, result_sheet)  # the first that fits a table reads it


def fits(head: bytes) -> bool:
    """Whether it begins as a spreadsheet does."""
    return head.startswith((ZIP, _OLE))


def read(file: BinaryIO, where: str) -> Sheet:
    """Every table of every sheet."""
    data = file.read(LARGEST_BYTES + 1)
    if len(data) > LARGEST_BYTES:
        problem = f"has more than {LARGEST_BYTES >> 20} MiB"
        raise InputError.single(where, "", problem, "save the sheet with the results by itself")
    if not fits(data):
        raise InputError.single(where, "", "is no spreadsheet", "name a .xlsx, .xls or .ods file")
    check_size(data, where)
    found: list[Sheet] = []
    notes: list[str] = []
    wrong: list[InputError] = []
    for name, grid in _grids(data, where):
        read_tables = tables(grid, _fits_any)
        if not read_tables:
            notes.append(f"sheet {cut(name, 40)!r} has no table that is known, and is left out")
        for table in read_tables:
            kind = next(each for each in KINDS if each.fits_heads(table.heads))
            try:
                found.append(kind.read_table(table, where))
            except InputError as error:
                wrong.append(error)
    if wrong:
        raise InputError.joined(wrong)
    if not found:
        remedy = "write heads such as Team and Time above the columns"
        raise InputError.single(where, "", "has no table with heads that are known", remedy)
    sheet = joined(found)
    return Sheet(sheet.results, (*notes, *sheet.notes), sheet.facts)


def _fits_any(heads: Sequence[str]) -> bool:
    return any(kind.fits_heads(heads) for kind in KINDS)


def _grids(data: bytes, where: str) -> Iterator[tuple[str, list[GridRow]]]:
    """Every sheet as rows of text."""
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        names = book.sheet_names[:_MOST_SHEETS]
        for name in names:
            sheet = book.get_sheet_by_name(name)
            rows = sheet.to_python(skip_empty_area=False, nrows=_MOST_ROWS + 1)
            if len(rows) > _MOST_ROWS:
                problem = f"sheet {cut(name, 40)!r} has more than {_MOST_ROWS} rows"
                raise InputError.single(where, "", problem, "save the results by themselves")
            yield name, _texts(name, rows, several=len(names) > 1)
    except (CalamineError, OSError, ValueError, OverflowError) as error:
        raise _unreadable(where, " ".join(str(error).split())[:200]) from None
    except BaseException as error:
        # What the reader, which is not written in Python, never thought of.
        if type(error).__name__ != "PanicException":
            raise
        raise _unreadable(where, "the reader gave up") from None


def _unreadable(where: str, said: str) -> InputError:
    problem = f"cannot be read as a spreadsheet: {said}"
    return InputError.single(where, "", problem, "save it again, without a password")


def _texts(name: str, rows: Sequence[Sequence[object]], *, several: bool) -> list[GridRow]:
    place = f"sheet {cut(name, 40)}, " if several else ""
    return [
        (f"{place}row {i}", tuple(_text(cell) for cell in row)) for i, row in enumerate(rows, 1)
    ]


def _text(cell: object) -> str:
    """A cell as people would write it."""
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, float):
        digits = _DIGITS if abs(cell) >= 1 else _DIGITS + 2  # fractions of a day need them
        text = f"{cell:.{digits}f}" if abs(cell) < _LARGE else f"{cell:.0f}"
        return text.rstrip("0").removesuffix(".") if "." in text else text
    if isinstance(cell, timedelta):
        return _clock(cell)
    if isinstance(cell, datetime):
        if cell.date() in _EPOCHS:  # a duration that is formatted as a time
            return _clock(cell - datetime.combine(cell.date(), time()))
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, time):
        return _clock(
            timedelta(hours=cell.hour, minutes=cell.minute, seconds=cell.second)
            + timedelta(microseconds=cell.microsecond)
        )
    return str(cell).strip() if isinstance(cell, str | int) else ""


def _clock(duration: timedelta) -> str:
    """A duration as minutes and seconds, below a minute too: 0:31.076."""
    text = format_time(duration.total_seconds(), _DECIMALS).rstrip("0")
    text = f"{text}0" if text.endswith(".") else text
    return text if duration.total_seconds() >= _MINUTE_S else f"0:{text.zfill(4)}"


IMPORTER = BinaryImporter("a spreadsheet: .xlsx, .xls or .ods", fits, read)
