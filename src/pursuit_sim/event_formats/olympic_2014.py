"""The Olympic bracket of 2010 and 2014: quarterfinals are knock-outs too.

The winners of the first two quarterfinals meet in a semifinal, those of the other two in the
other. Of the four losers the two fastest skate final C, the others final D. That is what the
published results of both Games show, see `docs/models.md`; the regulations of then were not
found.
"""

from __future__ import annotations

from collections.abc import Sequence

from pursuit_sim.event_formats import knockout, olympic
from pursuit_sim.event_formats.event_format import (
    EventFormat,
    Heat,
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
    Pair,
    Seeds,
)
from pursuit_sim.units import ordinal


def seeds(quarters: Sequence[Heat]) -> Seeds:
    """Winners in the order of the quarterfinals; losers by time."""
    winners = [heat.winner for heat in quarters]
    if len(quarters) != QUARTERFINALS or not all(winners):
        return Seeds()
    first, second, third, fourth = (heat.ranked[0] for heat in quarters)
    losers = _losers(quarters)
    one, two, three, four = sorted(losers, key=lambda team: losers[team])
    others: tuple[Pair | None, ...] = (None, None)
    if losers[two] != losers[three]:  # else nobody knows who of them skates which final
        others = (one, two), (three, four)
    return Seeds(((first, second), (third, fourth)), others)


def misfits(heats: Sequence[Heat]) -> list[Misfit]:
    """Races whose teams contradict the results of the round before them."""
    return knockout.misfits(heats, seeds)


def again(heats: Sequence[Heat]) -> tuple[Meeting, ...]:
    """The bracket put together again from these times, see `knockout.again`."""
    return knockout.again(heats, seeds)


def meaning(heats: Sequence[Heat], heat: Heat, team: str) -> str:
    """Where a quarterfinal or semifinal sends a team."""
    if heat.round != QUARTERFINAL:
        return olympic.meaning(heats, heat, team)
    if heat.winner in (None, team):
        return "to the semifinals" if heat.winner else ""
    quarters = [each for each in heats if each.round == QUARTERFINAL]
    said = f"{ordinal(_losers(quarters)[team])} of the losers"
    for final, pair in zip("CD", seeds(quarters).others, strict=True):
        if pair is not None and team in pair:
            return f"{said} · to Final {final}"
    return said


def _losers(quarters: Sequence[Heat]) -> dict[str, int]:
    """Places by time among those who lost a quarterfinal that somebody is known to have won."""
    lost = [
        Heat(
            heat.race,
            heat.round,
            {team: time for team, time in heat.times.items() if team != heat.winner},
            {team: status for team, status in heat.statuses.items() if team != heat.winner},
            heat.tie_breaks,
        )
        for heat in quarters
    ]
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
    meaning=meaning,
)
