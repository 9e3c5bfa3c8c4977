"""Where a plan may fail, and what was assumed in it, in words that a coach reads."""

from __future__ import annotations

from math import isfinite

from pursuit_sim.lab.plan_risks import WEAKER, SkaterRisk
from pursuit_sim.lab.planned_race import PlannedRace
from pursuit_sim.scenario.formation import SKATERS
from pursuit_sim.scenario.parameters import Rink
from pursuit_sim.scenario.race import Entry
from pursuit_sim.sim.abilities import powers
from pursuit_sim.sim.drafting import effectiveness
from pursuit_sim.units import KILOJOULE, format_gap

_SPENT_J = 100.0  # of a reserve: nothing left
_AT_FINISH_LAPS = 0.05


def risk_lines(plan: PlannedRace) -> list[str]:
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


def assumptions(plan: PlannedRace) -> list[str]:
    """What was assumed, and what was fitted."""
    race, skated = plan.last
    entry = plan.best.entry
    kappa = effectiveness(entry.effort)
    said = [
        (
            f"The share of the skaters' power that moves the team, κ = {kappa:.3f}, is fitted to "
            f"the last race on its rink ({_rink(race.rink)}) and kept; tomorrow: "
            f"{_rink(plan.best.race.rink)}. {_ice(race.rink, plan.best.race.rink)}"
        ),
        (
            f"What pushing costs is a guess ({100 * (1 - entry.effort.push_ratio):.3g} % of that "
            "power); nobody has measured it."
        ),
        "Lap times are those of the last race, moved by the model; the pacing is not changed.",
    ]
    if not skated.lineup_known:
        said.append(
            "Nobody published who skated the last race: by the squad it was "
            f"{', '.join(skated.lineup)}, or skaters just like them; their order is not known."
        )
    if skated.turns_doubt:
        said.append("Who led how long in the last race is assumed, or not known.")
    said += _unsaid(plan)
    if len({*entry.bodies}) == 1:
        said.append(
            "The three are described alike, so any order of theirs is as fast: give their times "
            "(time_1500, time_3000, time_5000) to tell them apart."
        )
    else:
        told = "; ".join(
            f"{name} {body.mass_kg:g} kg, {body.aerobic_w:.0f} W aerobic, "
            f"{body.anaerobic_j / KILOJOULE:.1f} kJ reserve"
            for name, body in zip(entry.lineup, map(powers, entry.bodies), strict=True)
        )
        said.append(
            f"The three are taken for: {told}. What the file does not say follows from their "
            "times, or is the usual."
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


def _unsaid(plan: PlannedRace) -> list[str]:
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


def _rink(told: Rink) -> str:
    """A rink in numbers."""
    return f"air {told.air_density_kgm3:.3f} kg/m³, {told.altitude_m:.0f} m above the sea"
