"""What an event's times meant on its days: records that stood, that fell, and how long they lasted.

A scenario's own standing records come first; those that it leaves out are taken from the
program's table where that knows them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from datetime import date, timedelta
from typing import NamedTuple

from pursuit_sim.event import record_table
from pursuit_sim.event.heats import Key
from pursuit_sim.event.record_table import TableRecord
from pursuit_sim.event.records import Mark, NewRecord, Performance, new_records
from pursuit_sim.event_formats import Heat, Misfit
from pursuit_sim.scenario import Scenario
from pursuit_sim.scenario.race import Entry, Listed, Race
from pursuit_sim.scenario.scenario import OLYMPIC_RECORD, TRACK_RECORD, Event, Record
from pursuit_sim.scenario.time_source import ASSUMED, time_source
from pursuit_sim.units import format_time, ticks

_LONGEST_EVENT = timedelta(days=17)  # the Olympic Games
_DAY = len("2022-02-15")
_CODE = 3  # letters of a nation's code


class RecordBook(NamedTuple):
    """The records of an event.

    Attributes
    ----------
    before : those that stood before it, the scenario's own first
    fallen : those that were set or equalled, in order
    notes : where scenario and table disagree, and where the table ends too early
    """

    before: tuple[Record, ...]
    fallen: tuple[NewRecord, ...]
    notes: tuple[str, ...]


def keep(
    scenario: Scenario, heats: Sequence[Heat], elsewhere: Set[Key] = frozenset(),
    others: Sequence[Misfit] = (), *, as_skated: bool,
) -> RecordBook:  # fmt: skip
    """The records of an event.

    Parameters
    ----------
    scenario, heats : the event, and its times, race by race
    elsewhere : whose times, by race and team, are of another track than that of the event
    others : races that other teams would skate; of who would not, a time sets no record
    as_skated : whether the times are those that were skated, so that what is published holds
    """
    days = _days(scenario, heats)
    lines = _lines(scenario.event) if days else {}
    stood = {kind: each for kind, line in lines.items() for each in line if each.stands(min(days))}
    own = {record.kind for record in scenario.records}
    known = tuple(_record(each) for kind, each in stood.items() if kind not in own)
    before = (*scenario.records, *known)
    notes = _differences(scenario.records, stood)
    for kind, (*_, last) in lines.items():
        if kind not in own and "" < last.until < min(days):
            notes.append(
                f"which {kind} stood on {min(days)} is not in the table of records; it knows "
                f"that {_said(_record(last))} stood on {last.until}"
            )
    fallen = _fallen(scenario, before, heats, elsewhere, others)
    unmet = _unmet(scenario, fallen, elsewhere) if as_skated else set()
    doubted = [each for each in before if each.from_table and each.kind in unmet]
    if doubted:
        # What a file publishes is not refused for the table's sake.
        notes += [
            f"{each.kind} is published here, though by the table of records {_said(each)} stood"
            for each in doubted
        ]
        before = tuple(each for each in before if each not in doubted)
        fallen = _fallen(scenario, before, heats, elsewhere, others)
    notes += _other_races(scenario, others, fallen)
    fallen = tuple(each for each in fallen if (each.race, each.team) not in _sent_away(others))
    notes += _unsure(scenario, fallen)
    return RecordBook(before, _lasted(scenario, fallen, lines, days), tuple(notes))


def _sent_away(others: Sequence[Misfit]) -> Set[Key]:
    """Who would not skate a race, by race and team."""
    return {(each.race, team) for each in others for team in {*each.found} - {*each.expected}}


def _other_races(
    scenario: Scenario, others: Sequence[Misfit], fallen: Sequence[NewRecord]
) -> Iterator[str]:
    """Which times of races that others would skate set no record, or against whom they set it."""
    away = _sent_away(others)
    for race in others:
        kinds: dict[tuple[str, float], list[str]] = {}
        for each in fallen:
            if each.race == race.race:
                kinds.setdefault((each.team, each.time_s), []).append(each.kind)
        for (team, time_s), found in kinds.items():
            against = " and ".join(each for each in race.found if each != team) or "nobody"
            no = "no " if (race.race, team) in away else ""
            yield (
                f"{team} {format_time(time_s)} in {scenario.races[race.race].name} is {no}"
                f"{f' and {no}'.join(found)}{' here' if no else f' as skated against {against}'}: "
                f"the bracket would send {' v '.join(race.expected)} there"
            )


def _unsure(scenario: Scenario, fallen: Sequence[NewRecord]) -> list[str]:
    """Records by times that nobody published."""
    found = []
    for record in fallen:
        race = scenario.races[record.race]
        (entry,) = (each for each in race.everybody if each.team.code == record.team)
        why = "derived from the published gap" if entry.derived_from else ""
        if is_assumed(race, entry, record.kind):
            why = ASSUMED
        whose = f"{record.kind} of {record.team} in {race.name}"
        if is_assumed_mark(entry, record):
            found.append(f"{whose}: nobody published it, it is assumed")
        elif why:
            found.append(f"{whose}: nobody published it, its time is {why}")
    return found


def is_assumed(race: Race, entry: Entry | Listed, kind: str) -> bool:
    """Whether a time sets a record only as somebody assumes it: not if that was published."""
    return time_source(race, entry) == ASSUMED and kind not in entry.published_records


def is_assumed_mark(entry: Entry | Listed, record: NewRecord) -> bool:
    """Whether nobody knows that a time was a record but by a mark that somebody assumes."""
    marked = "records" in entry.assumed and record.kind in entry.published_records
    return marked and record.previous_s is None


def _days(scenario: Scenario, heats: Sequence[Heat]) -> list[str]:
    """Days of the event that are known, as ISO text.

    Those of records of the table that were set in it are among them: a file may have one
    date only, that of the decision.
    """
    event = scenario.event
    days = [race.start[:_DAY] for race in scenario.races.values()] + [event.date]
    days = [day for day in days if day]
    if days:
        earliest = (date.fromisoformat(min(days)) - _LONGEST_EVENT).isoformat()
        skated = {(team, ticks(time)) for heat in heats for team, time in heat.times.items()}
        days += [
            each.date
            for each in record_table.chosen(event.sex)
            if earliest <= each.latest <= max(days) and (each.team, ticks(each.time_s)) in skated
        ]
    return days


def _lines(event: Event) -> dict[str, tuple[TableRecord, ...]]:
    """What the table has of each kind of record that can fall at an event."""
    if event.laps != record_table.LAPS.get(event.sex):
        return {}
    found = {
        kind: record_table.line(event.sex, kind, event.city or event.venue)
        for kind in record_table.KINDS
        if kind != OLYMPIC_RECORD or event.games
    }
    return {kind: line for kind, line in found.items() if line}


def _fallen(
    scenario: Scenario, before: Sequence[Record], heats: Sequence[Heat], elsewhere: Set[Key],
    others: Sequence[Misfit],
) -> tuple[NewRecord, ...]:  # fmt: skip
    """Records that fell, and what times would set of teams in races that others would skate."""
    published = _published(scenario, elsewhere)
    away = _sent_away(others)
    assumed = {
        (race.id, each.team.code, each.official_time_s)
        for race in scenario.races.values()
        for each in race.everybody
        if time_source(race, each) == ASSUMED
    }
    found = new_records(
        _times(before),
        [
            [
                Performance(
                    heat.race,
                    team,
                    time,
                    () if (heat.race, team) in away else published.get((heat.race, team), ()),
                    assumed=(heat.race, team) in away or (heat.race, team, time) in assumed,
                    closed=(TRACK_RECORD,) if (heat.race, team) in elsewhere else (),
                )
                for team, time in heat.times.items()
            ]
            for heat in heats
        ],
        closed=() if scenario.event.games else (OLYMPIC_RECORD,),
        # What other kinds mean, and who can break them, nobody knows.
        beaten=_times(each for each in scenario.published if each.kind in record_table.KINDS),
    )
    return tuple(found)


def _times(records: Iterable[Record]) -> dict[Mark, float]:
    """Times of records [s], of several the slowest."""
    found: dict[Mark, float] = {}
    for each in records:
        mark = Mark(each.kind, each.owner)
        found[mark] = max(each.time_s, found.get(mark, each.time_s))
    return found


def _published(scenario: Scenario, elsewhere: Set[Key]) -> Mapping[Key, tuple[str, ...]]:
    """Records as which times were published, by race and team; of a track only those on it."""
    return {
        key: tuple(
            kind for kind in entry.published_records if kind != TRACK_RECORD or key not in elsewhere
        )
        for race in scenario.races.values()
        for entry in race.everybody
        for key in [(race.id, entry.team.code)]
    }


def _unmet(scenario: Scenario, fallen: Sequence[NewRecord], elsewhere: Set[Key]) -> set[str]:
    """Kinds that are published for a time that does not break them."""
    set_here = {(each.race, each.team, each.kind) for each in fallen}
    return {
        kind
        for where, kinds in _published(scenario, elsewhere).items()
        for kind in kinds
        if (*where, kind) not in set_here
    }


def _differences(own: Sequence[Record], stood: Mapping[str, TableRecord]) -> list[str]:
    """Standing records of the file that are not those of the table."""
    return [
        f"records[{i}]: {_said(record)} stood by this file, {_said(_record(stood[record.kind]))} "
        "by the table of records"
        for i, record in enumerate(own, 1)
        if record.kind in stood and _differ(record, stood[record.kind])
    ]


def _differ(record: Record, known: TableRecord) -> bool:
    """Whether one record is not the other, as far as both are told."""
    dates, teams = (record.date, known.date), (record.team, known.team)
    return (
        ticks(record.time_s) != ticks(known.time_s)
        or (all(len(each) == _DAY for each in dates) and dates[0] != dates[1])
        or (all(len(each) == _CODE for each in teams) and teams[0] != teams[1])
    )


def _lasted(
    scenario: Scenario,
    fallen: Sequence[NewRecord],
    lines: Mapping[str, tuple[TableRecord, ...]],
    days: Sequence[str],
) -> tuple[NewRecord, ...]:
    """The records with what the table knows of how long they lasted."""
    # Two of one race and time have a record both.
    final = {each.mark: (each.race, ticks(each.time_s)) for each in fallen}
    found = []
    for each in fallen:
        line = lines.get(each.kind, ())
        what = each.team, ticks(each.time_s)
        real = (
            None
            if scenario.what_if
            else next((known for known in line if (known.team, ticks(known.time_s)) == what), None)
        )
        after = None
        if line and final[each.mark] == (each.race, ticks(each.time_s)):
            after = record_table.following(line, each.time_s, real.date if real else max(days))
        if after is None:
            found.append(each)
            continue
        better, surely = after
        found.append(
            each._replace(
                until=better.date,
                lasted=f"{'stood' if real else 'would have stood'} until {better.date} "
                f"({better.team} {format_time(better.time_s)}){'' if surely else ' at the latest'}",
            )
        )
    return tuple(found)


def _record(known: TableRecord) -> Record:
    """A record of the table as a scenario has them."""
    return Record(
        kind=known.kind,
        time_s=known.time_s,
        team=known.team,
        skaters=known.skaters,
        place=known.place,
        date=known.date,
        from_table=True,
    )


def _said(record: Record) -> str:
    """A record in words, such as "WR 3:34.47 (USA, Salt Lake City, 2021-12-05)"."""
    known = ", ".join(part for part in (record.team, record.place, record.date) if part)
    return f"{record.kind} {format_time(record.time_s)}{f' ({known})' if known else ''}"
