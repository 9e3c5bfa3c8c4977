"""Everything about a replay that can be known before its first frame.

`preparation` reads splits, gaps, curves and events from a finished trajectory once; scenes
then only look things up. Nothing here depends on the size of a window.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from typing import Any

import numpy as np

from pursuit_sim import timing
from pursuit_sim.arrays import Floats
from pursuit_sim.draw.replay.race_context import RaceContext, StandingRecord
from pursuit_sim.draw.replay.remembered import remembered
from pursuit_sim.race_lead import (
    Fall,
    LeadChange,
    Stretch,
    fall_stretches,
    first_home,
    lead_changes,
    within,
)
from pursuit_sim.scenario import told_fall
from pursuit_sim.scenario.formation import Formation
from pursuit_sim.scenario.race import Race
from pursuit_sim.timing import ExchangeFound, FallFound, TimedEvent
from pursuit_sim.track import Oval
from pursuit_sim.trajectory import SKATERS, Trajectory

_EFFORT = ("power_w", "reserve_j", "push_n")  # extras of the power model


@dataclass(frozen=True, eq=False)
class Replay:
    """A trajectory and what is to be shown about it.

    Attributes
    ----------
    trajectory, context : what was given
    oval : the track
    codes : of the teams, finish side first
    tags : codes as they are drawn, the long ones cut
    names : (skater,) short names
    splits_s : (team, half-lap) [s]
    laps_s : (team, lap) [s]
    gaps_s : (half-lap,) [s] first team minus second; empty with one team
    gap_curve : laps skated and gap there [s], each (point,); empty with one team
    speed_time_s, speed_mps : (point,) and (point, team), speed as `Snapshot.team_mps`
    course : (time, quantity, skater) distance from the finish line [m], lateral offset [m],
        speed [m/s], and drift, the heading to the right of the lap line's [rad]
    rising_m : (time, team) [m] tail distances that never fall
    events : marks of the timeline
    exchanges : changes of leader, in order of time
    record : the record that is drawn on the ice, or None
    record_time_s, record_m : (point,) its course: times [s] and distances [m]
    digest : a name for all of this, equal for equal replays, for keys of layers
    ghost : a second run on the same ice, or None
    """

    trajectory: Trajectory
    context: RaceContext
    oval: Oval
    codes: tuple[str, ...]
    tags: tuple[str, ...]
    names: tuple[str, ...]
    splits_s: Floats
    laps_s: Floats
    gaps_s: Floats
    gap_curve: tuple[Floats, Floats]
    speed_time_s: Floats
    speed_mps: Floats
    course: Floats
    rising_m: Floats
    events: tuple[TimedEvent, ...]
    exchanges: tuple[ExchangeFound, ...]
    record: StandingRecord | None
    record_time_s: Floats
    record_m: Floats
    digest: str
    ghost: GhostRun | None = None

    @cached_property
    def made(self) -> dict[object, dict[object, Any]]:
        """What was made of it; see `remembered`."""
        return {}

    @cached_property
    def clock_s(self) -> list[float]:
        """The time axis as a list, for quick search [s]."""
        times: list[float] = self.trajectory.time_s.tolist()
        return times

    @cached_property
    def passings_s(self) -> tuple[list[float], ...]:
        """`splits_s` as lists, for quick search [s]."""
        return tuple(self.splits_s.tolist())

    @cached_property
    def fell_s(self) -> dict[int, float]:
        """When skaters fell [s], by column."""
        return {column: each.start_s for column, each in self.falls.items()}

    @cached_property
    def falls(self) -> dict[int, FallFound]:
        """Falls by the skater's column."""
        return {each.skater: each for each in timing.falls(self.trajectory)}

    def fall_of(self, team: int, time_s: float = math.inf) -> FallFound | None:
        """The fall of one of a team up to a moment [s]; None where nobody fell."""
        found = (each for each in self.falls.values() if each.team == team)
        return next((each for each in found if each.start_s <= time_s), None)

    def formation(self, team: int, time_s: float) -> Formation | None:
        """How a team skates at a moment [s]; None once it has finished, or somebody fell."""
        over = time_s >= float(self.finish_s[team]) or self.fall_of(team, time_s) is not None
        return None if over else self.race.entries[team].formation

    def skates(self, team: int, time_s: float) -> str:
        """How a team skates at a moment [s], in words: its formation, as long as it has one."""
        if self.formation(team, time_s) is not None:
            return self.race.entries[team].caption
        over = time_s >= float(self.finish_s[team])
        return "finished" if over else told_fall.after(self.race.entries[team])

    def swinging_out(self, time_s: float) -> tuple[int, ...]:
        """Columns of the leaders who have left the train: from then on the next one leads it."""
        return tuple(each.old for each in self.exchanges if each.start_s <= time_s < each.end_s)

    def at(self, time_s: float) -> list[list[float]]:
        """`course` at a time, interpolated as `Trajectory.at` does (quantity, skater)."""
        return self._mixed(self.course, time_s)

    def _mixed(self, array: Floats, time_s: float) -> list[list[float]]:
        """An array over the time axis at a time."""
        times = self.clock_s
        time = min(max(time_s, times[0]), times[-1])
        low = min(max(bisect_right(times, time) - 1, 0), len(times) - 2)
        part = (time - times[low]) / (times[low + 1] - times[low])
        before = array[low]
        found: list[list[float]] = (before + part * (array[low + 1] - before)).tolist()
        return found

    @cached_property
    def effort(self) -> Floats | None:
        """(time, quantity, skater) power [W], reserve 0 … 1, and force of the push [N].

        None without the power model.
        """
        extras = self.trajectory.extras
        if not all(name in extras for name in _EFFORT):
            return None
        power, reserve, push = (extras[name] for name in _EFFORT)
        left = np.clip(reserve / np.maximum(reserve[:1], 1.0), 0.0, 1.0)
        return np.stack([power, left, push], axis=1)

    def effort_at(self, time_s: float) -> list[list[float]] | None:
        """`effort` at a time (quantity, skater); None without the power model."""
        return None if self.effort is None else self._mixed(self.effort, time_s)

    def tails(self, time_s: float) -> tuple[float, ...]:
        """Distance that each team's third skater has skated [m]."""
        return _tails(self, time_s)

    @property
    def race(self) -> Race:
        """The race that was skated."""
        return self.trajectory.race

    @property
    def duration_s(self) -> float:
        """From the gun to the end of the glide-out [s]."""
        return self.trajectory.duration_s

    @property
    def finish_s(self) -> Floats:
        """(team,) [s] when each third skater crosses."""
        return np.asarray(self.splits_s[:, -1])

    def half_laps_done(self, time_s: float) -> tuple[int, ...]:
        """Timing lines that each team has passed by a time."""
        return tuple(bisect_right(row, time_s) for row in self.passings_s)

    def lap_now(self, time_s: float) -> int:
        """The lap, 1 … laps, of the team that is farthest of those still racing."""
        racing = [done for done in self.half_laps_done(time_s) if done < self.race.half_laps]
        return max(racing, default=self.race.half_laps - 1) // 2 + 1

    def latest_lap(self, time_s: float) -> int:
        """The latest lap that every team has done by a time; 0 while one skates its first."""
        return min(self.half_laps_done(time_s)) // 2

    def common_gap(self, time_s: float) -> tuple[int, float] | None:
        """Half-laps that both teams have done by a time, and the gap there [s].

        None before the first common line and with one team.
        """
        done = min(self.half_laps_done(time_s))
        if len(self.codes) != 2 or done == 0:
            return None
        return done, float(self.gaps_s[done - 1])

    def live_gap(self, time_s: float) -> float | None:
        """Estimate of the gap at this moment [s], first team minus second.

        It is the time since the team in front was where the other is now: again time at
        equal distance. Only between the timing lines is it an estimate. None where they were
        there before they got up from a fall: of what that costs them it says nothing.
        """
        axis = self.trajectory.time_s
        now = self.tails(time_s)
        front = 0 if now[0] >= now[1] else 1
        if within(self.fallen, time_s):
            front = self.front(time_s)
        passed = float(np.interp(min(*now, self.race.distance_m), self.rising_m[:, front], axis))
        fall = self.fall_of(front, time_s)
        if fall is not None and min(passed, time_s) < fall.up_s:
            return None
        # Beside one who lies still, the last digit would decide whether they are passed.
        lag = max(min(time_s, float(self.finish_s[1 - front])) - passed, 0.0)
        return -lag if front == 0 else lag

    def record_lag(self, time_s: float) -> float | None:
        """The leading team's time behind the record's course [s]; negative: ahead of it."""
        if self.record is None:
            return None
        front = self.front(time_s)
        clock = min(time_s, float(self.finish_s[front]))
        done = self.tails(clock)[front]
        if done <= 0.0:
            return None
        return clock - float(np.interp(done, self.record_m, self.record_time_s))

    @cached_property
    def leaders(self) -> tuple[LeadChange, ...]:
        """From when which team is ahead; see `race_lead`."""
        if len(self.codes) == 1:
            return (LeadChange(0.0, 0, self.race.half_laps),)
        ties = [entry.tie_break for entry in self.race.entries]
        return lead_changes(self.splits_s, self.trajectory.time_s, self.rising_m, self._fell, ties)

    @cached_property
    def fallen(self) -> tuple[Stretch, ...]:
        """Where the gap is an estimate, since a fall; see `race_lead`."""
        return fall_stretches(self.splits_s, self._fell) if len(self.codes) == 2 else ()

    @property
    def _fell(self) -> list[Fall]:
        return [(each.team, each.start_s, each.up_s) for each in self.falls.values()]

    @cached_property
    def winner(self) -> int | None:
        """The team that won by its time, or by what broke the tie; None where neither did."""
        return first_home(self.finish_s.tolist(), [each.tie_break for each in self.race.entries])

    def front(self, time_s: float) -> int:
        """The team that is ahead by `leaders`; whatever says or shows who is, asks here.

        The one on the finish side as long as none is: what comes is not told before.
        """
        known = bisect_right(self.leaders, time_s, key=attrgetter("time_s"))
        return self.leaders[known - 1].team if known else 0

    def gap_now(self, time_s: float) -> GapNow | None:
        """The gap as it stands, by the team of `front`; None as long as there is none to tell."""
        common = self.common_gap(time_s)
        if common is None:
            return None
        half, gap = common
        if within(self.fallen, time_s):
            estimate = self.live_gap(time_s)
            over = estimate is None and time_s >= float(self.finish_s.min())
            return GapNow(half if over else 0, estimate)
        if time_s < float(self.finish_s.min()):
            return GapNow(half, gap)
        if half < self.race.half_laps:
            level = round(gap, 2) == 0
            turned = not level and (0 if gap < 0 else 1) != self.front(time_s)
        else:  # in the same time, to the thousandth, and yet somebody won
            turned = round(gap, 3) == 0 and self.winner is not None
        return GapNow(half, None if turned else gap)

    def gap_lost(self, time_s: float) -> bool:
        """Whether a fall leaves nothing from which the gap could be told at a moment."""
        now = self.gap_now(time_s) if within(self.fallen, time_s) else None
        return now is not None and now.gap_s is None and now.half_laps == 0

    @cached_property
    def told_gaps(self) -> Floats:
        """(point,) of `gap_curve` [s]; nan where, as the later of the two is there, it is lost."""
        laps, gap = self.gap_curve
        axis, metres = self.trajectory.time_s, laps * self.oval.lap_m
        later = np.max([np.interp(metres, each, axis) for each in self.rising_m.T], axis=0)
        return np.where([self.gap_lost(float(each)) for each in later], np.nan, gap)


@dataclass(frozen=True, slots=True)
class GapNow:
    """The gap between two teams as it can be told at a moment.

    Attributes
    ----------
    half_laps : after how many it was taken; 0 where it is an estimate, since a fall
    gap_s : first team minus second [s]; None where a fall leaves nothing to estimate; where the
        first is through the finish, and the gap does not tell that; and where one was first in
        the same time
    """

    half_laps: int
    gap_s: float | None


@dataclass(frozen=True, eq=False)
class GhostRun:
    """A ghost made ready; `ghost` tells how it stands.

    Attributes
    ----------
    replay : of the ghost alone
    team : index of the entry that it is compared with
    label : what it is, such as "if NED pushed"
    interval_s : 5 and 95 % bounds of ghost minus team at the finish [s], where known
    curve : laps and there the ghost's time minus the team's [s], each (point,)
    note : more about it, for which a label has no room
    """

    replay: Replay
    team: int
    label: str
    interval_s: tuple[float, float] | None
    curve: tuple[Floats, Floats]
    note: str = ""


@remembered(4)  # a frame asks for the same moment half a dozen times
def _tails(replay: Replay, time_s: float) -> tuple[float, ...]:
    now = replay.at(time_s)[0]
    return tuple(
        min(now[SKATERS * k : SKATERS * (k + 1)]) - replay.oval.start_m(entry.side)
        for k, entry in enumerate(replay.race.entries)
    )
