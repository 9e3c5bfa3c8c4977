"""Which ghost rides in which race of a page, and what it is called there."""

from __future__ import annotations

from collections.abc import Sequence

from pursuit_sim.errors import InputError
from pursuit_sim.event.record_table import TableRecord
from pursuit_sim.export.page.race_record import Phrase
from pursuit_sim.lab import ghost_words
from pursuit_sim.scenario import Scenario
from pursuit_sim.scenario.formation import Kind
from pursuit_sim.scenario.race import Race
from pursuit_sim.units import format_time

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


def riding(ghosts: dict[str, Wanted], scenario: Scenario) -> dict[str, Wanted]:
    """Those that can be made: a team that fell in a race has none there, where it has elsewhere.

    Parameters
    ----------
    ghosts : from `wanted`
    scenario : of the races
    """
    kept = {race: each for race, each in ghosts.items() if not _fell(scenario.races[race], each)}
    return kept or ghosts


def _fell(race: Race, ghost: Wanted) -> bool:
    if isinstance(ghost, TableRecord):
        return False
    return race.entries[race.by_team()[ghost[0]]].fall is not None


def _of(text: str, scenario: Scenario, race: str, dashes: str) -> Wanted:
    return ghost_words.wanted(text, scenario, scenario.races[race], f"{dashes}ghost")


def called(ghost: Wanted) -> Phrase:
    """What it is, as a phrase of the catalogue."""
    if isinstance(ghost, TableRecord):
        return "ghost-record", {"kind": ghost.kind, "time": format_time(ghost.time_s)}
    team, kind = ghost
    return f"ghost-{kind.replace(' ', '-')}", {"code": team}
