"""What a workbook says in boxes and on the edges of its pages, and in no cell."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

import pytest

from helpers.outcomes import Outcome
from helpers.workbooks import Rows, ods, with_text, xlsx

Import = Callable[..., tuple[Outcome, list[str]]]
Made = Callable[..., bytes]
ROWS: Rows = [
    ["Heat", "Team", "Time"], ["1", "Norway", "3:38.08"], ["1", "Italy", "3:39.10"],
    ["2", "Canada", "3:40.10"], ["2", "USA", "3:41.04"],
]  # fmt: skip
TEAMS = ["Canada", "Italy", "Norway", "USA"]
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_LINKS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/drawing" Target="../drawings/drawing1.xml"/>'
    "</Relationships>"
)
_END = "</sheetData>"


def with_parts(book: bytes, parts: dict[str, str]) -> bytes:
    """A workbook with more parts."""
    file = io.BytesIO(book)
    with zipfile.ZipFile(file, "a") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return file.getvalue()


def boxed(*paragraphs: str, tab: str = "S", corner: str = "") -> bytes:
    """A workbook of Excel with a text box."""
    said = "".join(f"<a:p><a:r><a:t>{each}</a:t></a:r></a:p>" for each in paragraphs)
    said = said.replace("|", "</a:t></a:r><a:br/><a:r><a:t>")
    drawing = (
        f'<xdr:wsDr xmlns:xdr="{_DRAWING}/spreadsheetDrawing" xmlns:a="{_DRAWING}/main">'
        f"<xdr:twoCellAnchor>{corner}"
        '<xdr:sp><xdr:nvSpPr><xdr:cNvPr id="2" name="Italy DSQ"/></xdr:nvSpPr>'
        f"<xdr:txBody><a:bodyPr/>{said}</xdr:txBody></xdr:sp></xdr:twoCellAnchor></xdr:wsDr>"
    )
    links = {
        "xl/drawings/drawing1.xml": drawing, "xl/worksheets/_rels/sheet1.xml.rels": _LINKS,
    }  # fmt: skip
    return with_parts(xlsx({tab: ROWS}), links)


def boxed_at(row: int, column: int, *paragraphs: str) -> bytes:
    """One whose box begins in the cell of that row and column, counted from 0."""
    offs = "<xdr:{0}>{1}</xdr:{0}><xdr:{0}Off>9</xdr:{0}Off>"
    end = f"<xdr:to>{offs.format('col', 9)}{offs.format('row', 9)}</xdr:to>"
    corner = f"<xdr:from>{offs.format('col', column)}{offs.format('row', row)}</xdr:from>{end}"
    return boxed(*paragraphs, corner=corner)


def boxed_at_ods(row: int, column: int, *paragraphs: str) -> bytes:
    """The same of LibreOffice."""
    said = "".join(f"<text:p>{each}</text:p>" for each in paragraphs)
    shape = (
        '<draw:frame xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0">'
        f"<draw:text-box>{said}</draw:text-box></draw:frame>"
    )
    made = [[*each, *[""] * (column + 1 - len(each))] for each in ROWS]
    made[row][column] = f"{made[row][column]}here"
    return with_text(
        with_text(ods({"S": made}), "here</text:p>", f"</text:p>{shape}"), "<text:p></text:p>", ""
    )


def boxed_ods(*paragraphs: str, tab: str = "S") -> bytes:
    """A workbook of LibreOffice with a text box."""
    said = "".join(f"<text:p>{each}</text:p>" for each in paragraphs)
    said = said.replace("|", "<text:line-break/>")
    frame = (
        '<table:shapes xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"><draw:frame>'
        f"<draw:text-box>{said}</draw:text-box></draw:frame></table:shapes>"
    )
    named = f'table:name="{tab}">'
    return with_text(ods({tab: ROWS}), named, named + frame)


def on_pages(text: str, tab: str = "S") -> bytes:
    """A workbook of Excel with a footer."""
    said = f"<headerFooter><oddFooter>{text}</oddFooter></headerFooter>"
    return with_text(xlsx({tab: ROWS}), _END, _END + said)


def on_pages_ods(text: str, tab: str = "S") -> bytes:
    """A workbook of LibreOffice with a footer."""
    office = "urn:oasis:names:tc:opendocument:xmlns"
    text = re.sub("&amp;.", "</text:p><text:p>", text)
    return with_parts(ods({tab: ROWS}), {
        "styles.xml": f'<office:document-styles xmlns:office="{office}:office:1.0" '
        f'xmlns:style="{office}:style:1.0" xmlns:text="{office}:text:1.0"><office:master-styles>'
        f"<style:master-page><style:footer><text:p>{text}</text:p></style:footer>"
        "</style:master-page></office:master-styles></office:document-styles>"
    })  # fmt: skip


@pytest.mark.parametrize("made", [boxed, boxed_ods])
@pytest.mark.parametrize(
    ("texts", "whom"),
    [
        (["Italy disqualified (rule 253)"], "time of Italy counts"),
        (["Decisions of the jury", "ITA: DSQ"], "time of Italy counts"),
        (["Disqualified:", "Italy"], "time of Italy counts"),
        (["Italy|DSQ"], "time of Italy counts"),
        (["Heat 2: both teams disqualified"], "times of Canada, USA count"),
    ],
)  # fmt: skip
def test_a_status_in_a_text_box_is_refused(
    taken: Import, made: Made, texts: list[str], whom: str
) -> None:
    got, _ = taken(made(*texts), "--sex", "men")
    assert got.status == 2
    assert "sheet S, text box: " in got.err
    assert f"not clear whether the {whom}" in got.err


@pytest.mark.parametrize("made", [boxed_at, boxed_at_ods])
@pytest.mark.parametrize(
    ("cell", "texts", "said"),
    [
        ((2, 2), ["DSQ"], "row 3, text box at C3: 'DSQ' beside a time: not clear whether it is"),
        ((2, 4), ["decision", "Disqualified (rule 253)"], "row 3, text box at E3: 'Disqualified"),
        ((4, 1), ["DNF"], "row 5, text box at B5: 'DNF' beside a time"),
        ((1, 2), ["Disqualified: Italy"], "not clear whether the time of Italy counts"),
        ((1, 2), ["Disqualified:", "Italy"], "not clear whether the time of Italy counts"),
    ],
)
def test_a_status_in_a_box_at_a_row_is_asked_as_a_comment_there(
    taken: Import, made: Made, cell: tuple[int, int], texts: list[str], said: str
) -> None:
    got, _ = taken(made(*cell, *texts), "--sex", "men")
    assert got.status == 2
    assert said in " ".join(got.err.split())


@pytest.mark.parametrize("made", [boxed_at, boxed_at_ods])
@pytest.mark.parametrize(
    ("cell", "text"),
    [((0, 2), "DSQ"), ((2, 2), "DSQ = disqualified"), ((2, 3), "photo finish"),
     ((2, 2), "Germany disqualified")],
)  # fmt: skip
def test_other_boxes_at_cells_are_told_with_their_cells(
    taken: Import, made: Made, cell: tuple[int, int], text: str
) -> None:
    got, teams = taken(made(*cell, text), "--sex", "men")
    assert (got.status, teams) == (0, TEAMS), got.err
    name = f"{'ABCD'[cell[1]]}{cell[0] + 1}"
    assert f"text boxes are not read: '{text}' at {name}" in " ".join(got.err.split())


@pytest.mark.whole
@pytest.mark.parametrize(
    "shape", ["line", "connector", "path", "polygon", "polyline", "regular-polygon", "circle",
              "measure", "rect", "ellipse", "custom-shape", "caption"],
)  # fmt: skip
def test_words_on_whatever_is_drawn_at_a_cell_are_read(taken: Import, shape: str) -> None:
    drawn = (
        f'<draw:{shape} xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" '
        'xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0">'
        f"<svg:title>DSQ</svg:title><text:p>{{}}</text:p></draw:{shape}>"
    )
    time = "<text:p>3:39.10</text:p>"
    book = ods({"S": ROWS})
    got, _ = taken(with_text(book, time, drawn.format("Italy disqualified") + time), "--sex", "men")
    assert got.status == 2
    assert "text box at C3: 'Italy disqualified': not clear whether the time of It" in got.err
    got, teams = taken(with_text(book, time, drawn.format("photo finish") + time), "--sex", "men")
    assert (got.status, teams) == (0, TEAMS), got.err
    assert "text boxes are not read: 'photo finish' at C3" in " ".join(got.err.split())


@pytest.mark.parametrize("made", [boxed, boxed_ods])
@pytest.mark.parametrize(
    ("texts", "tab"),
    [
        (["ISU World Cup"], "S"), (["DSQ = disqualified"], "S"), (["Italy: track record"], "S"),
        (["Germany disqualified"], "S"), (["Women: Italy disqualified"], "S"),
    ],
)  # fmt: skip
def test_other_text_boxes_are_told(taken: Import, made: Made, texts: list[str], tab: str) -> None:
    got, teams = taken(made(*texts, tab=tab), "--sex", "men")
    assert (got.status, teams) == (0, TEAMS), got.err
    assert f"text boxes are not read: '{texts[0]}'" in " ".join(got.err.split())


@pytest.mark.parametrize("made", [on_pages, on_pages_ods])
def test_a_status_on_the_edge_of_a_page_is_refused(taken: Import, made: Made) -> None:
    got, _ = taken(made("&amp;LResults&amp;CItaly disqualified"), "--sex", "men")
    assert got.status == 2
    assert "header or footer: " in got.err
    assert "not clear whether the time of Italy counts" in got.err


@pytest.mark.parametrize("made", [on_pages, on_pages_ods])
def test_what_else_stands_on_the_edge_of_a_page_is_not_told(taken: Import, made: Made) -> None:
    text = '&amp;L&amp;"Arial,Bold"&amp;12&amp;K00FF00Team Pursuit&amp;RPage &amp;P of &amp;N'
    got, teams = taken(made(text), "--sex", "men")
    assert (got.status, teams) == (0, TEAMS), got.err
    assert "headers and footers" not in got.err


def test_a_status_of_nobody_on_the_edge_of_a_page_is_told(taken: Import) -> None:
    got, teams = taken(on_pages('&amp;C&amp;"Arial,Bold"&amp;12Germany DSQ'), "--sex", "men")
    assert (got.status, teams) == (0, TEAMS), got.err
    assert "headers and footers are not read: 'Germany DSQ'" in " ".join(got.err.split())


def test_sheets_that_are_one_part_are_refused(taken: Import) -> None:
    book = xlsx({"A": ROWS, "B": ROWS})
    got, _ = taken(with_text(book, "worksheets/sheet2.xml", "worksheets/sheet1.xml"))
    assert got.status == 2
    assert "two of its sheets are one part" in got.err
