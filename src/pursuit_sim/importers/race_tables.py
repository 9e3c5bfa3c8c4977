"""The tables of teams and of races of a scenario file, from results."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pursuit_sim.errors import InputError
from pursuit_sim.event_formats import NOT_SKATED, STATUSES
from pursuit_sim.importers.importer import Found, TeamResult, race_of
from pursuit_sim.importers.plausible import heat_faults
from pursuit_sim.importers.words.heads import few
from pursuit_sim.importers.words.nations import code, slug
from pursuit_sim.importers.words.resting import unknown_remark
from pursuit_sim.importers.words.unfinished import NO_TIME
from pursuit_sim.plain_text import cut
from pursuit_sim.scenario.fields import number
from pursuit_sim.scenario.one_race import SIDES
from pursuit_sim.track import Side

UNKNOWN = "unknown"  # what a scenario says where nobody published it
TEAM_SIZE = 3
WORLD_CUP = "world-cup"  # the format of events with divisions
RANKING = "ranking"  # the format of a list by time
_LONGEST_ID = 32
_LONGEST_REMARK = 200
_LONGEST_NAME = 60  # characters told

Origins = dict[str, tuple[str, str]]  # file and place of a result, by the key of its entry


def teams(results: Sequence[Found], notes: list[str]) -> tuple[dict[str, Any], dict[str, str]]:
    """The tables of the teams, and the code of each team as it is called in the sheets."""
    tables: dict[str, Any] = {}
    codes: dict[str, str] = {}
    taken: set[str] = set()  # codes, whatever their capitals
    skaters: dict[str, dict[str, None]] = {}
    for _, each in results:
        skaters.setdefault(each.team, {}).update(dict.fromkeys(each.skaters))
    for _, each in results:
        if each.team in codes:
            continue
        wanted = slug(each.code) or code(each.team) or f"team-{len(codes) + 1}"
        plain, count = wanted, 1
        while wanted.casefold() in taken:
            count += 1
            wanted = f"{plain[: _LONGEST_ID - 4].rstrip('-')}-{count}"
        if count > 1:
            notes.append(f"read: {each.team!r} is a team of its own, {wanted}, beside {plain}")
        codes[each.team] = wanted
        taken.add(wanted.casefold())
        known = list(skaters[each.team])
        table: dict[str, Any] = {"name": each.team}
        if len(known) >= TEAM_SIZE:
            table["skaters"] = known
        elif known:
            why = f"the file names {', '.join(known)}: fewer than three"
            if any(name.count(",") > 1 for name in known):
                said = ", ".join(map(repr, known))
                why = f"the commas of {said} do not say who is one skater: write ; between skaters"
            notes.append(f"missing: skaters of {wanted}; {why}")
        tables[wanted] = table
    return tables, codes


def races(
    results: Sequence[Found],
    codes: dict[str, str],
    laps: int,
    notes: list[str],
) -> tuple[dict[str, Any], Origins]:
    """The tables of the races, and where each entry is from.

    They are called after their files too, where these are several.
    """
    met: dict[tuple[str, str], list[Found]] = {}
    for found in results:
        met.setdefault(race_of(found), []).append(found)
    several = len({file for file, _ in met}) > 1
    faults = [fault for heat in met.values() for fault in heat_faults(heat)]
    if faults:
        raise InputError(faults)
    notes += _all_alone(met)
    tables: dict[str, Any] = {}
    origins: Origins = {}
    told = _Told()
    for (first, called), rows in met.items():
        heat = [each for _, each in rows]
        stem = slug(first.rpartition("/")[2].rpartition(".")[0])[:16] if several else ""
        heading = f"heat-{called}" if called.isdigit() else called.casefold() or "race"
        if len(heat) == 1 and called in (heat[0].team, heat[0].own_race):
            heading = f"{called.removesuffix(heat[0].team).casefold()}-{codes[heat[0].team]}"
        wanted = slug(f"{stem}-{heading}") or "race"
        plain, count = wanted, 1
        while wanted in tables:
            count += 1
            wanted = f"{plain[: _LONGEST_ID - 4].rstrip('-')}-{count}"
        sides = _sides(heat)
        tables[wanted] = _race(heat, sides, codes, laps, wanted, told)
        for file, each in rows:
            origins[f"races.{wanted}.{sides[each.team]}"] = file, each.key
            origins.setdefault(f"teams.{codes[each.team]}", (file, each.key))
    notes += told.notes()
    return tables, origins


def _all_alone(heats: Mapping[tuple[str, str], Sequence[Found]]) -> Iterator[str]:
    """A line of each file that says a heat of each team, and of no two the same."""
    said: dict[str, list[tuple[str, int]]] = {}  # heats with their teams, by file
    for (file, called), heat in heats.items():
        _, first = heat[0]
        by_round = called in (first.round, f"{first.round} {first.division}")
        if called and not (first.free_heat or first.is_alone or by_round):
            said.setdefault(file, []).append((called, len(heat)))
    for file, counts in said.items():
        if len(counts) > 1 and all(count == 1 for _, count in counts):
            listed = few([repr(cut(called, _LONGEST_NAME)) for called, _ in counts])
            yield (
                f"read: {file}: no two teams have the same heat or pair ({listed}): "
                "each has a race of its own"
            )


class _Told:
    """What is said of several teams or races in one line."""

    def __init__(self) -> None:
        self._lines: dict[tuple[str, str], list[str]] = {}

    def add(self, before: str, after: str, whom: str) -> None:
        """Say the same of somebody more."""
        whoms = self._lines.setdefault((before, after), [])
        if whom not in whoms:
            whoms.append(whom)

    def notes(self) -> list[str]:
        """A line for each thing that is said."""
        return [
            f"{before} {', '.join(whoms)}{after}" for (before, after), whoms in self._lines.items()
        ]


def _sides(heat: Sequence[TeamResult]) -> dict[str, Side]:
    known = {each.side for each in heat}
    free = [side for side in SIDES if side not in known]
    return {each.team: each.side or free.pop(0) for each in heat}


def _race(
    heat: Sequence[TeamResult],
    sides: dict[str, Side],
    codes: dict[str, str],
    laps: int,
    race: str,
    told: _Told,
) -> dict[str, Any]:
    table: dict[str, Any] = {}
    if heat[0].division:
        table["division"] = heat[0].division
    if len(heat) == 1 and heat[0].heat == heat[0].team:
        table["name"] = heat[0].team
    if any(each.status == NOT_SKATED for each in heat):
        table["skated"] = False
    assumed = [sides[each.team] for each in heat if each.side is None]
    if assumed:
        table["assumed"] = assumed
        told.add("assumed: sides of", ", in the order of the file", race)
    for each in sorted(heat, key=lambda each: SIDES.index(sides[each.team])):
        table[sides[each.team]] = _entry(each, codes[each.team], laps, told)
    return table


def _entry(result: TeamResult, team: str, laps: int, told: _Told) -> dict[str, Any]:
    table: dict[str, Any] = {"team": team}
    assumed = []
    if len(result.skaters) >= TEAM_SIZE:
        table["lineup"] = list(result.skaters[:TEAM_SIZE])
        assumed.append("lineup")
        if len(result.skaters) == TEAM_SIZE:
            told.add("assumed: the order of the line-up of", ", as in the file", team)
        else:
            others = few([cut(name, _LONGEST_NAME) for name in result.skaters[TEAM_SIZE:]])
            who = f"{team} (not {others})"
            told.add("assumed: the first three that the file names skated for", "", who)
            for name in filter(unknown_remark, result.skaters):
                after = ", which are not understood: write (reserve) beside who did not skate"
                told.add("read: names with remarks,", after, repr(cut(name, _LONGEST_NAME)))
    _put_outcome(table, result, team, told)
    if result.gap_s is not None:
        table["gap"] = result.gap_s
    if not result.status:
        table.setdefault("lineup", UNKNOWN)
        table["formation"] = UNKNOWN
        _put_passings(table, result, team, laps, told)
        if result.passings_assumed:
            assumed.append("splits")
            after = ", as the column known says: nobody measured them"
            told.add("assumed: passings of", after, team)
    if result.fall is not None:
        table["fall"] = dict(zip(("skater", "laps"), result.fall, strict=True))
    if result.time_assumed:
        assumed.append("time")
        after = " is its last passing; no official time is given"
        if head := result.unread_time:
            said = repr(cut(head, _LONGEST_NAME))
            remedy = "write official time above it if it is that"
            after = f" is its last passing; {said} is not read: {remedy}"
        told.add("assumed: the time of", after, team)
    if assumed:
        table["assumed"] = assumed
    return table


def _put_outcome(table: dict[str, Any], result: TeamResult, team: str, told: _Told) -> None:
    """Write the time, or why there is none, and tell what is not known of it."""
    remark, known = result.remark, result.status in STATUSES
    if result.status == NOT_SKATED:
        return
    if known:
        table["status"] = result.status
    elif result.status and result.status != NO_TIME:
        remark = "; ".join(dict.fromkeys(filter(None, (result.status, remark))))
    if result.time_s is not None:
        table["time"] = result.time_s
    elif not known:
        table["time"] = UNKNOWN
    if result.status:
        said = result.status if known or result.status == NO_TIME else f"{result.status}, {NO_TIME}"
        told.add("missing: a valid time of", f": {said}", team)
    if result.incident:
        table["incident"] = result.incident
        told.add("missing: a replay of", f": {result.incident}", team)
    if remark:
        table["remark"] = cut(remark, _LONGEST_REMARK)


def _put_passings(
    table: dict[str, Any], result: TeamResult, team: str, laps: int, told: _Told
) -> None:
    """Write the known passings, and tell which are missing."""
    passed = [each.laps for each in result.passings if (2 * each.laps).is_integer()]
    half_laps = [i / 2 for i in range(1, 2 * laps + 1)]
    if passed == half_laps and len(passed) == len(result.passings):
        table["splits_s"] = [each.time_s for each in result.passings]
    elif result.passings:
        table["splits"] = [[round(each.laps, 6), each.time_s] for each in result.passings]
    if not result.passings:
        told.add("missing: passings of", "; the time is spread by the usual pacing", team)
    elif passed not in (half_laps, half_laps[:-1], half_laps[1::2], half_laps[1:-1:2]):
        after = ", ".join(map(number, passed))
        told.add("missing: passings of", f"; known are those after {after} laps", team)
