"""Nobody becomes a finisher by importing, and what contradicts itself is told or refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import pursuit_sim
from helpers.outcomes import CLI, Outcome

Cli = Callable[..., Outcome]
Import = Callable[[object], tuple[Outcome, Path]]


@pytest.fixture
def read(cli: Cli, tmp_path: Path) -> Import:
    """Import a table or the rows of the JSON."""

    def run(content: object) -> tuple[Outcome, Path]:
        path, made = tmp_path / "results", tmp_path / "made.toml"
        text = content if isinstance(content, str) else json.dumps(content)
        path.write_text(text, encoding="utf-8")
        return cli("import", path, "-o", made), made

    return run


def entered(made: Path) -> list[list[str]]:
    """The teams of each race that can be replayed."""
    races = pursuit_sim.load(made).races.values()
    return [[each.team.code for each in race.entries] for race in races]


def listed(made: Path) -> dict[str, str]:
    """Teams without a valid time, and why."""
    races = pursuit_sim.load(made).races.values()
    return {each.team.code: each.status for race in races for each in race.listed}


def in_scenario(status: str) -> str:
    return "unknown" if status == "official time not given" else status


def rows(**poland: object) -> list[dict[str, Any]]:
    """Poland and Belarus as at Heerenveen 2020, two passings each."""
    found: list[dict[str, Any]] = [
        {"heat": 1, "team": {"name": name, "country": code}, "time": time,
         "laps": [{"number": 1, "passageTime": one}, {"number": 8, "passageTime": last}]}
        for name, code, time, one, last in (
            ("Poland", "POL", "3:49.99", "32.453", "3:49.994"),
            ("Belarus", "BLR", "3:49.78", "32.053", "3:49.786"),
        )
    ]  # fmt: skip
    found[0] |= poland
    return found


@pytest.mark.parametrize(
    ("poland", "status"),
    [
        ({"time": "DQ"}, "DSQ"), ({"time": ""}, "official time not given"),
        ({"time": None}, "official time not given"), ({"status": "DSQ"}, "DSQ"),
        ({"rank": "DQ"}, "DSQ"), ({"time": "3:49.99 (DSQ)"}, "DSQ"),
        ({"time": "Did not finish"}, "DNF"), ({"dsq": True}, "DSQ"), ({"irm": "WDR"}, "WDR"),
        ({"time": "DNF", "timeBehind": "far 1", "laps": [{"passageTime": "x 1"}]}, "DNF"),
        ({"laps": [{"number": 8, "passageTime": "DNF"}]}, "DNF"),
    ],
)  # fmt: skip
def test_json_without_a_valid_time(read: Import, poland: dict[str, Any], status: str) -> None:
    done, made = read(rows(**poland))
    assert done.status == 0, done
    assert f"missing: a valid time of POL: {status}" in done.err
    assert entered(made) == [["BLR"]]
    assert listed(made) == {"POL": in_scenario(status)}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("team,lap,time,status\nNOR,1,31.2,\nNOR,8,3:38.08,DSQ\nUSA,8,3:39.08,OK\n", "DSQ"),
        ("team,lap,time,rank\nNOR,8,3:38.08,DQ\nUSA,8,3:39.08,1\n", "DSQ"),
        ("team,lap,time\nNOR,1,31.2\nNOR,6,DNF\nUSA,8,3:39.08\n", "DNF"),
        ("team,lap,time,irm\nNOR,,,DNS\nUSA,8,3:39.08,\n", "DNS"),
        ("team,lap,time,result\nNOR,8,3:38.08,WDR\nUSA,8,3:39.08,3:39.08\n", "WDR"),
        (
            "team,lap,time,result\nNOR,8,3:38.08,\nUSA,8,3:39.08,3:39.08\n",
            "official time not given",
        ),
    ],
)
def test_tables_without_a_valid_time(read: Import, text: str, status: str) -> None:
    done, made = read(text)
    assert done.status == 0, done
    assert f"missing: a valid time of NOR: {status}" in done.err
    assert entered(made) == [["USA"]]
    assert listed(made) == {"NOR": in_scenario(status)}


def test_a_race_with_nobody_to_replay_is_listed(read: Import) -> None:
    done, made = read("team,heat,lap,time\nNOR,1,8,DNF\nNED,1,8,DSQ\nUSA,2,8,3:39.08\n")
    assert entered(made) == [[], ["USA"]]
    assert listed(made) == {"NOR": "DNF", "NED": "DSQ"}
    assert "missing: a valid time of NOR: DNF" in done.err


def test_a_last_passing_as_the_time_is_assumed_and_told(read: Import) -> None:
    done, made = read("team,lap,time\nNOR,1,31.2\nNOR,8,3:38.08\n")
    assert "assumed: the time of NOR is its last passing" in done.err
    assert "races.race.finish.time" in pursuit_sim.load(made).assumed


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (rows(status="perhaps"), "[1].status: found 'perhaps'; write DNF"),
        (rows(heat=None), "[1].heat: is missing; say it of every team, or of none"),
        (rows(time="DSQ")[:1], "does not say who skated; add --sex men or --sex women"),
        ("team,lap,metres,time\nNOR,1,200,31.2\n", "metres and lap: '200' and '1' contradict"),
        ("team,laps,laps,time\nNOR,1,2,31.2\n", "laps and laps: '1' and '2' contradict"),
        ("team,lap,result,final_time,time\nNOR,8,220,221,220\n", "final_time and result: "),
        ("team,lap,lap_time\nNOR,1,31.2\nNOR,3,27\n", "laps are missing, so that lap times cannot"),
        ("team,lap,time\nNOR,6,2:45\nNorway,6,2:45.1\n", "'Norway' and 'NOR' are one team"),
        (
            "team,lap,time,heat\nNOR,6,2:45,1\nNOR,5,2:18,1\nNED,6,2:46,\n",
            "line 4, heat: is empty; write it in every row, or once, in the first row",
        ),
        ("team,lap,time,heat\nNOR,6,2:45,\nNED,6,2:46,1\n", "line 2, heat: is empty"),
        (
            "team,lap,time,result\nNOR,5,2:18,2:45\nNOR,6,2:45,2:46\n",
            "line 3, result: is another one than in line 2",
        ),
        ('{"format": "pursuit-sim/scenario", "version": 1}', "is a scenario already"),
    ],
)
def test_what_contradicts_itself_is_refused(read: Import, content: object, said: str) -> None:
    done, made = read(content)
    assert any(said in line for line in done.faults), done.faults
    assert not made.exists()


def test_columns_that_agree_are_read(read: Import) -> None:
    done, made = read("team,lap,metres,time\nNOR,1,400,31.2\nNOR,8,3200,3:38.08\n")
    assert done.status == 0, done
    assert pursuit_sim.load(made).event.laps == 8


def test_cells_given_once_hold_for_the_team(read: Import) -> None:
    done, made = read(
        "team,lap,time,lane,heat,official_time\n"
        "NOR,1,31.2,,1,\nNOR,8,3:38.08,C,,3:38.08\nNED,8,3:39.00,F,,3:39\nUSA,8,3:40,F,2,3:40\n"
    )
    assert "cells of heat that are empty are read as in the row above" in done.err
    assert entered(made) == [["NED", "NOR"], ["USA"]]
    first = pursuit_sim.load(made).races["heat-1"].entries
    assert [(each.side, each.official_time_s) for each in first] == [
        ("finish", 219.0), ("crossing", 218.08),
    ]  # fmt: skip
    assert "assumed: the time" not in done.err


def test_one_team_of_two_names_is_one(read: Import) -> None:
    done, made = read("team,heat,lap,time\nNOR,1,8,3:39\nNorway,2,8,3:38.08\n")
    assert "read: 'Norway' is the team 'NOR'" in done.err
    assert entered(made) == [["NOR"], ["NOR"]]


@pytest.mark.parametrize(
    ("poland", "belarus", "told"),
    [
        ("9.36", "9.15", False), ("1.36", "9.15", True), ("9.38", "9.15", False),
        ("9.39", "9.15", True), ("+0.21", "", False), ("0.31", "", True), ("", "0.21", True),
    ],
)  # fmt: skip
def test_gaps_that_contradict_the_times_are_told(
    read: Import, poland: str, belarus: str, told: bool
) -> None:
    """The times are 0.21 s apart; by more than 0.02 s beside that, gaps are wrong."""
    pair = rows(timeBehind=poland)
    pair[1]["timeBehind"] = belarus
    done, _ = read(pair)
    assert done.status == 0, done
    assert ("gaps contradict the times" in done.err) == told


@pytest.mark.parametrize("name", ["time", "passageTime"])
def test_a_time_of_nought_is_none_however_it_is_written(
    tmp_path: Path, cli: CLI, name: str
) -> None:
    lap = {"number": 1, "passageTime": "31.20", name: "0.000"}
    file = tmp_path / "nought.json"
    file.write_text(json.dumps([{"team": "NOR", "time": "3:05.40", "laps": [lap]}]))
    done = cli("import", file, "-o", tmp_path / "made.toml", "--laps", 6, "--sex", "women")
    assert any(f"laps[1].{name}" in fault for fault in done.faults), done
