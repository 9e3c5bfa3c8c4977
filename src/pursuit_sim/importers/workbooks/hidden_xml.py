"""Which rows and columns a .xlsx or .ods file hides, as its XML says."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Callable, Mapping
from xml.parsers import expat

from pursuit_sim.importers.workbooks.hidden_cells import LAST_COLUMN, LAST_ROW, HiddenCells

OPEN_DOCUMENT, _BOOK = "content.xml", "xl/workbook.xml"
_LINKS = "xl/_rels/workbook.xml.rels"
_CORNERS = re.compile(r"([A-Za-z]{1,3})(\d{1,7}):([A-Za-z]{1,3})(\d{1,7})")
_LETTERS = 26
_NOT_SHOWN = {"collapse", "filter"}

Element = Callable[[str, Mapping[str, str]], object]  # its name and what it says, without spaces


def hidden_cells(data: bytes) -> list[HiddenCells] | None:
    """Of each sheet, in their order; None of a kind of workbook that is not XML.

    Raises
    ------
    KeyError, ValueError, zipfile.BadZipFile, expat.ExpatError
        if the parts do not belong together
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = names_of(archive)
        if OPEN_DOCUMENT in names:
            return _of_open_document(archive, names[OPEN_DOCUMENT])
        if _BOOK not in names:
            return None
        return [_of_worksheet(archive, names[part]) for part in worksheets(archive, names)]


def names_of(archive: zipfile.ZipFile) -> dict[str, str]:
    """The parts of an archive, by their names in small letters."""
    return {name.casefold(): name for name in archive.namelist()}


def worksheets(archive: zipfile.ZipFile, names: Mapping[str, str]) -> list[str]:
    """The parts of a .xlsx that are its sheets, in their order.

    Raises
    ------
    KeyError, ValueError
        if one is missing, or is there twice, as which a small file can be read for ever
    """
    links, sheets = {}, []

    def link(name: str, said: Mapping[str, str]) -> None:
        if name == "Relationship":
            links[said.get("Id", "")] = posixpath.join("/xl", said.get("Target", ""))

    def sheet(name: str, said: Mapping[str, str]) -> None:
        if name == "sheet":
            sheets.append(said.get("id", ""))

    each_element(archive, names[_LINKS], link)
    each_element(archive, names[_BOOK], sheet)
    parts = [posixpath.normpath(links[each]).lstrip("/").casefold() for each in sheets]
    if len({*parts}) < len(parts):
        raise ValueError("two of its sheets are one part")
    return parts


def linked(
    archive: zipfile.ZipFile, names: Mapping[str, str], part: str, kinds: tuple[str, ...]
) -> list[str]:
    """The parts that belong to a worksheet, of kinds whose names end so."""
    folder, name = posixpath.split(part)
    links = names.get(f"{folder}/_rels/{name}.rels")
    targets: list[str] = []

    def link(name: str, said: Mapping[str, str]) -> None:
        if name == "Relationship" and said.get("Type", "").endswith(kinds):
            path = posixpath.normpath(posixpath.join("/", folder, said.get("Target", "")))
            targets.append(path.lstrip("/").casefold())

    if links:
        each_element(archive, links, link)
    return targets


def each_element(
    archive: zipfile.ZipFile,
    part: str,
    element: Element,
    *,
    end: Callable[[str], object] | None = None,
    text: Callable[[str], object] | None = None,
) -> None:
    """Call for each element of a part as it begins and ends, and for texts, in their order."""
    parser = expat.ParserCreate(namespace_separator=" ")

    def start(name: str, said: Mapping[str, str]) -> None:
        element(name.rpartition(" ")[2], {k.rpartition(" ")[2]: v for k, v in said.items()})

    parser.StartElementHandler = start
    if end is not None:
        parser.EndElementHandler = lambda name: end(name.rpartition(" ")[2])
    if text is not None:
        parser.CharacterDataHandler = text
    with archive.open(part) as file:
        parser.ParseFile(file)


def _of_worksheet(archive: zipfile.ZipFile, part: str) -> HiddenCells:
    hidden = HiddenCells()
    row = 0  # the last one, as the file counts

    def element(name: str, said: Mapping[str, str]) -> None:
        nonlocal row
        if name == "row":
            row = int(said.get("r", row + 1))
            if _is_hidden(said, "ht"):
                hidden.hide_rows(row - 1, row - 1)
        elif name == "col" and _is_hidden(said, "width"):
            hidden.hide_columns(int(said["min"]) - 1, int(said["max"]) - 1)
        elif name == "mergeCell" and (corners := _CORNERS.fullmatch(said.get("ref", ""))):
            left, top, right, bottom = corners.groups()
            first, last = sorted((int(top) - 1, int(bottom) - 1))
            begin, end = sorted((column_of(left), column_of(right)))
            hidden.merged.append((first, begin, last, end))

    each_element(archive, part, element)
    return hidden


def _is_hidden(said: Mapping[str, str], size: str) -> bool:
    return said.get("hidden") in {"1", "true"} or float(said.get(size) or 1) == 0


def column_of(name: str) -> int:
    """The number of a column, counted from 0, by its letters."""
    number = 0
    for letter in name.upper():
        number = number * _LETTERS + ord(letter) - ord("A") + 1
    return number - 1


def _of_open_document(archive: zipfile.ZipFile, part: str) -> list[HiddenCells]:
    found: list[HiddenCells] = []
    row = column = cell = 0  # the next ones of the sheet and of the row

    def element(name: str, said: Mapping[str, str]) -> None:
        nonlocal row, column, cell
        if name == "table":
            found.append(HiddenCells())
            row = column = 0
        if not found:
            return
        shown = said.get("visibility") not in _NOT_SHOWN
        if name == "table-column":
            first, column = column, column + int(said.get("number-columns-repeated", 1))
            if not shown and first <= LAST_COLUMN:
                found[-1].hide_columns(first, column - 1)
        elif name == "table-row":
            first, row = row, row + int(said.get("number-rows-repeated", 1))
            cell = 0
            if not shown and first <= LAST_ROW:
                found[-1].hide_rows(first, row - 1)
        elif name in {"table-cell", "covered-table-cell"}:
            down, right = (int(said.get(f"number-{each}-spanned", 1)) for each in _SPANS)
            if down > 1 or right > 1:
                found[-1].merged.append((row - 1, cell, row - 2 + down, cell - 1 + right))
            cell += int(said.get("number-columns-repeated", 1))

    each_element(archive, part, element)
    return found


_SPANS = ("rows", "columns")
