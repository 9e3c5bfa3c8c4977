"""Discs and rings on a surface, of any size, and many small ones at once."""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np
import pygame

from pursuit_sim.draw.flatten import circle
from pursuit_sim.draw.shapes import Circle, Colour, Dots, Point
from pursuit_sim.paint import box_coverage, polygon_fill, strokes
from pursuit_sim.paint.pixels import OVER
from pursuit_sim.paint.raster_cache import Raster, RasterCache

_LARGE = 64.0  # circles up to this radius are kept as rasters [px]
_SUBPIXELS = 4  # places from one pixel to the next at which circles are kept apart
_DOT_SUBPIXELS = 2  # the same of dots
_RADII = 8  # steps of the radius to a pixel


def paint(
    rasters: RasterCache[Raster], shape: Circle, surface: pygame.Surface, origin: Point
) -> None:
    """Paint a disc or ring.

    Parameters
    ----------
    rasters : where it is kept for the next time
    shape, surface : what, and on what
    origin : the place of the frame at the surface's top left [px]
    """
    x, y = shape.centre[0] - origin[0], shape.centre[1] - origin[1]
    line = 0.0 if shape.stroke is None else shape.width
    if shape.radius + line > _LARGE:
        corners = max(32, math.ceil(4 * math.sqrt(shape.radius)) * 4)
        ring = circle(complex(x, y) - (0.5 + 0.5j), shape.radius, corners)
        if shape.fill is not None and shape.fill[3] > 0:
            polygon_fill.fill(surface, ring, shape.fill)
        if shape.stroke is not None and line > 0:
            strokes.stroke(surface, [np.append(ring, ring[0])], line, shape.stroke, closed=True)
        return
    x, part_x = divmod(round(x * _SUBPIXELS), _SUBPIXELS)
    y, part_y = divmod(round(y * _SUBPIXELS), _SUBPIXELS)
    radius = round(shape.radius * _RADII) / _RADII
    key = ("circle", radius, part_x, part_y, shape.fill, shape.stroke, line)
    raster = rasters.get(key)
    if raster is None:
        part = (part_x / _SUBPIXELS, part_y / _SUBPIXELS)
        raster = rasters.put(key, _disc(radius, part, shape.fill, shape.stroke, line))
    surface.blit(raster.surface, (x + raster.left, y + raster.top), special_flags=OVER)


def paint_dots(shape: Dots, surface: pygame.Surface, origin: Point) -> None:
    """Paint many small ones; `origin` as for `paint`."""
    steps = _DOT_SUBPIXELS
    rasters = _dot_rasters(shape.looks)
    left, top = origin[0] * steps, origin[1] * steps
    placed = []
    for x, y, look in shape.dots:
        across, down = round(x * steps - left), round(y * steps - top)
        raster = rasters[(look * steps + down % steps) * steps + across % steps]
        placed.append((raster.surface, (across // steps + raster.left, down // steps + raster.top)))
    surface.fblits(placed, OVER)


@lru_cache(maxsize=64)
def _dot_rasters(looks: tuple[tuple[float, Colour], ...]) -> tuple[Raster, ...]:
    """Discs of each look, at every place from one pixel to the next, row by row."""
    parts = [step / _DOT_SUBPIXELS for step in range(_DOT_SUBPIXELS)]
    return tuple(
        _disc(radius, (x, y), colour) for radius, colour in looks for y in parts for x in parts
    )


def _disc(
    radius: float, part: tuple[float, float], fill: Colour | None,
    stroke: Colour | None = None, line: float = 0.0,
) -> Raster:  # fmt: skip
    """A disc and/or ring, its middle a part of a pixel right of and below the raster's place."""
    side = math.ceil(radius + line / 2 + 1)
    box = (side + part[0] - radius, side + part[1] - radius, 2 * radius, 2 * radius)
    made = box_coverage.raster(box, radius, 2 * side + 1, 2 * side + 1, fill, stroke, line)
    return Raster(made, -side, -side)
