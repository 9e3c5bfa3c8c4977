"""The sentences of `compare`: what they say for answers of every kind."""

from __future__ import annotations

from dataclasses import replace
from math import nan
from typing import Any

import pytest

from helpers.lab_answers import compared
from helpers.outcomes import CLI
from pursuit_sim import load
from pursuit_sim.lab.comparison import Comparison
from pursuit_sim.lab.estimate import Estimate
from pursuit_sim.lab.robustness import Robustness, Sensitivity
from pursuit_sim.lab.uncertainty import EXCHANGE, PUSH_RATIO, SWING
from pursuit_sim.lab.variance import Share

pytestmark = pytest.mark.whole


@pytest.fixture(scope="module")
def found() -> Comparison:
    return compared(load("beijing-2022-men").races["sf-1"], "NED", draws_count=100)


def changed(
    found: Comparison,
    value: float,
    interval: tuple[float, float],
    *,
    second: float = -1.0,
    alone: tuple[float, float] = (-1.0, -2.0),
    corners: tuple[float, float] = (-3.0, -1.0),
) -> Comparison:
    """The comparison with another answer, one input at its ends, and other corners."""
    own, other = found.answers
    push = Estimate(value, *interval)
    return replace(
        found,
        push_minus_rotating=push,
        answers=(
            replace(own, push_minus_rotating=push),
            replace(other, push_minus_rotating=Estimate(second, second - 1, second + 1)),
        ),
        robustness=Robustness(
            (Sensitivity(PUSH_RATIO, "1", 0.95, 1.0, alone[0], alone[1]),), corners
        ),
    )


ABOVE = {"second": 1.0, "alone": (1.0, 2.0), "corners": (1.0, 3.0)}


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        # The sign holds everywhere.
        (((-2, (-3, -1)), {}), [": very probably push. ", "2.0 s faster than the best rotation"]),
        (((2, (1, 3)), ABOVE), [": very probably rotate. ", "2.0 s slower"]),
        # It turns only where the guesses are at their ends together.
        (((-2, (-3, 0.1)), {"corners": (-3, 1)}), [": probably push, but", "0.1 s slower"]),
        # One guess alone turns it, but not nine of ten draws.
        (((-2, (-3, -1)), {"alone": (-3, 1)}), [": probably push, but", "It hinges on what"]),
        # One guess alone turns it, and the draws lie on both sides; however many.
        (((-2, (-5, 0.1)), {"alone": (-3, 1)}), [": too close to call. ", "It hinges on what"]),
        # The two sets of drafting strengths contradict each other.
        (((-1, (-2, -0.5)), {"second": 1.0, "corners": (-3, 1)}), [": too close to call. "]),
        (((-2, (nan, nan)), {}), [": no answer can be given. ", "cannot be said"]),
        # An end without a solution makes nothing sure.
        (((-2, (-3, -1)), {"corners": (nan, -1)}), [": probably push, but"]),
    ],
)
def test_the_words_say_how_well_the_sign_holds(
    found: Comparison, answer: Any, words: list[str]
) -> None:
    given, others = answer
    said = changed(found, *given, **others).verdict[0]
    assert said.startswith("Netherlands, Semifinal 1: ")
    for word in words:
        assert word in said
    if any("no answer" in word for word in words):
        assert "probably" not in said


def test_a_missing_answer_with_the_other_set_makes_nothing_sure(found: Comparison) -> None:
    sure = changed(found, -2, (-3, -1))
    assert sure.sign_is_sure
    assert not replace(sure, other_problem="nobody could").sign_is_sure


def test_an_answer_that_is_missing_is_that_of_the_other_set(found: Comparison) -> None:
    (said,) = (
        each for each in replace(found, other_problem="nobody could").verdict if "could" in each
    )
    assert found.calibration.drafting == "race-effective"
    assert said == (
        "With drafting as strong as wind tunnels measure there is no answer: nobody could."
    )


def test_where_the_answer_turns_is_told_of_both_sets_as_far_as_it_was_found(
    found: Comparison,
) -> None:
    own, other = (each.turning_ratio.value for each in found.answers)
    said = " ".join(found.verdict)
    assert f"more than {100 * (1 - own):.1f} % of its effectiveness" in said
    assert f"with stronger drafting more than {100 * (1 - other):.1f} % (below {other:.3f})" in said
    lost = replace(found.answers[1], turning_ratio=Estimate(nan, nan, nan))
    said = " ".join(replace(found, answers=(found.answers[0], lost)).verdict)
    assert f"more than {100 * (1 - own):.1f} % of its effectiveness" in said
    assert "with stronger drafting" not in said


@pytest.mark.parametrize("own", [{"shelter_second": 0.3}, {"shelter_third": 0.4}])
def test_strengths_that_the_scenario_gives_are_called_its_own(
    found: Comparison, own: dict[str, float]
) -> None:
    push = found.outcomes["push"]
    given = replace(push, entry=push.entry.with_effort(**own))
    assert found.verdict[1].startswith("With drafting as strong as race times suggest")
    said = replace(found, outcomes={**found.outcomes, "push": given}).verdict[1]
    assert said.startswith("With the scenario's own drafting strengths: ")


def test_without_the_other_set_nothing_is_said_of_it(found: Comparison) -> None:
    said = " ".join(replace(found, answers=found.answers[:1]).verdict)
    assert "wind tunnels" not in said
    assert "stronger" not in said
    assert "both sets" not in said


def test_what_reaches_beyond_the_evidence_is_said_to(found: Comparison) -> None:
    """Nothing supports more than about 4 s (docs/models.md)."""
    sentence = "more than about 4 s"
    assert sentence not in " ".join(changed(found, -2, (-3.9, 1)).verdict)
    assert sentence in " ".join(changed(found, -2, (-4.1, 1)).verdict)


def test_what_was_skated_stands_beside_the_best_with_what_its_turns_cost(
    found: Comparison,
) -> None:
    """Kramer, Bosker and Roest led for 2½, 2 and 3½ laps: so it is assumed."""
    said = " ".join(found.verdict)
    cost = 219.62 - found.outcomes["rotating"].time_s
    assert f"(rotating; 3:39.62) is {cost:.1f} s slower by its own turns" in said
    assert "Bosker 2, Patrick Roest 3.5 laps. That is drawn, too" in said
    norway = compared(load("beijing-2022-men").races["sf-1"], "NOR", draws_count=20)
    said = " ".join(norway.verdict)
    assert "They pushed, and no other order of the three is faster" in said
    assert "assumed" not in norway.verdict[-1]


def test_a_formation_that_nobody_reported_is_not_told_as_skated() -> None:
    """Canada's in Final A of 2026 is assumed in the scenario."""
    canada = compared(load("milano-2026-women").races["final-a"], "CAN", draws_count=20)
    said = " ".join(canada.verdict)
    assert "They pushed" not in said
    assert "They are assumed to have pushed" in said
    assert "Their formation is not known; assumed is one leader all the way, pushed." in said


def test_what_makes_the_interval_wide_is_said_with_enough_draws(found: Comparison) -> None:
    assert "What makes the interval wide" not in " ".join(found.verdict)
    race = load("beijing-2022-women").races["sf-1"]
    shares = compared(race, "JPN", draws_count=2000)
    (said,) = (each for each in shares.verdict if each.startswith("What makes"))
    # docs/models.md: what pushing costs is most of it, then spacing and drafting.
    assert said.startswith("What makes the interval wide: what pushing costs (κ ratio) ")
    assert sum(each.first for each in shares.shares) == pytest.approx(1, abs=0.2)


def test_too_few_turns_are_told_in_the_first_sentence(found: Comparison) -> None:
    """A twentieth of an interval that is 4 s wide are 0.2 s."""
    four = changed(found, -2, (-3, 1))
    for missed_s, told in ((0.19, False), (0.21, True)):
        said = replace(four, reach=replace(found.reach, missed_s=missed_s)).verdict[0]
        assert ("favours the push" in said) is told
    assert "missed by 0.2 s in the mean" in said


def test_of_what_makes_it_wide_a_twentieth_is_told_and_four_at_most(found: Comparison) -> None:
    small = (Share(PUSH_RATIO, 0.6, 0.62), Share(SWING, 0.05, 0.051), Share(EXCHANGE, 0.04, 0.049))
    (said,) = (each for each in replace(found, shares=small).verdict if "wide" in each)
    assert said == (
        "What makes the interval wide: what pushing costs (κ ratio) 62 %, swing-out 5 % "
        "of its variance."
    )
    many = tuple(Share(f"input {i}", 0.2, 0.2) for i in range(5))
    (said,) = (each for each in replace(found, shares=many).verdict if "wide" in each)
    assert said.count("20 %") == 4
    assert "input 4" not in said
    none = replace(found, shares=(Share(SWING, 0.04, 0.049),)).verdict
    assert not any("wide" in each for each in none)


def test_a_push_that_could_not_win_is_not_said_to_cost_less_than_nothing() -> None:
    race = load("beijing-2022-men", ["effort.push_limit_n=0"]).races["sf-1"]
    found = compared(race, "NED", draws_count=10)
    said = " ".join(found.verdict)
    # 7.6 s of 218.8 s slower at 0.98, by T ~ κ^−0.40: 0.98 · (1 + 7.6/218.8)^2.5 = 1.067.
    assert found.turning_ratio.value == pytest.approx(1.067, abs=0.006)
    assert f"(κ ratio {found.turning_ratio.value:.3f})" in said
    assert "only if it made the team" in said
    assert "−" not in said


@pytest.mark.slow
def test_a_formation_changed_without_its_time_is_told(cli: CLI) -> None:
    done = cli("compare", "what-if-dutch-push", "--race", "sf-1", "--team", "NED", "--draws", "100")
    assert "NED in sf-1: changed here are formation" in done.err
    plain = cli("compare", "beijing-2022-men", "--race", "sf-1", "--team", "NED", "--draws", "100")
    assert "changed here" not in plain.err


def test_a_substitute_is_not_said_to_have_skated(cli: CLI) -> None:
    words = (
        "sweep",
        "beijing-2022-men",
        "--race",
        "sf-1",
        "--team",
        "NED",
        "--vary",
        "body.mass_kg=78",
    )
    others = ('teams.NED.skaters=["Kramer", "Roest", "Bosker", "Talsma"]',
              'races.sf-1.crossing.lineup=["Roest", "Talsma", "Bosker"]',
              "races.sf-1.crossing.formation=rotating")  # fmt: skip
    done = cli(*words, *(word for each in others for word in ("--set", each)))
    assert "the race as it was skated" in done.out
    assert "taken as skated so" not in done.err
    same = cli(*words, "--set", "races.sf-1.crossing.formation=push")
    assert "taken as skated so" in same.err
