"""Quarterfinals, semifinals and four finals: what their formats have in common.

A format says with its seeds who meets whom after the quarterfinals. Winners of the
semifinals skate final A, the others final B.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from pursuit_sim.event_formats.event_format import Heat, Misfit, Stage
from pursuit_sim.event_formats.meeting import Meeting

QUARTERFINAL, SEMIFINAL = "quarterfinal", "semifinal"
FINALS = ("final-a", "final-b", "final-c", "final-d")  # in order of the places they decide
TEAMS, QUARTERFINALS, SEMIFINALS = 8, 4, 2  # teams of the event; races of a round
Pair = tuple[str, str]  # teams, the one that the round before ranks better first


STAGES = (
    Stage("Quarterfinals", (QUARTERFINAL,), QUARTERFINAL),
    Stage("Semifinals", (SEMIFINAL,), SEMIFINAL),
    Stage("Finals", FINALS, "final-a to final-d"),
)


@dataclass(frozen=True, slots=True)
class Seeds:
    """Who meets whom after the quarterfinals: in both semifinals, and in finals C and D."""

    semifinals: tuple[Pair, Pair]
    others: tuple[Pair, Pair]


Seeding = Callable[[Sequence[Heat]], Seeds | None]  # of quarterfinals; None if they are not all


def misfits(heats: Sequence[Heat], seeding: Seeding) -> list[Misfit]:
    """Races whose teams contradict the results of the round before them, as it was skated.

    Rounds that the scenario does not hold, or holds in part, are not judged.

    Parameters
    ----------
    heats : all races of the event
    seeding : who meets whom after the quarterfinals
    """
    seeds = seeding(_of(heats, QUARTERFINAL))
    semis = _of(heats, SEMIFINAL)
    finals = {heat.round: heat.race for heat in heats if heat.round in FINALS}
    expected: dict[str, tuple[str, ...]] = {}
    if seeds is not None:
        expected |= dict(_seated(semis, seeds.semifinals))
        expected |= {
            finals[name]: pair
            for name, pair in zip(FINALS[2:], seeds.others, strict=True)
            if name in finals
        }
    if len(semis) == SEMIFINALS and all(len(heat.times) == 2 for heat in semis):
        for place, name in enumerate(FINALS[:2]):
            if name in finals:
                expected[finals[name]] = tuple(heat.ranked[place] for heat in semis)
    return [
        Misfit(heat.race, tuple(heat.times), expected[heat.race])
        for heat in heats
        if heat.race in expected and set(heat.times) != set(expected[heat.race])
    ]


def again(heats: Sequence[Heat], seeding: Seeding) -> tuple[Meeting, ...]:
    """The bracket put together again to its end: semifinals first, then finals A to D.

    Where the teams of a race are those that met in it, its times count. Where they never
    met there, each is given the time that counted for it in the round before: a guess. A
    round that follows from none, since the event does not hold the round before, stays as
    it was skated.

    Parameters
    ----------
    heats : all races of the event
    seeding : who meets whom after the quarterfinals
    """
    quarters, semis = _of(heats, QUARTERFINAL), _of(heats, SEMIFINAL)
    seeds = seeding(quarters)
    latest = {team: (heat.race, time) for heat in quarters for team, time in heat.times.items()}
    held = {heat.round: heat for heat in heats if heat.round in FINALS}
    drawn: list[tuple[str, Pair]] = []
    if seeds is not None and len(semis) == SEMIFINALS:
        drawn = _seated(semis, seeds.semifinals)
    elif seeds is not None and not semis and not {*FINALS[:2]} & {*held}:
        drawn = [("", pair) for pair in seeds.semifinals]
    elif seeds is None and len(semis) == SEMIFINALS:
        drawn = [(heat.race, _pair(heat)) for heat in semis if len(heat.times) == 2]
    by_id = {heat.race: heat for heat in heats}
    met = [_meeting(by_id.get(race), race, pair, latest) for race, pair in drawn]
    for meeting in met:
        if not meeting.guessed:
            latest |= {team: (meeting.race, time) for team, time in meeting.times.items()}
    pairs: dict[str, Pair] = {
        name: _pair(heat) for name, heat in held.items() if len(heat.times) == 2
    }
    if len(met) == SEMIFINALS:
        first, second = met
        pairs |= {
            name: (first.teams[place], second.teams[place]) for place, name in enumerate(FINALS[:2])
        }
    if seeds is not None:
        pairs |= dict(zip(FINALS[2:], seeds.others, strict=True))
    for i, name in enumerate(FINALS):
        if name in pairs:
            heat = held.get(name)
            race = heat.race if heat else ""
            met.append(_meeting(heat, race, pairs[name], latest, decides=2 * i + 1))
    return tuple(met)


def _of(heats: Sequence[Heat], round_: str) -> list[Heat]:
    return [heat for heat in heats if heat.round == round_]


def _pair(heat: Heat) -> Pair:
    first, second = heat.times
    return first, second


def _meeting(
    heat: Heat | None,
    race: str,
    pair: Pair,
    latest: Mapping[str, tuple[str, float]],
    decides: int | None = None,
) -> Meeting:
    """A pair in a race: with the times of the race if they met there, else the latest ones."""
    if heat is not None and set(heat.times) == set(pair):
        latest = {team: (race, heat.times[team]) for team in pair}
    times = {team: latest[team][1] for team in pair}
    order = sorted(pair, key=lambda team: times[team])
    return Meeting(race, tuple(order), times, {team: latest[team][0] for team in pair}, decides)


def _seated(semis: Sequence[Heat], pairs: tuple[Pair, Pair]) -> list[tuple[str, Pair]]:
    """Which pair belongs to which semifinal: the assignment with the fewest strangers."""
    if len(semis) != SEMIFINALS:
        return []

    def strangers(order: Sequence[Pair]) -> int:
        return sum(
            len(set(pair) - set(heat.times)) for heat, pair in zip(semis, order, strict=True)
        )

    best = min((pairs, pairs[::-1]), key=strangers)
    return [(heat.race, pair) for heat, pair in zip(semis, best, strict=True)]
