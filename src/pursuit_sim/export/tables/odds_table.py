"""The odds of an event as tables to read, and as CSV."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from pursuit_sim.export.tables import results_csv
from pursuit_sim.export.tables.comparison_table import point
from pursuit_sim.export.tables.text_table import TextTable, plain
from pursuit_sim.lab.event_chances import EventOdds, TeamOdds
from pursuit_sim.units import NO_NUMBER, format_chance, format_time, ordinal

CARE = "Read with care"
_PAIRINGS = 6  # of each final that are listed


def text(odds: EventOdds) -> str:
    """Chances of medals, places and pairings, and what they rest on."""
    parts = [f"{odds.heading}\n", *map(plain, sheets(odds)), care(odds.remarks)]
    return "\n".join(parts)


def table(odds: EventOdds) -> str:
    """The rows as CSV."""
    return results_csv.of(odds)


def sheets(odds: EventOdds) -> tuple[TextTable, ...]:
    """What to read first, the places, and who meets in the finals."""
    return (_chances(odds), _places(odds), *([_meets(odds)] if odds.meets else []))


def care(said: Sequence[str]) -> str:
    """What to beware of, a point each."""
    return "\n".join([CARE, *map(point, said)]) + "\n"


def share(value: float | None) -> str:
    """A chance for people; what never came about is not called impossible."""
    if value is None:
        return ""
    return format_chance(value) if value else NO_NUMBER


def _chances(odds: EventOdds) -> TextTable:
    medals = odds.scenario.event.format.medals
    names = [">Gold" if medals else ">Wins", ">Medal" if medals else ">First 3"]
    names += [">Final A"] if odds.has_finals else []
    if odds.what_if is not None:
        names += [f"{name}, if so" for name in names]
    divided = any(each.division for each in odds.teams)

    def cells(each: TeamOdds) -> list[str]:
        found = []
        for chances in (each.chances, each.supposed):
            if chances is not None:
                found += [share(chances.first), share(chances.podium)]
                found += [share(chances.final)] if odds.has_finals else []
        return found

    return TextTable(
        "Chances, and estimates by the likeliest reading of the times (SD: of the next race)",
        (*(["Division"] if divided else []), "Team", *names, ">Estimate", ">SD", "Rests on"),
        tuple(
            (
                *([each.division] if divided else []),
                each.team,
                *cells(each),
                format_time(each.time_s, 1),
                f"{each.error_s:.1f} s",
                each.rests_on,
            )
            for each in odds.teams
        ),
    )


def _places(odds: EventOdds) -> TextTable:
    most = max(len(each.chances.places) for each in odds.teams)
    rows = []
    for each in odds.teams:
        chances = each.supposed or each.chances
        shares = [share(value) for value in chances.places]
        rows.append((each.team, *shares, *[""] * (most - len(shares))))
    if_so = f", {odds.what_if.words}" if odds.what_if else ""
    return TextTable(
        f"Chance of each place{if_so} ({NO_NUMBER}: in none of the events drawn)",
        ("Team", *(f">{ordinal(place)}" for place in range(1, most + 1))),
        tuple(rows),
    )


def _meets(odds: EventOdds) -> TextTable:
    rows = []
    for final, group in groupby(odds.meets, lambda each: each.final):
        own = list(group)
        for each in own[:_PAIRINGS]:
            supposed = [] if odds.what_if is None else [share(each.supposed)]
            rows.append((final, " v ".join(each.teams), share(each.share), *supposed))
        left = own[_PAIRINGS:]
        if left:
            then = [] if odds.what_if is None else [share(sum(e.supposed or 0.0 for e in left))]
            rows.append((final, f"{len(left)} others", share(sum(e.share for e in left)), *then))
    if_so = [] if odds.what_if is None else [">If so"]
    return TextTable("Who meets in the finals", ("Final", "Teams", ">Chance", *if_so), tuple(rows))
