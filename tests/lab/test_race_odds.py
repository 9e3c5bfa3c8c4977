"""Odds of a race, against paths that are walked, exact solutions and measured half-laps."""

from __future__ import annotations

from math import erf, sqrt

import numpy as np
import pytest

from helpers.races import measured
from pursuit_sim import InputError, load
from pursuit_sim.lab.chance import normal_below
from pursuit_sim.lab.event_odds import event_odds
from pursuit_sim.lab.gap_outlook import gap_outlook
from pursuit_sim.lab.outlook import Outlook
from pursuit_sim.lab.race_odds import race_odds
from pursuit_sim.scenario.parameters import Form
from pursuit_sim.verbs.foreseen import race_odds as asked_odds

CALM = Form(fall_chance=0.0, touch_chance=0.0)


def team(time_s: float, form: Form, *, more_s: float = 0.0) -> Outlook:
    """Form on the day, and what is not known of its strength [s]."""
    covariance = np.array([[form.race_sd_s**2 + more_s**2]])
    return Outlook(np.ones(1), np.array([[time_s]]), covariance, form)


def below(z: float) -> float:
    return 0.5 * (1 + erf(z / sqrt(2)))


def test_the_normal_curve_is_the_error_function() -> None:
    at = np.linspace(-6, 6, 997)
    assert normal_below(at) == pytest.approx([below(z) for z in at.tolist()], abs=1e-6)


def test_before_the_start_it_is_two_normal_times() -> None:
    outlooks = gap_outlook(team(218.0, CALM, more_s=0.9), team(219.0, CALM))
    spread = sqrt(2 * 1.2**2 + 0.9**2)
    assert outlooks.first_wins(0.0, 0.0) == pytest.approx(below(1 / spread), abs=1e-5)


def test_just_before_the_finish_the_gap_decides() -> None:
    outlooks = gap_outlook(team(218.0, CALM), team(218.0, CALM))
    wandering = 2 * 0.5 * 1.2**2
    left = 0.01
    expected = below(0.1 / sqrt(left * wandering))
    assert outlooks.first_wins(1 - left, -0.1) == pytest.approx(expected, abs=0.01)


@pytest.mark.parametrize(("part", "gap_s"), [(0.25, -0.5), (0.5, 0.4), (0.75, 0.8), (0.75, -5.5)])
def test_at_a_gap_it_is_as_many_races_go_on(part: float, gap_s: float) -> None:
    """Races are walked in steps, falls where they come; of those with that gap, who wins?"""
    form = Form(fall_chance=0.04, touch_chance=0.1)
    steps, count = 16, 400_000
    generator = np.random.default_rng(7)
    shared = 2 * form.race_sd_s**2 * 0.5
    lasting = 0.6 + sqrt(shared + 0.8**2) * generator.standard_normal(count)
    wandered = np.zeros(count)
    seen = np.zeros(count)
    for step in range(1, steps + 1):
        wandered += sqrt(shared / steps) * generator.standard_normal(count)
        for sign in (1, -1):
            for chance, loss in ((form.fall_chance, 11.0), (form.touch_chance, 5.0)):
                one = 1 - (1 - chance) ** (1 / steps)
                fell = generator.random(count) < one
                costs = loss * (1 + 0.5 * generator.standard_normal(count))
                wandered += sign * costs * fell
        if step == round(part * steps):
            seen = lasting * part + wandered
    near = np.abs(seen - gap_s) < 0.15
    assert near.sum() > 1000
    expected = float((lasting + wandered < 0)[near].mean())
    outlooks = gap_outlook(team(218.6, form, more_s=0.8), team(218.0, form))
    noise = 3 * sqrt(0.25 / near.sum())
    assert outlooks.first_wins(part, gap_s) == pytest.approx(expected, abs=noise + 0.01)


def test_time_lost_by_a_fall_tells_nothing_of_how_fast_they_skate() -> None:
    """Expected 11 s ahead they are 5.5 s behind half-way: a fall, of 11 s.

    Skating on as they did they would be level at the end, unless they fall again. That they have
    not fallen, and are slower by so much, is 200 000 times less likely.
    """
    falling = Form(fall_chance=0.19, touch_chance=0.0)
    outlooks = gap_outlook(team(207.0, falling), team(218.0, CALM))
    second_half = 1 - sqrt(1 - 0.19)
    assert second_half == pytest.approx(0.1)
    assert outlooks.first_wins(0.5, 5.5) == pytest.approx(0.5 * (1 - 0.1), abs=0.001)


@pytest.mark.parametrize("day_share", [0.25, 0.9, 1.0])
def test_a_lead_early_in_a_race_is_worth_what_races_that_are_drawn_say(day_share: float) -> None:
    """Level teams after a sixteenth: a lead is speed, that goes on, or a touch, which does not."""
    form = Form(day_share=day_share, fall_chance=0.0, touch_chance=0.4)
    part, count = 1 / 16, 1_500_000
    generator = np.random.default_rng(11)
    on_the_way = min(0.5, 1 - day_share) * 2 * 1.2**2
    lasting = sqrt(2 * 1.2**2 - on_the_way + 2 * 0.8**2) * generator.standard_normal(count)
    seen = part * lasting + sqrt(part * on_the_way) * generator.standard_normal(count)
    ended = (1 - part) * lasting
    ended += sqrt((1 - part) * on_the_way) * generator.standard_normal(count)
    for sign in (1, -1):
        first = generator.random(count) < 1 - 0.6**part
        rest = generator.random(count) < 1 - 0.6 ** (1 - part)
        seen += sign * first * 5.0 * (1 + 0.5 * generator.standard_normal(count))
        ended += sign * rest * 5.0
    ended += seen
    one = team(218.0, form, more_s=0.8)
    outlooks = gap_outlook(one, one)
    for gap_s in (-0.1, -0.2, -1.5, -3.0):
        near = np.abs(seen - gap_s) < 0.02 + 0.05 * abs(gap_s)
        noise = 3.5 * sqrt(0.25 / near.sum())
        assert noise < 0.08
        assert outlooks.first_wins(part, gap_s) == pytest.approx(
            float((ended < 0)[near].mean()), abs=noise
        )


def test_a_gap_that_is_no_speed_is_said_to_be_none() -> None:
    scenario = load("beijing-2022-men")
    race = scenario.races["final-a"]
    said = "A fall or a touch is part of this gap"
    for ahead, laps, told in ((3.0, 7.5, True), (0.3, 7.5, False), (8.0, 0.5, True)):
        found = race_odds(scenario, race, laps_to_go=laps, ahead=("NOR", ahead))
        assert any(said in each for each in found.to_dict()["basis"]) is told
    assert not any(said in each for each in race_odds(scenario, race).basis)


@pytest.mark.parametrize("left", [7.5, 6.0, 2.0])
def test_either_team_may_be_called_the_first(left: float) -> None:
    one, other = team(217.0, Form(), more_s=0.8), team(218.0, Form(race_sd_s=1.5))
    for gap in (-6.0, -3.0, -0.5, 0.0, 2.0, 5.0):
        first = gap_outlook(one, other).first_wins(1 - left / 8, gap)
        second = gap_outlook(other, one).first_wins(1 - left / 8, -gap)
        assert first + second == pytest.approx(1.0, abs=1e-6)


def test_who_stumbles_at_the_gun_is_no_slower_and_no_faster_for_it() -> None:
    """Of two level teams one is 2.9 s ahead after half a lap, ten times what form makes there.

    So it is a touch, and what is to come is as before the start: form, a standard deviation of
    1.64 s on the way that is left, the touches and falls of that way, one in fifteen a team.
    """
    form = Form()
    outlooks = gap_outlook(team(220.0, form), team(220.0, form))
    plain = below(2.9 / 1.64)
    assert plain - 0.07 < outlooks.first_wins(1 / 16, -2.9) < 0.99
    lost = 1 - outlooks.first_wins(1 / 16, 2.9)
    assert lost == pytest.approx(outlooks.first_wins(1 / 16, -2.9), abs=1e-6)


def test_form_that_is_only_the_days_goes_on_as_it_did() -> None:
    """Half a second in seven laps is 0.57 s in eight, unless somebody falls or touches."""
    form = Form(day_share=1.0)
    outlooks = gap_outlook(team(218.0, form), team(218.0, form))
    last_lap = 1 - (1 - form.fall_chance) ** (1 / 8) * (1 - form.touch_chance) ** (1 / 8)
    assert outlooks.first_wins(7 / 8, -0.5) == pytest.approx(1 - last_lap, abs=0.002)


def test_a_day_that_is_known_is_not_unsaid_by_a_gap() -> None:
    """All form is the day's, and Norway were 1.66 s slower than ROC in the semifinals of it.

    So 0.5 s ahead with a lap to go, by whatever befell ROC, they lose 1.66/8 s more: they win,
    unless they fall or touch, or something befell them in the semifinal already.
    """
    scenario = load("beijing-2022-men").replace("form.day_share", 1)
    race = scenario.races["final-a"]
    assert race_odds(scenario, race, laps_to_go=1, ahead=("NOR", 0.5)).asked.chance > 0.97
    assert race_odds(scenario, race, laps_to_go=1, ahead=("NOR", 0.1)).asked.chance < 0.1


def test_gaps_wander_as_measured_half_laps_do() -> None:
    """Half-lap to half-lap, about their own mean: variance over a race, all pairs of one sex."""
    found = []
    times = measured()
    for sex in ("Men Team Pursuit", "Ladies Team Pursuit"):
        teams = [np.array(own) for (each, _), own in times.items() if each == sex]
        for i, one in enumerate(teams):
            for other in teams[:i]:
                steps = np.diff(one - other)
                found.append(len(one) * steps.var(ddof=1))
    assert len(found) == 7
    form = Form()
    assumed = 2 * form.on_the_way_share * form.race_sd_s**2
    assert sqrt(np.mean(found)) == pytest.approx(1.11, abs=0.02)
    assert sqrt(assumed) == pytest.approx(sqrt(np.mean(found)), abs=0.15)
    assert sqrt(min(found)) < sqrt(assumed) < sqrt(max(found))


def test_what_wanders_does_so_early_and_late_alike() -> None:
    """Else the remaining uncertainty would not shrink with the way that is left."""
    early, late = [], []
    times = measured()
    for sex in ("Men Team Pursuit", "Ladies Team Pursuit"):
        teams = [np.array(own) for (each, _), own in times.items() if each == sex]
        for i, one in enumerate(teams):
            for other in teams[:i]:
                steps = np.diff(one - other)
                half = len(steps) // 2
                early.append(steps[:half].var(ddof=1))
                late.append(steps[half:].var(ddof=1))
    ratio = np.mean(late) / np.mean(early)
    assert 0.4 < ratio < 2.5  # the F of two variances of 35 values each: 0.56 to 1.8 (90 %)


def test_nothing_after_the_race_moves_what_was_known_before_it() -> None:
    plain = load("beijing-2022-men")
    changed = plain.replace({"races.final-a.finish.time": "3:30.00"})
    one, other = (race_odds(each, each.races["sf-1"]) for each in (plain, changed))
    assert one.to_dict() == other.to_dict() | {"changed": False}
    assert one.to_dict()["race"] == "sf-1"
    assert [each["team"] for each in one.to_dict()["teams"]] == ["NOR", "NED"]
    assert one.runs == (("qf-3",), ("qf-2",))


def test_before_any_race_both_are_alike() -> None:
    found = race_odds(load("beijing-2022-men"), load("beijing-2022-men").races["qf-1"])
    assert found.asked.chance == pytest.approx(0.5, abs=1e-6)
    assert found.runs == ((), ())


def test_the_end_is_known_at_the_finish_and_not_before() -> None:
    scenario = load("beijing-2022-women")
    race = scenario.races["final-a"]  # Japan ahead into the last corner, where one fell
    before = race_odds(scenario, race, laps_to_go=0.5)
    assert before.asked.gap_s == pytest.approx(-0.32)  # published
    assert before.asked.source == "measured"
    assert before.asked.chance > 0.8
    assert before.lines[-1].chance == 0.0
    over = race_odds(scenario, race, at_s=174.0)  # Canada through at 2:53.44, Japan not yet
    assert over.asked.chance == 0.0
    assert before.when.endswith("0.5 laps to go")
    assert any(each.startswith("Gaps between known ones are the model's") for each in before.basis)
    end = race_odds(scenario, race, at_s=190.0)
    assert (end.asked.laps, end.when) == (6.0, "at the finish")


def test_between_the_lines_the_second_team_tells_when_both_have_skated_so_far() -> None:
    # Evenly but for 4.6 s at the start, 180 s for six laps: 4.6 s + 5.3/6 · 175.4 s.
    even = {"fade_s": 0.0, "corner_swing": 0.0, "start_loss_s": 4.6}
    changed: dict[str, object] = {"races.race-1.crossing.gap": 5.0}
    for side, time in (("finish", "2:55"), ("crossing", "3:00")):
        team = {"time": time, "formation": "fixed", "pacing": even}
        changed |= {f"races.race-1.{side}.{key}": value for key, value in team.items()}
    scenario = load("two-teams").replace(changed)
    asked = race_odds(scenario, scenario.races["race-1"], laps_to_go=0.7).asked
    assert asked.time_s == pytest.approx(4.6 + 5.3 / 6 * 175.4, abs=0.01)
    assert asked.gap_s == pytest.approx(-5.3 / 6 * 5, abs=0.01)


def test_of_a_race_that_cannot_be_replayed_only_moments_cannot_be_asked() -> None:
    scenario = load("milano-2026-women")
    race = scenario.races["qf-1"]  # Kazakhstan fell
    found = race_odds(scenario, race)
    assert found.teams == ("NED", "KAZ")
    assert not found.lines
    assert not found.curve
    assert race_odds(scenario, race, laps_to_go=1, ahead=("KAZ", 2.0)).asked.chance < 0.2
    with pytest.raises(InputError, match="cannot be replayed"):
        race_odds(scenario, race, laps_to_go=1)


UNKNOWN: dict[str, object] = {
    f"races.{race}.{side}.time": "unknown"
    for race in ("sf-1", "final-a")
    for side in ("finish", "crossing")
}


def test_a_race_to_come_is_two_normal_times() -> None:
    """One race known of each, two days before: both estimates and both races are unsure by form."""
    calm = {"form.fall_chance": 0, "form.touch_chance": 0}
    scenario = load("beijing-2022-men").replace(UNKNOWN | calm)
    found = race_odds(scenario, scenario.races["sf-1"])
    assert found.teams == ("NOR", "NED")
    # Norway took 3:37.47 in their quarterfinal, the Netherlands 3:38.90.
    assert found.asked.chance == pytest.approx(
        below((218.90 - 217.47) / sqrt(4 * 1.2**2)), abs=1e-5
    )
    assert not any("the model's" in each for each in found.basis), "there are no gaps yet"


def test_a_final_to_come_is_what_events_that_are_drawn_say() -> None:
    final = {key: value for key, value in UNKNOWN.items() if "final" in key}
    scenario = load("beijing-2022-men").replace(final)
    found = race_odds(scenario, scenario.races["final-a"])
    drawn = event_odds(scenario, "semifinals").teams
    first = {each.team: each.chances.first for each in drawn}
    assert found.asked.chance == pytest.approx(first[found.teams[0]], abs=0.006)


@pytest.mark.usefixtures("answers_once")
def test_a_formation_is_worth_what_it_is_in_events_that_are_drawn(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Whoever wins the semifinal is in final A, with what few draws say of the push."""
    monkeypatch.setattr("pursuit_sim.lab.supposed.DRAWS", 20)
    scenario, push = load("beijing-2022-men"), ("NED", "push")
    found = race_odds(scenario, scenario.races["sf-1"], what_if=push)
    drawn = event_odds(scenario, "quarterfinals", what_if=push).teams
    norway = next(each for each in drawn if each.team == "NOR")
    assert norway.supposed is not None
    assert found.supposed == pytest.approx(norway.supposed.final, abs=0.006)
    assert found.asked.chance == pytest.approx(norway.chances.final, abs=0.006)
    with pytest.raises(InputError, match="not skated as is supposed"):
        race_odds(scenario, scenario.races["sf-1"], what_if=push, laps_to_go=2)
    led = race_odds(
        scenario, scenario.races["sf-1"], what_if=push, laps_to_go=0.5, ahead=("NED", 3.0)
    )
    assert led.supposed is not None
    assert led.supposed < 0.05


def test_in_a_what_if_those_meet_whom_the_bracket_sends() -> None:
    """The Netherlands beat Norway: they skate final A, and not the race for bronze before it."""
    scenario = load("beijing-2022-men").replace("races.sf-1.crossing.time", "3:37.00")
    found = race_odds(scenario, scenario.races["final-a"])
    assert found.teams == ("NED", "ROC")
    assert found.runs == (("qf-2", "sf-1"), ("qf-4", "sf-2"))
    assert "In this what-if NED and ROC meet here, where NOR and ROC did." in found.basis
    assert found.lines == ()
    assert found.to_dict()["changed"] is True
    with pytest.raises(InputError, match="NED and ROC would meet in it"):
        race_odds(scenario, scenario.races["final-a"], at_s=100.0)
    as_skated = race_odds(scenario, scenario.races["sf-1"])
    assert as_skated.lines[-1].chance == 0.0
    guessed = load("beijing-2022-men").replace("races.qf-1.crossing.time", "3:30.00")
    with pytest.raises(InputError, match="would meet in a semifinal that they never skated"):
        race_odds(guessed, guessed.races["final-a"])


@pytest.mark.parametrize(("ties", "expected"), [((None, None), 0.5), ((2, 1), 0.0), ((1, 2), 1.0)])
def test_who_won_is_what_results_say(ties: tuple[int | None, int | None], expected: float) -> None:
    """In a dead heat nobody; where thousandths decided it, whoever they say."""
    changed: dict[str, object] = {
        "races.race-1.crossing.time": "2:55.40",
        "races.race-1.crossing.gap": 0.0,
    }
    for side, order in zip(("finish", "crossing"), ties, strict=True):
        if order is not None:
            changed[f"races.race-1.{side}.tie_break"] = order
    level = load("two-teams").replace(changed)
    found = race_odds(level, level.races["race-1"], at_s=175.4)
    assert found.asked.chance == found.lines[-1].chance == found.curve[-1][1] == expected


def test_laps_to_go_that_no_number_can_tell_from_none_are_refused() -> None:
    with pytest.raises(InputError, match="laps_to_go"):
        asked_odds("beijing-2022-men", "final-a", laps_to_go=1e-300, ahead="NOR:0.8")
