"""From checked tables to a `Scenario`: everything that keys must agree on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pydantic import BaseModel

from pursuit_sim import event_formats
from pursuit_sim.event_formats.run_again import Run, homes, unmatched
from pursuit_sim.scenario import known_air, one_race, tracks
from pursuit_sim.scenario.advice import hint
from pursuit_sim.scenario.check import missing
from pursuit_sim.scenario.dotted_keys import Path, dotted, shapes
from pursuit_sim.scenario.entries import Around, check_time
from pursuit_sim.scenario.faults import Faults
from pursuit_sim.scenario.fields import shown
from pursuit_sim.scenario.file_tables import (
    EventTable,
    FileTable,
    RecordTable,
)
from pursuit_sim.scenario.parameters import Form
from pursuit_sim.scenario.published_records import published_in
from pursuit_sim.scenario.race import SIDE
from pursuit_sim.scenario.scenario import OLYMPIC_RECORD, OWNED, Event, Record, Scenario, owner
from pursuit_sim.scenario.since_told import Since

_OLYMPIC = "olympic"  # the names of formats of Olympic Games begin so


def resolve(
    table: FileTable,
    faults: Faults,
    *,
    source: str,
    what_if: bool,
    changes: tuple[str, ...],
    overridden: bool = False,
) -> Scenario:
    """The scenario.

    Parameters
    ----------
    table : what is left of the file after `check`
    faults : holds the faults found so far and takes further ones
    source, what_if, overridden, changes : as in `Scenario`

    Raises
    ------
    InputError
        with every fault, if there is any
    """
    missing(table, (), faults)
    event = _event(table, faults)
    laps = table.event.laps if table.event else None
    records = _records(table, laps, faults)
    teams = one_race.teams(table, faults)
    rink = known_air.rink(table.rink, faults.layers)
    other_track = tracks.other_track(event, table.rink, rink, faults.layers)
    since = Since(faults.layers)
    around = Around(table, since, laps, teams, rink, what_if, changes, other_track)
    races = {
        name: one_race.race(name, each, around, faults)
        for name, each in (table.races or {}).items()
    }
    _check_rounds(table, faults)
    assumed = tuple(dict.fromkeys(_assumed(table, (), faults)))
    faults.finish()
    published = tuple(published_in(faults.layers))
    if table.event and table.event.games is None:
        # A what-if that takes an Olympic record away does not move the Games.
        held = event.games or OLYMPIC_RECORD in {each.kind for each in published}
        event = replace(event, games=held)
    entries = [
        f"races.{race.id}.{each.side}.{key}"
        for race in races.values()
        for each in race.everybody
        for key in each.assumed
        if key != SIDE  # no key of a file: the race marks the whole table
    ]
    return Scenario(
        source=source,
        event=event,
        rink=rink,
        form=Form.nearest(Form.usual(event.sex), *([table.form] if table.form else [])),
        records=records,
        published=published,
        teams=teams,
        races=races,
        what_if=what_if,
        changes=changes,
        overridden=overridden,
        assumed=tuple(dict.fromkeys([*assumed, *entries])),
    )


def _event(file: FileTable, faults: Faults) -> Event:
    """The event; blanks stand for what was noted as missing."""
    table = file.event
    if table is None:
        return Event("", "", "", 1)
    missing(table, ("event",), faults)
    return Event(
        name=table.name or "",
        discipline=table.discipline or f"{(table.sex or '').capitalize()}'s team pursuit",
        sex=table.sex or "",
        laps=table.laps or 1,
        rounds=table.rounds or event_formats.DEFAULT,
        date=table.date.isoformat() if table.date else "",
        venue=table.venue or "",
        city=table.city or "",
        games=_games(file, faults),
        sources=tuple(table.sources or ()),
    )


def _records(table: FileTable, laps: int | None, faults: Faults) -> tuple[Record, ...]:
    found: dict[tuple[str, str], Record] = {}
    for i, each in enumerate(table.records or ()):
        path: Path = ("records", i)
        missing(each, path, faults)
        check_time(each.time, laps, (*path, "time"), faults)
        if each.kind is None or each.time is None:
            continue
        team = _owner(each, table, path, faults) if each.kind in OWNED else each.team or ""
        mark = each.kind, owner(each.kind, team)
        if mark in found and not faults.dropped((*path, "team")):
            whose = f" of {mark[1]}" if mark[1] else ""
            problem = f"{each.kind}{whose} is there twice"
            faults.add((*path, "kind"), problem, "keep the one that stood")
        found[mark] = Record(
            kind=each.kind,
            time_s=each.time,
            team=team,
            skaters=tuple(each.skaters or ()),
            place=each.place or "",
            date=each.date.isoformat() if each.date else "",
        )
    return tuple(found.values())


def _owner(record: RecordTable, table: FileTable, path: Path, faults: Faults) -> str:
    """Code of the team whose record this is; nobody else can break it."""
    here = (*path, "team")
    if record.team is None:
        if not faults.dropped(here):
            faults.add(here, "is missing", f"{record.kind} is a team's own: write its code")
        return ""
    known = {
        word.casefold(): code
        for code, each in (table.teams or {}).items()
        for word in (each.name or code, code)
    }
    if record.team.casefold() not in known and not faults.dropped(("teams",)):
        faults.add(
            here,
            f"there is no team {shown(record.team)}",
            f"{hint(record.team, table.teams or {})} Write one of {', '.join(table.teams or {})}, "
            f"or leave out the {record.kind} of who does not skate".lstrip(),
        )
    return known.get(record.team.casefold(), record.team)


def _games(table: FileTable, faults: Faults) -> bool:
    """Whether the file is of Olympic Games: it says so, has their rounds, or publishes an OR."""
    event = table.event or EventTable()
    published = any(
        OLYMPIC_RECORD in (entry.records or ())
        for race in (table.races or {}).values()
        for entry in (race.finish, race.crossing)
        if entry is not None
    )
    if event.games is False and published:
        problem = f"is false, but an {OLYMPIC_RECORD} is published"
        faults.add(("event", "games"), problem, f"write true, or take the {OLYMPIC_RECORD} out")
    if event.games is not None:
        return event.games
    return published or (event.rounds or "").startswith(_OLYMPIC)


def _check_rounds(table: FileTable, faults: Faults) -> None:
    """What the event's format asks of the file itself."""
    runs = [
        Run(name, side, race.round, entry.team, entry.counts is not False)
        for name, race in (table.races or {}).items()
        for side in one_race.SIDES
        if (entry := getattr(race, side)) and entry.team
    ]
    for run in unmatched(runs):
        problem = f"'{run.team}' has no other run in this round that counts"
        remedy = "add the race that it skated again, or write a status"
        faults.add(("races", run.race, run.side, "counts"), problem, remedy)
    home = homes(runs)
    pairings = [
        event_formats.Pairing(
            name,
            race.round,
            tuple(run.team for run in runs if run.counts and home[run.race, run.team] == name),
            race.division or "",
        )
        for name, race in (table.races or {}).items()
    ]
    for each in event_formats.problems(one_race.event_format(table), pairings):
        path: Path = ("races", each.race, each.key) if each.key else ("races", each.race)
        if not faults.dropped(path):
            faults.add(path, each.problem, each.remedy)


def _assumed(table: BaseModel, path: Path, faults: Faults) -> Iterator[str]:
    """Dotted keys marked as assumed in a table and those in it; notes unknown ones."""
    known = {name: getattr(table, name) for name in shapes(type(table)) if name != "assumed"}
    for name, value in known.items():
        form, here = shapes(type(table))[name].form, (*path, name)
        if value is None or form == "value":
            continue
        if form == "table":
            yield from _assumed(value, here, faults)
        else:
            items = value.items() if form == "named" else enumerate(value)
            for each, inner in items:
                yield from _assumed(inner, (*here, each), faults)
    for i, key in enumerate(getattr(table, "assumed", None) or ()):
        if key.partition(".")[0] in known:
            yield dotted((*path, *key.split(".")))
        else:
            meant = "" if faults.full else hint(key, known)
            faults.add((*path, "assumed", i), f"this table has no key {shown(key)}", meant)
