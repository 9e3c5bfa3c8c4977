"""A World Cup: two divisions, each ranked by time, with points for places.

Points of division A are those that the ISU names for every World Cup race (60, 54, 48, 43,
40, 38, 36, 34, …). Of division B only the points of the first and the fourth are published
where they could be looked up, and what a shared place is worth is not: those are left out.
Sources: `docs/models.md`.
"""

from __future__ import annotations

from collections.abc import Sequence

from pursuit_sim.event_formats import by_time
from pursuit_sim.event_formats.event_format import EventFormat, Heat, Place, PointsRange

DIVISIONS = ("A", "B")
# By place; 2025/26, and division A as in the seasons before.
POINTS = {
    "A": {1: 60, 2: 54, 3: 48, 4: 43, 5: 40, 6: 38, 7: 36, 8: 34},
    "B": {1: 40, 4: 29},
}


def places(heats: Sequence[Heat]) -> list[Place]:
    """Everybody by time within their division, division A first."""
    return [
        place
        for division in DIVISIONS
        for place in by_time.places([heat for heat in heats if heat.division == division])
    ]


def points(division: str, first: int, last: int) -> PointsRange:
    """What places are worth, at least and at most: each at least one less than that before.

    Parameters
    ----------
    division : "A" or "B"
    first, last : the places that teams share; the same for a team alone
    """
    known = POINTS[division]
    most = min(
        (worth + place - first for place, worth in known.items() if place <= first), default=0
    )
    least = max(
        (worth + place - last for place, worth in known.items() if place >= last), default=0
    )
    return least, max(most, 0)


FORMAT = EventFormat(
    "world-cup",
    "a World Cup by time in divisions",
    divisions=DIVISIONS,
    problems=by_time.problems,
    places=places,
    remarks=by_time.remarks,
    points=points,
    by_time=True,
    no_place=by_time.NO_PLACE,
)
