"""Draws without a solution: counted and said, and no answer where too many are missing."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from math import isfinite, nan

import numpy as np
import pytest

from helpers.outcomes import CLI
from helpers.ranked_pair import ranked_pair
from pursuit_sim import load
from pursuit_sim.export.tables import comparison_csv, comparison_table, medals_table
from pursuit_sim.lab.compare import SEED, compare
from pursuit_sim.lab.comparison import Comparison
from pursuit_sim.lab.estimate import estimate, share_below_nought
from pursuit_sim.lab.formations import with_known_turns
from pursuit_sim.lab.medals import compare_all
from pursuit_sim.lab.uncertainty import uncertain
from pursuit_sim.lab.variance import design
from pursuit_sim.scenario import Scenario
from pursuit_sim.scenario.physics import DraftingSet

pytestmark = pytest.mark.slow

DRAWS = 400
BLUE = "races.race-1.crossing"
WIDTH = 100


def blue(mass_kg: float, *changes: str, drafting: DraftingSet | None = None) -> Comparison:
    """A team so heavy that κ is near its highest; in many draws it would be beyond that."""
    race = load("two-teams", [f"{BLUE}.body.mass_kg={mass_kg:g}", *changes]).races["race-1"]
    return compare(race, "BLU", draws_count=DRAWS, drafting=drafting)


@pytest.fixture(scope="module")
def heavy() -> Comparison:
    return blue(120)


@pytest.fixture(scope="module")
def stout() -> Comparison:
    return blue(78)


@pytest.mark.parametrize(("missing", "known"), [(0, True), (5, True), (6, False), (100, False)])
def test_one_in_twenty_may_be_missing(missing: int, known: bool) -> None:
    drawn = np.arange(100.0) - 49.5  # half of them below nought
    drawn[np.linspace(0, 99, missing).astype(int)] = nan
    found, share = estimate(1.0, drawn), share_below_nought(drawn)
    assert (found.value, found.unsolved) == (1.0, missing)
    assert (found.interval is not None) == isfinite(share) == known
    if known:  # nine of ten lie within ±45
        assert [found.low, found.high] == pytest.approx([-45, 45], abs=2.0)
        assert share == pytest.approx(0.5, abs=0.01)


def test_too_many_unsolved_draws_are_no_answer(heavy: Comparison) -> None:
    assert heavy.unsolved > 0.4 * DRAWS
    own, other = heavy.answers
    assert own.draws + other.draws == DRAWS  # one mixture of both sets
    assert own.unsolved + other.unsolved == heavy.unsolved
    assert not heavy.sign_is_sure
    assert heavy.turning_ratio.interval is own.turning_ratio.interval is None
    assert own.push_minus_rotating.interval is None
    assert not isfinite(own.probability_push_faster)
    for answer in heavy.answers:
        assert isfinite(answer.push_minus_rotating.value)
    for outcome in heavy.listed:
        assert outcome.time.interval is outcome.difference.interval is None
        assert outcome.time.unsolved == outcome.difference.unsolved == heavy.unsolved


def test_who_would_need_more_than_anybody_has_is_without_a_solution(heavy: Comparison) -> None:
    """κ ends at 1.2: with more drag and less power the team would need more than that."""
    inputs = uncertain(with_known_turns(heavy.race, heavy.skated.entry), turns_known=False)
    groups = [each.told for each in inputs]
    points = design(np.random.default_rng(SEED), DRAWS, groups, shares=False).points
    drawn = {each.name: each.quantile(points[:, i]) for i, each in enumerate(inputs)}
    lost = np.isnan(heavy.drawn_difference_s)
    for name, sign in (("drag area", 1), ("mass", 1), ("aerobic power", -1)):
        assert sign * drawn[name][lost].mean() > sign * drawn[name][~lost].mean()


def test_the_sentences_say_that_there_is_none(heavy: Comparison) -> None:
    first, own, other, *_ = heavy.verdict
    assert "no answer can be given" in first
    assert f"as {heavy.unsolved} of {DRAWS} draws have no solution" in first
    assert "probably" not in " ".join(heavy.verdict)
    for said, answer in zip((own, other), heavy.answers, strict=True):
        missing = f"{answer.unsolved} of {answer.draws} draws have no solution"
        assert f"no interval, as {missing}" in said


def test_the_tables_have_dashes_and_the_reason(heavy: Comparison) -> None:
    times, _, _, _, sets, mattering = comparison_table.sheets(heavy)
    for row in times.rows:
        assert row[2] in ("measured", "–")
        assert row[4] in ("", "–")
    assert f"every formation: {heavy.unsolved} of {DRAWS} draws" in times.notes[0]
    assert [(row[3], row[4]) for row in sets.rows] == [("–", "–")] * 2
    assert [row[-1] for row in sets.rows] == [str(each.unsolved) for each in heavy.answers]
    assert "drag area +20 %" in mattering.notes[0]
    said = comparison_table.text(heavy)
    assert "nan" not in said
    assert max(map(len, said.splitlines())) <= WIDTH


def test_json_and_csv_have_no_number_where_there_is_none(heavy: Comparison) -> None:
    data = json.loads(json.dumps(heavy.to_dict(), allow_nan=False))
    assert data["draws"] == {"count": DRAWS, "unsolved": heavy.unsolved, "seed": SEED}
    for answer in (data, data["other_drafting_set"]):
        assert answer["probability_push_faster"] is None
        push = answer["push_minus_rotating_s"]
        assert push["low_5"] is push["high_95"] is None
        assert push["unsolved"] == answer["draws"]["unsolved"]
    for formation in data["formations"]:
        assert formation["time_interval_s"] == [None, None]
        assert formation["unsolved"] == heavy.unsolved
    ends = [(each["at_low_s"], each["at_high_s"]) for each in data["sensitivities"]]
    known = [None not in each for each in ends]
    assert known == sorted(known, reverse=True), "those without an end are last"
    assert not all(known)
    files = comparison_csv.tables([heavy])
    assert "nan" not in "".join(files.values())
    for row in csv.DictReader(io.StringIO(files["formations.csv"])):
        assert row["difference_s_low_5"] == row["time_s_high_95"] == ""
        assert row["unsolved"] == str(heavy.unsolved)


@pytest.mark.parametrize("format_", ["table", "csv", "json"])
def test_the_command_writes_it(cli: CLI, format_: str) -> None:
    words = ("--team", "BLU", "--draws", "100", "--set", f"{BLUE}.body.mass_kg=120")
    done = cli("compare", "two-teams", *words, "--format", format_)
    assert done.status == 0, done.err
    assert "nan" not in done.out.casefold()


def test_a_few_are_left_out_and_said(stout: Comparison) -> None:
    assert 0 < stout.unsolved <= DRAWS // 20
    assert stout.unsolved == np.isnan(stout.drawn_difference_s).sum()
    assert stout.push_minus_rotating.interval is not None
    own = " ".join(stout.verdict)
    assert f"{stout.unsolved} of {DRAWS} draws have no solution and are left out" in own
    assert "no answer" not in stout.verdict[0]
    assert not comparison_table.sheets(stout)[0].notes  # no more than the answer says


def test_where_a_formation_misses_more_than_the_answer_it_is_said(stout: Comparison) -> None:
    outcomes = dict(stout.outcomes)
    fixed = outcomes["fixed"]
    outcomes["fixed"] = replace(
        fixed,
        time=replace(fixed.time, low=nan, high=nan, unsolved=90),
        difference=replace(fixed.difference, low=nan, high=nan, unsolved=90),
    )
    (note,) = comparison_table.sheets(replace(stout, outcomes=outcomes))[0].notes
    assert note.startswith(f"· fixed: 90 of {DRAWS} draws have no solution")


def test_where_the_other_set_has_no_answer_the_reason_is_told() -> None:
    """Weak drafting asks for more than 1.2 where strong drafting does with a little less."""
    found = blue(120, f"{BLUE}.time=2:52.90", f"{BLUE}.gap=0", drafting="wind-tunnel")
    assert found.other_set is None
    assert "would need an effectiveness above 1.2" in found.other_problem
    assert not found.sign_is_sure
    said = found.verdict[2]
    assert said.startswith("With drafting as strong as race times suggest there is no answer: BLU")
    assert found.to_dict()["other_drafting_problem"] == found.other_problem
    *_, sets, _ = comparison_table.sheets(found)
    assert sets.rows[1] == ("the other set", *["–"] * 6)


def pair(watts: float) -> Scenario:
    """One of two teams so heavy that some draws, or with less power most, have no solution."""
    body = f"[races.r-1.crossing.body]\nmass_kg = 100\naerobic_w = {watts}\n"
    return ranked_pair("3:40.10", body)


def test_medals_are_of_the_draws_in_which_every_team_is_solved() -> None:
    found = compare_all(pair(310), draws_count=DRAWS)
    first, second = (found.comparisons["r-1", code] for code in ("AAA", "BBB"))
    assert 0 < second.unsolved <= DRAWS // 20
    rotating, pushing = first.drawn_s["rotating"], second.drawn_s["rotating"]
    both = ~(np.isnan(rotating) | np.isnan(pushing))
    assert found.unsolved["all rotate"] == DRAWS - both.sum()
    assert found.unsolved["as skated"] == 0
    gold = {each.team: each.gold_share_by_time for each in found.standings["all rotate"]}
    assert gold["AAA"] == pytest.approx((rotating < pushing)[both].mean(), abs=1e-12)
    assert sum(gold.values()) == pytest.approx(1)
    said = " ".join(medals_table.text(found).split())
    assert f"of {DRAWS} draws have no solution and are left out: most for BBB in r-1" in said
    assert "(for some team)" in said
    rows = list(csv.DictReader(io.StringIO(medals_table.tables(found)["medals.csv"])))
    assert {row["unsolved"] for row in rows if row["policy"] == "all rotate"} == {
        str(DRAWS - both.sum())
    }
    assert found.to_dict()["draws"]["count"] == DRAWS


def test_a_team_without_an_answer_has_failed_and_its_official_time_stands() -> None:
    found = compare_all(pair(290), draws_count=DRAWS)
    assert list(found.failed) == [("r-1", "BBB")]
    assert f"of {DRAWS} draws have no solution" in found.failed["r-1", "BBB"]
    assert list(found.comparisons) == [("r-1", "AAA")]
    said = medals_table.text(found)
    assert "r-1, BBB: not compared, so that the official time stands" in said
    gold = {each.team: each.gold_share_by_time for each in found.standings["all rotate"]}
    assert sum(gold.values()) == 1


def test_shares_of_too_few_draws_are_none() -> None:
    found = compare_all(pair(310), draws_count=DRAWS)
    places = tuple(
        replace(each, gold_share=nan, medal_share=nan, gold_share_by_time=nan)
        for each in found.standings["all push"]
    )
    few = replace(
        found,
        standings={**found.standings, "all push": places},
        unsolved={**found.unsolved, "all push": 90},
    )
    assert json.loads(json.dumps(few.to_dict(), allow_nan=False))["standings"]["all push"][0] == {
        "place": 1, "team": places[0].team, "gold_share": None, "medal_share": None,
        "gold_share_without_form": None,
    }  # fmt: skip
    (row,) = (row for row in medals_table.sheets(few)[1].rows if row[0] == "all push")
    assert row[-2:] == ("–", "–")
    assert f"all push: 90 of {DRAWS} draws have no solution; no shares" in medals_table.text(few)
