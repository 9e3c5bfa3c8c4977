"""A finished race: where every skater is at every moment.

A `Trajectory` is the only hand-over between computing and showing. It is read-only,
and everything that is shown or timed is read from it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, reduce, wraps
from types import MappingProxyType
from typing import TypeVar
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import ArrayLike

from pursuit_sim.arrays import Floats
from pursuit_sim.plain_text import spelt_out
from pursuit_sim.scenario.formation import SKATERS
from pursuit_sim.scenario.race import Entry, Race
from pursuit_sim.scenario.slow_laps import SlowStretch
from pursuit_sim.units import format_time

__all__ = ["SKATERS", "Moment", "Trajectory", "asked_once"]  # SKATERS: columns a team

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True, eq=False)
class Moment:
    """Everything about every skater at one or many times.

    Axes are those of the times asked for, then ``skater``.
    """

    time_s: Floats
    distance_m: Floats
    lateral_m: Floats
    speed_mps: Floats
    extras: Mapping[str, Floats]


@dataclass(frozen=True, eq=False, repr=False)
class Trajectory:
    """One race on one time axis.

    Its arrays are read-only views of those it is made of, and two trajectories are equal only
    where they are the same one.

    Attributes
    ----------
    race : the race that was simulated
    model : name of the model that made it: "kinematic" or "power"
    time_s : (time,) [s] from the gun, rising; past the last finish it holds the glide-out
    distance_m : (time, skater) [m] skated along the lap line from the *team's own* line,
        measured at the tip of the leading blade
    lateral_m : (time, skater) [m] outward from the lap line
    speed_mps : (time, skater) [m/s] along the skater's own path
    extras : further (time, skater) arrays by name; the power model gives
        "power_w" [W], "reserve_j" [J] and "push_n" [N, forward force received
        from behind]
    supposed : (team,) where only gaps say that a team lost time, which nobody measured; empty
        where nothing is supposed
    uneven_s : by how much gaps change a half-lap, where nobody would skate so and nothing explains
        it [s]; else nought

    The skater axis is the line-up of the first entry, front to back at the start,
    then that of the second. Columns never change with the order on the ice.
    """

    race: Race
    model: str
    time_s: Floats
    distance_m: Floats
    lateral_m: Floats
    speed_mps: Floats
    extras: Mapping[str, Floats] = field(default_factory=dict)
    supposed: tuple[tuple[SlowStretch, ...], ...] = ()
    uneven_s: float = 0.0

    def __post_init__(self) -> None:
        for name in ("time_s", "distance_m", "lateral_m", "speed_mps"):
            object.__setattr__(self, name, _read_only(getattr(self, name)))
        extras = {name: _read_only(array) for name, array in self.extras.items()}
        object.__setattr__(self, "extras", MappingProxyType(extras))

    @property
    def duration_s(self) -> float:
        """Last moment of the time axis [s]."""
        return float(self.time_s[-1])

    def columns(self, team: int) -> slice:
        """The skater columns of the n-th entry of the race."""
        return slice(SKATERS * team, SKATERS * (team + 1))

    def entry(self, skater: int) -> Entry:
        """The entry that a skater column belongs to."""
        return self.race.entries[skater // SKATERS]

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Name of the skater in each column."""
        return tuple(name for entry in self.race.entries for name in entry.lineup)

    def __repr__(self) -> str:
        return (
            f"<Trajectory {spelt_out(self.race.title)}, {self.model} model: {len(self.names)} "
            f"skaters at {len(self.time_s)} moments, to {format_time(self.duration_s)}>"
        )

    @cached_property
    def tail_m(self) -> Floats:
        """(time, team) [m] distance of each team's third skater, the one who is timed."""
        return np.stack(
            [
                reduce(np.minimum, self.distance_m[:, self.columns(k)].T)
                for k in range(len(self.race.entries))
            ],
            axis=1,
        )

    @cached_property
    def lines_m(self) -> Floats:
        """(skater,) [m] distance of each skater's own line from the finish line."""
        oval = self.race.oval
        return np.repeat([oval.start_m(entry.side) for entry in self.race.entries], SKATERS)

    def at(self, time_s: ArrayLike) -> Moment:
        """Every skater at a time or at many, interpolated along the track.

        Times before the gun and after the end are held at the first and last moment.

        Parameters
        ----------
        time_s : [s], any shape

        Returns
        -------
        `Moment` whose arrays have the shape of `time_s` and a last axis ``skater``
        """
        t = np.clip(np.asarray(time_s, dtype=np.float64), self.time_s[0], self.time_s[-1])
        low = np.clip(np.searchsorted(self.time_s, t, side="right") - 1, 0, len(self.time_s) - 2)
        start = self.time_s[low]
        part = ((t - start) / (self.time_s[low + 1] - start))[..., np.newaxis]

        def mix(array: Floats) -> Floats:
            before = array[low]
            return np.asarray(before + part * (array[low + 1] - before))

        return Moment(
            time_s=t,
            distance_m=mix(self.distance_m),
            lateral_m=mix(self.lateral_m),
            speed_mps=mix(self.speed_mps),
            extras={name: mix(array) for name, array in self.extras.items()},
        )

    def xy(self, moment: Moment) -> Floats:
        """Places on the ice of the skaters of a `Moment` [m], last axes ``skater, xy``."""
        return self.race.oval.xy(moment.distance_m + self.lines_m, moment.lateral_m)

    def heading(self, moment: Moment) -> Floats:
        """Directions of travel along the lap line [rad], last axis ``skater``."""
        return self.race.oval.heading(moment.distance_m + self.lines_m)


def _read_only(array: Floats) -> Floats:
    """The same numbers, which cannot be changed from here."""
    view = array.view()
    view.setflags(write=False)
    return view


def asked_once(find: Callable[[Trajectory], Found]) -> Callable[[Trajectory], Found]:
    """Keep what is found in a trajectory as long as somebody has it: many ask the same of it."""
    known: WeakKeyDictionary[Trajectory, Found] = WeakKeyDictionary()

    @wraps(find)
    def found(trajectory: Trajectory) -> Found:
        if trajectory not in known:
            known[trajectory] = find(trajectory)
        return known[trajectory]

    return found
