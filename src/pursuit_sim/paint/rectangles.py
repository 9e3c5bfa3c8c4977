"""Rectangles on a surface: square or round, filled or outlined, of any size."""

from __future__ import annotations

import pygame

from pursuit_sim.draw.shapes import Colour, Point, Rect
from pursuit_sim.paint import box_coverage, nine_slice
from pursuit_sim.paint.pixels import OVER, opaque, transparent
from pursuit_sim.paint.raster_cache import Raster, RasterCache

_FORM_BYTES = 2 * 2**20
_SLIM = 2  # bars up to this are cut from longer ones [px]
_SHEET = 512  # whose length is a multiple of this [px]
_LITTLE = 1000  # pixels of a sharp one between pixels that is kept whole
_FEW_PIXELS = 8000  # of a solid bar that is filled: of more it is copied
_STRIP = 48  # rows of it that are copied at a time
_SHARES = 64  # steps of how much of a pixel the edge of a rectangle covers
_SOLID = 255  # opacity


class Rects:
    """Paints rectangles and keeps what the next one can use again.

    Parameters
    ----------
    rasters : where small ones and plain bars are kept
    """

    def __init__(self, rasters: RasterCache[Raster]) -> None:
        self._rasters = rasters
        self.forms: RasterCache[nine_slice.Sliced] = RasterCache(_FORM_BYTES, nine_slice.nbytes)

    def paint(self, shape: Rect, surface: pygame.Surface, origin: Point) -> None:
        """Paint one; `origin` is the place of the frame at the surface's top left."""
        x, y = shape.x - origin[0], shape.y - origin[1]
        width, height = shape.width, shape.height
        if width <= 0 or height <= 0:
            return
        stroke = shape.stroke if shape.line > 0 else None
        if stroke is None and shape.radius <= 0:
            if shape.fill is None:
                return
            small = max(width, height) <= nine_slice.LONG and width * height <= _LITTLE
            if not small or x % 1 == y % 1 == width % 1 == height % 1 == 0:
                self.block(surface, (x, y, x + width, y + height), shape.fill)
                return
        line = 0.0 if stroke is None else shape.line
        where = nine_slice.place(x, y, width, height, line)
        if not (where.columns and where.rows):
            return  # thinner than can be painted
        if where.columns > nine_slice.LONG or where.rows > nine_slice.LONG:
            self._sliced(shape, where, surface)
            return
        key = ("rect", where[2:], shape.radius, shape.fill, stroke, line)
        raster = self._rasters.get(key)
        if raster is None:
            size = (where.columns, where.rows)
            made = nine_slice.small(where, size, shape.radius, shape.fill, stroke, line)
            raster = self._rasters.put(key, Raster(made, 0, 0))
        surface.blit(raster.surface, (where.x, where.y), special_flags=OVER)

    def _sliced(self, shape: Rect, where: nine_slice.SlicePlace, surface: pygame.Surface) -> None:
        """Paint a long or high rectangle with round corners or an outline."""
        stroke = shape.stroke if shape.line > 0 else None
        line = 0.0 if stroke is None else shape.line
        radius = min(shape.radius, shape.width / 2, shape.height / 2)
        x, y, columns, rows = where[:4]
        size = nine_slice.sides(where, radius, line)
        if size[0] == columns:  # high and narrow: rare, and kept whole
            made = nine_slice.small(where, (columns, rows), radius, shape.fill, stroke, line)
            surface.blit(made, (x, y), special_flags=OVER)
            return
        key = (size, where[4:], radius, shape.fill, stroke, line)
        form = self.forms.get(key)
        if form is None:
            made = nine_slice.small(where, size, radius, shape.fill, stroke, line)
            form = self.forms.put(key, nine_slice.cut(made, radius, line))
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
        self, surface: pygame.Surface, box: tuple[int, int, int, int], ink: nine_slice.Ink
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
            raster = self._rasters.put(key, Raster(made, 0, 0))
        surface.blit(raster.surface, box, (0, 0, box[2], box[3]), special_flags=OVER)

    def _strip(self, ink: nine_slice.Ink, width: int) -> pygame.Surface:
        """A kept strip of one solid colour, at least as wide as wanted."""
        raster = self._rasters.get(("strip", ink))
        if raster is None or raster.surface.get_width() < width:
            made = opaque(width, _STRIP)
            made.fill(ink)
            raster = self._rasters.put(("strip", ink), Raster(made, 0, 0))
        return raster.surface

    def block(
        self, surface: pygame.Surface, edges: tuple[float, float, float, float], fill: Colour
    ) -> None:
        """Paint a rectangle with sharp corners: left, top, right, bottom."""
        left, top, right, lower = edges
        if left % 1 == top % 1 == right % 1 == lower % 1 == 0 and fill[3] == _SOLID:
            box = (int(left), int(top), int(right - left), int(lower - top))
            if box[2] and box[3]:
                self._bar(surface, box, fill)
            return
        rows = box_coverage.slices(edges[1], edges[3])
        for left, right, part_x in box_coverage.slices(edges[0], edges[2]):
            for top, bottom, part_y in rows:
                share = round(part_x * part_y * _SHARES) / _SHARES * fill[3] / _SOLID
                if share > 0:
                    red, green, blue = (round(each * share) for each in fill[:3])
                    box = (left, top, right - left, bottom - top)
                    self._bar(surface, box, (red, green, blue, round(_SOLID * share)))
