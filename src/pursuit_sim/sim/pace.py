"""The fastest pace that a formation can hold: no reserve ends a lead, or the race, below zero.

The team's power follows a chosen shape, its level is what is solved for (P11):

    P(t) = Σ P_aer,i · rise(t) + 3 · 1200 W · e^(−t/10 s) + slope · (s/D − ½) + level
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pursuit_sim.sim.cases import Cases
from pursuit_sim.sim.course import Course
from pursuit_sim.sim.drafting import STRENGTHS
from pursuit_sim.sim.forces import GRAVITY_MPS2
from pursuit_sim.sim.march import Course1D, Pull, march
from pursuit_sim.sim.sharing import Account, pooled, with_push, without_push
from pursuit_sim.sim.supply import aerobic_seconds
from pursuit_sim.trajectory import SKATERS

Floats = NDArray[np.float64]

CLOSE_J = 1e-4  # [J] a reserve so near to zero is empty: 1e-7 s in the time
ROUGH_J = 0.02  # [J] with the secant's correction still below 1e-6 s
MOST_ROUNDS = 40
_LARGEST_STEP = 0.25  # of the aerobic supply, in one round of the search
_LIFTS, _LIFT_W = 8, 150.0  # tries to find a pace that moves the team at all


@dataclass(frozen=True, eq=False)
class Solution:
    """The fastest race of each case; NaN where there is none.

    Attributes
    ----------
    time_s : (case,) finish of the tail [s]
    level_w : (case,) solved level of the team's power [W]
    run : the race as stepped
    account : who paid what
    drag : (step, skater, case) ½ρ·CdA·φ [kg/m]
    """

    time_s: Floats
    level_w: Floats
    run: Course1D
    account: Account
    drag: Floats


class Problem:
    """One course and many cases: from a level of power to a race and its balance.

    Parameters
    ----------
    course : of one formation
    cases : parameter sets
    pool : True for reserves that flow freely between skaters (for comparisons)
    """

    def __init__(self, course: Course, cases: Cases, *, pool: bool = False) -> None:
        self.course, self.cases, self.pool = course, cases, pool
        grid = course.grid
        steps = len(grid.curve)
        basis = course.basis.reshape(-1, STRENGTHS) * np.array([-1.0, -1.0, -1.0, 1.0])
        share = 1 + (basis @ cases.strengths.T).reshape(steps, SKATERS, -1)
        self.drag = share
        self.drag *= 0.5 * cases.air_density_kgm3 * cases.drag_area_m2.T
        self.mass = cases.mass_kg.sum(axis=1)
        self._specific = self.drag.sum(axis=1) * (2 / self.mass)
        width = np.diff(grid.edges_m)
        ends = [phase.end for phase in course.phases]
        begins = [phase.begin for phase in course.phases]
        straight = np.array([width[b:e][~grid.curve[b:e]].sum() for b, e in zip(begins, ends, strict=True)])
        straight[0] += grid.edges_m[0]
        curved = np.array([width[b:e][grid.curve[b:e]].sum() for b, e in zip(begins, ends, strict=True)])
        self.length = straight + curved
        mu = straight[:, np.newaxis] * cases.friction_straight + curved[:, np.newaxis] * (
            cases.friction_curve
        )
        self._friction_j = mu[:, np.newaxis] * (GRAVITY_MPS2 * cases.mass_kg.T)
        self._begins, self._ends = begins, ends

    @property
    def effectiveness(self) -> Floats:
        """(case,) κ of the formation."""
        ratio = self.cases.push_ratio if self.course.push else 1.0
        return np.asarray(self.cases.effectiveness * ratio)

    def pull(self, level_w: Floats, effectiveness: Floats) -> Pull:
        """The terms of the equation of motion."""
        cases = self.cases
        scale = 2 * effectiveness / self.mass
        decay = 1 / cases.start_decay_s
        return Pull(
            drag=self._specific,
            straight=2 * GRAVITY_MPS2 * cases.friction_straight,
            curve=2 * GRAVITY_MPS2 * cases.friction_curve,
            level=scale * level_w,
            aerobic=scale * cases.aerobic_w.sum(axis=1),
            burst=scale * SKATERS * cases.start_power_w,
            slope=scale * SKATERS * cases.power_slope_w,
            delay=cases.aerobic_delay_s,
            decay=decay,
            limit=2 * cases.start_acceleration_mps2,
        )

    def run(self, level_w: Floats, effectiveness: Floats) -> tuple[Course1D, Account]:
        """A race at a level of power, and who pays what for it."""
        cases = self.cases
        run = march(self.course.grid, self.pull(level_w, effectiveness))
        air = np.stack(
            [
                np.einsum("nsc,nc->sc", self.drag[b:e], run.swept[b:e])
                for b, e in zip(self._begins, self._ends, strict=True)
            ]
        )
        edges = run.square[self._ends]
        kinetic = np.diff(edges, axis=0, prepend=0.0)[:, np.newaxis] * (0.5 * cases.mass_kg.T)
        work = (kinetic + air + self._friction_j) / effectiveness
        flowing = aerobic_seconds(run.time_s[self._ends], cases.aerobic_delay_s, cases.start_decay_s)
        aerobic = np.diff(flowing, axis=0, prepend=0.0)[:, np.newaxis] * cases.aerobic_w.T
        if self.pool:
            return run, pooled(work, aerobic, cases.anaerobic_j.T)
        if not self.course.push:
            return run, without_push(work, aerobic, cases.anaerobic_j.T)
        limit = self.length[:, np.newaxis] * cases.push_limit_n / effectiveness
        orders = [phase.order for phase in self.course.phases]
        return run, with_push(work, aerobic, cases.anaerobic_j.T, orders, limit)


def slack(account: Account) -> Floats:
    """(case,) [J] the smallest reserve that anybody has at the end of a phase."""
    return np.asarray(account.reserve_j.min(axis=(0, 1)))


def first_guess(problem: Problem) -> Floats:
    """(case,) [W] level at which the skaters together spend all they have."""
    cases = problem.cases
    burst = SKATERS * cases.start_power_w * cases.start_decay_s
    return np.asarray((cases.anaerobic_j.sum(axis=1) - burst) / problem.course.nominal_s)


def solve(
    course: Course,
    cases: Cases,
    *,
    pool: bool = False,
    guess_w: Floats | None = None,
    close_j: float = CLOSE_J,
) -> Solution:
    """The fastest race of each case: the level of power at which the slack is nil.

    Secant search from `guess_w`. Slack falls as the level rises, so the root is unique.

    Parameters
    ----------
    course, cases, pool : see `Problem`
    guess_w : (case,) [W] where to begin
    close_j : slack at which the search ends [J]; the last of it is made up by the secant,
        so that the times are exact to its square
    """
    return search(Problem(course, cases, pool=pool), guess_w, close_j)


def search(
    problem: Problem,
    guess_w: Floats | None = None,
    close_j: float = CLOSE_J,
    effectiveness: Floats | None = None,
) -> Solution:
    """`solve` for a problem that is already set up, with another κ where one is given."""
    kappa = problem.effectiveness if effectiveness is None else effectiveness
    level = first_guess(problem) if guess_w is None else guess_w.copy()
    run, account = problem.run(level, kappa)
    for _ in range(_LIFTS):  # a guess that does not move the team is too low
        if not np.isnan(run.time_s[-1]).any():
            break
        level = np.where(np.isnan(run.time_s[-1]), level + _LIFT_W, level)
        run, account = problem.run(level, kappa)
    value, finish = slack(account), run.time_s[-1]
    # A watt of level costs each skater a third of a joule a second.
    rate = -finish / SKATERS
    pace = np.zeros_like(finish)  # dT/dlevel
    most = _LARGEST_STEP * problem.cases.aerobic_w.sum(axis=1)
    for round_ in range(MOST_ROUNDS):
        # One step at least, so that the secant is known.
        seeking = (np.abs(value) > close_j) | (round_ == 0)
        if not seeking.any():
            break
        step = np.where(seeking, np.clip(-value / rate, -most, most), 0.0)
        run, account = problem.run(level + step, kappa)
        for _ in range(_LIFTS):
            stuck = np.isnan(run.time_s[-1]) & ~np.isnan(finish)
            if not stuck.any():
                break
            step = np.where(stuck, step / 2, step)
            run, account = problem.run(level + step, kappa)
        level = level + step
        after, before_s = slack(account), finish
        finish = run.time_s[-1]
        with np.errstate(invalid="ignore", divide="ignore"):
            secant, gained = (after - value) / step, (finish - before_s) / step
        sound = seeking & (secant < 0)
        rate, pace = np.where(sound, secant, rate), np.where(sound, gained, pace)
        value = after
    found = np.abs(value) <= close_j
    rest = np.where(found, -value / rate, np.nan)
    return Solution(finish + pace * rest, level + rest, run, account, problem.drag)
