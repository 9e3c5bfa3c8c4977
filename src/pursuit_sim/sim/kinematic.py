"""The kinematic model: a known final time spread over the laps.

The *tail* is the third skater's place in the train, the one that is timed. On a
"flying clock" θ a standing start takes no time, so the half-laps of the race are nearly
alike; the model shares θ(T) among them, and turns the clock back to get places in time.
Equation numbers are those of ``docs/models.md``.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from pursuit_sim.errors import InputError
from pursuit_sim.scenario.parameters import Pacing
from pursuit_sim.scenario.race import Entry, Race
from pursuit_sim.sim.pchip import Pchip, pchip

Floats = NDArray[np.float64]

GLIDE_DECAY_S = 20.0  # [s] speed after the finish falls by 1/e; chosen, for the eye only
_TABLE_STEPS = 96  # points a half-lap: guesses within 0.01 m, one Newton step ends < 1e-6 m
_CLOCK_STEPS = 8  # Newton steps for times above a tenth of τ; half-laps are far above


def flying_clock(time_s: Floats, start_loss_s: float) -> Floats:
    """θ(t) = t − τ(1 − e^(−t/τ)): time on a clock that a standing start does not cost (K1).

    Parameters
    ----------
    time_s : [s] from the gun, ≥ 0
    start_loss_s : τ [s]
    """
    return np.asarray(time_s + start_loss_s * np.expm1(-time_s / start_loss_s))


def race_clock(flying_s: Floats, start_loss_s: float) -> Floats:
    """Inverse of `flying_clock` [s], to rounding error.

    Parameters
    ----------
    flying_s : θ [s], > 0
    start_loss_s : τ [s]
    """
    # θ is convex and this guess lies right of the root, so Newton falls onto it.
    time = flying_s + start_loss_s
    for _ in range(_CLOCK_STEPS):
        excess = flying_clock(time, start_loss_s) - flying_s
        time = time + excess / np.expm1(-time / start_loss_s)
    return np.asarray(time)


def fades(laps: int, pacing: Pacing) -> Floats:
    """(half-lap,) [s] what fading adds to each half-lap (K2).

    Grows as (laps skated − onset)^shape from the onset on, scaled so that the two halves
    of the last lap together are `fade_s` slower than an unfaded lap. An onset at or
    after the finish means no fade.

    Parameters
    ----------
    laps : of the race
    pacing : its fade
    """
    middle = (np.arange(2 * laps) + 0.5) / 2
    grown = np.clip(middle - pacing.fade_onset_lap, 0.0, None) ** pacing.fade_shape
    grown[middle <= pacing.fade_onset_lap] = 0.0
    last_lap = grown[-2:].sum()
    return np.asarray(pacing.fade_s * grown / last_lap if last_lap > 0 else grown)


def half_lap_times(race: Race, entry: Entry) -> Floats:
    """(half-lap,) [s] flying time of each half-lap; their sum is θ(T) exactly (K3).

    Fade, exchanges and the user's lap deltas shape them; a common shift keeps the sum.
    Between known splits the shift is such that each is met. After the last known passing
    before a fall the team goes on as it did until then: these are then the times of those
    who stay up, and the official time is that of whoever fell.

    Raises
    ------
    InputError
        if splits and pacing leave a half-lap no time
    """
    pacing = entry.pacing
    times = fades(race.laps, pacing)
    for exchange in entry.formation.exchanges():
        times[exchange.half_lap] += pacing.exchange_cost_s
    for lap, delta in enumerate(pacing.lap_deltas_s[: race.laps]):
        times[2 * lap : 2 * lap + 2] += delta / 2
    known = {split.half_lap: split.time_s for split in entry.splits}
    if entry.fall is None:
        known[race.half_laps] = entry.official_time_s
    begin, flying, shift = 0, 0.0, 0.0
    for end in sorted(known):
        target = float(flying_clock(np.array(known[end]), pacing.start_loss_s))
        block = times[begin:end]
        shift = (target - flying - block.sum()) / (end - begin)
        block += shift
        begin, flying = end, target
    times[begin:] += shift
    if times.min() <= 0:
        raise InputError.single(
            race.id,
            f"{entry.side}.pacing",
            f"half-lap {int(times.argmin()) + 1} of {entry.team.code} is left no time",
            "bring splits and lap_deltas_s nearer to the final time",
        )
    return times


class Schedule:
    """When the tail of a train is where: K4–K6 of the model, exact both ways.

    Where somebody falls, this is the train of those who stay up.
    """

    def __init__(self, race: Race, entry: Entry) -> None:
        times = half_lap_times(race, entry)
        self._tau = entry.pacing.start_loss_s
        self._length = race.distance_m
        total = np.concatenate([[0.0], np.cumsum(times)])
        self._even: Pchip = pchip(race.oval.half_lap_m, total)
        self._wave = 2 * np.pi / race.oval.half_lap_m
        self._swing = entry.pacing.corner_swing * total[-1] / self._length
        self.passings_s: Floats = race_clock(total[1:], self._tau)
        if entry.fall is None:
            self.passings_s[-1] = entry.official_time_s
        self._finish = float(self.passings_s[-1])
        self._table_m = np.linspace(0.0, self._length, race.half_laps * _TABLE_STEPS + 1)
        self._table_s, pace = self._flying(self._table_m)
        if pace.min() <= 0:
            raise InputError.single(
                race.id,
                f"{entry.side}.splits",
                f"the splits of {entry.team.code} jump too much to be skated",
                "check them, or lower pacing.corner_swing",
            )

    def _flying(self, distance_m: Floats) -> tuple[Floats, Floats]:
        """Flying clock [s] and its pace [s/m] at a distance: G(s) + M(s) (K4, K5)."""
        even, pace = self._even(distance_m)
        phase = self._wave * distance_m
        return (
            even + self._swing / self._wave * (1 - np.cos(phase)),
            pace + self._swing * np.sin(phase),
        )

    def tail(self, time_s: Floats) -> tuple[Floats, Floats]:
        """Distance [m] and speed [m/s] of the tail along the lap line (K6).

        Solves θ(t) = G(s) + M(s). After the finish the train glides out.

        Parameters
        ----------
        time_s : (time,) [s] from the gun, rising
        """
        racing = np.minimum(time_s, self._finish)
        flying = flying_clock(racing, self._tau)
        guess = np.interp(flying, self._table_s, self._table_m)
        value, pace = self._flying(guess)
        distance = np.clip(guess - (value - flying) / pace, 0.0, self._length)
        speed = -np.expm1(-racing / self._tau) / pace
        after = time_s - racing
        glide = np.exp(-after / GLIDE_DECAY_S)
        return distance + speed * GLIDE_DECAY_S * (1 - glide), speed * glide
