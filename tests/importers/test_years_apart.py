"""A year or a winter in a column or key of its own parts events, as one in a title does."""

from __future__ import annotations

import json

import pytest

from helpers.result_tables import Import

_ROWS = ("1,Norway,3:38.18", "1,Canada,3:40.10", "2,Norway,3:37.18", "2,Canada,3:39.10")


def _sheet(head: str, *years: str) -> str:
    rows = [f"{year},Calgary,M,{row}" for year, row in zip(years, _ROWS, strict=True)]
    return "\n".join([f"{head},City,Sex,Heat,Team,Time", *rows])


@pytest.mark.parametrize("head", ["Year", "Season", "Saison", "Sesong"])
@pytest.mark.parametrize(
    "years",
    [
        ("2024", "2024", "2025", "2025"),
        ("2024/25", "2024/25", "2023/24", "2023/24"),
        ("2024", "", "2025", ""),  # as merged cells are saved
        ("24/25", "24/25", "25/26", "25/26"),
        ("24-25", "24-25", "99/00", "99/00"),
        ("Winter 2024/25", "Winter 2024/25", "Winter 2025/26", "Winter 2025/26"),
        ("2023-2024", "2023-2024", "2024-2025 (test)", "2024-2025 (test)"),
    ],
)
def test_two_years_are_two_events(taken: Import, head: str, years: tuple[str, ...]) -> None:
    done, _ = taken(_sheet(head, *years))
    assert done.status == 2
    assert f"there are 2 events: 'Calgary, {years[0]}', 'Calgary, {years[2]}'" in done.err


@pytest.mark.parametrize("key", ["year", "season"])
@pytest.mark.parametrize("years", [("2024", "2025"), ("24/25", "25/26")])
def test_a_key_of_each_team_parts_as_a_column_does(
    taken: Import, key: str, years: tuple[str, str]
) -> None:
    said = (years[0], years[0], years[1], years[1])
    rows = []
    for year, row in zip(said, _ROWS, strict=True):
        heat, team, time = row.split(",")
        rows.append({key: year, "heat": heat, "team": team, "time": time})
    done, _ = taken(json.dumps(rows), "--sex", "men")
    assert done.status == 2
    assert f"there are 2 events: '{years[0]}', '{years[1]}'" in done.err


@pytest.mark.parametrize("cell", ["24/30", "1998-2001-2004", "24", "3:36.24"])
def test_other_numbers_are_no_winters(taken: Import, cell: str) -> None:
    done, _ = taken(_sheet("Season", cell, cell, "25/26", "25/26"))
    assert done.status == 0, done


def test_one_year_parts_nothing(taken: Import) -> None:
    done, teams = taken(_sheet("Year", "2024", "2024", "", ""))
    assert (done.status, {*teams}) == (0, {"Norway", "Canada"}), done


def test_times_of_a_season_are_no_years(taken: Import) -> None:
    done, _ = taken(_sheet("Season", "3:36.10", "3:38.10", "", ""))
    assert done.status == 0, done


def test_years_of_birth_in_rows_of_skaters_part_nothing(taken: Import) -> None:
    teams = "1,Norway,,3:38.18\n,Ola,1995,\n,Nes,1998,\n,Mo,2001,\n1,Canada,,3:40.10\n"
    rows = f"Heat,Team,Year,Time\n{teams},Lee,1990,\n,Kim,1992,\n,Roy,2000,\n"
    done, found = taken(rows, "--sex", "men")
    assert (done.status, {*found}) == (0, {"Norway", "Canada"}), done.err
