"""What a formation does along the way: who is sheltered how much, step by step.

The three are laid out as they are drawn, on a nominal clock that the entry's official
time sets, and the drag shares averaged over each step. Nothing here depends on the pace
that the power balance then finds, so one course serves any number of parameter sets.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

import numpy as np

from pursuit_sim.arrays import Floats
from pursuit_sim.scenario.parameters import Pacing, Rink
from pursuit_sim.scenario.race import Entry, Race, Team
from pursuit_sim.sim import drafting
from pursuit_sim.sim.grid import Grid, grid
from pursuit_sim.sim.lead_changes import LeadChanges
from pursuit_sim.sim.train_layout import laid_out
from pursuit_sim.sim.who_stands import check_standing

Order = tuple[int, int, int]

SAMPLES = 16  # places in a step at which drag shares are taken: 1 m, 0.07 s, in an exchange

_KEPT = 128  # courses; those of one team's comparison, 15 kB each
_NEVER_S = 0.0  # of an exchange that does not happen
_ANY_TEAM = Team("", "", "")
_SHELTERED = 0.9  # of an exchange: sin² has the old leader back within the wake's width


@dataclass(frozen=True)
class Phase:
    """A part of the race skated in one order.

    Attributes
    ----------
    begin, end : steps of the grid, from … up to
    order : skaters front to back
    """

    begin: int
    end: int
    order: Order


@dataclass(frozen=True, eq=False)
class Course:
    """One formation on one rink.

    Attributes
    ----------
    grid : the steps
    way_m : (step + 1,) way of the train at the edges of the grid [m]; see `lead_changes`
    basis : (step, skater, 4) how far each strength of drafting is felt; see `drafting`
    phases : parts of the race by order in the train; each ends with its last exchange
    checks : edges of the grid at which reserves are looked at: ends of phases; without a
        push those at which an old leader has tucked in, and the finish
    push : whether those behind push
    nominal_s : the time on which the course was laid out [s]
    """

    grid: Grid
    way_m: Floats
    basis: Floats
    phases: tuple[Phase, ...]
    checks: tuple[int, ...]
    push: bool
    nominal_s: float

    @property
    def changes(self) -> bool:
        """Whether the lead changes, at the cost of some way."""
        return bool(self.way_m[-1] > self.grid.edges_m[-1])

    @cached_property
    def stretch(self) -> Floats:
        """(step,) way of the train for each metre of its tail: above 1 where the lead changes."""
        return np.asarray(np.diff(self.way_m) / np.diff(self.grid.edges_m))


def course(
    race: Race,
    entry: Entry,
    *,
    refine: int = 1,
    spacing_m: float | None = None,
    exchanges: bool = True,
) -> Course:
    """The course of an entry's formation.

    Parameters
    ----------
    race, entry : who skates where
    refine : see `grid`
    spacing_m : another spacing than the entry's own [m], for counterfactuals
    exchanges : False lets skaters change places at once and in line, at no cost

    Raises
    ------
    InputError
        if somebody falls: what that cost is no matter of power
    """
    check_standing(race, entry)
    if spacing_m is not None:
        entry = replace(entry, train=entry.train.model_copy(update={"spacing_m": spacing_m}))
    changes = len(entry.formation.leads) > 1
    if not changes:  # any duration of an exchange finds the same course
        entry = replace(entry, train=entry.train.model_copy(update={"exchange_s": _NEVER_S}))
    return _course(rink_only(race), way_only(entry), refine, exchanges or not changes)


def rink_only(race: Race) -> Race:
    """What a course depends on of a race, so that other air or ice finds it kept."""
    rink = Rink.model_construct(inner_radius_m=race.rink.inner_radius_m)
    return Race("", "", "", "", race.laps, rink, ())


def way_only(entry: Entry) -> Entry:
    """What a course depends on of an entry."""
    return Entry(
        team=_ANY_TEAM,
        side=entry.side,
        lineup=("", "", ""),
        formation=entry.formation,
        official_time_s=entry.official_time_s,
        pacing=Pacing.model_construct(start_loss_s=entry.pacing.start_loss_s),
        train=entry.train,
    )


@lru_cache(maxsize=_KEPT)
def _course(race: Race, entry: Entry, refine: int, exchanges: bool) -> Course:
    planned = [each.half_lap for each in entry.formation.exchanges()]
    steps = grid(race.oval, race.half_laps, tucks_m(race, entry, planned), refine)
    phases = _phases(entry, steps)
    laid = entry
    if not exchanges:
        first = entry.formation.leads[:1]
        laid = replace(entry, formation=replace(entry.formation, leads=first))
    distance, lateral = laid_on(race, laid, steps)
    if not exchanges:
        distance, lateral = _at_once(race, entry, sampled(steps), distance, lateral)
    basis = averaged(distance, lateral)
    way, _ = LeadChanges(race, laid).along(steps.edges_m)
    for array in (basis, way):
        array.setflags(write=False)  # shared by all who ask
    return Course(
        steps,
        way,
        basis,
        phases,
        tuple(phase.end for phase in phases) if entry.formation.push else _checks(steps),
        entry.formation.push,
        entry.official_time_s,
    )


def laid_on(race: Race, entry: Entry, steps: Grid) -> tuple[Floats, Floats]:
    """(step × sample, skater) distance and lateral offset [m] of the three, as they are drawn."""
    way, time = LeadChanges(race, entry).along(sampled(steps))
    distance, lateral, *_ = laid_out(race, entry, time, way, np.ones_like(way))
    return distance, lateral


def sampled(steps: Grid) -> Floats:
    """(step × sample,) [m] places of the tail at which drag shares are taken."""
    inside = (np.arange(SAMPLES) + 0.5) / SAMPLES
    width = np.diff(steps.edges_m)
    return np.asarray((steps.edges_m[:-1, np.newaxis] + width[:, np.newaxis] * inside).ravel())


def averaged(distance_m: Floats, lateral_m: Floats) -> Floats:
    """(step, skater, 4) how far each strength of drafting is felt, from the places sampled."""
    felt = drafting.basis(distance_m, lateral_m)
    return np.asarray(felt.reshape(-1, SAMPLES, *felt.shape[1:]).mean(axis=1))


def _phases(entry: Entry, steps: Grid) -> tuple[Phase, ...]:
    """A lead lasts to the exit of the curve in which it is handed over."""
    planned = entry.formation.exchanges()
    orders: list[Order] = [(0, 1, 2), *(each.after for each in planned)]
    edges = [0, *(int(steps.exits[each.half_lap]) for each in planned), len(steps.curve)]
    return tuple(
        Phase(begin, end, order)
        for begin, end, order in zip(edges[:-1], edges[1:], orders, strict=True)
    )


def tucks_m(race: Race, entry: Entry, halves: Sequence[int]) -> dict[int, float]:
    """Behind the entry of the curve of each half-lap, where an old leader has tucked in [m]."""
    entries_m = np.array([race.oval.curve_entry_m(half) for half in halves])
    tucked = LeadChanges(race, entry, halves).tail_at(_SHELTERED) - entries_m
    return dict(zip(halves, tucked.tolist(), strict=True))


def _checks(steps: Grid) -> tuple[int, ...]:
    """An old leader's reserve is at its lowest when the train shelters them again."""
    return tuple(sorted({*steps.tucks.tolist(), len(steps.curve)}))


def _at_once(
    race: Race, entry: Entry, tail: Floats, distance: Floats, lateral: Floats
) -> tuple[Floats, Floats]:
    """Columns exchanged in the middle of each curve of an exchange."""
    distance, lateral = distance.copy(), lateral.copy()
    half_curve = (race.oval.half_lap_m - race.oval.straight_m) / 2
    places, offsets = distance.copy(), lateral.copy()
    for planned in entry.formation.exchanges():
        after = tail >= race.oval.curve_entry_m(planned.half_lap) + half_curve
        for place, skater in enumerate(planned.after):
            distance[after, skater] = places[after, place]
            lateral[after, skater] = offsets[after, place]
    return distance, lateral
