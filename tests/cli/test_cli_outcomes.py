"""Every command on races that cannot be replayed, or only in part."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from helpers.races import DATA

MIXED = str(DATA / "outcomes" / "mixed-evening.toml")
CLI = Callable[..., Any]


@pytest.mark.parametrize("race", ["race-2", "race-4"])
@pytest.mark.parametrize(
    "words",
    [
        ("export", "-o", "a.csv"),
        ("render", "-o", "a.png"),
        ("plot", "-o", "a.png"),
        ("compare",),
        ("optimise",),
        ("fit",),
        ("sweep", "--vary", "rink.air_density_kgm3=1.0,1.2"),
        ("watch",),
    ],
    ids=lambda words: words[0],
)
def test_a_race_without_a_replay_says_why_in_one_line(
    cli: CLI, words: tuple[str, ...], race: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = cli(words[0], MIXED, "--race", race, *words[1:])
    why = {"race-2": "KAZ withdrew", "race-4": "a fall; who and where was not published"}[race]
    assert done.status == 2
    assert done.err.startswith(f"pursuit-sim: {race}: cannot be replayed: ")
    assert why in done.err
    assert len(done.err.splitlines()) == 1
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("verb", ["compare", "optimise", "fit"])
def test_a_team_without_a_replay_says_why(cli: CLI, verb: str) -> None:
    done = cli(verb, MIXED, "--race", "race-1", "--team", "ned")
    assert done.status == 2
    assert "NED did not finish (fell in the second lap)" in done.err


@pytest.mark.parametrize("verb", ["compare", "optimise"])
def test_nothing_is_compared_with_a_formation_that_nobody_knows(cli: CLI, verb: str) -> None:
    done = cli(verb, MIXED, "--race", "race-3", "--team", "BEL")
    assert done.status == 2
    assert "nobody knows how BEL skated" in done.err
    assert 'assumed = ["formation"]' in done.err


def test_run_tells_every_kind_of_result(cli: CLI) -> None:
    document = json.loads(cli("run", MIXED, "--format", "json").out)
    told = {
        entry["team"]: (entry["status"], entry["time_s"])
        for race in document["races"]
        for entry in race["entries"]
    }
    assert told == {
        "NED": ("DNF", None),
        "JPN": ("finished", 178.62),
        "KAZ": ("WDR", None),
        "BEL": ("finished", 182.0),
        "CAN": ("finished", 176.0),
        "USA": ("finished", 279.7),
    }
    assert [each["skated"] for each in document["races"]] == [True, False, True, True]
    rows = [*csv.reader(cli("run", MIXED, "--format", "csv").out.splitlines())]
    assert len({len(row) for row in rows}) == 1
    assert [row[5] for row in rows[1:]] == [
        "DNF", "finished", "WDR", "finished", "finished", "finished",
    ]  # fmt: skip


@pytest.mark.parametrize("race", ["race-1", "race-2", "race-3", "race-4"])
def test_one_race_of_any_kind_is_told_in_detail(cli: CLI, race: str) -> None:
    done = cli("run", MIXED, "--race", race)
    assert done.status == 0
    assert ("Passings of the third skater" in done.out) == (race in ("race-1", "race-3"))


def test_the_power_model_says_which_times_are_not_its_own(cli: CLI) -> None:
    document = json.loads(cli("run", MIXED, "--model", "power", "--format", "json").out)
    (fell,) = document["races"][3]["entries"]
    assert fell["notes"][0] == "official time, not the power model's"
    assert document["standings_remarks"][-1] == "USA by official times, the others by the model's"
    # Of a time of the model and an official one nobody knows the difference.
    listed = ("--set", "races.race-3.finish.incident=a fall")
    done = cli("run", MIXED, "--model", "power", "--format", "json", *listed)
    assert json.loads(done.out)["races"][2]["margin_s"] is None
    done = cli("run", MIXED, "--format", "json", *listed)
    assert json.loads(done.out)["races"][2]["margin_s"] == 6.0


def test_a_change_of_the_scenario_can_take_a_team_out(cli: CLI) -> None:
    status = "races.final-d.finish.status=WDR"
    done = cli("run", "beijing-2022-men", "--set", status, "--format", "json")
    (final,) = (race for race in json.loads(done.out)["races"] if race["id"] == "final-d")
    assert [each["status"] for each in final["entries"]] == ["WDR", "finished"]
    done = cli("run", "beijing-2022-men", "--set", "races.final-d.skated=false", "--format", "json")
    (final,) = (race for race in json.loads(done.out)["races"] if race["id"] == "final-d")
    assert [each["status"] for each in final["entries"]] == ["not skated"] * 2
    assert json.loads(done.out)["standings_remarks"] == [
        "places 7 and 8 are missing: the result of final-d is not known"
    ]
