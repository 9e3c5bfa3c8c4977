"""What a viewer has changed about a race, as a value with undo and redo.

A `Tuning` knows the race as it was and what was changed; `tuned` gives the race with the
changes. Nothing here draws, simulates or reads files.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from pursuit_sim.scenario.formation import Formation
from pursuit_sim.scenario.halls import thinned
from pursuit_sim.scenario.parameters import Rink
from pursuit_sim.scenario.quantity import Group
from pursuit_sim.scenario.race import Entry, Gap, Race

Value = float | str | bool | Formation | tuple[int, int, int]
RINK = ""  # the side of what belongs to neither team
FORMATION, ORDER = "formation", "order"
LAP_DELTAS = "pacing.lap_deltas_s"
_PACING = "pacing."  # of names that say how a time is spread
_MOST_STEPS = 500  # of undo: more than anybody goes back, and still little memory


@dataclass(frozen=True, slots=True, order=True)
class Key:
    """What can be changed.

    Attributes
    ----------
    side : "finish" or "crossing"; `RINK` for the hall
    name : a parameter such as "pacing.fade_s", `FORMATION` or `ORDER`
    lap : index of the lap, where the parameter has one number for each
    """

    side: str
    name: str
    lap: int = 0


_ALTITUDE, _AIR = Key(RINK, "rink.altitude_m"), Key(RINK, "rink.air_density_kgm3")


@dataclass(frozen=True, slots=True)
class Changes:
    """Everything that was changed.

    Attributes
    ----------
    values : new values by key; what is not in it is as it was
    keep_time : the official time stays and is spread anew; else the power model tells what
        time the changes give
    """

    values: Mapping[Key, Value] = field(default_factory=lambda: MappingProxyType({}))
    keep_time: bool = True

    @property
    def acting(self) -> Changes:
        """Those that act: how a time is spread is set aside while the power model tells it."""
        if self.keep_time:
            return self
        acting = {k: value for k, value in self.values.items() if not k.name.startswith(_PACING)}
        return replace(self, values=MappingProxyType(acting))


@dataclass(frozen=True, slots=True)
class Tuning:
    """A race and what was changed about it.

    Attributes
    ----------
    race : as it was
    now : the changes
    past, future : what undo and redo lead to, the nearest last
    held : the key that is being dragged: its changes are one step of undo
    """

    race: Race
    now: Changes = field(default_factory=Changes)
    past: tuple[Changes, ...] = ()
    future: tuple[Changes, ...] = ()
    held: Key | None = None

    @property
    def changed(self) -> bool:
        """Whether anything that acts differs from the race as it was."""
        return bool(self.now.acting.values)

    def official(self, key: Key) -> Value | None:
        """The value of a key in the race as it was; None where the model chooses it.

        The air is that of the altitude that is tuned: nobody has changed it by itself.
        """
        if key == _AIR and _ALTITUDE in self.now.values:
            return _rink(self.race.rink, {_ALTITUDE: self.now.values[_ALTITUDE]}).air_density_kgm3
        return value_in(self.race, key)

    def value(self, key: Key) -> Value | None:
        """The value of a key now; None where the model chooses it."""
        return self.now.values.get(key, self.official(key))

    def change(self, key: Key, value: Value, *, hold: bool = False) -> Tuning:
        """With another value; the official one takes the change back.

        Parameters
        ----------
        key : what to change
        value : the new value
        hold : it goes on changing until `release`, and all of that is one step
        """
        values = {**self.now.values, key: value}
        if value == self.official(key):
            del values[key]
        return self._step(replace(self.now, values=MappingProxyType(values)), key if hold else None)

    def release(self) -> Tuning:
        """Nothing is dragged any more."""
        return self if self.held is None else replace(self, held=None)

    def reset(self, key: Key) -> Tuning:
        """One key as it was."""
        values = {each: value for each, value in self.now.values.items() if each != key}
        return self._step(replace(self.now, values=MappingProxyType(values)))

    def reset_all(self) -> Tuning:
        """Everything as it was; whether the time is kept stays."""
        return self._step(Changes(keep_time=self.now.keep_time))

    def keep_time(self, on: bool) -> Tuning:
        """Keep the official time, or let the power model tell it."""
        return self._step(replace(self.now, keep_time=on))

    def undo(self) -> Tuning:
        """One step back."""
        if not self.past:
            return self
        return Tuning(self.race, self.past[-1], self.past[:-1], (*self.future, self.now))

    def redo(self) -> Tuning:
        """One step that was taken back, again."""
        if not self.future:
            return self
        return Tuning(self.race, self.future[-1], (*self.past, self.now), self.future[:-1])

    def _step(self, changes: Changes, held: Key | None = None) -> Tuning:
        if changes == self.now:
            return replace(self, held=held)
        going_on = held is not None and held == self.held
        past = self.past if going_on else (*self.past, self.now)[-_MOST_STEPS:]
        return Tuning(self.race, changes, past, (), held)


def value_in(race: Race, key: Key) -> Value | None:
    """The value of a key in a race; None where the model chooses it.

    Raises
    ------
    KeyError
        if the race has no such side
    """
    if key.side == RINK:
        found: Value | None = getattr(race.rink, key.name.partition(".")[2])
        return found
    entry = entry_on(race, key.side)
    if key.name == FORMATION:
        return entry.formation
    if key.name == ORDER:
        return (0, 1, 2)
    group, _, name = key.name.partition(".")
    if key.name == LAP_DELTAS:
        deltas = entry.pacing.lap_deltas_s
        return deltas[key.lap] if deltas else 0.0
    if key.name == "train.spacing_m":
        return entry.train.spacing_m
    holder = entry.bodies[0] if group == "body" else getattr(entry, group)
    value: Value | None = getattr(holder, name)
    return value


def entry_on(race: Race, side: str) -> Entry:
    """The entry that skates on a side.

    Raises
    ------
    KeyError
        if nobody does
    """
    for entry in race.entries:
        if entry.side == side:
            return entry
    raise KeyError(side)


def tuned(race: Race, values: Mapping[Key, Value]) -> Race:
    """A race with changed values."""
    entries = []
    for entry in race.entries:
        own = {key: value for key, value in values.items() if key.side == entry.side}
        entries.append(_tuned_entry(entry, own, race.laps) if own else entry)
    return replace(
        race,
        rink=_rink(race.rink, values),
        entries=tuple(entries),
        # As with known passings: they would be met whatever the pacing.
        gaps=_before_falls(race) if any(k.name.startswith(_PACING) for k in values) else race.gaps,
    )


def _rink(rink: Rink, values: Mapping[Key, Value]) -> Rink:
    """A rink with changed values; at another altitude the air thins, unless it is changed, too."""
    own = {key.name.partition(".")[2]: v for key, v in values.items() if key.side == RINK}
    if not own:
        return rink
    made = rink.model_copy(update=own)
    if _AIR in values:
        return made
    air = thinned(rink.air_density_kgm3, rink.altitude_m, made.altitude_m)
    return made.model_copy(update={"air_density_kgm3": air})


def _before_falls(race: Race) -> tuple[Gap, ...]:
    """The gap that alone tells how fast a team was that fell later: for it there is no time."""
    if all(entry.fall is None or entry.splits for entry in race.entries):
        return ()
    return tuple(gap for gap in race.gaps if gap.low_s == gap.high_s)[-1:]


def _tuned_entry(entry: Entry, values: Mapping[Key, Value], laps: int) -> Entry:
    groups: dict[str, dict[str, object]] = {}
    deltas = list(entry.pacing.lap_deltas_s or (0.0,) * laps)
    changed: dict[str, object] = {}
    for key, value in values.items():
        group, _, name = key.name.partition(".")
        if key.name == FORMATION:
            changed["formation"] = value
        elif key.name == ORDER:
            assert isinstance(value, tuple)  # noqa: S101 - what this key holds, for mypy
            changed["lineup"] = tuple(entry.lineup[i] for i in value)
            changed["bodies"] = tuple(entry.bodies[i] for i in value)
        elif key.name == LAP_DELTAS:
            assert isinstance(value, float)  # noqa: S101 - likewise
            deltas[key.lap] = value
            groups.setdefault(group, {})[name] = tuple(deltas)
        else:
            groups.setdefault(group, {})[name] = value
    for group, fields in groups.items():
        if group == "body":
            bodies = changed.get("bodies", entry.bodies)
            assert isinstance(bodies, tuple)  # noqa: S101 - likewise
            changed["bodies"] = tuple(each.model_copy(update=fields) for each in bodies)
        else:
            held: Group = getattr(entry, group)
            changed[group] = held.model_copy(update=fields)
    if "pacing" in groups:
        # Known passings are met exactly whatever the pacing: one of both has to give. The last one
        # before a fall is what is spread: the time is with the fall.
        changed["splits"] = entry.splits[-1:] if entry.fall else ()
    return replace(entry, **changed)  # type: ignore[arg-type]  # of each field what it holds
