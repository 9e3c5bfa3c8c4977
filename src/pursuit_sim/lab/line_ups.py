"""Line-ups that a team may choose from: each three of its skaters."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import combinations, permutations
from math import inf, isfinite

from pursuit_sim.errors import InputError
from pursuit_sim.lab.best import time_of
from pursuit_sim.lab.formations import FIXED, ROTATING, find_entry
from pursuit_sim.lab.skated import not_known
from pursuit_sim.scenario.formation import SKATERS
from pursuit_sim.scenario.names import match
from pursuit_sim.scenario.race import Entry, Race
from pursuit_sim.scenario.scenario import Scenario

MOST = 6  # skaters; of six there are twenty line-ups


def with_line_up(scenario: Scenario, race_id: str, team: str) -> Scenario:
    """The scenario; where nobody published who skated a race, with those who must have.

    Of a squad of three it is these, in the order that is the fastest in that formation: whoever
    sent them out knew. Of a larger one whose skaters are all described alike, it is any three.

    Parameters
    ----------
    scenario, race_id, team : the race, and whose line-up

    Raises
    ------
    InputError
        if others may have skated, who are not alike: their effectiveness is anybody's guess
    """
    race = scenario.races[race_id]
    entry = find_entry(race, team)
    squad = entry.team.skaters
    if entry.lineup_known or not squad:
        return scenario
    threes = [squad[max(0, end - SKATERS) : end] for end in range(SKATERS, len(squad) + 1)]
    made = [_skated_by(scenario, race, entry, three) for three in threes]
    entries = [find_entry(each.races[race_id], team) for each in made]
    if len({(body, body.said) for each in entries for body in each.bodies}) == 1:
        return made[0]
    if len(squad) > SKATERS:
        raise not_known(race, entry)

    def takes(made: Scenario) -> float:
        there = made.races[race_id]
        time = time_of(there, find_entry(there, team))
        return time if isfinite(time) else inf

    return min((_skated_by(scenario, race, entry, each) for each in permutations(squad)), key=takes)


def _skated_by(scenario: Scenario, race: Race, entry: Entry, three: Sequence[str]) -> Scenario:
    """The scenario with names in the place of those that stand in for a line-up."""
    made, fall = entry.formation, entry.fall
    key = f"races.{race.id}.{entry.side}"
    changed: dict[str, object] = {f"{key}.lineup": [*three]}
    if made.known:
        assumed = ["leads"] if "formation.leads" in entry.assumed else []
        leads = [[three[lead.skater], lead.laps] for lead in made.leads]
        changed[f"{key}.formation"] = {"push": made.push, "leads": leads, "assumed": assumed}
    if fall is not None:
        changed[f"{key}.fall"] = {"skater": three[fall.skater], "laps": fall.laps}
    return scenario.replace(changed)


def unpublished(race: Race, team: str) -> Race:
    """The race, and what it was, with a team's line-up that nobody published."""
    entries = tuple(
        replace(
            each,
            lineup_known=False,
            assumed=(*each.assumed, "lineup"),
            was=each.was and unpublished(each.was, team),
        )
        if each.team.code == team
        else each
        for each in race.entries
    )
    return replace(race, entries=entries)


def line_ups(
    scenario: Scenario, race_id: str, team: str, names: Sequence[str], option: str
) -> tuple[Race, ...]:
    """The race with each line-up of three that the named skaters make, their own bodies on.

    Line-ups of skaters who are all described alike are one; it is the first.

    Parameters
    ----------
    scenario : with the race, and what has changed since it was skated
    race_id, team : the race, and who skates in it
    names : skaters of the team, as people write them
    option : where they were written, for messages

    Raises
    ------
    InputError
        for names that are not one skater of the team each, and fewer than 3 or more than 6
    """
    race = scenario.races[race_id]
    entry = find_entry(race, team)
    known = entry.team.skaters
    chosen: list[str] = []
    for name in names:
        fits = match(name, known)
        if len(fits) != 1 or known[fits[0]] in chosen:
            problem = f"{name!r} is not one more skater of {team}"
            raise InputError.single(option, "", problem, f"write names of {', '.join(known)}")
        chosen.append(known[fits[0]])
    if not SKATERS <= len(chosen) <= MOST:
        problem = f"found {len(chosen)} skaters"
        raise InputError.single(option, "", problem, f"write {SKATERS} to {MOST} names")
    usual = ROTATING if race.laps >= SKATERS else FIXED  # no turn is under a lap
    made = []
    for three in combinations(chosen, SKATERS):
        if {*three} == {*entry.lineup}:
            made.append(race)
            continue
        key = f"races.{race_id}.{entry.side}"
        changed = {f"{key}.lineup": list(three), f"{key}.formation": usual}
        made.append(scenario.replace(changed).races[race_id])
    alike = {(body, body.said) for each in made for body in find_entry(each, team).bodies}
    own = [each for each in made if {*find_entry(each, team).lineup} == {*entry.lineup}]
    return ((own or made)[0],) if len(alike) == 1 else tuple(made)


def unsaid(races: Sequence[Race], team: str) -> tuple[str, ...]:
    """Skaters of a team of whom nothing is said, so that the usual body stands in for them.

    Parameters
    ----------
    races : with each line-up
    team : its code
    """
    entries = [find_entry(each, team) for each in races]
    bodies = {
        name: body
        for entry in entries
        for name, body in zip(entry.lineup, entry.bodies, strict=True)
    }
    return tuple(name for name, body in bodies.items() if not body.said)


def without(races: Sequence[Race], team: str, names: Collection[str]) -> tuple[Race, ...]:
    """The races in whose line-up of a team nobody of the names is."""
    return tuple(each for each in races if not {*names} & {*find_entry(each, team).lineup})
