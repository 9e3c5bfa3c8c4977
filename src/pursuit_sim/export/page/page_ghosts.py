"""Which ghost rides in which race of a page, and what it is called there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pursuit_sim.errors import InputError
from pursuit_sim.event.record_table import TableRecord
from pursuit_sim.lab import ghost_words
from pursuit_sim.lab.formations import role
from pursuit_sim.lab.rerun import check_asked
from pursuit_sim.scenario import Scenario
from pursuit_sim.scenario.formation import Kind
from pursuit_sim.scenario.race import Race
from pursuit_sim.units import format_time

Phrase = tuple[str, Mapping[str, Any]]  # a key of the catalogue, and what fills its places
Wanted = tuple[str, Kind] | TableRecord


def wanted(
    text: str, scenario: Scenario, races: Sequence[str], model: str, dashes: str = ""
) -> dict[str, Wanted]:
    """The ghost of each race that has one.

    Parameters
    ----------
    text : such as "NED:push" or "WR:2021"; see `ghost_words`
    scenario, races : the ids of the races that are played
    model : which decides them
    dashes : in front of "ghost" and "model" where these are options

    Raises
    ------
    InputError
        if the words stand for no ghost, or for one of a team that skates in none of the races
    """
    if ghost_words.is_record(text):
        return {each: _of(text, scenario, each, dashes) for each in races}
    if model == "power":
        remedy = "leave it out: a ghost fits the power model to the official times"
        raise InputError.single(f"{dashes}model", "", "says nothing with a ghost", remedy)
    team, colon, _ = text.rpartition(":")
    code = team.strip().casefold()
    skated = [
        each
        for each in races
        if not colon or code in map(str.casefold, scenario.races[each].by_team())
    ]
    # Of a team that skates nowhere, the first race says who does.
    return {each: _of(text, scenario, each, dashes) for each in skated or races[:1]}


def riding(ghosts: Mapping[str, Wanted], against: Mapping[str, InputError]) -> dict[str, Wanted]:
    """Those that can be made.

    Parameters
    ----------
    ghosts : from `wanted`
    against : why there is none in a race, as from `left_out`

    Raises
    ------
    InputError
        if there is a reason against each of them, with all of these
    """
    if against and len(against) == len(ghosts):
        raise InputError(fault for each in against.values() for fault in each.faults)
    return {race: each for race, each in ghosts.items() if race not in against}


def left_out(ghosts: dict[str, Wanted], scenario: Scenario) -> dict[str, InputError]:
    """Why a team has no ghost in a race: it fell, skated so itself, or nobody knows how."""
    found = {}
    for race, ghost in ghosts.items():
        if not isinstance(ghost, TableRecord):
            try:
                check_asked(scenario.races[race], *ghost)
            except InputError as error:
                found[race] = error
    return found


def missing(race: Race, ghost: Wanted | None) -> Phrase | None:
    """Why a race goes without the ghost of others, as a phrase of the catalogue.

    Parameters
    ----------
    race : without it
    ghost : what the others have; None where there is none at all
    """
    if ghost is None or isinstance(ghost, TableRecord):
        return None
    code, kind = ghost
    entry = race.entries[race.by_team()[code]] if code in race.by_team() else None
    if entry is None:
        why = "listed" if any(each.team.code == code for each in race.listed) else "absent"
    elif entry.fall is not None:
        why = "fell"
    elif not entry.formation.known:
        why = "unknown"
    else:
        why = "skated" if role(entry.formation) == kind else "unfit"
    return f"ghost-none-{why}", {"code": code}


def _of(text: str, scenario: Scenario, race: str, dashes: str) -> Wanted:
    return ghost_words.wanted(text, scenario, scenario.races[race], f"{dashes}ghost")


def called(ghost: Wanted) -> Phrase:
    """What it is, as a phrase of the catalogue."""
    if isinstance(ghost, TableRecord):
        return "ghost-record", {"kind": ghost.kind, "time": format_time(ghost.time_s)}
    team, kind = ghost
    return f"ghost-{kind.replace(' ', '-')}", {"code": team}
