"""What teams skated at events before, moved to the level of one: another rink, ice and air.

Every team is slower or faster elsewhere by about the same: by the median of what the teams of
both events took there more or less. How teams themselves change from event to event is form.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from statistics import fmean, median

from pursuit_sim.errors import Fault, InputError
from pursuit_sim.event.same_event import days_of, same_event
from pursuit_sim.lab.outlook import KnownRun
from pursuit_sim.scenario.other_rinks import elsewhere
from pursuit_sim.scenario.race import Entry, Race
from pursuit_sim.scenario.scenario import Scenario
from pursuit_sim.scenario.time_source import made_up

Runs = Mapping[str, Sequence[KnownRun]]

_FIRST_MONTH = 7  # of a season, as the ISU counts it
_DAY = len("2022-02-15")
LEAST_IN_COMMON = 3  # teams of two events, so that a median says more than one of them


def moved_runs(earlier: Sequence[Scenario], here: Runs) -> dict[str, list[KnownRun]]:
    """Times of each team at earlier events, as they would be at the level of this one.

    Parameters
    ----------
    earlier : events in their order
    here : times of this event that are known; without any, the level is that of the last
        earlier event

    Raises
    ------
    InputError
        for an event that has too few teams in common with what is known to be moved
    """
    level = _means(here)
    moved: list[Runs] = []
    faults = []
    for event in reversed(earlier):
        runs = skated_runs(event)
        means = _means(runs)
        both = means.keys() & level.keys()
        if level and len(both) < LEAST_IN_COMMON:
            few = f"{len(both)} of its teams have times known here"
            problem = f"{event.event.name}: {few}, too few to move its times to this rink"
            faults.append(Fault("earlier", "", problem, "leave it out"))
            continue
        slower = median(level[team] - means[team] for team in both) if level else 0.0
        moved.append(
            {
                team: [replace(run, time_s=run.time_s + slower) for run in own]
                for team, own in runs.items()
            }
        )
        level = {team: mean + slower for team, mean in means.items()} | level
    if faults:
        raise InputError(faults)
    found: dict[str, list[KnownRun]] = {}
    for each in reversed(moved):
        for team, own in each.items():
            found.setdefault(team, []).extend(own)
    return found


def skated_runs(event: Scenario) -> dict[str, list[KnownRun]]:
    """Times of each team at an event that tell how fast it is, named by event and race."""
    told = []
    for race in event.races.values():
        for entry in race.entries:
            if entry.counts and entry.fall is None:
                # A day that nobody wrote down is none of any other event's.
                day = event.day_of(race) or f"{event.event.name}, {event.source}"
                told.append((race, entry, day))
    return {
        team: [replace(run, race=f"{event.source}: {run.race}") for run in own]
        for team, own in known_runs(told).items()
    }


def known_runs(told: Sequence[tuple[Race, Entry, str]]) -> dict[str, list[KnownRun]]:
    """Times of each team at one event, each with whether anybody skated it, and on its rink.

    Parameters
    ----------
    told : race, entry and day of each time
    """
    found: dict[str, list[KnownRun]] = {}
    away = elsewhere([(race, entry) for race, entry, _ in told])
    for (race, entry, day), other in zip(told, away, strict=True):
        run = KnownRun(race.id, entry.official_time_s, day, made_up(race, entry), other)
        found.setdefault(entry.team.code, []).append(run)
    return found


def check_earlier(scenario: Scenario, earlier: Sequence[Scenario]) -> None:
    """Refuse events whose times say nothing of this one, or were not known before it.

    Raises
    ------
    InputError
        for the event itself, whatever its file calls it, one given twice, another sex or
        distance, one that was later, and one out of order
    """
    faults = []
    own = scenario.event
    seen = [scenario]
    begins, before = min(days_of(scenario), default=""), ""
    for each in earlier:
        event, days = each.event, days_of(each)
        ends, remedy = max(days, default=""), "leave it out"
        first = next((other for other in seen if same_event(each, other)), None)
        if (event.sex, event.laps) != (own.sex, own.laps):
            problem = f"is of {event.sex} over {event.laps} laps, not {own.sex} over {own.laps}"
        elif first is not None:
            problem = f"is the same event as {first.source}, which is given already"
            if first is scenario:
                called = f", {first.source}" if first.source != each.source else ""
                problem = f"is the event itself{called}"
        elif not any(race.entries for race in each.races.values()):
            problem = "has no times"
        elif begins and ends > begins:
            problem = f"was skated until {ends}, but {own.name} began on {begins}"
        elif ends and ends < before:
            problem, remedy = f"ended on {ends}, before the one named before it", "name it first"
        else:
            seen.append(each)
            before = ends or before
            continue
        faults.append(Fault("earlier", "", f"{each.source} {problem}", remedy))
    if faults:
        raise InputError(faults)


def of_other_seasons(scenario: Scenario, earlier: Sequence[Scenario]) -> tuple[str, ...]:
    """The earlier events of another season than an event, where the days of both are known."""
    own = _season(scenario)
    return tuple(
        f"{each.source} ({max(days_of(each))})"
        for each in earlier
        if own is not None and _season(each) not in (own, None)
    )


def _season(event: Scenario) -> int | None:
    """The year in which its season began; None where its days are not known."""
    first = min(days_of(event), default="")
    if not first:
        return None
    day = date.fromisoformat(first[:_DAY])
    return day.year if day.month >= _FIRST_MONTH else day.year - 1


def _means(runs: Runs) -> dict[str, float]:
    """Of each team at an event; of times on another rink only where it has no others."""
    level = {team: [run for run in own if not run.elsewhere] or own for team, own in runs.items()}
    return {team: fmean(run.time_s for run in own) for team, own in level.items() if own}
