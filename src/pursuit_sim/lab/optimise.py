"""The best plan for a team: order, turns, number of changes, push or not, and pacing.

Changes are made in curves only. Of rotations every one is looked at (`turn_search`). With a
push, orders and numbers of changes are tried out one by one, and the turns improved by moving
one change, or two neighbours, by half a lap until nothing helps: that may miss a plan that is
better by some hundredths. The pacing of the best is found by golden section, and the turns
then looked for once more at that pacing. What it gives can be skated.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from time import monotonic

import numpy as np

from pursuit_sim.errors import InputError
from pursuit_sim.lab.calibrate import calibrated
from pursuit_sim.lab.compare import with_drafting
from pursuit_sim.lab.formations import find_skated, with_known_turns
from pursuit_sim.lab.plan import STEEPEST_W, Plan, formation
from pursuit_sim.lab.skater_orders import in_order
from pursuit_sim.lab.turn_search import MOST_CHANGES, best_turns, orders_of
from pursuit_sim.scenario.physics import DraftingSet
from pursuit_sim.scenario.race import Entry, Race
from pursuit_sim.sim.course import course
from pursuit_sim.sim.pace import solve
from pursuit_sim.sim.parameter_sets import parameter_sets
from pursuit_sim.sim.power import PowerRace

MOST_CHANGES_PUSHING = 2
_SLOPE_STEP_W = 2.0  # to which the pacing is found
_GOLDEN = (5**0.5 - 1) / 2
_PACED = 4  # plans whose pacing is improved
_BETTER_S = 1e-6
_SHARE = 0.85  # of the time that orders and turns take; the rest goes to the pacing

Turns = tuple[int, ...]  # half-laps in whose curves the lead changes


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the search has come.

    Attributes
    ----------
    tried : plans so far
    share : of the work done, 0 to 1, roughly
    best : the best plan so far; None until there is one
    doing : what is being tried, for people
    """

    tried: int
    share: float
    best: Plan | None
    doing: str


def optimise(
    race: Race,
    team: str,
    *,
    seconds: float | None = None,
    drafting: DraftingSet | None = None,
    push: bool | None = None,
    most_changes: int = MOST_CHANGES,
    on_progress: Callable[[Progress], None] | None = None,
) -> Plan:
    """The fastest plan found, with no reserve below zero.

    Parameters
    ----------
    race, team : who skates where; κ is fitted to what the team really did
    seconds : stop after so many and give the best so far [s]
    drafting : set of drafting strengths, by default the entry's own
    push : True or False to allow only plans with or without a push
    most_changes : largest number of changes to try
    on_progress : called often; what it raises (KeyboardInterrupt, too) ends the search
        and the best so far is given

    Raises
    ------
    InputError
        if the team is not in the race, no κ gives its time, or no plan can be skated
    """
    end = None if seconds is None else monotonic() + seconds
    best: Plan | None = None
    try:
        for progress in search(race, team, drafting=drafting, push=push, most_changes=most_changes):
            best = progress.best or best
            if on_progress is not None:
                on_progress(progress)
            if end is not None and best is not None and monotonic() > end:
                break
    except KeyboardInterrupt:
        if best is None:
            raise
    if best is None:
        problem = f"no plan for {team} can be skated"
        raise InputError.single(race.id, "team", problem, "check the skaters' powers")
    return best


def search(
    race: Race,
    team: str,
    *,
    drafting: DraftingSet | None = None,
    push: bool | None = None,
    most_changes: int = MOST_CHANGES,
) -> Iterator[Progress]:
    """The search of `optimise`, step by step; stop whenever you like.

    Parameters
    ----------
    race, team, drafting, push, most_changes : as in `optimise`

    Raises
    ------
    InputError
        if the team is not in the race, or no κ gives its time
    """
    own = with_drafting(with_known_turns(race, find_skated(race, team)), drafting)
    own = calibrated(race, own)
    yield from _Search(race, own, push, most_changes).run()


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A plan whose pacing is level: its time [s], the team in it, and its turns if it pushes."""

    time_s: float
    entry: Entry
    turns: Turns


class _Search:
    """Plans tried so far, and the best of each kind."""

    def __init__(self, race: Race, own: Entry, push: bool | None, most_changes: int) -> None:
        self.race, self.own, self.most = race, own, min(most_changes, 2 * race.laps - 2)
        self.orders = [in_order(own, order) for order in orders_of(own)]
        self.kinds = (True, False) if push is None else (push,)
        self.jobs = [
            (changes, order)
            for changes in range(min(self.most, MOST_CHANGES_PUSHING) + 1)
            for order in self.orders
            if True in self.kinds
        ]
        self.known: dict[tuple[Entry, float], float] = {}
        self.looked_at = 0
        self.found: list[_Candidate] = []
        self.best: Plan | None = None
        self.share, self.doing = 0.0, ""

    def run(self) -> Iterator[Progress]:
        for i, (changes, order) in enumerate(self.jobs):
            self.share = _SHARE * i / (len(self.jobs) + 1)
            self.doing = f"pushing, {changes} changes, {order.lineup[0]} first"
            yield self.state()
            yield from self.improve(_even(changes, self.race.laps), order, 0.0)
        if False in self.kinds:
            self.doing = "rotating"
            yield self.state()
            self.rotate(0.0)
            yield self.state()
        self.found.sort(key=lambda each: each.time_s)
        paced = _distinct(self.found)[:_PACED]
        for i, each in enumerate(paced):
            self.share, self.doing = _SHARE + (1 - _SHARE) * i / len(paced), "pacing"
            slope = self.pace(each.entry)
            if each.entry.formation.push:
                yield from self.improve(each.turns, each.entry, slope)
            else:
                self.rotate(slope)
            yield self.state()
        self.share, self.doing = 1.0, "done"
        yield self.state()

    def state(self) -> Progress:
        return Progress(self.looked_at + len(self.known), self.share, self.best, self.doing)

    def rotate(self, slope: float) -> None:
        """The best of all rotations at a pacing."""
        found = best_turns(self.race, self.own.with_effort(power_slope_w=slope), self.most)
        self.looked_at += found.tried
        time = self.time(found.entry, slope)
        self.found.append(_Candidate(time, found.entry.with_effort(power_slope_w=0.0), ()))

    def time(self, entry: Entry, slope: float) -> float:
        """Time of a plan [s], infinite where it cannot be skated; the best is kept."""
        entry = entry.with_effort(power_slope_w=slope)
        key = (entry, slope)
        if key in self.known:
            return self.known[key]
        time = float(solve(course(self.race, entry), parameter_sets(self.race, entry)).time_s[0])
        if not np.isfinite(time):
            time = float("inf")
        elif self.best is None or time < self.best.time_s - _BETTER_S:
            try:
                time = PowerRace(self.race, entry).time_s
                self.best = Plan(self.race, entry, time, self.own.official_time_s)
            except InputError:  # a reserve is overdrawn on the way
                time = float("inf")
        self.known[key] = time
        return time

    def improve(self, turns: Turns, order: Entry, slope: float) -> Iterator[Progress]:
        """Move changes of a push by half a lap as long as that helps."""

        def pushing(turns: Turns) -> Entry:
            return replace(order, formation=formation(turns, self.race.laps, push=True))

        now = self.time(pushing(turns), slope)
        while True:
            options = [
                (self.time(pushing(moved), slope), moved) for moved in _moves(turns, self.race.laps)
            ]
            yield self.state()
            time, moved = min(options, default=(float("inf"), turns))
            if time >= now - _BETTER_S:
                break
            now, turns = time, moved
        self.found.append(_Candidate(now, pushing(turns), turns))

    def pace(self, entry: Entry) -> float:
        """Slope of power with the least time [W], by golden section."""
        low, high = -STEEPEST_W, STEEPEST_W
        while high - low > _SLOPE_STEP_W:
            left, right = (round(low + part * (high - low), 1) for part in (1 - _GOLDEN, _GOLDEN))
            if self.time(entry, left) <= self.time(entry, right):
                high = right
            else:
                low = left
        return round((low + high) / 2, 1)


def _even(changes: int, laps: int) -> Turns:
    """Changes as even as curves allow: after k/(n + 1) of the race."""
    wanted = [2 * laps * (k + 1) / (changes + 1) - 1 for k in range(changes)]
    return tuple(min(max(round(each), 1), 2 * laps - 2) for each in wanted)


def _moves(turns: Turns, laps: int) -> list[Turns]:
    """Turns with one change, or two in a row, moved by half a lap or a whole one."""
    moved = []
    for width in (1, 2):
        for i in range(len(turns) - width + 1):
            for step in (-2, -1, 1, 2):
                new = tuple(
                    each + step if i <= k < i + width else each for k, each in enumerate(turns)
                )
                rising = all(a < b for a, b in pairwise(new))
                if rising and new[0] >= 1 and new[-1] <= 2 * laps - 2:
                    moved.append(new)
    return moved


def _distinct(found: list[_Candidate]) -> list[_Candidate]:
    seen: dict[Entry, _Candidate] = {}
    for each in found:
        seen.setdefault(each.entry, each)
    return [*seen.values()]
