"""Lists that do not say who met whom, of teams whose races other tables tell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pursuit_sim.errors import Fault
from pursuit_sim.importers.importer import Found, Table
from pursuit_sim.importers.one_event.same_race import (
    MOST,
    apart,
    both,
    contradictions,
    round_of,
    same_time,
    team_of,
    time_of,
)
from pursuit_sim.importers.words.heads import plain
from pursuit_sim.importers.words.unfinished import NO_TIME

_ENTRIES = re.compile(
    r"\b(?:entry|entries|start ?list|startlijst|meldeliste|inschrijvingen|pameldte|engages)"
)


@dataclass(frozen=True, slots=True)
class Lists:
    """Results among which some tell again what others do.

    Attributes
    ----------
    results : each race once
    ends : laps of the last passing of each file
    joined : gets the titles of tables that are joined
    faults : gets what contradicts
    entered : gets the titles of lists of entries whose times are of earlier races
    """

    results: list[Found]
    ends: dict[str, float]
    joined: dict[str, None]
    faults: list[Fault]
    entered: dict[str, None]

    def of(self, i: int, among: Iterable[int]) -> tuple[int, bool] | None:
        """The result that one tells again: of the same time, which is said too, or round."""
        file, each = self.results[i]
        races = [at for at in among if self.results[at][1].of_table != each.of_table]
        for at in races:
            if same_time(self.results[at][1], each, self.ends[file]):
                return at, True
        of_round = round_of(each.table)
        same = (at for at in races if round_of(self.results[at][1].table) == of_round)
        return next(((at, False) for at in same), None)

    def is_entry(self, i: int, told_in: tuple[int, bool] | None, among: Sequence[int]) -> bool:
        """Whether a time in a list of entries is none of the races of its team."""
        each = self.results[i][1]
        if each.time_s is None or not among or not _ENTRIES.search(plain(each.table)):
            return False
        return told_in is None or not (told_in[1] or not self.apart(i, told_in[0]))

    def told_again(self, races: dict[int, list[int]]) -> set[tuple[str, Table, Table]]:
        """The file, list and table of each table whose times a list has, and no others.

        Parameters
        ----------
        races : of each result of a list, those of its team
        """
        same: dict[tuple[str, Table, Table], bool] = {}
        for i, among in races.items():
            file, each = self.results[i]
            times: dict[Table, bool] = {}
            for at in among:
                race = self.results[at][1]
                if None not in (time_of(each, self.ends[file]), time_of(race, self.ends[file])):
                    is_same = same_time(race, each, self.ends[file])
                    times[race.of_table] = times.get(race.of_table, False) or is_same
            for table, is_same in times.items():
                at_table = file, each.of_table, table
                same[at_table] = same.get(at_table, True) and is_same
        return {at_table for at_table, is_same in same.items() if is_same}

    def without_a_time(
        self, i: int, among: Iterable[int], again: set[tuple[str, Table, Table]]
    ) -> int | None:
        """The race of which a status tells, or with which it contradicts: of a table told again."""
        file, each = self.results[i]
        if not each.status or each.status == NO_TIME:
            return None
        others = [at for at in among if self.results[at][1].of_table != each.of_table]
        known = [at for at in others if self.results[at][1].status == each.status]
        told = [at for at in others if (file, each.of_table, self.results[at][1].of_table) in again]
        agreeing = [at for at in told if not self.apart(i, at)]
        return next(iter([*known, *agreeing, *reversed(told)]), None)

    def apart(self, i: int, at: int) -> bool:
        """Whether two results contradict each other."""
        file, each = self.results[i]
        return bool(apart(self.results[at][1], each, self.ends[file]))

    def join(self, found: dict[int, Found], i: int, at: int) -> None:
        """Add one to what another tells."""
        file, each = found.pop(i)
        whole = found[at][1]
        self.faults.extend(contradictions(file, whole, each, self.ends[file]))
        found[at] = file, both(whole, replace(each, heat=whole.heat))
        self.joined.update(dict.fromkeys([whole.table, each.table]))


def without_lists(lists: Lists, unsaid: Sequence[bool]) -> list[Found]:
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
        elif not each.is_alone:
            met.setdefault((file, team_of(each)), []).append(i)
    for (file, _), pair in pairs.items():
        told = [lists.of(i, met.get((file, team_of(found[i][1])), [])[:MOST]) for i in pair]
        known = [(i, *each) for i, each in zip(pair, told, strict=True) if each is not None]
        # Two who met again have other times; of one race at least one is right.
        again = any(same for _, _, same in known)
        if len(known) == len(pair) and (again or not any(lists.apart(i, at) for i, at, _ in known)):
            for i, at, _ in known:
                lists.join(found, i, at)
    for i in [i for i in found if unsaid[i]]:
        met.setdefault((found[i][0], team_of(found[i][1])), []).append(i)
    lone = [i for i, (_, each) in found.items() if not unsaid[i] and each.is_alone]
    races = {
        i: sorted(met.get((found[i][0], team_of(found[i][1])), []))[:MOST] for i in lone
    }  # fmt: skip
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
