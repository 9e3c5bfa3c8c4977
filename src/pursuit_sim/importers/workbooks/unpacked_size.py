"""How large a spreadsheet becomes when it is opened, told without opening it."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from typing import IO
from xml.etree import ElementTree as ET

from pursuit_sim.errors import InputError

ZIP = b"PK\x03\x04"
MOST_CELLS = 2_000_000  # of a sheet, empty ones within it too
_MOST_UNPACKED_BYTES = 64 << 20
_READ_AT_ONCE = 1 << 20
_OVERLAP = 300  # bytes, so that no cell is cut in two
_CELL = re.compile(rb'<(?:\w+:)?c\s[^>]{0,200}?\br="([A-Z]{1,3})(\d{1,7})"')
_ROW = re.compile(rb'<(?:\w+:)?row\s[^>]{0,200}?\br="(\d{1,7})"')
_LETTERS = 26
_OPEN_DOCUMENT = "content.xml"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_REMEDY = "save the sheet with the results by itself"


def check_size(data: bytes, where: str) -> None:
    """Refuse a spreadsheet that a few bytes blow up into more than can be honest.

    Raises
    ------
    InputError
        if it is too large unpacked, or no archive that can be read
    """
    if not data.startswith(ZIP):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            if sum(part.file_size for part in parts) > _MOST_UNPACKED_BYTES:
                problem = f"unpacks into more than {_MOST_UNPACKED_BYTES >> 20} MiB"
                raise InputError.single(where, "", problem, _REMEDY)
            for part in parts:
                if not part.filename.endswith(".xml"):
                    continue
                with archive.open(part) as file:
                    count = _repeated if part.filename == _OPEN_DOCUMENT else _spanned
                    if count(file) > MOST_CELLS:
                        problem = f"has a sheet with more than {MOST_CELLS} cells"
                        raise InputError.single(where, "", problem, _REMEDY)
    except (
        zipfile.BadZipFile, zlib.error, ET.ParseError, NotImplementedError, RuntimeError, OSError,
        EOFError, ValueError, LookupError,
    ) as error:  # fmt: skip
        said = " ".join(str(error).split())[:200]
        problem = f"cannot be read as a spreadsheet: {said}"
        raise InputError.single(where, "", problem, "save it again: it may be cut") from None


def _spanned(file: IO[bytes]) -> int:
    """Cells of the rectangle that the cells of a sheet of Excel span."""
    row = column = 1
    tail = b""
    while block := file.read(_READ_AT_ONCE):
        text = tail + block
        for letters, number in _CELL.findall(text):
            row, column = max(row, int(number)), max(column, _column(letters))
        row = max([row, *map(int, _ROW.findall(text))])
        tail = text[-_OVERLAP:]
    return row * column


def _column(letters: bytes) -> int:
    number = 0
    for each in letters:
        number = number * _LETTERS + each - ord("A") + 1
    return number


def _repeated(file: IO[bytes]) -> int:
    """Cells of the largest sheet of an OpenDocument, to the last one that is not empty."""
    most = rows = columns = width = cells = 0
    for _, element in ET.iterparse(file):  # noqa: S314 - expat bounds what entities expand to
        if element.tag in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
            cells += int(element.get(f"{_TABLE}number-columns-repeated", 1))
            width = cells if len(element) or len(element.attrib) > 1 else width
        elif element.tag == f"{_TABLE}table-row":
            rows += int(element.get(f"{_TABLE}number-rows-repeated", 1)) if width else 1
            columns = max(columns, width)
            width = cells = 0
            most = max(most, rows * columns)
            element.clear()
        elif element.tag == f"{_TABLE}table":
            rows = columns = 0
            element.clear()
        if most > MOST_CELLS:
            break
    return most
