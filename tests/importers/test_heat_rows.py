"""Rows that name a heat alone above its teams, in a table without a column of heats."""

from __future__ import annotations

from pathlib import Path

import pytest

import pursuit_sim
from helpers.outcomes import CLI, Outcome

ONE, TWO = "NOR,3:38.01\nKOR,3:45.00", "USA,3:37.50\nITA,3:42.11"
NAMED = """Team,Time
Heat 1,
NOR,3:38.01
Berg,
Dahl,
Moe,
KOR,3:45.00
Kim,
Lee,
Park,
Heat 2,
USA,3:37.50
Cox,
Day,
Fox,
ITA,3:42.11
Bosa,
Ghio,
Malfatti,"""
OUT = "Not started,,\nITA,,DNS"
HEATS = {"heat-1": ["NOR", "KOR"], "heat-2": ["USA", "ITA"]}


def imported(cli: CLI, path: Path, sheet: str) -> tuple[Outcome, dict[str, list[str]]]:
    """The outcome of an import, and the teams of each race."""
    (path / "sheet.csv").write_text(f"Team Pursuit Men\n{sheet}\n")
    done = cli("import", path / "sheet.csv", "-o", path / "made.toml", "--force")
    if done.status:
        return done, {}
    races = pursuit_sim.load(path / "made.toml").races
    teams = {
        name: [
            *(each.team.code for each in race.entries), *(each.team.code for each in race.listed)
        ]
        for name, race in races.items()
    }  # fmt: skip
    return done, teams


@pytest.mark.parametrize(
    "sheet",
    [
        f"Team,Time\nHeat 1,\n{ONE}\nHeat 2,\n{TWO}",
        NAMED,
        f"Team,Time\nLauf 1,\n{ONE}\n,\nLauf 2,\n{TWO}",
        f"Team,Time\nRit 1,Rit 1\n{ONE}\nRit 2,Rit 2\n{TWO}",  # merged cells
        "Lane,Team,Time\nPair 1\nI,NOR,3:38.1\nO,KOR,3:45.1\nPair 2\nI,USA,3:37.5\nO,ITA,3:42.1",
        "Team,Time,Status\nHeat 1,,\nNOR,3:38.01,\nKOR,3:45.00,\nHeat 2,,\nUSA,3:37.5,\nITA,,DNF",
    ],
)
def test_heats_above_their_teams(cli: CLI, tmp_path: Path, sheet: str) -> None:
    done, found = imported(cli, tmp_path, sheet)
    assert found == HEATS, done
    first = sheet.splitlines()[1].partition(",")[0]
    assert f"read as said of the rows below it: {first}" in done.err


def test_a_team_alone_in_its_heat(cli: CLI, tmp_path: Path) -> None:
    _, found = imported(cli, tmp_path, f"Team,Time\nHeat 1,\n{ONE}\nHeat 2,\nUSA,3:37.50")
    assert found == {"heat-1": ["NOR", "KOR"], "heat-2": ["USA"]}


def test_columns_of_laps(cli: CLI, tmp_path: Path) -> None:
    laps = {team: [first, *["27.5"] * 7] for team, first in zip(
        ("NOR", "KOR", "USA", "ITA"), ("31.0", "31.5", "30.9", "31.2"), strict=True)}  # fmt: skip
    rows = [",".join([team, *cells]) for team, cells in laps.items()]
    rows = ["Heat 1", *rows[:2], "Heat 2", *rows[2:]]
    heads = ",".join(["Team", *(f"Lap {n}" for n in range(1, 9))])
    _, found = imported(cli, tmp_path, "\n".join([heads, *rows]))
    assert found == HEATS


@pytest.mark.parametrize(
    "sheet",
    [
        f"Team,Time\nHeat 1,\n{ONE}\nPOL,3:44.00\nHeat 2,\n{TWO}",  # three below one
        f"Team,Time\nHeat 1,\n{ONE}\nHeat 2,\nHeat 3,\n{TWO}",  # none below one
        f"Team,Time\n{ONE}\nHeat 2,\n{TWO}",  # some below none
        # was ITA in heat 2?
        f"Team,Time,Status\nHeat 1,,\nNOR,3:38.01,\nKOR,3:45.00,\nHeat 2,,\nUSA,3:37.50,\n{OUT}",
    ],
)
def test_other_rows_are_asked(cli: CLI, tmp_path: Path, sheet: str) -> None:
    done, _ = imported(cli, tmp_path, sheet)
    assert done.status == 2
    assert "'Heat 2' stands alone above teams: not clear of which it is" in done.err


@pytest.mark.parametrize("heading", ["Heat 1 DSQ", "Heat 1 cancelled", "Heat 1?", "Heat 1 void"])
def test_a_heading_that_says_more_than_its_heat_is_asked(
    cli: CLI, tmp_path: Path, heading: str
) -> None:
    done, _ = imported(cli, tmp_path, f"Team,Time\n{heading},\n{ONE}\nHeat 2,\n{TWO}")
    assert done.status == 2


@pytest.mark.parametrize("text", ["Women", "Junior men"])
def test_who_skates_between_headings_is_not_passed_over(
    cli: CLI, tmp_path: Path, text: str
) -> None:
    done, _ = imported(cli, tmp_path, f"Team,Time\nHeat 1,\n{ONE}\n{text},\nHeat 2,\n{TWO}")
    assert done.status == 2
    done, _ = imported(cli, tmp_path, f"Team,Time\n{text},\nHeat 1,\n{ONE}\nHeat 2,\n{TWO}")
    assert done.status == 2
