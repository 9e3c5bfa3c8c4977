"""Every sheet of a workbook counts: one without results may say who is out, and none is dropped."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping

import pytest

from helpers.workbooks import Rows, ods, xlsx
from pursuit_sim.errors import InputError
from pursuit_sim.importers.opened import sheet
from pursuit_sim.importers.scenario_tables import Draft, draft
from pursuit_sim.importers.sheet_tables.delimited_tables import RESULTS
from pursuit_sim.importers.workbooks import spreadsheet

ROWS: Rows = [["Team", "Heat", "Time"], ["Norway", 1, "3:38.08"], ["Italy", 1, "3:40.10"]]
Write = Callable[[Mapping[str, Rows]], bytes]


def _draft(book: Mapping[str, Rows], write: Write = xlsx, event: str | None = None) -> Draft:
    return draft([("book", sheet(io.BytesIO(write(book)), "book"))], sex="men", event=event)


def _times(found: Draft) -> list[float]:
    return [
        race[side]["time"] for race in found.tables["races"].values()
        for side in ("finish", "crossing")
    ]  # fmt: skip


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
        _draft({"Results": ROWS, "Jury": notes}, write)
    assert "as its status if it does not, OK if it does" in str(told.value)
    settled = [[*ROWS[0], "Status"], [*ROWS[1], "OK"], [*ROWS[2], ""]]
    assert len(_draft({"Results": settled, "Jury": notes}, write).tables["teams"]) == 2


@pytest.mark.parametrize(
    "notes",
    [
        [["Rules"], ["A team that overtakes wrongly is disqualified"], ["DSQ", "Disqualified"]],
        [["Sweden was disqualified"]],
        [["Norway", "a new track record"]],
    ],
)
def test_other_sheets_take_nothing_away(notes: Rows) -> None:
    found = _draft({"Results": ROWS, "Notes": notes})
    assert _times(found) == [218.08, 220.1]
    assert "read: book: sheet 'Notes' has no table that is known, and is left out" in found.notes


SKATER: Rows = [["Rank", "Name", "Nation"], ["DNF", "Peder Kongshaug", "NOR"]]


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("Men Mass Start", SKATER),
        ("Men Mass Start", [["DNF", "Kongshaug", "NOR"]]),
        ("Men 1500m", [["DQ", "Kongshaug", "NOR"]]),
        ("Massenstart Frauen", [["NOR", "disqualifiziert"]]),
        ("Women Team Pursuit", [["Norway", "DSQ"]]),
        ("Saturday", [["Mass start, men"], ["DNF", "Kongshaug", "NOR"]]),
        ("Saturday", [["Nation", "Event", "Decision"], ["NOR", "Men Mass Start", "DSQ"]]),
        ("Saturday", SKATER),
        ("Start list", [["Nation", "Names", "Remark"], ["NOR", "Eitrem; Aune", "Bosa withdrawn"]]),
    ],
)
def test_what_is_said_of_another_event_or_of_a_skater_is_told(name: str, rows: Rows) -> None:
    found = _draft({"Men Team Pursuit": ROWS, name: rows})
    assert _times(found) == [218.08, 220.1]
    (told,) = [each for each in found.notes if "not of the team" in each]
    assert f"sheet {name}, row {len(rows)}, " in told


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("Men Mass Start", [["Norway: DSQ in the team pursuit"]]),
        ("Men Mass Start", [["Men Team Pursuit"], ["NOR", "DSQ"]]),
        ("Saturday", [["Mass start"], ["GER", "DSQ"], ["Team pursuit"], ["NOR", "DSQ"]]),
        ("Saturday", [["Nation", "Event", "Decision"], ["NOR", "Men Team Pursuit", "DSQ"]]),
        ("Saturday", [["NOR", "DNF", "after 1000 m"]]),
        ("Saturday", [["Name", "Nation", "Decision"], ["Team Norway", "NOR", "DSQ"]]),
        ("Start list", [["NOR", "Eitrem; Aune", "team withdrawn"]]),
    ],
)
def test_what_may_be_said_of_the_team_is_refused(name: str, rows: Rows) -> None:
    with pytest.raises(InputError, match="not clear whether the time of Norway counts"):
        _draft({"Men Team Pursuit": ROWS, name: rows})


def test_lines_of_other_sheets_are_those_of_the_chosen_event() -> None:
    juniors: Rows = [ROWS[0], ["Norway", 1, "3:58.08"], ["Italy", 1, "3:59.10"]]
    book: dict[str, Rows] = {
        "Men": ROWS, "Junior men": juniors, "Jury junior men": [["Norway", "DSQ"]]
    }  # fmt: skip
    assert _times(_draft(book, event="Men")) == [218.08, 220.1]
    with pytest.raises(InputError, match="the time of Norway counts"):
        _draft(book, event="Junior men")


def test_ok_of_one_race_settles_nothing_of_another() -> None:
    rows: Rows = [
        ["Team", "Heat", "Time", "Status"],
        ["Norway", 1, "3:38.08", "OK"],
        ["Norway", 2, "3:39.08", ""],
    ]
    with pytest.raises(InputError, match="the time of Norway counts"):
        _draft({"Men": rows, "Jury": [["Norway", "DSQ"]]})


@pytest.mark.parametrize("head", ["Lap time", "Time"])
def test_a_status_beside_laps_settles_too(head: str) -> None:
    passed = [27 * (lap if head == "Time" else 1) for lap in range(1, 9)]
    rows: list[list[str | float]] = [
        ["Norway", lap, f"{t // 60}:{t % 60:02}.0", "OK"] for lap, t in enumerate(passed, 1)
    ]
    laps: Rows = [["Team", "Lap", head, "Status"], *rows]
    (found,) = sheet(io.BytesIO(xlsx({"Men": laps})), "book").results
    assert (found.sure, len(found.passings)) == (True, 8)


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
    one = RESULTS.read(rows, "one.csv")
    distance = rows.replace("Time\n", "Time,Distance\n").replace("8\n", "8,Men Team Pursuit\n")
    other = RESULTS.read(distance.replace(",1,", ",2,"), "other.csv")
    for files in ([("one", one), ("other", other)], [("other", other), ("one", one)]):
        made = draft(files, sex="men")
        assert made.tables["event"]["discipline"] == "Men Team Pursuit"


@pytest.mark.parametrize(
    "line", ["Code of conduct: Norway disqualified", "Key: DSQ disqualified\nNorway DSQ"]
)
def test_a_legend_says_nothing_of_a_team(line: str) -> None:
    with pytest.raises(InputError, match="the time of Norway counts"):
        _draft({"Results": [*ROWS, [line]]})
    legend = "Key: DSQ disqualified\nDNF did not finish"
    assert _times(_draft({"Results": [*ROWS, [legend], ["Codes: NOR Norway, DSQ"]]}))


def test_a_legend_below_a_foot_note_is_no_group() -> None:
    sheet_ = "Men\nTeam,Time\nNOR,3:38.08\nITA,3:39.08\nUSA,3:40.08\n\n"
    legend = "Junior teams are marked J,\nDNF,Did not finish\nDSQ,Disqualified\n"
    found = RESULTS.read(sheet_ + legend, "sheet")
    assert [each.team for each in found.results] == ["NOR", "ITA", "USA"]
    assert {each.table for each in found.results} == {"Men"}
