"""A power-balance race in full: one entry's fastest race, moment by moment."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pursuit_sim.arrays import Floats, Ints
from pursuit_sim.errors import InputError
from pursuit_sim.scenario.race import Entry, Race
from pursuit_sim.sim.believable import check_pace
from pursuit_sim.sim.cases import ParameterSets
from pursuit_sim.sim.course import Course, course
from pursuit_sim.sim.energy_supply import aerobic_rise
from pursuit_sim.sim.forces import GRAVITY_MPS2
from pursuit_sim.sim.overdraw import OVERDRAWN_J
from pursuit_sim.sim.pace import (
    AEROBIC_SHARE,
    REFERENCE_DRAG_KGM,
    REFERENCE_EFFECTIVENESS,
    REFERENCE_FRICTION,
    REFERENCE_MASS_KG,
    PaceProblem,
    Solution,
    search,
)
from pursuit_sim.sim.parameter_sets import parameter_sets
from pursuit_sim.sim.reserves import edges_m, reserves
from pursuit_sim.sim.schedule import GLIDE_DECAY_S
from pursuit_sim.trajectory import SKATERS


@dataclass(frozen=True, eq=False)
class PowerMoments:
    """A power race on a time axis.

    Attributes
    ----------
    way_m, way_mps : (time,) way and speed of the train; see `lead_changes`
    power_w : (time, skater) mechanical power of each skater [W]
    reserve_j : (time, skater) what is left of W′ [J]
    push_n : (time, skater) forward force received from behind [N]
    """

    way_m: Floats
    way_mps: Floats
    power_w: Floats
    reserve_j: Floats
    push_n: Floats


class PowerRace:
    """One entry's fastest race with the power-balance model.

    Parameters
    ----------
    race, entry : who skates where
    refine : divides every step; for the proof that the steps are short enough

    Raises
    ------
    InputError
        if the formation cannot hold any pace with these skaters, or none that people skate
    """

    def __init__(self, race: Race, entry: Entry, *, refine: int = 1) -> None:
        self.race, self.entry = race, entry
        self.course: Course = course(race, entry, refine=refine)
        self.cases: ParameterSets = parameter_sets(race, entry)
        self.problem = PaceProblem(self.course, self.cases)
        self.solution: Solution = search(self.problem)
        if np.isnan(self.solution.time_s[0]):
            raise InputError.single(
                race.id,
                f"{entry.side}.effort",
                f"{entry.team.code} ({entry.formation.label}) cannot hold any pace: "
                f"{self._weakest()} has nothing left however slow the race",
                "raise aerobic_w or anaerobic_j, or lower start_power_w",
            )
        self.kappa = float(self.problem.effectiveness[0])
        run = self.solution.run
        self.edge_m = edges_m(self.problem, run)[:, 0]
        self._late_s = self.problem.late_s(run)[:, 0]
        self.edge_s, self.square = run.time_s[:, 0], run.square[:, 0]
        self.drag = self.problem.drag[:, :, 0]
        self._push_j = self.solution.account.push_j[:, :, 0]
        self.edge_reserve_j = reserves(self.problem, run, self.solution.account)[:, :, 0]
        lowest = self.edge_reserve_j.min(axis=0)
        if lowest.min() < OVERDRAWN_J:
            worst = int(lowest.argmin())
            when = float(self.edge_s[self.edge_reserve_j[:, worst].argmin()])
            raise InputError.single(
                race.id,
                f"{entry.side}.effort.start_power_w",
                f"{entry.lineup[worst]} has spent more than their reserve after "
                f"{when:.0f} s ({lowest[worst] / 1000:.2f} kJ left)",
                "lower start_power_w or start_decay_s, or raise anaerobic_j",
            )
        check_pace(race, entry, self.passings_s)

    @property
    def time_s(self) -> float:
        """Finish of the tail [s]."""
        return float(self.edge_s[-1])

    @property
    def passings_s(self) -> Floats:
        """(half-lap,) [s] when the tail passes its timing lines."""
        return self.edge_s[self.course.grid.lines]

    @property
    def mean_push_n(self) -> Floats:
        """(skater,) mean force received from behind over the race [N]."""
        return self._mean_push(0)

    @property
    def mean_push_given_n(self) -> Floats:
        """(skater,) mean force given to the one in front over the race [N]."""
        return self._mean_push(1)

    def _mean_push(self, place: int) -> Floats:
        force = np.zeros(SKATERS)
        if not self.course.push:
            return force
        for phase, pushes in zip(self.course.phases, self._push_j, strict=True):
            force[list(phase.order[place : place + 2])] += pushes
        return np.asarray(force * self.kappa / self.edge_m[-1])

    def moments(self, time_s: Floats) -> PowerMoments:
        """The race on a time axis; after the finish the train glides out.

        Parameters
        ----------
        time_s : (time,) [s] from the gun, rising
        """
        racing = np.minimum(time_s, self.time_s)
        distance, speed = self._motion(racing)
        step = np.clip(
            np.searchsorted(self.edge_m, distance, side="right") - 1, 0, len(self.edge_m) - 2
        )
        push, given = self._push(step, speed)
        power = np.maximum(self._need(racing, speed, step) + (given - push) * speed[:, None], 0.0)
        power = power / self.kappa
        reserve = np.stack(
            [
                np.interp(racing, np.append(0.0, self.edge_s), np.append(full, left))
                for full, left in zip(self.cases.anaerobic_j[0], self.edge_reserve_j.T, strict=True)
            ],
            axis=1,
        )
        after = time_s - racing
        glide = np.exp(-after / GLIDE_DECAY_S)
        over = after > 0
        power[over], push[over] = 0.0, 0.0
        return PowerMoments(
            distance + speed * GLIDE_DECAY_S * (1 - glide), speed * glide, power, reserve, push
        )

    def _motion(self, time_s: Floats) -> tuple[Floats, Floats]:
        """Way and speed of the train: cubic between edges, exact at them."""
        step = np.clip(
            np.searchsorted(self.edge_s, time_s, side="right") - 1, 0, len(self.edge_s) - 2
        )
        limited = time_s < self.edge_s[0]  # constant acceleration
        begin, h = self.edge_s[step], np.diff(self.edge_s)[step]
        # A step without length is left at once; moments before the first are told apart below.
        h = np.where(limited | (h <= 0), 1.0, h)
        speed = np.sqrt(self.square)
        u = (time_s - begin) / h
        s0, s1 = self.edge_m[step], self.edge_m[step + 1]
        v0, v1 = speed[step] * h, speed[step + 1] * h
        rise = s1 - s0
        cubic, square = v0 + v1 - 2 * rise, 3 * rise - 2 * v0 - v1
        distance = s0 + u * (v0 + u * (square + u * cubic))
        rate = (v0 + u * (2 * square + u * 3 * cubic)) / h
        part = time_s / self.edge_s[0]
        return (
            np.where(limited, self.edge_m[0] * part**2, distance),
            np.where(limited, speed[0] * part, rate),
        )

    def _need(self, time_s: Floats, speed: Floats, step: Ints) -> Floats:
        """(time, skater) [W] at the ice, without pushes: (m·dv/dt + R)·v (P12)."""
        case, mass = self.cases, self.cases.mass_kg[0]
        friction = np.where(
            self.course.grid.curve[step], case.friction_curve[0], case.friction_straight[0]
        )
        force = mass * (self._acceleration(time_s, speed, step) + friction * GRAVITY_MPS2)[:, None]
        return np.asarray((force + self.drag[step] * (speed**2)[:, None]) * speed[:, None])

    def _acceleration(self, time_s: Floats, speed: Floats, step: Ints) -> Floats:
        """(time,) [m/s²] of the pace: the reference skater's (P10, P11)."""
        case, grid, stretch = self.cases, self.course.grid, self.course.stretch[step]
        time_s = time_s - np.interp(time_s, self.edge_s, self._late_s)
        rise = aerobic_rise(time_s, case.aerobic_delay_s, case.start_decay_s)
        power = (
            self.solution.level_w * (AEROBIC_SHARE * rise + 1 - AEROBIC_SHARE)
            + case.start_power_w * np.exp(-time_s / case.start_decay_s)
            + case.power_slope_w * (grid.middles_m[step] / grid.edges_m[-1] - 0.5)
        )
        straight, curve = REFERENCE_FRICTION
        drive = np.minimum(
            REFERENCE_EFFECTIVENESS * power / (REFERENCE_MASS_KG * np.maximum(speed, 1e-9)),
            case.start_acceleration_mps2,
        )
        drag = REFERENCE_DRAG_KGM / REFERENCE_MASS_KG * speed**2
        ice = GRAVITY_MPS2 * np.where(grid.curve[step], curve, straight)
        return np.asarray((drive - drag - ice) / stretch)

    def _push(self, step: Ints, speed: Floats) -> tuple[Floats, Floats]:
        """(time, skater) forces received and given [N], growing with v² as drag does."""
        received = np.zeros((len(step), SKATERS))
        given = np.zeros_like(received)
        if not self.course.push:
            return received, given
        swept = self.solution.run.swept[:, 0]
        for phase, pushes in zip(self.course.phases, self._push_j, strict=True):
            during = (step >= phase.begin) & (step < phase.end)
            profile = speed[during] ** 2 * self.kappa / swept[phase.begin : phase.end].sum()
            for pair, work in enumerate(pushes):
                received[during, phase.order[pair]] += work * profile
                given[during, phase.order[pair + 1]] += work * profile
        return received, given

    def _weakest(self) -> str:
        reserve = self.solution.account.reserve_j[:, :, 0]
        if not np.isfinite(reserve).all():
            return "somebody"
        return self.entry.lineup[int(reserve.min(axis=0).argmin())]
