"""From sheets of results to the tables of a scenario file, and what they do not say.

Nothing is invented in silence: what a scenario must have and no sheet says is the usual
value, marked as assumed in the tables and named in the notes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from pursuit_sim.errors import Fault, InputError
from pursuit_sim.importers.cross_checks import Found, gap_notes, one_name_each
from pursuit_sim.importers.importer import Sheet, TeamResult
from pursuit_sim.importers.nations import code, slug
from pursuit_sim.importers.plausible import heat_faults, length_faults, pace_faults
from pursuit_sim.importers.unfinished import NO_TIME
from pursuit_sim.scenario.fields import number
from pursuit_sim.scenario.file_tables import FORMAT, VERSION
from pursuit_sim.scenario.known_splits import AGREEMENT_S
from pursuit_sim.scenario.resolve import SIDES

USUAL_FORMATION = "rotating"  # assumed where nobody says who led: it needs no push
USUAL_LAPS = {"men": 8, "women": 6}
_LEFT_OUT = "left out: a scenario has no team without a time"
_WOMEN = re.compile(r"\b(women|ladies|female)", re.IGNORECASE)
_MEN = re.compile(r"\b(men|gentlemen|male)", re.IGNORECASE)
Named = tuple[str, Sheet]  # a sheet and the name of its file


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
    origins: dict[str, tuple[str, str]]

    def of_input(self, fault: Fault) -> Fault:
        """A fault of the scenario as one of the file from which it was made."""
        for key, (file, place) in self.origins.items():
            if fault.key == key or fault.key.startswith(f"{key}."):
                what = fault.key.removeprefix(key).lstrip(".")
                problem = f"{what}: {fault.problem}" if what else fault.problem
                return replace(fault, where=file, key=place, problem=problem)
        problem = f"makes no scenario: {fault.key}: {fault.problem}"
        files = ", ".join(dict.fromkeys(file for file, _ in self.origins.values()))
        return replace(fault, where=files, key="", problem=problem)


def draft(
    sheets: Sequence[Named],
    *,
    distance: str | None = None,
    sex: str | None = None,
    laps: int | None = None,
    name: str = "",
) -> Draft:
    """A scenario of everything that the sheets hold.

    Parameters
    ----------
    sheets : one a file, with the file's name
    distance : which of several that a file holds
    sex : "men" or "women"; by default what the distance or the laps say
    laps : of a race; by default what the passings say, or what the sex says
    name : of the event

    Raises
    ------
    InputError
        with every fault of every sheet, or with what nobody says and is needed
    """
    notes = [f"read: {file}: {note}" for file, sheet in sheets for note in sheet.notes]
    faults: list[Fault] = []
    found: list[Found] = []
    for file, result in one_name_each(_chosen(sheets, distance), notes):
        if result.status or (result.time_s is None and not result.passings):
            notes.append(_left_out(file, result))
            continue
        each = replace(result, passings=tuple(sorted(result.passings, key=lambda p: p.laps)))
        faults += pace_faults(file, each)
        found.append((file, each))
    if faults:
        raise InputError(faults)
    if not found:
        said = "; ".join(note for note in notes if _LEFT_OUT in note)
        problem = f"no team has a time: {said}" if said else "no team has a time"
        raise InputError.single(sheets[0][0], "", problem, "choose another file")
    skated = laps or _laps(found)
    who = sex or _sex(found, skated)
    if who is None:
        raise _unsaid(found[0][0], "who skated", "--sex men or --sex women")
    if skated is None:
        skated = USUAL_LAPS[who]
        notes.append(f"assumed: {skated} laps, as {who} skate")
    results = [(file, _finished(each, skated)) for file, each in found]
    for file, each in results:
        if each.time_s is None:
            faults.append(_cut(file, each, skated))
        faults += length_faults(file, each, skated)
    if faults:
        raise InputError(faults)
    teams, codes = _teams(results, notes)
    notes += gap_notes(results)
    event: dict[str, Any] = {"name": name or "Imported results", "sex": who, "laps": skated}
    facts = [dict(sheet.facts) for _, sheet in sheets]
    event |= {
        key: fact for key, fact in facts[0].items() if all(each.get(key) == fact for each in facts)
    }
    if len({each.distance for _, each in results} - {""}) == 1:
        event["discipline"] = results[0][1].distance
    event["sources"] = list(dict.fromkeys(file for file, _ in results))
    event["assumed"] = [] if "name" in facts[0] else ["name"]
    if not (sex or _said_sex(found)):
        event["assumed"].append("sex")
    origins: dict[str, tuple[str, str]] = {}
    races = _races(results, codes, skated, len(sheets) > 1, notes, origins)
    tables = {
        "format": FORMAT, "version": VERSION, "event": event, "teams": teams, "races": races,
    }  # fmt: skip
    return Draft(tables, (*notes, *_usual(event)), origins)


def _usual(event: dict[str, Any]) -> list[str]:
    """What no sheet says."""
    found = []
    if "name" in event["assumed"]:
        found.append(f"assumed: the event is called {event['name']!r}")
    if "sex" in event["assumed"]:
        found.append(f"assumed: {event['sex']} skated, since the race has {event['laps']} laps")
    return [
        *found,
        "missing: line-ups; skaters have numbers for names, and are marked as assumed",
        f"missing: formations; everybody is assumed to skate {USUAL_FORMATION!r}",
        "missing: rounds, venue, date and records before the event; write them where you know them",
    ]


def _chosen(sheets: Sequence[Named], distance: str | None) -> list[Found]:
    """The results of one distance, each with the name of its file."""
    results = [(file, each) for file, sheet in sheets for each in sheet.results]
    first = {each.distance: file for file, each in reversed(results)}
    known = [name for name in dict.fromkeys(each.distance for _, each in results) if name]
    said = ", ".join(map(repr, known))
    if distance is None and len(known) > 1:
        problem = f"there are {len(known)} distances: {said}"
        raise InputError.single(first[known[1]], "", problem, "choose one with --distance")
    if distance is None or not known:
        return results
    chosen = [
        (file, each) for file, each in results if each.distance.casefold() == distance.casefold()
    ]
    if not chosen:
        problem = f"there is no distance {distance!r}"
        raise InputError.single("--distance", "", problem, f"distances: {said}")
    return chosen


def _laps(found: Sequence[Found]) -> int | None:
    """Laps of the race, as complete passings say; None where nobody has them all."""
    whole: dict[int, Found] = {}
    timeless = []
    for file, each in found:
        last = each.passings[-1] if each.passings else None
        if last is None or not last.laps.is_integer():
            continue
        if each.time_s is None:
            timeless.append(int(last.laps))
        elif abs(each.time_s - last.time_s) <= AGREEMENT_S:
            whole.setdefault(int(last.laps), (file, each))
    if len(whole) > 1:
        (laps, _), (others, (file, each)) = list(whole.items())[:2]
        problem = f"{each.team} skated {others} laps, others {laps}"
        remedy = "all races of a scenario have the same laps: import each distance by itself"
        raise InputError.single(file, each.key, problem, remedy)
    return next(iter(whole), None) or max(timeless, default=None)


def _sex(found: Sequence[Found], laps: int | None) -> str | None:
    """Who skated, as the distance says, else the laps."""
    said = _said_sex(found)
    return said or next((who for who, usual in USUAL_LAPS.items() if usual == laps), None)


def _said_sex(found: Sequence[Found]) -> str | None:
    text = " ".join(each.distance for _, each in found)
    if _WOMEN.search(text):
        return "women"
    return "men" if _MEN.search(text) else None


def _left_out(file: str, result: TeamResult) -> str:
    """The line on a team without a valid time."""
    called = slug(result.code) or code(result.team) or result.team
    return f"missing: {called}: {result.status or NO_TIME}, {_LEFT_OUT} ({file}, {result.key})"


def _finished(result: TeamResult, laps: int) -> TeamResult:
    """With the last passing as the time, where that is the finish and no time is given."""
    last = result.passings[-1] if result.passings else None
    if result.time_s is None and last is not None and last.laps == laps:
        return replace(result, time_s=last.time_s, time_assumed=True)
    return result


def _cut(file: str, result: TeamResult, laps: int) -> Fault:
    last = result.passings[-1]
    problem = f"{result.team} has no time, and passings up to {number(last.laps)} of {laps} laps"
    return Fault(file, last.key, problem, "give the official time, or a status such as DNF")


def _unsaid(file: str, what: str, remedy: str) -> InputError:
    return InputError.single(file, "", f"does not say {what}", f"add {remedy}")


def _teams(results: Sequence[Found], notes: list[str]) -> tuple[dict[str, Any], dict[str, str]]:
    """The tables of the teams, and the code of each team as it is called in the sheets."""
    tables: dict[str, Any] = {}
    codes: dict[str, str] = {}
    for _, each in results:
        if each.team in codes:
            continue
        wanted = slug(each.code) or code(each.team) or f"team-{len(codes) + 1}"
        plain, count = wanted, 1
        while wanted.casefold() in {known.casefold() for known in tables}:
            count += 1
            wanted = f"{plain[:28]}-{count}"
        if count > 1:
            notes.append(f"read: {each.team!r} is a team of its own, {wanted}, beside {plain}")
        codes[each.team] = wanted
        skaters = [f"{each.team} {i}" for i in (1, 2, 3)]
        tables[wanted] = {"name": each.team, "skaters": skaters, "assumed": ["skaters"]}
    return tables, codes


def _races(
    results: Sequence[Found],
    codes: dict[str, str],
    laps: int,
    several: bool,
    notes: list[str],
    origins: dict[str, tuple[str, str]],
) -> dict[str, Any]:
    """The tables of the races: one a heat of a file."""
    heats: dict[tuple[str, str], list[TeamResult]] = {}
    for file, each in results:
        heats.setdefault((file, each.heat), []).append(each)
    faults = [fault for (file, _), heat in heats.items() for fault in heat_faults(file, heat)]
    if faults:
        raise InputError(faults)
    races: dict[str, Any] = {}
    for (file, called), heat in heats.items():
        stem = slug(file.rpartition("/")[2].rpartition(".")[0])[:16] if several else ""
        heading = f"heat-{called}" if called.isdigit() else called or "race"
        wanted = slug(f"{stem}-{heading}") or "race"
        plain, count = wanted, 1
        while wanted in races:
            count += 1
            wanted = f"{plain[:28]}-{count}"
        races[wanted] = _race(heat, codes, laps, wanted, notes)
        keys = {each.team: each.key for each in heat}
        names = {codes[team]: key for team, key in keys.items()}
        for side in SIDES:
            if side in races[wanted]:
                origins[f"races.{wanted}.{side}"] = file, names[races[wanted][side]["team"]]
    return races


def _race(
    heat: Sequence[TeamResult], codes: dict[str, str], laps: int, race: str, notes: list[str]
) -> dict[str, Any]:
    known = {each.side for each in heat}
    free = [side for side in SIDES if side not in known]
    sides = {each.team: each.side or free.pop(0) for each in heat}
    table: dict[str, Any] = {}
    assumed = [sides[each.team] for each in heat if each.side is None]
    if assumed:
        table["assumed"] = assumed
        notes.append(f"assumed: sides of {race}, in the order of the file")
    for each in sorted(heat, key=lambda each: SIDES.index(sides[each.team])):
        table[sides[each.team]] = _entry(each, codes[each.team], laps, notes)
    return table


def _entry(result: TeamResult, team: str, laps: int, notes: list[str]) -> dict[str, Any]:
    table: dict[str, Any] = {
        "team": team,
        "lineup": [f"{result.team} {i}" for i in (1, 2, 3)],
        "time": result.time_s,
        "formation": USUAL_FORMATION,
    }
    if result.gap_s is not None:
        table["gap"] = result.gap_s
    passed = [each.laps for each in result.passings]
    half_laps = [i / 2 for i in range(1, 2 * laps + 1)]
    if passed == half_laps:
        table["splits_s"] = [each.time_s for each in result.passings]
    elif passed:
        table["splits"] = [[each.laps, each.time_s] for each in result.passings]
    if not passed:
        notes.append(f"missing: passings of {team}; its time is spread by the usual pacing")
    elif passed not in (half_laps, half_laps[:-1], half_laps[1::2], half_laps[1:-1:2]):
        after = ", ".join(map(number, passed))
        notes.append(f"missing: passings of {team}; known are those after {after} laps")
    table["assumed"] = ["lineup", "formation"]
    if result.time_assumed:
        table["assumed"].append("time")
        notes.append(f"assumed: the time of {team} is its last passing; no official time is given")
    return table
