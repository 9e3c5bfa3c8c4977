"""Who is ahead in a race of two teams, from when and at last by how much: one definition for all.

It is a matter of what is known. Between two lines nobody knows, so the lead changes where both
teams have passed a line, and nobody has it before the first gap; at the finish it changes with
the first to come through, or in the same time by what broke the tie. Gaps are told in hundredths:
who is level there, as told, leaves the lead as it was. After a fall nobody waits for the next
line: until both teams have passed one that whoever fell has skated to again, ahead is who is
ahead on the ice. The finish decides all that.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from pursuit_sim.arrays import Floats
from pursuit_sim.units import HUNDREDTH, level

_DIGITS = 2  # of a gap that is told [s]
# Two times cut to hundredths can differ by this much more or less than their published gap.
_ROUNDING_S = 1.5 * HUNDREDTH

Fall = tuple[int, float, float]  # the team's index, when it began, until when they lie still [s]
Stretch = tuple[float, float]  # from … to [s]


class LeadChange(NamedTuple):
    """From when a team is ahead.

    Attributes
    ----------
    time_s : from when it is known [s]
    team : index of the entry
    half_lap : half-laps after which it shows; 0 where it shows on the ice, after a fall
    """

    time_s: float
    team: int
    half_lap: int


def first_home(times_s: Sequence[float], tie_breaks: Sequence[int | None]) -> int | None:
    """Index of the team that was first, in the same time by what broke the tie; None: neither."""
    if len(times_s) != 2:
        return None
    keys: list[float] = [*times_s]
    if level(*times_s):
        keys = [math.inf if each is None else each for each in tie_breaks]
    return None if keys[0] == keys[1] else keys.index(min(keys))


def told_margin(margin_s: float, published_s: float | None) -> float:
    """By how much a race was won [s]: as published, where that rounds as the times do.

    Published gaps come from thousandths; other ones are to another race's best, or of no race
    with these times.
    """
    if published_s is None or abs(published_s - margin_s) > _ROUNDING_S:
        return margin_s
    return published_s


def fall_stretches(splits_s: Floats, falls: Sequence[Fall]) -> tuple[Stretch, ...]:
    """From a fall until both teams have passed a line to which whoever fell has skated again.

    Lines in between, over which they slid, do not tell how the race goes on.

    Parameters
    ----------
    splits_s : (team, half-lap) when both teams pass their lines [s]
    falls : every one of the race
    """
    found = []
    for team, start_s, up_s in falls:
        line = min(int((splits_s[team] <= up_s).sum()), splits_s.shape[1] - 1)
        found.append((start_s, float(splits_s[:, line].max())))
    return tuple(sorted(found))


def within(stretches: Sequence[Stretch], time_s: float) -> bool:
    """Whether a time is in any of some stretches."""
    return any(start <= time_s < end for start, end in stretches)


def lead_changes(
    splits_s: Floats, time_s: Floats, rising_m: Floats,
    falls: Sequence[Fall] = (), tie_breaks: Sequence[int | None] = (None, None),
) -> tuple[LeadChange, ...]:  # fmt: skip
    """Who is ahead from when, in order of time; before the first of them nobody is, as far as seen.

    Parameters
    ----------
    splits_s : (team, half-lap) when both teams pass their lines [s]
    time_s, rising_m : (time,) and (time, team) what each third skater has skated, never falling
    falls : see `fall_stretches`
    tie_breaks : by team, see `first_home`
    """
    last, fallen = splits_s.shape[1], fall_stretches(splits_s, falls)
    home_s = float(splits_s[:, -1].min())
    found: list[LeadChange] = []
    for half, (first, second) in enumerate(splits_s.T[:-1].tolist(), 1):
        gap, known = round(first - second, _DIGITS), max(first, second)
        if gap and known < home_s and not within(fallen, known):
            found.append(LeadChange(known, 0 if gap < 0 else 1, half))
    for start_s, end_s in fallen:
        found += _on_ice(time_s, rising_m, start_s, min(end_s, home_s))
    winner = first_home(splits_s[:, -1].tolist(), tie_breaks)
    if winner is not None:
        found.append(LeadChange(home_s, winner, last))
    kept: list[LeadChange] = []
    for each in sorted(found, key=lambda change: change.time_s):
        if not kept or each.team != kept[-1].team:
            kept.append(each)
    return tuple(kept)


def _on_ice(time_s: Floats, rising_m: Floats, start_s: float, end_s: float) -> list[LeadChange]:
    """Who is ahead on the ice when a stretch begins, and every overtaking in it."""
    inside = (time_s > start_s) & (time_s < end_s)
    times = np.concatenate(([start_s], time_s[inside], [end_s]))
    ahead = np.interp(times, time_s, rising_m[:, 0] - rising_m[:, 1])
    apart = ahead != 0
    told = list(zip(times[apart].tolist(), ahead[apart].tolist(), strict=True))
    found = [LeadChange(start_s, 0 if by > 0 else 1, 0) for _, by in told[:1]]
    for (before, was), (after, by) in pairwise(told):
        if was * by < 0:
            passed = before + (after - before) * was / (was - by)
            found.append(LeadChange(passed, 0 if by > 0 else 1, 0))
    return found
