"""Where three skaters are, once it is known how far their train has come.

Places in the train count from 0 in front to 2 at the tail; they are real numbers while
skaters change them. Shapes are (time, skater), skaters in the order of the line-up.
"""

from __future__ import annotations

import numpy as np

from pursuit_sim.arrays import Floats
from pursuit_sim.scenario.formation import Exchange
from pursuit_sim.scenario.parameters import Train
from pursuit_sim.scenario.race import Entry, Race
from pursuit_sim.sim.kinematic import lines_m
from pursuit_sim.sim.lead_changes import dropped, dropping
from pursuit_sim.track import Oval
from pursuit_sim.trajectory import SKATERS

Parts = tuple[Floats, Floats, Floats]  # (time, skater): distance, lateral offset, path speed

START_ABREAST_M = 1.0  # from skater to skater on the start line; room for three in a lane
OPEN_M, _OPENING_S = 0.8, 1.6  # more between skaters once they glide out; chosen, for the eye only
MERGING = 3.0  # the row has merged into the train after this many time constants


def lay_out(race: Race, entry: Entry, time_s: Floats, way_m: Floats, way_mps: Floats) -> Parts:
    """Distance [m], lateral offset [m] and path speed [m/s] of the three skaters.

    They start abreast on the line, form the train, and change places as the formation
    says; after the finish the train opens. Whoever led swings out at the entry of a curve and
    drops back just as fast as the longer way round costs them, w(q) = q − sin(2πq)/2π for a
    swing of sin²(πq): no braking needed. The others skate on as they were, the next one in
    front, so that the tail of the train is a place further back afterwards.

    Parameters
    ----------
    race, entry : who skates where
    time_s : (time,) [s] from the gun, rising
    way_m, way_mps : (time,) what the train has skated along the lap line, and its speed; see
        `lead_changes`

    Returns
    -------
    three arrays (time, skater)
    """
    distance, lateral, *rates = laid_out(race, entry, time_s, way_m, way_mps)
    return distance, lateral, path_speed(race.oval, entry, distance, lateral, *rates)


def laid_out(
    race: Race, entry: Entry, time_s: Floats, way_m: Floats, way_mps: Floats
) -> tuple[Floats, Floats, Floats, Floats]:
    """(time, skater) distance and lateral offset [m], and their rates [m/s]; see `lay_out`."""
    spacing, spacing_rate = _spacing(entry, time_s)
    opened, opening = _opened(race, entry, time_s, way_m)
    spacing, spacing_rate = spacing + opened, spacing_rate + opening
    tail, tail_mps = way_m.copy(), way_mps.copy()
    place = np.tile(np.arange(SKATERS, dtype=np.float64), (len(time_s), 1))
    place_rate = np.zeros_like(place)
    lateral, lateral_rate = _start_row(entry, time_s)
    for change, planned in enumerate(entry.formation.exchanges()):
        since = time_s - exchange_start(race, entry, planned.half_lap, change, time_s, way_m)
        places = (place, place_rate, lateral, lateral_rate)
        during, done, rate = _exchange(entry.train, planned, since, *places)
        tail[during] -= entry.spacing_m * done
        tail[during.stop :] -= entry.spacing_m
        tail_mps[during] -= entry.spacing_m * rate
    tail[way_m == lines_m(race, entry)[-1]] = race.distance_m  # to the last bit: the clock stops
    ahead = SKATERS - 1 - place
    distance = tail[:, np.newaxis] + spacing * ahead
    line_speed = tail_mps[:, np.newaxis] + spacing_rate * ahead - spacing * place_rate
    return distance, lateral, line_speed, lateral_rate


def _exchange(
    train: Train,
    planned: Exchange,
    since_s: Floats,
    place: Floats,
    place_rate: Floats,
    lateral: Floats,
    lateral_rate: Floats,
) -> tuple[slice, Floats, Floats]:
    """Add one change of places to the (time, skater) arrays being laid out.

    Returns
    -------
    when it happens, what share of their way the old leader has dropped back, and its rate [1/s]
    """
    first, last = np.searchsorted(since_s, [0.0, train.exchange_s])
    during = slice(first, last)
    q = since_s[during] / train.exchange_s
    done, rate = dropped(q), dropping(q) / train.exchange_s
    swing = np.sin(np.pi * q) ** 2
    moved = np.argsort(planned.after) - np.argsort(planned.before)  # places, skater by skater
    place[during] += done[:, np.newaxis] * moved
    place[last:] += moved
    place_rate[during] += rate[:, np.newaxis] * moved
    old = planned.before[0]
    lateral[during, old] += train.swing_out_m * swing
    lateral_rate[during, old] += (
        train.swing_out_m * np.pi / train.exchange_s * np.sin(2 * np.pi * q)
    )
    return during, done, rate


def exchange_start(
    race: Race, entry: Entry, half_lap: int, change: int, time_s: Floats, way_m: Floats
) -> float:
    """When the leader enters the curve of a half-lap [s].

    Parameters
    ----------
    race, entry : who skates where
    half_lap : index of the half-lap, from 0
    change : how many changes there were before
    time_s, way_m : (time,) when the train has come how far [s, m]
    """
    tail = race.oval.curve_entry_m(half_lap) - (SKATERS - 1) * entry.spacing_m
    return float(np.interp(tail + change * entry.spacing_m, way_m, time_s))


def path_speed(
    oval: Oval,
    entry: Entry,
    distance_m: Floats,
    lateral_m: Floats,
    line_mps: Floats,
    lateral_mps: Floats,
) -> Floats:
    """Speed over the ice [m/s] from the rates of distance and lateral offset.

    Parameters
    ----------
    oval, entry : the track, and whose start line distances count from
    distance_m, lateral_m : (time, skater) place on the ice [m]
    line_mps, lateral_mps : (time, skater) their rates [m/s]
    """
    stretch = oval.stretch(distance_m + oval.start_m(entry.side), lateral_m)
    return np.hypot(line_mps * stretch, lateral_mps)


def _spacing(entry: Entry, time_s: Floats) -> tuple[Floats, Floats]:
    """(time, 1) spacing [m] and its rate [m/s]: from 0 at the gun, without a jerk."""
    full = entry.spacing_m
    # Critically damped; half the time constant reaches 59 % after one of them.
    x = (2 * time_s / entry.train.forming_s)[:, np.newaxis]
    decay = np.exp(-x)
    return full * (1 - (1 + x) * decay), full * x * decay * 2 / entry.train.forming_s


def _opened(race: Race, entry: Entry, time_s: Floats, way_m: Floats) -> tuple[Floats, Floats]:
    """(time, 1) what is added to the spacing [m] and its rate [m/s] after the finish."""
    finish = float(np.interp(lines_m(race, entry)[-1], way_m, time_s))
    x = (np.maximum(time_s - finish, 0.0) / _OPENING_S)[:, np.newaxis]
    decay = np.exp(-x)  # critically damped: without a jerk at the line
    return OPEN_M * (1 - (1 + x) * decay), OPEN_M * x * decay / _OPENING_S


def _start_row(entry: Entry, time_s: Floats) -> tuple[Floats, Floats]:
    """(time, skater) lateral offset [m] and rate [m/s] while the row becomes a train."""
    merged = MERGING * entry.train.forming_s
    lateral = np.zeros((len(time_s), SKATERS))
    rate = np.zeros_like(lateral)
    count = int(np.searchsorted(time_s, merged))
    q = time_s[:count, np.newaxis] / merged
    row = START_ABREAST_M * np.arange(SKATERS)
    lateral[:count] = row * (1 + np.cos(np.pi * q)) / 2
    rate[:count] = -row * np.pi / (2 * merged) * np.sin(np.pi * q)
    return lateral, rate
