"""Frames as pixels: the pygame painter of the window, the pictures and the films.

It needs no display and no video driver. Small drawings, text and layers are kept as
rasters; large lines and polygons are drawn anew, anti-aliased to a fraction of a pixel.
"""

from __future__ import annotations

import cmath
import math
from collections.abc import Callable, Hashable
from typing import Any, NamedTuple

import numpy as np
import pygame
from numpy.typing import NDArray

from pursuit_sim.view import area, band, boxes, fonts, hair, ribbon
from pursuit_sim.view.cache import Cache
from pursuit_sim.view.flatten import Flat, circle, flatten, path, rounded
from pursuit_sim.view.pixels import (
    OVER,
    fade,
    nbytes,
    opaque,
    transparent,
)
from pursuit_sim.view.shapes import (
    Circle,
    Clip,
    Colour,
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
from pursuit_sim.view.tile import Tiles

RASTER_BYTES = 96 * 2**20
_LAYER_BYTES = 96 * 2**20
_DRAWING_BYTES = 8 * 2**20

_SOLID = 255  # opacity
_SMALL = 120.0  # drawings up to this longer side are painted as tiles [px]
_PHASES = 4  # places from one pixel to the next at which circles are kept apart
_STEPS = 2  # the same of symbols
_SWEEP = 0.6  # a kept symbol's rim is off by half of this at most [px]
_BROAD = 300_000.0  # rectangles up to this are kept as rasters [px²]
_DISC = 64.0  # circles up to this radius are kept as rasters [px]


class _Raster(NamedTuple):
    """A kept raster and where its top left corner is from the place it is for [px]."""

    surface: pygame.Surface
    left: int
    top: int
    baseline: float = 0.0


def _raster_bytes(raster: _Raster) -> int:
    overhead = 500  # of the surface object and the key
    return nbytes(raster.surface) + overhead


def _split(value: float, phases: int) -> tuple[int, float]:
    """A coordinate as whole pixels and a fraction that is one of a few phases."""
    steps = round(value * phases)
    whole = steps // phases
    return whole, (steps - whole * phases) / phases


class Painter:
    """Paints frames on pygame surfaces and keeps what the next frame can use again.

    Parameters
    ----------
    limit : what kept rasters may take, without layers [bytes]
    """

    def __init__(self, limit: int = RASTER_BYTES) -> None:
        self._rasters: Cache[_Raster] = Cache(limit, _raster_bytes)
        self._layers: Cache[_Raster] = Cache(_LAYER_BYTES, _raster_bytes)
        self._drawings: Cache[Flat] = Cache(_DRAWING_BYTES, lambda drawing: drawing.nbytes)
        self._tiles = Tiles()
        self._handlers: dict[type, Callable[[Any, pygame.Surface, Point], None]] = {
            Polygon: self._polygon,
            Circle: self._circle,
            Rect: self._rect,
            Text: self._text,
            Symbol: self._symbol,
            Clip: self._clip,
            Layer: self._layer,
        }

    @property
    def nbytes(self) -> int:
        """Memory that everything kept takes [bytes]."""
        return self._rasters.used + self._layers.used + self._drawings.used

    def paint(self, frame: Frame, surface: pygame.Surface) -> None:
        """Paint a frame on a surface, over what is on it and inside its clip.

        Parameters
        ----------
        frame : the shapes, in pixels of the surface
        surface : 32 bits a pixel; opaque, or with premultiplied opacity

        Raises
        ------
        FileNotFoundError
            if a font of the installation is missing
        """
        if surface.get_bitsize() != 32:
            board = opaque(*surface.get_size())
            board.blit(surface, (0, 0))
            self._shapes(frame, board, (0.0, 0.0))
            surface.blit(board, (0, 0))
            return
        self._shapes(frame, surface, (0.0, 0.0))

    def _shapes(self, shapes: tuple[Shape, ...], surface: pygame.Surface, origin: Point) -> None:
        """Paint shapes; `origin` is the place of the frame at the surface's top left."""
        count = len(shapes)
        index = 0
        while index < count:
            shape = shapes[index]
            index += 1
            if isinstance(shape, Polyline):
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

    def _blit(self, raster: _Raster, surface: pygame.Surface, x: float, y: float) -> None:
        place = (int(x) + raster.left, int(y) + raster.top)
        surface.blit(raster.surface, place, special_flags=OVER)

    def _tile(self, key: Hashable, shape: Shape, surface: pygame.Surface, origin: Point) -> None:
        """Paint a small shape by way of a kept raster."""
        raster = self._rasters.get(key)
        if raster is None:
            made = self._tiles.raster(flatten((shape,)), 1.0, -complex(*origin))
            raster = self._rasters.put(key, _Raster(*(made or (transparent(1, 1), 0, 0))))
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
                    self._rect(bar, surface, origin)
                    continue
                if y0 == y1:
                    bar = Rect(min(x0, x1), y0 - width / 2, abs(x1 - x0), width, colour)
                    self._rect(bar, surface, origin)
                    continue
            if hair.thin(line):
                hair.draw(surface, line, origin)
                continue
            paths.append((line, path(points)))
        if not paths:
            return
        if len(paths) == 1 and _extent(paths[0][1]) <= _SMALL:
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
            and ribbon.draw(surface, paths[0][1] - shift, width, colour)
        ):
            return
        band.stroke(surface, [points - shift for _, points in paths], width, colour, dash=dashed)

    def _polygon(self, shape: Polygon, surface: pygame.Surface, origin: Point) -> None:
        if len(shape.points) < 3:
            return
        if shape.stroke is None and len(shape.points) == 4 and shape.fill is not None:
            box = _upright(shape.points)
            if box is not None:
                self._block(surface, (box[0] - origin[0], box[1] - origin[1],
                                      box[2] - origin[0], box[3] - origin[1]), shape.fill)  # fmt: skip
                return
        line = path(shape.points)
        if _extent(line) + shape.width <= _SMALL:
            self._tile((shape, origin), shape, surface, origin)
            return
        line = line - (complex(*origin) + (0.5 + 0.5j))
        if shape.fill is not None and shape.fill[3] > 0:
            if shape.covered and shape.fill[3] == _SOLID:
                area.rough(surface, line, shape.fill)
            elif area.slender(line):
                made = self._tiles.raster(flatten((Polygon(shape.points, shape.fill),)), 1.0,
                                          -complex(*origin))  # fmt: skip
                if made:
                    self._blit(_Raster(*made), surface, 0, 0)
            else:
                area.fill(surface, line, shape.fill)
        if shape.stroke is not None and shape.stroke[3] > 0 and shape.width > 0:
            band.stroke(surface, [np.append(line, line[0])], shape.width, shape.stroke, True)

    def _circle(self, shape: Circle, surface: pygame.Surface, origin: Point) -> None:
        x, y = shape.centre[0] - origin[0], shape.centre[1] - origin[1]
        line = 0.0 if shape.stroke is None else shape.width
        if shape.radius + line > _DISC:
            corners = max(32, math.ceil(4 * math.sqrt(shape.radius)) * 4)
            ring = circle(complex(x, y) - (0.5 + 0.5j), shape.radius, corners)
            if shape.fill is not None and shape.fill[3] > 0:
                area.fill(surface, ring, shape.fill)
            if shape.stroke is not None and line > 0:
                band.stroke(surface, [np.append(ring, ring[0])], line, shape.stroke, True)
            return
        whole_x, part_x = _split(x, _PHASES)
        whole_y, part_y = _split(y, _PHASES)
        size = round(shape.radius * 8) / 8
        key = ("circle", size, part_x, part_y, shape.fill, shape.stroke, line)
        raster = self._rasters.get(key)
        if raster is None:
            reach = math.ceil(size + line / 2 + 1)
            box = (reach + part_x - size, reach + part_y - size, 2 * size, 2 * size)
            made = boxes.raster(
                box, size, 2 * reach + 1, 2 * reach + 1, shape.fill, shape.stroke, line
            )
            raster = self._rasters.put(key, _Raster(made, -reach, -reach))
        self._blit(raster, surface, whole_x, whole_y)

    def _rect(self, shape: Rect, surface: pygame.Surface, origin: Point) -> None:
        x, y = shape.x - origin[0], shape.y - origin[1]
        width, height = shape.width, shape.height
        if width <= 0 or height <= 0:
            return
        stroke = shape.stroke if shape.line > 0 else None
        if stroke is None and shape.radius <= 0:
            if shape.fill is not None:
                self._block(surface, (x, y, x + width, y + height), shape.fill)
            return
        line = 0.0 if stroke is None else shape.line
        if width * height > _BROAD:
            ring = rounded(x - 0.5, y - 0.5, width, height, shape.radius)
            if shape.fill is not None:
                area.fill(surface, ring, shape.fill)
            if stroke is not None:
                band.stroke(surface, [np.append(ring, ring[0])], line, stroke, True)
            return
        left, top = math.floor(x - line / 2), math.floor(y - line / 2)
        eighths = tuple(round(8 * each) for each in (x - left, y - top, width, height))
        key = ("rect", eighths, shape.radius, shape.fill, stroke, line)
        raster = self._rasters.get(key)
        if raster is None:
            box = tuple(each / 8 for each in eighths)
            columns = math.ceil(box[0] + box[2] + line / 2)
            rows = math.ceil(box[1] + box[3] + line / 2)
            made = boxes.raster(box, shape.radius, columns, rows, shape.fill, stroke, line)
            raster = self._rasters.put(key, _Raster(made, 0, 0))
        self._blit(raster, surface, left, top)

    def _block(
        self, surface: pygame.Surface, edges: tuple[float, float, float, float], fill: Colour
    ) -> None:
        """Paint a rectangle with sharp corners: left, top, right, bottom."""
        rows = boxes.slices(edges[1], edges[3])
        for left, right, part_x in boxes.slices(edges[0], edges[2]):
            for top, bottom, part_y in rows:
                share = round(part_x * part_y * fill[3])
                if share == _SOLID:
                    surface.fill(fill, (left, top, right - left, bottom - top))
                elif share > 0:
                    ink = tuple(round(each * share / _SOLID) for each in (*fill[:3], _SOLID))
                    key = ("block", right - left, bottom - top, ink)
                    raster = self._rasters.get(key)
                    if raster is None:
                        made = transparent(right - left, bottom - top)
                        made.fill(ink)
                        raster = self._rasters.put(key, _Raster(made, 0, 0))
                    self._blit(raster, surface, left, top)

    def _text(self, shape: Text, surface: pygame.Surface, origin: Point) -> None:
        if not shape.text or shape.size <= 0:
            return
        key = (shape.text, shape.size, shape.weight, shape.colour)
        raster = self._rasters.get(key)
        if raster is None:
            drawn, baseline = fonts.raster(shape)
            raster = self._rasters.put(key, _Raster(drawn, 0, 0, baseline))
        width = raster.surface.get_width()
        share = {"left": 0.0, "centre": 0.5, "right": 1.0}[shape.anchor]
        x = shape.x - origin[0] - share * width
        # Capitals and figures are centred on the middle height.
        y = shape.y - origin[1] + fonts.CAP_HEIGHT / 2 * shape.size - raster.baseline
        self._blit(raster, surface, round(x), round(y))

    def _symbol(self, shape: Symbol, surface: pygame.Surface, origin: Point) -> None:
        reach = shape.extent * shape.scale
        opacity = round(shape.opacity * 255)
        if reach <= 0 or opacity <= 0:
            return
        x, y = shape.at[0] - origin[0], shape.at[1] - origin[1]
        clip = surface.get_clip()
        if not (
            clip.left - reach < x < clip.right + reach
            and clip.top - reach < y < clip.bottom + reach
        ):
            return
        whole_x, part_x = _split(x, _STEPS)
        whole_y, part_y = _split(y, _STEPS)
        turns = max(1, round(2 * math.pi * reach / _SWEEP))
        angle = round(shape.angle / (2 * math.pi) * turns) % turns
        size = round(reach / _SWEEP)
        key = (shape.key, shape.extent, angle, size, part_x, part_y, opacity)
        raster = self._rasters.get(key)
        if raster is None:
            drawing = self._drawings.get(shape.key)
            if drawing is None:
                drawing = self._drawings.put(shape.key, flatten(shape.parts))
            scale = max(size, 1) * _SWEEP / shape.extent
            made = self._tiles.raster(
                drawing, cmath.rect(scale, 2 * math.pi * angle / turns), complex(part_x, part_y)
            )
            if made:
                fade(made[0], opacity)
            raster = self._rasters.put(key, _Raster(*(made or (transparent(1, 1), 0, 0))))
        self._blit(raster, surface, whole_x, whole_y)

    def _clip(self, shape: Clip, surface: pygame.Surface, origin: Point) -> None:
        x, y = shape.x - origin[0], shape.y - origin[1]
        box = pygame.Rect(round(x), round(y), 0, 0)
        box.width, box.height = round(x + shape.width) - box.x, round(y + shape.height) - box.y
        before = surface.get_clip()
        inside = box.clip(before)
        if not inside.width or not inside.height:
            return
        corners = boxes.Corners(surface, box, before, shape.radius) if shape.radius > 0 else None
        surface.set_clip(inside)
        self._shapes(shape.shapes, surface, origin)
        surface.set_clip(before)
        if corners is not None:
            corners.restore(surface)

    def _layer(self, shape: Layer, surface: pygame.Surface, origin: Point) -> None:
        left, top = math.floor(shape.x), math.floor(shape.y)
        width = math.ceil(shape.x + shape.width) - left
        height = math.ceil(shape.y + shape.height) - top
        if width <= 0 or height <= 0:
            return
        key = (shape.key, width, height, shape.opaque)
        raster = self._layers.get(key)
        if raster is None:
            made = opaque(width, height) if shape.opaque else transparent(width, height)
            self._shapes(shape.shapes, made, (float(left), float(top)))
            raster = self._layers.put(key, _Raster(made, 0, 0))
        place = (left - round(origin[0]), top - round(origin[1]))
        surface.blit(raster.surface, place, special_flags=0 if shape.opaque else OVER)


def _upright(points: Points) -> tuple[float, float, float, float] | None:
    """Left, top, right and bottom of four points, if they are an upright rectangle."""
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = points
    if (ay == by and bx == cx and cy == dy and dx == ax) or (
        ax == bx and by == cy and cx == dx and dy == ay
    ):
        return min(ax, cx), min(ay, cy), max(ax, cx), max(ay, cy)
    return None


def _extent(line: NDArray[np.complex128]) -> float:
    """Longer side of the box around a path [px]."""
    return float(max(np.ptp(line.real), np.ptp(line.imag)))
