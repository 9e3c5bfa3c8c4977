"""The best plan for a team: order, turns, number of changes, push or not, and pacing.

Changes are made in curves only. Orders and numbers of changes are tried out one by one;
the turns are improved by moving one change, or two neighbours, by half a lap until
nothing helps; the pacing of the best is found by golden section. That is a local search:
it may miss a plan that is better by some hundredths, but what it gives can be skated.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise, permutations
from time import monotonic

import numpy as np

from pursuit_sim.errors import InputError
from pursuit_sim.lab.calibrate import calibrated
from pursuit_sim.lab.compare import with_drafting
from pursuit_sim.lab.formations import find_skated, with_known_turns
from pursuit_sim.lab.plan import Plan, formation, reordered
from pursuit_sim.scenario.formation import SKATERS
from pursuit_sim.scenario.physics import DraftingSet
from pursuit_sim.scenario.race import Entry, Race
from pursuit_sim.sim.course import course
from pursuit_sim.sim.pace import solve
from pursuit_sim.sim.parameter_sets import parameter_sets
from pursuit_sim.sim.power import PowerRace

MOST_CHANGES = 7  # as many as are skated (3–7, `docs/models.md`)
MOST_CHANGES_PUSHING = 2
# [W] of the pacing, for each skater, on either side of level effort. −50 W makes the last lap
# 1 s slower than the second, as observed; the model lacks the fatigue that forbids more.
STEEPEST_W = 50.0
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
        raise InputError.single(
            race.id, "team", f"no plan for {team} can be skated", "check the skaters' powers"
        )
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


class _Search:
    """Plans tried so far, and the best of each kind."""

    def __init__(self, race: Race, own: Entry, push: bool | None, most_changes: int) -> None:
        self.race, self.own = race, own
        orders = _orders(own)
        most = min(most_changes, 2 * race.laps - 2)
        self.jobs: list[tuple[bool, int, Entry]] = [
            (pushing, changes, order)
            for pushing in ((True, False) if push is None else (push,))
            for changes in range(min(most, MOST_CHANGES_PUSHING if pushing else most) + 1)
            for order in orders
        ]
        self.known: dict[tuple[Entry, Turns, bool, float], float] = {}
        self.found: list[tuple[float, bool, Entry, Turns]] = []
        self.best: Plan | None = None
        self.share, self.doing = 0.0, ""

    def run(self) -> Iterator[Progress]:
        for i, (push, changes, order) in enumerate(self.jobs):
            self.share = _SHARE * i / len(self.jobs)
            how = "pushing" if push else "rotating" if changes else "fixed"
            self.doing = f"{how}, {changes} changes, {order.lineup[0]} first"
            yield self.state()
            yield from self.improve(push, _even(changes, self.race.laps), order, 0.0)
        self.found.sort(key=lambda each: each[0])
        paced = _distinct(self.found)[:_PACED]
        for i, (_, push, order, turns) in enumerate(paced):
            self.share, self.doing = _SHARE + (1 - _SHARE) * i / len(paced), "pacing"
            slope = self.pace(push, turns, order)
            yield from self.improve(push, turns, order, slope)
            yield self.state()
        self.share, self.doing = 1.0, "done"
        yield self.state()

    def state(self) -> Progress:
        return Progress(len(self.known), self.share, self.best, self.doing)

    def time(self, push: bool, turns: Turns, order: Entry, slope: float) -> float:
        """Time of a plan [s], infinite where it cannot be skated; the best is kept."""
        key = (order, turns, push, slope)
        if key in self.known:
            return self.known[key]
        entry = _planned(self.race, order, turns, push, slope)
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

    def improve(self, push: bool, turns: Turns, order: Entry, slope: float) -> Iterator[Progress]:
        """Move changes by half a lap as long as that helps."""
        now = self.time(push, turns, order, slope)
        while True:
            options = [
                (self.time(push, moved, order, slope), moved)
                for moved in _moves(turns, self.race.laps)
            ]
            yield self.state()
            time, moved = min(options, default=(float("inf"), turns))
            if time >= now - _BETTER_S:
                break
            now, turns = time, moved
        self.found.append((now, push, order, turns))

    def pace(self, push: bool, turns: Turns, order: Entry) -> float:
        """Slope of power with the least time [W], by golden section."""
        low, high = -STEEPEST_W, STEEPEST_W
        while high - low > _SLOPE_STEP_W:
            left, right = (round(low + part * (high - low), 1) for part in (1 - _GOLDEN, _GOLDEN))
            if self.time(push, turns, order, left) <= self.time(push, turns, order, right):
                high = right
            else:
                low = left
        return round((low + high) / 2, 1)


def _planned(race: Race, order: Entry, turns: Turns, push: bool, slope: float) -> Entry:
    planned = replace(order, formation=formation(turns, race.laps, push=push))
    return planned.with_effort(power_slope_w=slope)


def _orders(own: Entry) -> list[Entry]:
    """The entry in every order that makes a difference, its own first."""
    found: list[Entry] = []
    for order in permutations(range(SKATERS)):
        each = reordered(own, order)
        if all(each.bodies != other.bodies for other in found):
            found.append(each)
    return found


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


def _distinct(
    found: list[tuple[float, bool, Entry, Turns]],
) -> list[tuple[float, bool, Entry, Turns]]:
    seen: list[tuple[bool, Entry, Turns]] = []
    result = []
    for each in found:
        if each[1:] not in seen:
            seen.append(each[1:])
            result.append(each)
    return result
