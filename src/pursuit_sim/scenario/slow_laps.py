"""Measured laps in which something may have happened that nobody wrote down."""

from __future__ import annotations

from pursuit_sim.scenario.race import Entry, Race
from pursuit_sim.scenario.time_source import known_passings

# Of the fastest lap. In the bundled races of which laps were measured a team's slowest, the first
# left out, takes up to 1.11 times its fastest.
_SLOW = 1.2


def slow_laps(race: Race, entry: Entry) -> dict[int, tuple[float, float]]:
    """Of each measured lap that is clearly slow its time, and by how much [s].

    The first, from a standing start, is none.

    Parameters
    ----------
    race, entry : whose known passings are looked at

    Returns
    -------
    By lap: what it took, and how much more that is than the fastest
    """
    at = known_passings(race, entry)
    laps = {
        end // 2: at[end] - at[end - 2]
        for end in range(4, race.half_laps + 1, 2)
        if end in at and end - 2 in at
    }
    fastest = min(laps.values(), default=0.0)
    return {lap: (took, took - fastest) for lap, took in laps.items() if took > _SLOW * fastest}
