"""Marks of footnotes that a workbook raises by its font are no digits of times, heats or teams."""

from __future__ import annotations

import io
import re
import time
import zipfile
from collections.abc import Callable, Sequence

import pytest

from helpers.races import DATA
from helpers.workbooks import Rows, ods, with_text, xlsx
from pursuit_sim.errors import InputError
from pursuit_sim.importers.importer import Sheet
from pursuit_sim.importers.opened import sheet
from pursuit_sim.importers.workbooks import raised_cells
from pursuit_sim.importers.workbooks.hidden_cells import Texts

HEADS = ["Pair", "Team", "Time"]
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_STYLE = "urn:oasis:names:tc:opendocument:xmlns:style:1.0"
_RICH = re.compile(r"\{([\w, ()[\]]+)\}")  # what is raised in a cell of these tests
_TEXT = re.compile(r"<t>([^<]*\{[^<]*)</t>")
_CELL = re.compile(r'<c r="(\w+)" t="inlineStr"><is><t>([^<]*\{[^<]*)</t></is></c>')


def runs(cell: str) -> str:
    """A text of Excel in runs."""
    return "".join(
        f'<r><rPr><vertAlign val="superscript"/></rPr><t>{text}</t></r>' if n % 2
        else f'<r><rPr><sz val="11"/></rPr><t xml:space="preserve">{text}</t></r>'
        for n, text in enumerate(_RICH.split(cell)) if text
    )  # fmt: skip


def edited(book: bytes, edit: Callable[[str], str], **more: str) -> bytes:
    """A workbook with its parts edited, and more of them."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            new.writestr(name, edit(old.read(name).decode()))
        for name, text in more.items():
            new.writestr(f"xl/{name}.xml", text)
    return made.getvalue()


def inline(rows: Rows) -> bytes:
    """A workbook of Excel with its texts in the cells."""
    return edited(
        xlsx({"Men": rows}), lambda text: _TEXT.sub(lambda cell: runs(cell[1]), text)
    )  # fmt: skip


def shared(rows: Rows) -> bytes:
    """One with its texts in a part of their own, as Excel writes it."""
    texts: list[str] = []

    def number(cell: re.Match[str]) -> str:
        texts.append(f"<si>{runs(cell[2])}</si>")
        return f'<c r="{cell[1]}" t="s"><v>{len(texts) - 1}</v></c>'

    link = f'<Relationship Id="s" Type="{_OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
    book = with_text(xlsx({"Men": rows}), "</Relationships>", f"{link}</Relationships>")
    book = edited(book, lambda text: _CELL.sub(number, text))
    return edited(book, str, sharedStrings=f'<sst xmlns="{_MAIN}">{"".join(texts)}</sst>')


def document(rows: Rows, place: str = "super 58%", *, parent: bool = False) -> bytes:
    """A workbook of LibreOffice whose raised texts are of a style, or of one below that."""
    style = (
        f'<style:style style:name="Up" style:family="text"><style:text-properties '
        f'style:text-position="{place}"/></style:style>'
    )
    span = rf'<text:span text:style-name="{"Below" if parent else "Up"}">\1</text:span>'
    below = '<style:style style:name="Below" style:family="text" style:parent-style-name="Up"/>'
    book = with_text(
        ods({"Men": rows}), "<office:body>",
        f'<office:automatic-styles xmlns:style="{_STYLE}">{below}{style}'
        "</office:automatic-styles><office:body>",
    )  # fmt: skip
    return edited(book, lambda text: _RICH.sub(span, text))


FORMS: dict[str, Callable[[Rows], bytes]] = {
    "inline": inline, "shared": shared, "document": document,
    "33%": lambda rows: document(rows, "33% 58%"),
    "parent style": lambda rows: document(rows, parent=True),
}  # fmt: skip


def read(data: bytes) -> Sheet:
    return sheet(io.BytesIO(data), "book")


def of(book: Sheet) -> list[tuple[str, str, float | None]]:
    """The heat, team and time of each result."""
    return [(each.heat, each.team, each.time_s) for each in book.results]


@pytest.mark.parametrize("form", FORMS)
def test_a_raised_mark_is_no_digit(form: str) -> None:
    rows: Rows = [HEADS, ["1{1}", "NED", "3:40.1{9}"], ["1", "ITA{2}", "3:40.15"],
                  ["2", "Club 1{a}", "DSQ{3}"]]  # fmt: skip
    found = read(FORMS[form](rows))
    assert of(found) == [("1", "NED", 220.1), ("1", "ITA", 220.15), ("2", "Club 1", None)]
    told = "'1¹', '3:40.1⁹', 'ITA²', 'Club 1ᵃ', 'DSQ³'"
    assert f"raised marks of footnotes are not read: {told}" in found.notes


def test_a_raised_mark_in_an_old_workbook_is_no_digit() -> None:
    """Written by xlwt 1.3: 1¹ NED 3:40.1⁹, ITA² 3:43.1 and a low 0, USAᵃ; the last is all high."""
    found = read((DATA / "raised_cells.xls").read_bytes())
    assert [(each.team, each.time_s) for each in found.results] == [
        ("NED", 220.1), ("NOR", 220.15), ("ITA", 223.1), ("USA", 224.2), ("NED", 219.5),
        ("ITA", 219.92),
    ]  # fmt: skip
    assert [each.heat.split()[-1] for each in found.results] == ["1", "1", "2", "2", "1er", "1er"]


@pytest.mark.parametrize("form", FORMS)
def test_hundredths_a_remark_and_a_whole_cell_that_are_raised_stay(form: str) -> None:
    rows: Rows = [[*HEADS, "Remark"], ["1", "NED", "3:40.{12}", "{2}"],
                  ["{1}", "NOR", "3:41.1 {PB}", ""]]  # fmt: skip
    found = read(FORMS[form](rows))
    assert of(found) == [("1", "NED", 220.12), ("1", "NOR", 221.1)]
    assert [each.remark for each in found.results] == ["2", "PB"]
    assert not [each for each in found.notes if "raised" in each]


@pytest.mark.parametrize("place", ["-33% 58%", "sub 58%", "0% 100%"])
def test_what_is_low_stays(place: str) -> None:
    rows: Rows = [HEADS, ["1", "ITA{2}", "3:40.1"], ["1", "NOR", "3:41.15"]]
    assert [each.team for each in read(document(rows, place)).results] == ["ITA2", "NOR"]


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("1{st}", "1st"), ("2{nd}", "2nd"), ("1{er}", "1er"), ("1{e}", "1e"), ("N{o} 1", "No 1"),
        ("0.24 m{2}", "0.24 m²"), ("M{c} Donald", "Mc Donald"), ("Oslo{a} (NOR)", "Osloᵃ (NOR)"),
        ("{1} fell", "¹ fell"), ("{a} fell", "ᵃ fell"), ("NED {10}", "NED ¹⁰"), ("{12}", "12"),
        ("3:40.1{ii}", "3:40.1ⁱⁱ"), ("ITA{B}", "ITAB"), ("400{m}", "400m"),
        ("3:40.{12}", "3:40.12"),
        ("3'40\"{12}", "3'40\"12"), ("10.{2}", "10.²"), ("3:40{5}", "3:40⁵"),
    ],
)  # fmt: skip
def test_which_raised_characters_are_marks(cell: str, shown: str) -> None:
    pieces = [(text, n % 2 == 1) for n, text in enumerate(_RICH.split(cell))]
    text = "".join(each for each, _ in pieces)
    assert raised_cells.with_marks([(text,)], {(0, 0): pieces}) == ([(shown,)], [])


@pytest.mark.parametrize("marks", ["1,2", "1, 2", "[1]", "(1)", "1)", "1 2"])
def test_marks_in_brackets_and_several(marks: str) -> None:
    pieces = [("3:40.1", False), (marks, True)]
    found, _ = raised_cells.with_marks([("3:40.1" + marks,)], {(0, 0): pieces})
    assert found == [("3:40.1¹,²" if "2" in marks else "3:40.1¹",)]


def test_pieces_of_another_text_change_nothing_and_are_asked_for() -> None:
    pieces = {(0, i): [("3:40.1", False), ("9", True)] for i in range(4)}
    texts: Texts = [("3:40.19", "3:40. 19", "3:40.20", "other")]
    found, lost = raised_cells.with_marks(texts, pieces)
    assert found == [("3:40.1⁹", "3:40. 1⁹", "3:40.20", "other")]
    assert lost == [(0, 2)]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("mark", ["1", "2"])
def test_a_footnote_of_a_raised_mark_is_that_of_its_team(form: str, mark: str) -> None:
    rows: Rows = [HEADS, ["1", "NED", "3:40.1{1}"], ["1", "NOR{2}", "DSQ"], [],
                  [f"{{{mark}}} disqualified: third skater"]]  # fmt: skip
    book = FORMS[form](rows)
    if mark == "2":  # its row says so
        assert read(book).results[1].status == "DSQ"
        return
    with pytest.raises(InputError, match="not clear whether the time counts"):
        read(book)


def test_a_footnote_of_one_of_several_marks_is_that_of_its_team() -> None:
    rows: Rows = [HEADS, ["1", "NED", "3:40.1{1,2}"], ["1", "NOR", "DSQ"], [],
                  ["{1} disqualified: third skater"]]  # fmt: skip
    with pytest.raises(InputError, match="not clear whether the time counts"):
        read(inline(rows))


@pytest.mark.parametrize(
    "times",
    [
        ["3:40.12{3}", "3:40.12{7}", "3:45.10"],  # which of two equal ones was faster
        ["3:40.1{2}", "3:41.3{7}", "3:45.1{0}"],  # every hundredth
        ["3:40{5}", "3:41", "3:45"],
        ["3:40{12}", "3:41.10", "3:45.10"],
    ],
)
def test_raised_digits_that_may_be_of_a_time_are_asked_for(times: Sequence[str]) -> None:
    rows: Rows = [HEADS, *([f"{i // 2}", f"Club {i}", each] for i, each in enumerate(times))]
    with pytest.raises(InputError, match="not clear whether what is raised is of the time"):
        read(inline(rows))


def test_laps_whose_hundredths_are_raised_are_asked_for() -> None:
    rows: Rows = [["Team", *(f"Lap {n}" for n in range(1, 9))],
                  ["NED", *(f"2{n}{{{10 + n}}}" for n in range(1, 9))]]  # fmt: skip
    with pytest.raises(InputError, match="not clear whether what is raised is of the time"):
        read(inline(rows))


def test_marks_that_lines_explain_are_of_no_time() -> None:
    rows: Rows = [HEADS, ["1", "NED", "3:40.12{1}"], ["1", "NOR", "3:40.12{2}"], [],
                  ["{1} a new skate"], ["{2} track record"]]  # fmt: skip
    assert [each.time_s for each in read(inline(rows)).results] == [220.12, 220.12]


def test_heats_are_no_times() -> None:
    rows: Rows = [HEADS, ["10{1}", "NED", "3:40.12"], ["10{2}", "NOR", "3:41.12"]]
    assert [each.heat for each in read(inline(rows)).results] == ["10", "10"]


def test_marks_of_a_csv_are_no_digits_either() -> None:
    text = "Pair,Team³,Time\n1¹,NED¹²,3:40.1⁹\n1,NOR,3:40.15\n"
    assert of(read(text.encode())) == [("1", "NED", 220.1), ("1", "NOR", 220.15)]


@pytest.mark.parametrize("form", ["inline", "shared", "document"])
def test_many_raised_cells_cost_as_much_as_there_are(form: str) -> None:
    rows: Rows = [HEADS, *([f"{i}", f"Club {i}{{2}}", "3:40.1{1}"] for i in range(1000))]
    data = FORMS[form](rows)
    before = time.process_time()
    assert len(read(data).results) == 1000
    assert time.process_time() - before < 5


def test_more_raised_cells_than_results_have_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(raised_cells, "MOST_CELLS", 2)
    rows: Rows = [HEADS, ["1{1}", "NED{2}", "3:40.1{9}"]]
    for made in FORMS.values():
        with pytest.raises(InputError, match="more than 2 cells with raised characters"):
            read(made(rows))
