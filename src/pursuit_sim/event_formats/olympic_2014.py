"""The Olympic bracket of 2010 and 2014: quarterfinals are knock-outs too.

The winners of the first two quarterfinals meet in a semifinal, those of the other two in the
other. Of the four losers the two fastest skate final C, the others final D. That is what the
published results of both Games show, see `docs/models.md`; the regulations of then were not
found.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from pursuit_sim.arrays import Floats, Ints
from pursuit_sim.event_formats import knockout, olympic
from pursuit_sim.event_formats.event_format import (
    EventFormat,
    Heat,
    LeftOpen,
    Meeting,
    Misfit,
    shared_places,
)
from pursuit_sim.event_formats.knockout import (
    FINALS,
    QUARTERFINAL,
    QUARTERFINALS,
    SEMIFINAL,
    TEAMS,
    Seeds,
)
from pursuit_sim.units import ordinal


def seeds(quarters: Sequence[Heat]) -> Seeds:
    """Winners in the order of the quarterfinals; losers by time."""
    known = all(len(heat.teams) == 2 and heat.decided for heat in quarters)
    if len(quarters) != QUARTERFINALS or not known:
        return Seeds()
    first, second, third, fourth = (heat.ranked[0] for heat in quarters)
    losers = _losers(quarters)
    one, two, three, four = sorted(losers, key=lambda team: losers[team])
    tied = [team for heat in quarters if heat.winner is None for team in heat.ranked]
    nobody_won = bool(tied)
    level = nobody_won or losers[two] == losers[three]
    if losers[two] == losers[three]:
        tied += [team for team in losers if losers[team] == losers[two]]
    return Seeds(
        ((first, second), (third, fourth)),
        ((one, two), (three, four)),
        (nobody_won, level, level),
        tuple(dict.fromkeys(tied)),
    )


def seeds_of_many(quarters_s: Floats, pairs: Sequence[tuple[int, int]]) -> Ints:
    """`seeds` of many events at once, see `SeedsOfMany`."""
    first, second = np.array(pairs, np.intp).T
    times = quarters_s[:, first], quarters_s[:, second]
    won = times[0] <= times[1]
    order = np.argsort(np.maximum(*times), axis=1)
    losers = np.take_along_axis(np.where(won, second, first), order, axis=1)
    return np.concatenate([np.where(won, first, second), losers], axis=1)


def misfits(heats: Sequence[Heat]) -> list[Misfit]:
    """Races whose teams contradict the results of the round before them."""
    return knockout.misfits(heats, seeds)


def again(heats: Sequence[Heat]) -> tuple[Meeting, ...]:
    """The bracket put together again from these times, see `knockout.again`."""
    return knockout.again(heats, seeds)


def left_open(heats: Sequence[Heat]) -> list[LeftOpen]:
    """Where it does not follow who meets whom, see `knockout.left_open`."""
    return knockout.left_open(heats, seeds)


def meaning(heats: Sequence[Heat], heat: Heat, team: str) -> str:
    """Where a quarterfinal or semifinal sends a team."""
    if heat.round != QUARTERFINAL:
        return olympic.meaning(heats, heat, team)
    if heat.winner in (None, team):
        return "to the semifinals" if heat.winner else ""
    quarters = [each for each in heats if each.round == QUARTERFINAL]
    if len(quarters) < QUARTERFINALS or not all(each.winner for each in quarters):
        return olympic.sent_to(heats, team)  # nobody knows who else lost
    said = f"{ordinal(_losers(quarters)[team])} of the losers"
    found = seeds(quarters)
    for final, pair, level in zip("CD", found.others, found.level[1:], strict=False):
        if team in pair and not level:
            return f"{said} · to Final {final}"
    return said


def _losers(quarters: Sequence[Heat]) -> dict[str, int]:
    """Places by time among those who lost a quarterfinal."""
    lost = []
    for heat in quarters:
        _, *others = heat.ranked
        times = {team: time for team, time in heat.times.items() if team in others}
        statuses = {team: status for team, status in heat.statuses.items() if team in others}
        lost.append(Heat(heat.race, heat.round, times, statuses, heat.tie_breaks))
    return shared_places(lost)


FORMAT = EventFormat(
    "olympic-2014",
    "one with knock-out quarterfinals as until 2014",
    stages=knockout.STAGES,
    medals=True,
    problems=olympic.problems,
    misfits=misfits,
    places=olympic.places,
    remarks=olympic.remarks,
    finals=FINALS,
    knock_out=(QUARTERFINAL, SEMIFINAL, *FINALS),
    teams=TEAMS,
    again=again,
    left_open=left_open,
    meaning=meaning,
    seeds_of_many=seeds_of_many,
)
