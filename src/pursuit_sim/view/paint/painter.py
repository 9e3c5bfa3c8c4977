"""Frames as pixels: the pygame painter of the window, the pictures and the films.

It needs no display and no video driver. Small drawings, text and layers are kept as
rasters; large lines and polygons are drawn anew, anti-aliased to a fraction of a pixel.
"""

from __future__ import annotations

import cmath
import math
from collections.abc import Callable, Hashable, Sequence
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
import pygame

from pursuit_sim.view.paint import area, band, boxes, fonts, hair, quick, ribbon
from pursuit_sim.view.paint.cache import Cache, Raster, raster_bytes
from pursuit_sim.view.paint.flatten import Flat, circle, flatten, path
from pursuit_sim.view.paint.pixels import (
    OVER,
    fade,
    opaque,
    transparent,
)
from pursuit_sim.view.paint.rects import Rects
from pursuit_sim.view.paint.still import Place, Shown, nothing, over
from pursuit_sim.view.paint.tile import Tiles
from pursuit_sim.view.shapes import (
    Circle,
    Clip,
    Colour,
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

RASTER_BYTES = 88 * 2**20
_LAYER_BYTES = 96 * 2**20
_DRAWING_BYTES = 20 * 2**20
_LOOK_BYTES = 2 * 2**20

_SOLID = 255  # opacity
_SMALL = 120.0  # drawings up to this longer side are painted as tiles [px]
_PHASES = 4  # places from one pixel to the next at which circles are kept apart
_STEPS = 2  # the same of small discs and symbols, which on whole pixels would tremble
_DOT, _CLOSE = 12.0, 60.0  # [px] of reach: between them symbols lie on whole pixels
_SIZE = 0.6  # steps in which symbols are kept by how far they reach [px]
_RIM = 1.0  # from one kept angle of a symbol to the next its rim moves so far [px]
# In pictures that move limbs move by more: so few angles that a race finds most of its
# poses kept after a lap.
_MOVING_RIM = 3.0
_FIGURES = frozenset("0123456789:.")
_TICKING = 2  # so many figures at the end of a small clock change in every picture
_ANCHORS = {"left": 0.0, "centre": 0.5, "right": 1.0}
_DISC = 64.0  # circles up to this radius are kept as rasters [px]


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
    moving : for pictures that follow each other: large solid shapes are painted in half
        the time and a little less exactly
    """

    def __init__(self, limit: int = RASTER_BYTES, *, moving: bool = False) -> None:
        self._moving = moving
        self._rasters: Cache[Raster] = Cache(limit, raster_bytes)
        self._layers: Cache[Raster] = Cache(_LAYER_BYTES, raster_bytes)
        self._drawings: Cache[Flat] = Cache(_DRAWING_BYTES, lambda drawing: drawing.nbytes)
        self._shown: WeakKeyDictionary[pygame.Surface, Shown] = WeakKeyDictionary()
        self._looks: Cache[tuple[Raster, ...]] = Cache(
            _LOOK_BYTES, lambda rasters: sum(map(raster_bytes, rasters))
        )
        self._tiles = Tiles()
        self._rects = Rects(self._rasters)
        self._handlers: dict[type, Callable[[Any, pygame.Surface, Point], None]] = {
            Polygon: self._polygon,
            Circle: self._circle,
            Rect: self._rects.paint,
            Text: self._text,
            Dots: self._dots,
            Clip: self._clip,
            Layer: self._layer,
        }

    @property
    def nbytes(self) -> int:
        """Memory that everything kept takes [bytes]."""
        kept = (self._rasters, self._layers, self._drawings, self._looks, self._rects.forms)
        return sum(each.used for each in kept)

    def paint(self, frame: Frame, surface: pygame.Surface, *, kept: bool = False) -> None:
        """Paint a frame on a surface, over what is on it and inside its clip.

        Parameters
        ----------
        frame : the shapes, in pixels of the surface
        surface : 32 bits a pixel; opaque, or with premultiplied opacity
        kept : nothing else has been painted on the surface since this painter did so last,
            inside the same clip. The picture is the same, but opaque layers that lie there
            already are painted only where something was over them.

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
        before = self._shown.pop(surface, None)
        if not kept or before is None or before.size != surface.get_size():
            before = nothing(surface.get_size())
        self._shown[surface] = over(before, frame, surface, self._placed, self._shapes)

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
                self._symbols(run, surface, origin)
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
            if hair.draw(surface, line, origin, bent=self._moving):
                continue
            quickly = self._moving and line.dash is None and colour[3] == _SOLID
            if quickly and quick.stroke(surface, points, origin, width, colour):
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
                left, top = box[0] - origin[0], box[1] - origin[1]
                right, bottom = box[2] - origin[0], box[3] - origin[1]
                self._rects.block(surface, (left, top, right, bottom), shape.fill)
                return
        if _extent(shape.points) + shape.width <= _SMALL:
            self._tile((shape, origin), shape, surface, origin)
            return
        quickly = self._moving and shape.stroke is None and not shape.covered
        if quickly and shape.fill is not None and shape.fill[3] == _SOLID:
            quick.fill(surface, shape.points, origin, shape.fill)
            return
        line = path(shape.points)
        line = line - (complex(*origin) + (0.5 + 0.5j))
        if shape.fill is not None and shape.fill[3] > 0:
            if shape.covered and shape.fill[3] == _SOLID:
                area.rough(surface, line, shape.fill)
            elif area.slender(line):
                made = self._tiles.raster(flatten((Polygon(shape.points, shape.fill),)), 1.0,
                                          -complex(*origin))  # fmt: skip
                if made:
                    self._blit(Raster(*made), surface, 0, 0)
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
            made = _disc(size, (part_x, part_y), shape.fill, shape.stroke, line)
            raster = self._rasters.put(key, made)
        self._blit(raster, surface, whole_x, whole_y)

    def _text(self, shape: Text, surface: pygame.Surface, origin: Point) -> None:
        text, size = shape.text, shape.size
        if not text or size <= 0:
            return
        # Capitals and figures are centred on the middle height.
        x, y = shape.x - origin[0], shape.y - origin[1] + fonts.CAP_HEIGHT / 2 * size
        parts: Sequence[str] = (text,)
        if _FIGURES.issuperset(text):
            # A clock shows the same few figures over and over.
            if size >= fonts.WHOLE_STEPS:
                parts = text
            elif self._moving and ":" in text:
                parts = (text[:-_TICKING], text[-_TICKING:])
        pieces = [self._glyphs(each, shape) for each in parts]
        width = sum(piece.surface.get_width() for piece in pieces)
        left: float = round(x - _ANCHORS[shape.anchor] * width)
        for part, piece in zip(parts, pieces, strict=True):
            place = (round(left), round(y - piece.baseline))
            surface.blit(piece.surface, place, special_flags=OVER)
            left += fonts.width(part, size, shape.weight)

    def _glyphs(self, text: str, shape: Text) -> Raster:
        key = (text, shape.size, shape.weight, shape.colour)
        raster = self._rasters.get(key)
        if raster is None:
            drawn, baseline = fonts.raster(text, shape.size, shape.weight, shape.colour)
            raster = self._rasters.put(key, Raster(drawn, 0, 0, baseline))
        return raster

    def _symbols(self, shapes: Sequence[Symbol], surface: pygame.Surface, origin: Point) -> None:
        """Paint symbols that follow each other."""
        left, top, width, height = surface.get_clip()
        right, bottom = left + width, top + height
        rim = math.tau / (_MOVING_RIM if self._moving else _RIM)
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
            whole = reach > _DOT and (self._moving or reach < _CLOSE)
            steps = 1 if whole else _STEPS
            x, y = round(x * steps), round(y * steps)
            turns = max(1, round(rim * reach))
            angle = round(shape.angle * turns / math.tau) % turns
            size = round(reach / _SIZE)
            key = (shape.key, angle, size, x % steps, y % steps, opacity)
            raster = self._rasters.get(key)
            if raster is None:
                raster = self._rasters.put(key, self._drawn(shape, key, math.tau / turns, steps))
            picture, across, down, _ = raster
            placed.append((picture, (x // steps + across, y // steps + down)))
        surface.fblits(placed, OVER)

    def _drawn(
        self, shape: Symbol, key: tuple[Hashable, int, int, int, int, int], turn: float, steps: int
    ) -> Raster:
        """The raster of a symbol as its key has it: so many turns, sizes and parts of a pixel."""
        _, angle, size, x, y, opacity = key
        drawing = self._drawings.get(shape.key)
        if drawing is None:
            drawing = self._drawings.put(shape.key, flatten(shape.parts))
        scale = max(size, 1) * _SIZE / shape.extent
        made = self._tiles.raster(drawing, cmath.rect(scale, turn * angle), complex(x, y) / steps)
        if made is None:
            return Raster(transparent(1, 1), 0, 0)
        fade(made[0], opacity)
        return Raster(*made)

    def _dots(self, shape: Dots, surface: pygame.Surface, origin: Point) -> None:
        kept = self._looks.get(shape.looks)
        if kept is None:
            kept = self._looks.put(shape.looks, _rasters_of(shape.looks))
        left, top = origin[0] * _STEPS, origin[1] * _STEPS
        placed = []
        for x, y, look in shape.dots:
            across, down = round(x * _STEPS - left), round(y * _STEPS - top)
            raster = kept[look * _STEPS * _STEPS + down % _STEPS * _STEPS + across % _STEPS]
            place = (across // _STEPS + raster.left, down // _STEPS + raster.top)
            placed.append((raster.surface, place))
        surface.fblits(placed, OVER)

    def _clip(self, shape: Clip, surface: pygame.Surface, origin: Point) -> None:
        x, y = shape.x - origin[0], shape.y - origin[1]
        box = pygame.Rect(round(x), round(y), 0, 0)
        box.width, box.height = round(x + shape.width) - box.x, round(y + shape.height) - box.y
        before = surface.get_clip()
        inside = box.clip(before)
        if not inside.width or not inside.height:
            return
        corners = None
        if shape.radius > 0 and min(box.size) > 1:  # less has no corners to cut
            corners = boxes.Corners(surface, box, shape.radius)
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

    def _placed(self, shape: Layer) -> Place | None:
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
            self._shapes(shape.shapes, made, (float(left), float(top)))
            self._moving = moving
            raster = self._layers.put(key, Raster(made, 0, 0))
        return Place(raster.surface, left, top)


def _disc(
    radius: float, part: tuple[float, float], fill: Colour | None,
    stroke: Colour | None = None, line: float = 0.0,
) -> Raster:  # fmt: skip
    """A disc and/or ring, its middle a part of a pixel right of and below the raster's place."""
    reach = math.ceil(radius + line / 2 + 1)
    box = (reach + part[0] - radius, reach + part[1] - radius, 2 * radius, 2 * radius)
    made = boxes.raster(box, radius, 2 * reach + 1, 2 * reach + 1, fill, stroke, line)
    return Raster(made, -reach, -reach)


def _rasters_of(looks: tuple[tuple[float, Colour], ...]) -> tuple[Raster, ...]:
    """Discs of each look, at every place from one pixel to the next, row by row."""
    parts = [step / _STEPS for step in range(_STEPS)]
    return tuple(
        _disc(radius, (x, y), colour) for radius, colour in looks for y in parts for x in parts
    )


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
