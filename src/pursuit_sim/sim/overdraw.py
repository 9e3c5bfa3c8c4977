"""What is left of each reserve all along a race, and whether one is overdrawn between checks.

The fastest pace is found from the ends of leads alone. A reserve that the start empties may be
full enough again there, but nobody skates on what they have not.
"""

from __future__ import annotations

import numpy as np

from pursuit_sim.arrays import Bools, Floats
from pursuit_sim.sim.cases import ParameterSets
from pursuit_sim.sim.course import Course
from pursuit_sim.sim.drafting import STRENGTH_SIGNS
from pursuit_sim.sim.energy_balance import Account
from pursuit_sim.sim.energy_supply import aerobic_seconds, reserve_after
from pursuit_sim.sim.forces import GRAVITY_MPS2
from pursuit_sim.sim.integrate import Course1D
from pursuit_sim.sim.pace import PaceProblem
from pursuit_sim.trajectory import SKATERS

OVERDRAWN_J = -5.0  # [J] a reserve may not end a step below this; two checks may miss 4 J
_AT_ONCE = 2048  # cases
# A rough account: each so many steps of the first part of a race, with so much more work.
_EVERY, _EARLY_PART, _ROUGH = 8, 0.3, 1.05
_EARLY = ("start_power_w", "start_decay_s", "start_acceleration_mps2")


def edges_m(problem: PaceProblem, run: Course1D) -> Floats:
    """(edge, case) [m] of the way at the edges of the steps."""
    grid = problem.course.grid
    edges = np.repeat(problem.course.way_m[:, np.newaxis], run.time_s.shape[1], axis=1)
    edges[: grid.start_steps + 1] += run.start_m - grid.edges_m[: grid.start_steps + 1, np.newaxis]
    return edges


def reserves(problem: PaceProblem, run: Course1D, account: Account | None = None) -> Floats:
    """(edge, skater, case) [J] what is left of W′: work done against aerobic supply.

    Parameters
    ----------
    problem : course and cases
    run, account : the race as stepped, and who pays what; of no account without a push
    """
    case, grid, phases = problem.cases, problem.course.grid, problem.course.phases
    kappa, reserve_j = problem.effectiveness, case.anaerobic_j.T
    way = edges_m(problem, run)
    # The first edge lies within the first step's account; share by distance.
    inside = way[0] / way[1] * (run.square[0] / run.square[1])
    parts = problem.drag * run.swept[:, np.newaxis]
    work = np.empty((len(way), SKATERS, way.shape[1]))
    work[0] = parts[0] * inside
    np.cumsum(parts, axis=0, out=work[1:])
    mu = np.where(grid.curve[:, np.newaxis], case.friction_curve, case.friction_straight)
    steps = np.concatenate(
        [(case.friction_straight * way[0])[np.newaxis], mu * np.diff(way, axis=0)]
    )
    friction = np.cumsum(steps, axis=0)
    work += case.mass_kg.T * (friction * GRAVITY_MPS2 + run.square / 2)[:, np.newaxis]
    if account is not None and problem.course.push:
        for phase, pushes in zip(phases, account.push_j, strict=True):
            part = run.swept[phase.begin : phase.end]
            share = np.cumsum(part, axis=0) / part.sum(axis=0)
            for pair, push in enumerate(pushes):
                paid = np.zeros_like(way)
                paid[phase.begin + 1 : phase.end + 1] = push * share
                paid[phase.end + 1 :] = push
                work[:, phase.order[pair]] -= paid * kappa
                work[:, phase.order[pair + 1]] += paid * kappa
    spent = work / kappa - case.aerobic_w.T * problem.flowing_s(run)[:, np.newaxis]
    found = np.empty_like(spent)  # part by part, as in `energy_balance`
    left, before, begin = reserve_j, np.zeros_like(spent[0]), 0
    for end in problem.ends:
        during = slice(begin, end + 1)
        found[during] = reserve_after(left, before - spent[during], reserve_j)
        left, before, begin = found[end], spent[end], end + 1
    return found


def overdrawn(course: Course, cases: ParameterSets, level_w: Floats) -> Bools:
    """(case,) whether somebody spends more than their reserve between two ends of leads.

    It is the start that takes more than flows in; later reserves fall from end to end of a lead,
    unless the power falls too, so that somebody has more again at the end than in its midst. So
    most cases without a falling power are known by a rough account of their first part; the
    others are looked at.

    Parameters
    ----------
    course, cases : as for `pace.solve`
    level_w : (case,) its level; NaN where there is no race [W]
    """
    found = np.zeros(len(cases), bool)
    known = np.flatnonzero(np.isfinite(level_w))
    if not len(known):
        return found
    falling = cases.power_slope_w[known] < 0
    doubtful = known[falling | (_roughly_left(course, cases[known], level_w[known]) < 0)]
    for begin in range(0, len(doubtful), _AT_ONCE):
        group = doubtful[begin : begin + _AT_ONCE]
        problem = PaceProblem(course, cases[group])
        if course.push:
            left = reserves(problem, *problem.run(level_w[group], problem.effectiveness))
        else:
            left = reserves(problem, problem.pace(level_w[group]))
        at_ends = left[problem.ends].min(axis=(0, 1)).clip(max=0.0)  # as near as the level is
        found[group] = left.min(axis=(0, 1)) < at_ends + OVERDRAWN_J
    return found


def _roughly_left(course: Course, cases: ParameterSets, level_w: Floats) -> Floats:
    """(case,) [J] the least that anybody has early in the race, rather less than it is.

    As in one race with the hardest start of all, whose speeds grow with the level's third root;
    who is slower has the start of it all the same. Pushes, which only lift who has the smallest
    share left, are left out.
    """
    hardest = {name: getattr(cases, name).max(keepdims=True) for name in _EARLY}
    slope = cases.power_slope_w.min(keepdims=True)
    one = cases[:1].vary(**hardest, power_slope_w=slope)
    problem, level = PaceProblem(course, one), np.median(level_w)
    run = problem.pace(np.full(1, level))
    looks = np.arange(course.grid.start_steps, int(len(run.time_s) * _EARLY_PART), _EVERY)
    basis = course.basis * STRENGTH_SIGNS
    felt = np.concatenate([np.ones((*basis.shape[:2], 1)), basis], axis=2)
    moments = np.cumsum(run.swept[:, :, np.newaxis] * felt, axis=0)[looks - 1]
    strengths = np.concatenate([np.ones((1, len(cases))), cases.strengths.T])
    faster = np.maximum((level_w / level) ** (1 / 3), 1.0)
    way = edges_m(problem, run)[looks]
    friction = np.maximum(cases.friction_straight, cases.friction_curve) * GRAVITY_MPS2
    late = problem.late_s(run)[looks]
    flowing = late + aerobic_seconds(
        (run.time_s[looks] - late) / faster, cases.aerobic_delay_s, cases.start_decay_s
    )
    kappa = PaceProblem(course, cases).effectiveness
    least = np.full(len(cases), np.inf)
    for skater in range(SKATERS):
        air = moments[:, skater] @ strengths
        air *= 0.5 * cases.air_density_kgm3 * cases.drag_area_m2[:, skater] * faster**2
        mass = cases.mass_kg[:, skater]
        work = air + mass * (run.square[looks] / 2 * faster**2 + way * friction)
        left = cases.aerobic_w[:, skater] * flowing - work * (_ROUGH / kappa)
        np.minimum(least, cases.anaerobic_j[:, skater] + left.min(axis=0), out=least)
    return least
