"""World Cups and championships: ranks as the result sheets have them, points, divisions."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from helpers import world_cup
from pursuit_sim import results
from pursuit_sim.draw.replay import story
from pursuit_sim.errors import InputError
from pursuit_sim.event_formats import FORMATS, Heat
from pursuit_sim.event_formats.world_cup import points
from pursuit_sim.scenario import load_text

EVENTS = [(1, "M"), (2, "M"), (4, "M"), (1, "W"), (2, "W"), (4, "W")]
FASTEST = ["USA", "NOR", "CHN", "FRA", "JPN", "NED", "BEL", "ITA"]  # Salt Lake City, men


@pytest.mark.parametrize(("number", "sex"), EVENTS)
def test_ranks_are_those_of_the_result_sheets(number: int, sex: str) -> None:
    found = results(load_text(world_cup.text(number, sex))).standings
    published = {(row[0], row[2]): row[1] for row in world_cup.rows(number, sex)}
    assert {(each.division, each.team): each.place for each in found} == published
    assert [each.division for each in found] == sorted(each.division for each in found)


@pytest.mark.parametrize("number", world_cup.DATES)
def test_the_examples_are_made_of_the_result_sheets(number: int) -> None:
    file = Path(__file__).parents[2] / "docs" / "examples" / f"world-cup-{number}-men.toml"
    assert file.read_text(encoding="utf-8") == world_cup.text(number, "M")


def test_points_as_published() -> None:
    # 60 for a winner, 54, 48, then 43, 40, 38, 36, 34: the ISU, 26 February 2025. Of division
    # B the press of November 2025 has 40 for the first and 29 for the fourth; between these lie
    # the others, each at least one less than the one before.
    assert [points("A", place, place) for place in range(1, 9)] == [
        (each, each) for each in (60, 54, 48, 43, 40, 38, 36, 34)
    ]
    assert [points("B", place, place) for place in range(1, 6)] == [
        (40, 40), (31, 39), (30, 38), (29, 29), (0, 28),
    ]  # fmt: skip
    assert points("A", 4, 5) == (40, 43)  # shared: what that is worth was not published
    assert points("A", 9, 9) == (0, 33)
    assert points("A", 60, 60) == (0, 0)


def test_points_stand_beside_the_places_and_none_is_invented() -> None:
    found = results(load_text(world_cup.text(1, "M")))
    worth = {each.team: each.points for each in found.standings}
    assert [worth[team] for team in FASTEST] == [60, 54, 48, 43, 40, 38, 36, 34]
    assert (worth["GER"], worth["POL"], worth["SUI"], worth["CAN"]) == (40, None, 29, None)
    assert story.meaning(found, "a-4", "ITA") == "8th · Division A · 34 points"
    assert story.meaning(found, "b-3", "POL") == "2nd · Division B"
    names = [column.name for column in story.columns(found)]
    assert names == ["Division A", "Division B"]


def test_thousandths_break_ties_and_what_is_level_shares_a_place_without_points() -> None:
    text = world_cup.text(1, "M")
    for time, expected in (("3:35.201", (2, 54, 3, 48)), ("3:35.20", (2, None, 2, None))):
        found = results(load_text(text.replace('"3:36.65"', f'"{time}"'))).standings
        of = {each.team: (each.place, each.points) for each in found}
        assert of["NOR"] + of["CHN"] == expected
        assert of["FRA"] == (4, 43)


def test_every_race_says_its_division() -> None:
    text = world_cup.text(1, "M")
    with pytest.raises(InputError) as caught:
        load_text(re.sub(r'division = "B"\n', "", text, count=1))
    (fault,) = caught.value.faults
    assert fault.key == "races.b-1.division"
    assert 'write "A" or "B"' in fault.remedy
    with pytest.raises(InputError, match=r'races\.a-1\.division: found "?\'?C'):
        load_text(text.replace('division = "A"', 'division = "C"', 1))
    with pytest.raises(InputError, match="has no divisions"):
        load_text(text.replace('"world-cup"', '"ranking"'))


def test_a_team_skates_once_whatever_the_division() -> None:
    with pytest.raises(InputError, match="'USA' also skates"):
        load_text(world_cup.text(1, "M").replace('team = "GER"', 'team = "USA"'))


def test_a_championship_is_by_time_and_gives_medals() -> None:
    format_ = FORMATS["championship"]
    heats = [
        Heat("r-1", "race", {"A": 225.0, "B": 222.0}),
        Heat("r-2", "race", {"C": 221.0, "D": 223.0}),
    ]
    assert format_.medals
    assert format_.places(heats) == [
        (1, "C", "r-2"), (2, "B", "r-1"), (3, "D", "r-2"), (4, "A", "r-1"),
    ]  # fmt: skip
    assert format_.points("", 1, 1) is None


@pytest.mark.parametrize("word", ["skated", "status"])
def test_who_did_not_skate_takes_no_place_from_who_did(word: str) -> None:
    """Three finish, one does not, and two withdraw: 43 points for the fourth, in any words."""
    heats = [
        Heat("a-1", "race", {"NED": 215.0, "NOR": 216.0}, division="A"),
        Heat("a-2", "race", {"USA": 217.0}, {"CAN": "DNF"}, division="A"),
        Heat(
            "a-3",
            "race",
            {},
            dict.fromkeys(("JPN", "CHN"), "not skated" if word == "skated" else "WDR"),
            division="A",
        ),
    ]
    places = {team: place for place, team, _ in FORMATS["world-cup"].places(heats)}
    assert places == {"NED": 1, "NOR": 2, "USA": 3, "CAN": 4, "JPN": 5, "CHN": 5}
    remarks = FORMATS["world-cup"].remarks(heats)
    assert [each[:3] for each in remarks] == ["JPN", "CHN"]
    assert all("the rules give it no place" in each for each in remarks)
