"""What office programs write beside the cells of a workbook, or between them, spoils no results."""

from __future__ import annotations

import io
import zipfile

import pytest

from helpers.workbooks import Rows, ods, with_text, xlsx
from pursuit_sim.errors import InputError
from pursuit_sim.importers import opened

ROWS: Rows = [["Team", "Time"], ["Norway", "3:38.08"], ["Italy", "3:39.10"]]
TIMES = [("Norway", 218.08), ("Italy", 219.1)]


def times(book: bytes) -> list[tuple[str, float | None]]:
    """Each team of a workbook with its time."""
    return [(each.team, each.time_s) for each in opened.sheet(io.BytesIO(book), "book").results]


def with_part(book: bytes, name: str, text: str) -> bytes:
    """A workbook of which a part is another."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(made, "w") as new:
        for each in old.namelist():
            if each != name:
                new.writestr(each, old.read(each))
        new.writestr(name, text)
    return made.getvalue()


@pytest.mark.parametrize(
    ("book", "name", "text"),
    [
        # OpenOffice has this one in every document.
        (ods({"S": ROWS}), "Configurations2/accelerator/current.xml", ""),
        (ods({"S": ROWS}), "Configurations2/toolbar/mine.xml", "<toolbar>"),
        (xlsx({"S": ROWS}), "customXml/item1.xml", "\n"),
    ],
)
def test_parts_that_nobody_reads_need_be_no_xml(book: bytes, name: str, text: str) -> None:
    assert times(with_part(book, name, text)) == TIMES


@pytest.mark.parametrize(
    ("book", "name", "text"),
    [
        (ods({"S": ROWS}), "content.xml", ""),
        (ods({"S": ROWS}), "styles.xml", ""),
        (ods({"S": ROWS}), "settings.xml", "<settings>"),
        (xlsx({"S": ROWS}), "xl/workbook.xml", ""),
        (xlsx({"S": ROWS}), "xl/worksheets/sheet1.xml", ""),
        (xlsx({"S": ROWS}), "xl/styles.xml", " "),
        (xlsx({"S": ROWS}), "xl/sharedStrings.xml", ""),
    ],
)
def test_parts_that_are_read_are_refused_where_they_are_cut(
    book: bytes, name: str, text: str
) -> None:
    with pytest.raises(InputError, match="cannot be read as a spreadsheet"):
        opened.sheet(io.BytesIO(with_part(book, name, text)), "book")


DRAW = 'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"'
BOX = f"<draw:frame {DRAW}><draw:text-box><text:p>note</text:p></draw:text-box></draw:frame>"
BESIDE: Rows = [["Team", None, "Time"], ["Norway", None, "3:38.08"], ["Italy", None, "3:39.10"]]


@pytest.mark.whole
@pytest.mark.parametrize("blank", ["\n", "\r\n", "\n\t\t", " "])
@pytest.mark.parametrize("box", ["", BOX])
def test_an_open_document_may_be_indented(blank: str, box: str) -> None:
    """As LibreOffice writes it that is told not to save room."""
    book = ods({"S": BESIDE})
    book = with_text(book, "<table:table-cell/>", f"<table:table-cell>{box}</table:table-cell>")
    book = with_text(book, "<text:p>3:39", f"{box}<text:p>3:39")
    assert times(book) == TIMES
    assert times(with_text(book, "><", f">{blank}<")) == TIMES
    empty = with_text(ods({"S": BESIDE}), "><", f">{blank}<")
    assert times(empty) == TIMES


def test_blanks_in_texts_stay() -> None:
    name = "<text:p>Italy </text:p>"
    spans = "<text:p><text:span>South</text:span> <text:span>Korea</text:span></text:p>"
    book = with_text(ods({"S": ROWS}), name.replace(" <", "<"), spans)
    assert times(book)[1] == ("South Korea", 219.1)
    assert times(with_text(book, "-cell><", "-cell> <"))[1] == ("South Korea", 219.1)
