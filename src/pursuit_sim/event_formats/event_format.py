"""What an event format is: the one interface that each module of this folder fills."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from pursuit_sim.event_formats import meeting
from pursuit_sim.event_formats.meeting import Meeting
from pursuit_sim.units import place

Times = Mapping[str, float]  # [s] by team code
Place = tuple[int, str, str]  # (place from 1, team, race that decided it)
PointsRange = tuple[int, int]  # at least, at most


@dataclass(frozen=True, slots=True)
class Pairing:
    """One race before its times are known: its id, its round (None: not said), who meets.

    The division is empty where the file says none.
    """

    race: str
    round: str | None
    teams: tuple[str, ...]
    division: str = ""


@dataclass(frozen=True, slots=True)
class FormatProblem:
    """What a format does not allow in a file: at a race, or at a key of its table."""

    race: str
    key: str
    problem: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Heat:
    """One race that was skated: its id, round and division, and the time of each team [s]."""

    race: str
    round: str
    times: Times
    division: str = ""

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


@dataclass(frozen=True, slots=True)
class Stage:
    """Rounds that stand in one column of the event.

    Attributes
    ----------
    heading : over the column
    rounds : what `round` of a race may say, in the order in which they stand there
    written : the same for people, such as "final-a to final-d"
    """

    heading: str
    rounds: tuple[str, ...]
    written: str


def _no_problems(_: object) -> list[FormatProblem]:
    return []


def _no_misfits(_: object) -> list[Misfit]:
    return []


def _no_places(_: object) -> list[Place]:
    return []


def _no_points(_division: str, _first: int, _last: int) -> None:
    return None


def _no_meaning(_heats: Sequence[Heat], _heat: Heat, _team: str) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class EventFormat:
    """How the races of an event belong together; a format says only what it knows.

    Attributes
    ----------
    name : what ``event.rounds`` of a scenario says
    about : the same in words
    stages : the rounds that it knows, in order
    medals : whether the first three places win medals
    divisions : that it is skated in, each with places of its own; none in most formats
    points : of a division, and the first and last of the places that teams share: what each is
        worth, at least and at most; both the same where that is published. None where the
        format has no points
    problems : from who meets whom, what a file of this format must not say
    misfits : from the results, races that the round before sends other teams to
    places : from the results, the final order, where there is one
    again : from the results, who meets whom in every race that follows from others, to the
        end; None where nobody meets others, then the places are those of `places`
    meaning : of one race among all, what its result means to a team that it gives no place,
        such as "to Final A"; empty where that is its place in the race
    """

    name: str
    about: str
    stages: tuple[Stage, ...] = ()
    medals: bool = False
    divisions: tuple[str, ...] = ()
    points: Callable[[str, int, int], PointsRange | None] = _no_points
    problems: Callable[[Sequence[Pairing]], list[FormatProblem]] = _no_problems
    misfits: Callable[[Sequence[Heat]], list[Misfit]] = _no_misfits
    places: Callable[[Sequence[Heat]], list[Place]] = _no_places
    again: Callable[[Sequence[Heat]], tuple[Meeting, ...]] | None = None
    meaning: Callable[[Sequence[Heat], Heat, str], str] = _no_meaning

    def order(self, heats: Sequence[Heat]) -> list[str]:
        """Team codes, first place first, if the event is skated with these times."""
        if self.again is not None:
            return [team for _, team, _ in meeting.places(self.again(heats))]
        return [team for _, team, _ in self.places(heats)]


def ranking(heats: Sequence[Heat]) -> list[str]:
    """Teams of several races by time, fastest first."""
    times = {team: time for heat in heats for team, time in heat.times.items()}
    return sorted(times, key=lambda team: times[team])


def twice(pairings: Sequence[Pairing], scope: str) -> list[FormatProblem]:
    """Teams that skate twice where each skates once: in an event, or in a round."""
    first: dict[str, str] = {}
    found = []
    for each in pairings:
        for team in sorted(set(each.teams)):
            if first.setdefault(team, each.race) != each.race:
                problem = f"'{team}' also skates {first[team]}"
                found.append(
                    FormatProblem(each.race, "", problem, f"a team skates once in this {scope}")
                )
    return found
