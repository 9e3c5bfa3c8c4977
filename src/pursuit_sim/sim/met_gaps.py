"""Both teams' curves bent, together as little as can be, so that gaps are met (K8).

Equation numbers are those of ``docs/models.md``.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

import numpy as np

from pursuit_sim.arrays import Floats
from pursuit_sim.scenario.race import Gap
from pursuit_sim.sim.bent_team import BentTeam, Stop
from pursuit_sim.sim.kinematic import race_clock
from pursuit_sim.sim.natural_spline import Bend, bending

_MET_S = 1e-9  # [s] to which gaps are met
_ROUNDS = 50  # Newton steps, in which bounds are taken up and let go; four are usual
_SOONEST_S = 1e-3  # [s] of flying clock; gaps that ask for less cannot be met
_LETTING_GO = 25  # of them; then bounds once taken up are kept
_LOOSE = 1e-12  # of the stiffness: holds a curve that nothing else does

TeamStop = tuple[int, Stop]  # a stop, and whose: 0 or 1


@dataclass(frozen=True)
class Met:
    """Curves of two teams that meet the gaps between them.

    Attributes
    ----------
    teams : whose curves
    at : of each team the bends at the gaps [s of flying clock] by half-laps
    stops : with what they cost
    bending : ∫R″² of both teams, without their stops
    """

    teams: Sequence[BentTeam]
    at: tuple[dict[float, float], ...]
    stops: tuple[TeamStop, ...] = field(default=())
    bending: float = 0.0

    @property
    def asked_s(self) -> float:
        """By how much the gaps change any half-lap beside passings and stops [s]."""
        return max(team.asked(self.at[i], self._stops(i)) for i, team in enumerate(self.teams))

    def _stops(self, team: int) -> list[Stop]:
        return [stop for who, stop in self.stops if who == team]

    def promising(self, places: Sequence[TeamStop]) -> list[TeamStop]:
        """Those of some further stops that would leave less bending, the most promising first."""
        pulls: list[tuple[float, TeamStop]] = []
        for i, team in enumerate(self.teams):
            knots, bend = map(
                np.array, zip(*sorted((team.known | self.at[i]).items()), strict=True)
            )
            left = bend - sum(each.lost_s * team.shares(each, knots) for each in self._stops(i))
            stiff = bending(knots)
            for who, stop in places:
                share = team.shares(stop, knots)
                pull = float(share @ stiff @ left)
                if who == i and pull > 0:
                    pulls.append((pull**2 / float(share @ stiff @ share + _LOOSE), (who, stop)))
        return [place for _, place in sorted(pulls, key=lambda each: (-each[0], each[1]))]

    def bends(self) -> tuple[Bend | None, ...]:
        """(entry,) what is added to each curve."""
        return tuple(team.bend(self.at[i], self._stops(i)) for i, team in enumerate(self.teams))


def met_gaps(
    teams: Sequence[BentTeam],
    gaps: Sequence[Gap],
    stops: Sequence[TeamStop] = (),
    *,
    as_given: Collection[TeamStop] = (),
) -> Met | None:
    """Bend both curves at the gaps, together as little as can be (K8); None if that fails.

    Sequential quadratic programming: race times are taken as straight about the last guess; a
    gap of which bounds are known is held to one of them while it presses against it.

    Parameters
    ----------
    teams : two
    gaps : to be met
    stops : where a team may have lost time, as much as leaves the least bent curves
    as_given : those of them that cost what they are said to
    """
    lines = np.array([gap.half_lap for gap in gaps])
    low, high = (np.array([getattr(gap, name) for gap in gaps]) for name in ("low_s", "high_s"))
    # One vector of the bends of both teams at all their knots, and of what stops cost.
    knots = [np.array(sorted({*team.known, *lines.tolist()})) for team in teams]
    owner = np.repeat([0, 1], [len(each) for each in knots])
    bend = np.concatenate([team.at(each) for team, each in zip(teams, knots, strict=True)])
    kept_off = _kept_off(teams, gaps, stops, as_given, knots)
    bend -= kept_off
    free = np.array(
        [at not in team.known for team, each in zip(teams, knots, strict=True) for at in each]
        + [stop not in as_given for stop in stops]
    )
    at_gap = [np.flatnonzero(owner == i)[np.searchsorted(knots[i], lines)] for i in (0, 1)]
    stiff = np.zeros((len(bend), len(bend)))
    for i in (0, 1):
        stiff[np.ix_(owner == i, owner == i)] = bending(knots[i])
    loose = _LOOSE * np.abs(stiff).max()
    stiff += loose * np.eye(len(bend))
    if stops:
        cost = np.zeros((len(bend), len(stops)))
        for column, (i, stop) in enumerate(stops):
            cost[owner == i, column] = teams[i].shares(stop, knots[i])
        left = np.hstack([np.eye(len(bend)), -cost])
        bend = np.append(bend, [each[1].lost_s if each in as_given else 0.0 for each in stops])
        stiff = left.T @ stiff @ left
        stiff[len(owner) :, len(owner) :] += loose * _usual_shares(teams, stops)
    model = [teams[i].model(lines) + kept_off[at_gap[i]] for i in (0, 1)]

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
            return Met(
                teams,
                tuple(
                    dict(
                        zip(
                            lines.tolist(),
                            (bend[: len(owner)] + kept_off)[at].tolist(),
                            strict=True,
                        )
                    )
                    for at in at_gap
                ),
                tuple(
                    (i, stop._replace(lost_s=float(lost)))
                    for (i, stop), lost in zip(stops, bend[len(owner) :], strict=True)
                ),
                float(bend @ stiff @ bend),
            )
    return None


def _kept_off(
    teams: Sequence[BentTeam],
    gaps: Sequence[Gap],
    stops: Sequence[TeamStop],
    as_given: Collection[TeamStop],
    knots: Sequence[Floats],
) -> Floats:
    """(knot of both teams) how far curves are kept off the least bent ones, as told before.

    Nought at what was told before. Where a what-if says again what those have elsewhere, nothing
    else is to be bent for it.
    """
    nothing = np.zeros(sum(map(len, knots)))
    later = {at for team in teams for at in team.later}
    before = [gap for gap in gaps if gap.half_lap not in later]
    if not later or not before:
        return nothing
    met = met_gaps([team.earlier() for team in teams], before, stops, as_given=as_given)
    if met is None:
        return nothing
    return np.concatenate(
        [
            team.kept_off(met.at[i], [stop for who, stop in met.stops if who == i], at)
            for i, (team, at) in enumerate(zip(met.teams, knots, strict=True))
        ]
    )


def _usual_shares(teams: Sequence[BentTeam], stops: Sequence[TeamStop]) -> Floats:
    """(stop, stop) what holds stops that nothing else does: short, and their parts as they were."""
    held = np.eye(len(stops))
    wholes = [(who, stop.whole) for who, stop in stops]
    for who, whole in {*wholes}:
        if whole is not None:
            parts = [k for k, each in enumerate(wholes) if each == (who, whole)]
            ends = np.array([(stops[k][1].begin, stops[k][1].end) for k in parts])
            share = np.diff(teams[who].shares(Stop(*whole), ends))[:, 0]
            off = np.eye(len(parts)) - np.outer(share / share.sum(), np.ones(len(parts)))
            held[np.ix_(parts, parts)] = off.T @ off + 1.0
    return held
