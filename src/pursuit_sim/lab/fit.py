"""Pacing parameters that tell a measured race: a fit to its known passings.

Half-lap times on the flying clock are linear in the fade (K1–K3 of ``docs/models.md``), so
only its onset, its shape and the start's loss are searched, on a grid that is refined
about the best; equal input gives equal output.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import numpy as np
from annotated_types import Ge, Le
from numpy.typing import NDArray

from pursuit_sim.errors import InputError
from pursuit_sim.scenario.parameters import Pacing, declarations
from pursuit_sim.scenario.race import Entry, Race
from pursuit_sim.sim.kinematic import fades, flying_clock, half_lap_times
from pursuit_sim.sim.schedule import schedules

Floats = NDArray[np.float64]

LEAST_KNOWN = 5  # passings before the finish; four parameters are no fit to fewer
_DIGITS = 2  # of the parameters found: a race is not known better
_POINTS = (31, 15, 15)  # of the grid: start loss, onset, shape
_FADES, _FADE_BESIDE_S = 9, 0.6  # … and fades, so far beside that of the least squares
_ROUNDS = 5  # of refining; each looks about the best, between its neighbours


@dataclass(frozen=True, slots=True)
class Fit:
    """How well four numbers tell a measured race.

    Attributes
    ----------
    entry : the entry with the pacing found, and without its known passings
    half_laps : the timing lines that are known, the finish last
    measured_s, fitted_s : (line,) passings [s]
    """

    entry: Entry
    half_laps: tuple[int, ...]
    measured_s: tuple[float, ...]
    fitted_s: tuple[float, ...]

    @property
    def errors_s(self) -> tuple[float, ...]:
        """Fitted minus measured time from each known line to the next, per half-lap [s]."""
        measured, fitted = (np.diff(each, prepend=0.0) for each in (self.measured_s, self.fitted_s))
        halves = np.diff(self.half_laps, prepend=0)
        return tuple(((fitted - measured) / halves).tolist())

    @property
    def mean_error_s(self) -> float:
        """Mean absolute error of a half-lap [s]."""
        return float(np.abs(self.errors_s).mean())

    @property
    def largest_error_s(self) -> float:
        """Largest absolute error of a half-lap [s]."""
        return float(np.abs(self.errors_s).max())

    def to_dict(self) -> dict[str, Any]:
        """Numbers and texts only, for JSON."""
        pacing = self.entry.pacing
        return {
            "team": self.entry.team.code,
            "pacing": {name: getattr(pacing, name) for name in SEARCHED},
            "half_laps": list(self.half_laps),
            "measured_s": list(self.measured_s),
            "fitted_s": list(self.fitted_s),
            "mean_error_s": self.mean_error_s,
            "largest_error_s": self.largest_error_s,
        }


SEARCHED = ("start_loss_s", "fade_s", "fade_onset_lap", "fade_shape")


class _Grid(NamedTuple):
    """Values of start loss [s], onset [laps], shape, and fade beside its least squares [s]."""

    loss: Floats
    onset: Floats
    shape: Floats
    beside: Floats


def fit(race: Race, entry: Entry) -> Fit:
    """The pacing that comes nearest to an entry's known passings.

    Least is the sum of the sixth powers of what half-laps are off: one that is far off
    counts more than many that are a little. Exchanges cost what the entry's pacing says, and its
    lap deltas stay; the official time is met exactly.

    Parameters
    ----------
    race, entry : who skates where

    Raises
    ------
    InputError
        if too few passings are known, or they are like no race
    """
    timed = [split for split in entry.splits if not split.half_lap % 1]  # at the lines
    lines = [*(round(split.half_lap) for split in timed), race.half_laps]
    if len(lines) <= LEAST_KNOWN:
        raise InputError.single(
            race.id,
            f"{entry.side}.splits_s",
            f"{entry.team.code} has {len(lines) - 1} known passings before the finish",
            f"a fit needs {LEAST_KNOWN}; give more as splits, laps_s or splits_s",
        )
    measured = np.array([*(split.time_s for split in timed), entry.official_time_s])
    axes = [
        np.linspace(*_range(name), count) for name, count in zip(_ON_GRID, _POINTS, strict=True)
    ]
    beside = np.linspace(-_FADE_BESIDE_S, _FADE_BESIDE_S, _FADES)
    grid = _Grid(axes[0], axes[1], axes[2], beside)
    fade = 0.0
    for _ in range(_ROUNDS):
        fade, best = _best(race, entry, np.array(lines), measured, grid)
        grid = _Grid(*(_about(values, at) for values, at in zip(grid, best, strict=True)))
    loss_s, onset_lap, exponent = (
        round(float(each[len(each) // 2]), _DIGITS) for each in grid[: len(_ON_GRID)]
    )
    pacing = entry.pacing.model_copy(
        update={
            "start_loss_s": loss_s,
            "fade_s": round(fade, _DIGITS),
            "fade_onset_lap": onset_lap,
            "fade_shape": exponent,
        }
    )
    fitted = replace(entry, pacing=pacing, splits=())
    try:
        passings = schedules(replace(race, entries=(fitted,)))[0].passings_s
    except InputError:
        raise InputError.single(
            race.id,
            f"{entry.side}.splits_s",
            f"the pacing that comes nearest to the passings of {entry.team.code} cannot be skated",
            "check the passings: they are like no race",
        ) from None
    return Fit(
        fitted,
        tuple(lines),
        tuple(measured.tolist()),
        tuple(float(passings[line - 1]) for line in lines),
    )


_ON_GRID = ("start_loss_s", "fade_onset_lap", "fade_shape")


def _best(
    race: Race, entry: Entry, lines: NDArray[np.int64], measured: Floats, grid: _Grid
) -> tuple[float, tuple[int, int, int, int]]:
    """The fade [s] and the place in a grid of what is off least."""
    halves = race.half_laps
    blocks = np.zeros((len(lines), halves))  # sums half-laps from each known line to the next
    for row, (begin, end) in enumerate(zip([0, *lines[:-1]], lines, strict=True)):
        blocks[row, begin:end] = 1.0 / (end - begin)
    # What exchanges and the user's lap deltas add, as the model has it.
    plain = replace(entry, splits=(), pacing=entry.pacing.model_copy(update={"fade_s": 0.0}))
    times = half_lap_times(race, plain)
    even = blocks @ (times - times.mean())
    flying = np.stack([flying_clock(measured, float(loss)) for loss in grid.loss])
    took = np.diff(flying, prepend=0.0, axis=1) / np.diff(lines, prepend=0)
    rest = took - flying[:, -1:] / halves - even  # (loss, line): what the fade has to tell
    unit = Pacing.model_construct(fade_s=1.0)
    grown = np.stack(
        [
            fades(race.laps, unit.model_copy(update={"fade_onset_lap": a, "fade_shape": b}))
            for a in grid.onset.tolist()
            for b in grid.shape.tolist()
        ]
    )
    felt = (grown - grown.mean(axis=1, keepdims=True)) @ blocks.T  # (onset and shape, line)
    power = np.maximum((felt**2).sum(axis=1), np.finfo(float).tiny)
    least = rest @ felt.T / power  # fade of the least squares (loss, onset and shape)
    fade = np.clip(least[..., np.newaxis] + grid.beside, *_range("fade_s"))
    off = rest[:, np.newaxis, np.newaxis] - fade[..., np.newaxis] * felt[:, np.newaxis]
    off *= off
    total = (off * off * off).sum(axis=-1)  # of sixth powers
    loss, form, beside = np.unravel_index(int(total.argmin()), fade.shape)
    onset, shape = divmod(int(form), len(grid.shape))
    return float(fade[loss, form, beside]), (int(loss), onset, shape, int(beside))


def _about(values: Floats, at: int) -> Floats:
    """As many values about one of them, as far as its neighbours; it stays in the middle."""
    step = float(values[1] - values[0])
    finer = np.linspace(-step, step, len(values) // 2 * 2 + 1)
    return np.asarray(np.clip(values[at] + finer, values[0], values[-1]))


def _range(name: str) -> tuple[float, float]:
    """The values that a pacing parameter may have."""
    limits = declarations()[f"pacing.{name}"].metadata
    low = next(float(str(each.ge)) for each in limits if isinstance(each, Ge))
    high = next(float(str(each.le)) for each in limits if isinstance(each, Le))
    return low, high
