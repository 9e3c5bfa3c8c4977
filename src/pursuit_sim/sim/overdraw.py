"""Whether a reserve is overdrawn between the moments at which a pace is held against them.

The fastest pace is found from the ends of leads alone. A reserve that the start empties may be
full enough again there, but nobody skates on what they have not.
"""

from __future__ import annotations

import numpy as np

from pursuit_sim.arrays import Bools, Floats, Ints
from pursuit_sim.sim.cases import ParameterSets
from pursuit_sim.sim.course import Course
from pursuit_sim.sim.energy_supply import reserve_after
from pursuit_sim.sim.integrate import Course1D
from pursuit_sim.sim.pace import PaceProblem
from pursuit_sim.sim.pace_table import alike
from pursuit_sim.sim.reserves import spent
from pursuit_sim.sim.spent_bound import SpentBound

OVERDRAWN_J = -5.0  # [J] a reserve may not end a step below this; two checks may miss 4 J
_CLOSE_J = 2.0  # [J] so near to that a race is stepped: many times the error of a table
_STEPPED = 2048  # cases that are stepped at once
_AT_ONCE = 256  # cases of which everything along the way fits into the cache
_FEW = 64  # cases, which are stepped as fast as a table is made


def overdrawn(course: Course, cases: ParameterSets, level_w: Floats) -> Bools:
    """(case,) whether somebody spends more than their reserve between two ends of leads.

    As in a single race, every step counts. Where all choose from one family of paces, those for
    whom a bound of what is spent leaves enough are let go, and others come from a table; those
    near the border are stepped, as are all where the pacing differs.

    Parameters
    ----------
    course, cases : as for `pace.solve`
    level_w : (case,) its level; NaN where there is no race [W]
    """
    found = np.zeros(len(cases), bool)
    known = np.flatnonzero(np.isfinite(level_w))
    if len(known) > _FEW and alike(cases):
        bound = SpentBound(course, cases, float(np.median(level_w[known])))
        above = np.empty(len(cases))
        for some in _parts(known, _AT_ONCE):
            group = cases[some]
            above[some] = _above(group, *bound.most(group, level_w[some]))
        known = known[~(above[known] > _CLOSE_J)]
        for some in _parts(known, _AT_ONCE):
            above[some] = _along(course, cases[some], bound.table.along(level_w[some]))
        found[known] = above[known] < 0
        known = known[~(np.abs(above[known]) > _CLOSE_J)]
    for many in _parts(known, _STEPPED):
        run = PaceProblem(course, cases[many]).pace(level_w[many])
        for some in _parts(np.arange(len(many)), _AT_ONCE):
            arrays = run.square, run.time_s, run.swept, run.start_m
            own = Course1D(*(each[:, some] for each in arrays))
            found[many[some]] = _along(course, cases[many[some]], own) < 0
    return found


def _parts(which: Ints, count: int) -> list[Ints]:
    return [which[begin : begin + count] for begin in range(0, len(which), count)]


def _along(course: Course, cases: ParameterSets, run: Course1D) -> Floats:
    """As `_above`, of what is spent at every step."""
    problem = PaceProblem(course, cases)
    account = problem.balance(problem.work(run), problem.aerobic(run), problem.effectiveness)
    paid = spent(problem, run, account)
    begins = (0, *(problem.ends[:-1] + 1))
    most = [
        paid[begin:end].max(axis=0, initial=-np.inf)
        for begin, end in zip(begins, problem.ends, strict=True)
    ]
    return _above(cases, np.stack(most), paid[problem.ends])


def _above(cases: ParameterSets, most_j: Floats, spent_j: Floats) -> Floats:
    """(case,) [J] how far above the least that is allowed every reserve stays.

    Parameters
    ----------
    cases : parameter sets
    most_j, spent_j : (part, skater, case) spent from the gun, at most within each part of a
        race, and at its end [J]
    """
    reserve_j = cases.anaerobic_j.T
    between = at_ends = left = reserve_j
    before = np.zeros_like(reserve_j)
    for most, end in zip(most_j, spent_j, strict=True):
        between = np.minimum(between, reserve_after(left, before - most, reserve_j))
        left, before = reserve_after(left, before - end, reserve_j), end
        at_ends = np.minimum(at_ends, left)
    # Ends of parts are as near to nought as the level is.
    return np.asarray(between.min(axis=0) - at_ends.min(axis=0).clip(max=0.0) - OVERDRAWN_J)
