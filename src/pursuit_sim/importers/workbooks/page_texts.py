"""Texts of a sheet that stand in no cell: in boxes, and above and below its printed pages."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from pursuit_sim.importers.sheet_tables.foot_lines import is_out
from pursuit_sim.importers.words.cell_door import GridRow, squeezed, whole_number
from pursuit_sim.importers.words.heads import few
from pursuit_sim.importers.workbooks.drawn_in_cells import SHAPES
from pursuit_sim.importers.workbooks.marked_cells import Cell, cell_name
from pursuit_sim.importers.workbooks.workbook_parts import OPEN_DOCUMENT, Said, Tally, WorkbookParts
from pursuit_sim.plain_text import cut

BOX, PAGE = "text box", "header or footer"
_LONGEST = 60  # characters told
MOST_LINES, _LINES = 5_000, "lines in text boxes and on the edges of pages"
# How Excel parts a header or footer, and what it writes there: fonts, sizes, colours, numbers.
_PARTS = re.compile(r"&[LCR]")
_CODE = re.compile(r'&(?:"[^"]*"|\d+|K[\dA-Fa-f]{2}(?:[\dA-Fa-f]{4}|[+-]\d{3})|[^\d"K])')
_OF_PAGES = {
    f"{which}{what}" for which in ("odd", "even", "first") for what in ("Header", "Footer")
}
_BLANKS = {"br", "line-break", "tab", "s"}
_STYLES = "styles.xml"
_PARAGRAPHS = {"p", "h"}  # of an OpenDocument
_ABOVE_AND_BELOW = {
    f"{what}{which}" for what in ("header", "footer") for which in ("", "-left", "-first")
}
# Of Excel: what holds a shape, and its upper left corner.
_ANCHORS, _FROM, _ROW, _COLUMN = {"twoCellAnchor", "oneCellAnchor"}, "from", "row", "col"
_Said = tuple[Cell | None, str]  # a text, and at which cell it is drawn


class PageTexts(NamedTuple):
    """What a sheet says in no cell.

    Attributes
    ----------
    texts : each with where it stands
    boxes : lines of those that are drawn at a cell, by that
    """

    texts: list[GridRow]
    boxes: dict[Cell, list[str]]


def page_texts(parts: WorkbookParts) -> list[PageTexts]:
    """Of each sheet, in their order; those of all pages of an OpenDocument with its first sheet.

    Raises
    ------
    KeyError, ValueError, expat.ExpatError
        if the parts do not belong together
    """
    if parts.is_open_document:
        found = _of_open_document(parts)
        Tally(MOST_LINES, _LINES).add(sum(len(each.texts) for each in found))
        return found
    tally = Tally(MOST_LINES, _LINES)
    drawn: set[str] = set()
    found = []
    for part in parts.worksheets():
        pages = _of_pages(parts, part)
        boxes: list[_Said] = []
        for drawing in parts.linked(part, ("/drawing",), drawn):
            boxes += _lines(parts, drawing, {"txBody"}, {"p"})[0]
        found.append(_of_sheet(boxes, pages))
        tally.add(len(found[-1].texts))
    return found


def told(texts: Sequence[GridRow]) -> Iterator[str]:
    """What is not read of them, in words: of headers and footers, what says a status."""
    for place, called in ((BOX, "text boxes are"), (PAGE, "headers and footers are")):
        said = [
            repr(cut(text, _LONGEST)) + at.removeprefix(place)
            for at, (text,) in texts
            if at.startswith(place) and (place == BOX or is_out(text))
        ]
        if said:
            yield f"{called} not read: {few(said)}"


def _of_pages(parts: WorkbookParts, part: str) -> list[GridRow]:
    (said,) = _lines(parts, part, _OF_PAGES, _OF_PAGES)
    return _at(PAGE, (_CODE.sub(" ", each) for _, text in said for each in _PARTS.split(text)))


def _of_open_document(parts: WorkbookParts) -> list[PageTexts]:
    _, *sheets = _lines(parts, OPEN_DOCUMENT, {SHAPES}, _PARAGRAPHS, sheet="table")
    pages: list[GridRow] = []
    if _STYLES in parts:
        (said,) = _lines(parts, _STYLES, _ABOVE_AND_BELOW, _PARAGRAPHS)
        pages = _at(PAGE, (text for _, text in said))
    return [_of_sheet(said, [] if i else pages) for i, said in enumerate(sheets)]


def _of_sheet(boxes: Sequence[_Said], pages: Sequence[GridRow]) -> PageTexts:
    texts: list[GridRow] = []
    at_cells: dict[Cell, list[str]] = {}
    for cell, text in boxes:
        lines = _at(f"{BOX} at {cell_name(cell)}" if cell else BOX, [text])
        texts += lines
        if cell and lines:
            at_cells.setdefault(cell, []).extend(line for _, (line,) in lines)
    return PageTexts([*texts, *pages], at_cells)


def _lines(
    parts: WorkbookParts, part: str, within: Collection[str], lines: Collection[str],
    sheet: str = "",
) -> list[list[_Said]]:  # fmt: skip
    """The texts of elements within others, those of each sheet by themselves."""
    found = _Lines(within, lines, sheet)
    parts.each_element(part, found.begin, end=found.end, text=found.text)
    return found.found


class _Lines:
    """Texts of a part, as its elements come.

    Attributes
    ----------
    found : of what is before the first sheet, and of each
    """

    def __init__(self, within: Collection[str], lines: Collection[str], sheet: str) -> None:
        self.found: list[list[_Said]] = [[]]
        self._within, self._lines, self._sheet = within, lines, sheet
        self._deep = self._open = 0  # elements within which texts are, and lines
        self._line: list[str] = []
        self._cell: Cell | None = None  # at which the shape is drawn
        self._corner: dict[str, str] = {}  # of one of Excel, as far as it was read
        self._number = ""  # of the corner that comes

    def begin(self, name: str, said: Said) -> None:
        """An element begins."""
        self._deep += name in self._within
        self._open += name in self._lines
        if name == self._sheet:
            self.found.append([])
        elif name == SHAPES:
            self._cell = (int(said["row"]), int(said["column"])) if "row" in said else None
        elif name in _ANCHORS:
            self._cell = None
            self._corner = {_ROW: "", _COLUMN: ""}
        elif name in self._corner:
            self._number = name
        if name in _BLANKS:
            self.text(" ")

    def end(self, name: str) -> None:
        """An element ends."""
        if name in self._lines and self._deep:
            self.found[-1].append((self._cell, "".join(self._line)))
            self._line.clear()
        self._deep -= name in self._within
        self._open -= name in self._lines
        self._number = ""
        if name == _FROM and self._corner:
            row, column = self._corner[_ROW], self._corner[_COLUMN]
            if row.isdecimal() and column.isdecimal():
                self._cell = whole_number(row), whole_number(column)
            self._corner = {}

    def text(self, data: str) -> None:
        """A text comes."""
        if self._number:
            self._corner[self._number] += data.strip()
        elif self._deep and self._open:
            self._line.append(data)


def _at(place: str, texts: Iterable[str]) -> list[GridRow]:
    lines = (line for text in texts for line in squeezed(text).splitlines())
    return [(place, (line,)) for line in lines if any(map(str.isalnum, line))]
