"""Many races at once: arrays of parameters in, arrays of times out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from pursuit_sim.arrays import Floats
from pursuit_sim.lab import slow_words
from pursuit_sim.lab.columns import Column, columns, idle
from pursuit_sim.lab.formations import find_entry
from pursuit_sim.lab.power_races import FEW, WAYS, Domain, PowerRaces
from pursuit_sim.scenario.picking import unknown
from pursuit_sim.scenario.race import Race
from pursuit_sim.sim.kinematic_races import passings
from pursuit_sim.tabular import Tabular
from pursuit_sim.units import format_time

MODELS = ("power", "kinematic")
_LOOKED_AT = 1000  # races, in which many different values are soon found


@dataclass(frozen=True, eq=False, repr=False)
class ManyRaces(Tabular):
    """Races of one team that differ in their parameters.

    Attributes
    ----------
    race, team, model : which race, whose, and what decided it
    parameters : (race,) of each parameter that was given, by its key
    time_s : (race,) finish of the third skater [s]; NaN where there is no solution
    passings_s : (race, half-lap) [s] at the timing lines; kinematic model, else None
    level_w : (race,) level of the team's pace [W]; power model, else None
    effectiveness : (race,) κ when rotating; power model, else None
    within_s : the largest error found where values of the train, the rink's radius or the pacing
        were tabulated [s]; 0 where they were laid out exactly
    overdrawn : how many of those without a solution have none since somebody would spend more
        than their reserve on the way, mostly in the start; power model
    idle : parameters that change nothing here, in sentences: such as what a push costs, for a
        team that rotates
    of_slow : where the race as it is was clearly slow, in sentences
    """

    race: str
    team: str
    model: str
    parameters: Mapping[str, Column]
    time_s: Floats
    passings_s: Floats | None = None
    level_w: Floats | None = None
    effectiveness: Floats | None = None
    within_s: float = 0.0
    overdrawn: int = 0
    idle: tuple[str, ...] = ()
    of_slow: tuple[str, ...] = ()

    @property
    def remarks(self) -> tuple[str, ...]:
        """Where the race that all of this rests on was clearly slow, in sentences."""
        return self.of_slow

    @property
    def laps_s(self) -> Floats | None:
        """(race, lap) lap times [s]; kinematic model, else None."""
        if self.passings_s is None:
            return None
        return np.diff(self.passings_s[:, 1::2], axis=1, prepend=0.0)

    @property
    def unsolved(self) -> int:
        """How many races have no solution."""
        return int(np.isnan(self.time_s).sum())

    def __post_init__(self) -> None:
        for each in (self.time_s, self.passings_s, self.level_w, self.effectiveness):
            if each is not None:
                each.flags.writeable = False

    def __len__(self) -> int:
        return len(self.time_s)

    def rows(self) -> list[dict[str, Any]]:
        """One row a race: the parameters that are numbers or words, its time, and lap times."""
        columns = {key: values for key, values in self.parameters.items() if values.ndim == 1}
        columns["time_s"] = self.time_s
        if self.laps_s is not None:
            columns |= {f"lap_{lap}_s": each for lap, each in enumerate(self.laps_s.T, 1)}
        found = [values.tolist() for values in columns.values()]
        return [dict(zip(columns, each, strict=True)) for each in zip(*found, strict=True)]

    @property
    def heading(self) -> str:
        """How many races of what, and their times, in a line."""
        solved = self.time_s[~np.isnan(self.time_s)]
        times = (
            f"{format_time(float(solved.min()))} to {format_time(float(solved.max()))}"
            if len(solved)
            else "no time"
        )
        none = f", {self.unsolved} without a solution" if self.unsolved else ""
        none += f" ({self.overdrawn} would overdraw a reserve)" if self.overdrawn else ""
        still = "".join(f"; {each}" for each in self.idle)
        return (
            f"{self.race} {self.team}, {self.model} model: {len(self)} "
            f"race{'' if len(self) == 1 else 's'} of {', '.join(self.parameters)}; "
            f"{times}{none}{still}"
        )


def batch(
    race: Race, team: str, parameters: Mapping[str, ArrayLike], model: str = "power"
) -> ManyRaces:
    """Skate a race once for each row of some arrays of parameters.

    With the power model, κ is fitted once so that the race as it is takes its official time,
    unless the scenario or the arrays say it; then it is held. Where more than 64 combinations
    of the train, the rink's radius, the start loss and the pacing are asked for, they are
    interpolated; `ManyRaces.within_s` says how well. Known passings and gaps are met in every
    kinematic race, which then takes a millisecond instead of some microseconds.

    Parameters
    ----------
    race : from a scenario
    team : code of the one that skates; an opponent, to whom gaps may tie it, stays as it is
    parameters : (race,) values by their keys, such as ``rink.air_density_kgm3``,
        ``pacing.fade_s``, ``body.mass_kg`` for all three and ``bodies.NAME.mass_kg`` for one;
        single values hold for all. ``effort.drafting`` takes texts, ``pacing.lap_deltas_s`` an
        array (race, lap)
    model : "power", which finds the times, or "kinematic", which spreads the official time

    Raises
    ------
    InputError
        with every key and value that cannot be, if there is no such model, or if the race as it
        is cannot be skated
    """
    if model not in MODELS:
        raise unknown("model", model, MODELS, "model")
    entry = find_entry(race, team)
    given = columns(parameters, entry, race.laps, model)
    still = idle(given, race, [entry], model)
    slow = slow_words.remarks(race, entry)
    if model == "kinematic":
        pacing = {key.partition(".")[2]: values for key, values in given.items()}
        found = passings(race, entry, pacing)
        return ManyRaces(
            race.id,
            team,
            model,
            given,
            found[:, -1].copy(),
            passings_s=found,
            idle=still,
            of_slow=slow,
        )
    sets = tuple(np.unique(given["effort.drafting"]).tolist()) if "effort.drafting" in given else ()
    races = PowerRaces(race, entry, _domain(given), sets)
    time, level, kappa, over = races.times(given)
    return ManyRaces(
        race.id,
        team,
        model,
        given,
        time,
        None,
        level,
        kappa,
        within_s=races.within_s,
        overdrawn=int(over.sum()),
        idle=still,
        of_slow=slow,
    )


def _domain(given: Mapping[str, Column]) -> Domain:
    """What values the columns have, of which there may be few."""
    own = {key: given[key] for key in WAYS if key in given}
    low = {key: float(values.min()) for key, values in own.items()}
    high = {key: float(values.max()) for key, values in own.items()}
    return Domain(low, high, _combinations(list(own.values())))


def _combinations(arrays: Sequence[Column]) -> int | None:
    if not arrays:
        return 1
    together = np.stack(arrays, axis=1)
    for some in (together[:_LOOKED_AT], together):
        count = len(np.unique(some, axis=0))
        if count > FEW:
            return None
    return count
