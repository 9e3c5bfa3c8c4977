"""What every nation has from the World Cups of a season: points, a best time, what is not known."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pursuit_sim.event.results import Results
from pursuit_sim.event.standing import points_range
from pursuit_sim.event_formats import NOT_SKATED, STATUSES, EventFormat
from pursuit_sim.scenario.time_source import time_source, told_made_up

_NATION = re.compile(r"([A-Z]{3})[-_]?\d*")


@dataclass(frozen=True, slots=True)
class Worth:
    """Points of a nation's better team in an event.

    Attributes
    ----------
    least, most : of them
    division, place : where it stands among teams with points; 0: it has none, or nobody knows
    """

    least: int = 0
    most: int = 0
    division: str = ""
    place: int = 0


@dataclass(frozen=True, slots=True)
class Best:
    """A nation's best time [s], and the event and race in which it was skated."""

    time_s: float
    event: str
    race: str


@dataclass(frozen=True, slots=True)
class Season:
    """What a nation has skated.

    Attributes
    ----------
    code : such as "NED"
    worth : of each event it skated, by the event's name
    best : its best known time; None where it has none
    unknown : events and races in which nobody knows how it did
    """

    code: str
    worth: Mapping[str, Worth]
    best: Best | None = None
    unknown: tuple[tuple[str, str], ...] = ()

    @property
    def least(self) -> int:
        """Points in all, at least."""
        return sum(each.least for each in self.worth.values())

    @property
    def most(self) -> int:
        """Points in all, at most."""
        return sum(each.most for each in self.worth.values())

    @property
    def timed(self) -> bool:
        """Whether it has a best time, or may have one."""
        return self.best is not None or bool(self.unknown)


@dataclass(slots=True)
class _Gathered:
    """The same while it is put together."""

    worth: dict[str, Worth] = field(default_factory=dict)
    best: Best | None = None
    unknown: list[tuple[str, str]] = field(default_factory=list)


def nation(team: str) -> str:
    """The nation of a team's code: "NED" of "NED", "NED2" and "NED-2"."""
    match = _NATION.fullmatch(team)
    return match[1] if match else team


def seasons(events: Sequence[Results], names: Sequence[str]) -> list[Season]:
    """Every nation that skated, the most points first."""
    found: dict[str, _Gathered] = {}
    for results, name in zip(events, names, strict=True):
        unknown = _unknown(results)
        for team, worth in _worth(results, unknown).items():
            own = found.setdefault(nation(team), _Gathered()).worth
            own[name] = _better(own[name], worth) if name in own else worth
        for race in results.races:
            lost = (team for team, where in unknown.items() if where == race.race.id)
            for team in (*race.heat.times, *lost):
                gathered = found.setdefault(nation(team), _Gathered())
                time = race.heat.times.get(team)
                if time is None:
                    gathered.unknown.append((name, race.race.name))
                elif gathered.best is None or time < gathered.best.time_s:
                    gathered.best = Best(time, name, race.race.name)
    all_ = [
        Season(code, each.worth, each.best, tuple(each.unknown)) for code, each in found.items()
    ]
    return sorted(all_, key=lambda each: (-each.least, -each.most))


def made_up(events: Sequence[Results], names: Sequence[str]) -> Iterator[str]:
    """Which times nobody skated: such may make a nation's place, and say so."""
    for results, name in zip(events, names, strict=True):
        times = (
            (f"{entry.team.code} in {race.name}", time_source(race, entry))
            for race in results.scenario.races.values()
            for entry in race.everybody
            if entry.official_time_s is not None
        )
        yield from told_made_up(times, "points and times rest", f" of {name}")


def ahead(one: Season, other: Season) -> bool:
    """Whether one nation has more points than another, whatever those are that nobody published.

    Two of one division of an event are in their order there: a place is worth at least one less
    than the one before.
    """
    events = {*one.worth, *other.worth}
    none = Worth()
    return sum(_lead(one.worth.get(each, none), other.worth.get(each, none)) for each in events) > 0


def _lead(one: Worth, other: Worth) -> int:
    """By how many points one is ahead of another in an event, at least."""
    lead = one.least - other.most
    if one.place and one.division == other.division and one.place < other.place:
        places = other.place - one.place
        lead = max(lead, places if other.least else min(places, one.least))
    return lead


def _unknown(results: Results) -> dict[str, str]:
    """The race of each team of which nobody knows how it did."""
    known = (NOT_SKATED, *STATUSES)
    return {
        team: race.race.id
        for race in results.races
        for team, status in race.heat.statuses.items()
        if status not in known
    }


def _worth(results: Results, unknown: Mapping[str, str]) -> dict[str, Worth]:
    """Of every team: behind one whose place nobody knows all others may be one place lower."""
    format_ = results.scenario.event.format
    divisions = {race.race.id: race.race.division for race in results.races}
    lost = [divisions[race] for race in unknown.values()]
    found = {}
    for each in results.standings:
        worth = points_range(each, results.standings, format_)
        if each.team in unknown:
            continue
        if worth is None:
            found[each.team] = Worth()
            continue
        level = sum(
            (other.division, other.place) == (each.division, each.place)
            for other in results.standings
        )
        last = each.place + level - 1 + lost.count(each.division)
        least = min(worth[0], _range(format_, each.division, last)[0])
        found[each.team] = Worth(least, worth[1], each.division, each.place)
    for team, race in unknown.items():
        found[team] = Worth(0, _range(format_, divisions[race], 1)[1])
    return found


def _range(format_: EventFormat, division: str, place: int) -> tuple[int, int]:
    """What a place is worth, at least and at most."""
    return format_.points(division, place, place) or (0, 0)


def _better(one: Worth, other: Worth) -> Worth:
    """Of two teams of a nation, of which the better one counts."""
    least, most = max(one.least, other.least), max(one.most, other.most)
    if 0 in (one.place, other.place) and (one.most and other.most):
        return Worth(least, most)  # nobody knows which of them it is
    better = max(one, other, key=lambda each: (each.most, each.least))
    return Worth(least, most, better.division, better.place)
