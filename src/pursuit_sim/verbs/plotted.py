"""Plots: a figure out, or panels in the place of axes of one's own."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from pursuit_sim.errors import InputError
from pursuit_sim.export.plots import (
    comparison_plot,
    event_plot,
    odds_plot,
    plan_page,
    plotting,
    race_odds_plot,
    race_plot,
    sweep_plot,
)
from pursuit_sim.lab.comparison import Comparison
from pursuit_sim.lab.event_chances import EventOdds
from pursuit_sim.lab.event_comparison import EventComparison
from pursuit_sim.lab.race_chances import RaceOdds
from pursuit_sim.lab.sweep import Sweep
from pursuit_sim.lab.tomorrow import RacePlan
from pursuit_sim.scenario.race import Race
from pursuit_sim.trajectory import Trajectory
from pursuit_sim.verbs.given import GivenScenario, kinds_checked
from pursuit_sim.verbs.raced import simulate

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure


@kinds_checked
def plot_race(
    scenario: GivenScenario | Race | Trajectory,
    race: str | None = None,
    *,
    model: str = "kinematic",
    ax: Axes | None = None,
) -> Figure:
    """Draw a race: half-lap times, the gap, and speed.

    Parameters
    ----------
    scenario : a scenario, or what `load` takes; or a race, or one that has been skated
    race : its id; by default the only one, or final-a
    model : see `simulate`
    ax : axes of a figure of your own, whose place the panels take; by default a new figure

    Returns
    -------
    the figure; a notebook shows it, and `figure.savefig` writes it

    Raises
    ------
    InputError
        if there is no such race, or the axes have no place in a grid
    MissingExtraError
        if matplotlib is not installed

    Examples
    --------
    >>> import pursuit_sim
    >>> figure = pursuit_sim.plot_race("beijing-2022-men", race="sf-1")
    >>> len(figure.axes)
    3
    """
    skated = scenario if isinstance(scenario, Trajectory) else simulate(scenario, model, race=race)
    return _drawn(race_plot.draw, skated, ax)


def plot_comparison(found: Comparison, *, ax: Axes | None = None) -> Figure:
    """Draw a comparison: times with intervals, what matters, and power over time.

    Parameters
    ----------
    found : from `compare`
    ax : see `plot_race`

    Examples
    --------
    >>> import pursuit_sim
    >>> found = pursuit_sim.compare("two-teams", team="RED", draws=100)
    >>> figure = pursuit_sim.plot_comparison(found)
    """
    _check(found, Comparison, "compare")
    return _drawn(comparison_plot.draw, found, ax)


def plot_event(found: EventComparison, *, ax: Axes | None = None) -> Figure:
    """Draw what the push is worth to every team of an event.

    Parameters
    ----------
    found : from `compare_all`
    ax : see `plot_race`

    Examples
    --------
    >>> import pursuit_sim
    >>> found = pursuit_sim.compare_all("two-teams", draws=100)
    >>> figure = pursuit_sim.plot_event(found)
    """
    _check(found, EventComparison, "compare_all")
    return _drawn(event_plot.draw, found, ax)


def plot_odds(found: EventOdds | RaceOdds, *, ax: Axes | None = None) -> Figure:
    """Draw odds: a bar for each team, its parts the places; or the chance to win over a race.

    Parameters
    ----------
    found : from `odds` or `race_odds`
    ax : see `plot_race`

    Raises
    ------
    InputError
        if a race was not skated so: its gap was given, or what is asked is supposed

    Examples
    --------
    >>> import pursuit_sim
    >>> found = pursuit_sim.odds("beijing-2022-men", after="semifinals", draws=1000)
    >>> figure = pursuit_sim.plot_odds(found)
    """
    _check(found, (EventOdds, RaceOdds), "odds or race_odds")
    if not isinstance(found, RaceOdds):
        return _drawn(odds_plot.draw, found, ax)
    if not found.curve:
        problem = "this race was not skated so: there is no curve over it"
        raise InputError.single("found", "", problem, "ask about the race as it was skated")
    return _drawn(race_odds_plot.draw, found, ax)


def plot_sweep(found: Sweep, *, ax: Axes | None = None) -> Figure:
    """Draw a sweep: each team's time over what was varied.

    Parameters
    ----------
    found : from `sweep`
    ax : see `plot_race`

    Examples
    --------
    >>> import pursuit_sim
    >>> found = pursuit_sim.sweep("two-teams", {"rink.air_density_kgm3": [1.03, 1.24]})
    >>> len(pursuit_sim.plot_sweep(found).axes)  # one a team
    2
    """
    _check(found, Sweep, "sweep")
    return _drawn(sweep_plot.draw, found, ax)


def plot_plan(found: RacePlan) -> Figure:
    """Draw a plan on its page of A4, to print.

    Parameters
    ----------
    found : from `plan`

    Returns
    -------
    the figure; a notebook shows it, and ``figure.savefig("plan.pdf")`` writes it

    Raises
    ------
    MissingExtraError
        if matplotlib is not installed

    Examples
    --------
    >>> import pursuit_sim
    >>> found = pursuit_sim.plan("two-teams", team="RED", push=True, draws=100)
    >>> width, height = pursuit_sim.plot_plan(found).get_size_inches()
    >>> float(round(height / width, 2))
    1.41
    """
    _check(found, RacePlan, "plan")
    plotting.require()
    from pursuit_sim.export.plots import inline_figure

    return inline_figure.page(partial(plan_page.draw, found), plan_page.SIZE_IN)


def _check(found: object, kind: type[object] | tuple[type[object], ...], ask: str) -> None:
    """Raise TypeError for what is not the answer that a figure is of."""
    if not isinstance(found, kind):
        raise TypeError(f"expected what {ask} returns, not {type(found).__name__}")


def _drawn(draw: Callable[[Any, Any], None], found: object, ax: Axes | None) -> Figure:
    plotting.require()
    from pursuit_sim.export.plots import inline_figure

    return inline_figure.drawn(partial(draw, found), ax)
