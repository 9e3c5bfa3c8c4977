"""Records set during an event, in the order in which they fell."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from pursuit_sim.scenario.scenario import owner
from pursuit_sim.units import HUNDREDTH, level, ticks


class Mark(NamedTuple):
    """Which record: its kind, and the team whose own it is; empty: everybody can break it."""

    kind: str
    owner: str = ""


class Performance(NamedTuple):
    """One team's time in one race, with the records it was published as.

    Where nobody measured the time it is `assumed`, and stands in no other's way. Records of the
    kinds that are `closed` to it are no matter of it: a track's, of a time on another track.
    """

    race: str
    team: str
    time_s: float
    published: tuple[str, ...] = ()
    assumed: bool = False
    closed: tuple[str, ...] = ()


class NewRecord(NamedTuple):
    """A record set, or equalled.

    Attributes
    ----------
    kind : "WR", "OR", "TR" …
    team, race, time_s : who, where, [s]
    previous_s : the time that stood [s]; None where that is not known
    owner : the team whose own record it is; empty: it was everybody's to break
    equalled : it is the time that stood, to the hundredth
    until : the day on which a better time followed, as far as the table of records knows;
        empty where it knows none
    lasted : the same in words
    supposed : whose time it is, which sets no record: "the model's" or "an assumed"; or "assumed",
        where the mark itself is; else empty
    """

    kind: str
    team: str
    race: str
    time_s: float
    previous_s: float | None
    owner: str = ""
    equalled: bool = False
    until: str = ""
    lasted: str = ""
    supposed: str = ""

    @property
    def mark(self) -> Mark:
        """Which record."""
        return Mark(self.kind, self.owner)


def new_records(
    standing: Mapping[Mark, float],
    races: Iterable[Iterable[Performance]],
    closed: Collection[str] = (),
    beaten: Mapping[Mark, float] = MappingProxyType({}),
) -> list[NewRecord]:
    """Records set or equalled, race by race; of two teams in a race the faster crosses first.

    In a dead heat both set what they beat.

    A record whose standing mark is unknown is reported where it was published, for the best
    time of the event so far, the owner's own where it has one; and for a time with which it is
    known to have been beaten, or a faster one, whoever skates that. What an
    assumed time would set is found too; those that are measured need not beat it.

    Parameters
    ----------
    standing : record times before the event [s]
    races : the races in order, each with its performances
    closed : kinds that cannot fall here, such as Olympic records outside the Games
    beaten : the slowest times [s] that are known to have been records at the event
    """
    current = {mark: ticks(time) for mark, time in standing.items()}
    enough = {mark: ticks(time) for mark, time in beaten.items()}
    assumed: dict[Mark, int] = {}  # that nobody measured, the best so far
    best: dict[Mark, int] = {}  # so far, of all and of each team, of those a kind is not closed to
    found = []
    in_order = [sorted(race, key=lambda performance: performance.time_s) for race in races]
    published = {kind for race in in_order for each in race for kind in each.published}
    for runs in (tied for race in in_order for tied in _tied(race)):
        # Of a dead heat neither is in the other's way.
        stands, stands_assumed, best_before = dict(current), dict(assumed), dict(best)
        for each in runs:
            time = ticks(each.time_s)
            standing_kinds, beaten_kinds = ([mark.kind for mark in of] for of in (stands, enough))
            for kind in dict.fromkeys([*standing_kinds, *each.published, *beaten_kinds]):
                mark = Mark(kind, owner(kind, each.team))
                if kind in closed or kind in each.closed:
                    continue
                supposed = each.assumed and kind not in each.published
                stood = [stands[mark]] if mark in stands else []
                stood += [stands_assumed[mark]] if supposed and mark in stands_assumed else []
                previous = min(stood, default=None)
                if previous is not None:
                    fallen = time <= previous
                else:
                    best_so_far = time < best_before.get(mark, time + 1)
                    fallen = (kind in each.published and best_so_far) or (
                        mark in enough and time <= enough[mark]
                    )
                if fallen:
                    found.append(
                        NewRecord(
                            kind,
                            each.team,
                            each.race,
                            each.time_s,
                            None if previous is None else round(previous * HUNDREDTH, 2),
                            mark.owner,
                            equalled=time == previous,
                        )
                    )
                    (assumed if supposed else current)[mark] = time
            if not each.assumed or each.published:
                for kind in published - {*each.closed}:
                    for mark in (Mark(kind), Mark(kind, each.team)):
                        best[mark] = min(time, best.get(mark, time))
    return found


def _tied(race: Sequence[Performance]) -> Iterator[list[Performance]]:
    """Performances of a race in their order, those of a dead heat together."""
    runs: list[Performance] = []
    for each in race:
        if runs and not level(runs[0].time_s, each.time_s):
            yield runs
            runs = []
        runs.append(each)
    if runs:
        yield runs
