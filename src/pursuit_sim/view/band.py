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

from pursuit_sim.view.pixels import blend, flat
from pursuit_sim.view.shapes import Colour

Path = NDArray[np.complex128]  # (point,) x + iy [px], pixel centres on integers
Floats = NDArray[np.float64]
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

    def take(self, which: Ints) -> _Segments:
        return _Segments(self.a[which], self.b[which], self.start[which], self.end[which])


class _Touched(NamedTuple):
    """Pixels under a stroke, by place in memory, and how much of those at its edge."""

    solid: Ints
    edge: Ints
    coverage: NDArray[np.float32]


def _segments(
    paths: Sequence[Path], closed: bool, dash: tuple[float, float] | None
) -> _Segments | None:
    """The pieces of all paths; a closed path repeats its first point at the end."""
    line = paths[0] if len(paths) == 1 else np.concatenate(paths)
    step = line[1:] - line[:-1]
    length = np.abs(step)
    drawn = length > _SAME
    if len(paths) > 1:
        drawn[np.cumsum([path.size for path in paths])[:-1] - 1] = False
    if dash is not None:
        return _dashed(line, length, drawn, dash)
    if drawn.all():
        a, b, linked = line[:-1], line[1:], np.ones(length.size, np.bool_)
        linked[0] = closed
    else:
        kept = np.flatnonzero(drawn)
        if not kept.size:
            return None
        a, b = line[kept], line[kept + 1]
        linked = np.empty(kept.size, np.bool_)
        linked[0] = closed
        linked[1:] = np.abs(a[1:] - b[:-1]) <= _SAME
    return _joined(a, b, linked)


def _dashed(
    line: Path, length: Floats, drawn: NDArray[np.bool_], dash: tuple[float, float]
) -> _Segments | None:
    """The pieces of dashed paths; the pattern runs on from one path to the next."""
    on, period = dash[0], dash[0] + dash[1]
    knots = np.concatenate(([0.0], np.cumsum(np.where(drawn, length, 0.0))))
    first = np.arange(0.0, knots[-1], period)
    at = np.concatenate((knots, first, np.minimum(first + on, knots[-1])))
    at.sort()
    middle = (at[1:] + at[:-1]) / 2
    kept = np.flatnonzero((at[1:] - at[:-1] > _SAME) & (middle % period < on))
    if not kept.size:
        return None
    # A gap between two paths has no length along the pattern.
    owner = np.minimum(np.searchsorted(knots, middle[kept], side="right") - 1, length.size - 1)
    share = 1 / np.maximum(length[owner], _SAME)
    step = (line[owner + 1] - line[owner]) * share
    a = line[owner] + step * (at[kept] - knots[owner])
    b = line[owner] + step * (at[kept + 1] - knots[owner])
    linked = np.zeros(kept.size, np.bool_)
    linked[1:] = np.abs(a[1:] - b[:-1]) <= _SAME
    return _joined(a, b, linked)


def _joined(a: Path, b: Path, linked: NDArray[np.bool_]) -> _Segments:
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


def _across(
    pieces: _Segments, half: float, clip: pygame.Rect, pitch: int
) -> _Touched | None:
    """Pixels under pieces; "along" and "across" are x and y, or y and x where steep."""
    steep = np.abs((pieces.b - pieces.a).imag) > np.abs((pieces.b - pieces.a).real)
    if steep.any():
        turned = [np.where(steep, z.imag + 1j * z.real, z) for z in (pieces.a, pieces.b)]
        pieces = pieces._replace(a=turned[0], b=turned[1])
    a, b, start, end = pieces
    swap = a.real > b.real
    if swap.any():
        a, b = np.where(swap, b, a), np.where(swap, a, b)
        start, end = np.where(swap, end, start), np.where(swap, start, end)
    step = b - a
    length = np.abs(step)
    ux, uy = step.real / length, step.imag / length
    reach = half + 0.5
    slanted = reach * np.abs(uy)
    longer = np.stack((np.zeros(a.size), slanted, slanted, np.full(a.size, reach)))
    pick = np.arange(a.size)
    left, right = longer[start, pick], longer[end, pick]
    # Half-open column ranges: every column between two seamless pieces has one owner.
    least = np.where(steep, clip.top, clip.left)
    most = np.where(steep, clip.bottom, clip.right)
    first = np.maximum(np.ceil(a.real - left), least).astype(np.int64)
    beyond = np.minimum(np.ceil(b.real + right), most).astype(np.int64)
    count = np.maximum(beyond - first, 0)
    total = int(count.sum())
    if not total:
        return None
    piece = np.repeat(np.arange(a.size), count)
    column = np.arange(total) + (first - np.cumsum(count) + count)[piece]
    dx = column - a.real[piece]
    rise = dx * (uy / ux)[piece]
    y = a.imag[piece] + rise
    row = np.ceil(y - (reach / ux)[piece])
    rows = int(np.ceil(2 * reach / ux.min())) + 1
    lines = np.arange(rows)[:, np.newaxis]
    cos = ux[piece].astype(np.float32)
    dy = (row - y).astype(np.float32) + lines.astype(np.float32)
    distance = np.abs(dy)
    distance *= cos
    special = (start >= _BUTT) | (end >= _BUTT)
    ended = np.flatnonzero(special[piece]) if special.any() else piece[:0]
    if ended.size:
        run = dx / cos  # along the centre line
        margin = 3 * reach  # of the pixels across the line, none is beyond this from its end
        whose = piece[ended]
        close = (run[ended] < margin) | (run[ended] > length[whose] - margin)
        ended, whose = ended[close], whose[close]
    near = np.zeros(total, np.bool_)
    share: NDArray[np.float64] | None = None
    if ended.size:
        along = run[ended] * ux[whose] ** 2 + (rise[ended] + dy[:, ended]) * uy[whose]
        beyond_end = length[whose] - along
        first_style, last_style = start[whose], end[whose]
        inside = np.minimum(
            np.where(first_style == _ROUND, along, reach),
            np.where(last_style == _ROUND, beyond_end, reach),
        )
        distance[:, ended] = np.hypot(distance[:, ended], np.minimum(inside, 0.0))
        near[ended] = inside.min(axis=0) < reach
        if (first_style == _BUTT).any() or (last_style == _BUTT).any():
            inside = np.minimum(
                np.where(first_style == _BUTT, along, reach),
                np.where(last_style == _BUTT, beyond_end, reach),
            )
            share = np.clip(inside + 0.5, 0.0, 1.0)
    coverage = np.clip(np.float32(reach) - distance, 0.0, np.float32(min(1.0, 2 * half)))
    if share is not None:
        coverage[:, ended] *= share
    line = row.astype(np.int64)
    least = np.where(steep, clip.left, clip.top)[piece]
    most = np.where(steep, clip.right, clip.bottom)[piece]
    if (line < least).any() or (line + rows > most).any():
        at = line + lines
        coverage[(at < least) | (at >= most)] = 0.0
    along_stride = np.where(steep, pitch, 1)[piece]
    across_stride = np.where(steep, 1, pitch)[piece]
    place = (column * along_stride + line * across_stride) + lines * across_stride
    solid = coverage >= 1.0
    edge = coverage > _FAINTEST
    edge ^= solid
    edge_place, edge_coverage = place[edge], coverage[edge]
    if near.any():
        # Where pieces overlap the larger coverage is written last and stays.
        joint = np.broadcast_to(near, coverage.shape)[edge]
        order = np.flatnonzero(joint)
        order = np.concatenate((np.flatnonzero(~joint), order[np.argsort(edge_coverage[order])]))
        edge_place, edge_coverage = edge_place[order], edge_coverage[order]
    return _Touched(place[solid], edge_place, edge_coverage)


def stroke(
    surface: pygame.Surface,
    paths: Sequence[Path],
    width: float,
    colour: Colour,
    closed: bool = False,
    dash: tuple[float, float] | None = None,
) -> None:
    """Draw paths with butt ends and round joins on a 32-bit surface, inside its clip.

    Parameters
    ----------
    surface : opaque, or with premultiplied opacity
    paths : centre lines of two points and more [px]; a closed path, which must be the
        only one, repeats its first point at the end
    width : [px]; below one pixel the line fades instead of thinning
    colour : red, green, blue, opacity, 0–255
    dash : drawn and left out lengths [px]
    """
    half = width / 2
    clip = surface.get_clip()
    pieces = _segments(paths, closed, dash)
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
    if not seen.all():
        pieces = pieces.take(np.flatnonzero(seen))
    row, pitch = flat(surface)
    touched = _across(pieces, half, clip, pitch)
    if touched is not None:
        packed = surface.map_rgb((*colour[:3], 255)) & 0xFFFFFFFF
        _write(row, touched, packed, colour[3])


def _write(row: NDArray[np.uint32], touched: _Touched, packed: int, opacity: int) -> None:
    """Blend a packed colour into memory."""
    solid, edge, coverage = touched
    share = coverage * np.float32(opacity * 256 / 255) + np.float32(0.5)
    # Everything is read first, then edges are written, then what is covered completely.
    edges = blend(row[edge], packed, share.astype(np.uint32))
    whole = packed if opacity == 255 else blend(row[solid], packed, round(opacity * 256 / 255))
    row[edge] = edges
    row[solid] = whole
