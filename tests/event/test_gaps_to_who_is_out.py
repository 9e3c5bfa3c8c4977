"""Gaps, passings and falls are facts of a race, whoever of it is replayed and ranked."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest

from helpers.outcomes import CLI
from pursuit_sim import timing
from pursuit_sim.draw.replay import record_ghost
from pursuit_sim.event import record_table, results
from pursuit_sim.export.tables import results_csv
from pursuit_sim.lab.race_plan_words import _known
from pursuit_sim.scenario import Scenario, load, load_text

RACE = """
format = "pursuit-sim/scenario"
version = 1
[event]
name = "Club evening"
sex = "men"
laps = 8
[teams.RED]
skaters = ["Ada", "Bea", "Cleo"]
[teams.BLU]
skaters = ["Dan", "Eli", "Fin"]
[races.r]
gaps = [{gaps}]
[races.r.finish]
team = "RED"
lineup = ["Ada", "Bea", "Cleo"]
formation = "rotating"
{red}
[races.r.crossing]
team = "BLU"
lineup = ["Dan", "Eli", "Fin"]
formation = "rotating"
time = "3:42.00"
"""
AT_4 = '{ laps = 4, ahead = "BLU", by = 2.60 }'
AT_6 = '{ laps = 6, ahead = "BLU", by = 2.10 }'
LAPS = "laps_s = [32.0, 27.2, 27.1, 27.1, 27.3, 27.4, 27.6, 27.7]"
PASSED = 'splits = [[4, "1:53.40"]]'
STUMBLED = (
    '{ laps = 2, ahead = "BLU", by = 0.30 }, { laps = 4, ahead = "RED", by = 7.10 }, '
    '{ laps = 6, ahead = "RED", by = 7.50 }'
)


def of(red: str, gaps: str = AT_4, *changes: str) -> Scenario:
    return load_text(RACE.format(red=red, gaps=gaps), *changes)


def told(scenario: Scenario, race: str = "r") -> dict[str, Any]:
    """The document of a race, with its entries by team."""
    found = results(scenario).race(race).to_dict()
    return found | {each["team"]: each for each in found["entries"]}


@pytest.mark.parametrize(
    "red",
    [
        f'status = "DSQ"\ntime = "3:43.40"\n{LAPS}',
        f'status = "DNF"\n{PASSED}',
        f'status = "WDR"\n{PASSED}',
        f'status = "DSQ"\n{PASSED}',
        f'time = "unknown"\n{PASSED}',
        f'time = "3:43.40"\nincident = "a touch"\n{LAPS}',
        f'status = "DNF"\n{PASSED}\nfall = {{ skater = "Bea", laps = 5 }}',
    ],
)
def test_a_gap_to_a_known_passing_is_met_whoever_is_out(red: str) -> None:
    race = told(of(red))
    assert race["BLU"]["splits_s"][7] == pytest.approx(110.80, abs=1e-6)  # 1:53.40 − 2.60
    assert race["RED"]["splits_s"] == []
    assert [4.0, 113.40] in race["RED"]["known_passings"]
    assert race["known_gaps"] == [
        {"laps": 4, "low_s": 2.6, "high_s": 2.6, "assumed": False}
        | {"source": "measured", "met": True}
    ]
    assert "not used" not in str(race)


@pytest.mark.parametrize("out", ["finish", "crossing"])
def test_the_ghost_of_a_record_meets_no_gap(out: str) -> None:
    text = RACE.format(red=f'time = "3:43.40"\n{LAPS}', gaps=AT_4)
    race = load_text(text, f"races.r.{out}.status=DSQ").races["r"]
    record = next(each for each in record_table.table() if each.sex == "men")
    alone = load_text(RACE.format(red='status = "DNS"', gaps="")).races["r"]
    found, free = (record_ghost.ghost(record, each).trajectory for each in (race, alone))
    assert timing.splits(found) == pytest.approx(timing.splits(free), abs=1e-9)


def test_bounds_to_a_known_passing_hold() -> None:
    bounds = '{ laps = 4, ahead = "BLU", at_least = 2.0, at_most = 2.5 }'
    free = told(of('status = "DNF"', bounds))["BLU"]["splits_s"][7]
    assert free > 113.40 - 2.0
    race = told(of(f'status = "DNF"\n{PASSED}', bounds))
    assert race["BLU"]["splits_s"][7] == pytest.approx(111.40, abs=1e-6)


@pytest.mark.parametrize(
    ("red", "gaps", "words"),
    [
        ('status = "DNF"', AT_4, "gap to RED after 4 laps is"),
        (f'status = "DNF"\n{PASSED}', f"{AT_4}, {AT_6}", "gap to RED after 6 laps is"),
        ('status = "DSQ"', f"{AT_4}, {AT_6}", "gaps to RED after 4 and 6 laps are"),
        ('time = "unknown"', AT_4.replace("4", "0.5"), "gap to RED after 0.5 lap is"),
        ('time = "3:43.40"\nincident = "a touch"', AT_4, "gap to RED after 4 laps is"),
    ],
)
def test_what_cannot_be_used_is_told(red: str, gaps: str, words: str) -> None:
    scenario = of(red, gaps)
    race = told(scenario)
    said = f"the {words} not used: nobody knows when RED passed there"
    assert said in race["BLU"]["notes"]
    assert not race["known_gaps"][-1]["met"]
    (entry,) = scenario.races["r"].entries
    assert results(scenario).race("r").race.gaps == scenario.races["r"].gaps
    if "splits" not in red:
        assert _known(scenario.races["r"], entry) == "no passings, so the usual pacing"
    assert results(scenario, "power").race("r").to_dict()["known_gaps"][-1]["met"] is False


def test_whoever_knows_the_other_passing_needs_no_gap() -> None:
    text = RACE.format(red='status = "DNF"', gaps=AT_4)
    timed = load_text(text.replace('time = "3:42.00"', 'time = "3:42.00"\nsplits = [[4, 111.0]]'))
    race = told(timed)
    assert race["BLU"]["splits_s"][7] == pytest.approx(111.0)
    assert "not used" not in str(race)


@pytest.mark.parametrize("gaps", [AT_4, f"{AT_4}, {AT_6}", STUMBLED])
@pytest.mark.parametrize("more", ["", "formation = 'push'", "pacing.fade_s = 2.0"])
def test_a_disqualification_moves_no_passing(gaps: str, more: str) -> None:
    red = 'time = "3:53.00"\n' if gaps == STUMBLED else f'time = "3:43.40"\n{LAPS}\n'
    red += more if more.startswith("pacing") else ""
    text = RACE.format(red=red, gaps=gaps)
    text = text.replace('formation = "rotating"', more, 1) if "push" in more else text
    before = told(load_text(text))
    for after in (
        told(load_text(text, "races.r.finish.status=DSQ")),
        told(load_text(text.replace('team = "RED"', 'team = "RED"\nstatus = "DSQ"'))),
    ):
        assert after["BLU"]["splits_s"] == pytest.approx(before["BLU"]["splits_s"], abs=1e-6)
        assert [each["met"] for each in after["known_gaps"]] == [True] * gaps.count("laps")


def test_a_supposed_stumble_stays_when_the_other_team_is_out() -> None:
    # RED and BLU change places: now the other one is disqualified.
    text = RACE.format(red='time = "3:53.00"', gaps=STUMBLED).replace('"3:42.00"', '"3:45.20"')
    text = text.replace('"RED", by', '"X", by').replace('"BLU", by', '"RED", by')
    text = text.replace('"X", by', '"BLU", by')
    lost = told(load_text(text))["RED"]["notes"]
    assert any("the gaps say that RED lost about" in each for each in lost)
    assert told(load_text(text, "races.r.crossing.status=DSQ"))["RED"]["notes"] == lost


@pytest.mark.parametrize(
    ("event", "side", "other"),
    [("milano-2026-men", "crossing", "ITA"), ("beijing-2022-women", "finish", "CAN")],
)
def test_a_bundled_final_stays_as_it_was_skated(event: str, side: str, other: str) -> None:
    before = told(load(event), "final-a")
    after = told(load(event, f"races.final-a.{side}.status=DSQ"), "final-a")
    assert after["known_gaps"] == before["known_gaps"]
    assert after[other]["splits_s"] == pytest.approx(before[other]["splits_s"], abs=1e-6)


def test_who_is_reinstated_is_as_if_never_disqualified() -> None:
    out = of('status = "DSQ"\ntime = "3:43.40"', AT_4, "races.r.finish.time=3:43.40")
    never = of('time = "3:43.40"', AT_4)
    for team in ("RED", "BLU"):
        assert told(out)[team]["splits_s"] == pytest.approx(told(never)[team]["splits_s"], abs=1e-6)


@pytest.mark.parametrize("status", ["DNF", "DSQ", "WDR"])
def test_a_fall_is_told_of_who_is_out(status: str) -> None:
    ran = results(of(f'status = "{status}"\nfall = {{ skater = "Bea", laps = 3 }}', ""))
    assert "Bea fell after 3 laps" in told(ran.scenario)["RED"]["notes"]
    rows = csv.DictReader(io.StringIO(results_csv.splits(ran)))
    own = [(row["status"], row["fell"], row["fell_laps"]) for row in rows if row["team"] == "RED"]
    assert own == [(status, "Bea", "3.0")]
    entries = csv.DictReader(io.StringIO(results_csv.entries(ran)))
    assert "Bea fell after 3 laps" in next(iter(entries))["notes"]


def test_a_fall_of_a_line_up_that_nobody_published_is_of_the_squad() -> None:
    red = 'status = "DNF"\nfall = { skater = "Bea", laps = 3 }'
    text = RACE.format(red=red, gaps="").replace('lineup = ["Ada", "Bea", "Cleo"]\n', "", 1)
    assert "Bea fell after 3 laps" in told(load_text(text))["RED"]["notes"]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        (["gaps=[{laps=4,ahead=BLU,by=1}]"], "nobody knows when RED passed there"),
        (["finish.status=DNS", "gaps=[{laps=4,ahead=BLU,by=1}]"], "RED did not start"),
    ],
)
def test_another_gap_that_changes_nothing_says_why(
    cli: CLI, tmp_path: Any, changes: list[str], words: str
) -> None:
    path = tmp_path / "r.toml"
    path.write_text(RACE.format(red='status = "DNF"', gaps=""))
    sets = [
        part for each in changes for part in ("--set", f"races.r.{each}".replace("BLU", '"BLU"'))
    ]
    ran = cli("run", path, *sets, "--format", "json")
    (said,) = [line for line in ran.err.splitlines() if "gaps=" in line]
    assert "changes nothing" in said
    assert words in said
    json.loads(ran.out)


def test_who_is_not_replayed_is_told_in_tables_and_by_validate(cli: CLI, tmp_path: Any) -> None:
    path = tmp_path / "r.toml"
    path.write_text(RACE.format(red=f'status = "DNF"\n{PASSED}', gaps=f"{AT_4}, {AT_6}"))
    table = cli("run", path, "--race", "r").out
    assert "Known of RED, not replayed: 1:53.40 after 4 laps." in table
    assert "Known after 4 laps, met by the model: BLU ahead by 2.60 s." in table
    assert "Known after 6 laps: BLU ahead by 2.10 s." in table
    assert "races.r.gaps: the gap to RED after 6 laps is not used" in cli("validate", path).err


@pytest.mark.whole
@pytest.mark.parametrize(
    ("red", "words"),
    [
        (f'status = "DSQ"\ntime = "3:43.40"\n{LAPS}', "passings as known gaps to RED tell them"),
        (f'status = "DNF"\n{PASSED}', "passings as known gaps to RED tell them"),
        ('status = "DNF"', "the gap to RED after 4 laps is not used"),
    ],
)
def test_a_plan_rests_on_gaps_to_who_is_out(cli: CLI, tmp_path: Any, red: str, words: str) -> None:
    path = tmp_path / "r.toml"
    path.write_text(RACE.format(red=red, gaps=AT_4))
    assert words in " ".join(cli("plan", path, "--team", "BLU").out.split())
