"""A sweep of any length, chunk by chunk: what is needed to work out any of them."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

import numpy as np

from pursuit_sim.errors import Fault, InputError
from pursuit_sim.lab.columns import DELTAS, Column, check_keys, check_values
from pursuit_sim.lab.crew import CHUNK
from pursuit_sim.lab.power_races import PowerRaces
from pursuit_sim.lab.sweep_design import (
    SweepDesign,
    SweptList,
    SweptRange,
    quasi_monte_carlo,
)
from pursuit_sim.scenario.content import content
from pursuit_sim.scenario.race import Entry, Race
from pursuit_sim.sim.kinematic_races import passings

FORMAT, VERSION = "pursuit-sim/sweep-runs", 1
OPTION = "--vary"


@dataclass(frozen=True, slots=True)
class LongSweep:
    """A sweep, ready to be worked out.

    Attributes
    ----------
    race : as the scenario has it
    entries : the teams that skate, each for itself
    model : "power" or "kinematic"
    design : the values
    power : of each team, what finds its times; none with the kinematic model
    """

    race: Race
    entries: tuple[Entry, ...]
    model: str
    design: SweepDesign
    power: tuple[PowerRaces, ...]

    @property
    def within_s(self) -> float:
        """The largest error found where something was tabulated [s]."""
        return max((each.within_s for each in self.power), default=0.0)

    def chunk(self, number: int) -> dict[str, Column]:
        """The rows of a chunk, a column each: a row for each run and team.

        ``run`` from 1; ``team``, its code; the values by their keys; ``time_s`` [s], NaN without
        a solution; with the power model ``level_w`` [W] and ``effectiveness`` (κ), with the
        kinematic ``lap_1_s`` and so on [s].
        """
        runs, columns = self.design.chunk(number)
        tables = [self._results(i, columns) for i in range(len(self.entries))]
        teams = [entry.team.code for entry in self.entries]
        told = {"run": runs + 1, "team": np.array(teams), **columns}
        count = len(teams)
        return {
            name: np.tile(values, len(runs)) if name == "team" else np.repeat(values, count)
            for name, values in told.items()
        } | {
            name: np.stack([table[name] for table in tables], axis=1).ravel() for name in tables[0]
        }

    def _results(self, index: int, columns: dict[str, Column]) -> dict[str, Column]:
        if self.model == "power":
            time, level, kappa, _ = self.power[index].times(columns)
            return {"time_s": time, "level_w": level, "effectiveness": kappa}
        pacing = {key.partition(".")[2]: values for key, values in columns.items()}
        found = passings(self.race, self.entries[index], pacing, all_teams=True)
        laps = np.diff(found[:, 1::2], axis=1, prepend=0.0)
        return {
            "time_s": found[:, -1].copy(),
            **{f"lap_{lap}_s": values for lap, values in enumerate(laps.T, 1)},
        }

    def plan(self) -> dict[str, Any]:
        """Everything that the rows follow from, as plain data."""
        teams = [entry.team.code for entry in self.entries]
        known = hashlib.sha256(content((self.race, self.entries)).encode()).hexdigest()
        return {
            "format": FORMAT,
            "version": VERSION,
            "program": version("pursuit-sim"),
            "race": self.race.id,
            "teams": teams,
            "scenario_sha256": known,
            "model": self.model,
            "axes": [{"key": key, "values": values} for key, values in self.design.told()],
            "how": self.design.how,
            "runs": self.design.runs,
            "seed": self.design.seed if self.design.how != "grid" else None,
            "chunk": CHUNK,
        }


def long_sweep(race: Race, entries: Sequence[Entry], model: str, design: SweepDesign) -> LongSweep:
    """A sweep of some teams of a race, checked and made ready.

    Parameters
    ----------
    race, entries : who skates where
    model : "power" or "kinematic"; κ is fitted to the race as it is, and held
    design : the values

    Raises
    ------
    InputError
        with every key and value that cannot be, or if the race as it is cannot be skated
    MissingExtraError
        if the design needs a package that is not installed
    """
    faults: list[Fault] = check_keys([a.key for a in design.axes], entries, model, OPTION)
    bad = {fault.key for fault in faults}
    for axis in design.axes:
        if axis.key == DELTAS and axis.key not in bad:
            remedy = "vary it from Python, with `batch`, or in a sweep without -o"
            faults.append(Fault(OPTION, axis.key, "holds a list of numbers", remedy))
        elif axis.key not in bad:
            ends = axis.values if isinstance(axis, SweptList) else (axis.low, axis.high)
            faults += check_values(axis.key, np.array(ends), OPTION, race.laps)
        if isinstance(axis, SweptRange) and axis.low > axis.high:
            problem = f"found the range {axis.low:g}..{axis.high:g}"
            faults.append(Fault(OPTION, axis.key, problem, "write the smaller end first"))
    if faults:
        raise InputError(faults)
    if design.how == "sobol":
        quasi_monte_carlo()
    power: tuple[PowerRaces, ...] = ()
    if model == "power":
        power = tuple(
            PowerRaces(race, entry, design.domain(), design.drafting_sets) for entry in entries
        )
    return LongSweep(race, tuple(entries), model, design, power)
