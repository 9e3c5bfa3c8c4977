"""From sheets of results to the tables of a scenario file, and what they do not say.

Nothing is invented in silence: what a scenario must have and no sheet says is the usual
value, marked as assumed in the tables and named in the notes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pursuit_sim.errors import Fault, InputError
from pursuit_sim.event_formats import SKATED_AGAIN
from pursuit_sim.importers.cross_checks import gap_notes, one_name_each, rank_notes, ranked_by_time
from pursuit_sim.importers.importer import Found, TeamResult, files_of, race_of
from pursuit_sim.importers.kept_remarks import kept_notes
from pursuit_sim.importers.one_event import bare_rows, rows_apart, told_twice
from pursuit_sim.importers.one_event.choosing import Named, chosen, said_sex
from pursuit_sim.importers.one_event.meet_days import dated
from pursuit_sim.importers.one_event.named_places import halls_named
from pursuit_sim.importers.plausible import length_faults, pace_faults
from pursuit_sim.importers.race_laps import beyond, laps_of_race
from pursuit_sim.importers.race_tables import (
    RANKING,
    TEAM_SIZE,
    WORLD_CUP,
    Origins,
    races,
    teams,
)
from pursuit_sim.importers.sheet_tables import table_titles, unplaced_times
from pursuit_sim.importers.words.event_words import says_world_cup
from pursuit_sim.importers.words.heads import few
from pursuit_sim.importers.words.laps_said import USUAL_LAPS
from pursuit_sim.importers.words.unfinished import NO_TIME
from pursuit_sim.importers.workbooks import other_sheets
from pursuit_sim.plain_text import cut
from pursuit_sim.scenario.fields import number
from pursuit_sim.scenario.file_tables import FORMAT, MOST_ENTRIES, VERSION
from pursuit_sim.scenario.halls import halls
from pursuit_sim.scenario.tracks import hall_at

_LONGEST = 60  # characters told
_SPLIT = "split the file, or import one of its events with --event"
_SKATED_AGAIN = "take out the run that does not count, and import two events each by itself"
_CORRECT = "correct its times, or take out those that were not measured"


@dataclass(frozen=True, slots=True)
class Draft:
    """Tables of a scenario file, and what a reader must know of them.

    Attributes
    ----------
    tables : as a file has them
    notes : lines that begin with "missing", "assumed" or "read"
    origins : file and place of the result of each entry, by its key, such as
        "races.heat-1.finish"
    """

    tables: dict[str, Any]
    notes: tuple[str, ...]
    origins: Origins

    def of_input(self, fault: Fault) -> Fault:
        """A fault of the scenario as one of the file from which it was made."""
        for key, (file, place) in self.origins.items():
            if fault.key == key or fault.key.startswith(f"{key}."):
                what = fault.key.removeprefix(key).lstrip(".")
                problem = f"{what}: {fault.problem}" if what else fault.problem
                return fault._replace(where=file, key=place, problem=problem)
        at = f"{fault.key}: " if fault.key else ""
        problem = f"makes no scenario: {at}{fault.problem}"
        files = ", ".join(dict.fromkeys(file for file, _ in self.origins.values()))
        remedy = fault.remedy if fault.key else f"{fault.remedy}; {_SPLIT}"
        remedy = remedy.replace(SKATED_AGAIN, _SKATED_AGAIN)
        return fault._replace(where=files, key="", problem=problem, remedy=remedy)

    def of_race(self, fault: Fault) -> Fault:
        """A fault of a race that nobody can have skated as one of the row with its times.

        What two teams have together, such as their gaps, is told of the first one's row.
        """
        race = fault.key.split(".", 2)[:2]
        rows = {key: at for key, at in self.origins.items() if key.split(".")[:2] == race}
        own = [at for key, at in rows.items() if fault.key.startswith(f"{key}.")]
        if not rows:
            return self.of_input(fault)
        where, place = (own or [*rows.values()])[0]
        limit = fault.remedy.partition(":")[0]
        return Fault(where, place, fault.problem, f"{limit}: {_CORRECT}")


def _few(results: Sequence[Found]) -> Sequence[Found]:
    """The results, if a scenario can hold as many races and teams.

    Raises
    ------
    InputError
        if it cannot
    """
    for what, counted in (
        ("races", {*map(race_of, results)}),
        ("teams", {each.team for _, each in results}),
    ):
        if len(counted) > MOST_ENTRIES:
            problem = f"holds {len(counted)} {what}; a scenario has at most {MOST_ENTRIES}"
            raise InputError.single(results[0][0], "", problem, _SPLIT)
    return results


def draft(
    sheets: Sequence[Named],
    *,
    distance: str | None = None,
    event: str | None = None,
    sex: str | None = None,
    laps: int | None = None,
    name: str = "",
    one_event: bool = False,
) -> Draft:
    """A scenario of everything that the sheets hold.

    Parameters
    ----------
    sheets : one a file, with the file's name
    distance, event : which of several that a file holds
    sex : "men" or "women"; by default what the distance or the laps say
    laps : of a race; by default what the passings or words say, or what the sex says
    name : of the event
    one_event : whether tables and rows of other titles and classes are known to be of one

    Raises
    ------
    InputError
        with every fault of every sheet, or with what nobody says and is needed
    """
    sheets = table_titles.without_files_of_records(sheets)
    notes = [f"read: {file}: {note}" for file, sheet in sheets for note in sheet.notes]
    faults: list[Fault] = []
    found: list[Found] = []
    picked = chosen(sheets, distance, event, sex, notes, one_event=one_event, laps=laps)
    notes += table_titles.notes(picked)
    faults += other_sheets.faults_of(sheets, picked, sex, notes)
    faults += bare_rows.bare_faults(sheets, picked)
    apart = told_twice.races_apart(one_name_each(picked, notes, faults), notes)
    apart = dated(apart, notes)
    for file, result in _few(apart):
        each = result.but(passings=tuple(sorted(result.passings, key=lambda p: p.laps)))
        if result.time_s is None and not (result.status or result.passings):
            each = replace(each, status=NO_TIME)
        if not each.status:
            faults += pace_faults(file, each)
        found.append((file, each))
    faults += rows_apart.unsure_rows(found, faults)
    if faults:
        raise InputError(faults)
    if not found:
        raise InputError.single(sheets[0][0], "", "holds no results", "choose another file")
    skated = laps or laps_of_race(found, sex or said_sex(found) or "", notes)
    who = sex or _sex(found, skated)
    if who is None:
        remedy = "add --sex men or --sex women"
        problem = f"does not say who skated{beyond(found, skated)}"
        raise InputError.single(found[0][0], "", problem, remedy)
    if skated is None:
        skated = USUAL_LAPS[who]
        notes.append(f"assumed: {skated} laps, as {who} skate")
    results = [(file, _finished(each, skated)) for file, each in found]
    for file, each in results:
        if each.time_s is None and not each.status:
            faults.append(_cut(file, each, skated))
        faults += length_faults(file, each, skated)
    if faults:
        raise InputError(faults)
    valid = [(file, each) for file, each in results if not each.status]
    notes += [*gap_notes(valid), *rank_notes(valid), *kept_notes(valid)]
    team_tables, codes = teams(results, notes)
    world_cup = _says_world_cup(sheets, results, name)
    rounds = _rounds(results, world_cup=world_cup)
    results = _divided(results, rounds, notes, world_cup=world_cup)
    race_tables, origins = races(results, codes, skated, notes)
    notes += [*unplaced_times.notes(sheets, picked, results, notes)]
    about = _event(sheets, results, who, skated, name)
    if rounds:
        about["rounds"] = rounds
    if rounds == RANKING:
        about["assumed"].append("rounds")
    if not (sex or said_sex(results)):
        about["assumed"].append("sex")
    rink, of_rink = _rink(about)
    tables = {
        "format": FORMAT, "version": VERSION, "event": about, **rink,
        "teams": team_tables, "races": race_tables,
    }  # fmt: skip
    return Draft(tables, (*notes, *_usual(about, results), of_rink), origins)


def _event(
    sheets: Sequence[Named], results: Sequence[Found], who: str, laps: int, name: str
) -> dict[str, Any]:
    """The table of the event: what all sheets say of it alike."""
    event: dict[str, Any] = {"name": name or "Imported results", "sex": who, "laps": laps}
    read = {file for found in results for file in files_of(found)}
    facts = [dict(sheet.facts) for file, sheet in sheets if file in read]
    facts += [dict(each.facts) for _, each in results if each.facts]
    facts = [each for each in facts if each]
    first = facts[0] if facts else {}
    shared = {
        key: fact for key, fact in first.items() if all(each.get(key) == fact for each in facts)
    }
    event |= shared
    if len(distances := {each.distance for _, each in results} - {""}) == 1:
        (event["discipline"],) = distances
    event["sources"] = [file for file, _ in sheets if file in read]
    event["assumed"] = [] if "name" in shared else ["name"]
    return event


def _says_world_cup(sheets: Sequence[Named], results: Sequence[Found], name: str) -> bool:
    """Whether a title, the event's name or a file's says that it is of a World Cup."""
    facts = [str(dict(sheet.facts).get("name", "")) for _, sheet in sheets]
    facts += [str(dict(each.facts).get("name", "")) for _, each in results]
    said = [text for _, each in results for text in (each.table, each.event, each.distance)]
    files = [Path(file).stem for file, _ in results]
    return any(map(says_world_cup, {name, *facts, *said, *files}))


def _rounds(results: Sequence[Found], *, world_cup: bool) -> str:
    """The format of the event: a World Cup in divisions, or a list by time; else empty.

    Two divisions of another event are two lists, for which there is no format.
    """
    divisions = {each.division for _, each in results}
    lists = {each.division or each.other_division for _, each in results}
    listed = all(each.heat == each.team for _, each in results)
    by_time = not listed or ranked_by_time(results)
    if "" not in divisions and world_cup:
        return WORLD_CUP if by_time else ""
    once = len({each.team for _, each in results}) == len(results)
    alone = listed and once and len(results) > 2
    return RANKING if alone and by_time and len(lists) == 1 else ""


def _divided(
    results: list[Found], rounds: str, notes: list[str], *, world_cup: bool
) -> list[Found]:
    """The results with their divisions, which only a World Cup has; others are told."""
    named = list(dict.fromkeys(each.team for _, each in results if each.division))
    if rounds == WORLD_CUP or not named:
        return results
    why = "its places are not by time"
    if any(not each.division for _, each in results):
        why = "nothing says which that of the others is"
    elif not world_cup:
        why = "nothing says that this is a World Cup; if it is, write that above it"
    notes.append(f"read: the division of {', '.join(named)} is not taken over: {why}")
    return [(file, replace(each, division="")) for file, each in results]


def _rink(event: dict[str, Any]) -> tuple[dict[str, Any], str]:
    """The rink, where the venue or the city is that of a hall that is known; and what to say."""
    venue, city, title = (str(event.get(key, "")) for key in ("venue", "city", "name"))
    name, named = hall_at(venue, city), halls_named(title)
    remedy = 'write rink = "thialf", or another hall'
    elsewhere = named and name not in named
    if (name is None and hall_at(venue)) or (name and elsewhere):
        said = [venue, city, title if elsewhere else ""]
        why = f"{few([repr(cut(each, _LONGEST)) for each in said if each])} are not of one hall"
        told = f"missing: the rink, since {why}; compare and plan take one at sea level"
        return {}, f"{told}: {remedy}"
    if name is not None:
        hall = halls()[name]
        note = f"assumed: the rink is {hall.name}, {hall.city}; its air is the usual there"
        return {"rink": {"hall": name, "assumed": ["hall"]}}, note
    return {}, f"missing: the rink; compare and plan take one at sea level: {remedy}"


def _usual(event: dict[str, Any], results: Sequence[Found]) -> list[str]:
    """What no sheet says."""
    found = []
    if "name" in event["assumed"]:
        found.append(f"assumed: the event is called {event['name']!r}")
    if "sex" in event["assumed"]:
        found.append(f"assumed: {event['sex']} skated, since the race has {event['laps']} laps")
    if "rounds" in event["assumed"]:
        found.append("assumed: places by time")
    if any(len(each.skaters) < TEAM_SIZE for _, each in results):
        found.append("missing: line-ups that the file does not name; they are unknown")
    lacking = [key for key in ("rounds", "venue", "date") if key not in event]
    found.append("missing: formations; they are unknown, and shown as the usual rotation")
    listed = ", ".join([*lacking, "records before the event"])
    return [*found, f"missing: {listed}; write them where you know them"]


def _sex(found: Sequence[Found], laps: int | None) -> str | None:
    """Who skated, as the results say, else the laps."""
    if said := said_sex(found):
        return said
    if beyond(found, laps):
        return None
    return next((who for who, usual in USUAL_LAPS.items() if usual == laps), None)


def _finished(result: TeamResult, laps: int) -> TeamResult:
    """With the last passing as the time, where that is the finish and no time is given."""
    last = result.passings[-1] if result.passings else None
    if not (result.status or result.time_s) and last is not None and last.laps == laps:
        return replace(result, time_s=last.time_s, time_assumed=True)
    return result


def _cut(file: str, result: TeamResult, laps: int) -> Fault:
    last = result.passings[-1]
    problem = f"{result.team} has no time, and passings up to {number(last.laps)} of {laps} laps"
    remedy = "give the official time, or a status such as DNF"
    if result.unread_time:
        said = repr(cut(result.unread_time, _LONGEST))
        remedy = f"{said} is not read: write official time above it, if it is that, or {remedy}"
    elif last.laps < laps:
        remedy = f"the file may be cut: {remedy}"
    if last.laps.is_integer():
        remedy += f"; or add --laps {number(last.laps)} if nobody skates more"
    return Fault(last.file or file, last.key, problem, remedy)
