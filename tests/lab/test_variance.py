"""Shares of the variance, against functions whose shares are known exactly."""

from __future__ import annotations

import numpy as np
import pytest

from pursuit_sim.lab.variance import design


def test_shares_of_ishigamis_function() -> None:
    # sin x + 7 sin² y + 0.1 z⁴ sin x, each even in ±π: exact first-order shares 0.3139, 0.4424,
    # 0, total 0.5576, 0.4424, 0.2437 (Ishigami and Homma 1990).
    plan = design(np.random.default_rng(3), 40_000, ("x", "y", "z"))
    x, y, z = (np.pi * (2 * plan.points - 1)).T
    found = {
        each.name: each for each in plan.shares(np.sin(x) * (1 + 0.1 * z**4) + 7 * np.sin(y) ** 2)
    }
    for name, first, total in (("x", 0.3139, 0.5576), ("y", 0.4424, 0.4424), ("z", 0.0, 0.2437)):
        assert found[name].first == pytest.approx(first, abs=0.03)
        assert found[name].total == pytest.approx(total, abs=0.03)
    assert [*found] == ["x", "y", "z"]  # largest total first


def test_a_group_is_one_input() -> None:
    # a + b + 2c: variances 1 : 1 : 4, so the group of a and b has a third.
    plan = design(np.random.default_rng(4), 20_000, ("ab", "ab", "c"))
    found = {each.name: each for each in plan.shares(plan.points @ [1, 1, 2])}
    assert found["ab"].first == pytest.approx(1 / 3, abs=0.03)
    assert found["c"].total == pytest.approx(2 / 3, abs=0.03)


def test_what_all_results_have_in_common_is_no_share() -> None:
    plan = design(np.random.default_rng(4), 600, ("a", "b", "b"))
    result = plan.points @ [1.0, 2.0, 1.0]
    for one, other in zip(plan.shares(result), plan.shares(result + 218.0), strict=True):
        assert one.name == other.name
        assert (one.first, one.total) == pytest.approx((other.first, other.total))


def test_samples_of_64_draws_are_the_least_that_tell_shares() -> None:
    """With a group each the samples are three: 192 rows are enough, 191 are not."""
    enough, few = (design(np.random.default_rng(1), count, ("a",)) for count in (192, 191))
    assert enough.rows == 64
    assert few.shares(few.points[:, 0]) == ()
    (only,) = enough.shares(enough.points[:, 0])
    assert only.total == pytest.approx(1.0, abs=0.2)


def test_every_row_is_a_fair_draw() -> None:
    plan = design(np.random.default_rng(5), 5_003, ("a", "b", "c"))
    assert plan.points.shape == (5_003, 3)
    assert plan.points.mean(axis=0) == pytest.approx([0.5] * 3, abs=0.01)
    for begin in range(0, 5_000, plan.rows):
        a, b, _ = plan.points[begin : begin + plan.rows].T - 0.5
        assert 12 * (a * b).mean() == pytest.approx(0, abs=0.15)  # 1/12: the variance of each


def test_rows_without_a_number_are_left_out_and_few_rows_say_nothing() -> None:
    plan = design(np.random.default_rng(6), 20_000, ("a", "b"))
    result = plan.points @ [3.0, 1.0]
    result[::50] = np.nan
    shares = {each.name: each.total for each in plan.shares(result)}
    assert shares["a"] == pytest.approx(0.9, abs=0.03)
    few = design(np.random.default_rng(6), 100, ("a", "b"))
    assert few.shares(few.points @ [3.0, 1.0]) == ()
