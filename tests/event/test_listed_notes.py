"""Runs without a replay: where their times are from is said as it is of the others."""

from __future__ import annotations

import pytest

from pursuit_sim import load, results
from pursuit_sim.app import menu
from pursuit_sim.draw.panel import Pointer
from pursuit_sim.draw.replay import story
from pursuit_sim.draw.replay.narration import catalogue, languages
from pursuit_sim.draw.shapes import Text
from pursuit_sim.event import Results
from pursuit_sim.export.page import phrases

CUP = """format = "pursuit-sim/scenario"
version = 1
event = { name = "Cup", sex = "women", laps = 6, rounds = "single" }
teams = { NED = {}, NOR = {} }
[races.r1.finish]
team = "NED"
time = "2:59.10"
lineup = "unknown"
formation = "unknown"
[races.r1.crossing]
team = "NOR"
"""
UNKNOWN = 'lineup = "unknown"\nformation = "unknown"\n'
FELL = 'time = "2:58.00"\nincident = "a fall; who and where was not published"\n'
OUT = 'time = "2:57.00"\nstatus = "DSQ"\n'
ASSUMED = 'assumed = ["time"]\n'


def _notes(text: str, model: str = "kinematic", *changes: str) -> str:
    found: Results = results(load(CUP + text, list(changes)), model)
    (entry,) = (each for each in found.races[0].entries if each.entry.team.code == "NOR")
    return "; ".join(entry.notes)


def test_an_assumed_time_of_a_run_with_an_incident_is_told() -> None:
    assert "assumed: time" in _notes(FELL + ASSUMED)
    assert "assumed" not in _notes(FELL)


@pytest.mark.parametrize(
    ("text", "changes", "said"),
    [
        (FELL, (), "official time, not the power model's"),
        (FELL + ASSUMED, (), "assumed time, not the power model's"),
        (FELL, ("races.r1.crossing.time=2:55.00",), "supposed time, not the power model's"),
    ],
)
def test_beside_the_power_model_it_is_official_only_where_it_was_measured(
    text: str, changes: tuple[str, ...], said: str
) -> None:
    assert _notes(text, "power", *changes).startswith(said)


def test_a_time_that_does_not_count_is_told_with_where_it_is_from() -> None:
    assert "2:57.00 does not count" in _notes(OUT)
    assert "2:57.00 (assumed) does not count" in _notes(OUT + ASSUMED)


RACE = '[races.r2]\nskated = false\nremark = "NED was ill"\nassumed = ["skated", "remark"]\n'


@pytest.mark.parametrize(
    ("text", "noted", "word", "why"),
    [
        (
            'time = "DNF"\nassumed = ["time"]',
            "assumed: time",
            "assumed",
            "NOR did not finish (assumed)",
        ),
        (
            'status = "DSQ"\nremark = "no armband"\nassumed = ["status", "remark"]',
            "no armband; assumed: status, remark",
            "assumed",
            "NOR was disqualified (no armband; assumed)",
        ),
        (
            'status = "DSQ"\nremark = "no armband"\nassumed = ["remark"]',
            "no armband; assumed: remark",
            "",
            "NOR was disqualified (no armband; assumed)",
        ),
        (
            FELL + 'assumed = ["incident"]',
            "assumed: incident",
            "",
            "NOR: a fall; who and where was not published (assumed)",
        ),
        (
            'status = "DSQ"\nremark = "no armband"',
            "no armband",
            "",
            "NOR was disqualified (no armband)",
        ),
    ],
)
def test_what_is_assumed_of_a_run_without_a_replay_is_told_wherever_it_is_missing(
    text: str, noted: str, word: str, why: str
) -> None:
    assert _notes(text).endswith(noted)
    found = results(load(CUP + text))
    (listed,) = found.race("r1").race.listed
    assert (listed.doubt, listed.why) == (word, why)
    assert ("(assumed)" in listed.told) == bool(word)
    card = {each.team: each.made_up for each in story.context(found, "r1").outcomes}
    assert card == {"NED": "", "NOR": word}


def test_what_a_race_assumes_of_not_being_skated_is_told_of_its_teams() -> None:
    found = results(
        load(CUP + "time = 178\n" + UNKNOWN + RACE + '[races.r2.finish]\nteam = "NED"\n')
    )
    (away,) = found.race("r2").entries
    assert away.to_dict()["assumed"] == ["skated", "remark"]
    assert away.notes == ("NED was ill", "assumed: skated, remark")
    (line,) = story.context(found, "r2").outcomes
    assert (line.word, line.made_up) == ("not skated", "assumed")
    assert found.race("r2").race.unseen == "NED was ill (assumed)"
    shown = menu.bracket(found, (1280, 720), "standard", Pointer()).shapes
    assert "assumed" in [each.text for each in shown if isinstance(each, Text)]


@pytest.mark.parametrize("language", languages())
def test_a_page_tells_in_each_language_that_a_status_is_assumed(language: str) -> None:
    told = phrases.told("NOR was disqualified (assumed)")
    assert told == ["said-dsq", {"code": "NOR", "doubt": "assumed"}]
    assert "{doubt}" in catalogue(language)["said-dsq"]
    for key in ("status", "skated", "incident", "remark", "counts", "tie_break"):
        assert phrases.told(f"assumed: {key}") == ["said-keys", {"keys": [key]}]
        assert catalogue(language)[f"key-{key}"]
