"""Formations that can be skated, made by one change at a time: no other can be reached."""

from __future__ import annotations

from itertools import permutations

from pursuit_sim.lab.formations import usual
from pursuit_sim.scenario.formation import (
    KINDS,
    LEAD_STEP_LAPS,
    SHORTEST_LEAD_LAPS,
    Formation,
    Kind,
    Lead,
)
from pursuit_sim.scenario.race import Race

ORDERS: tuple[tuple[int, int, int], ...] = tuple((a, b, c) for a, b, c in permutations(range(3)))
_ANY = ("", "", "")  # names, where nobody reads the message


def kinds(race: Race) -> tuple[Kind, ...]:
    """The kinds that a race is long enough for."""
    return tuple(
        kind
        for kind in KINDS
        if usual(kind, race).kind == kind and usual(kind, race).problem(race.laps, _ANY) is None
    )


def of_kind(kind: Kind, race: Race, official: Formation) -> Formation:
    """The usual formation of a kind; the team's own where that is what it skated."""
    return official if official.kind == kind else usual(kind, race)


def most_turns(race: Race) -> int:
    """How many turns in front a race has room for."""
    return int(race.laps / SHORTEST_LEAD_LAPS)


def with_turns(formation: Formation, count: int, laps: int) -> Formation:
    """As many turns as asked for, as equal as half-laps allow, those in front as before.

    Parameters
    ----------
    formation : whose leaders and push are kept
    count : of turns; at least one, at most two a lap
    laps : length of the race
    """
    of_two = len(formation.leads) > 2 and {lead.skater for lead in formation.leads} == {0, 1}
    leaders = min(count, 2 if of_two else 3)
    halves, longer = divmod(2 * laps, count)
    return Formation(
        tuple(Lead(i % leaders, (halves + (1 if i < longer else 0)) / 2) for i in range(count)),
        formation.push,
    )


def with_length(formation: Formation, turn: int, laps: float) -> Formation:
    """One turn longer or shorter, the next one the other way round; the last and the one
    before it.

    Parameters
    ----------
    formation : to change; with a single turn it stays
    turn : index of the turn
    laps : its new length; what the neighbour can give is the limit
    """
    count = len(formation.leads)
    if count == 1:
        return formation
    other = turn + 1 if turn + 1 < count else turn - 1
    both = formation.leads[turn].laps + formation.leads[other].laps
    steps = round(laps / LEAD_STEP_LAPS) * LEAD_STEP_LAPS
    own = min(max(steps, SHORTEST_LEAD_LAPS), both - SHORTEST_LEAD_LAPS)
    leads = list(formation.leads)
    leads[turn] = Lead(leads[turn].skater, own)
    leads[other] = Lead(leads[other].skater, both - own)
    return Formation(tuple(leads), formation.push)


def with_push(formation: Formation, push: bool) -> Formation:
    """The same turns with or without a push."""
    return Formation(formation.leads, push)
