"""Which values the runs of a long sweep have."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from pursuit_sim.lab.crew import CHUNK
from pursuit_sim.lab.sweep_design import SweepDesign, SweptList, SweptRange

DENSITY, RATIO, SET = "rink.air_density_kgm3", "effort.push_ratio", "effort.drafting"


def test_a_grid_has_every_combination_the_last_key_fastest() -> None:
    axes = (
        SweptList(DENSITY, (1.0, 1.1, 1.2)),
        SweptList(SET, ("wind-tunnel", "race-effective")),
        SweptList(RATIO, tuple(np.linspace(0.95, 1.0, 4000).tolist())),
    )
    design = SweepDesign(axes)
    assert (design.runs, design.chunks) == (24_000, 2)
    runs, rows = [], []
    for number in range(design.chunks):
        which, columns = design.chunk(number)
        runs += which.tolist()
        rows += list(zip(*(columns[axis.key].tolist() for axis in axes), strict=True))
    assert runs == list(range(24_000))
    assert rows == list(product(*(axis.values for axis in axes)))


@pytest.mark.parametrize("how", ["random", "sobol"])
def test_draws_are_the_same_by_themselves_and_fill_their_ranges(how: str) -> None:
    axes = (SweptRange(DENSITY, 1.0, 1.2), SweptList(RATIO, (0.95, 0.98, 1.0)))
    design = SweepDesign(axes, "random" if how == "random" else "sobol", CHUNK + 10, 3)
    assert design.chunks == 2
    whole, alone = design.chunk(0)[1], design.chunk(1)
    assert alone[0].tolist() == list(range(CHUNK, CHUNK + 10))
    assert alone[1][DENSITY].tolist() == design.chunk(1)[1][DENSITY].tolist()
    assert whole[DENSITY].min() >= 1.0
    assert whole[DENSITY].max() <= 1.2
    assert whole[DENSITY].mean() == pytest.approx(1.1, abs=3 * 0.2 / 12**0.5 / CHUNK**0.5)
    shares = [float((whole[RATIO] == value).mean()) for value in (0.95, 0.98, 1.0)]
    assert shares == pytest.approx([1 / 3] * 3, abs=0.015)
    other = SweepDesign(axes, design.how, design.draws, 4).chunk(0)[1]
    assert (other[DENSITY] != whole[DENSITY]).mean() > 0.99


def test_points_of_sobol_are_scipys_in_one_row() -> None:
    from scipy.stats import qmc  # half a second: not while tests are collected

    design = SweepDesign(
        (SweptRange(DENSITY, 0.0, 1.0), SweptRange(RATIO, 0.0, 1.0)), "sobol", 3 * CHUNK, 5
    )
    rows = np.concatenate([np.stack([*design.chunk(i)[1].values()], axis=1) for i in range(3)])
    sequence = qmc.Sobol(2, scramble=True, seed=5)
    expected = np.concatenate([sequence.random(2 * CHUNK), sequence.random(CHUNK)])
    assert rows == pytest.approx(expected, abs=0)
