"""Symbols on a surface: each a kept raster of its drawing, turned and scaled."""

from __future__ import annotations

import cmath
import math
from collections.abc import Hashable, Sequence

import pygame

from pursuit_sim.view.paint.cache import Cache, Raster
from pursuit_sim.view.paint.flatten import Flat, flatten
from pursuit_sim.view.paint.pixels import OVER, fade, transparent
from pursuit_sim.view.paint.tile import Tiles
from pursuit_sim.view.shapes import Point, Symbol

_DRAWING_BYTES = 20 * 2**20
_STEPS = 2  # places from one pixel to the next, of those that on whole pixels would tremble
_DOT, _CLOSE = 12.0, 60.0  # [px] of reach: between them symbols lie on whole pixels
_SIZE = 0.6  # steps in which symbols are kept by how far they reach [px]
_RIM = 1.0  # from one kept angle of a symbol to the next its rim moves so far [px]
# In pictures that move limbs move by more: so few angles that a race finds most of its
# poses kept after a lap.
_MOVING_RIM = 3.0

# Drawing, angles in a turn, the one it has, size, parts of a pixel, opacity.
_Key = tuple[Hashable, int, int, int, int, int, int]


class Sprites:
    """Paints symbols and keeps what the next one can use again.

    Parameters
    ----------
    rasters : where they are kept
    tiles : makes them
    """

    def __init__(self, rasters: Cache[Raster], tiles: Tiles) -> None:
        self._rasters, self._tiles = rasters, tiles
        self.drawings: Cache[Flat] = Cache(_DRAWING_BYTES, lambda drawing: drawing.nbytes)

    def paint(
        self, shapes: Sequence[Symbol], surface: pygame.Surface, origin: Point, *, moving: bool
    ) -> None:
        """Paint symbols that follow each other.

        Parameters
        ----------
        shapes : from the lowest up
        surface : 32 bits a pixel
        origin : the place of the frame at the surface's top left [px]
        moving : for one of pictures that follow each other
        """
        left, top, width, height = surface.get_clip()
        right, bottom = left + width, top + height
        rim = math.tau / (_MOVING_RIM if moving else _RIM)
        placed = []
        for shape in shapes:
            reach = shape.extent * shape.scale
            opacity = round(shape.opacity * 255)
            if reach <= 0 or opacity <= 0:
                continue
            x, y = shape.at[0] - origin[0], shape.at[1] - origin[1]
            if not (left - reach < x < right + reach and top - reach < y < bottom + reach):
                continue
            # Small ones move on by pixels anyway. What is large and all but stands would
            # tremble, but not where its limbs move from picture to picture.
            whole = reach > _DOT and (moving or reach < _CLOSE)
            steps = 1 if whole else _STEPS
            x, y = round(x * steps), round(y * steps)
            turns = max(1, round(rim * reach))
            angle = round(shape.angle * turns / math.tau) % turns
            size = round(reach / _SIZE)
            key = (shape.key, turns, angle, size, x % steps, y % steps, opacity)
            raster = self._rasters.get(key)
            if raster is None:
                raster = self._rasters.put(key, self._drawn(shape, key, steps))
            picture, across, down, _ = raster
            placed.append((picture, (x // steps + across, y // steps + down)))
        surface.fblits(placed, OVER)

    def _drawn(self, shape: Symbol, key: _Key, steps: int) -> Raster:
        """The raster of a symbol as its key has it: so many turns, sizes and parts of a pixel."""
        _, turns, angle, size, x, y, opacity = key
        drawing = self.drawings.get(shape.key)
        if drawing is None:
            drawing = self.drawings.put(shape.key, flatten(shape.parts))
        scale = max(size, 1) * _SIZE / shape.extent
        turn = cmath.rect(scale, math.tau * angle / turns)
        made = self._tiles.raster(drawing, turn, complex(x, y) / steps)
        if made is None:
            return Raster(transparent(1, 1), 0, 0)
        fade(made[0], opacity)
        return Raster(*made)
