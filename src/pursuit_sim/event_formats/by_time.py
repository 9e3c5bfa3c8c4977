"""Places by time: every team skates once, as in a World Cup."""

from __future__ import annotations

from collections.abc import Sequence

from pursuit_sim.event_formats.event_format import (
    EventFormat,
    FormatProblem,
    Heat,
    Pairing,
    Place,
    twice,
)


def problems(pairings: Sequence[Pairing]) -> list[FormatProblem]:
    """Teams that skate twice."""
    return twice(pairings, "event")


def places(heats: Sequence[Heat]) -> list[Place]:
    """Everybody by time, whoever they met."""
    order = sorted((time, heat.race, team) for heat in heats for team, time in heat.times.items())
    return [(i, team, race) for i, (_, race, team) in enumerate(order, 1)]


FORMAT = EventFormat("ranking", "places by time", problems=problems, places=places)
