"""Places by time: every team skates once, as in a World Cup."""

from __future__ import annotations

from collections.abc import Sequence

from pursuit_sim.event_formats.event_format import (
    STATUSES,
    EventFormat,
    FormatProblem,
    Heat,
    Pairing,
    Place,
    shared_places,
    twice,
)

_NO_PLACE = ("DSQ", "DNS", "WDR")  # result sheets of World Cups list who did not finish last


def problems(pairings: Sequence[Pairing]) -> list[FormatProblem]:
    """Teams that skate twice."""
    return twice(pairings, "event")


def places(heats: Sequence[Heat]) -> list[Place]:
    """Everybody by time, whoever they met; then those without one."""
    race = {team: heat.race for heat in heats for team in heat.teams}
    return [(place, team, race[team]) for team, place in shared_places(heats).items()]


def remarks(heats: Sequence[Heat]) -> list[str]:
    """Teams whose place nobody knows, and those to which the rules give none."""
    placed = shared_places(heats)
    without = [
        f"{team} {STATUSES[heat.statuses[team]]}: the rules give it no place, so here it stands "
        "behind the others"
        for heat in heats
        for team in heat.teams
        if heat.statuses.get(team) in _NO_PLACE
    ]
    return without + [
        f"{team} has no place: how it did in {heat.race} is not known, and others may be one "
        "place lower"
        for heat in heats
        for team in heat.teams
        if team not in placed
    ]


FORMAT = EventFormat(
    "ranking",
    "places by time",
    problems=problems,
    places=places,
    remarks=remarks,
    by_time=True,
)
