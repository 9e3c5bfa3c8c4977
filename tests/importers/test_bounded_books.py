"""What stands beside the cells of a workbook, or in one object, costs as much as there is of it."""

from __future__ import annotations

import contextlib
import io
import json
import time
import zipfile
from collections.abc import Callable

import pytest

from helpers.workbooks import Rows, ods, with_text, xlsx
from pursuit_sim.errors import InputError
from pursuit_sim.importers import opened
from pursuit_sim.importers.workbooks import unpacked_size
from pursuit_sim.importers.workbooks.drawn_in_cells import beside_cells

ROWS: Rows = [["Team", "Time"], ["Norway", "3:38.08"], ["Italy", "3:39.10"]]
TEAM = {"team": "Norway", "time": "3:38.08"}
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SLACK_S = 0.3  # of the processor
Made = Callable[[int], bytes]


def merged(number: int) -> bytes:
    """Every column is hidden, and as many cells are one."""
    parts = '<mergeCell ref="A1:XFD2"/>' * number
    end = f"</sheetData><mergeCells>{parts}</mergeCells>"
    hidden = '<cols><col min="1" max="16384" hidden="1"/></cols><sheetData>'
    return with_text(with_text(xlsx({"S": ROWS}), "<sheetData>", hidden), "</sheetData>", end)


def spans(number: int) -> bytes:
    """Hidden columns, each span of them one wider than the one before."""
    said = "".join(
        f'<col min="{16384 - i}" max="16384" hidden="1"/>' for i in range(min(number, 16380))
    )
    return with_text(xlsx({"S": ROWS}), "<sheetData>", f"<cols>{said}</cols><sheetData>")


def columns(number: int) -> bytes:
    """Elements of no column, and cells of which each asks for the style of its own."""
    none = '<table:table-column table:number-columns-repeated="0"/>' * number
    row = f"<table:table-row>{'<table:table-cell/>' * number}</table:table-row></table:table>"
    book = with_text(ods({"S": ROWS}), 'table:name="S">', f'table:name="S">{none}')
    return with_text(book, "</table:table>", row)


def linked(number: int, lines: int = 20) -> bytes:
    """A drawing to which a sheet is linked again and again."""
    links = "".join(
        f'<Relationship Id="r{i}" Type="{_OFFICE}/drawing" Target="../drawings/d.xml"/>'
        for i in range(number)
    )
    file = io.BytesIO(xlsx({"S": ROWS}))
    with zipfile.ZipFile(file, "a") as archive:
        said = "<p><t>note</t></p>" * lines
        archive.writestr("xl/drawings/d.xml", f"<w><txBody>{said}</txBody></w>")
        archive.writestr("xl/worksheets/_rels/sheet1.xml.rels", f"<R>{links}</R>")
    return file.getvalue()


def of_json(**said: object) -> bytes:
    """One team, with more said of it."""
    return json.dumps([{**TEAM, **said}]).encode()


KINDS: dict[str, tuple[Made, int]] = {
    "merged cells": (merged, 1500),
    "hidden spans": (spans, 8000),
    "columns of a document": (columns, 4000),
    "links to a drawing": (linked, 4000),
    "reserves": (lambda n: of_json(skaters=[f"a{i}" for i in range(n)],
                                   reserves=[f"b{i}" for i in range(n)]), 4000),
    "names with a status": (lambda n: of_json(
        skaters=[f"Ab{i} (DNS for Cd)" for i in range(n)]), 2000),
    "skaters beside three": (lambda n: of_json(
        skaters=[{"name": "A", "skated": True}] * 3 + [{"name": f"a{i}"} for i in range(n)]), 1000),
    "spellings of an order": (lambda n: of_json(
        skaters=[{f"order{'!' * (i // 40)}{'?' * (i % 40)}": 1 for i in range(n)},
                 *[{"order": 2}] * (4 * n)]), 300),
    "sexes beside the list": (lambda n: json.dumps(
        {"results": [TEAM] * n, **{f"m{i}": "men" for i in range(4 * n)}}).encode(), 400),
}  # fmt: skip


def cost(data: bytes) -> float:
    """Seconds of the processor to read a file, or to refuse it in words."""
    best = 99.0
    for _ in range(2):
        before = time.process_time()
        with contextlib.suppress(InputError):
            opened.sheet(io.BytesIO(data), "file")
        best = min(best, time.process_time() - before)
    return best


@pytest.mark.whole
@pytest.mark.parametrize("kind", KINDS)
def test_twice_as_much_costs_no_more_than_three_times(kind: str) -> None:
    made, size = KINDS[kind]
    cost(made(10))  # what is imported once
    assert cost(made(2 * size)) < 3 * cost(made(size)) + _SLACK_S


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (merged(200_001), "200000 merged cells"),
        (linked(1, 5001), "5000 lines in text boxes and on the edges of pages"),
    ],
)
def test_what_no_results_have_is_refused_in_a_line(data: bytes, what: str) -> None:
    with pytest.raises(InputError) as told:
        opened.sheet(io.BytesIO(data), "book.xlsx")
    (fault,) = told.value.faults
    assert fault.problem == f"has more than {what}"
    assert fault.remedy == "save the results by themselves"


def test_a_workbook_has_no_more_tags_than_results_ask_for(monkeypatch: pytest.MonkeyPatch) -> None:
    assert opened.sheet(io.BytesIO(xlsx({"S": ROWS})), "book.xlsx").results
    monkeypatch.setattr(unpacked_size, "MOST_TAGS", 40)
    with pytest.raises(InputError, match="more than 40 tags"):
        opened.sheet(io.BytesIO(xlsx({"S": ROWS})), "book.xlsx")


def test_a_drawing_is_of_one_sheet() -> None:
    assert opened.sheet(io.BytesIO(linked(3)), "book.xlsx").results


def test_a_text_beside_the_list_that_is_read_has_an_end() -> None:
    data = json.dumps({"event": "x" * 2001, "results": [TEAM]}).encode()
    with pytest.raises(InputError, match="2001 characters"):
        opened.sheet(io.BytesIO(data), "file")


def test_a_long_key_is_told_by_its_beginning() -> None:
    data = of_json(**{"DSQ" * 100_000: ["x"] * 5000})
    opened.sheet(io.BytesIO(data), "file")


def test_what_is_drawn_at_cells_stands_behind_the_rows() -> None:
    drawn = b"<draw:frame><text:p>a</text:p></draw:frame>"
    cell = b"<table:table-cell>%s<text:p>Ola</text:p></table:table-cell>"
    one = b"<t><table:table>%s</table:table><table:table>%s</table:table></t>"
    made = beside_cells(one % (cell % drawn + cell % b"<draw:g x='>'/>", cell % b""))
    shapes = b'<table:shapes row="0" column="0">%s</table:shapes>' % drawn
    shapes += b"""<table:shapes row="0" column="1"><draw:g x='>'/></table:shapes>"""
    assert made == one % (cell % b"" * 2 + shapes, cell % b"")


def test_shapes_are_counted_to_their_cells_where_rows_and_cells_are_repeated() -> None:
    cell = b"<table:table-cell%s>%s</table:table-cell>"
    row = b"<table:table-row%s>%s</table:table-row>"
    many = [b' table:number-%s-repeated="%d"' % each for each in ((b"rows", 5), (b"columns", 3))]
    inner = cell % (many[1], b"") + cell % (b"", b"<draw:g/>") + cell % (b"", b"")
    sheet = b"<table:table>%s</table:table>" % (
        row % (many[0], cell % (b"", b"")) + row % (b"", inner) + row % (b"", inner)
    )
    made = beside_cells(b"<t>%s</t>" % (sheet * 2))
    at = b'<table:shapes row="%d" column="3"><draw:g/></table:shapes>'
    assert made.count(at % 5 + at % 6 + b"</table:table>") == 2


DRAW = 'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"'


@pytest.mark.parametrize(
    "shape",
    ["<draw:frame {}><draw:text-box><text:p>see note</text:p></draw:text-box></draw:frame>",
     "<draw:custom-shape {}><text:p>see note</text:p></draw:custom-shape>"],
)  # fmt: skip
@pytest.mark.parametrize("at", ["Italy", "3:39.10", "Team"])
def test_a_box_at_a_cell_is_not_read_into_it(shape: str, at: str) -> None:
    text = f"<text:p>{at}</text:p>"
    book = with_text(ods({"S": ROWS}), text, shape.format(DRAW) + text)
    sheet = opened.sheet(io.BytesIO(book), "book.ods")
    assert [(each.team, each.time_s) for each in sheet.results] == [
        ("Norway", 218.08), ("Italy", 219.1),
    ]  # fmt: skip
    cell = {"Italy": "A3", "3:39.10": "B3", "Team": "A1"}[at]
    assert f"text boxes are not read: 'see note' at {cell}" in sheet.notes
