"""Who qualifies for an Olympic field of eight, from the World Cups of a season.

One team a nation: six by points, then two by their best time, then four reserves by time. A
host that is a reserve takes the last of the two places by time. Sources: `docs/models.md`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import inf
from typing import Any, Literal

from pursuit_sim.errors import Fault, InputError
from pursuit_sim.event.field_prospects import BY_TIME, Outcome, Prospect, prospects
from pursuit_sim.event.results import Results
from pursuit_sim.event.same_event import same_event
from pursuit_sim.event.season_points import Best, Season, ahead, made_up, of_several, seasons
from pursuit_sim.tabular import Tabular
from pursuit_sim.units import level, ordinal

Way = Literal["points", "time", "host", "reserve", "undecided", "out"]

FORMAT, VERSION = "pursuit-sim/qualification", 1
COLUMNS = (  # of a row
    "nation", "way", "why", "points_least", "points_most", "time_s", "event", "race",
)  # fmt: skip
RULE = (
    "one team a nation; six by World Cup points, two by time, four reserves by time; "
    "a host that is a reserve takes the last place by time"
)
WAYS: tuple[Way, ...] = ("points", "undecided", "time", "host", "reserve", "out")
_MAY_BE: dict[Outcome, str] = {
    "time": "in by time", "host": "in as the host", "reserve": "reserve", "out": "out",
}  # fmt: skip
_DIGITS = 6  # of a time in JSON: a microsecond
_MOST_NAMED = 12


@dataclass(frozen=True, slots=True)
class Nation:
    """What a nation has skated, and whether that is enough.

    Attributes
    ----------
    code : such as "NED"
    points : of each event it skated, at least and at most, by the event's name
    best : its best time; None where it has none
    way : how it got in, or that it did not
    why : the same in words
    """

    code: str
    points: Mapping[str, tuple[int, int]]
    best: Best | None
    way: Way = "out"
    why: str = ""

    @property
    def least(self) -> int:
        """Points in all, at least."""
        return sum(least for least, _ in self.points.values())

    @property
    def most(self) -> int:
        """Points in all, at most."""
        return sum(most for _, most in self.points.values())

    def to_dict(self) -> dict[str, Any]:
        """As plain data."""
        best = self.best
        return {
            "nation": self.code,
            "way": self.way,
            "why": self.why,
            "points_least": self.least,
            "points_most": self.most,
            "points": {event: list(worth) for event, worth in self.points.items()},
            "time_s": round(best.time_s, _DIGITS) if best else None,
            "event": best.event if best else None,
            "race": best.race if best else None,
        }


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Qualification(Tabular):
    """Every nation of some events, and which of them have qualified.

    Attributes
    ----------
    events : names of the events, in order
    sex : "men" or "women"
    nations : those in the field first, by points and by time; then reserves; then others
    notes : what a reader should know
    """

    events: tuple[str, ...]
    sex: str
    nations: tuple[Nation, ...]
    notes: tuple[str, ...]

    @property
    def field(self) -> tuple[str, ...]:
        """Codes of the nations that are in for certain."""
        return tuple(each.code for each in self.nations if each.way in ("points", "time", "host"))

    @property
    def heading(self) -> str:
        """What the field is of, in a line."""
        return f"Olympic field of eight, {self.sex}, by {', '.join(self.events)}"

    def rows(self) -> list[dict[str, Any]]:
        """One row a nation."""
        rows = [each.to_dict() for each in self.nations]
        return [{name: row[name] for name in COLUMNS} for row in rows]

    @property
    def remarks(self) -> tuple[str, ...]:
        """What is to be known of it: `notes`."""
        return self.notes

    def to_dict(self) -> dict[str, Any]:
        """As plain data, in the shape of the documented JSON."""
        return {
            "format": FORMAT,
            "version": VERSION,
            "rule": RULE,
            "events": list(self.events),
            "sex": self.sex,
            "field": list(self.field),
            "nations": [each.to_dict() for each in self.nations],
            "notes": list(self.notes),
        }


def qualify(events: Sequence[Results], host: str | None = None) -> Qualification:
    """Who qualifies by the results of some World Cups.

    Points that nobody has published are taken as a range, and of a nation of which nobody knows
    how it did, any place. What a nation is whatever these are, it is for certain.

    Parameters
    ----------
    events : results of World Cups of one season
    host : code of the nation that holds the Games; None if that does not matter

    Raises
    ------
    InputError
        if an event is no World Cup, is given twice, or the events are not of one sex
    """
    _check(events)
    names = [_named(each) for each in events]
    nations = seasons(events, names)
    found = prospects(nations, host)
    order = sorted(range(len(nations)), key=lambda i: _order(nations[i], found[i]))
    told = [_told(nations[i], found[i], nations, found, host) for i in order]
    told.sort(key=lambda each: WAYS.index(each.way))
    return Qualification(
        tuple(names),
        events[0].scenario.event.sex,
        tuple(told),
        (
            *_notes(nations, found, host),
            *of_several(events, names),
            *made_up(events, names),
        ),
    )


def _order(nation: Season, prospect: Prospect) -> tuple[bool, float]:
    """By points those that are or may be in by them, then the others by time."""
    by_points = "points" in prospect.outcomes
    time = nation.best.time_s if nation.best else inf
    return not by_points, 0.0 if by_points else time


def _check(events: Sequence[Results]) -> None:
    """Refuse events whose points and times do not go together."""
    faults: list[Fault] = []
    sex = events[0].scenario.event.sex
    for i, each in enumerate(events):
        source, event = each.scenario.source, each.scenario.event
        if not event.format.divisions:
            problem = f"is '{event.rounds}', which has no World Cup points"
            remedy = 'give World Cups, with rounds = "world-cup" and the division of each race'
            faults.append(Fault(source, "event.rounds", problem, remedy))
        if event.sex != sex:
            problem = f"is of {event.sex}, and {events[0].scenario.source} of {sex}"
            faults.append(Fault(source, "event.sex", problem, "give events of one sex"))
        for other in (before.scenario for before in events[:i]):
            if (event.name, event.date) == (other.event.name, other.event.date):
                problem, remedy = event.name, "give each event once, or name them apart"
            elif same_event(each.scenario, other):
                problem, remedy = "the same teams have the same times", "give each event once"
            else:
                continue
            problem = f"is the same event as {other.source}: {problem}"
            faults.append(Fault(source, "event.name", problem, remedy))
            break
    if faults:
        raise InputError(faults)


def _named(results: Results) -> str:
    event = results.scenario.event
    changed = "(what-if)" if results.scenario.what_if else ""
    return " ".join(part for part in (event.name, str(event.date or ""), changed) if part)


def _told(
    each: Season,
    prospect: Prospect,
    nations: Sequence[Season],
    found: Sequence[Prospect],
    host: str | None,
) -> Nation:
    """A nation, its way, and why, in words that follow from what may become of it."""
    outcomes, ranks = prospect.outcomes, prospect.ranks
    by_time = _by_time(each, ranks, nations, found)
    way: Way = "undecided"
    if outcomes == {"points"}:
        way, why = "points", f"{_stands(each, nations)} by points"
    elif "points" in outcomes:
        way = "time" if prospect.is_in else "undecided"
        why = f"{_rivals(each, nations)}; if behind, {by_time}"
    elif outcomes == {"out"}:
        way, why = "out", by_time
    elif outcomes == {"time"}:
        way, why = "time", by_time
    elif prospect.is_in:
        way, why = "host", f"as the host: {_reserve(ranks)}{by_time}"
    elif outcomes == {"reserve"}:
        gives = f"; {_place(ranks)} goes to the host, {host}" if prospect.gives_way else ""
        way, why = "reserve", f"{_reserve(ranks)}{by_time}{gives}"
    else:
        why = f"{by_time}: {' or '.join(said for key, said in _MAY_BE.items() if key in outcomes)}"
    worth = {event: (points.least, points.most) for event, points in each.worth.items()}
    return Nation(each.code, worth, each.best, way, why)


def _reserve(ranks: tuple[int, int] | None) -> str:
    """Which reserve a place by time is; empty where it may be none."""
    if ranks is None or ranks[0] < BY_TIME:
        return ""
    first, last = (rank - BY_TIME + 1 for rank in ranks)
    return f"reserve {first}{'' if first == last else f' to {last}'}: "


def _place(ranks: tuple[int, int] | None) -> str:
    """What the host takes."""
    return "its place" if ranks is not None and ranks[0] == ranks[1] else "the last place by time"


def _by_time(
    each: Season,
    ranks: tuple[int, int] | None,
    nations: Sequence[Season],
    found: Sequence[Prospect],
) -> str:
    """Where a nation stands by time, and what leaves that open."""
    if ranks is None:
        return "no time"
    first, last = (ordinal(rank + 1) for rank in ranks)
    stands = f"{first}{'' if first == last else f' to {last}'} by time of those not in by points"
    if first == last:
        return stands
    others = [
        (other, prospect)
        for other, prospect in zip(nations, found, strict=True)
        if other is not each and prospect.outcomes != {"points"}
    ]
    level_with = [other.code for other, _ in others if _level(each, other)]
    unknown = [other.code for other in nations if other.unknown]
    why = [f"level with {' and '.join(level_with)}"] if level_with else []
    missing = [f"times of {_several(unknown, ' and ')}"] if unknown else []
    if any(prospect.open_points for _, prospect in others):
        missing.insert(0, "those by points")
    if missing:
        why.append(f"as far as {' and '.join(missing)} are known")
    return ", ".join([stands, *why])


def _level(one: Season, other: Season) -> bool:
    return bool(one.best and other.best and level(one.best.time_s, other.best.time_s))


def _stands(each: Season, nations: Sequence[Season]) -> str:
    """Where a nation that is in by points stands by them."""
    others = [other for other in nations if other is not each]
    before = sum(ahead(other, each) for other in others)
    same = [other for other in others if not ahead(other, each) and not ahead(each, other)]
    if not same:
        return ordinal(before + 1)
    if {(other.least, other.most) for other in same} == {(each.least, each.least)}:
        return f"{ordinal(before + 1)}, level with {' and '.join(other.code for other in same)},"
    return f"{ordinal(before + 1)} or later"


def _rivals(each: Season, nations: Sequence[Season]) -> str:
    """Before or behind whom a nation is by points nobody knows."""
    rivals = [
        other.code
        for other in nations
        if other is not each and not ahead(other, each) and not ahead(each, other)
    ]
    return f"before or behind {_several(rivals, ', ')} by points is not known"


def _several(codes: Sequence[str], between: str) -> str:
    """Nations by name, or how many where they are too many to read."""
    return between.join(codes) if len(codes) <= _MOST_NAMED else f"{len(codes)} nations"


def _notes(nations: Sequence[Season], found: Sequence[Prospect], host: str | None) -> Iterator[str]:
    yield f"rule: {RULE}"
    for each in nations:
        for event, race in each.unknown:
            yield (
                f"{each.code}: how it did in {race} of {event} is not known: it may have any "
                "points and any time, and others be one place lower"
            )
    ranged = (points for each in nations if not each.unknown for points in each.worth.values())
    if any(points.least != points.most for points in ranged):
        yield "points in a range: what the place is worth was not published"
    torn = [each for each in found if each.may_be_in and not each.is_in]
    if torn:
        yield "undecided: who of these is in depends on what is not published"
    reserves = [
        each.code
        for each, prospect in zip(nations, found, strict=True)
        if not prospect.may_be_in and len(prospect.outcomes) > 1
    ]
    if reserves:
        yield f"{', '.join(reserves)}: not in the field, only who is a reserve is open"
    if host is None:
        return
    hosts = [prospect for each, prospect in zip(nations, found, strict=True) if each.code == host]
    if not hosts:
        yield f"the host, {host}, skated none of these events: no place"
    elif hosts[0].outcomes == {"out"}:
        yield f"the host, {host}, is no reserve: no place"
    elif not hosts[0].is_in:
        yield f"the host, {host}: whether it gets a place depends on what is not published"
