"""A fall in a race as it is watched: everybody sees it at once, the gap shows it later."""

from __future__ import annotations

import numpy as np
import pytest

from pursuit_sim import InputError, load
from pursuit_sim.lab.form_guide import before_race
from pursuit_sim.lab.gap_outlook import gap_outlook
from pursuit_sim.lab.race_odds import race_odds
from pursuit_sim.lab.team_outlooks import team_outlooks
from pursuit_sim.lab.watched_race import WatchedRace
from pursuit_sim.scenario import Scenario
from pursuit_sim.sim import simulate
from pursuit_sim.timing import falls
from pursuit_sim.verbs.foreseen import race_odds as asked_odds

pytestmark = pytest.mark.whole

FELL_S = 2 * 60 + 15.4  # [s]
LIES = (145.0, 146.0, 147.0)  # [s] the skater is in the pads


def fallen(side: str = "finish") -> Scenario:
    """AAA, 0.4 s ahead half-way, fall after 4.96 laps; it costs them 14 s."""
    sides: dict[str, dict[str, object]] = {
        team: {
            "team": team,
            "lineup": [f"{team}{i}" for i in range(3)],
            "formation": "push",
            "time": time,
            "splits": [[4, split]],
        }
        for team, time, split in (("AAA", "3:55.00", "1:50.00"), ("BBB", "3:41.00", "1:50.40"))
    }
    sides["AAA"]["fall"] = {"skater": "AAA2", "laps": 4.96}
    other = {"finish": "crossing", "crossing": "finish"}[side]
    return load(
        {
            "event": {"name": "Fall", "sex": "men", "laps": 8},
            "teams": {team: {"skaters": sides[team]["lineup"]} for team in sides},
            "races": {"r1": {side: sides["AAA"], other: sides["BBB"]}},
        }
    )


@pytest.mark.parametrize("side", ["finish", "crossing"])
def test_whoever_falls_has_lost_when_they_fall(side: str) -> None:
    """A fall costs 11 s and the lead is one: not 92 % after it, or 41 % ten seconds later."""
    scenario = fallen(side)
    race = scenario.races["r1"]

    def chance(at_s: float) -> float:
        asked = race_odds(scenario, race, at_s=at_s).asked.chance
        return asked if side == "finish" else 1 - asked

    assert chance(FELL_S - 0.5) > 0.8
    assert all(chance(FELL_S + after) < 0.02 for after in (0.1, 3, 5, 7, 10, 12, 20, 60))


def test_at_nanas_fall_canada_have_won() -> None:
    """In the final of Beijing 2022 she fell after 5.75 laps, 0.35 s ahead with a turn to go."""
    scenario = load("beijing-2022-women")
    curve = race_odds(scenario, scenario.races["final-a"]).curve
    before = [chance for laps, chance in curve if 5.5 < laps < 5.74]
    after = [chance for laps, chance in curve if laps > 5.74]
    assert min(before) > 0.8
    assert max(after) < 0.02
    assert after == sorted(after, reverse=True)


def test_whoever_lies_in_the_pads_is_further_behind_every_second() -> None:
    """By the trajectory: since the others passed that place."""
    scenario = fallen()
    race = scenario.races["r1"]
    skated = simulate(race)
    lies_m = float(np.interp(LIES[1], skated.time_s, skated.tail_m[:, 0]))
    passed_s = float(np.interp(lies_m, skated.tail_m[:, 1], skated.time_s))
    for at_s in LIES:
        gap_s = race_odds(scenario, race, at_s=at_s).asked.gap_s
        assert gap_s == pytest.approx(at_s - passed_s, abs=0.02)


def test_what_a_fall_will_cost_yet_is_said() -> None:
    scenario = fallen()
    race = scenario.races["r1"]
    just, late = (race_odds(scenario, race, at_s=FELL_S + after) for after in (1.0, 60.0))
    assert any(each.startswith("AAA have fallen: about 11 s more than") for each in just.basis)
    assert just.due_s[0] == pytest.approx(11.0, abs=0.3)
    assert not any("have fallen" in each for each in late.basis)
    assert late.due_s == (0.0, 0.0)


def test_who_is_ahead_and_up_again_has_lost_what_everybody_saw() -> None:
    """AAA fall 6 s ahead, 0.2 laps before the finish; up after 5 s they are 24 m ahead, and win."""
    sides: dict[str, dict[str, object]] = {
        side: {
            "team": team,
            "lineup": [f"{team}{i}" for i in range(3)],
            "formation": "push",
            "time": time,
            "splits": splits,
        }
        for side, team, time, splits in (
            ("finish", "AAA", "3:47.20", [[4, "1:48.00"], [7.5, "3:26.0"]]),
            ("crossing", "BBB", "3:49.00", [[4, "1:50.4"], [7.5, "3:31.9"]]),
        )
    }
    sides["finish"]["fall"] = {"skater": "AAA2", "laps": 7.8}
    scenario = load(
        {
            "event": {"name": "Fall", "sex": "men", "laps": 8},
            "teams": {str(each["team"]): {"skaters": each["lineup"]} for each in sides.values()},
            "races": {"r1": sides},
        }
    )
    skated = simulate(scenario.races["r1"])
    (fall,) = falls(skated)
    assert fall.up_s < 220.0
    told = [race_odds(scenario, scenario.races["r1"], at_s=float(at)) for at in range(215, 227)]
    at_223 = int(np.searchsorted(skated.time_s, 223.0))
    assert skated.tail_m[at_223, 0] - skated.tail_m[at_223, 1] > 20
    # The gap shown is from before the fall; lost are the seconds since, and little is to come.
    due = {each.asked.time_s: each.due_s[0] for each in told}
    assert due[215.0] == pytest.approx(11.0, abs=0.3)
    assert 5.0 < due[223.0] < 7.5
    chances = [each.asked.chance for each in told]
    assert chances[8] > 0.8  # at 3:43, before BBB come where AAA fell
    assert chances[5:] == sorted(chances[5:])  # since the skater is up


def early(side: str, laps: int, at: float, lead_s: float, known: bool) -> Scenario:
    """AAA fall `at` laps, so far ahead at the last line before; both skate 27 s a lap till then."""
    half = max(0.5, int(2 * at - 0.2) / 2)

    def entry(team: str, time_s: float, split_s: float | None = None) -> dict[str, object]:
        told: dict[str, object] = {
            "team": team,
            "lineup": [f"{team}{i}" for i in range(3)],
            "formation": "push",
            "time": f"{int(time_s // 60)}:{time_s % 60:05.2f}",
        }
        return told if split_s is None else told | {"splits": [[half, round(split_s, 2)]]}

    other = {"finish": "crossing", "crossing": "finish"}[side]
    whole_s, there_s = 4.2 + 27 * laps, 4.2 + 27 * half
    races = {
        "r1": {
            side: entry("AAA", whole_s + 12, there_s)
            | {"fall": {"skater": "AAA2", "laps": at}},
            other: entry("BBB", whole_s + 1.2 * lead_s, there_s + lead_s),
        }
    }  # fmt: skip
    if known:
        races = {"r0": {side: entry("AAA", whole_s), other: entry("BBB", whole_s)}} | races
    return load(
        {
            "event": {"name": "Fall", "sex": "men", "laps": laps},
            "teams": {t: {"skaters": [f"{t}{i}" for i in range(3)]} for t in ("AAA", "BBB")},
            "races": races,
        }
    )


@pytest.mark.parametrize(
    ("side", "laps", "at", "lead_s", "known"),
    [
        ("finish", 8, 0.8, 1.1, True),  # more than form makes, if AAA were no faster than before
        ("crossing", 8, 2.8, 3.0, True),
        ("crossing", 6, 0.75, 0.6, False),
        ("finish", 4, 0.8, -1.2, False),  # behind already: a fall makes nobody faster
        ("finish", 8, 5.3, 6.0, True),  # more than half of what a fall costs: it may be enough
    ],
)
def test_a_fall_is_reckoned_with_when_it_is_seen_and_not_again_when_the_gap_shows_it(
    side: str, laps: int, at: float, lead_s: float, known: bool
) -> None:
    """In no half-second after the fall does the chance move by more than what is lost in it.

    Of a fall nobody knows more than that it costs some 11 s, half of them at least: for less than
    6 s the chance falls to a fraction and stays near it.
    """
    scenario = early(side, laps, at, lead_s, known)
    race = scenario.races["r1"]
    team = 0 if side == "finish" else 1
    skated = simulate(race)
    (fall,) = falls(skated)
    assert fall.team == team
    guide = before_race(scenario, race, ())
    thought = team_outlooks(guide).of
    first, second = (thought[each.team.code] for each in race.entries)
    watched = WatchedRace(skated, gap_outlook(first, second, guide.hidden))

    def chance(at_s: float) -> float:
        asked = watched.at_time(at_s).chance
        return asked if team == 0 else 1 - asked

    before = chance(fall.start_s - 0.05)
    after = [chance(fall.start_s + each) for each in np.arange(0.05, 9.0, 0.5)]
    assert after[0] < min(before, 0.25)
    if lead_s < 5:
        assert max(after) < 0.2
    assert np.abs(np.diff(after)).max() < 0.06


def test_any_moment_of_the_program_can_be_asked_for_as_a_number() -> None:
    """Its own events come at times of more digits than anybody writes."""
    at_s = 150.44519230769228
    found = asked_odds("beijing-2022-men", "final-a", at=at_s)
    assert found.asked.time_s == pytest.approx(at_s, abs=1e-6)
    for wrong in (-0.5, 1e4, float("nan")):
        with pytest.raises(InputError, match="is not a moment of this race"):
            asked_odds("beijing-2022-men", "final-a", at=wrong)
