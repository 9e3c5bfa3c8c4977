"""The fastest pace that a formation can hold: no reserve ends a lead, or the race, below zero.

A pace is chosen from a family of shapes (P11): the speeds of a *reference skater* who
spends

    P(t) = 1200 W · e^(−t/10 s) + λ [0.86 · rise(t) + 0.14] + slope · (s/D − ½)

at the gun's burst, the aerobic rise and a level λ. A higher λ is faster everywhere, and the
family does not depend on who skates: so more power can never be slower, nor more drag
faster. What each skater must do at that pace follows from the balance of forces at
their place (P12); the fastest pace that all can pay for is the race.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from pursuit_sim.arrays import Floats
from pursuit_sim.sim.cases import ParameterSets
from pursuit_sim.sim.course import Course
from pursuit_sim.sim.drafting import STRENGTH_SIGNS, STRENGTHS
from pursuit_sim.sim.energy_balance import Account, pooled, with_push, without_push
from pursuit_sim.sim.energy_supply import aerobic_seconds
from pursuit_sim.sim.forces import GRAVITY_MPS2
from pursuit_sim.sim.integrate import Course1D, Pull, integrate
from pursuit_sim.sim.secant import roots
from pursuit_sim.trajectory import SKATERS

# The reference skater (P10): an elite man in a team of the reference race, with κ
# and mean drag share half-way between the two sets of drafting strengths.
REFERENCE_MASS_KG = 78.0
REFERENCE_DRAG_KGM = 0.5 * 1.23 * 0.20 * 0.79  # ½ρ·CdA·φ
REFERENCE_FRICTION = (0.0046, 0.0059)  # straight, curve
REFERENCE_EFFECTIVENESS = 0.90
AEROBIC_SHARE = 0.86  # of λ: 335 W of plateau, 24 kJ − 12 kJ of the burst over 217 s
REFERENCE_LEVEL_W = 390.0  # λ of the reference race of 3:37, 14.28 m/s
REFERENCE_MPS = 14.28

CLOSE_J = 1e-4  # [J] a reserve so near to zero is empty: 1e-7 s in the time
ROUGH_J = 1e-3  # [J] 8e-7 s in the time, even where the secant straddles a limit of the push
_LARGEST_STEP = 0.25  # of the level, in one round of the search
_TIME_EXPONENT = -0.3  # d ln T / d ln λ, where a search begins
_LIFT_W = 60.0  # by which a pace that does not move at all is raised


@dataclass(frozen=True, eq=False)
class Solution:
    """The fastest race of each case; NaN where there is none.

    Attributes
    ----------
    time_s : (case,) finish of the tail [s]
    level_w : (case,) solved level λ of the pace [W]
    run : the race as stepped
    account : who paid what
    """

    time_s: Floats
    level_w: Floats
    run: Course1D
    account: Account


class PaceProblem:
    """One course and many cases: from a level of pace to a race and its balance.

    Parameters
    ----------
    course : of one formation
    cases : parameter sets
    pool : True for reserves that flow freely between skaters (for comparisons)

    Attributes
    ----------
    ends : (part,) edges of the grid at which the parts of the race end; see `Course.checks`
    length : (part, 1) of the parts [m]; (part, case) where the cases' ways differ
    """

    def __init__(self, course: Course, cases: ParameterSets, *, pool: bool = False) -> None:
        self.course, self.cases, self.pool = course, cases, pool
        grid = course.grid
        self.ends = np.array(course.checks, dtype=np.intp)
        self._begins = np.append(0, self.ends[:-1])
        width = np.diff(course.way_m)
        straight = np.add.reduceat(np.where(grid.curve, 0.0, width), self._begins)
        curved = np.add.reduceat(np.where(grid.curve, width, 0.0), self._begins)
        straight[0] += grid.edges_m[0]
        self.length = (straight + curved)[:, np.newaxis]
        mu = straight[:, np.newaxis] * cases.friction_straight + curved[:, np.newaxis] * (
            cases.friction_curve
        )
        self.friction_j = mu[:, np.newaxis] * (GRAVITY_MPS2 * cases.mass_kg.T)

    @cached_property
    def drag(self) -> Floats:
        """(step, skater, case) ½ρ·CdA·φ [kg/m]."""
        basis = self.course.basis.reshape(-1, STRENGTHS) * STRENGTH_SIGNS
        drag = (basis @ self.cases.strengths.T).reshape(-1, SKATERS, len(self.cases))
        drag += 1
        drag *= 0.5 * self.cases.air_density_kgm3 * self.cases.drag_area_m2.T
        return drag

    @property
    def effectiveness(self) -> Floats:
        """(case,) κ of the formation."""
        ratio = self.cases.push_ratio if self.course.push else 1.0
        return np.asarray(self.cases.effectiveness * ratio)

    def pace(self, level_w: Floats) -> Course1D:
        """The race at a level of pace (case,) [W]."""
        return self.stretched(integrate(self.course.grid, self.pull(level_w)))

    def stretched(self, run: Course1D) -> Course1D:
        """A race with the way that changes of leader add, at the speed of the place (P16).

        Parameters
        ----------
        run : as stepped, without them
        """
        if not self.course.changes:
            return run
        stretch = self.course.stretch[:, np.newaxis]
        time = run.time_s.copy()
        time[1:] += np.cumsum((stretch - 1) * np.diff(run.time_s, axis=0), axis=0)
        return replace(run, time_s=time, swept=run.swept * stretch)

    def late_s(self, run: Course1D) -> Floats:
        """(step + 1, case) [s] of a race that changes of leader have added up to each edge."""
        late = np.zeros_like(run.time_s)
        if self.course.changes:
            share = 1 - 1 / self.course.stretch[:, np.newaxis]
            late[1:] = np.cumsum(share * np.diff(run.time_s, axis=0), axis=0)
        return late

    def flowing_s(self, run: Course1D) -> Floats:
        """(step + 1, case) [s] for which the aerobic plateau has flowed up to each edge (P8).

        The supply rises with the pace; in the time that changes of leader add it flows in full.
        """
        cases, late = self.cases, self.late_s(run)
        rising = run.time_s - late
        return late + aerobic_seconds(rising, cases.aerobic_delay_s, cases.start_decay_s)

    def pull(self, level_w: Floats) -> Pull:
        """What drives the reference skater at a level of pace (case,) [W] (P10, P11)."""
        cases = self.cases
        scale = 2 * REFERENCE_EFFECTIVENESS / REFERENCE_MASS_KG
        straight, curve = (2 * GRAVITY_MPS2 * each for each in REFERENCE_FRICTION)
        even = np.ones_like(level_w)
        return Pull(
            drag=2 * REFERENCE_DRAG_KGM / REFERENCE_MASS_KG * even,
            straight=straight * even,
            curve=curve * even,
            level=scale * level_w * (1 - AEROBIC_SHARE),
            aerobic=scale * level_w * AEROBIC_SHARE,
            burst=scale * cases.start_power_w,
            slope=scale * cases.power_slope_w,
            delay=cases.aerobic_delay_s,
            decay=1 / cases.start_decay_s,
            limit=2 * cases.start_acceleration_mps2,
        )

    def work(self, run: Course1D) -> Floats:
        """(part, skater, case) [J] at the ice: what a pace takes of each, without pushes."""
        air = np.stack(
            [
                np.einsum("nsc,nc->sc", self.drag[b:e], run.swept[b:e])
                for b, e in zip(self._begins, self.ends, strict=True)
            ]
        )
        edges = run.square[self.ends]
        kinetic = gained(edges)[:, np.newaxis] * (0.5 * self.cases.mass_kg.T)
        return np.asarray(kinetic + air + self.friction_j)

    def aerobic(self, run: Course1D) -> Floats:
        """(part, skater, case) [J] of aerobic supply."""
        flowing = self.flowing_s(run)[self.ends]
        return gained(flowing)[:, np.newaxis] * self.cases.aerobic_w.T

    def balance(self, work_j: Floats, aerobic_j: Floats, effectiveness: Floats) -> Account:
        """Who pays what.

        Parameters
        ----------
        work_j : (part, skater, case) at the ice [J], without pushes
        aerobic_j : (part, skater, case) supplied [J]
        effectiveness : (case,) κ
        """
        cases = self.cases
        work_j = work_j / effectiveness
        if self.pool:
            return pooled(work_j, aerobic_j, cases.anaerobic_j.T)
        if not self.course.push:
            return without_push(work_j, aerobic_j, cases.anaerobic_j.T)
        limit = self.length * cases.push_limit_n / effectiveness
        orders = [phase.order for phase in self.course.phases]
        return with_push(work_j, aerobic_j, cases.anaerobic_j.T, orders, limit)

    def run(self, level_w: Floats, effectiveness: Floats) -> tuple[Course1D, Account]:
        """A race at a level of pace, and who pays what for it."""
        run = self.pace(level_w)
        return run, self.balance(self.work(run), self.aerobic(run), effectiveness)


def gained(ends: Floats) -> Floats:
    """(part, …) what is gained in each part, from values at the parts' ends, from nought."""
    result = ends.copy()
    result[1:] -= ends[:-1]
    return result


def slack(account: Account) -> Floats:
    """(case,) [J] the smallest reserve that anybody has at the end of a part."""
    return np.asarray(account.reserve_j.min(axis=(0, 1)))


def first_guess(problem: PaceProblem) -> Floats:
    """(case,) [W] level of the reference race, scaled to the course's own time."""
    course = problem.course
    speed = course.grid.edges_m[-1] / course.nominal_s
    return np.full(len(problem.cases), REFERENCE_LEVEL_W * (speed / REFERENCE_MPS) ** 3)


def solve(
    course: Course,
    cases: ParameterSets,
    *,
    pool: bool = False,
    guess_w: Floats | None = None,
    close_j: float = CLOSE_J,
) -> Solution:
    """The fastest race of each case: the level of pace at which the slack is nil.

    Secant search from `guess_w`. Slack falls as the level rises, so the root is unique.

    Parameters
    ----------
    course, cases, pool : see `PaceProblem`
    guess_w : (case,) [W] where to begin
    close_j : slack at which the search ends [J]; the last of it is made up by the secant,
        so that the times are exact to its square
    """
    return search(PaceProblem(course, cases, pool=pool), guess_w, close_j)


def search(
    problem: PaceProblem,
    guess_w: Floats | None = None,
    close_j: float = CLOSE_J,
    effectiveness: Floats | None = None,
) -> Solution:
    """`solve` for a problem that is already set up.

    Parameters
    ----------
    problem : course and cases
    guess_w, close_j : as in `solve`
    effectiveness : (case,) κ in place of the cases' own
    """
    kappa = problem.effectiveness if effectiveness is None else effectiveness

    def spent(level_w: Floats) -> tuple[Floats, tuple[Course1D, Account]]:
        run, account = problem.run(level_w, kappa)
        return np.stack([slack(account), run.time_s[-1]]), (run, account)

    end = roots(
        spent,
        first_guess(problem) if guess_w is None else guess_w,
        # A watt more costs everybody about a joule a second.
        lambda values: np.stack([-values[1], np.zeros_like(values[1])]),
        close_j,
        largest_step=lambda level_w: _LARGEST_STEP * np.abs(level_w),
        lift=_LIFT_W,
        least_steps=1,  # how the time changes with the level is asked for below
    )
    (left, finish), (rate, gain) = end.values, end.slopes
    rest = np.where(end.found, -left / rate, np.nan)
    run, account = end.further
    return Solution(finish + gain * rest, end.at + rest, run, account)


def search_time(problem: PaceProblem, time_s: Floats, close_s: float) -> Course1D:
    """The race of the family that takes a given time; NaN where none does.

    Parameters
    ----------
    problem : its course, and the pacing of its cases
    time_s : (case,) [s]
    close_s : to which the time is met [s]
    """

    def late(level_w: Floats) -> tuple[Floats, Course1D]:
        run = problem.pace(level_w)
        return np.log(run.time_s[-1:] / time_s), run

    return roots(
        late,
        first_guess(problem),
        lambda _: _TIME_EXPONENT,
        close_s / time_s,
        largest_step=lambda _: _LARGEST_STEP,
        logarithmic=True,
    ).further
