"""The kinematic model: a known final time spread over the laps.

The *tail* is the third skater's place in the train, the one that is timed; the train's *way*
is what the tail has skated and a spacing more for each change of leader (`lead_changes`). On a
"flying clock" θ a standing start takes no time, so the half-laps of the race are nearly
alike; the model shares θ(T) among them, and turns the clock back to get places in time.
Equation numbers are those of ``docs/models.md``.
"""

from __future__ import annotations

from functools import cached_property

import numpy as np

from pursuit_sim.arrays import Floats
from pursuit_sim.scenario.parameters import Pacing
from pursuit_sim.scenario.race import Entry, Race
from pursuit_sim.sim.natural_spline import Bend
from pursuit_sim.sim.pchip import Pchip, pchip

_TABLE_STEPS = 96  # points a half-lap: guesses mostly within 0.01 m
_CLOCK_STEPS = 8  # Newton steps for times above a tenth of τ; half-laps are far above


def flying_clock(time_s: Floats, start_loss_s: float | Floats) -> Floats:
    """θ(t) = t − τ(1 − e^(−t/τ)): time on a clock that a standing start does not cost (K1).

    Parameters
    ----------
    time_s : [s] from the gun, ≥ 0
    start_loss_s : τ [s], of a shape that broadcasts
    """
    return np.asarray(time_s + start_loss_s * np.expm1(-time_s / start_loss_s))


def race_clock(flying_s: Floats, start_loss_s: float | Floats) -> Floats:
    """Inverse of `flying_clock` [s], to rounding error.

    Parameters
    ----------
    flying_s : θ [s], > 0
    start_loss_s : τ [s], of a shape that broadcasts
    """
    # θ is convex and this guess lies right of the root, so Newton falls onto it.
    time = flying_s + start_loss_s
    for _ in range(_CLOCK_STEPS):
        slope = np.expm1(-time / start_loss_s)  # less its sign; it is in `flying_clock`, too
        time = time + (time + start_loss_s * slope - flying_s) / slope
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
    """(half-lap,) [s] flying time that the model gives each half-lap; the sum is θ(T) (K3).

    Fade, exchanges and the user's lap deltas shape them; a common shift keeps the sum. Known
    passings play no part, but where somebody falls: the official time is then theirs, and what
    is shared is the time to the last passing before, or else that of the other team.
    """
    pacing = entry.pacing
    times = fades(race.laps, pacing)
    for exchange in entry.formation.exchanges():
        times[exchange.half_lap] += pacing.exchange_cost_s
    for lap, delta in enumerate(pacing.lap_deltas_s[: race.laps]):
        times[2 * lap : 2 * lap + 2] += delta / 2
    shared, end = entry.official_time_s, float(race.half_laps)
    if entry.fall is not None:
        if entry.splits:
            shared, end = entry.splits[-1].time_s, entry.splits[-1].half_lap
        else:
            shared = min(each.official_time_s for each in race.entries)
    target = float(flying_clock(np.array(shared), pacing.start_loss_s))
    shaped = np.interp(end, np.arange(race.half_laps + 1), np.append(0.0, times.cumsum()))
    return np.asarray(times + (target - shaped) / end)


def lines_m(race: Race, entry: Entry) -> Floats:
    """(half-lap + 1,) way of the train [m], its tail at the timing lines, the start's first."""
    changes = np.zeros(race.half_laps + 1)
    for exchange in entry.formation.exchanges():
        changes[exchange.half_lap + 1 :] += 1
    return race.oval.half_lap_m * np.arange(race.half_laps + 1.0) + entry.spacing_m * changes


class FlyingCurve:
    """The flying clock along the train's way: K4 and K5, bent by K7.

    Parameters
    ----------
    race, entry : who skates where
    times_s : (half-lap,) flying times of the model [s]
    bend : what is added so that everything known is met [s]; by default nothing

    Attributes
    ----------
    lines_m, lines_s : (half-lap + 1,) way [m] and clock [s] at the timing lines, the start's first
    """

    def __init__(self, race: Race, entry: Entry, times_s: Floats, bend: Bend | None = None) -> None:
        even = np.concatenate([[0.0], np.cumsum(times_s)])
        self.lines_m = lines_m(race, entry)
        self._even: Pchip = pchip(self.lines_m, even)
        self._waves = 2 * np.pi / np.diff(self.lines_m)
        swing = entry.pacing.corner_swing * even[-1] / race.distance_m
        self._swing_s = swing * race.oval.half_lap_m / (2 * np.pi)
        self._bend = bend
        self._tau = entry.pacing.start_loss_s
        self.lines_s = even if bend is None else even + bend(self.lines_m)[0]

    @cached_property
    def table(self) -> tuple[Floats, Floats, Floats]:
        """(point,) ways [m], and clock [s] and pace [s/m] there."""
        lines = np.arange(len(self.lines_m))
        steps = (len(lines) - 1) * _TABLE_STEPS
        way = np.interp(np.arange(steps + 1) / _TABLE_STEPS, lines, self.lines_m)
        return way, *self(way)

    def fastest(self) -> tuple[float, int]:
        """No less than the largest speed [m/s], and the half-lap (from 0) in which that is.

        Infinite if the curve jumps back.
        """
        _, clock, pace = self.table
        # θ is at most τ behind the race clock, so this share of the speed has been reached.
        reached = -np.expm1(-clock / self._tau - 1)
        at = int((pace / reached).argmin())
        speed = float(reached[at] / pace[at]) if pace.min() > 0 else np.inf
        return speed, min(at // _TABLE_STEPS, len(self.lines_m) - 2)

    def __call__(self, way_m: Floats) -> tuple[Floats, Floats]:
        """Flying clock [s] and its pace [s/m] along the way: G(x) + M(x) + R(x)."""
        clock, pace = self._even(way_m)
        half = self._even.piece(way_m)
        wave = self._waves[half]
        phase = wave * (way_m - self.lines_m[half])
        clock = clock + self._swing_s * (1 - np.cos(phase))
        pace = pace + self._swing_s * wave * np.sin(phase)
        if self._bend is not None:
            added, slope = self._bend(way_m)
            clock, pace = clock + added, pace + slope
        return clock, pace
