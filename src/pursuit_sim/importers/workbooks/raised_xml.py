"""Which characters of the cells of a .xlsx or .ods file are raised, as its XML says."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from pursuit_sim.importers.workbooks.drawn_in_cells import SHAPES
from pursuit_sim.importers.workbooks.marked_cells import Cell
from pursuit_sim.importers.workbooks.marked_xml import (
    CELLS,
    MOST_REPEATED,
    STRINGS,
    STYLES,
    next_cell,
    repeats,
    styles_by_font,
)
from pursuit_sim.importers.workbooks.raised_cells import LONGEST, Pieces, RaisedTally
from pursuit_sim.importers.workbooks.workbook_parts import OPEN_DOCUMENT, Said, WorkbookParts

_RAISED, _POSITION = b"superscript", b"text-position"
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")  # a character that XML has not
_PARTING = {"s": " ", "tab": " ", "line-break": "\n"}
Raised = dict[Cell, Pieces]


def raised_cells(parts: WorkbookParts) -> list[Raised]:
    """The pieces of those texts of each sheet that have raised ones; no sheets if none has.

    Most workbooks have none, which is told without reading their XML.

    Raises
    ------
    KeyError, ValueError, expat.ExpatError
        if the parts do not belong together, or have too much of it
    """
    tally = RaisedTally()
    if parts.is_open_document:
        return _of_open_document(parts, tally)
    strings = _shared(parts) if parts.mentions(STRINGS, _RAISED) else {}
    styles = frozenset[str]()
    if parts.mentions(STYLES, _RAISED):
        styles = styles_by_font(parts, "vertAlign", lambda said: said.get("val") == "superscript")
    return [
        _of_sheet(parts, part, strings, styles, tally)
        if strings or parts.mentions(part, _RAISED) else {}
        for part in parts.worksheets()
    ]  # fmt: skip


class _RichText:
    """A text in runs as they come; one whose run does not say is raised where its cell is."""

    def __init__(self) -> None:
        self.runs: list[tuple[str, bool | None]] = []
        self._length = 0
        self._up: bool | None = None
        self._reads, self._sounds = False, 0

    def begin(self, name: str, said: Said) -> None:
        """An element within."""
        if name in {"si", "is", "c"}:
            self.runs.clear()
            self._length = self._sounds = 0
        if name in {"si", "is", "r"}:
            self._up = None
        elif name == "rPr":
            self._up = False
        elif name == "vertAlign":
            self._up = said.get("val") == "superscript"
        elif name == "rPh":
            self._sounds += 1  # how a word is spoken
        self._reads = name == "t" and not self._sounds

    def end(self, name: str) -> None:
        """The end of an element within."""
        self._reads = False
        if name == "rPh":
            self._sounds -= 1

    def text(self, data: str) -> None:
        """More of it."""
        if self._reads:
            self._length += len(data)
            if self._length <= LONGEST:
                self.runs.append((_ESCAPED.sub(_character, data), self._up))

    def pieces(self) -> list[tuple[str, bool | None]]:
        """What it is made of; nothing without a raised part."""
        kept = self._length <= LONGEST and any(up for _, up in self.runs)
        return [*self.runs] if kept else []


def _character(found: re.Match[str]) -> str:
    return chr(int(found[1], 16))


def _shared(parts: WorkbookParts) -> dict[str, list[tuple[str, bool | None]]]:
    """Shared texts with raised parts, by their numbers."""
    found = {}
    rich = _RichText()
    number = -1

    def end(name: str) -> None:
        nonlocal number
        rich.end(name)
        if name == "si":
            number += 1
            if pieces := rich.pieces():
                found[str(number)] = pieces

    parts.each_element(STRINGS, rich.begin, end=end, text=rich.text)
    return found


def _of_sheet(
    parts: WorkbookParts, part: str, strings: Mapping[str, list[tuple[str, bool | None]]],
    styles: Collection[str], tally: RaisedTally,
) -> Raised:  # fmt: skip
    found: Raised = {}
    rich = _RichText()
    at = (-1, -1)
    shared = whole = valued = False
    value: list[str] = []

    def begin(name: str, said: Said) -> None:
        nonlocal at, shared, whole, valued
        at = next_cell(name, said, at)
        if name == "c":
            shared, whole = said.get("t") == "s", said.get("s") in styles
            value.clear()
        valued = name == "v" and shared
        rich.begin(name, said)

    def text(data: str) -> None:
        if valued:
            value.append(data)
        rich.text(data)

    def end(name: str) -> None:
        rich.end(name)
        if name != "c":
            return
        pieces = strings.get("".join(value).strip(), []) if shared else rich.pieces()
        if pieces:
            found[at] = [(each, whole if up is None else up) for each, up in pieces]
            tally.add(found[at])

    parts.each_element(part, begin, end=end, text=text)
    return found


class _Styles:
    """Styles of an OpenDocument, by family and name: whether their text is raised."""

    def __init__(self) -> None:
        self._own: dict[tuple[str, str], bool] = {}
        self._parents: dict[tuple[str, str], tuple[str, str]] = {}
        self._last = ("", "")

    def begin(self, name: str, said: Said) -> None:
        """An element of a style, its parents before or behind it."""
        if name == "style":
            family = said.get("family", "")
            self._last = family, said.get("name", "")
            if parent := said.get("parent-style-name"):
                self._parents[self._last] = family, parent
        elif name == "default-style":
            self._last = "", ""
        elif name == "text-properties" and (place := said.get("text-position")):
            self._own[self._last] = _is_up(place)

    def raised(self, family: str, said: Said) -> bool | None:
        """Whether an element of a style is raised; none if its style does not say."""
        style = family, said.get("style-name", "")
        passed = []
        while style not in self._own and style in self._parents:
            passed.append(style)
            style = self._parents.pop(style)  # so that no circle and no chain is gone twice
        found = self._own.get(style)
        if found is not None:
            self._own.update(dict.fromkeys(passed, found))
        return found


def _is_up(place: str) -> bool:
    """Whether a position such as "super 58%" or "33% 58%" is above the line."""
    first = place.strip().partition(" ")[0]
    share = re.fullmatch(r"\+?(\d+(?:\.\d*)?)%", first)
    return first == "super" or (share is not None and float(share[1]) > 0)


def _of_open_document(parts: WorkbookParts, tally: RaisedTally) -> list[Raised]:
    names = [each for each in ("styles.xml", OPEN_DOCUMENT) if each in parts]
    if not any(parts.mentions(each, _POSITION) for each in names):
        return []
    read = _OpenDocument(tally)
    for part in names:
        parts.each_element(part, read.begin, end=read.end, text=read.text)
    return read.found


class _OpenDocument:
    """The sheets of an OpenDocument, as its elements come."""

    def __init__(self, tally: RaisedTally) -> None:
        self.found: list[Raised] = []
        self._tally, self._styles = tally, _Styles()
        self._row = self._column = 0
        self._repeated, self._rows = 1, [0]
        self._ups: list[bool] = []  # of the cell, its paragraph and the spans that are open
        self._pieces: list[tuple[str, bool]] = []
        self._length = 0
        self._apart = 0  # within comments and shapes

    def begin(self, name: str, said: Said) -> None:
        """An element."""
        if name == "table":
            self.found.append({})
            self._row, self._column, self._repeated = -1, 0, 0
        elif name == "table-row":
            self._row, self._column, self._repeated = self._row + 1, 0, 0
            self._rows.append(repeats(said, "rows"))
        elif name in CELLS and self.found:
            self._column += self._repeated
            self._repeated = repeats(said, "columns")
            text = said.get("value-type", "string") == "string"  # not how a number is shown
            self._ups = [bool(self._styles.raised("table-cell", said))] if text else []
            self._pieces, self._length = [], 0
        elif name in {"annotation", SHAPES}:
            self._apart += 1
        elif name in {"p", "span"} and self._ups:
            up = self._styles.raised("paragraph" if name == "p" else "text", said)
            self._ups.append(self._ups[-1] if up is None else up)
            self.text("\n" if name == "p" and self._pieces else "")
        elif name in _PARTING:
            self.text(_PARTING[name])
        else:
            self._styles.begin(name, said)

    def text(self, data: str) -> None:
        """More of a cell."""
        if self._ups and data and not self._apart:
            self._length += len(data)
            if self._length <= LONGEST:
                self._pieces.append((data, self._ups[-1]))

    def end(self, name: str) -> None:
        """The end of an element."""
        if name in {"annotation", SHAPES}:
            self._apart -= 1
        elif name in {"p", "span"} and self._ups:
            self._ups.pop()
        elif name in CELLS and self.found:
            self._end_cell()
        elif name == "table-row" and len(self._rows) > 1:
            self._row += self._rows.pop() - 1

    def _end_cell(self) -> None:
        ups = {up for each, up in self._pieces if each.strip()}
        if len(ups) > 1 and self._length <= LONGEST:
            rows, columns = (min(each, MOST_REPEATED) for each in (self._rows[-1], self._repeated))
            self._tally.add(self._pieces, rows * columns)
            for row in range(self._row, self._row + rows):
                for column in range(self._column, self._column + columns):
                    self.found[-1][row, column] = self._pieces
        self._ups, self._pieces = [], []
