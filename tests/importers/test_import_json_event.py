"""JSON says of which race and event a team's time is as a table does, and nothing twice."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import pursuit_sim
from helpers.outcomes import CLI, Outcome

Import = Callable[..., tuple[Outcome, list[list[str]]]]


@pytest.fixture
def met(cli: CLI, tmp_path: Path) -> Import:
    """Import a text or a document, and who met whom."""

    def run(content: object, *options: str) -> tuple[Outcome, list[list[str]]]:
        path, made = tmp_path / "results", tmp_path / "made.toml"
        text = content if isinstance(content, str) else json.dumps(content)
        path.write_text(text, encoding="utf-8")
        got = cli("import", path, "-o", made, "--force", *options)
        races = pursuit_sim.load(made).races.values() if not got.status else ()
        return got, [sorted(each.team.code for each in race.entries) for race in races]

    return run


def row(team: str, heat: int, time: str, **more: object) -> dict[str, Any]:
    return {"team": team, "heat": heat, "time": time, **more}


def day(**of_women: object) -> list[dict[str, Any]]:
    """A heat of men, and one of women of whom something is said."""
    of_men = {key: str(said).replace("Wom", "M").replace("wom", "m")
              for key, said in of_women.items()}  # fmt: skip
    return [row("NOR", 1, "3:40.08", **of_men), row("ITA", 1, "3:39.08", **of_men),
            row("CAN", 2, "3:10.08", **of_women), row("JPN", 2, "3:12.08", **of_women)]  # fmt: skip


@pytest.mark.parametrize("key", ["gender", "sex", "Geschlecht"])
def test_who_skated_is_read_of_each_team(met: Import, key: str) -> None:
    rows = day(**{key: "women"})
    assert "holds results of men and of women" in met(rows)[0].err
    assert met(rows, "--sex", "men")[1] == [["ITA", "NOR"]]
    assert met(rows, "--sex", "women")[1] == [["CAN", "JPN"]]


def test_who_skated_may_stand_in_the_object_of_the_team(met: Import) -> None:
    rows = [each | {"team": {"name": each["team"], "gender": who}}
            for each, who in zip(day(), ("men", "men", "women", "women"), strict=True)]  # fmt: skip
    assert met(rows, "--sex", "men")[1] == [["ITA", "NOR"]]


def test_who_skated_may_stand_beside_the_list(met: Import) -> None:
    document = {"gender": "women", "venue": "Thialf", "results": day()[2:]}
    got, races = met(document)
    assert races == [["CAN", "JPN"]]
    assert "6 laps, as women skate" in got.err
    assert "the rink is Thialf" in got.err


def test_a_distance_chooses(met: Import) -> None:
    rows = day(distance="Women Team Pursuit")
    assert met(rows, "--distance", "Men Team Pursuit")[1] == [["ITA", "NOR"]]
    assert "there are 2 distances" in met(rows)[0].err


@pytest.mark.parametrize("number", ["heat", "startNumber"])
def test_heats_of_two_rounds_are_two_races(met: Import, number: str) -> None:
    rows = [{"team": team, number: heat, "round": round_, "time": time}
            for team, round_, heat, time in (
                ("NOR", "QF", 1, "3:40.08"), ("ITA", "SF", 1, "3:39.08"),
                ("USA", "QF", 1, "3:41.08"), ("JPN", "SF", 1, "3:42.08"))]  # fmt: skip
    assert met(rows, "--sex", "men")[1] == [["NOR", "USA"], ["ITA", "JPN"]]


def test_a_table_and_the_json_take_the_same_official_time(met: Import) -> None:
    times = {"NOR": ("3:40.08", "3:40.08"), "ITA": ("3:39.08", "3:41.00")}
    rows = [row(team, 1, time, officialTime=said) for team, (time, said) in times.items()]
    lines = [f"{team},1,{time},{said}" for team, (time, said) in times.items()]
    table = "\n".join(["Team,Heat,Time,Official time", *lines]) + "\n"
    for content in (rows, table):
        got, _ = met(content, "--sex", "men")
        assert got.status == 0
    assert "not used" not in met(rows, "--sex", "men")[0].err


def test_the_official_time_counts(cli: CLI, tmp_path: Path) -> None:
    path, made = tmp_path / "results.json", tmp_path / "made.toml"
    rows = [row("NOR", 1, "3:40.08"), row("ITA", 1, "3:39.08", official_time="3:41.00")]
    path.write_text(json.dumps(rows), encoding="utf-8")
    assert cli("import", path, "--sex", "men", "-o", made).status == 0
    (race,) = pursuit_sim.load(made).races.values()
    assert {e.team.code: e.official_time_s for e in race.entries} == {"NOR": 220.08, "ITA": 221.0}


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ('"time": "3:38.08", "time": "3:48.08"', "has the key 'time' twice"),
        ('"time": "3:38.08", "status": "DSQ", "status": "OK"', "has the key 'status' twice"),
        ('"time": "3:38.08", "Time": "3:48.08"', "has the keys 'time' and 'Time', which differ"),
    ],
)
def test_what_is_said_twice_and_otherwise_is_refused(met: Import, said: str, told: str) -> None:
    got, _ = met(f'[{{"team": "ITA", "heat": 1, {said}}}]', "--sex", "men")
    assert got.status == 2
    assert f"[1]: {told}" in got.err


def test_what_is_said_twice_alike_is_harmless(met: Import) -> None:
    said = '[{"team": "ITA", "heat": 1, "time": "3:38.08", "time": "3:38.08"}]'
    assert met(said, "--sex", "men")[1] == [["ITA"]]


@pytest.mark.parametrize("time", ["DSQ", "DNF", "3:38.08 DSQ"])
def test_a_status_in_place_of_a_time_is_not_lost_beside_an_official_one(
    met: Import, time: str
) -> None:
    rows = [row("Norway", 1, time, officialTime="3:38.08"), row("Italy", 1, "3:39.08")]
    got, _ = met(rows, "--sex", "men")
    assert got.status == 2
    assert "not clear whether the time counts" in got.told[0]


def test_a_dash_is_no_official_time(met: Import) -> None:
    rows = [row("Norway", 1, "3:38.08", officialTime="-"), row("Italy", 1, "3:39.08")]
    assert met(rows, "--sex", "men")[1] == [["ITA", "NOR"]]


@pytest.mark.parametrize(
    ("women", "men"),
    [
        ('"class": "Women"', '"class": "Men"'),
        ('"distance": {"name": "Pursuit", "gender": "W"}',
         '"distance": {"name": "Pursuit", "gender": "M"}'),
        ('"event": "Women World Cup"', '"event": "Men World Cup"'),
    ],
)  # fmt: skip
def test_who_skated_under_any_key_and_in_a_distance(met: Import, women: str, men: str) -> None:
    of = '{{"team": "{}", "time": "3:38.08", {}}}'
    rows = f"[{of.format('CAN', women)}, {of.format('ITA', men)}]"
    assert met(rows, "--sex", "men")[1] == [["ITA"]]
    assert met(rows, "--sex", "women")[1] == [["CAN"]]


@pytest.mark.parametrize(
    "about", ['"distance": "Women Team Pursuit"', '"event": "Ladies World Cup"']
)
def test_men_are_not_made_of_women(met: Import, about: str) -> None:
    text = f'{{{about}, "results": [{{"team": "CAN", "time": "3:38.08"}}]}}'
    assert "there are no results of men" in met(text, "--sex", "men")[0].err


def test_classes_are_several_events(met: Import) -> None:
    rows = """[{"team": "CAN", "time": "3:38.08", "category": "Senior women"},
               {"team": "ITA", "time": "3:37.08", "category": "Junior women"}]"""
    assert "2 events: 'Senior women', 'Junior women'" in met(rows)[0].err


@pytest.mark.parametrize("key", ["heatNumber", "pair_number", "raceNumber"])
@pytest.mark.parametrize("within", ["", "results", "teams"])
def test_pairs_by_number_in_a_list_or_an_object(met: Import, key: str, within: str) -> None:
    rows = [{key: number, "team": team, "time": time} for team, number, time in (
        ("NOR", 1, "3:38.08"), ("ITA", 1, "3:40.11"), ("USA", 2, "3:37.50"), ("CAN", 2, "3:41.20"),
    )]  # fmt: skip
    got, races = met({within: rows} if within else rows, "--sex", "men")
    assert got.status == 0
    assert races == [["ITA", "NOR"], ["CAN", "USA"]]


def test_who_skated_chooses_a_distance_of_each(met: Import) -> None:
    rows = [each | {"distance": f"{each['sex'].title()} Team Pursuit"} for each in (
        row("NOR", 1, "3:40.08", sex="men"), row("ITA", 1, "3:39.08", sex="men"),
        row("CAN", 1, "3:00.08", sex="women"), row("JPN", 1, "2:59.08", sex="women"),
    )]  # fmt: skip
    assert met(rows, "--sex", "women")[1] == [["CAN", "JPN"]]
    assert "there are 2 distances" in met(rows)[0].err
