"""Rasters kept for the next frame, within a limit of memory."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, NamedTuple, TypeVar

import pygame

from pursuit_sim.paint.pixels import nbytes

Value = TypeVar("Value")

_SPARED = 64  # values passed over before one goes that has been asked for all the same


class RasterCache(Generic[Value]):
    """Values by key; those unused for long go when they take too much memory.

    They go in the order in which they came, but what has been asked for since its turn
    last came waits for another one. So asking costs nearly nothing, and no single picture
    pays for putting all in order.

    Parameters
    ----------
    limit : what all values together may take [bytes]
    size : what one value takes [bytes]
    """

    def __init__(self, limit: int, size: Callable[[Value], int]) -> None:
        self.limit = limit
        self.used = 0
        self._size = size
        self._kept: OrderedDict[Hashable, _Kept[Value]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._kept)

    def get(self, key: Hashable) -> Value | None:
        """The value of a key; None if there is none."""
        kept = self._kept.get(key)
        if kept is None:
            return None
        kept.asked = True
        return kept.value

    def sweep(self) -> None:
        """Let go what nobody has asked for since the last sweep."""
        for key, kept in [*self._kept.items()]:
            if not kept.asked:
                self.used -= self._size(self._kept.pop(key).value)
            kept.asked = False

    def put(self, key: Hashable, value: Value, *, asked: bool = False) -> Value:
        """Keep a value, which is also returned; one above the limit is kept alone."""
        before = self._kept.pop(key, None)
        if before is not None:
            self.used -= self._size(before.value)
        self.used += self._size(value)
        spared = 0
        while self.used > self.limit and self._kept:
            first, kept = self._kept.popitem(last=False)
            if kept.asked and spared < _SPARED:
                spared += 1
                kept.asked = False
                self._kept[first] = kept
            else:
                self.used -= self._size(kept.value)
        self._kept[key] = _Kept(value, asked)
        return value


class _Kept(Generic[Value]):
    """A value, and whether somebody has asked for it."""

    __slots__ = ("asked", "value")

    def __init__(self, value: Value, asked: bool) -> None:
        self.value = value
        self.asked = asked


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
