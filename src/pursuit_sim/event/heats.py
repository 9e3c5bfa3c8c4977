"""The races of an event as its format sees them."""

from __future__ import annotations

from collections.abc import Mapping

from pursuit_sim.event_formats import FINISHED, Heat
from pursuit_sim.event_formats.run_again import Run, homes
from pursuit_sim.scenario import Scenario
from pursuit_sim.scenario.race import Entry, Listed, Race

Key = tuple[str, str]  # race id, team code


def as_skated(scenario: Scenario, times: Mapping[Key, float]) -> list[Heat]:
    """Every race that was skated, with the results that count, as for `heats`."""
    found = []
    for race in scenario.races.values():
        runs = {(race.id, each.team.code): each for each in race.everybody if each.counts}
        found.append(_heat(race, runs, times))
    return found


def heats(scenario: Scenario, times: Mapping[Key, float]) -> list[Heat]:
    """Every race of a scenario with the results that count.

    Whoever skated again alone is in the race of the first run; a race in which no run
    counts is left out.

    Parameters
    ----------
    scenario : the event
    times : by race and team [s], of all that can be replayed; other runs without one here have
        the scenario's
    """
    listed = {
        (race.id, each.team.code): each
        for race in scenario.races.values()
        for each in race.everybody
    }
    home = homes(
        [
            Run(race, each.side, scenario.races[race].round, team, each.counts)
            for (race, team), each in listed.items()
        ]
    )
    held: dict[str, dict[Key, Entry | Listed]] = {}
    for key, each in listed.items():
        if each.counts:
            held.setdefault(home[key], {})[key] = each
    return [
        _heat(scenario.races[race], held[race], times) for race in scenario.races if race in held
    ]


def _heat(race: Race, runs: Mapping[Key, Entry | Listed], times: Mapping[Key, float]) -> Heat:
    timed: dict[str, float] = {}
    statuses: dict[str, str] = {}
    for key, each in runs.items():
        if isinstance(each, Entry):
            timed[key[1]] = times[key]
        elif each.status == FINISHED and each.official_time_s is not None:
            timed[key[1]] = times.get(key, each.official_time_s)
        else:
            statuses[key[1]] = each.status
    ties = {team: each.tie_break for (_, team), each in runs.items() if each.tie_break}
    return Heat(race.id, race.round, timed, statuses, ties, race.division)
