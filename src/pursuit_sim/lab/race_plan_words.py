"""A plan for tomorrow's race in sentences that a coach reads, wherever it is shown."""

from __future__ import annotations

from itertools import pairwise
from math import factorial

from pursuit_sim.lab import slow_words
from pursuit_sim.lab.formations import find_entry
from pursuit_sim.lab.level_orders import LEVEL_S
from pursuit_sim.lab.plan_risk_words import assumptions, risk_lines
from pursuit_sim.lab.planned_race import LineUpPlan, PlannedRace
from pursuit_sim.lab.verdict import TOO_CLOSE
from pursuit_sim.scenario import skater_labels
from pursuit_sim.scenario.formation import SKATERS, Formation
from pursuit_sim.scenario.race import Entry, Race
from pursuit_sim.scenario.slow_laps import known_times
from pursuit_sim.scenario.time_source import not_measured, supposed_passings, time_source
from pursuit_sim.scenario.whole_race import met_gaps, unmet_gaps
from pursuit_sim.timing import lap_times
from pursuit_sim.units import format_chance, format_gap, format_time

_SAME_S = 0.005


def labels(entry: Entry) -> tuple[str, ...]:
    """Family names of the line-up."""
    return skater_labels.labels(entry.lineup, family_first=entry.team.family_first)


def how(entry: Entry) -> str:
    """What to do, in capitals' worth of words: "rotate with 2 changes"."""
    formation = entry.formation
    changes = len(formation.leads) - 1
    if not changes:
        return "push all the way" if formation.push else "one leader, without a push"
    counted = f"{changes} change{'' if changes == 1 else 's'}"
    return f"{'push' if formation.push else 'rotate'} with {counted}"


def answer(plan: PlannedRace) -> str:
    """The plan in a sentence."""
    entry = plan.best.entry
    return (
        f"{entry.team.name}, {plan.where}: {how(entry)}, in the order {', '.join(entry.lineup)}; "
        f"to be expected is {format_time(plan.time.value)}, before form on the day. {sure(plan)}. "
        f"{spread(plan)}"
    ).rstrip()


def points(plan: PlannedRace) -> tuple[str, ...]:
    """What the answer rests on, how sure it is, and what a target and a rival ask."""
    said = basis(plan), comparison(plan), other_way(plan), orders(plan), target(plan), rival(plan)
    return tuple(each for each in said if each)


def remarks(plan: PlannedRace) -> tuple[str, ...]:
    """All that is said beside the passings."""
    return (*points(plan), *of_line_ups(plan), *risk_lines(plan), *assumptions(plan))


def spread(plan: PlannedRace) -> str:
    """In a sentence, what the best of its kind takes in the draws; empty where nobody knows.

    Not this plan's own interval: where the three differ, another order of theirs is faster,
    so the plan's time may lie beyond it.
    """
    if plan.time.interval is None:
        return ""
    low, high = (format_time(end, 1) for end in plan.time.interval)
    if low == high:
        return (
            "Skated as in the last race, it rests on that time: ice, air and form on the day "
            "move it, what is not known of the model hardly does."
        )
    kind = "push" if plan.best.entry.formation.push else "rotation"
    return (
        f"With all that is not known, the best {kind} takes {low} to {high} (5–95 %): order "
        "and turns are free in each draw."
    )


def basis(plan: PlannedRace) -> str:
    """What the plan rests on."""
    race, entry = plan.last
    moved = plan.time.value - entry.official_time_s
    left = unmet_gaps(race)
    known = _known(race, entry) + (f" ({left})" if left else "")
    whose = not_measured(time_source(race, entry))
    changed = _changed(plan)
    told = " and ".join([", ".join(changed[:-1]), *changed[-1:]] if changed[1:] else changed)
    if abs(moved) < _SAME_S:
        takes = f"is as fast; it changes {told}" if changed else "is that race once more"
    else:
        by = f"by {told}" if changed else "though rink, skaters, order and turns are the same"
        takes = f"takes {abs(moved):.2f} s {_word(moved, 'less', 'more')}, {by}"
    said = (
        f"From the last race ({race.name}), {format_time(entry.official_time_s)}{whose} "
        f"({entry.formation.caption}), with {known}: the plan {takes}."
    )
    same = plan.comparison.skated.time_s
    compared = find_entry(plan.comparison.race, entry.team.code).formation
    # Of other skaters the comparison begins with the usual turns, which nobody skated.
    as_then = (compared.push, _laps(compared)) == (entry.formation.push, _laps(entry.formation))
    if as_then and abs(same - plan.time.value) > _SAME_S:
        said += f" These three, {plan.where} in the formation of that race: {format_time(same)}."
    return said + _slow(plan)


def _known(race: Race, entry: Entry) -> str:
    """What tells how the laps of the last race were."""
    if entry.timed:
        supposed = len(supposed_passings(race, entry))
        if supposed == len(entry.timed):
            return "passings that a what-if supposes"
        return f"its known passings{', some of them supposed' if supposed else ''}"
    if {*known_times(race, entry)} - {0.0, float(race.half_laps)}:
        (other,) = (each.team.code for each in race.everybody if each.side != entry.side)
        return f"its passings as known gaps to {other} tell them"
    bent = ", bent to meet the gaps" if met_gaps(race) else ""
    if any(not each.timed for each in entry.splits):
        return f"no passings but those that a model made{bent}"
    if entry.splits:
        return f"passings that are assumed{bent}"
    return f"no passings, so the usual pacing{bent}"


def _slow(plan: PlannedRace) -> str:
    """That something may have happened in the last race; empty where its parts are alike."""
    told = slow_words.slowest(plan.slow, plan.last[1].team.code, "that race")
    told = told or (f"Of that race {plan.unexplained}" if plan.unexplained else "")
    if not told:
        return ""
    again = "The plan has that again: if somebody fell or stumbled, plan from another race."
    return f" {told}. {again}"


def _changed(plan: PlannedRace) -> list[str]:
    """What of the last race the plan changes, in words."""
    (was, skated), race, entry = plan.last, plan.best.race, plan.best.entry
    before, after = (
        [(e.lineup[i.skater], i.laps) for i in e.formation.leads] for e in (skated, entry)
    )
    push = entry.formation.push
    known = skated.lineup_known
    if not known:  # who stands in for whom says nothing
        before, after = ([("", laps) for laps in _laps(e.formation)] for e in (skated, entry))
    return [
        word
        for word, same in (
            ("the rink", was.rink == race.rink),
            ("the skaters", not known or {*skated.lineup} == {*entry.lineup}),
            ("the order", not known or skated.lineup == entry.lineup),
            ("the turns", before == after),
            (f"{'' if push else 'not '}pushing", push == skated.formation.push),
        )
        if not same
    ]


def _laps(formation: Formation) -> list[float]:
    return [lead.laps for lead in formation.leads]


def comparison(plan: PlannedRace) -> str:
    """Whether that is sure: rotation against push."""
    found = plan.comparison
    of = f"{plan.best.entry.team.name}, {found.race.place}: "
    said = found.verdict[0].removeprefix(of)
    return said[:1].upper() + said[1:]


def sure(plan: PlannedRace) -> str:
    """Rotate or push, in a few words."""
    advice = plan.comparison.advice
    trained = "; take the way that the team has trained" if advice == TOO_CLOSE else ""
    return f"Rotate or push: {advice}{trained}"


def orders(plan: PlannedRace) -> str:
    """In which other orders the plan is as fast; empty where there is none to choose from."""
    if not plan.level_orders or len({*plan.best.entry.bodies}) == 1:
        return ""
    if len(plan.level_orders) == factorial(SKATERS) - 1:
        return "In any order of these three the plan is as fast by the model: who leads is open."
    told = "; ".join(", ".join(each) for each in plan.level_orders)
    return f"As fast by the model (within {LEVEL_S:g} s) in the order {told}."


def certainty(plan: PlannedRace) -> str:
    """Rotate or push, in one short line."""
    other = plan.other_way
    behind = other.time_s - plan.time.value
    return (
        f"{sure(plan)}. {how(other.entry).capitalize()} would take "
        f"{format_time(other.time_s)}, {abs(behind):.1f} s {_word(behind, 'less', 'more')}."
    )


def other_way(plan: PlannedRace) -> str:
    """The best plan of the other kind, for whoever prefers it."""
    entry = plan.other_way.entry
    led = ", ".join(f"{entry.lineup[lead.skater]} {lead.laps:g}" for lead in entry.formation.leads)
    return (
        f"The best the other way: {how(entry)}, in the order {', '.join(entry.lineup)}; laps in "
        f"front: {led}; {format_time(plan.other_way.time_s)}."
    )


def target(plan: PlannedRace) -> str:
    """What the target asks."""
    if plan.target_s is None or plan.target_chance is None:
        return ""
    off = plan.target_s - plan.time.value
    told = f"{abs(off):.2f} s {_word(off, 'faster', 'slower')} than expected"
    return (
        f"Target {format_time(plan.target_s)}: {told}; form on the day alone gives that in "
        f"{format_chance(plan.target_chance)} of races."
    )


def rival(plan: PlannedRace) -> str:
    """Who is met, and by how much that is ahead or behind."""
    other = plan.rival
    if other is None or plan.rival_chance is None:
        return ""
    moved = " (a time alone: their day as that of any team)"
    if other.skated_s is not None:
        where = "moved to this rink by the model" if other.moved else "on this rink"
        told = not_measured(other.source or "")
        moved = f" (they took {format_time(other.skated_s)}{told} in {other.race}, {where})"
    off = plan.time.value - other.time_s
    code, chance = plan.best.entry.team.code, format_chance(plan.rival_chance)
    slow = slow_words.slowest(other.slow, other.code, "that race of theirs")
    slow = slow or (f"Of that race of theirs {other.unexplained}" if other.unexplained else "")
    again = f" {slow}. That is taken to come again." if slow else ""
    return (
        f"{other.name}: {format_time(other.time_s)} to be expected{moved}. That is "
        f"{abs(off):.2f} s {_word(off, 'behind', 'ahead of')} this plan; by form on the day alone, "
        f"theirs too, {code} is faster in {chance} of races.{again}"
    )


def board_rows(plan: PlannedRace) -> list[tuple[str, str, str, str, str, str]]:
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


def _to_rival(plan: PlannedRace, index: int) -> str:
    if plan.rival is None or plan.rival.passings_s is None:
        return ""
    return format_gap(float(plan.board_s[index] - plan.rival.passings_s[index]))


def of_line_ups(plan: PlannedRace) -> tuple[str, ...]:
    """What is to be known of the times of the line-ups."""
    if len({*plan.best.entry.bodies}) == 1 == len(plan.line_ups):
        return ("The scenario describes the skaters alike: it cannot tell line-ups apart.",)
    if len(plan.line_ups) == 1:
        return ()
    least = plan.risks.skaters[0].weaker_s
    level = f"One skater's weak day costs {least:.1f} s: line-ups no further apart are level."
    if not plan.usual:
        return (level,)
    names = ", ".join(plan.usual)
    return level, f"Nothing is said of {names}: how fast a line-up with them is, is a guess."


def line_up_row(plan: PlannedRace, each: LineUpPlan) -> tuple[str, str, str, str, str]:
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


def _word(value: float, below: str, above: str) -> str:
    return below if value < 0 else above
