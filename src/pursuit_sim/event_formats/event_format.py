"""What an event format is: the one interface that each module of this folder fills."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from pursuit_sim.arrays import Floats, Ints
from pursuit_sim.units import MILLISECOND

Times = Mapping[str, float]  # [s] by team code
Place = tuple[int, str, str]  # (place from 1, team, race that decided it)
PointsRange = tuple[int, int]  # at least, at most
# From (event, team) times of many quarterfinals [s], and the two teams of each race by their
# columns: (event, 8) columns of who meets in semifinals 1 and 2 and in finals C and D
SeedsOfMany = Callable[[Floats, Sequence[tuple[int, int]]], Ints]

# What stands in place of a valid time, in the order in which this program lists the teams behind
# those that have one; the rules give them no place, and result sheets differ.
STATUSES = {
    "DNF": "did not finish",
    "DSQ": "was disqualified",
    "DNS": "did not start",
    "WDR": "withdrew",
}
NOT_SKATED = "not skated"  # status of a team that was there, in a race that was not skated
FINISHED = "finished"
# What to do where a team that skates once has two races.
SKATED_AGAIN = "if it skated again, write counts = false beside the run that does not count"
_ORDER = (FINISHED, NOT_SKATED, *STATUSES)
_LAST = 10**9  # behind every team whose tie was broken
_UNTIMED = 10**9  # [ms] behind every time


class Pairing(NamedTuple):
    """One race before its times are known: its id, its round (None: not said), who meets.

    Of teams that skated again, only the run that counts is here. The division is empty where
    the file says none.
    """

    race: str
    round: str | None
    teams: tuple[str, ...]
    division: str = ""


class FormatProblem(NamedTuple):
    """What a format does not allow in a file: at a race, or at a key of its table."""

    race: str
    key: str
    problem: str
    remedy: str


@dataclass(frozen=True)
class Heat:
    """One race of an event.

    Attributes
    ----------
    race, round : its id and its round
    times : of each team that has a valid one [s]
    statuses : of each team that has none: one of `STATUSES`, `NOT_SKATED`, or another word
        where nobody knows how it did
    tie_breaks : order among equal times, where what decided it was not published; and among
        teams of one race whose times nobody knows, where it is known who was ahead
    division : in which it is; empty where the event has none
    """

    race: str
    round: str
    times: Times
    statuses: Mapping[str, str] = field(default_factory=dict)
    tie_breaks: Mapping[str, int] = field(default_factory=dict)
    division: str = ""

    @property
    def teams(self) -> tuple[str, ...]:
        """Everybody, those with a time first."""
        return (*self.times, *self.statuses)

    @property
    def decided(self) -> bool:
        """Whether it is known of every team how it did against any other."""
        return all(self.key(team) is not None for team in self.teams) and (
            list(self.statuses.values()).count(NOT_SKATED) < 2
        )

    @property
    def ranked(self) -> list[str]:
        """Teams, the best first; level teams in order of entry, unknown ones last."""
        return [*self._ranked]

    @cached_property
    def _ranked(self) -> list[str]:
        return ranking([self])

    @property
    def winner(self) -> str | None:
        """Who was better than the other team; None for a team alone, or where nobody was."""
        if len(self.teams) < 2 or not self.decided:
            return None
        first, *others = self._ranked
        level = any(self.key(team) == self.key(first) for team in others)
        return None if level else first

    @property
    def unknown(self) -> tuple[str, ...]:
        """Teams of which nobody knows how they did against the others."""
        if self.decided:
            return ()
        return tuple(team for team in self.statuses if self.key(team) is None) or self.teams

    def place(self, team: str) -> int:
        """A team's place in the race, from 1; level teams share the better one."""
        return shared_places([self])[team]

    def key(self, team: str) -> tuple[int, int, int] | None:
        """What a team is ranked by, the less the better; None where nobody knows."""
        return self._keys[team]

    @cached_property
    def _keys(self) -> dict[str, tuple[int, int, int] | None]:
        return {team: self._key_of(team) for team in self.teams}

    def _key_of(self, team: str) -> tuple[int, int, int] | None:
        if team in self.times:
            ticks = round(self.times[team] / MILLISECOND)  # as times are measured (ISU)
            return 0, ticks, self.tie_breaks.get(team, _LAST)
        status = self.statuses[team]
        if status not in _ORDER and team in self.tie_breaks:
            return 0, _UNTIMED, self.tie_breaks[team]
        return (_ORDER.index(status), 0, 0) if status in _ORDER else None


class Misfit(NamedTuple):
    """A race whose teams are not those that the round before sends there."""

    race: str
    found: tuple[str, ...]
    expected: tuple[str, ...]

    def __str__(self) -> str:
        return (
            f"{' v '.join(self.found)} meet, but the round before sends {' v '.join(self.expected)}"
        )


class Meeting(NamedTuple):
    """Who meets in a race of a bracket that is put together again from its results.

    Attributes
    ----------
    pair : who meets, in the order in which they come from the rounds before
    heat : the results that count: those of the race, where just these teams met in it, else
        what counted for each in the round before; the race is empty where the event has none
    taken_from : the race that a result is from, by team
    """

    pair: tuple[str, ...]
    heat: Heat
    taken_from: Mapping[str, str]

    @property
    def guessed(self) -> bool:
        """Whether these teams never met there, so that nobody knows who would have won."""
        race = self.heat.race
        return not race or any(each != race for each in self.taken_from.values())

    @property
    def teams(self) -> tuple[str, ...]:
        """Both, the better one first; one that is not there is last."""
        there = self.heat.ranked
        return (*there, *(team for team in self.pair if team not in there))


class LeftOpen(NamedTuple):
    """Teams level, or of unknown result, so that it does not follow who meets whom next.

    Attributes
    ----------
    round : in which they are
    teams : who
    after : the races after it, such as "finals A and B"
    kept : whether these stay as they were skated; else the order of the file decides
    unknown : whether nobody knows how they did; else they are level
    """

    round: str
    teams: tuple[str, ...]
    after: str
    kept: bool
    unknown: bool = False

    def __str__(self) -> str:
        named = " and ".join(filter(None, (", ".join(self.teams[:-1]), self.teams[-1])))
        why = f"{named} are level in the {self.round}s"
        if self.unknown:
            why = f"nobody knows how {named} did in the {self.round}s"
        if self.kept:
            return f"{why}: {self.after} stay as they were skated"
        return f"{why}: {self.after} are by the order of the file, as nobody knows who goes where"


class Stage(NamedTuple):
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


def _none(_: object) -> list[Any]:
    """What a format says that knows nothing of it."""
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
    problems : from who meets whom, what a file of this format must not say
    misfits : from the results, races that the round before sends other teams to
    places : from the results, the final order, where there is one
    remarks : from the results, what should be known of those places, such as why one is missing
    finals : rounds of one race that decides two places; a team alone there, without a time,
        was not beaten by anybody
    knock_out : rounds in which the better of two goes on or wins, whatever the time
    teams : how many an event has; None for any number
    divisions : that it is skated in, each with places of its own; none in most formats
    points : of a division, and the first and last of the places that teams share: what each is
        worth, at least and at most; both the same where that is published. None where the
        format has no points
    again : from the results, who meets whom in every race that follows from others, to the
        end; None where nobody meets others
    left_open : from the results, where teams that are level or of unknown result leave open
        who meets whom
    meaning : of one race among all, what its result means to a team that it gives no place,
        such as "to Final A"; empty where that is its place in the race
    by_time : whether each team skates once and places are those of the times, in each division
    no_place : statuses of teams that stand behind the others, though the rules give them no place
    seeds_of_many : of a bracket, who meets whom after the quarterfinals of many events at once;
        None where it has none. `odds` draws events whose format says one of these two
    """

    name: str
    about: str
    stages: tuple[Stage, ...] = ()
    medals: bool = False
    problems: Callable[[Sequence[Pairing]], list[FormatProblem]] = _none
    misfits: Callable[[Sequence[Heat]], list[Misfit]] = _none
    places: Callable[[Sequence[Heat]], list[Place]] = _none
    remarks: Callable[[Sequence[Heat]], list[str]] = _none
    finals: tuple[str, ...] = ()
    knock_out: tuple[str, ...] = ()
    teams: int | None = None
    divisions: tuple[str, ...] = ()
    points: Callable[[str, int, int], PointsRange | None] = _no_points
    again: Callable[[Sequence[Heat]], tuple[Meeting, ...]] | None = None
    left_open: Callable[[Sequence[Heat]], list[LeftOpen]] = _none
    meaning: Callable[[Sequence[Heat], Heat, str], str] = _no_meaning
    by_time: bool = False
    no_place: tuple[str, ...] = ()
    seeds_of_many: SeedsOfMany | None = None

    def two_only(self, round_: str | None) -> bool:
        """Whether a race is between its two teams; else gaps may be to the best of all races."""
        return round_ in self.knock_out or self.places is _none

    def standings(self, heats: Sequence[Heat], teams: Collection[str]) -> list[Place]:
        """The final order; of a full field, the one team that is left has the one place left."""
        found = self.places(heats)
        placed = {team for _, team, _ in found}
        left = [team for team in teams if team not in placed]
        if len(teams) == self.teams and len(left) == 1:
            free = {*range(1, self.teams + 1)}
            for place, _, _ in found:
                free.remove(min(each for each in free if each >= place))  # level ones share
            (last,) = free
            alone = (each.race for each in heats if each.round in self.finals)
            of_one = [race for race in alone if [each[2] for each in found].count(race) == 1]
            found.append((last, left[0], of_one[0] if of_one else ""))
        return sorted(found, key=lambda each: each[0])

    def places_again(self, heats: Sequence[Heat], teams: Collection[str]) -> list[Place]:
        """The final order if the event is skated with these times, its bracket put together again.

        Finals that the event does not hold, or in which others met, are guessed, see `Meeting`.
        """
        met = heats if self.again is None else [each.heat for each in self.again(heats)]
        return self.standings(met, teams)


def shared_places(heats: Iterable[Heat]) -> dict[str, int]:
    """Places by team over all heats, the best first: level teams share the better place.

    Teams of which nobody knows how they did have none.
    """
    keys = {team: heat.key(team) for heat in heats for team in heat.teams}
    known = {team: key for team, key in keys.items() if key is not None}
    order = sorted(known, key=lambda team: known[team])  # level teams keep the order of entry
    first: dict[tuple[int, int, int], int] = {}
    return {team: first.setdefault(known[team], i) for i, team in enumerate(order, 1)}


def ranking(heats: Iterable[Heat]) -> list[str]:
    """Teams of several races, the best first; those of whom nothing is known last."""
    heats = list(heats)
    known = shared_places(heats)
    unknown = (team for heat in heats for team in heat.teams if team not in known)
    return [*known, *unknown]


def twice(pairings: Sequence[Pairing], scope: str) -> list[FormatProblem]:
    """Teams that skate twice where each skates once: in an event, or in a round."""
    first: dict[str, str] = {}
    found = []
    for each in pairings:
        for team in sorted(set(each.teams)):
            if first.setdefault(team, each.race) != each.race:
                problem = f"'{team}' also skates {first[team]}"
                remedy = f"a team skates once in this {scope}; {SKATED_AGAIN}"
                found.append(FormatProblem(each.race, "", problem, remedy))
    return found
