"""Boxes with square or round corners: what they cover of each pixel."""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np
import pygame

from pursuit_sim.arrays import Floats
from pursuit_sim.draw.shapes import Colour

_BLACK, _WHITE = (0, 0, 0, 255), (255, 255, 255, 255)


def _coverage(box: tuple[float, float, float, float], radius: float, columns: int, rows: int,
              line: float | None) -> Floats:  # fmt: skip
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


def _surface(layers: list[tuple[Colour, Floats]]) -> pygame.Surface:
    """Colours laid over each other, each by a coverage 0…1 (row, column)."""
    total = np.zeros((*layers[0][1].shape, 4), np.float32)
    for (red, green, blue, opacity), coverage in layers:
        alpha = (coverage * (opacity / 255)).astype(np.float32)[..., np.newaxis]
        added = alpha * np.array((blue, green, red, 255), np.float32)
        total *= 1 - alpha
        total += added
    data = (total + np.float32(0.5)).astype(np.uint8).tobytes()
    return pygame.image.frombytes(data, total.shape[1::-1], "BGRA")


def raster(
    box: tuple[float, float, float, float], radius: float, columns: int, rows: int,
    fill: Colour | None, stroke: Colour | None, line: float,
) -> pygame.Surface:  # fmt: skip
    """A rounded rectangle, or a circle, as a raster with premultiplied opacity."""
    layers = []
    for ink, width in ((fill, None), (stroke, line)):
        if ink is not None:
            layers.append((ink, _coverage(box, radius, columns, rows, width)))
    return _surface(layers)


@lru_cache(maxsize=64)
def _corner_masks(
    width: int, height: int, radius: float, colour: Colour, outside: bool
) -> list[pygame.Surface]:
    """A colour on the corners of a rounded rectangle, or on what is outside of those.

    Left and right, above and then below.
    """
    side = min(math.ceil(radius), width // 2, height // 2)
    covered = _coverage((0, 0, width, height), radius, side, side, None)
    corner = _surface([(colour, 1 - covered if outside else covered)])
    return [
        pygame.transform.flip(corner, right, lower)
        for lower in (False, True)
        for right in (False, True)
    ]


class Corners:
    """The pixels that a rounded clip must not change at its corners.

    On an opaque surface what has not been changed is exactly as it was.
    """

    def __init__(self, surface: pygame.Surface, box: pygame.Rect, radius: float) -> None:
        self._clear = bool(surface.get_flags() & pygame.SRCALPHA)
        self._form = (box.width, box.height, radius)
        colour, flags = _BLACK, pygame.BLEND_RGB_ADD
        if self._clear:
            colour, flags = _WHITE, pygame.BLEND_RGBA_MULT
        self._kept = []
        for index, mask in enumerate(_corner_masks(*self._form, colour, True)):
            side = mask.get_width()
            x = box.right - side if index % 2 else box.left
            y = box.bottom - side if index // 2 else box.top
            old = mask.copy()
            old.blit(surface, (0, 0), (x, y, side, side), special_flags=flags)
            self._kept.append((old, (x, y)))

    def restore(self, surface: pygame.Surface) -> None:
        """Put them back."""
        if not self._clear:
            surface.blits(self._kept, False)
            return
        insides = _corner_masks(*self._form, _WHITE, False)
        for (old, place), inside in zip(self._kept, insides, strict=True):
            surface.blit(inside, place, special_flags=pygame.BLEND_RGBA_MULT)
            surface.blit(old, place, special_flags=pygame.BLEND_RGBA_ADD)
