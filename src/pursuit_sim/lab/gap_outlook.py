"""Who wins a race of two, given the gap at some distance.

Part of what divides two teams they have from the start, speed and form: it grows in proportion to
the distance. The rest comes about on the way and wanders (Brownian motion). Rarely somebody falls
or touches. So the gap so far tells something of what is to come, and what remains uncertain
shrinks with the way that is left. Half-lap times of Heerenveen 2020 say how much wanders: the
same in every half-lap, as far as seven pairs of teams can tell (`Form.on_the_way_share`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from statistics import NormalDist
from typing import NamedTuple

import numpy as np

from pursuit_sim.arrays import Floats
from pursuit_sim.lab.chance import normal_below
from pursuit_sim.lab.outlook import Outlook, incidents
from pursuit_sim.scenario.parameters import Form
from pursuit_sim.units import MILLISECOND

_NEGLIGIBLE = 1e-4  # of the weight of pairs of components
_UNSEEN = 1e-6  # of the weight of what is the likeliest behind a gap
# Standard deviation of what a fall or a touch has cost, of what it mostly does: collapses cost
# 4-6 s and, of Korea's men at Beijing 2022, 12 s; falls 11 s (Japan's women there) and, of
# Norway's men at Calgary in 2025, 27 s against their race a week before.
LOSS_SPREAD = 0.5
# Of what a fall has cost by the pace before it, how far that is off: 0-0.1 of 6-7 s in simulated
# races with falls after 0.6 to 6.6 laps, against the gap to a team that skates on.
_READ = 0.02
_PARTS = 50  # equal parts of what a fall may cost yet
_MIDDLES = (np.arange(_PARTS) + 0.5) / _PARTS


def _costs() -> Floats:
    """(equal parts,) what a fall may cost, of the mean: log-normal, for none costs nothing."""
    spread = np.sqrt(np.log1p(LOSS_SPREAD**2))
    normal = np.array([NormalDist().inv_cdf(each) for each in _MIDDLES.tolist()])
    costs = np.exp(spread * normal)
    return np.asarray(costs / costs.mean())


_COSTS = _costs()


class FallSeen(NamedTuple):
    """What a fall has cost a team so far.

    Attributes
    ----------
    shown_s : lost in the gap that is looked at [s]
    since_s : lost after the team passed where that gap is from [s]
    to_come : share of what falls cost that is not lost yet
    """

    shown_s: float
    since_s: float
    to_come: float


@dataclass(frozen=True, slots=True, eq=False)
class GapOutlook:
    """What divides two teams at the finish, before the race: first's time less the second's.

    Attributes
    ----------
    weights, means_s : (component,) ways, see `Outlook`, and the expected gap of each [s]
    lasting : variance of what grows in proportion to the distance [s²]
    wandering : variance of what comes about on the way, over a whole race [s²]
    forms : how the days of both teams go
    behind : falls and touches of both that may be part of a gap
    falls : of each team, one that was seen; None: none
    """

    weights: Floats
    means_s: Floats
    lasting: float
    wandering: float
    forms: tuple[Form, Form]
    behind: tuple[Form, Form]
    falls: tuple[FallSeen | None, FallSeen | None] = (None, None)

    def shifted(self, seconds: float) -> GapOutlook:
        """The same, the first team slower by so much [s]."""
        return replace(self, means_s=self.means_s + seconds)

    def watched(self, seen: tuple[FallSeen | None, FallSeen | None]) -> GapOutlook:
        """The same of a race that was seen: who of both has fallen so far is known.

        Parameters
        ----------
        seen : of each team; None: has not fallen
        """
        one, other = (form.model_copy(update={"fall_chance": 0.0}) for form in self.behind)
        return replace(self, behind=(one, other), falls=seen)

    @property
    def due_s(self) -> tuple[float, float]:
        """Of each team, what a fall that was seen has cost and will cost beyond a gap [s]."""
        due, others_due = (
            0.0 if fall is None else fall.since_s + form.fall_loss_s * fall.to_come
            for form, fall in zip(self.behind, self.falls, strict=True)
        )
        return due, others_due

    def first_wins(self, part: float, gap_s: float) -> float:
        """Chance that the first team wins, by all that may be behind a gap.

        A larger lead may win less often than a smaller one, early in a race: that tells of speed,
        which goes on, and this of a touch or a fall, which does not. Direct simulation says so
        too. A lead from before a fall that was seen counts as it stands, for nobody knows how the
        team skates home; but no fall makes a slow team faster.

        Parameters
        ----------
        part : of the distance that both have skated, from 0 to below 1
        gap_s : the first team's time there less the second's; of no account at 0 [s]
        """
        chance = self._first_wins(part, gap_s, self._unlike())
        fell, other_fell = (fall is not None for fall in self.falls)
        if fell == other_fell:
            return chance
        told = self._first_wins(part, gap_s, (_READ * self._shown_s()) ** 2)
        return min(chance, told) if fell else max(chance, told)

    def _first_wins(self, part: float, gap_s: float, unsure: float) -> float:
        """The same, the gap's share of speed unsure by falls that were seen: variance [s²]."""
        gap_s = gap_s if part > 0 else 0.0
        weights, off, seen = self._behind(part, gap_s, unsure)
        tells = self.lasting * part / seen
        means = gap_s + (1 - part) * (self.means_s + tells * off)
        left = (1 - part) ** 2 * self.lasting * (1 - part * tells) + (1 - part) * self.wandering
        which = np.nonzero(weights)
        to_come = _between(self.forms, 1 - part)
        # Of what may still be lost the mean, as in events; of a fall that was seen all it may be.
        lost = to_come.lost_s + self._due()[:, np.newaxis]
        beyond = -(means[which][:, np.newaxis, np.newaxis] + lost)
        beyond /= np.sqrt(left[which[0]])[:, np.newaxis]
        wins = normal_below(beyond).mean(axis=1)
        return float(weights[which] @ (wins @ to_come.chances))

    def by_incident(self, part: float, gap_s: float) -> float:
        """How likely a fall or a touch is part of a gap, whosever it was.

        Parameters
        ----------
        part, gap_s : see `first_wins`
        """
        if part <= 0:
            return 0.0
        weights, _, _ = self._behind(part, gap_s, self._unlike())
        if any(fall is not None and fall.shown_s > 0 for fall in self.falls):
            return 1 - _UNSEEN
        lost = _between(self.behind, part).variances > 0
        return min(float(weights[lost].sum()), 1 - _UNSEEN)

    def _behind(self, part: float, gap_s: float, unsure: float) -> tuple[Floats, Floats, Floats]:
        """What may be behind a gap; for the last parameter see `_first_wins`.

        Returns
        -------
        weights : (incidents so far, way) that sum to 1
        off : (incidents so far, way) of the gap from what would be expected [s]
        seen : (incidents so far, 1) variance of the gap about that [s²]
        """
        so_far = _between(self.behind, part)
        form = self.lasting * part**2 + self.wandering * part + MILLISECOND**2  # as it is timed
        seen = form + so_far.variances[:, np.newaxis] + unsure
        off = gap_s - self._shown_s() - so_far.lost_s[:, np.newaxis] - part * self.means_s
        likely = np.log(so_far.chances[:, np.newaxis] * self.weights) - np.log(seen) / 2
        likely = likely - off**2 / (2 * seen)
        weights = np.exp(likely - likely.max())
        weights[weights < _UNSEEN] = 0.0
        return weights / weights.sum(), off, seen

    def _shown_s(self) -> float:
        """Lost in a gap by falls that were seen, the first team's less the second's [s]."""
        own, other = (0.0 if fall is None else fall.shown_s for fall in self.falls)
        return own - other

    def _unlike(self) -> float:
        """Variance of what a gap says of the way home, where somebody has fallen [s²].

        From the fall on, not only once the gap shows it: how far they were ahead before it tells
        little of how they skate on.
        """
        return sum(
            (LOSS_SPREAD * form.fall_loss_s) ** 2
            for form, fall in zip(self.behind, self.falls, strict=True)
            if fall is not None
        )

    def _due(self) -> Floats:
        """(equal parts,) beyond a gap by falls that were seen, as `_shown_s` [s]."""
        own, other = (
            np.zeros(1) if fall is None else fall.since_s + form.fall_loss_s * fall.to_come * _COSTS
            for form, fall in zip(self.behind, self.falls, strict=True)
        )
        both = np.subtract.outer(own, other).ravel()
        return both if both.size <= _PARTS else np.asarray(np.quantile(both, _MIDDLES))


def gap_outlook(first: Outlook, second: Outlook, hidden: Form | None = None) -> GapOutlook:
    """Of two teams, each for the one race.

    Parameters
    ----------
    first, second : the teams
    hidden : falls and touches that may be part of a gap; by default as in the way that is left
    """
    weights = np.outer(first.weights, second.weights).ravel()
    means = np.subtract.outer(first.means_s[:, 0], second.means_s[:, 0]).ravel()
    kept = weights > _NEGLIGIBLE * weights.max()
    variance = float(first.covariance[0, 0] + second.covariance[0, 0])
    # What a day's races have in common is there from the start.
    wandering = sum(
        min(form.on_the_way_share, 1 - form.day_share) * form.race_sd_s**2
        for form in (first.form, second.form)
    )
    return GapOutlook(
        weights[kept] / weights[kept].sum(),
        means[kept],
        max(variance - wandering, MILLISECOND**2),
        wandering + MILLISECOND**2,
        (first.form, second.form),
        (hidden or first.form, hidden or second.form),
    )


class _Between(NamedTuple):
    """Falls and touches of both in a part of a race.

    Attributes
    ----------
    chances : (way,)
    lost_s, variances : (way,) what the first lost by them, less the second's [s], [s²]
    """

    chances: Floats
    lost_s: Floats
    variances: Floats


def _between(forms: tuple[Form, Form], part: float) -> _Between:
    (own, own_s), (other, other_s) = (incidents(form, part) for form in forms)
    chances = np.outer(own, other).ravel()
    lost = np.subtract.outer(own_s, other_s).ravel()
    variances = LOSS_SPREAD**2 * np.add.outer(own_s**2, other_s**2).ravel()
    possible = chances > 0
    return _Between(chances[possible], lost[possible], variances[possible])
