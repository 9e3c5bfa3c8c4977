"""Rectangles on a surface: square or round, filled or outlined, of any size.

A large one with round corners or an outline is put together from a small one (nine-slice
scaling): corners as they are, edges stretched, the middle filled. So one that moves or grows
needs nothing new.
"""

from __future__ import annotations

import math

import pygame

from pursuit_sim.draw.shapes import Colour, Point, Rect
from pursuit_sim.paint import box_coverage
from pursuit_sim.paint.pixels import OVER, opaque, transparent
from pursuit_sim.paint.raster_cache import Raster, RasterCache

_SUBPIXELS = 4  # places from one pixel to the next at which edges are kept apart
_LARGE = 256  # longest side of a rectangle that is kept whole [px]
_LITTLE = 1000  # pixels of a sharp one between pixels that is kept whole
_FEW_PIXELS = 8000  # of a solid part that is filled: of more it is copied
_STRIP = 48  # rows of it that are copied at a time
_SHARES = 64  # steps of how much of a pixel the edge of a rectangle covers
_SOLID = 255  # opacity

_Box = tuple[int, int, int, int]  # left, top, width, height [px]


def paint(
    rasters: RasterCache[Raster], shape: Rect, surface: pygame.Surface, origin: Point
) -> None:
    """Paint a rectangle.

    Parameters
    ----------
    rasters : where small ones are kept for the next time
    shape, surface : what, and on what
    origin : the place of the frame at the surface's top left [px]
    """
    x, y = shape.x - origin[0], shape.y - origin[1]
    width, height, radius = shape.width, shape.height, shape.radius
    stroke = shape.stroke if shape.line > 0 else None
    if width <= 0 or height <= 0 or (shape.fill is None and stroke is None):
        return
    if stroke is None and radius <= 0 and shape.fill is not None:
        small = max(width, height) <= _LARGE and width * height <= _LITTLE
        if not small or x % 1 == y % 1 == width % 1 == height % 1 == 0:
            fill(rasters, surface, (x, y, x + width, y + height), shape.fill)
            return
    line = 0.0 if stroke is None else shape.line
    left, right = round(x * _SUBPIXELS) / _SUBPIXELS, round((x + width) * _SUBPIXELS) / _SUBPIXELS
    top, lower = round(y * _SUBPIXELS) / _SUBPIXELS, round((y + height) * _SUBPIXELS) / _SUBPIXELS
    x0, y0 = math.floor(left - line / 2), math.floor(top - line / 2)
    columns, rows = math.ceil(right + line / 2) - x0, math.ceil(lower + line / 2) - y0
    if not (columns and rows):
        return  # thinner than can be painted
    own_columns, own_rows, cap = columns, rows, 0
    if columns > _LARGE or rows > _LARGE:
        radius = min(radius, width / 2, height / 2)
        cap = math.ceil(radius + line) + 2
        own_columns, own_rows = min(columns, 2 * cap + 1), min(rows, 2 * cap + 1)
    box = (left - x0, top - y0, right - left - (columns - own_columns),
           lower - top - (rows - own_rows))  # fmt: skip
    key = ("rectangle", own_columns, own_rows, box, radius, shape.fill, stroke, line)
    raster = rasters.get(key)
    if raster is None:
        made = box_coverage.raster(box, radius, own_columns, own_rows, shape.fill, stroke, line)
        raster = rasters.put(key, Raster(made))
    if (own_columns, own_rows) == (columns, rows):
        surface.blit(raster.surface, (x0, y0), special_flags=OVER)
    else:
        _stretch(rasters, raster.surface, cap, surface, (x0, y0, columns, rows))


def _stretch(
    rasters: RasterCache[Raster],
    small: pygame.Surface,
    cap: int,
    surface: pygame.Surface,
    box: _Box,
) -> None:
    """Paint a raster in a larger box, with the row and the column after `cap` repeated."""
    x, y, columns, rows = box
    for left, width, right_by, wide in _slices(small.get_width(), columns, cap):
        for top, height, down_by, high in _slices(small.get_height(), rows, cap):
            part = small.subsurface((left, top, width, height))
            if (width, height) == (1, 1):
                red, green, blue, opacity = part.get_at((0, 0))
                place = (x + right_by, y + down_by, wide, high)
                _fill_pixels(rasters, surface, place, (red, green, blue, opacity))
                continue
            if (width, height) != (wide, high):
                part = pygame.transform.scale(part, (wide, high))
            surface.blit(part, (x + right_by, y + down_by), special_flags=OVER)


def _slices(size: int, wanted: int, cap: int) -> list[_Box]:
    """Where each part of a raster's side begins, its length, and the same once stretched."""
    if size == wanted:
        return [(0, size, 0, size)]
    return [(0, cap, 0, cap), (cap, 1, cap, wanted - 2 * cap), (cap + 1, cap, wanted - cap, cap)]


def _fill_pixels(
    rasters: RasterCache[Raster], surface: pygame.Surface, box: _Box, ink: Colour
) -> None:
    """Fill whole pixels; `ink` is premultiplied."""
    x, y, width, height = box
    solid = ink[3] == _SOLID
    if not ink[3]:
        return
    if solid and (width * height < _FEW_PIXELS or surface.get_flags() & pygame.SRCALPHA):
        surface.fill(ink, box)
        return
    # SDL fills past the processor's cache, where whatever is painted next would look for it.
    strip = min(height, _STRIP) if solid else height
    key = ("pixels", width, strip, ink)
    raster = rasters.get(key)
    if raster is None:
        made = opaque(width, strip) if solid else transparent(width, strip)
        made.fill(ink)
        raster = rasters.put(key, Raster(made))
    flags = 0 if solid else OVER
    for row in range(0, height, strip):
        part = (0, 0, width, min(strip, height - row))
        surface.blit(raster.surface, (x, y + row), part, special_flags=flags)


def fill(
    rasters: RasterCache[Raster],
    surface: pygame.Surface,
    edges: tuple[float, float, float, float],
    colour: Colour,
) -> None:
    """Fill a rectangle with sharp corners: left, top, right, bottom [px]."""
    left, top, right, lower = edges
    if left % 1 == top % 1 == right % 1 == lower % 1 == 0 and colour[3] == _SOLID:
        box = (int(left), int(top), int(right - left), int(lower - top))
        _fill_pixels(rasters, surface, box, colour)
        return
    rows = _runs(top, lower)
    for first, beyond, part_x in _runs(left, right):
        for upper, below, part_y in rows:
            share = round(part_x * part_y * _SHARES) / _SHARES * colour[3] / _SOLID
            red, green, blue = (round(each * share) for each in colour[:3])
            box = (first, upper, beyond - first, below - upper)
            _fill_pixels(rasters, surface, box, (red, green, blue, round(_SOLID * share)))


def _runs(low: float, high: float) -> list[tuple[int, int, float]]:
    """An interval as runs of pixels: where each begins and ends, and how much is covered."""
    if max(abs(low - round(low)), abs(high - round(high))) <= 1 / _SHARES:
        low, high = round(low), round(high)
    first, last = math.floor(low), math.ceil(high)
    if last - first <= 1:
        return [(first, last, high - low)] if high > low else []
    inner_first, inner_last = math.ceil(low), math.floor(high)
    runs = [(first, inner_first, inner_first - low), (inner_first, inner_last, 1.0),
            (inner_last, last, high - inner_last)]  # fmt: skip
    return [run for run in runs if run[1] > run[0]]
