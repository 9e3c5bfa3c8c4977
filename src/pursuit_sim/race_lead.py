"""Who is ahead in a race of two teams, and from when: one definition for all that is said.

It is a matter of what is known. Between two lines nobody knows, so the lead changes where both
teams have passed a line; at the finish with the first to come through. Gaps are told in
hundredths: who is level there, as told, leaves the lead as it was. After a fall nobody waits for
the next line: the lead changes when the other team is past the third skater of those who fell.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from pursuit_sim.arrays import Floats

_DIGITS = 2  # of a gap that is told [s]


class LeadChange(NamedTuple):
    """From when a team is ahead.

    Attributes
    ----------
    time_s : from when it is known [s]; the first one's is 0
    team : index of the entry
    half_lap : half-laps after which it shows; 0 where a fall of the other team made it
    """

    time_s: float
    team: int
    half_lap: int


def lead_changes(
    splits_s: Floats, time_s: Floats, rising_m: Floats, fell: Sequence[tuple[int, float]] = ()
) -> tuple[LeadChange, ...]:
    """Who is ahead from when, in order of time; the first is ahead at the first line.

    Parameters
    ----------
    splits_s : (team, half-lap) when both teams pass their lines [s]
    time_s, rising_m : (time,) and (time, team) what each third skater has skated, never falling
    fell : falls, the team's index and when [s]
    """
    last = splits_s.shape[1]
    found: list[LeadChange] = []
    for half, (first, second) in enumerate(splits_s.T.tolist(), 1):
        gap = first - second if half == last else round(first - second, _DIGITS)
        if gap:
            known = min(first, second) if half == last else max(first, second)
            found.append(LeadChange(known, 0 if gap < 0 else 1, half))
    for team, when in fell:
        passed = (time_s >= when) & (rising_m[:, 1 - team] > rising_m[:, team])
        if passed.any():
            found.append(LeadChange(float(time_s[passed.argmax()]), 1 - team, 0))
    kept: list[LeadChange] = []
    for each in sorted(found, key=lambda change: change.time_s):
        if not kept:
            kept.append(LeadChange(0.0, each.team, each.half_lap))
        elif each.team != kept[-1].team:
            kept.append(each)
    return tuple(kept) or (LeadChange(0.0, 0, last),)
