"""Texts of a sheet that stand in no cell: in boxes, and above and below its printed pages."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from pursuit_sim.importers.sheet_tables.foot_lines import is_out
from pursuit_sim.importers.words.cell_door import GridRow, squeezed
from pursuit_sim.importers.words.heads import few
from pursuit_sim.importers.workbooks.drawn_in_cells import SHAPES
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
Texts = list[GridRow]  # each with where it stands


def page_texts(parts: WorkbookParts) -> list[Texts]:
    """Of each sheet, in their order; those of all pages of an OpenDocument with its first sheet.

    Raises
    ------
    KeyError, ValueError, expat.ExpatError
        if the parts do not belong together
    """
    if parts.is_open_document:
        found = _of_open_document(parts)
        Tally(MOST_LINES, _LINES).add(sum(map(len, found)))
        return found
    tally = Tally(MOST_LINES, _LINES)
    drawn: set[str] = set()
    found = []
    for part in parts.worksheets():
        own = _of_pages(parts, part)
        for drawing in parts.linked(part, ("/drawing",), drawn):
            (said,) = _lines(parts, drawing, {"txBody"}, {"p"})
            own += _at(BOX, said)
        tally.add(len(own))
        found.append(own)
    return found


def told(texts: Sequence[GridRow]) -> Iterator[str]:
    """What is not read of them, in words: of headers and footers, what says a status."""
    for place, called in ((BOX, "text boxes are"), (PAGE, "headers and footers are")):
        said = [cut(text, _LONGEST) for at, (text,) in texts if at == place]
        said = [text for text in said if place == BOX or is_out(text)]
        if said:
            yield f"{called} not read: {few([repr(text) for text in said])}"


def _of_pages(parts: WorkbookParts, part: str) -> Texts:
    (said,) = _lines(parts, part, _OF_PAGES, _OF_PAGES)
    return _at(PAGE, (_CODE.sub(" ", each) for text in said for each in _PARTS.split(text)))


def _of_open_document(parts: WorkbookParts) -> list[Texts]:
    _, *sheets = _lines(parts, OPEN_DOCUMENT, {SHAPES}, _PARAGRAPHS, sheet="table")
    found = [_at(BOX, said) for said in sheets]
    if found and _STYLES in parts:
        (said,) = _lines(parts, _STYLES, _ABOVE_AND_BELOW, _PARAGRAPHS)
        found[0] += _at(PAGE, said)
    return found


def _lines(
    parts: WorkbookParts, part: str, within: Collection[str], lines: Collection[str],
    sheet: str = "",
) -> list[list[str]]:  # fmt: skip
    """The texts of elements within others, those of each sheet by themselves."""
    found: list[list[str]] = [[]]
    said: list[str] = []
    deep = open_lines = 0

    def begin(name: str, _: Said) -> None:
        nonlocal deep, open_lines
        deep += name in within
        open_lines += name in lines
        if name == sheet:
            found.append([])
        if name in _BLANKS:
            text(" ")

    def end(name: str) -> None:
        nonlocal deep, open_lines
        if name in lines and deep:
            found[-1].append("".join(said))
            said.clear()
        deep -= name in within
        open_lines -= name in lines

    def text(data: str) -> None:
        if deep and open_lines:
            said.append(data)

    parts.each_element(part, begin, end=end, text=text)
    return found


def _at(place: str, texts: Iterable[str]) -> Texts:
    lines = (line for text in texts for line in squeezed(text).splitlines())
    return [(place, (line,)) for line in lines if any(map(str.isalnum, line))]
