"""Rotate or push? One team, one race, each formation at its best.

κ is fitted so that the formation that was skated gives the time that was skated. Then the
best rotation of these three is held against their best push; what they skated stands
beside it, with what its own turns cost. One interval holds all that is uncertain.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np

from pursuit_sim.arrays import Floats
from pursuit_sim.errors import InputError
from pursuit_sim.lab.attribution import Attribution, attribution
from pursuit_sim.lab.best import BestOfEach, best_of_each, time_of
from pursuit_sim.lab.calibrate import calibrate
from pursuit_sim.lab.comparison import Comparison
from pursuit_sim.lab.estimate import estimate, share_below_nought
from pursuit_sim.lab.formations import (
    PUSH,
    ROTATING,
    find_skated,
    possible_turns,
    role,
    with_known_turns,
)
from pursuit_sim.lab.load import loads
from pursuit_sim.lab.monte_carlo import Drawn, Formations, Values
from pursuit_sim.lab.outcome import Answer, AtRatio, Outcome, SearchReach
from pursuit_sim.lab.robustness import robustness
from pursuit_sim.lab.skated import as_skated
from pursuit_sim.lab.turns_tried import ChosenTurns
from pursuit_sim.lab.uncertainty import DRAFTING, MOST_ALIKE, PUSH_RATIO, set_of, uncertain
from pursuit_sim.lab.variance import design
from pursuit_sim.on_step import OnStep
from pursuit_sim.scenario.formation import Kind
from pursuit_sim.scenario.physics import DraftingSet
from pursuit_sim.scenario.race import Entry, Race
from pursuit_sim.sim.course import course
from pursuit_sim.sim.pace import solve
from pursuit_sim.sim.parameter_sets import parameter_sets
from pursuit_sim.sim.power import PowerRace
from pursuit_sim.sim.secant import roots
from pursuit_sim.sim.turns import curves_apart

DRAWS, SEED = 10_000, 2022
RATIOS = (0.95, 0.96, 0.97, 0.98, 0.99, 1.00, 1.02, 1.05)  # of κ, at which the answer is told
ELASTICITY = -0.39  # d ln T / d ln κ: −0.385 to −0.399 over both sets, teams and `RATIOS`
_OWN = "skated"  # beside the kinds, where parts are asked for
_TURN_S = 1e-6  # to which both formations then take the same time


def compare(
    race: Race,
    team: str,
    *,
    draws_count: int = DRAWS,
    seed: int = SEED,
    drafting: DraftingSet | None = None,
    on_step: OnStep | None = None,
    chosen: ChosenTurns | None = None,
    shares: bool = True,
) -> Comparison:
    """One team rotating, pushing, with few changes, and fixed, each at its best.

    Parameters
    ----------
    race : the race it skated
    team : its code
    draws_count : parameter sets behind the intervals, independent of each other
    seed : of the draws
    drafting : set of drafting strengths of the values, by default the entry's own; intervals
        hold both
    on_step : called now and then with the number of steps done, and of all
    chosen : rotations to try in the draws, known from a team that is described alike
    shares : whether to look, in half as many sets besides, for what makes the interval wide

    Raises
    ------
    InputError
        if the team is not in the race, or no κ gives its time
    """
    tick = _counter(on_step)
    plain = with_drafting(with_known_turns(race, find_skated(race, team)), drafting)
    calibration = calibrate(race, plain)
    entry = plain.with_effort(effectiveness=calibration.effectiveness)
    best = best_of_each(race, entry)
    tick()
    fitted = as_skated(race, entry)
    skated = possible_turns(*fitted)
    inputs = uncertain(entry, turns_known=len(skated) == 1)
    formations = Formations(race, entry, best.entries, skated, inputs, chosen, fitted)
    generator = np.random.default_rng(seed)
    groups = [each.told for each in inputs]
    points = design(generator, draws_count, groups, shares=shares)
    every = formations.times(formations.at(points.points), tick)
    values, drawn = formations.at(points.points[:draws_count]), every.first(draws_count)
    answers, problem = _answers(race, plain, best, drawn, values)
    own_s = np.where(np.isfinite(drawn.effectiveness), entry.official_time_s, np.nan)
    took = entry.official_time_s, own_s
    if fitted[0] is not race:  # what was skated takes another time here, or by others
        took = time_of(race, entry), formations.own_times(values, drawn.effectiveness)
    outcomes, own = _outcomes(race, entry, best, drawn, took)
    difference = drawn.time_s[PUSH] - drawn.time_s[ROTATING]
    push = outcomes[PUSH].difference
    turns, apart = best.turns, curves_apart(race.laps)
    reach = SearchReach(turns.tried, apart, turns.within_s, drawn.tried, *drawn.missed_s)
    return Comparison(
        race=race,
        team=team,
        calibration=calibration,
        skated=own,
        outcomes=outcomes,
        push_minus_rotating=push,
        probability_push_faster=share_below_nought(difference),
        turning_ratio=estimate(turning_ratio(race, best.entries), _turning_ratios(drawn, values)),
        at_ratios=_at_ratios(race, best, drawn, values),
        shares=points.shares(every.time_s[PUSH] - every.time_s[ROTATING]),
        robustness=robustness(formations).with_sets(
            {each.drafting: each.push_minus_rotating.value for each in answers}
        ),
        reach=reach,
        draws=draws_count,
        seed=seed,
        drawn_s=drawn.time_s,
        skated_s=took[1],
        answers=answers,
        chosen=formations.chosen,
        other_problem=problem,
    )


def _counter(on_step: OnStep | None) -> Callable[[], None]:
    """What counts the search, and the classes of draws that are done."""
    done = 0

    def tick() -> None:
        nonlocal done
        done += 1
        if on_step is not None:
            on_step(done, 1 + MOST_ALIKE)

    return tick


def with_drafting(entry: Entry, drafting: DraftingSet | None) -> Entry:
    """The entry with a set of drafting strengths; as it is for None."""
    if drafting is None:
        return entry
    return entry.with_effort(drafting=drafting)


def _outcomes(
    race: Race, entry: Entry, best: BestOfEach, drawn: Drawn, took: tuple[float, Floats]
) -> tuple[dict[Kind, Outcome], Outcome]:
    """Each formation at its best, and what was skated; the latter may be one of them.

    Parameters
    ----------
    took : time of what was skated [s], and in each draw
    """
    every = {_OWN: entry, **{str(kind): each for kind, each in best.entries.items()}}
    shares = attribution(race, every, ROTATING)
    base, base_s = best.times_s[ROTATING], drawn.time_s[ROTATING]

    def outcome(
        kind: Kind, each: Entry, took: tuple[float, Floats], parts: Attribution, *, skated: bool
    ) -> Outcome:
        time, time_s = took
        return Outcome(
            kind=kind,
            entry=each,
            skated=skated,
            time=estimate(time, time_s),
            difference=estimate(time - base, time_s - base_s),
            parts=parts,
            loads=loads(PowerRace(race, each)),
        )

    kind = role(entry.formation)
    own = outcome(kind, entry, took, shares[_OWN], skated=True)
    found: dict[Kind, Outcome] = {}
    for name, each in best.entries.items():
        if each == entry:
            # It stands for its kind; in some draws another order or other turns are faster.
            interval = estimate(best.times_s[name] - base, drawn.time_s[name] - base_s)
            found[name] = replace(own, difference=interval)
        else:
            took = best.times_s[name], drawn.time_s[name]
            found[name] = outcome(name, each, took, shares[name], skated=False)
    return found, found[kind] if best.entries[kind] == entry else own


def _answers(
    race: Race, entry: Entry, best: BestOfEach, drawn: Drawn, values: Values
) -> tuple[tuple[Answer, ...], str]:
    """The answer with each set of drafting strengths, the own one first; why one is missing."""
    difference = drawn.time_s[PUSH] - drawn.time_s[ROTATING]
    turns = _turning_ratios(drawn, values)

    def answer(of: DraftingSet, at: BestOfEach, which: Floats) -> Answer:
        own = which if DRAFTING in values else np.ones_like(which)
        some = own.astype(bool)
        value = at.times_s[PUSH] - at.times_s[ROTATING]
        return Answer(
            drafting=of,
            effectiveness=float(at.entries[PUSH].effort.effectiveness or np.nan),
            push_minus_rotating=estimate(value, difference[some]),
            probability_push_faster=share_below_nought(difference[some]),
            turning_ratio=estimate(turning_ratio(race, at.entries), turns[some]),
            draws=int(some.sum()),
        )

    own: DraftingSet = entry.effort.drafting
    if DRAFTING not in values:
        return (answer(own, best, np.ones_like(difference)),), ""
    sets = set_of(values[DRAFTING])
    first = answer(own, best, sets == own)
    other: DraftingSet = "race-effective" if own == "wind-tunnel" else "wind-tunnel"
    changed = with_drafting(entry, other)
    try:
        kappa = calibrate(race, changed).effectiveness
    except InputError as error:
        return (first,), "; ".join(fault.problem for fault in error.faults)
    at = best_of_each(race, changed.with_effort(effectiveness=kappa))
    for kind in (ROTATING, PUSH):
        if not np.isfinite(at.times_s[kind]):
            label = at.entries[kind].formation.label
            return (first,), f"{entry.team.code} ({label}) cannot hold any pace"
    return (first, answer(other, at, sets == other)), ""


def _turning_ratios(drawn: Drawn, values: Values) -> Floats:
    """(draw,) κ ratios at which push and rotation are level, by the power law."""
    took = drawn.time_s
    return np.asarray(values[PUSH_RATIO] * (took[PUSH] / took[ROTATING]) ** (-1 / ELASTICITY))


def _at_ratios(race: Race, best: BestOfEach, drawn: Drawn, values: Values) -> tuple[AtRatio, ...]:
    """What the push is worth at each of several κ ratios; in the draws by the power law."""
    entry, rotating = best.entries[PUSH], best.times_s[ROTATING]
    push, usual = best.times_s[PUSH], entry.effort.push_ratio
    as_usual = drawn.time_s[PUSH] * (usual / values[PUSH_RATIO]) ** ELASTICITY
    found = []
    for ratio in RATIOS:
        at_s = push if ratio == usual else time_of(race, entry.with_effort(push_ratio=ratio))
        difference = as_usual * (at_s / push) - drawn.time_s[ROTATING]
        value = at_s - rotating
        share = share_below_nought(difference)
        found.append(AtRatio(ratio, estimate(value, difference), share))
    return tuple(found)


def turning_ratio(race: Race, entries: Mapping[Kind, Entry]) -> float:
    """κ_push/κ_rot at which push and rotation take the same time; κ of the rotation kept.

    NaN where the two never meet.

    Parameters
    ----------
    entries : the team rotating and pushing, κ set
    """
    push, rotating = entries[PUSH], entries[ROTATING]
    target = float(solve(course(race, rotating), parameter_sets(race, rotating)).time_s[0])
    track, own = course(race, push), parameter_sets(race, push)

    def late(ratio: Floats) -> tuple[Floats, None]:
        return np.log(solve(track, own.vary(push_ratio=ratio)).time_s / target)[np.newaxis], None

    end = roots(late, own.push_ratio, lambda _: ELASTICITY, _TURN_S / target, logarithmic=True)
    return float(end.at[0]) if end.found[0] else float("nan")
