"""Solid polygons and strokes for pictures that move: filled by SDL, edges by pygame's lines.

Half the cost of `area` and `band` and a little less exact: an edge may cover up to a third
of a pixel too much or too little, which nobody sees at sixty pictures a second. Still
pictures and kept layers are painted by the others.
"""

from __future__ import annotations

import math

import numpy as np
import pygame

from pursuit_sim.view.paint.area import cut
from pursuit_sim.view.paint.flatten import Path, area, distinct, normals, outline
from pursuit_sim.view.shapes import Colour, Point

_LINE = 0.5  # [px] a line one pixel wide lies this far inside the edge that it ends at
_SHARPEST_COS = 0.8  # a stroke that turns more sharply needs a join
_FAR = 8000.0  # [px] beyond, SDL counts too long
_THINNEST = 1.6  # of strokes [px]: below, two lines would lie on each other


def fill(surface: pygame.Surface, line: Path, colour: Colour) -> None:
    """Fill a polygon with a solid colour, inside the surface's clip.

    Parameters
    ----------
    surface : 32 bits a pixel
    line : its corners [px], pixel centres on integers
    colour : solid
    """
    line = distinct(line, True)
    if line.size < 3:
        return
    line = cut(line, surface.get_clip())
    line = distinct(line, True) if line.size else line
    if line.size < 3:
        return
    inward = normals(line, True) * (1 if area(line) > 0 else -1)
    edge = line + inward * _LINE
    inner = line + inward * (2 * _LINE)
    corners = np.rint(_corners(inner)).astype(np.int64).tolist()
    pygame.draw.polygon(surface, colour, corners)
    # SDL's fill may leave out a pixel at its rim; what is smooth lies outside of that.
    pygame.draw.lines(surface, colour, True, corners)
    pygame.draw.aalines(surface, colour, True, _corners(edge).tolist())


def stroke(surface: pygame.Surface, line: Path, width: float, colour: Colour) -> bool:
    """Draw a stroke in a solid colour, inside the surface's clip, if it is smooth enough.

    Parameters
    ----------
    surface : 32 bits a pixel
    line : points of its middle [px], pixel centres on integers
    width : [px]
    colour : solid

    Returns
    -------
    whether it has been drawn
    """
    line = distinct(line, False)
    if width < _THINNEST or line.size < 2:
        return False
    step = np.diff(line)
    way = step / np.abs(step)
    if ((way[1:] * way[:-1].conj()).real < _SHARPEST_COS).any():
        return False
    fill(surface, outline(line, width, False), colour)
    return True


def straight(
    surface: pygame.Surface, start: Point, end: Point, width: float, colour: Colour
) -> bool:
    """Draw a straight stroke in a solid colour, inside the surface's clip.

    Parameters
    ----------
    surface : 32 bits a pixel
    start, end : of its middle [px], pixel centres on integers
    width : [px]
    colour : solid

    Returns
    -------
    whether it has been drawn
    """
    run, rise = end[0] - start[0], end[1] - start[1]
    length = math.hypot(run, rise)
    if width < _THINNEST or not length or max(abs(each) for each in (*start, *end)) > _FAR:
        return False
    reach = width / 2 - _LINE
    aside, down = -rise / length * reach, run / length * reach
    corners = [
        (start[0] + aside, start[1] + down),
        (end[0] + aside, end[1] + down),
        (end[0] - aside, end[1] - down),
        (start[0] - aside, start[1] - down),
    ]
    pygame.draw.polygon(surface, colour, [(round(x), round(y)) for x, y in corners])
    pygame.draw.aalines(surface, colour, True, corners)
    return True


def _corners(line: Path) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    return np.ascontiguousarray(line).view(np.float64).reshape(-1, 2)
