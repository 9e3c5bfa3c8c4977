"""Running a scenario: catches, rankings and records, with races made by hand."""

from __future__ import annotations

import pytest

from pursuit_sim import results
from pursuit_sim.event.results import Results
from pursuit_sim.scenario import load, load_text

HEAD = """
format = "pursuit-sim/scenario"
version = 1
[event]
name = "By hand"
sex = "men"
laps = 8
venue = "Long Straight"
rounds = "ranking"
[pacing]
fade_s = 0.0
corner_swing = 0.0
start_loss_s = 4.6
[teams.AAA]
skaters = ["A One", "A Two", "A Three"]
[teams.BBB]
skaters = ["B One", "B Two", "B Three"]
[teams.CCC]
skaters = ["C One", "C Two", "C Three"]
"""
ENTRY = """
[races.{race}.{side}]
team = "{team}"
lineup = ["{letter} One", "{letter} Two", "{letter} Three"]
time = {time}
formation = "push"
"""


def event(*entries: tuple[str, str, str, float]) -> Results:
    """Results of entries (race, side, team, time [s])."""
    parts = [
        ENTRY.format(race=race, side=side, team=team, letter=team[0], time=time)
        for race, side, team, time in entries
    ]
    return results(load_text(HEAD + "".join(parts)))


@pytest.mark.parametrize("sides", [("finish", "crossing"), ("crossing", "finish")])
def test_who_is_caught_is_told_after_how_many_laps(sides: tuple[str, str]) -> None:
    # Flying speeds 3098.9 m/(220 − 4.6 s) = 14.387 m/s and 3098.9/(240 − 4.6) = 13.164 m/s: half
    # a lap of 193.68 m is made good in 158.4 s, in which the slower skate 2085 m, 5.4 laps.
    found = event(("r-1", sides[0], "AAA", 220.0), ("r-1", sides[1], "BBB", 240.0))
    notes = {each.entry.team.code: each.notes for each in found.race("r-1").entries}
    assert notes["AAA"] == ()
    # Nobody timed them there, and places are by time.
    assert notes["BBB"] == (
        "the model has them caught after about 5.4 laps; no passing is known there",
    )


@pytest.mark.parametrize(
    ("rounds", "said"),
    [
        ('rounds = "ranking"', "caught after 5.4 laps"),
        ('rounds = "olympic"', "caught after 5.4 laps: by the rules the race is then won"),
    ],
)
def test_a_catch_that_known_passings_show_is_told_as_a_fact(rounds: str, said: str) -> None:
    # As above: AAA come by line n after 4.6 s + n · 13.462 s, BBB after 4.6 s + n · 14.713 s, so
    # that BBB are ahead of AAA's line 11 at their line 10, and behind AAA's 12 at their 11.
    text = HEAD.replace('rounds = "ranking"', rounds)
    for side, team, time, passings in (
        ("finish", "AAA", 220.0, ((5.5, 152.682), (6, 166.144))),
        ("crossing", "BBB", 240.0, ((5, 151.73), (5.5, 166.443))),
    ):
        text += ENTRY.format(race="r-1", side=side, team=team, letter=team[0], time=time)
        text += f"splits = {[list(each) for each in passings]}\n"
    text += '[races.r-1]\nround = "semifinal"\n'
    notes = {each.entry.team.code: each.notes for each in results(load_text(text)).races[0].entries}
    assert notes == {"AAA": (), "BBB": (said,)}


def test_a_remark_on_a_run_is_told_beside_it() -> None:
    text = HEAD + ENTRY.format(race="r-1", side="finish", team="AAA", letter="A", time=221.0)
    (told,) = results(load_text(f'{text}remark = "a stumble in lap 3"\n')).race("r-1").entries
    assert told.notes == ("a stumble in lap 3",)


BY_TIME = {
    "status": "finished", "division": "", "points": None, "guessed": False,
    "by_rules": True, "medal": None, "doubt": None,
}  # fmt: skip


def test_a_ranking_is_by_time_over_all_races() -> None:
    found = event(
        ("r-1", "finish", "AAA", 221.0),
        ("r-1", "crossing", "BBB", 225.0),
        ("r-2", "finish", "CCC", 223.0),
    )
    assert [each.to_dict() for each in found.standings] == [
        {
            "place": 1,
            "lowest": 1,
            "team": "AAA",
            "race": "r-1",
            "time_s": 221.0,
            "status": "finished",
            **BY_TIME,
        },
        {
            "place": 2,
            "lowest": 2,
            "team": "CCC",
            "race": "r-2",
            "time_s": 223.0,
            "status": "finished",
            **BY_TIME,
        },
        {
            "place": 3,
            "lowest": 3,
            "team": "BBB",
            "race": "r-1",
            "time_s": 225.0,
            "status": "finished",
            **BY_TIME,
        },
    ]


def test_a_race_of_one_has_no_winner() -> None:
    alone = event(("r-1", "finish", "AAA", 221.0)).race("r-1")
    assert (alone.winner, alone.margin_s, alone.dead_heat) == (None, None, False)
    assert [each.entry.team.code for each in alone.ranked] == ["AAA"]


def test_a_dead_heat_has_no_winner() -> None:
    found = event(("r-1", "finish", "AAA", 221.0), ("r-1", "crossing", "BBB", 221.0)).race("r-1")
    assert (found.winner, found.margin_s, found.dead_heat) == (None, 0.0, True)


def test_a_race_that_is_not_there_is_said_so() -> None:
    with pytest.raises(KeyError, match="r-9"):
        event(("r-1", "finish", "AAA", 221.0)).race("r-9")


def test_who_is_under_a_record_that_has_just_fallen_is_told_by_how_much() -> None:
    # Second semifinal: ROC 3:36.62, USA 3:37.05, the record was 3:37.08.
    found = results(load("beijing-2022-men")).race("sf-2")
    notes = {each.entry.team.code: each.notes for each in found.entries}
    assert "OR set" in notes["ROC"]
    assert "also 0.03 s under the former OR" in notes["USA"]
    assert not any("WR" in note for each in notes.values() for note in each)


def test_the_event_is_told_as_the_file_has_it() -> None:
    data = event(("r-1", "finish", "AAA", 221.0)).to_dict()["event"]
    assert data == {
        "name": "By hand",
        "discipline": "Men's team pursuit",
        "date": "",
        "venue": "Long Straight",
        "laps": 8,
        "lap_length_m": 387.36,
    }
