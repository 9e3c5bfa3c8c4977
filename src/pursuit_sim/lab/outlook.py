"""What a team's next races may take, by those that it has skated.

A time is strength, form on the day and, now and then, a fall or a touch: which of these made
a slow time nobody knows. So every way in which falls and touches may be behind the times is one
component, weighted by how well the times agree with it (Bayes, strength unknown before), and
within each all is normal (kriging with an unknown mean).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import product

import numpy as np

from pursuit_sim.arrays import Floats
from pursuit_sim.scenario.parameters import Form
from pursuit_sim.units import MILLISECOND

MOST_RUNS = 4  # the last ones; each makes four times as many components
TEAM_SD_S = 3.1  # [s] first times of teams in 18 bundled fields about their medians, robust
_FEW = 3  # teams that say nothing of how teams differ
_NEGLIGIBLE = 1e-6  # of the weight: components that nobody would see


@dataclass(frozen=True, slots=True)
class KnownRun:
    """A time that a team has skated.

    Attributes
    ----------
    race : its id
    time_s : the time [s]
    day : of the race, such as "2022-02-15"; races of one event without a date are of one day
    made_up : "assumed" or "supposed" where nobody skated it
    elsewhere : in words, what is other about the rink on which a what-if has it than about that of
        most of its event; empty where nothing is
    """

    race: str
    time_s: float
    day: str
    made_up: str = ""
    elsewhere: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Outlook:
    """What the next races may take.

    Attributes
    ----------
    weights : (component,) that sum to 1, the likeliest first
    means_s : (component, race) expected times without falls and touches [s]
    covariance : (race, race) of these times about them [s²], the same in all components
    form : how the team's days go; falls and touches of the next races are its too
    guess : how far a guess from other teams may be off, in words; empty where it is none
    """

    weights: Floats
    means_s: Floats
    covariance: Floats
    form: Form
    guess: str = ""

    @property
    def time_s(self) -> float:
        """The best estimate for the next race without a fall or a touch [s]."""
        return float(self.means_s[0, 0])

    @property
    def error_s(self) -> float:
        """Standard deviation of the next race about it, form on the day included [s]."""
        return float(np.sqrt(self.covariance[0, 0]))

    def draw(self, count: int, generator: np.random.Generator) -> Floats:
        """(race, draw) times [s], falls and touches included."""
        races = self.means_s.shape[1]
        root = np.linalg.cholesky(self.covariance)
        times = root @ generator.standard_normal((races, count))
        if len(self.weights) > 1:
            below = np.cumsum(self.weights)[:-1]
            times += self.means_s.T[:, np.searchsorted(below, generator.random(count))]
        else:
            times += self.means_s.T
        chances, losses = incidents(self.form)
        if chances[0] < 1:
            which = np.searchsorted(np.cumsum(chances)[:-1], generator.random((races, count)))
            times += losses[which]
        return np.asarray(times)

    def shifted(self, seconds: float) -> Outlook:
        """The same, slower by so much [s]."""
        return replace(self, means_s=self.means_s + seconds)


def incidents(form: Form, part: float = 1.0) -> tuple[Floats, Floats]:
    """Chances of nothing, a touch, a fall, and both, and what each costs [s].

    Parameters
    ----------
    form : how the team's days go
    part : of the race in which they may happen
    """
    touch, fall = (1 - (1 - chance) ** part for chance in (form.touch_chance, form.fall_chance))
    chances = [(1 - touch) * (1 - fall), touch * (1 - fall), (1 - touch) * fall, touch * fall]
    losses = [0.0, form.touch_loss_s, form.fall_loss_s, form.touch_loss_s + form.fall_loss_s]
    return np.array(chances), np.array(losses)


def unwritten(field: Form) -> Form:
    """What may have happened though nobody wrote it down, in a race that is known.

    It is the same for all teams, and no likelier than usual: that a team is thought to fall more
    often is no reason to think that it fell where nothing is told of it, and so to think it faster.

    Parameters
    ----------
    field : how days go in the event, whoever skates
    """
    usual = Form()
    return field.model_copy(
        update={
            "fall_chance": min(field.fall_chance, usual.fall_chance),
            "touch_chance": min(field.touch_chance, usual.touch_chance),
        }
    )


def outlook(
    runs: Sequence[KnownRun], days: Sequence[str], form: Form, hidden: Form | None = None
) -> Outlook:
    """What races may take, by the last `MOST_RUNS` times before them.

    Parameters
    ----------
    runs : of the team, in their order; at least one
    days : of the races that are looked forward to
    form : how the team's days go
    hidden : falls and touches that may be behind the times; by default as in the races to come
    """
    runs = runs[-MOST_RUNS:]
    many = len(runs)
    every = _covariance([*(run.day for run in runs), *days], form)
    inverse = np.linalg.inv(every[:many, :many])
    across = every[many:, :many] @ inverse  # (race, run)
    ones = inverse.sum(axis=1)
    total = ones.sum()  # 1 / variance of the strength
    chances, losses = incidents(form if hidden is None else hidden)
    which = np.array([*product(np.flatnonzero(chances), repeat=many)])  # (component, run)
    plain = np.array([run.time_s for run in runs]) - losses[which]
    strength = plain @ ones / total
    left = plain - strength[:, np.newaxis]
    misfit = np.einsum("ci,ij,cj->c", left, inverse, left)
    likely = np.log(chances[which]).sum(axis=1) - misfit / 2
    weights = np.exp(likely - likely.max())
    weights /= weights.sum()
    kept = np.argsort(-weights, kind="stable")
    kept = kept[weights[kept] > _NEGLIGIBLE]
    beside = 1 - across.sum(axis=1)
    covariance = every[many:, many:] - across @ every[:many, many:]
    covariance = covariance + np.outer(beside, beside) / total
    means = strength[kept, np.newaxis] + left[kept] @ across.T
    return Outlook(weights[kept] / weights[kept].sum(), means, covariance, form)


def unknown_outlook(others: Sequence[Outlook], days: Sequence[str], form: Form) -> Outlook:
    """Of a team without a time: that of one of the others, nobody knows of which.

    It is never surer than that of any of them: times that lie near each other by chance tell
    nothing of a team that has none.

    Parameters
    ----------
    others : teams with times; without any, times are counted from 0
    days : of the races that are looked forward to
    form : how the team's days go
    """
    times = np.array([each.time_s for each in others] or [0.0])
    few = len(others) < _FEW
    spread = TEAM_SD_S**2 if few else float(times.var(ddof=1))
    own = _covariance(days, form)
    strength = spread * (1 + 1 / len(times))
    guess = "as far from them as they are from each other"
    if few:
        guess = f"{TEAM_SD_S:g} s (SD) from team to team, as in the bundled fields"
    least = max((each.error_s**2 for each in others), default=0.0) - float(own[0, 0])
    if least > strength:
        strength = least
        guess = "as unsure as the least known of them, as their times are near each other"
    means = np.full((1, len(days)), times.mean())
    return Outlook(np.ones(1), means, own + strength, form, guess)


def _covariance(days: Sequence[str], form: Form) -> Floats:
    """(race, race) of form [s²]; times are measured to a thousandth, so that none are level."""
    same = np.array([[one == other for other in days] for one in days], float)
    share = form.day_share
    one = np.eye(len(days))
    return np.asarray(form.race_sd_s**2 * (share * same + (1 - share) * one) + MILLISECOND**2 * one)
