"""A plan for tomorrow's race, in words and tables that a coach reads."""

from __future__ import annotations

from itertools import pairwise
from math import isfinite

from pursuit_sim.export.tables.comparison_table import KILOJOULE, paragraph, point
from pursuit_sim.export.tables.text_table import TextTable, plain
from pursuit_sim.lab.plan_risks import WEAKER, SkaterRisk
from pursuit_sim.lab.tomorrow import LineUpPlan, RacePlan
from pursuit_sim.lab.verdict import chance
from pursuit_sim.scenario import skater_labels
from pursuit_sim.scenario.formation import SKATERS
from pursuit_sim.scenario.parameters import Rink
from pursuit_sim.scenario.race import Entry
from pursuit_sim.sim.drafting import effectiveness
from pursuit_sim.timing import lap_times
from pursuit_sim.units import format_gap, format_time

_SPENT_J = 100.0  # of a reserve: nothing left
_AT_FINISH_LAPS = 0.05
_SAME_S = 0.005


def text(plan: RacePlan) -> str:
    """The plan in sentences and tables.

    Parameters
    ----------
    plan : the plan
    """
    points = [basis(plan), comparison(plan), other_way(plan), target(plan), rival(plan)]
    parts = [
        paragraph(answer(plan)) + "\n" + "".join(f"{point(each)}\n" for each in points if each),
        plain(turns(plan)),
        plain(board(plan)),
        plain(line_ups(plan)),
        "Where the risk is\n" + "".join(f"{point(each)}\n" for each in risk_lines(plan)),
        "What was assumed\n" + "".join(f"{point(each)}\n" for each in assumptions(plan)),
    ]
    return "\n".join(parts)


def labels(entry: Entry) -> tuple[str, ...]:
    """Family names of the line-up."""
    return skater_labels.labels(entry.lineup, family_first=entry.team.family_first)


def rink(told: Rink) -> str:
    """A rink in numbers."""
    return f"air {told.air_density_kgm3:.3f} kg/m³, {told.altitude_m:.0f} m above the sea"


def how(entry: Entry) -> str:
    """What to do, in capitals' worth of words: "rotate with 2 changes"."""
    formation = entry.formation
    changes = len(formation.leads) - 1
    if not changes:
        return "push all the way" if formation.push else "one leader, without a push"
    counted = f"{changes} change{'' if changes == 1 else 's'}"
    return f"{'push' if formation.push else 'rotate'} with {counted}"


def answer(plan: RacePlan) -> str:
    """The plan in a sentence."""
    entry = plan.best.entry
    low_high = ""
    if plan.time.interval is not None:
        low, high = plan.time.interval
        low_high = f" ({format_time(low, 1)} to {format_time(high, 1)}, 5–95 %)"
    return (
        f"{entry.team.name}, {plan.where}: {how(entry)}, in the order {', '.join(entry.lineup)}; "
        f"to be expected is {format_time(plan.time.value)}{low_high}, before form on the day."
    )


def basis(plan: RacePlan) -> str:
    """What the plan rests on."""
    race, entry = plan.last
    moved = plan.time.value - entry.official_time_s
    known = "its known passings" if entry.timed else "no passings, so the usual pacing"
    by = "as fast" if abs(moved) < _SAME_S else f"{abs(moved):.2f} s {_word(moved, 'less', 'more')}"
    return (
        f"From the last race ({race.name}), {format_time(entry.official_time_s)} "
        f"({entry.formation.caption}), with {known}: the plan takes {by}, by the rink, the "
        "skaters, the order and the turns."
    )


def comparison(plan: RacePlan) -> str:
    """Whether that is sure: rotation against push."""
    return plan.comparison.verdict[0]


def certainty(plan: RacePlan) -> str:
    """Rotate or push, in one short line."""
    other = plan.other_way
    behind = other.time_s - plan.time.value
    return (
        f"Rotate or push: {plan.comparison.advice}. {how(other.entry).capitalize()} would take "
        f"{format_time(other.time_s)}, {abs(behind):.1f} s {_word(behind, 'less', 'more')}."
    )


def other_way(plan: RacePlan) -> str:
    """The best plan of the other kind, for whoever prefers it."""
    entry = plan.other_way.entry
    led = ", ".join(f"{entry.lineup[lead.skater]} {lead.laps:g}" for lead in entry.formation.leads)
    return (
        f"The best the other way: {how(entry)}, in the order {', '.join(entry.lineup)}; laps in "
        f"front: {led}; {format_time(plan.other_way.time_s)}."
    )


def target(plan: RacePlan) -> str:
    """What the target asks."""
    if plan.target_s is None or plan.target_chance is None:
        return ""
    off = plan.target_s - plan.time.value
    told = f"{abs(off):.2f} s {_word(off, 'faster', 'slower')} than expected"
    return (
        f"Target {format_time(plan.target_s)}: {told}; form on the day alone gives that in "
        f"{chance(plan.target_chance)} of races."
    )


def rival(plan: RacePlan) -> str:
    """Who is met, and by how much that is ahead or behind."""
    other = plan.rival
    if other is None or plan.rival_chance is None:
        return ""
    moved = ""
    if other.skated_s is not None:
        moved = f" (they took {format_time(other.skated_s)}; moved to this rink by the model)"
    off = plan.time.value - other.time_s
    return (
        f"{other.name}: {format_time(other.time_s)} to be expected{moved}. That is "
        f"{abs(off):.2f} s {_word(off, 'behind', 'ahead of')} this plan; by form on the day alone, "
        f"{plan.best.entry.team.code} is faster in {chance(plan.rival_chance)} of races."
    )


def turns(plan: RacePlan) -> TextTable:
    """Who leads from where to where."""
    entry, begin, rows = plan.best.entry, 0.0, []
    for lead in entry.formation.leads:
        end = begin + lead.laps
        rows.append((entry.lineup[lead.skater], f"{begin:g}", f"{end:g}", f"{lead.laps:g}"))
        begin = end
    return TextTable(
        "Turns in front [laps]; each change in the middle of a curve",
        ("Skater", ">From", ">To", ">Laps"),
        tuple(rows),
    )


def board_rows(plan: RacePlan) -> list[tuple[str, str, str, str, str, str]]:
    """For each half-lap: laps, who leads, passing, half-lap, lap, and the rival."""
    passings = plan.board_s
    names, rows = labels(plan.best.entry), []
    laps = lap_times(passings[None])[0]
    halves = [float(passings[0]), *(float(b - a) for a, b in pairwise(passings))]
    for index, time in enumerate(passings.tolist()):
        done = (index + 1) / 2
        lap = f"{laps[index // 2]:.2f}" if index % 2 else ""
        rows.append(
            (
                f"{done:g}",
                names[plan.leader(done)],
                format_time(time),
                f"{halves[index]:.2f}",
                lap,
                _to_rival(plan, index),
            )
        )
    return rows


def _to_rival(plan: RacePlan, index: int) -> str:
    if plan.rival is None or plan.rival.passings_s is None:
        return ""
    return format_gap(float(plan.board_s[index] - plan.rival.passings_s[index]))


def board(plan: RacePlan) -> TextTable:
    """Passings to skate to."""
    met = plan.rival is not None and plan.rival.passings_s is not None
    aim = "the target" if plan.target_s is not None else "what is to be expected"
    gap = "; − ahead of, + behind the rival" if met else ""
    columns = (">Laps", "In front", ">Passing", ">Half-lap", ">Lap", ">To rival")
    shown = len(columns) if met else len(columns) - 1
    return TextTable(
        f"Passings of the third skater for {aim}{gap}",
        columns[:shown],
        tuple(row[:shown] for row in board_rows(plan)),
    )


def line_ups(plan: RacePlan) -> TextTable:
    """Each three of the skaters, with the best plan of each."""
    notes: tuple[str, ...] = ()
    if len({*plan.best.entry.bodies}) == 1 == len(plan.line_ups):
        notes = ("The scenario describes the skaters alike: it cannot tell line-ups apart.",)
    elif len(plan.line_ups) > 1:
        least = plan.risks.skaters[0].weaker_s
        notes = (
            f"One skater's weak day costs {least:.1f} s: line-ups no further apart are level.",
        )
        if plan.usual:
            names = ", ".join(plan.usual)
            notes += (f"Nothing is said of {names}: how fast a line-up with them is, is a guess.",)
    return TextTable(
        "Line-ups, each with its best plan (+ behind the fastest)",
        ("Order", "Plan", ">Time", ">To best", "Turns [laps]"),
        tuple(line_up_row(plan, each) for each in plan.line_ups),
        notes,
    )


def line_up_row(plan: RacePlan, each: LineUpPlan) -> tuple[str, str, str, str, str]:
    """A line-up in words."""
    behind = each.time_s - plan.best.time_s
    led = " + ".join(f"{lead.laps:g}" for lead in each.entry.formation.leads)
    return (
        ", ".join(labels(each.entry)),
        how(each.entry),
        format_time(each.time_s),
        format_gap(behind) if each is not plan.best else "",
        led,
    )


def risk_lines(plan: RacePlan) -> list[str]:
    """Where the plan may fail."""
    first, *_ = plan.risks.skaters
    entry, form = plan.best.entry, plan.best.entry.form
    said = [
        (
            f"{first.skater} on a weak day: {100 * WEAKER:g} % less power of theirs alone costs "
            f"the team {first.weaker_s:.1f} s ({_others(plan.risks.skaters[1:])})."
        )
    ]
    spent = [each for each in plan.risks.skaters if each.lowest_j < _SPENT_J]
    early = [each for each in spent if each.lowest_laps < plan.best.race.laps - _AT_FINISH_LAPS]
    if early:
        told = ", ".join(f"{each.skater} after {each.lowest_laps:.1f} laps" for each in early)
        said.append(f"Nothing to spare by the model: {told}.")
    elif spent:
        told = "all three" if len(spent) == SKATERS else ", ".join(each.skater for each in spent)
        said.append(f"By the model {told} will have spent everything at the finish, not before.")
    if len(entry.formation.leads) > 1:
        where = _places(entry)
        said.append(f"Changes of leader in the curves at {where} laps: a touch costs seconds.")
    (thin, dense), (fast, slow) = plan.risks.air_s, plan.risks.ice_s
    if all(map(isfinite, (thin, dense, fast, slow))):
        said.append(
            f"Air 0.03 kg/m³ thinner or denser than assumed: {format_gap(thin)} or "
            f"{format_gap(dense)} s (− faster, + slower); the fastest and slowest ice that is "
            f"known: {format_gap(fast)} or {format_gap(slow)} s."
        )
    said.append(
        f"Form on the day: two races of three end within {form.race_sd_s:g} s of what is to be "
        f"expected; a fall in {100 * form.fall_chance:g} % and a touch or collapse in "
        f"{100 * form.touch_chance:g} % of races."
    )
    return said


def _others(others: tuple[SkaterRisk, ...]) -> str:
    return ", ".join(f"{each.skater} {each.weaker_s:.1f} s" for each in others)


def _places(entry: Entry) -> str:
    """Where changes are, in laps done."""
    places, begin = [], 0.0
    for lead in entry.formation.leads[:-1]:
        begin += lead.laps
        places.append(f"{begin:g}")
    return ", ".join(places)


def assumptions(plan: RacePlan) -> list[str]:
    """What was assumed, and what was fitted."""
    race, skated = plan.last
    entry = plan.best.entry
    kappa = effectiveness(entry.effort)
    said = [
        (
            f"The share of the skaters' power that moves the team, κ = {kappa:.3f}, is fitted to "
            f"the last race on its rink ({rink(race.rink)}) and kept; tomorrow: "
            f"{rink(plan.best.race.rink)}. {_ice(race.rink, plan.best.race.rink)}"
        ),
        (
            f"What pushing costs is a guess ({100 * (1 - entry.effort.push_ratio):.3g} % of that "
            "power); nobody has measured it."
        ),
        "Lap times are those of the last race, moved by the model; the pacing is not changed.",
    ]
    if skated.turns_doubt:
        said.append("Who led how long in the last race is assumed, or not known.")
    said += _unsaid(plan)
    if len({*entry.bodies}) == 1:
        said.append(
            "The three are described alike, so any order of theirs is as fast: give their times "
            "(time_1500, time_3000, time_5000) to tell them apart."
        )
    spare = ", ".join(
        f"{each.skater} {each.mean_power_w:.0f} W ({each.reserve_left_j / KILOJOULE:.1f} kJ)"
        for each in plan.loads
    )
    said.append(
        "Mean power over the race by the model, and what is left of the reserve at the end: "
        f"{spare}."
    )
    return said


def _unsaid(plan: RacePlan) -> list[str]:
    """Skaters of whom the scenario says nothing."""
    said = []
    entries = [each.entry for each in plan.line_ups]
    bodies = {
        name: body
        for entry in entries
        for name, body in zip(entry.lineup, entry.bodies, strict=True)
    }
    if plan.usual:
        body = bodies[plan.usual[0]]
        said.append(
            f"Nothing is said of {', '.join(plan.usual)}: the usual body stands in "
            f"({body.mass_kg:g} kg, {body.aerobic_w:.0f} W, {body.anaerobic_j / KILOJOULE:.0f} kJ)."
        )
    if plan.left_out:
        said.append(
            f"Left out: {', '.join(plan.left_out)}, of whom nothing is said. Give their times "
            "(time_1500, time_3000, time_5000), or name them with --skaters."
        )
    return said


def _ice(one: Rink, other: Rink) -> str:
    """Nobody knows tomorrow's ice; what it is taken for."""
    of = [(each.ice_friction_straight, each.ice_friction_curve) for each in (one, other)]
    return "The ice is taken to be the same." if of[0] == of[1] else "The ice is another, as said."


def _word(value: float, below: str, above: str) -> str:
    return below if value < 0 else above
