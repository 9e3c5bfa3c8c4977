"""Frames as pixels: the pygame painter of the window, the pictures and the films.

It needs no display and no video driver. Small drawings, text and layers are kept as
rasters; large lines and polygons are drawn anew, anti-aliased to a fraction of a pixel.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
import pygame

from pursuit_sim.draw.flatten import flatten, path
from pursuit_sim.draw.shapes import (
    Circle,
    Clip,
    Dots,
    Frame,
    Layer,
    Point,
    Points,
    Polygon,
    Polyline,
    Rect,
    Shape,
    Symbol,
    Text,
)
from pursuit_sim.paint import (
    box_coverage,
    fast_fill,
    long_strokes,
    polygon_fill,
    strokes,
    thin_lines,
)
from pursuit_sim.paint.damage import Edges
from pursuit_sim.paint.discs import Discs
from pursuit_sim.paint.letters import Letters
from pursuit_sim.paint.pixels import OVER, nbytes, opaque, transparent
from pursuit_sim.paint.raster_cache import Raster, RasterCache, raster_bytes
from pursuit_sim.paint.rectangles import Rects
from pursuit_sim.paint.sprites import Sprites
from pursuit_sim.paint.still_layers import LayerPlace, Shown, nothing, over, pixels
from pursuit_sim.paint.supersample import Tiles

RASTER_BYTES = 88 * 2**20
# Layers that are kept, unless it is said: three cameras in turn, and what a slider that moves
# to and fro has made (50 MiB at 1920×1080); in larger windows at least so many pictures full.
_LAYER_BYTES, _SCREENS = 52 * 2**20, 3.0
# What layers leave of this is for rasters; a race is played from 40 MB of them without delay.
_ALL_BYTES, _LEAST_RASTER_BYTES = 72 * 2**20, 24 * 2**20
_LONG = 600  # pictures: layers that none of so many showed make room for rasters

_SOLID = 255  # opacity
_SMALL = 120.0  # drawings up to this longer side are painted as tiles [px]


class Painter:
    """Paints frames on pygame surfaces and keeps what the next frame can use again.

    Parameters
    ----------
    limit : what kept rasters may take, without layers [bytes]
    screens : how many pictures full of layers may be kept, for a film, which looks back at
        none; one picture has 1.6 at most
    moving : for pictures that follow each other: large solid shapes are painted in half
        the time and a little less exactly
    """

    def __init__(
        self, limit: int = RASTER_BYTES, *, screens: float | None = None, moving: bool = False
    ) -> None:
        self._moving = moving
        self._screens = screens
        self._limit = limit
        self._count = 0  # of pictures
        self._rasters: RasterCache[Raster] = RasterCache(limit, raster_bytes)
        self._layers: RasterCache[Raster] = RasterCache(0, raster_bytes)
        self._touched: list[Edges] = []  # by symbols, in the frame that is being painted
        self._shown: WeakKeyDictionary[pygame.Surface, Shown] = WeakKeyDictionary()
        self._tiles = Tiles()
        self._rects, self._discs = Rects(self._rasters), Discs(self._rasters)
        self._letters = Letters(self._rasters)
        self._sprites = Sprites(self._rasters, self._tiles)
        self._handlers: dict[type, Callable[[Any, pygame.Surface, Point], None]] = {
            Polygon: self._polygon,
            Circle: self._discs.paint,
            Rect: self._rects.paint,
            Text: self._text,
            Dots: self._discs.dots,
            Clip: self._clip,
            Layer: self._layer,
        }

    @property
    def nbytes(self) -> int:
        """Memory that everything kept takes [bytes]."""
        caches = (self._rasters, self._layers, self._sprites.drawings, self._discs.looks)
        return self._rects.forms.used + sum(each.used for each in caches)

    def paint(
        self, frame: Frame, surface: pygame.Surface, *, kept: bool = False, still: bool = False
    ) -> None:
        """Paint a frame on a surface, over what is on it and inside its clip.

        Parameters
        ----------
        frame : the shapes, in pixels of the surface
        surface : 32 bits a pixel; opaque, or with premultiplied opacity
        kept : nothing else has been painted on the surface since this painter did so last,
            inside the same clip. The picture is the same, but opaque layers that lie there
            already are painted only where something was over them.
        still : it stays for a while, and is painted exactly even by a painter of moving pictures

        Raises
        ------
        FileNotFoundError
            if a font of the installation is missing
        """
        self._layers.limit = self._room(nbytes(surface))
        self._count += 1
        if self._count % _LONG == 0:
            self._layers.sweep()
        left = max(_ALL_BYTES - self._layers.used, _LEAST_RASTER_BYTES)
        self._rasters.limit = min(self._limit, left)
        moving, self._moving = self._moving, self._moving and not still
        try:
            self._paint(frame, surface, kept)
        finally:
            self._moving = moving

    def _paint(self, frame: Frame, surface: pygame.Surface, kept: bool) -> None:
        if surface.get_bitsize() != 32:
            board = opaque(*surface.get_size())
            board.blit(surface, (0, 0))
            self._run(frame, board)
            surface.blit(board, (0, 0))
            return
        before = self._shown.pop(surface, None)
        if not kept or before is None or before.size != surface.get_size():
            before = nothing(surface.get_size())
        self._shown[surface] = over(before, frame, surface, self._placed, self._run)

    def _room(self, screen: int) -> int:
        """What layers may take, where a picture takes so much [bytes]."""
        if self._screens is None:
            return max(_LAYER_BYTES, round(_SCREENS * screen))
        return round(self._screens * screen)

    def _run(self, shapes: tuple[Shape, ...], surface: pygame.Surface) -> list[Edges]:
        """Paint shapes of a frame; returns the boxes of their symbols."""
        self._touched = []
        self._shapes(shapes, surface, (0.0, 0.0))
        return self._touched

    def _shapes(self, shapes: tuple[Shape, ...], surface: pygame.Surface, origin: Point) -> None:
        """Paint shapes; `origin` is the place of the frame at the surface's top left."""
        count = len(shapes)
        index = 0
        while index < count:
            shape = shapes[index]
            index += 1
            if isinstance(shape, Symbol):
                run = [shape]
                while index < count:
                    following = shapes[index]
                    if not isinstance(following, Symbol):
                        break
                    run.append(following)
                    index += 1
                self._touched += self._sprites.paint(run, surface, origin, moving=self._moving)
            elif isinstance(shape, Polyline):
                # Lines of one pen that follow each other are drawn in one go.
                pen = (shape.colour, shape.width, shape.dash)
                lines = [shape]
                while index < count:
                    other = shapes[index]
                    if not isinstance(other, Polyline):
                        break
                    if (other.colour, other.width, other.dash) != pen:
                        break
                    lines.append(other)
                    index += 1
                self._lines(lines, surface, origin)
            else:
                self._handlers[type(shape)](shape, surface, origin)

    def _blit(self, raster: Raster, surface: pygame.Surface, x: float, y: float) -> None:
        place = (int(x) + raster.left, int(y) + raster.top)
        surface.blit(raster.surface, place, special_flags=OVER)

    def _tile(self, key: Hashable, shape: Shape, surface: pygame.Surface, origin: Point) -> None:
        """Paint a small shape by way of a kept raster."""
        raster = self._rasters.get(key)
        if raster is None:
            made = self._tiles.raster(flatten((shape,)), 1.0, -complex(*origin))
            raster = self._rasters.put(key, Raster(*(made or (transparent(1, 1), 0, 0))))
        self._blit(raster, surface, 0, 0)

    def _lines(self, lines: list[Polyline], surface: pygame.Surface, origin: Point) -> None:
        colour, width = lines[0].colour, lines[0].width
        if colour[3] == 0 or width <= 0:
            return
        paths = []
        for line in lines:
            points = line.points
            if len(points) < 2:
                continue
            if len(points) == 2 and line.dash is None:
                (x0, y0), (x1, y1) = points
                if x0 == x1:
                    bar = Rect(x0 - width / 2, min(y0, y1), width, abs(y1 - y0), colour)
                    self._rects.paint(bar, surface, origin)
                    continue
                if y0 == y1:
                    bar = Rect(min(x0, x1), y0 - width / 2, abs(x1 - x0), width, colour)
                    self._rects.paint(bar, surface, origin)
                    continue
            if thin_lines.draw(surface, line, origin, moving=self._moving):
                continue
            quickly = self._moving and line.dash is None and colour[3] == _SOLID
            if quickly and fast_fill.stroke(surface, points, origin, width, colour):
                continue
            paths.append((line, path(points)))
        if not paths:
            return
        if len(paths) == 1 and _extent(paths[0][0].points) <= _SMALL:
            line = paths[0][0]
            self._tile((line, origin), line, surface, origin)
            return
        # The painters below have pixel centres on integers.
        shift = complex(*origin) + (0.5 + 0.5j)
        dash = lines[0].dash
        dashed = dash if dash is not None and min(dash) > 0 else None
        if (
            len(paths) == 1
            and dashed is None
            and long_strokes.draw(surface, paths[0][1] - shift, width, colour)
        ):
            return
        strokes.stroke(surface, [points - shift for _, points in paths], width, colour, dash=dashed)

    def _polygon(self, shape: Polygon, surface: pygame.Surface, origin: Point) -> None:
        if len(shape.points) < 3:
            return
        if shape.stroke is None and len(shape.points) == 4 and shape.fill is not None:
            box = _upright(shape.points)
            if box is not None:
                left, top = box[0] - origin[0], box[1] - origin[1]
                right, bottom = box[2] - origin[0], box[3] - origin[1]
                self._rects.block(surface, (left, top, right, bottom), shape.fill)
                return
        if _extent(shape.points) + shape.width <= _SMALL:
            self._tile((shape, origin), shape, surface, origin)
            return
        quickly = self._moving and shape.stroke is None and not shape.covered
        if quickly and shape.fill is not None and shape.fill[3] == _SOLID:
            fast_fill.fill(surface, shape.points, origin, shape.fill)
            return
        line = path(shape.points)
        line = line - (complex(*origin) + (0.5 + 0.5j))
        if shape.fill is not None and shape.fill[3] > 0:
            if shape.covered and shape.fill[3] == _SOLID:
                polygon_fill.rough(surface, line, shape.fill)
            elif polygon_fill.slender(line):
                made = self._tiles.raster(flatten((Polygon(shape.points, shape.fill),)), 1.0,
                                          -complex(*origin))  # fmt: skip
                if made:
                    self._blit(Raster(*made), surface, 0, 0)
            else:
                polygon_fill.fill(surface, line, shape.fill)
        if shape.stroke is not None and shape.stroke[3] > 0 and shape.width > 0:
            strokes.stroke(surface, [np.append(line, line[0])], shape.width, shape.stroke, True)

    def _text(self, shape: Text, surface: pygame.Surface, origin: Point) -> None:
        self._letters.paint(shape, surface, origin, moving=self._moving)

    def _clip(self, shape: Clip, surface: pygame.Surface, origin: Point) -> None:
        box = pixels(shape, origin)
        before = surface.get_clip()
        inside = box.clip(before)
        if not inside.width or not inside.height:
            return
        corners = None
        if shape.radius > 0 and min(box.size) > 1:  # less has no corners to cut
            corners = box_coverage.Corners(surface, box, shape.radius)
        surface.set_clip(inside)
        self._shapes(shape.shapes, surface, origin)
        surface.set_clip(before)
        if corners is not None:
            corners.restore(surface)

    def _layer(self, shape: Layer, surface: pygame.Surface, origin: Point) -> None:
        place = self._placed(shape)
        if place is not None:
            at = (place.x - round(origin[0]), place.y - round(origin[1]))
            surface.blit(place.picture, at, special_flags=0 if shape.opaque else OVER)

    def _placed(self, shape: Layer) -> LayerPlace | None:
        """The raster of a layer and where it goes, unless there is nothing of it."""
        left, top = math.floor(shape.x), math.floor(shape.y)
        width = math.ceil(shape.x + shape.width) - left
        height = math.ceil(shape.y + shape.height) - top
        if width <= 0 or height <= 0:
            return None
        key = (shape.key, width, height, shape.opaque)
        raster = self._layers.get(key)
        if raster is None:
            made = opaque(width, height) if shape.opaque else transparent(width, height)
            moving, self._moving = self._moving, False
            touched, self._touched = self._touched, []
            self._shapes(shape.shapes, made, (float(left), float(top)))
            self._moving, self._touched = moving, touched
            raster = self._layers.put(key, Raster(made, 0, 0), asked=True)
        return LayerPlace(raster.surface, left, top, pygame.Rect(left, top, width, height))


def _upright(points: Points) -> tuple[float, float, float, float] | None:
    """Left, top, right and bottom of four points, if they are an upright rectangle."""
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = points
    if (ay == by and bx == cx and cy == dy and dx == ax) or (
        ax == bx and by == cy and cx == dx and dy == ay
    ):
        return min(ax, cx), min(ay, cy), max(ax, cx), max(ay, cy)
    return None


def _extent(points: Points) -> float:
    """Longer side of the box around some points [px]."""
    across, down = zip(*points, strict=True)
    longest: float = max(max(across) - min(across), max(down) - min(down))
    return longest
