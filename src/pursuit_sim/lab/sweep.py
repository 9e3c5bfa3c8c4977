"""A race skated again for each of several values of some keys of its scenario."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np

from pursuit_sim import timing
from pursuit_sim.errors import Fault, InputError
from pursuit_sim.lab import slow_words, sweep_reach, sweep_words
from pursuit_sim.lab.estimate import number_or_null
from pursuit_sim.lab.sweep_fits import SweepFits
from pursuit_sim.lab.swept_runs import Axis, SweepPoint, SweptEntry, SweptRuns
from pursuit_sim.on_step import OnStep
from pursuit_sim.scenario import Scenario, load
from pursuit_sim.scenario.overrides import OPTION as SET
from pursuit_sim.scenario.race import Race
from pursuit_sim.scenario.time_source import time_source
from pursuit_sim.sim import simulate
from pursuit_sim.tabular import Tabular

FORMAT, VERSION = "pursuit-sim/sweep", 1
OPTION = "--vary"
MOST = 400  # runs of one sweep


@dataclass(frozen=True, slots=True, repr=False)
class Sweep(SweptRuns, Tabular):
    """What came of the runs, to be shown."""

    @property
    def heading(self) -> str:
        """The race and the model, in a line."""
        return f"{self.race.title}: {len(self.points)} runs, {self.model} model"

    def rows(self) -> list[dict[str, Any]]:
        """One row a run and team; without times where there is a problem."""
        every = [*self.original, *(run for point in self.points for run in point.runs)]
        laps = max(len(run.laps_s) for run in every)
        return [
            {
                **dict(zip((axis.key for axis in self.axes), values, strict=True)),
                "team": team,
                "time_s": None if run is None else run.time_s,
                "change_s": None if run is None else number_or_null(self.change_s(run)),
                **{
                    f"lap_{lap}_s": None if run is None or lap > len(run.laps_s)
                    else run.laps_s[lap - 1]
                    for lap in range(1, laps + 1)
                },
                "problem": None if run is not None else point.problem,
            }
            for point, values in zip(self.points, self._values(), strict=True)
            for team, run in self._listed(point)
        ]  # fmt: skip

    def _values(self) -> Iterator[tuple[float | str, ...]]:
        """Values of each point, as numbers where all of the axis are."""
        columns = zip(*(point.values for point in self.points), strict=True)
        return zip(*(_numbers(column) for column in columns), strict=True)

    def _listed(self, point: SweepPoint) -> list[tuple[str, SweptEntry | None]]:
        """The teams that skate, and those that cannot."""
        skated = {run.team for run in point.runs}
        lacking = [each.team for each in self.original if each.team not in skated]
        found: list[tuple[str, SweptEntry | None]] = [(run.team, run) for run in point.runs]
        return found + [(team, None) for team in lacking if point.problem]

    def _brief(self) -> list[dict[str, Any]]:
        shown = (*(axis.key for axis in self.axes), "team", "time_s", "change_s", "problem")
        return [{name: row[name] for name in shown} for row in self.rows()]

    @property
    def remarks(self) -> tuple[str, ...]:
        """What is fastest, and all else that is said beside the numbers, in sentences."""
        return sweep_words.remarks(self)

    def to_dict(self) -> dict[str, Any]:
        """As plain data, in the shape of the documented JSON."""
        return {
            "format": FORMAT,
            "version": VERSION,
            "race": self.race.id,
            "model": self.model,
            "time_source": {each.team.code: time_source(self.race, each) for each in self.skated},
            "slow": {
                each.team.code: [slow.to_dict() for slow in slow_words.slow(self.race, each)]
                for each in self.skated
            },
            "unexplained": {
                each.team.code: slow_words.unexplained(self.race, each) or None
                for each in self.skated
            },
            "axes": [{"key": axis.key, "values": list(axis.values)} for axis in self.axes],
            "original": [self._told(run) for run in self.original],
            "points": [
                {
                    "values": dict(
                        zip((axis.key for axis in self.axes), point.values, strict=True)
                    ),
                    "teams": [self._told(run) for run in point.runs],
                    "problem": point.problem or None,
                }
                for point in self.points
            ],
        }

    def _told(self, run: SweptEntry) -> dict[str, Any]:
        return {
            "team": run.team,
            "time_s": run.time_s,
            "change_s": number_or_null(self.change_s(run)),
            "laps_s": list(run.laps_s),
        }


def sweep(
    source: str | Path | Scenario,
    race_id: str,
    axes: Sequence[Axis],
    *,
    overrides: Sequence[str] = (),
    team: str | None = None,
    model: str = "power",
    where: str = OPTION,
    on_step: OnStep | None = None,
) -> Sweep:
    """Skate a race with every combination of some values.

    With the power model, κ of each team is first fitted so that the race as the scenario
    has it takes its official times, unless the scenario says κ itself; then it is kept, so
    that what changes is what the values are worth.

    Parameters
    ----------
    source : a scenario, a scenario file, or the name of a bundled one
    race_id : the race
    axes : what is varied, at most `MOST` combinations
    overrides : such as ``["pacing.fade_s=1.4"]``, for all runs
    team : code of the only one that skates; by default all of the race
    model : "power", or "kinematic", which keeps the official times and moves the laps
    where : what faults of the axes name
    on_step : called after each run with the number done, and of all

    Raises
    ------
    InputError
        if a key or a value cannot be, if there are too many combinations, or if the race as
        the scenario has it cannot be skated; what only some values make impossible is told
        in their points
    """
    count = int(np.prod([len(axis.values) for axis in axes]))
    if not 1 <= count <= MOST:
        many = "no combination" if not count else f"more than {MOST} combinations"
        raise InputError.single(where, "", f"{many} of values", f"write 1 to {MOST} in all")
    if isinstance(source, Scenario):
        scenario = source.changed(overrides) if overrides else source
    else:
        scenario = load(source, overrides)
    whole = scenario.races[race_id]
    keys = [axis.key for axis in axes]
    faults = sweep_reach.check(keys, whole, model, where)
    if faults:
        raise InputError(faults)
    race = _only(whole, team, model)
    combinations = list(product(*(axis.values for axis in axes)))
    loaded = _loaded(scenario, race_id, axes, combinations, where)
    varied = [_only(each, team, model) for each in loaded]
    fits = SweepFits(race)
    original = _of(team, _runs(fits.fitted(race) if model == "power" else race, model))
    points = []
    for done, (values, each) in enumerate(zip(combinations, varied, strict=True), 1):
        runs, problem = _tried(each, fits, model)
        points.append(SweepPoint(values, _of(team, runs), problem))
        if on_step is not None:
            on_step(done, count)
    by_values = dict(zip(combinations, varied, strict=True))
    reach = sweep_reach.reached(keys, by_values, race, tied=sweep_reach.tied(race, model))
    idle = sweep_reach.idle(keys, by_values, reach, race, model)
    return Sweep(whole, model, tuple(axes), original, tuple(points), reach, idle)


def _numbers(texts: Sequence[str]) -> Sequence[float | str]:
    try:
        return [float(each) for each in texts]
    except ValueError:
        return texts


def _only(race: Race, team: str | None, model: str) -> Race:
    """The race of one team, if it can be told without the other."""
    if sweep_reach.tied(race, model):
        return race
    own = tuple(entry for entry in race.entries if team in (None, entry.team.code))
    return replace(race, entries=own)


def _loaded(
    scenario: Scenario,
    race_id: str,
    axes: Sequence[Axis],
    combinations: Sequence[tuple[str, ...]],
    where: str,
) -> list[Race]:
    """The race for each combination; raises with the faults of all, each once."""
    races: list[Race] = []
    faults: dict[Fault, None] = {}
    for values in combinations:
        changed = [f"{axis.key}={value}" for axis, value in zip(axes, values, strict=True)]
        try:
            races.append(scenario.changed(changed).races[race_id])
        except InputError as error:
            own = (f._replace(where=where) if f.where == SET else f for f in error.faults)
            faults.update(dict.fromkeys(own))
    if faults:
        raise InputError(faults)
    return races


def _of(team: str | None, runs: tuple[SweptEntry, ...]) -> tuple[SweptEntry, ...]:
    return tuple(run for run in runs if team in (None, run.team))


def _tried(race: Race, fits: SweepFits, model: str) -> tuple[tuple[SweptEntry, ...], str]:
    """The runs of the teams that can skate, and why the others cannot."""
    try:
        return _runs(fits.fitted(race) if model == "power" else race, model), ""
    except InputError as error:
        problem = "; ".join(fault.problem for fault in error.faults)
    if len(race.entries) == 1 or sweep_reach.tied(race, model):
        return (), problem
    alone = [_tried(_only(race, each.team.code, model), fits, model) for each in race.entries]
    problems = [each for _, each in alone if each]
    if not problems:  # each can, but not both together
        return (), problem
    return tuple(run for runs, _ in alone for run in runs), "; ".join(dict.fromkeys(problems))


def _runs(race: Race, model: str) -> tuple[SweptEntry, ...]:
    with np.errstate(all="ignore"):  # at the ends of ranges there may be no pace
        trajectory = simulate(race, model)
        passings = timing.splits(trajectory)
    if not np.isfinite(passings).all():
        raise InputError.single(race.id, "", "somebody does not finish")
    laps = np.diff(passings[:, 1::2], axis=1, prepend=0.0)
    return tuple(
        SweptEntry(entry.team.code, float(times[-1]), tuple(own.tolist()))
        for entry, times, own in zip(race.entries, passings, laps, strict=True)
    )
