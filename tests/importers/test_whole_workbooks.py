"""Every sheet of a workbook counts: one without results may say who is out, and none is dropped."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping

import pytest

from helpers.workbooks import Rows, ods, xlsx
from pursuit_sim.errors import InputError
from pursuit_sim.importers import result_sheet, spreadsheet
from pursuit_sim.importers.opened import sheet
from pursuit_sim.importers.scenario_tables import draft

ROWS: Rows = [["Team", "Heat", "Time"], ["Norway", 1, "3:38.08"], ["Italy", 1, "3:40.10"]]
Write = Callable[[Mapping[str, Rows]], bytes]


@pytest.mark.parametrize("write", [xlsx, ods])
@pytest.mark.parametrize(
    "notes",
    [
        [["Team", "Decision"], ["Norway", "DSQ lane change"]],
        [["Norway was disqualified after the race (lane change)"]],
        [["Jury"], ["", "NOR", "hors concours"]],
    ],
)
def test_a_sheet_without_results_may_take_a_time_away(write: Write, notes: Rows) -> None:
    with pytest.raises(InputError, match=r"sheet Jury, row .*the time of Norway counts") as told:
        sheet(io.BytesIO(write({"Results": ROWS, "Jury": notes})), "book")
    assert "take this line out if it does" in str(told.value)


@pytest.mark.parametrize(
    "notes",
    [
        [["Rules"], ["A team that overtakes wrongly is disqualified"], ["DSQ", "Disqualified"]],
        [["Sweden was disqualified"]],
        [["Norway", "a new track record"]],
    ],
)
def test_other_sheets_take_nothing_away(notes: Rows) -> None:
    found = sheet(io.BytesIO(xlsx({"Results": ROWS, "Notes": notes})), "book")
    assert [each.time_s for each in found.results] == [218.08, 220.1]
    assert "sheet 'Notes' has no table that is known, and is left out" in found.notes


def test_no_sheet_is_dropped() -> None:
    pairs: dict[str, Rows] = {
        f"Pair {n}": [ROWS[0], [f"Club {n}a", n, "3:38.08"], [f"Club {n}b", n, "3:40.10"]]
        for n in range(1, 105)
    }
    found = sheet(io.BytesIO(xlsx(pairs)), "book")
    assert found.results[-1].team == "Club 104b"
    assert len(found.results) == 208


def test_more_sheets_than_are_read_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreadsheet, "MOST_SHEETS", 2)
    with pytest.raises(InputError, match="it has 3 sheets; at most 2 are read"):
        sheet(io.BytesIO(xlsx(dict.fromkeys("abc", ROWS))), "book")


def test_rows_of_all_sheets_together_have_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreadsheet, "MOST_ROWS_IN_ALL", 8)
    assert sheet(io.BytesIO(xlsx(dict.fromkeys("ab", ROWS))), "book").results
    with pytest.raises(InputError, match="has more than 8 rows"):
        sheet(io.BytesIO(xlsx(dict.fromkeys("abc", ROWS))), "book")


def test_the_first_result_need_not_say_the_distance() -> None:
    rows = "Team,Heat,Time\nNOR,1,3:38.08\nITA,1,3:39.08\n"
    one = result_sheet.read(rows, "one.csv")
    distance = rows.replace("Time\n", "Time,Distance\n").replace("8\n", "8,Men Team Pursuit\n")
    other = result_sheet.read(distance.replace(",1,", ",2,"), "other.csv")
    for files in ([("one", one), ("other", other)], [("other", other), ("one", one)]):
        made = draft(files, sex="men")
        assert made.tables["event"]["discipline"] == "Men Team Pursuit"


def test_a_legend_below_a_foot_note_is_no_group() -> None:
    sheet_ = "Men\nTeam,Time\nNOR,3:38.08\nITA,3:39.08\nUSA,3:40.08\n\n"
    legend = "Junior teams are marked J,\nDNF,Did not finish\nDSQ,Disqualified\n"
    found = result_sheet.read(sheet_ + legend, "sheet")
    assert [each.team for each in found.results] == ["NOR", "ITA", "USA"]
    assert {each.table for each in found.results} == {"Men"}
