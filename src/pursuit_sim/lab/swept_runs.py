"""What a sweep consists of: the runs, and what was varied."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import nan

from pursuit_sim.lab import slow_words
from pursuit_sim.scenario.race import Entry, Race
from pursuit_sim.scenario.time_source import time_source, told_made_up


@dataclass(frozen=True, slots=True)
class Axis:
    """What is varied.

    Attributes
    ----------
    key : of the scenario, such as ``rink.air_density_kgm3``
    values : as they are written in a scenario file
    """

    key: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SweptEntry:
    """How one team skated.

    Attributes
    ----------
    team : its code
    time_s : when its third skater finished [s]
    laps_s : lap times [s]
    """

    team: str
    time_s: float
    laps_s: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class SweepPoint:
    """One run of the race.

    Attributes
    ----------
    values : of each axis
    runs : of the teams that can skate so
    problem : why others cannot
    """

    values: tuple[str, ...]
    runs: tuple[SweptEntry, ...]
    problem: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class SweptRuns:
    """What came of the runs.

    Attributes
    ----------
    race : as the scenario has it
    model : "kinematic" or "power"
    axes : what was varied
    original : the runs of the race as the scenario has it
    points : every combination of values, the last axis running fastest
    reach : for each team, by code, the axes, by number, whose values say something of it
    idle : keys that change nothing, and why, in sentences
    """

    race: Race
    model: str
    axes: tuple[Axis, ...]
    original: tuple[SweptEntry, ...]
    points: tuple[SweepPoint, ...]
    reach: Mapping[str, tuple[int, ...]]
    idle: tuple[str, ...]

    @property
    def made_up(self) -> tuple[str, ...]:
        """Which times nobody measured that all of this rests on, in sentences."""
        return tuple(made_up(self.race, self.skated))

    @property
    def of_slow(self) -> tuple[str, ...]:
        """Where teams of the race were clearly slow, in sentences."""
        said = (said for each in self.skated for said in slow_words.remarks(self.race, each))
        return (*dict.fromkeys(said),)  # what is said of the race, once

    @property
    def skated(self) -> tuple[Entry, ...]:
        """The teams of the race that were asked for."""
        asked = {run.team for run in self.original}
        return tuple(each for each in self.race.entries if each.team.code in asked)

    @property
    def teams(self) -> tuple[str, ...]:
        """Codes of all that skate, those of the race as it is first."""
        every = [*self.original, *(run for point in self.points for run in point.runs)]
        return tuple(dict.fromkeys(run.team for run in every))

    def change_s(self, run: SweptEntry) -> float:
        """Its time against that of the race as the scenario has it [s]; less than 0 is faster.

        NaN for a team that skates in another's place.
        """
        was = [each.time_s for each in self.original if each.team == run.team]
        return run.time_s - was[0] if was else nan


def made_up(race: Race, entries: Iterable[Entry]) -> Iterator[str]:
    """Which times of a race nobody measured that a sweep rests on, in sentences."""
    times = ((f"{each.team.code} in {race.name}", time_source(race, each)) for each in entries)
    return (f"{each}." for each in told_made_up(times, "all of this rests"))


def of_team(runs: Iterable[SweptEntry], team: str) -> SweptEntry | None:
    """A team's run among those of a point; None where it cannot skate it."""
    return next((run for run in runs if run.team == team), None)
