"""Collects everything wrong with a scenario, and knows which file says it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from pursuit_sim.errors import MOST_FAULTS, Fault, InputError
from pursuit_sim.scenario.dotted_keys import Path, dotted

_OWN_TABLE = len(("teams", "CODE", "bodies", "NAME"))


class Word(NamedTuple):
    """What a file calls a skater.

    Attributes
    ----------
    written : the name as it stands there
    whom : full names of those that it may mean, by the squad as it was when it was written
    """

    written: str
    whom: tuple[str, ...]


class ScenarioSource(NamedTuple):
    """What one file says, or the overrides of one call: at once, without an order.

    Attributes
    ----------
    where : its name in messages
    raw : its tables
    said : by path in these: names of skaters that the file itself writes otherwise, or that may
        mean several
    """

    where: str
    raw: dict[str, Any]
    said: Mapping[Path, Word] = {}


class Faults:
    """The faults found so far.

    Parameters
    ----------
    layers : the files and overrides that were merged, the last one wins

    Attributes
    ----------
    paths : of all faulty values so far
    """

    def __init__(self, layers: Sequence[ScenarioSource]) -> None:
        self.layers = layers
        self.faults: dict[Fault, None] = {}
        self.paths: list[Path] = []
        self.untold = 0
        self._dropped: set[Path] = set()
        self._named = {path for layer in layers for path in layer.said}

    @property
    def full(self) -> bool:
        """Whether further faults are only counted."""
        return len(self.faults) >= MOST_FAULTS

    def add(self, path: Path, problem: str, remedy: str = "") -> None:
        """Note a fault of the value at `path`; said twice, it counts once."""
        self.paths.append(path)
        self.note(Fault(self.where(path), dotted(self._written(path)), problem, remedy))

    def note(self, fault: Fault) -> None:
        """Note a fault."""
        if fault in self.faults:
            return
        if self.full:
            self.untold += 1
        else:
            self.faults[fault] = None

    def drop(self, path: Path) -> None:
        """Remember that the value at `path` was faulty and is left out from here on."""
        self._dropped.add(path)

    def dropped(self, path: Path) -> bool:
        """Whether the value at `path`, or a table around it, was left out as faulty."""
        return any(path[:end] in self._dropped for end in range(1, len(path) + 1))

    def where(self, path: Path) -> str:
        """The file or override that says the value at `path`, or the table nearest to it."""
        return self._saying(path).where

    def said(self, path: Path) -> Word | None:
        """What the file calls a skater whom a name at `path` stands for, if that is not clear."""
        return self._saying(path).said.get(path) if path in self._named else None

    def finish(self) -> None:
        """Raise what was found.

        Raises
        ------
        InputError
            if there is any fault
        """
        if self.faults:
            raise InputError(self.faults, self.untold)

    def _saying(self, path: Path) -> ScenarioSource:
        """The last of the layers that say most of a path."""
        return max(self.layers[::-1], key=lambda layer: _depth(layer.raw, path))

    def _written(self, path: Path) -> Path:
        """The path as the user wrote it.

        A formation's short form has no key of its own, and a skater's table any part of the name.
        """
        table = path[:_OWN_TABLE]
        own = self._saying(path).said.get(table) if table in self._named else None
        if own:
            return (*path[: _OWN_TABLE - 1], own.written, *path[_OWN_TABLE:])
        if path[-2:] == ("formation", "kind"):
            for layer in reversed(self.layers):
                if isinstance(_at(layer.raw, path[:-1]), str):
                    return path[:-1]
        return path


def _depth(raw: object, path: Path) -> int:
    """How many steps of a path exist."""
    for depth, part in enumerate(path):
        in_table = isinstance(raw, dict) and part in raw
        in_list = isinstance(raw, list) and isinstance(part, int) and part < len(raw)
        if not in_table and not in_list:
            return depth
        raw = raw[part]  # type: ignore[index]  # one of the two above
    return len(path)


def _at(raw: object, path: Path) -> object:
    for part in path:
        if not isinstance(raw, dict):
            return None
        raw = raw.get(part)
    return raw
