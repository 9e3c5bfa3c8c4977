"""Who wins a race of two, given the gap at some distance.

Part of what divides two teams they have from the start, speed and form: it grows in proportion to
the distance. The rest comes about on the way and wanders (Brownian motion). Rarely somebody falls
or touches. So the gap so far tells something of what is to come, and what remains uncertain
shrinks with the way that is left. Half-lap times of Heerenveen 2020 say how much wanders: the
same in every half-lap, as far as seven pairs of teams can tell (`Form.on_the_way_share`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from pursuit_sim.arrays import Floats
from pursuit_sim.lab.chance import normal_below
from pursuit_sim.lab.outlook import Outlook, incidents
from pursuit_sim.scenario.parameters import Form
from pursuit_sim.units import MILLISECOND

_NEGLIGIBLE = 1e-4  # of the weight of pairs of components


@dataclass(frozen=True, slots=True, eq=False)
class GapOutlook:
    """What divides two teams at the finish, before the race: first's time less the second's.

    Attributes
    ----------
    weights, means_s : (component,) ways, see `Outlook`, and the expected gap of each [s]
    lasting : variance of what grows in proportion to the distance [s²]
    wandering : variance of what comes about on the way, over a whole race [s²]
    forms : how the days of both teams go
    """

    weights: Floats
    means_s: Floats
    lasting: float
    wandering: float
    forms: tuple[Form, Form]

    def shifted(self, seconds: float) -> GapOutlook:
        """The same, the first team slower by so much [s]."""
        return replace(self, means_s=self.means_s + seconds)

    def first_wins(self, part: float, gap_s: float) -> float:
        """Chance that the first team wins.

        Parameters
        ----------
        part : of the distance that both have skated, from 0 to below 1
        gap_s : the first team's time there less the second's; of no account at 0 [s]
        """
        weights, means = self.weights, self.means_s
        to_come = self.lasting
        if part > 0:
            chances, lost = _between(self.forms, part)
            slope = self.lasting * part + self.wandering
            seen = gap_s - lost[:, np.newaxis]  # without what falls have cost so far
            off = seen - means * part
            likely = -(off**2) / (2 * part * slope) + np.log(chances[:, np.newaxis] * weights)
            weights = np.exp(likely - likely.max())
            weights /= weights.sum()
            means = gap_s + (1 - part) * (means + self.lasting / slope * off)
            to_come = self.lasting * self.wandering / slope
        variance = (1 - part) ** 2 * to_come + (1 - part) * self.wandering
        chances, lost = _between(self.forms, 1 - part)
        beyond = -(means[..., np.newaxis] + lost) / np.sqrt(variance)
        return float((weights[..., np.newaxis] * chances * normal_below(beyond)).sum())


def gap_outlook(first: Outlook, second: Outlook) -> GapOutlook:
    """Of two teams, each for the one race."""
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
    )


def _between(forms: tuple[Form, Form], part: float) -> tuple[Floats, Floats]:
    """(way,) chances of falls and touches of both in a part of a race, and the first's loss [s]."""
    (own, own_s), (other, other_s) = (incidents(form, part) for form in forms)
    chances = np.outer(own, other).ravel()
    lost = np.subtract.outer(own_s, other_s).ravel()
    possible = chances > 0
    return chances[possible], lost[possible]
