"""Shares of the variance, against functions whose shares are known exactly."""

from __future__ import annotations

import numpy as np
import pytest

from pursuit_sim.lab.variance import design

ELEVEN = tuple("abcdefghijk")


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
    """Two of them are draws, and of 11 groups each has a third, at most as many as draws."""
    enough, few = (design(np.random.default_rng(1), count, ("a",)) for count in (128, 127))
    assert enough.rows == 64
    assert few.shares(few.points[:, 0]) == ()
    (only,) = enough.shares(enough.points[:, 0])
    assert only.total == pytest.approx(1.0, abs=0.2)
    assert [design(np.random.default_rng(1), n, ELEVEN).rows for n in (703, 704)] == [0, 64]
    assert len(design(np.random.default_rng(1), 10_000, ELEVEN).points) < 15_001
    unasked = design(np.random.default_rng(1), 704, ELEVEN, shares=False)
    assert unasked.points.shape == (704, 11)
    assert unasked.shares(unasked.points[:, 0]) == ()


def test_every_draw_is_a_fair_one() -> None:
    plan = design(np.random.default_rng(5), 5_003, ("a", "b", "c"))
    draws = plan.points[: plan.draws]
    assert draws.shape == (5_003, 3)
    assert draws.mean(axis=0) == pytest.approx([0.5] * 3, abs=0.001)
    a, b, c = draws.T - 0.5
    for one, other in ((a, b), (a, c), (b, c)):
        assert 12 * (one * other).mean() == pytest.approx(0, abs=0.06)  # 1/12: variance of each


@pytest.mark.parametrize("count", [500, 1000, 4000])
def test_shares_of_draws_scatter_no_more_than_independent_ones(count: int) -> None:
    """Of products of eleven the share that is small, a hundred times: a binomial one at most."""
    below = np.array(
        [
            (plan.points[: plan.draws].prod(axis=1) < np.exp(-11)).mean()
            for seed in range(100)
            for plan in [design(np.random.default_rng(seed), count, ELEVEN)]
        ]
    )
    # −ln of the product is a sum of eleven exponential times: beyond 11 with 0.4599 (Poisson).
    assert below.mean() == pytest.approx(0.4599, abs=0.006)
    binomial = np.sqrt(0.4599 * 0.5401 / count)
    assert below.std() < 1.1 * binomial


def test_rows_without_a_number_are_left_out_and_few_rows_say_nothing() -> None:
    plan = design(np.random.default_rng(6), 20_000, ("a", "b"))
    result = plan.points @ [3.0, 1.0]
    result[::50] = np.nan
    shares = {each.name: each.total for each in plan.shares(result)}
    assert shares["a"] == pytest.approx(0.9, abs=0.03)
    few = design(np.random.default_rng(6), 100, ("a", "b"))
    assert few.shares(few.points @ [3.0, 1.0]) == ()
