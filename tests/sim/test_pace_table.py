"""Tabulated paces against paces that are stepped."""

from __future__ import annotations

import numpy as np
import pytest

from helpers import races
from pursuit_sim.scenario.formation import Formation
from pursuit_sim.sim.course import course
from pursuit_sim.sim.pace import PaceProblem
from pursuit_sim.sim.pace_table import PaceTableProblem, pace_tables
from pursuit_sim.sim.parameter_sets import parameter_sets

LEVEL_W = 390.0


@pytest.mark.parametrize("formation", [races.SIX_TURNS, races.PUSH, races.CANADIAN])
def test_between_its_points_a_table_holds_what_stepping_gives(formation: Formation) -> None:
    entry = races.entry(formation=formation)
    race = races.race(entry)
    track = course(race, entry)
    levels = LEVEL_W * np.array([0.73, 0.9, 1.0, 1.17, 1.34])
    cases = parameter_sets(race, entry).repeat(len(levels))
    (table,) = pace_tables([(track, cases, LEVEL_W)])
    plain, tabled = PaceProblem(track, cases), PaceTableProblem(table, track, cases)
    stepped, paid = plain.run(levels, plain.effectiveness)
    found, balance = tabled.run(levels, tabled.effectiveness)
    assert found.time_s[-1] == pytest.approx(stepped.time_s[-1], rel=1e-9)
    assert balance.reserve_j == pytest.approx(paid.reserve_j, abs=1e-3)
    assert balance.push_j == pytest.approx(paid.push_j, abs=1e-3)


def test_beyond_its_levels_a_table_says_nothing() -> None:
    entry = races.entry()
    race = races.race(entry)
    track, cases = course(race, entry), parameter_sets(race, entry).repeat(3)
    (table,) = pace_tables([(track, cases, LEVEL_W)])
    known = np.isfinite(table.polynomials(LEVEL_W * np.array([0.71, 1.0, 1.36])))
    assert known.all(axis=0).tolist() == [False, True, False]
    assert not known[:, [0, 2]].any()
