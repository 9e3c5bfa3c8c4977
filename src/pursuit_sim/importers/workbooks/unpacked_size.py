"""How large a spreadsheet becomes when it is opened, told without opening it."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from typing import IO
from xml.parsers import expat

from pursuit_sim.errors import InputError
from pursuit_sim.importers.words.cell_door import whole_number
from pursuit_sim.importers.workbooks.drawn_in_cells import beside_cells, without_blanks
from pursuit_sim.importers.workbooks.workbook_parts import OPEN_DOCUMENT, column_of

ZIP = b"PK\x03\x04"
MOST_CELLS = 2_000_000  # of a sheet, empty ones within it too
MOST_CELLS_IN_ALL = 5 * MOST_CELLS
MOST_TAGS = 3_000_000  # of all parts, and entities: some microseconds of looking for each
MOST_PARTS = 20_000  # of the archive
_MOST_UNPACKED_BYTES = 64 << 20
_READ_AT_ONCE = 1 << 20
_CELL = re.compile(r"([A-Za-z]+)([0-9]+)")  # as long as it likes
_REMEDY = "save the sheet with the results by itself"
_TOOLBARS = "Configurations2/"  # of OpenOffice, which writes an empty part there in every document
# What a cell of an OpenDocument has that has nothing in it.
_EMPTY = frozenset({
    "style-name", "number-columns-repeated", "number-columns-spanned", "number-rows-spanned",
    "content-validation-name", "protected", "protect",
})  # fmt: skip


def looked_through(data: bytes, where: str) -> bytes:
    """A spreadsheet with the parts that were looked through, and no others.

    What opens it may find other parts in an archive that is not in order, or go on where a part
    says that it ends; so it gets an archive of what was seen here. Refused is what a few bytes
    blow up into more than can be honest. What is drawn at cells stands no longer within them.

    Raises
    ------
    InputError
        if it is too large unpacked, or no archive that can be read
    """
    if not data.startswith(ZIP):
        return data
    seen = io.BytesIO()
    in_all = tags = 0
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(seen, "w") as kept:
            parts = {part.filename: part for part in archive.infolist() if not part.is_dir()}
            if sum(part.file_size for part in archive.infolist()) > _MOST_UNPACKED_BYTES:
                problem = f"unpacks into more than {_MOST_UNPACKED_BYTES >> 20} MiB"
                raise InputError.single(where, "", problem, _REMEDY)
            if len(parts) > MOST_PARTS:
                problem = f"has more than {MOST_PARTS} parts"
                raise InputError.single(where, "", problem, _REMEDY)
            for name, part in parts.items():
                text = archive.read(part)
                tags += text.count(b"<") + text.count(b"&")
                if tags > MOST_TAGS:
                    problem = f"has more than {MOST_TAGS} tags in its XML"
                    raise InputError.single(where, "", problem, _REMEDY)
                count = _Cells()
                try:
                    count.read(io.BytesIO(text))
                except expat.ExpatError:
                    if name.endswith(".xml") and not _may_be_anything(name, text):
                        raise
                in_all += count.in_all
                for cells, most, what in (
                    (count.most, MOST_CELLS, "a sheet"), (in_all, MOST_CELLS_IN_ALL, "sheets"),
                ):  # fmt: skip
                    if cells > most:
                        problem = f"has {what} with more than {most} cells"
                        raise InputError.single(where, "", problem, _REMEDY)
                if name == OPEN_DOCUMENT:
                    text = without_blanks(beside_cells(text))
                kept.writestr(name, text)
    except (
        zipfile.BadZipFile, zlib.error, expat.ExpatError, NotImplementedError, RuntimeError,
        OSError, EOFError, ValueError, LookupError,
    ) as error:  # fmt: skip
        said = " ".join(str(error).split())[:200]
        problem = f"cannot be read as a spreadsheet: {said}"
        raise InputError.single(where, "", problem, "save it again: it may be cut") from None
    return seen.getvalue()


def _may_be_anything(name: str, text: bytes) -> bool:
    """Whether a part says nothing of results; an empty one that is read is refused where it is."""
    return name.startswith(_TOOLBARS) or (not text.strip() and name != OPEN_DOCUMENT)


class _Cells:
    """How many cells the sheets of a part span, to the last one that is not empty.

    Names are taken without what stands before their colon, whatever that is declared to be: what
    opens the file does not ask either. Of rows within rows, each counts.
    """

    def __init__(self) -> None:
        self.most = 0  # of a sheet
        self.before = 0  # of the sheets before the last one
        self._rows = self._columns = 0  # of the sheet
        self._row = self._column = 0  # of Excel, where the next cell is without a name
        self._empty_rows = 0  # since the last one with something
        self._open: list[int] = []  # how often each row that is begun is repeated
        self._cells = self._width = 0  # of the row, and to the last cell with something
        self._blank = False  # whether the cell that is begun has nothing so far
        self._declared = False  # whether the part has a DOCTYPE

    @property
    def in_all(self) -> int:
        """Cells of all sheets."""
        return self.before + self._rows * self._columns

    def read(self, file: IO[bytes]) -> None:
        """Count, as far as needed to know that there are too many.

        Raises
        ------
        expat.ExpatError, ValueError
            if it is no XML, or declares what it likes
        """
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._begin
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.StartDoctypeDeclHandler = self._declare
        while block := file.read(_READ_AT_ONCE):
            parser.Parse(block, False)
            if self.most > MOST_CELLS or self.in_all > MOST_CELLS_IN_ALL:
                return
        parser.Parse(b"", True)

    def _declare(self, *_: object) -> None:
        self._declared = True

    def _text(self, _: str) -> None:
        if self._blank:
            self._fill()

    def _begin(self, name: str, said: Mapping[str, str]) -> None:
        if self._blank:  # something within the cell
            self._fill()
        name = name.rpartition(":")[2]
        if name == "c":
            self._cell_of_excel(said.get("r", ""))
        elif name == "row":
            number = said.get("r", "")
            self._row = whole_number(number) if number.isdecimal() else self._row + 1
            self._column = 0
            self._span(self._row, 0)
        elif name in {"table-cell", "covered-table-cell"}:
            self._cells += _times(said, "number-columns-repeated")
            self._blank = {each.rpartition(":")[2] for each in said} <= _EMPTY
            if not self._blank:
                self._fill()
        elif name == "table-row":
            if not self._open:
                self._cells = self._width = 0
            self._open.append(_times(said, "number-rows-repeated"))
        elif name == "table" and not self._open:
            self.before = self.in_all
            self._rows = self._columns = self._empty_rows = 0
        else:
            return
        if self._declared:
            raise ValueError("a sheet with a DOCTYPE")

    def _end(self, name: str) -> None:
        name = name.rpartition(":")[2]
        if name in {"table-cell", "covered-table-cell"}:
            self._blank = False
        elif name == "table-row" and self._open:
            self._empty_rows += self._open.pop()
            if self._width:
                self._span(self._rows + self._empty_rows, self._width)
                self._empty_rows = 0

    def _cell_of_excel(self, ref: str) -> None:
        row, self._column = max(self._row, 1), self._column + 1
        if found := _CELL.fullmatch(ref):
            row, self._column = whole_number(found[2]), column_of(found[1]) + 1
        self._span(row, self._column)

    def _fill(self) -> None:
        self._blank = False
        self._width = self._cells

    def _span(self, row: int, column: int) -> None:
        self._rows, self._columns = max(self._rows, row), max(self._columns, column)
        self.most = max(self.most, self._rows * self._columns)


def _times(said: Mapping[str, str], what: str) -> int:
    """How often a cell or a row is there; the most that an attribute of that name says."""
    return max([1, *(whole_number(n) for key, n in said.items() if key.rpartition(":")[2] == what)])
