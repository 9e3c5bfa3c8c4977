"""Thousands of power-balance races at once: the same physics, only the times kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from pursuit_sim.arrays import Floats
from pursuit_sim.sim.cases import ParameterSets
from pursuit_sim.sim.course import Course
from pursuit_sim.sim.pace import ROUGH_J, PaceProblem, search
from pursuit_sim.sim.pace_table import PaceTable, PaceTableProblem, alike, pace_tables

CHUNK = 1024  # cases at a time: their tables stay in the cache
_PILOT_J = 100.0  # reserve that may be left where only about which level a table is made is asked


@dataclass(frozen=True, eq=False)
class Batch:
    """What is kept of each case; NaN where no pace can be held.

    Attributes
    ----------
    time_s : (case,) finish of the tail [s]
    level_w : (case,) solved level of the team's power [W]
    effectiveness : (case,) κ with which the formation was skated
    """

    time_s: Floats
    level_w: Floats
    effectiveness: Floats


def times(
    course: Course, cases: ParameterSets, *, pool: bool = False, close_j: float = ROUGH_J
) -> Batch:
    """The fastest race of each of many cases, as `pace.solve` finds it one by one.

    Parameters
    ----------
    course : of one formation
    cases : any number of parameter sets
    pool : see `pace.PaceProblem`
    close_j : see `pace.solve`; by default the times are those of single races to 1e-6 s
    """
    return next(times_each([(course, cases)], pool=pool, close_j=close_j))


def times_each(
    several: Sequence[tuple[Course, ParameterSets]], *, pool: bool = False, close_j: float = ROUGH_J
) -> Iterator[Batch]:
    """`times` of several courses of one rink, whose tables are made together.

    Parameters
    ----------
    several : courses, each with its parameter sets
    pool, close_j : see `times`
    """
    levels = [_pilot(course, cases, pool=pool) for course, cases in several]
    tabled = [
        np.isfinite(level) and alike(cases)
        for level, (_, cases) in zip(levels, several, strict=True)
    ]
    asked = zip(several, levels, tabled, strict=True)
    made = iter(pace_tables([(*each, level) for each, level, good in asked if good]))
    for (course, cases), level, good in zip(several, levels, tabled, strict=True):
        table = next(made) if good else None
        yield _times(course, cases, level, table, pool=pool, close_j=close_j)


def _times(
    course: Course,
    cases: ParameterSets,
    level: float,
    table: PaceTable | None,
    *,
    pool: bool,
    close_j: float,
) -> Batch:
    """`times`, begun at a level [W], with the paces of a table where there is one."""

    def part(begin: int) -> tuple[Floats, Floats, Floats]:
        some = cases[begin : begin + CHUNK]
        if table is None:
            problem = PaceProblem(course, some, pool=pool)
            found = search(problem, None, close_j)
            return found.time_s, found.level_w, problem.effectiveness
        problem = PaceTableProblem(table, course, some, pool=pool)
        found = search(problem, np.full(len(some), level), close_j)
        time, levels = found.time_s, found.level_w
        rest = np.flatnonzero(np.isnan(time))  # beyond the table, or no race at all
        if len(rest):
            one_by_one = search(PaceProblem(course, some[rest], pool=pool), None, close_j)
            time[rest], levels[rest] = one_by_one.time_s, one_by_one.level_w
        return time, levels, problem.effectiveness

    return Batch(*in_chunks(part, len(cases)))


def _pilot(course: Course, cases: ParameterSets, *, pool: bool) -> float:
    """About the level of the first case [W]; NaN if it has none."""
    problem = PaceProblem(course, cases[:1], pool=pool)
    return float(search(problem, None, _PILOT_J).level_w[0])


def in_chunks(part: Callable[[int], tuple[Floats, ...]], count: int) -> tuple[Floats, ...]:
    """Results of `part(begin)` for chunks of the cases, put together.

    Parameters
    ----------
    part : gives a tuple of arrays (case,) for the chunk that begins at a case
    count : number of cases
    """
    parts = [part(begin) for begin in range(0, count, CHUNK)]
    return tuple(np.concatenate(arrays) for arrays in zip(*parts, strict=True))
