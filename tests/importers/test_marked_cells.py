"""Comments of cells and lines through them are told, and refused where they take a time away."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping

import pytest

from helpers.races import DATA
from helpers.workbooks import Rows, ods, xlsx
from pursuit_sim.errors import InputError
from pursuit_sim.importers.importer import Sheet
from pursuit_sim.importers.opened import sheet
from pursuit_sim.importers.workbooks.hidden_cells import HiddenCells
from pursuit_sim.importers.workbooks.marked_cells import MarkedCells

ROWS: Rows = [["Team", "Heat", "Time", "Remark"], ["NED", 1, "3:40.10", ""],
              ["NOR", 1, "3:38.08", "a"]]  # fmt: skip
_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_SHEET = "xl/worksheets/sheet1.xml"
_GONE = (  # a style of an OpenDocument
    '<office:automatic-styles><style:style xmlns:style="urn:oasis:names:tc:opendocument:'
    'xmlns:style:1.0" style:name="gone" style:family="table-cell"><style:text-properties '
    'style:text-line-through-style="solid"/></style:style></office:automatic-styles>'
)


def read(data: bytes) -> Sheet:
    return sheet(io.BytesIO(data), "book")


def changed(data: bytes, new: Mapping[str, str]) -> bytes:
    """An archive with other or more parts."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as archive:
        for name in {*old.namelist(), *new}:
            archive.writestr(name, new.get(name) or old.read(name).decode())
    return made.getvalue()


def part(data: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode()


def commented(text: str, cell: str = "C3") -> bytes:
    """A workbook of Excel with a comment."""
    return changed(xlsx({"Results": ROWS}), {
        "xl/worksheets/_rels/sheet1.xml.rels":
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="rId1" Type="{_TYPE}/comments" Target="../comments1.xml"/>'
            "</Relationships>",
        "xl/comments1.xml":
            f'<comments xmlns="{_MAIN}"><authors><author>DSQ</author></authors><commentList>'
            f'<comment ref="{cell}" authorId="0"><text><r><t>{text}</t></r></text></comment>'
            "</commentList></comments>",
    })  # fmt: skip


def annotated(text: str) -> bytes:
    """One of LibreOffice with a comment at the second time."""
    data = ods({"Results": ROWS})
    note = (
        '<office:annotation><dc:creator xmlns:dc="http://purl.org/dc/elements/1.1/">DSQ'
        f"</dc:creator><text:p>{text}</text:p></office:annotation>"
    )
    content = part(data, "content.xml")
    at = content.index("<text:p>3:38.08")
    return changed(data, {"content.xml": content[:at] + note + content[at:]})


def struck(cell: str, *, shared: bool = False) -> bytes:
    """A workbook of Excel with a line through a cell, or through a part of its text."""
    data = xlsx({"Results": ROWS})
    styles = part(data, "xl/styles.xml").replace(
        "<cellXfs", "<fonts><font/><font><strike/></font></fonts><cellXfs"
    )
    styles = styles.replace("</cellXfs>", '<xf numFmtId="0" fontId="1"/></cellXfs>')
    text = part(data, _SHEET)
    if shared:
        found = re.search(rf'<c r="{cell}" t="inlineStr"><is><t>([^<]*)</t></is></c>', text)
        assert found is not None
        rich = f"<is><r><rPr><strike/></rPr><t>{found[1]}</t></r></is>"
        text = text.replace(found[0], f'<c r="{cell}" t="inlineStr">{rich}</c>')
        return changed(data, {_SHEET: text})
    text = text.replace(f'<c r="{cell}"', f'<c r="{cell}" s="3"')
    return changed(data, {_SHEET: text, "xl/styles.xml": styles})


@pytest.mark.parametrize("text", ["DSQ - lane change", "disqualified", "hors concours", "DSQ?"])
def test_a_comment_that_may_take_a_time_away_is_refused(text: str) -> None:
    for book in (commented(text), annotated(text), commented(text, "A3")):
        with pytest.raises(InputError, match=r"row 3, comment of [AC]3"):
            read(book)


@pytest.mark.parametrize("text", ["a new skate", "personal best"])
def test_another_comment_is_told(text: str) -> None:
    for book in (commented(text), annotated(text)):
        found = read(book)
        assert [each.time_s for each in found.results] == [220.1, 218.08]
        assert f"the comment of C3 is not read: {text!r}" in found.notes


def test_a_comment_at_a_head_takes_nothing_away() -> None:
    assert len(read(commented("DSQ is short for disqualified", "C1")).results) == 2


@pytest.mark.parametrize("cell", ["C3", "A3"])
def test_a_time_and_a_team_that_are_struck_through_are_refused(cell: str) -> None:
    for shared in (False, True):
        with pytest.raises(InputError, match=rf"row 3, {cell}: '.*' is struck through"):
            read(struck(cell, shared=shared))


@pytest.mark.parametrize("shared", [False, True])
def test_a_struck_time_in_a_cell_without_a_name_is_refused(*, shared: bool) -> None:
    book = struck("C3", shared=shared)
    unnamed = re.sub(r'<(c|row) r="[A-Z]*\d+"', r"<\1", part(book, _SHEET))
    with pytest.raises(InputError, match=r"row 3, C3: '.*' is struck through"):
        read(changed(book, {_SHEET: unnamed}))


def test_other_texts_that_are_struck_through_are_told() -> None:
    found = read(struck("D3"))
    assert "D3 is read though struck through: 'a'" in found.notes


def test_a_struck_time_of_libreoffice_is_refused() -> None:
    data = ods({"Results": ROWS})
    content = part(data, "content.xml")
    at = content.rindex("<table:table-cell", 0, content.index("<text:p>3:38.08"))
    content = (
        content[:at] + '<table:table-cell table:style-name="gone"'
        + content[at + len("<table:table-cell") :]
    )  # fmt: skip
    content = content.replace("<office:body>", f"{_GONE}<office:body>")
    with pytest.raises(InputError, match=r"row 3, C3: .3:38\.08. is struck through"):
        read(changed(data, {"content.xml": content}))


@pytest.mark.parametrize("at", ["<text:p>3:38.08", "<text:p>Team", "<table:table-row>"])
def test_what_is_struck_through_in_a_shape_is_of_no_cell(at: str) -> None:
    data = ods({"Results": ROWS})
    shape = (
        '<draw:rect xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"><text:p>'
        '<text:span text:style-name="gone">14:00</text:span> 14:30</text:p></draw:rect>'
    )
    if at == "<table:table-row>":
        shape = f"<table:shapes>{shape}</table:shapes>"
    content = part(data, "content.xml").replace("<office:body>", f"{_GONE}<office:body>")
    found = read(changed(data, {"content.xml": content.replace(at, shape + at, 1)}))
    assert len(found.results) == 2
    assert not [each for each in found.notes if "struck" in each]


def test_a_struck_time_of_an_old_workbook_is_refused() -> None:
    """Written by xlwt 1.3: a line through C3, and through the first letter of D2."""
    with pytest.raises(InputError) as told:
        read((DATA / "struck_cells.xls").read_bytes())
    (fault,) = told.value.faults
    assert (fault.key, fault.problem) == ("row 3, C3", "'3:38.08' is struck through")


def test_a_comment_that_begins_with_its_author_counts_as_much() -> None:
    """As Excel writes them: the author's name, a colon, a new line."""
    with pytest.raises(InputError, match="not clear whether it is DNF"):
        read(commented("Jan Smit:\nDNF, third skater fell", "C3"))


def test_a_status_ok_settles_a_comment() -> None:
    rows: Rows = [[*ROWS[0], "Status"], *([*row, "OK"] for row in ROWS[1:])]
    marks = MarkedCells({(2, 2): "DSQ lifted on appeal"}, set())
    texts = [tuple(map(str, row)) for row in rows]
    assert not [*marks.faults(texts, HiddenCells(), "book", "")]
    assert [*marks.faults([row[:-1] for row in texts], HiddenCells(), "book", "")]


def threaded(*texts: str) -> bytes:
    """A workbook of Excel 365: a comment and replies to it, and no text for older programs."""
    said = "".join(
        f'<threadedComment ref="C3" id="{{{i}}}"><text>{text}</text></threadedComment>'
        for i, text in enumerate(texts)
    )
    office = "http://schemas.microsoft.com/office"
    return changed(xlsx({"Results": ROWS}), {
        "xl/worksheets/_rels/sheet1.xml.rels":
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="rId1" Type="{office}/2017/10/relationships/threadedComment" '
            'Target="../threadedComments/threadedComment1.xml"/></Relationships>',
        "xl/threadedComments/threadedComment1.xml":
            f'<ThreadedComments xmlns="{office}/spreadsheetml/2018/threadedcomments">{said}'
            "</ThreadedComments>",
    })  # fmt: skip


OLDER = (
    "[Threaded comment]\n\nYour version of Excel allows you to read this threaded comment; however,"
    " any edits to it will get removed if the file is opened in a newer version of Excel. Learn "
    "more: https://go.microsoft.com/fwlink/?linkid=870924\n\nComment:\n    "
)


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        (threaded("checked", "DSQ"), "checked / DSQ"),
        (threaded("checked", "by the referee", "did not finish"), "did not finish"),
        (commented("checked\nDNF, third skater fell"), "checked / DNF, third skater fell"),
        (commented("Jan Smit:\nchecked\nPiet Vos:\nDNF"), "Piet Vos: / DNF"),
        (commented("Jan Smit: checked\nPiet Vos (ISU): 14.32: DNF"), "14.32: DNF"),
        (commented(f"{OLDER}third skater?\nReply:\n    withdrawn"), "Reply: / withdrawn"),
        (annotated("checked</text:p><text:p>DSQ"), "checked / DSQ"),
        (annotated("checked<text:line-break/>DNF"), "checked / DNF"),
    ],
)  # fmt: skip
def test_what_the_second_person_says_counts_as_much(said: bytes, shown: str) -> None:
    with pytest.raises(InputError, match=r"row 3, comment of C3") as told:
        read(said)
    assert shown in str(told.value)


def test_several_lines_of_a_comment_that_take_nothing_away_are_told() -> None:
    for book in (threaded("checked", "a new skate"), commented("checked\n\n  a new skate ")):
        assert "the comment of C3 is not read: 'checked / a new skate'" in read(book).notes
    spaced = read(annotated('new<text:s text:c="3"/>skates')).notes
    assert "the comment of C3 is not read: 'new skates'" in spaced


def test_comments_that_sheets_share_are_refused() -> None:
    """Read again for each, a part of some kilobytes would take minutes."""
    data = commented("a new skate")
    links = part(data, "xl/worksheets/_rels/sheet1.xml.rels")
    both = changed(xlsx({"Results": ROWS, "More": ROWS}), {
        "xl/comments1.xml": part(data, "xl/comments1.xml"),
        **{f"xl/worksheets/_rels/sheet{n}.xml.rels": links for n in (1, 2)},
    })  # fmt: skip
    with pytest.raises(InputError):
        read(both)
