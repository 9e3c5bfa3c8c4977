"""Divisions: an event in which each has places of its own says of every race which it is."""

from __future__ import annotations

from collections.abc import Sequence

from pursuit_sim.event_formats.event_format import EventFormat, FormatProblem, Pairing

KEY = "division"


def problems(format_: EventFormat, pairings: Sequence[Pairing]) -> list[FormatProblem]:
    """Races without a division where there are some, and with one where there are none."""
    words = " or ".join(f'"{each}"' for each in format_.divisions)
    found = []
    for each in pairings:
        if format_.divisions and each.division not in format_.divisions:
            problem = f"a race of a {format_.name} event needs its division"
            found.append(FormatProblem(each.race, KEY, problem, f"write {words}"))
        elif each.division and not format_.divisions:
            problem = f"an event with rounds = '{format_.name}' has no divisions"
            remedy = 'take it out, or set event.rounds = "world-cup"'
            found.append(FormatProblem(each.race, KEY, problem, remedy))
    return found
