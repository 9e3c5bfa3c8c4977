"""Races and teams by the words that people have for them."""

from __future__ import annotations

import pytest

from helpers.races import DATA
from pursuit_sim.errors import InputError
from pursuit_sim.scenario import Scenario, load
from pursuit_sim.scenario.picking import pick_race, pick_team


@pytest.fixture(scope="module")
def evening() -> Scenario:
    """NED, who fell, and JPN; one race that was not skated; BEL and CAN; USA alone."""
    return load(DATA / "outcomes" / "mixed-evening.toml")


def test_a_race_is_found_by_its_id_in_any_case(evening: Scenario) -> None:
    assert pick_race(evening, "Race-3") is evening.races["race-3"]
    assert pick_race(load("beijing-2022-men"), None).id == "final-a"
    assert pick_race(load("two-teams"), None).id == "race-1", "there is no other"
    with pytest.raises(InputError, match="which race is not said; races: race-1, race-2"):
        pick_race(evening, None)
    with pytest.raises(InputError, match="no race 'race-33'; did you mean 'race-3'"):
        pick_race(evening, "race-33")


def test_a_team_is_found_by_its_code_in_any_case(evening: Scenario) -> None:
    race = evening.races["race-3"]
    assert pick_team(evening, race, "can").team.code == "CAN"
    assert pick_team(evening, evening.races["race-1"], None).team.code == "JPN"


@pytest.mark.parametrize(
    ("race", "team", "said"),
    [
        ("race-3", None, "which team is not said; teams of race-3: BEL, CAN"),
        ("race-3", "JPN", "JPN does not skate in race-3; its races: race-1; teams of race-3"),
        ("race-3", "CAM", "there is no team 'CAM'; did you mean 'CAN'"),
        ("race-1", "ned", "NED .*cannot be replayed; write one of JPN"),
        ("race-2", "KAZ", "race-2: cannot be replayed: KAZ .*; choose another race"),
    ],
)
def test_whoever_cannot_be_replayed_there_is_told_why(
    evening: Scenario, race: str, team: str | None, said: str
) -> None:
    with pytest.raises(InputError, match=said):
        pick_team(evening, evening.races[race], team)
