"""Which races of two tables are one: told twice, or with a team in each of the tables.

Heats of the same number are one race where the tables' titles name the same round, or where a
team has the same time in both; else a race of each. What one race has twice must agree.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, fields, replace

from pursuit_sim.errors import Fault, InputError
from pursuit_sim.importers.cross_checks import Found
from pursuit_sim.importers.heads import few
from pursuit_sim.importers.importer import TeamResult
from pursuit_sim.importers.nations import nation
from pursuit_sim.importers.title_words import rest_of
from pursuit_sim.importers.unfinished import NO_TIME
from pursuit_sim.plain_text import cut
from pursuit_sim.scenario.known_splits import AGREEMENT_S
from pursuit_sim.units import HUNDREDTH, format_time

_LONGEST = 60  # characters told
_MOST = 50  # races of one name or team that are looked through
_SAME_S = HUNDREDTH + 1e-9  # two times, each cut or rounded


_Round = tuple[frozenset[str], frozenset[str]]  # what a title says of a race, and what is left


@dataclass(eq=False, slots=True)
class _Race:
    """What tables say of one race."""

    results: list[TeamResult] = field(default_factory=list)
    tables: dict[str, None] = field(default_factory=dict)


def races_apart(results: Sequence[Found], notes: list[str]) -> list[Found]:
    """The results, each race once: heats of the same name are parted or joined.

    Raises
    ------
    InputError
        if two tables contradict each other on the same race
    """
    ends = _ends(results)
    heats: dict[tuple[str, str], dict[str, list[TeamResult]]] = {}
    for file, each in results:
        heats.setdefault((file, each.heat), {}).setdefault(each.table, []).append(each)
    made: dict[int, TeamResult] = {}  # by the identity of the first that tells of it
    faults: list[Fault] = []
    joined: dict[str, None] = {}
    parted: list[str] = []
    for (file, heat), tables in heats.items():
        races = _races(tables, ends[file])
        for race in races:
            called = heat
            if len(races) > 1:
                called = f"{race.results[0].table} {heat}".strip()
            for first, *others in _by_team(race.results):
                whole = first
                for other in others:
                    faults += _contradictions(file, whole, other, ends[file])
                    whole = _both(whole, other)
                made[id(first)] = replace(whole, heat=called)
            if len(race.tables) > 1:
                joined |= race.tables
        parted += [heat] if len(races) > 1 and heat else []
    if parted:
        said = few([repr(cut(heat, _LONGEST)) for heat in parted])
        notes.append(f"read: in tables of different titles, and a race of each: heat {said}")
    found = [(file, made[id(each)]) for file, each in results if id(each) in made]
    found = _without_rankings(found, ends, joined, faults)
    if faults:
        raise InputError(faults)
    if joined:
        said = few([repr(cut(each, _LONGEST)) if each else "without a title" for each in joined])
        notes.append(f"read: tables that tell of the same races are joined: {said}")
    return found


def _ends(results: Iterable[Found]) -> dict[str, float]:
    """The laps of the last passing of each file."""
    ends: dict[str, float] = {}
    for file, each in results:
        ends[file] = max(ends.get(file, 0.0), *(p.laps for p in each.passings), 0.0)
    return ends


def _races(tables: dict[str, list[TeamResult]], end: float) -> list[_Race]:
    """The races that tables have of heats of one name."""
    races: dict[_Round, _Race] = {}
    for table, found in tables.items():
        race = races.get(_round(table))
        if race is None and len(races) < _MOST:
            race = next((each for each in races.values() if _told_in(each, found, end)), None)
        race = race or races.setdefault(_round(table), _Race())
        race.results += found
        race.tables[table] = None
    return [*races.values()]


def _round(table: str) -> _Round:
    rest = rest_of(table)
    return rest.marks, frozenset(rest.left)


def _told_in(race: _Race, found: Sequence[TeamResult], end: float) -> bool:
    """Whether a race has all these teams with their times."""
    known = {_team(each): each for each in race.results}
    return all(
        (one := known.get(_team(each))) is not None and _same_time(one, each, end)
        for each in found
    )  # fmt: skip


def _team(each: TeamResult) -> str:
    return nation(each.team) or each.team.casefold()


def _by_team(results: Sequence[TeamResult]) -> Iterable[list[TeamResult]]:
    """What the tables of a race say of each team; what one says twice is not joined."""
    counts: Counter[tuple[str, str]] = Counter()
    found: dict[tuple[str, int], list[TeamResult]] = {}
    for each in results:
        at = _team(each), each.table
        counts[at] += 1
        found.setdefault((_team(each), counts[at]), []).append(each)
    return found.values()


def _same_time(one: TeamResult, other: TeamResult, end: float) -> bool:
    """Whether both have a time of the whole race, and the same."""
    if one.time_s is not None and other.time_s is not None:
        return abs(one.time_s - other.time_s) <= _SAME_S
    times = (_time(one, end), _time(other, end))
    return None not in times and abs((times[0] or 0.0) - (times[1] or 0.0)) <= AGREEMENT_S + _SAME_S


def _time(each: TeamResult, end: float) -> float | None:
    """The official time, else that of the last passing at the finish."""
    last = max(each.passings, key=lambda passing: passing.laps, default=None)
    at_finish = last.time_s if last is not None and last.laps == end else None
    return at_finish if each.time_s is None else each.time_s


def _contradictions(file: str, one: TeamResult, other: TeamResult, end: float) -> Iterator[Fault]:
    """A fault of what two tables say of one team in one race."""
    if said := _apart(one, other, end):
        problem = f"{cut(one.team, _LONGEST)} has {said}, the first of them at {one.key}"
        remedy = "correct one of them, or write above each table which round it is of"
        yield Fault(file, other.key, problem, remedy)


def _apart(one: TeamResult, other: TeamResult, end: float) -> str:
    """What two results of one race contradict each other by, in words; empty where they agree."""
    times = _time(one, end), _time(other, end)
    known = {one.status, other.status} - {"", NO_TIME}
    valid = [each for each in (one, other) if each.time_s is not None and not each.status]
    if len(known) > 1 or (known and valid):
        return f"{one.status or _clock(times[0])} and {other.status or _clock(times[1])}"
    if None not in times and not known and not _same_time(one, other, end):
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


def _both(one: TeamResult, other: TeamResult) -> TeamResult:
    """What two tables say of one team in one race."""
    lacking = {
        each.name: getattr(other, each.name)
        for each in fields(one) if getattr(one, each.name) in (None, "", (), False)
    }  # fmt: skip
    both = replace(one, **lacking)
    if NO_TIME in (one.status, other.status):
        said = next((each for each in (one.status, other.status) if each not in ("", NO_TIME)), "")
        timed = both.time_s is not None or both.passings
        both = replace(both, status=said or ("" if timed else NO_TIME))
    return both


def _without_rankings(
    results: Sequence[Found], ends: dict[str, float], joined: dict[str, None], faults: list[Fault]
) -> list[Found]:
    """The results without those of lists that do not say who met whom, told in a race too."""
    met: dict[tuple[str, str], list[int]] = {}
    for i, (file, each) in enumerate(results):
        if not _alone(each):
            met.setdefault((file, _team(each)), []).append(i)
    found: dict[int, Found] = dict(enumerate(results))
    for i, (file, each) in enumerate(results):
        races = met.get((file, _team(each)), [])[:_MOST] if _alone(each) else []
        races = [at for at in races if results[at][1].table != each.table]
        same = [at for at in races if _same_time(results[at][1], each, ends[file])]
        of_round = [at for at in races if _round(results[at][1].table) == _round(each.table)]
        for at in (same or of_round)[:1]:
            whole = found[at][1]
            faults += _contradictions(file, whole, each, ends[file])
            found[at] = file, _both(whole, replace(each, heat=whole.heat))
            del found[i]
            joined |= dict.fromkeys([whole.table, each.table])
    return [*found.values()]


def _alone(each: TeamResult) -> bool:
    """Whether nothing says whom a team met."""
    return each.heat in (each.team, f"{each.table} {each.team}")
