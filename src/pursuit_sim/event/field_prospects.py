"""Which places in an Olympic field each nation may have, over all that is not known.

Points that nobody published, ties, level times and times that nobody knows leave open who is
among the six by points, and in what order the others stand by time. What a nation is in every
way in which that may turn out, it is for certain.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from pursuit_sim.event.field_ways import FieldWays
from pursuit_sim.event.season_points import Season, ahead
from pursuit_sim.units import level

Outcome = Literal["points", "time", "host", "reserve", "out"]

BY_POINTS, BY_TIME, RESERVES = 6, 2, 4
_LAST_RESERVE = BY_TIME + RESERVES - 1  # by time, from 0


@dataclass(frozen=True, slots=True)
class Prospect:
    """What may become of a nation.

    Attributes
    ----------
    outcomes : all that may
    ranks : first and last place by time that it may have among those not in by points, from 0;
        None where it has none
    gives_way : whether its place by time may go to the host
    open_points : whether points, or a tie in them, leave open if it is among the six
    """

    outcomes: frozenset[Outcome]
    ranks: tuple[int, int] | None
    gives_way: bool
    open_points: bool

    @property
    def is_in(self) -> bool:
        """Whether it is in the field for certain."""
        return not self.outcomes & {"reserve", "out"}

    @property
    def may_be_in(self) -> bool:
        """Whether it may be in the field."""
        return bool(self.outcomes & {"points", "time", "host"})


def certainly_faster(one: Season, other: Season) -> bool:
    """Whether one nation's best time is better than another's, whatever nobody knows."""
    if one.best is None or other.unknown:
        return False
    return other.best is None or _before(one, other)


def maybe_faster(one: Season, other: Season) -> bool:
    """Whether one nation may be before another by time; level ones may."""
    if one.unknown:
        return True
    return one.best is not None and not _before(other, one)


def prospects(nations: Sequence[Season], host: str | None) -> list[Prospect]:
    """Of every nation, in the same order.

    Parameters
    ----------
    nations : all that skated
    host : code of the nation that holds the Games; None if that does not matter
    """
    ways = _ways(nations)
    host_is = next((i for i, each in enumerate(nations) if each.code == host), None)
    return [_prospect(i, host_is, nations, ways) for i in range(len(nations))]


def _before(one: Season, other: Season) -> bool:
    if one.best is None or other.best is None:
        return one.best is not None
    times = one.best.time_s, other.best.time_s
    return times[0] < times[1] and not level(*times)


def _ways(nations: Sequence[Season]) -> FieldWays:
    """What is certain of who is in by points, and of who is faster."""
    leads, faster, perhaps = (
        np.array([[i is not j and test(i, j) for j in nations] for i in nations], bool)
        for test in (ahead, certainly_faster, maybe_faster)
    )
    timed = np.array([each.timed for each in nations])
    sure = len(nations) - 1 - leads.sum(axis=1) < BY_POINTS
    some = np.array([each.most > 0 for each in nations])
    torn = ~sure & (leads.sum(axis=0) < BY_POINTS) & some
    places = min(BY_POINTS - int(sure.sum()), int(torn.sum()))
    return FieldWays(leads, faster, perhaps, timed, sure, torn, places)


def _prospect(own: int, host: int | None, nations: Sequence[Season], ways: FieldWays) -> Prospect:
    """Of one nation."""
    outcomes: set[Outcome] = set()
    ranks: set[int] = set()
    gives_way = False
    for case in ways.cases(own, own if host is None else host):
        if case.in_:
            outcomes.add("points")
            continue
        if not nations[own].timed:
            outcomes.add("out")
            continue
        if nations[own].best is None:
            outcomes.add("out")  # it may have no time that counts
        for rank in range(case.least, case.most + 1):
            ranks.add(rank)
            if rank > _LAST_RESERVE:
                outcomes.add("out")
            elif own == host:
                outcomes.add("time" if rank < BY_TIME else "host")
            elif rank >= BY_TIME:
                outcomes.add("reserve")
            elif rank < BY_TIME - 1 or host is None or case.other_in or not nations[host].timed:
                outcomes.add("time")
            else:
                order = bool(ways.faster[own, host]), bool(ways.faster[host, own])
                hosts = _host_ranks(rank, (case.other_least, case.other_most), order)
                taken = {BY_TIME <= each <= _LAST_RESERVE for each in hosts}
                if nations[host].best is None:
                    taken.add(False)
                gives_way |= True in taken
                outcomes |= {"reserve" if each else "time" for each in taken}
    span = (min(ranks), max(ranks)) if ranks else None
    return Prospect(frozenset(outcomes), span, gives_way, bool(ways.torn[own]))


def _host_ranks(rank: int, span: tuple[int, int], order: tuple[bool, bool]) -> list[int]:
    """Places by time that the host may have where another nation has this one.

    Parameters
    ----------
    rank : of the other nation, from 0
    span : the first and the last place that the host may have
    order : whether the other one is faster than the host for certain, and the host than it
    """
    behind, before = order
    return [
        each
        for each in range(span[0], span[1] + 1)
        if each != rank and not (behind and each < rank) and not (before and each > rank)
    ]
