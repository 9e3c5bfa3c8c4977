"""What a formation is worth: one team, one race, four formations.

κ is fitted so that the formation that was skated gives the time that was skated; the
others differ in their formation and in κ_push/κ_rot alone. Every answer comes with the
range that the parameters' uncertainty leaves.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pursuit_sim.lab.calibrate import Calibration, calibrate, solve_effectiveness
from pursuit_sim.lab.formations import PUSH, ROTATING, counterparts, find_entry, role
from pursuit_sim.lab.load import Load, loads
from pursuit_sim.lab.parts import Parts, parts
from pursuit_sim.lab.uncertainty import (
    EXCHANGE,
    PUSH_RATIO,
    UNCERTAIN,
    applied,
    classes,
    draws,
)
from pursuit_sim.scenario.formation import Kind
from pursuit_sim.scenario.physics import DraftingSet
from pursuit_sim.scenario.race import Entry, Race
from pursuit_sim.sim.batch import times
from pursuit_sim.sim.cases import Cases, cases
from pursuit_sim.sim.course import course
from pursuit_sim.sim.pace import solve
from pursuit_sim.sim.power import PowerRace

Floats = NDArray[np.float64]

FORMAT, VERSION = "pursuit-sim/comparison", 1
DRAWS, SEED = 10_000, 2022
LOW_PERCENT, HIGH_PERCENT = 5.0, 95.0
_CLOSE_S = 1e-4  # [s] to which a draw meets the official time: far below its own interval
_TURN_ROUNDS, _TURN_S = 20, 1e-6
_ELASTICITY = -0.40  # d ln T / d ln κ, where the search for the turning ratio begins

CAVEATS = (
    "κ is fitted to this race and κ_push/κ_rot is a guess (0.95–1.00): read the range, "
    "not the number.",
    "Pushing stops paying where it costs the team about 4–6 % effectiveness; the ratio at "
    "which this team's answer turns is given.",
    "One team's fully raced times vary by ±0.5–1 s from race to race, which is not in the "
    "interval.",
    "The only published size of the push's gain is about a second and a half; a claim beyond "
    "about 4 s is unsupported.",
    "Where the scenario does not say how the three differ they are taken as equal.",
)


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value at the usual parameters, and its 5–95 % interval over the draws."""

    value: float
    low: float
    high: float

    def to_dict(self) -> dict[str, float]:
        """As plain data."""
        return {"value": self.value, "low_5": self.low, "high_95": self.high}


@dataclass(frozen=True, slots=True)
class Outcome:
    """A team in one formation.

    Attributes
    ----------
    kind : "rotating", "push", "few changes" or "fixed"
    entry : the entry that was raced, κ set; `simulate` with model "power" replays it
    skated : whether this is what the team really did
    time_s : [s]
    time : `time_s` with its interval; nil width for the formation that was skated
    difference : time minus that of the rotation [s], negative is faster
    parts : what the difference consists of
    loads : per skater
    """

    kind: Kind
    entry: Entry
    skated: bool
    time: Estimate
    difference: Estimate
    parts: Parts
    loads: tuple[Load, ...]

    @property
    def time_s(self) -> float:
        """Time at the usual parameters [s]."""
        return self.time.value

    def to_dict(self) -> dict[str, Any]:
        """As plain data."""
        formation, lineup = self.entry.formation, self.entry.lineup
        return {
            "kind": self.kind,
            "push": formation.push,
            "leads": [[lineup[lead.skater], lead.laps] for lead in formation.leads],
            "skated": self.skated,
            "time_s": self.time_s,
            "time_interval_s": [self.time.low, self.time.high],
            "difference_to_rotating_s": self.difference.to_dict(),
            "parts": self.parts.to_dict(),
            "skaters": [each.to_dict() for each in self.loads],
        }


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """What one parameter does to the push's difference, all others as usual, κ refitted.

    Attributes
    ----------
    name, unit : see `uncertainty.Uncertain`
    low, high : ends of its range
    at_low_s, at_high_s : push minus rotation there [s]
    """

    name: str
    unit: str
    low: float
    high: float
    at_low_s: float
    at_high_s: float

    @property
    def swing_s(self) -> float:
        """How far the answer moves over the range [s]."""
        return abs(self.at_high_s - self.at_low_s)

    def to_dict(self) -> dict[str, Any]:
        """As plain data."""
        return {
            "name": self.name,
            "unit": self.unit,
            "low": self.low,
            "high": self.high,
            "at_low_s": self.at_low_s,
            "at_high_s": self.at_high_s,
        }


@dataclass(frozen=True, slots=True)
class Comparison:
    """Four formations of one team in one race.

    Attributes
    ----------
    race : the race
    team : code
    calibration : the fit of κ
    outcomes : by kind, in the order of `formations.COMPARED`
    push_minus_rotating : [s]; negative: the push is faster
    probability_push_faster : share of the draws
    turning_ratio : κ_push/κ_rot at which push and rotation are level; above, the push wins
    sensitivities : largest first
    draws, unsolved, seed : of the interval; unsolved draws are left out of it
    drawn_difference_s : (draw,) push minus rotation, for plots
    """

    race: Race
    team: str
    calibration: Calibration
    outcomes: Mapping[Kind, Outcome]
    push_minus_rotating: Estimate
    probability_push_faster: float
    turning_ratio: Estimate
    sensitivities: tuple[Sensitivity, ...]
    draws: int
    unsolved: int
    seed: int
    drawn_difference_s: Floats

    @property
    def sign_is_sure(self) -> bool:
        """Whether the whole 5–95 % interval lies on one side of nought."""
        return self.push_minus_rotating.low * self.push_minus_rotating.high > 0

    @property
    def verdict(self) -> str:
        """One sentence for people, which never hides that the sign may change."""
        best = self.push_minus_rotating
        faster = "push" if best.value < 0 else "rotation"
        size = f"{abs(best.value):.1f} s (5–95 %: {best.low:+.1f} to {best.high:+.1f} s)"
        size = size.replace("-", "−")
        sure = (
            "the sign holds over the whole interval"
            if self.sign_is_sure
            else "the interval includes nought: the answer may be the other one"
        )
        return (
            f"{self.team}: the {faster} is faster by {size}; {sure}; the push wins in "
            f"{100 * self.probability_push_faster:.0f} % of the draws, and as long as "
            f"κ_push/κ_rot is above {self.turning_ratio.value:.3f} "
            f"({self.turning_ratio.low:.3f}–{self.turning_ratio.high:.3f})"
        )

    def to_dict(self) -> dict[str, Any]:
        """As plain data, in the shape of the documented JSON."""
        return {
            "format": FORMAT,
            "version": VERSION,
            "race": self.race.id,
            "team": self.team,
            "official_time_s": self.calibration.time_s,
            "calibration": self.calibration.to_dict(),
            "formations": [each.to_dict() for each in self.outcomes.values()],
            "push_minus_rotating_s": self.push_minus_rotating.to_dict(),
            "sign_is_sure": self.sign_is_sure,
            "probability_push_faster": self.probability_push_faster,
            "turning_ratio": self.turning_ratio.to_dict(),
            "sensitivities": [each.to_dict() for each in self.sensitivities],
            "draws": {"count": self.draws, "unsolved": self.unsolved, "seed": self.seed},
            "verdict": self.verdict,
            "caveats": list(CAVEATS),
        }


def compare(
    race: Race,
    team: str,
    *,
    draws_count: int = DRAWS,
    seed: int = SEED,
    drafting: DraftingSet | None = None,
) -> Comparison:
    """One team rotating, pushing, with few changes, and fixed.

    Parameters
    ----------
    race : the race it skated
    team : its code
    draws_count : parameter sets behind the intervals
    seed : of the draws
    drafting : set of drafting strengths, by default the entry's own

    Raises
    ------
    InputError
        if the team is not in the race, or no κ gives its time
    """
    entry = find_entry(race, team)
    if drafting is not None:
        effort = entry.effort.model_copy(update={"drafting": drafting})
        entry = replace(entry, effort=effort)
    calibration = calibrate(race, entry)
    effort = entry.effort.model_copy(update={"effectiveness": calibration.effectiveness})
    entry = replace(entry, effort=effort)
    entries = counterparts(race, entry)
    skated = role(entry.formation)
    powers = {kind: PowerRace(race, each) for kind, each in entries.items()}
    shares = parts(race, entries, ROTATING)
    values = draws(draws_count, seed)
    drawn = _drawn(race, entries, skated, cases(race, entry), values)
    base = powers[ROTATING].time_s
    outcomes = {
        kind: Outcome(
            kind=kind,
            entry=each,
            skated=kind == skated,
            time=_estimate(powers[kind].time_s, drawn[kind]),
            difference=_estimate(powers[kind].time_s - base, drawn[kind] - drawn[ROTATING]),
            parts=shares[kind],
            loads=loads(powers[kind]),
        )
        for kind, each in entries.items()
    }
    difference = drawn[PUSH] - drawn[ROTATING]
    solved = np.isfinite(difference)
    turning = turning_ratio(race, entries)
    return Comparison(
        race=race,
        team=team,
        calibration=calibration,
        outcomes=outcomes,
        push_minus_rotating=outcomes[PUSH].difference,
        probability_push_faster=float((difference[solved] < 0).mean()) if solved.any() else np.nan,
        turning_ratio=_estimate(turning, _drawn_turning(values[PUSH_RATIO], drawn)),
        sensitivities=_sensitivities(race, entries, skated, cases(race, entry)),
        draws=draws_count,
        unsolved=int((~solved).sum()),
        seed=seed,
        drawn_difference_s=difference,
    )


def turning_ratio(race: Race, entries: Mapping[Kind, Entry]) -> float:
    """κ_push/κ_rot at which push and rotation take the same time; κ of the rotation kept.

    NaN where the two never meet.

    Parameters
    ----------
    entries : the team rotating and pushing, κ set
    """
    push, rotating = entries[PUSH], entries[ROTATING]
    target = float(solve(course(race, rotating), cases(race, rotating)).time_s[0])
    track, own = course(race, push), cases(race, push)
    ratio = float(own.push_ratio[0])
    slope, before = _ELASTICITY, None
    for _ in range(_TURN_ROUNDS):
        found = float(solve(track, own.vary(push_ratio=np.array([ratio]))).time_s[0])
        miss = float(np.log(found / target))
        if abs(miss) * target < _TURN_S:
            return ratio
        if before is not None and before[0] != ratio:
            slope = (miss - before[1]) / float(np.log(ratio / before[0]))
        before = (ratio, miss)
        ratio = float(ratio * np.exp(-miss / slope))
    return float("nan")


def _drawn(
    race: Race,
    entries: Mapping[Kind, Entry],
    skated: Kind,
    own: Cases,
    values: Mapping[str, Floats],
) -> dict[Kind, Floats]:
    """(draw,) times of each formation, κ fitted anew in every draw."""
    count = len(values[PUSH_RATIO])
    result = {kind: np.full(count, np.nan) for kind in entries}
    official = entries[skated].official_time_s
    for duration, which in classes(values[EXCHANGE]):
        some = {name: array[which] for name, array in values.items()}
        sets = applied(own, some)
        tracks = {kind: course(race, _with_exchange(each, duration)) for kind, each in entries.items()}
        kappa = solve_effectiveness(
            tracks[skated], sets, np.full(len(which), official), _CLOSE_S
        )
        sets = sets.vary(effectiveness=kappa)
        for kind, track in tracks.items():
            result[kind][which] = (
                np.where(np.isnan(kappa), np.nan, official)
                if kind == skated
                else times(track, sets).time_s
            )
    return result


def _with_exchange(entry: Entry, duration_s: float) -> Entry:
    return replace(entry, train=entry.train.model_copy(update={"exchange_s": duration_s}))


def _drawn_turning(ratio: Floats, drawn: Mapping[Kind, Floats]) -> Floats:
    """(draw,) ratio at which each draw turns, by the power law T ~ κ^−0.40 (± 0.001)."""
    return np.asarray(ratio * (drawn[PUSH] / drawn[ROTATING]) ** (-1 / _ELASTICITY))


def _sensitivities(
    race: Race, entries: Mapping[Kind, Entry], skated: Kind, own: Cases
) -> tuple[Sensitivity, ...]:
    """Push minus rotation with one parameter after the other at the ends of its range."""
    pair = {kind: entries[kind] for kind in (skated, ROTATING, PUSH)}
    plain = [each for each in UNCERTAIN if each.name != EXCHANGE]
    ends = []
    for i, each in enumerate(plain):
        assert each.apply is not None
        for end in (each.low, each.high):
            ends.append(each.apply(own, np.array([end])))
    sets = Cases.stack(ends)
    difference = _difference(race, pair, skated, sets)
    found = {
        each.name: (difference[2 * i], difference[2 * i + 1]) for i, each in enumerate(plain)
    }
    by_name = {each.name: each for each in UNCERTAIN}
    change = by_name[EXCHANGE]
    low, high = (
        _difference(
            race, {kind: _with_exchange(each, end) for kind, each in pair.items()}, skated, own
        )[0]
        for end in (change.low, change.high)
    )
    found[EXCHANGE] = (low, high)
    result = [
        Sensitivity(
            name, by_name[name].unit, by_name[name].low, by_name[name].high, float(a), float(b)
        )
        for name, (a, b) in found.items()
    ]
    return tuple(sorted(result, key=lambda each: each.swing_s, reverse=True))


def _difference(
    race: Race, entries: Mapping[Kind, Entry], skated: Kind, sets: Cases
) -> Floats:
    """(case,) push minus rotation [s], κ refitted."""
    official = entries[skated].official_time_s
    tracks = {kind: course(race, each) for kind, each in entries.items()}
    kappa = solve_effectiveness(tracks[skated], sets, np.full(len(sets), official), _CLOSE_S)
    sets = sets.vary(effectiveness=kappa)
    took = {
        kind: np.full(len(sets), official) if kind == skated else times(track, sets).time_s
        for kind, track in tracks.items()
    }
    return np.asarray(took[PUSH] - took[ROTATING])


def _estimate(value: float, drawn: Floats) -> Estimate:
    solved = drawn[np.isfinite(drawn)]
    if not len(solved):
        return Estimate(value, float("nan"), float("nan"))
    low, high = np.percentile(solved, [LOW_PERCENT, HIGH_PERCENT])
    return Estimate(value, float(low), float(high))
