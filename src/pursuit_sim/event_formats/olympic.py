"""The Olympic bracket: who meets whom, from the results of the round before.

Eight teams skate quarterfinals that are ranked by *time*; first meets fourth and second
meets third in the semifinals, which are knock-outs: winners skate final A, losers
final B; fifth and sixth skate final C, seventh and eighth final D. Source: ISU Special
Regulations, Olympic format, as in `docs/models.md`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from pursuit_sim.arrays import Floats, Ints
from pursuit_sim.event_formats import knockout
from pursuit_sim.event_formats.event_format import (
    STATUSES,
    EventFormat,
    FormatProblem,
    Heat,
    LeftOpen,
    Meeting,
    Misfit,
    Pairing,
    Place,
    ranking,
    shared_places,
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
from pursuit_sim.units import ordinal

_RACES = {QUARTERFINAL: QUARTERFINALS, SEMIFINAL: SEMIFINALS}  # every final is one race
_DRAWN = [0, 3, 1, 2, 4, 5, 6, 7]  # ranks that meet: 1 v 4, 2 v 3, 5 v 6, 7 v 8
_MEET = (2, 3)  # level ones of these places meet, whoever of them was ahead
_NEXT = {SEMIFINAL: "to the semifinals", FINALS[2]: "to Final C", FINALS[3]: "to Final D"}
_SEMIFINALISTS = 4  # of the quarterfinals, by time; the next two skate final C, then D
_BY_PLACE = {_SEMIFINALISTS: _NEXT[SEMIFINAL], _SEMIFINALISTS + 2: _NEXT[FINALS[2]]}


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
        if not each.teams:
            continue  # both skated again, and that race counts
        seen[each.round] += 1
        most = _RACES.get(each.round, 1)
        if seen[each.round] == most + 1:
            problem = f"race {most + 1} of round '{each.round}'"
            found.append(FormatProblem(each.race, "round", problem, f"an Olympic event has {most}"))
        # The four finals are one round.
        by_round.setdefault(each.round.partition("-")[0], []).append(each)
    return found + [each for group in by_round.values() for each in twice(group, "round")]


def seeds(quarters: Sequence[Heat]) -> Seeds:
    """First v fourth and second v third of the quarterfinals; fifth v sixth, seventh v eighth."""
    ranked, places = ranking(quarters), shared_places(quarters)
    if len(quarters) != QUARTERFINALS or not len(ranked) == len(places) == TEAMS:
        return Seeds()
    shared = Counter(places.values())
    level = [(first, first + count - 1) for first, count in shared.items() if count > 1]
    # Whoever is level where a pair ends may be sent to either side of it.
    to_semis = [each for each in level if each[0] <= _SEMIFINALISTS and each != _MEET]
    to_final_c = [each for each in level if each[0] <= _SEMIFINALISTS < each[1]]
    to_final_d = [each for each in level if each[0] <= _SEMIFINALISTS + 2 < each[1]]
    open_ = {first for first, _ in (*to_semis, *to_final_d)}
    return Seeds(
        ((ranked[0], ranked[3]), (ranked[1], ranked[2])),
        ((ranked[4], ranked[5]), (ranked[6], ranked[7])),
        (bool(to_semis), bool(to_final_c or to_final_d), bool(to_final_d)),
        tuple(team for team in ranked if places[team] in open_),
    )


def seeds_of_many(quarters_s: Floats, _pairs: Sequence[tuple[int, int]]) -> Ints:
    """`seeds` of many events at once, see `SeedsOfMany`."""
    return np.argsort(quarters_s, axis=1)[:, _DRAWN]


def misfits(heats: Sequence[Heat]) -> list[Misfit]:
    """Races whose teams contradict the results of the round before them."""
    return knockout.misfits(heats, seeds)


def places(heats: Sequence[Heat]) -> list[Place]:
    """(place, team, race) from the finals: A decides 1 and 2, B 3 and 4, C 5 and 6, D 7 and 8.

    Teams of a dead heat share the better place.
    """
    by_round = {heat.round: heat for heat in heats}
    return [
        (2 * i + heat.place(team) + _beaten(heat), team, heat.race)
        for i, heat in enumerate(map(by_round.get, FINALS))
        if heat is not None and heat.decided
        for team in heat.ranked
    ]


def _beaten(heat: Heat) -> int:
    """1 for a team alone that has lost: the other one is not there, and no worse."""
    return int(len(heat.teams) == 1 and not STATUSES.keys().isdisjoint(heat.statuses.values()))


def remarks(heats: Sequence[Heat]) -> list[str]:
    """Why places are missing, or what they rest on, where some final is there."""
    by_round = {heat.round: heat for heat in heats}
    if by_round.keys().isdisjoint(FINALS):
        return []
    found = []
    for i, name in enumerate(FINALS):
        heat, both = by_round.get(name), f"places {2 * i + 1} and {2 * i + 2} are missing:"
        if heat is None:
            found.append(
                f"{both} there is no {name}; if it was not skated, give its teams and "
                "skated = false"
            )
        elif not heat.decided:
            found.append(f"{both} the result of {heat.race} is not known")
        elif heat.winner and {*heat.statuses.values()} <= STATUSES.keys() and not heat.times:
            order = ", ".join(heat.ranked)
            final = f"Final {name[-1].upper()}"
            convention = "is a convention of this program"
            found.append(f"nobody has a valid time in {final}: the order {order} {convention}")
    return found


def again(heats: Sequence[Heat]) -> tuple[Meeting, ...]:
    """The bracket put together again from these results, see `knockout.again`."""
    return knockout.again(heats, seeds)


def left_open(heats: Sequence[Heat]) -> list[LeftOpen]:
    """Where it does not follow who meets whom, see `knockout.left_open`."""
    return knockout.left_open(heats, seeds)


def meaning(heats: Sequence[Heat], heat: Heat, team: str) -> str:
    """Where a quarterfinal or semifinal sends a team."""
    if heat.round == "semifinal":
        if heat.winner is None:
            return "who goes to Final A is not known" if len(heat.teams) > 1 else ""
        return "to Final A" if heat.winner == team else "to Final B"
    if heat.round != "quarterfinal":
        return ""
    # Across races, as the rules rank them.
    quarters = [each for each in heats if each.round == "quarterfinal"]
    order = shared_places(quarters)
    if team not in order:
        return ""
    place, level = order[team], [*order.values()].count(order[team])
    said = f"{ordinal(place)} of {len(order)}"
    unknown = TEAMS - len(order)  # how they did, or that they skated, nobody published
    if unknown:
        said += " known"
    sent = sent_to(heats, team) if unknown else ""
    if not sent:
        best, worst = (_goes(each) for each in (place, place + level - 1 + unknown))
        if best != worst:
            return f"{said}, level" if level > 1 else said  # nobody knows who of them went on
        sent = best
    return f"{said} · {sent}"


def sent_to(heats: Sequence[Heat], team: str) -> str:
    """Where a team skates after its quarterfinal, as the event itself has it; else empty."""
    rounds = (each.round for each in heats if team in each.teams)
    return next((_NEXT[each] for each in rounds if each in _NEXT), "")


def _goes(place: int) -> str:
    """Where a place among all quarterfinals sends a team."""
    return next((to for last, to in _BY_PLACE.items() if place <= last), _NEXT[FINALS[3]])


FORMAT = EventFormat(
    "olympic",
    "an Olympic bracket",
    stages=knockout.STAGES,
    medals=True,
    problems=problems,
    misfits=misfits,
    places=places,
    remarks=remarks,
    finals=FINALS,
    knock_out=(SEMIFINAL, *FINALS),
    teams=TEAMS,
    again=again,
    left_open=left_open,
    meaning=meaning,
    seeds_of_many=seeds_of_many,
)
