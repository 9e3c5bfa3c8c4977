"""Places by time: every team skates once, as in a World Cup."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pursuit_sim.event_formats.event_format import (
    NOT_SKATED,
    STATUSES,
    EventFormat,
    FormatProblem,
    Heat,
    Pairing,
    Place,
    shared_places,
    twice,
)

# Result sheets of World Cups list who did not finish last.
NO_PLACE = ("DSQ", "DNS", "WDR", NOT_SKATED)
_AS = "WDR"  # who was to skate a race that was not skated, and so does not stand before who did


def problems(pairings: Sequence[Pairing]) -> list[FormatProblem]:
    """Teams that skate twice."""
    return twice(pairings, "event")


def places(heats: Sequence[Heat]) -> list[Place]:
    """Everybody by time, whoever they met; then those without one."""
    race = {team: heat.race for heat in heats for team in heat.teams}
    return [(place, team, race[team]) for team, place in _shared(heats).items()]


def _shared(heats: Sequence[Heat]) -> dict[str, int]:
    """Places by team: whoever did not skate at all is behind whoever did."""
    return shared_places(
        replace(
            heat,
            statuses={
                team: _AS if status == NOT_SKATED else status
                for team, status in heat.statuses.items()
            },
        )
        for heat in heats
    )


def remarks(heats: Sequence[Heat]) -> list[str]:
    """Teams whose place nobody knows, and those to which the rules give none."""
    placed = _shared(heats)
    words = {status: STATUSES.get(status, "did not skate") for status in NO_PLACE}
    without = [
        f"{team} {words[status]}: the rules give it no place, so here it stands behind the others"
        for heat in heats
        for team, status in heat.statuses.items()
        if status in words
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
    no_place=NO_PLACE,
)
