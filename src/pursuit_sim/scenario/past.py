"""What the layers of a scenario say, and the scenario without some of what was said later."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from contextlib import suppress
from typing import Any

from pursuit_sim.errors import InputError
from pursuit_sim.scenario.faults import ScenarioSource
from pursuit_sim.scenario.parameters import Rink
from pursuit_sim.scenario.scenario import Scenario

Keys = tuple[str, ...]  # a key of a file, table by table
RINK: Keys = ("rink",)


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
        self._known: dict[tuple[frozenset[tuple[int, Keys]], int, bool], Scenario | None] = {}

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

    def before(self, since: Mapping[Keys, int], until: int) -> Scenario | None:
        """The scenario without what is said of some keys from some layer on.

        Parameters
        ----------
        since : the number of that layer, by key
        until : where the rest makes no sense, what is said from this layer on is left out, too

        Returns
        -------
        None where that makes no sense, either
        """
        gone = frozenset((i, key) for key, first in since.items() for i in self.says(key, first))
        if not gone:
            return self.now
        every = len(self.layers)
        return (
            self._without(gone, every)
            # Who skated then may not be named in the squad any more.
            or self._without(gone, every, whole_squads=True)
            or self._without(gone, until)
        )

    def rink(self, first: int) -> Rink:
        """The rink as it was before the layers from one on."""
        found = self.before({RINK: first}, first)
        return (found or self.now).rink

    def _without(
        self, gone: frozenset[tuple[int, Keys]], until: int, *, whole_squads: bool = False
    ) -> Scenario | None:
        """The scenario of the first layers, each without some keys; None if it makes no sense.

        Whole squads have all that any layer names.
        """
        at = gone, until, whole_squads
        if at not in self._known:
            layers = self.layers[:until]
            squads = _squads(layers) if whole_squads else {}
            found = None
            with suppress(InputError):
                found = self._loaded([
                    layer._replace(raw=_with_squads(
                        _without(layer.raw, {key for at, key in gone if at == i}), squads
                    ))
                    for i, layer in enumerate(layers)
                ])  # fmt: skip
            self._known[at] = found
        return self._known[at]


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
    teams = raw.get("teams")
    for code, table in teams.items() if isinstance(teams, dict) else ():
        skaters = table.get("skaters") if isinstance(table, dict) else None
        if isinstance(skaters, list):
            yield code, skaters
