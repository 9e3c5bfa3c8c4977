"""Thousands of power-balance races at once: the same physics, only the times kept."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pursuit_sim.sim.cases import Cases
from pursuit_sim.sim.course import Course
from pursuit_sim.sim.pace import ROUGH_J, Problem, Solution, first_guess, search

Floats = NDArray[np.float64]

CHUNK = 8192  # cases at a time: large enough for threads to pay, small enough for the cache
_WORKERS = 2  # threads; more than two only wait for each other (measured)


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


def times(course: Course, cases: Cases, *, pool: bool = False, close_j: float = ROUGH_J) -> Batch:
    """The fastest race of each of many cases, as `pace.solve` finds it one by one.

    Parameters
    ----------
    course : of one formation
    cases : any number of parameter sets
    pool : see `pace.Problem`
    close_j : see `pace.solve`; by default the times are those of single races to 1e-6 s
    """
    guess = pilot(course, cases, pool=pool)

    def part(begin: int) -> tuple[Floats, Floats, Floats]:
        problem = Problem(course, cases[begin : begin + CHUNK], pool=pool)
        found: Solution = search(problem, first_guess(problem) + guess, close_j)
        return found.time_s, found.level_w, problem.effectiveness

    return Batch(*in_chunks(part, len(cases)))


def pilot(course: Course, cases: Cases, *, pool: bool = False) -> float:
    """How far the level of the first case lies from its first guess [W]; 0 if it has none."""
    problem = Problem(course, cases[:1], pool=pool)
    shift = float((search(problem).level_w - first_guess(problem))[0])
    return shift if np.isfinite(shift) else 0.0


def in_chunks(part: Callable[[int], tuple[Floats, ...]], count: int) -> tuple[Floats, ...]:
    """Results of `part(begin)` for chunks of the cases, put together.

    Parameters
    ----------
    part : gives a tuple of arrays (case,) for the chunk that begins at a case
    count : number of cases
    """
    begins = range(0, count, CHUNK)
    workers = min(len(begins), _WORKERS, os.cpu_count() or 1)
    if workers < 2:
        parts = [part(begin) for begin in begins]
    else:
        with ThreadPoolExecutor(workers) as threads:
            parts = list(threads.map(part, begins))
    return tuple(np.concatenate(arrays) for arrays in zip(*parts, strict=True))
