"""Races of one team with the power model, any number of them, from columns of parameters.

κ is fitted once, to the race as it is, and then held, as are the powers of skaters of whom
times are known; so what changes is what the values are worth. What the course and the paces
depend on (`WAYS`) is laid out for each of a few combinations of values; for many, tabulated over
the box of them (`sim.way_table`), if that misses no race that is tried by more than
`TOLERANCE_S`; else again for each combination.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np

from pursuit_sim.arrays import Bools, Floats
from pursuit_sim.lab.calibrate import calibrated
from pursuit_sim.lab.columns import BODIES, DRAFTING, Columns, skater
from pursuit_sim.lab.formations import with_known_turns
from pursuit_sim.scenario.halls import thinned
from pursuit_sim.scenario.human_limits import (
    FASTEST_HALF_LAP_S,
    FASTEST_OPENING_S,
    SLOWEST_HALF_LAP_S,
)
from pursuit_sim.scenario.parameters import GROUPS
from pursuit_sim.scenario.physics import Body
from pursuit_sim.scenario.race import Entry, Race
from pursuit_sim.sim import drafting
from pursuit_sim.sim.abilities import powers
from pursuit_sim.sim.cases import PACING, ParameterSets
from pursuit_sim.sim.course import Course, course
from pursuit_sim.sim.energy_supply import at_altitude
from pursuit_sim.sim.overdraw import overdrawn
from pursuit_sim.sim.pace import solve
from pursuit_sim.sim.parameter_sets import parameter_sets
from pursuit_sim.sim.way_table import Ways, WayTable, even, fastest, term_count

TOLERANCE_S = 0.005  # half of what races are timed to
FEW = 64  # combinations that are laid out one by one, with no error
DEGREES = (3, 4, 5, 6, 7, 8, 10)
_MOST_TERMS = 220
_TRIED = 24  # races by which a table is checked
_CHUNK = 2048  # cases at a time

_CHANGES = ("train.exchange_s", "train.swing_out_m")  # of the lead
WAYS = (
    "rink.inner_radius_m",
    "pacing.start_loss_s",
    "train.spacing_m",
    "train.forming_s",
    *_CHANGES,
    *(f"effort.{name}" for name in PACING),
)
_OF_PACING = frozenset(f"effort.{name}" for name in PACING)  # which leave the course as it is
_ALTITUDE, _AIR = "rink.altitude_m", "rink.air_density_kgm3"
_PLAIN = {
    _AIR: "air_density_kgm3",
    "rink.ice_friction_straight": "friction_straight",
    "rink.ice_friction_curve": "friction_curve",
    "effort.effectiveness": "effectiveness",
    "effort.push_ratio": "push_ratio",
    "effort.push_limit_n": "push_limit_n",
    **{f"effort.{name}": name for name in PACING},
}
_STRENGTHS = {
    "effort.shelter_second": 0,
    "effort.shelter_third": 1,
    "effort.leader_gain": 2,
    "effort.swung_out_drag": 3,
}


@dataclass(frozen=True, eq=False)
class Domain:
    """What values the columns of some ways come from.

    Attributes
    ----------
    low, high : ends of each, by key
    combinations : how many different ones there are; None for any number
    """

    low: Mapping[str, float]
    high: Mapping[str, float]
    combinations: int | None


class PowerRaces:
    """Times of one team in races that differ in their parameters.

    Parameters
    ----------
    race, entry : who skates where, as the scenario has it
    domain : of the columns that will be asked for

    Attributes
    ----------
    within_s : the largest error of the table in the races that were tried [s]; 0 where every
        combination is laid out

    Raises
    ------
    InputError
        if no κ gives the race as it is, or the power model cannot say anything of it
    """

    def __init__(
        self, race: Race, entry: Entry, domain: Domain, sets: tuple[str, ...] = ()
    ) -> None:
        first, second, third = (powers(body) for body in entry.bodies)
        given = with_known_turns(race, replace(entry, bodies=(first, second, third)))
        self._race = race
        self._by_set: dict[str, Entry] = {}
        for name in (given.effort.drafting, *sets):
            own = given.with_effort(drafting=name)
            fitted = own.effort.effectiveness is None
            self._by_set[name] = calibrated(race, own) if fitted else own
        self._entry = self._by_set[given.effort.drafting]
        changes = len(entry.formation.leads) > 1
        self._ways = tuple(
            key for key in WAYS if key in domain.low and (changes or key not in _CHANGES)
            and domain.low[key] < domain.high[key]
        )  # fmt: skip
        self._fixed = {key: value for key, value in domain.low.items() if value == domain.high[key]}
        self.within_s = 0.0
        self._table: WayTable | None = None
        self._known: dict[tuple[float, ...], WayTable] = {}
        many = domain.combinations is None or domain.combinations > FEW
        if not self._ways:
            self._table = self._alone(())
        elif many:
            low, high = (
                np.array([end[key] for key in self._ways]) for end in (domain.low, domain.high)
            )
            self._table, self.within_s = self._tabulated(Ways(low, high, self._lay_out))

    def times(self, columns: Columns) -> tuple[Floats, Floats, Floats, Bools]:
        """(case,) finish [s], level of the pace [W], κ when rotating, and whether overdrawn.

        Finish and level are NaN where no pace can be held, or none that people skate, and where
        somebody would overdraw their reserve on the way, as in a single race.
        """
        count = len(next(iter(columns.values())))
        cases = self._cases(columns, count)
        values = np.stack([columns[key] for key in self._ways], axis=1) if self._ways else None
        ways = np.zeros((count, 0)) if values is None else values
        time, level = np.full((2, count), np.nan)
        for begin in range(0, count, _CHUNK):
            part = slice(begin, begin + _CHUNK)
            time[part], level[part] = self._fastest(cases[part], ways[part])
        halves = self._race.half_laps
        fast = FASTEST_OPENING_S + (halves - 1) * FASTEST_HALF_LAP_S
        over = self._overdrawn(cases, ways, level)
        believable = ~over & (time >= fast) & (time <= halves * SLOWEST_HALF_LAP_S)
        time[~believable] = level[~believable] = np.nan
        return time, level, cases.effectiveness, over

    def _overdrawn(self, cases: ParameterSets, ways: Floats, level: Floats) -> Bools:
        """(case,) whether somebody has spent more than their reserve between ends of leads.

        Each on its own course; of many, on that of the middle of the table's box.
        """
        if self._table is not None:
            return overdrawn(self._table.course, cases, self._on_the_middle(cases, level))
        found = np.zeros(len(cases), bool)
        rows, which = np.unique(ways, axis=0, return_inverse=True)
        for i, row in enumerate(rows):
            own = np.flatnonzero(which.ravel() == i)
            track = self._alone(tuple(row.tolist())).course
            found[own] = overdrawn(track, cases[own], level[own])
        return found

    def _on_the_middle(self, cases: ParameterSets, level: Floats) -> Floats:
        """(case,) levels [W] on the course in the middle of the box; as given where it is theirs.

        With the level of another course too much or too little would be spent all along.
        """
        if self._table is None or {*self._ways} <= _OF_PACING:
            return level
        found = np.full_like(level, np.nan)
        known = np.flatnonzero(np.isfinite(level))
        table = self._alone(tuple(((self._table.low + self._table.high) / 2).tolist()))
        for begin in range(0, len(known), _CHUNK):
            some = known[begin : begin + _CHUNK]
            if _OF_PACING.isdisjoint(self._ways):
                found[some] = fastest(table, cases[some], np.zeros((len(some), 0)))[1]
            else:
                found[some] = solve(table.course, cases[some], guess_w=level[some]).level_w
        return np.where(np.isnan(found), level, found)

    def _fastest(self, cases: ParameterSets, ways: Floats) -> tuple[Floats, Floats]:
        if self._table is not None:
            inside = ways if self._table.low.size else ways[:, :0]
            return fastest(self._table, cases, inside)
        time, level = np.full((2, len(cases)), np.nan)
        rows, which = np.unique(ways, axis=0, return_inverse=True)
        for i, row in enumerate(rows):
            own = np.flatnonzero(which.ravel() == i)
            table = self._alone(tuple(row.tolist()))
            time[own], level[own] = fastest(table, cases[own], ways[own][:, :0])
        return time, level

    def _alone(self, values: tuple[float, ...]) -> WayTable:
        """The table of one combination."""
        if values not in self._known:
            if len(self._known) >= FEW:
                self._known.clear()
            nothing = np.zeros(0)
            ways = Ways(nothing, nothing, lambda _: self._lay_out(np.array(values)))
            self._known[values] = WayTable(ways, self._level(np.array(values)), 0)
        return self._known[values]

    def _tabulated(self, ways: Ways) -> tuple[WayTable | None, float]:
        """A table that is good enough, and its largest error [s]; none where there is none."""
        count = len(self._ways)
        level = self._level(ways.inside(np.zeros(count)))
        tried = ways.inside(even(_TRIED, count, seed=1))
        laid = [self._lay_out(each) for each in tried]
        exact = np.array([solve(*each).time_s[0] for each in laid])
        cases = ParameterSets.stack([each for _, each in laid])
        for degree in DEGREES:
            if term_count(count, degree) > _MOST_TERMS:
                break
            table = WayTable(ways, level, degree)
            off = np.abs(fastest(table, cases, tried)[0] - exact)
            same = np.isnan(exact) == np.isnan(off)
            worst = float(np.nanmax(np.where(np.isnan(exact), 0.0, off), initial=0.0))
            if same.all() and worst <= TOLERANCE_S:
                return table, worst
        return None, 0.0

    def _level(self, values: Floats) -> float:
        """Of a race with some values of the ways [W]; that of the race as it is where none is."""
        found = float(solve(*self._lay_out(values)).level_w[0])
        return found if np.isfinite(found) else self._level_as_it_is

    @cached_property
    def _level_as_it_is(self) -> float:
        track, own = course(self._race, self._entry), parameter_sets(self._race, self._entry)
        return float(solve(track, own).level_w[0])

    def _lay_out(self, values: Floats) -> tuple[Course, ParameterSets]:
        """The course and the parameter set with some values of the ways."""
        race, entry = self._race, self._entry
        given = self._fixed | dict(zip(self._ways, values.tolist(), strict=True))
        groups: dict[str, dict[str, Any]] = {name: {} for name in GROUPS}
        for key, value in given.items():
            group, _, name = key.partition(".")
            groups[group][name] = value
        race = replace(race, rink=race.rink.model_copy(update=groups["rink"]))
        entry = replace(
            entry,
            pacing=entry.pacing.model_copy(update=groups["pacing"]),
            train=entry.train.model_copy(update=groups["train"]),
        ).with_effort(**groups["effort"])
        return course(race, entry), parameter_sets(race, entry)

    def _cases(self, columns: Columns, count: int) -> ParameterSets:
        """The parameter sets that columns make."""
        race, entry = self._race, self._entry
        cases = parameter_sets(race, entry).repeat(count)
        if _ALTITUDE in columns and _AIR not in columns:  # as in a scenario
            rink = race.rink
            air = thinned(rink.air_density_kgm3, rink.altitude_m, columns[_ALTITUDE])
            columns = {**columns, _AIR: air}
        plain = {name: columns[key] for key, name in _PLAIN.items() if key in columns}
        strengths, kappa = cases.strengths, cases.effectiveness
        if DRAFTING in columns:
            for name, own in self._by_set.items():
                which = columns[DRAFTING] == name
                strengths[which] = drafting.strengths(own.effort)
                kappa[which] = drafting.effectiveness(own.effort)
        for key, index in _STRENGTHS.items():
            if key in columns:
                strengths[:, index] = columns[key]
        bodies = {
            name: np.array([[getattr(body, name) for body in entry.bodies]]).repeat(count, axis=0)
            for name in Body.model_fields
        }
        for name, array in bodies.items():
            if f"body.{name}" in columns:
                array[:] = columns[f"body.{name}"][:, np.newaxis]
        for key, values in columns.items():
            who = skater(key, entry)
            if key.startswith(BODIES) and who is not None:
                bodies[key.rpartition(".")[2]][:, who] = values
        height = columns.get(_ALTITUDE, np.full(count, race.rink.altitude_m))
        loss = columns.get(
            "effort.altitude_loss_per_km", np.full(count, entry.effort.altitude_loss_per_km)
        )
        bodies["aerobic_w"] = at_altitude(bodies["aerobic_w"], height[:, None], loss[:, None])
        return cases.vary(**{"strengths": strengths, "effectiveness": kappa} | bodies | plain)
