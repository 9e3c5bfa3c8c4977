"""Lists that do not say who met whom, of teams whose races other tables tell."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pursuit_sim.errors import Fault
from pursuit_sim.importers.importer import Found, Table, files_of, race_of, table_of
from pursuit_sim.importers.one_event.entry_times import says_entries
from pursuit_sim.importers.one_event.same_race import (
    MOST,
    Round,
    apart,
    both,
    contradictions,
    same_time,
    team_of,
    time_of,
)
from pursuit_sim.importers.words.unfinished import NO_TIME


@dataclass(frozen=True, slots=True)
class Lists:
    """Results among which some tell again what others do.

    Attributes
    ----------
    results : each race once
    rounds : of each table, by its title
    end : laps of the last passing
    joined : gets the tables that are joined
    faults : gets what contradicts
    entered : gets the titles of lists of entries whose times are of earlier races
    again : lists that tell again what other tables do, in none of whose times they differ
    """

    results: list[Found]
    rounds: Mapping[Table, Round]
    end: float
    joined: dict[Table, None]
    faults: list[Fault]
    entered: dict[str, None]
    again: set[Table] = field(default_factory=set)

    def of(self, i: int, among: Iterable[int]) -> tuple[int, bool] | None:
        """The result that one tells again: of the same time, which is said too, or round."""
        own = table_of(self.results[i])
        races = [at for at in among if table_of(self.results[at]) != own]
        for at in races:
            if self.is_near(i, at) and self.same_time(i, at):
                return at, True
        same = (at for at in races if self.rounds[table_of(self.results[at])] == self.rounds[own])
        return next(((at, False) for at in same), None)

    def is_near(self, i: int, at: int) -> bool:
        """Whether one time of a list can be that of a race: in two files it may be so by chance."""
        own, race = table_of(self.results[i]), self.results[at]
        if own in self.again or own[0] in files_of(race):
            return True
        return self.rounds[table_of(race)] == self.rounds[own]

    def same_time(self, i: int, at: int) -> bool:
        """Whether two results have the same time."""
        return same_time(self.results[at][1], self.results[i][1], self.end)

    def find_again(self, races: Mapping[int, Sequence[int]]) -> None:
        """Add each list in which no time is another one than those that its team has elsewhere.

        Parameters
        ----------
        races : of each result of a list, those of its team
        """
        same: dict[Table, bool] = {}
        for i, among in races.items():
            own = table_of(self.results[i])
            times = [
                self.same_time(i, at) for at in among
                if table_of(self.results[at]) != own
                and None not in (self.time_s(i), self.time_s(at))
            ]  # fmt: skip
            if times:
                same[own] = same.get(own, True) and any(times)
        self.again.update(table for table, is_same in same.items() if is_same)

    def time_s(self, i: int) -> float | None:
        """The time of a result [s]."""
        return time_of(self.results[i][1], self.end)

    def is_entry(self, i: int, told_in: tuple[int, bool] | None, among: Sequence[int]) -> bool:
        """Whether a time in a list of entries is none of the races of its team."""
        each = self.results[i][1]
        if each.time_s is None or not among or not says_entries(each.table):
            return False
        return told_in is None or not (told_in[1] or not self.apart(i, told_in[0]))

    def told_again(self, races: dict[int, list[int]]) -> set[tuple[Table, Table]]:
        """The list and table of each table whose times a list has, and no others.

        Parameters
        ----------
        races : of each result of a list, those of its team
        """
        same: dict[tuple[Table, Table], bool] = {}
        for i, among in races.items():
            times: dict[Table, bool] = {}
            for at in among:
                if None not in (self.time_s(i), self.time_s(at)):
                    table = table_of(self.results[at])
                    times[table] = times.get(table, False) or self.same_time(i, at)
            for table, is_same in times.items():
                at_table = table_of(self.results[i]), table
                same[at_table] = same.get(at_table, True) and is_same
        return {at_table for at_table, is_same in same.items() if is_same}

    def without_a_time(
        self, i: int, among: Iterable[int], again: set[tuple[Table, Table]]
    ) -> int | None:
        """The race of which a status tells, or with which it contradicts: of a table told again."""
        each, own = self.results[i][1], table_of(self.results[i])
        if not each.status or each.status == NO_TIME:
            return None
        others = [at for at in among if table_of(self.results[at]) != own]
        known = [
            at for at in others
            if self.results[at][1].status == each.status and self.is_near(i, at)
        ]  # fmt: skip
        told = [at for at in others if (own, table_of(self.results[at])) in again]
        agreeing = [at for at in told if not self.apart(i, at)]
        return next(iter([*known, *agreeing, *reversed(told)]), None)

    def apart(self, i: int, at: int) -> bool:
        """Whether two results contradict each other."""
        return bool(apart(self.results[at][1], self.results[i][1], self.end))

    def join(self, found: dict[int, Found], i: int, at: int) -> None:
        """Add one to what another tells."""
        file, each = found.pop(i)
        race = found[at]
        self.faults.extend(contradictions(race, (file, each), self.end))
        files = dict.fromkeys([*files_of(race), *files_of((file, each))])
        place, whole = both(race, (file, replace(each, heat=race[1].heat)))
        found[at] = place, replace(whole, of_files=tuple(files) if len(files) > 1 else ())
        self.joined.update(dict.fromkeys([table_of(race), table_of((file, each))]))


def without_lists(lists: Lists, unsaid: Sequence[bool]) -> list[Found]:
    """The results without those of lists that do not say who met whom, told in a race too.

    Parameters
    ----------
    lists : the results
    unsaid : of which of them nothing says the heat: lists of one or two, who may have met
    """
    found = dict(enumerate(lists.results))
    teams = [team_of(each) for _, each in lists.results]
    met: dict[str, list[int]] = {}
    pairs: dict[tuple[str, str], list[int]] = {}
    for i, (_, each) in found.items():
        if unsaid[i]:
            pairs.setdefault(race_of(found[i]), []).append(i)
        elif not each.is_alone:
            met.setdefault(teams[i], []).append(i)
    lone = [i for i, (_, each) in found.items() if not unsaid[i] and each.is_alone]
    listed = {i: met.get(teams[i], [])[:MOST] for i in [*itertools.chain(*pairs.values()), *lone]}
    lists.find_again(listed)
    for pair in pairs.values():
        told = [lists.of(i, listed[i]) for i in pair]
        known = [(i, *each) for i, each in zip(pair, told, strict=True) if each is not None]
        # Two who met again have other times; of one race at least one is right.
        again = any(same for _, _, same in known)
        if len(known) == len(pair) and (again or not any(lists.apart(i, at) for i, at, _ in known)):
            for i, at, _ in known:
                lists.join(found, i, at)
    for i in [i for i in found if unsaid[i]]:
        met.setdefault(teams[i], []).append(i)
    races = {i: sorted(met.get(teams[i], []))[:MOST] for i in lone}
    lists.find_again(races)
    told_again = lists.told_again(races)
    entries: set[tuple[str, str]] = set()  # file and title
    for i in lone:
        told_in = lists.of(i, races[i])
        if lists.is_entry(i, told_in, races[i]):
            file, each = found.pop(i)
            lists.entered[each.table] = None
            entries.add((file, each.table))
            continue
        race = told_in[0] if told_in is not None else lists.without_a_time(i, races[i], told_again)
        if race is not None:
            lists.join(found, i, race)
    # Who is entered there and in no race did not skate: that time is of an earlier race, too.
    for i in lone:
        file, each = lists.results[i]
        if i in found and (file, each.table) in entries and not races[i]:
            lists.entered[f"{each.table}: {each.team}"] = None
            del found[i]
    return [*found.values()]
