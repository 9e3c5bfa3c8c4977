"""The sentences of `compare`: what they say for answers of every kind."""

from __future__ import annotations

from dataclasses import replace
from math import nan

import pytest

from helpers.outcomes import CLI
from pursuit_sim import load
from pursuit_sim.lab.compare import compare
from pursuit_sim.lab.comparison import Comparison
from pursuit_sim.lab.estimate import Estimate
from pursuit_sim.lab.verdict import chance


@pytest.fixture(scope="module")
def found() -> Comparison:
    return compare(load("beijing-2022-men").races["sf-1"], "NED", draws_count=200)


def answered(
    found: Comparison, first: tuple[float, float, float], second: tuple[float, float, float]
) -> str:
    """The first sentence for (value, low, high) of either drafting set."""
    assert found.other_set is not None
    other = replace(found.other_set, push_minus_rotating=Estimate(*second))
    changed = replace(found, push_minus_rotating=Estimate(*first), other_set=other)
    return changed.verdict[0]


@pytest.mark.parametrize(
    ("first", "second", "words"),
    [
        (
            (-3, -5, -1),
            (-2, -4, -0.5),
            [": very probably push. ", "2.0 to 3.0 s faster", "0.5 s faster"],
        ),
        ((-3, -5, -1), (-1, -3, 1), ["probably push", "not certain", "1.0 s slower"]),
        ((3, 1, 5), (2, 0.5, 4), [": very probably rotate. ", "2.0 to 3.0 s slower"]),
        ((1, -1, 3), (2, 0.5, 4), ["probably rotate", "not certain", "1.0 s faster"]),
        ((-1, -3, 1), (1, -1, 3), ["too close to call", "1.0 s faster to 1.0 s slower"]),
        ((-2, -3, -1), (-2, -3, -1), ["2.0 s faster than"]),
        ((-2, nan, nan), (-2, nan, nan), [": no answer can be given. ", "cannot be said"]),
        ((-2, nan, nan), (-2, -3, -1), [": no answer can be given. ", "cannot be said"]),
        ((-3, -5, -1), (-2, nan, nan), [": no answer for both sets", "cannot be said"]),
        ((-2, nan, nan), (2, nan, nan), [": no answer can be given. "]),
    ],
)
def test_the_answer_says_which_way_and_how_surely(
    found: Comparison,
    first: tuple[float, float, float],
    second: tuple[float, float, float],
    words: list[str],
) -> None:
    said = answered(found, first, second)
    assert said.startswith("Netherlands, Semifinal 1: ")
    for word in words:
        assert word in said
    if any("no answer" in word for word in words):
        assert "probably" not in said


def test_a_missing_interval_makes_nothing_sure(found: Comparison) -> None:
    """Whichever of the two it is."""
    assert found.other_set is not None
    known, missing = Estimate(-3, -5, -1), Estimate(-2, nan, nan, unsolved=90)
    for own, other in ((known, missing), (missing, known)):
        second = replace(found.other_set, push_minus_rotating=other)
        assert not replace(found, push_minus_rotating=own, other_set=second).sign_is_sure


def test_without_the_other_set_nothing_is_said_of_it(found: Comparison) -> None:
    said = " ".join(replace(found, other_set=None).verdict)
    assert "wind tunnels" not in said
    assert "stronger" not in said
    assert "depending" not in said


def test_what_reaches_beyond_the_evidence_is_said_to(found: Comparison) -> None:
    """Nothing supports more than about 4 s (docs/models.md)."""
    assert found.other_set is not None
    sentence = "more than about 4 s"
    near = replace(found, other_set=None, push_minus_rotating=Estimate(-2, -3.9, 1))
    assert sentence not in " ".join(near.verdict)
    far = replace(near, push_minus_rotating=Estimate(-2, -4.1, 1))
    assert sentence in " ".join(far.verdict)


def test_assumed_turns_are_told_and_uneven_ones_judged(found: Comparison) -> None:
    """Kramer, Bosker and Roest led for 2½, 2 and 3½ laps: so it is assumed."""
    said = found.verdict[-1]
    assert "Bosker 2, Patrick Roest 3.5" in said
    assert "Uneven" in said
    korea = compare(load("beijing-2022-men").races["final-c"], "KOR", draws_count=100)
    assert "assumed" in korea.verdict[-1]
    assert "Uneven" not in korea.verdict[-1]


@pytest.mark.parametrize(
    ("share", "text"),
    [(1.0, "100 %"), (0.9996, "over 99 %"), (0.871, "87 %"), (0.002, "under 1 %"), (0.0, "0 %")],
)
def test_a_chance_is_not_rounded_to_certainty(share: float, text: str) -> None:
    assert chance(share) == text


def test_an_unknown_chance_is_a_dash() -> None:
    assert chance(nan) == "–"


def test_a_push_that_could_not_win_is_not_said_to_cost_less_than_nothing() -> None:
    race = load("beijing-2022-men", ["effort.push_limit_n=0"]).races["sf-1"]
    said = " ".join(compare(race, "NED", draws_count=10).verdict)
    assert "only if it made the team 6.1 % more effective (κ ratio 1.061)" in said
    assert "−" not in said


def test_who_never_leads_is_named() -> None:
    race = load("beijing-2022-women").races["final-a"]
    said = " ".join(compare(race, "CAN", draws_count=10).verdict)
    assert "than their own few changes" in said
    assert "Valérie Maltais never leads" in said
    assert "Uneven turns" not in said


def test_a_formation_changed_without_its_time_is_told(cli: CLI) -> None:
    done = cli("compare", "what-if-dutch-push", "--race", "sf-1", "--team", "NED", "--draws", "100")
    assert "NED in sf-1: changed here are formation" in done.err
    plain = cli("compare", "beijing-2022-men", "--race", "sf-1", "--team", "NED", "--draws", "100")
    assert plain.err == ""


def test_a_rotation_in_equal_turns_of_unlike_skaters_is_said_to_be_one() -> None:
    weaker = 'teams.NOR.bodies={"Sverre Lunde Pedersen" = {aerobic_w = 300}}'
    for changes, expected in (([weaker], True), ([], False)):
        race = load("beijing-2022-men", changes).races["sf-1"]
        said = " ".join(compare(race, "NOR", draws_count=10).verdict)
        assert ("equal turns, though these skaters differ" in said) == expected
