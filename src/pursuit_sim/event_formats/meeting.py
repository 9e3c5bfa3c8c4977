"""A race of a bracket that is put together again: who meets there, and with which times."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pursuit_sim.units import level, place


@dataclass(frozen=True, slots=True)
class Meeting:
    """Who meets in a race as it follows from the results of the rounds before it.

    Attributes
    ----------
    race : its id; empty where the event has no such race
    teams : first to last by the times; level ones in the order in which the round before
        ranked them
    times : what each is given [s], by team, in the order in which they come from their rounds
    taken_from : the race that this time is from, by team: this race where just these teams
        met in it, else the one that counted for the team in the round before
    decides : the better place that is skated for; None where none is
    """

    race: str
    teams: tuple[str, ...]
    times: Mapping[str, float]
    taken_from: Mapping[str, str]
    decides: int | None = None

    @property
    def winner(self) -> str | None:
        """Who is faster; None where both are level."""
        one, other = self.times.values()
        return None if level(one, other) else self.teams[0]

    @property
    def guessed(self) -> bool:
        """Whether these teams never met there, so that nobody knows who would have won."""
        return not self.race or any(race != self.race for race in self.taken_from.values())


def places(meetings: Iterable[Meeting]) -> list[tuple[int, str, str]]:
    """(place, team, race), best first; teams that are level share the better place."""
    finals = sorted(
        ((each.decides, each) for each in meetings if each.decides is not None),
        key=lambda decided: decided[0],
    )
    return [
        (best - 1 + place(each.times[team], each.times.values()), team, each.race)
        for best, each in finals
        for team in each.teams
    ]
