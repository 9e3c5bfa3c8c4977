"""The parts of a .xlsx or .ods file, which is an archive of XML."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from xml.parsers import expat

OPEN_DOCUMENT, EXCEL = "content.xml", "xl/workbook.xml"  # the parts that name the sheets of each
_LINKS = "xl/_rels/workbook.xml.rels"
_LETTERS = 26
_UTF_16 = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")

_MOST_SHEETS_OF_FILE = 2_000  # and tables within them; fewer are read

Said = Mapping[str, str]  # what an element says, by its attributes' names without namespaces
Element = Callable[[str, Said], object]  # its name, likewise, and what it says


class TooManyError(ValueError):
    """A workbook has more of something than results ever have."""


@dataclass(slots=True)
class Tally:
    """How many of something a workbook has: no results have more than so many.

    Attributes
    ----------
    most : that may be
    what : they are, in words
    count : so far
    """

    most: int
    what: str
    count: int = 0

    def add(self, number: int = 1) -> None:
        """Count more.

        Raises
        ------
        TooManyError
            if there are too many
        """
        self.count += number
        if self.count > self.most:
            raise TooManyError(f"has more than {self.most} {self.what}")


def sheets_tally() -> Tally:
    """Of sheets, before any is made."""
    return Tally(_MOST_SHEETS_OF_FILE, "sheets")


@dataclass(frozen=True, slots=True)
class WorkbookParts:
    """An archive that is open; its parts are called by their names in small letters.

    Attributes
    ----------
    archive : the file
    names : of its parts as they are written, by those in small letters
    """

    archive: zipfile.ZipFile
    names: Mapping[str, str]

    def __contains__(self, part: str) -> bool:
        return part in self.names

    @property
    def is_open_document(self) -> bool:
        """Whether it is a .ods, all sheets in one part, and not of Excel, each in its own."""
        return OPEN_DOCUMENT in self

    def mentions(self, part: str, word: bytes) -> bool:
        """Whether a part has a word of XML, told without reading it; if it is in UTF-16, it may."""
        if part not in self:
            return False
        text = self.archive.read(self.names[part])
        return word in text or text.startswith(_UTF_16)

    def worksheets(self) -> list[str]:
        """The parts of a .xlsx that are its sheets, in their order.

        Raises
        ------
        KeyError, ValueError
            if one is missing, or is there twice, as which a small file can be read for ever
        """
        links, sheets = {}, []

        def link(name: str, said: Said) -> None:
            if name == "Relationship":
                links[said.get("Id", "")] = posixpath.join("/xl", said.get("Target", ""))

        def sheet(name: str, said: Said) -> None:
            if name == "sheet":
                sheets.append(said.get("id", ""))

        self.each_element(_LINKS, link)
        self.each_element(EXCEL, sheet)
        parts = [posixpath.normpath(links[each]).lstrip("/").casefold() for each in sheets]
        if len({*parts}) < len(parts):
            raise ValueError("two of its sheets are one part")
        return parts

    def linked(self, part: str, kinds: tuple[str, ...], taken: set[str]) -> list[str]:
        """Parts that a worksheet names as its own, of kinds that end so, each once.

        Those of a sheet are its own: a part that was read for each would be read without end.

        Parameters
        ----------
        part : of the worksheet
        kinds : how the types of such links end
        taken : parts of other sheets; gets these

        Raises
        ------
        ValueError
            if one is another sheet's
        """
        folder, name = posixpath.split(part)
        links = f"{folder}/_rels/{name}.rels"
        targets: list[str] = []

        def link(name: str, said: Said) -> None:
            if name == "Relationship" and said.get("Type", "").endswith(kinds):
                path = posixpath.normpath(posixpath.join("/", folder, said.get("Target", "")))
                targets.append(path.lstrip("/").casefold())

        if links in self:
            self.each_element(links, link)
        found = [target for target in dict.fromkeys(targets) if target in self]
        if other := next((target for target in found if target in taken), None):
            raise ValueError(f"{other} is of more than one sheet")
        taken.update(found)
        return found

    def each_element(
        self,
        part: str,
        element: Element,
        *,
        end: Callable[[str], object] | None = None,
        text: Callable[[str], object] | None = None,
    ) -> None:
        """Call for each element of a part as it begins and ends, and for texts, in their order.

        Raises
        ------
        KeyError, expat.ExpatError
            if there is no such part, or it is no XML
        """
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True  # texts come whole, and not in millions of pieces

        def start(name: str, said: Said) -> None:
            element(_local(name), {_local(k): v for k, v in said.items()} if said else said)

        parser.StartElementHandler = start
        if end is not None:
            parser.EndElementHandler = lambda name: end(_local(name))
        if text is not None:
            parser.CharacterDataHandler = text
        with self.archive.open(self.names[part]) as file:
            parser.ParseFile(file)


@contextmanager
def opened(data: bytes) -> Iterator[WorkbookParts]:
    """A file's parts, as long as they are read.

    Raises
    ------
    zipfile.BadZipFile
        if it is no archive
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        yield WorkbookParts(archive, {name.casefold(): name for name in archive.namelist()})


@lru_cache(maxsize=1024)
def _local(name: str) -> str:
    """A name without its namespace."""
    return name.rpartition(" ")[2]


def column_of(letters: str) -> int:
    """The number of a column, counted from 0, by its letters.

    >>> column_of("A"), column_of("aa")
    (0, 26)
    """
    number = 0
    for letter in letters.upper():
        number = number * _LETTERS + ord(letter) - ord("A") + 1
    return number - 1
