"""Known gaps between the two teams of a race, and whether they can be true together."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pursuit_sim.scenario.advice import hint
from pursuit_sim.scenario.check import missing
from pursuit_sim.scenario.dotted_keys import Path
from pursuit_sim.scenario.faults import Faults
from pursuit_sim.scenario.fields import number, shown
from pursuit_sim.scenario.file_tables import GapTable
from pursuit_sim.scenario.known_splits import on_line
from pursuit_sim.scenario.race import STAYED_AWAY, Entry, Gap, Listed, Split
from pursuit_sim.units import HUNDREDTH

AGREEMENT_S = 2 * HUNDREDTH  # two published times and their gap, each cut or rounded to 0.01 s
_NOISE_DIGITS = 6  # of a difference of times


class _Claim(NamedTuple):
    """Bounds of a gap [s], as in `Gap`, how to tell them, and whether nobody published them."""

    low_s: float
    high_s: float
    words: str
    assumed: bool = False

    def contradicts(self, other: _Claim) -> bool:
        """Whether no gap is within both."""
        return self.low_s > other.high_s + AGREEMENT_S or other.low_s > self.high_s + AGREEMENT_S


def known_gaps(
    tables: Sequence[GapTable],
    codes: Sequence[str],
    teams: Sequence[Entry | Listed],
    race_laps: int | None,
    path: Path,
    faults: Faults,
) -> tuple[Gap, ...]:
    """The gaps before the finish by distance, one at each; of faulty ones none.

    Where one of the two is not replayed they are as much facts of the race; where one is faulty, or
    did not skate, they are checked, and nothing follows from them.

    Parameters
    ----------
    tables : as written
    codes : of the teams in the race, finish side first
    teams : of those whose tables are right, finish side first
    race_laps : length of the race [laps]; None where it is not known
    path : of the gaps, for faults
    faults : takes the faults
    """
    told: dict[float, list[_Claim]] = {}
    for i, table in enumerate(tables):
        here = (*path, i)
        missing(table, here, faults)
        if table.laps is None or table.ahead is None or race_laps is None or len(codes) < 2:
            continue
        claim = _claim(table, codes, teams, race_laps, here, faults)
        if claim is None:
            continue
        half_lap = on_line(2 * table.laps)
        before = told.setdefault(half_lap, [*_by_passings(teams, half_lap, race_laps)])
        for other in before:
            if claim.contradicts(other):
                problem = f"{claim.words} after {number(table.laps)} laps contradicts {other.words}"
                faults.add(here, problem, "correct one of them, or leave it out")
                break
        before.append(claim)
    there = [each for each in teams if isinstance(each, Entry) or each.status not in STAYED_AWAY]
    return tuple(
        _both(half_lap, claims)
        for half_lap, claims in sorted(told.items())
        if half_lap < 2 * (race_laps or 0) and len(there) == len(codes)
    )


def _both(half_lap: float, claims: Sequence[_Claim]) -> Gap:
    """All that is claimed at a distance; of two that nearly agree the first."""
    low, high, assumed = -math.inf, math.inf, False
    for each in claims:
        within = max(low, each.low_s), min(high, each.high_s)
        if within[0] <= within[1] and within != (low, high):
            (low, high), assumed = within, assumed or each.assumed
    return Gap(half_lap, low, high, assumed)


def _claim(
    table: GapTable, codes: Sequence[str], teams: Sequence[Entry | Listed], race_laps: int,
    here: Path, faults: Faults,
) -> _Claim | None:  # fmt: skip
    laps, ahead = table.laps or 0.0, table.ahead or ""
    least, most = table.at_least, table.at_most
    fell = [each.fall.laps for each in teams if isinstance(each, Entry) and each.fall is not None]
    problem = None
    if ahead not in codes:
        meant = "" if faults.full else hint(ahead, codes)
        write = f"write {' or '.join(codes)}"
        problem = ("ahead", f"{shown(ahead)} does not skate here", meant or write)
    elif laps > race_laps:
        problem = ("laps", f"found {number(laps)}", f"the race has {race_laps} laps")
    elif fell and min(fell) <= laps < race_laps:
        problem = (
            "laps",
            f"found {number(laps)}, after the fall at {number(min(fell))} laps",
            "give only gaps before it: after it, only the finish is told",
        )
    elif table.by is not None and (least, most) != (None, None):
        problem = ("by", "stands beside bounds", "give either by, or at_least and at_most")
    elif least is not None and most is not None and least > most:
        problem = ("at_least", "is more than at_most", "exchange them, or give the gap as by")
    if problem is not None:
        faults.add((*here, problem[0]), *problem[1:])
        return None
    if table.by is not None:
        least = most = table.by
        words = f"{ahead} ahead by {table.by:.2f} s"
    else:
        bounds = [f"at least {least:.2f} s"] if least is not None else []
        bounds += [f"at most {most:.2f} s"] if most is not None else []
        words = f"{ahead} ahead{' by ' if bounds else ''}{' and '.join(bounds)}"
    if least is None:
        # Who was seen ahead was so by what can be seen, a hundredth.
        least = HUNDREDTH if most is None else min(HUNDREDTH, most)
    if most is None:
        most = math.inf
    low, high = (-most, -least) if ahead == codes[0] else (least, most)
    return _Claim(low, high, words, bool(table.assumed))


def _by_passings(
    teams: Sequence[Entry | Listed], half_lap: float, race_laps: int
) -> Iterator[_Claim]:
    """The gap that follows where the passings of both are known, of the finish too."""
    times = []
    for each in teams:
        run = each.run if isinstance(each, Listed) else each
        known = [*(run.splits if run else ())]
        if each.official_time_s is not None:
            known.append(Split(2 * race_laps, each.official_time_s))
        times += [split.time_s for split in known if split.half_lap == half_lap]
    if len(times) == len(teams) > 1:
        gap = round(times[0] - times[1], _NOISE_DIGITS)
        ahead = teams[gap > 0].team.code
        told = f"{ahead} ahead by {abs(gap):.2f} s"
        yield _Claim(gap, gap, f"the passings known of both, {told}")
