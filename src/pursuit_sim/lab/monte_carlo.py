"""Times of a team's formations over many parameter sets, κ fitted anew in each.

In every set the rotation is the best for it, found among those that are the best somewhere
(`turns_tried`), and the push is in its best order. What is fitted is the formation that was
skated, with the turns that were skated or, where nobody published them, that may have been.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import numpy as np

from pursuit_sim.arrays import Floats, Ints
from pursuit_sim.lab.calibrate import solve_effectiveness
from pursuit_sim.lab.formations import COMPARED, FEW, FIXED, PUSH, ROTATING
from pursuit_sim.lab.skated import as_led
from pursuit_sim.lab.skater_orders import as_in, reordered
from pursuit_sim.lab.turn_search import (
    MOST_CHANGES,
    MOST_MIXED,
    fastest,
    orders_of,
    turn_tables,
)
from pursuit_sim.lab.turns_tried import (
    TURNS_CLOSE_S,
    ChosenTurns,
    Classes,
    best_in_each,
    enough_turns,
)
from pursuit_sim.lab.uncertainty import (
    EXCHANGE,
    PUSH_SPACING,
    SKATERS_DIFFER,
    SPACING,
    SWING,
    TURNS,
    Uncertain,
    applied,
    classes,
    spaced,
)
from pursuit_sim.scenario.formation import Formation, Kind
from pursuit_sim.scenario.race import Entry, Race
from pursuit_sim.sim.batch import times_each
from pursuit_sim.sim.cases import ParameterSets
from pursuit_sim.sim.course import course
from pursuit_sim.sim.parameter_sets import parameter_sets
from pursuit_sim.sim.turns import ORDERS, every_turn

Values = Mapping[str, Floats]

_CLOSE_S = 1e-4  # [s] to which a draw meets the official time: far below its own interval
_CLOSE_J = 1.0  # [J] to which a draw spends the reserves: below 1e-3 s in its time


@dataclass(frozen=True, eq=False)
class Drawn:
    """Times over the draws.

    Attributes
    ----------
    time_s : (draw,) of each formation at its best [s]; NaN where unsolved
    effectiveness : (draw,) κ that was fitted
    missed_s : by how much the rotation may be faster, in the mean and at most, as measured in
        some draws [s]
    tried, every : rotations that were tried in each draw, and that can be skated
    """

    time_s: Mapping[Kind, Floats]
    effectiveness: Floats
    missed_s: tuple[float, float]
    tried: int
    every: int

    def first(self, count: int) -> Drawn:
        """The same of so many draws."""
        times = {kind: each[:count] for kind, each in self.time_s.items()}
        return replace(self, time_s=times, effectiveness=self.effectiveness[:count])


class Formations:
    """One team in one race: times of its formations for any parameter sets.

    Parameters
    ----------
    race, entry : as it was skated; κ does not matter
    entries : a formation of each kind that is no search's to find, by kind: few changes and
        fixed, as they are at the usual parameters
    skated : the formations that may have been skated, the known or assumed one first
    inputs : what may be off
    chosen : rotations to try, known from a team that is described alike
    fitted : the race and the entry that took the official time, where a what-if has changed
        rink or skaters since; by default as they are
    """

    def __init__(
        self,
        race: Race,
        entry: Entry,
        entries: Mapping[Kind, Entry],
        skated: tuple[Formation, ...],
        inputs: tuple[Uncertain, ...],
        chosen: ChosenTurns | None = None,
        fitted: tuple[Race, Entry] | None = None,
    ) -> None:
        self.fitted = fitted or (race, entry)
        self.race, self.entry, self.skated, self.inputs = race, entry, skated, inputs
        self.entries = entries
        self.each = False
        self.push = replace(entries[PUSH], lineup=entry.lineup, bodies=entry.bodies)
        self.rotating = replace(entry, formation=Formation(entry.formation.leads))
        self.differing = [each.name for each in inputs if each.group == SKATERS_DIFFER]
        self.orders = ORDERS if self.differing else orders_of(entry)
        self.every = every_turn(race.laps, MOST_CHANGES, MOST_MIXED, orders=self.orders)
        self.chosen = chosen or ChosenTurns()

    def each_searched(self, *, alike: bool) -> Formations:
        """The same for a few parameter sets, each with every rotation, or `ChosenTurns.ends`.

        Parameters
        ----------
        alike : whether the three are as alike as the scenario has them
        """
        inputs = [each for each in self.inputs if not (alike and each.name in self.differing)]
        made = Formations(self.race, self.entry, self.entries, self.skated, tuple(inputs))
        made.fitted = self.fitted
        made.each = True
        made.chosen = ChosenTurns(self.chosen.ends[0 if alike else 1])
        return made

    def usual(self, count: int) -> dict[str, Floats]:
        """Every input at its usual value, so many times."""
        return {each.name: np.full(count, each.usual) for each in self.inputs}

    def at(self, points: Floats) -> dict[str, Floats]:
        """Values of the inputs at quantiles (row, input)."""
        return {each.name: each.quantile(points[:, i]) for i, each in enumerate(self.inputs)}

    def times(self, values: Values, tick: Callable[[], None] = lambda: None) -> Drawn:
        """Times of every formation.

        Parameters
        ----------
        values : (draw,) of the inputs by name
        tick : called when a class of draws is done
        """
        count = len(next(iter(values.values())))
        values = self._as_led(values)
        own = applied(parameter_sets(self.race, self.entry), values)
        before = own
        if self.fitted[0] is not self.race:
            before = applied(parameter_sets(*self.fitted), values)
        kappa = np.full(count, np.nan)
        took: dict[Kind, Floats] = {kind: np.full(count, np.nan) for kind in COMPARED}
        every = classes(values[EXCHANGE], values[SWING])
        trains = [{"exchange_s": duration, "swing_out_m": swing} for duration, swing, _ in every]
        for train, (*_, which) in zip(trains, every, strict=True):
            kappa[which] = self._fitted(_with(self.fitted[1], train), before, values, which)
        sets = own.vary(effectiveness=kappa)
        apart = spaced(sets, self.rotating.spacing_m, values[SPACING])
        close = spaced(sets, self.push.spacing_m, values[PUSH_SPACING])
        solved = np.flatnonzero(np.isfinite(kappa))
        if len(solved) == 0:
            return Drawn(took, kappa, self.chosen.missed_s, 0, sum(map(len, self.every)))
        tables = turn_tables(
            self.race, [_with(self.rotating, train) for train in trains], apart[solved[:1]]
        )
        of = [np.intersect1d(which, solved) for *_, which in every]
        if not self.chosen.turns:
            grouped = [(t, apart[which]) for t, which in zip(tables, of, strict=True) if len(which)]
            self.chosen = self._choose(grouped)
        for table, which in zip(tables, of, strict=True):
            if len(which):
                found = fastest(table, self.chosen.turns, apart[which], TURNS_CLOSE_S)
                took[ROTATING][which] = found.time_s
            tick()
        self._others(trains, of, close, apart, took)
        tried = sum(map(len, self.chosen.turns))
        return Drawn(took, kappa, self.chosen.missed_s, tried, sum(map(len, self.every)))

    def own_times(self, values: Values, effectiveness: Floats) -> Floats:
        """(draw,) [s] of the entry as it stands, κ known; changes last as they usually do."""
        values = self._as_led(values)
        sets = applied(parameter_sets(self.race, self.entry), values)
        apart = PUSH_SPACING if self.entry.formation.push else SPACING
        solved = np.flatnonzero(np.isfinite(effectiveness))
        took = np.full(len(effectiveness), np.nan)
        some = spaced(sets.vary(effectiveness=effectiveness), self.entry.spacing_m, values[apart])[
            solved
        ]
        track = course(self.race, self.entry)
        took[solved] = next(times_each([(track, some)], close_j=_CLOSE_J)).time_s
        return took

    def _as_led(self, values: Values) -> Values:
        """The same draws, in which whoever led longer is the stronger; see `as_led`."""
        names = [each for each in self.differing if each in values]
        before = self.fitted[1]
        if not names or before.formation.push or before.lineup != self.entry.lineup:
            return values
        led = np.array([each.laps_in_front for each in self.skated])
        options = self.option(values[TURNS]) if TURNS in values else np.zeros(1, dtype=np.intp)
        drawn = as_led(np.stack([values[name] for name in names], axis=1), led[options])
        return {**values, **dict(zip(names, drawn.T, strict=True))}

    def option(self, share: Floats) -> Ints:
        """(draw,) which of the formations a draw of `TURNS` takes for skated.

        In half of the draws it is the assumed one, in the others each of the rest alike.
        """
        others = np.floor((2 * share - 1) * (len(self.skated) - 1)).astype(np.intp) + 1
        return np.where(share < 1 / 2, 0, np.minimum(others, len(self.skated) - 1))

    def _fitted(self, entry: Entry, own: ParameterSets, values: Values, which: Ints) -> Floats:
        """(draw,) κ of some draws, with the turns that each takes for skated."""
        apart = PUSH_SPACING if entry.formation.push else SPACING
        sets = spaced(own[which], entry.spacing_m, values[apart][which])
        if TURNS in values:
            options = self.option(values[TURNS][which])
        else:
            options = np.zeros(len(which), dtype=int)
        kappa = np.full(len(which), np.nan)
        for option in np.unique(options).tolist():
            some = np.flatnonzero(options == option)
            track = course(self.fitted[0], replace(entry, formation=self.skated[option]))
            official = np.full(len(some), entry.official_time_s)
            kappa[some] = solve_effectiveness(track, sets[some], official, _CLOSE_S)
        return kappa

    def _choose(self, grouped: Classes) -> ChosenTurns:
        """Rotations worth trying in every draw, and how far they miss the fastest of all."""
        if self.each:
            return replace(self.chosen, turns=best_in_each(self.every, self.orders, grouped))
        turns, missed = enough_turns(
            self.race.laps, self.every, self.orders, grouped, differ=bool(self.differing)
        )
        return replace(self.chosen, turns=turns, missed_s=missed)

    def _others(
        self,
        trains: list[dict[str, float]],
        of: list[Ints],
        close: ParameterSets,
        apart: ParameterSets,
        took: Mapping[Kind, Floats],
    ) -> None:
        """Times of the push in its best order, of few changes and of a fixed order."""
        solved = np.sort(np.concatenate(of))
        few, fixed = self.entries[FEW], self.entries[FIXED]
        pushing = close[solved]
        ordered = [reordered(pushing, order) for order in self.orders]
        batches = [
            (course(self.race, self.push), ParameterSets.stack(ordered)),
            (course(self.race, fixed), as_in(self.entry, fixed, apart[solved])),
            *(
                (course(self.race, _with(few, train)), as_in(self.entry, few, close[which]))
                for train, which in zip(trains, of, strict=True)
                if len(which)
            ),
        ]
        found = times_each(batches, close_j=_CLOSE_J)
        by_order = next(found).time_s.reshape(len(ordered), -1)
        took[PUSH][solved] = np.fmin.reduce(by_order)
        took[FIXED][solved] = next(found).time_s
        for which in of:
            if len(which):
                took[FEW][which] = next(found).time_s


def _with(entry: Entry, train: Mapping[str, float]) -> Entry:
    return replace(entry, train=entry.train.model_copy(update=dict(train)))
