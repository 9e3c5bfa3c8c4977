"""Discs and rings on a surface, of any size, and many small ones at once."""

from __future__ import annotations

import math

import numpy as np
import pygame

from pursuit_sim.draw.flatten import circle
from pursuit_sim.draw.shapes import Circle, Colour, Dots, Point
from pursuit_sim.paint import box_coverage, polygon_fill, strokes
from pursuit_sim.paint.pixels import OVER
from pursuit_sim.paint.raster_cache import Raster, RasterCache, raster_bytes

_LOOK_BYTES = 2 * 2**20
_DISC = 64.0  # circles up to this radius are kept as rasters [px]
_PHASES = 4  # places from one pixel to the next at which circles are kept apart
_STEPS = 2  # the same of dots


class Discs:
    """Paints them and keeps what the next one can use again.

    Parameters
    ----------
    rasters : where single ones are kept
    """

    def __init__(self, rasters: RasterCache[Raster]) -> None:
        self._rasters = rasters
        self.looks: RasterCache[tuple[Raster, ...]] = RasterCache(
            _LOOK_BYTES, lambda rasters: sum(map(raster_bytes, rasters))
        )

    def paint(self, shape: Circle, surface: pygame.Surface, origin: Point) -> None:
        """Paint one; `origin` is the place of the frame at the surface's top left."""
        x, y = shape.centre[0] - origin[0], shape.centre[1] - origin[1]
        line = 0.0 if shape.stroke is None else shape.width
        if shape.radius + line > _DISC:
            corners = max(32, math.ceil(4 * math.sqrt(shape.radius)) * 4)
            ring = circle(complex(x, y) - (0.5 + 0.5j), shape.radius, corners)
            if shape.fill is not None and shape.fill[3] > 0:
                polygon_fill.fill(surface, ring, shape.fill)
            if shape.stroke is not None and line > 0:
                strokes.stroke(surface, [np.append(ring, ring[0])], line, shape.stroke, True)
            return
        whole_x, part_x = _split(x, _PHASES)
        whole_y, part_y = _split(y, _PHASES)
        size = round(shape.radius * 8) / 8
        key = ("circle", size, part_x, part_y, shape.fill, shape.stroke, line)
        raster = self._rasters.get(key)
        if raster is None:
            made = _disc(size, (part_x, part_y), shape.fill, shape.stroke, line)
            raster = self._rasters.put(key, made)
        place = (whole_x + raster.left, whole_y + raster.top)
        surface.blit(raster.surface, place, special_flags=OVER)

    def dots(self, shape: Dots, surface: pygame.Surface, origin: Point) -> None:
        """Paint many small ones; `origin` as for `paint`."""
        kept = self.looks.get(shape.looks)
        if kept is None:
            kept = self.looks.put(shape.looks, _rasters_of(shape.looks))
        left, top = origin[0] * _STEPS, origin[1] * _STEPS
        placed = []
        for x, y, look in shape.dots:
            across, down = round(x * _STEPS - left), round(y * _STEPS - top)
            raster = kept[look * _STEPS * _STEPS + down % _STEPS * _STEPS + across % _STEPS]
            place = (across // _STEPS + raster.left, down // _STEPS + raster.top)
            placed.append((raster.surface, place))
        surface.fblits(placed, OVER)


def _disc(
    radius: float, part: tuple[float, float], fill: Colour | None,
    stroke: Colour | None = None, line: float = 0.0,
) -> Raster:  # fmt: skip
    """A disc and/or ring, its middle a part of a pixel right of and below the raster's place."""
    reach = math.ceil(radius + line / 2 + 1)
    box = (reach + part[0] - radius, reach + part[1] - radius, 2 * radius, 2 * radius)
    made = box_coverage.raster(box, radius, 2 * reach + 1, 2 * reach + 1, fill, stroke, line)
    return Raster(made, -reach, -reach)


def _rasters_of(looks: tuple[tuple[float, Colour], ...]) -> tuple[Raster, ...]:
    """Discs of each look, at every place from one pixel to the next, row by row."""
    parts = [step / _STEPS for step in range(_STEPS)]
    return tuple(
        _disc(radius, (x, y), colour) for radius, colour in looks for y in parts for x in parts
    )


def _split(value: float, phases: int) -> tuple[int, float]:
    """A coordinate as whole pixels and a fraction that is one of a few phases."""
    steps = round(value * phases)
    whole = steps // phases
    return whole, (steps - whole * phases) / phases
