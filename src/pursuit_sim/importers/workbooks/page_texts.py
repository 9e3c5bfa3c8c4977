"""Texts of a sheet that stand in no cell: in boxes, and above and below its printed pages."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from pursuit_sim.importers.sheet_tables.foot_lines import is_out
from pursuit_sim.importers.words.cell_door import GridRow, squeezed
from pursuit_sim.importers.words.heads import few
from pursuit_sim.importers.workbooks.hidden_xml import (
    OPEN_DOCUMENT,
    each_element,
    linked,
    names_of,
    worksheets,
)
from pursuit_sim.plain_text import cut

BOX, PAGE = "text box", "header or footer"
_LONGEST = 60  # characters told
# How Excel parts a header or footer, and what it writes there: fonts, sizes, colours, numbers.
_PARTS = re.compile(r"&[LCR]")
_CODE = re.compile(r'&(?:"[^"]*"|\d+|K[\dA-Fa-f]{2}(?:[\dA-Fa-f]{4}|[+-]\d{3})|[^\d"K])')
_OF_PAGES = {
    f"{which}{what}" for which in ("odd", "even", "first") for what in ("Header", "Footer")
}
_BLANKS = {"br", "line-break", "tab", "s"}
_STYLES = "styles.xml"
_BOXES = {"text-box", "custom-shape", "rect", "ellipse", "caption"}
_ABOVE_AND_BELOW = {
    f"{what}{which}" for what in ("header", "footer") for which in ("", "-left", "-first")
}
Texts = list[GridRow]  # each with where it stands
Names = Mapping[str, str]


def page_texts(data: bytes) -> list[Texts]:
    """Of each sheet, in their order; those of all pages of an OpenDocument with its first sheet.

    Raises
    ------
    KeyError, ValueError, zipfile.BadZipFile, expat.ExpatError
        if the parts do not belong together
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = names_of(archive)
        if OPEN_DOCUMENT in names:
            return _of_open_document(archive, names)
        drawn: dict[str, Texts] = {}  # by the part
        found = []
        for part in worksheets(archive, names):
            own = _of_pages(archive, names[part])
            for drawing in linked(archive, names, part, ("/drawing",)):
                if drawing in names and drawing not in drawn:
                    (said,) = _lines(archive, names[drawing], {"txBody"}, {"p"})
                    drawn[drawing] = _at(BOX, said)
                own += drawn.get(drawing, [])
            found.append(own)
    return found


def told(texts: Sequence[GridRow]) -> Iterator[str]:
    """What is not read of them, in words: of headers and footers, what says a status."""
    for place, called in ((BOX, "text boxes are"), (PAGE, "headers and footers are")):
        said = [cut(text, _LONGEST) for at, (text,) in texts if at == place]
        said = [text for text in said if place == BOX or is_out(text)]
        if said:
            yield f"{called} not read: {few([repr(text) for text in said])}"


def _of_pages(archive: zipfile.ZipFile, part: str) -> Texts:
    (said,) = _lines(archive, part, _OF_PAGES, _OF_PAGES)
    parts = [_CODE.sub(" ", each) for text in said for each in _PARTS.split(text)]
    return _at(PAGE, parts)


def _of_open_document(archive: zipfile.ZipFile, names: Names) -> list[Texts]:
    _, *sheets = _lines(archive, names[OPEN_DOCUMENT], _BOXES, {"p"}, sheet="table")
    found = [_at(BOX, said) for said in sheets]
    if found and _STYLES in names:
        (said,) = _lines(archive, names[_STYLES], _ABOVE_AND_BELOW, {"p"})
        found[0] += _at(PAGE, said)
    return found


def _lines(
    archive: zipfile.ZipFile, part: str, within: Collection[str], lines: Collection[str],
    sheet: str = "",
) -> list[list[str]]:  # fmt: skip
    """The texts of elements within others, those of each sheet by themselves."""
    found: list[list[str]] = [[]]
    said: list[str] = []
    deep = 0

    def begin(name: str, _: Mapping[str, str]) -> None:
        nonlocal deep
        deep += name in within
        if name == sheet:
            found.append([])
        if name in _BLANKS:
            text(" ")

    def end(name: str) -> None:
        nonlocal deep
        if name in lines and deep:
            found[-1].append("".join(said))
            said.clear()
        deep -= name in within

    def text(data: str) -> None:
        if deep:
            said.append(data)

    each_element(archive, part, begin, end=end, text=text)
    return found


def _at(place: str, texts: Iterable[str]) -> Texts:
    lines = (line for text in texts for line in squeezed(text).splitlines())
    return [(place, (line,)) for line in lines if any(map(str.isalnum, line))]
