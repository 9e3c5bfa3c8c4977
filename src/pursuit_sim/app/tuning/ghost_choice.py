"""Which ghost is wanted, by name, and the run that a name stands for.

Names are "auto" (the original of what is tuned), "none", "other:NED:push" (the team in
another formation), "race:qf-2:NED" (a team's run in another race) and "record:WR:3:34.22".
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace

from pursuit_sim.app.tuning.tuned_race import ORIGINAL, TuningRunner
from pursuit_sim.app.tuning.tuning import Tuning
from pursuit_sim.draw.replay import record_ghost
from pursuit_sim.draw.replay.ghost import Ghost, supposing
from pursuit_sim.errors import InputError
from pursuit_sim.event import Results, record_table
from pursuit_sim.event.record_table import TableRecord
from pursuit_sim.lab.comparison import Comparison
from pursuit_sim.lab.formations import COMPARED, PUSH, ROTATING, role, usual
from pursuit_sim.scenario.fields import shown
from pursuit_sim.scenario.formation import Kind
from pursuit_sim.scenario.race import Entry, Race
from pursuit_sim.sim import simulate
from pursuit_sim.units import format_time

AUTO, NONE = "auto", "none"


def listed(
    results: Results, race: Race, tuned: bool, chosen: str = "",
    hidden: Collection[str] = (),
) -> tuple[tuple[str, str], ...]:  # fmt: skip
    """(name, label) of the ghosts that concern the teams of a race.

    Parameters
    ----------
    results : of the event
    race : as it is shown: a formation that is skated in it would be no change
    tuned : whether that differs from the race as it was
    chosen : name of the ghost that is shown; listed even where it is no change any more
    hidden : ids of races of which nothing is told
    """
    found = [(AUTO, ORIGINAL)] if tuned else []
    found.append((NONE, "no ghost"))
    for entry in race.entries:
        kinds = [other(entry)]
        team, asked = supposed(chosen)
        if team == entry.team.code and asked is not None and asked not in kinds:
            kinds.append(asked)
        code = entry.team.code
        found += [(of_formation(code, kind), supposing(code, kind)) for kind in kinds]
    for entry in race.entries:
        found += _races(results, race.id, {entry.team.code}, hidden)
    return tuple(found)


def strangers(
    results: Results, race_id: str, hidden: Collection[str] = ()
) -> tuple[tuple[str, str], ...]:
    """(name, label) of the runs of other teams, the fastest first; none of `hidden` races."""
    codes = set(results.race(race_id).race.by_team())
    every = {entry.team.code for each in results.races for entry in each.race.entries}
    return tuple(_races(results, race_id, every - codes, hidden))


def records(results: Results, tells: Callable[[TableRecord], bool]) -> tuple[tuple[str, str], ...]:
    """(name, label) of the records of the table over the event's distance, the newest first.

    None that `tells` a hidden result.
    """
    event = results.scenario.event
    return tuple(
        (
            of_record(each),
            f"{each.kind} {format_time(each.time_s)}  {each.team}, {each.place} {each.date[:4]}",
        )
        for each in record_table.runs(event.sex, event.laps)
        if not tells(each)
    )


def of_formation(team: str, kind: Kind) -> str:
    """Name of the ghost that is a team in a formation."""
    return f"other:{team}:{kind}"


def of_record(record: TableRecord) -> str:
    """Name of the ghost that is a record."""
    return f"record:{record.name}"


def what_if(entry: Entry) -> str:
    """Name of the ghost that is the team in the formation its own is asked about."""
    return of_formation(entry.team.code, other(entry))


def supposed(name: str) -> tuple[str, Kind | None]:
    """Team and formation of a ghost that is a team in another one; else neither."""
    head, _, rest = name.partition(":")
    team, _, kind = rest.partition(":")
    known = next((each for each in COMPARED if each == kind), None)
    return (team, known) if head == "other" and known is not None else ("", None)


def other(entry: Entry) -> Kind:
    """The formation that a team's own is asked about: the push, or the rotation."""
    return ROTATING if role(entry.formation) == PUSH else PUSH


def ghost(
    results: Results, name: str, runner: TuningRunner, answer: Comparison | None
) -> Ghost | None:
    """The ghost of a name; None where it has none.

    Parameters
    ----------
    results : of the event
    name : see the module
    runner : of the race that is shown, for another formation
    answer : the comparison of the team's formations, for the interval, once it is known

    Raises
    ------
    InputError
        if there is nothing of that name, as of a moment that another version kept
    """
    kind, _, rest = name.partition(":")
    if kind == "race":
        race_id, _, team = rest.partition(":")
        found = results.race(race_id)
        if team not in found.race.by_team():
            raise _unknown(name)
        return Ghost(simulate(found.race, results.model), team, f"{team}, {found.race.name}")
    if kind == "record":
        named = record_table.named(rest, results.scenario.event.sex)
        if len(named) != 1:
            raise _unknown(name)
        return record_ghost.ghost(named[0], runner.race)
    team, wanted = supposed(name)
    if wanted is None:
        return None
    if team not in runner.race.by_team():
        raise _unknown(name)
    fitted = runner.fitted(Tuning(runner.race))
    entry = next(each for each in fitted.entries if each.team.code == team)
    interval = None
    if role(entry.formation) == wanted:
        changed = entry  # as it was: another one is tuned
    elif answer is not None:
        changed, interval = answer.outcomes[wanted].entry, answer.to_skated(wanted).interval
    else:
        changed = replace(entry, formation=usual(wanted, fitted))
    return Ghost(runner.supposing(changed), team, supposing(team, wanted), interval_s=interval)


def _unknown(name: str) -> InputError:
    return InputError.single(name, "", f"there is no ghost {shown(name)} here", "choose another")


def _races(
    results: Results, race_id: str, teams: set[str], hidden: Collection[str]
) -> list[tuple[str, str]]:
    runs = [
        (each.time_s, each.entry.team.code, result.race)
        for result in results.races
        if result.race.id not in (race_id, *hidden)
        for each in result.entries
        if each.time_s is not None and len(each.splits_s) and each.entry.team.code in teams
    ]
    return [
        (f"race:{race.id}:{team}", f"{team}, {race.name}  {format_time(time)}")
        for time, team, race in sorted(runs, key=lambda run: run[0])
    ]
