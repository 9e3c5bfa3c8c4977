"""Large rectangles with round corners or an outline, put together from a small raster.

The corners are cut from the small one; sides and middle are of one colour from end to
end. So a rectangle that moves or grows needs nothing new, and an outline costs nothing
inside.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import pygame

from pursuit_sim.draw.shapes import Colour
from pursuit_sim.paint import box_coverage

PARTS = 4  # places from one pixel to the next at which edges are kept apart
LONG = 256  # longest side of a rectangle that is kept whole [px]

Ink = tuple[int, int, int, int]  # premultiplied red, green, blue; opacity
_Bars = tuple[tuple[int, int, Ink], ...]  # first line of pixels, beyond the last, colour


class SlicePlace(NamedTuple):
    """Where a rectangle lies: pixels that it touches, and its edges inside of those.

    Attributes
    ----------
    x, y, columns, rows : what it touches with its outline [px]
    left, top, right, bottom : from there to its edges [px]
    """

    x: int
    y: int
    columns: int
    rows: int
    left: float
    top: float
    right: float
    bottom: float


def place(x: float, y: float, width: float, height: float, line: float) -> SlicePlace:
    """A rectangle with its edges moved to the nearest places that are kept apart."""
    air = line / 2
    left, right = round(x * PARTS) / PARTS, round((x + width) * PARTS) / PARTS
    top, bottom = round(y * PARTS) / PARTS, round((y + height) * PARTS) / PARTS
    x0, y0 = math.floor(left - air), math.floor(top - air)
    x1, y1 = math.ceil(right + air), math.ceil(bottom + air)
    return SlicePlace(x0, y0, x1 - x0, y1 - y0, left - x0, top - y0, x1 - right, y1 - bottom)


class Sliced(NamedTuple):
    """A rectangle that can be as long and as high as wanted.

    Attributes
    ----------
    corners : rasters, and whether each belongs to the right and to the lower end
    cap : how wide and how high the ends are [px]; no height if it is as high as it is
    across : colours of the lines of pixels between left and right end, from the top, and
        of those from the bottom (counted upwards)
    down : the same between upper and lower end, from the left and from the right
    middle : the colour inside
    """

    corners: tuple[tuple[pygame.Surface, bool, bool], ...]
    cap: tuple[int, int]
    across: tuple[_Bars, _Bars]
    down: tuple[_Bars, _Bars]
    middle: Ink


def sides(where: SlicePlace, radius: float, line: float) -> tuple[int, int]:
    """Columns and rows of the small raster of a rectangle."""
    most = 2 * _cap(radius, line) + 1
    return min(where.columns, most), min(where.rows, most)


def _cap(radius: float, line: float) -> int:
    return math.ceil(radius + line) + 2


def small(
    where: SlicePlace, size: tuple[int, int], radius: float,
    fill: Colour | None, stroke: Colour | None, line: float,
) -> pygame.Surface:  # fmt: skip
    """The raster of a rectangle with its middle taken out, as many columns and rows as `size`."""
    box = (where.left, where.top, size[0] - where.left - where.right,
           size[1] - where.top - where.bottom)  # fmt: skip
    return box_coverage.raster(box, radius, *size, fill, stroke, line)


def cut(made: pygame.Surface, radius: float, line: float) -> Sliced:
    """Cut a small raster, as wide as can be, into its parts."""
    cap = _cap(radius, line)
    columns, rows = made.get_size()
    tall = rows == 2 * cap + 1
    ends = [(0, cap, False), (cap + 1, rows, True)] if tall else [(0, rows, False)]
    corners = tuple(
        (made.subsurface((x, y, cap, beyond - y)), right, lower)
        for y, beyond, lower in ends
        for x, right in ((0, False), (cap + 1, True))
    )
    column = [_ink(made, cap, y) for y in range(rows)]
    if not tall:
        return Sliced(corners, (cap, 0), (_bars(column), ()), ((), ()), (0, 0, 0, 0))
    row = [_ink(made, x, cap) for x in range(columns)]
    return Sliced(
        corners,
        (cap, cap),
        (_bars(column[:cap]), _bars(column[:cap:-1])),
        (_bars(row[:cap]), _bars(row[:cap:-1])),
        column[cap],
    )


def nbytes(form: Sliced) -> int:
    """Memory that it takes, about [bytes]."""
    overhead = 3000  # of its tuples and surface objects
    return overhead + sum(4 * picture.get_width() * picture.get_height()
                          for picture, _, _ in form.corners)  # fmt: skip


def _ink(made: pygame.Surface, x: int, y: int) -> Ink:
    red, green, blue, opacity = made.get_at((x, y))
    return red, green, blue, opacity


def _bars(inks: list[Ink]) -> _Bars:
    """Neighbouring lines of pixels of one colour as one bar; clear ones are left out."""
    found: list[tuple[int, int, Ink]] = []
    for index, ink in enumerate(inks):
        if found and found[-1][1] == index and found[-1][2] == ink:
            found[-1] = (found[-1][0], index + 1, ink)
        elif ink[3]:
            found.append((index, index + 1, ink))
    return tuple(found)
