"""A plan for tomorrow's race in sentences and tables that a coach reads."""

from __future__ import annotations

from collections.abc import Sequence

from pursuit_sim.export.tables.comparison_table import paragraph, point
from pursuit_sim.export.tables.text_table import TextTable, plain
from pursuit_sim.lab import race_plan_words as words
from pursuit_sim.lab.plan_risk_words import assumptions, risk_lines
from pursuit_sim.lab.tomorrow import RacePlan


def text(plan: RacePlan) -> str:
    """The plan in sentences and tables."""
    parts = [
        f"{paragraph(words.answer(plan))}\n{_points(words.points(plan))}",
        plain(turns(plan)),
        plain(board(plan)),
        plain(line_ups(plan)),
        f"Where the risk is\n{_points(risk_lines(plan))}",
        f"What was assumed\n{_points(assumptions(plan))}",
    ]
    return "\n".join(parts)


def _points(said: Sequence[str]) -> str:
    return "".join(f"{point(each)}\n" for each in said)


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
        tuple(row[:shown] for row in words.board_rows(plan)),
    )


def line_ups(plan: RacePlan) -> TextTable:
    """Each three of the skaters, with the best plan of each."""
    return TextTable(
        "Line-ups, each with its best plan (+ behind the fastest)",
        ("Order", "Plan", ">Time", ">To best", "Turns [laps]"),
        tuple(words.line_up_row(plan, each) for each in plan.line_ups),
        words.of_line_ups(plan),
    )
