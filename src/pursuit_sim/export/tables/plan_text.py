"""A plan for a race as text to read at the rink."""

from __future__ import annotations

from collections.abc import Sequence

from pursuit_sim.export.tables.comparison_table import paragraph, point
from pursuit_sim.export.tables.text_table import TextTable, plain
from pursuit_sim.lab import plan_words as words
from pursuit_sim.lab.plan import Plan
from pursuit_sim.units import KILOJOULE

_LAP = 8  # characters of the line of laps for each lap: two a quarter
_FRONT, _BEHIND = "━", "·"


def text(plan: Plan, points: Sequence[str] = ()) -> str:
    """The plan in sentences, the line of laps, and what it asks of each skater.

    Parameters
    ----------
    plan : the fastest
    points : what the search has to say of it; by default the pacing alone
    """
    parts = [
        paragraph(words.answer(plan)) + "\n" + _points(points or [words.pacing(plan)]),
        _laps(plan),
        *map(plain, [_turns(plan)] * (len(plan.turns) > 1)),
        plain(_loads(plan)),
        "Read with care\n" + _points(words.caveats(plan)),
    ]
    return "\n".join(parts)


def _points(points: Sequence[str]) -> str:
    return "".join(f"{point(each)}\n" for each in points)


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
