"""Rotations put together from the pieces of one course, against each on a course of its own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from helpers import races
from pursuit_sim.scenario.formation import Formation, Lead
from pursuit_sim.sim.course import course
from pursuit_sim.sim.pace import PaceProblem, slack, solve
from pursuit_sim.sim.pace_table import pace_tables
from pursuit_sim.sim.parameter_sets import parameter_sets
from pursuit_sim.sim.turn_bands import TurnBands
from pursuit_sim.sim.turn_table import turn_course
from pursuit_sim.sim.turn_tree import turn_tree
from pursuit_sim.sim.turns import every_turn, formation
from pursuit_sim.units import MILLISECOND

LAPS = 4


def test_times_and_reserves_are_those_of_each_rotation_alone() -> None:
    entry = races.entry(112.0, formation=Formation((Lead(0, float(LAPS)),)))
    race = races.race(entry, laps=LAPS)
    cases = parameter_sets(race, entry)
    level_w = solve(course(race, entry), cases).level_w
    pieces = turn_course(race, entry)
    (table,) = pace_tables([(pieces.steady, cases, float(level_w[0]))])
    ledger = TurnBands(pieces, table).ledger(cases, level_w)
    rotations = every_turn(LAPS, 4, 3)
    tree = turn_tree(rotations)
    left, later = ledger.slack_j(tree)[:, 0], ledger.later_s(tree)[:, 0]
    which = [(turns, i) for turns in rotations for i in range(len(turns))]
    assert len(which) == len(tree)
    for rotation in range(0, len(which), 5):
        alone = replace(entry, formation=formation(*which[rotation], LAPS))
        problem = PaceProblem(course(race, alone), cases)
        run, account = problem.run(level_w, problem.effectiveness)
        time_s = ledger.finish_s[0] + later[tree.turns[rotation]]
        assert time_s == pytest.approx(run.time_s[-1, 0], abs=MILLISECOND / 100)
        assert left[rotation] == pytest.approx(slack(account)[0], abs=0.1)
