"""The answer of `compare` in sentences that need no knowledge of the model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isfinite

from pursuit_sim.lab.estimate import Estimate, left_out, without_solution
from pursuit_sim.lab.formations import PUSH, ROTATING
from pursuit_sim.lab.outcome import Answer, Outcome, SearchReach
from pursuit_sim.lab.robustness import Robustness
from pursuit_sim.lab.turn_search import MOST_CHANGES
from pursuit_sim.lab.uncertainty import DRAFTING, EXCHANGE, PUSH_RATIO, SWING, TURNS
from pursuit_sim.lab.variance import Share
from pursuit_sim.scenario.formation import Kind
from pursuit_sim.scenario.physics import DraftingSet, Effort
from pursuit_sim.scenario.race import Entry, Race
from pursuit_sim.scenario.time_source import beside, time_source
from pursuit_sim.units import format_time

_DRAFTING: dict[DraftingSet, str] = {
    "wind-tunnel": "drafting as strong as wind tunnels measure",
    "race-effective": "drafting as strong as race times suggest",
}
SUPPORTED_S = 4.0  # nothing published supports a larger difference (`docs/models.md`)
TOO_CLOSE = "too close to call"
_TOLD = 4  # of what makes an interval wide
_LEAST_SHARE = 0.05  # of the width, worth telling
_MOST_MISSED = 0.05  # of the width of an interval: as much as lies beyond either end
_NOTHING_S = 0.05  # differences that are 0.0 in words
NAMES = {
    PUSH_RATIO: "what pushing costs (κ ratio)",
    DRAFTING: "which drafting holds",
    EXCHANGE: "time a change takes",
    "leader's gain": "gain of the one in front",
    SWING: "swing-out",
    TURNS: "how long each really led",
}


@dataclass(frozen=True, slots=True, eq=False)
class Findings:
    """What the sentences are about.

    Attributes
    ----------
    race, skated, outcomes, push_minus_rotating, shares, robustness, reach, answers,
    other_problem : see `comparison.Comparison`
    draws : parameter sets
    guessed : from where to where κ_push/κ_rot may be
    """

    race: Race
    skated: Outcome
    outcomes: Mapping[Kind, Outcome]
    push_minus_rotating: Estimate
    shares: Sequence[Share]
    robustness: Robustness
    reach: SearchReach
    answers: Sequence[Answer]
    draws: int
    guessed: tuple[float, float]
    other_problem: str = ""


def verdict(found: Findings) -> tuple[str, ...]:
    """Sentences for people, the answer first; they never hide that the sign may change."""
    effort = found.outcomes[PUSH].entry.effort
    first, *others = found.answers
    said = [
        _answer(found),
        _detail(first, _drafting(effort)),
        *(_detail(each, _DRAFTING[each.drafting]) for each in others),
        *([_no_answer(effort, found.other_problem)] if found.other_problem else []),
        _interval(found),
        _own_turns(found),
        _turning(found.answers, effort.push_ratio, found.guessed),
        *_width(found),
        _searched(found.reach),
    ]
    return (*said, *filter(None, [assumed_turns(found.skated.entry)]))


def _drafting(effort: Effort) -> str:
    if effort.shelter_second is not None or effort.shelter_third is not None:
        return "the scenario's own drafting strengths"
    return _DRAFTING[effort.drafting]


def turns(entry: Entry) -> str:
    """Who leads for how many laps."""
    return ", ".join(f"{entry.lineup[lead.skater]} {lead.laps:g}" for lead in entry.formation.leads)


def assumed_turns(entry: Entry) -> str:
    """What is assumed of the formation that was skated; empty where it is known."""
    if not {"formation", "formation.leads"} & {*entry.assumed}:
        return ""
    if len(entry.formation.leads) == 1:
        pushed = "pushed" if entry.formation.push else "without a push"
        return f"Their formation is not known; assumed is one leader all the way, {pushed}."
    unknown, drawn = "How long each of them led", "That"
    if _guessed(entry):
        unknown, drawn = "Their formation", "How long each led"
    return (
        f"{unknown} is not known; assumed: {turns(entry)} laps. {drawn} is drawn, "
        f"too; it hardly moves best against best."
    )


def _guessed(entry: Entry) -> bool:
    """Whether nobody reported even the kind of their formation."""
    return "formation" in entry.assumed


def _answer(found: Findings) -> str:
    push, rotating = found.outcomes[PUSH], found.outcomes[ROTATING]
    difference = found.push_minus_rotating
    said = (
        f"{push.entry.team.name}, {found.race.place}: {advice(found)}. At their best, pushing all "
        f"the way is estimated {_signed(difference.value)} than the best rotation of these three "
        f"({format_time(push.time_s)} against {format_time(rotating.time_s)})"
    )
    if difference.interval is None:
        missing = without_solution(difference.unsolved, found.draws)
        return f"{said}; how uncertain that is cannot be said, as {missing}."
    low, high = difference.interval
    return (
        f"{said}; with all that is not known, anything from {_reach(low, high)} (5–95 %)."
        f"{_too_low(found.reach, high - low)}{_hinges(found)}"
    )


def _too_low(reach: SearchReach, width_s: float) -> str:
    """That the interval favours the push, where the turns tried in the draws are too few."""
    if reach.missed_s <= _MOST_MISSED * width_s:
        return ""
    return (
        f" That favours the push: in the draws the best rotations are missed by "
        f"{reach.missed_s:.1f} s in the mean."
    )


def _interval(found: Findings) -> str:
    """What the interval is, and what it must not be taken for."""
    difference = found.push_minus_rotating
    if difference.interval is None:
        return "The interval would hold both sets of drafting strengths."
    both = "both sets of drafting strengths and " if len(found.answers) > 1 else ""
    said = f"The interval holds {both}all other ranges below at once"
    if difference.unsolved:
        said += f"; {left_out(difference.unsolved, found.draws)}"
    if max(map(abs, difference.interval)) > SUPPORTED_S:
        said += f". Nothing published supports more than about {SUPPORTED_S:g} s"
    return f"{said}."


def advice(found: Findings) -> str:
    """Rotate or push: tied to whether the sign holds over what is assumed, not to draws."""
    difference = found.push_minus_rotating
    values = [each.push_minus_rotating.value for each in found.answers]
    if difference.interval is None:
        return "no answer can be given"
    name = "push" if difference.value < 0 else "rotate"
    if found.robustness.sign_is_sure and not found.other_problem:
        return f"very probably {name}"
    alone = any(each.turns for each in found.robustness.sensitivities)
    one_side = max(difference.interval) < 0 or min(difference.interval) > 0
    if min(values) * max(values) > 0 and (one_side or not alone):
        return f"probably {name}, but that is not certain"
    return TOO_CLOSE


def _hinges(found: Findings) -> str:
    """What alone decides which is faster, where something does."""
    alone = [each.name for each in found.robustness.sensitivities if each.turns]
    if not alone:
        return ""
    return f" It hinges on {_listed([NAMES.get(name, name) for name in alone])}."


def _listed(names: Sequence[str]) -> str:
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last


def _detail(answer: Answer, drafting: str) -> str:
    """One set of drafting strengths: the estimate and its interval."""
    push = answer.push_minus_rotating
    said = f"With {drafting}: {_signed(push.value)}"
    missing = answer.unsolved, answer.draws
    if push.interval is None:
        return f"{said}; no interval, as {without_solution(*missing)}."
    without = f"; {left_out(*missing)}" if answer.unsolved else ""
    return f"{said}; 5–95 %: {_reach(*push.interval)}{without}."


def _no_answer(effort: Effort, problem: str) -> str:
    """That there is no answer with the other set of drafting strengths, and why."""
    (other,) = (said for name, said in _DRAFTING.items() if name != effort.drafting)
    return f"With {other} there is no answer: {problem}."


def _own_turns(found: Findings) -> str:
    """What they skated, beside the best of its kind and the best of the other."""
    skated, rotating, push = found.skated, found.outcomes[ROTATING], found.outcomes[PUSH]
    best = f"The best rotation: {turns(rotating.entry)} laps in front."
    label = skated.entry.formation.label
    took = format_time(skated.time_s)
    official = skated.entry.official_time_s
    told = beside(time_source(found.race, skated.entry))
    if abs(skated.time_s - official) > _NOTHING_S:
        took = f"{format_time(official)}{told}, as things are here {took}"
    else:
        took += told
    if skated.kind == ROTATING:
        lost = skated.time_s - rotating.time_s
        if lost < _NOTHING_S:
            return f"{best} What they skated ({label}) is as fast."
        return (
            f"{best} What they skated ({label}; {took}) is {lost:.1f} s "
            f"slower by its own turns; against that, the push would look {_worth(skated, push)}."
        )
    if skated.kind == PUSH:
        lost = skated.time_s - push.time_s
        pushed = "They are assumed to have pushed" if _guessed(skated.entry) else "They pushed"
        if lost < _NOTHING_S:
            return f"{best} {pushed}, and no other order of the three is faster."
        order = ", ".join(push.entry.lineup)
        return f"{best} {pushed}; in the order {order} that would be {lost:.1f} s faster."
    return f"{best} What they skated ({label}) took {took}."


def _worth(skated: Outcome, push: Outcome) -> str:
    return _signed(push.time_s - skated.time_s)


def _width(found: Findings) -> list[str]:
    """What makes the interval wide."""
    told = [each for each in found.shares[:_TOLD] if each.total >= _LEAST_SHARE]
    if not told:
        return []
    parts = ", ".join(
        f"{NAMES.get(each.name, each.name)} {100 * each.total:.0f} %" for each in told
    )
    return [f"What makes the interval wide: {parts} of its variance."]


def _searched(reach: SearchReach) -> str:
    """How near to the fastest of all the rotation is."""
    curves = {1: "any", 2: "every second"}.get(reach.curves_apart, "every third")
    said = (
        f"The best rotation is the fastest of all {reach.every} with up to {MOST_CHANGES} changes, "
        f"in {curves} curve, to {max(reach.within_s, 0.001):.3f} s"
    )
    if not reach.tried:
        return f"{said}."
    return (
        f"{said}; in every draw the best of {reach.tried} is taken, so that the interval of its "
        f"time may lie below that time; it misses the fastest of all by {reach.missed_s:.2f} s in "
        f"the mean and {reach.most_missed_s:.1f} s at most, where that was looked at."
    )


def _turning(answers: Sequence[Answer], assumed: float, guessed: tuple[float, float]) -> str:
    """Where the answer turns: what the posture of pushing may cost."""
    low, high = guessed
    guess = (
        f"Assumed is {_assumed_cost(assumed)} (a ratio of {assumed:g}, somewhere from {low:.2f} to "
        f"{high:.2f}); nobody has measured it."
    )
    ratio = answers[0].turning_ratio.value
    if not isfinite(ratio):
        return f"Where the answer turns was not found. {guess}"
    costs, makes = (
        "The answer turns where pushing costs the team",
        "The push would be as fast only if it made the team",
    )
    said = _turns_at(ratio, costs, "of its effectiveness ", makes)
    for other in answers[1:]:
        if not isfinite(other.turning_ratio.value):
            continue
        weaker = "weaker" if other.drafting == "race-effective" else "stronger"
        costs, makes = f", with {weaker} drafting", f", with {weaker} drafting if it made it"
        said += _turns_at(other.turning_ratio.value, costs, "", makes)
    return f"{said}. {guess}"


def _turns_at(ratio: float, costs: str, of: str, makes: str) -> str:
    """What pushing does to a team where both formations are as fast."""
    if ratio > 1:
        return f"{makes} {_percent(ratio - 1)} more effective (κ ratio {ratio:.3f})"
    below = "κ ratio below" if of else "below"
    return f"{costs} more than {_percent(1 - ratio)} {of}({below} {ratio:.3f})"


def _assumed_cost(ratio: float) -> str:
    return f"a gain of {_percent(ratio - 1)}" if ratio > 1 else _percent(1 - ratio)


def _percent(share: float) -> str:
    return f"{100 * share:.1f} %".replace(".0 %", " %")


def _signed(seconds: float) -> str:
    return f"{abs(seconds):.1f} s {'faster' if seconds < 0 else 'slower'}"


def _reach(low: float, high: float) -> str:
    return f"{_signed(low)} to {_signed(high)}"
