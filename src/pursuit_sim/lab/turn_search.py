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
from numpy.typing import NDArray

from pursuit_sim.lab.plan import reordered
from pursuit_sim.scenario.race import Entry, Race
from pursuit_sim.sim.cases import ParameterSets
from pursuit_sim.sim.course import Course, course
from pursuit_sim.sim.pace import CLOSE_J, PaceProblem, first_guess, search, solve
from pursuit_sim.sim.pace_table import pace_tables
from pursuit_sim.sim.parameter_sets import parameter_sets
from pursuit_sim.sim.secant import roots
from pursuit_sim.sim.turn_table import Ledger, TurnTable, turn_course
from pursuit_sim.sim.turn_tree import TurnTree, turn_tree
from pursuit_sim.sim.turns import ORDERS, Turns, every_turn, formation

Floats = NDArray[np.float64]
Ints = NDArray[np.intp]

MOST_CHANGES = 7  # as many as are skated (3–7, `docs/models.md`)
MOST_MIXED = 4  # changes, up to which old leaders may drop to second place, too
_LARGEST_STEP = 0.1  # of the level, in one round of the search
ROUGH_CHANGES = 2  # of the rotations that tell about which pace that is
_NEAR = 64  # that are the best at about that pace: with them the pace is found
_RETRIED = 3  # of the best at that pace, skated anew without the table
_AT_ONCE = 32_768  # rotations times cases: what they ask stays in the cache


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
    found = fastest(table, (every[min(ROUGH_CHANGES, len(every) - 1)],), sets)
    if np.isfinite(found.level_w[0]):
        near = _with_most_slack(table, every, sets, found.level_w, _NEAR)
        found = fastest(table, these(every, near), sets)
    else:
        found = fastest(table, every, sets)
    retried: list[tuple[float, int, int, Entry]] = []
    for index in _with_most_slack(table, every, sets, found.level_w, _RETRIED).tolist():
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


def _by_table(table: TurnTable, alone: Turns, sets: ParameterSets, guess_w: Floats) -> float:
    """Finish of one rotation [s], the pace found without laying it out."""
    tree = turn_tree((alone,))

    def spent(level_w: Floats) -> tuple[Floats, None]:
        ledger = table.ledger(sets, level_w)
        finish = ledger.finish_s + ledger.later_s(tree)[0]
        return np.stack([ledger.slack_j(tree)[0], finish]), None

    end = roots(spent, guess_w, lambda values: -values[1:], CLOSE_J)
    return float(end.values[1, 0])


def _with_most_slack(
    table: TurnTable, every: Sequence[Turns], sets: ParameterSets, level_w: Floats, count: int
) -> Ints:
    ledger, seconds_j = table.ledger(sets, level_w), table.seconds_j(sets, level_w)
    worth = _worth_j(ledger, turn_tree(tuple(every)), seconds_j)[0][:, 0]
    return np.argsort(-np.nan_to_num(worth, nan=-np.inf))[:count]


def _worth_j(ledger: Ledger, tree: TurnTree, seconds_j: Floats) -> tuple[Floats, Floats]:
    """(rotation, case) [J] their slack, less what would make up for the time their changes take.

    Parameters
    ----------
    ledger, tree : of the cases, and of the rotations
    seconds_j : (case,) what a joule is worth [s/J]

    Returns
    -------
    it, and (turns, case) that time [s], whoever begins where
    """
    later = ledger.later_s(tree)
    worth = ledger.slack_j(tree)
    worth -= (later / seconds_j).take(tree.turns, 0)
    return worth, later


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
            made = reordered(entry, turns.order(index))
            return replace(made, formation=formation(turns, index, laps))
        index -= len(turns)
    raise IndexError(index)


def turn_tables(race: Race, entries: Sequence[Entry], sets: ParameterSets) -> list[TurnTable]:
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
    return [TurnTable(each, table) for each, table in zip(pieces, tables, strict=True)]


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
    time_s, level_w : (case,) its finish [s], and the level of pace [W] at which its slack makes up
        for the time that its changes take
    index : (case,) which, counted through all of them
    seconds_j : (case,) by how much a joule of slack would make it faster [s/J]
    """

    time_s: Floats
    level_w: Floats
    index: Ints
    seconds_j: Floats


def fastest(
    table: TurnTable, every: Sequence[Turns], cases: ParameterSets, close_j: float = CLOSE_J
) -> Fastest:
    """The pace at which the best of some rotations has no reserve to spare.

    Slack falls as the level rises for each of them, so it does for the best. They are held against
    each other with the time that their changes take made up for in joules, good to 1e-3 s.

    Parameters
    ----------
    table : of their course, with the pacing of the cases
    every : the rotations
    cases : any number
    close_j : slack at which the search ends [J]
    """
    tree = turn_tree(tuple(every))
    size = max(1, _AT_ONCE // len(tree))
    parts: list[Fastest] = []
    level = table.level_w
    for begin in range(0, len(cases), size):
        parts.append(_fastest(table, tree, cases[begin : begin + size], level, close_j))
        known = parts[-1].level_w[np.isfinite(parts[-1].level_w)]
        level = float(known.mean()) if len(known) else level
    return Fastest(
        *(np.concatenate([getattr(part, each.name) for part in parts]) for each in fields(Fastest))
    )


def _fastest(
    table: TurnTable,
    tree: TurnTree,
    cases: ParameterSets,
    guess_w: float,
    close_j: float,
) -> Fastest:
    guess = np.full(len(cases), guess_w)
    seconds_j = table.seconds_j(cases, guess)
    columns = np.arange(len(cases))

    def best(level_w: Floats) -> tuple[Floats, tuple[Ints, Floats]]:
        ledger = table.ledger(cases, level_w)
        worth, later_s = _worth_j(ledger, tree, seconds_j)
        which = worth.argmax(axis=0)
        values = np.stack([worth[which, columns], ledger.finish_s])
        return values, (which, later_s[tree.turns[which], columns])

    end = roots(
        best,
        guess,
        lambda values: np.stack([-values[1], np.zeros_like(values[1])]),
        close_j,
        largest_step=lambda level_w: _LARGEST_STEP * np.abs(level_w),
        least_steps=1,
    )
    (left, finish), (rate, gain) = end.values, end.slopes
    rest = np.where(end.found, -left / rate, np.nan)
    which, later_s = end.further
    # What a joule is worth was taken of the three together; at the root it is known of who limits.
    off = later_s * (1 - gain / rate / seconds_j)
    return Fastest(finish + gain * rest + off, end.at + rest, which, seconds_j)


def missed_s(
    table: TurnTable, every: Sequence[Turns], cases: ParameterSets, found: Fastest
) -> tuple[Floats, Ints]:
    """(case,) By how much the fastest of all rotations is faster [s], and which that is.

    Parameters
    ----------
    table, every, cases : see `fastest`
    found : the fastest of a few of them
    """
    missed, which = np.empty(len(cases)), np.empty(len(cases), dtype=np.intp)
    tree = turn_tree(tuple(every))
    size = max(1, _AT_ONCE // len(tree))
    for begin in range(0, len(cases), size):
        some = slice(begin, begin + size)
        ledger = table.ledger(cases[some], found.level_w[some])
        seconds_j = found.seconds_j[some]
        worth, _ = _worth_j(ledger, tree, seconds_j)
        which[some] = worth.argmax(axis=0)
        missed[some] = worth.max(axis=0) * seconds_j
    return np.maximum(missed, 0.0), which


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
