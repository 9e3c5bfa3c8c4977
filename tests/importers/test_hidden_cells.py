"""What a workbook hides is left out and told; what it shows counts, in every kind of workbook."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest

from helpers.races import DATA
from helpers.workbooks import Rows, ods, xlsx
from pursuit_sim.errors import InputError
from pursuit_sim.importers.importer import Sheet
from pursuit_sim.importers.opened import sheet

# Written by xlwt 1.3, openpyxl 3.1 and odfpy 1.4: three heats of two teams, whose numbers are
# merged cells. Rows 3 and 4 are hidden, the second of heat 1 and the first of heat 2, and so is
# column M, an official time of 3:59.99; the sheet Draft is hidden, and Old very much so.
KINDS = ("xls", "xlsx", "ods")
TABLE: Rows = [["Team", "Heat", "Time", "More"], ["NED", 1, "3:40.10", "a"],
               ["NOR", 1, "3:38.08", "b"], ["USA", 2, "3:41.30", "c"]]  # fmt: skip


def read(data: bytes) -> Sheet:
    return sheet(io.BytesIO(data), "book")


def changed(data: bytes, part: str, change: Callable[[str], str]) -> bytes:
    """An archive with another text in one of its parts."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            text = old.read(name).decode()
            new.writestr(name, change(text) if name == part else text)
    return made.getvalue()


def excel(rows: Rows, old: str, new: str) -> bytes:
    def change(text: str) -> str:
        assert old in text
        return text.replace(old, new)

    return changed(xlsx({"Results": rows}), "xl/worksheets/sheet1.xml", change)


@pytest.mark.parametrize("kind", KINDS)
def test_only_what_is_seen_is_read(kind: str) -> None:
    found = read((DATA / f"hidden_cells.{kind}").read_bytes())
    # By hand: 31.1 + 3 × 26.5 + 26.6 + 26.7 + 27.0 + 27.4, and 8 × 0.3, −0.5 and −0.6 more.
    times = {each.team: each.time_s for each in found.results}
    assert times == {"NED": 218.3, "CAN": 220.7, "ITA": 214.3, "JPN": 213.5}
    heats = {each.team: each.heat for each in found.results}
    assert (heats["NED"], heats["CAN"]) == ("1", "2"), "a merged cell is seen in what is shown"
    told = "\n".join(found.notes)
    assert "hidden rows 3–4 are left out" in told
    assert "hidden column M ('Official time') is left out" in told
    assert "sheet 'Draft' is hidden" in told
    assert ("sheet 'Old' is hidden" in told) == (kind != "ods"), "which knows no very hidden sheet"


@pytest.mark.parametrize(
    "mark",
    ['hidden="1"', 'hidden="true"', 'ht="0" customHeight="1"', 'outlineLevel="1" hidden="1"'],
)
def test_rows_of_excel_that_are_not_seen(mark: str) -> None:
    found = read(excel(TABLE, '<row r="3">', f'<row r="3" {mark}>'))
    assert [each.team for each in found.results] == ["NED", "USA"]
    assert "hidden row 3 is left out; show it to add it" in found.notes


@pytest.mark.parametrize("mark", ['visibility="collapse"', 'visibility="filter"'])
def test_rows_of_libreoffice_that_are_not_seen(mark: str) -> None:
    def hide(text: str) -> str:
        at = text.index("<table:table-row>", text.index("NED"))
        return f"{text[:at]}<table:table-row table:{mark}>{text[at + len('<table:table-row>') :]}"

    found = read(changed(ods({"Results": TABLE}), "content.xml", hide))
    assert [each.team for each in found.results] == ["NED", "USA"]
    assert "hidden row 3 is left out; show it to add it" in found.notes


def test_what_is_lacking_since_it_is_hidden_is_said() -> None:
    column = '<cols><col min="3" max="3" width="0" hidden="1"/></cols><sheetData>'
    with pytest.raises(InputError) as refused:
        read(excel(TABLE, "<sheetData>", column))
    (fault,) = refused.value.faults
    assert "no table" in fault.problem
    assert "hidden column C ('Time')" in fault.remedy


def test_a_workbook_that_hides_all_its_sheets_says_so() -> None:
    def hide(text: str) -> str:
        return text.replace('sheetId="1"', 'sheetId="1" state="hidden"')

    with pytest.raises(InputError, match="sheet 'Results' is hidden"):
        read(changed(xlsx({"Results": TABLE}), "xl/workbook.xml", hide))


def test_nothing_is_told_of_what_hides_nothing() -> None:
    empty = '<cols><col min="9" max="16384" hidden="1"/></cols><sheetData>'
    for data in (excel(TABLE, "<sheetData>", empty), xlsx({"Results": TABLE}), ods({"R": TABLE})):
        found = read(data)
        assert len(found.results) == 3
        assert not [note for note in found.notes if "hidden" in note]


@pytest.mark.parametrize(
    ("rows", "old", "new", "place"),
    [
        ([*TABLE, ["JPN", 2, "3:43.00", "DSQ"]], "<sheetData>",
         '<cols><col min="4" max="4" hidden="1"/></cols><sheetData>', "row 5, hidden column D"),
        ([*TABLE, ["NED disqualified"]], '<row r="5">', '<row r="5" hidden="1">', "hidden row 5"),
    ],
    ids=["column", "foot line"],
)  # fmt: skip
def test_a_hidden_disqualification_is_not_passed_over(
    rows: Rows, old: str, new: str, place: str
) -> None:
    with pytest.raises(InputError) as refused:
        read(excel(rows, old, new))
    (fault,) = refused.value.faults
    assert fault.key == place
    assert "show it" in fault.remedy


def test_a_workbook_of_which_nobody_can_say_what_it_hides_is_refused() -> None:
    """A row without a number that is one."""
    with pytest.raises(InputError, match="cannot be read as a spreadsheet"):
        read(excel(TABLE, '<row r="3">', '<row r="3" ht="low">'))


@pytest.mark.parametrize("cells", ["D2:D3", "D3:D2", "d2:d3"])
def test_the_corners_of_a_merged_cell_stand_in_any_order(cells: str) -> None:
    rows: Rows = [["Heat", "Team", "Time", "Status"], ["1", "NOR", "3:38.08", "DSQ"],
                  ["1", "ITA", "3:39.10", ""], ["2", "CAN", "3:40.10", ""]]  # fmt: skip
    found = read(xlsx({"R": rows}, merged=cells))
    assert [each.status for each in found.results] == ["DSQ", "DSQ", ""]


def test_a_merged_head_over_two_columns_is_told_in_words_of_workbooks() -> None:
    rows: Rows = [["Pair", "Team", "Time"], ["1", "NED", "3:40.1", "0.00"],
                  ["1", "NOR", "3:41.1", "1.00"]]  # fmt: skip
    with pytest.raises(InputError) as told:
        read(xlsx({"Men": rows}, merged="C1:D1"))
    (first, *_) = told.value.faults
    assert first.problem == "has 4 cells, there are 3 heads"
    assert first.remedy == "write a head above each column; a merged head is that of its first one"
