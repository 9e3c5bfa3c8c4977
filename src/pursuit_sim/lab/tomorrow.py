"""Tomorrow's race: from a team's last race to a plan that can be skated.

κ is fitted to the last race, on its rink and by those who skated it. For each line-up the
best rotation and the best push are found on tomorrow's rink, with the pacing of that race.
The passings to skate to are those of the last race, moved by what the model says of the
change: so what the model does not know of a team's pacing stays as it was.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from pursuit_sim.arrays import Floats
from pursuit_sim.errors import InputError
from pursuit_sim.lab import race_plan_words
from pursuit_sim.lab.best import best_of_each
from pursuit_sim.lab.calibrate import calibrate
from pursuit_sim.lab.compare import compare, with_drafting
from pursuit_sim.lab.day_chance import chance_below
from pursuit_sim.lab.formations import PUSH, ROTATING, find_skated, with_known_turns
from pursuit_sim.lab.level_orders import level_orders
from pursuit_sim.lab.load import loads
from pursuit_sim.lab.plan_risks import risks
from pursuit_sim.lab.planned_race import LineUpPlan, PlannedRace
from pursuit_sim.lab.rival import Rival, shown
from pursuit_sim.lab.skated import as_skated
from pursuit_sim.on_step import OnStep
from pursuit_sim.scenario.formation import Kind
from pursuit_sim.scenario.human_limits import FASTEST_HALF_LAP_S, SLOWEST_HALF_LAP_S
from pursuit_sim.scenario.physics import DraftingSet
from pursuit_sim.scenario.race import Race
from pursuit_sim.scenario.time_source import compared_with, time_source
from pursuit_sim.sim.power import PowerRace
from pursuit_sim.tabular import Tabular
from pursuit_sim.units import format_time

FORMAT, VERSION = "pursuit-sim/race-plan", 1
DRAWS = 2000  # of the interval: the ends are then good to 0.1 s
PLANNED: tuple[Kind, ...] = (ROTATING, PUSH)


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class RacePlan(PlannedRace, Tabular):
    """How a team should skate tomorrow, to be shown."""

    @property
    def heading(self) -> str:
        """The plan in a line."""
        entry = self.best.entry
        way = "pushing" if entry.formation.push else "rotating"
        expected = f"{format_time(self.time.value)} to be expected {self.where}"
        return f"{entry.team.name}, {way}, in the order {', '.join(entry.lineup)}: {expected}"

    @property
    def _above(self) -> str:
        rests = compared_with(*self.last, "its last time")
        sure = race_plan_words.sure(self)
        return f"{self.heading}{rests}. {sure}. {race_plan_words.spread(self)}".rstrip()

    @property
    def remarks(self) -> tuple[str, ...]:
        """All that is said beside the passings, in sentences, as below the tables."""
        return race_plan_words.remarks(self)

    def rows(self) -> list[dict[str, Any]]:
        """One row a half-lap: who leads there, and when the third skater should pass."""
        lineup = self.best.entry.lineup
        return [
            {
                "laps": half_lap / 2,
                "leader": lineup[self.leader(half_lap / 2)],
                "expected_s": float(expected),
                "board_s": float(board),
            }
            for half_lap, (expected, board) in enumerate(
                zip(self.passings_s, self.board_s, strict=True), 1
            )
        ]

    def to_dict(self) -> dict[str, Any]:
        """As plain data, in the shape of the documented JSON."""
        entry, (was, skated) = self.best.entry, self.last
        rival = self.rival and {
            "name": self.rival.name,
            "time_s": self.rival.time_s,
            "skated_s": self.rival.skated_s,
            "time_source": self.rival.source,
            "chance_ahead": self.rival_chance,
            "slow": [each.to_dict() for each in self.rival.slow],
            "unexplained": self.rival.unexplained or None,
        }
        return {
            "format": FORMAT,
            "version": VERSION,
            "team": entry.team.code,
            "last_race": was.id,
            "last_time_s": skated.official_time_s,
            "last_time_source": time_source(was, skated),
            "slow": [each.to_dict() for each in self.slow],
            "unexplained": self.unexplained or None,
            "effectiveness": entry.effort.effectiveness,
            "rink": self.best.race.rink.model_dump(),
            "push": entry.formation.push,
            "lineup": list(entry.lineup),
            "level_orders": [list(each) for each in self.level_orders],
            "leads": [[entry.lineup[lead.skater], lead.laps] for lead in entry.formation.leads],
            "time_s": self.time.to_dict(),
            "passings_s": self.passings_s.tolist(),
            "target_s": self.target_s,
            "target_chance": self.target_chance,
            "board_s": self.board_s.tolist(),
            "rival": rival,
            "line_ups": [
                {"lineup": list(each.entry.lineup), "push": each.entry.formation.push}
                | {"time_s": each.time_s, "times_s": dict(each.times_s)}
                for each in self.line_ups
            ],
            "push_minus_rotating_s": self.comparison.push_minus_rotating.to_dict(),
            "advice": self.comparison.advice,
            "verdict": list(self.comparison.verdict),
            "skaters": [each.to_dict() for each in self.loads],
            "risks": self.risks.to_dict(),
        }


def plan_race(
    races: Sequence[Race],
    team: str,
    *,
    kinds: Sequence[Kind] = PLANNED,
    where: str = "",
    target_s: float | None = None,
    rival: Rival | None = None,
    drafting: DraftingSet | None = None,
    draws_count: int = DRAWS,
    usual: tuple[str, ...] = (),
    left_out: tuple[str, ...] = (),
    on_step: OnStep | None = None,
) -> RacePlan:
    """The fastest line-up in its fastest formation, and what a coach needs to know of it.

    Parameters
    ----------
    races : tomorrow's race with each line-up; what was skated is the team's `Entry.was`, or
        they are skated again as they were
    team : its code
    kinds : "rotating", "push" or both
    where : tomorrow's rink in a few words, such as "in Milan"; by default what the races tell
    target_s : the time to be skated [s]; by default what the model expects
    rival : who is met
    drafting : set of drafting strengths, by default the entry's own
    draws_count : parameter sets behind the interval
    usual, left_out : skaters of whom nothing is said: planned with the usual body, or not planned
    on_step : called now and then with the number of steps done, and of all

    Raises
    ------
    InputError
        if the team is not in a race, no κ gives its time, or no plan or target can be skated
    """
    steps = len(races) + 1
    found = []
    for done, race in enumerate(races, 1):
        found.append(_line_up(race, team, kinds, drafting))
        if on_step is not None:
            on_step(done, steps)
    ranked = sorted(found, key=lambda each: each.time_s)
    best = ranked[0]
    kind = min(best.times_s, key=lambda each: best.times_s[each])
    entry, race = best.entry, best.race
    power = PowerRace(race, entry)
    was, skated = as_skated(race, with_known_turns(race, find_skated(race, team)))
    skated = with_drafting(skated, drafting).with_effort(effectiveness=entry.effort.effectiveness)
    before = PowerRace(was, skated).passings_s
    known = shown(was, team)
    passings = known.passings_s + power.passings_s - before
    board = passings if target_s is None else paced(passings, target_s, entry.pacing.start_loss_s)
    if target_s is not None:
        _refuse(board)
    comparison = compare(race, team, draws_count=draws_count, drafting=drafting)
    if on_step is not None:
        on_step(steps, steps)
    return RacePlan(
        last=(was, skated),
        where=where or ("on the same rink" if was.rink == race.rink else "on another rink"),
        line_ups=tuple(ranked),
        comparison=comparison,
        time=comparison.outcomes[kind].time,
        passings_s=passings,
        board_s=board,
        loads=loads(power),
        risks=risks(race, entry, power),
        target_s=target_s,
        rival=rival,
        target_chance=None
        if target_s is None
        else chance_below(target_s - power.time_s, entry.form),
        rival_chance=None
        if rival is None
        else chance_below(rival.time_s - power.time_s, entry.form, rival.form),
        usual=usual,
        left_out=left_out,
        level_orders=level_orders(race, entry),
        slow=known.slow,
        unexplained=known.unexplained,
    )


def _line_up(
    race: Race, team: str, kinds: Sequence[Kind], drafting: DraftingSet | None
) -> LineUpPlan:
    own = with_drafting(with_known_turns(race, find_skated(race, team)), drafting)
    own = own.with_effort(effectiveness=calibrate(race, own).effectiveness)
    best = best_of_each(race, own)
    times = {kind: best.times_s[kind] for kind in kinds if np.isfinite(best.times_s[kind])}
    if not times:
        problem = f"no plan for {team} can be skated"
        raise InputError.single(race.id, "team", problem, "check the skaters' powers")
    kind = min(times, key=lambda each: times[each])
    return LineUpPlan(race, best.entries[kind], times)


def paced(passings_s: Floats, time_s: float, start_loss_s: float) -> Floats:
    """(half-lap,) Passings [s] stretched to another finish: all laps alike, but for the start.

    Parameters
    ----------
    passings_s : (half-lap,) [s]
    time_s : of the finish [s]
    start_loss_s : what a standing start loses, which stays [s]
    """
    flying = passings_s - start_loss_s
    return np.asarray(start_loss_s + flying * ((time_s - start_loss_s) / flying[-1]))


def _refuse(board_s: Floats) -> None:
    """Raise `InputError` if a half-lap of a target is faster or slower than anybody skates."""
    halves = np.diff(board_s)
    too_fast = halves[halves < FASTEST_HALF_LAP_S]
    too_slow = halves[halves > SLOWEST_HALF_LAP_S]
    if too_fast.size or too_slow.size:
        half_s = too_fast.min() if too_fast.size else too_slow.max()
        limit = f"faster than {FASTEST_HALF_LAP_S:g} s"
        if not too_fast.size:
            limit = f"slower than {SLOWEST_HALF_LAP_S:g} s"
        problem = f"{format_time(float(board_s[-1]))} takes a half-lap of {half_s:.2f} s"
        remedy = f"nobody skates one {limit}: write another time"
        raise InputError.single("target", "", problem, remedy)
