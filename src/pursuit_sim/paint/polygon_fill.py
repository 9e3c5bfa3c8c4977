"""Large polygons on a surface: filled by SDL inside, anti-aliased along their edge."""

from __future__ import annotations

import math

import numpy as np
import pygame

from pursuit_sim.draw.flatten import Flat, Path, area, distinct, normals
from pursuit_sim.draw.shapes import Colour
from pursuit_sim.paint import strokes
from pursuit_sim.paint.pixels import OVER, fade, transparent
from pursuit_sim.paint.supersample import LARGE, rasterise

_EDGE = 4.0  # width of the smooth band inside the edge [px]: SDL's fill errs by up to 1.7
_MARGIN = 64.0  # what lies farther outside the picture is cut off [px]


def slender(line: Path) -> bool:
    """Whether a polygon is too thin for the band inside its edge."""
    around = float(np.abs(np.roll(line, -1) - line).sum())
    return abs(area(line)) < around * _EDGE


def fill_slender(surface: pygame.Surface, line: Path, colour: Colour) -> None:
    """Fill such a polygon, inside the surface's clip; arguments are those of `fill`."""
    before = surface.get_clip()
    for tile in _tiles(_box(line).clip(before)):
        part = cut(line, tile) + (0.5 + 0.5j)
        if part.size >= 3:
            raster = rasterise(Flat(part, ((colour, 0, part.size),), ready=1))
            surface.set_clip(tile)
            surface.blit(raster.surface, (raster.left, raster.top), special_flags=OVER)
    surface.set_clip(before)


def _tiles(box: pygame.Rect) -> list[pygame.Rect]:
    """A box in parts so small that one with a margin is drawn with the largest factor."""
    side = LARGE - 2 * math.ceil(_MARGIN + 1)
    return [
        pygame.Rect(x, y, side, side).clip(box)
        for x in range(box.left, box.right, side)
        for y in range(box.top, box.bottom, side)
    ]


def cut(line: Path, clip: pygame.Rect) -> Path:
    """The part of a polygon in and around a rectangle.

    SDL goes through every line of a polygon, also outside the picture, and counts in 32
    bits. Four times the polygon is cut along a straight line (Sutherland and Hodgman).
    """
    for turn, least in (
        (1, clip.left - _MARGIN), (-1, -clip.right - _MARGIN),
        (-1j, clip.top - _MARGIN), (1j, -clip.bottom - _MARGIN),
    ):  # fmt: skip
        depth = (line * turn).real - least
        inside = depth >= 0
        if inside.all():
            continue
        following = np.concatenate((line[1:], line[:1]))
        deeper = np.concatenate((depth[1:], depth[:1]))
        crossed = np.flatnonzero(inside != (deeper >= 0))
        both = np.repeat(line, 2)
        start, end = depth[crossed], deeper[crossed]
        begin = line[crossed]
        both[2 * crossed + 1] = begin + start / (start - end) * (following[crossed] - begin)
        kept = np.zeros(both.size, np.bool_)
        kept[::2] = inside
        kept[2 * crossed + 1] = True
        line = both[kept]
        if not line.size:
            break
    return line


def fill(surface: pygame.Surface, line: Path, colour: Colour) -> None:
    """Fill a polygon, inside the surface's clip.

    Parameters
    ----------
    surface : opaque, or with premultiplied opacity
    line : its corners [px], pixel centres on integers
    colour : red, green, blue, opacity
    """
    line = distinct(line, True)
    if line.size < 3:
        return
    if colour[3] < 255:
        _translucent(surface, line, colour)
        return
    inward = normals(line, True) * (1 if area(line) > 0 else -1)
    middle = line + inward * (_EDGE / 2)
    before = surface.get_clip()
    clip = _box(line).clip(before)
    inner = cut(middle, clip)
    surface.set_clip(clip)  # where sides cross, inward is outward at some corners
    if inner.size >= 3:
        corners = np.rint(np.stack((inner.real, inner.imag), axis=1)).astype(np.int64).tolist()
        pygame.draw.polygon(surface, colour, corners)
    strokes.stroke(surface, [np.append(middle, middle[0])], _EDGE, colour, closed=True)
    surface.set_clip(before)


def _translucent(surface: pygame.Surface, line: Path, colour: Colour) -> None:
    box = _box(line).clip(surface.get_clip())
    if not box.width or not box.height:
        return
    veil = transparent(*box.size)
    fill(veil, line - complex(*box.topleft), (*colour[:3], 255))
    fade(veil, colour[3])
    surface.blit(veil, box, special_flags=OVER)


def _box(line: Path) -> pygame.Rect:
    """Pixels that a polygon can touch, and one more on each side."""
    left, top = int(line.real.min()) - 2, int(line.imag.min()) - 2
    right, bottom = int(line.real.max()) + 3, int(line.imag.max()) + 3
    return pygame.Rect(left, top, right - left, bottom - top)
