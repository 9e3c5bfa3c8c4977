"""The Olympic bracket: who meets whom, from the results of the round before.

Eight teams skate quarterfinals that are ranked by *time*; first meets fourth and second
meets third in the semifinals, which are knock-outs: winners skate final A, losers
final B; fifth and sixth skate final C, seventh and eighth final D. Source: ISU Special
Regulations, Olympic format, as in `docs/models.md`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from pursuit_sim.event_formats.event_format import (
    STATUSES,
    EventFormat,
    FormatProblem,
    Heat,
    Misfit,
    Pairing,
    Place,
    Stage,
    ranking,
    shared_places,
    twice,
)
from pursuit_sim.units import ordinal

FINALS = ("final-a", "final-b", "final-c", "final-d")  # in order of the places they decide
FIELD = 8  # teams
_RACES = {"quarterfinal": 4, "semifinal": 2}  # every final is one race
_UNKNOWN = (9, 0, 0)  # behind every team of which something is known
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


def semifinal_pairs(ranked: Sequence[str]) -> tuple[tuple[str, str], tuple[str, str]]:
    """First v fourth and second v third of the quarterfinals."""
    return (ranked[0], ranked[3]), (ranked[1], ranked[2])


def misfits(heats: Sequence[Heat]) -> list[Misfit]:
    """Races whose teams contradict the results of the round before them.

    Rounds that the scenario does not hold, or holds in part, are not judged.

    Parameters
    ----------
    heats : all races of the event
    """
    quarters = [heat for heat in heats if heat.round == "quarterfinal"]
    semis = [heat for heat in heats if heat.round == "semifinal"]
    finals = {heat.round: heat for heat in heats if heat.round in FINALS}
    expected: dict[str, tuple[str, ...]] = {}
    if len(quarters) == 4:
        ranked, places = ranking(quarters), shared_places(quarters)
        if len(ranked) == FIELD == len(places):
            # Whoever is level where a pair ends may be sent to either side of it.
            level = {each for each in places.values() if [*places.values()].count(each) > 1}
            if level.isdisjoint(range(1, _SEMIFINALISTS + 1)):
                expected |= _seat(semis, semifinal_pairs(ranked))
            for name, first in (("final-c", _SEMIFINALISTS), ("final-d", _SEMIFINALISTS + 2)):
                pair = ranked[first : first + 2]
                if (
                    name in finals
                    and level.isdisjoint((first, first + 2))
                    and (places[pair[0]] == first + 1)
                ):
                    expected[finals[name].race] = tuple(pair)
    winners = [heat.winner for heat in semis]
    if len(semis) == 2 and None not in winners:
        for name, place in (("final-a", 0), ("final-b", 1)):
            if name in finals:
                expected[finals[name].race] = tuple(heat.ranked[place] for heat in semis)
    return [
        Misfit(heat.race, heat.teams, expected[heat.race])
        for heat in heats
        if heat.race in expected and not _as_sent(heat, expected[heat.race])
    ]


def _as_sent(heat: Heat, expected: tuple[str, ...]) -> bool:
    """Whether those meet who were sent; a team may be left alone by one that withdrew."""
    there = set(heat.teams)
    alone = len(there) == 1 and bool(heat.statuses)
    return there == set(expected) or (alone and there < set(expected))


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
    """Why places are missing, where some final is there."""
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
            found.append(f"{both} nobody knows who won {heat.race}")
    return found


def _seat(
    semis: Sequence[Heat], pairs: tuple[tuple[str, str], tuple[str, str]]
) -> dict[str, tuple[str, ...]]:
    """Which pair belongs to which semifinal: the assignment with the fewest strangers."""
    if len(semis) != 2:
        return {}

    def strangers(order: Sequence[tuple[str, str]]) -> int:
        return sum(
            len(set(pair) - set(heat.times)) for heat, pair in zip(semis, order, strict=True)
        )

    best = min((pairs, pairs[::-1]), key=strangers)
    return {heat.race: pair for heat, pair in zip(semis, best, strict=True)}


def again(heats: Sequence[Heat]) -> list[str]:
    """Teams by place when the whole bracket is skated with these times.

    A team that is sent to a round it never skated is given its time of the round before.
    """
    quarters = [heat for heat in heats if heat.round == "quarterfinal"]
    ranked = ranking(quarters)
    if len(quarters) != 4 or len(ranked) != 8:
        return [team for _, team, _ in places(heats)]
    latest = {team: heat.key(team) or _UNKNOWN for heat in quarters for team in heat.teams}

    def skate(pair: tuple[str, str], rounds: tuple[str, ...]) -> list[str]:
        for heat in heats:
            if heat.round in rounds:
                latest.update(
                    {team: heat.key(team) or latest[team] for team in heat.teams if team in pair}
                )
        return sorted(pair, key=lambda team: latest[team])

    first, second = (skate(pair, ("semifinal",)) for pair in semifinal_pairs(ranked))
    finals = (
        (first[0], second[0]),
        (first[1], second[1]),
        (ranked[4], ranked[5]),
        (ranked[6], ranked[7]),
    )
    return [team for pair in finals for team in skate(pair, FINALS)]


def meaning(heats: Sequence[Heat], heat: Heat, team: str) -> str:
    """Where a quarterfinal or semifinal sends a team."""
    if heat.round == "semifinal":
        if heat.winner is None:
            return "who goes to Final A is not known" if len(heat.teams) > 1 else ""
        return "to Final A" if heat.winner == team else "to Final B"
    if heat.round != "quarterfinal":
        return ""
    # Across races, as the rules rank them.
    order = shared_places([each for each in heats if each.round == "quarterfinal"])
    if team not in order:
        return ""
    place = order[team]
    said = f"{ordinal(place)} of {len(order)}"
    last = place + [*order.values()].count(place) - 1  # of those who share it
    for final, to in ((_SEMIFINALISTS, "the semifinals"), (_SEMIFINALISTS + 2, "Final C")):
        if last <= final:
            return f"{said} · to {to}"
        if place <= final:
            return f"{said}, level"  # nobody knows who of them went on
    return f"{said} · to Final D"


FORMAT = EventFormat(
    "olympic",
    "an Olympic bracket",
    stages=(
        Stage("Quarterfinals", ("quarterfinal",), "quarterfinal"),
        Stage("Semifinals", ("semifinal",), "semifinal"),
        Stage("Finals", FINALS, "final-a to final-d"),
    ),
    medals=True,
    problems=problems,
    misfits=misfits,
    places=places,
    remarks=remarks,
    finals=FINALS,
    knock_out=("semifinal", *FINALS),
    teams=FIELD,
    again=again,
    meaning=meaning,
)
