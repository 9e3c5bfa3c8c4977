"""By how much the model's own curve of a team has to be bent where.

Equation numbers are those of ``docs/models.md``.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from functools import reduce
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from pursuit_sim.arrays import Floats
from pursuit_sim.scenario.race import Entry, Race
from pursuit_sim.sim.kinematic import FlyingCurve, flying_clock, half_lap_times
from pursuit_sim.sim.lead_changes import LeadChanges
from pursuit_sim.sim.natural_spline import (
    Bend,
    NaturalSpline,
    SplineSum,
    natural_spline,
    parted_step,
    smooth_step,
    unhurried_spline,
)

# Of the pace. What measured races leave of the model stays within it; where passings jump, as
# when somebody stumbles, the curve then does not swing before and after.
_SWING = 0.02


class Stop(NamedTuple):
    """Where a team hardly moved for a while, as when somebody stumbled.

    Attributes
    ----------
    begin, end : between what it had skated [half-laps]
    lost_s : what that cost [s of flying clock]
    whole : begin and end of the stop of which it is a part; None if it is none
    """

    begin: float
    end: float
    lost_s: float = 0.0
    whole: tuple[float, float] | None = None


class BentTeam:
    """By how much the model's own curve of a team has to be bent where.

    Parameters
    ----------
    race, entry : who skates where
    slow : see `bends.bends`

    Attributes
    ----------
    known : half-laps skated → bend there [s of flying clock]
    later : half-laps at which a what-if tells a passing or a gap, and nothing was told before
    tau : start loss [s]
    """

    def __init__(self, race: Race, entry: Entry, *, slow: bool = False) -> None:
        self.tau = entry.pacing.start_loss_s
        self._race, self._entry = race, entry
        self._changes = LeadChanges(race, entry)
        self._curve: FlyingCurve | None = None
        self._unhurried: NaturalSpline | None = None
        self.known: dict[float, float] = {0.0: 0.0}
        if entry.splits:
            lines = np.array([each.half_lap for each in entry.splits], dtype=np.float64)
            times = np.array([each.time_s for each in entry.splits])
            off = flying_clock(times, self.tau) - self.model(lines)
            self.known |= dict(zip(lines.tolist(), off.tolist(), strict=True))
        if entry.fall is None:
            self.known[float(race.half_laps)] = 0.0
        if slow:
            self._unhurried = unhurried_spline(*self._knots(self.known))
            self.known = dict.fromkeys(self.known, 0.0)  # what is left to be met
        self.later = frozenset[float]() if slow else _told_later(race, entry)

    def model(self, half_laps: Floats) -> Floats:
        """The model's own curve [s of flying clock]; of who was slow for a while, with that."""
        if self._curve is None:
            times = half_lap_times(self._race, self._entry)
            self._curve = FlyingCurve(self._race, self._entry, times)
        way = self._way(half_laps)
        clock = self._curve(way)[0]
        return clock if self._unhurried is None else clock + self._unhurried(way)[0]

    def _way(self, half_laps: Floats) -> Floats:
        """Way of the train [m] where its tail has skated so many half-laps."""
        return self._changes.along(half_laps * self._race.oval.half_lap_m)[0]

    def earlier(self) -> BentTeam:
        """The same without the passings that a what-if tells where nothing was told before."""
        found = copy(self)
        found.known = {at: bend for at, bend in self.known.items() if at not in self.later}
        found.later = frozenset()
        return found

    def bend(self, met: dict[float, float], stops: Sequence[Stop] = ()) -> Bend | None:
        """The curve through what is known and met, see `bends.bends`; None if it is nought.

        Parameters
        ----------
        met : half-laps skated → bend there, as `known`, beside that
        stops : of this team
        """
        left = self._least(self.known | met, stops)
        parts: list[Bend] = [each for each in (self._unhurried, left) if each is not None]
        parts += [self._step(stop, stop.lost_s) for stop in stops if not stop.whole]
        for whole in sorted({stop.whole for stop in stops if stop.whole}):
            parts.append(self._parted(whole, [stop for stop in stops if stop.whole == whole]))
        return reduce(SplineSum, parts) if parts else None

    def shares(self, stop: Stop, half_laps: Floats) -> Floats:
        """How much of a stop lies before some places: nought up to its begin, 1 from its end on."""
        return self._step(stop, 1.0)(self._way(half_laps))[0]

    def _step(self, stop: Stop, height: float) -> NaturalSpline:
        begin, end = self._way(np.array([stop.begin, stop.end])).tolist()
        return smooth_step(begin, end, height)

    def _parted(self, whole: tuple[float, float], stops: Sequence[Stop]) -> NaturalSpline:
        """The parts of a stop as one; where there is none nothing was lost."""
        lost = {(stop.begin, stop.end): stop.lost_s for stop in stops}
        places = sorted({*whole, *(at for part in lost for at in part)})
        heights = [lost.get(part, 0.0) for part in pairwise(places)]
        return parted_step(self._way(np.array(places)), np.array(heights))

    def asked(self, met: dict[float, float], stops: Sequence[Stop]) -> float:
        """By how much what is met changes a half-lap beside what is known [s]; see `bend`."""
        knots = np.array(sorted(self.known | met))
        lines = self._way(np.arange(np.ceil(knots[-1]) + 1.0))
        with_it, without = (
            np.zeros_like(lines) if each is None else each(lines)[0]
            for each in (self._least(self.known | met, stops), self._least(self.known, stops))
        )
        return float(np.abs(np.diff(with_it - without)).max())

    def said_s(self, stop: Stop) -> float:
        """What its own passings about a stop say that was lost there [s], beside an even race."""
        begin = max(each for each in self.known if each <= stop.begin)
        end = min((each for each in self.known if each >= stop.end), default=np.inf)
        rest = 1 - (end - begin) / self._race.half_laps
        return (self.known[end] - self.known[begin]) / rest if 0 < rest < 1 else 0.0

    def kept_off(self, met: dict[float, float], stops: Sequence[Stop], half_laps: Floats) -> Floats:
        """How far its curve is kept off the least bent one [s of flying clock]; see `bend`."""
        kept, free = (self._least(self.known | met, stops, each) for each in (_SWING, np.inf))
        if kept is None or free is None:
            return np.zeros_like(half_laps)
        way = self._way(half_laps)
        return kept(way)[0] - free(way)[0]

    def _least(
        self, bends: dict[float, float], stops: Sequence[Stop], swing: float = _SWING
    ) -> Bend | None:
        """The least bent spline through what stops leave to be met; None if it is nought.

        One through what was told first, and another one for what is told later beside it: so that
        to say again what the first has there changes nothing, though it is kept from swinging.
        """
        alone = len(bends) == 1  # the gun, of who fell and of whom nothing else is known
        if alone or not (stops or any(bends.values())):
            return None
        ways, values = self._knots(bends)
        places = np.array(sorted(bends))
        for stop in stops:
            values = values - stop.lost_s * self.shares(stop, places)
        slack = swing * self._entry.official_time_s / self._race.distance_m
        first = np.array([at not in self.later for at in places.tolist()])
        if first.all() or first.sum() == 1:
            return natural_spline(ways, values, slack)
        before = natural_spline(ways[first], values[first], slack)
        return SplineSum(before, natural_spline(ways, values - before(ways)[0], slack))

    def _knots(self, bends: dict[float, float]) -> tuple[Floats, Floats]:
        """Ways [m] to what is known, and the bend there [s of flying clock]."""
        knots, values = zip(*sorted(bends.items()), strict=True)
        return self._way(np.array(knots)), np.array(values)

    def at(self, half_laps: Floats) -> Floats:
        """What is to be met at some places [s of flying clock], as far as it is known."""
        bend = self._least(self.known, ())
        return np.zeros_like(half_laps) if bend is None else bend(self._way(half_laps))[0]


def _told_later(race: Race, entry: Entry) -> frozenset[float]:
    """Half-laps at which of a team something is told now, and nothing was of the race as skated."""
    told = race.as_told
    if told is None:
        return frozenset()
    by_code, by_side = told.by_team(), {each.side: each for each in told.entries}
    i = by_code.get(entry.team.code)
    was = by_side.get(entry.side) if i is None else told.entries[i]
    now = [*(gap.half_lap for gap in race.gaps), *(split.half_lap for split in entry.splits)]
    before = [gap.half_lap for gap in told.gaps]
    before += [split.half_lap for split in was.splits] if was else []
    return frozenset(map(float, {*now} - {*before}))
