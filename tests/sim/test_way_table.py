"""Paces fitted over ways and pacing, against races that are laid out one by one."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from helpers import races
from pursuit_sim.sim.cases import ParameterSets
from pursuit_sim.sim.course import Course, course
from pursuit_sim.sim.pace import solve
from pursuit_sim.sim.pace_table import alike
from pursuit_sim.sim.parameter_sets import parameter_sets
from pursuit_sim.sim.way_table import Ways, WayTable, even, fastest
from pursuit_sim.units import MILLISECOND

ENTRY = races.entry(formation=races.SIX_TURNS)
RACE = races.race(ENTRY)


def laid_out(values: NDArray[np.float64]) -> tuple[Course, ParameterSets]:
    """On a rink of another radius [m], the train as far apart as is asked [m]."""
    radius, apart = values.tolist()
    race = replace(RACE, rink=RACE.rink.model_copy(update={"inner_radius_m": radius}))
    train = ENTRY.train.model_copy(update={"spacing_m": apart})
    entry = replace(ENTRY, train=train)
    return course(race, entry), parameter_sets(race, entry)


def test_a_box_reaches_from_its_low_to_its_high_ends() -> None:
    ways = Ways(np.array([25.0, 1.0]), np.array([26.0, 1.5]), laid_out)
    assert ways.inside(np.array([[-1.0, -1.0], [0.0, 0.5], [1.0, 1.0]])).tolist() == [
        [25.0, 1.0], [25.5, 1.375], [26.0, 1.5],
    ]  # fmt: skip


def test_points_fill_a_box_as_haltons_do() -> None:
    """1/2, 1/4, 3/4, 1/8 and 1/3, 2/3, 1/9, 4/9, all shifted alike and brought within −1 to 1."""
    found = even(4, 2, seed=5)
    assert ((found >= -1) & (found < 1)).all()
    by_hand = np.array([[1 / 2, 1 / 3], [1 / 4, 2 / 3], [3 / 4, 1 / 9], [1 / 8, 4 / 9]])
    shifts = (found / 2 - by_hand) % 1.0
    assert shifts == pytest.approx(np.broadcast_to(shifts[0], (4, 2)))


def test_cases_share_a_table_if_they_pace_themselves_alike() -> None:
    two = parameter_sets(RACE, ENTRY).repeat(2)
    assert alike(two)
    assert alike(two.vary(effectiveness=np.array([0.9, 0.95])))
    assert not alike(two.vary(power_slope_w=np.array([0.0, 5.0])))


@pytest.mark.parametrize(
    ("aerobic_w", "anaerobic_j"), [(335.0, 24e3), (200.0, 14e3), (500.0, 45e3)]
)
def test_races_of_any_level_are_those_of_their_own_course(
    aerobic_w: float, anaerobic_j: float
) -> None:
    """Usual skaters, and such as take 4:30 or 3:03: for these there are tables beside the first."""
    ways = Ways(np.array([25.0, 1.0]), np.array([26.0, 1.5]), laid_out)
    usual = solve(*laid_out(np.array([25.5, 1.25])))
    table = WayTable(ways, float(usual.level_w[0]), 3)
    values = np.array([[25.1, 1.1], [25.8, 1.2], [25.5, 1.45]])
    own = parameter_sets(RACE, ENTRY).vary(
        aerobic_w=np.full((1, 3), aerobic_w), anaerobic_j=np.full((1, 3), anaerobic_j)
    )
    found, _ = fastest(table, own.repeat(len(values)), values)
    alone = [float(solve(laid_out(each)[0], own).time_s[0]) for each in values]
    assert found == pytest.approx(alone, abs=2 * MILLISECOND)
