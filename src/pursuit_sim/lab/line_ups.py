"""Line-ups that a team may choose from: each three of its skaters."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import combinations

from pursuit_sim.errors import InputError
from pursuit_sim.lab.formations import FIXED, ROTATING, find_entry
from pursuit_sim.scenario.formation import SKATERS
from pursuit_sim.scenario.names import match
from pursuit_sim.scenario.race import Race
from pursuit_sim.scenario.scenario import Scenario

MOST = 6  # skaters; of six there are twenty line-ups


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
