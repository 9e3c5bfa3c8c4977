"""A race of two as it was watched: the gap at every moment, what of a fall it shows, the chance.

Everybody sees a fall when it happens, and the gap only when the team is up again. So at each
moment it is asked how much of what the fall costs both teams' times show so far; the rest is
still to come.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from pursuit_sim import timing
from pursuit_sim.arrays import Floats
from pursuit_sim.event_formats.event_format import Heat
from pursuit_sim.lab.gap_outlook import FallSeen, GapOutlook
from pursuit_sim.lab.race_chances import MEASURED, MODEL, START, ChanceAt
from pursuit_sim.timing import FallFound
from pursuit_sim.trajectory import Trajectory

_AT_LINE = 1e-6  # of a half-lap
_REGAINED_S = 6.0  # [s] after getting up, in which nearly all is lost that a fall costs


@dataclass(frozen=True, eq=False)
class WatchedRace:
    """A race that was skated, and what was thought of it before.

    Attributes
    ----------
    skated : of two teams
    before : what divides them, by what was known before the race
    """

    skated: Trajectory
    before: GapOutlook

    @cached_property
    def _tails_m(self) -> Floats:
        """(time, team) distance of the third skaters, never falling [m]."""
        return np.maximum.accumulate(self.skated.tail_m, axis=0)

    @cached_property
    def _falls(self) -> dict[int, FallFound]:
        """The first of each team that the file tells of."""
        known = [each.fall is not None for each in self.skated.race.entries]
        return {each.team: each for each in reversed(timing.falls(self.skated)) if known[each.team]}

    def curve(self) -> tuple[tuple[float, float], ...]:
        """(laps, chance of the first team), between the timing lines too."""
        along, _ = timing.gap_curve(self.skated)
        points = ((laps, self._chance(laps, self._passed(laps))) for laps in along[1:].tolist())
        return ((0.0, self.start.chance), *points)

    @property
    def start(self) -> ChanceAt:
        """The race before it begins."""
        return ChanceAt(0.0, 0.0, 0.0, START, self.before.first_wins(0.0, 0.0))

    def lines(self) -> tuple[ChanceAt, ...]:
        """The race at its start and at each timing line."""
        return (self.start, *map(self._line, range(1, self.skated.race.half_laps + 1)))

    def at_laps(self, laps: float) -> ChanceAt:
        """The race where both have skated so far."""
        half = laps * 2
        if abs(half - round(half)) < _AT_LINE:
            return self._line(round(half))
        passed = self._passed(laps)
        gap, chance = float(passed[0] - passed[1]), self._chance(laps, passed)
        return ChanceAt(laps, float(passed.max()), gap, MODEL, chance)

    def at_time(self, at_s: float) -> ChanceAt:
        """The race at a moment [s]; once the first team is through, who wins is known.

        Whoever lies on the ice passes nothing, and is further behind every second.
        """
        laps = self.laps_at(at_s)
        if laps <= 0:
            return self.start
        half = laps * 2
        if abs(half - round(half)) < _AT_LINE:
            line = self._line(round(half))
            gap, source = line.gap_s, line.source
        else:
            passed = self._now(laps, at_s)
            gap, source = float(passed[0] - passed[1]), MODEL
        over = at_s >= timing.finish_times(self.skated).min()
        chance = self.decided if over else self._chance(laps, self._now(laps, at_s))
        return ChanceAt(laps, at_s, gap, source, chance)

    def laps_at(self, at_s: float) -> float:
        """Laps that both teams have skated at a moment [s]."""
        behind = self._tails_m.min(axis=1)
        race = self.skated.race
        laps = float(np.interp(at_s, self.skated.time_s, behind)) / race.oval.lap_m
        return min(laps, float(race.laps))

    def seen_at(self, at: ChanceAt) -> GapOutlook:
        """What is thought of the gap of a moment, by the falls that were seen until then."""
        if at.source == START or at.time_s is None or at.laps >= self.skated.race.laps:
            return self.before
        return self._seen(self._now(at.laps, at.time_s))

    @property
    def decided(self) -> float:
        """Whether the first team won, as results say it; half in a dead heat."""
        race = self.skated.race
        times = {entry.team.code: entry.official_time_s for entry in race.entries}
        ties = {entry.team.code: entry.tie_break for entry in race.entries if entry.tie_break}
        winner = Heat(race.id, race.round, times, tie_breaks=ties).winner
        return 0.5 if winner is None else float(winner == race.entries[0].team.code)

    def _line(self, half: int) -> ChanceAt:
        """The race at a timing line."""
        gap = float(timing.gaps(self.skated)[half - 1])
        passed = timing.splits(self.skated)[:, half - 1]
        chance = self._chance(half / 2, passed)
        return ChanceAt(half / 2, float(passed.max()), gap, self._source(half), chance)

    def _source(self, half: int) -> str:
        """Where the gap at a timing line is from."""
        source = timing.gap_from(self.skated, half)
        return MEASURED if source == "derived" else source

    def _chance(self, laps: float, passed_s: Floats) -> float:
        """Of the first team, where both have skated so far, by when each passed there."""
        race = self.skated.race
        if laps >= race.laps:
            return self.decided
        gap = float(passed_s[0] - passed_s[1])
        return self._seen(passed_s).first_wins(laps / race.laps, gap)

    def _passed(self, laps: float) -> Floats:
        """(team,) [s] when each has skated so far."""
        along = laps * self.skated.race.oval.lap_m
        times = [np.interp(along, tail, self.skated.time_s) for tail in self._tails_m.T]
        return np.array(times)

    def _now(self, laps: float, at_s: float) -> Floats:
        """The same where the last of both is at a moment [s], whoever lies there still too."""
        passed = self._passed(laps)
        passed[passed.argmax()] = at_s
        return passed

    def _seen(self, passed_s: Floats) -> GapOutlook:
        """What is thought once the later of both times has come [s]."""
        now = float(passed_s.max())
        one, other = (self._fall(team, float(passed_s[team]), now) for team in (0, 1))
        return self.before.watched((one, other))

    def _fall(self, team: int, passed_s: float, now_s: float) -> FallSeen | None:
        """What a team's fall has cost by a time of its, and by now; None: no fall yet.

        Who is ahead passed there before now, perhaps before the fall: what they have lost since,
        no gap shows, yet everybody sees it.
        """
        fall = self._falls.get(team)
        if fall is None or now_s < fall.start_s:
            return None
        end_s = min(fall.up_s + _REGAINED_S, float(timing.finish_times(self.skated)[team]))
        whole = self._lost_s(team, fall.start_s, end_s)
        if whole <= 0:
            return FallSeen(0.0, 0.0, 0.0)
        shown, lost = (
            min(
                max(self._lost_s(team, fall.start_s, max(fall.start_s, min(at, end_s))), 0.0), whole
            )
            for at in (passed_s, now_s)
        )
        return FallSeen(shown, lost - shown, 1 - lost / whole)

    def _lost_s(self, team: int, since_s: float, until_s: float) -> float:
        """Time lost against the pace of the half-lap before a fall [s].

        In the first lap against that of the second half of the way so far: the start is slow.
        """
        tail, time_s = self._tails_m[:, team], self.skated.time_s
        begin, end = (float(np.interp(each, time_s, tail)) for each in (since_s, until_s))
        before = begin - min(self.skated.race.oval.half_lap_m, begin / 2)
        pace = (begin - before) / (since_s - float(np.interp(before, tail, time_s)))
        return until_s - since_s - (end - begin) / pace
