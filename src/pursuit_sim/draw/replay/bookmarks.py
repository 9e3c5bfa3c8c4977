"""Moments of a replay that keys jump to and sounds mark, searched once per replay."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import Literal

import numpy as np

from pursuit_sim import timing
from pursuit_sim.draw import wording
from pursuit_sim.draw.replay import pose
from pursuit_sim.draw.replay.replay import Replay
from pursuit_sim.trajectory import SKATERS

Cue = Literal["start", "bell", "tick", "stroke"]  # what is heard
LEAD_IN_S = 2.0  # [s] that a jump to a mark begins before it: what comes is seen coming
LAST_M, LAST_S = 30.0, 5.0  # of a race that are shown slowly: so far before the finish, and so long
SAME_S = 1e-6  # [s] moments nearer than this are the same
_STROKES = 2  # in a stride: right and left


@dataclass(frozen=True, slots=True)
class Bookmarks:
    """Times of a replay [s], each tuple rising.

    Attributes
    ----------
    marks : exchanges, swaps of the lead, the bell, finishes; like `laps` when the clock reads
        what tables say of them, up to half a hundredth later
    words : what happens at each of `marks`
    teams : index of the entry that each of `marks` concerns
    laps : the start, and when the leading team completes each lap
    lines : when a team passes a timing line
    bell_s : when the leading team begins its last lap; None in a race of one lap
    """

    marks: tuple[float, ...]
    words: tuple[str, ...]
    teams: tuple[int, ...]
    laps: tuple[float, ...]
    lines: tuple[float, ...]
    bell_s: float | None

    @property
    def starts(self) -> tuple[float, ...]:
        """Where a jump to each of `marks` begins [s]."""
        return tuple(max(each - LEAD_IN_S, 0.0) for each in self.marks)

    def jumped_to(self, time_s: float) -> int | None:
        """The mark to which a jump begins at a time [s]; None if none does."""
        index = bisect_right(self.starts, time_s + SAME_S) - 1
        near = index >= 0 and abs(self.starts[index] - time_s) < SAME_S
        return index if near else None

    def marked(self, time_s: float) -> int | None:
        """The mark that lies at a time [s]; None if none does."""
        index = bisect_right(self.marks, time_s + SAME_S) - 1
        return index if index >= 0 and abs(self.marks[index] - time_s) < SAME_S else None

    def told(self, index: int) -> str:
        """When a mark is, and what happens there."""
        return f"{wording.clock(self.marks[index])}  ·  {self.words[index]}"


def last_metres_s(replay: Replay) -> float:
    """When the first team home begins its last 30 m [s], or 5 s before the finish, if later.

    Whoever fell may lie there for long.
    """
    first = int(replay.finish_s.argmin())
    left_m = replay.race.distance_m - LAST_M
    begin = float(np.interp(left_m, replay.rising_m[:, first], replay.trajectory.time_s))
    return max(begin, float(replay.finish_s[first]) - LAST_S)


def bookmarks(replay: Replay) -> Bookmarks:
    """The moments of a replay."""
    full = np.asarray(replay.splits_s[:, 1::2].min(axis=0))
    bell = timing.bell_time(replay.splits_s)
    listed = [(each.time_s, each.text, each.team) for each in replay.events if each.kind != "line"]
    if bell is not None:
        first = int(replay.splits_s[:, -3].argmin())
        listed.append((bell, "the bell: last lap", first))
    listed = sorted((wording.legible(time), text, team) for time, text, team in listed)
    return Bookmarks(
        marks=tuple(time for time, _, _ in listed),
        words=tuple(text for _, text, _ in listed),
        teams=tuple(team for _, _, team in listed),
        laps=(0.0, *(wording.legible(float(time)) for time in full)),
        lines=tuple(sorted(float(time) for time in replay.splits_s.ravel())),
        bell_s=bell,
    )


def cues(replay: Replay, found: Bookmarks, before_s: float, after_s: float) -> list[Cue]:
    """Sounds of the time that passed, without the moment it began at.

    Parameters
    ----------
    replay : the race
    found : its moments
    before_s, after_s : from where to where time ran; nothing sounds when it ran back
    """
    if after_s <= before_s:
        return []
    heard: list[Cue] = ["start"] if before_s <= 0.0 else []
    if found.bell_s is not None and before_s < found.bell_s <= after_s:
        heard.append("bell")
    if bisect_right(found.lines, after_s) > bisect_right(found.lines, before_s):
        heard.append("tick")
    if _strokes(replay, after_s) > _strokes(replay, before_s):
        heard.append("stroke")
    return heard


def speed(replay: Replay, time_s: float) -> float:
    """Speed of the team in front [m/s], for the sound of its blades."""
    team = replay.front(time_s)
    return float(replay.trajectory.at(time_s).speed_mps[replay.trajectory.columns(team)].mean())


def _strokes(replay: Replay, time_s: float) -> int:
    """Strokes that the first skater in the line-up of the team in front has made."""
    trajectory = replay.trajectory
    column = SKATERS * replay.front(time_s)
    skated_m = float(trajectory.at(time_s).distance_m[column])
    if skated_m >= replay.race.distance_m:
        return 0
    return int(_STROKES * float(pose.stride(skated_m)))
