"""Times over the draws, and with one parameter after the other at the ends of its range."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from pursuit_sim.lab.calibrate import solve_effectiveness
from pursuit_sim.lab.comparison import Sensitivity
from pursuit_sim.lab.formations import PUSH, ROTATING
from pursuit_sim.lab.uncertainty import (
    EXCHANGE,
    PUSH_RATIO,
    SPACING,
    applied,
    classes,
    spaced,
    uncertain,
)
from pursuit_sim.scenario.formation import Kind
from pursuit_sim.scenario.race import Entry, Race
from pursuit_sim.sim.batch import times
from pursuit_sim.sim.cases import Cases, cases
from pursuit_sim.sim.course import course

Floats = NDArray[np.float64]

_CLOSE_S = 1e-4  # [s] to which a draw meets the official time: far below its own interval
_CLOSE_J = 1.0  # [J] to which a draw spends the reserves: below 1e-3 s in its time
ELASTICITY = -0.40  # d ln T / d ln κ, where the search for the turning ratio begins


def drawn_times(
    race: Race,
    entries: Mapping[Kind, Entry],
    skated: Kind,
    values: Mapping[str, Floats],
    tick: Callable[[], None],
) -> tuple[dict[Kind, Floats], Floats]:
    """(draw,) times of each formation, κ fitted anew in every draw, and turning ratios.

    Parameters
    ----------
    race, entries : the same team in several formations, κ set
    skated : the formation whose official time every draw meets
    values : (draw,) of every uncertain parameter, by name
    tick : called when a class of draws is done
    """
    own = cases(race, entries[skated])
    result = {kind: np.full(len(values[PUSH_RATIO]), np.nan) for kind in entries}
    for duration, which in classes(values[EXCHANGE]):
        sets = applied(own, {name: array[which] for name, array in values.items()})
        changed = {kind: _with_exchange(each, duration) for kind, each in entries.items()}
        for kind, took in _times(race, changed, skated, sets, values[SPACING][which]).items():
            result[kind][which] = took
        tick()
    # By the power law T ~ κ^−0.40, which over the range in question errs by < 0.001.
    turns = values[PUSH_RATIO] * (result[PUSH] / result[ROTATING]) ** (-1 / ELASTICITY)
    return result, turns


def sensitivities(
    race: Race, entries: Mapping[Kind, Entry], skated: Kind
) -> tuple[Sensitivity, ...]:
    """Push minus rotation with one parameter after the other at the ends of its range.

    Parameters
    ----------
    race, entries, skated : see `drawn_times`

    Returns
    -------
    what moves the answer farthest first
    """
    own = cases(race, entries[skated])
    kinds: tuple[Kind, ...] = (skated, ROTATING, PUSH)
    pair = {kind: entries[kind] for kind in kinds}
    by_name = {each.name: each for each in uncertain(entries[skated])}
    plain = [(each, each.apply) for each in by_name.values() if each.apply is not None]
    ends = [apply(own, np.array([end])) for each, apply in plain for end in (each.low, each.high)]
    sets = Cases.stack(ends)
    difference = _difference(race, pair, skated, sets)
    found = {
        each.name: (difference[2 * i], difference[2 * i + 1]) for i, (each, _) in enumerate(plain)
    }
    apart = by_name[SPACING]
    ends_m = np.array([apart.low, apart.high])
    low, high = _difference(race, pair, skated, own.repeat(len(ends_m)), ends_m)
    found[SPACING] = (low, high)
    change = by_name[EXCHANGE]
    low, high = (
        _difference(
            race, {kind: _with_exchange(each, end) for kind, each in pair.items()}, skated, own
        )[0]
        for end in (change.low, change.high)
    )
    found[EXCHANGE] = (low, high)
    result = [
        Sensitivity(
            name, by_name[name].unit, by_name[name].low, by_name[name].high, float(a), float(b)
        )
        for name, (a, b) in found.items()
    ]
    return tuple(sorted(result, key=lambda each: each.swing_s, reverse=True))


def _times(
    race: Race,
    entries: Mapping[Kind, Entry],
    skated: Kind,
    sets: Cases,
    spacing_m: Floats | None = None,
) -> dict[Kind, Floats]:
    """(case,) times of each formation, κ fitted to what was skated.

    Parameters
    ----------
    spacing_m : (case,) of the formations without a push, by default the entries' own [m]
    """

    def own(kind: Kind, sets: Cases) -> Cases:
        entry = entries[kind]
        if spacing_m is None or entry.formation.push:
            return sets
        return spaced(sets, entry.spacing_m, spacing_m)

    official = np.full(len(sets), entries[skated].official_time_s)
    tracks = {kind: course(race, each) for kind, each in entries.items()}
    kappa = solve_effectiveness(tracks[skated], own(skated, sets), official, _CLOSE_S)
    sets = sets.vary(effectiveness=kappa)
    return {
        kind: np.where(np.isnan(kappa), np.nan, official)
        if kind == skated
        else times(track, own(kind, sets), close_j=_CLOSE_J).time_s
        for kind, track in tracks.items()
    }


def _difference(
    race: Race,
    entries: Mapping[Kind, Entry],
    skated: Kind,
    sets: Cases,
    spacing_m: Floats | None = None,
) -> Floats:
    """(case,) push minus rotation [s], κ refitted; see `_times`."""
    took = _times(race, entries, skated, sets, spacing_m)
    return np.asarray(took[PUSH] - took[ROTATING])


def _with_exchange(entry: Entry, duration_s: float) -> Entry:
    return replace(entry, train=entry.train.model_copy(update={"exchange_s": duration_s}))
