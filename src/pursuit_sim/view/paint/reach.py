"""What of a picture shapes may touch, and what they hide, as boxes of whole pixels.

The former are generous and never too small, the latter never too large.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

import pygame

from pursuit_sim.view.paint import fonts
from pursuit_sim.view.shapes import (
    Anchor,
    Circle,
    Clip,
    Dots,
    Polygon,
    Polyline,
    Rect,
    Shape,
    Symbol,
    Text,
)

_AIR = 2.0  # beside every shape: smooth edges and places rounded to pixels [px]
_JOIN = 1.5  # a line's sharpest join sticks out so many of its widths
_OVERHANG = 0.15  # nor does it stick out farther from its place, nor a sum of rounded ones [em]
_TALLEST = 0.8  # nor does it reach farther from its middle, with an accent [em]
_BEFORE: dict[Anchor, float] = {"left": 0.0, "centre": 0.5, "right": 1.0}
_LOOSE = 1.3  # a box about two may be larger by this factor than they are,
_SPARE = 1500.0  # and by this much: so many pixels cost as much as a box [px²]
_MOVED = 0.125  # rectangles are painted up to so far from their place [px]
_SOLID = 255  # opacity
_FAR = 30000.0  # farther than this no picture reaches [px]

Edges = tuple[float, float, float, float]  # left, top, right, bottom [px]


def edges(shape: Shape) -> Edges:
    """The box that a shape cannot leave, whatever it looks like."""
    if isinstance(shape, Symbol):
        (x, y), air = shape.at, shape.extent * shape.scale + _AIR
        return x - air, y - air, x + air, y + air
    if isinstance(shape, Circle):
        (x, y), air = shape.centre, shape.radius + shape.width + _AIR
        return x - air, y - air, x + air, y + air
    if isinstance(shape, Dots):
        if not shape.dots:
            return 0.0, 0.0, 0.0, 0.0
        right, lower, _ = zip(*shape.dots, strict=True)
        air = max(radius for radius, _ in shape.looks) + _AIR
        return min(right) - air, min(lower) - air, max(right) + air, max(lower) + air
    if isinstance(shape, Polygon | Polyline):
        if not shape.points:
            return 0.0, 0.0, 0.0, 0.0
        across, down = zip(*shape.points, strict=True)
        air = _JOIN * shape.width + _AIR
        return min(across) - air, min(down) - air, max(across) + air, max(down) + air
    if isinstance(shape, Text):
        wide = fonts.width(shape.text, shape.size, shape.weight)
        left = shape.x - _BEFORE[shape.anchor] * wide
        high, air = _TALLEST * shape.size + _AIR, _OVERHANG * shape.size + _AIR
        return left - air, shape.y - high, left + wide + air, shape.y + high
    air = _AIR + (shape.line if isinstance(shape, Rect) else 0.0)
    return (
        shape.x - air,
        shape.y - air,
        shape.x + shape.width + air,
        shape.y + shape.height + air,
    )


def boxes(shapes: Iterable[Shape]) -> list[pygame.Rect]:
    """A few boxes that together hold everything of some shapes; neighbours share one."""
    found: list[Edges] = []
    for shape in shapes:
        left, top, right, bottom = edges(shape)
        if found:
            a, b, c, d = found[-1]
            low, high = min(a, left), min(b, top)
            wide, tall = max(c, right) - low, max(d, bottom) - high
            both = (c - a) * (d - b) + (right - left) * (bottom - top)
            if wide * tall <= _LOOSE * both + _SPARE:
                found[-1] = (low, high, low + wide, high + tall)
                continue
        found.append((left, top, right, bottom))
    return [_whole(each) for each in found]


def hidden(shapes: Iterable[Shape]) -> list[pygame.Rect]:
    """Boxes of which nothing is seen any more once some shapes are painted.

    Only those are found that are worth it: plain ground inside a clip.
    """
    found = []
    for shape in shapes:
        if not isinstance(shape, Clip):
            continue
        for part in shape.shapes:
            if isinstance(part, Rect) and part.fill is not None and part.fill[3] == _SOLID:
                air = max(part.radius, shape.radius)  # at round corners something is seen
                left = math.ceil(max(part.x, shape.x) + air + _MOVED)
                top = math.ceil(max(part.y, shape.y) + _MOVED)
                right = math.floor(min(part.x + part.width, shape.x + shape.width) - air - _MOVED)
                below = math.floor(min(part.y + part.height, shape.y + shape.height) - _MOVED)
                if right > left and below > top:
                    found.append(pygame.Rect(left, top, right - left, below - top))
    return found


def beside(box: pygame.Rect, others: Iterable[pygame.Rect]) -> list[pygame.Rect]:
    """The parts of a box that lie in none of some others."""
    parts = [box]
    for other in others:
        if other.colliderect(box):
            parts = [piece for part in parts for piece in _around(part, part.clip(other))]
    return parts


def _around(box: pygame.Rect, hole: pygame.Rect) -> list[pygame.Rect]:
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
    left, top, right, bottom = (round(min(max(each, -_FAR), _FAR)) for each in box)
    return pygame.Rect(left, top, right - left, bottom - top)
