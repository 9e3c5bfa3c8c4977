"""A plan for a race as it was, in sentences."""

from __future__ import annotations

from math import factorial

from pursuit_sim.lab.level_orders import level_orders
from pursuit_sim.lab.plan import Plan
from pursuit_sim.scenario.formation import SKATERS
from pursuit_sim.scenario.time_source import aimed_at, made_up
from pursuit_sim.units import format_time

HOW = {True: "with a push", False: "without a push"}
_EVEN_W = 3.0  # [W] a slope of power that nobody could skate on purpose
_CAVEATS = (
    "The model's effectiveness κ is fitted to the race that was skated; everything else follows.",
    "Of rotations all were looked at, at a few pacings: another may be some hundredths faster.",
)
_PUSHING = (
    "What pushing costs is a guess: `pursuit-sim compare` shows how far that may move the time."
)
_ALIKE = "The scenario describes the three alike: in another order they would be as fast."

_LEVEL = "In any order of the three the plan is as fast by the model: who leads is open."


def answer(plan: Plan) -> str:
    """The plan in a sentence."""
    gain = abs(plan.gain_s)
    against = f"{gain:.2f} s {'less' if plan.gain_s < 0 else 'more'} than"
    said = made_up(plan.race, plan.entry)
    took = f"is {aimed_at(plan.entry) or said}" if said else "was skated"
    elsewhere = " before the change of rink or skaters" if plan.entry.was else ""
    return (
        f"{plan.entry.team.name}, {plan.race.place}: the fastest plan found takes "
        f"{format_time(plan.time_s)}, {against} the {format_time(plan.official_time_s)} that "
        f"{took}{elsewhere}: {how(plan)}."
    )


def how(plan: Plan) -> str:
    """The formation in words."""
    turns, push = plan.turns, plan.entry.formation.push
    if len(turns) == 1:
        doing = "push all the way" if push else "no changes"
        return f"{doing}, {turns[0][0]} in front"
    changes = len(turns) - 1
    counted = f"{changes} change{'' if changes == 1 else 's'}"
    led = ", ".join(f"{name} {laps:g}" for name, laps in turns)
    return f"{'push with' if push else 'rotate with'} {counted}; laps in front: {led}"


def caveats(plan: Plan) -> tuple[str, ...]:
    """What to beware of."""
    first, *others = plan.entry.bodies
    alike = all(each == first for each in others)
    push = plan.entry.formation.push
    level = not alike and len(level_orders(plan.race, plan.entry)) == factorial(SKATERS) - 1
    return (*plan.remarks, *_CAVEATS, *[_ALIKE] * alike, *[_LEVEL] * level, *[_PUSHING] * push)


def pacing(plan: Plan) -> str:
    """How effort is spread over the race."""
    slope = plan.entry.effort.power_slope_w
    if abs(slope) < _EVEN_W:
        return "Pacing: as even an effort as the start allows."
    begin, end = ("above", "below") if slope < 0 else ("below", "above")
    said = (
        f"Pacing: each skater begins about {abs(slope) / 2:.0f} W {begin} their own mean effort "
        f"and ends as much {end} it"
    )
    if plan.is_steepest:
        said += (
            ", as measured teams did in the mean. The model would have them start faster still; "
            "skaters made to were not faster (Hettinga et al. 2011), so the search ends there"
        )
    return f"{said}."


def beside(plan: Plan) -> str:
    """The fastest plan of the other kind."""
    kind = HOW[plan.entry.formation.push]
    return f"The fastest found {kind}: {format_time(plan.time_s)}; {how(plan)}."
