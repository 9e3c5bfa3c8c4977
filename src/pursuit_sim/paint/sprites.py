"""Symbols on a surface: each a kept raster of its drawing, turned and scaled."""

from __future__ import annotations

import cmath
import math
from collections.abc import Hashable, Sequence

import pygame

from pursuit_sim.draw.flatten import Flat, flatten
from pursuit_sim.draw.shapes import Point, Symbol
from pursuit_sim.paint.bounds import Edges
from pursuit_sim.paint.pixels import OVER, fade
from pursuit_sim.paint.raster_cache import Raster, RasterCache
from pursuit_sim.paint.supersample import rasterise

_DRAWING_BYTES = 6 * 2**20
_STEPS = 2  # places from one pixel to the next, of those that on whole pixels would tremble
_DOT, _CLOSE = 12.0, 60.0  # radii [px]: between them symbols lie on whole pixels
_SKATER = 1.25  # radius of a whole skater in their own units, whichever part is drawn
_SIZE = 0.6  # steps of the radius in which symbols are kept [px]
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
    """

    def __init__(self, rasters: RasterCache[Raster]) -> None:
        self._rasters = rasters
        self.drawings: RasterCache[Flat] = RasterCache(
            _DRAWING_BYTES, lambda drawing: drawing.nbytes
        )

    def paint(
        self, shapes: Sequence[Symbol], surface: pygame.Surface, origin: Point, *, moving: bool
    ) -> list[Edges]:
        """Paint symbols that follow each other.

        Parameters
        ----------
        shapes : from the lowest up
        surface : 32 bits a pixel
        origin : the place of the frame at the surface's top left [px]
        moving : for one of pictures that follow each other

        Returns
        -------
        the box of each symbol that is seen, whether or not all of it is
        """
        left, top, width, height = surface.get_clip()
        right, bottom = left + width, top + height
        rim = math.tau / (_MOVING_RIM if moving else _RIM)
        placed: list[tuple[pygame.Surface, Point]] = []
        touched: list[Edges] = []
        get = self._rasters.get
        known, steps, turns, size = -1.0, 1, 1, 1
        for shape in shapes:
            radius = shape.extent * shape.scale
            x, y = shape.at
            x, y = x - origin[0], y - origin[1]
            if not (left - radius < x < right + radius and top - radius < y < bottom + radius):
                continue
            opacity = 255 if shape.opacity >= 1 else round(shape.opacity * 255)
            if radius <= 0 or opacity <= 0:
                continue
            if radius != known:
                known = radius
                # Small ones move on by pixels anyway. What is large and all but stands would
                # tremble, but not where its limbs move from picture to picture. The head of a
                # skater counts like the whole skater, or it would tremble on the shoulders.
                whole = max(radius, _SKATER * shape.scale)
                steps = 1 if whole > _DOT and (moving or whole < _CLOSE) else _STEPS
                turns = max(1, round(rim * radius))
                size = round(radius / _SIZE)
            angle = round(shape.angle * turns / math.tau) % turns
            if steps == 1:
                x, y, across, down = round(x), round(y), 0, 0
            else:
                x, across = divmod(round(x * steps), steps)
                y, down = divmod(round(y * steps), steps)
            key = (shape.key, turns, angle, size, across, down, opacity)
            raster = get(key)
            if raster is None:
                raster = self._rasters.put(key, self._drawn(shape, key, steps))
            picture, right_by, down_by = raster
            x, y = x + right_by, y + down_by
            wide, high = picture.get_size()
            placed.append((picture, (x, y)))
            touched.append((x, y, x + wide, y + high))
        surface.fblits(placed, OVER)
        return touched

    def _drawn(self, shape: Symbol, key: _Key, steps: int) -> Raster:
        """The raster of a symbol as its key has it: so many turns, sizes and parts of a pixel."""
        _, turns, angle, size, x, y, opacity = key
        drawing = self.drawings.get(shape.key)
        if drawing is None:
            drawing = self.drawings.put(shape.key, flatten(shape.parts))
        scale = max(size, 1) * _SIZE / shape.extent
        turn = cmath.rect(scale, math.tau * angle / turns)
        raster = rasterise(drawing, turn, complex(x, y) / steps)
        fade(raster.surface, opacity)
        return raster
