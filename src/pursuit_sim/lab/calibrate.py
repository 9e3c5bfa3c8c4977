"""The team effectiveness κ, solved so that a team's own race gives its own time.

κ is a fit: it takes up everything the model does not know. A counterfactual keeps it and
changes the formation, and κ_push/κ_rot, alone.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pursuit_sim.errors import InputError
from pursuit_sim.scenario.race import Entry, Race
from pursuit_sim.sim import drafting
from pursuit_sim.sim.batch import CHUNK, in_chunks
from pursuit_sim.sim.cases import Cases, cases
from pursuit_sim.sim.course import Course, course
from pursuit_sim.sim.pace import CLOSE_J, ROUGH_J, Problem, first_guess, search, slack
from pursuit_sim.trajectory import SKATERS
from pursuit_sim.units import format_time

Floats = NDArray[np.float64]

LOWEST, HIGHEST = 0.5, 1.2  # κ beyond says that other parameters are wrong
CLOSE_S = 1e-7  # [s] to which the official time is met
_COARSE_J = 0.5  # [J] slack while κ is still far away
_NEARLY = 1e-3  # of ln T
_ROUNDS = 12
_LEVEL_UNIT_W = 1000.0  # [W] a level that changes the time as much as κ does
_DIFFERENCE = 1e-4
_ELASTICITY = -0.40  # d ln T / d ln κ (model.md §3: −0.39), where the search begins


@dataclass(frozen=True, slots=True)
class Calibration:
    """A fit of κ.

    Attributes
    ----------
    effectiveness : κ when rotating
    in_formation : κ in the formation that was skated; differs when that pushed
    time_s : the official time it reproduces [s]
    formation : what was skated
    drafting : the set of drafting strengths it belongs to
    usual : κ that is usual for this set
    """

    effectiveness: float
    in_formation: float
    time_s: float
    formation: str
    drafting: str
    usual: float

    def to_dict(self) -> dict[str, Any]:
        """As plain data."""
        return {
            "effectiveness": self.effectiveness,
            "effectiveness_in_formation": self.in_formation,
            "time_s": self.time_s,
            "formation": self.formation,
            "drafting": self.drafting,
            "usual_effectiveness": self.usual,
            "is_a_fit": True,
        }


def calibrate(race: Race, entry: Entry) -> Calibration:
    """κ with which an entry's formation gives its official time.

    Raises
    ------
    InputError
        if no κ between 0.5 and 1.2 does; it says which bound was hit
    """
    track, own = course(race, entry), cases(race, entry)
    found = float(solve_effectiveness(track, own, np.array([entry.official_time_s]))[0])
    ratio = float(own.push_ratio[0]) if entry.formation.push else 1.0
    if np.isnan(found):
        raise InputError.single(
            race.id, f"{entry.side}.time", *_unsolved(track, own, entry)
        )
    return Calibration(
        effectiveness=found,
        in_formation=found * ratio,
        time_s=entry.official_time_s,
        formation=entry.formation.label,
        drafting=entry.effort.drafting,
        usual=drafting.EFFECTIVENESS[entry.effort.drafting],
    )


def calibrated(race: Race, entry: Entry) -> Entry:
    """The entry with κ set so that the power model gives its official time."""
    found = calibrate(race, entry)
    effort = entry.effort.model_copy(update={"effectiveness": found.effectiveness})
    return replace(entry, effort=effort)


def solve_effectiveness(
    track: Course, sets: Cases, time_s: Floats, close_s: float = CLOSE_S
) -> Floats:
    """(case,) κ when rotating, with which each case takes the given time; NaN where none.

    Parameters
    ----------
    track : the formation that was skated
    sets : parameter sets; their own κ is where the search begins
    time_s : (case,) [s]
    close_s : to which the time is to be met [s]
    """

    def part(begin: int) -> tuple[Floats]:
        some = sets[begin : begin + CHUNK]
        return (_solve(Problem(track, some), time_s[begin : begin + CHUNK], close_s),)

    return in_chunks(part, len(sets))[0]


def _solve(problem: Problem, time_s: Floats, close_s: float) -> Floats:
    """Broyden's method for κ and the level of power at once, from the first case's slopes.

    Unknowns x = (ln κ, level); equations F = (ln T − ln T*, slack), scaled to be alike.
    Cases that it leaves open, one in thousands, are solved one inside the other.
    """
    ratio = problem.effectiveness / problem.cases.effectiveness
    slack_unit = _LEVEL_UNIT_W * time_s / SKATERS

    def misses(x: Floats) -> Floats:
        kappa = np.clip(np.exp(x[0]), LOWEST * ratio / 2, HIGHEST * ratio * 2)
        run, account = problem.run(x[1] * _LEVEL_UNIT_W, kappa)
        return np.stack([np.log(run.time_s[-1] / time_s), slack(account) / slack_unit])

    first = Problem(problem.course, problem.cases[:1])
    kappa = _nested(first, time_s[:1], first.effectiveness)
    if np.isnan(kappa[0]) or len(time_s) == 1:
        return _nested(problem, time_s, problem.effectiveness) / ratio
    level = search(first, effectiveness=kappa).level_w
    start = np.array([np.log(kappa[0]), level[0] / _LEVEL_UNIT_W])
    x = np.repeat(start[:, np.newaxis], len(time_s), axis=1)
    jacobian = np.repeat(_slopes(first, start, time_s[:1])[:, :, np.newaxis], len(time_s), axis=2)
    value = misses(x)
    rough_j = ROUGH_J * close_s / CLOSE_S
    close = np.stack([close_s / time_s, rough_j / slack_unit])
    for _ in range(_ROUNDS):
        seeking = (np.abs(value) > close).any(axis=0)
        if not seeking.any():
            break
        (a, b), (c, d) = jacobian
        determinant = a * d - b * c
        step = np.stack([b * value[1] - d * value[0], c * value[0] - a * value[1]])
        step = np.where(seeking, step / np.where(seeking, determinant, 1.0), 0.0)
        x = x + step
        after = misses(x)
        missed = after - value - np.einsum("ijn,jn->in", jacobian, step)
        length = np.maximum((step**2).sum(axis=0), np.finfo(np.float64).tiny)
        jacobian = jacobian + missed[:, np.newaxis] * step / length
        value = after
    result = np.exp(x[0])
    done = (np.abs(value) <= close).all(axis=0)
    if not done.all():
        rest = np.flatnonzero(~done)
        result[rest] = _nested(
            Problem(problem.course, problem.cases[rest]), time_s[rest], problem.effectiveness[rest]
        )
    result = result / ratio
    return np.where((result >= LOWEST) & (result <= HIGHEST), result, np.nan)


def _slopes(problem: Problem, x: Floats, time_s: Floats) -> Floats:
    """(2, 2) derivatives of the equations of `_solve` at one point, by differences."""
    slack_unit = _LEVEL_UNIT_W * time_s / SKATERS

    def misses(point: Floats) -> Floats:
        run, account = problem.run(point[1:] * _LEVEL_UNIT_W, np.exp(point[:1]))
        return np.array([np.log(run.time_s[-1, 0] / time_s[0]), (slack(account) / slack_unit)[0]])

    moves = np.eye(2) * _DIFFERENCE
    return np.stack([(misses(x + m) - misses(x - m)) / (2 * _DIFFERENCE) for m in moves], axis=1)


def _nested(problem: Problem, time_s: Floats, kappa: Floats) -> Floats:
    """(case,) κ in the formation: secant in ln κ against ln T, each race fully solved."""
    ratio = problem.effectiveness / problem.cases.effectiveness
    found = search(problem, first_guess(problem), _COARSE_J, kappa)
    value, slope = np.log(found.time_s / time_s), np.full(len(time_s), _ELASTICITY)
    close = CLOSE_S / time_s
    for _ in range(_ROUNDS):
        seeking = np.abs(value) > close
        if not seeking.any():
            break
        step = np.where(seeking, -value / slope, 0.0)
        kappa = np.clip(kappa * np.exp(step), LOWEST * ratio / 2, HIGHEST * ratio * 2)
        close_j = CLOSE_J if np.nanmax(np.abs(value)) < _NEARLY else _COARSE_J
        found = search(problem, found.level_w, close_j, kappa)
        after = np.log(found.time_s / time_s)
        with np.errstate(invalid="ignore", divide="ignore"):
            secant = (after - value) / step
        slope = np.where(seeking & (secant < 0), secant, slope)
        value = after
    good = (np.abs(value) <= close) & (kappa >= LOWEST * ratio) & (kappa <= HIGHEST * ratio)
    return np.where(good, kappa, np.nan)


def _unsolved(track: Course, own: Cases, entry: Entry) -> tuple[str, str]:
    """(problem, remedy) of a calibration without a solution: which bound was hit."""
    ratio = own.push_ratio if track.push else 1.0
    problem = Problem(track, own)
    low, high = (
        float(search(problem, effectiveness=np.array([bound]) * ratio).time_s[0])
        for bound in (LOWEST, HIGHEST)
    )
    official = format_time(entry.official_time_s)
    if np.isfinite(high) and entry.official_time_s < high:
        return (
            f"{entry.team.code} would need an effectiveness above {HIGHEST:g} to skate {official} "
            f"({entry.formation.label}); at {HIGHEST:g} it skates {format_time(high)}",
            "raise aerobic_w or anaerobic_j, or lower drag_area_m2 or mass_kg",
        )
    if np.isfinite(low) and entry.official_time_s > low:
        return (
            f"{entry.team.code} would need an effectiveness below {LOWEST:g} to take {official} "
            f"({entry.formation.label}); at {LOWEST:g} it skates {format_time(low)}",
            "lower aerobic_w or anaerobic_j, or raise drag_area_m2 or mass_kg",
        )
    return (
        f"{entry.team.code} ({entry.formation.label}) cannot hold any pace with these skaters",
        "raise aerobic_w or anaerobic_j, or lower start_power_w",
    )
