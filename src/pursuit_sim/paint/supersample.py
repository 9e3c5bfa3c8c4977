"""Small drawings as rasters, anti-aliased by drawing them larger and scaling down."""

from __future__ import annotations

import math

import numpy as np
import pygame

from pursuit_sim.draw.flatten import Flat
from pursuit_sim.paint.pixels import OVER, transparent
from pursuit_sim.paint.raster_cache import Raster

# Drawn larger by a factor, up to this longer side of the raster [px]. The factors keep
# the cost of large rasters down; their many edge pixels still see 4 levels and more.
_FACTORS = ((48, 4), (80, 3))
_LEAST_FACTOR = 2
_FEW = 3  # drawings of so few polygons cost little and are drawn with the largest factor
LARGE = 420  # but not if they are larger [px]
_SOLID = 255  # opacity
LARGEST = 1600  # longest side of a raster [px]; more is cut off


def rasterise(drawing: Flat, turn: complex = 1.0, shift: complex = 0.0) -> Raster:
    """A drawing whose points z are placed at turn·z + shift [px], with premultiplied opacity."""
    if not drawing.spans:
        return Raster(transparent(1, 1))
    placed = (drawing.points * turn + shift).view(np.float64).reshape(-1, 2)
    (x0, y0), (x1, y1) = placed.min(axis=0).tolist(), placed.max(axis=0).tolist()
    left, top = math.floor(x0), math.floor(y0)
    width = min(max(math.ceil(x1) - left, 1), LARGEST)
    height = min(max(math.ceil(y1) - top, 1), LARGEST)
    longest = max(width, height)
    factor = next((f for below, f in _FACTORS if longest <= below), _LEAST_FACTOR)
    if len(drawing.spans) <= _FEW and longest <= LARGE:
        factor = _FACTORS[0][1]
    board = transparent(width * factor, height * factor)
    # The pixels of the board that hold the corners.
    placed -= (left, top)
    placed *= factor
    placed -= 0.5
    corners = np.rint(placed, out=placed).astype(np.int64).tolist()
    polygon = pygame.draw.polygon
    for index, (colour, start, stop) in enumerate(drawing.spans):
        points = corners[start:stop]
        if colour[3] == _SOLID:
            polygon(board, colour, points)
            continue
        red, green, blue, opacity = colour
        ink = (red * opacity // 255, green * opacity // 255, blue * opacity // 255, opacity)
        if index < drawing.ready:
            polygon(board, ink, points)
        else:
            layer = transparent(*board.get_size())
            box = polygon(layer, ink, points)
            board.blit(layer, box, box, special_flags=OVER)
    return Raster(pygame.transform.smoothscale(board, (width, height)), left, top)
