"""Which races of two tables are one: told twice, or with a team in each of the tables.

Heats of the same number are one race where the tables' titles name the same round, or where a
team has the same time in both; else a race of each. What one race has twice must agree. Titles
whose other words nobody knows, such as those of clubs, name the same round where each of their
heats has two teams at most. Two tables whose times are the same tell of the same races with what
they say of teams without a time too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pursuit_sim.errors import Fault, InputError
from pursuit_sim.importers.importer import Found, Table, TeamResult
from pursuit_sim.importers.one_event.lists_again import Lists, without_lists
from pursuit_sim.importers.one_event.same_race import (
    LONGEST,
    MOST,
    Round,
    apart,
    both,
    contradictions,
    round_of,
    same_time,
    team_of,
)
from pursuit_sim.importers.words.heads import few
from pursuit_sim.plain_text import cut

_OPPONENTS = 2  # in a race
_Heats = dict[tuple[str, str], dict[Table, list[TeamResult]]]  # by file and heat, then by table


@dataclass(eq=False, slots=True)
class _ToldRace:
    """What tables say of one race."""

    results: list[TeamResult] = field(default_factory=list)
    tables: dict[Table, None] = field(default_factory=dict)
    known: dict[str, TeamResult] = field(default_factory=dict)  # by team, as said last

    def add(self, table: Table, results: Sequence[TeamResult]) -> None:
        """Take what another table says."""
        self.results += results
        self.tables[table] = None
        self.known |= {team_of(each): each for each in results}


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
        heats.setdefault((file, each.heat), {}).setdefault(each.of_table, []).append(each)
    rounds = _rounds(heats, ends)
    made: dict[tuple[object, ...], TeamResult] = {}  # by the place of the first that tells of it
    faults: list[Fault] = []
    joined: dict[str, None] = {}
    entered: dict[str, None] = {}
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
                    faults += contradictions(file, whole, other, ends[file])
                    whole = both(whole, other)
                made[_place(file, first)] = whole.but(heat=called)
            if len(race.tables) > 1:
                joined |= dict.fromkeys(title for _, title in race.tables)
        parted += [heat] if len(races) > 1 and heat else []
    if parted:
        said = few([repr(cut(heat, LONGEST)) for heat in parted])
        notes.append(f"read: in tables of different titles, and a race of each: heat {said}")
    told = [(file, each) for file, each in results if _place(file, each) in made]
    found = [(file, made[_place(file, each)]) for file, each in told]
    lists = Lists(found, ends, joined, faults, entered)
    found = without_lists(lists, [not each.heat for _, each in told])
    if faults:
        raise InputError(faults)
    if entered:
        said = few([repr(cut(each, LONGEST)) for each in entered])
        notes.append(f"read: times of entries, of earlier races, are left out: {said}")
    if joined:
        said = few([repr(cut(each, LONGEST)) if each else "without a title" for each in joined])
        notes.append(f"read: tables that tell of the same races are joined: {said}")
    return found


def _place(file: str, each: TeamResult) -> tuple[object, ...]:
    """Where a result stands, and whose it is."""
    return file, each.of_table, each.key, each.heat, each.team


def _ends(results: Iterable[Found]) -> dict[str, float]:
    """The laps of the last passing of each file."""
    ends: dict[str, float] = {}
    for file, each in results:
        ends[file] = max(ends.get(file, 0.0), *(p.laps for p in each.passings), 0.0)
    return ends


def _races(
    tables: dict[Table, list[TeamResult]], rounds: dict[Table, Round], end: float
) -> list[_ToldRace]:
    """The races that tables have of heats of one name."""
    races: dict[Round, _ToldRace] = {}
    for table, found in tables.items():
        race = races.get(rounds[table])
        if race is None and len(races) < MOST:
            race = next((each for each in races.values() if _told_in(each, found, end)), None)
        race = race or races.setdefault(rounds[table], _ToldRace())
        race.add(table, found)
    return [*races.values()]


def _rounds(heats: _Heats, ends: dict[str, float]) -> dict[tuple[str, Table], Round]:
    """The round of each table, by file and title.

    A table that tells the races of another again is of its round. Words that nobody knows are of no
    round where no heat of the tables that differ by them alone could be two races: it has two teams
    at most, and nothing of them contradicts.
    """
    found = {
        (file, table): round_of(table[1]) for (file, _), tables in heats.items() for table in tables
    }
    for (file, table), first in _told_again(heats, ends).items():
        found[file, table] = found[file, first]
    two_races: set[tuple[str, frozenset[str]]] = set()  # file, and what the titles say of a race
    for (file, _), tables in heats.items():
        alike: dict[frozenset[str], list[TeamResult]] = {}
        left: dict[frozenset[str], set[frozenset[str]]] = {}
        for table, results in tables.items():
            marks, words = found[file, table]
            alike.setdefault(marks, []).extend(results)
            left.setdefault(marks, set()).add(words)
        two_races |= {
            (file, marks)
            for marks, results in alike.items()
            if len(left[marks]) > 1 and not _one_race(results, ends[file])
        }
    return {
        (file, table): (marks, words if (file, marks) in two_races else frozenset())
        for (file, table), (marks, words) in found.items()
    }


def _told_again(heats: _Heats, ends: dict[str, float]) -> dict[tuple[str, Table], Table]:
    """The first table whose races another tells again, by file and title of the other.

    Of all heats that both have one names no other teams than the other; no time differs, and one at
    least is the same.
    """
    same: dict[tuple[str, Table, Table], bool] = {}
    for (file, _), tables in heats.items():
        some = [*tables.items()][:MOST]
        for i, (table, results) in enumerate(some):
            known = {team_of(each): each for each in results}
            for first, others in some[:i]:
                pairs = [(each, known[team_of(each)]) for each in others if team_of(each) in known]
                timed = [(one, two) for one, two in pairs if not (one.status or two.status)]
                at = file, first, table
                if len(pairs) < min(len(others), len(results)) or any(
                    apart(one, two, ends[file]) for one, two in timed
                ):
                    same[at] = False
                elif any(same_time(one, two, ends[file]) for one, two in timed):
                    same.setdefault(at, True)
    found: dict[tuple[str, Table], Table] = {}
    for (file, first, table), again in same.items():
        if again:
            found.setdefault((file, table), found.get((file, first), first))
    return found


def _one_race(results: Sequence[TeamResult], end: float) -> bool:
    """Whether what several tables say can be of one race."""
    known: dict[str, TeamResult] = {}
    for each in results:
        first = known.setdefault(team_of(each), each)
        if len(known) > _OPPONENTS or apart(first, each, end):
            return False
    return True


def _told_in(race: _ToldRace, found: Sequence[TeamResult], end: float) -> bool:
    """Whether a race has all these teams with their times."""
    return all(
        (one := race.known.get(team_of(each))) is not None and same_time(one, each, end)
        for each in found
    )  # fmt: skip


def _by_team(results: Sequence[TeamResult]) -> Iterable[list[TeamResult]]:
    """What the tables of a race say of each team; what one says twice is not joined."""
    counts: Counter[tuple[str, Table]] = Counter()
    found: dict[tuple[str, int], list[TeamResult]] = {}
    for each in results:
        at = team_of(each), each.of_table
        counts[at] += 1
        found.setdefault((team_of(each), counts[at]), []).append(each)
    return found.values()
