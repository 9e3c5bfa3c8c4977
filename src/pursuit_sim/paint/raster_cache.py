"""Rasters kept for the next frame, within a limit of memory."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, NamedTuple, TypeVar

import pygame

from pursuit_sim.paint.pixels import nbytes

Value = TypeVar("Value")


class RasterCache(Generic[Value]):
    """Values by key; those unused for long go when all take too much memory.

    They go in the order in which they came, but what has been asked for since its turn last
    came waits for another one: asking then costs less than to keep them in order of use.

    Parameters
    ----------
    limit : what all values together may take [bytes]
    size : what one value takes [bytes]

    Attributes
    ----------
    limit : likewise
    used : what they take now [bytes]
    made : how many have been kept in all, those that went too
    """

    def __init__(self, limit: int, size: Callable[[Value], int]) -> None:
        self.limit = limit
        self.used = self.made = 0
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
        """Keep the value of a new key, and return it; one above the limit is kept alone."""
        self.used += self._size(value)
        self.made += 1
        self._let_go(0)
        self._kept[key] = _Kept(value, asked)
        return value

    def bound(self, limit: int) -> None:
        """Keep no more than a limit from now on [bytes]; one above it is kept alone."""
        self.limit = limit
        self._let_go(1)

    def _let_go(self, least: int) -> None:
        while self.used > self.limit and len(self._kept) > least:
            first, kept = self._kept.popitem(last=False)
            if kept.asked:
                kept.asked = False
                self._kept[first] = kept
            else:
                self.used -= self._size(kept.value)


class _Kept(Generic[Value]):
    """A value, and whether somebody has asked for it."""

    __slots__ = ("asked", "value")

    def __init__(self, value: Value, asked: bool) -> None:
        self.value = value
        self.asked = asked


class Raster(NamedTuple):
    """A kept raster and where its top left corner is from the place it is for [px]."""

    surface: pygame.Surface
    left: int = 0
    top: float = 0


def raster_bytes(raster: Raster) -> int:
    """Memory that a raster takes, about [bytes]."""
    overhead = 500  # of the surface object and the key
    return nbytes(raster.surface) + overhead
