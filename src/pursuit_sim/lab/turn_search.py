"""The best turns of a rotation: every one that can be skated is looked at.

Up to four changes, old leaders may drop to the rear or to second place; up to seven, all
three lead in turn. Each curve may hold a change, each of the three may begin. For one team
that is some ten to a hundred thousand rotations, whose reserves come from a table
(`sim.turn_table`), so what is found is the fastest of them all. For many draws a few of them
are tried in each: those that are the fastest in some; how far that misses the fastest of all
is measured in other draws, and told.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace

import numpy as np

from pursuit_sim.arrays import Floats, Ints
from pursuit_sim.lab.skater_orders import in_order
from pursuit_sim.scenario.race import Entry, Race
from pursuit_sim.sim.cases import ParameterSets
from pursuit_sim.sim.course import Course, course
from pursuit_sim.sim.pace import CLOSE_J, PaceProblem, first_guess, search, solve
from pursuit_sim.sim.pace_table import pace_tables
from pursuit_sim.sim.parameter_sets import parameter_sets
from pursuit_sim.sim.secant import MOST_ROUNDS, roots
from pursuit_sim.sim.turn_bands import TurnBands
from pursuit_sim.sim.turn_table import turn_course
from pursuit_sim.sim.turn_tree import TurnTree, turn_tree
from pursuit_sim.sim.turns import ORDERS, Turns, every_turn, formation

MOST_CHANGES = 7  # as many as are skated (3–7, `docs/models.md`)
MOST_MIXED = 4  # changes, up to which old leaders may drop to second place, too
_LIFT = 0.005  # of the level, within which a slope is that at the level
_ABOUT = 0.94  # of the middle of the table: where rotations mostly lie
_LEAST = 1e-10  # of the level, a step that changes nothing
_CLOSE_S = 1e-7  # [s] to which the pace of the fastest is found
_RETRIED = 3  # of the best at that pace, skated anew without the table
_AT_ONCE = 131_072  # rotations times cases: what they ask stays in the cache


@dataclass(frozen=True, slots=True)
class BestTurns:
    """The fastest rotation of a team.

    Attributes
    ----------
    entry : the team in it, in the order in which it starts
    time_s : what it takes [s]; NaN where none can be skated
    tried : rotations among which it is the fastest
    within_s : by how much the table may have missed a faster one [s]
    """

    entry: Entry
    time_s: float
    tried: int
    within_s: float


def orders_of(entry: Entry) -> tuple[tuple[int, ...], ...]:
    """Orders at the gun that make a difference; the entry's own first."""
    found: list[tuple[int, ...]] = []
    for order in ORDERS:
        bodies = [entry.bodies[i] for i in order]
        if all(bodies != [entry.bodies[i] for i in other] for other in found):
            found.append(order)
    return tuple(found)


def best_turns(race: Race, entry: Entry, most_changes: int = MOST_CHANGES) -> BestTurns:
    """The fastest rotation of all.

    Parameters
    ----------
    race, entry : the team, κ set; its own formation does not matter, its pacing stays
    most_changes : changes of the lead at most
    """
    alone = replace(entry, formation=replace(entry.formation, push=False))
    sets = parameter_sets(race, alone)
    table = turn_tables(race, [alone], sets)[0]
    orders = orders_of(entry)
    every = every_turn(race.laps, most_changes, min(most_changes, MOST_MIXED), orders=orders)
    tried = sum(map(len, every))
    found = fastest(table, every, sets)
    retried: list[tuple[float, int, int, Entry]] = []
    for index in _first(table, every, sets, found.level_w, _RETRIED).tolist():
        made = as_entry(alone, every, index, race.laps)
        time = float(solve(course(race, made), parameter_sets(race, made)).time_s[0])
        retried.append((time if np.isfinite(time) else np.inf, len(retried), index, made))
    time, _, index, made = min(retried)
    if not np.isfinite(time):
        return BestTurns(made, np.nan, tried, np.nan)
    (found_turns,) = these(every, np.array([index]))
    return BestTurns(
        made, time, tried, abs(time - _by_table(table, found_turns, sets, found.level_w))
    )


def _by_table(table: TurnBands, alone: Turns, sets: ParameterSets, guess_w: Floats) -> float:
    """Finish of one rotation [s], the pace found without laying it out."""
    tree = turn_tree((alone,))

    def spent(level_w: Floats) -> tuple[Floats, None]:
        ledger = table.ledger(sets, level_w)
        finish = ledger.finish_s + ledger.later_s(tree)[0]
        return np.stack([ledger.slack_j(tree)[0], finish]), None

    end = roots(spent, guess_w, lambda values: -values[1:], CLOSE_J)
    return float(end.values[1, 0])


def _first(
    table: TurnBands, every: Sequence[Turns], sets: ParameterSets, level_w: Floats, count: int
) -> Ints:
    times = _about_s(table, turn_tree(tuple(every)), sets, level_w)[:, 0]
    return np.argsort(np.nan_to_num(times, nan=np.inf), kind="stable")[:count]


@dataclass(frozen=True, eq=False)
class _Asked:
    """What rotations ask for at a level of pace.

    Attributes
    ----------
    slack_j : (rotation, case) [J]
    finish_s, later_s : (case,) [s] without a change; (turns, case) what changes add
    """

    slack_j: Floats
    finish_s: Floats
    later_s: Floats

    @classmethod
    def of(cls, table: TurnBands, tree: TurnTree, cases: ParameterSets, level_w: Floats) -> _Asked:
        ledger = table.ledger(cases, level_w)
        return cls(ledger.slack_j(tree), ledger.finish_s, ledger.later_s(tree))

    def onward(self, tree: TurnTree, before: _Asked) -> tuple[Floats, Floats]:
        """(rotation, case) How far each pace may go on, and its time [s] there.

        Parameters
        ----------
        before : asked at another level; the step from there to here is a way of 1
        """
        onward = self.slack_j / (before.slack_j - self.slack_j)
        times = onward * (self.finish_s - before.finish_s)
        times += self.later_s.take(tree.turns, 0)
        times += self.finish_s
        return onward, times


def _about_s(table: TurnBands, tree: TurnTree, cases: ParameterSets, level_w: Floats) -> Floats:
    """(rotation, case) [s] what each takes, told from a level of pace (case,) [W] near its own."""
    before, here = (
        _Asked.of(table, tree, cases, level) for level in (level_w * (1 - _LIFT), level_w)
    )
    return here.onward(tree, before)[1]


def these(every: Sequence[Turns], which: Ints) -> list[Turns]:
    """Some of many rotations, counted through all."""
    found, begin = [], 0
    for turns in every:
        own = which[(which >= begin) & (which < begin + len(turns))] - begin
        begin += len(turns)
        if len(own):
            found.append(turns[own])
    return found


def as_entry(entry: Entry, every: Sequence[Turns], index: int, laps: int) -> Entry:
    """A team in one of several rotations, counted through all of them."""
    for turns in every:
        if index < len(turns):
            made = in_order(entry, turns.order(index))
            return replace(made, formation=formation(turns, index, laps))
        index -= len(turns)
    raise IndexError(index)


def turn_tables(race: Race, entries: Sequence[Entry], sets: ParameterSets) -> list[TurnBands]:
    """Tables over turns, of which the first case's pacing is that of all.

    Parameters
    ----------
    race : the race
    entries : with the trains to lay out, none pushing
    sets : the pacing, and a case for which some rotation can be skated
    """
    pieces = [turn_course(race, entry) for entry in entries]
    level = _level(pieces[0].steady, sets)
    tables = pace_tables([(each.steady, sets, level) for each in pieces])
    return [TurnBands(each, table) for each, table in zip(pieces, tables, strict=True)]


def _level(steady: Course, sets: ParameterSets) -> float:
    """A level of pace [W] about which rotations lie: what the three could hold together."""
    problem = PaceProblem(steady, sets[:1], pool=True)
    level = float(search(problem).level_w[0])
    return level if np.isfinite(level) else float(first_guess(problem)[0])


@dataclass(frozen=True, eq=False)
class Fastest:
    """The fastest of some rotations in each of many cases; NaN where none can be skated.

    Attributes
    ----------
    time_s, level_w : (case,) its finish [s], and its level of pace [W]
    index : (case,) which, counted through all of them
    """

    time_s: Floats
    level_w: Floats
    index: Ints


def fastest(
    table: TurnBands, every: Sequence[Turns], cases: ParameterSets, close_s: float = _CLOSE_S
) -> Fastest:
    """The fastest of some rotations: its pace is that at which it has no reserve to spare.

    Parameters
    ----------
    table : of their course, with the pacing of the cases
    every : the rotations
    cases : any number
    close_s : a search ends where its time changes no more than that [s]
    """
    tree = turn_tree(tuple(every))
    size = max(1, _AT_ONCE // len(tree))
    parts: list[Fastest] = []
    level = _ABOUT * table.level_w
    for begin in range(0, len(cases), size):
        parts.append(_fastest(table, tree, cases[begin : begin + size], level, close_s))
        known = parts[-1].level_w[np.isfinite(parts[-1].level_w)]
        level = float(known.mean()) if len(known) else level
    return Fastest(
        *(np.concatenate([getattr(part, each.name) for part in parts]) for each in fields(Fastest))
    )


@np.errstate(divide="ignore", invalid="ignore")
def _fastest(
    table: TurnBands, tree: TurnTree, cases: ParameterSets, guess_w: float, close_s: float
) -> Fastest:
    """By secants, of each rotation its own; what they find the fastest has the next pace.

    Who has nothing left even at the slowest pace of the table ends there, without a number.
    """
    time, level = np.full((2, len(cases)), np.nan)
    which = np.zeros(len(cases), dtype=np.intp)
    going, at = np.arange(len(cases)), np.full(len(cases), guess_w)
    last, before = at * (1 - _LIFT), _Asked.of(table, tree, cases, at * (1 - _LIFT))
    for _ in range(MOST_ROUNDS):
        asked = _Asked.of(table, tree, cases[going], at)
        onward, times = asked.onward(tree, before)
        best = times.argmin(axis=0), np.arange(len(going))
        step = onward[best] * (at - last)
        near = np.abs(step) <= _LIFT * at
        done = near & (np.abs(times[best] - time[going]) <= close_s)
        time[going], level[going], which[going] = times[best], at + step, best[0]
        on = np.flatnonzero(~done & (np.abs(step) > _LEAST * at))
        if not len(on):
            break
        # Half-way to where the table ends at most.
        after = np.clip(at + step, (at + table.lowest_w) / 2, (at + table.highest_w) / 2)[on]
        before = _Asked(asked.slack_j[:, on], asked.finish_s[on], asked.later_s[:, on])
        going, last, at = going[on], at[on], after
    else:
        time[going] = level[going] = np.nan
    return Fastest(time, level, which)


def missed_s(
    table: TurnBands, every: Sequence[Turns], cases: ParameterSets, found: Fastest
) -> tuple[Floats, Ints]:
    """(case,) By how much the fastest of all rotations is faster [s], and which that is.

    Which it is, is told from the pace of the one that is known; its own pace is then found.

    Parameters
    ----------
    table, every, cases : see `fastest`
    found : the fastest of a few of them
    """
    which = np.empty(len(cases), dtype=np.intp)
    tree = turn_tree(tuple(every))
    size = max(1, _AT_ONCE // len(tree))
    for begin in range(0, len(cases), size):
        some = slice(begin, begin + size)
        which[some] = _about_s(table, tree, cases[some], found.level_w[some]).argmin(axis=0)
    pool = np.unique(which)
    best = fastest(table, these(every, pool), cases)
    return np.maximum(found.time_s - best.time_s, 0.0), pool[best.index]


def chosen(
    every: tuple[Turns, ...], which: Iterable[int], orders: Sequence[tuple[int, ...]]
) -> tuple[Turns, ...]:
    """Some turns of many rotations, each begun in every order of the skaters at the gun.

    Parameters
    ----------
    every : rotations
    which : some of their turns, counted as in their tree
    orders : skaters front to back
    """
    _, first = np.unique(turn_tree(every).turns, return_index=True)
    return tuple(each.in_orders(orders) for each in these(every, first[sorted(which)]))
