"""Shapes as plain filled polygons, and the geometry of strokes.

Paths are complex arrays, x + iy, y down.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pursuit_sim.draw.shapes import Circle, Colour, Polygon, Polyline, Rect, Shape

Path = NDArray[np.complex128]

_MITER_LIMIT = 3.0  # a join sticks out no farther than this many half-widths
_SOLID = 255  # opacity
_QUARTER = 10  # corners of a rounded one, at least
_CORNERS = 24  # of a full circle; 0.9 % of the radius at most lies outside the polygon


@dataclass(frozen=True, slots=True, eq=False)
class Flat:
    """Filled polygons, painted in order.

    Attributes
    ----------
    points : the corners of all polygons, one after the other
    spans : for each polygon its colour, and where its corners begin and end
    ready : so many of the first polygons each lie inside the one before, and their colours
        are what is seen there: they replace what is under them
    """

    points: Path
    spans: tuple[tuple[Colour, int, int], ...]
    ready: int

    @property
    def nbytes(self) -> int:
        """Memory that it takes, about [bytes]."""
        overhead = 200  # of the object and its tuples
        return self.points.nbytes + overhead * (1 + len(self.spans))


def path(points: Iterable[tuple[float, float]]) -> Path:
    """Points as a path."""
    pairs = np.array(points, dtype=np.float64)
    return np.ascontiguousarray(pairs).view(np.complex128)[:, 0]


def distinct(line: Path, closed: bool) -> Path:
    """A path without points that repeat the one before."""
    if line.size < 2:
        return line
    keep = np.empty(line.size, np.bool_)
    keep[0] = not closed or line[0] != line[-1]
    keep[1:] = line[1:] != line[:-1]
    return line if keep.all() else line[keep]


def normals(line: Path, closed: bool) -> Path:
    """For each point the step that moves both adjoining edges by one to their right."""
    edge = np.empty_like(line)
    np.subtract(line[1:], line[:-1], out=edge[:-1])
    edge[-1] = line[0] - line[-1] if closed else edge[-2]
    side = 1j * edge / np.abs(edge)
    before = np.empty_like(side)
    before[1:] = side[:-1]
    before[0] = side[-1] if closed else side[0]
    return _miter(side + before)


def _miter(middle: Path) -> Path:
    """The step of a corner from the sum of the unit steps of its edges."""
    # |middle|² / 2 = 1 + cos(turn); the miter is the middle over that.
    return middle / np.maximum((middle * middle.conj()).real / 2, 1 / _MITER_LIMIT)


def area(line: Path) -> float:
    """Signed area of a closed path, positive when it turns right on the screen."""
    return (
        float((line[:-1].conj() * line[1:]).imag.sum() + (line[-1].conjugate() * line[0]).imag) / 2
    )


def outline(line: Path, width: float, closed: bool) -> Path:
    """The border of a stroke, to be filled by the even-odd rule."""
    line = distinct(line, closed)
    if line.size < 2:
        return line
    offset = normals(line, closed) * (width / 2)
    left, right = line - offset, line + offset
    if closed:
        return np.concatenate((left, left[:1], right[:1], right[::-1]))
    return np.concatenate((left, right[::-1]))


def dashes(line: Path, on: float, off: float) -> list[Path]:
    """The drawn pieces of a dashed line; it begins with a dash."""
    length = np.concatenate(([0.0], np.cumsum(np.abs(np.diff(line)))))
    total = float(length[-1])
    period = on + off
    if period <= 0 or off <= 0:
        return [line]
    starts = np.arange(0.0, total, period)
    stops = np.minimum(starts + on, total)
    ends = np.interp(np.stack((starts, stops)), length, line.real) + 1j * np.interp(
        np.stack((starts, stops)), length, line.imag
    )
    first = np.searchsorted(length, starts, side="right")
    last = np.searchsorted(length, stops, side="left")
    return [
        np.concatenate(([ends[0, i]], line[first[i] : last[i]], [ends[1, i]]))
        for i in range(starts.size)
    ]


def circle(centre: complex, radius: float, corners: int = _CORNERS) -> Path:
    """A circle."""
    return np.asarray(centre + radius * np.exp(2j * math.pi / corners * np.arange(corners)))


def rounded(x: float, y: float, width: float, height: float, radius: float) -> Path:
    """A rectangle with rounded corners."""
    radius = max(0.0, min(radius, width / 2, height / 2))
    if radius == 0:
        return np.array((complex(x, y), complex(x + width, y), complex(x + width, y + height),
                         complex(x, y + height)))  # fmt: skip
    turn = np.exp(1j * np.linspace(0, math.pi / 2, max(_QUARTER, math.ceil(2 * radius**0.5))))
    corners = (
        (x + width - radius, y + height - radius, 1),
        (x + radius, y + height - radius, 1j),
        (x + radius, y + radius, -1),
        (x + width - radius, y + radius, -1j),
    )
    return np.concatenate([complex(a, b) + radius * start * turn for a, b, start in corners])


_Closed = Polygon | Circle | Rect
_Fills = list[tuple[Colour, Path]]


def _fills(shape: Shape) -> _Fills:
    if isinstance(shape, Polyline):
        if len(shape.points) < 2:
            return []
        line = path(shape.points)
        pieces = dashes(line, *shape.dash) if shape.dash else [line]
        return [(shape.colour, outline(piece, shape.width, False)) for piece in pieces]
    if not isinstance(shape, _Closed):
        raise TypeError(f"a symbol cannot hold a {type(shape).__name__}")
    line, width = _border(shape)
    fills = [] if shape.fill is None else [(shape.fill, line)]
    if shape.stroke is not None and width > 0:
        fills.append((shape.stroke, outline(line, width, True)))
    return fills


def _border(shape: _Closed) -> tuple[Path, float]:
    """The corners of a closed shape, and the width of its outline."""
    if isinstance(shape, Polygon):
        return path(shape.points), shape.width
    if isinstance(shape, Circle):
        return circle(complex(*shape.centre), shape.radius), shape.width
    return rounded(shape.x, shape.y, shape.width, shape.height, shape.radius), shape.line


def _rims(shapes: list[Shape]) -> dict[int, _Fills]:
    """What solid shapes with a solid outline fill, by index.

    All in the colour of the outline, then what is inside: that has fewer corners than a fill
    and a ring. Worked out for all shapes at once, since a skater has a dozen of a dozen corners.
    """
    found: dict[int, _Fills] = {}
    lines: list[Path] = []
    halves: list[float] = []
    inks: list[tuple[int, Colour, Colour]] = []
    for index, shape in enumerate(shapes):
        if not isinstance(shape, _Closed) or shape.fill is None or shape.stroke is None:
            continue
        if not shape.fill[3] == shape.stroke[3] == _SOLID:
            continue
        line, width = _border(shape)
        if width <= 0:
            continue
        line = distinct(line, True)
        if line.size < 3:
            found[index] = []
            continue
        lines.append(line)
        halves.append(width / 2)
        inks.append((index, shape.stroke, shape.fill))
    if not lines:
        return found
    sizes = np.array([line.size for line in lines])
    stops = np.cumsum(sizes)
    starts = stops - sizes
    corners = np.concatenate(lines)
    after, before = np.arange(corners.size) + 1, np.arange(corners.size) - 1
    after[stops - 1], before[starts] = starts, stops - 1
    following = corners[after]
    edge = following - corners
    side = 1j * edge / np.abs(edge)
    areas = np.add.reduceat((corners.conj() * following).imag, starts)
    half = np.where(areas < 0, halves, np.negative(halves))
    outward = _miter(side + side[before]) * np.repeat(half, sizes)
    outer, inner = corners + outward, corners - outward
    for (index, stroke, fill), start, stop in zip(
        inks, starts.tolist(), stops.tolist(), strict=True
    ):
        found[index] = [(stroke, outer[start:stop]), (fill, inner[start:stop])]
    return found


def _inside(inner: Path, outer: Path) -> bool:
    """Whether a polygon lies inside another one that is convex."""
    edge = np.roll(outer, -1) - outer
    turns = (edge.conj() * np.roll(edge, -1)).imag
    if not (turns >= 0).all() and not (turns <= 0).all():
        return False
    sides = (edge.conj() * (inner[:, np.newaxis] - outer)).imag
    return bool((sides >= 0).all() or (sides <= 0).all())


def _over(upper: Colour, lower: Colour) -> Colour:
    """The colour of one translucent layer over another."""
    share, rest = upper[3] / 255, lower[3] / 255 * (1 - upper[3] / 255)
    both = share + rest
    red, green, blue = (
        round((share * a + rest * b) / both) for a, b in zip(upper[:3], lower[:3], strict=True)
    )
    return red, green, blue, round(255 * both)


def flatten(shapes: Iterable[Shape]) -> Flat:
    """Polygons, lines, circles and rectangles as filled polygons.

    Raises
    ------
    TypeError
        if there is another shape, such as a text
    """
    points: list[Path] = []
    spans: list[tuple[Colour, int, int]] = []
    used = ready = 0
    drawing = list(shapes)
    rims = _rims(drawing)
    for index, shape in enumerate(drawing):
        for ink, line in rims[index] if index in rims else _fills(shape):
            if line.size < 3 or ink[3] <= 0:
                continue
            colour = ink
            if ready == len(spans) and colour[3] < _SOLID:
                # Soft shadows are such stacks; painted like this they take half the time.
                if not spans:
                    ready = 1
                elif _inside(line, points[-1]):
                    colour = _over(ink, spans[-1][0])
                    ready += 1
            points.append(line)
            spans.append((colour, used, used + line.size))
            used += line.size
    joined = np.concatenate(points) if points else np.zeros(0, np.complex128)
    return Flat(joined, tuple(spans), ready)
