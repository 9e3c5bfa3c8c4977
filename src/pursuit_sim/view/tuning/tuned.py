"""Tuned races, run: a `Tuning` goes in, a replay with the original as its ghost comes out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from pursuit_sim import timing
from pursuit_sim.errors import InputError
from pursuit_sim.lab.calibrate import calibrated
from pursuit_sim.lab.formations import with_known_turns
from pursuit_sim.scenario.race import Race
from pursuit_sim.sim import simulate
from pursuit_sim.sim.simulate import STEP_S
from pursuit_sim.trajectory import Trajectory
from pursuit_sim.view import ghost as ghosts
from pursuit_sim.view.ghost import Ghost, GhostRun
from pursuit_sim.view.replay import Replay, haunted, prepare
from pursuit_sim.view.tuning.tuning import Key, Tuning, Value, tuned

Floats = NDArray[np.float64]

ORIGINAL = "as it was"  # the ghost's label
_LIGHT_STEP_S = 4 * STEP_S  # while a slider is dragged: errs by some millimetres
_SOONEST_S = 5.0  # [s] a half-lap faster than that, 39 m/s, is no pace
_DRAFTING = "effort.drafting"  # a choice of model: κ is fitted anew for it


@dataclass(frozen=True, eq=False)
class Run:
    """A tuned race that was run.

    Attributes
    ----------
    tuning : what was run
    replay : of it, without a ghost
    original : the race as it was, by the same model
    """

    tuning: Tuning
    replay: Replay
    original: Replay

    @property
    def times_s(self) -> tuple[tuple[float, float], ...]:
        """Time of each team as it was, by the same model, and tuned [s]."""
        pairs = zip(self.original.finish_s, self.replay.finish_s, strict=True)
        return tuple((float(was), float(now)) for was, now in pairs)


class Bench:
    """Runs the tunings of one race, and keeps what they share.

    Parameters
    ----------
    shown : the race as it is watched untuned
    """

    def __init__(self, shown: Replay) -> None:
        self.shown = shown
        self.race = shown.race
        self._context = replace(
            shown.context, outcomes=(), note="tuned: not the race as it was skated"
        )
        self._fitted: dict[tuple[tuple[Key, Value], ...], Race] = {}
        # Watched by the power model, its κ is what the scenario says, and nothing is fitted.
        self._powered = shown.trajectory.model == "power"
        self._originals: dict[bool, Replay] = {not self._powered: shown}
        self._run: Run | None = None
        self._light = False
        self._haunting: dict[tuple[int, str], GhostRun] = {}

    def run(self, tuning: Tuning) -> Run:
        """The race as tuned.

        Raises
        ------
        InputError
            if it cannot be skated, with the reason
        """
        light = tuning.held is not None
        if self._run is not None and (self._run.tuning.now, self._light) == (tuning.now, light):
            return self._run
        original = self.original(tuning.now.keep_time)
        if not tuning.changed:
            self._run, self._light = Run(tuning, original, original), light
            return self._run
        trajectory = self._preview(tuning) if light else self.trajectory(tuning)
        laps = tuple(tuple(row) for row in original.laps_s.tolist())
        context = replace(self._context, reference_laps_s=laps)
        # The record's course is that of the race as it was: it need not be found again.
        made = prepare(trajectory, replace(context, records=()))
        made = replace(
            made,
            context=context,
            record=self.shown.record,
            record_time_s=self.shown.record_time_s,
            record_m=self.shown.record_m,
        )
        self._run, self._light = Run(tuning, made, original), light
        return self._run

    def trajectory(self, tuning: Tuning, step_s: float = STEP_S) -> Trajectory:
        """The tuned race, simulated; raises as `run` does."""
        if tuning.now.keep_time:
            return simulate(tuned(self.race, tuning.now.values), step_s=step_s)
        race = self.powered(tuning)
        # At the ends of ranges the search for a pace may fail in other ways than it says.
        with np.errstate(all="ignore"):
            found = simulate(race, "power", step_s=step_s)
            passings = timing.splits(found)
        if not (np.diff(passings, prepend=0.0) > _SOONEST_S).all():
            raise InputError.single(race.id, "", "the power model finds no pace", "take it back")
        return found

    def _preview(self, tuning: Tuning) -> Trajectory:
        """The tuned race while a slider is dragged: coarser, and only what changes is run."""
        sides = {key.side for key in tuning.now.values}
        alone = len(sides) == 1 and sides < {"finish", "crossing"}
        if tuning.now.keep_time or not alone or len(self.race.entries) == 1:
            return self.trajectory(tuning, _LIGHT_STEP_S)
        race = self.powered(tuning)
        index = next(i for i, entry in enumerate(race.entries) if entry.side in sides)
        one = replace(race, entries=(race.entries[index],))
        with np.errstate(all="ignore"):
            run = simulate(one, "power", step_s=_LIGHT_STEP_S)
        if not np.isfinite(run.time_s[-1]):
            return self.trajectory(tuning, _LIGHT_STEP_S)
        other = self.original(keep_time=False).trajectory
        # Its own axis to its end, then that of the other team, whichever lasts longer.
        time = np.concatenate([run.time_s, other.time_s[other.time_s > run.time_s[-1]]])
        mine, theirs = run.at(time), other.at(time)
        columns = [other.columns(i) for i in range(2)]

        def both(own: Floats, whole: Floats) -> Floats:
            parts = [whole[:, columns[0]], whole[:, columns[1]]]
            parts[index] = own
            return np.concatenate(parts, axis=1)

        return Trajectory(
            race=race,
            model="power",
            time_s=time,
            distance_m=both(mine.distance_m, theirs.distance_m),
            lateral_m=both(mine.lateral_m, theirs.lateral_m),
            speed_mps=both(mine.speed_mps, theirs.speed_mps),
            extras=MappingProxyType(
                {name: both(array, theirs.extras[name]) for name, array in mine.extras.items()}
            ),
        )

    def powered(self, tuning: Tuning) -> Race:
        """The tuned race for the power model: κ is fitted to the race as it was.

        Raises
        ------
        InputError
            if no κ gives a team its official time
        """
        return tuned(self.fitted(tuning), tuning.now.values)

    def fitted(self, tuning: Tuning) -> Race:
        """The race as it was, with κ of each team such that it takes its official time."""
        model = tuple((k, v) for k, v in tuning.now.values.items() if k.name == _DRAFTING)
        if self._powered:
            return self.race
        if model not in self._fitted:
            plain = tuned(self.race, dict(model))
            entries = [with_known_turns(plain, entry) for entry in plain.entries]
            self._fitted[model] = replace(
                plain, entries=tuple(calibrated(plain, entry) for entry in entries)
            )
        return self._fitted[model]

    def original(self, keep_time: bool) -> Replay:
        """The race as it was, by the model that runs; raises as `fitted` does."""
        if keep_time not in self._originals:
            race = self.race if keep_time else self.fitted(Tuning(self.race))
            model = "kinematic" if keep_time else "power"
            self._originals[keep_time] = prepare(simulate(race, model), self.shown.context)
        return self._originals[keep_time]

    def haunt(self, run: Run, team: str) -> Replay:
        """The run with the original of a team as its ghost.

        What does not depend on the tuning is made once: this is done with every move of a
        slider.
        """
        original = run.original.trajectory
        index = run.replay.race.by_team()[team]
        key = (id(original), team)
        if key not in self._haunting:
            ghost = Ghost(original, team, ORIGINAL)
            found = haunted(run.replay, ghost)
            if found.ghost is not None:
                self._haunting[key] = found.ghost
            return found
        old = self._haunting[key]
        curve = ghosts.curve(run.replay, index, old.replay)
        digest = f"{run.replay.digest}+{old.replay.digest}"
        return replace(run.replay, ghost=replace(old, curve=curve), digest=digest)


def problem(error: InputError) -> str:
    """Why something cannot be skated, in one line."""
    fault = error.faults[0]
    return f"{fault.problem}: {fault.remedy}" if fault.remedy else fault.problem
