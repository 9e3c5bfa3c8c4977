"""Layers as kept rasters, each painted at once or in parts ahead of its picture."""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Iterator
from itertools import groupby

import pygame

from pursuit_sim.draw.shapes import Layer, Point, Polygon, Shape
from pursuit_sim.paint.damage import LayerPlace
from pursuit_sim.paint.pixels import opaque, transparent
from pursuit_sim.paint.raster_cache import Raster, RasterCache, raster_bytes

Paint = Callable[[tuple[Shape, ...], pygame.Surface, Point], None]


class LayerRasters:
    """Layers that have been painted, and one that is being painted.

    Parameters
    ----------
    paint : paints shapes on a surface, exactly; given the place of the frame at its top left

    Attributes
    ----------
    kept : rasters by key and size
    """

    def __init__(self, paint: Paint) -> None:
        self._paint = paint
        self.kept: RasterCache[Raster] = RasterCache(0, raster_bytes)
        self._begun: tuple[Hashable, pygame.Surface, list[tuple[Shape, ...]]] | None = None

    def placed(self, layer: Layer) -> LayerPlace | None:
        """The raster of a layer and where it goes, unless there is nothing of it."""
        box = _box(layer)
        if box is None:
            return None
        raster = self.kept.get(_key(layer, box))
        while raster is None:
            raster = self._go_on(layer, box)
        return LayerPlace(raster.surface, box.x, box.y, box)

    def go_on(self, layer: Layer) -> bool:
        """Paint a part of a layer, unless it is kept; returns whether there was one to paint."""
        box = _box(layer)
        if box is None or self.kept.get(_key(layer, box)) is not None:
            return False
        self._go_on(layer, box)
        return True

    def _go_on(self, layer: Layer, box: pygame.Rect) -> Raster | None:
        """Paint the next polygon, or shapes of one kind; the raster, once all are painted."""
        key = _key(layer, box)
        # Meanwhile there is none: a layer in this one may be begun, or be what cannot be painted.
        begun, self._begun = self._begun, None
        if begun is None or begun[0] != key:
            made = opaque(*box.size) if layer.opaque else transparent(*box.size)
            begun = key, made, [*_parts(layer.shapes)]
        _, made, left = begun
        if left:
            shapes = left.pop(0)
            self._paint(shapes, made, (float(box.x), float(box.y)))
        if left:
            self._begun = begun
            return None
        return self.kept.put(key, Raster(made), asked=True)


def _parts(shapes: tuple[Shape, ...]) -> Iterator[tuple[Shape, ...]]:
    """What is painted together: shapes of one kind, but a polygon, which may take long, alone."""
    for kind, run in groupby(shapes, type):
        if kind is Polygon:
            yield from ((each,) for each in run)
        else:
            yield tuple(run)


def _key(layer: Layer, box: pygame.Rect) -> Hashable:
    return layer.key, box.width, box.height, layer.opaque


def _box(layer: Layer) -> pygame.Rect | None:
    """The pixels of a layer, if it has any."""
    left, top = math.floor(layer.x), math.floor(layer.y)
    width = math.ceil(layer.x + layer.width) - left
    height = math.ceil(layer.y + layer.height) - top
    return pygame.Rect(left, top, width, height) if width > 0 and height > 0 else None
