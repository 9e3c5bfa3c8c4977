"""Kinematic races of one team that differ in their pacing, any number of them.

K1–K5 of ``docs/models.md`` with an axis (case,) more. Where passings or gaps are known, the
curves are bent one by one, as `schedule` does it; where the team falls, each race is simulated.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np

from pursuit_sim.arrays import Bools, Floats
from pursuit_sim.errors import InputError
from pursuit_sim.scenario.human_limits import FASTEST_HALF_LAP_S, FASTEST_TRAIN_MPS
from pursuit_sim.scenario.race import Entry, Listed, Race
from pursuit_sim.sim.kinematic import flying_clock, lines_m, race_clock
from pursuit_sim.sim.schedule import schedules
from pursuit_sim.sim.simulate import simulate
from pursuit_sim.timing import splits

_CHUNK = 4096  # cases at a time: their half-laps stay in the cache


def passings(
    race: Race, entry: Entry, pacing: Mapping[str, Floats], *, all_teams: bool = False
) -> Floats:
    """(case, half-lap) [s] at the timing lines; NaN where the values cannot be skated.

    Parameters
    ----------
    race, entry : who skates where
    pacing : (case,) of each value of the pacing that differs, by name; `lap_deltas_s` (case, lap)
    all_teams : whether the opponent paces itself so, too: where gaps tie the two, each is bent
        to the other
    """
    count = len(next(iter(pacing.values())))
    bent = bool(race.gaps or entry.splits or entry.fall)
    result = np.full((count, race.half_laps), np.nan)
    for begin in range(0, count, _CHUNK):
        part = slice(begin, begin + _CHUNK)
        some = {name: values[part] for name, values in pacing.items()}
        if bent:
            for i in range(len(result[part])):
                result[begin + i] = _alone(race, entry, some, i, all_teams=all_teams)
            continue
        result[part], doubtful = _together(race, entry, some)
        for i in np.flatnonzero(doubtful).tolist():
            result[begin + i] = _alone(race, entry, some, i)
    return result


def _alone(
    race: Race, entry: Entry, pacing: Mapping[str, Floats], case: int, *, all_teams: bool = False
) -> Floats:
    """(half-lap,) passings of one case, with all that is known; NaN where there are none."""
    values = {
        name: tuple(array[case].tolist()) if array.ndim > 1 else float(array[case])
        for name, array in pacing.items()
    }
    index = race.entries.index(entry)
    entries = tuple(
        replace(each, pacing=each.pacing.model_copy(update=values))
        if all_teams or i == index
        else each
        for i, each in enumerate(race.entries)
    )
    listed = tuple(_paced(each, values) for each in race.listed) if all_teams else race.listed
    race = replace(race, entries=entries, listed=listed)
    try:
        if entry.fall is not None:  # a schedule is of those who stay up
            return np.asarray(splits(simulate(race))[index])
        return schedules(race)[index].passings_s
    except InputError:
        return np.full(race.half_laps, np.nan)


def _paced(listed: Listed, values: Mapping[str, object]) -> Listed:
    """Who is not replayed, and whose run tells of the other one by gaps, in another pacing."""
    run = listed.run
    if run is None:
        return listed
    return replace(listed, run=replace(run, pacing=run.pacing.model_copy(update=values)))


def _together(race: Race, entry: Entry, pacing: Mapping[str, Floats]) -> tuple[Floats, Bools]:
    """(case, half-lap) passings, and the cases whose speeds within half-laps must be looked at."""
    count = len(next(iter(pacing.values())))

    def column(name: str) -> Floats:
        own = np.broadcast_to(getattr(entry.pacing, name), (count,))
        return pacing.get(name, own)[:, np.newaxis]

    loss, official = column("start_loss_s"), np.full((count, 1), entry.official_time_s)
    halves = _fades(race, column) + _changes(race, entry) * column("exchange_cost_s")
    deltas = np.atleast_2d(pacing.get("lap_deltas_s", np.array(entry.pacing.lap_deltas_s)))
    laps = min(deltas.shape[1], race.laps)
    halves[:, : 2 * laps] += np.repeat(deltas[:, :laps] / 2, 2, axis=1)
    target = flying_clock(official, loss)
    halves += (target - halves.sum(axis=1, keepdims=True)) / race.half_laps
    times = race_clock(np.maximum(halves.cumsum(axis=1), FASTEST_HALF_LAP_S), loss)
    times[:, -1:] = official
    times[halves.min(axis=1) < FASTEST_HALF_LAP_S] = np.nan
    # θ runs at most as fast as the race clock, so that no speed is above 1 / pace.
    swing = column("corner_swing")[:, 0] * halves.sum(axis=1) / race.distance_m
    widths = np.diff(lines_m(race, entry))
    swing *= race.oval.half_lap_m / widths.min()
    pace = _least_slope(halves / widths, widths) - swing
    return times, ~np.isnan(times[:, 0]) & ~(pace * FASTEST_TRAIN_MPS >= 1)


def _fades(race: Race, column: Callable[[str], Floats]) -> Floats:
    """(case, half-lap) [s] what fading adds (K2)."""
    middle = (np.arange(race.half_laps) + 0.5) / 2
    since = middle - column("fade_onset_lap")
    grown = np.where(since > 0, np.clip(since, 0.0, None) ** column("fade_shape"), 0.0)
    last = grown[:, -2:].sum(axis=1, keepdims=True)
    return np.where(last > 0, column("fade_s") * grown / np.where(last > 0, last, 1.0), grown)


def _changes(race: Race, entry: Entry) -> Floats:
    """(half-lap,) how often the lead changes in each."""
    result = np.zeros(race.half_laps)
    for exchange in entry.formation.exchanges():
        result[exchange.half_lap] += 1
    return result


def _least_slope(secants: Floats, widths: Floats) -> Floats:
    """(case,) the least slope of the monotone curves of `pchip`, from their rising secants."""
    left, right = secants[:, :-1], secants[:, 1:]
    near, far = widths[:-1] + 2 * widths[1:], 2 * widths[:-1] + widths[1:]
    ends = []
    for last, inner in ((0, 1), (-1, -2)):
        share = widths[last] / (widths[last] + widths[inner])
        one, other = secants[:, [last]], secants[:, [inner]]
        ends.append(np.maximum(one + share * (one - other), 0.0))
    means = (near + far) * left * right / (far * left + near * right)
    slopes = np.concatenate([ends[0], means, ends[1]], axis=1)
    begin, end = slopes[:, :-1], slopes[:, 1:]
    linear, square = 3 * secants - 2 * begin - end, begin + end - 2 * secants
    with np.errstate(divide="ignore", invalid="ignore"):
        lowest = -linear / (3 * square)
        inside = (square > 0) & (lowest > 0) & (lowest < 1)
        middle = np.where(inside, begin + linear * lowest, np.inf)
    return np.asarray(np.minimum(slopes.min(axis=1), middle.min(axis=1)))
