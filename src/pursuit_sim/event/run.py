"""Running a scenario: every race simulated and timed, the event's rules applied."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from pursuit_sim import timing
from pursuit_sim.arrays import Floats
from pursuit_sim.errors import Fault, InputError
from pursuit_sim.event import assumed_rounds, heats, place_doubts, record_book, standing
from pursuit_sim.event.entry_result import EntryResult
from pursuit_sim.event.records import NewRecord
from pursuit_sim.event.results import RaceResult, Results
from pursuit_sim.event.run_notes import listed_notes, run_notes
from pursuit_sim.event.standing import Standing
from pursuit_sim.event_formats import FINISHED, Heat, Misfit
from pursuit_sim.scenario import Scenario
from pursuit_sim.scenario.other_rinks import of_event, on_another_track
from pursuit_sim.scenario.picking import unknown
from pursuit_sim.scenario.race import Entry, Listed, Race
from pursuit_sim.scenario.slow_laps import SlowStretch, unexplained
from pursuit_sim.scenario.start_order import out_of_order
from pursuit_sim.scenario.time_source import (
    ASSUMED,
    known_passings,
    made_up,
    supposed_passings,
)
from pursuit_sim.scenario.whole_race import unmet_gaps
from pursuit_sim.sim import simulate
from pursuit_sim.sim.simulate import MODELS, why_not
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
        if there is no such model; if a race cannot be skated as the scenario says, with every
        race of which that is so; or if the scenario contradicts itself: teams in a round that its
        own results do not send there, or records that its own times do not break. In a what-if,
        and with a model that has times of its own, such changes are results, not faults.
    """
    if model not in MODELS:
        raise unknown("model", model, MODELS, "model")
    timed: dict[heats.Key, Floats] = {}
    caught: dict[heats.Key, timing.Catch] = {}
    supposed: dict[heats.Key, tuple[SlowStretch, ...]] = {}
    uneven: dict[str, str] = {}
    faults: list[Fault] = []
    for race in scenario.races.values():
        if not race.entries:
            continue
        try:
            trajectory = simulate(race, _model(race, model), step_s=_COARSE_STEP_S)
        except InputError as error:
            faults += _in_file(scenario, race, error)
            continue
        for entry, passings in zip(race.entries, timing.splits(trajectory), strict=True):
            timed[race.id, entry.team.code] = passings
        for entry, lost in zip(race.entries, trajectory.supposed, strict=False):
            supposed[race.id, entry.team.code] = lost
        if trajectory.uneven_s:
            uneven[race.id] = unexplained(race, trajectory.uneven_s)
        found = timing.catch(trajectory)
        if found is not None:
            caught[race.id, race.entries[1 - found.team].team.code] = found
    if faults:
        raise InputError(faults)
    times = {key: float(each[-1]) for key, each in timed.items()}
    run = heats.heats(scenario, times)
    format_ = scenario.event.format
    wrong = format_.misfits(run)
    met = standing.put_together_again(format_, run)
    misfits = standing.changes(met, run)
    as_skated = not scenario.what_if and model == "kinematic"
    skated = heats.as_skated(scenario, times)
    modelled = [race.id for race in scenario.races.values() if _model(race, model) != "kinematic"]
    others = [each for each in misfits if not as_skated and each.race not in modelled]
    elsewhere = on_another_track(scenario, modelled)
    book = record_book.keep(scenario, skated, elsewhere, others, as_skated=as_skated)
    if as_skated:
        _refuse(scenario, wrong, book.fallen)
    standings = tuple(standing.standings(format_, run, [*scenario.teams], met))
    would_be = {misfit.race: misfit for misfit in misfits}
    broken: dict[str, list[NewRecord]] = {}
    fallen = tuple(_by_model(scenario.races[each.race], each, model) for each in book.fallen)
    for record in fallen:
        broken.setdefault(record.race, []).append(record)

    def result(race: Race, entry: Entry | Listed) -> EntryResult:
        if isinstance(entry, Listed):
            valid = entry.status == FINISHED
            time = entry.official_time_s if valid else None
            return EntryResult(
                entry,
                time,
                np.empty(0),
                np.empty(0),
                (),
                listed_notes(race, entry, model),
                supposed_passings=supposed_passings(race, entry.run) if entry.run else (),
            )
        key = race.id, entry.team.code
        return EntryResult(
            entry,
            float(timed[key][-1]),
            timed[key],
            timing.lap_times(timed[key][np.newaxis])[0],
            _known(race, entry, _model(race, model)),
            _notes(
                race,
                entry,
                times[key],
                would_be.get(race.id),
                broken.get(race.id, []),
                _caught(scenario, race, caught.get(key)),
                [
                    *(each.lost(entry.team.code) for each in supposed.get(key, ())),
                    *filter(None, [unmet_gaps(race)] if _meets(race, model) else ()),
                ],
                uneven.get(race.id, ""),
                official=_model(race, model) != model,
            ),
            supposed.get(key, ()),
            supposed_passings(race, entry),
            uneven.get(race.id, ""),
        )

    off_track = of_event(scenario)

    def noted(race: Race, entry: Entry | Listed) -> EntryResult:
        found = result(race, entry)
        where = off_track.get((race.id, entry.team.code))
        return replace(found, notes=(*found.notes, where)) if where and found.official else found

    races = tuple(
        RaceResult(race, tuple(noted(race, each) for each in race.everybody), why_not(race, model))
        for race in scenario.races.values()
    )
    return Results(
        scenario=scenario,
        model=model,
        races=races,
        standings=place_doubts.doubted(standings, races, format_),
        records=fallen,
        misfits=tuple(misfits),
        heats=tuple(run),
        standings_remarks=(
            *(assumed_rounds.remarks(scenario) if standings else ()),
            *format_.remarks(standing.deciding(run, met)),
            *(map(str, format_.left_open(run)) if scenario.what_if else ()),
            *_left(standings, run),
            *(_mixed(races, standings) if model != "kinematic" else ()),
            *place_doubts.remarks(standings, races, format_),
            *out_of_order(scenario),
        ),
        records_before=book.before,
        notes=book.notes,
        bracket=met,
    )


def _caught(scenario: Scenario, race: Race, catch: timing.Catch | None) -> str:
    """What may be told of a team that is caught; nothing of one that is not."""
    if catch is None:
        return ""
    if not catch.known:
        about = f"the model has them caught after about {catch.laps:.1f} laps"
        return f"{about}; no passing is known there"
    won = race.round in scenario.event.format.knock_out
    said = f"caught after {catch.laps:.1f} laps"
    return f"{said}: by the rules the race is then won" if won else said


def _model(race: Race, model: str) -> str:
    """The model that a race is run with: what a fall cost is no matter of power."""
    return "kinematic" if why_not(race, model) else model


def _meets(race: Race, model: str) -> bool:
    """Whether what is known of a race is met: a model with times of its own meets nothing."""
    return _model(race, model) == "kinematic"


def _by_model(race: Race, record: NewRecord, model: str) -> NewRecord:
    """A record; one by a time that a model found, or somebody assumed, says so."""
    (entry,) = (each for each in race.everybody if each.team.code == record.team)
    found = _model(race, model) != "kinematic" and not isinstance(entry, Listed)
    assumed = "an assumed" if record_book.is_assumed(race, entry, record.kind) else ""
    marked = ASSUMED if record_book.is_assumed_mark(entry, record) else ""
    return record._replace(supposed="the model's" if found else assumed or marked)


def _known(race: Race, entry: Entry, model: str) -> tuple[bool, ...]:
    """(half-lap,) whether the passing is a fact; a model with times of its own has none."""
    lines = known_passings(race, entry)
    return tuple(model == "kinematic" and line in lines for line in range(1, race.half_laps + 1))


def _in_file(scenario: Scenario, race: Race, error: InputError) -> list[Fault]:
    """What a race says of itself, as faults of the file that it is in."""
    where = f"races.{race.id}"
    return [
        Fault(scenario.source, ".".join(filter(None, (where, each.key))), each.problem, each.remedy)
        for each in error.faults
    ]


def _refuse(scenario: Scenario, misfits: list[Misfit], fallen: Sequence[NewRecord]) -> None:
    """Raise what a scenario that is no what-if must not contain."""
    remedy = "correct teams or times, or make the file a what-if with `extends`"
    faults = [Fault(scenario.source, f"races.{each.race}", str(each), remedy) for each in misfits]
    set_here = {(record.race, record.kind, record.team) for record in fallen}
    faults += [
        Fault(
            scenario.source,
            f"races.{race.id}.{entry.side}.records",
            f"{kind!r} is published for {entry.team.code}, but the time does not break it",
            "correct the time, the standing record, or take the mark out",
        )
        for race in scenario.races.values()
        for entry in race.everybody
        for kind in entry.published_records
        if (race.id, kind, entry.team.code) not in set_here
    ]
    if faults:
        raise InputError(faults)


def _mixed(races: Sequence[RaceResult], standings: Sequence[Standing]) -> list[str]:
    """That places follow from times of the model and official ones together."""
    decide = {(each.race, each.team) for each in standings}
    timed = [
        each
        for race in races
        for each in race.entries
        if each.time_s is not None and (race.race.id, each.entry.team.code) in decide
    ]
    official = [each.entry.team.code for each in timed if each.official]
    if not official or len(official) == len(timed):
        return []
    return [f"{', '.join(official)} by official times, the others by the model's"]


def _left(standings: Sequence[Standing], run: Sequence[Heat]) -> list[str]:
    """Places that follow only from those of all other teams."""
    there = {(heat.race, team) for heat in run for team in heat.teams}
    return [
        f"{each.team} has place {each.place} since no other team and no other place is left"
        for each in standings
        if (each.race, each.team) not in there and not each.guessed
    ]


def _notes(
    race: Race,
    entry: Entry,
    time_s: float,
    misfit: Misfit | None,
    broken: list[NewRecord],
    caught: str,
    lost: Sequence[str],
    uneven: str,
    *,
    official: bool,
) -> tuple[str, ...]:
    notes = []
    if official:
        made = made_up(race, entry) or "official"
        notes.append(f"{made} time, not the power model's: that knows no falls")
    if caught:
        notes.append(caught)
    notes += [*lost, uneven] if uneven else lost
    if entry.remark:
        notes.append(entry.remark)
    notes += run_notes(race, entry)
    if not entry.lineup_known:
        notes.append("line-up not known")
    if not entry.formation.known:
        notes.append("formation not known: replayed with the usual rotation")
    if entry.splits_note:
        notes.append(entry.splits_note)
    unknown = {"lineup": not entry.lineup_known, "formation": not entry.formation.known}
    assumed = [each for each in entry.assumed if not unknown.get(each)]
    if assumed:
        notes.append(f"assumed: {', '.join(assumed)}")
    if misfit is not None and entry.team.code not in misfit.expected:
        notes.append(f"the bracket would send {' v '.join(misfit.expected)} here")
    own = {record.kind for record in broken if record.team == entry.team.code}
    for record in broken:
        if record.team == entry.team.code:
            done = f"{record.kind} {'equalled' if record.equalled else 'set'}"
            if record.supposed == ASSUMED:
                done = f"{done} (assumed)"
            elif record.supposed:
                done = f"{done} by {record.supposed} time alone"
            notes.append(f"{done}, {record.lasted}" if record.lasted else done)
        elif record.previous_s is not None and not record.owner and record.kind not in own:
            margin = record.previous_s - time_s
            if margin >= HUNDREDTH / 2:
                notes.append(f"also {margin:.2f} s under the former {record.kind}")
    return tuple(notes)
