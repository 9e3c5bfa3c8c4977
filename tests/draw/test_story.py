"""What a race means in its event: Beijing 2022 as published."""

from __future__ import annotations

from pathlib import Path

import pytest

import pursuit_sim
from pursuit_sim.draw.replay import story
from pursuit_sim.event import Results
from pursuit_sim.resources import scenarios
from pursuit_sim.units import ordinal

MILLISECOND = 1e-3


@pytest.fixture(scope="module")
def event() -> Results:
    return pursuit_sim.results(pursuit_sim.load("beijing-2022-men"))


def test_records_stand_as_they_fell(event: Results) -> None:
    before = {each.kind: each.time_s for each in story.standing(event, "qf-1")}
    assert before == {"WR": 214.47, "OR": 217.08}
    # Semifinal 2: 3:36.62, Olympic and track record; the final is skated against those.
    after = {each.kind: each.time_s for each in story.standing(event, "final-a")}
    assert after == pytest.approx({"WR": 214.47, "OR": 216.62, "TR": 216.62}, abs=1e-6)
    assert {each.kind for each in story.standing(event, "sf-2")} == {"WR", "OR"}


def test_the_card_of_the_final(event: Results) -> None:
    context = story.context(event, "final-a")
    assert [each.team for each in context.outcomes] == ["NOR", "ROC"]
    assert [each.time_s for each in context.outcomes] == pytest.approx([218.08, 220.46])
    assert [each.gap_s for each in context.outcomes] == [None, 2.38]
    assert [each.place for each in context.outcomes] == ["1st · gold", "2nd · silver"]
    assert context.date == "15 February 2022"
    assert context.venue == "National Speed Skating Oval"
    assert context.note == ""


def test_the_gap_on_the_card_is_that_of_the_race(event: Results) -> None:
    # Quarterfinal gaps were published behind the best of the round: Canada +2.70 behind
    # Norway, who skated another race. In its own, 3:40.18 − 3:38.90 = 1.28.
    card = story.context(event, "qf-2")
    assert card.outcomes[1].team == "CAN"
    assert card.outcomes[1].gap_s == pytest.approx(1.28, abs=MILLISECOND)


@pytest.mark.parametrize("model", ["kinematic", "power"])
def test_a_dead_heat_has_no_winner(tmp_path: Path, model: str) -> None:
    text = scenarios()["two-teams"].read_text(encoding="utf-8")
    equal = text.replace('time = "2:56.10"\ngap = 0.70', 'time = "2:55.40"\ngap = 0.0')
    begin, end = equal.index("formation = { push"), equal.index('assumed = ["formation"]')
    equal = equal[:begin] + 'formation = "push"\n' + equal[end:]
    path = tmp_path / "equal.toml"
    path.write_text(equal[: equal.index("[races.race-1.crossing.pacing]")], encoding="utf-8")
    level = pursuit_sim.results(pursuit_sim.load(str(path)), model)
    assert level.race("race-1").winner is None
    told = story.context(level, "race-1").outcomes
    assert [(each.team, each.place, each.gap_s) for each in told] == [
        ("RED", "dead heat", None), ("BLU", "dead heat", None),
    ]  # fmt: skip
    assert [each.order for each in told] == [1, 1]


@pytest.mark.parametrize(
    ("race", "team", "means"),
    [
        ("final-b", "USA", "3rd · bronze"),
        ("final-b", "NED", "4th"),
        ("final-d", "CHN", "8th"),
        ("sf-1", "NOR", "to Final A"),
        ("sf-1", "NED", "to Final B"),
        ("sf-2", "ROC", "to Final A"),
    ],
)
def test_what_results_mean(event: Results, race: str, team: str, means: str) -> None:
    assert story.meaning(event, race, team) == means


def test_quarterfinals_are_ranked_across_races(event: Results) -> None:
    found = {
        each.entry.team.code: story.meaning(event, result.race.id, each.entry.team.code)
        for result in event.races
        if result.race.round == "quarterfinal"
        for each in result.entries
    }
    assert found["NOR"] == "1st of 8 · to the semifinals"
    assert found["NED"] == "4th of 8 · to the semifinals"
    assert found["KOR"] == "6th of 8 · to Final C"  # won its race, and yet
    assert found["ITA"] == "7th of 8 · to Final D"
    assert found["CAN"] == "5th of 8 · to Final C"


def test_a_rank_among_times_of_which_some_are_not_known_says_so() -> None:
    """Three of the eight have no published time: third of the five that have."""
    women = pursuit_sim.results(pursuit_sim.load("beijing-2022-women"))
    assert story.meaning(women, "qf-2", "NED") == "3rd of 5 known · to the semifinals"
    assert story.meaning(women, "qf-2", "NOR") == ""


UNKNOWN = 'time="unknown"'


@pytest.mark.parametrize(
    ("unknown", "team", "means"),
    [
        # Behind NOR 3:37.47, USA 3:37.51, NED 3:38.90; the file has Canada in final C.
        (("qf-4.finish",), "CAN", "4th of 7 known · to Final C"),
        (("qf-4.finish",), "ITA", "6th of 7 known · to Final D"),
        (("qf-4.finish",), "NED", "3rd of 7 known · to the semifinals"),
        (("qf-4.finish",), "ROC", ""),
        (("qf-3.finish", "qf-3.crossing", "qf-4.finish"), "KOR", "3rd of 5 known · to Final C"),
    ],
)
def test_where_a_team_went_is_asked_of_the_file_where_some_times_are_not_known(
    unknown: tuple[str, ...], team: str, means: str
) -> None:
    changes = [f"races.{each}.{key}" for each in unknown for key in (UNKNOWN, "splits=[]")]
    found = pursuit_sim.results(pursuit_sim.load("beijing-2022-men", changes))
    (race,) = (each.race.id for each in found.races
               if each.race.round == "quarterfinal" and team in each.heat.teams)  # fmt: skip
    assert story.meaning(found, race, team) == means


def test_a_final_that_other_teams_would_skate_gives_a_place_in_the_race_alone() -> None:
    """The power model sends others there: whoever is first in its Final B is not first of all."""
    supposed = pursuit_sim.results(pursuit_sim.load("beijing-2022-men"), "power")
    for final in "abcd":
        found = {story.meaning(supposed, f"final-{final}", each.entry.team.code)
                 for each in supposed.race(f"final-{final}").entries}  # fmt: skip
        assert found == {"1st of the race", "2nd of the race"}


def test_records_on_the_card(event: Results) -> None:
    card = story.context(event, "sf-2")
    assert [(each.team, set(each.records)) for each in card.outcomes] == [
        ("ROC", {"OR", "TR"}),
        ("USA", set()),
    ]


def test_rounds_in_order(event: Results) -> None:
    found = {each.name: [r.race.id for r in each.races] for each in story.columns(event)}
    assert found == {
        "Quarterfinals": ["qf-1", "qf-2", "qf-3", "qf-4"],
        "Semifinals": ["sf-1", "sf-2"],
        "Finals": ["final-a", "final-b", "final-c", "final-d"],
    }


def test_the_next_race_and_the_next_of_the_round(event: Results) -> None:
    assert story.after(event, "qf-1") == "qf-2"
    assert story.after(event, "qf-1", -1) == event.races[-1].race.id
    assert story.next_of_round(event, "qf-3") == "qf-4"
    assert story.next_of_round(event, "qf-4") is None


@pytest.mark.parametrize("name", ["two-teams", "what-if-dutch-push", "thialf-2020-pair-1"])
def test_every_other_event_has_a_story_too(name: str) -> None:
    event = pursuit_sim.results(pursuit_sim.load(name))
    for result in event.races:
        card = story.context(event, result.race.id)
        times = [each.time_s for each in card.outcomes if each.time_s is not None]
        assert len(times) == len(card.outcomes)
        assert times == sorted(times)
        assert ("what-if" in card.remarks) == event.scenario.what_if


@pytest.mark.parametrize(
    ("place", "words"), [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (22, "22nd")]
)
def test_ordinals(place: int, words: str) -> None:
    assert ordinal(place) == words


@pytest.mark.parametrize(
    ("iso", "words"),
    [("2022-02-15T15:43:00", "15 February 2022"), ("2020-01-12", "12 January 2020"), ("", "")],
)
def test_days(iso: str, words: str) -> None:
    assert story.day(iso) == words
