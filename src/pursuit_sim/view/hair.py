"""Thin solid lines, anti-aliased by pygame: far cheaper than what `band` does for wide ones."""

from __future__ import annotations

import math

import pygame

from pursuit_sim.view.shapes import Point, Polyline

_LEAST = 0.9  # a thinner line fades, which pygame's do not [px]
_CURVED = 1.5  # curves up to this wide are thin [px]
_STRAIGHT = 2.4  # and lines of two points up to this [px]
_ONE = 0.35  # so much wider than pygame's line a line may be to be drawn once [px]
_SOLID = 255  # opacity


def thin(line: Polyline) -> bool:
    """Whether a line is one that `draw` can draw."""
    widest = _STRAIGHT if len(line.points) == 2 else _CURVED
    return _LEAST <= line.width <= widest and line.colour[3] == _SOLID and line.dash is None


def draw(surface: pygame.Surface, line: Polyline, origin: Point) -> None:
    """Draw a thin line on a 32-bit surface, inside its clip.

    Parameters
    ----------
    surface : opaque, or with premultiplied opacity
    line : see `thin`
    origin : the place of the line's coordinates at the surface's top left [px]
    """
    points, colour = line.points, line.colour
    if len(points) < 2:
        return
    (x0, y0), (x1, y1) = points[0], points[-1]
    run, rise = x1 - x0, y1 - y0
    length = math.hypot(run, rise) or 1.0
    # Pixel centres are on integers. pygame's line is one pixel wide along the other axis.
    left, top = origin[0] + 0.5, origin[1] + 0.5
    own = max(abs(run), abs(rise)) / length
    apart = line.width - own
    if apart <= _ONE:
        _run(surface, colour, [(x - left, y - top) for x, y in points])
        return
    aside, down = -rise / length * apart / 2, run / length * apart / 2
    _run(surface, colour, [(x - left + aside, y - top + down) for x, y in points])
    _run(surface, colour, [(x - left - aside, y - top - down) for x, y in points])


def _run(surface: pygame.Surface, colour: tuple[int, ...], points: list[Point]) -> None:
    if len(points) == 2:
        pygame.draw.aaline(surface, colour, *points)
    else:
        pygame.draw.aalines(surface, colour, False, points)
