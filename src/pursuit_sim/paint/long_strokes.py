"""Solid strokes that run through the whole picture, such as the lines on the ice.

What `strokes` does for any stroke is done here for one that has no ends or corners in view
and keeps within 45° of an axis. Only the pixels at its edges are computed.
"""

from __future__ import annotations

import math

import numpy as np
import pygame
from numpy.typing import NDArray

from pursuit_sim.arrays import Floats
from pursuit_sim.draw.shapes import Colour
from pursuit_sim.paint.pixels import blend, flat

_BEND_COS = 0.97  # a sharper turn needs a join
_LEAST = 2.0  # of the width [px]: below, no pixel across the line is covered completely


def draw(
    surface: pygame.Surface, line: NDArray[np.complex128], width: float, colour: Colour
) -> bool:
    """Draw a stroke on a 32-bit surface, inside its clip, if it is one of this kind.

    Parameters
    ----------
    surface : opaque, or with premultiplied opacity
    line : (point,) x + iy of its centre [px], pixel centres on integers
    width : [px]
    colour : solid

    Returns
    -------
    whether it has been drawn
    """
    step = line[1:] - line[:-1]
    length = np.abs(step)
    if width < _LEAST or colour[3] < 255 or not length.all():
        return False
    unit = step / length
    if line.size > 2 and ((unit[1:] * unit[:-1].conj()).real < _BEND_COS).any():
        return False
    clip = surface.get_clip()
    along, across = line.real, line.imag
    main, side = (clip.left, clip.right), (clip.top, clip.bottom)
    flatness = unit.real
    steep = abs(unit[0].imag) > abs(unit[0].real)
    if steep:
        along, across, main, side, flatness = across, along, side, main, unit.imag
    if along[0] > along[-1]:
        along, across, flatness = along[::-1], across[::-1], flatness[::-1]
    flatness = np.abs(flatness)
    outer = width / 2 + 0.5
    least = float(flatness.min())
    if (
        least < math.sqrt(0.5)
        or (along[1:] <= along[:-1]).any()
        or along[0] > main[0] - 2 * outer
        or along[-1] < main[1] + 2 * outer
    ):
        return False
    _paint(surface, (along, across, flatness), (outer, least), (main, side), steep, colour)
    return True


def _paint(
    surface: pygame.Surface,
    path: tuple[Floats, Floats, Floats],
    bounds: tuple[float, float],
    box: tuple[tuple[int, int], tuple[int, int]],
    steep: bool,
    colour: Colour,
) -> None:
    """Every column of pixels along the stroke: its two edges, and what is between them."""
    along, across, flatness = path
    outer, least = bounds
    (begin, end), (low, high) = box
    column = np.arange(begin, end)
    piece = np.searchsorted(along, column, side="right") - 1
    middle = np.interp(column, along, across)
    flat_there = flatness[piece]
    rise = outer / flat_there
    top = np.ceil(middle - rise)
    rows = math.ceil(2 * outer / least) + 1
    edge = math.ceil(1 / least)  # rows in which the upper edge may be
    # So many rows are covered completely in every column: the stroke less a soft edge each.
    solid = max(0, math.floor(2 * outer - 1.0 / least) - edge)
    some = (*range(edge), *range(edge + solid, rows))
    row, pitch = flat(surface)
    ahead, down = (pitch, 1) if steep else (1, pitch)
    first = top.astype(np.int64)
    packed = surface.map_rgb((*colour[:3], 255)) & 0xFFFFFFFF
    whole = first.min() >= low and first.max() + rows <= high
    start = column * ahead + first * down
    offset = np.array(some)[:, np.newaxis]
    away = np.abs((top - middle) + offset) * flat_there
    share = (np.clip(outer - away, 0.0, 1.0) * 256 + 0.5).astype(np.uint32)
    place = start + offset * down
    if whole:
        row[place] = blend(row[place], packed, share)
        for between in range(edge, edge + solid):
            row[start + between * down] = packed
        return
    at = first + offset
    seen = (at >= low) & (at < high)
    place, share = place[seen], share[seen]
    row[place] = blend(row[place], packed, share)
    for between in range(edge, edge + solid):
        at = first + between
        row[(start + between * down)[(at >= low) & (at < high)]] = packed
