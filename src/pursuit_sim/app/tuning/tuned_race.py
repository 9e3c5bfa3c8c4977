"""Tuned races, run: a `Tuning` goes in, a replay with the original as its ghost comes out."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from pursuit_sim import timing
from pursuit_sim.app.tuning.tuning import RINK, Key, Tuning, Value, tuned
from pursuit_sim.draw.replay import ghost as ghosts
from pursuit_sim.draw.replay.ghost import Ghost
from pursuit_sim.draw.replay.preparation import prepare, with_ghost
from pursuit_sim.draw.replay.race_context import TUNED, WHAT_IF, OfficialTime
from pursuit_sim.draw.replay.replay import GhostRun, Replay
from pursuit_sim.errors import InputError
from pursuit_sim.lab.calibrate import calibrated
from pursuit_sim.lab.formations import with_known_turns
from pursuit_sim.lab.retime import held, retimed, with_efforts
from pursuit_sim.scenario.race import Entry, Race
from pursuit_sim.scenario.whole_race import whole_race
from pursuit_sim.sim import simulate
from pursuit_sim.sim.abilities import known
from pursuit_sim.sim.kept_stops import kept_stops
from pursuit_sim.sim.simulate import STEP_S
from pursuit_sim.sim.who_stands import check_standing, standing
from pursuit_sim.trajectory import Trajectory

Fit = tuple[tuple[Key, Value], ...]

ORIGINAL = "as it was"  # the ghost's label
_LIGHT_STEP_S = 4 * STEP_S  # while a slider is dragged: errs by some millimetres
_SOONEST_S = 5.0  # [s] a half-lap faster than that, 39 m/s, is no pace
_DRAFTING = "effort.drafting"  # a choice of model: κ is fitted anew for it


@dataclass(frozen=True, eq=False)
class TunedRun:
    """A tuned race that was run.

    Attributes
    ----------
    tuning : what was run
    replay : of it, without a ghost
    original : the race as it was
    """

    tuning: Tuning
    replay: Replay
    original: Replay

    @property
    def times_s(self) -> tuple[tuple[float, float], ...]:
        """Time of each team as it was, and tuned [s]."""
        pairs = zip(self.original.finish_s, self.replay.finish_s, strict=True)
        return tuple((float(was), float(now)) for was, now in pairs)


class TuningRunner:
    """Runs the tunings of one race, and keeps what they share.

    Parameters
    ----------
    shown : the race as it is watched untuned
    """

    def __init__(self, shown: Replay) -> None:
        self.shown = shown
        self.race = known(shown.race)
        self._context = replace(
            shown.context,
            outcomes=(),
            changed=f"{WHAT_IF}, {TUNED}" if shown.race.what_if else TUNED,
            notes=(),
            official=OfficialTime.of(shown.race),
        )
        self._fitted: dict[Fit, Race] = {}
        # Watched by the power model, its κ is what the scenario says, and nothing is fitted.
        self._powered = shown.trajectory.model == "power"
        self._originals: dict[bool, Replay] = {not self._powered: shown}
        self._run: TunedRun | None = None
        self._light = False
        self._power_runs: dict[Fit, Trajectory] = {}
        self._ghost_runs: dict[tuple[bool, str], GhostRun] = {}

    def run(self, tuning: Tuning) -> TunedRun:
        """The race as tuned, by the changes that act.

        Raises
        ------
        InputError
            if it cannot be skated, with the reason
        """
        light = tuning.held is not None
        tuning = replace(tuning, now=tuning.now.acting)
        if self._run is not None and (self._run.tuning.now, self._light) == (tuning.now, light):
            return self._run
        original = self.original(tuning.now.keep_time)
        if not tuning.changed:
            self._run, self._light = TunedRun(tuning, original, original), light
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
        self._run, self._light = TunedRun(tuning, made, original), light
        return self._run

    def trajectory(self, tuning: Tuning, step_s: float = STEP_S) -> Trajectory:
        """The tuned race, simulated; raises as `run` does."""
        if tuning.now.keep_time:
            return simulate(self._spread_anew(tuning), step_s=step_s)
        return self._worth(tuning, self.powered(tuning), step_s)

    def _spread_anew(self, tuning: Tuning) -> Race:
        """The tuned race of official times, of which who is not touched keeps their passings.

        Gaps give way, unless they tell of a stop of the tuned team: it goes on standing there.
        """
        race = tuned(self.race, tuning.now.values)
        if race.gaps == self.race.gaps:
            return race
        paced = {key.side for key in tuning.now.values if key.name.startswith("pacing.")}
        whole = whole_race(self.race).race
        stopped = {whole.entries[i].side for i, _ in kept_stops(whole).stops}
        gaps = self.race.gaps if paced & stopped else race.gaps
        shown = timing.splits(self.original(keep_time=True).trajectory)
        entries = (
            entry if entry.side in paced else held(race, entry, passings)
            for entry, passings in zip(race.entries, shown, strict=True)
        )
        return replace(race, entries=tuple(entries), gaps=gaps)

    def _preview(self, tuning: Tuning) -> Trajectory:
        """The tuned race while a slider is dragged: coarser, and only what changes is run."""
        if tuning.now.keep_time or self._powered:
            return self.trajectory(tuning, _LIGHT_STEP_S)
        race = self.powered(tuning)
        sides = {key.side for key in tuning.now.values}
        if RINK not in sides:
            race = replace(race, entries=tuple(e for e in race.entries if e.side in sides))
        return self._worth(tuning, race, _LIGHT_STEP_S)

    def _worth(self, tuning: Tuning, race: Race, step_s: float) -> Trajectory:
        """What the power model makes of a tuned race, or of some of its teams."""
        sides = {key.side for key in tuning.now.values}
        for entry in race.entries:
            if RINK in sides or entry.side in sides:
                check_standing(race, entry)
        race = standing(race)
        # At the ends of ranges the search for a pace may fail in other ways than it says.
        with np.errstate(all="ignore"):
            found = simulate(race, "power", step_s=step_s)
            if not self._powered:
                changed = tuned(self.race, tuning.now.values)
                was = self._run_as_it_was(tuning)
                return retimed(self.shown.trajectory, was, found, changed, step_s=step_s)
            passings = timing.splits(found)
        if not (np.diff(passings, prepend=0.0) > _SOONEST_S).all():
            raise InputError.single(race.id, "", "the power model finds no pace", "take it back")
        return found

    def _run_as_it_was(self, tuning: Tuning) -> Trajectory:
        """The power model's run of the race as it was, fitted as for a tuning."""
        fit = _fit(tuning)
        if fit not in self._power_runs:
            self._power_runs[fit] = simulate(standing(self.fitted(tuning)), "power")
        return self._power_runs[fit]

    def supposing(self, entry: Entry) -> Trajectory:
        """One team with another entry, fitted, beside the race as it was; raises as `run` does."""
        check_standing(self.race, entry)
        plain = Tuning(self.race)
        alone = replace(self.fitted(plain), entries=(entry,))
        found = simulate(alone, "power")
        if self._powered:
            return found
        was = self._run_as_it_was(plain)
        return retimed(self.shown.trajectory, was, found, replace(self.race, entries=(entry,)))

    def powered(self, tuning: Tuning) -> Race:
        """The tuned race for the power model: κ is fitted to the race as it was.

        Raises
        ------
        InputError
            if no κ gives a team its official time
        """
        return tuned(self.fitted(tuning), tuning.now.values)

    def fitted(self, tuning: Tuning) -> Race:
        """The race as it was, with κ of each team such that it takes its official time.

        Who fell stays as they are: of them the power model knows nothing.
        """
        if self._powered:
            return self.race
        fit = _fit(tuning)
        if fit not in self._fitted:
            plain = tuned(self.race, dict(fit))
            entries = (
                calibrated(plain, with_known_turns(plain, entry)) if entry.fall is None else entry
                for entry in plain.entries
            )
            self._fitted[fit] = replace(plain, entries=tuple(entries))
        return self._fitted[fit]

    def original(self, keep_time: bool) -> Replay:
        """The race as it was; with power and reserves where they count, raising as `fitted`."""
        if keep_time not in self._originals:
            if keep_time:  # watched by the power model
                made = simulate(self.race)
            else:
                made = with_efforts(self.shown.trajectory, self._run_as_it_was(Tuning(self.race)))
            self._originals[keep_time] = prepare(made, self.shown.context)
        return self._originals[keep_time]

    def with_ghost(self, run: TunedRun, team: str) -> Replay:
        """The run with the original of a team as its ghost.

        What does not depend on the tuning is made once: this is done with every move of a
        slider.
        """
        original = run.original.trajectory
        index = run.replay.race.by_team()[team]
        key = (run.tuning.now.keep_time, team)
        if key not in self._ghost_runs:
            ghost = Ghost(original, team, ORIGINAL)
            found = with_ghost(run.replay, ghost)
            if found.ghost is not None:
                self._ghost_runs[key] = found.ghost
            return found
        old = self._ghost_runs[key]
        curve = ghosts.curve(run.replay, index, old.replay)
        digest = f"{run.replay.digest}+{old.replay.digest}"
        return replace(run.replay, ghost=replace(old, curve=curve), digest=digest)


def _fit(tuning: Tuning) -> Fit:
    """What of a tuning κ is fitted anew for."""
    return tuple((k, v) for k, v in tuning.now.values.items() if k.name == _DRAFTING)


def problem(error: InputError) -> str:
    """Why something cannot be skated, in one line."""
    fault = error.faults[0]
    return f"{fault.problem}: {fault.remedy}" if fault.remedy else fault.problem
