"""The Olympic bracket: who meets whom, from the results of the round before.

Eight teams skate quarterfinals that are ranked by *time*; first meets fourth and second
meets third in the semifinals, which are knock-outs: winners skate final A, losers
final B; fifth and sixth skate final C, seventh and eighth final D. Source: ISU Special
Regulations, Olympic format, as in `docs/models.md`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from pursuit_sim.event_formats import knockout
from pursuit_sim.event_formats.event_format import (
    EventFormat,
    FormatProblem,
    Heat,
    Misfit,
    Pairing,
    Place,
    ranking,
    twice,
)
from pursuit_sim.event_formats.knockout import (
    FINALS,
    QUARTERFINAL,
    QUARTERFINALS,
    SEMIFINAL,
    SEMIFINALS,
    TEAMS,
    Seeds,
)
from pursuit_sim.event_formats.meeting import Meeting
from pursuit_sim.units import ordinal

_RACES = {QUARTERFINAL: QUARTERFINALS, SEMIFINAL: SEMIFINALS}  # every final is one race
_SEMIFINALISTS = 4  # of the quarterfinals, by time; the next two skate final C, then D


def problems(pairings: Sequence[Pairing]) -> list[FormatProblem]:
    """Races without a round, too many of a round, and teams that skate a round twice."""
    found = []
    seen: Counter[str] = Counter()
    by_round: dict[str, list[Pairing]] = {}
    for each in pairings:
        if each.round not in (*_RACES, *FINALS):
            remedy = (
                "write quarterfinal, semifinal or final-a to final-d, "
                'or set event.rounds = "single"'
            )
            found.append(
                FormatProblem(each.race, "round", "an Olympic race needs its round", remedy)
            )
            continue
        seen[each.round] += 1
        most = _RACES.get(each.round, 1)
        if seen[each.round] == most + 1:
            problem = f"race {most + 1} of round '{each.round}'"
            found.append(FormatProblem(each.race, "round", problem, f"an Olympic event has {most}"))
        # The four finals are one round.
        by_round.setdefault(each.round.partition("-")[0], []).append(each)
    return found + [each for group in by_round.values() for each in twice(group, "round")]


def seeds(quarters: Sequence[Heat]) -> Seeds | None:
    """First v fourth and second v third of the quarterfinals; fifth v sixth, seventh v eighth."""
    ranked = ranking(quarters)
    if len(quarters) != QUARTERFINALS or len(ranked) != TEAMS:
        return None
    return Seeds(
        ((ranked[0], ranked[3]), (ranked[1], ranked[2])),
        ((ranked[4], ranked[5]), (ranked[6], ranked[7])),
    )


def misfits(heats: Sequence[Heat]) -> list[Misfit]:
    """Races whose teams contradict the results of the round before them."""
    return knockout.misfits(heats, seeds)


def places(heats: Sequence[Heat]) -> list[Place]:
    """(place, team, race) from the finals: A decides 1 and 2, B 3 and 4, C 5 and 6, D 7 and 8.

    Teams of a dead heat share the better place.
    """
    by_round = {heat.round: heat for heat in heats}
    return [
        (2 * i + heat.place(team), team, heat.race)
        for i, heat in enumerate(map(by_round.get, FINALS))
        if heat is not None
        for team in heat.ranked
    ]


def again(heats: Sequence[Heat]) -> tuple[Meeting, ...]:
    """The bracket put together again from these times, see `knockout.again`."""
    return knockout.again(heats, seeds)


def meaning(heats: Sequence[Heat], heat: Heat, team: str) -> str:
    """Where a quarterfinal or semifinal sends a team."""
    if heat.round == "semifinal":
        return "to Final A" if heat.ranked[0] == team else "to Final B"
    if heat.round != "quarterfinal":
        return ""
    # Across races, as the rules rank them.
    order = ranking([each for each in heats if each.round == "quarterfinal"])
    place = order.index(team)
    if place < _SEMIFINALISTS:
        return f"{ordinal(place + 1)} of {len(order)} · to the semifinals"
    final = "C" if place < _SEMIFINALISTS + 2 else "D"
    return f"{ordinal(place + 1)} of {len(order)} · to Final {final}"


FORMAT = EventFormat(
    "olympic",
    "an Olympic bracket",
    stages=knockout.STAGES,
    medals=True,
    problems=problems,
    misfits=misfits,
    places=places,
    again=again,
    meaning=meaning,
)
