"""A table of something else below results, such as points or records, is none of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import pursuit_sim
from helpers.outcomes import Outcome

Import = Callable[[str], Outcome]
RESULTS = "Round,Heat,Team,Time\nFinal,A,Norway,3:37.18\nFinal,A,Italy,3:39.10\n"


def teams(tmp_path: Path) -> list[str]:
    races = pursuit_sim.load(tmp_path / "made.toml").races.values()
    return sorted(each.team.name for race in races for each in race.entries)


@pytest.mark.parametrize("gap", ["", "\n", "\nBelow,,,\n"])
@pytest.mark.parametrize(
    ("below", "heads"),
    [
        ("Record,Date,Holder,Time\nWR,2024-01-26,USA,3:33.66\nTR,2022-12-10,Canada,3:38.10\n",
         "'Record', 'Date', 'Holder', 'Time'"),
        ("Record,Event,Team,Mark\nWorld,Calgary 2024,USA,3:33.66\nTrack,Calgary,Canada,3:38.1\n",
         "'Record', 'Event', 'Team', 'Mark'"),
        ("Record,Mark,Team,Place\nWR,3:33.66,USA,Calgary\n",
         "'Record', 'Mark', 'Team', 'Place'"),
        (",Time,Holder,Place\nWorld record,3:33.66,USA,Calgary\n", "'Time', 'Holder', 'Place'"),
        ("Rank,Team,Points,\n1,Norway,120,\n2,Italy,108,\n", "'Rank', 'Team', 'Points'"),
        ("Rang,Mannschaft,Punkte,\n1,Norwegen,120,\n", "'Rang', 'Mannschaft', 'Punkte'"),
        ("Pos,Team,Pts,Diff\n1,Norway,120,\n2,Italy,108,-12\n", "'Pos', 'Team', 'Pts', 'Diff'"),
        ("Heat,Team,Points,\n1,Norway,120,\n", "'Heat', 'Team', 'Points'"),
        ("Heat,Team,Skaters,\n1,Norway,A / B / C,\n", "'Heat', 'Team', 'Skaters'"),
        ("Team,Skater 1,Skater 2,Skater 3\nNorway,Jensen,Ola,Nes\n",
         "'Team', 'Skater 1', 'Skater 2', 'Skater 3'"),
        ("Heat,Lane,Team,\n1,Inner,Norway,\n1,Outer,Japan,\n", "'Heat', 'Lane', 'Team'"),
        ("Referee,Starter,Judge,\nP. Smith,J. Doe,K. Lee,\n", "'Referee', 'Starter', 'Judge'"),
    ],
)  # fmt: skip
def test_another_table_is_left_out_and_told(
    imported: Import, tmp_path: Path, gap: str, below: str, heads: str
) -> None:
    done = imported(f"{RESULTS}{gap}{below}")
    assert (done.status, teams(tmp_path)) == (0, ["Italy", "Norway"]), done.err
    at = 4 + gap.count("\n")
    assert f"another table is left out, in line {at} and below: {heads}" in done.err


@pytest.mark.parametrize(
    ("below", "place"),
    [
        ("Rank,Team,Pkw,\n1,Norway,120,\n", "line 5"),  # a head that is not known
        ("Record,Date,Holder,Time\nHeat 2,2024-01-26,USA,3:33.66\n", "line 6"),  # no record
        ("Rank,Team,Points,\n1,Norway,120,\n-,Italy,DSQ,\n", "line 7"),  # has 3:39.10 above
        ("Rank,Team,Points,\n1,Norway,120,\n\nWomen,,,\nFinal,A,Japan,3:01.10\n", "line 9"),
        # A further page that lacks the times' head, or calls it otherwise.
        ("Heat,Team,,\nA,Japan,221.00,\n", "line 5"),
        ("Pair,Team,,\nA,Japan,,\n", "line 5"),
        ("Heat,Team,Mark,Record\nB,Japan,3:36.08,NR\n", "line 5"),
        ("Heat,Team,Performance,Record\nB,Japan,3:36.08,PB\n", "line 5"),
        # Times without a colon, in seconds, with points and commas, with marks.
        ("Rank,Team,Points,\n1,Norway,218.08,\n", "line 6"),
        ('Rank,Team,Points,\n1,Norway,"3.38,08",\n', "line 6"),
        ("Rank,Team,Points,\n1,Norway,3'38\"08,\n", "line 6"),
        ("Rank,Team,Points,\n1,Norway,3:38:08,\n", "line 6"),
        ("Skater,Nation,,\nOla,NOR,,\nFinal,B,Japan,219.10\n", "line 7"),
        # What a person says of a time above.
        ("Rank,Team,Behind,\n1,Norway,,\n2,Italy,+1.92,\n", "line 5"),
        ("Team,Remark,,\nNorway,time does not count,,\n", "line 5"),
        ("Team,Points,Status,\nNorway,0,,\n", "line 5"),
        ("Heat,Note,,\nA,no valid time,,\n", "line 5"),
        ("Rank,Team,Points,\n1,Norway,10,relegated to last\n", "line 6"),
        ("Rank,Team,Points,\n1,Norway,10,see the jury\n", "line 6"),
        ("Rank,Team,Points,\n1,Norway (time cancelled),10,\n", "line 6"),
    ],
)
def test_another_table_that_may_be_of_results_is_refused(
    imported: Import, below: str, place: str
) -> None:
    done = imported(f"{RESULTS}\n{below}")
    assert done.status == 2
    assert f"{place}: " in done.err
    assert "not clear" in done.err


def test_rows_left_out_are_told(imported: Import) -> None:
    done = imported(f"{RESULTS}\nRank,Team,Points,\n1,Norway,120,\n2,Italy,108,\n")
    assert "'Rank', 'Team', 'Points'; its rows: '1, Norway, 120', '2, Italy, 108'" in done.err


def test_rows_that_follow_below_a_text_are_told_too(imported: Import) -> None:
    points = "Rank,Team,Points,\n1,Norway,120,\n"
    done = imported(f"{RESULTS}\n{points}\nWomen,,,\n1,Japan,130,\n")
    assert (done.status, "'1, Norway, 120', " in done.err) == (0, True), done.err
    assert "'1, Japan, 130'" in done.err


def test_a_heading_below_another_table_is_not_lost(imported: Import) -> None:
    points = "Rank,Team,Points,\n1,Norway,120,\n"
    done = imported(f"{RESULTS}\n{points}\nItaly disqualified,,,\n\n1,Japan,130,\n")
    assert (done.status, "line 8" in done.err) == (2, True), done.err


@pytest.mark.parametrize(
    ("below", "row"),
    [
        ("Referee,,K. Lee,\nStarter,,J. Kim,\n", "line 5: 'K. Lee'"),
        ("Chief Referee,,K. Lee,\n", "line 5: 'K. Lee'"),
        ("Printed,,29.11.2026,\nPage,,1/1,\n", "line 6: '1/1'"),
        ("Weather,Ice,Air,\nindoor,-7,15,\n", "line 6: '15'"),
        ("Место,Команда,Очки,\n1,Norway,10,\n", "line 5: 'Очки'"),
        ("Seed,Team,QF time,\n1,Norway,3:40.1,\n", "line 5: 'QF time'"),
        ("1,Norway,Italy,\n", "line 5: 'Italy'"),  # a draw
        ("Referee,,K. Lee,NED\n", "line 5: 'K. Lee'"),
        ("Referee,,Japan,\n", "line 5: 'Japan'"),
    ],
)
def test_a_label_and_a_name_below_results_are_no_team(
    imported: Import, below: str, row: str
) -> None:
    done = imported(f"{RESULTS}\n{below}")
    assert done.status == 2
    assert f"{row} has neither a time nor a status" in done.err
    assert "or delete the row if that is no team" in done.err


@pytest.mark.parametrize(
    "rows",
    [
        "A,Hamar IL,3:37.18\nA,Oslo SK,3:39.10\nB,Norway,\nB,Italy,\n",  # nations
        "A,Hamar IL,3:37.18\nA,Oslo SK,3:39.10\nB,Hamar IL,\nB,Oslo SK,3:40.10\n",
        "A,Hamar IL,3:37.18\nA,Oslo SK,OVT\nB,Bergen,DNS\nB,Voss,DSQ\n",
        "A,Hamar IL,\nA,Oslo SK,\nB,Bergen,\n",  # nobody has a time yet
        "A,Norway-M,3:37.18\nA,Italy 2,\n",
        "A,Hamar IL,3:37.18\nA,Oslo SK,no time\nB,Bergen,NT\nB,Voss,N/T\n",
    ],
)
def test_teams_without_a_time_stay_teams(imported: Import, rows: str) -> None:
    done = imported(f"Heat,Team,Time\n{rows}")
    assert done.status == 0, done.err


def test_a_club_of_which_a_remark_speaks_stays_a_team(imported: Import) -> None:
    rows = "A;Hamar IL;3:37.18;\nA;Oslo SK;;fell in lap 3\n"
    done = imported(f"Heat;Team;Time;Remark\n{rows}")
    assert done.status == 0, done.err


def test_a_club_with_a_place_stays_a_team(imported: Import) -> None:
    done = imported("Rank,Team,Time\n1,Hamar IL,3:37.18\n2,Oslo SK,\n")
    assert done.status == 0, done.err
    assert "missing: a valid time of Oslo-SK" in done.err


def test_lines_below_another_table_are_of_the_results(imported: Import) -> None:
    done = imported(f"{RESULTS}\nRank,Team,Points,\n1,Norway,120,\n\nItaly disqualified,,,\n")
    assert done.status == 2
    assert "line 8" in done.err


def test_results_below_another_table_are_read(imported: Import, tmp_path: Path) -> None:
    further = "Round,Heat,Team,Time\nFinal,B,Japan,3:38.18\nFinal,B,Canada,3:40.10\n"
    done = imported(f"{RESULTS}\nRank,Team,Points,\n1,Norway,120,\n\n{further}")
    assert (done.status, teams(tmp_path)) == (0, ["Canada", "Italy", "Japan", "Norway"]), done.err


def test_two_other_tables_are_both_told(imported: Import, tmp_path: Path) -> None:
    records = "Record,Event,Team,Mark\nWorld,Calgary 2024,USA,3:33.66\n"
    done = imported(f"{RESULTS}\nRank,Team,Points,\n1,Norway,120,\n\n{records}")
    assert (done.status, teams(tmp_path)) == (0, ["Italy", "Norway"]), done.err
    assert "line 5 and below: 'Rank', 'Team', 'Points'; in line 8 and below: 'Record'" in done.err
