"""Results: what a run of a scenario says, as objects.

Times are read from the trajectories; official times and gaps are the scenario's facts
and stand beside them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pursuit_sim import timing
from pursuit_sim.errors import Fault, InputError
from pursuit_sim.event import bracket, records
from pursuit_sim.scenario import Scenario
from pursuit_sim.scenario.race import Entry, Race
from pursuit_sim.sim import simulate
from pursuit_sim.units import HUNDREDTH

Floats = NDArray[np.float64]

FORMAT, VERSION = "pursuit-sim/results", 1
_DIGITS = 6  # of a time in JSON: a microsecond
# Passings are moments of a trajectory's axis whatever its step, so results need no fine one.
_COARSE_STEP_S = 0.5


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class RaceResult:
    """One race; entries as in the scenario, finish side first."""

    race: Race
    entries: tuple[EntryResult, ...]

    @property
    def ranked(self) -> tuple[EntryResult, ...]:
        """Entries, fastest first."""
        return tuple(sorted(self.entries, key=lambda each: each.time_s))

    @property
    def winner(self) -> str | None:
        """Code of the faster team; None for a race of one, or a dead heat."""
        return self.ranked[0].entry.team.code if self.margin_s else None

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
            "name": self.race.name,
            "start": self.race.start,
            "entries": [each.to_dict() for each in self.entries],
            "winner": self.winner,
            "margin_s": self.margin_s,
        }


@dataclass(frozen=True, slots=True)
class Standing:
    """A place in the event, and the race and time [s] that decided it."""

    place: int
    team: str
    race: str
    time_s: float

    def to_dict(self) -> dict[str, Any]:
        """As plain data."""
        return {
            "place": self.place,
            "team": self.team,
            "race": self.race,
            "time_s": round(self.time_s, _DIGITS),
        }


@dataclass(frozen=True, slots=True)
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
    """

    scenario: Scenario
    model: str
    races: tuple[RaceResult, ...]
    standings: tuple[Standing, ...]
    records: tuple[records.NewRecord, ...]
    misfits: tuple[bracket.Misfit, ...]

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
                {"race": each.race, "teams": list(each.found), "would_be": list(each.expected)}
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


def results(scenario: Scenario, model: str = "kinematic") -> Results:
    """Run every race of a scenario and read the results from the trajectories.

    Parameters
    ----------
    scenario : from `load`
    model : see `simulate`

    Raises
    ------
    InputError
        if the scenario contradicts itself: teams in a round that its own results do not
        send there, or records that its own times do not break. In a what-if, and with a
        model that has times of its own, such changes are results, not faults.
    """
    timed = {
        race.id: timing.splits(simulate(race, model, step_s=_COARSE_STEP_S))
        for race in scenario.races.values()
    }
    heats = [
        bracket.Heat(
            race.id,
            race.round,
            {entry.team.code: float(timed[race.id][i, -1]) for i, entry in enumerate(race.entries)},
        )
        for race in scenario.races.values()
    ]
    olympic = scenario.event.rounds == "olympic"
    misfits = bracket.misfits(heats) if olympic else []
    fallen = _records(scenario, heats)
    if not scenario.what_if and model == "kinematic":
        _refuse(scenario, misfits, fallen)
    would_be = {misfit.race: misfit for misfit in misfits}
    broken: dict[str, list[records.NewRecord]] = {}
    for record in fallen:
        broken.setdefault(record.race, []).append(record)
    return Results(
        scenario=scenario,
        model=model,
        races=tuple(
            RaceResult(
                race,
                tuple(
                    EntryResult(
                        entry,
                        float(timed[race.id][i, -1]),
                        timed[race.id][i],
                        timing.lap_times(timed[race.id])[i],
                        _notes(entry, would_be.get(race.id), broken.get(race.id, [])),
                    )
                    for i, entry in enumerate(race.entries)
                ),
            )
            for race in scenario.races.values()
        ),
        standings=tuple(_standings(scenario, heats)),
        records=tuple(fallen),
        misfits=tuple(misfits),
    )


def _records(scenario: Scenario, heats: list[bracket.Heat]) -> list[records.NewRecord]:
    published = {
        (race.id, entry.team.code): entry.published_records
        for race in scenario.races.values()
        for entry in race.entries
    }
    return records.new_records(
        {record.kind: record.time_s for record in scenario.records},
        [
            [
                records.Performance(heat.race, team, time, published[heat.race, team])
                for team, time in heat.times.items()
            ]
            for heat in heats
        ],
    )


def _refuse(
    scenario: Scenario, misfits: list[bracket.Misfit], fallen: list[records.NewRecord]
) -> None:
    """Raise what a scenario that is no what-if must not contain."""
    faults = [
        Fault(
            scenario.source,
            f"races.{misfit.race}",
            str(misfit),
            "correct teams or times, or make the file a what-if with `extends`",
        )
        for misfit in misfits
    ]
    set_here = {(record.race, record.kind, record.team) for record in fallen}
    faults += [
        Fault(
            scenario.source,
            f"races.{race.id}.{entry.side}.records",
            f"{kind!r} is published for {entry.team.code}, but the time does not break it",
            "correct the time, the standing record, or take the mark out",
        )
        for race in scenario.races.values()
        for entry in race.entries
        for kind in entry.published_records
        if (race.id, kind, entry.team.code) not in set_here
    ]
    if faults:
        raise InputError(faults)


def _standings(scenario: Scenario, heats: list[bracket.Heat]) -> list[Standing]:
    if scenario.event.rounds == "olympic":
        times = {(heat.race, team): time for heat in heats for team, time in heat.times.items()}
        return [
            Standing(place, team, race, times[race, team])
            for place, team, race in bracket.places(heats)
        ]
    if scenario.event.rounds == "ranking":
        order = sorted(
            (time, heat.race, team) for heat in heats for team, time in heat.times.items()
        )
        return [Standing(i, team, race, time) for i, (time, race, team) in enumerate(order, 1)]
    return []


def _notes(
    entry: Entry,
    misfit: bracket.Misfit | None,
    broken: list[records.NewRecord],
) -> tuple[str, ...]:
    notes = []
    if entry.assumed:
        notes.append(f"assumed: {', '.join(entry.assumed)}")
    if misfit is not None and entry.team.code not in misfit.expected:
        notes.append(f"the bracket would send {' v '.join(misfit.expected)} here")
    for record in broken:
        if record.team == entry.team.code:
            notes.append(f"{record.kind} set")
        elif record.previous_s is not None:
            margin = record.previous_s - entry.official_time_s
            if margin >= HUNDREDTH / 2:
                notes.append(f"also {margin:.2f} s under the former {record.kind}")
    return tuple(notes)
