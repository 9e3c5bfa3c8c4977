"""Races and teams by the words that people have for them."""

from __future__ import annotations

from collections.abc import Iterable

from pursuit_sim.errors import Fault, InputError, UnknownNameError
from pursuit_sim.scenario.advice import hint
from pursuit_sim.scenario.race import Entry, Race
from pursuit_sim.scenario.scenario import Scenario

DEFAULT_RACE = "final-a"


def unknown(what: str, found: str, known: Iterable[str], where: str) -> UnknownNameError:
    """The error for a name that is not there, with the nearest one that is.

    Parameters
    ----------
    what : the kind of thing named, such as "race"
    found : what the user wrote
    known : the names there are
    where : the option or argument in which it was written, such as "--race"
    """
    names = list(known)
    several = f"{what}{'es' if what.endswith('x') else 's'}"
    remedy = f"{hint(found, names)} {several}: {', '.join(names)}".lstrip()
    return UnknownNameError([Fault(where, "", f"there is no {what} {found!r}", remedy)])


def unseen(race: Race) -> InputError:
    """What is said of a race that cannot be replayed."""
    problem = f"cannot be replayed: {race.unseen}"
    return InputError.single(race.id, "", problem, "choose another race; `run` tells its result")


def pick_race(scenario: Scenario, race: str | None, where: str = "race") -> Race:
    """A race by its id, in any case; without a word, the only one or the event's final A.

    Raises
    ------
    InputError
        if there is none of that name
    """
    if race is not None:
        by_folded = {name.casefold(): each for name, each in scenario.races.items()}
        try:
            return by_folded[race.casefold()]
        except KeyError:
            raise unknown("race", race, scenario.races, where) from None
    if len(scenario.races) == 1:
        return next(iter(scenario.races.values()))
    if DEFAULT_RACE in scenario.races:
        return scenario.races[DEFAULT_RACE]
    listed = f"races: {', '.join(scenario.races)}"
    raise InputError.single(where, "", "which race is not said", listed)


def pick_team(scenario: Scenario, race: Race, team: str | None, where: str = "team") -> Entry:
    """The entry of a team in a race, by its code in any case.

    Parameters
    ----------
    scenario, race : where it is looked for
    team : what the user wrote; None for the only team of the race
    where : the option or argument in which that was written

    Raises
    ------
    InputError
        if it does not skate in it, with the races in which it does
    """
    if not race.entries:
        raise unseen(race)
    by_code = {entry.team.code: entry for entry in race.entries}
    for each in race.listed:
        if team is not None and team.casefold() == each.team.code.casefold():
            problem = f"{each.why}, so that its run in {race.id} cannot be replayed"
            remedy = f"write one of {', '.join(by_code)}, or choose another race"
            raise InputError.single(where, "", problem, remedy)
    if team is None:
        if len(by_code) == 1:
            return race.entries[0]
        problem = "which team is not said"
        raise InputError.single(where, "", problem, f"teams of {race.id}: {', '.join(by_code)}")
    by_folded = {code.casefold(): entry for code, entry in by_code.items()}
    found = by_folded.get(team.casefold())
    if found is not None:
        return found
    elsewhere = [
        each.id
        for each in scenario.races.values()
        if team.casefold() in (entry.team.code.casefold() for entry in each.entries)
    ]
    if elsewhere:
        remedy = f"its races: {', '.join(elsewhere)}; teams of {race.id}: {', '.join(by_code)}"
        raise InputError.single(where, "", f"{team} does not skate in {race.id}", remedy)
    raise unknown("team", team, by_code, where)
