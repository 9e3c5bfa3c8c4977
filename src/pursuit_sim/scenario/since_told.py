"""What a file says of a run, where a what-if has made the run, or the event, another one since."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import reduce
from typing import Any

from pursuit_sim.scenario.dotted_keys import Path
from pursuit_sim.scenario.faults import ScenarioSource
from pursuit_sim.scenario.merge import merge
from pursuit_sim.scenario.published_gap import OTHER
from pursuit_sim.scenario.told_times import inner, time_s
from pursuit_sim.track import Side

_AS_SKATED = "as skated: "  # before words that were said of the race as it was
_OUTCOME = ("gap", "team", "incident", "fall", "tie_break", "counts")  # beside time and status
_COSTS = ("fall", "incident")  # what a time may have in it


class Since:
    """What has changed since the layers of a scenario said something.

    Parameters
    ----------
    layers : the file at the base, those that extend it, and the overrides of each call as one
    """

    def __init__(self, layers: Sequence[ScenarioSource]) -> None:
        self._layers = layers
        self._found: dict[int, frozenset[tuple[str, Side]]] = {}

    def remark(self, words: str, entry: Path) -> str:
        """A remark on a run; of the race as it was skated where any race came out otherwise since.

        Parameters
        ----------
        words : the remark
        entry : where the run stands in the file
        """
        own = self._last((*entry, "remark"))
        told = self._last((*entry[:-1], "remark")) if own is None else own
        return _marked(words, told is not None and bool(self._outcomes(told)))

    def incident(self, words: str, entry: Path) -> str:
        """What cost a run time; of the run as it was skated where that came out otherwise since."""
        told = self._last((*entry, "incident"))
        return _marked(words, told is not None and entry[1:] in self._outcomes(told))

    def _outcomes(self, told: int) -> frozenset[tuple[str, Side]]:
        """Runs, by race and side, that came out otherwise than the layers up to one say."""
        if told not in self._found:
            races = {race for each in self._layers[told + 1 :] for race in inner(each.raw, "races")}
            self._found[told] = frozenset(
                (race, side)
                for race in races
                for below, now in [(self._race(race, told + 1), self._race(race))]
                for side in OTHER
                if _outcome(below, side) != _outcome(now, side)
            )
        return self._found[told]

    def _race(self, race: str, end: int | None = None) -> dict[str, Any]:
        """The table of a race, of the layers before one."""
        return reduce(merge, (inner(each.raw, "races", race) for each in self._layers[:end]), {})

    def _last(self, key: Path) -> int | None:
        """The number of the last layer that says a key; None where none does."""
        *tables, name = map(str, key)
        said = (i for i, layer in enumerate(self._layers) if name in inner(layer.raw, *tables))
        return max(said, default=None)


def _marked(words: str, before: bool) -> str:
    return f"{_AS_SKATED}{words}" if words and before else words


def _outcome(race: Mapping[str, Any], side: Side) -> tuple[object, ...]:
    """How a run came out, in whatever spelling."""
    entry = inner(race, side)
    took = time_s(entry)
    word = entry.get("status") or (entry.get("time") if took is None else None)
    return took, word, race.get("skated") is False, *map(entry.get, _OUTCOME)


def still_in_time(layers: Sequence[ScenarioSource], race: str, side: Side) -> str:
    """What a what-if took out of a run whose time is still the one with it; empty where nothing.

    Parameters
    ----------
    layers : the base first, unchecked
    race, side : of the run
    """
    entry: dict[str, Any] = {}
    cost = ""
    for layer in layers:
        own = inner(layer.raw, "races", race, side)
        below, entry = entry, merge(entry, own)
        gone = (key for key in _COSTS if key in below and key not in entry)
        cost = next(gone, cost)
        if {"time", "status"} & own.keys() or ("gap" in own and "time" not in entry):
            cost = ""
    return "" if {*_COSTS} & entry.keys() else cost
