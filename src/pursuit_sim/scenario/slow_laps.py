"""Measured stretches of a race in which something may have happened that nobody wrote down."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from pursuit_sim.scenario.fields import number
from pursuit_sim.scenario.race import Entry, Race
from pursuit_sim.scenario.time_source import ASSUMED, known_passings, told_gap_source

# What may be lost without anybody telling: of a lap at the pace of the rest, and of the stretch
# itself. What lies between laps as fast as ever is no fading, what comes last may be. At half of
# it the bundled races and Heerenveen 2020, whichever of their passings are known, would be told of
# for their last laps, and for nothing else.
_BETWEEN, _START, _END = (0.12, 0.05), (0.15, 0.1), (0.25, 0.15)
_SHORTEST = 0.9  # half-laps; within less, a pace is also that of a curve, or of a timing loop
_LONGEST = 8.0  # half-laps of a stretch that is put together of shorter ones
_SLOW = 1.1  # of the pace of the rest; each part of a stretch that is put together takes more


class SlowStretch(NamedTuple):
    """Where a team took clearly longer than the rest of its race makes likely.

    Attributes
    ----------
    begin, end : half-laps skated
    took_s : what it took [s]
    more_s : how much more that is than at the pace of the rest [s]
    """

    begin: float
    end: float
    took_s: float
    more_s: float

    @property
    def words(self) -> str:
        """Such as "Lap 4", "Laps 3 and 4" or "The lap from 2.5 to 3.5"."""
        begin, end = self.begin / 2, self.end / 2
        if begin == int(begin) and end == int(end):
            first, last = int(begin) + 1, int(end)
            if first == last:
                return f"Lap {last}"
            return f"Laps {first} {'and' if last == first + 1 else 'to'} {last}"
        what = {0.5: "half-lap", 1.0: "lap"}.get(end - begin, "stretch")
        if begin == 0 and what == "half-lap":
            return "The first half-lap"
        laps = "" if what == "lap" else " laps"
        return f"The {what} from {number(round(begin, 2))} to {number(round(end, 2))}{laps}"


def slow_stretches(race: Race, entry: Entry) -> list[SlowStretch]:
    """Stretches between known passings that are clearly slow, the slowest first; none overlap.

    Each is held to the fastest there is before and after it, the slower of both, so that a team
    that fades is no surprise; the first without what the start costs.

    Parameters
    ----------
    race, entry : whose known times are looked at
    """
    at = _thinned(sorted(_known(race, entry).items()))
    loss = entry.pacing.start_loss_s
    found = [
        slow
        for i in range(len(at) - 1)
        for j in range(i + 1, len(at))
        if (j == i + 1 or at[j][0] - at[i][0] <= _LONGEST)
        and (slow := _slow(at, i, j, loss)) is not None
    ]
    found.sort(key=lambda each: each.more_s, reverse=True)
    apart: list[SlowStretch] = []
    for each in found:
        if all(each.end <= other.begin or each.begin >= other.end for other in apart):
            apart.append(each)
    return apart


def _known(race: Race, entry: Entry) -> dict[float, float]:
    """Known times [s] by half-laps: passings, and gaps to passings of the other team."""
    known = {float(at): time for at, time in known_passings(race, entry).items()}
    known |= {each.half_lap: each.time_s for each in entry.timed}
    for other in race.entries:
        # A gap is the first team's time less the second's.
        sign = 1 if other is race.entries[-1] else -1
        passings = {each.half_lap: each.time_s for each in other.timed if other is not entry}
        for gap in race.gaps:
            told = gap.low_s == gap.high_s and told_gap_source(race, gap) != ASSUMED
            if told and gap.half_lap in passings:
                known.setdefault(gap.half_lap, passings[gap.half_lap] + sign * gap.low_s)
    return known


def _thinned(at: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Known times that are about half a lap apart or more; the first and the last are kept."""
    kept = [*at[:1]]
    for each in at[1:]:
        if each[0] - kept[-1][0] >= _SHORTEST:
            kept.append(each)
    if len(kept) > 1:
        kept[-1] = at[-1]
    return kept


def _slow(
    at: Sequence[tuple[float, float]], i: int, j: int, start_loss_s: float
) -> SlowStretch | None:
    """The stretch from one known time to another, if it is clearly slow."""
    # What a start costs is no better known than a second: its stretch counts if there is no other.
    before, after = _fastest(at[1 : i + 1]), _fastest(at[j:])
    of_lap, share = _START if i == 0 else _BETWEEN if after else _END
    likely = max(before, after) or (_fastest(at[:2], start_loss_s) if i else 0.0)
    if not likely:
        return None
    (begin, from_s), (end, to_s) = at[i], at[j]
    took = to_s - from_s
    more = took - (0.0 if i else start_loss_s) - likely * (end - begin)
    parts = pairwise(at[i : j + 1]) if i else pairwise([(begin, start_loss_s), *at[1 : j + 1]])
    slow = min((b[1] - a[1]) / (b[0] - a[0]) for a, b in parts) > _SLOW * likely or j == i + 1
    if not slow or more <= likely * max(2 * of_lap, share * (end - begin)):
        return None
    return SlowStretch(begin, end, took, more)


def _fastest(at: Sequence[tuple[float, float]], start_loss_s: float = 0.0) -> float:
    """The least time for a half-lap between neighbours [s]; 0 where there are none."""
    return min(((b[1] - a[1] - start_loss_s) / (b[0] - a[0]) for a, b in pairwise(at)), default=0.0)
