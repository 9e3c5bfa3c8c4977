"""Tracks: which hall an event is in, and whether a what-if has its races on another one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pursuit_sim.scenario.faults import ScenarioSource
from pursuit_sim.scenario.halls import halls
from pursuit_sim.scenario.names import same
from pursuit_sim.scenario.parameter_tables import RinkTable
from pursuit_sim.scenario.parameters import Rink, declarations
from pursuit_sim.scenario.quantity import allowed
from pursuit_sim.scenario.scenario import Event
from pursuit_sim.scenario.told_times import inner

# An altitude so near does not tell one track from another [m]: files round it or leave it out near
# the sea, `halls` has some from the map; and the air changes by less than with a day's weather.
NEAR_M = 60.0
# Of which the names of halls consist that may be anywhere.
_GENERIC = {"olympic", "national", "speed", "skating", "oval"}


def hall_at(venue: object = None, city: object = None) -> str | None:
    """The hall of which a venue or a city is the name or the city, as `halls` names it.

    None where they contradict each other: Thialf is not in Hamar, and what is called Olympic Oval
    somewhere else is not Calgary's.

    Parameters
    ----------
    venue, city : as they are told; what is no text is none
    """
    there, town = _hall_of(venue), _hall_of(city)
    if there is not None and isinstance(city, str) and city.strip():
        generic = {*halls()[there].name.casefold().split()} <= _GENERIC
        if there != town and (town is not None or generic):
            return None
    return there or town


def _hall_of(place: object) -> str | None:
    said = [place, *place.split(",")] if isinstance(place, str) else []
    for name, hall in halls().items():
        known = (hall.name, hall.city, name, name.replace("-", " "))
        if any(same(each, word) for each in said for word in known):
            return name
    return None


def other_track(
    event: Event, table: RinkTable | None, rink: Rink, layers: Sequence[ScenarioSource]
) -> bool:
    """Whether a what-if has its races on another track than the one where the event was.

    It has where it names the hall of another place, or an altitude that is clearly not that of
    the event. Other air and other ice, or the line that is skated, are of the same track; so is
    the hall of the event named by a file that left it out, and a rink that is put back.

    Parameters
    ----------
    event : with its place, as far as that is known
    table, rink : what is said of the rink in the end, and what that is
    layers : the file at the base, and what was said since, unchecked
    """
    base, *since = (layer.raw for layer in layers)
    was, here = _place(base), hall_at(event.venue, event.city)
    moved = None not in (was, here) and was != here
    if not moved and not any("rink" in raw for raw in since):
        return False
    # The rink of a file is where its event was, unless that was moved to another place since.
    hall, told_m = (None, None) if moved else _rink(base)
    own_m = Rink().altitude_m if told_m is None else told_m
    named = table.hall if table is not None else None
    if named is not None and named not in (here, hall):
        lost = here is None and hall is None and not (event.venue or event.city)
        if not lost or told_m is None:
            return True
    known_m = own_m if here is None else halls()[here].altitude_m
    again = rink.altitude_m == own_m and not moved
    return not again and abs(rink.altitude_m - known_m) > NEAR_M


def _place(raw: Mapping[str, Any]) -> str | None:
    """The hall where an event is by tables that nobody has checked."""
    event = inner(raw, "event")
    return hall_at(event.get("venue"), event.get("city"))


def _rink(raw: Mapping[str, Any]) -> tuple[str | None, float | None]:
    """Hall and altitude [m] that such tables tell of the rink; None for what they do not."""
    table = {"hall": raw["rink"]} if isinstance(raw.get("rink"), str) else inner(raw, "rink")
    name, altitude_m = table.get("hall"), table.get("altitude_m")
    hall = name if isinstance(name, str) and name in halls() else None
    low, high = allowed(declarations()["rink.altitude_m"])
    if isinstance(altitude_m, int | float) and low <= altitude_m <= high:
        return hall, float(altitude_m)
    return hall, None if hall is None else float(halls()[hall].altitude_m)
