"""Running a scenario: every race simulated and timed, the event's rules applied."""

from __future__ import annotations

import numpy as np

from pursuit_sim import timing
from pursuit_sim.errors import Fault, InputError
from pursuit_sim.event import records, standing
from pursuit_sim.event.results import EntryResult, RaceResult, Results
from pursuit_sim.event_formats import Heat, Misfit
from pursuit_sim.scenario import Scenario
from pursuit_sim.scenario.race import Entry, Race
from pursuit_sim.sim import simulate
from pursuit_sim.trajectory import Trajectory
from pursuit_sim.units import HUNDREDTH

# Passings are moments of a trajectory's axis whatever its step, so results need no fine one.
_COARSE_STEP_S = 0.5


def results(scenario: Scenario, model: str = "kinematic") -> Results:
    """Run every race of a scenario and read the results from the trajectories.

    Parameters
    ----------
    scenario : from `load`
    model : see `simulate`

    Raises
    ------
    InputError
        if a race cannot be skated as the scenario says, with every race of which that is so;
        or if the scenario contradicts itself: teams in a round that its own results do not
        send there, or records that its own times do not break. In a what-if, and with a
        model that has times of its own, such changes are results, not faults.
    """
    timed = {}
    caught: dict[tuple[str, str], float] = {}
    faults: list[Fault] = []
    for race in scenario.races.values():
        try:
            trajectory = _skated(race, model)
        except InputError as error:
            faults += _in_file(scenario, race, error)
            continue
        timed[race.id] = timing.splits(trajectory)
        catch = timing.catch(trajectory)
        if catch is not None:
            other = 1 - catch[0]
            skated_m = np.interp(catch[1], trajectory.time_s, trajectory.tail_m[:, other])
            code = race.entries[other].team.code
            caught[race.id, code] = float(skated_m) / race.oval.lap_m
    if faults:
        raise InputError(faults)
    heats = [
        Heat(
            race.id,
            race.round,
            {entry.team.code: float(timed[race.id][i, -1]) for i, entry in enumerate(race.entries)},
            race.division,
        )
        for race in scenario.races.values()
    ]
    misfits = scenario.event.format.misfits(heats)
    fallen = _records(scenario, heats)
    if not scenario.what_if and model == "kinematic":
        _refuse(scenario, misfits, fallen)
    format_ = scenario.event.format
    met = standing.put_together_again(format_, heats)
    misfits = standing.changes(met, heats)
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
                        _notes(
                            entry,
                            would_be.get(race.id),
                            broken.get(race.id, []),
                            caught.get((race.id, entry.team.code)),
                            official=_model(race, model) != model,
                        ),
                    )
                    for i, entry in enumerate(race.entries)
                ),
            )
            for race in scenario.races.values()
        ),
        standings=tuple(
            standing.standings_again(met) if met else standing.standings(format_, heats)
        ),
        records=tuple(fallen),
        misfits=tuple(misfits),
        bracket=met,
    )


def _skated(race: Race, model: str) -> Trajectory:
    return simulate(race, _model(race, model), step_s=_COARSE_STEP_S)


def _model(race: Race, model: str) -> str:
    """The model that a race is run with: what a fall cost is no matter of power."""
    fell = any(entry.fall is not None for entry in race.entries)
    return "kinematic" if fell else model


def _in_file(scenario: Scenario, race: Race, error: InputError) -> list[Fault]:
    """What a race says of itself, as faults of the file that it is in."""
    return [
        Fault(scenario.source, f"races.{race.id}.{each.key}", each.problem, each.remedy)
        for each in error.faults
    ]


def _records(scenario: Scenario, heats: list[Heat]) -> list[records.NewRecord]:
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


def _refuse(scenario: Scenario, misfits: list[Misfit], fallen: list[records.NewRecord]) -> None:
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


def _notes(
    entry: Entry,
    misfit: Misfit | None,
    broken: list[records.NewRecord],
    caught_laps: float | None,
    *,
    official: bool,
) -> tuple[str, ...]:
    notes = []
    if official:
        notes.append("official time, not the power model's: that knows no falls")
    if caught_laps is not None:
        notes.append(f"caught after {caught_laps:.1f} laps: by the rules the race is then won")
    if entry.fall is not None:
        who = entry.lineup[entry.fall.skater]
        notes.append(f"{who} fell after {entry.fall.laps:g} laps")
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
