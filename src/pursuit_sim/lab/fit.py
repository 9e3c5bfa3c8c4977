"""Pacing parameters that tell a measured race: a fit to its known passings.

Half-lap times on the flying clock are linear in the fade (K1–K3 of ``docs/models.md``), and
what they are off is convex in it: the fade is solved for, and the start's loss, the onset and
the shape are searched, on a grid refined about the best few; equal input gives equal output.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from pursuit_sim.arrays import Floats
from pursuit_sim.errors import InputError
from pursuit_sim.lab.chance import SIDE, f_tail_of_four
from pursuit_sim.scenario.parameters import Pacing, declarations
from pursuit_sim.scenario.quantity import allowed
from pursuit_sim.scenario.race import Entry, Race, Split
from pursuit_sim.scenario.time_source import TimeSource, passings_are, time_source
from pursuit_sim.sim.kinematic import fades, flying_clock, half_lap_times
from pursuit_sim.sim.schedule import schedules

LEAST_KNOWN = 5  # passings before the finish; four parameters are no fit to fewer
SEARCHED = ("start_loss_s", "fade_s", "fade_onset_lap", "fade_shape")
_MOST_S = 0.29  # [s] no half-lap is to be further off, if that can be; parameters are rounded
_BEYOND = 10.0  # how much more it weighs than the mean, if it is
_DIGITS = 2  # of the parameters found: a race is not known better
_LOSSES, _ONSETS, _SHAPES = 13, 29, 13  # points of the first grid: 0.25 s, quarters of a lap
_JUST_BEFORE = 0.01  # laps before the middle of a half-lap: a step then begins within it
_STARTS = 8  # places of the first grid from which to look closer
_NEAR = 7  # points a parameter about such a place
_ROUNDS = 6  # of looking closer; each three times as close
_SECTIONS = 40  # golden sections of the fade: to 1e-8 of its range
_GOLDEN = (5**0.5 - 1) / 2
_STEPS_S = (1.0, 0.1, 0.01, 0.001)  # in which times are written


@dataclass(frozen=True, slots=True)
class Fit:
    """How well four numbers tell a measured race.

    Attributes
    ----------
    entry : the entry with the pacing found, and without its known passings
    half_laps : the timing lines that are known, the finish last
    measured_s, fitted_s : (line,) passings [s]
    given_s : (line,) passings with the pacing that the scenario gave, or with an even one if
        that cannot be skated in this time [s]
    turns_assumed : nobody said where leaders changed, so no half-lap bears the cost of it
    source : of the passings: "measured", or "supposed" where a what-if wrote some
    time_source : of the finish, see `time_source`
    """

    entry: Entry
    half_laps: tuple[int, ...]
    measured_s: tuple[float, ...]
    fitted_s: tuple[float, ...]
    given_s: tuple[float, ...]
    turns_assumed: bool
    source: str
    time_source: TimeSource

    @property
    def errors_s(self) -> tuple[float, ...]:
        """Fitted minus measured time from each known line to the next, per half-lap [s]."""
        return tuple(self._off(self.fitted_s).tolist())

    @property
    def mean_error_s(self) -> float:
        """Mean absolute error of a half-lap [s]."""
        return float(np.abs(self.errors_s).mean())

    @property
    def largest_error_s(self) -> float:
        """Largest absolute error of a half-lap [s]."""
        return float(np.abs(self.errors_s).max())

    @property
    def given_error_s(self) -> float:
        """Mean absolute error of a half-lap with the pacing that the scenario gave [s]."""
        return float(np.abs(self._off(self.given_s)).mean())

    @property
    def chance(self) -> float:
        """How often chance alone would make four idle parameters better by as much.

        The F test of the squared errors, with and without the four. What rounding of the
        passings alone leaves is counted as error at least.
        """
        lines = len(self.half_laps)
        freedom = lines - 1 - len(SEARCHED)  # the finish is met whatever the parameters
        step = next(
            (each for each in _STEPS_S if _written_in(self.measured_s[:-1], each)), _STEPS_S[-1]
        )
        left, before = (
            float((self._off(each) ** 2).sum()) for each in (self.fitted_s, self.given_s)
        )
        rounding = lines * step**2 / 6  # variance of the difference of two rounded times
        gained = max(before - left, 0.0) / len(SEARCHED)
        return f_tail_of_four(gained * freedom / max(left, rounding), freedom)

    @property
    def is_better(self) -> bool:
        """Whether it is nearer than what the scenario gave by more than chance."""
        return self.chance <= SIDE

    @property
    def at_bounds(self) -> tuple[str, ...]:
        """Parameters that end where their range does: a wider one might come nearer."""
        pacing = self.entry.pacing
        return tuple(name for name in SEARCHED if getattr(pacing, name) in _range(name))

    def to_dict(self) -> dict[str, Any]:
        """Numbers and texts only, for JSON."""
        pacing = self.entry.pacing
        return {
            "team": self.entry.team.code,
            "pacing": {name: getattr(pacing, name) for name in written(self)},
            "half_laps": list(self.half_laps),
            "measured_s": list(self.measured_s),
            "passings_are": self.source,
            "time_source": self.time_source,
            "fitted_s": list(self.fitted_s),
            "mean_error_s": self.mean_error_s,
            "largest_error_s": self.largest_error_s,
            "given_mean_error_s": self.given_error_s,
            "chance": self.chance,
            "is_better_than_given": self.is_better,
            "at_bounds": list(self.at_bounds),
            "turns_assumed": self.turns_assumed,
        }

    def _off(self, passings_s: tuple[float, ...]) -> Floats:
        told, measured = (np.diff(each, prepend=0.0) for each in (passings_s, self.measured_s))
        return np.asarray((told - measured) / np.diff(self.half_laps, prepend=0))


def written(found: Fit) -> tuple[str, ...]:
    """Names of the pacing parameters that a fit sets."""
    return (*SEARCHED, "exchange_cost_s") if found.turns_assumed else SEARCHED


class _Grid(NamedTuple):
    """Values of start loss [s], onset [laps] and shape."""

    loss: Floats
    onset: Floats
    shape: Floats


def why_not(entry: Entry) -> str:
    """Why an entry cannot be fitted, such as "0 known passings before the finish"; or ""."""
    if entry.fall is not None:
        return "a skater fell: what came after was no pacing"
    if entry.splits and not entry.timed:
        whose = "assumed" if any(each.timed for each in entry.splits) else "a model's"
        return f"its passings are {whose}"
    known = len(_at_lines(entry))
    if known < LEAST_KNOWN:
        return f"{known} known passing{'' if known == 1 else 's'} before the finish"
    return ""


def fit_all(race: Race) -> tuple[list[Fit], dict[str, str]]:
    """Fits of all entries with enough passings; and why not, of the others, by team.

    Raises
    ------
    InputError
        if no entry can be fitted
    """
    left_out = {entry.team.code: reason for entry in race.entries if (reason := why_not(entry))}
    found = [fit(race, entry) for entry in race.entries if entry.team.code not in left_out]
    if not found:
        told = "; ".join(f"{code}: {reason}" for code, reason in left_out.items())
        remedy = f"a fit needs {LEAST_KNOWN}; give more as splits, laps_s or splits_s"
        raise InputError.single(race.id, "splits_s", told or "nobody's passings are known", remedy)
    return found, left_out


def _at_lines(entry: Entry) -> list[Split]:
    """The known passings of timing lines before the finish."""
    return [split for split in entry.timed if not split.half_lap % 1]


def _passings(race: Race, entry: Entry) -> Floats:
    """(half-lap,) passings of an entry alone [s]: a gap to another team has no say in its pace."""
    return schedules(replace(race, entries=(entry,), listed=(), gaps=()))[0].passings_s


def fit(race: Race, entry: Entry) -> Fit:
    """The pacing that comes nearest to an entry's known passings.

    Least is the mean absolute error of the half-laps, among pacings that are nowhere more than
    0.30 s off; where there is none, what is beyond weighs ten times. Exchanges cost what the
    entry's pacing says if somebody said where they were, else nothing; its lap deltas stay.

    Parameters
    ----------
    race, entry : who skates where

    Raises
    ------
    InputError
        if too few passings are known, somebody fell, or they are like no race
    """
    reason = why_not(entry)
    if reason:
        why = f"{entry.team.code}: {reason}"
        remedy = f"a fit needs {LEAST_KNOWN}; give more as splits, laps_s or splits_s"
        raise InputError.single(race.id, f"{entry.side}.splits_s", why, remedy)
    timed = _at_lines(entry)
    lines = np.array([*(round(split.half_lap) for split in timed), race.half_laps])
    measured = np.array([*(split.time_s for split in timed), entry.official_time_s])
    assumed = bool(entry.formation.exchanges()) and bool(
        {"formation", "formation.leads"} & {*entry.assumed}
    )
    own = replace(entry, splits=())
    bare = _with(own, exchange_cost_s=0.0) if assumed else own
    problem = _Problem(race, bare, lines, measured)
    for loss, onset, shape in _search(problem):
        alone = _Grid(*(np.array([each]) for each in (loss, onset, shape)))
        fade = round(float(problem.solve(alone)[1][0]), _DIGITS)
        fitted = _with(bare, **dict(zip(SEARCHED, (loss, fade, onset, shape), strict=True)))
        try:
            passings = _passings(race, fitted)
        except InputError:
            continue
        break
    else:
        why = f"no pacing that comes near to the passings of {entry.team.code} can be skated"
        remedy = "check the passings: they are like no race"
        raise InputError.single(race.id, f"{entry.side}.splits_s", why, remedy)
    try:
        given = _passings(race, own)
    except InputError:  # with it the time could not be skated at all
        given = _passings(race, _with(bare, fade_s=0.0, lap_deltas_s=()))
    at = lines - 1
    return Fit(
        entry=fitted,
        half_laps=tuple(lines.tolist()),
        measured_s=tuple(measured.tolist()),
        fitted_s=tuple(passings[at].tolist()),
        given_s=tuple(given[at].tolist()),
        turns_assumed=assumed,
        source=passings_are(race, entry),
        time_source=time_source(race, entry),
    )


def _with(entry: Entry, **values: object) -> Entry:
    return replace(entry, pacing=entry.pacing.model_copy(update=values))


class _Problem:
    """What a pacing is off, for a grid of start losses, onsets and shapes."""

    def __init__(self, race: Race, entry: Entry, lines: NDArray[np.int64], measured: Floats):
        self._laps, self._lines, self._measured = race.laps, lines, measured
        self._blocks = np.zeros((len(lines), race.half_laps))  # means between known lines
        for row, (begin, end) in enumerate(zip([0, *lines[:-1]], lines, strict=True)):
            self._blocks[row, begin:end] = 1.0 / (end - begin)
        # What exchanges and the user's lap deltas add, as the model has it.
        times = half_lap_times(race, _with(entry, fade_s=0.0))
        self._even = self._blocks @ (times - times.mean())

    def solve(self, grid: _Grid) -> tuple[Floats, Floats]:
        """(place,) what is off [s], and the fade with which that is least [s].

        Places are those of the grid, the last axis running fastest.
        """
        halves = self._blocks.shape[1]
        flying = np.stack([flying_clock(self._measured, each) for each in grid.loss.tolist()])
        took = np.diff(flying, prepend=0.0, axis=1) / np.diff(self._lines, prepend=0)
        rest = took - flying[:, -1:] / halves - self._even  # (loss, line): for the fade to tell
        unit = Pacing.model_construct(fade_s=1.0)
        grown = np.stack(
            [
                fades(self._laps, unit.model_copy(update={"fade_onset_lap": a, "fade_shape": b}))
                for a in grid.onset.tolist()
                for b in grid.shape.tolist()
            ]
        )
        felt = (grown - grown.mean(axis=1, keepdims=True)) @ self._blocks.T  # (form, line)

        def off(fade: Floats) -> Floats:
            errors = np.abs(rest[:, np.newaxis] - fade[..., np.newaxis] * felt)
            beyond = np.clip(errors.max(axis=-1) - _MOST_S, 0.0, None)
            return np.asarray(errors.mean(axis=-1) + _BEYOND * beyond)

        shape = (len(rest), len(felt))
        low, high = (np.full(shape, end) for end in _range("fade_s"))
        for _ in range(_SECTIONS):  # convex in the fade
            left, right = high - _GOLDEN * (high - low), low + _GOLDEN * (high - low)
            lower = off(left) <= off(right)
            low, high = np.where(lower, low, left), np.where(lower, right, high)
        fade = (low + high) / 2
        return off(fade).ravel(), fade.ravel()


def _search(problem: _Problem) -> list[tuple[float, float, float]]:
    """Start losses [s], onsets [laps] and shapes, rounded, nearest first, from some starts.

    Looked for among rounded ones: beside the middle of a half-lap a step is either in it or not.
    """
    ends = [_range(name) for name in _ON_GRID]
    quarters = np.linspace(*ends[1], _ONSETS)
    first = _Grid(
        np.linspace(*ends[0], _LOSSES),
        np.union1d(quarters, quarters[1::2] - _JUST_BEFORE),
        np.geomspace(*ends[2], _SHAPES),
    )
    off = problem.solve(first)[0].reshape([len(axis) for axis in first])
    at_onset = off.min(axis=(0, 2))  # so that all start from different onsets
    best: list[tuple[float, tuple[float, float, float]]] = []
    for onset in np.argsort(at_onset, kind="stable")[:_STARTS].tolist():
        loss, shape = np.unravel_index(int(off[:, onset].argmin()), off[:, onset].shape)
        value = np.inf
        place = (float(first.loss[loss]), float(first.onset[onset]), float(first.shape[shape]))
        wide = [float(np.diff(axis).max()) for axis in first]
        for _ in range(_ROUNDS):
            axes = [
                np.clip(each + np.linspace(-width, width, _NEAR), *end).round(_DIGITS)
                for each, width, end in zip(place, wide, ends, strict=True)
            ]
            near = _Grid(axes[0], axes[1], axes[2])
            found = problem.solve(near)[0]
            value = float(found.min())
            at = np.unravel_index(int(found.argmin()), (_NEAR,) * len(near))
            place = (float(axes[0][at[0]]), float(axes[1][at[1]]), float(axes[2][at[2]]))
            wide = [width / ((_NEAR - 1) / 2) for width in wide]
        best.append((value, place))
    return [place for _, place in sorted(best)]


_ON_GRID = ("start_loss_s", "fade_onset_lap", "fade_shape")


def _written_in(times_s: tuple[float, ...], step_s: float) -> bool:
    """Whether all times are multiples of a step [s]."""
    steps = np.array(times_s) / step_s
    return bool(np.abs(steps - np.round(steps)).max() < 1e-4)


def _range(name: str) -> tuple[float, float]:
    """The values that a pacing parameter may have."""
    return allowed(declarations()[f"pacing.{name}"])
