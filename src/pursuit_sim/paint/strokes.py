"""Anti-aliased strokes on a 32-bit surface, by the distance of a pixel from the line.

SDL's lines start and end on whole pixels, which makes slowly moving lines crawl. Here
each segment is followed along its longer axis, one column of pixels after the other,
and the pixels across it are blended by how much of them the stroke covers. All old
pixels are read before any is written, so a translucent stroke never darkens where its
segments meet.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pygame
from numpy.typing import NDArray

from pursuit_sim.arrays import Bools, Floats
from pursuit_sim.draw.shapes import Colour
from pursuit_sim.paint.pixels import blend, flat

Path = NDArray[np.complex128]  # (point,) x + iy [px], pixel centres on integers
Ints = NDArray[np.int64]

# How a piece ends: where the next takes over; a little later, because the next is followed
# along the other axis; cut off; with half a disc.
_SEAMLESS, _LAPPED, _BUTT, _ROUND = 0, 1, 2, 3
_SHARP_COS = 0.97  # a turn of more than 14° gets a round join
_FAINTEST = 1 / 512  # coverage below this changes no 8-bit channel
_SAME = 1e-6  # points closer than this are one [px]


class _Segments(NamedTuple):
    """Straight pieces, each array (segment,): from a to b, and how they begin and end."""

    a: Path
    b: Path
    start: Ints
    end: Ints


class _Touched(NamedTuple):
    """Pixels under a stroke, by place in memory, and how much of those at its edge."""

    solid: Ints
    edge: Ints
    coverage: NDArray[np.float32]


def _segments(paths: Sequence[Path], closed: bool) -> _Segments | None:
    """The pieces of all paths; a closed path repeats its first point at the end."""
    if not paths:  # a dashed line of no length
        return None
    line = paths[0] if len(paths) == 1 else np.concatenate(paths)
    drawn = np.abs(line[1:] - line[:-1]) > _SAME
    drawn[np.cumsum([path.size for path in paths])[:-1] - 1] = False  # from one to the next
    kept = np.flatnonzero(drawn)
    if not kept.size:
        return None
    a, b = line[kept], line[kept + 1]
    linked = np.empty(kept.size, np.bool_)
    linked[0] = closed
    linked[1:] = np.abs(a[1:] - b[:-1]) <= _SAME
    return _joined(a, b, linked)


def _joined(a: Path, b: Path, linked: Bools) -> _Segments:
    """Pieces with their ends; `linked` where a piece continues the one before."""
    step = b - a
    across = np.abs(step.real) >= np.abs(step.imag)
    unit = step / np.abs(step)
    before = np.concatenate((unit[-1:], unit[:-1]))
    same = np.empty(a.size, np.bool_)
    same[0] = across[0] == across[-1]
    same[1:] = across[1:] == across[:-1]
    straight = (unit * before.conj()).real > _SHARP_COS
    style = np.where(straight, np.where(same, _SEAMLESS, _LAPPED), _ROUND)
    start = np.where(linked, style, _BUTT)
    return _Segments(a, b, start, np.concatenate((start[1:], start[:1])))


class _Columns(NamedTuple):
    """The columns of pixels along some pieces, which run more along x than along y.

    Attributes
    ----------
    piece : whose each column is (column,)
    x : (column,) [px]
    dx, rise : from the piece's start to its centre line in that column (column,) [px]
    ux, uy, length : direction and length [px] of each piece (piece,)
    start, end : how each piece ends (piece,)
    """

    piece: Ints
    x: Ints
    dx: Floats
    rise: Floats
    ux: Floats
    uy: Floats
    length: Floats
    start: Ints
    end: Ints


def _rightward(pieces: _Segments) -> _Segments:
    """The same pieces, each from left to right."""
    a, b, start, end = pieces
    swap = a.real > b.real
    return _Segments(
        np.where(swap, b, a),
        np.where(swap, a, b),
        np.where(swap, end, start),
        np.where(swap, start, end),
    )


def _columns(pieces: _Segments, outer: float, least: Ints, most: Ints) -> _Columns:
    """Columns of pixels from `least` up to `most` of each piece (piece,)."""
    a, b, start, end = pieces
    step = b - a
    length = np.abs(step)
    ux, uy = step.real / length, step.imag / length
    slanted = outer * np.abs(uy)
    longer = np.stack((np.zeros(a.size), slanted, slanted, np.full(a.size, outer)))
    pick = np.arange(a.size)
    # Half-open ranges: every column between two seamless pieces has one owner.
    first = np.maximum(np.ceil(a.real - longer[start, pick]), least).astype(np.int64)
    beyond = np.minimum(np.ceil(b.real + longer[end, pick]), most).astype(np.int64)
    count = np.maximum(beyond - first, 0)
    piece = np.repeat(pick, count)
    x = np.arange(piece.size) + (first - np.cumsum(count) + count)[piece]
    dx = x - a.real[piece]
    return _Columns(piece, x, dx, dx * (uy / ux)[piece], ux, uy, length, start, end)


def _end_pieces(
    columns: _Columns, dy: NDArray[np.float32], distance: NDArray[np.float32], outer: float
) -> tuple[Ints, Floats | None, Ints]:
    """Round off joins by changing `distance` (row, column); `dy` is down from the centre line.

    Returns
    -------
    columns that are cut off, by how much (row, those columns), and columns near a join
    """
    piece, start, end = columns.piece, columns.start, columns.end
    none = piece[:0]
    special = (start >= _BUTT) | (end >= _BUTT)
    if not special.any():
        return none, None, none
    ended = np.flatnonzero(special[piece])
    margin = 3 * outer  # of the pixels across the line, none is beyond this from its end
    whose = piece[ended]
    run = columns.dx[ended] / columns.ux[whose]  # along the centre line
    close = (run < margin) | (run > columns.length[whose] - margin)
    ended, whose, run = ended[close], whose[close], run[close]
    if not ended.size:
        return none, None, none
    uy = columns.uy[whose]
    along = run * columns.ux[whose] ** 2 + (columns.rise[ended] + dy[:, ended]) * uy
    rest = columns.length[whose] - along

    def inside(style: int) -> Floats:
        """How far from ends of a style, inwards."""
        before = np.where(start[whose] == style, along, outer)
        return np.minimum(before, np.where(end[whose] == style, rest, outer))

    inner = inside(_ROUND)
    distance[:, ended] = np.hypot(distance[:, ended], np.minimum(inner, 0.0))
    near = ended[inner.min(axis=0) < outer]
    if not ((start[whose] == _BUTT) | (end[whose] == _BUTT)).any():
        return none, None, near
    return ended, np.clip(inside(_BUTT) + 0.5, 0.0, 1.0), near


def _touched(pieces: _Segments, half: float, clip: pygame.Rect, pitch: int) -> _Touched | None:
    """Pixels under pieces; those that are steep are looked at with x and y exchanged."""
    steep = np.abs((pieces.b - pieces.a).imag) > np.abs((pieces.b - pieces.a).real)
    a, b = (np.where(steep, z.imag + 1j * z.real, z) for z in (pieces.a, pieces.b))
    pieces = _rightward(pieces._replace(a=a, b=b))
    outer = half + 0.5  # to where the soft edge ends
    begin, beyond = np.where(steep, clip.top, clip.left), np.where(steep, clip.bottom, clip.right)
    columns = _columns(pieces, outer, begin, beyond)
    piece = columns.piece
    if not piece.size:
        return None
    y = pieces.a.imag[piece] + columns.rise
    top = np.ceil(y - (outer / columns.ux)[piece])
    rows = int(np.ceil(2 * outer / columns.ux.min())) + 1
    lines = np.arange(rows)[:, np.newaxis]
    dy = (top - y).astype(np.float32) + lines.astype(np.float32)
    distance = np.abs(dy)
    distance *= columns.ux[piece].astype(np.float32)
    cut, share, near = _end_pieces(columns, dy, distance, outer)
    coverage = np.clip(np.float32(outer) - distance, 0.0, np.float32(min(1.0, 2 * half)))
    if share is not None:
        coverage[:, cut] *= share
    line = top.astype(np.int64)
    least = np.where(steep, clip.left, clip.top)[piece]
    most = np.where(steep, clip.right, clip.bottom)[piece]
    if (line < least).any() or (line + rows > most).any():
        at = line + lines
        coverage[(at < least) | (at >= most)] = 0.0
    along = np.where(steep, pitch, 1)[piece]
    across = np.where(steep, 1, pitch)[piece]
    place = (columns.x * along + line * across) + lines * across
    return _sorted(place, coverage, near)


def _sorted(place: Ints, coverage: NDArray[np.float32], near: Ints) -> _Touched:
    """Pixels (row, column) by whether they are covered; `near` are columns near a join."""
    solid = coverage >= 1.0
    edge = coverage > _FAINTEST
    edge ^= solid
    edges, shares = place[edge], coverage[edge]
    if near.size:
        # Where pieces overlap the larger coverage is written last and stays.
        close = np.zeros(coverage.shape, np.bool_)
        close[:, near] = True
        joint = close[edge]
        order = np.flatnonzero(joint)
        order = np.concatenate((np.flatnonzero(~joint), order[np.argsort(shares[order])]))
        edges, shares = edges[order], shares[order]
    return _Touched(place[solid], edges, shares)


def stroke(
    surface: pygame.Surface, paths: Sequence[Path], width: float, colour: Colour,
    closed: bool = False,
) -> None:  # fmt: skip
    """Draw paths with butt ends and round joins on a 32-bit surface, inside its clip.

    Parameters
    ----------
    surface : opaque, or with premultiplied opacity
    paths : centre lines of two points and more [px]; a closed path, which must be the
        only one, repeats its first point at the end
    width : [px]; below one pixel the line fades instead of thinning
    colour : red, green, blue, opacity, 0–255
    """
    half = width / 2
    clip = surface.get_clip()
    pieces = _segments(paths, closed)
    if pieces is None or not clip.width or not clip.height:
        return
    pad = half + 1
    a, b = pieces.a, pieces.b
    seen = (
        (np.maximum(a.real, b.real) > clip.left - pad)
        & (np.minimum(a.real, b.real) < clip.right + pad)
        & (np.maximum(a.imag, b.imag) > clip.top - pad)
        & (np.minimum(a.imag, b.imag) < clip.bottom + pad)
    )
    if not seen.any():
        return
    pieces = _Segments(a[seen], b[seen], pieces.start[seen], pieces.end[seen])
    row, pitch = flat(surface)
    touched = _touched(pieces, half, clip, pitch)
    if touched is None:
        return
    solid, edge, coverage = touched
    packed, opacity = surface.map_rgb((*colour[:3], 255)) & 0xFFFFFFFF, colour[3]
    share = coverage * np.float32(opacity * 256 / 255) + np.float32(0.5)
    # Everything is read first, then edges are written, then what is covered completely.
    edges = blend(row[edge], packed, share.astype(np.uint32))
    whole = packed if opacity == 255 else blend(row[solid], packed, round(opacity * 256 / 255))
    row[edge] = edges
    row[solid] = whole
