"""What of a picture shapes may touch, and what they hide, as boxes of whole pixels.

The former are generous and never too small, the latter never too large.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import pygame

from pursuit_sim.draw.shapes import (
    Circle,
    Clip,
    Dots,
    Layer,
    Polygon,
    Polyline,
    Rect,
    Shape,
    Symbol,
    Text,
)
from pursuit_sim.paint import text

_AIR = 2.0  # around every shape: smooth edges and places rounded to pixels [px]
_JOIN = 1.5  # a line's sharpest join sticks out so many of its widths
_OVERHANG = 0.15  # nor does it stick out farther from its place, nor a sum of rounded ones [em]
_TALLEST = 0.8  # nor does it stick out farther from its middle, with an accent [em]
_LOOSE = 1.3  # a box about two may be larger by this factor than they are,
_SPARE = 1500.0  # and by this much: so many pixels cost as much as a box [px²]
_MOVED = 0.125  # rectangles are painted up to so far from their place [px]
_SOLID = 255  # opacity
_FAR = 30000.0  # no picture is larger [px]

Edges = tuple[float, float, float, float]  # left, top, right, bottom [px]


def _box_of(points: Sequence[tuple[float, ...]], air: float) -> Edges:
    """The box that holds some points and so much air around each."""
    if not points:
        return 0.0, 0.0, 0.0, 0.0
    across, down, *_ = zip(*points, strict=True)
    return min(across) - air, min(down) - air, max(across) + air, max(down) + air


def _circle(shape: Circle) -> Edges:
    (x, y), air = shape.centre, shape.radius + shape.width + _AIR
    return x - air, y - air, x + air, y + air


def _dots(shape: Dots) -> Edges:
    return _box_of(shape.dots, max(radius for radius, _ in shape.looks) + _AIR)


def _line(shape: Polygon | Polyline) -> Edges:
    return _box_of(shape.points, _JOIN * shape.width + _AIR)


def _text(shape: Text) -> Edges:
    size, y = shape.size, shape.y
    wide = text.width(shape.text, size, shape.weight)
    left = shape.x - text.ANCHORS[shape.anchor] * wide
    high, air = _TALLEST * size + _AIR, _OVERHANG * size + _AIR
    return left - air, y - high, left + wide + air, y + high


def _rect(shape: Rect) -> Edges:
    x, y, air = shape.x, shape.y, _AIR + shape.line
    return x - air, y - air, x + shape.width + air, y + shape.height + air


def _area(shape: Clip | Layer) -> Edges:
    x, y = shape.x, shape.y
    return x - _AIR, y - _AIR, x + shape.width + _AIR, y + shape.height + _AIR


_EDGES: dict[type, Callable[[Any], Edges]] = {
    Circle: _circle,
    Dots: _dots,
    Polygon: _line,
    Polyline: _line,
    Text: _text,
    Rect: _rect,
    Clip: _area,
    Layer: _area,
}


def boxes(
    shapes: Iterable[Shape], symbols: Iterable[Edges] = (), layers: Sequence[pygame.Rect] = ()
) -> list[pygame.Rect]:
    """A few boxes that together hold everything of some shapes; neighbours share one.

    Parameters
    ----------
    shapes : whatever is painted
    symbols : boxes of the symbols among them, of which their painter knows best
    layers : what those shapes may damage; what is over none of it needs no closer look
    """
    found: list[Edges] = []
    last, last_area = None, 0.0
    for box in (*_each(shapes, layers), *symbols):
        left, top, right, bottom = box
        area = (right - left) * (bottom - top)
        if last is not None:
            a, b, c, d = last
            a, b = min(left, a), min(top, b)
            c, d = max(right, c), max(bottom, d)
            both = (c - a) * (d - b)
            if both <= _LOOSE * (last_area + area) + _SPARE:
                last, last_area = (a, b, c, d), both
                continue
            found.append(last)
        last, last_area = box, area
    if last is not None:
        found.append(last)
    return [_whole(each) for each in found]


def _each(shapes: Iterable[Shape], layers: Sequence[pygame.Rect]) -> Iterator[Edges]:
    """The box that a shape cannot leave; of clips without a ground, of everything in them."""
    for shape in shapes:
        if isinstance(shape, Clip) and not _has_ground(shape):
            exact = shape.x, shape.y, shape.x + shape.width, shape.y + shape.height
            if _whole(exact).collidelist(layers) < 0:
                yield exact
                continue
            left, top, right, bottom = _area(shape)
            for box in _each(shape.shapes, layers):
                a, b, c, d = box
                if a < right and c > left and b < bottom and d > top:
                    yield max(a, left), max(b, top), min(c, right), min(d, bottom)
        elif not isinstance(shape, Symbol):
            yield _EDGES[type(shape)](shape)


def _has_ground(shape: Clip) -> bool:
    """Whether a clip begins with a rectangle that fills all of it."""
    if not shape.shapes or type(shape.shapes[0]) is not Rect:
        return False
    left, top, right, bottom = _area(shape)
    a, b, c, d = _rect(shape.shapes[0])
    return a <= left and b <= top and c >= right and d >= bottom


def occluded(shapes: Iterable[Shape]) -> list[pygame.Rect]:
    """Boxes of which nothing is seen any more once some shapes are painted.

    Only those are found that are worth it: plain ground inside a clip.
    """
    found = []
    for shape in shapes:
        if type(shape) is not Clip:
            continue
        for part in shape.shapes:
            if type(part) is Rect and part.fill is not None and part.fill[3] == _SOLID:
                air = max(part.radius, shape.radius)  # at round corners something is seen
                left = math.ceil(max(part.x, shape.x) + air + _MOVED)
                top = math.ceil(max(part.y, shape.y) + _MOVED)
                right = math.floor(min(part.x + part.width, shape.x + shape.width) - air - _MOVED)
                below = math.floor(min(part.y + part.height, shape.y + shape.height) - _MOVED)
                if right > left and below > top:
                    found.append(pygame.Rect(left, top, right - left, below - top))
    return found


def subtract(box: pygame.Rect, others: list[pygame.Rect]) -> list[pygame.Rect]:
    """The parts of a box that lie in none of some others."""
    parts = [box]
    for index in box.collidelistall(others):
        other = others[index]
        parts = [piece for part in parts for piece in _without(part, part.clip(other))]
    return parts


def _without(box: pygame.Rect, hole: pygame.Rect) -> list[pygame.Rect]:
    """A box without a part of it, as up to four boxes."""
    if not hole.width or not hole.height:
        return [box]
    pieces = (
        pygame.Rect(box.x, box.y, box.width, hole.y - box.y),
        pygame.Rect(box.x, hole.bottom, box.width, box.bottom - hole.bottom),
        pygame.Rect(box.x, hole.y, hole.x - box.x, hole.height),
        pygame.Rect(hole.right, hole.y, box.right - hole.right, hole.height),
    )
    return [piece for piece in pieces if piece.width and piece.height]


def _whole(box: Edges) -> pygame.Rect:
    """Its pixels; `_AIR` is more than the rounding takes away."""
    left, top, right, bottom = [round(min(max(each, -_FAR), _FAR)) for each in box]
    return pygame.Rect(left, top, right - left, bottom - top)
