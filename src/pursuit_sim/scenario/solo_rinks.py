"""On which rink skaters have skated their own times over individual distances."""

from __future__ import annotations

from dataclasses import replace

from pursuit_sim.scenario.parameters import Rink
from pursuit_sim.scenario.past import RINK, Past
from pursuit_sim.scenario.physics import Body
from pursuit_sim.scenario.race import Entry, Team
from pursuit_sim.scenario.timed_body import SoloTime, TimedBody
from pursuit_sim.scenario.told_times import inner, last_change, time_s


class SoloRinks:
    """Each time of a skater stays on the rink on which it was said, whatever is said of races.

    A rink that is said at once with such a time, over a file that is there, is where the race is
    to be: the skater's time is of the rink before.

    Parameters
    ----------
    past : what was said
    """

    def __init__(self, past: Past) -> None:
        self._past = past
        self._moved = bool(past.says(RINK, 1))

    def of(self, entry: Entry) -> Entry:
        """An entry with the skaters' times where they were skated.

        Parameters
        ----------
        entry : of the scenario, or of one before it
        """
        if not self._moved:
            return entry
        first, second, third = (self._body(entry.team, body) for body in entry.bodies)
        return replace(entry, bodies=(first, second, third))

    def _body(self, team: Team, body: Body) -> Body:
        if not isinstance(body, TimedBody) or body.rink_named:
            return body
        rinks = [self._rink(team, body.skater, each) for each in body.times]
        times = tuple(
            each._replace(rink=None if rink == rinks[0] else rink)
            for each, rink in zip(body.times, rinks, strict=True)
        )
        return body.model_copy(update={"rink": rinks[0], "times": times})

    def _rink(self, team: Team, skater: str, time: SoloTime) -> Rink:
        past, words = self._past, list[tuple[int, float | None, float | None]]()
        for i, layer in enumerate(past.named):
            own = inner(layer.raw, "teams", team.code, "bodies", skater)
            told = own.get(f"time_{time.distance_m}")
            if told is not None:
                words.append((i, words[-1][2] if words else None, time_s({"time": told})))
        return past.rink(max(1, last_change(words)))
