"""What any turns ask of the three, without laying each of them out: a table over turns.

Between two changes everybody stays in their place, and around a change the drag depends on
that change alone. So three races laid out once — nobody changing; a change in every curve,
the old leader dropping to the rear; the same, dropping to second place — hold every
rotation: what it asks is put together from their pieces, thousands of turns at a time. The
paces are those of `pace_table`, the account that of `energy_balance.without_push`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from pursuit_sim.arrays import Bools, Floats, Ints
from pursuit_sim.scenario.formation import SKATERS, Formation, Lead
from pursuit_sim.scenario.race import Entry, Race
from pursuit_sim.sim.cases import ParameterSets
from pursuit_sim.sim.course import (
    Course,
    Phase,
    averaged,
    laid_on,
    rink_only,
    tucks_m,
    way_only,
)
from pursuit_sim.sim.forces import GRAVITY_MPS2
from pursuit_sim.sim.grid import grid
from pursuit_sim.sim.lead_changes import LeadChanges
from pursuit_sim.sim.pace import PaceProblem
from pursuit_sim.sim.pace_table import PaceTable
from pursuit_sim.sim.turn_tree import TurnTree
from pursuit_sim.sim.turns import MID_CURVE_LAPS, REAR, SECOND, changing_halves

_KEPT = 16  # pieces of a team's rotations, by duration and way of a change; 0.1 MB each
_SIGNS = np.array([-1.0, -1.0, -1.0, 1.0])  # of the strengths (P4)


@dataclass(frozen=True, eq=False)
class TurnCourse:
    """One rink, spacing and kind of change, for any turns.

    Attributes
    ----------
    steady : the course of nobody changing, its reserves looked at wherever an old leader
        could have tucked in
    longer : (step,) way that a change adds for each metre of the tail, were there one in each
        curve
    before : (kind, step, place, 5) what is felt more in a curve in which the lead changes, by
        the places before the change, 0 elsewhere: the longer way, and the strengths of drafting
    after : the same behind the place where the old leader has tucked in, by places after it
    """

    steady: Course
    longer: Floats
    before: Floats
    after: Floats


def turn_course(race: Race, entry: Entry) -> TurnCourse:
    """The pieces of all rotations.

    Parameters
    ----------
    race, entry : as of `course.course`, the formation without a push; its turns do not matter
    """
    alone = replace(entry, formation=Formation((Lead(0, float(race.laps)),)))
    return _turn_course(rink_only(race), way_only(alone))


@lru_cache(maxsize=_KEPT)
def _turn_course(race: Race, alone: Entry) -> TurnCourse:
    halves = changing_halves(race.laps)
    steps = grid(race.oval, race.half_laps, tucks_m(race, alone, halves))
    basis = averaged(*laid_on(race, alone, steps))
    longer = np.diff(LeadChanges(race, alone, halves).along(steps.edges_m)[0] - steps.edges_m)
    longer /= np.diff(steps.edges_m)
    ends = np.append(steps.tucks, len(steps.curve))
    before = np.zeros((2, *basis.shape[:2], 1 + basis.shape[2]))
    after = np.zeros_like(before)
    for kind in (REAR, SECOND):
        changing = replace(alone, formation=_changing(race.laps, kind))
        felt = averaged(*laid_on(race, changing, steps)) * (1 + longer)[:, np.newaxis, np.newaxis]
        orders = [(0, 1, 2), *(each.after for each in changing.formation.exchanges())]
        begin = 0
        for part, (end, order) in enumerate(zip(ends.tolist(), orders, strict=True)):
            more = np.empty((end - begin, *before.shape[2:]))
            more[:, :, 0] = longer[begin:end, np.newaxis]
            more[:, :, 1:] = felt[begin:end][:, list(order)] - basis[begin:end]
            # Of two changes, what lies before the timing line between them is the first one's.
            line = begin if part == 0 else int(steps.lines[halves[part - 1]])
            after[kind, begin:line] = more[: line - begin]
            before[kind, line:end] = more[line - begin :]
            begin = end
    whole, way = (Phase(0, len(steps.curve), (0, 1, 2)),), steps.edges_m
    steady = Course(steps, way, basis, whole, tuple(ends.tolist()), False, alone.official_time_s)
    for array in (basis, longer, before, after):
        array.setflags(write=False)  # shared by all who ask
    return TurnCourse(steady, longer, before, after)


def _changing(laps: int, kind: int) -> Formation:
    """A change in every curve; the very last one of two that lead drops to the rear."""
    edges = [0.0, *(half / 2 + MID_CURVE_LAPS for half in changing_halves(laps)), float(laps)]
    leaders = SKATERS if kind == REAR else 2
    lengths = np.diff(edges).tolist()
    return Formation(tuple(Lead(i % leaders, length) for i, length in enumerate(lengths)))


class TurnTable:
    """What any turns ask of many cases.

    Parameters
    ----------
    pieces : of the rotations
    table : of the paces of `pieces.steady`, with the pacing of the cases

    Attributes
    ----------
    level_w, lowest_w, highest_w : in the middle of the paces it holds, and where they end [W]
    """

    def __init__(self, pieces: TurnCourse, table: PaceTable) -> None:
        self.course, self.table = pieces.steady, table
        self.level_w = table.middle
        self.lowest_w, self.highest_w = table.middle - table.half, table.middle + table.half
        ends = np.array(self.course.checks, dtype=np.intp)
        begins = np.append(0, ends[:-1])

        def swept(felt: Floats) -> Floats:
            """(point, part, place, 1 + strength) coefficients of ∫B v² ds in each part."""
            signed = felt * np.append(1.0, _SIGNS)
            over = np.einsum("npb,nk->knpb", signed, table.swept, optimize=True)
            return np.asarray(np.add.reduceat(over, begins, axis=1))

        basis = self.course.basis
        steady = swept(np.concatenate([np.ones((*basis.shape[:2], 1)), basis], axis=2))
        self._steady = _rows(np.cumsum(steady, axis=1))
        before = np.stack([swept(each) for each in pieces.before], axis=2)
        after = np.stack([swept(each) for each in pieces.after], axis=2)
        # Of the first part nothing lies behind a change, of the last nothing before one.
        self._before, self._after = _rows(before[:, :-1]), _rows(after[:, 1:])
        self._longer = [
            _Longer(pieces, table, np.asarray(each[REAR, :, 0, 0] > 0), begins, changes)
            for each, changes in ((pieces.before, slice(None, -1)), (pieces.after, slice(1, None)))
        ]

    def ledger(self, cases: ParameterSets, level_w: Floats) -> Ledger:
        """What each skater would spend up to each change, by place, at levels of pace.

        Parameters
        ----------
        cases : of one pacing, that of the table
        level_w : (case,) [W]
        """
        table, at = self.table, self.table.polynomials(level_w)
        problem = PaceProblem(self.course, cases)
        strengths = cases.strengths.T
        air = np.concatenate([np.ones((1, len(cases))), strengths])
        felt = (air[:, np.newaxis] * at).reshape(-1, len(cases))

        def joules(coefficients: Floats) -> Floats:
            # Not as a product of matrices: that is no work for a library's threads.
            return np.asarray(np.einsum("rf,fc->rc", coefficients.reshape(-1, len(felt)), felt))

        kappa = cases.effectiveness
        drag = 0.5 * cases.air_density_kgm3 * cases.drag_area_m2.T / kappa  # (skater, case)
        kinetic = (table.square @ at)[:, np.newaxis] * (0.5 * cases.mass_kg.T)
        aerobic = (table.aerobic_s @ at)[:, np.newaxis] * cases.aerobic_w.T
        anywhere = np.cumsum((kinetic + problem.friction_j) / kappa - aerobic, axis=0)
        parts = len(self.course.checks), SKATERS, 1, len(cases)
        changes = len(self.course.checks) - 1, 2, SKATERS, 1, len(cases)
        steady = joules(self._steady).reshape(parts) * drag + anywhere[:, np.newaxis]
        before = joules(self._before).reshape(changes) * drag
        after = joules(self._after).reshape(changes) * drag
        late = np.zeros((len(self.course.checks) - 1, len(cases)))
        for side, longer in zip((before, after), self._longer, strict=True):
            spent = longer.spent @ at
            side += longer.taken_j(cases, spent)[:, np.newaxis, np.newaxis]  # noqa: PLW2901 - added in place, to the array that it is a name of
            late += spent
        changing = steady[:-1, np.newaxis]
        return Ledger(
            anaerobic_j=cases.anaerobic_j.T,
            until_j=changing + before,
            since_j=changing - after,
            whole_j=steady[-1],
            finish_s=table.finish @ at,
            late_s=late,
        )


class _Longer:
    """The longer way on one side of the places where old leaders have tucked in.

    Attributes
    ----------
    spent : (change, point) coefficients of the time it takes [s]
    """

    def __init__(
        self, pieces: TurnCourse, table: PaceTable, here: Bools, begins: Ints, changes: slice
    ) -> None:
        grid = pieces.steady.grid
        longer = np.where(here, pieces.longer, 0.0)
        metres = longer * np.diff(grid.edges_m)
        self._straight_m, self._curve_m = (
            np.add.reduceat(np.where(each, metres, 0.0), begins)[changes, np.newaxis]
            for each in (~grid.curve, grid.curve)
        )
        self.spent = np.add.reduceat(longer[:, np.newaxis] * table.spent, begins)[changes]

    def taken_j(self, cases: ParameterSets, spent_s: Floats) -> Floats:
        """(change, skater, case) [J] what it takes of each but for the air, less what flows in.

        Parameters
        ----------
        cases : any
        spent_s : (change, case) the time it takes [s]
        """
        mu = self._straight_m * cases.friction_straight + self._curve_m * cases.friction_curve
        ice = (mu * GRAVITY_MPS2 / cases.effectiveness)[:, np.newaxis] * cases.mass_kg.T
        return np.asarray(ice - spent_s[:, np.newaxis] * cases.aerobic_w.T)


def _rows(coefficients: Floats) -> Floats:
    """(…, 1 + strength, point) coefficients of the table's polynomials, side by side in memory."""
    return np.ascontiguousarray(np.moveaxis(coefficients, 0, -1))


@dataclass(frozen=True, eq=False)
class Ledger:
    """What the three would have spent, above their aerobic supply, from the gun on.

    Attributes
    ----------
    anaerobic_j : (skater, case) reserve at the gun [J]
    until_j : (change, kind, place, skater, case) up to where the old leader of a change has
        tucked in, in a place before it [J]
    since_j : what to take off for whoever has a place after that change [J]
    whole_j : (place, skater, case) up to the finish [J]
    finish_s : (case,) without a change [s]
    late_s : (change, case) by how much each would be later [s]
    """

    anaerobic_j: Floats
    until_j: Floats
    since_j: Floats
    whole_j: Floats
    finish_s: Floats
    late_s: Floats

    def later_s(self, tree: TurnTree) -> Floats:
        """(turns, case) [s] by how much their changes make them later, whoever begins where."""
        later, found = np.zeros((1, self.late_s.shape[1])), []
        for level in tree.levels:
            found.append(later.take(level.ended, 0))
            later = later.take(level.before, 0) + self.late_s.take(level.slots, 0)
        return np.concatenate(found)

    def slack_j(self, tree: TurnTree) -> Floats:
        """(rotation, case) [J] the smallest reserve that anybody has after a turn.

        What is missing from the full reserve after a stretch is what was missing before, times a
        share if the stretch refills it, or more by what it takes (`reserve_after`).
        """
        full = self.anaerobic_j
        shape = -1, SKATERS, *full.shape
        whole = self.whole_j[np.newaxis]
        until = np.concatenate([self.until_j.reshape(shape), whole])
        since = np.concatenate([self.since_j.reshape(shape), np.zeros_like(whole)])
        taken = until[tree.ends] - since[tree.begins]  # `OPEN` is the last of both
        kept = np.exp(np.minimum(taken, 0.0) / full).reshape(-1, full.shape[1])
        more = np.maximum(taken, 0.0).reshape(kept.shape)
        missing = most = np.zeros((len(tree.skaters), 1, full.shape[1]))
        found = []
        for level in tree.levels:
            last = kept.take(level.last, 0)
            last *= missing if level.all_end else missing.take(level.ended, 1)
            last += more.take(level.last, 0)
            before = most if level.all_end else most.take(level.ended, 1)
            found.append(np.maximum(last, before, out=last))
            if not len(level.before):
                break
            missing = missing.take(level.before, 1)
            missing *= kept.take(level.rows, 0)
            missing += more.take(level.rows, 0)
            most = most.take(level.before, 1)
            np.maximum(most, missing, out=most)
        left = full[tree.skaters][:, np.newaxis] - np.concatenate(found, axis=1)
        left = left.reshape(-1, full.shape[1])
        first, second, third = tree.starts
        least = left.take(first, 0)
        for others in (second, third):
            np.minimum(least, left.take(others, 0), out=least)
        return np.asarray(least)
