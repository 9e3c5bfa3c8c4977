"""What is left of each reserve all along a race."""

from __future__ import annotations

import numpy as np

from pursuit_sim.arrays import Floats
from pursuit_sim.sim.energy_balance import Account
from pursuit_sim.sim.energy_supply import reserve_after
from pursuit_sim.sim.forces import GRAVITY_MPS2
from pursuit_sim.sim.integrate import Course1D
from pursuit_sim.sim.pace import PaceProblem
from pursuit_sim.trajectory import SKATERS


def edges_m(problem: PaceProblem, run: Course1D) -> Floats:
    """(edge, case) [m] of the way at the edges of the steps."""
    grid = problem.course.grid
    edges = np.repeat(problem.course.way_m[:, np.newaxis], run.time_s.shape[1], axis=1)
    edges[: grid.start_steps + 1] += run.start_m - grid.edges_m[: grid.start_steps + 1, np.newaxis]
    return edges


def reserves(problem: PaceProblem, run: Course1D, account: Account) -> Floats:
    """(edge, skater, case) [J] what is left of W′: work done against aerobic supply.

    Parameters
    ----------
    problem : course and cases
    run, account : the race as stepped, and who pays what
    """
    reserve_j = problem.cases.anaerobic_j.T
    paid = spent(problem, run, account)
    found = np.empty_like(paid)  # part by part, as in `energy_balance`
    left, before, begin = reserve_j, np.zeros_like(paid[0]), 0
    for end in problem.ends:
        during = slice(begin, end + 1)
        found[during] = reserve_after(left, before - paid[during], reserve_j)
        left, before, begin = found[end], paid[end], end + 1
    return found


def spent(problem: PaceProblem, run: Course1D, account: Account) -> Floats:
    """(edge, skater, case) [J] work done from the gun, less what has flowed in.

    Parameters
    ----------
    problem, run, account : see `reserves`
    """
    case, grid, phases = problem.cases, problem.course.grid, problem.course.phases
    way = edges_m(problem, run)
    # The first edge lies within the first step's account; share by distance.
    inside = way[0] / way[1] * (run.square[0] / run.square[1])
    paid = np.empty((len(way), SKATERS, way.shape[1]))
    np.multiply(problem.drag, run.swept[:, np.newaxis], out=paid[1:])
    paid[0] = paid[1] * inside
    np.cumsum(paid[1:], axis=0, out=paid[1:])
    mu = np.where(grid.curve[:, np.newaxis], case.friction_curve, case.friction_straight)
    steps = np.concatenate(
        [(case.friction_straight * way[0])[np.newaxis], mu * np.diff(way, axis=0)]
    )
    each_kg = np.cumsum(steps, axis=0) * GRAVITY_MPS2 + run.square / 2
    paid += case.mass_kg.T * each_kg[:, np.newaxis]
    paid /= problem.effectiveness
    paid -= case.aerobic_w.T * problem.flowing_s(run)[:, np.newaxis]
    if problem.course.push:
        for phase, pushes in zip(phases, account.push_j, strict=True):
            share = np.cumsum(run.swept[phase.begin : phase.end], axis=0)
            share /= share[-1].copy()
            for pair, push in enumerate(pushes):
                for skater, sign in zip(phase.order[pair : pair + 2], (-1, 1), strict=True):
                    paid[phase.begin + 1 : phase.end + 1, skater] += sign * push * share
                    paid[phase.end + 1 :, skater] += sign * push
    return paid
