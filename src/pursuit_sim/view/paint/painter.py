"""Frames as pixels: the pygame painter of the window, the pictures and the films.

It needs no display and no video driver. Small drawings, text and layers are kept as
rasters; large lines and polygons are drawn anew, anti-aliased to a fraction of a pixel.
"""

from __future__ import annotations

import cmath
import math
from collections.abc import Callable, Hashable, Sequence
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

import numpy as np
import pygame
from numpy.typing import NDArray

from pursuit_sim.view.paint import area, band, boxes, fonts, hair, quick, reach, ribbon, slices
from pursuit_sim.view.paint.cache import Cache
from pursuit_sim.view.paint.flatten import Flat, circle, flatten, path
from pursuit_sim.view.paint.pixels import (
    OVER,
    fade,
    nbytes,
    opaque,
    transparent,
)
from pursuit_sim.view.paint.tile import Tiles
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

RASTER_BYTES = 88 * 2**20
_LAYER_BYTES = 96 * 2**20
_DRAWING_BYTES = 20 * 2**20
_FORM_BYTES = 2 * 2**20

_SOLID = 255  # opacity
_SMALL = 120.0  # drawings up to this longer side are painted as tiles [px]
_PHASES = 4  # places from one pixel to the next at which circles are kept apart
_STEPS = 2  # the same of symbols, which on whole pixels would tremble
_DOT, _CLOSE = 12.0, 60.0  # [px] of reach: between them symbols lie on whole pixels
_SIZE = 0.6  # steps in which symbols are kept by how far they reach [px]
_TURN = math.tau / 1.0  # as many angles a pixel of it: a rim is off by half a pixel at most
_SLIM = 2  # bars up to this are cut from longer ones [px]
_SHEET = 512  # whose length is a multiple of this [px]
_FEW_PIXELS = 8000  # of a solid bar that is filled: of more it is copied
_STRIP = 48  # rows of it that are copied at a time
_SHARES = 64  # steps of how much of a pixel the edge of a rectangle covers
_FIGURES = frozenset("0123456789:.")
_TICKING = 2  # so many figures at the end of a small clock change in every picture
_ANCHORS = {"left": 0.0, "centre": 0.5, "right": 1.0}
_DISC = 64.0  # circles up to this radius are kept as rasters [px]


class _Raster(NamedTuple):
    """A kept raster and where its top left corner is from the place it is for [px]."""

    surface: pygame.Surface
    left: int
    top: int
    baseline: float = 0.0


class _Place(NamedTuple):
    """The picture of a layer and where its top left corner is on the surface [px]."""

    picture: pygame.Surface
    x: int
    y: int

    @property
    def box(self) -> pygame.Rect:
        return self.picture.get_rect(topleft=(self.x, self.y))


class _Shown(NamedTuple):
    """What a surface shows.

    Attributes
    ----------
    size : of the surface [px]
    layers : the opaque ones
    boxes : where there is anything else
    """

    size: tuple[int, int]
    layers: frozenset[_Place]
    boxes: list[pygame.Rect]


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
    moving : for pictures that follow each other: large solid shapes are painted in half
        the time and a little less exactly
    """

    def __init__(self, limit: int = RASTER_BYTES, *, moving: bool = False) -> None:
        self._moving = moving
        self._rasters: Cache[_Raster] = Cache(limit, _raster_bytes)
        self._layers: Cache[_Raster] = Cache(_LAYER_BYTES, _raster_bytes)
        self._drawings: Cache[Flat] = Cache(_DRAWING_BYTES, lambda drawing: drawing.nbytes)
        self._shown: WeakKeyDictionary[pygame.Surface, _Shown] = WeakKeyDictionary()
        self._tiles = Tiles()
        self._forms: Cache[slices.Sliced] = Cache(_FORM_BYTES, slices.nbytes)
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
        kept = (self._rasters, self._layers, self._drawings, self._forms)
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
            before = _Shown(surface.get_size(), frozenset(), [])
        self._shown[surface] = self._over(before, frame, surface)

    def _over(self, before: _Shown, frame: Frame, surface: pygame.Surface) -> _Shown:
        """Paint a frame where another one has been; returns what is to be seen then."""
        runs: list[_Place | list[Shape]] = []
        for shape in frame:
            if isinstance(shape, Layer) and shape.opaque:
                place = self._placed(shape)
                if place is not None:
                    runs.append(place)
            elif runs and isinstance(runs[-1], list):
                runs[-1].append(shape)
            else:
                runs.append([shape])
        layers = frozenset(run for run in runs if isinstance(run, _Place))
        still = before.layers & layers
        spoilt = [*before.boxes, *(place.box for place in before.layers - still)]
        boxes: list[pygame.Rect] = []
        for run in runs:
            if isinstance(run, list):
                self._shapes(tuple(run), surface, (0.0, 0.0))
                touched = reach.boxes(run)
                boxes += touched
                spoilt += touched
            elif run in still:
                box = run.box
                for index in box.collidelistall(spoilt):
                    part = spoilt[index].clip(box)
                    surface.blit(run.picture, part, part.move(-run.x, -run.y))
            else:
                surface.blit(run.picture, (run.x, run.y))
                spoilt.append(run.box)
        return _Shown(before.size, layers, boxes)

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
            if hair.draw(surface, line, origin, bent=self._moving):
                continue
            if self._moving and len(points) == 2 and line.dash is None and colour[3] == _SOLID:
                ends = [(x - origin[0] - 0.5, y - origin[1] - 0.5) for x, y in points]
                if quick.straight(surface, ends[0], ends[1], width, colour):
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
        if self._moving and dashed is None and colour[3] == _SOLID:
            paths = [
                each for each in paths if not quick.stroke(surface, each[1] - shift, width, colour)
            ]
            if not paths:
                return
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
                self._block(surface, (left, top, right, bottom), shape.fill)
                return
        line = path(shape.points)
        if _extent(line) + shape.width <= _SMALL:
            self._tile((shape, origin), shape, surface, origin)
            return
        line = line - (complex(*origin) + (0.5 + 0.5j))
        if shape.fill is not None and shape.fill[3] > 0:
            if shape.covered and shape.fill[3] == _SOLID:
                area.rough(surface, line, shape.fill)
            elif self._moving and shape.fill[3] == _SOLID:
                quick.fill(surface, line, shape.fill)
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
        where = slices.place(x, y, width, height, line)
        if not (where.columns and where.rows):
            return  # thinner than can be painted
        if where.columns > slices.LONG or where.rows > slices.LONG:
            self._sliced(shape, where, surface)
            return
        key = ("rect", where[2:], shape.radius, shape.fill, stroke, line)
        raster = self._rasters.get(key)
        if raster is None:
            size = (where.columns, where.rows)
            made = slices.small(where, size, shape.radius, shape.fill, stroke, line)
            raster = self._rasters.put(key, _Raster(made, 0, 0))
        self._blit(raster, surface, where.x, where.y)

    def _sliced(self, shape: Rect, where: slices.Place, surface: pygame.Surface) -> None:
        """Paint a long or high rectangle with round corners or an outline."""
        stroke = shape.stroke if shape.line > 0 else None
        line = 0.0 if stroke is None else shape.line
        radius = min(shape.radius, shape.width / 2, shape.height / 2)
        x, y, columns, rows = where[:4]
        size = slices.sides(where, radius, line)
        if size[0] == columns:  # high and narrow: rare, and kept whole
            made = slices.small(where, (columns, rows), radius, shape.fill, stroke, line)
            self._blit(_Raster(made, 0, 0), surface, x, y)
            return
        key = (size, where[4:], radius, shape.fill, stroke, line)
        form = self._forms.get(key)
        if form is None:
            made = slices.small(where, size, radius, shape.fill, stroke, line)
            form = self._forms.put(key, slices.cut(made, radius, line))
        wide, high = form.cap
        for corner, right, lower in form.corners:
            place = (
                x + (columns - wide if right else 0),
                y + (rows - high if lower else 0),
            )
            surface.blit(corner, place, special_flags=OVER)
        length, height = columns - 2 * wide, rows - 2 * high
        for first, beyond, ink in form.across[0]:
            self._bar(surface, (x + wide, y + first, length, beyond - first), ink)
        for first, beyond, ink in form.across[1]:
            self._bar(surface, (x + wide, y + rows - beyond, length, beyond - first), ink)
        for first, beyond, ink in form.down[0]:
            self._bar(surface, (x + first, y + high, beyond - first, height), ink)
        for first, beyond, ink in form.down[1]:
            self._bar(surface, (x + columns - beyond, y + high, beyond - first, height), ink)
        if form.middle[3]:
            self._bar(surface, (x + wide, y + high, length, height), form.middle)

    def _bar(
        self, surface: pygame.Surface, box: tuple[int, int, int, int], ink: slices.Ink
    ) -> None:
        """Paint an upright rectangle of whole pixels; `ink` is premultiplied."""
        _, _, width, height = box
        if ink[3] == _SOLID:
            small = width * height < _FEW_PIXELS or height < _STRIP // 2
            if small or surface.get_flags() & pygame.SRCALPHA:
                surface.fill(ink, box)
                return
            # SDL copies five times as fast as it fills, from what the processor has at hand.
            strip, (x, y) = self._strip(ink, width), box[:2]
            for row in range(0, height, _STRIP):
                surface.blit(strip, (x, y + row), (0, 0, width, min(_STRIP, height - row)))
            return
        if min(width, height) <= _SLIM:
            # Cut from a longer one, so that bars may grow.
            width, height = -(-width // _SHEET) * _SHEET, -(-height // _SHEET) * _SHEET
            width, height = (width, _SLIM) if box[2] > _SLIM else (_SLIM, height)
        key = ("bar", width, height, ink)
        raster = self._rasters.get(key)
        if raster is None:
            made = transparent(width, height)
            made.fill(ink)
            raster = self._rasters.put(key, _Raster(made, 0, 0))
        surface.blit(raster.surface, box, (0, 0, box[2], box[3]), special_flags=OVER)

    def _strip(self, ink: slices.Ink, width: int) -> pygame.Surface:
        """A kept strip of one solid colour, at least as wide as wanted."""
        raster = self._rasters.get(("strip", ink))
        if raster is None or raster.surface.get_width() < width:
            made = opaque(width, _STRIP)
            made.fill(ink)
            raster = self._rasters.put(("strip", ink), _Raster(made, 0, 0))
        return raster.surface

    def _block(
        self, surface: pygame.Surface, edges: tuple[float, float, float, float], fill: Colour
    ) -> None:
        """Paint a rectangle with sharp corners: left, top, right, bottom."""
        rows = boxes.slices(edges[1], edges[3])
        for left, right, part_x in boxes.slices(edges[0], edges[2]):
            for top, bottom, part_y in rows:
                share = round(part_x * part_y * _SHARES) / _SHARES * fill[3] / _SOLID
                if share > 0:
                    red, green, blue = (round(each * share) for each in fill[:3])
                    box = (left, top, right - left, bottom - top)
                    self._bar(surface, box, (red, green, blue, round(_SOLID * share)))

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

    def _glyphs(self, text: str, shape: Text) -> _Raster:
        key = (text, shape.size, shape.weight, shape.colour)
        raster = self._rasters.get(key)
        if raster is None:
            drawn, baseline = fonts.raster(text, shape.size, shape.weight, shape.colour)
            raster = self._rasters.put(key, _Raster(drawn, 0, 0, baseline))
        return raster

    def _symbol(self, shape: Symbol, surface: pygame.Surface, origin: Point) -> None:
        reach = shape.extent * shape.scale
        opacity = round(shape.opacity * 255)
        if reach <= 0 or opacity <= 0:
            return
        x, y = shape.at[0] - origin[0], shape.at[1] - origin[1]
        left, top, width, height = surface.get_clip()
        if not (left - reach < x < left + width + reach and top - reach < y < top + height + reach):
            return
        # Small ones move on by pixels anyway; what is large and all but stands would tremble.
        steps = 1 if _DOT < reach < _CLOSE else _STEPS
        x, y = round(x * steps), round(y * steps)
        turns = max(1, round(_TURN * reach))
        angle = round(shape.angle * turns / math.tau) % turns
        size = round(reach / _SIZE)
        key = (shape.key, angle, size, x % steps, y % steps, opacity)
        raster = self._rasters.get(key)
        if raster is None:
            drawing = self._drawings.get(shape.key)
            if drawing is None:
                drawing = self._drawings.put(shape.key, flatten(shape.parts))
            scale = max(size, 1) * _SIZE / shape.extent
            made = self._tiles.raster(
                drawing,
                cmath.rect(scale, math.tau * angle / turns),
                complex(x % steps, y % steps) / steps,
            )
            if made:
                fade(made[0], opacity)
            raster = self._rasters.put(key, _Raster(*(made or (transparent(1, 1), 0, 0))))
        picture, left, top, _ = raster
        surface.blit(picture, (x // steps + left, y // steps + top), special_flags=OVER)

    def _clip(self, shape: Clip, surface: pygame.Surface, origin: Point) -> None:
        x, y = shape.x - origin[0], shape.y - origin[1]
        box = pygame.Rect(round(x), round(y), 0, 0)
        box.width, box.height = round(x + shape.width) - box.x, round(y + shape.height) - box.y
        before = surface.get_clip()
        inside = box.clip(before)
        if not inside.width or not inside.height:
            return
        corners = boxes.Corners(surface, box, shape.radius) if shape.radius > 0 else None
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

    def _placed(self, shape: Layer) -> _Place | None:
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
            raster = self._layers.put(key, _Raster(made, 0, 0))
        return _Place(raster.surface, left, top)


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
