"""The Olympic bracket of 2010 and 2014: quarterfinals are knock-outs too.

The winners of the first two quarterfinals meet in a semifinal, those of the other two in the
other. Of the four losers the two fastest skate final C, the others final D. That is what the
published results of both Games show, see `docs/models.md`; the regulations of then were not
found.
"""

from __future__ import annotations

from collections.abc import Sequence

from pursuit_sim.event_formats import knockout, olympic
from pursuit_sim.event_formats.event_format import EventFormat, Heat, Misfit
from pursuit_sim.event_formats.knockout import QUARTERFINAL, QUARTERFINALS, Seeds
from pursuit_sim.event_formats.meeting import Meeting
from pursuit_sim.units import ordinal


def seeds(quarters: Sequence[Heat]) -> Seeds | None:
    """Winners in the order of the quarterfinals; losers by time."""
    if len(quarters) != QUARTERFINALS or any(len(heat.times) != 2 for heat in quarters):
        return None
    first, second, third, fourth = (heat.ranked[0] for heat in quarters)
    losers = _losers(quarters)
    return Seeds(
        ((first, second), (third, fourth)),
        ((losers[0], losers[1]), (losers[2], losers[3])),
    )


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
    if heat.ranked[0] == team:
        return "to the semifinals"
    losers = _losers([each for each in heats if each.round == QUARTERFINAL])
    place = losers.index(team)
    final = "C" if place < 2 else "D"
    return f"{ordinal(place + 1)} of the losers · to Final {final}"


def _losers(quarters: Sequence[Heat]) -> list[str]:
    """Who lost a quarterfinal, fastest first."""
    times = {team: heat.times[team] for heat in quarters for team in heat.ranked[1:]}
    return sorted(times, key=lambda team: times[team])


FORMAT = EventFormat(
    "olympic-2014",
    "one with knock-out quarterfinals as until 2014",
    stages=knockout.STAGES,
    medals=True,
    problems=olympic.problems,
    misfits=misfits,
    places=olympic.places,
    again=again,
    meaning=meaning,
)
