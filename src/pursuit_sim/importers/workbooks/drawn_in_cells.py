"""An OpenDocument as the reader of cells takes it, without what is drawn in cells or blank between.

LibreOffice puts a box into the cell at its upper left corner, and that reader takes every text
within a cell for its own. Nor does it bear a blank between two cells.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.parsers import expat

from pursuit_sim.importers.words.cell_door import whole_number

_DRAWN = re.compile(rb"<(?:draw|dr3d):")
_PREFIXES = ("draw:", "dr3d:")
_CELLS = {"table:table-cell", "table:covered-table-cell"}
_TABLE, _ROW = "table:table", "table:table-row"
# A cell, at its end or as a whole, or the beginning of its row; a blank behind it says nothing.
_BLANK = re.compile(
    rb"(</table:(?:covered-)?table-cell\s*>|<table:(?:covered-)?table-cell(?:\s[^<]*)?/>"
    rb"|<table:table-row(?:\s[^<]*)?>)\s+(?=<)"
)
SHAPES = "shapes"  # the element of a sheet in which all that is drawn on it stands afterwards
_AT_END = b'<table:shapes row="%d" column="%d">%s</table:shapes>'  # counted from 0


def without_blanks(text: bytes) -> bytes:
    """The XML of a document without the blanks that a program writes between cells to indent them.

    >>> without_blanks(b"<table:table-cell/> <table:table-cell>Ola </table:table-cell> </...>")
    b'<table:table-cell/><table:table-cell>Ola </table:table-cell></...>'
    """
    return _BLANK.sub(rb"\1", text)


def beside_cells(text: bytes) -> bytes:
    """The XML of a document with what is drawn within cells behind the rows of their sheet.

    Each says at which cell it was drawn.

    Elements are known by the names that programs write, as the reader of cells knows them.

    Raises
    ------
    expat.ExpatError
        if it is no XML
    ValueError
        if a number in it is none

    >>> cell = b"<table:table-cell>Ola<draw:g/></table:table-cell>"
    >>> moved = beside_cells(b"<table:table>%s</table:table>" % cell)
    >>> moved.removeprefix(b"<table:table><table:table-cell>Ola</table:table-cell>")
    b'<table:shapes row="0" column="0"><draw:g/></table:shapes></table:table>'
    """
    if not _DRAWN.search(text):
        return text
    shapes = _Shapes()
    parser = expat.ParserCreate()

    def begin(name: str, said: Mapping[str, str]) -> None:
        shapes.begin(name, said, parser.CurrentByteIndex)

    def end(name: str) -> None:
        at = parser.CurrentByteIndex
        # One that is written in a single tag ends where the parser is. Around a shape is none.
        own = text.startswith(b"</" + name.encode(), at)
        shapes.end(name, at, text.index(b">", at) + 1 if own else at)

    parser.StartElementHandler = begin
    parser.EndElementHandler = end
    parser.Parse(text, True)
    return shapes.moved(text)


class _Shapes:
    """Where shapes stand in a document, and where they are to stand.

    Attributes
    ----------
    cuts : from where to where a shape goes, and of which row and column it is; none of the end of
        a sheet
    """

    def __init__(self) -> None:
        self.cuts: list[tuple[int, int, tuple[int, int] | None]] = []
        self._row = self._column = 0  # of the cell that was begun last
        self._rows = self._columns = 0  # that its row and it are
        self._cells = self._tables = 0  # that are open
        self._drawn = 0  # elements that are open in a shape in a cell, and it
        self._from = 0

    def begin(self, name: str, said: Mapping[str, str], at: int) -> None:
        """An element begins."""
        if self._drawn:
            self._drawn += 1
        elif self._cells and name.startswith(_PREFIXES):
            self._drawn, self._from = 1, at
        else:
            self._cells += name in _CELLS
            self._tables += name == _TABLE
            if self._tables == 1:
                self._count(name, said)

    def _count(self, name: str, said: Mapping[str, str]) -> None:
        if name == _TABLE:
            self._row = self._rows = self._column = self._columns = 0
        elif name == _ROW:
            self._row, self._rows = self._row + self._rows, _repeated(said, "rows")
            self._column = self._columns = 0
        elif name in _CELLS:
            self._column += self._columns
            self._columns = _repeated(said, "columns")

    def end(self, name: str, at: int, behind: int) -> None:
        """An element ends."""
        if self._drawn:
            self._drawn -= 1
            if not self._drawn:
                self.cuts.append((self._from, behind, (self._row, self._column)))
            return
        self._cells -= name in _CELLS
        self._tables -= name == _TABLE
        if name == _TABLE and not self._tables:
            self.cuts.append((at, at, None))

    def moved(self, text: bytes) -> bytes:
        """The document with its shapes at the ends of their sheets."""
        kept: list[bytes] = []
        waiting: list[bytes] = []
        done = 0
        for begin, behind, cell in self.cuts:
            kept.append(text[done:begin])
            done = behind
            if cell:
                waiting.append(_AT_END % (*cell, text[begin:behind]))
            else:
                kept += waiting
                waiting.clear()
        return b"".join([*kept, text[done:]])


def _repeated(said: Mapping[str, str], what: str) -> int:
    return whole_number(said.get(f"table:number-{what}-repeated", "1"))
