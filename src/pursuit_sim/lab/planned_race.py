"""What a plan for tomorrow's race consists of."""

from __future__ import annotations

from dataclasses import dataclass

from pursuit_sim.arrays import Floats
from pursuit_sim.lab.comparison import Comparison
from pursuit_sim.lab.estimate import Estimate
from pursuit_sim.lab.formations import PUSH, ROTATING
from pursuit_sim.lab.load import Load
from pursuit_sim.lab.outcome import Outcome
from pursuit_sim.lab.plan_risks import Risks
from pursuit_sim.lab.rival import Rival
from pursuit_sim.scenario.formation import Kind
from pursuit_sim.scenario.race import Entry, Race
from pursuit_sim.scenario.slow_laps import SlowStretch


@dataclass(frozen=True, slots=True, eq=False)
class LineUpPlan:
    """The best plan of one line-up.

    Attributes
    ----------
    race : tomorrow's
    entry : the team as planned, κ set
    times_s : of the best of each kind that was asked for [s]
    """

    race: Race
    entry: Entry
    times_s: dict[Kind, float]

    @property
    def time_s(self) -> float:
        """What it takes [s]."""
        return min(self.times_s.values())


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class PlannedRace:
    """How a team should skate tomorrow.

    Attributes
    ----------
    last : the last race, and the team in it, κ fitted
    where : tomorrow's rink in a few words: "in Milan"
    line_ups : the fastest first
    comparison : rotation against push for the fastest, with its interval
    time : of the plan [s]; its interval is of the best of its kind in each draw of what is not
        known, and may lie below: where the three differ, another order of theirs is faster
    passings_s : (half-lap,) as the model expects them [s]
    board_s : (half-lap,) to skate to [s]: the same, or those of the target
    loads : what the plan asks of each skater, in the order of its line-up
    risks : where the plan may fail
    target_s : the time to be skated, or None
    rival : or None
    target_chance, rival_chance : shares of days on which form alone is enough; None without
    usual : skaters of whom nothing is said, so that the usual body stands in
    left_out : substitutes who are not planned, since nothing is said of them
    level_orders : other orders of the three in which the plan takes as long, front to back
    slow : where the last race was clearly slow, the most first: the plan has that again
    unexplained : see `slow_laps.unexplained`; likewise
    """

    last: tuple[Race, Entry]
    where: str
    line_ups: tuple[LineUpPlan, ...]
    comparison: Comparison
    time: Estimate
    passings_s: Floats
    board_s: Floats
    loads: tuple[Load, ...]
    risks: Risks
    target_s: float | None
    rival: Rival | None
    target_chance: float | None
    rival_chance: float | None
    usual: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    level_orders: tuple[tuple[str, ...], ...] = ()
    slow: tuple[SlowStretch, ...] = ()
    unexplained: str = ""

    @property
    def best(self) -> LineUpPlan:
        """The plan."""
        return self.line_ups[0]

    @property
    def other_way(self) -> Outcome:
        """The best rotation of these three where the plan pushes, else their best push."""
        push = self.best.entry.formation.push
        return self.comparison.outcomes[ROTATING if push else PUSH]

    def leader(self, laps: float) -> int:
        """Who of the line-up leads when so many laps are done."""
        leads, begin = self.best.entry.formation.leads, 0.0
        for lead in leads:
            begin += lead.laps
            if laps <= begin:
                return lead.skater
        return leads[-1].skater
