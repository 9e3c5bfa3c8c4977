"""Quarterfinals, semifinals and four finals: what their formats have in common.

A format says with its seeds who meets whom after the quarterfinals. Winners of the
semifinals skate final A, the others final B.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from pursuit_sim.event_formats.event_format import Heat, LeftOpen, Meeting, Misfit, Stage

QUARTERFINAL, SEMIFINAL = "quarterfinal", "semifinal"
FINALS = ("final-a", "final-b", "final-c", "final-d")  # in order of the places they decide
TEAMS, QUARTERFINALS, SEMIFINALS = 8, 4, 2  # teams of the event; races of a round
Pair = tuple[str, str]  # teams, the one that the round before ranks better first

STAGES = (
    Stage("Quarterfinals", (QUARTERFINAL,), QUARTERFINAL),
    Stage("Semifinals", (SEMIFINAL,), SEMIFINAL),
    Stage("Finals", FINALS, "final-a to final-d"),
)


class Seeds(NamedTuple):
    """Who meets whom after the quarterfinals; nobody where they are not all known.

    Attributes
    ----------
    semifinals, others : pairs of the semifinals, and of finals C and D
    level : of which of these pairs the teams might be others, since some are level: whether
        of the semifinals, of final C and of final D
    tied : the teams that are level so
    """

    semifinals: tuple[Pair, ...] = ()
    others: tuple[Pair, ...] = ()
    level: tuple[bool, bool, bool] = (False, False, False)
    tied: tuple[str, ...] = ()


Seeding = Callable[[Sequence[Heat]], Seeds]  # of quarterfinals


def misfits(heats: Sequence[Heat], seeding: Seeding) -> list[Misfit]:
    """Races whose teams contradict the results of the round before them, as it was skated.

    Rounds that the scenario does not hold, or holds in part, are not judged.

    Parameters
    ----------
    heats : all races of the event
    seeding : who meets whom after the quarterfinals
    """
    return _misfits(heats, seeding(_of(heats, QUARTERFINAL)))


def _misfits(heats: Sequence[Heat], seeds: Seeds) -> list[Misfit]:
    semis = _of(heats, SEMIFINAL)
    pairs = {
        name: pair
        for name, pair, level in zip(FINALS[2:], seeds.others, seeds.level[1:], strict=False)
        if not level
    }
    if len(semis) == SEMIFINALS and all(heat.winner for heat in semis):
        first, second = (heat.ranked for heat in semis)
        pairs |= dict(zip(FINALS[:2], zip(first, second, strict=True), strict=True))
    expected = {} if seeds.level[0] else dict(_seated(semis, seeds.semifinals))
    expected |= {heat.race: pair for heat in heats if (pair := pairs.get(heat.round)) is not None}
    return [
        Misfit(heat.race, heat.teams, expected[heat.race])
        for heat in heats
        if heat.race in expected and not _as_sent(heat, expected[heat.race])
    ]


def again(heats: Sequence[Heat], seeding: Seeding) -> tuple[Meeting, ...]:
    """The bracket put together again to its end: semifinals first, then finals A to D.

    Where the teams of a race are those that met in it, its results count. Where they never
    met there, each is given the result that counted for it in the round before: a guess. A
    race that does not follow from others, since the event does not hold the round before or
    teams of that are level, stays as it was skated, if those can be the teams.

    Parameters
    ----------
    heats : all races of the event
    seeding : who meets whom after the quarterfinals
    """
    quarters, semis = _of(heats, QUARTERFINAL), _of(heats, SEMIFINAL)
    held = {heat.round: heat for heat in heats if heat.round in FINALS}
    seeds = seeding(quarters)
    if any(seeds.level) and _stay(heats, seeds):
        seeds = Seeds()  # as it was skated
    latest = {team: heat for heat in quarters for team in heat.teams}
    by_id = {heat.race: heat for heat in heats}
    drawn: list[tuple[str, Pair]] = []
    if seeds.semifinals and len(semis) == SEMIFINALS:
        drawn = _seated(semis, seeds.semifinals)
    elif seeds.semifinals and not semis and held.keys().isdisjoint(FINALS[:2]):
        drawn = [("", pair) for pair in seeds.semifinals]
    met = [_meeting(SEMIFINAL, by_id.get(race), pair, latest) for race, pair in drawn]
    if not drawn and len(semis) == SEMIFINALS:
        met = [_as_skated(heat) for heat in semis]
    for meeting in met:
        if not meeting.guessed:
            latest |= dict.fromkeys(meeting.heat.teams, meeting.heat)
    pairs = dict(zip(FINALS[2:], seeds.others, strict=False))
    if len(met) == SEMIFINALS and not _may_be(met, held):
        first, second = (each.teams for each in met)
        pairs |= dict(zip(FINALS[:2], zip(first, second, strict=True), strict=True))
    for name in FINALS:
        pair, heat = pairs.get(name), held.get(name)
        if pair is not None:
            met.append(_meeting(name, heat, pair, latest))
        elif heat is not None:
            met.append(_as_skated(heat))
    return tuple(met)


def left_open(heats: Sequence[Heat], seeding: Seeding) -> list[LeftOpen]:
    """Where level teams or unknown results leave open who meets whom, and what `again` does.

    Parameters
    ----------
    heats : all races of the event
    seeding : who meets whom after the quarterfinals
    """
    found = []
    quarters = _of(heats, QUARTERFINAL)
    seeds = seeding(quarters)
    after = "the semifinals and finals C and D"
    if any(seeds.level):
        found.append(LeftOpen(QUARTERFINAL, seeds.tied, after, _stay(heats, seeds)))
    unknown = tuple(team for heat in quarters for team in heat.unknown)
    later = any(heat.times for heat in heats if heat.round in (SEMIFINAL, *FINALS[2:]))
    if unknown and later and not seeds.semifinals:
        found.append(LeftOpen(QUARTERFINAL, unknown, after, kept=True, unknown=True))
    semis = [each for each in again(heats, seeding) if each.heat.round == SEMIFINAL]
    kept = _may_be(semis, {heat.round: heat for heat in heats})
    level = [each for each in semis if each.heat.decided and each.heat.winner is None]
    tied = tuple(team for each in level if len(each.pair) > 1 for team in each.pair)
    if tied:
        found.append(LeftOpen(SEMIFINAL, tied, "finals A and B", kept))
    unknown = tuple(team for each in semis for team in each.heat.unknown)
    if unknown:
        found.append(LeftOpen(SEMIFINAL, unknown, "finals A and B", kept, unknown=True))
    return found


def _stay(heats: Sequence[Heat], seeds: Seeds) -> bool:
    """Whether level quarterfinals leave it possible that those met who did."""
    wrong = {misfit.race for misfit in _misfits(heats, seeds)}
    after = (SEMIFINAL, *FINALS[2:])
    as_sent = not any(heat.race in wrong for heat in heats if heat.round in after)
    return as_sent and len(_of(heats, SEMIFINAL)) == SEMIFINALS


def _may_be(semis: Sequence[Meeting], held: Mapping[str, Heat]) -> bool:
    """Whether nobody won a semifinal, and those who skated finals A and B may have come from it."""
    finals = [(name, held[name]) for name in FINALS[:2] if name in held]
    if not finals or all(meeting.heat.winner for meeting in semis):
        return False
    return all(
        len({*meeting.pair} & {*final.teams}) == 1
        and (
            meeting.heat.winner is None
            or (meeting.heat.winner in final.teams) == (name == FINALS[0])
        )
        for meeting in semis
        for name, final in finals
    )


def _of(heats: Sequence[Heat], round_: str) -> list[Heat]:
    return [heat for heat in heats if heat.round == round_]


def _as_sent(heat: Heat, expected: Sequence[str]) -> bool:
    """Whether those meet who were sent; a team may be left alone by one that withdrew."""
    there = set(heat.teams)
    alone = len(there) == 1 and bool(heat.statuses)
    return there == set(expected) or (alone and there < set(expected))


def _as_skated(heat: Heat) -> Meeting:
    return Meeting(heat.teams, heat, dict.fromkeys(heat.teams, heat.race))


def _meeting(round_: str, held: Heat | None, pair: Pair, latest: dict[str, Heat]) -> Meeting:
    """A pair in a race: with its results if they met there, else with the latest ones."""
    if held is not None and _as_sent(held, pair):
        return Meeting(pair, held, dict.fromkeys(held.teams, held.race))
    from_ = {team: latest[team] for team in pair}
    # Whoever was ahead in one race is so of nobody in another.
    one = len({each.race for each in from_.values()}) == 1
    heat = Heat(
        held.race if held else "",
        round_,
        {team: each.times[team] for team, each in from_.items() if team in each.times},
        {team: each.statuses[team] for team, each in from_.items() if team in each.statuses},
        {
            team: each.tie_breaks[team]
            for team, each in from_.items()
            if one and team in each.tie_breaks
        },
    )
    return Meeting(pair, heat, {team: each.race for team, each in from_.items()})


def _seated(semis: Sequence[Heat], pairs: Sequence[Pair]) -> list[tuple[str, Pair]]:
    """Which pair belongs to which semifinal: the assignment with the fewest strangers."""
    if len(semis) != SEMIFINALS or not pairs:
        return []

    def strangers(order: Sequence[Pair]) -> int:
        return sum(
            len(set(pair) - set(heat.teams)) for heat, pair in zip(semis, order, strict=True)
        )

    best = min((pairs, pairs[::-1]), key=strangers)
    return [(heat.race, pair) for heat, pair in zip(semis, best, strict=True)]
