"""Whether what two tables say of a team is of one race, and both as one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace

from pursuit_sim.errors import Fault
from pursuit_sim.importers.importer import Found, TeamResult
from pursuit_sim.importers.words.nations import known_by
from pursuit_sim.importers.words.title_words import rest_of
from pursuit_sim.importers.words.unfinished import NO_TIME
from pursuit_sim.plain_text import cut
from pursuit_sim.scenario.known_splits import AGREEMENT_S
from pursuit_sim.units import HUNDREDTH, format_time

LONGEST = 60  # characters told
MOST = 50  # races of one name or team that are looked through
_NONE_S = 1e-6
_SAME_S = HUNDREDTH + 1e-9  # two times, each cut or rounded

# The first file of those that agree, what a title says of a race, and what of it is left.
Round = tuple[str, frozenset[str], frozenset[str]]


def team_of(each: TeamResult) -> str:
    """What a team is known by: its nation, else its name."""
    return known_by(each.team)


def round_of(table: str) -> tuple[frozenset[str], frozenset[str]]:
    """What a title says of a race, and its words that nobody knows."""
    rest = rest_of(table)
    return rest.marks, frozenset(rest.left)


def same_time(one: TeamResult, other: TeamResult, end: float) -> bool:
    """Whether both have a time of the whole race, and the same."""
    if one.time_s is not None and other.time_s is not None:
        return abs(one.time_s - other.time_s) <= _SAME_S
    times = (time_of(one, end), time_of(other, end))
    return None not in times and abs((times[0] or 0.0) - (times[1] or 0.0)) <= AGREEMENT_S + _SAME_S


def time_of(each: TeamResult, end: float) -> float | None:
    """The official time, else that of the last passing at the finish."""
    last = max(each.passings, key=lambda passing: passing.laps, default=None)
    at_finish = last.time_s if last is not None and last.laps == end else None
    return at_finish if each.time_s is None else each.time_s


def contradictions(one: Found, other: Found, end: float) -> Iterator[Fault]:
    """A fault of what two tables say of one team in one race."""
    (first_file, first), (file, second) = one, other
    if said := apart(first, second, end):
        at, titles = first.key, "above each table which round it is of"
        if file != first_file:
            at, titles = f"{first_file}, {at}", "above the table in each file its round or day"
        problem = f"{cut(first.team, LONGEST)} has {said}, the first of them at {at}"
        yield Fault(file, second.key, problem, f"correct one of them, or write {titles}")


def apart(one: TeamResult, other: TeamResult, end: float) -> str:
    """What two results of one race contradict each other by, in words; empty where they agree."""
    times = time_of(one, end), time_of(other, end)
    known = {one.status, other.status} - {"", NO_TIME}
    valid = [each for each in (one, other) if each.time_s is not None and not each.status]
    if len(known) > 1 or (known and valid):
        return f"{one.status or _clock(times[0])} and {other.status or _clock(times[1])}"
    if None not in times and not known and not same_time(one, other, end):
        return f"{_clock(times[0])} and {_clock(times[1])}"
    passed = {passing.laps: passing.time_s for passing in one.passings}
    for passing in other.passings:
        before = passed.get(passing.laps, passing.time_s)
        if abs(before - passing.time_s) > AGREEMENT_S:
            return f"{_clock(before)} and {_clock(passing.time_s)} after {passing.laps:g} laps"
    if None not in (one.side, other.side) and one.side != other.side:
        return f"the {one.side} side and the {other.side} side"
    return ""


def _clock(time_s: float | None) -> str:
    return "no time" if time_s is None else format_time(time_s, 2)


def taken(first: Found, second: Found) -> Iterator[str]:
    """What counts where two tables differ on a team in a race, and do not contradict each other."""
    one, other = first[1], second[1]
    times = [each.time_s for each in (one, other) if each.time_s is not None]
    if len(times) > 1 and times[0] != times[1]:
        which = "first" if _digits(times[0]) == _digits(times[1]) else "more exact"
        said = " and ".join(format_time(time_s, 3) for time_s in times)
        yield f"{cut(one.team, LONGEST)} has {said}; the {which} is taken"
    some, others = ({*map(str.casefold, each.skaters)} for each in (one, other))
    if some and others and not (some <= others or others <= some):
        names = ", ".join(name for name in other.skaters if name.casefold() not in some)
        yield f"{cut(one.team, LONGEST)} has {names} too; the first table's skaters are taken"


def _digits(time_s: float | None) -> int:
    """Of a time behind the point, hundredths or thousandths; nought of no time."""
    if time_s is None:
        return 0
    return 2 if abs(round(time_s, 2) - time_s) < _NONE_S else 3


def both(first: Found, second: Found) -> Found:
    """What two tables say of one team in one race, where the outcome stands."""
    (file, one), (other_file, other) = first, second
    lacking = {
        each.name: getattr(other, each.name)
        for each in fields(one) if getattr(one, each.name) in (None, "", (), False)
    }  # fmt: skip
    if _digits(other.time_s) > _digits(one.time_s) > 0:
        lacking["time_s"] = other.time_s
    both = replace(one, **lacking)
    at = file
    if _says_outcome(other) and not _says_outcome(one):
        both, at = replace(both, key=other.key, time_key=other.time_key), other_file
    if file != other_file:
        both = _of_two_files(both, first, second, at)
    if NO_TIME in (one.status, other.status):
        said = next((each for each in (one.status, other.status) if each not in ("", NO_TIME)), "")
        timed = both.time_s is not None or both.passings
        both = replace(both, status=said or ("" if timed else NO_TIME))
    return at, both


def _of_two_files(both: TeamResult, first: Found, second: Found, at: str) -> TeamResult:
    """The same with places of the file where its outcome stands, and of others with theirs."""
    place = first[1] if at == first[0] else second[1]
    file = first[0] if first[1].passings else second[0]
    passings = tuple(
        replace(each, file="" if (of := each.file or file) == at else of) for each in both.passings
    )
    return replace(
        both, time_key=place.time_key, nth_table=place.nth_table, table=place.table,
        passings=passings,
    )  # fmt: skip


def _says_outcome(each: TeamResult) -> bool:
    """Whether a row says the time, or why there is none."""
    return each.time_s is not None or each.status not in ("", NO_TIME)
