"""Boxes with square or round corners: what they cover of each pixel."""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np
import pygame
from numpy.typing import NDArray

from pursuit_sim.view.paint.pixels import blend, flat, from_coverage
from pursuit_sim.view.shapes import Colour

_WHOLE = 1 / 64  # an edge this close to a pixel's edge counts as on it [px]


def _coverage(box: tuple[float, float, float, float], radius: float, columns: int, rows: int,
              line: float | None) -> NDArray[np.float64]:  # fmt: skip
    """How much of each pixel a rounded rectangle, or its outline, covers (row, column)."""
    x, y, width, height = box
    half_x, half_y = width / 2, height / 2
    radius = max(0.0, min(radius, half_x, half_y))
    over_x = np.abs(np.arange(columns) + 0.5 - x - half_x) - (half_x - radius)
    over_y = np.abs(np.arange(rows) + 0.5 - y - half_y)[:, np.newaxis] - (half_y - radius)
    outside = np.hypot(np.maximum(over_x, 0), np.maximum(over_y, 0))
    distance = outside + np.minimum(np.maximum(over_x, over_y), 0) - radius
    if line is None:
        thin = min(1.0, width) * min(1.0, height)
        return np.asarray(np.clip(0.5 - distance, 0, thin))
    return np.asarray(np.clip(line / 2 + 0.5 - np.abs(distance), 0, min(1.0, line)))


def slices(low: float, high: float) -> list[tuple[int, int, float]]:
    """An interval as runs of pixels: where each begins and ends, and how much is covered."""
    if abs(low - round(low)) <= _WHOLE and abs(high - round(high)) <= _WHOLE:
        low, high = round(low), round(high)
    first, last = math.floor(low), math.ceil(high)
    if last - first <= 1:
        return [(first, last, high - low)] if high > low else []
    inner_first, inner_last = math.ceil(low), math.floor(high)
    runs = [(first, inner_first, inner_first - low), (inner_first, inner_last, 1.0),
            (inner_last, last, high - inner_last)]  # fmt: skip
    return [run for run in runs if run[1] > run[0]]


def raster(
    box: tuple[float, ...], radius: float, columns: int, rows: int,
    fill: Colour | None, stroke: Colour | None, line: float,
) -> pygame.Surface:  # fmt: skip
    """A rounded rectangle, or a circle, as a raster with premultiplied opacity."""
    x, y, width, height = box
    layers = []
    if fill is not None:
        layers.append((fill, _coverage((x, y, width, height), radius, columns, rows, None)))
    if stroke is not None and line > 0:
        layers.append((stroke, _coverage((x, y, width, height), radius, columns, rows, line)))
    return from_coverage(layers)


@lru_cache(maxsize=64)
def _corner_pixels(
    width: int, height: int, radius: float
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.uint32]]:
    """Pixels at the corners of a rounded rectangle: x, y, and 256ths outside of it."""
    side = min(math.ceil(radius), width // 2, height // 2)
    corner = 1 - _coverage((0, 0, width, height), radius, side, side, None)
    y, x = np.nonzero(corner > 0)
    share = np.tile(np.rint(256 * corner[y, x]).astype(np.uint32), 4)
    right, bottom = width - 1 - x, height - 1 - y
    return np.concatenate((x, right, x, right)), np.concatenate((y, y, bottom, bottom)), share


class Corners:
    """The pixels that a rounded clip must not change at its corners."""

    def __init__(
        self, surface: pygame.Surface, box: pygame.Rect, clip: pygame.Rect, radius: float
    ) -> None:
        x, y, share = _corner_pixels(box.width, box.height, radius)
        row, pitch = flat(surface)
        place = (y + box.y) * pitch + (x + box.x)
        if not clip.contains(box):
            x, y = x + box.x, y + box.y
            seen = (x >= clip.left) & (x < clip.right) & (y >= clip.top) & (y < clip.bottom)
            place, share = place[seen], share[seen]
        self._place, self._share = place, share
        self._old = row[place]

    def restore(self, surface: pygame.Surface) -> None:
        """Put them back."""
        row, _ = flat(surface)
        row[self._place] = blend(row[self._place], self._old, self._share)
