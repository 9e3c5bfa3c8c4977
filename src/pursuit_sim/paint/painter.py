"""Frames as pixels: the pygame painter of the window, the pictures and the films.

It needs no display and no video driver. Small drawings, text and layers are kept as
rasters; large lines and polygons are drawn anew, anti-aliased to a fraction of a pixel.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import partial
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
import pygame

from pursuit_sim.draw.flatten import dashes, flatten, path
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
    discs,
    fast_fill,
    long_strokes,
    polygon_fill,
    rectangles,
    strokes,
    text,
    thin_lines,
)
from pursuit_sim.paint.bounds import Edges
from pursuit_sim.paint.damage import Painted, clip_box, repaint
from pursuit_sim.paint.layer_rasters import LayerRasters
from pursuit_sim.paint.pixels import OVER, nbytes, opaque, transparent
from pursuit_sim.paint.raster_cache import Raster, RasterCache, raster_bytes
from pursuit_sim.paint.sprites import Sprites
from pursuit_sim.paint.supersample import rasterise

_RASTER_BYTES = 88 * 2**20
# Layers that are kept, unless it is said: three cameras in turn, and what a slider that moves
# to and fro has made (50 MiB at 1920×1080); in larger windows at least so many pictures full.
_LAYER_BYTES, _SCREENS = 52 * 2**20, 2.5
# What layers leave of this is for rasters; a race is played from 40 MB of them without delay.
_ALL_BYTES, _LEAST_RASTER_BYTES = 72 * 2**20, 24 * 2**20
# All that at 1920×1080 and in larger pictures; in smaller ones as much less, but not below a part.
_FULL_HD_BYTES, _LEAST_PART = 4 * 1920 * 1080, 0.3
_LONG = 600  # pictures: layers that none of so many showed make room for rasters

_SOLID = 255  # opacity
_SMALL = 120.0  # drawings up to this longer side are supersampled [px]


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
        self, limit: int = _RASTER_BYTES, *, screens: float | None = None, moving: bool = False
    ) -> None:
        self._moving = moving
        self._screens = screens
        self._limit = limit
        self._count = 0  # of pictures
        self._rasters: RasterCache[Raster] = RasterCache(limit, raster_bytes)
        self._layers = LayerRasters(self._kept)
        self._ready: Frame = ()  # a coming frame of which all is kept
        self._scratch = transparent(1, 1)  # takes what is only made
        self._touched: list[Edges] = []  # by symbols, in the frame that is being painted
        self._painted: WeakKeyDictionary[pygame.Surface, Painted] = WeakKeyDictionary()
        self._sprites = Sprites(self._rasters)
        self._handlers: dict[type, Callable[[Any, pygame.Surface, Point], None]] = {
            Polygon: self._polygon,
            Circle: partial(discs.paint, self._rasters),
            Rect: partial(rectangles.paint, self._rasters),
            Text: self._text,
            Dots: discs.paint_dots,
            Clip: self._clip,
            Layer: self._layer,
        }

    @property
    def nbytes(self) -> int:
        """Memory that everything kept takes [bytes]."""
        return self._rasters.used + self._layers.kept.used + self._sprites.drawings.used

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
        part = 1.0
        if self._screens is not None:
            self._layers.kept.bound(round(self._screens * nbytes(surface)))
        else:
            part = min(max(nbytes(surface) / _FULL_HD_BYTES, _LEAST_PART), 1.0)
            most = max(part * _LAYER_BYTES, _SCREENS * nbytes(surface))
            self._layers.kept.bound(round(most))
        self._count += 1
        if self._count % _LONG == 0:
            self._layers.kept.sweep()
        left = max(part * _ALL_BYTES - self._layers.kept.used, part * _LEAST_RASTER_BYTES)
        self._rasters.bound(min(self._limit, round(left)))
        moving, self._moving = self._moving, self._moving and not still
        try:
            self._paint(frame, surface, kept)
        finally:
            self._moving = moving

    def make_ready(self, frame: Frame) -> None:
        """Make one thing that a coming frame shows and that is not kept yet.

        Called after each picture, it spreads what the first one after a cut would have to make.
        """
        if frame is not self._ready and not self._make_one(frame):
            self._ready = frame

    def _make_one(self, shapes: tuple[Shape, ...]) -> bool:
        """Whether a part of a layer, a symbol or a text had to be made."""
        before = self._rasters.made
        for shape in shapes:
            if isinstance(shape, Clip):
                made = self._make_one(shape.shapes)
            elif isinstance(shape, Layer):
                made = self._layers.go_on(shape)
            else:
                if isinstance(shape, Symbol):
                    self._sprites.paint([shape], self._scratch, shape.at, moving=self._moving)
                elif isinstance(shape, Text):
                    self._text(shape, self._scratch, (shape.x, shape.y))
                made = self._rasters.made != before
            if made:
                return True
        return False

    def _paint(self, frame: Frame, surface: pygame.Surface, kept: bool) -> None:
        if surface.get_bitsize() != 32:
            board = opaque(*surface.get_size())
            board.blit(surface, (0, 0))
            self._run(frame, board)
            surface.blit(board, (0, 0))
            return
        before = self._painted.pop(surface, None)
        if not kept or before is None or before.size != surface.get_size():
            before = Painted(surface.get_size(), {}, [])
        self._painted[surface] = repaint(before, frame, surface, self._layers.placed, self._run)

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

    def _supersampled(self, key: Hashable, shape: Shape, surface: pygame.Surface,
                      origin: Point) -> None:  # fmt: skip
        """Paint a small shape by way of a kept raster."""
        raster = self._rasters.get(key)
        if raster is None:
            raster = rasterise(flatten((shape,)), shift=-complex(*origin))
            self._rasters.put(key, raster)
        surface.blit(raster.surface, (raster.left, raster.top), special_flags=OVER)

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
                    rectangles.paint(self._rasters, bar, surface, origin)
                    continue
                if y0 == y1:
                    bar = Rect(min(x0, x1), y0 - width / 2, abs(x1 - x0), width, colour)
                    rectangles.paint(self._rasters, bar, surface, origin)
                    continue
            if thin_lines.draw(surface, line, origin, moving=self._moving):
                continue
            fast = self._moving and line.dash is None and colour[3] == _SOLID
            if fast and fast_fill.stroke(surface, points, origin, width, colour):
                continue
            paths.append((line, path(points)))
        if not paths:
            return
        if len(paths) == 1 and _small(paths[0][0].points, _SMALL):
            line = paths[0][0]
            self._supersampled((line, origin), line, surface, origin)
            return
        # The painters below have pixel centres on integers.
        shift = complex(*origin) + (0.5 + 0.5j)
        placed = [points - shift for _, points in paths]
        dash = lines[0].dash
        if dash is not None:
            placed = [piece for points in placed for piece in dashes(points, *dash)]
        elif len(placed) == 1 and long_strokes.draw(surface, placed[0], width, colour):
            return
        strokes.stroke(surface, placed, width, colour)

    def _polygon(self, shape: Polygon, surface: pygame.Surface, origin: Point) -> None:
        if len(shape.points) < 3:
            return
        if shape.stroke is None and len(shape.points) == 4 and shape.fill is not None:
            box = _upright(shape.points)
            if box is not None:
                left, top = box[0] - origin[0], box[1] - origin[1]
                right, bottom = box[2] - origin[0], box[3] - origin[1]
                rectangles.fill(self._rasters, surface, (left, top, right, bottom), shape.fill)
                return
        if _small(shape.points, _SMALL - shape.width):
            self._supersampled((shape, origin), shape, surface, origin)
            return
        if shape.stroke is None and shape.fill is not None and shape.fill[3] == _SOLID:
            if shape.edge == "covered" or (shape.edge == "faint" and self._moving):
                fast_fill.rough(surface, shape.points, origin, shape.fill)
                return
            if self._moving:
                fast_fill.fill(surface, shape.points, origin, shape.fill)
                return
        line = path(shape.points)
        line = line - (complex(*origin) + (0.5 + 0.5j))
        if shape.fill is not None and shape.fill[3] > 0:
            if polygon_fill.slender(line):
                polygon_fill.fill_slender(surface, line, shape.fill)
            else:
                polygon_fill.fill(surface, line, shape.fill)
        if shape.stroke is not None and shape.stroke[3] > 0 and shape.width > 0:
            strokes.stroke(surface, [np.append(line, line[0])], shape.width, shape.stroke, True)

    def _text(self, shape: Text, surface: pygame.Surface, origin: Point) -> None:
        text.paint(self._rasters, shape, surface, origin, moving=self._moving)

    def _clip(self, shape: Clip, surface: pygame.Surface, origin: Point) -> None:
        box = clip_box(shape, origin)
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
        place = self._layers.placed(shape)
        if place is not None:
            at = (place.x - round(origin[0]), place.y - round(origin[1]))
            surface.blit(place.picture, at, special_flags=0 if shape.opaque else OVER)

    def _kept(self, shapes: tuple[Shape, ...], surface: pygame.Surface, origin: Point) -> None:
        """Paint shapes of a layer, which stays."""
        moving, self._moving = self._moving, False
        touched, self._touched = self._touched, []
        self._shapes(shapes, surface, origin)
        self._moving, self._touched = moving, touched


def _upright(points: Points) -> tuple[float, float, float, float] | None:
    """Left, top, right and bottom of four points, if they are an upright rectangle."""
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = points
    if (ay == by and bx == cx and cy == dy and dx == ax) or (
        ax == bx and by == cy and cx == dx and dy == ay
    ):
        return min(ax, cx), min(ay, cy), max(ax, cx), max(ay, cy)
    return None


def _small(points: Points, most: float) -> bool:
    """Whether the longer side of the box around some points is at most this [px]."""
    (ax, ay), (bx, by) = points[0], points[len(points) // 2]
    if abs(ax - bx) > most or abs(ay - by) > most:
        return False
    across, down = zip(*points, strict=True)
    longest: float = max(max(across) - min(across), max(down) - min(down))
    return longest <= most
