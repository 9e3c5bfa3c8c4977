"""Solid polygons and strokes for pictures that move: filled by SDL, edges by pygame's lines.

Half the cost of `polygon_fill` and `strokes` and a little less exact: an edge may cover up to
a third of a pixel too much or too little, which nobody sees at sixty pictures a second. Still
pictures and kept layers are painted by the others.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pygame

from pursuit_sim.arrays import Floats
from pursuit_sim.draw.flatten import Path, area, distinct, normals, path
from pursuit_sim.draw.shapes import Colour, Point
from pursuit_sim.paint.polygon_fill import cut

_LINE = 0.5  # [px] a line one pixel wide lies this far inside the edge that it ends at
_SHARPEST_COS = 0.8  # a stroke that turns more sharply needs a join
_AROUND = 400.0  # what lies farther outside the picture is cut off [px]
_FAR = 8000.0  # [px] beyond, SDL counts too long
_THINNEST = 1.6  # of strokes [px]: below, two lines would lie on each other


def fill(surface: pygame.Surface, points: Sequence[Point], origin: Point, colour: Colour) -> None:
    """Fill a polygon with a solid colour, inside the surface's clip.

    Parameters
    ----------
    surface : 32 bits a pixel
    points : its corners [px]
    origin : the place of the points' coordinates at the surface's top left [px]
    colour : solid
    """
    clip, line = surface.get_clip(), path(points) - (complex(*origin) + (0.5 + 0.5j))
    if _beyond(clip, points, origin, _AROUND):
        line = cut(line, clip)
    line = distinct(line, True)
    if line.size < 3:
        return
    inward = normals(line, True) * (_LINE if area(line) > 0 else -_LINE)
    _solid(surface, colour, np.rint(_pairs(line + 2 * inward)).astype(np.int64).tolist())
    pygame.draw.aalines(surface, colour, True, _pairs(line + inward).tolist())


def rough(surface: pygame.Surface, points: Sequence[Point], origin: Point, colour: Colour) -> None:
    """As `fill`, but of its edge, which stays jagged, little is to be seen or nothing."""
    clip, (x, y) = surface.get_clip(), origin
    if _beyond(clip, points, origin, _FAR):
        points = (_pairs(cut(path(points) - complex(x, y), clip))).tolist()
    elif x or y:
        points = [(a - x, b - y) for a, b in points]
    if len(points) >= 3:
        pygame.draw.polygon(surface, colour, points)  # of each corner the pixel that holds it


def _pairs(line: Path) -> Floats:
    return line.view(np.float64).reshape(-1, 2)


def stroke(
    surface: pygame.Surface, points: Sequence[Point], origin: Point, width: float, colour: Colour
) -> bool:
    """Draw a stroke in a solid colour, inside the surface's clip, if it is smooth enough.

    Parameters
    ----------
    surface : 32 bits a pixel
    points : of its middle [px]
    origin : the place of the points' coordinates at the surface's top left [px]
    width : [px]
    colour : solid

    Returns
    -------
    whether it has been drawn
    """
    if width < _THINNEST:
        return False
    line = _near(surface.get_clip(), _placed(points, origin), width)
    if not line:
        return True
    if max(max(abs(x), abs(y)) for x, y in line) > _FAR:
        return False
    ways = [_way(one, other) for one, other in pairwise(line)]
    if any(a * c + b * d < _SHARPEST_COS for (a, b), (c, d) in pairwise(ways)):
        return False
    half = width / 2 - _LINE
    right, left = [], []
    inner_right, inner_left = [], []
    within = max(0.0, 1 - _LINE / half)
    for (x, y), (a, b), (c, d) in zip(line, [ways[0], *ways], [*ways, ways[-1]], strict=True):
        # The miter: |both|² / 2 is 1 + the cosine of the turn.
        share = 2 * half / ((a + c) ** 2 + (b + d) ** 2)
        aside, down = -(b + d) * share, (a + c) * share
        right.append((x + aside, y + down))
        left.append((x - aside, y - down))
        inner_right.append((round(x + within * aside), round(y + within * down)))
        inner_left.append((round(x - within * aside), round(y - within * down)))
    _solid(surface, colour, inner_right + inner_left[::-1])
    pygame.draw.aalines(surface, colour, True, right + left[::-1])
    return True


def _solid(surface: pygame.Surface, colour: Colour, corners: Sequence[Sequence[int]]) -> None:
    """Fill a polygon with its rim, of which SDL's fill may leave out a pixel."""
    pygame.draw.polygon(surface, colour, corners)
    pygame.draw.lines(surface, colour, True, corners)


def _placed(points: Sequence[Point], origin: Point) -> list[Point]:
    """Points on a surface, pixel centres on integers, without those that repeat the one before."""
    left, top = origin[0] + 0.5, origin[1] + 0.5
    placed = [(x - left, y - top) for x, y in points]
    return [placed[0], *(point for before, point in pairwise(placed) if point != before)]


def _near(clip: pygame.Rect, line: list[Point], width: float) -> list[Point]:
    """The stretch of a line that may be seen."""
    low_x, high_x = clip.left - width, clip.right + width
    low_y, high_y = clip.top - width, clip.bottom + width
    seen = [
        index
        for index, ((a, b), (c, d)) in enumerate(pairwise(line))
        if (a > low_x or c > low_x)
        and (a < high_x or c < high_x)
        and (b > low_y or d > low_y)
        and (b < high_y or d < high_y)
    ]
    return line[seen[0] : seen[-1] + 2] if seen else []


def _beyond(clip: pygame.Rect, points: Sequence[Point], origin: Point, aside: float) -> bool:
    """Whether some points lie more than `aside` beside the picture, or far above or below it."""
    left, top, width, height = clip
    x, y = origin
    across, down = zip(*points, strict=True)
    return bool(
        min(across) - x < left - aside
        or max(across) - x > left + width + aside
        or min(down) - y < top - _AROUND
        or max(down) - y > top + height + _AROUND
    )


def _way(start: Point, end: Point) -> Point:
    """The direction from one point to another, of length 1."""
    run, rise = end[0] - start[0], end[1] - start[1]
    length = math.hypot(run, rise)
    return run / length, rise / length
