"""Questions to the models: what a formation or a value is worth, the fastest plan, a fit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from numpy import iterable
from numpy.typing import ArrayLike

from pursuit_sim.errors import Fault, InputError
from pursuit_sim.lab import compare as lab_compare
from pursuit_sim.lab import many_races, medals, plan_search
from pursuit_sim.lab import sweep as lab_sweep
from pursuit_sim.lab.comparison import Comparison
from pursuit_sim.lab.event_comparison import EventComparison
from pursuit_sim.lab.many_races import ManyRaces
from pursuit_sim.lab.plan_search import FoundPlans, OnFound
from pursuit_sim.lab.race_fits import RaceFits, fit_race
from pursuit_sim.lab.sweep import Sweep
from pursuit_sim.lab.swept_runs import Axis
from pursuit_sim.on_step import OnStep
from pursuit_sim.scenario import write
from pursuit_sim.scenario.fields import shown
from pursuit_sim.scenario.physics import DraftingSet
from pursuit_sim.scenario.picking import pick_race, pick_team
from pursuit_sim.scenario.race import Race
from pursuit_sim.verbs.given import (
    GivenScenario,
    check_drafting,
    check_model,
    drawn,
    kinds_checked,
    number_of,
    race_of,
    scenario_of,
)

FEWEST_DRAWS, MOST_DRAWS = 100, 200_000  # fewer say nothing of an interval's ends


@kinds_checked
def compare(
    scenario: GivenScenario,
    race: str | None = None,
    team: str | None = None,
    *,
    drafting: DraftingSet | None = None,
    draws: float | None = None,
    seed: float | None = None,
    on_step: OnStep | None = None,
) -> Comparison:
    """Rotate or push? One team rotating, pushing, with few changes, and fixed.

    The model is fitted so that the team, in the formation that it skated, takes the time
    that it took; then only the formation is changed.

    Parameters
    ----------
    scenario : a scenario, or what `load` takes
    race : its id; by default the only one, or final-a
    team : code, such as "NED"; by default the only one of the race
    drafting : "wind-tunnel" or "race-effective"; by default what the scenario says
    draws : parameter sets behind the intervals, 100 to 200 000; by default 10 000
    seed : of the draws, 0 or more: the same seed, the same numbers
    on_step : called now and then with the number of steps done, and of all

    Raises
    ------
    InputError
        if there is no such race, team, drafting or number of draws, or the model cannot be fitted

    Examples
    --------
    >>> import pursuit_sim
    >>> found = pursuit_sim.compare("beijing-2022-men", race="sf-1", team="NED", draws=200)
    >>> found.outcomes["push"].time_s < found.outcomes["rotating"].time_s
    True
    >>> found.sign_is_sure
    False
    """
    draws, seed = counted(draws, seed)
    check_drafting(drafting)
    loaded = scenario_of(scenario)
    chosen = pick_race(loaded, race)
    code = pick_team(loaded, chosen, team).team.code
    return lab_compare.compare(
        chosen,
        code,
        draws_count=lab_compare.DRAWS if draws is None else draws,
        seed=lab_compare.SEED if seed is None else seed,
        drafting=drafting,
        on_step=on_step,
    )


@kinds_checked
def compare_all(
    scenario: GivenScenario,
    *,
    drafting: DraftingSet | None = None,
    draws: float | None = None,
    seed: float | None = None,
    on_step: OnStep | None = None,
) -> EventComparison:
    """Every team of an event in every race it skated, and the medals that would have been.

    Parameters
    ----------
    scenario : a scenario, or what `load` takes
    drafting : "wind-tunnel" or "race-effective"; by default what the scenario says
    draws : parameter sets behind the intervals of each race, 100 to 200 000; by default 1000
    seed : of the draws, 0 or more: the same seed, the same numbers
    on_step : called now and then with the number of steps done, and of all

    Raises
    ------
    InputError
        if nobody of the event can be compared, or there is no such drafting or number of draws

    Examples
    --------
    >>> import pursuit_sim
    >>> found = pursuit_sim.compare_all("two-teams", draws=100)
    >>> [*found.comparisons]
    [('race-1', 'RED'), ('race-1', 'BLU')]
    """
    draws, seed = counted(draws, seed)
    check_drafting(drafting)
    return medals.compare_all(
        scenario_of(scenario),
        draws_count=medals.EVENT_DRAWS if draws is None else draws,
        seed=lab_compare.SEED if seed is None else seed,
        drafting=drafting,
        on_step=on_step,
    )


@kinds_checked
def optimise(
    scenario: GivenScenario,
    race: str | None = None,
    team: str | None = None,
    *,
    push: bool | None = None,
    drafting: DraftingSet | None = None,
    seconds: float | None = None,
    on_step: OnFound | None = None,
) -> FoundPlans:
    """The fastest plan: order, turns, push or not, and pacing.

    Parameters
    ----------
    scenario, race, team, drafting : as for `compare`
    push : only plans with a push, or without one; by default both
    seconds : stop after so many, at most 3600, and give the best so far [s]; by default the
        search goes on to its end
    on_step : called often with the steps done, of how many, and what has been found

    Raises
    ------
    InputError
        if there is no such race, team or drafting, or no plan can be skated

    Examples
    --------
    >>> import pursuit_sim
    >>> found = pursuit_sim.optimise("two-teams", team="RED", push=True, seconds=20)
    >>> found.best.gain_s < 0, found.best.turns
    (True, (('Ada', 6.0),))
    """
    check_seconds(seconds)
    check_drafting(drafting)
    loaded = scenario_of(scenario)
    chosen = pick_race(loaded, race)
    code = pick_team(loaded, chosen, team).team.code
    return plan_search.find_plans(
        chosen, code, push=push, seconds=seconds, drafting=drafting, on_step=on_step
    )


@kinds_checked
def sweep(
    scenario: GivenScenario,
    vary: Mapping[str, Sequence[object]],
    race: str | None = None,
    team: str | None = None,
    *,
    model: str = "power",
    on_step: OnStep | None = None,
) -> Sweep:
    """Skate a race with several values of a key, or of several keys in all combinations.

    With the power model, κ of each team is first fitted to the race as it is, and kept.

    Parameters
    ----------
    scenario : a scenario, or what `load` takes
    vary : a list of values by key, such as ``{"rink.air_density_kgm3": [1.03, 1.10, 1.24]}``; keys
        are those of scenario files, formations among them, and at most 400 combinations are run
    race : its id; by default the only one, or final-a
    team : the only one that skates; by default all of the race
    model : "power", or "kinematic", which keeps the official times and moves the laps
    on_step : called after each run with the number done, and of all

    Raises
    ------
    InputError
        if a key or a value cannot be, or there are too many combinations

    Examples
    --------
    >>> import pursuit_sim
    >>> air = {"rink.air_density_kgm3": [1.03, 1.24]}
    >>> found = pursuit_sim.sweep("beijing-2022-men", air, race="sf-1", team="NED")
    >>> thin, thick = (point.runs[0].time_s for point in found.points)
    >>> thin < thick
    True
    """
    loaded = scenario_of(scenario)
    chosen = pick_race(loaded, race)
    code = None if team is None else pick_team(loaded, chosen, team).team.code
    if not vary or not isinstance(vary, Mapping):
        raise InputError.single("vary", "", "nothing is varied", "give lists of values by key")
    single = [
        key for key, values in vary.items() if isinstance(values, str) or not iterable(values)
    ]
    if single:
        remedy = "give a list of values, such as [1.03, 1.24]"
        raise InputError(Fault("vary", key, f"found {vary[key]!r}", remedy) for key in single)
    axes = [Axis(key, tuple(_said(key, each) for each in own)) for key, own in vary.items()]
    return lab_sweep.sweep(
        loaded, chosen.id, axes, team=code, model=model, where="vary", on_step=on_step
    )


def _said(key: str, value: object) -> str:
    """A value as `--vary` would say it."""
    try:
        return value if isinstance(value, str) else write.value_text(value)
    except TypeError:
        remedy = "give numbers or texts"
        raise InputError.single("vary", key, f"found {shown(value)}", remedy) from None


@kinds_checked
def batch(
    scenario: GivenScenario | Race,
    team: str,
    parameters: Mapping[str, ArrayLike],
    model: str = "power",
    *,
    race: str | None = None,
) -> ManyRaces:
    """Skate a race once for each row of some arrays of parameters.

    With the power model, κ is fitted once so that the race as it is takes its official time,
    unless the scenario or the arrays say it; then it is held. Where more than 64 combinations
    of the train, the rink's radius, the start loss and the pacing are asked for, they are
    interpolated; `within_s` of the result says how well. Known passings and gaps are met in every
    kinematic race, which then takes a millisecond instead of some microseconds.

    Parameters
    ----------
    scenario : a scenario, or what `load` takes; or a race of one
    team : code of the one that skates; an opponent, to whom gaps may tie it, stays as it is
    parameters : (race,) values by their keys, such as ``rink.air_density_kgm3``,
        ``pacing.fade_s``, ``body.mass_kg`` for all three and ``bodies.NAME.mass_kg`` for one;
        single values hold for all. ``effort.drafting`` takes texts, ``pacing.lap_deltas_s`` an
        array (race, lap)
    model : "power", which finds the times, or "kinematic", which spreads the official time
    race : its id; by default the only one, or final-a

    Raises
    ------
    InputError
        with every key and value that cannot be, if there is no such race, team or model, or if
        the race as it is cannot be skated

    Examples
    --------
    >>> import pursuit_sim
    >>> air = {"rink.air_density_kgm3": [1.03, 1.1, 1.24]}
    >>> found = pursuit_sim.batch("beijing-2022-men", "NED", air, race="sf-1")
    >>> found.time_s.argmin().item(), found.unsolved
    (0, 0)
    """
    if isinstance(scenario, Race):
        return many_races.batch(race_of(scenario, race), team, parameters, model)
    loaded = scenario_of(scenario)
    check_model(model, loaded)
    chosen = pick_race(loaded, race)
    code = pick_team(loaded, chosen, team).team.code
    return many_races.batch(chosen, code, parameters, model)


@kinds_checked
def fit(scenario: GivenScenario, race: str | None = None, team: str | None = None) -> RaceFits:
    """The pacing that tells a measured race: for every team with enough known passings, or one.

    Parameters
    ----------
    scenario : a scenario, or what `load` takes
    race : its id; by default the only one, or final-a
    team : code, such as "NED"; by default all that have passings

    Raises
    ------
    InputError
        if nobody, or not this team, has enough of them

    Examples
    --------
    >>> import pursuit_sim
    >>> found = pursuit_sim.fit("thialf-2020-pair-1", team="POL")
    >>> found.fits[0].largest_error_s < 0.31
    True
    """
    loaded = scenario_of(scenario)
    chosen = pick_race(loaded, race)
    if team is None and chosen.entries:
        return fit_race(chosen)
    return fit_race(chosen, pick_team(loaded, chosen, team))


def check_seconds(seconds: float | None) -> None:
    """Refuse a search that cannot be as long as it should.

    Raises
    ------
    InputError
        naming the argument
    """
    if seconds is None:
        return
    allowed = f"write more than 0 and at most {plan_search.LONGEST_S:g}"
    if not 0 < number_of("seconds", seconds, allowed) <= plan_search.LONGEST_S:
        raise InputError.single("seconds", "", f"{seconds:g} seconds", allowed)


def counted(draws: float | None, seed: float | None) -> tuple[int | None, int | None]:
    """Draws and their seed as whole numbers, without those that say nothing or take for ever.

    Raises
    ------
    InputError
        naming the argument
    """
    return drawn(draws, seed, FEWEST_DRAWS, MOST_DRAWS, "draws")
