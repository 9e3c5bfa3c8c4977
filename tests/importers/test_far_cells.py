"""Cells far away in a small spreadsheet: it is refused before it is opened, however it is spelt.

The cells are few enough that nothing bad happens where one is let by: three millions of a sheet.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable

import pytest

from helpers.workbooks import ods, xlsx
from pursuit_sim.errors import InputError
from pursuit_sim.importers.importer import Sheet
from pursuit_sim.importers.workbooks.spreadsheet import read

ROWS = [["Team", "Time"], ["Norway", "3:38.08"]]
SHEET = "xl/worksheets/sheet1.xml"
FAR = '<row r="20000"><c r="ET20000" t="inlineStr"><is><t>x</t></is></c></row>'  # the 150th column
LONG = "a" * 400
REPEATED = "table:number-rows-repeated"
Edit = Callable[[str], str]


def edited(book: bytes, part: str, edit: Edit, name: str = "") -> bytes:
    """A workbook with a part that says something else, perhaps under another name."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(made, "w") as new:
        for each in old.namelist():
            text = old.read(each).decode()
            if name:
                text = text.replace(part.removeprefix("xl/"), name.removeprefix("xl/"))
            if each == part:
                new.writestr(name or each, edit(text))
            else:
                new.writestr(each, text)
    return made.getvalue()


def excel(far: str, name: str = "") -> bytes:
    """A workbook of Excel with something behind its rows."""
    end = "</sheetData>"
    return edited(xlsx({"S": ROWS}), SHEET, lambda text: text.replace(end, far + end), name)


def office(far: str, name: str = "table:table") -> bytes:
    """A workbook of LibreOffice with something behind its rows."""
    end = f"</{name}>"
    return edited(ods({"S": ROWS}), "content.xml", lambda text: text.replace(end, far + end))


def row(cells: str, times: int = 1) -> str:
    """A row of a workbook of LibreOffice, and how often it is there."""
    return f'<table:table-row {REPEATED}="{times}">{cells}</table:table-row>'


def cell(text: str, times: int) -> str:
    """A cell of it."""
    said = f'office:value-type="string" table:number-columns-repeated="{times}"'
    return f"<table:table-cell {said}><text:p>{text}</text:p></table:table-cell>"


EMPTY = "<table:table-cell/>"
TOO_FAR = {
    "as Excel writes it": excel(FAR),
    "in single quotes": excel(FAR.replace('"', "'")),
    "behind a long attribute": excel(re.sub(r" r=", f' x="{LONG}" r=', FAR)),
    "over several lines": excel(FAR.replace(" r=", "\n\tr\n=\n")),
    "in small letters": excel(FAR.replace("ET", "et")),
    "as an entity": excel(FAR.replace("20000", "2&#48;000")),
    "with a prefix": excel(
        re.sub(r"<(/?)(\w)", r"<\1m:\2", FAR).replace("<m:row", '<m:row xmlns:m="urn:any"')
    ),
    "in a part that is not called XML": excel(FAR, "xl/worksheets/sheet1.dat"),
    "cells without a name": excel(
        '<row r="20000">' + '<c t="inlineStr"><is><t>x</t></is></c>' * 150 + "</row>"
    ),
    "rows without a name": excel("<row/>" * 19_997 + FAR.replace(' r="20000"', "")),
    "below rows that are empty": office(row(EMPTY, 19_000) + row(cell("x", 150))),
    "rows that are repeated": office(row(cell("x", 150), 19_000)),
    "beside cells that are empty": office(
        row('<table:table-cell table:number-columns-repeated="150"/>' + cell("x", 1), 19_000)
    ),
    "declared to be something else": edited(
        office(row(cell("x", 150), 19_000)), "content.xml",
        lambda text: text.replace("xmlns:table:1.0", "xmlns:other:1.0"),
    ),
    "said twice": office(
        row(cell("x", 150), 19_000).replace(REPEATED, f'office:number-rows-repeated="1" {REPEATED}')
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", TOO_FAR)
def test_a_small_file_has_no_large_sheet(kind: str) -> None:
    with pytest.raises(InputError, match="has a sheet with more than 2000000 cells"):
        opened(TOO_FAR[kind])


def test_many_sheets_are_not_large_together() -> None:
    book = xlsx({f"S{n}": ROWS for n in range(12)})
    end = "</sheetData>"
    far = FAR.replace("ET", "CR")  # the 96th column: less than two millions each
    for n in range(1, 13):
        part = f"xl/worksheets/sheet{n}.xml"
        book = edited(book, part, lambda text: text.replace(end, far + end))
    with pytest.raises(InputError, match="has sheets with more than 10000000 cells"):
        opened(book)


def test_a_part_that_goes_on_behind_its_end_ends_there() -> None:
    whole = excel(FAR)
    with zipfile.ZipFile(io.BytesIO(whole)) as book:
        text = book.read(SHEET)
    shown = text.replace(FAR.encode(), b"")
    made = edited(whole, SHEET, lambda _: shown.decode() + text.decode())
    # The archive says that the part is as long as what is shown.
    with zipfile.ZipFile(io.BytesIO(made)) as book:
        crc = book.getinfo(SHEET).CRC.to_bytes(4, "little")
    size = (len(shown) + len(text)).to_bytes(4, "little")
    own = zlib.crc32(shown).to_bytes(4, "little")
    lying = made.replace(crc + size + size, own + size + len(shown).to_bytes(4, "little"))
    assert lying != made
    assert [each.time_s for each in opened(lying).results] == [218.08]


@pytest.mark.parametrize("book", [
    office(row('<table:table-cell table:style-name="a" table:number-columns-repeated="16384"/>',
               1_048_000)),
    office(row(EMPTY, 1_048_000)),
    excel('<row r="20000" ht="15"/>'),
    excel('<row><c t="inlineStr"><is><t/></is></c></row>'),
])  # fmt: skip
def test_styled_cells_to_the_end_of_a_sheet_are_none(book: bytes) -> None:
    assert [each.time_s for each in opened(book).results] == [218.08]


def opened(book: bytes) -> Sheet:
    """What is read of a workbook."""
    return read(io.BytesIO(book), "book")
