"""Spreadsheets (.xlsx, .xls, .ods): every table of every sheet, as its heads say.

A cell is read as what it is: a duration or a time of the day as minutes and seconds, a date
as a date, a number with all its digits. What the file hides is left out and told: sheets, rows,
filtered ones too, and columns. A file is looked through before it is opened, so that a small
one cannot unpack into more than a computer has.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import BinaryIO
from xml.parsers import expat

from pursuit_sim.errors import Fault, InputError
from pursuit_sim.importers.importer import BinaryImporter, LineElsewhere, Sheet, WrittenTime
from pursuit_sim.importers.sheet_tables.cell_grid import CellTable, tables
from pursuit_sim.importers.sheet_tables.table_kinds import fits_any, read_each
from pursuit_sim.importers.sheet_tables.table_titles import with_titles
from pursuit_sim.importers.sheet_tables.unplaced_times import written_times
from pursuit_sim.importers.words.cell_door import (
    MOST_ROWS,
    MOST_TEXT,
    GridRow,
    refuse_rows,
    refuse_text,
)
from pursuit_sim.importers.words.unfinished import status
from pursuit_sim.importers.workbooks import (
    cells_apart,
    hidden_xml,
    marked_xml,
    old_workbook,
    page_texts,
    raised_xml,
    workbook_parts,
)
from pursuit_sim.importers.workbooks.cell_texts import cell_text
from pursuit_sim.importers.workbooks.hidden_cells import HiddenCells, Texts
from pursuit_sim.importers.workbooks.marked_cells import MarkedCells, cell_name
from pursuit_sim.importers.workbooks.merged_cells import with_merged
from pursuit_sim.importers.workbooks.old_workbook import WorkbookSheet
from pursuit_sim.importers.workbooks.other_sheets import lines_of
from pursuit_sim.importers.workbooks.raised_cells import with_marks
from pursuit_sim.importers.workbooks.unpacked_size import ZIP, looked_through
from pursuit_sim.plain_text import cut

LARGEST_BYTES = 8 << 20
MOST_SHEETS = 1000
MOST_ROWS_IN_ALL = 5 * MOST_ROWS  # of sheets with anything
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_NOT_KNOWN = "which of its rows are hidden cannot be told; save it as .xlsx"


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
    data = looked_through(data, where)
    found: list[tuple[Sheet, CellTable]] = []
    notes: list[str] = []
    unseen: list[str] = []
    wrong: list[InputError] = []
    elsewhere: list[LineElsewhere] = []
    times: list[WrittenTime] = []
    rows = in_all = 0
    before: CellTable | None = None
    for sheet in _sheets(data, where):
        unseen += sheet.unseen
        notes += sheet.notes
        wrong += [sheet.doubt] if sheet.doubt else []
        read_tables = tables(sheet.grid, fits_any, where)
        rows += sum(len(each.rows) for each in read_tables)
        refuse_rows(rows, where)
        in_all += len(sheet.grid) + len(sheet.beside)
        refuse_rows(in_all, where, MOST_ROWS_IN_ALL)
        if not read_tables and not sheet.hidden:
            notes.append(
                f"sheet {cut(sheet.name, 40)!r} has no table that is known, and is left out"
            )
            elsewhere += lines_of(sheet.name, sheet.grid)
        elsewhere += lines_of(sheet.name, sheet.beside)
        named = [replace(each, tab=sheet.name) for each in read_tables]
        made, faulty = read_each(named, where, before=before)
        before = named[-1] if named else before
        found += made
        times += written_times(sheet.grid) if read_tables else ()
        wrong += [_with_hidden(error, sheet.unseen) for error in faulty]
    if wrong:
        raise InputError.joined(wrong)
    if not found:
        remedy = "write heads such as Team and Time above the columns"
        problem = "has no table with heads that are known"
        raise _with_hidden(InputError.single(where, "", problem, remedy), unseen)
    joint = with_titles(found, where)
    return replace(
        joint, notes=(*unseen, *notes, *joint.notes), times=tuple(times),
        elsewhere=(*joint.elsewhere, *elsewhere),
    )  # fmt: skip


def _with_hidden(error: InputError, unseen: Sequence[str]) -> InputError:
    """An error whose first fault says too what is hidden, since it may come of that."""
    if not unseen:
        return error
    first, *others = error.faults
    remedy = "; ".join(filter(None, [first.remedy, *unseen]))
    return InputError([first._replace(remedy=remedy), *others], error.untold)


@dataclass(frozen=True, slots=True)
class _ShownSheet:
    """A sheet as it is seen.

    Attributes
    ----------
    name : of the sheet
    grid : its rows as texts; none of a hidden sheet
    hidden : whether it is
    unseen : what is left out, in words
    doubt : what is hidden and may take a time away
    notes : how its cells were read
    beside : texts that stand in no cell
    """

    name: str
    grid: list[GridRow]
    hidden: bool = False
    unseen: tuple[str, ...] = ()
    doubt: InputError | None = None
    notes: tuple[str, ...] = ()
    beside: Sequence[GridRow] = ()


def _sheets(data: bytes, where: str) -> Iterator[_ShownSheet]:
    """Every sheet as rows of text."""
    try:
        book = _newer(data) if data.startswith(ZIP) else old_workbook.sheets(data, MOST_ROWS + 1)
        several = sum(each.shown for each in book) > 1
        characters = 0
        for each in book:
            name = cut(each.name, 40)
            if not each.shown:
                unseen = f"sheet {name!r} is hidden, and is left out; show it to add it"
                yield _ShownSheet(each.name, [], True, (unseen,))
                continue
            if len(each.rows) > MOST_ROWS:
                problem = f"sheet {name!r} has more than {MOST_ROWS} rows"
                raise InputError.single(where, "", problem, "save the results by themselves")
            texts = [tuple(cell_text(cell) for cell in row) for row in each.rows]
            shown = _shown(each.name, texts, each.cells, each.marks, where, several=several)
            shown = _with_beside(shown, each.beside, several=several)
            characters += sum(len(cell) for _, row in (*shown.grid, *shown.beside) for cell in row)
            refuse_text(characters, where)
            yield shown
    except cells_apart.NotStartedError as error:
        problem = f"cannot be read here: the process that reads cells does not start: {error}"
        remedy = "save it as .csv; or install pursuit-sim anew, with all that it asks for"
        raise InputError.single(where, "", problem, remedy) from None
    except workbook_parts.TooManyError as error:
        remedy = "save the results by themselves"
        raise InputError.single(where, "", str(error), remedy) from None
    except (
        OSError, ValueError, OverflowError, LookupError, struct.error,
        zipfile.BadZipFile, zlib.error, expat.ExpatError,
        RuntimeError,  # of `zipfile`: a password, or a way to pack that it does not know
    ) as error:  # fmt: skip
        raise _unreadable(where, " ".join(str(error).split())[:200]) from None


def _newer(data: bytes) -> list[WorkbookSheet]:
    """The sheets of a .xlsx or .ods.

    Raises
    ------
    ValueError
        if the file cannot be read, or what it hides is not known, so that nobody takes for seen
        what is not
    """
    with workbook_parts.opened(data) as parts:
        hidden = hidden_xml.hidden_cells(parts)  # first, since it refuses sheets that are too large
        if hidden is None:
            raise ValueError(_NOT_KNOWN)
        read = cells_apart.sheets(
            data, most_sheets=MOST_SHEETS, most_rows=MOST_ROWS + 1, most_characters=MOST_TEXT
        )
        if len(read) != len(hidden):
            raise ValueError(_NOT_KNOWN)
        marked = marked_xml.marked_cells(parts)
        beside = page_texts.page_texts(parts)
        raised = raised_xml.raised_cells(parts) or [{}] * len(read)
    return [
        WorkbookSheet(
            each.name, each.shown, each.rows, cells,
            replace(marks, boxes=said.boxes, raised=pieces), said.texts,
        )
        for each, cells, marks, said, pieces in zip(
            read, hidden, marked, beside, raised, strict=False
        )
    ]  # fmt: skip


def _shown(
    name: str, texts: Texts, hidden: HiddenCells, marks: MarkedCells, where: str, *, several: bool
) -> _ShownSheet:
    """A sheet without what it hides.

    A disqualification that is hidden or in a comment is in doubt where it may be that of a time
    that is seen, and so is a time that is struck through.
    """
    notes: list[str] = []
    texts, lost = with_marks(texts, marks.raised)
    texts = hidden.seen(with_merged(texts, hidden, notes))
    place = f"sheet {cut(name, 40)}, " if several else ""
    said = (*hidden.told(texts), *marks.told(texts, hidden))
    unseen = tuple(f"{place}{each}" for each in said)
    faults = list(marks.faults(texts, hidden, where, place))
    if doubtful := next(hidden.doubtful(texts, status), None):
        at, text = doubtful
        remedy = "show it, or take it out if the times count"
        faults.insert(0, Fault(where, f"{place}{at}", f"found {cut(text, 40)!r}", remedy))
    for row, column in lost:
        if not (row in hidden.rows or column in hidden.columns):
            problem = "has raised digits; not clear whether they are the mark of a footnote"
            at = f"{place}row {row + 1}, {cell_name((row, column))}"
            faults.append(Fault(where, at, problem, "write such a mark in brackets: 3:38.08 [1]"))
    doubt = InputError(faults) if faults else None
    grid = [
        (f"{place}row {i}", hidden.shown(row))
        for i, row in enumerate(texts, 1)
        if i - 1 not in hidden.rows
    ]
    merged = tuple(f"{place}{each}" for each in notes)
    return _ShownSheet(name, grid, unseen=unseen, doubt=doubt, notes=merged)


def _with_beside(sheet: _ShownSheet, beside: Sequence[GridRow], *, several: bool) -> _ShownSheet:
    """The same with its texts in boxes and on the edges of pages, which are told."""
    place = f"sheet {cut(sheet.name, 40)}, " if several else ""
    said = (f"{place}{each}" for each in page_texts.told(beside))
    return replace(sheet, beside=beside, notes=(*sheet.notes, *said))


def _unreadable(where: str, said: str) -> InputError:
    problem = f"cannot be read as a spreadsheet: {said}"
    return InputError.single(where, "", problem, "save it again, without a password")


IMPORTER = BinaryImporter("a spreadsheet: .xlsx, .xls or .ods", fits, read)
