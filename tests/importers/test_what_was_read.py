"""Before a scenario is written, and beside it: every race with its row, and what is in none."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.outcomes import CLI
from helpers.workbooks import xlsx

SHEET = """Heat,Lane,Team,Time,Status,Skaters
1,F,Norwegen,3:38.08,,Ann;Bea;Cleo
1,C,Italy,3:38.905,,
2,,Poland,,DNF,
2,,USA,3:36.00,DSQ,
"""


def test_without_o_every_race_is_shown_with_its_rows_and_nothing_written(
    cli: CLI, tmp_path: Path
) -> None:
    (tmp_path / "sheet.csv").write_text(SHEET)
    got = cli("import", tmp_path / "sheet.csv", "--sex", "men")
    assert got.status == 0
    _, _, shown = got.out.partition("What was read\n")
    assert [line.split() for line in shown.splitlines()[2:6]] == [
        ["heat-1", "finish", "NOR", "Norwegen", "3:38.08", "~Ann,", "Bea,", "Cleo", "line", "2"],
        ["crossing", "ITA", "Italy", "3:38.905", "unknown", "line", "3"],
        ["heat-2", "~finish", "POL", "Poland", "DNF", "unknown", "line", "4"],
        ["~crossing", "USA", "USA", "DSQ", "3:36.00", "unknown", "line", "5"],
    ]
    assert "~ assumed: no file says it" in shown
    assert "nothing is written: 2 races" in got.err
    assert [path.name for path in tmp_path.iterdir()] == ["sheet.csv"]


def test_beside_a_scenario_the_same_is_told_and_quiet_says_nothing(
    cli: CLI, tmp_path: Path
) -> None:
    (tmp_path / "sheet.csv").write_text(SHEET)
    shown = cli("import", tmp_path / "sheet.csv", "--sex", "men").out.partition("What")[2]
    words = ("import", tmp_path / "sheet.csv", "--sex", "men", "-o", tmp_path / "made.toml")
    got = cli(*words)
    assert got.out == ""
    assert shown in got.err.partition("What")[2] + "\n"
    assert cli(*words, "--force", "--quiet").err == ""


def test_beside_a_scenario_a_whole_season_is_not_listed(cli: CLI, tmp_path: Path) -> None:
    rows = "".join(f"{n},Team {n},3:4{n % 10}.{n:02}\n" for n in range(1, 61))
    (tmp_path / "sheet.csv").write_text(f"Heat,Team,Time\n{rows}")
    words = ("import", tmp_path / "sheet.csv", "--sex", "men")
    got = cli(*words, "-o", tmp_path / "made.toml")
    assert "… and 20 more; without -o all are shown" in got.err
    assert "Team 41" not in got.err
    assert "Team 60" in cli(*words).out


@pytest.mark.parametrize(
    ("above", "below", "told"),
    [
        ("World record 3:34.22\n", "", "line 1 (World record 3:34.22)"),
        ("Women,,,,,\nNED,,2:51.60,,,\nMen,,,,,\n", "", "line 2 (NED 2:51.60)"),
        ("", "Canada 3:41.20 (exhibition),,,,,\n", "line 6 (Canada 3:41.20 (exhibition))"),
        ("", ",,,,,\n(best:3'36\"50),,,,,\n", "line 7 ((best:3'36\"50))"),
    ],
)
def test_times_that_are_in_no_race_are_told(
    above: str, below: str, told: str, cli: CLI, tmp_path: Path
) -> None:
    (tmp_path / "sheet.csv").write_text(above + SHEET + below)
    got = cli("import", tmp_path / "sheet.csv", "--sex", "men")
    assert got.status == 0, got.err
    assert f"sheet.csv: times that are in no race: {told}\n" in got.err


def test_times_of_races_days_hours_and_points_are_no_such_times(cli: CLI, tmp_path: Path) -> None:
    (tmp_path / "sheet.csv").write_text(
        "Men,,,,,\nHeat,Team,Time,Behind,Date,Points\n1,NOR,3:38.08,,05.01.25,150.00\n"
        "1,ITA,3:40.10,+2.02,05.01.25,120.00\nStart 14:30:00,,,,,\nNOR again 3:38.08,,,,,\n"
    )
    got = cli("import", tmp_path / "sheet.csv")
    assert got.status == 0, got.err
    assert "in no race" not in got.err


def test_what_is_left_out_by_choice_is_told_once(cli: CLI, tmp_path: Path) -> None:
    (tmp_path / "sheet.csv").write_text(
        "Sex,Heat,Team,Time\nmen,1,NOR,3:38.08\nwomen,1,NED,2:58.08\n"
    )
    got = cli("import", tmp_path / "sheet.csv", "--sex", "men")
    assert "left out, of women: NED" in got.err
    assert "in no race" not in got.err


def test_no_name_of_a_sheet_turns_the_row_round(cli: CLI, tmp_path: Path) -> None:
    rows = [["Heat", "Team", "Time"], ["1", "NOR", "3:38.08"], ["1", "ITA", "3:38.90"]]
    book = {"Men \u202e4 wor A": rows, "Men B": [rows[0], ["2", "USA", "3:36.00"]]}
    (tmp_path / "book.xlsx").write_bytes(xlsx(book))
    got = cli("import", tmp_path / "book.xlsx", "--one-event", "--sex", "men")
    assert "sheet Men \\u202e4 wor A, row 2" in got.out
    assert "\u202e" not in got.out


def test_a_row_of_very_many_times_is_told_once(cli: CLI, tmp_path: Path) -> None:
    """Put together anew for each of them, such a row takes minutes."""
    many = ",".join(f"3:{n % 60:02}.{n % 100:02}" for n in range(20_000))
    (tmp_path / "sheet.csv").write_text(f"{many}\n{SHEET}")
    got = cli("import", tmp_path / "sheet.csv", "--sex", "men")
    assert "times that are in no race: line 1 (3:00.00" in got.err, got.err[:500]


def test_the_row_is_that_of_the_time_where_several_tell_of_a_race(cli: CLI, tmp_path: Path) -> None:
    start = "Start list,,\nHeat,Team,Time\n1,NOR,\n1,ITA,\n\n"
    results = "Results,,\nHeat,Team,Time\n1,NOR,3:38.08\n1,ITA,DNF\n"
    (tmp_path / "sheet.csv").write_text(start + results)
    got = cli("import", tmp_path / "sheet.csv", "--sex", "men")
    assert [line.split()[-2:] for line in got.out.splitlines() if "finish" in line] == [
        ["line", "8"]
    ], got.out
    assert [line.split()[-2:] for line in got.out.splitlines() if "DNF" in line] == [["line", "9"]]


def test_a_column_that_says_of_every_row_which_record_it_is_makes_no_races(
    cli: CLI, tmp_path: Path
) -> None:
    records = "Record,Team,Time\nWR,USA,3:32.49\nTR,Korea,3:36.00\n\n"
    (tmp_path / "sheet.csv").write_text(records + SHEET)
    got = cli("import", tmp_path / "sheet.csv", "--sex", "men")
    assert "is a table of records, and is left out" in got.err
    assert "2 races" in got.err
    fell = "Record,Team,Time\nTR,USA,3:32.49\n,Korea,3:36.00\n"
    (tmp_path / "sheet.csv").write_text(fell)
    assert "records, and" not in cli("import", tmp_path / "sheet.csv", "--sex", "men").err


def test_what_may_be_lost_is_told_before_records(cli: CLI, tmp_path: Path) -> None:
    records = "".join(f"Track record {n} 3:3{n}.50\n" for n in range(9))
    (tmp_path / "sheet.csv").write_text(records + SHEET + "Canada 3:41.20,,,,,\n")
    got = cli("import", tmp_path / "sheet.csv", "--sex", "men")
    assert "in no race: line 15 (Canada 3:41.20), line 1 (Track record 0 3:30.50)" in got.err
    assert " and 2 more\n" in got.err


def test_passings_that_nobody_measured_are_marked(cli: CLI, tmp_path: Path) -> None:
    rows = "".join(f"1,NOR,{n},{4 + 27 * n:.2f},{{}}\n" for n in range(1, 9))
    for known, shown in (("assumed", "~8"), ("measured", "8")):
        (tmp_path / "sheet.csv").write_text(
            "heat,team,laps,time,known\n" + rows.format(*[known] * 8)
        )
        got = cli("import", tmp_path / "sheet.csv", "--sex", "men")
        assert shown in got.out.split(), got.out


def test_of_several_files_each_row_says_which(cli: CLI, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("Women,,\nHeat,Team,Time\n1,NED,2:58.08\n")
    (tmp_path / "b.csv").write_text("Men,,\nHeat,Team,Time\n1,NOR,3:38.08\n")
    got = cli("import", tmp_path / "a.csv", tmp_path / "b.csv", "--sex", "men")
    assert f"{tmp_path / 'b.csv'}, line 3" in got.out


def test_no_name_of_a_sheet_makes_rows(cli: CLI, tmp_path: Path) -> None:
    rows = [["Heat", "Team", "Time"], ["1", "NOR", "3:38.08"], ["1", "ITA", "3:38.90"]]
    book = {"A&#10;heat-9  finish  USA": rows, "B": [rows[0], ["2", "USA", "3:36.00"]]}
    (tmp_path / "book.xlsx").write_bytes(xlsx(book))
    got = cli("import", tmp_path / "book.xlsx", "--one-event", "--sex", "men")
    assert not any(line.startswith("heat-9") for line in got.out.splitlines())


def test_laps_of_a_minute_that_were_added_up_are_in_a_race(cli: CLI, tmp_path: Path) -> None:
    (tmp_path / "sheet.csv").write_text(
        "Heat,Team,Time,1000m,2000m,3000m\n1,NOR,3:38.08,1:11.00,1:07.00,1:08.00\n"
    )
    got = cli("import", tmp_path / "sheet.csv", "--sex", "men")
    assert got.status == 0, got.err
    assert "in no race" not in got.err
