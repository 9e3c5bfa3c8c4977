"""The answer of `compare` in sentences that need no knowledge of the model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import isfinite

from pursuit_sim.lab.estimate import left_out, without_solution
from pursuit_sim.lab.formations import PUSH, ROTATING
from pursuit_sim.lab.outcome import Answer, Outcome
from pursuit_sim.scenario.formation import Kind
from pursuit_sim.scenario.physics import DraftingSet, Effort
from pursuit_sim.scenario.race import Entry, Race
from pursuit_sim.units import format_time

_DRAFTING: dict[DraftingSet, str] = {
    "wind-tunnel": "drafting as strong as wind tunnels measure",
    "race-effective": "drafting as strong as race times suggest",
}
_EVEN_LAPS = 0.5  # turns whose sums differ by no more are as even as curves allow
SUPPORTED_S = 4.0  # nothing published supports a larger difference (`docs/models.md`)
_EQUAL_TURNS = (
    "Rotating here means equal turns, though these skaters differ. With turns that suit them a "
    "rotation is faster, and the push worth less: `optimise --no-push` looks for them."
)
_ALL_BUT = 0.005  # a share nearer to 0 or 1 would be rounded to a certainty


def verdict(
    race: Race,
    outcomes: Mapping[Kind, Outcome],
    answers: Sequence[Answer],
    guessed_ratio: tuple[float, float],
    other_problem: str = "",
) -> tuple[str, ...]:
    """Sentences for people, the answer first; they never hide that the sign may change.

    Parameters
    ----------
    race : that was skated
    outcomes : of the team in it, by formation
    answers : what the push is worth with each set of drafting strengths, the own one first
    guessed_ratio : from where to where κ_push/κ_rot may be
    other_problem : why there is no answer with the other set
    """
    rotating, push = outcomes[ROTATING], outcomes[PUSH]
    times = f" ({format_time(push.time_s)} against {format_time(rotating.time_s)})"
    said = [
        _answer(race, rotating, push, answers, sure=sign_is_sure(answers) and not other_problem),
        _detail(answers[0], _drafting(push.entry.effort), times),
        *(_detail(each, _DRAFTING[each.drafting]) for each in answers[1:]),
        *([_no_answer(push.entry.effort, other_problem)] if other_problem else []),
        _turning(answers, push.entry.effort.push_ratio, guessed_ratio),
    ]
    if rotating.skated and {"formation", "formation.leads"} & {*rotating.entry.assumed}:
        said.append(_assumed_turns(rotating.entry))
    if not rotating.skated and len({*rotating.entry.bodies}) > 1:
        said.append(_EQUAL_TURNS)
    return tuple(said)


def sign_is_sure(answers: Sequence[Answer]) -> bool:
    """Whether the intervals of all answers lie on one side of nought; not where one is missing."""
    estimates = [each.push_minus_rotating for each in answers]
    ends = [end for each in estimates for end in (each.low, each.value, each.high)]
    return all(map(isfinite, ends)) and (max(ends) < 0 or min(ends) > 0)


def chance(share: float) -> str:
    """A share of the draws, never rounded to certainty."""
    if not isfinite(share):
        return "–"
    if 0 < share < _ALL_BUT:
        return "under 1 %"
    if 1 - _ALL_BUT < share < 1:
        return "over 99 %"
    return f"{100 * share:.0f} %"


def _never_led(entry: Entry) -> list[str]:
    """Who of a team is never in front."""
    led = {lead.skater for lead in entry.formation.leads}
    return [name for i, name in enumerate(entry.lineup) if i not in led]


def _drafting(effort: Effort) -> str:
    if effort.shelter_second is not None or effort.shelter_third is not None:
        return "the scenario's own drafting strengths"
    return _DRAFTING[effort.drafting]


def _assumed_turns(entry: Entry) -> str:
    leads, lineup = entry.formation.leads, entry.lineup
    turns = ", ".join(f"{lineup[lead.skater]} {lead.laps:g}" for lead in leads)
    said = f"How long each of them led is not known; assumed: {turns} laps."
    led = [sum(lead.laps for lead in leads if lead.skater == i) for i in range(len(lineup))]
    behind = _never_led(entry)
    if behind:
        said += (
            f" {' and '.join(behind)} never leads, and keeps strength that a rotation of all three "
            "would use: the push looks better for it."
        )
    elif max(led) - min(led) > _EVEN_LAPS:
        said += " Uneven turns make a rotation slower, and so the push look better."
    return said


def _answer(
    race: Race, rotating: Outcome, push: Outcome, answers: Sequence[Answer], *, sure: bool
) -> str:
    estimates = [each.push_minus_rotating for each in answers]
    low, high = (end(each.value for each in estimates) for end in (min, max))
    intervals = [each.interval for each in estimates]
    if intervals[0] is None:
        advice = "no answer can be given"
    elif None in intervals:
        advice = "no answer for both sets of drafting strengths can be given"
    elif low < 0 <= high:
        advice = "too close to call"
    else:
        name = "push" if high < 0 else "rotate"
        advice = f"very probably {name}" if sure else f"probably {name}, but that is not certain"
    own = "few changes" if _never_led(rotating.entry) else "rotation"
    against = f"their own {own}" if rotating.skated else "rotating"
    depending = ", depending on how much drafting is worth" if len(answers) > 1 else ""
    said = (
        f"{push.entry.team.name}, {race.name}: {advice}. Pushing all the way is "
        f"estimated {_from_to(low, high)} than {against}{depending}"
    )
    ends = [end for interval in intervals if interval is not None for end in interval]
    if None in intervals:
        many = "too many draws have no solution"
        return f"{said}; how uncertain that is cannot be said, as {many}."
    beyond = f", though nothing published supports more than about {SUPPORTED_S:g} s"
    return (
        f"{said}; what else is uncertain reaches from {_reach(min(ends), max(ends))}"
        f"{beyond if max(map(abs, ends)) > SUPPORTED_S else ''}."
    )


def _detail(answer: Answer, drafting: str, times: str = "") -> str:
    """One set of drafting strengths: the estimate, its interval, who wins how often."""
    push = answer.push_minus_rotating
    said = f"With {drafting}: {_signed(push.value)}{times}"
    missing = answer.unsolved, answer.draws
    if push.interval is None:
        return f"{said}; no interval and no share of wins, as {without_solution(*missing)}."
    without = f"; {left_out(*missing)}" if answer.unsolved else ""
    return (
        f"{said}; 5–95 %: {_reach(*push.interval)}; the push wins in "
        f"{chance(answer.probability_push_faster)} of the draws{without}."
    )


def _no_answer(effort: Effort, problem: str) -> str:
    """That there is no answer with the other set of drafting strengths, and why."""
    (other,) = (said for name, said in _DRAFTING.items() if name != effort.drafting)
    return f"With {other} there is no answer: {problem}."


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


def _from_to(low: float, high: float) -> str:
    """Two estimates as a range, the smaller difference first."""
    if low < 0 < high:
        return f"{_signed(low)} to {_signed(high)}"
    near, far = sorted((low, high), key=abs)
    same = f"{abs(near):.1f}" == f"{abs(far):.1f}"
    return _signed(far) if same else f"{abs(near):.1f} to {_signed(far)}"


def _reach(low: float, high: float) -> str:
    return f"{_signed(low)} to {_signed(high)}"
