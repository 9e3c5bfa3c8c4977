"""How much of each reserve is spent at most between a few looks at a race.

Between two looks a and b, what somebody has spent follows the air swept, θ = ∫v² ds from a as
a share of that to b, but for what bends away from it: the change of shelter, the ice, the
energy of motion and the aerobic supply. How far each of these bends,

    f(s) − f(a) − θ (f(b) − f(a)) ≤ F θ (1 − θ),

depends on pace and course alone. So S(s) − S(a) ≤ θ D + θ (1 − θ) E with D = S(b) − S(a) and
E the sum of these F times what each costs: where |D| ≥ E no more than at a or b, else at most
(D + E)²/4E.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np

from pursuit_sim.arrays import Floats
from pursuit_sim.sim.cases import ParameterSets
from pursuit_sim.sim.course import Course
from pursuit_sim.sim.drafting import STRENGTH_SIGNS
from pursuit_sim.sim.forces import GRAVITY_MPS2
from pursuit_sim.sim.pace import PaceProblem, gained
from pursuit_sim.sim.pace_table import PaceTable, PaceTableProblem, pace_tables
from pursuit_sim.sim.reserves import edges_m
from pursuit_sim.trajectory import SKATERS

_MORE = 1.1  # of a bend at the table's points, for levels between those


class SpentBound:
    """Bounds of what is spent, for cases with one pacing.

    Parameters
    ----------
    course, cases : as for `pace.solve`; all with the pacing of the first
    level_w : about which paces are tabulated [W]

    Attributes
    ----------
    table : of the paces
    """

    def __init__(self, course: Course, cases: ParameterSets, level_w: float) -> None:
        # Up to the first curve edges lie elsewhere in each case.
        looks = tuple(
            sorted({course.grid.start_steps, *course.grid.lines.tolist(), *course.checks})
        )
        self._course, self._looked = course, replace(course, checks=looks)
        self.table: PaceTable = pace_tables([(self._looked, cases, level_w)])[0]
        self._ends = np.searchsorted(looks, course.checks)
        self._phases = np.searchsorted(looks, [each.end for each in course.phases])
        self._bends = _MORE * _bends(self.table, (0, *looks))

    def most(self, cases: ParameterSets, level_w: Floats) -> tuple[Floats, Floats]:
        """(part, skater, case) [J] spent from the gun, at most in each part, and at its end.

        NaN for levels outside the table.

        Parameters
        ----------
        cases, level_w : their levels [W]
        """
        kappa = PaceProblem(self._course, cases).effectiveness
        work, supply = PaceTableProblem(self.table, self._looked, cases).shares(level_w)
        change = work / kappa - supply
        if self._course.push:
            self._push(change, work, supply, cases, level_w)
        air = 0.5 * cases.air_density_kgm3 * cases.drag_area_m2.T / kappa
        mass = cases.mass_kg.T / kappa
        more = cases.friction_curve - cases.friction_straight
        each = np.stack(
            [
                *(air * strength for strength in cases.strengths.T),
                mass * GRAVITY_MPS2 * cases.friction_straight,
                mass * GRAVITY_MPS2 * more.clip(min=0.0),
                mass * GRAVITY_MPS2 * (-more).clip(min=0.0),
                mass / 2,
                cases.aerobic_w.T,
            ]
        )
        bend = np.einsum("isj,jsc->isc", self._bends, each)
        after = np.cumsum(change, axis=0)
        with np.errstate(divide="ignore", invalid="ignore"):
            within = (change + bend) ** 2 / (4 * bend)
        peak = np.where(np.abs(change) < bend, within, np.maximum(change, 0.0))
        begins = np.append(0, self._ends[:-1] + 1)
        return np.maximum.reduceat(after - change + peak, begins, axis=0), after[self._ends]

    def _push(
        self,
        change: Floats,
        work: Floats,
        supply: Floats,
        cases: ParameterSets,
        level_w: Floats,
    ) -> None:
        """Add what pushes cost and spare: they are shared out by the air swept."""
        problem = PaceProblem(self._course, cases)
        done, flowed = (gained(np.cumsum(each, axis=0)[self._ends]) for each in (work, supply))
        account = problem.balance(done, flowed, problem.effectiveness)
        swept = np.einsum(
            "kp,kc->pc", self.table.moments[:, :, 0, 0], self.table.polynomials(level_w)
        )
        begin = 0
        for phase, last, pushes in zip(
            self._course.phases, self._phases, account.push_j, strict=True
        ):
            during = slice(begin, last + 1)
            share = swept[during] / swept[during].sum(axis=0)
            for pair, push in enumerate(pushes):
                change[during, phase.order[pair]] -= push * share
                change[during, phase.order[pair + 1]] += push * share
            begin = last + 1


def _bends(table: PaceTable, looks: tuple[int, ...]) -> Floats:
    """(interval, skater, 9) how far at most each thing that costs bends; see above.

    In this order: what each strength of drafting moves [m³/s²]; way, that in curves, and less of
    that [m]; v² [m²/s²]; seconds without aerobic supply.
    """
    problem, run = table.problem, table.run
    course = problem.course
    way = edges_m(problem, run)
    curved = _from_gun(np.diff(way, axis=0) * course.grid.curve[:, np.newaxis])
    felt = course.basis * STRENGTH_SIGNS
    moved = _from_gun(run.swept[:, :, np.newaxis, np.newaxis] * felt[:, np.newaxis])
    alike = np.stack([way, curved, -curved, run.square, -problem.flowing_s(run)], axis=-1)
    alike = np.repeat(alike[:, :, np.newaxis], SKATERS, axis=2)
    each, swept = np.concatenate([moved, alike], axis=-1), _from_gun(run.swept)
    result = np.zeros((len(looks) - 1, SKATERS, each.shape[-1]))
    for i, (a, b) in enumerate(pairwise(looks)):
        if b > a + 1:
            share = (swept[a + 1 : b] - swept[a]) / (swept[b] - swept[a])
            share = share[:, :, np.newaxis, np.newaxis]
            off = each[a + 1 : b] - each[a] - share * (each[b] - each[a])
            result[i] = (off / (share * (1 - share))).max(axis=(0, 1)).clip(min=0.0)
    return result


def _from_gun(each: Floats) -> Floats:
    return np.concatenate([np.zeros_like(each[:1]), np.cumsum(each, axis=0)])
