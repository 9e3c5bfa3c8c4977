"""Many cases on one family of paces: the paces tabulated once, then interpolated.

The speeds of the family depend on its level alone (P11), not on who skates. So thirteen
races, at the Chebyshev points of the levels in question, hold all that lie between: sums
over the steps are polynomials in the level, to a relative 1e-10 (Trefethen,
*Approximation Theory and Approximation Practice*, ch. 8).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np

from pursuit_sim.arrays import Floats
from pursuit_sim.sim.cases import PACING, ParameterSets
from pursuit_sim.sim.course import Course
from pursuit_sim.sim.drafting import STRENGTH_SIGNS
from pursuit_sim.sim.energy_balance import Account
from pursuit_sim.sim.integrate import Course1D, integrate_each
from pursuit_sim.sim.pace import PaceProblem, gained

POINTS = 13
LOWEST, HIGHEST = 0.72, 1.35  # of the level about which the table is made
_ANGLES = np.pi * (np.arange(POINTS) + 0.5) / POINTS


def alike(cases: ParameterSets) -> bool:
    """Whether all cases choose from the same family of paces."""
    return all(bool((getattr(cases, name) == getattr(cases, name)[0]).all()) for name in PACING)


class PaceTable:
    """Paces of one course about a level.

    Parameters
    ----------
    points : of the table, with the pacing of its cases
    run : the races at those points

    Attributes
    ----------
    problem, run : the races at the points
    swept, spent : (step, point) ∫v² ds [m³/s²] and time [s] of each step, the first from the gun
    """

    def __init__(self, points: _Points, run: Course1D) -> None:
        self.middle, self.half = points.middle, points.half
        problem = points.problem
        # Values at the points, times this, are coefficients of Chebyshev polynomials.
        self._coefficients = 2 / POINTS * np.cos(np.outer(_ANGLES, np.arange(POINTS)))
        self._coefficients[:, 0] /= 2
        self.problem, self.run = problem, run
        self.course, ends = problem.course, problem.ends
        self.swept = run.swept @ self._coefficients
        self.spent = gained(run.time_s)[1:] @ self._coefficients
        self.square = gained(run.square[ends]) @ self._coefficients
        self.aerobic_s = gained(problem.flowing_s(run)[ends]) @ self._coefficients
        self.finish = run.time_s[-1] @ self._coefficients

    @cached_property
    def moments(self) -> Floats:
        """(point, part, skater, 1 + strength) [m³/s²] what each strength of drafting moves.

        ∫φv² ds over each part (P4) is this times (1, r₂, r₃, g, s): so drag shares need not
        be worked out step by step for every case.
        """
        course, ends = self.course, np.array(self.course.checks)
        felt = np.concatenate(
            [np.ones((*course.basis.shape[:2], 1)), course.basis * STRENGTH_SIGNS], axis=2
        )
        each = self.swept.T[:, :, np.newaxis, np.newaxis] * felt
        return np.add.reduceat(each, np.append(0, ends[:-1]), axis=1)

    def polynomials(self, level_w: Floats) -> Floats:
        """(point, case) Chebyshev polynomials at levels; NaN outside the table."""
        x = (level_w - self.middle) / self.half
        x = np.where(np.abs(x) <= 1, x, np.nan)
        result = np.empty((POINTS, len(x)))
        result[0], result[1] = np.where(np.isnan(x), np.nan, 1.0), x
        for k in range(2, POINTS):
            result[k] = 2 * x * result[k - 1] - result[k - 2]
        return result

    def along(self, level_w: Floats) -> Course1D:
        """The races at levels (case,) all along; NaN outside the table."""
        run, at = self.run, self.polynomials(level_w)
        arrays = run.square, run.time_s, run.swept, run.start_m
        return Course1D(*(np.einsum("ek,kc->ec", each @ self._coefficients, at) for each in arrays))


class _Points:
    """What a table is made of: races at the Chebyshev points about a level; see `tables`."""

    def __init__(self, course: Course, cases: ParameterSets, level_w: float) -> None:
        self.middle = level_w * (HIGHEST + LOWEST) / 2
        self.half = level_w * (HIGHEST - LOWEST) / 2
        self.problem = PaceProblem(course, cases[:1].repeat(POINTS))
        self.pull = self.problem.pull(self.middle + self.half * np.cos(_ANGLES))


def pace_tables(several: Sequence[tuple[Course, ParameterSets, float]]) -> list[PaceTable]:
    """A table for each course: paces are stepped all at once.

    Parameters
    ----------
    several : courses of one rink; cases, of which the pacing of the first is tabulated; the
        level about which the table is made [W]
    """
    if not several:
        return []
    points = [_Points(*each) for each in several]
    runs = integrate_each([(each.problem.course.grid, each.pull) for each in points])
    return [
        PaceTable(each, each.problem.stretched(run)) for each, run in zip(points, runs, strict=True)
    ]


def air_work(moments: Floats, cases: ParameterSets) -> Floats:
    """(point, part, skater, case) [J] against the air, from moments of a table.

    Parameters
    ----------
    moments : (point, part, skater, 1 + strength, case), or 1 for all cases
    cases : with strengths, air and drag areas
    """
    strengths = np.concatenate([np.ones((1, len(cases))), cases.strengths.T])
    if moments.shape[-1] == 1:
        # Not as a product of matrices: five terms are no work for a library's threads.
        swept = np.einsum("kpsj,jc->kpsc", moments[..., 0], strengths)
    else:
        swept = np.einsum("kpsjc,jc->kpsc", moments, strengths)
    swept *= 0.5 * cases.air_density_kgm3 * cases.drag_area_m2.T
    return np.asarray(swept)


class PaceTableProblem(PaceProblem):
    """A `PaceProblem` whose paces come from a table.

    Parameters
    ----------
    table : of the course, with the cases' pacing
    course, cases, pool : see `PaceProblem`
    """

    def __init__(
        self, table: PaceTable, course: Course, cases: ParameterSets, *, pool: bool = False
    ) -> None:
        super().__init__(course, cases, pool=pool)
        self.table = table
        self._air = air_work(table.moments[..., np.newaxis], cases)

    def run(self, level_w: Floats, effectiveness: Floats) -> tuple[Course1D, Account]:
        """As `PaceProblem.run`; of the race only the finish is kept."""
        work, aerobic = self.shares(level_w)
        account = self.balance(work, aerobic, effectiveness)
        finish = (self.table.finish @ self.table.polynomials(level_w))[np.newaxis]
        return Course1D(np.empty_like(finish), finish, finish[:0], finish[:0]), account

    def shares(self, level_w: Floats) -> tuple[Floats, Floats]:
        """(part, skater, case) [J] at the ice, without pushes, and supplied, in each part."""
        cases, table = self.cases, self.table
        at = table.polynomials(level_w)
        air = np.einsum("kpsc,kc->psc", self._air, at)
        kinetic = (table.square @ at)[:, np.newaxis] * (0.5 * cases.mass_kg.T)
        aerobic = (table.aerobic_s @ at)[:, np.newaxis] * cases.aerobic_w.T
        return kinetic + air + self.friction_j, aerobic
