"""`compare` for every team of an event, and what the medals would have been.

Places follow from times by the rules of the event: the bracket is put together again with
the new times, as in any what-if. Teams that it brings together in a race where they never
met are given their times from the round before. What opponents would have done differently
nobody knows. A draw in which a team has no solution has no medals. Chances hold both what is
uncertain about the model and how the teams' days go (`day_form`). On another rink, or with other
skaters, what was skated takes the time that the model gives it there; official times do not count.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import nan

import numpy as np

from pursuit_sim.arrays import Floats
from pursuit_sim.errors import InputError
from pursuit_sim.event.heats import heats
from pursuit_sim.event_formats import FINISHED
from pursuit_sim.lab.compare import SEED, compare
from pursuit_sim.lab.comparison import Comparison
from pursuit_sim.lab.day_form import Key, day_form
from pursuit_sim.lab.estimate import enough, without_solution
from pursuit_sim.lab.event_comparison import (
    POLICIES,
    Described,
    EventComparison,
    MedalChance,
    Policy,
    described,
    elsewhere,
)
from pursuit_sim.lab.formations import COMPARED
from pursuit_sim.lab.turns_tried import ChosenTurns
from pursuit_sim.on_step import OnStep
from pursuit_sim.scenario.physics import DraftingSet
from pursuit_sim.scenario.race import Entry, Listed
from pursuit_sim.scenario.scenario import Scenario

EVENT_DRAWS = 1000  # for each team and race
MEDALS = 3
_ALIKE = 0.02  # difference of times, up to which the rotations worth trying are the same

Places = dict[str, int]  # by team, the best first; level teams share the better one
Known = dict[tuple[float, ...], Places]  # by the times that they follow from


def compare_all(
    scenario: Scenario,
    *,
    draws_count: int = EVENT_DRAWS,
    seed: int = SEED,
    drafting: DraftingSet | None = None,
    on_step: OnStep | None = None,
) -> EventComparison:
    """Every team of an event in every race it skated.

    Parameters
    ----------
    scenario : the event
    draws_count, seed, drafting : see `compare`; draws are the same for all teams
    on_step : called after each team and race with the number done, and of all
    """
    done, count = 0, sum(len(race.entries) for race in scenario.races.values())
    comparisons: dict[Key, Comparison] = {}
    failed: dict[Key, str] = {
        key: f"its run cannot be replayed ({each.incident})"
        for key, (each, _) in _timed_only(scenario).items()
    }
    turns: dict[Described, list[tuple[float, ChosenTurns]]] = {}
    for race in scenario.races.values():
        for entry in race.entries:
            key = race.id, entry.team.code
            searched, time_s = turns.setdefault(described(race, entry), []), entry.official_time_s
            like = (chosen for of_s, chosen in searched if abs(of_s / time_s - 1) < _ALIKE)
            try:
                found = compare(
                    race,
                    entry.team.code,
                    draws_count=draws_count,
                    seed=seed,
                    drafting=drafting,
                    chosen=next(like, None),
                    shares=False,
                )
            except InputError as error:
                failed[key] = str(error)
            else:
                searched.append((time_s, found.chosen))
                if found.push_minus_rotating.interval is None:
                    failed[key] = f"{without_solution(found.unsolved, draws_count)}: no interval"
                else:
                    comparisons[key] = found
            if on_step is not None:
                done += 1
                on_step(done, count)
    untimed = _untimed(scenario, comparisons)
    form = day_form(scenario, draws_count, np.random.default_rng(seed))
    standings: dict[Policy, tuple[MedalChance, ...]] = {}
    unsolved: dict[Policy, int] = {}
    known: Known = {}
    for policy in POLICIES:
        standings[policy], unsolved[policy] = (), 0
        if not untimed:
            standings[policy], unsolved[policy] = _standings(
                scenario, comparisons, policy, form, draws_count, known
            )
    return EventComparison(scenario, comparisons, failed, untimed, standings, draws_count, unsolved)


def _timed_only(scenario: Scenario) -> dict[Key, tuple[Listed, float]]:
    """Runs that count and have a time, but cannot be replayed, and that time [s]."""
    return {
        (race.id, each.team.code): (each, each.official_time_s)
        for race in scenario.races.values()
        for each in race.listed
        if each.counts and each.status == FINISHED and each.official_time_s is not None
    }


def _untimed(scenario: Scenario, comparisons: Mapping[Key, Comparison]) -> tuple[Key, ...]:
    """Results that count, and were skated elsewhere by teams that are not compared."""
    return tuple(
        (race.id, each.team.code)
        for race in scenario.races.values()
        for each in race.everybody
        if each.counts and elsewhere(race, each) and (race.id, each.team.code) not in comparisons
        if isinstance(each, Entry) or each.official_time_s is not None
    )


def replay(scenario: Scenario, times: Mapping[Key, float]) -> Places:
    """Places when the event is skated again with other times, as `run` has them.

    Parameters
    ----------
    scenario : the event; its format says how places follow from times
    times : [s] by race and team

    Returns
    -------
    places by team, the best first, of teams that have one; division B behind division A
    """
    run = heats(scenario, times)
    divisions = {heat.race: heat.division for heat in run}
    found = scenario.event.format.places_again(run, scenario.teams)
    own = {team: divisions.get(race, "") for _, team, race in found}
    places = {
        team: place + sum(each < own[team] for each in own.values()) for place, team, _ in found
    }
    return dict(sorted(places.items(), key=lambda each: each[1]))


def _standings(
    scenario: Scenario,
    comparisons: Mapping[Key, Comparison],
    policy: Policy,
    form: Mapping[Key, Floats],
    draws_count: int,
    known: Known,
) -> tuple[tuple[MedalChance, ...], int]:
    """Places with their shares, and how many draws those leave out.

    In most draws all are fastest in one way, so that a policy asks for what another has found:
    `known` are those places.
    """

    def places_of(times: Mapping[Key, float]) -> Places:
        key = tuple(times.values())
        if key not in known:
            known[key] = replay(scenario, times)
        return known[key]

    official = {
        (race.id, entry.team.code): entry.official_time_s
        for race in scenario.races.values()
        for entry in race.entries
    } | {key: time_s for key, (_, time_s) in _timed_only(scenario).items()}
    usual = official | {key: _time(each, policy) for key, each in comparisons.items()}
    usually = places_of(usual)
    if not usually:
        return (), 0
    drawn = {key: np.full(draws_count, time) for key, time in official.items()}
    measured = policy == "as skated" and not any(
        elsewhere(each.race, each.skated.entry) for each in comparisons.values()
    )
    if not measured:
        drawn |= {key: _drawn(each, policy) for key, each in comparisons.items()}
    solved = np.flatnonzero(np.isfinite([*drawn.values()]).all(axis=0))
    unsolved = draws_count - len(solved)
    counted = len(solved) if enough(unsolved, draws_count) else nan
    by_time, gold, medal = (dict.fromkeys(scenario.teams, 0) for _ in range(3))
    for draw in solved.tolist():
        times = {key: float(each[draw]) for key, each in drawn.items()}
        for team, place in places_of(times).items():
            by_time[team] += place == 1
        drawn_places = places_of({key: time + form[key][draw] for key, time in times.items()})
        for team, place in drawn_places.items():
            gold[team] += place == 1
            medal[team] += place <= MEDALS
    chances = (
        MedalChance(
            place,
            team,
            gold[team] / counted,
            medal[team] / counted,
            by_time[team] / counted,
        )
        for team, place in usually.items()
    )
    return tuple(chances), unsolved


def _kinds(policy: Policy) -> tuple[str, ...]:
    return {"all rotate": ("rotating",), "all push": ("push",)}.get(policy, COMPARED)


def _time(comparison: Comparison, policy: Policy) -> float:
    if policy == "as skated":
        return comparison.skated.time_s
    return min(comparison.outcomes[kind].time_s for kind in COMPARED if kind in _kinds(policy))


def _drawn(comparison: Comparison, policy: Policy) -> Floats:
    """(draw,) times; NaN where a draw is unsolved."""
    if policy == "as skated":
        return comparison.skated_s
    rows = [comparison.drawn_s[kind] for kind in COMPARED if kind in _kinds(policy)]
    return np.asarray(np.fmin.reduce(rows))  # a formation that nobody can hold is no choice
