"""A plan for a race as text to read at the rink."""

from __future__ import annotations

from math import factorial

from pursuit_sim.export.tables.comparison_table import KILOJOULE, paragraph, point
from pursuit_sim.export.tables.text_table import TextTable, plain
from pursuit_sim.lab.level_orders import level_orders
from pursuit_sim.lab.optimise import STEEPEST_W
from pursuit_sim.lab.plan import Plan
from pursuit_sim.scenario.formation import SKATERS
from pursuit_sim.scenario.time_source import aimed_at, made_up
from pursuit_sim.units import format_time

_LAP = 8  # characters of the line of laps for each lap: two a quarter
_FRONT, _BEHIND = "━", "·"
_EVEN_W = 3.0  # [W] a slope of power that nobody could skate on purpose
_CLOSE_W = 2.0  # [W] to which the search finds the slope
_CAVEATS = (
    "The model's effectiveness κ is fitted to the race that was skated; everything else follows.",
    "Of rotations all were looked at, at a few pacings: another may be some hundredths faster.",
)
_PUSHING = (
    "What pushing costs is a guess: `pursuit-sim compare` shows how far that may move the time."
)
_ALIKE = "The scenario describes the three alike: in another order they would be as fast."

_LEVEL = "In any order of the three the plan is as fast by the model: who leads is open."


def text(plan: Plan, other: Plan | None = None, *, note: str = "") -> str:
    """The plan in sentences, the line of laps, and what it asks of each skater.

    Parameters
    ----------
    plan : the fastest
    other : the fastest of the other kind, with or without a push
    note : a further point, such as that the search was stopped
    """
    points = [note, _pacing(plan), _other(other) if other else ""]
    parts = [
        paragraph(answer(plan)) + "\n" + _points(points),
        _laps(plan),
        *map(plain, [_turns(plan)] * (len(plan.turns) > 1)),
        plain(_loads(plan)),
        "Read with care\n" + _points(_caveats(plan)),
    ]
    return "\n".join(parts)


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


def _caveats(plan: Plan) -> list[str]:
    first, *others = plan.entry.bodies
    alike = all(each == first for each in others)
    push = plan.entry.formation.push
    level = not alike and len(level_orders(plan.race, plan.entry)) == factorial(SKATERS) - 1
    return [*_CAVEATS, *[_ALIKE] * alike, *[_LEVEL] * level, *[_PUSHING] * push]


def _points(points: list[str]) -> str:
    return "".join(f"{point(each)}\n" for each in points if each)


def _pacing(plan: Plan) -> str:
    slope = plan.entry.effort.power_slope_w
    if abs(slope) < _EVEN_W:
        return "Pacing: as even an effort as the start allows."
    begin, end = ("above", "below") if slope < 0 else ("below", "above")
    said = (
        f"Pacing: each skater begins about {abs(slope) / 2:.0f} W {begin} their own mean effort "
        f"and ends as much {end} it"
    )
    if slope < _CLOSE_W - STEEPEST_W:
        said += (
            ", as measured teams did in the mean. The model would have them start faster still; "
            "skaters made to were not faster (Hettinga et al. 2011), so the search ends there"
        )
    return f"{said}."


def _other(plan: Plan) -> str:
    kind = "with a push" if plan.entry.formation.push else "without a push"
    return f"The fastest found {kind}: {format_time(plan.time_s)}; {how(plan)}."


def _laps(plan: Plan) -> str:
    """A line for each skater, in front or behind, along the laps."""
    lineup, laps = plan.entry.lineup, plan.race.laps
    margin = max(map(len, lineup)) + 2
    lines = ["Lap".ljust(margin) + "".join(f"{lap + 1:<{_LAP}}" for lap in range(laps)).rstrip()]
    for i, name in enumerate(lineup):
        drawn = "".join(
            (_FRONT if lead.skater == i else _BEHIND) * round(lead.laps * _LAP)
            for lead in plan.entry.formation.leads
        )
        lines.append(name.ljust(margin) + drawn)
    return "\n".join(lines) + "\n"


def _turns(plan: Plan) -> TextTable:
    rows, skated = [], 0.0
    for name, laps in plan.turns:
        rows.append((name, f"{skated:g}", f"{skated + laps:g}", f"{laps:g}"))
        skated += laps
    return TextTable(
        "Turns in front [laps], each ending in the middle of a curve",
        ("Skater", ">From", ">To", ">Laps"),
        tuple(rows),
    )


def _loads(plan: Plan) -> TextTable:
    return TextTable(
        "What it asks of each skater",
        ("Skater", ">In front", ">Mean power", ">Start peak", ">Later peak", ">Reserve left"),
        tuple(
            (
                load.skater,
                f"{load.front_s:.0f} s",
                f"{load.mean_power_w:.0f} W",
                f"{load.peak_power_w:.0f} W",
                f"{load.peak_later_w:.0f} W",
                f"{load.reserve_left_j / KILOJOULE:.1f} kJ",
            )
            for load in plan.loads
        ),
    )
