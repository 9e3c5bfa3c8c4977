"""A what-if of Beijing 2022: who would have met whom, and the places that follow, by hand."""

from __future__ import annotations

import pytest

from pursuit_sim import load, results
from pursuit_sim.app import menu, places_panel
from pursuit_sim.draw.box import Box
from pursuit_sim.draw.panel import Pointer
from pursuit_sim.draw.replay import story
from pursuit_sim.draw.shapes import Shape, Text
from pursuit_sim.event import Results
from pursuit_sim.export.tables import results_csv, results_table

# The Netherlands beat Norway (3:38.28) in semifinal 1. In semifinal 2 ROC, 3:36.62, beat the
# USA, 3:37.05.
DUTCH_WIN = ["races.sf-1.crossing.time=3:37.00"]
REAL = ["NOR", "ROC", "USA", "NED", "CAN", "KOR", "ITA", "CHN"]


@pytest.fixture(scope="module")
def dutch() -> Results:
    return results(load("beijing-2022-men", DUTCH_WIN))


def words(shapes: tuple[Shape, ...] | list[Shape]) -> list[str]:
    return [each.text for each in shapes if isinstance(each, Text)]


def test_as_skated_nothing_is_guessed() -> None:
    found = results(load("beijing-2022-men"))
    assert found.bracket == ()
    assert [each.team for each in found.standings] == REAL
    assert not any(each.guessed for each in found.standings)
    assert found.to_dict()["bracket_changes"] == []
    page = menu.bracket(found, (1600, 900), "standard", Pointer())
    assert not any("guess" in each for each in words(page.shapes))


def test_who_would_meet_in_the_finals_is_a_guess_from_the_semifinals(dutch: Results) -> None:
    changes = {each["race"]: each for each in dutch.to_dict()["bracket_changes"]}
    assert changes == {
        "final-b": {
            "race": "final-b", "teams": ["USA", "NED"], "would_be": ["NOR", "USA"],
            "guessed": True, "would_win": "USA",
            "times_s": [218.28, 217.05], "taken_from": ["sf-1", "sf-2"],
        },
        "final-a": {
            "race": "final-a", "teams": ["NOR", "ROC"], "would_be": ["NED", "ROC"],
            "guessed": True, "would_win": "ROC",
            "times_s": [217.0, 216.62], "taken_from": ["sf-1", "sf-2"],
        },
    }  # fmt: skip
    assert [(each.place, each.team, each.race, each.guessed) for each in dutch.standings] == [
        (1, "ROC", "final-a", True), (2, "NED", "final-a", True),
        (3, "USA", "final-b", True), (4, "NOR", "final-b", True),
        (5, "CAN", "final-c", False), (6, "KOR", "final-c", False),
        (7, "ITA", "final-d", False), (8, "CHN", "final-d", False),
    ]  # fmt: skip


def test_tables_name_the_guesses(dutch: Results) -> None:
    text = results_table.files(dutch)["results.txt"]
    (line,) = (line for line in text.splitlines() if line.startswith("Final A  NOR v ROC"))
    assert line.split("  ")[1:3] == ["NOR v ROC", "NED 3:37.00 v ROC 3:36.62"]
    assert "a guess: these teams never met there" in text
    (gold,) = (line for line in text.splitlines() if line.split()[:2] == ["1", "ROC"])
    assert gold.split()[-1] == "guess"
    rows = results_csv.files(dutch)["standings.csv"].splitlines()
    assert rows[0].startswith("place,team,race,time_s,status,division,points,guessed,time_source")
    assert rows[1].startswith("1,ROC,final-a,216.62,finished,,,true,measured,")
    assert ",false,measured," in rows[5]


def test_a_race_as_it_was_skated_gives_no_guessed_medal(dutch: Results) -> None:
    # In final A, as it was skated, ROC came second; gold is a guess about another race.
    assert story.meaning(dutch, "final-a", "ROC") == "2nd of the race"
    assert story.meaning(dutch, "final-c", "CAN") == "5th"
    assert story.meaning(dutch, "sf-1", "NED") == "to Final A"


def test_the_events_page_says_what_would_be(dutch: Results) -> None:
    page = words(menu.bracket(dutch, (1600, 900), "standard", Pointer()).shapes)
    assert page.count("would be NED v ROC, a guess") == 1
    assert page.count("would be NOR v USA, a guess") == 1
    assert page.count("guess") == 4


def test_another_quarterfinal_changes_every_race_after_it() -> None:
    # The Netherlands 3:37.50 in quarterfinal 2: second between Norway 3:37.47 and the USA
    # 3:37.51, ROC (3:38.67) fourth. By quarterfinals: NOR bt ROC, NED bt USA; NOR bt NED.
    found = results(load("beijing-2022-men", ["races.qf-2.crossing.time=3:37.50"]))
    met = {each.heat.race: each for each in found.bracket}
    assert {race: set(each.pair) for race, each in met.items() if each.guessed} == {
        "sf-1": {"NOR", "ROC"}, "sf-2": {"NED", "USA"},
        "final-a": {"NOR", "NED"}, "final-b": {"ROC", "USA"},
    }  # fmt: skip
    assert [each.team for each in found.standings] == [
        "NOR", "NED", "USA", "ROC", "CAN", "KOR", "ITA", "CHN",
    ]  # fmt: skip
    assert [misfit.race for misfit in found.misfits] == ["sf-1", "sf-2", "final-b", "final-a"]


@pytest.mark.parametrize("out", ["status=DNS", "status=DSQ", "time=3:55.0"])
def test_who_would_not_skate_a_race_sets_no_record_in_it(out: str) -> None:
    # ROC out of quarterfinal 4: the first four are NOR, USA, NED, CAN, so that USA meet NED. The
    # 3:37.05 of USA against ROC beats the 3:37.08 of 2018; ROC, 3:36.62, would not skate there.
    found = results(load("beijing-2022-men", [f"races.qf-4.finish.{out}"]))
    set_ = [(each.kind, each.team, each.time_s, each.previous_s) for each in found.records]
    assert set_ == [("OR", "USA", 217.05, 217.08)]
    sent = "the bracket would send USA v NED there"
    assert found.to_dict()["notes"] == [
        f"ROC 3:36.62 in Semifinal 2 is no OR and no TR here: {sent}",
        f"USA 3:37.05 in Semifinal 2 is OR as skated against ROC: {sent}",
    ]
    assert story.records_of(found, "sf-2", "ROC") == ()


def test_long_names_give_way_to_what_a_place_is_worth(dutch: Results) -> None:
    narrow = words(places_panel.places(dutch, Box(0, 0, 250, 600), 1.0, "standard"))
    assert {"ROC", "Norway", "guess"} <= {*narrow}
    assert not any(each.startswith("Russian") for each in narrow)
    wide = words(places_panel.places(dutch, Box(0, 0, 500, 600), 1.0, "standard"))
    assert "Russian Olympic Committee" in wide


def test_whoever_was_ahead_in_an_untimed_race_is_ahead_of_nobody_elsewhere() -> None:
    """NED are known to have won a semifinal without times: that says nothing against ROC's 3:36."""
    untimed = [
        f"races.sf-1.{side}.{key}"
        for side, place in (("finish", 2), ("crossing", 1))
        for key in ('time="unknown"', f"tie_break={place}", "splits=[]")
    ]
    found = results(load("beijing-2022-men", untimed))
    assert {each.place for each in found.standings} == {5, 6, 7, 8}
    assert {
        "places 1 and 2 are missing: the result of final-a is not known",
        "places 3 and 4 are missing: the result of final-b is not known",
    } <= {*found.remarks}
    assert {each["would_win"] for each in found.to_dict()["bracket_changes"]} == {None}


def test_places_that_are_guessed_are_not_said_to_be_missing() -> None:
    """Italy's faster quarterfinal sends others to Final C, which then was not skated by them."""
    change = ['races.qf-1.finish.time="3:37.00"', "races.final-c.skated=false"]
    found = results(load("beijing-2022-men", change))
    assert [each.place for each in found.standings] == [1, 2, 3, 4, 5, 6, 7, 8]
    assert not [each for each in found.remarks if "missing" in each]
