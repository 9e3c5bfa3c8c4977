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
from pursuit_sim.scenario.human_limits import FASTEST_HALF_LAP_S, FASTEST_TRAIN_MPS
from pursuit_sim.scenario.parameters import Pacing
from pursuit_sim.scenario.race import Entry, Race
from pursuit_sim.sim.pchip import Pchip, pchip
from pursuit_sim.sim.skateable import cause

Floats = NDArray[np.float64]

GLIDE_DECAY_S = 20.0  # [s] speed after the finish falls by 1/e; chosen, for the eye only
_TABLE_STEPS = 96  # points a half-lap: guesses mostly within 0.01 m
_CLOSE_M = 0.01  # [m] from a guess so near, one Newton step ends < 1e-6 m
_TAIL_STEPS = 8  # Newton steps for places; more than one only where known passings jump
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
        if splits and pacing leave a half-lap less time than anybody needs
    """
    times = _shared_times(race, entry)
    if times.min() < FASTEST_HALF_LAP_S:
        shortest = int(times.argmin())
        key, found = cause(
            entry, shortest, lambda other: _shared_times(race, other).min() >= FASTEST_HALF_LAP_S
        )
        left = f"{times[shortest]:.2f} s" if times[shortest] > 0 else "no time"
        beside = ", beside the standing start," if shortest == 0 else ""
        raise InputError.single(
            race.id,
            key,
            f"found {found}, which leaves {left}{beside} for half-lap {shortest + 1} of "
            f"{entry.team.code}",
            f"nobody skates one faster than {FASTEST_HALF_LAP_S:g} s: bring lap_deltas_s, fade_s "
            "and splits nearer to an even race of the final time",
        )
    return times


def _shared_times(race: Race, entry: Entry) -> Floats:
    """`half_lap_times`, whether they can be skated or not."""
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
    return times


class FlyingCurve:
    """The flying clock along the lap line: K4 and K5.

    Parameters
    ----------
    race, entry : who skates where
    times_s : (half-lap,) flying times [s], each above nought

    Attributes
    ----------
    even_s : (half-lap + 1,) at the timing lines [s], the start's first
    table_m, table_s : (point,) distances [m], and the clock there [s]
    fastest_mps : no less than the largest speed anywhere [m/s]; infinite if it jumps back
    fastest_at : index of the half-lap in which that is
    """

    def __init__(self, race: Race, entry: Entry, times_s: Floats) -> None:
        length = race.distance_m
        self.even_s = np.concatenate([[0.0], np.cumsum(times_s)])
        self._even: Pchip = pchip(race.oval.half_lap_m, self.even_s)
        self._wave = 2 * np.pi / race.oval.half_lap_m
        self._swing = entry.pacing.corner_swing * self.even_s[-1] / length
        self.table_m = np.linspace(0.0, length, race.half_laps * _TABLE_STEPS + 1)
        self.table_s, pace = self(self.table_m)
        # θ is at most τ behind the race clock, so this share of the speed has been reached.
        reached = -np.expm1(-self.table_s / entry.pacing.start_loss_s - 1)
        at = int((pace / reached).argmin())
        self.fastest_mps = float(reached[at] / pace[at]) if pace.min() > 0 else np.inf
        self.fastest_at = min(at // _TABLE_STEPS, race.half_laps - 1)

    def __call__(self, distance_m: Floats) -> tuple[Floats, Floats]:
        """Flying clock [s] and its pace [s/m] at a distance: G(s) + M(s)."""
        even, pace = self._even(distance_m)
        phase = self._wave * distance_m
        return (
            even + self._swing / self._wave * (1 - np.cos(phase)),
            pace + self._swing * np.sin(phase),
        )


class Schedule:
    """When the tail of a train is where: K4–K6 of the model, exact both ways.

    Where somebody falls, this is the train of those who stay up.

    Raises
    ------
    InputError
        if the entry's passings and pacing cannot be skated
    """

    def __init__(self, race: Race, entry: Entry) -> None:
        self._flying = FlyingCurve(race, entry, half_lap_times(race, entry))
        if self._flying.fastest_mps > FASTEST_TRAIN_MPS:
            raise _too_fast(race, entry, self._flying)
        self._tau = entry.pacing.start_loss_s
        self._length = race.distance_m
        self.passings_s: Floats = race_clock(self._flying.even_s[1:], self._tau)
        if entry.fall is None:
            self.passings_s[-1] = entry.official_time_s
        self._finish = float(self.passings_s[-1])

    def tail(self, time_s: Floats) -> tuple[Floats, Floats]:
        """Distance [m] and speed [m/s] of the tail along the lap line (K6).

        Solves θ(t) = G(s) + M(s). After the finish the train glides out.

        Parameters
        ----------
        time_s : (time,) [s] from the gun, rising
        """
        racing = np.minimum(time_s, self._finish)
        flying = flying_clock(racing, self._tau)
        distance = np.interp(flying, self._flying.table_s, self._flying.table_m)
        for _ in range(_TAIL_STEPS):
            value, pace = self._flying(distance)
            step = (value - flying) / pace
            distance = np.clip(distance - step, 0.0, self._length)
            if np.abs(step).max() < _CLOSE_M:
                break
        speed = -np.expm1(-racing / self._tau) / pace
        after = time_s - racing
        glide = np.exp(-after / GLIDE_DECAY_S)
        return distance + speed * GLIDE_DECAY_S * (1 - glide), speed * glide


def _too_fast(race: Race, entry: Entry, curve: FlyingCurve) -> InputError:
    """Of an entry whose half-laps are possible, but not what lies between."""

    def fits(other: Entry) -> bool:
        times = _shared_times(race, other)
        if times.min() <= 0:
            return False
        return FlyingCurve(race, other, times).fastest_mps <= FASTEST_TRAIN_MPS

    key, found = cause(entry, curve.fastest_at, fits)
    speed = f"{curve.fastest_mps:.1f} m/s" if np.isfinite(curve.fastest_mps) else "a jump backwards"
    return InputError.single(
        race.id,
        key,
        f"found {found}, for which {entry.team.code} would need {speed} in half-lap "
        f"{curve.fastest_at + 1}",
        f"nobody skates faster than {FASTEST_TRAIN_MPS:g} m/s: let the half-laps be more alike",
    )
