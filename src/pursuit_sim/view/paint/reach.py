"""What of a picture shapes may touch, as boxes of whole pixels; generous, never too small."""

from __future__ import annotations

from collections.abc import Iterable

import pygame

from pursuit_sim.view.shapes import (
    Anchor,
    Circle,
    Polygon,
    Polyline,
    Rect,
    Shape,
    Symbol,
    Text,
)

_AIR = 2.0  # beside every shape: smooth edges and places rounded to pixels [px]
_JOIN = 1.5  # a line's sharpest join sticks out so many of its widths
_WIDEST = 1.2  # a letter is no wider [em]
_TALLEST = 0.8  # nor does it reach farther from its middle, with an accent [em]
_BEFORE: dict[Anchor, float] = {"left": 0.0, "centre": 0.5, "right": 1.0}
_LOOSE = 1.3  # a box about two may be larger by this factor than they are,
_SPARE = 1500.0  # and by this much: so many pixels cost as much as a box [px²]
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
    if isinstance(shape, Polygon | Polyline):
        if not shape.points:
            return 0.0, 0.0, 0.0, 0.0
        across, down = zip(*shape.points, strict=True)
        air = _JOIN * shape.width + _AIR
        return min(across) - air, min(down) - air, max(across) + air, max(down) + air
    if isinstance(shape, Text):
        wide = _WIDEST * shape.size * len(shape.text)
        left = shape.x - _BEFORE[shape.anchor] * wide
        high = _TALLEST * shape.size + _AIR
        return left - _AIR, shape.y - high, left + wide + _AIR, shape.y + high
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


def _whole(box: Edges) -> pygame.Rect:
    """Its pixels; `_AIR` is more than the rounding takes away."""
    left, top, right, bottom = (round(min(max(each, -_FAR), _FAR)) for each in box)
    return pygame.Rect(left, top, right - left, bottom - top)
