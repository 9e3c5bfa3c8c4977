"""Times over the draws, and with one parameter after the other at the ends of its range."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import inf, isfinite

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
from pursuit_sim.sim.batch import times_each
from pursuit_sim.sim.course import course
from pursuit_sim.sim.parameter_sets import ParameterSets, parameter_sets

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
    own = parameter_sets(race, entries[skated])
    result = {kind: np.full(len(values[PUSH_RATIO]), np.nan) for kind in entries}
    every = classes(values[EXCHANGE])
    asked = [
        _Asked(
            {kind: _with_exchange(each, duration) for kind, each in entries.items()},
            applied(own, {name: array[which] for name, array in values.items()}),
            values[SPACING][which],
        )
        for duration, which in every
    ]
    for (_, which), took in zip(every, _times(race, skated, asked), strict=True):
        for kind, times_s in took.items():
            result[kind][which] = times_s
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
    what moves the answer farthest first; what has an end without a solution last
    """
    own = parameter_sets(race, entries[skated])
    kinds: tuple[Kind, ...] = (skated, ROTATING, PUSH)
    pair = {kind: entries[kind] for kind in kinds}
    by_name = {each.name: each for each in uncertain(entries[skated])}
    plain = [(each, each.apply) for each in by_name.values() if each.apply is not None]
    ends = [apply(own, np.array([end])) for each, apply in plain for end in (each.low, each.high)]
    apart, change = by_name[SPACING], by_name[EXCHANGE]
    ends_m = np.array([apart.low, apart.high])
    asked = [
        _Asked(pair, ParameterSets.stack(ends)),
        _Asked(pair, own.repeat(len(ends_m)), ends_m),
        *(
            _Asked({kind: _with_exchange(each, end) for kind, each in pair.items()}, own)
            for end in (change.low, change.high)
        ),
    ]
    difference, spaced_s, *changed_s = (
        took[PUSH] - took[ROTATING] for took in _times(race, skated, asked)
    )
    found = {
        each.name: (difference[2 * i], difference[2 * i + 1]) for i, (each, _) in enumerate(plain)
    }
    found[SPACING] = (spaced_s[0], spaced_s[1])
    found[EXCHANGE] = (changed_s[0][0], changed_s[1][0])
    result = [
        Sensitivity(
            name, by_name[name].unit, by_name[name].low, by_name[name].high, float(a), float(b)
        )
        for name, (a, b) in found.items()
    ]
    return tuple(sorted(result, key=lambda each: -each.swing_s if isfinite(each.swing_s) else inf))


@dataclass(frozen=True, eq=False)
class _Asked:
    """Times that are asked for.

    Attributes
    ----------
    entries : the team in several formations
    sets : parameter sets
    spacing_m : (case,) of the formations without a push, by default the entries' own [m]
    """

    entries: Mapping[Kind, Entry]
    sets: ParameterSets
    spacing_m: Floats | None = None

    def own(self, kind: Kind, sets: ParameterSets) -> ParameterSets:
        """The sets as a formation has them."""
        entry = self.entries[kind]
        if self.spacing_m is None or entry.formation.push:
            return sets
        return spaced(sets, entry.spacing_m, self.spacing_m)


def _times(race: Race, skated: Kind, asked: Sequence[_Asked]) -> Iterator[dict[Kind, Floats]]:
    """(case,) times of each formation, κ fitted to what was skated, for all that is asked."""
    met, batches = [], []
    for each in asked:
        official = np.full(len(each.sets), each.entries[skated].official_time_s)
        tracks = {kind: course(race, entry) for kind, entry in each.entries.items()}
        kappa = solve_effectiveness(tracks[skated], each.own(skated, each.sets), official, _CLOSE_S)
        sets = each.sets.vary(effectiveness=kappa)
        met.append(np.where(np.isnan(kappa), np.nan, official))
        batches += [
            (track, each.own(kind, sets)) for kind, track in tracks.items() if kind != skated
        ]
    found = times_each(batches, close_j=_CLOSE_J)
    for each, skated_s in zip(asked, met, strict=True):
        others = [kind for kind in each.entries if kind != skated]
        yield {skated: skated_s} | {kind: next(found).time_s for kind in others}


def _with_exchange(entry: Entry, duration_s: float) -> Entry:
    return replace(entry, train=entry.train.model_copy(update={"exchange_s": duration_s}))
