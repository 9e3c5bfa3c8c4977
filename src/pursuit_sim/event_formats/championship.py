"""A championship: every team skates once, and the three fastest win medals.

So at World and European Championships and at the Four Continents.
"""

from __future__ import annotations

from pursuit_sim.event_formats import by_time
from pursuit_sim.event_formats.event_format import EventFormat

FORMAT = EventFormat(
    "championship",
    "a championship by time",
    medals=True,
    problems=by_time.problems,
    places=by_time.places,
    remarks=by_time.remarks,
    by_time=True,
    no_place=by_time.NO_PLACE,
)
