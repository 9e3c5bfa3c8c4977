"""What a formation is worth: one team, one race, four formations.

κ is fitted so that the formation that was skated gives the time that was skated; the
others differ in their formation and in κ_push/κ_rot alone. Every answer comes with the
range that the parameters' uncertainty leaves.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray

from pursuit_sim.errors import InputError
from pursuit_sim.lab.attribution import attribution
from pursuit_sim.lab.calibrate import calibrate
from pursuit_sim.lab.comparison import Comparison
from pursuit_sim.lab.estimate import estimate, share_below_nought
from pursuit_sim.lab.formations import (
    PUSH,
    ROTATING,
    counterparts,
    find_skated,
    role,
    with_known_turns,
)
from pursuit_sim.lab.load import loads
from pursuit_sim.lab.monte_carlo import ELASTICITY, drawn_times, sensitivities
from pursuit_sim.lab.outcome import Answer, Outcome
from pursuit_sim.lab.uncertainty import EXCHANGE_CLASSES, draws
from pursuit_sim.on_step import OnStep
from pursuit_sim.scenario.formation import Kind
from pursuit_sim.scenario.physics import DraftingSet
from pursuit_sim.scenario.race import Entry, Race
from pursuit_sim.sim.course import course
from pursuit_sim.sim.pace import solve
from pursuit_sim.sim.parameter_sets import parameter_sets
from pursuit_sim.sim.power import PowerRace
from pursuit_sim.sim.secant import roots

Floats = NDArray[np.float64]

DRAWS, SEED = 10_000, 2022
_OTHER_SHARE = 5  # the other drafting set is given a fifth of the draws
_TURN_S = 1e-6  # to which both formations then take the same time


def compare(
    race: Race,
    team: str,
    *,
    draws_count: int = DRAWS,
    seed: int = SEED,
    drafting: DraftingSet | None = None,
    on_step: OnStep | None = None,
) -> Comparison:
    """One team rotating, pushing, with few changes, and fixed.

    Parameters
    ----------
    race : the race it skated
    team : its code
    draws_count : parameter sets behind the intervals
    seed : of the draws
    drafting : set of drafting strengths, by default the entry's own
    on_step : called now and then with the number of steps done, and of all

    Raises
    ------
    InputError
        if the team is not in the race, or no κ gives its time
    """
    tick = _counter(on_step)
    plain = with_drafting(with_known_turns(race, find_skated(race, team)), drafting)
    calibration = calibrate(race, plain)
    entry = plain.with_effort(effectiveness=calibration.effectiveness)
    entries = counterparts(race, entry)
    skated = role(entry.formation)
    powers = {kind: PowerRace(race, each) for kind, each in entries.items()}
    shares = attribution(race, entries, ROTATING)
    drawn, turns = drawn_times(race, entries, skated, draws(entry, draws_count, seed), tick)
    other_set, other_problem = _other_set(
        race, plain, max(draws_count // _OTHER_SHARE, 1), seed, tick
    )
    base = powers[ROTATING].time_s
    outcomes = {
        kind: Outcome(
            kind=kind,
            entry=each,
            skated=kind == skated,
            time=estimate(powers[kind].time_s, drawn[kind]),
            difference=estimate(powers[kind].time_s - base, drawn[kind] - drawn[ROTATING]),
            parts=shares[kind],
            loads=loads(powers[kind]),
        )
        for kind, each in entries.items()
    }
    return Comparison(
        race=race,
        team=team,
        calibration=calibration,
        outcomes=outcomes,
        push_minus_rotating=outcomes[PUSH].difference,
        probability_push_faster=share_below_nought(drawn[PUSH] - drawn[ROTATING]),
        turning_ratio=estimate(turning_ratio(race, entries), turns),
        sensitivities=sensitivities(race, entries, skated),
        draws=draws_count,
        seed=seed,
        drawn_s=drawn,
        other_set=other_set,
        other_problem=other_problem,
    )


def _counter(on_step: OnStep | None) -> Callable[[], None]:
    """What counts the classes of draws that are done, for both sets of drafting strengths."""
    done = 0

    def tick() -> None:
        nonlocal done
        done += 1
        if on_step is not None:
            on_step(done, 2 * EXCHANGE_CLASSES)

    return tick


def with_drafting(entry: Entry, drafting: DraftingSet | None) -> Entry:
    """The entry with a set of drafting strengths; as it is for None."""
    if drafting is None:
        return entry
    return entry.with_effort(drafting=drafting)


def _other_set(
    race: Race, entry: Entry, count: int, seed: int, tick: Callable[[], None]
) -> tuple[Answer | None, str]:
    """The answer with the other set, and why there is none; neither with strengths of one's own."""
    effort = entry.effort
    if effort.shelter_second is not None or effort.shelter_third is not None:
        return None, ""
    other: DraftingSet = "race-effective" if effort.drafting == "wind-tunnel" else "wind-tunnel"
    entry = with_drafting(entry, other)
    try:
        calibration = calibrate(race, entry)
    except InputError as error:
        return None, "; ".join(fault.problem for fault in error.faults)
    fitted = entry.with_effort(effectiveness=calibration.effectiveness)
    every = counterparts(race, fitted)
    skated = role(entry.formation)
    kinds: tuple[Kind, ...] = (skated, ROTATING, PUSH)
    entries = {kind: every[kind] for kind in kinds}
    push, rotating = (
        float(solve(course(race, each), parameter_sets(race, each)).time_s[0])
        for each in (entries[PUSH], entries[ROTATING])
    )
    if not np.isfinite(push - rotating):
        weaker = entries[ROTATING if np.isfinite(push) else PUSH]
        return None, f"{entry.team.code} ({weaker.formation.label}) cannot hold any pace"
    drawn, turns = drawn_times(race, entries, skated, draws(entry, count, seed), tick)
    difference = drawn[PUSH] - drawn[ROTATING]
    answer = Answer(
        drafting=other,
        effectiveness=calibration.effectiveness,
        push_minus_rotating=estimate(push - rotating, difference),
        probability_push_faster=share_below_nought(difference),
        turning_ratio=estimate(turning_ratio(race, entries), turns),
        draws=count,
    )
    return answer, ""


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
