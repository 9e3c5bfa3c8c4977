"""What bends the model's curves of a race so that everything known of it is met.

Passings are met exactly, gaps too; where something is left open, both teams' curves together
are bent as little as can be. Equation numbers are those of ``docs/models.md``.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np

from pursuit_sim.arrays import Floats
from pursuit_sim.errors import InputError
from pursuit_sim.scenario.race import Entry, Gap, Race
from pursuit_sim.sim.kinematic import FlyingCurve, flying_clock, half_lap_times, race_clock
from pursuit_sim.sim.lead_changes import LeadChanges
from pursuit_sim.sim.natural_spline import (
    Bend,
    NaturalSpline,
    SplineSum,
    bending,
    natural_spline,
    unhurried_spline,
)

_MET_S = 1e-9  # [s] to which gaps are met
_ROUNDS = 50  # Newton steps, in which bounds are taken up and let go; four are usual
_SOONEST_S = 1e-3  # [s] of flying clock; gaps that ask for less cannot be met
_LETTING_GO = 25  # of them; then bounds once taken up are kept
# Of the pace. What measured races leave of the model stays within it; where passings jump, as
# when somebody stumbles, the curve then does not swing before and after.
_SWING = 0.02
_LOOSE = 1e-12  # of the stiffness: holds a curve that nothing else does


def bends(race: Race, slow: Collection[int] = ()) -> tuple[Bend | None, ...]:
    """(entry,) what is added to each curve along its way [s of flying clock]; None for nothing.

    Parameters
    ----------
    race : of one or two teams
    slow : which of them hardly moved for a while between two passings: before and after these they
        go on as they did, and only in between they are slow. The others' curves, and those
        that gaps bend, are bent as little as can be

    Raises
    ------
    InputError
        if the gaps cannot be met together
    """
    teams = [_Bent(race, entry, slow=i in slow) for i, entry in enumerate(race.entries)]
    # Where both are timed the gap says nothing more.
    gaps = [gap for gap in race.gaps if not all(gap.half_lap in each.known for each in teams)]
    if gaps and len(teams) > 1 and not _meet(teams, gaps):
        problem = "the gaps cannot all be met beside the known passings"
        raise InputError.single(race.id, "gaps", problem, "leave out those that are doubtful")
    return tuple(each.bend() for each in teams)


class _Bent:
    """By how much the model's own curve of a team has to be bent where.

    Attributes
    ----------
    known : half-laps skated → bend there [s of flying clock]
    tau : start loss [s]
    """

    def __init__(self, race: Race, entry: Entry, *, slow: bool) -> None:
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
            self._unhurried = unhurried_spline(*self._knots())
            self.known = dict.fromkeys(self.known, 0.0)  # what is left to be met

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

    def bend(self) -> Bend | None:
        """The curve through what is known, see `bends`; None if it is nought."""
        left = self._least()
        if self._unhurried is None or left is None:
            return self._unhurried or left
        return SplineSum(self._unhurried, left)

    def _least(self) -> NaturalSpline | None:
        """The least bent spline through what is to be met; None if it is nought."""
        if not any(self.known.values()):
            return None
        pace = self._entry.official_time_s / self._race.distance_m
        return natural_spline(*self._knots(), _SWING * pace)

    def _knots(self) -> tuple[Floats, Floats]:
        """Ways [m] to what is known, and the bend there [s of flying clock]."""
        knots, values = zip(*sorted(self.known.items()), strict=True)
        return self._way(np.array(knots)), np.array(values)

    def at(self, half_laps: Floats) -> Floats:
        """What is to be met at some places [s of flying clock], as far as it is known."""
        bend = self._least()
        return np.zeros_like(half_laps) if bend is None else bend(self._way(half_laps))[0]


def _meet(teams: Sequence[_Bent], gaps: Sequence[Gap]) -> bool:
    """Bend both curves at the gaps, together as little as can be (K8); whether they are met.

    Sequential quadratic programming: race times are taken as straight about the last guess; a
    gap of which bounds are known is held to one of them while it presses against it.
    """
    lines = np.array([gap.half_lap for gap in gaps])
    low, high = (np.array([getattr(gap, name) for gap in gaps]) for name in ("low_s", "high_s"))
    # One vector of the bends of both teams at all their knots.
    knots = [np.array(sorted({*team.known, *lines.tolist()})) for team in teams]
    owner = np.repeat([0, 1], [len(each) for each in knots])
    bend = np.concatenate([team.at(each) for team, each in zip(teams, knots, strict=True)])
    free = np.array(
        [at not in team.known for team, each in zip(teams, knots, strict=True) for at in each]
    )
    at_gap = [np.flatnonzero(owner == i)[np.searchsorted(knots[i], lines)] for i in (0, 1)]
    stiff = np.zeros((len(bend), len(bend)))
    for i in (0, 1):
        stiff[np.ix_(owner == i, owner == i)] = bending(knots[i])
    stiff += _LOOSE * np.abs(stiff).max() * np.eye(len(bend))
    model = [team.model(lines) for team in teams]

    def passings() -> list[Floats]:
        return [
            race_clock(np.maximum(model[i] + bend[at_gap[i]], _SOONEST_S), teams[i].tau)
            for i in (0, 1)
        ]

    held = np.where(low == high, low, np.nan)  # what each gap is held to now
    times = passings()
    for turn in range(_ROUNDS):
        active = np.flatnonzero(np.isfinite(held))
        slopes = np.zeros((len(active), len(bend)))  # race seconds for one of the flying clock
        for i, sign in ((0, 1.0), (1, -1.0)):
            slopes[range(len(active)), at_gap[i][active]] = -sign / np.expm1(
                -times[i][active] / teams[i].tau
            )
        slopes = slopes[:, free]
        nothing = np.zeros((len(active), len(active)))
        matrix = np.block([[stiff[np.ix_(free, free)], slopes.T], [slopes, nothing]])
        off = held[active] - (times[0] - times[1])[active]
        solved = np.linalg.solve(matrix, np.concatenate([-(stiff @ bend)[free], off]))
        bend[free] += solved[: free.sum()]
        times = passings()
        found = times[0] - times[1]
        pressing = np.zeros_like(low)  # upwards, so that an upper bound is needed
        pressing[active] = solved[free.sum() :]
        before = held.copy()
        if turn < _LETTING_GO:
            wrong = np.where(held == high, pressing < 0, pressing > 0)
            held[(low < high) & wrong] = np.nan
        held = np.where(np.isnan(before) & (found < low - _MET_S), low, held)
        held = np.where(np.isnan(before) & (found > high + _MET_S), high, held)
        same = np.array_equal(held, before, equal_nan=True)
        if same and not (np.abs(found - held) > _MET_S).any():
            for i in (0, 1):
                teams[i].known |= dict(zip(lines.tolist(), bend[at_gap[i]].tolist(), strict=True))
            return True
    return False
