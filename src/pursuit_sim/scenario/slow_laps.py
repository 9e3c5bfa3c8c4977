"""Stretches of a race in which something may have happened that nobody wrote down.

They are measured, or, where only gaps to the other team say so, supposed.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from pursuit_sim.scenario.fields import number
from pursuit_sim.scenario.race import Entry, Race
from pursuit_sim.scenario.time_source import ASSUMED, MADE_UP, known_passings, told_gap_source
from pursuit_sim.scenario.whole_race import met_gaps, whole_race

# What may be lost without anybody telling: of a lap at the pace of the rest, and of the stretch
# itself. What lies between laps as fast as ever is no fading, what comes last may be. At half of
# it the bundled races and Heerenveen 2020, whichever of their passings are known, would be told of
# for their last laps, and for nothing else.
_BETWEEN, _START, _END = (0.12, 0.05), (0.15, 0.1), (0.25, 0.15)
_SHORTEST = 0.9  # half-laps; within less, a pace is also that of a curve, or of a timing loop
_LONGEST = 8.0  # half-laps of a stretch that is put together of shorter ones
_SLOW = 1.1  # of the pace of the rest; each part of a stretch that is put together takes more
# Of the pace, within a lap: by so much it is slow at once, at the end by more. Who fades, or begins
# cautiously, takes smaller steps, and goes on growing slower as it did.
_JUMP, _JUMP_AT_END = 0.12, 0.18
_DIGITS = 3  # of a time in JSON: a millisecond
_UNMEASURED = "nobody measured that"
_MADE_UP = "gaps that nobody measured"


class SlowStretch(NamedTuple):
    """Where a team took clearly longer than the rest of its race makes likely.

    Attributes
    ----------
    begin, end : half-laps skated
    took_s : what it took [s]
    more_s : how much more that is than at the pace of the rest [s]
    supposed : whether only gaps say so, so that nobody measured it
    made_up : whether nobody measured these gaps either
    """

    begin: float
    end: float
    took_s: float
    more_s: float
    supposed: bool = False
    made_up: bool = False

    @property
    def words(self) -> str:
        """Such as "lap 4", "laps 3 and 4" or "the lap from 2.5 to 3.5"."""
        begin, end = self.begin / 2, self.end / 2
        if begin == int(begin) and end == int(end):
            first, last = int(begin) + 1, int(end)
            if first == last:
                return f"lap {last}"
            return f"laps {first} {'and' if last == first + 1 else 'to'} {last}"
        what = {0.5: "half-lap", 1.0: "lap"}.get(end - begin, "stretch")
        if begin == 0 and what == "half-lap":
            return "the first half-lap"
        laps = "" if what == "lap" else " laps"
        return f"the {what} from {number(round(begin, 2))} to {number(round(end, 2))}{laps}"

    def lost(self, code: str) -> str:
        """What is said of a supposed one wherever its race is told.

        Parameters
        ----------
        code : of the team
        """
        begin, end = (number(round(at / 2, 2)) for at in (self.begin, self.end))
        whole = self.end - self.begin == 2 and self.begin % 2 == 0
        where = f"in {self.words}" if whole else f"between {begin} and {end} laps"
        lost = f"say that {code} lost about {self.more_s:.1f} s {where}"
        return f"{_MADE_UP} {lost}" if self.made_up else f"the gaps {lost}; {_UNMEASURED}"

    def to_dict(self) -> dict[str, float | bool]:
        """As plain data, in the shape of the documented JSON."""
        return {
            "from_laps": self.begin / 2,
            "to_laps": self.end / 2,
            "took_s": round(self.took_s, _DIGITS),
            "more_s": round(self.more_s, _DIGITS),
            "supposed": self.supposed,
        }


def unexplained(race: Race, uneven_s: float) -> str:
    """What is said where gaps ask for another pace than anybody's, and do not say why.

    Parameters
    ----------
    race : with gaps
    uneven_s : by how much they change a half-lap [s]
    """
    made_up = [told_gap_source(race, each) in MADE_UP for each in met_gaps(race)]
    some = "the gaps, of which nobody measured some," if any(made_up) else "the gaps"
    gaps = _MADE_UP if all(made_up) else some
    return (
        f"{gaps} ask for half-laps up to {uneven_s:.1f} s off an even race and do not tell why; "
        "laps that nobody measured may be far off"
    )


def doubted(
    race: Race, entry: Entry, supposed: Sequence[SlowStretch] = ()
) -> tuple[SlowStretch, ...]:
    """All of a race that its team may not skate again; what gaps say is told where they say it.

    Parameters
    ----------
    race, entry : as of `slow_stretches`
    supposed : by gaps
    """
    measured = [
        each
        for each in slow_stretches(race, entry)
        if all(each.end <= other.begin or each.begin >= other.end for other in supposed)
    ]
    return tuple(sorted([*measured, *supposed], key=lambda each: -each.more_s))


def slow_stretches(race: Race, entry: Entry) -> list[SlowStretch]:
    """Stretches between known passings that are clearly slow, the slowest first; none overlap.

    Each is held to the fastest there is before and after it, the slower of both, the first
    without what the start costs; and it begins or ends at once, which who fades does not.

    Parameters
    ----------
    race, entry : whose known times are looked at
    """
    at = _thinned(sorted(known_times(race, entry).items()))
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


def known_times(race: Race, entry: Entry) -> dict[float, float]:
    """Known times [s] by half-laps: passings, and gaps to passings of the other team."""
    known = {float(at): time for at, time in known_passings(race, entry).items()}
    known |= {each.half_lap: each.time_s for each in entry.timed}
    whole = whole_race(race).race
    for other in whole.entries:
        # A gap is the first team's time less the second's.
        sign = 1 if other is whole.entries[-1] else -1
        own = other.side == entry.side
        passings = {} if own else {each.half_lap: each.time_s for each in other.timed}
        for gap in whole.gaps:
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
    flying = [(0.0, start_loss_s), *at[1:]]
    parts = [(b[0] - a[0], (b[1] - a[1]) / (b[0] - a[0])) for a, b in pairwise(flying)]
    slow = min(pace for _, pace in parts[i:j]) > _SLOW * likely or j == i + 1
    if not slow or more <= likely * max(2 * of_lap, share * (end - begin)):
        return None
    into, out_of = parts[: i + 1][::-1], parts[j - 1 :]
    least = (_JUMP if after else _JUMP_AT_END) * likely
    jumps = _jump(into) > least or _jump(out_of) > least
    return SlowStretch(begin, end, took, more) if jumps else None


def _jump(parts: Sequence[tuple[float, float]]) -> float:
    """By how much a part is slow at once, beside those next to it and what these grow to.

    In time for a half-lap of what is up to a lap; what is longer is not slow all the time.

    Parameters
    ----------
    parts : half-laps and pace of it and of those next to it, going away from it
    """
    if len(parts) < 2:
        return 0.0
    (length, pace), (near, beside), *further = parts
    growing = 0.0
    if further:
        far, before = further[0]
        growing = max(0.0, (beside - before) / (near + far)) * (length + near)
    return (pace - beside - growing) * max(length / 2, 1.0)


def _fastest(at: Sequence[tuple[float, float]], start_loss_s: float = 0.0) -> float:
    """The least time for a half-lap between neighbours [s]; 0 where there are none."""
    return min(((b[1] - a[1] - start_loss_s) / (b[0] - a[0]) for a, b in pairwise(at)), default=0.0)
