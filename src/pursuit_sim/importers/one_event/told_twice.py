"""Which races of two tables are one: told twice, or with a team in each of the tables.

Heats of the same number are one race where the tables' titles name the same round, or where a
team has the same time in both; else a race of each. Tables of two files name the same round only
where they say the same of their event, and something. What one race has twice must agree. Titles
whose other words nobody knows, such as those of clubs, name the same round where each of their
heats has two teams at most. Two tables whose times are the same tell of the same races with what
they say of teams without a time too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pursuit_sim.errors import Fault, InputError
from pursuit_sim.importers.importer import Found, Table, TeamResult, table_of
from pursuit_sim.importers.one_event.entry_times import without_entries
from pursuit_sim.importers.one_event.files_agree import TableSays, rounds_of, said_of
from pursuit_sim.importers.one_event.lists_again import Lists, without_lists
from pursuit_sim.importers.one_event.same_race import (
    LONGEST,
    MOST,
    Round,
    apart,
    both,
    contradictions,
    same_time,
    taken,
    team_of,
)
from pursuit_sim.importers.sheet_tables.foot_lines import counts
from pursuit_sim.importers.words.heads import few
from pursuit_sim.importers.words.unfinished import NO_TIME
from pursuit_sim.plain_text import cut

_OPPONENTS = 2  # in a race
_Heats = dict[str, dict[Table, list[TeamResult]]]  # by heat, then by table


@dataclass(eq=False, slots=True)
class _ToldRace:
    """What tables say of one race."""

    round: Round
    results: list[Found] = field(default_factory=list)
    tables: dict[Table, None] = field(default_factory=dict)
    files: dict[str, None] = field(default_factory=dict)
    known: dict[str, TeamResult] = field(default_factory=dict)  # by team, as said last

    def add(self, table: Table, results: Sequence[TeamResult]) -> None:
        """Take what another table says."""
        self.results += [(table[0], each) for each in results]
        self.tables[table] = self.files[table[0]] = None
        self.known |= {team_of(each): each for each in results}

    @property
    def file(self) -> str:
        """The first that tells of it."""
        return next(iter(self.files))

    def takes(self, heat: str, table: Table, results: Sequence[TeamResult]) -> bool:
        """Whether what a table of its round says can be of it: in another file, by its teams.

        Heats of one number may be of two days; who is alone in a file met nobody there.
        """
        if table[0] in self.files:
            return True
        teams = {team_of(each) for each in results}
        if not heat:
            return teams <= {*self.known} or {*self.known} <= teams
        return not teams.isdisjoint(self.known) or len(teams | {*self.known}) <= _OPPONENTS


def races_apart(results: Sequence[Found], notes: list[str]) -> list[Found]:
    """The results, each race once: heats of the same name are parted or joined.

    Raises
    ------
    InputError
        if two tables contradict each other on the same race
    """
    end = max((p.laps for _, each in results for p in each.passings), default=0.0)
    entered: dict[str, None] = {}
    results = without_entries(results, end, entered)
    heats: _Heats = {}
    for found in results:
        heats.setdefault(found[1].heat, {}).setdefault(table_of(found), []).append(found[1])
    said = said_of(results)
    titled = rounds_of(said)
    rounds = _rounds(heats, titled, end)
    made: dict[tuple[object, ...], Found] = {}  # by the place of the first that tells of it
    faults: list[Fault] = []
    joined: dict[Table, None] = {}
    differing: list[str] = []
    parted = _Parted()
    for heat, tables in heats.items():
        races = _races(heat, tables, rounds, end)
        faults += _statuses_alone(races, said, end)
        parted.add(heat, races)
        of_file = Counter(race.file for race in races)
        for race in races:
            several = of_file[race.file] > 1
            called = f"{race.results[0][1].table} {heat}".strip() if several else heat
            files = tuple(race.files) if len(race.files) > 1 else ()
            for first, *others in _by_team(race.results):
                whole = first
                for other in others:
                    faults += contradictions(whole, other, end)
                    differing += taken(whole, other)
                    whole = both(whole, other)
                made[_place(first)] = whole[0], whole[1].but(heat=called, of_files=files)
            if len(race.tables) > 1:
                joined |= race.tables
    notes += parted.notes()
    told = [each for each in results if _place(each) in made]
    lists = Lists([made[_place(each)] for each in told], titled, end, joined, faults, entered)
    once = without_lists(lists, [not each.heat for _, each in told])
    if faults:
        raise InputError(faults)
    if entered:
        listed = few([repr(cut(each, LONGEST)) for each in entered])
        notes.append(f"read: times of entries, of earlier races, are left out: {listed}")
    if joined:
        notes.append(f"read: tables that tell of the same races are joined: {_named(joined)}")
    if differing:
        notes.append(f"read: where these differ: {few(differing)}")
    return once


def _named(tables: Iterable[Table]) -> str:
    """What tables are called, with their files where these are several."""
    several = len({file for file, *_ in tables}) > 1
    called: dict[str, None] = {}
    for file, _, title in tables:
        name = repr(cut(title, LONGEST)) if title else "without a title"
        called[f"{name} of {file}" if several else name] = None
    return few([*called])


def _place(found: Found) -> tuple[object, ...]:
    """Where a result stands, and whose it is."""
    _, each = found
    return *table_of(found), each.key, each.heat, each.team


@dataclass(slots=True)
class _Parted:
    """Heats of one name that are several races, and in which files these are, if in several."""

    heats: list[str] = field(default_factory=list)
    files: dict[str, None] = field(default_factory=dict)
    of_files: list[str] = field(default_factory=list)

    def add(self, heat: str, races: Sequence[_ToldRace]) -> None:
        """Take the races of a heat."""
        files = dict.fromkeys(race.file for race in races)
        if heat and len(races) > len(files):
            self.heats.append(heat)
        teams = [team for race in races for team in race.known]
        if len(files) > 1 and (heat or len({*teams}) < len(teams)):
            alone = races[0].results[0][1].is_alone or not heat
            name = races[0].results[0][1].team if alone else heat
            self.of_files.append(f"{'' if alone else 'heat '}{cut(name, LONGEST)!r}")
            self.files |= files

    def notes(self) -> Iterator[str]:
        """Lines on them."""
        if self.heats:
            said = few([repr(cut(heat, LONGEST)) for heat in self.heats])
            yield f"read: in tables of different titles, and a race of each: heat {said}"
        if self.of_files:
            files, heats = few([*self.files]), few(self.of_files)
            yield f"read: in several files ({files}), and a race of each: {heats}"


def _statuses_alone(
    races: Sequence[_ToldRace], said: Mapping[Table, TableSays], end: float
) -> Iterator[Fault]:
    """A fault of each status in a heat without a time, of a team that counts in it elsewhere.

    A heat of another file that says that it is of another round is another one.
    """
    for race in races if len(races) > 1 else ():
        if any(counts(each) or each.passings for _, each in race.results):
            continue
        for other in races:
            if not race.files.keys().isdisjoint(other.files) or any(
                said[one].is_apart(said[two]) for one in race.tables for two in other.tables
            ):
                continue
            times = {team_of(each): (file, each) for file, each in other.results if counts(each)}
            for row in race.results:
                if row[1].status not in ("", NO_TIME) and team_of(row[1]) in times:
                    yield from contradictions(times[team_of(row[1])], row, end)


def _races(
    heat: str, tables: dict[Table, list[TeamResult]], rounds: Mapping[Table, Round], end: float
) -> list[_ToldRace]:
    """The races that tables have of heats of one name."""
    races: list[_ToldRace] = []
    of_round: dict[Round, list[_ToldRace]] = {}
    for table, found in tables.items():
        known = of_round.get(rounds[table], [])
        known = sorted(known[:MOST], key=lambda each: table[0] not in each.files)  # its own first
        race = next((each for each in known if each.takes(heat, table, found)), None)
        if race is None and len(races) < MOST:
            race = next((each for each in races if _told_in(each, table, found, end)), None)
        if race is None:
            race = _ToldRace(rounds[table])
            races.append(race)
            of_round.setdefault(race.round, []).append(race)
        race.add(table, found)
    return races


def _rounds(heats: _Heats, titled: Mapping[Table, Round], end: float) -> dict[Table, Round]:
    """The round of each table.

    A table that tells the races of another again is of its round. Words that nobody knows are of no
    round where no heat of the tables that differ by them alone could be two races: it has two teams
    at most, and nothing of them contradicts.
    """
    found = {**titled}
    for table, first in _told_again(heats, end).items():
        found[table] = found[first]
    # The first file, and what the titles say of a race.
    two_races: set[tuple[str, frozenset[str]]] = set()
    for tables in heats.values():
        alike: dict[tuple[str, frozenset[str]], list[TeamResult]] = {}
        left: dict[tuple[str, frozenset[str]], set[frozenset[str]]] = {}
        for table, results in tables.items():
            file, marks, words = found[table]
            alike.setdefault((file, marks), []).extend(results)
            left.setdefault((file, marks), set()).add(words)
        two_races |= {
            at for at, results in alike.items() if len(left[at]) > 1 and not _one_race(results, end)
        }
    return {
        table: (file, marks, words if (file, marks) in two_races else frozenset())
        for table, (file, marks, words) in found.items()
    }


def _told_again(heats: _Heats, end: float) -> dict[Table, Table]:
    """The first table whose races another tells again, by the other.

    Of all heats that both have one names no other teams than the other; no time differs, and one at
    least is the same.
    """
    same: dict[tuple[Table, Table], bool] = {}
    for tables in heats.values():
        some = [*tables.items()][:MOST]
        for i, (table, results) in enumerate(some):
            known = {team_of(each): each for each in results}
            for first, others in some[:i]:
                pairs = [(each, known[team_of(each)]) for each in others if team_of(each) in known]
                timed = [(one, two) for one, two in pairs if not (one.status or two.status)]
                at = first, table
                if len(pairs) < min(len(others), len(results)) or any(
                    apart(one, two, end) for one, two in timed
                ):
                    same[at] = False
                elif any(same_time(one, two, end) for one, two in timed):
                    same.setdefault(at, True)
    found: dict[Table, Table] = {}
    for (first, table), again in same.items():
        if again:
            found.setdefault(table, found.get(first, first))
    return found


def _one_race(results: Sequence[TeamResult], end: float) -> bool:
    """Whether what several tables say can be of one race."""
    known: dict[str, TeamResult] = {}
    for each in results:
        first = known.setdefault(team_of(each), each)
        if len(known) > _OPPONENTS or apart(first, each, end):
            return False
    return True


def _told_in(race: _ToldRace, table: Table, found: Sequence[TeamResult], end: float) -> bool:
    """Whether a race has all these teams with their times; one alone may have the same by chance.

    That is in two files, which may be of many days.
    """
    return (len(found) > 1 or table[0] in race.files) and all(
        (one := race.known.get(team_of(each))) is not None and same_time(one, each, end)
        for each in found
    )


def _by_team(results: Sequence[Found]) -> Iterable[list[Found]]:
    """What the tables of a race say of each team; what one says twice is not joined."""
    times: Counter[tuple[str, Table]] = Counter()
    found: dict[tuple[str, int], list[Found]] = {}
    for each in results:
        at = team_of(each[1]), table_of(each)
        times[at] += 1
        found.setdefault((at[0], times[at]), []).append(each)
    return found.values()
