"""What is told of a run that is not replayed is checked like that of any other."""

from __future__ import annotations

import pytest

from pursuit_sim.errors import InputError
from pursuit_sim.scenario import load, load_text

RACE = """
format = "pursuit-sim/scenario"
version = 1
[event]
name = "Club evening"
sex = "women"
laps = 6
[teams.AAA]
skaters = ["a", "b", "c"]
[teams.BBB]
skaters = ["d", "e", "f"]
[races.r]
{race}
[races.r.finish]
team = "AAA"
{finish}
[races.r.crossing]
team = "BBB"
lineup = ["d", "e", "f"]
formation = "push"
time = "2:58.00"
"""


def faults(finish: str, race: str = "") -> list[tuple[str, str]]:
    """(key, problem) of each fault."""
    try:
        load_text(RACE.format(finish=finish, race=race))
    except InputError as error:
        return [(fault.key, fault.problem) for fault in error.faults]
    return []


@pytest.mark.parametrize(
    ("said", "key", "problem"),
    [
        ('status = "DNF"\nsplits = [[2, 50.0], [1, 90.0]]', "splits", "comes after"),
        ('status = "DNF"\nsplits = [[0.5, 1.0]]', "splits", "1.00 s from the start"),
        ('status = "DNF"\nlaps_s = [31.1, 27.0]', "laps_s", "found 2 times"),
        ('status = "DNF"\nsplits = [[7, 200.0]]', "splits[1]", "after 7 laps"),
        ('status = "DNS"\nsplits = [[1, 31.5]]', "splits", "stands beside 'DNS'"),
        ('time = "4:30.00"\nincident = "a fall"\nsplits = [[5.9, 269.9]]', "splits", "0.10 s from"),
    ],
)
def test_passings_that_cannot_be_are_faults(said: str, key: str, problem: str) -> None:
    ((where, what),) = faults(said)
    assert where == f"races.r.finish.{key}"
    assert problem in what


@pytest.mark.parametrize(
    "said",
    [
        'status = "DNF"\nsplits = [[1, 31.5], [2, 60.0]]',
        'time = "unknown"\nsplits = [[1, 31.5], [2, 60.0]]',
        # A minute for a lap, since somebody lay on the ice.
        'time = "4:30.00"\nincident = "a fall"\nsplits = [[1, 31.5], [2, 120.0]]',
    ],
)
def test_passings_that_can_be_are_none(said: str) -> None:
    assert faults(said) == []


def test_gaps_to_a_team_that_is_only_listed_are_checked_as_well() -> None:
    gaps = (
        'gaps = [{ laps = 1, ahead = "CCC" }, { laps = 9, ahead = "AAA" }, '
        '{ laps = 2, ahead = "AAA", by = 0.5 }, { laps = 2, ahead = "BBB", by = 0.5 }]'
    )
    found = faults('status = "DNF"', gaps)
    assert [key for key, _ in found] == [
        "races.r.gaps[1].ahead", "races.r.gaps[2].laps", "races.r.gaps[4]",
    ]  # fmt: skip
    good = 'gaps = [{ laps = 2, ahead = "AAA", by = 0.5 }]'
    race = load_text(RACE.format(finish='status = "DNF"', race=good)).races["r"]
    assert [gap.half_lap for gap in race.gaps] == [4]
    race = load_text(RACE.format(finish='status = "DNS"', race=good)).races["r"]
    assert race.gaps == ()


def test_a_gap_against_the_passings_of_both_is_a_fault_whoever_counts() -> None:
    gap = 'gaps = [{ laps = 2, ahead = "AAA", by = 9.0 }]'
    timed = RACE.replace('time = "2:58.00"', 'time = "2:58.00"\nsplits = [[2, 60.5]]')
    out = timed.format(finish='status = "DNF"\nsplits = [[2, 60.0]]', race=gap)
    with pytest.raises(InputError, match=r"AAA ahead by 0\.50 s"):
        load_text(out)


@pytest.mark.parametrize(
    ("said", "key", "problem"),
    [
        ('status = "DNF"\nfall = { skater = "z", laps = 3 }', "fall.skater", "'z'"),
        ('status = "DNF"\nfall = { skater = "a", laps = 6 }', "fall.laps", "the race has 6"),
        ('time = "unknown"\nfall = { skater = "a" }', "fall.laps", "is missing"),
    ],
)
def test_falls_that_cannot_be_are_faults(said: str, key: str, problem: str) -> None:
    ((where, what),) = faults(said)
    assert where == f"races.r.finish.{key}"
    assert problem in what


@pytest.mark.parametrize(
    "change", ["finish.status=DNS", "finish.status=DNF", "finish.status=DSQ", "skated=false"]
)
def test_a_what_if_takes_away_a_measured_run(change: str) -> None:
    race = load("thialf-2020-pair-1", f"races.pair-1.{change}").races["pair-1"]
    assert "finish" in [each.side for each in race.listed]


def test_a_word_in_place_of_a_time_gives_way_to_a_status() -> None:
    text = RACE.format(finish='time = "DNF"', race="")
    (listed,) = load_text(text, "races.r.finish.status=DSQ").races["r"].listed
    assert listed.status == "DSQ"


ORDERED = """
format = "pursuit-sim/scenario"
version = 1
event = {{ name = "Finals", sex = "men", laps = 8, rounds = "{rounds}" }}
teams.AAA = {{ skaters = ["a", "b", "c"] }}
teams.BBB = {{ skaters = ["d", "e", "f"] }}
[races.final-b]
{race}
[races.final-b.finish]
team = "AAA"
time = "unknown"
tie_break = 1
[races.final-b.crossing]
team = "BBB"
{second}
"""
FINAL = 'round = "final-b"'


@pytest.mark.parametrize(
    ("rounds", "race", "second", "said"),
    [
        ("olympic", FINAL, 'time = "unknown"\ntie_break = 2', ""),
        ("olympic", FINAL, 'time = "unknown"\ntie_break = 1', "time that nobody knows"),
        ("olympic", FINAL, 'time = "unknown"', "time that nobody knows"),
        ("olympic", FINAL, 'time = "3:50.00"\nlineup = "unknown"', "time that nobody knows"),
        ("ranking", "", 'time = "unknown"\ntie_break = 2', "in a race for times"),
    ],
)
def test_who_won_without_times_is_an_order_of_both_in_a_race_of_two(
    rounds: str, race: str, second: str, said: str
) -> None:
    text = ORDERED.format(rounds=rounds, race=race, second=second)
    if not said:
        ties = [each.tie_break for each in load_text(text).races["final-b"].everybody]
        assert ties == [1, 2]
        return
    with pytest.raises(InputError, match=said) as caught:
        load_text(text)
    assert caught.value.faults[0].key == "races.final-b.finish.tie_break"


def test_a_run_counts_unless_it_is_said_that_it_does_not() -> None:
    again = """
    [races.r-again.finish]
    team = "BBB"
    lineup = ["d", "e", "f"]
    formation = "push"
    time = "2:57.00"
    """
    text = RACE.format(race="", finish='status = "DNF"') + "counts = false\n" + again
    found = load_text(text).races
    assert [each.counts for each in found["r"].entries] == [False]
    assert [each.counts for each in found["r-again"].entries] == [True]
