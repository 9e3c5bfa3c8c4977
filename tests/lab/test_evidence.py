"""What races that were skated say of the push: figures worked out by hand from the sheets."""

from __future__ import annotations

import json
from dataclasses import replace
from math import sqrt
from pathlib import Path

import pytest

from pursuit_sim import resources
from pursuit_sim.cli import main
from pursuit_sim.lab.chance import f_tail_of_four, t_quantile
from pursuit_sim.lab.evidence import combined, difference_in_differences, summary
from pursuit_sim.lab.evidence_files import table
from pursuit_sim.lab.scatter import scatters
from pursuit_sim.units import parse_time

# As published, to a tenth: Beijing 2022 less Heerenveen 2020, for a race of 3:38.
CHANGES = {
    ("NOR", "men"): -5.5, ("RUS", "men"): -3.9, ("NED", "men"): -0.6, ("ITA", "men"): -3.6,
    ("NED", "women"): -1.6, ("RUS", "women"): -1.1, ("BLR", "women"): -5.2,
    ("POL", "women"): -2.9,
}  # fmt: skip
PUSH = {("NOR", "men"), ("RUS", "men")}
HALF_TENTH = 0.05 + 1e-3  # [s] of figures published to a tenth


def test_every_team_has_changed_by_what_was_worked_out() -> None:
    found = {(each.nation, each.sex): each for each in summary().changes}
    assert found.keys() == CHANGES.keys()
    assert {key for key, each in found.items() if each.push} == PUSH
    for key, expected in CHANGES.items():
        assert found[key].change_s == pytest.approx(expected, abs=HALF_TENTH), key


def test_the_difference_in_differences() -> None:
    push = summary().push
    assert push.value_s == pytest.approx(-2.2, abs=HALF_TENTH)
    assert push.error_s == pytest.approx(1.4, abs=HALF_TENTH)
    assert (push.low_s, push.high_s) == pytest.approx((-5.0, 0.6), abs=HALF_TENTH)


def test_if_all_change_alike_the_push_is_worth_nothing() -> None:
    moved = [
        replace(each, change_s=-3.0 + 0.5 * (-1) ** i) for i, each in enumerate(summary().changes)
    ]
    found = difference_in_differences(moved)
    assert found.value_s == pytest.approx(0.0, abs=1e-12)
    # Six values of ±½ about their mean: s² = 6 · ¼ / 5.
    assert found.error_s == pytest.approx(sqrt(0.3) * sqrt(1 / 2 + 1 / 6))


def test_the_semifinal_that_was_not_raced_out_counts_nowhere() -> None:
    (row,) = (row for row in table("times") if float(row["time_s"]) == parse_time("3:05.92"))
    assert row["raced_out"] == "no"
    (roc,) = (each for each in summary().changes if (each.nation, each.sex) == ("RUS", "women"))
    assert roc.races == 2
    assert roc.after_s == pytest.approx((177.66 + 178.66) / 2)


def test_the_same_three_women() -> None:
    found = summary().same_three
    assert found.value_s == pytest.approx(178.34 - 180.58)
    # Two races, each off by the scatter of a team within Beijing, 1.23 s in 3:38.
    assert found.error_s == pytest.approx(1.23 * sqrt(2) * 179.46 / 218, abs=0.005)
    assert found.high_s - found.value_s == pytest.approx(1.645 * found.error_s, rel=0.001)
    # In eight laps as in six, in proportion to the time.
    assert found.scaled(2 * found.race_s).value_s == pytest.approx(-4.48)


def test_the_end_of_a_pushed_race_and_of_rotating_ones() -> None:
    ends = {each.nation: each for each in summary().ends}
    japan = ends["JPN"]
    assert japan.push
    assert (japan.last_but_one_s, japan.last_s) == pytest.approx((0.93, 1.45), abs=0.005)
    dutch = ends["NED"]
    assert dutch.quoted
    assert (dutch.last_but_one_s, dutch.last_s) == (0.96, 0.74)
    # Russia: half-laps of 14.829 and 15.230 s; 2 to 10 from 19.064 to 148.992 s.
    russia, steady = ends["RUS"], (148.9918 - 19.0644) / 9
    assert russia.last_s == pytest.approx(179.049 - 163.8181 - steady, abs=0.005)


def test_what_records_cannot_tell() -> None:
    """3:34.68 to 3:32.49 at Salt Lake City, 3:37.08 to 3:34.22 at sea level."""
    (told,) = (each for each in summary().silent if "records fell" in each)
    assert "by 2.2 s in 5.8 years at Salt Lake City" in told
    assert "by 2.9 s in 5.9 years at sea level" in told


def test_scatter_within_a_team() -> None:
    beijing, _, season, _ = summary().scatter
    assert beijing.plain_s == pytest.approx(1.23, abs=0.005)
    assert season.plain_s == pytest.approx(1.7, abs=HALF_TENTH)
    assert season.robust_s == pytest.approx(1.25, abs=0.005)


def test_scatter_of_two_pairs_is_what_one_finds_by_hand() -> None:
    rows = [
        {"event": "Beijing 2022", "sex": sex, "nation": nation, "place": "x", "time_s": time}
        for sex in ("men", "women")
        for nation, time in (("A", "200"), ("A", "202"), ("B", "210"), ("B", "210"), ("C", "0"))
    ]
    # Off by 1, 1, 0 and 0, with two means taken out; C raced once and tells nothing.
    assert scatters(rows)[0].plain_s == pytest.approx(1.0)
    assert (scatters(rows)[0].races, scatters(rows)[0].teams) == (4, 2)


def test_the_weight_of_model_and_evidence_is_their_inverse_variance() -> None:
    seen = replace(summary().push, value_s=-3.0, low_s=-4.0, high_s=-2.0)
    value, low, high = combined((0.0, -2.0, 2.0), seen)  # twice as wide: a fourth of the weight
    assert value == pytest.approx(-2.4)
    assert high - low == pytest.approx(4 / sqrt(5))


@pytest.mark.parametrize("freedom", [1, 2, 5, 6, 40])
def test_quantiles_and_tails_are_scipys(freedom: int) -> None:
    from scipy import stats  # half a second: not while tests are collected

    assert t_quantile(0.95, freedom) == pytest.approx(stats.t.ppf(0.95, freedom), abs=1e-4)
    for ratio in (0.0, 0.5, 2.0, 9.0):
        assert f_tail_of_four(ratio, freedom) == pytest.approx(stats.f.sf(ratio, 4, freedom))


@pytest.mark.parametrize("path", sorted(resources.folder("assets").glob("evidence/*.csv")))
def test_every_row_names_its_source(path: Path) -> None:
    rows = table(path.stem)
    assert rows
    for row in rows:
        assert row["source"]


def test_the_command_tells_it_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evidence", "--format", "json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["push"]["value_s"] == pytest.approx(-2.2, abs=HALF_TENTH)
    assert {each["nation"] for each in document["changes"]} == {key[0] for key in CHANGES}
    assert len(document["silent"]) == 4
