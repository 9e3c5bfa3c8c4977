"""What the layers of a scenario say, and the scenario without some of what was said later."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from contextlib import suppress
from functools import cached_property
from typing import Any, NamedTuple

from pursuit_sim.errors import InputError
from pursuit_sim.scenario.faults import ScenarioSource
from pursuit_sim.scenario.names import match
from pursuit_sim.scenario.parameters import Rink
from pursuit_sim.scenario.published_gap import OTHER
from pursuit_sim.scenario.race import Race
from pursuit_sim.scenario.scenario import Scenario
from pursuit_sim.scenario.told_times import inner

Keys = tuple[str, ...]  # a key of a file, table by table
RINK: Keys = ("rink",)
_MOST_PARTED = 64  # times that races are not loaded at once, since one of them makes no sense
_Gone = tuple[int, Keys]  # the number of a layer, and what is left out of it


class Before(NamedTuple):
    """A race without what is said of some keys from some layer on.

    Attributes
    ----------
    race : its id
    since : the number of that layer, by key
    until : where the rest makes no sense, what is said from this layer on is left out, too
    """

    race: str
    since: Mapping[Keys, int]
    until: int


class Past:
    """The layers of a scenario, each with its number from 0 on.

    Parameters
    ----------
    now : the scenario of them all
    layers : the file at the base, those that extend it, and the overrides of each call as one
    loaded : the scenario of some layers
    """

    def __init__(
        self,
        now: Scenario,
        layers: Sequence[ScenarioSource],
        loaded: Callable[[list[ScenarioSource]], Scenario],
    ) -> None:
        self.now = now
        self.layers = layers
        self._loaded = loaded
        self._rinks: dict[int, Rink] = {}
        self._parted = 0

    @cached_property
    def _named(self) -> list[ScenarioSource]:
        """The layers with full names; of hardly any scenario anybody asks the past."""
        return _with_full_names(self.layers)

    def says(self, key: Keys, first: int = 0) -> tuple[int, ...]:
        """Numbers of the layers, of those from one on, that say something of a key.

        Parameters
        ----------
        key : of a value, or of a table
        first : the number of the first layer that is looked at
        """
        return tuple(
            i for i, layer in enumerate(self.layers[first:], first) if _said(layer.raw, key)
        )

    def races(self, asked: Sequence[Before]) -> list[Race | None]:
        """Races without what is said of some keys from some layer on.

        Those that leave out the same of the whole scenario are loaded at once, so that a what-if of
        a whole season takes hardly longer than one of a race.

        Returns
        -------
        None where that makes no sense, or there is no such race
        """
        found: list[Race | None] = [self.now.races.get(each.race) for each in asked]
        together: dict[object, list[int]] = {}
        gone: list[frozenset[_Gone]] = []
        same_race: Counter[object] = Counter()
        for i, each in enumerate(asked):
            gone.append(
                frozenset(
                    (n, key) for key, first in each.since.items() for n in self.says(key, first)
                )
            )
            if gone[i]:
                shared = frozenset(key for key in gone[i] if key[1][:2] != ("races", each.race))
                kind = shared, each.until
                same_race[kind, each.race] += 1  # the two of one race leave out other things
                together.setdefault((kind, same_race[kind, each.race]), []).append(i)
        for members in together.values():
            for i, race in self._loaded_at_once(members, asked, gone):
                found[i] = race
        return found

    def _loaded_at_once(
        self, members: Sequence[int], asked: Sequence[Before], gone: Sequence[frozenset[_Gone]]
    ) -> Iterator[tuple[int, Race | None]]:
        """The races of some that are asked for, in the first of several ways that makes sense."""
        left_out = frozenset().union(*(gone[i] for i in members))
        alone = len(members) == 1 or self._parted >= _MOST_PARTED
        made = self._without(left_out, len(self.layers)) or self._without(
            # Who skated then may not be named in the squad any more.
            left_out, len(self.layers), whole_squads=True
        )  # fmt: skip
        if made is None and alone:
            made = self._without(left_out, asked[members[0]].until)
        if made is not None or alone:
            yield from ((i, made.races.get(asked[i].race) if made else None) for i in members)
            return
        self._parted += 1  # one of them may be to blame, for which the others need no other way
        half = len(members) // 2
        for part in (members[:half], members[half:]):
            yield from self._loaded_at_once(part, asked, gone)

    def rink(self, first: int) -> Rink:
        """The rink as it was before the layers from one on."""
        if first not in self._rinks:
            gone = frozenset((i, RINK) for i in self.says(RINK, first))
            every = len(self.layers)
            found = self._without(gone, every) or self._without(gone, first) if gone else None
            self._rinks[first] = (found or self.now).rink
        return self._rinks[first]

    def _without(
        self, gone: frozenset[_Gone], until: int, *, whole_squads: bool = False
    ) -> Scenario | None:
        """The scenario of the first layers, each without some keys; None if it makes no sense.

        Whole squads have all that any layer names.
        """
        layers = self._named[:until]
        squads = _squads(layers) if whole_squads else {}
        of_layer: dict[int, set[Keys]] = {}
        for i, key in gone:
            of_layer.setdefault(i, set()).add(key)
        with suppress(InputError):
            return self._loaded([
                layer._replace(raw=_with_squads(
                    _without(layer.raw, of_layer.get(i, set())), squads
                ))
                for i, layer in enumerate(layers)
            ])  # fmt: skip
        return None


def _said(raw: Mapping[str, Any], key: Keys) -> bool:
    """Whether tables say something of a key."""
    held: object = raw
    for part in key:
        held = held.get(part) if isinstance(held, dict) else None
    return held is not None


def _without(raw: Mapping[str, Any], gone: Set[Keys], path: Keys = ()) -> dict[str, Any]:
    """Tables without some keys.

    Parameters
    ----------
    raw : the tables
    gone : the keys
    path : of `raw` in the file
    """
    return {
        key: _without(each, gone, (*path, key)) if isinstance(each, dict) else each
        for key, each in raw.items()
        if (*path, key) not in gone
    }


def _squads(layers: Sequence[ScenarioSource]) -> dict[str, list[object]]:
    """The skaters of each team that any layer names."""
    found: dict[str, list[object]] = {}
    for layer in layers:
        for code, skaters in _skaters(layer.raw):
            own = found.setdefault(code, [])
            own += [name for name in skaters if name not in own]
    return found


def _with_squads(raw: dict[str, Any], squads: Mapping[str, list[object]]) -> dict[str, Any]:
    """Tables with these skaters of each team of which they name some."""
    named = {code: {**raw["teams"][code], "skaters": squads[code]} for code, _ in _skaters(raw)
             if code in squads}  # fmt: skip
    return raw | {"teams": raw["teams"] | named} if named else raw


def _skaters(raw: Mapping[str, Any]) -> Iterator[tuple[str, list[object]]]:
    """What tables say of the skaters of each team."""
    for code in inner(raw, "teams"):
        skaters = inner(raw, "teams", code).get("skaters")
        if isinstance(skaters, list):
            yield code, skaters


def _with_full_names(layers: Sequence[ScenarioSource]) -> list[ScenarioSource]:
    """The layers, their line-ups written as the squads name the skaters then.

    A surname that is enough in one squad may fit two in a later one.
    """
    squads: dict[str, list[object]] = {}
    codes: dict[tuple[str, str], object] = {}
    found = []
    for layer in layers:
        squads |= dict(_skaters(layer.raw))
        races = inner(layer.raw, "races")
        named: dict[str, Any] = {}
        for race in races:
            for side in OTHER:
                entry = inner(layer.raw, "races", race, side)
                codes[race, side] = entry.get("team", codes.get((race, side)))
                squad = [
                    name for name in squads.get(str(codes[race, side]), []) if isinstance(name, str)
                ]
                full = _full(entry.get("lineup"), squad)
                if full:
                    named.setdefault(race, {**races[race]})[side] = {**entry, "lineup": full}
        raw = {**layer.raw, "races": {**races, **named}} if named else layer.raw
        found.append(layer._replace(raw=raw))
    return found


def _full(names: object, squad: Sequence[str]) -> list[str]:
    """The names as a squad has them; none where one of them is not there, or is not clear."""
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        return []
    meant = [match(name, squad) for name in names]
    return [squad[each[0]] for each in meant] if all(len(each) == 1 for each in meant) else []
