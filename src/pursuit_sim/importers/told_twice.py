"""Which races of two tables are one: told twice, or with a team in each of the tables.

Heats of the same number are one race where the tables' titles name the same round, or where a
team has the same time in both; else a race of each. What one race has twice must agree. Titles
whose other words nobody knows, such as those of clubs, name the same round where each of their
heats has two teams at most.
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
_OPPONENTS = 2  # in a race
_MOST = 50  # races of one name or team that are looked through
_SAME_S = HUNDREDTH + 1e-9  # two times, each cut or rounded


_Round = tuple[frozenset[str], frozenset[str]]  # what a title says of a race, and what is left
_Heats = dict[tuple[str, str], dict[str, list[TeamResult]]]  # by file and heat, then by table


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
    heats: _Heats = {}
    for file, each in results:
        heats.setdefault((file, each.heat), {}).setdefault(each.table, []).append(each)
    rounds = _rounds(heats, ends)
    made: dict[int, TeamResult] = {}  # by the identity of the first that tells of it
    faults: list[Fault] = []
    joined: dict[str, None] = {}
    parted: list[str] = []
    for (file, heat), tables in heats.items():
        races = _races(tables, {each: rounds[file, each] for each in tables}, ends[file])
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
    told = [(file, each) for file, each in results if id(each) in made]
    found = [(file, made[id(each)]) for file, each in told]
    found = _without_rankings(_Lists(found, ends, joined, faults), [not e.heat for _, e in told])
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


def _races(
    tables: dict[str, list[TeamResult]], rounds: dict[str, _Round], end: float
) -> list[_Race]:
    """The races that tables have of heats of one name."""
    races: dict[_Round, _Race] = {}
    for table, found in tables.items():
        race = races.get(rounds[table])
        if race is None and len(races) < _MOST:
            race = next((each for each in races.values() if _told_in(each, found, end)), None)
        race = race or races.setdefault(rounds[table], _Race())
        race.results += found
        race.tables[table] = None
    return [*races.values()]


def _rounds(heats: _Heats, ends: dict[str, float]) -> dict[tuple[str, str], _Round]:
    """The round of each table, by file and title.

    Words that nobody knows are of no round where no heat of the tables that differ by them alone
    could be two races: it has two teams at most, and nothing of them contradicts.
    """
    found = {
        (file, table): _round(table) for (file, _), tables in heats.items() for table in tables
    }
    apart: set[tuple[str, frozenset[str]]] = set()  # file, and what the titles say of a race
    for (file, _), tables in heats.items():
        alike: dict[frozenset[str], list[TeamResult]] = {}
        left: dict[frozenset[str], set[frozenset[str]]] = {}
        for table, results in tables.items():
            marks, words = found[file, table]
            alike.setdefault(marks, []).extend(results)
            left.setdefault(marks, set()).add(words)
        apart |= {
            (file, marks)
            for marks, results in alike.items()
            if len(left[marks]) > 1 and not _one_race(results, ends[file])
        }
    return {
        (file, table): (marks, words if (file, marks) in apart else frozenset())
        for (file, table), (marks, words) in found.items()
    }


def _one_race(results: Sequence[TeamResult], end: float) -> bool:
    """Whether what several tables say can be of one race."""
    known: dict[str, TeamResult] = {}
    for each in results:
        first = known.setdefault(_team(each), each)
        if len(known) > _OPPONENTS or _apart(first, each, end):
            return False
    return True


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


@dataclass(frozen=True, slots=True)
class _Lists:
    """Results among which some tell again what others do.

    Attributes
    ----------
    results : each race once
    ends : laps of the last passing of each file
    joined : gets the titles of tables that are joined
    faults : gets what contradicts
    """

    results: list[Found]
    ends: dict[str, float]
    joined: dict[str, None]
    faults: list[Fault]

    def of(self, i: int, among: Iterable[int]) -> tuple[int, bool] | None:
        """The result that one tells again: of the same time, which is said too, or round."""
        file, each = self.results[i]
        races = [at for at in among if self.results[at][1].table != each.table]
        for at in races:
            if _same_time(self.results[at][1], each, self.ends[file]):
                return at, True
        of_round = _round(each.table)
        same = (at for at in races if _round(self.results[at][1].table) == of_round)
        return next(((at, False) for at in same), None)

    def apart(self, i: int, at: int) -> bool:
        """Whether two results contradict each other."""
        file, each = self.results[i]
        return bool(_apart(self.results[at][1], each, self.ends[file]))

    def join(self, found: dict[int, Found], i: int, at: int) -> None:
        """Add one to what another tells."""
        file, each = found.pop(i)
        whole = found[at][1]
        self.faults.extend(_contradictions(file, whole, each, self.ends[file]))
        found[at] = file, _both(whole, replace(each, heat=whole.heat))
        self.joined.update(dict.fromkeys([whole.table, each.table]))


def _without_rankings(lists: _Lists, unsaid: Sequence[bool]) -> list[Found]:
    """The results without those of lists that do not say who met whom, told in a race too.

    Parameters
    ----------
    lists : the results
    unsaid : of which of them nothing says the heat: lists of one or two, who may have met
    """
    found = dict(enumerate(lists.results))
    met: dict[tuple[str, str], list[int]] = {}
    pairs: dict[tuple[str, str], list[int]] = {}
    for i, (file, each) in found.items():
        if unsaid[i]:
            pairs.setdefault((file, each.heat), []).append(i)
        elif not _alone(each):
            met.setdefault((file, _team(each)), []).append(i)
    for (file, _), pair in pairs.items():
        told = [lists.of(i, met.get((file, _team(found[i][1])), [])[:_MOST]) for i in pair]
        known = [(i, *each) for i, each in zip(pair, told, strict=True) if each is not None]
        # Two who met again have other times; of one race at least one is right.
        again = any(same for _, _, same in known)
        if len(known) == len(pair) and (again or not any(lists.apart(i, at) for i, at, _ in known)):
            for i, at, _ in known:
                lists.join(found, i, at)
    for i in [i for i in found if unsaid[i]]:
        met.setdefault((found[i][0], _team(found[i][1])), []).append(i)
    for i, (file, each) in [*found.items()]:
        if not unsaid[i] and _alone(each):
            races = sorted(met.get((file, _team(each)), []))[:_MOST]
            if (told_in := lists.of(i, races)) is not None:
                lists.join(found, i, told_in[0])
    return [*found.values()]


def _alone(each: TeamResult) -> bool:
    """Whether nothing says whom a team met."""
    return each.heat in (each.team, f"{each.table} {each.team}")
