"""The odds of a race as tables to read, and as CSV."""

from __future__ import annotations

from math import isfinite

from pursuit_sim.export.tables import results_csv
from pursuit_sim.export.tables.odds_table import care
from pursuit_sim.export.tables.text_table import TextTable, plain
from pursuit_sim.lab.race_chances import START, RaceOdds
from pursuit_sim.units import NO_NUMBER, format_chance, format_gap, format_time


def text(odds: RaceOdds) -> str:
    """The chances at the moment, over the race, and what they rest on."""
    return "\n".join([f"{title(odds)}\n", *map(plain, sheets(odds)), care(odds.remarks)])


def title(odds: RaceOdds) -> str:
    """The race, the moment, and who is ahead there."""
    return f"{odds.heading}. {odds.answer}" if odds.answer else odds.heading


def table(odds: RaceOdds) -> str:
    """The rows as CSV."""
    return results_csv.of(odds)


def sheets(odds: RaceOdds) -> tuple[TextTable, ...]:
    """The chances of both teams, and over the race where it was skated."""
    return (_chances(odds), *([_lines(odds)] if odds.lines else []))


def _chances(odds: RaceOdds) -> TextTable:
    at, then = odds.asked.chance, odds.supposed
    if_so = [] if then is None else [(format_chance(then),), (format_chance(1 - then),)]
    return TextTable(
        "Chance to win, and the estimate by the likeliest reading of the times (SD: of this race)",
        ("Team", ">Wins", *([">If so"] if if_so else []), ">Estimate", ">SD", "From"),
        tuple(
            (
                team,
                format_chance(share),
                *so,
                format_time(time, 1) if isfinite(time) else NO_NUMBER,
                f"{error:.1f} s" if isfinite(error) else NO_NUMBER,
                ", ".join(runs) or ("guessed" if isfinite(time) else "no time"),
            )
            for team, share, so, time, error, runs in zip(
                odds.teams,
                (at, 1 - at),
                if_so or ((), ()),
                odds.time_s,
                odds.error_s,
                odds.runs,
                strict=True,
            )
        ),
    )


def _lines(odds: RaceOdds) -> TextTable:
    first, second = odds.teams
    rows = []
    for each in odds.lines:
        began = each.source == START
        if each.time_s is not None:
            rows.append(
                (
                    f"{each.laps:g}",
                    NO_NUMBER if began else format_time(each.time_s),
                    NO_NUMBER if began else format_gap(each.gap_s),
                    "" if began else each.source,
                    format_chance(each.chance),
                    format_chance(1 - each.chance),
                )
            )
    return TextTable(
        "As the race went: the gap where both had passed, and the chance to win there",
        (">Laps", ">Time", f">Gap {first}", "Gap is", f">{first}", f">{second}"),
        tuple(rows),
    )
