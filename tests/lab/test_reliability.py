"""How well the odds foresaw real races: the counting, and that the races are the published ones."""

from __future__ import annotations

import csv
from math import sqrt

import pytest

from helpers.races import DATA
from pursuit_sim.lab.evidence_files import table
from pursuit_sim.lab.reliability import EARLIER, Foreseen, Reliability, reliability
from pursuit_sim.units import parse_time


def said(chance: float, *, won: bool) -> Foreseen:
    return Foreseen("event", "race", "ONE", "TWO", chance, won)


def test_scores_are_as_by_hand() -> None:
    found = Reliability((said(0.9, won=True), said(0.8, won=False), said(0.8, won=True)))
    assert found.brier == pytest.approx((0.01 + 0.64 + 0.04) / 3)
    assert found.expected_brier == pytest.approx((0.09 + 0.16 + 0.16) / 3)
    by_low = {each.low: each for each in found.bins if each.races}
    assert {low: (each.races, each.won) for low, each in by_low.items()} == {
        0.8: (2, 1),
        0.9: (1, 1),
    }
    assert by_low[0.8].expected == pytest.approx(1.6)


def test_a_favourite_is_one() -> None:
    found = reliability()
    assert len(found.races) > 50
    assert sum(each.races for each in found.bins) == len(found.races)
    assert all(0.5 <= each.chance < 1 for each in found.races)
    # Published: Norway beat ROC in Final A of 2022, who had been the faster in the semifinals.
    final = next(each for each in found.races if {each.favourite, each.other} == {"NOR", "ROC"})
    assert (final.favourite, final.won) == ("ROC", False)


def test_the_chances_are_no_gross_mistake() -> None:
    """Favourites win about as often as they should; three standard deviations are allowed."""
    found = reliability()
    expected = sum(each.chance for each in found.races)
    spread = sqrt(sum(each.chance * (1 - each.chance) for each in found.races))
    assert sum(each.won for each in found.races) == pytest.approx(expected, abs=3 * spread)
    assert abs(found.brier - found.expected_brier) < 3 * found.brier_error
    assert found.brier < 0.22  # a coin has 0.25


def test_the_bundled_times_are_those_that_were_found() -> None:
    held = {(row["event"], row["round"], row["nation"]): row["time_s"] for row in table(EARLIER)}
    with (DATA / "olympics_2018_2014.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            key = row["games"], row["round"], row["noc"]
            wanted = (row["games"], row["sex"]) in {("Sochi 2014", "M"), ("PyeongChang 2018", "W")}
            if wanted and row["time"]:
                assert float(held.pop(key)) == pytest.approx(parse_time(row["time"]))
    assert {nation for (_, _, nation), time in held.items() if not time} == {"KOR", "CAN", "POL"}
    assert not any(held.values())
