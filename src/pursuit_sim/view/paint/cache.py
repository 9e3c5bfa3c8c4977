"""Rasters kept for the next frame, within a limit of memory."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, NamedTuple, TypeVar

import pygame

from pursuit_sim.view.paint.pixels import nbytes

Value = TypeVar("Value")

_ORDER = 4096  # keys that were asked for are noted before they are put in order


class Cache(Generic[Value]):
    """Values by key; the longest unused ones go when they take too much memory.

    Parameters
    ----------
    limit : what all values together may take [bytes]
    size : what one value takes [bytes]
    """

    def __init__(self, limit: int, size: Callable[[Value], int]) -> None:
        self.limit = limit
        self.used = 0
        self._size = size
        self._values: OrderedDict[Hashable, Value] = OrderedDict()
        self._asked: list[Hashable] = []  # since the values were put in order

    def __len__(self) -> int:
        return len(self._values)

    def get(self, key: Hashable) -> Value | None:
        """The value of a key, now the last to go; None if there is none."""
        value = self._values.get(key)
        if value is not None:
            self._asked.append(key)
            if len(self._asked) >= _ORDER:
                self._order()
        return value

    def put(self, key: Hashable, value: Value) -> Value:
        """Keep a value, which is also returned; one above the limit is kept alone."""
        old = self._values.pop(key, None)
        if old is not None:
            self.used -= self._size(old)
        self._values[key] = value
        self.used += self._size(value)
        if self.used > self.limit:
            self._order()
        while self.used > self.limit and len(self._values) > 1:
            _, gone = self._values.popitem(last=False)
            self.used -= self._size(gone)
        return value

    def _order(self) -> None:
        """Put what was asked for last to the end; picture after picture asks for the same."""
        for key in reversed(dict.fromkeys(reversed(self._asked))):
            if key in self._values:
                self._values.move_to_end(key)
        self._asked.clear()


class Raster(NamedTuple):
    """A kept raster and where its top left corner is from the place it is for [px]."""

    surface: pygame.Surface
    left: int
    top: int
    baseline: float = 0.0


def raster_bytes(raster: Raster) -> int:
    """Memory that a raster takes, about [bytes]."""
    overhead = 500  # of the surface object and the key
    return nbytes(raster.surface) + overhead
