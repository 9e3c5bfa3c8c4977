"""Model and evidence side by side, and as one."""

from __future__ import annotations

from math import nan

import pytest

from pursuit_sim.lab.estimate import Estimate
from pursuit_sim.lab.weighing import MODEL, SAME_THREE, TEAMS, TOGETHER, weighed


def test_model_and_evidence_as_one_by_hand() -> None:
    rows = {each.source: each for each in weighed(Estimate(-0.5, -4.2, 1.7), 218.0)}
    assert [*rows] == [MODEL, TEAMS, SAME_THREE, TOGETHER]
    # Published: −2.2 ± 1.4 s, 90 % −5.0 to +0.6, for races of 218 s.
    assert (rows[TEAMS].value_s, rows[TEAMS].low_s, rows[TEAMS].high_s) == pytest.approx(
        (-2.2, -5.0, 0.6), abs=0.05
    )
    # Deviations 5.9/3.29 = 1.793 and 5.6/3.29 = 1.702, weights 0.311 and 0.345.
    both = rows[TOGETHER]
    assert both.value_s == pytest.approx(-1.39, abs=0.03)
    assert (both.low_s, both.high_s) == pytest.approx((-3.42, 0.64), abs=0.05)


def test_evidence_of_six_laps_is_scaled() -> None:
    """−2.24 s in races of 2:59.46 are −2.72 s in one of 3:38."""
    three = {each.source: each for each in weighed(Estimate(-0.5, -4.2, 1.7), 218.0)}[SAME_THREE]
    assert three.value_s == pytest.approx(-2.24 * 218.0 / 179.46, abs=0.01)


def test_without_an_interval_nothing_is_weighed() -> None:
    assert weighed(Estimate(nan, nan, nan, unsolved=100), 218.0) == ()
