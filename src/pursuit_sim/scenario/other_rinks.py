"""Times of one event that a what-if has on different rinks, or on another track than the event."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from pursuit_sim.scenario.parameters import Rink
from pursuit_sim.scenario.race import Entry, Listed, Race
from pursuit_sim.scenario.scenario import Scenario

ANOTHER_RINK = "skated on another rink than the other times"
OTHER_AIR = "skated in other air or on other ice than the other times"
_Where = tuple[bool, float, Rink]  # another track, how high it lies [m], its air and ice


def elsewhere(told: Sequence[tuple[Race, Entry | Listed]]) -> tuple[str, ...]:
    """Of each time, in words, what is other about its rink than that of most; empty: nothing.

    A time that no what-if tells stays on the rink on which it was skated.

    Parameters
    ----------
    told : race and entry of each time
    """
    rinks = [_where(entry.was or race) for race, entry in told]
    most = [rink for rink, _ in Counter(rinks).most_common(1)]
    return tuple(_other(rink, home) for home in most for rink in rinks)


def of_event(scenario: Scenario) -> Mapping[tuple[str, str], str]:
    """The words of `elsewhere` for the official times of an event that have any, by race and team.

    Parameters
    ----------
    scenario : the event
    """
    told = [
        (race, entry)
        for race in scenario.races.values()
        for entry in race.everybody
        if entry.official_time_s is not None
    ]
    if all(entry.was is None for _, entry in told):
        return {}
    words = zip(told, elsewhere(told), strict=True)
    return {(race.id, entry.team.code): said for (race, entry), said in words if said}


def on_another_track(
    scenario: Scenario, modelled: Collection[str] = ()
) -> frozenset[tuple[str, str]]:
    """Whose times, by race and team, are of another track than that of the event.

    Parameters
    ----------
    scenario : the event
    modelled : races whose replays have times of a model, on the rink of the race itself
    """
    return frozenset(
        (race.id, entry.team.code)
        for race in scenario.races.values()
        for entry in race.everybody
        if _skated(race, entry, found=race.id in modelled).other_track
    )


def _skated(race: Race, entry: Entry | Listed, *, found: bool) -> Race:
    """The race of which a time is: as it was, unless a model found the time."""
    return race if found and isinstance(entry, Entry) else entry.was or race


def _where(race: Race) -> _Where:
    """The rink of a race; where it is the track of the event, that lies as high as it does."""
    rink = race.rink
    height_m = rink.altitude_m if race.other_track else 0.0
    return race.other_track, height_m, rink.model_copy(update={"altitude_m": height_m})


def _other(rink: _Where, home: _Where) -> str:
    if rink == home:
        return ""
    return OTHER_AIR if rink[:2] == home[:2] else ANOTHER_RINK
