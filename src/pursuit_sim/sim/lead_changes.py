"""What changes of leader take of a train's way.

The new leader and whoever stays behind them skate on at the pace, and the old leader ends
behind one or both: the tail is then a place further back. So a train skates more than the race
is long, by one spacing for each change. Its *way* is the tail's distance and those spacings.

Where in the race a change begins follows from the oval, how long it is on the ice from the
nominal clock: an even race of the official time (K1).
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from pursuit_sim.arrays import Floats, Ints
from pursuit_sim.scenario.race import Entry, Race
from pursuit_sim.sim.kinematic import flying_clock, race_clock

_ROUNDS = 4  # Newton steps for shares of an exchange; from a straight line, to rounding error


def dropped(share: Floats) -> Floats:
    """How far an old leader has dropped back after a share q of an exchange: q − sin(2πq)/2π."""
    return np.asarray(share - np.sin(2 * np.pi * share) / (2 * np.pi))


def dropping(share: Floats) -> Floats:
    """The rate of `dropped`: 2 sin²(πq)."""
    return np.asarray(2 * np.sin(np.pi * share) ** 2)


class LeadChanges:
    """Changes of leader on the nominal clock.

    Parameters
    ----------
    race, entry : who skates where
    halves : half-laps in whose curve the lead changes, rising; by default those of the formation
    """

    def __init__(self, race: Race, entry: Entry, halves: Iterable[int] | None = None) -> None:
        if halves is None:
            halves = (each.half_lap for each in entry.formation.exchanges())
        self.halves = tuple(halves)
        self._spacing, self._lasts = entry.spacing_m, entry.train.exchange_s
        self._loss = entry.pacing.start_loss_s
        self._mps = race.distance_m / (entry.official_time_s - self._loss)
        # The leader is at the entry of the curve, two places before the tail.
        entries = np.array([race.oval.curve_entry_m(half) for half in self.halves])
        self._begin_m = entries - 2 * self._spacing
        self._begin_s = self._clock(self._begin_m)
        every = np.arange(len(self.halves))
        self._end_m = self._tail(every, np.ones(len(every)))
        # By as much the clock is later after so many of them.
        late = self._begin_s + self._lasts - self._clock(self._end_m)
        self._late_s = np.concatenate([[0.0], np.cumsum(late)])

    def along(self, tail_m: Floats) -> tuple[Floats, Floats]:
        """Way [m] of the train, and the nominal clock [s], where its tail is.

        Parameters
        ----------
        tail_m : (place,) distance of the tail [m]
        """
        if not self.halves:
            return tail_m.copy(), self._clock(tail_m)
        # Of the last change that has begun; −1 before all of them.
        change = np.searchsorted(self._begin_m, tail_m, side="right") - 1
        during = (change >= 0) & (tail_m < self._end_m[change])
        done = change + ~during
        way, time = tail_m + self._spacing * done, self._clock(tail_m) + self._late_s[done]
        which, tail = change[during], tail_m[during]
        share = self._share(which, tail)
        way[during] += self._spacing * dropped(share)
        time[during] += self._begin_s[which] + self._lasts * share - self._clock(tail)
        return way, time

    def tail_at(self, share: float) -> Floats:
        """(change,) [m] where the tail is after a share of each exchange."""
        which = np.arange(len(self.halves))
        return self._tail(which, np.full(len(which), share))

    def _clock(self, tail_m: Floats) -> Floats:
        return race_clock(tail_m / self._mps, self._loss)

    def _tail(self, change: Ints, share: Floats) -> Floats:
        """Where the tail is [m] after shares of changes: the way at the pace, less what is lost."""
        flying = flying_clock(self._begin_s[change] + self._lasts * share, self._loss)
        return np.asarray(flying * self._mps - self._spacing * dropped(share))

    def _share(self, change: Ints, tail_m: Floats) -> Floats:
        """Shares of exchanges at places of the tail within them."""
        begin, end = self._begin_m[change], self._end_m[change]
        share = (tail_m - begin) / (end - begin)
        for _ in range(_ROUNDS):
            time = self._begin_s[change] + self._lasts * share
            pace = -np.expm1(-time / self._loss) * self._mps * self._lasts
            off = self._tail(change, share) - tail_m
            share = np.clip(share - off / (pace - self._spacing * dropping(share)), 0.0, 1.0)
        return np.asarray(share)
