"""Races skated, and the results of events."""

from __future__ import annotations

from pursuit_sim.event import Results
from pursuit_sim.event import results as event_results
from pursuit_sim.scenario.picking import unseen
from pursuit_sim.scenario.race import Race
from pursuit_sim.sim import simulate as simulate_race
from pursuit_sim.sim.simulate import STEP_S
from pursuit_sim.trajectory import Trajectory
from pursuit_sim.verbs.given import (
    GivenScenario,
    check_between,
    check_model,
    kinds_checked,
    race_of,
    scenario_of,
)

STEPS_S = (0.001, 1.0)  # [s] between moments, which are joined by straight lines


@kinds_checked
def simulate(
    scenario: GivenScenario | Race,
    model: str = "kinematic",
    *,
    race: str | None = None,
    step_s: float = STEP_S,
) -> Trajectory:
    """Skate a race: where everybody is at every moment.

    A pure function: equal input, equal arrays.

    Parameters
    ----------
    scenario : a scenario, or what `load` takes; or a race of one
    model : "kinematic" spreads the official time over the laps; "power" lets the skaters'
        power decide what the time is
    race : its id, such as "final-a"; by default the only one, or final-a
    step_s : step of the time axis [s], 0.001 to 1; moments at timing lines are added to it

    Returns
    -------
    `Trajectory` from the gun to the end of the glide-out

    Raises
    ------
    InputError
        if there is no such race or model, or it cannot be skated so

    Examples
    --------
    >>> import pursuit_sim
    >>> final = pursuit_sim.simulate("beijing-2022-men", race="final-a")
    >>> pursuit_sim.timing.finish_times(final).round(2).tolist()
    [218.08, 220.46]
    """
    check_between("step_s", step_s, *STEPS_S)
    if not isinstance(scenario, Race):
        scenario = scenario_of(scenario)
        check_model(model, scenario)
    chosen = race_of(scenario, race)
    if not chosen.entries:
        raise unseen(chosen)
    return simulate_race(chosen, model, step_s=step_s)


@kinds_checked
def results(scenario: GivenScenario, model: str = "kinematic") -> Results:
    """Run every race: results, splits, places and records, as `pursuit-sim run` tells them.

    Parameters
    ----------
    scenario : a scenario, or what `load` takes
    model : see `simulate`

    Raises
    ------
    InputError
        if there is no such model, a race cannot be skated as the scenario says, or the scenario
        contradicts itself

    Examples
    --------
    >>> import pursuit_sim
    >>> found = pursuit_sim.results("beijing-2022-men")
    >>> found.race("final-a").winner
    'NOR'
    >>> [each.team for each in found.standings[:3]]
    ['NOR', 'ROC', 'USA']
    """
    return event_results(scenario_of(scenario), model)
