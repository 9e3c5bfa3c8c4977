"""Which cells of a .xlsx or .ods file have comments or struck text, as its XML says."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable

from pursuit_sim.importers.words.cell_door import squeezed
from pursuit_sim.importers.workbooks.drawn_in_cells import SHAPES
from pursuit_sim.importers.workbooks.hidden_cells import LAST_COLUMN
from pursuit_sim.importers.workbooks.marked_cells import Cell, MarkedCells
from pursuit_sim.importers.workbooks.workbook_parts import (
    OPEN_DOCUMENT,
    Said,
    Tally,
    WorkbookParts,
    column_of,
)

_CELL = re.compile(r"([A-Za-z]{1,3})(\d{1,7})")
CELLS = {"table-cell", "covered-table-cell"}  # of an OpenDocument
_COMMENTS = ("/comments", "/threadedComment")
_OF_COMMENTS = {"date", "creator", "date-string"}  # who wrote them, and when
# What parts the texts of a comment that is written in several elements.
_PARTING = {"p": "\n", "h": "\n", "line-break": "\n", "s": " ", "tab": " "}
_NO_LINE = {"none", "false", "0"}
STYLES, STRINGS = "xl/styles.xml", "xl/sharedstrings.xml"
MOST_REPEATED = 100  # cells of one style side by side that can have a text
# In all sheets: cells, lines of comments, and characters of these.
MOST_STRUCK, MOST_LINES, MOST_TEXT = 500_000, 20_000, 2_000_000


def marked_cells(parts: WorkbookParts) -> list[MarkedCells]:
    """Of each sheet, in their order.

    Raises
    ------
    KeyError, ValueError, expat.ExpatError
        if the parts do not belong together
    """
    if parts.is_open_document:
        return _of_open_document(parts)
    styles, strings = styles_by_font(parts, "strike", _is_struck), _struck_strings(parts)
    tallies = _MarkTallies()
    read: set[str] = set()
    found = []
    for part in parts.worksheets():
        crossed = _struck(parts, part, styles, strings, tallies)
        found.append(MarkedCells(_comments(parts, part, read), crossed))
        tallies.comments(found[-1].comments.values())
    return found


class _MarkTallies:
    """What sheets of a workbook have together."""

    def __init__(self) -> None:
        self.struck = Tally(MOST_STRUCK, "cells that are struck through")
        self._lines = Tally(MOST_LINES, "lines in comments")
        self._text = Tally(MOST_TEXT, "characters in comments")

    def comments(self, texts: Iterable[str]) -> None:
        """Count those of a sheet."""
        for each in texts:
            self._lines.add(1 + each.count("\n"))
            self._text.add(len(each))


def _cell(ref: str) -> Cell | None:
    found = _CELL.fullmatch(ref)
    return (int(found[2]) - 1, column_of(found[1])) if found else None


def next_cell(name: str, said: Said, at: Cell) -> Cell:
    """Where an element of a worksheet is: a cell that does not say it, behind the last one."""
    if name == "row":
        number = said.get("r", "")
        return (int(number) - 1 if number.isdecimal() else at[0] + 1), -1
    if name == "c":
        return _cell(said.get("r", "")) or (at[0], at[1] + 1)
    return at


def _comments(parts: WorkbookParts, part: str, read: set[str]) -> dict[Cell, str]:
    """Comments of a worksheet; what a thread says counts before what stands for it."""
    found: dict[Cell, str] = {}
    for target in sorted(parts.linked(part, _COMMENTS, read), key=lambda each: "threaded" in each):
        found |= _texts_at_cells(parts, target)
    return found


def _texts_at_cells(parts: WorkbookParts, part: str) -> dict[Cell, str]:
    """The texts of a part, by the cell that they refer to: each in lines of its own."""
    texts: dict[Cell, list[str]] = {}
    at: Cell | None = None

    def begin(_: str, said: Said) -> None:
        nonlocal at
        if "ref" in said:
            at = _cell(said["ref"])
            text("\n")  # a comment, or a reply to it

    def text(data: str) -> None:
        if at is not None:
            texts.setdefault(at, []).append(data)

    parts.each_element(part, begin, text=text)
    return {cell: squeezed("".join(said)) for cell, said in texts.items()}


def styles_by_font(
    parts: WorkbookParts, element: str, says: Callable[[Said], bool]
) -> frozenset[str]:
    """The numbers of styles whose font says something.

    Parameters
    ----------
    parts : of the workbook
    element : of a font
    says : whether its attributes say so
    """
    fonts: list[bool] = []
    styles: list[bool] = []
    within: list[str] = []

    def begin(name: str, said: Said) -> None:
        within.append(name)
        if within[-2:] == ["fonts", "font"]:
            fonts.append(False)
        elif within[-3:] == ["fonts", "font", element]:
            fonts[-1] = says(said)
        elif within[-2:] == ["cellXfs", "xf"]:
            font = int(said.get("fontId", 0))
            styles.append(font < len(fonts) and fonts[font])

    if STYLES in parts:
        parts.each_element(STYLES, begin, end=lambda _: within.pop())
    return frozenset(str(i) for i, so in enumerate(styles) if so)


def _is_struck(said: Said) -> bool:
    return said.get("val", "1") not in _NO_LINE


def _struck_strings(parts: WorkbookParts) -> set[str]:
    """The numbers of shared texts of which a part has a line through it."""
    found: set[str] = set()
    last = -1

    def begin(name: str, said: Said) -> None:
        nonlocal last
        last += name == "si"
        if name == "strike" and _is_struck(said):
            found.add(str(last))

    if STRINGS in parts:
        parts.each_element(STRINGS, begin)
    return found


def _struck(
    parts: WorkbookParts, part: str, styles: Collection[str], strings: Collection[str],
    tallies: _MarkTallies,
) -> set[Cell]:  # fmt: skip
    found: set[Cell] = set()
    at = (-1, -1)
    shared = False
    value: list[str] = []

    def strike() -> None:
        if at not in found:
            tallies.struck.add()
            found.add(at)

    def begin(name: str, said: Said) -> None:
        nonlocal at, shared
        at = next_cell(name, said, at)
        if name == "c":
            shared = said.get("t") == "s"
            value.clear()
        struck = (name == "c" and said.get("s") in styles) or (
            name == "strike" and _is_struck(said)
        )
        if struck:
            strike()

    def end(name: str) -> None:
        if name == "c" and shared and "".join(value).strip() in strings:
            strike()

    if strings:
        parts.each_element(part, begin, end=end, text=value.append)
    else:
        parts.each_element(part, begin)
    return found


def _of_open_document(parts: WorkbookParts) -> list[MarkedCells]:
    found: list[MarkedCells] = []
    struck: set[str] = set()  # styles
    style = ""
    row = column = 0  # of the cell that was begun last
    repeated = 1
    beyond: list[int] = []  # for each said columns the first one behind them, rising
    column_styles: list[str] = []  # of their cells
    waiting = False  # whether the cell is of a struck style, and has had nothing in it so far
    tallies = _MarkTallies()
    deep = dated = 0  # within comments, and within their dates and authors
    drawn = 0  # within shapes, whose texts are of no cell

    def of_column() -> str:
        i = bisect_right(beyond, column)
        return column_styles[i] if i < len(beyond) else ""

    def strike(cells: int) -> None:
        tallies.struck.add(cells)
        found[-1].struck.update((row, column + i) for i in range(cells))

    def begin(name: str, said: Said) -> None:
        nonlocal style, row, column, repeated, waiting, deep, dated, drawn
        if name == "style":
            style = said.get("name", "")
            if said.get("parent-style-name") in struck:
                struck.add(style)
        elif name == "text-properties":
            line = said.get("text-line-through-style") or said.get("text-line-through-type")
            if line:
                (struck.discard if line in _NO_LINE else struck.add)(style)
        elif name == "table":
            found.append(MarkedCells())
            row, column, repeated = -1, 0, 0
            beyond.clear()
            column_styles.clear()
        elif name == "table-column":
            first, number = (beyond[-1] if beyond else 0), repeats(said, "columns")
            if number > 0 and first <= LAST_COLUMN:
                beyond.append(first + number)
                column_styles.append(said.get("default-cell-style-name", ""))
        elif name == "table-row":
            row, column, repeated = row + 1, 0, 0
            rows.append(repeats(said, "rows") - 1)
        elif name in CELLS and found:
            column += repeated
            repeated = repeats(said, "columns")
            waiting = (said.get("style-name") or of_column()) in struck and column <= LAST_COLUMN
            if any(key.endswith("value") for key in said):
                text("its value")
        elif name == "annotation":
            deep += 1
        elif name in _OF_COMMENTS:
            dated += 1
        elif name == SHAPES:
            drawn += 1
        elif name in _PARTING and deep:
            text(_PARTING[name])
        elif name == "span" and found and not (deep or drawn) and said.get("style-name") in struck:
            strike(1)

    rows: list[int] = []  # that the last ones are repeated

    def end(name: str) -> None:
        nonlocal row, waiting, deep, dated, drawn
        waiting = waiting and name not in CELLS
        if name == "annotation":
            deep -= 1
        elif name == SHAPES:
            drawn -= 1
        elif name == "table-row" and rows:
            row += rows.pop()
        elif name in _OF_COMMENTS:
            dated -= 1

    said_in: dict[tuple[int, int, int], list[str]] = {}

    def text(data: str) -> None:
        nonlocal waiting
        if waiting and not deep and data.strip():
            waiting = False
            strike(min(repeated, MOST_REPEATED))
        if deep and not dated and found:
            said_in.setdefault((len(found) - 1, row, column), []).append(data)

    for part in ("styles.xml", OPEN_DOCUMENT):
        if part in parts:
            parts.each_element(part, begin, end=end, text=text)
    for (sheet, at_row, at_column), texts in said_in.items():
        found[sheet].comments[at_row, at_column] = squeezed("".join(texts))
    for each in found:
        tallies.comments(each.comments.values())
    return found


def repeats(said: Said, what: str) -> int:
    """How many rows or columns an element of an OpenDocument is."""
    return int(said.get(f"number-{what}-repeated", 1))
