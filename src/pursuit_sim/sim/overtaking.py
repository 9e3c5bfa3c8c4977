"""Two teams on one lane: one goes outside while they pass each other, and comes back.

They start half a lap apart and skate on the same lane, so a team that is caught is in the way,
as is whoever has finished and glides out. Distances stay as they are, and so does every time.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

import numpy as np

from pursuit_sim.arrays import Bools, Floats
from pursuit_sim.scenario.race import Race
from pursuit_sim.sim.ease import eased, easing
from pursuit_sim.sim.train_layout import Parts
from pursuit_sim.track import OUTER_EDGE_M
from pursuit_sim.trajectory import SKATERS

# Assumed: nobody publishes how they pass.
_ROOM_M = 1.2  # [m] from middle to middle: two bodies and their strides
_NEAR_M = 2.0  # [m] along the lane, closer than which they are beside each other
_TOUCH_M = 0.6  # [m] along the lane, closer than which one would be in the other
_MOVES_S = 2.0  # [s] in which they go out, before they are near, and come back in
_SWUNG_M = 3.1  # [m] lateral up to which somebody is in the way: an old leader, nobody in the pads
_EDGE_M = 0.3  # [m] at least from the middle of a body to the edge of the ice


def overtaken(race: Race, time_s: Floats, parts: Parts) -> Parts:
    """The skaters of two teams, none of them through another.

    The faster team goes round outside; where the lead of the slower changes just then, the
    slower gives way. A team stays together; one of whom somebody falls goes one by one.

    Parameters
    ----------
    race : who skates where
    time_s : (time,) [s]
    parts : (time, skater) distance [m], lateral offset [m] and path speed [m/s], as if each team
        skated alone

    Returns
    -------
    the same three, the very same arrays where nobody passes anybody
    """
    distance, lateral, speed = parts
    pairs = [(i, j) for i in range(SKATERS) for j in range(SKATERS, 2 * SKATERS)]
    apart = max(float(np.abs(distance[:, i] - distance[:, j]).max()) for i, j in pairs)
    if apart < race.oval.half_lap_m - _NEAR_M:
        return parts
    starts = np.repeat([race.oval.start_m(entry.side) for entry in race.entries], SKATERS)
    places = distance + starts
    met = [
        (groups, *meeting)
        for groups in itertools.product(_groups(race, 0), _groups(race, 1))
        for meeting in _meetings(race, places, lateral, *groups)
    ]
    # Round whoever swings out of a train it is farther than out of the way of a train.
    ways = [sum(outs[team] for _, _, _, outs in met) for team in (0, 1)]
    goes = min((0, 1), key=lambda team: (ways[team], race.entries[team].official_time_s))
    moved, rate = np.zeros_like(lateral), np.zeros_like(lateral)
    for groups, begin, end, outs in met:
        out_q, back_q = (time_s - time_s[begin]) / _MOVES_S + 1, (time_s - time_s[end]) / _MOVES_S
        way = outs[goes] * (eased(out_q) - eased(back_q))
        slope = outs[goes] * (easing(out_q) - easing(back_q)) / _MOVES_S
        for k in groups[goes]:
            more = way > moved[:, k]
            moved[more, k], rate[more, k] = way[more], slope[more]
    if not moved.any():
        return parts
    aside = np.gradient(lateral, time_s, axis=0)
    longer = race.oval.stretch(places, lateral + moved) / race.oval.stretch(places, lateral)
    along = np.sqrt(np.maximum(speed**2 - aside**2, 0.0)) * longer
    return distance, lateral + moved, np.where(moved > 0, np.hypot(along, aside + rate), speed)


def _groups(race: Race, team: int) -> list[list[int]]:
    """Columns of those of a team who go together."""
    columns = list(range(SKATERS * team, SKATERS * (team + 1)))
    return [columns] if race.entries[team].fall is None else [[k] for k in columns]


def _meetings(
    race: Race, places_m: Floats, lateral_m: Floats, one: Sequence[int], other: Sequence[int]
) -> Iterator[tuple[int, int, tuple[float, float]]]:
    """From which row to which some are beside each other, and how far either has to go out [m]."""
    lap = race.oval.lap_m
    ahead = places_m[:, one][:, :, np.newaxis] - places_m[:, other][:, np.newaxis, :]
    ahead = np.mod(ahead + lap / 2, lap) - lap / 2
    on = lateral_m < _SWUNG_M
    away = np.where(
        on[:, one][:, :, np.newaxis] & on[:, other][:, np.newaxis, :], np.abs(ahead), lap
    )
    closest = away.min(axis=(1, 2))
    for begin, end in _stretches(np.asarray(closest < _NEAR_M)):
        if closest[begin : end + 1].min() < _TOUCH_M:
            during = lateral_m[begin : end + 1]
            far = [float(np.minimum(during[:, each], _SWUNG_M).max()) for each in (one, other)]
            room = OUTER_EDGE_M - _EDGE_M - far[0] - far[1]
            yield begin, end, (far[1] + min(_ROOM_M, room), far[0] + min(_ROOM_M, room))


def _stretches(true: Bools) -> Iterator[tuple[int, int]]:
    """First and last row of each stretch in which something is true."""
    edges = np.flatnonzero(np.diff(true, prepend=False, append=False))
    yield from zip(edges[::2].tolist(), (edges[1::2] - 1).tolist(), strict=True)
