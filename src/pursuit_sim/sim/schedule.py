"""How far the train of a team has come when, by the kinematic model and all that is known.

Equation numbers are those of ``docs/models.md``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple

import numpy as np

from pursuit_sim.arrays import Floats
from pursuit_sim.errors import InputError
from pursuit_sim.scenario.race import Entry, Race
from pursuit_sim.scenario.slow_laps import SlowStretch, known_times
from pursuit_sim.scenario.time_source import MADE_UP, told_gap_source
from pursuit_sim.scenario.whole_race import WholeRace, whole_race
from pursuit_sim.sim import refused
from pursuit_sim.sim.bends import bends, open_gaps
from pursuit_sim.sim.bent_team import Stop
from pursuit_sim.sim.kept_stops import divided, kept_stops, remembered, with_stops
from pursuit_sim.sim.kinematic import FlyingCurve, flying_clock, race_clock
from pursuit_sim.sim.lead_changes import LeadChanges
from pursuit_sim.sim.met_gaps import TeamStop
from pursuit_sim.sim.skateable import (
    bent_curves,
    calm,
    fits,
)
from pursuit_sim.sim.stops import EVEN_S
from pursuit_sim.sim.told_met import check_met

GLIDE_DECAY_S = 20.0  # [s] speed after the finish falls by 1/e; chosen, for the eye only
# Of a what-if: the more places are known, the less a curve is kept from swinging there.
_SWING_MPS = 0.1
_TOLD_S = 0.05  # less than is told
_CLOSE_M = 0.01  # [m] from a guess so near, one Newton step ends < 1e-6 m
_TAIL_STEPS = 8  # Newton steps for places; more than one only where known passings jump


def schedules(race: Race) -> list[Schedule]:
    """The schedule of each entry.

    Raises
    ------
    InputError
        if passings, gaps and pacing cannot be skated
    """
    whole = whole_race(race)
    every = of_everybody(whole)
    return [every[i] for i in whole.shown]


def of_everybody(whole: WholeRace) -> list[Schedule]:
    """The schedule of each entry of a whole race; who is not shown may skate as nobody can.

    Raises
    ------
    InputError
        if passings, gaps and pacing of the others cannot be skated
    """
    race = whole.race
    curves, stops, asked_s = _flying(race)
    seen = [(race.entries[i], curves[i]) for i in whole.shown]
    for entry, curve in seen:
        if not fits(curve):
            raise refused.unskateable(race, entry, curve)
    # A race that is fast as a whole is nobody's slip.
    if open_gaps(race) and not all(map(calm, curves)) and bends(race).asked_s > EVEN_S:
        slack_mps = 0.0 if race.as_told is None else _SWING_MPS
        alone, *_ = _flying(replace(race, gaps=()))
        for i, (entry, curve) in zip(whole.shown, seen, strict=True):
            if calm(alone[i]) and not calm(curve, slack_mps):
                raise refused.hurried(race, entry, curve)
    check_met(race, curves)
    uneven_s = asked_s if asked_s > EVEN_S and _asked_by_gaps(race) else 0.0
    told = stops if open_gaps(race) else remembered(race)
    return [
        Schedule(
            entry,
            curve,
            _supposed(race, entry, curve, [stop for who, stop in told if who == i]),
            uneven_s,
        )
        for i, (entry, curve) in enumerate(zip(race.entries, curves, strict=True))
    ]


def _asked_by_gaps(race: Race) -> bool:
    """Whether the gaps themselves ask for an uneven race, and not what is changed beside them."""
    told = race.as_told
    if told is None:
        return True
    with suppress(InputError):
        return _flying(replace(told, gaps=race.gaps, as_told=told)).asked_s > EVEN_S
    return False


def _supposed(
    race: Race, entry: Entry, curve: FlyingCurve, stops: Sequence[Stop]
) -> tuple[SlowStretch, ...]:
    """The stops of a team between places of which one at least is not timed, each as a whole.

    What a what-if tells there measures nothing, and what it takes away is timed no more.
    """
    told = race.as_told or race
    by_code, by_side = told.by_team(), {each.side: each for each in told.entries}
    i = by_code.get(entry.team.code)
    was = by_side.get(entry.side, entry) if i is None else told.entries[i]
    timed = {*known_times(told, was)} & {*known_times(race, entry)}
    found = []
    for stop in _whole(stops):
        begin, end = float(stop.begin), float(stop.end)
        if stop.lost_s >= _TOLD_S and not {begin, end} <= timed:
            tail = np.array([begin, end]) * race.oval.half_lap_m
            at = curve(LeadChanges(race, entry).along(tail)[0])[0]
            from_s, to_s = race_clock(at, entry.pacing.start_loss_s).tolist()
            made_up = any(
                told_gap_source(each, gap) in MADE_UP
                for each in filter(None, (race, race.as_told))
                for gap in each.gaps
                if gap.half_lap in (begin, end)
            )
            found.append(
                SlowStretch(begin, end, to_s - from_s, stop.lost_s, supposed=True, made_up=made_up)
            )
    return tuple(found)


def _whole(stops: Sequence[Stop]) -> Iterator[Stop]:
    """The stops, those in parts as one: that something is told within one makes no other."""
    for (begin, end), parts in groupby(stops, lambda each: each.whole or (each.begin, each.end)):
        yield Stop(begin, end, sum(each.lost_s for each in parts))


class _Flying(NamedTuple):
    """The curves of a race.

    Attributes
    ----------
    curves : (entry,)
    stops : that gaps made likely as the race was told, of which the curves are
    asked_s : by how much gaps change a half-lap beside that [s]
    """

    curves: list[FlyingCurve]
    stops: Sequence[TeamStop] = ()
    asked_s: float = 0.0


def _flying(race: Race) -> _Flying:
    """The curves through what is known: the least bent ones, unless nobody skates so."""
    gaps = bool(open_gaps(race))
    kept = kept_stops(race)
    if kept.slip is not None:
        raise refused.taken_back(race, kept.slip, kept.stops)
    if kept.stops and (beside := _beside(race, kept.stops)) is not None:
        return beside
    bent, asked_s = bends(race)
    curves = bent_curves(race, bent)
    hurried = [
        i for i, (entry, curve) in enumerate(zip(race.entries, curves, strict=True))
        if entry.splits and not calm(curve)
    ]  # fmt: skip
    for slow in [hurried, *([i] for i in hurried)] if hurried else ():
        with suppress(InputError):  # gaps that cannot be met so
            bent, others_s = bends(race, slow)
            others = bent_curves(race, bent)
            asked = range(len(others)) if gaps else slow
            if all(map(fits, others)) and all(calm(others[i]) for i in asked):
                return _Flying(others, asked_s=others_s)
    return _Flying(curves, asked_s=asked_s)


def _beside(race: Race, stops: Sequence[TeamStop]) -> _Flying | None:
    """The curves beside stops; None if nothing was lost there.

    A stop is parted wherever something within it is told since, so that what is told moves only
    what was lost before and after it.
    """
    met = with_stops(race, divided(race, stops)) or with_stops(race, stops)
    if met is None:
        return None
    return _Flying(bent_curves(race, met.bends()), met.stops, met.asked_s)


class Schedule:
    """How far a train has come on its way, and when: K4–K7 of the model, exact both ways.

    Where somebody falls, this is the train of those who stay up.

    Parameters
    ----------
    entry : who skates
    flying : the curve of its flying clock, which can be skated
    supposed : where only gaps say that it lost time
    uneven_s : by how much gaps change a half-lap of its race, where nobody would skate so and
        nothing explains it [s]; else nought

    Attributes
    ----------
    passings_s : (half-lap,) [s] at the timing lines
    supposed, uneven_s : as given
    """

    def __init__(
        self,
        entry: Entry,
        flying: FlyingCurve,
        supposed: tuple[SlowStretch, ...] = (),
        uneven_s: float = 0.0,
    ) -> None:
        self._flying, self.supposed, self.uneven_s = flying, supposed, uneven_s
        self._tau = entry.pacing.start_loss_s
        self.passings_s: Floats = race_clock(self._flying.lines_s[1:], self._tau)
        if entry.fall is None:
            self.passings_s[-1] = entry.official_time_s
        self._finish = float(self.passings_s[-1])

    def way(self, time_s: Floats) -> tuple[Floats, Floats]:
        """Way [m] and speed [m/s] of the train along the lap line (K6).

        Solves θ(t) = G(x) + M(x) + R(x). After the finish the train glides out.

        Parameters
        ----------
        time_s : (time,) [s] from the gun, rising
        """
        racing = np.minimum(time_s, self._finish)
        flying = flying_clock(racing, self._tau)
        places, clock, _ = self._flying.table
        way = np.interp(flying, clock, places)
        for _ in range(_TAIL_STEPS):
            value, pace = self._flying(way)
            step = (value - flying) / pace
            way = np.clip(way - step, 0.0, places[-1])
            if np.abs(step).max() < _CLOSE_M:
                break
        speed = -np.expm1(-racing / self._tau) / pace
        after = time_s - racing
        glide = np.exp(-after / GLIDE_DECAY_S)
        return way + speed * GLIDE_DECAY_S * (1 - glide), speed * glide
