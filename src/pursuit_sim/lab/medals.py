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
from dataclasses import dataclass
from math import nan
from typing import Any, Literal

import numpy as np

from pursuit_sim.arrays import Floats
from pursuit_sim.errors import InputError
from pursuit_sim.event.heats import heats
from pursuit_sim.lab.compare import SEED, compare
from pursuit_sim.lab.comparison import CAVEATS, Comparison
from pursuit_sim.lab.day_form import Key, day_form
from pursuit_sim.lab.estimate import enough, number_or_null, without_solution
from pursuit_sim.lab.formations import (
    COMPARED,
    PUSH,
    ROTATING,
    possible_turns,
    with_known_turns,
)
from pursuit_sim.lab.monte_carlo import ChosenTurns
from pursuit_sim.lab.uncertainty import differences_told
from pursuit_sim.on_step import OnStep
from pursuit_sim.scenario.physics import DraftingSet
from pursuit_sim.scenario.race import Entry, Listed, Race
from pursuit_sim.scenario.scenario import Scenario
from pursuit_sim.tabular import Tabular

Policy = Literal["as skated", "all rotate", "all push", "each its fastest"]
POLICIES: tuple[Policy, ...] = ("as skated", "all rotate", "all push", "each its fastest")

FORMAT, VERSION = "pursuit-sim/comparison-event", 1
EVENT_DRAWS = 1000  # for each team and race
MEDALS = 3
_ALIKE = 0.02  # difference of times, up to which the rotations worth trying are the same


@dataclass(frozen=True, slots=True)
class MedalChance:
    """A place under a policy.

    Attributes
    ----------
    place, team : the place and who takes it at the usual parameters
    gold_share, medal_share : of the draws in which the team wins gold, or any medal, form on
        the day included; NaN where too many draws have no solution
    gold_share_by_time : the same for gold if every day went as the model has it
    """

    place: int
    team: str
    gold_share: float
    medal_share: float
    gold_share_by_time: float

    def to_dict(self) -> dict[str, Any]:
        """As plain data."""
        return {
            "place": self.place,
            "team": self.team,
            "gold_share": number_or_null(self.gold_share),
            "medal_share": number_or_null(self.medal_share),
            "gold_share_without_form": number_or_null(self.gold_share_by_time),
        }


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class EventComparison(Tabular):
    """Every team of an event in four formations.

    Attributes
    ----------
    scenario : the event
    comparisons : by race and team
    failed : why a team could not be compared in a race, by race and team; its official
        time then stands, unless it was skated elsewhere
    untimed : results of which there is no time on this rink, or by these skaters
    standings : places under each policy; none where some result is untimed
    draws : parameter sets behind the intervals and shares
    unsolved : draws that the shares under each policy leave out, as a team has no solution
    """

    scenario: Scenario
    comparisons: Mapping[Key, Comparison]
    failed: Mapping[Key, str]
    untimed: tuple[Key, ...]
    standings: Mapping[Policy, tuple[MedalChance, ...]]
    draws: int
    unsolved: Mapping[Policy, int]

    @property
    def heading(self) -> str:
        """The event, and what was asked of it."""
        return f"{self.scenario.event.name}: push less rotation, {len(self.comparisons)} results"

    def rows(self) -> list[dict[str, Any]]:
        """One row a race and team; intervals are from the 5th to the 95th percentile."""
        return [
            {
                "race": race,
                "team": team,
                "skated": each.skated.kind,
                "rotating_s": each.outcomes[ROTATING].time_s,
                "push_s": each.outcomes[PUSH].time_s,
                "difference_s": number_or_null(each.push_minus_rotating.value),
                "low_difference_s": number_or_null(each.push_minus_rotating.low),
                "high_difference_s": number_or_null(each.push_minus_rotating.high),
            }
            for (race, team), each in self.comparisons.items()
        ]

    @property
    def alike(self) -> tuple[tuple[Key, ...], ...]:
        """Teams and races that are described alike, but for their time: one calculation each."""
        groups: dict[Described, list[Key]] = {}
        for key, each in self.comparisons.items():
            groups.setdefault(described(each.race, each.skated.entry), []).append(key)
        return tuple(map(tuple, groups.values()))

    def to_dict(self) -> dict[str, Any]:
        """As plain data, in the shape of the documented JSON."""
        return {
            "format": FORMAT,
            "version": VERSION,
            "event": self.scenario.event.name,
            "comparisons": [each.to_dict() for each in self.comparisons.values()],
            "alike": [[list(key) for key in group] for group in self.alike],
            "failed": [
                {"race": race, "team": team, "reason": reason}
                for (race, team), reason in self.failed.items()
            ],
            "standings": {
                policy: [each.to_dict() for each in places]
                for policy, places in self.standings.items()
            },
            "draws": {"count": self.draws, "unsolved": dict(self.unsolved)},
            "caveats": list(CAVEATS),
        }


Described = tuple[object, ...]
Places = dict[str, int]  # by team, the best first; level teams share the better one
Known = dict[tuple[float, ...], Places]  # by the times that they follow from


def described(race: Race, entry: Entry) -> Described:
    """All that a comparison depends on, but for the time, κ and names."""
    own = with_known_turns(race, entry)
    effort = own.effort.model_copy(update={"effectiveness": None})
    loss = own.pacing.start_loss_s
    known = len(possible_turns(race, own)) == 1
    told = differences_told(own)
    return race.laps, race.rink, own.formation, own.bodies, told, effort, own.train, loss, known


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
    count = sum(len(race.entries) for race in scenario.races.values())
    comparisons: dict[Key, Comparison] = {}
    failed: dict[Key, str] = {}
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
                on_step(len(comparisons) + len(failed), count)
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


def elsewhere(race: Race, each: Entry | Listed) -> bool:
    """Whether a result was skated on another rink, or by other skaters, than are looked at."""
    if race.was is None:
        return False
    then = {other.team.code: {*other.lineup} for other in race.was.everybody}
    others = isinstance(each, Entry) and then.get(each.team.code) != {*each.lineup}
    return race.was.rink != race.rink or others


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
    }
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
