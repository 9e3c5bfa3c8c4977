"""Whether two scenarios are of one event, whatever their files call it."""

from __future__ import annotations

from pursuit_sim.scenario.scenario import Scenario

_PARTS = 2  # half of the times alike are no chance: few teams repeat one to the hundredth


def same_event(one: Scenario, other: Scenario) -> bool:
    """Whether both are of one event: by name, day and place, or by what was skated.

    A copy of a file and a what-if are the same event. So are two files of one sex, one distance
    and one day, as far as that is known, in which at least half of the times of the one with
    fewer are of the same teams, to the hundredth.
    """
    first, second = one.event, other.event
    if (first.sex, first.laps) != (second.sex, second.laps):
        return False
    named, called = ((each.name, each.date, each.venue, each.city) for each in (first, second))
    if named == called:
        return True
    days = days_of(one), days_of(other)
    if all(days) and not {*days[0]} & {*days[1]}:
        return False
    times, others = _times(one), _times(other)
    fewer = min(len(times), len(others))
    return fewer > 0 and len(times & others) * _PARTS >= fewer


def days_of(scenario: Scenario) -> list[str]:
    """On which days it was skated, as far as that is known."""
    return [day for race in scenario.races.values() if (day := scenario.day_of(race))]


def _times(scenario: Scenario) -> set[tuple[str, int]]:
    """The codes of teams with what they skated, in hundredths of a second."""
    return {
        (entry.team.code, round(entry.official_time_s * 100))
        for race in scenario.races.values()
        for entry in race.entries
    }
