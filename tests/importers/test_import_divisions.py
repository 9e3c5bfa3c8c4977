"""Lists of a World Cup's division that do not say who met whom."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import pursuit_sim
from helpers.outcomes import CLI, Outcome
from pursuit_sim.scenario.scenario import Scenario

Import = Callable[[str], tuple[Outcome, Scenario]]
LIST = "Team,Time\nNorway,3:38.08\nItaly,3:42.04\nJapan,3:43.00\n"
OTHERS = "\nMen{}\nTeam,Time\nCanada,3:37.10\nUSA,3:41.04\nPoland,3:45.00\n"


@pytest.fixture
def read(cli: CLI, tmp_path: Path) -> Import:
    def run(content: str) -> tuple[Outcome, Scenario]:
        path, made = tmp_path / "results.csv", tmp_path / "made.toml"
        path.write_text(content)
        done = cli("import", path, "--sex", "men", "-o", made, "--force")
        assert done.status == 0, done
        return done, pursuit_sim.load(made)

    return run


def divisions(made: Scenario) -> dict[str, str]:
    return {each.entries[0].team.code: each.division for each in made.races.values()}


@pytest.mark.parametrize(
    ("sheet", "second"),
    [
        (f"ISU, Men Division A\n{LIST}", ""),
        (f"World Cup Salt Lake City Men Division A\n{LIST}", ""),
        (f"Weltcup Men Division A\n{LIST}" + OTHERS.format(" Division B"), "CAN USA POL"),
        # The first of division B may well be faster than most of A.
        (("World Cup 3\nRank,Division,Team,Time\n1,A,Norway,3:38.08\n2,A,Italy,3:42.04\n"
         "3,A,Japan,3:43.00\n1,B,Canada,3:39.00\n"), "CAN"),
    ],
)  # fmt: skip
def test_a_list_of_a_division_is_one_of_a_world_cup(read: Import, sheet: str, second: str) -> None:
    done, made = read(sheet)
    assert made.event.rounds == "world-cup"
    assert divisions(made) == dict.fromkeys(("NOR", "ITA", "JPN"), "A") | dict.fromkeys(
        second.split(), "B"
    )
    assert "division of" not in done.err


@pytest.mark.parametrize(
    "sheet",
    [
        f"Men Division A\n{LIST}" + OTHERS.format(""),
        (
            "Men Division A\nHeat,Team,Time\n1,Norway,3:38.08\n1,Italy,3:42.04\n\n"
            "Men\nHeat,Team,Time\n2,Canada,3:37.00\n2,Japan,3:43.00\n"
        ),
    ],
)
def test_a_division_of_some_is_told_and_left_out(read: Import, sheet: str) -> None:
    """Nobody knows whether the others were in the same one."""
    done, made = read(sheet)
    assert made.event.rounds == "single"
    assert {*divisions(made).values()} == {""}
    assert "the division of Norway, Italy" in done.err
    assert "is not taken over: nothing says which that of the others is" in done.err


def test_a_list_of_a_division_against_its_times_has_no_standings(read: Import) -> None:
    rows = "1,Norway,3:38.08\n2,Italy,3:42.04\n3,Japan,3:40.00\n"
    done, made = read(f"World Cup Men Division A\nRank,Team,Time\n{rows}")
    assert made.event.rounds == "single"
    assert "places are not in the order of the times" in done.err
    assert "Japan is not taken over: its places are not by time" in done.err


def test_divisions_of_a_league_are_no_world_cup(read: Import) -> None:
    """Its points would be those of a World Cup, 60 for the first, which no league gives."""
    sheet = f"Men Division A\n{LIST}" + OTHERS.format(" Division B")
    done, made = read(sheet)
    assert made.event.rounds == "single"
    assert {*divisions(made).values()} == {""}
    said = "the division of Norway, Italy, Japan, Canada, USA, Poland is not taken over"
    assert f"{said}: nothing says that this is a World Cup" in done.err
    _, made = read(f"World Cup Salt Lake City\n{sheet}")
    assert made.event.rounds == "world-cup"


def test_one_division_of_a_league_is_a_list_by_time(read: Import) -> None:
    done, made = read(f"League 2026, Men Division A\n{LIST}")
    assert made.event.rounds == "ranking"
    assert "assumed: places by time" in done.err
    assert "nothing says that this is a World Cup" in done.err


def test_numbered_divisions_have_places_of_their_own(read: Import) -> None:
    rows = "1,1,Norway,3:38.08\n1,2,Italy,3:42.04\n1,3,Japan,3:43\n2,1,Poland,3:48\n"
    done, made = read(f"Division,Rank,Team,Time\n{rows}")
    assert made.event.rounds == "single"
    assert "contradict" not in done.err
    assert "not in the order of the times" not in done.err
