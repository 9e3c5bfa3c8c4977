"""Results: what a run of a scenario says, as objects.

Times are read from the trajectories; official times and gaps are the scenario's facts
and stand beside them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pursuit_sim.event import records
from pursuit_sim.event.standing import Standing
from pursuit_sim.event_formats import Heat, Misfit
from pursuit_sim.event_formats.meeting import Meeting
from pursuit_sim.scenario import Scenario
from pursuit_sim.scenario.race import Entry, Race
from pursuit_sim.units import level

Floats = NDArray[np.float64]

FORMAT, VERSION = "pursuit-sim/results", 1
_DIGITS = 6  # of a time in JSON: a microsecond


@dataclass(frozen=True, slots=True, eq=False)
class EntryResult:
    """One team in one race.

    Attributes
    ----------
    entry : the entry of the scenario
    time_s : when the trajectory's third skater crosses the finish line [s]
    splits_s : (half-lap,) cumulative times [s]
    laps_s : (lap,) lap times [s]
    notes : what a reader should know, such as assumptions
    """

    entry: Entry
    time_s: float
    splits_s: Floats
    laps_s: Floats
    notes: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """As plain data, in the shape of the documented JSON."""
        entry = self.entry
        return {
            "team": entry.team.code,
            "side": entry.side,
            "formation": entry.formation.label,
            "lineup": list(entry.lineup),
            "leads": [[entry.lineup[lead.skater], lead.laps] for lead in entry.formation.leads],
            "status": "finished",
            "time_s": round(self.time_s, _DIGITS),
            "official_time_s": entry.official_time_s,
            "official_gap_s": entry.official_gap_s,
            "splits_s": [round(float(time), _DIGITS) for time in self.splits_s],
            "laps_s": [round(float(time), _DIGITS) for time in self.laps_s],
            "assumed": list(entry.assumed),
            "notes": list(self.notes),
        }


@dataclass(frozen=True, slots=True, eq=False)
class RaceResult:
    """One race; entries as in the scenario, finish side first."""

    race: Race
    entries: tuple[EntryResult, ...]

    @property
    def heat(self) -> Heat:
        """The race as the event's format sees it."""
        times = {each.entry.team.code: each.time_s for each in self.entries}
        return Heat(self.race.id, self.race.round, times, self.race.division)

    @property
    def ranked(self) -> tuple[EntryResult, ...]:
        """Entries, fastest first."""
        return tuple(sorted(self.entries, key=lambda each: each.time_s))

    @property
    def winner(self) -> str | None:
        """Code of the faster team; None for a race of one, or a dead heat."""
        if len(self.entries) < 2 or self.dead_heat:
            return None
        return self.ranked[0].entry.team.code

    @property
    def dead_heat(self) -> bool:
        """Whether two teams took the same time, as times are measured."""
        if len(self.entries) < 2:
            return False
        first, second = self.entries
        return level(first.time_s, second.time_s)

    @property
    def margin_s(self) -> float | None:
        """By how much the winner won [s], to the microsecond; None for a race of one."""
        if len(self.entries) < 2:
            return None
        first, second = self.ranked
        return round(second.time_s - first.time_s, _DIGITS)

    def to_dict(self) -> dict[str, Any]:
        """As plain data, in the shape of the documented JSON."""
        return {
            "id": self.race.id,
            "round": self.race.round,
            "division": self.race.division,
            "name": self.race.name,
            "start": self.race.start,
            "entries": [each.to_dict() for each in self.entries],
            "winner": self.winner,
            "margin_s": self.margin_s,
        }


@dataclass(frozen=True, slots=True, eq=False)
class Results:
    """Everything that a run of a scenario says.

    Attributes
    ----------
    scenario : what was run
    model : the model that was run
    races : in the order of the event
    standings : places; empty where the scenario has no order of its own
    records : set during the event
    misfits : in a what-if, races that would now be skated by other teams
    bracket : the same to the end of the event: every race that follows from others, with its
        guesses; empty where all races were skated by the teams that belong there
    """

    scenario: Scenario
    model: str
    races: tuple[RaceResult, ...]
    standings: tuple[Standing, ...]
    records: tuple[records.NewRecord, ...]
    misfits: tuple[Misfit, ...]
    bracket: tuple[Meeting, ...] = ()

    @property
    def heats(self) -> tuple[Heat, ...]:
        """The races as the event's format sees them."""
        return tuple(each.heat for each in self.races)

    def race(self, race_id: str) -> RaceResult:
        """The result of one race.

        Raises
        ------
        KeyError
            if there is no such race
        """
        for each in self.races:
            if each.race.id == race_id:
                return each
        raise KeyError(race_id)

    def to_dict(self, races: tuple[str, ...] = ()) -> dict[str, Any]:
        """As plain data, in the shape of the documented JSON.

        Parameters
        ----------
        races : ids of the races to include; by default all
        """
        event = self.scenario.event
        lap_m = self.races[0].race.oval.lap_m
        return {
            "format": FORMAT,
            "version": VERSION,
            "event": {
                "name": event.name,
                "discipline": event.discipline,
                "date": str(event.date or ""),
                "venue": event.venue,
                "laps": event.laps,
                "lap_length_m": round(lap_m, 2),
            },
            "model": self.model,
            "what_if": self.scenario.what_if,
            "races": [each.to_dict() for each in self.races if not races or each.race.id in races],
            "standings": [each.to_dict() for each in self.standings],
            "records": [
                {
                    "kind": each.kind,
                    "team": each.team,
                    "time_s": round(each.time_s, _DIGITS),
                    "race": each.race,
                    "previous_s": each.previous_s,
                }
                for each in self.records
            ],
            "bracket_changes": [
                _change(each, next(met for met in self.bracket if met.race == each.race))
                for each in self.misfits
            ],
        }

    def rows(self) -> list[dict[str, Any]]:
        """One flat row an entry, ready for `pandas.DataFrame`."""
        return [
            {
                "race": race.race.id,
                "round": race.race.round,
                "team": each.entry.team.code,
                "side": each.entry.side,
                "formation": each.entry.formation.label,
                "time_s": round(each.time_s, _DIGITS),
                "official_time_s": each.entry.official_time_s,
                "official_gap_s": each.entry.official_gap_s,
                "winner": each.entry.team.code == race.winner,
                **{
                    f"split_{i}_s": round(float(time), _DIGITS)
                    for i, time in enumerate(each.splits_s, 1)
                },
            }
            for race in self.races
            for each in race.entries
        ]


def _change(misfit: Misfit, met: Meeting) -> dict[str, Any]:
    """A race that others would skate, as plain data."""
    return {
        "race": misfit.race,
        "teams": list(misfit.found),
        "would_be": list(misfit.expected),
        "guessed": met.guessed,
        "would_win": met.winner,
        "times_s": [round(met.times[team], _DIGITS) for team in misfit.expected],
        "taken_from": [met.taken_from[team] for team in misfit.expected],
    }
