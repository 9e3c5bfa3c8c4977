"""The team effectiveness κ, solved so that a team's own race gives its own time.

κ is a fit: it takes up everything the model does not know. A counterfactual keeps it and
changes the formation, and κ_push/κ_rot, alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from pursuit_sim.arrays import Floats
from pursuit_sim.errors import InputError
from pursuit_sim.lab.skated import as_skated
from pursuit_sim.scenario.race import Entry, Race
from pursuit_sim.sim import drafting
from pursuit_sim.sim.batch import CHUNK, in_chunks
from pursuit_sim.sim.cases import ParameterSets
from pursuit_sim.sim.course import Course, course
from pursuit_sim.sim.energy_balance import Account
from pursuit_sim.sim.integrate import Course1D
from pursuit_sim.sim.pace import CLOSE_J, PaceProblem, search, search_time, slack
from pursuit_sim.sim.pace_table import alike
from pursuit_sim.sim.parameter_sets import parameter_sets
from pursuit_sim.sim.secant import roots
from pursuit_sim.units import format_time

LOWEST, HIGHEST = 0.5, 1.2  # κ beyond says that other parameters are wrong
CLOSE_S = 1e-7  # [s] to which the official time is met


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

    Where a what-if has changed rink or skaters, that is fitted which was skated.

    Raises
    ------
    InputError
        if no κ between 0.5 and 1.2 does; it says which bound was hit
    """
    race, entry = as_skated(race, entry)
    track, own = course(race, entry), parameter_sets(race, entry)
    found = float(solve_effectiveness(track, own, np.array([entry.official_time_s]))[0])
    ratio = float(own.push_ratio[0]) if entry.formation.push else 1.0
    if np.isnan(found):
        raise InputError.single(race.id, f"{entry.side}.time", *_unsolved(track, own, entry))
    return Calibration(
        effectiveness=found,
        in_formation=found * ratio,
        time_s=entry.official_time_s,
        formation=entry.formation.label,
        drafting=entry.effort.drafting,
        usual=drafting.EFFECTIVENESS[entry.effort.drafting],
    )


def calibrated(race: Race, entry: Entry) -> Entry:
    """The entry with the κ of `calibrate`."""
    return entry.with_effort(effectiveness=calibrate(race, entry).effectiveness)


def solve_effectiveness(
    track: Course, sets: ParameterSets, time_s: Floats, close_s: float = CLOSE_S
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
        return (_solve(PaceProblem(track, some), time_s[begin : begin + CHUNK], close_s),)

    return in_chunks(part, len(sets))[0]


def _solve(problem: PaceProblem, time_s: Floats, close_s: float) -> Floats:
    """Secant in 1/κ; the pace is known from the time, and does not depend on κ."""
    run = _paced(problem, time_s, close_s)
    work, aerobic = problem.work(run), problem.aerobic(run)
    ratio = problem.effectiveness / problem.cases.effectiveness

    def left(inverse: Floats) -> tuple[Floats, Account]:
        account = problem.balance(work, aerobic, 1 / inverse)
        return slack(account)[np.newaxis], account

    close_j = CLOSE_J * max(1.0, close_s / CLOSE_S)
    end = roots(left, 1 / problem.effectiveness, lambda _: -work.sum(axis=0).mean(axis=0), close_j)
    found = 1 / (end.at * ratio)
    good = end.found & (found >= LOWEST) & (found <= HIGHEST)
    return np.where(good, found, np.nan)


def _paced(problem: PaceProblem, time_s: Floats, close_s: float) -> Course1D:
    """The race that takes each case's time; solved once where all pace alike."""
    first = problem.cases[:1]
    if not alike(problem.cases) or np.ptp(time_s) > 0:
        return search_time(problem, time_s, close_s)
    run = search_time(PaceProblem(problem.course, first), time_s[:1], close_s)
    count = len(time_s)
    return Course1D(
        *(
            np.broadcast_to(array, (len(array), count))
            for array in (run.square, run.time_s, run.swept, run.start_m)
        )
    )


def _unsolved(track: Course, own: ParameterSets, entry: Entry) -> tuple[str, str]:
    """(problem, remedy) of a calibration without a solution: which bound was hit."""
    ratio = own.push_ratio if track.push else 1.0
    problem = PaceProblem(track, own)
    low, high = (
        float(search(problem, effectiveness=np.array([bound]) * ratio).time_s[0])
        for bound in (LOWEST, HIGHEST)
    )
    team = f"{entry.team.code} ({entry.formation.label})"
    official = format_time(entry.official_time_s)
    if np.isfinite(high) and entry.official_time_s < high:
        beyond, bound, time_s = "above", HIGHEST, high
        remedy = "raise aerobic_w or anaerobic_j, or lower drag_area_m2 or mass_kg"
    elif np.isfinite(low) and entry.official_time_s > low:
        beyond, bound, time_s = "below", LOWEST, low
        remedy = "lower aerobic_w or anaerobic_j, or raise drag_area_m2 or mass_kg"
    else:
        remedy = "raise aerobic_w or anaerobic_j, or lower start_power_w"
        return f"{team} cannot hold any pace with these skaters", remedy
    said = (
        f"{team} would need an effectiveness {beyond} {bound:g} for {official}; "
        f"at {bound:g} it takes {format_time(time_s)}"
    )
    return said, remedy
