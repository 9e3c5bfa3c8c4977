"""The Olympic bracket: who meets whom, from the results of the round before.

Eight teams skate quarterfinals that are ranked by *time*; first meets fourth and second
meets third in the semifinals, which are knock-outs: winners skate final A, losers
final B; fifth and sixth skate final C, seventh and eighth final D. Source: ISU Special
Regulations, Olympic format, as in `docs/models.md`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pursuit_sim.units import place

FINALS = ("final-a", "final-b", "final-c", "final-d")  # in order of the places they decide
Times = Mapping[str, float]  # [s] by team code


@dataclass(frozen=True, slots=True)
class Heat:
    """One race as the bracket sees it: its id, its round and the time of each team [s]."""

    race: str
    round: str
    times: Times

    @property
    def ranked(self) -> list[str]:
        """Teams, fastest first; level teams in order of entry."""
        return sorted(self.times, key=lambda team: self.times[team])

    def place(self, team: str) -> int:
        """A team's place in the race, from 1; level teams share the better one."""
        return place(self.times[team], self.times.values())


@dataclass(frozen=True, slots=True)
class Misfit:
    """A race whose teams are not those that the round before sends there."""

    race: str
    found: tuple[str, ...]
    expected: tuple[str, ...]

    def __str__(self) -> str:
        return (
            f"{' v '.join(self.found)} meet, but the round before sends {' v '.join(self.expected)}"
        )


def ranking(heats: Sequence[Heat]) -> list[str]:
    """Teams of one round by time, fastest first."""
    times = {team: time for heat in heats for team, time in heat.times.items()}
    return sorted(times, key=lambda team: times[team])


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
        ranked = ranking(quarters)
        if len(ranked) == 8:
            expected |= _seat(semis, semifinal_pairs(ranked))
            for name, places in (("final-c", ranked[4:6]), ("final-d", ranked[6:8])):
                if name in finals:
                    expected[finals[name].race] = tuple(places)
    if len(semis) == 2 and all(len(heat.times) == 2 for heat in semis):
        for name, place in (("final-a", 0), ("final-b", 1)):
            if name in finals:
                expected[finals[name].race] = tuple(heat.ranked[place] for heat in semis)
    return [
        Misfit(heat.race, tuple(heat.times), expected[heat.race])
        for heat in heats
        if heat.race in expected and set(heat.times) != set(expected[heat.race])
    ]


def places(heats: Sequence[Heat]) -> list[tuple[int, str, str]]:
    """(place, team, race) from the finals: A decides 1 and 2, B 3 and 4, and so on.

    Teams of a dead heat share the better place.
    """
    by_round = {heat.round: heat for heat in heats}
    return [
        (2 * i + heat.place(team), team, heat.race)
        for i, heat in enumerate(map(by_round.get, FINALS))
        if heat is not None
        for team in heat.ranked
    ]


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
