"""Thin solid lines, anti-aliased by pygame: far cheaper than what `strokes` does for wide ones.

pygame's line is one pixel wide along the axis across it, so slanted ones are thinner.
Two lines side by side make a wider one; how wide depends on how far they are apart.
"""

from __future__ import annotations

import math

import pygame

from pursuit_sim.draw.shapes import Point, Points, Polyline

_POINTS = 8  # longer lines may bend so much that they are not as wide everywhere
_ONE = (0.93, 1.07)  # widths, in lines, of what is drawn as one
# Width of two lines, in lines, by how far they are apart, in lines (measured).
_TWO = ((1.335, 0.0), (1.371, 0.2), (1.463, 0.4), (1.588, 0.6), (1.72, 0.8), (1.836, 1.0))
_LEAST = 1.34  # width of two lines that all but lie on each other
_BETWEEN = 1.2  # from here on two of those are nearer to what is wanted than one
_MOST = 2.3  # width that two lines pass for in pictures that move
_SOLID = 255  # opacity


def draw(surface: pygame.Surface, line: Polyline, origin: Point, *, moving: bool = False) -> bool:
    """Draw a thin line on a 32-bit surface, inside its clip, if it is one of this kind.

    Parameters
    ----------
    surface : opaque, or with premultiplied opacity
    line : of two points or more
    origin : the place of the line's coordinates at the surface's top left [px]
    moving : for one of pictures that follow each other: long lines too are drawn, in pieces, each
        as wide as suits its own direction, up to a fifth too thin or too wide

    Returns
    -------
    whether it has been drawn
    """
    points, colour = line.points, line.colour
    if line.width > (_MOST if moving else _TWO[-1][0]) or colour[3] < _SOLID or line.dash:
        return False
    # Pixel centres are on integers.
    left, top = origin[0] + 0.5, origin[1] + 0.5
    if len(points) == 2:
        apart = _apart(points, line.width, moving)
        if apart is None:
            return False
        (ax, ay), (bx, by) = points
        ax, ay, bx, by = ax - left, ay - top, bx - left, by - top
        aside, down = apart
        pygame.draw.aaline(surface, colour, (ax + aside, ay + down), (bx + aside, by + down))
        if aside or down:
            pygame.draw.aaline(surface, colour, (ax - aside, ay - down), (bx - aside, by - down))
        return True
    if len(points) <= _POINTS:
        runs = [points]
    elif moving:
        runs = [points[k : k + _POINTS] for k in range(0, len(points) - 1, _POINTS - 1)]
    else:
        return False
    aparts = [_apart(run, line.width, moving) for run in runs]
    if None in aparts:
        return False
    for run, apart in zip(runs, aparts, strict=True):
        aside, down = apart or (0.0, 0.0)
        placed = [(x - left + aside, y - top + down) for x, y in run]
        pygame.draw.aalines(surface, colour, False, placed)
        if aside or down:
            placed = [(x - left - aside, y - top - down) for x, y in run]
            pygame.draw.aalines(surface, colour, False, placed)
    return True


def _apart(points: Points, width: float, lenient: bool) -> Point | None:
    """How far aside of its middle the two lines lie that are as wide as a line of some width.

    No way if one line will do; None if it cannot be drawn so. If `lenient`, it may be about as
    wide.
    """
    (x0, y0), (x1, y1) = points[0], points[-1]
    run, rise = x1 - x0, y1 - y0
    own = max(abs(run), abs(rise))  # times the length
    length = math.hypot(run, rise)
    if not own:
        return None
    lines = width * length / own
    if lenient and _ONE[1] < lines < _LEAST:
        lines = 1.0 if lines < _BETWEEN else _LEAST
    elif lenient and _TWO[-1][0] < lines < _MOST:
        lines = _TWO[-1][0]
    if _ONE[0] <= lines <= _ONE[1]:
        return 0.0, 0.0
    if not _TWO[0][0] <= lines <= _TWO[-1][0]:
        return None
    above = next(i for i in range(1, len(_TWO)) if lines <= _TWO[i][0])
    (low, near), (high, far) = _TWO[above - 1], _TWO[above]
    apart = (near + (lines - low) / (high - low) * (far - near)) * own / length / 2
    return -rise / length * apart, run / length * apart
