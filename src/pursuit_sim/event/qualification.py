"""Who qualifies for an Olympic field of eight, from the World Cups of a season.

One team a nation: six by points, then two by their best time, then four reserves by time. A
host that is a reserve takes the last of the two places by time. Sources: `docs/models.md`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from pursuit_sim.errors import Fault, InputError
from pursuit_sim.event.results import Results
from pursuit_sim.event.same_event import same_event
from pursuit_sim.event.standing import points_range
from pursuit_sim.tabular import Tabular
from pursuit_sim.units import level, ordinal

Way = Literal["points", "time", "host", "reserve", "undecided", "out"]

FORMAT, VERSION = "pursuit-sim/qualification", 1
COLUMNS = (  # of a row
    "nation", "way", "why", "points_least", "points_most", "time_s", "event", "race",
)  # fmt: skip
BY_POINTS, BY_TIME, RESERVES = 6, 2, 4
RULE = (
    "one team a nation; six by World Cup points, two by time, four reserves by time; "
    "a host that is a reserve takes the last place by time"
)
WAYS: tuple[Way, ...] = ("points", "undecided", "time", "host", "reserve", "out")
_NATION = re.compile(r"([A-Z]{3})[-_]?\d*")
_DIGITS = 6  # of a time in JSON: a microsecond


@dataclass(frozen=True, slots=True)
class Best:
    """A nation's best time [s], and the event and race in which it was skated."""

    time_s: float
    event: str
    race: str


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

    Points that nobody has published are taken as a range. A nation that is among the six
    only with some of them is undecided, and so are the places by time then.

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
    nations = _nations(events, names)
    sure, torn = _by_points(nations)
    others = [each for each in nations if each not in sure and each not in torn]
    timed = sorted(
        (each for each in others if each.best),
        key=lambda each: each.best.time_s if each.best else 0.0,
    )
    found = [_because(each, nations) for each in sure]
    found += [_torn(each, nations) for each in torn]
    found += _by_time(timed, torn, host)
    found += [_said(each, "out", "no time") for each in others if not each.best]
    found.sort(key=lambda each: WAYS.index(each.way))
    return Qualification(
        tuple(names), events[0].scenario.event.sex, tuple(found), _notes(found, host)
    )


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
    return " ".join(part for part in (event.name, str(event.date or "")) if part)


def nation(team: str) -> str:
    """The nation of a team's code: "NED" of "NED", "NED2" and "NED-2"."""
    match = _NATION.fullmatch(team)
    return match[1] if match else team


def _nations(events: Sequence[Results], names: Sequence[str]) -> list[Nation]:
    """Every nation with the points of its better team in each event, and its best time."""
    points: dict[str, dict[str, tuple[int, int]]] = {}
    best: dict[str, Best] = {}
    for results, name in zip(events, names, strict=True):
        format_ = results.scenario.event.format
        for each in results.standings:
            worth = points_range(each, results.standings, format_) or (0, 0)
            of_nation = points.setdefault(nation(each.team), {})
            of_nation[name] = max(of_nation.get(name, (0, 0)), worth)
        for race in results.races:
            for team, time in race.heat.times.items():
                code = nation(team)
                points.setdefault(code, {})
                if code not in best or time < best[code].time_s:
                    best[code] = Best(time, name, race.race.name)
    found = [Nation(code, worth, best.get(code)) for code, worth in points.items()]
    return sorted(found, key=lambda each: (-each.least, -each.most))


def _by_points(nations: Sequence[Nation]) -> tuple[list[Nation], list[Nation]]:
    """Those that are among the first by points for certain, and those that may be."""
    sure, undecided = [], []
    for each in nations:
        others = [other for other in nations if other is not each]
        may_be_before = sum(other.most >= each.least for other in others)
        are_before = sum(other.least > each.most for other in others)
        if may_be_before < BY_POINTS:
            sure.append(each)
        elif are_before < BY_POINTS and each.most:
            undecided.append(each)
    return sure, undecided


def _by_time(timed: Sequence[Nation], torn: Sequence[Nation], host: str | None) -> list[Nation]:
    """Places by time, the reserves behind them, and the host if it is one of these.

    Parameters
    ----------
    timed : those that are not in by points, fastest first
    torn : those that may be in by points, or else skate for these places too
    host : code of the nation that holds the Games
    """
    found = []
    last = timed[BY_TIME - 1] if len(timed) >= BY_TIME else None
    reserves = timed[BY_TIME : BY_TIME + RESERVES]
    cut = last is not None and bool(reserves) and _level(last, reserves[0])
    hosted = last is not None and not torn and any(each.code == host for each in reserves)
    for i, each in enumerate(timed):
        why = f"{ordinal(i + 1)} by time of those not in by points"
        way: Way = "out"
        if i + sum(_no_slower(other, each) for other in torn) < BY_TIME:
            way = "time"
        elif torn and i < BY_TIME:
            way, why = "undecided", f"{why}, as far as those by points are known"
        elif not torn and i < BY_TIME + RESERVES:
            way, why = "reserve", f"reserve {i - BY_TIME + 1}: {why}"
        if cut and last is not None and _level(each, last):
            way, why = "undecided", f"{why}, level with another at the last place"
        if hosted and each is last:
            way, why = "reserve", f"{why}; its place goes to the host, {host}"
        elif hosted and each.code == host:
            way, why = "host", f"as the host: {why}"
        found.append(_said(each, way, why))
    return found


def _no_slower(one: Nation, other: Nation) -> bool:
    faster = one.best and other.best and one.best.time_s <= other.best.time_s
    return bool(faster) or _level(one, other)


def _level(one: Nation, other: Nation) -> bool:
    return bool(one.best and other.best and level(one.best.time_s, other.best.time_s))


def _because(each: Nation, nations: Sequence[Nation]) -> Nation:
    """A nation that is in by points: where it stands."""
    before = sum(other.least > each.most for other in nations)
    same = sum(other.most >= each.least for other in nations) - before - 1
    stands = ordinal(before + 1) if not same else f"{ordinal(before + 1)} or later"
    level_with = [
        other.code
        for other in nations
        if other is not each and (other.least, other.most) == (each.least, each.most)
    ]
    if same and len(level_with) == same and each.least == each.most:
        stands = f"{ordinal(before + 1)}, level with {' and '.join(level_with)},"
    return _said(each, "points", f"{stands} by points")


def _torn(each: Nation, nations: Sequence[Nation]) -> Nation:
    """A nation of which points that are not published, or a tie, decide."""
    rivals = [
        other.code
        for other in nations
        if other is not each and other.most >= each.least and other.least <= each.most
    ]
    return _said(each, "undecided", f"before or behind {', '.join(rivals)} by points is not known")


def _said(each: Nation, way: Way, why: str) -> Nation:
    return Nation(each.code, each.points, each.best, way, why)


def _notes(found: Sequence[Nation], host: str | None) -> tuple[str, ...]:
    notes = [f"rule: {RULE}"]
    if any(least != most for each in found for least, most in each.points.values()):
        notes.append("points in a range: what the place is worth was not published")
    if any(each.way == "undecided" for each in found):
        notes.append("undecided: who of these is in depends on what is not published")
    if host is not None:
        by_code = {each.code: each for each in found}
        if host not in by_code:
            notes.append(f"the host, {host}, skated none of these events: no place")
        elif by_code[host].way == "out":
            notes.append(f"the host, {host}, is no reserve: no place")
    return tuple(notes)
