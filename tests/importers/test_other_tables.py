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
        ("Rank,Team,Points,\n1,Norway,120,\n2,Italy,108,\n", "'Rank', 'Team', 'Points'"),
        ("Rang,Mannschaft,Punkte,\n1,Norwegen,120,\n", "'Rang', 'Mannschaft', 'Punkte'"),
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
    ],
)
def test_another_table_that_may_be_of_results_is_refused(
    imported: Import, below: str, place: str
) -> None:
    done = imported(f"{RESULTS}\n{below}")
    assert done.status == 2
    assert f"{place}: " in done.err
    assert "not clear" in done.err


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
