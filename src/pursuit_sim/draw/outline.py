"""Outlines of small bodies: ellipses, limbs, and smooth closed curves, as point tuples."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike

from pursuit_sim.arrays import Bools, Floats, Ints
from pursuit_sim.draw.shapes import Point, Points

ROUND = 20  # corners of a full circle; at skater size the eye takes it for one
_FEW = 30  # points of a line of which none need be left out
_NONE, _SHARP = 1e-9, 1e6  # less than one is no length, and the other is very far [px]
# Corners of a limb's rounded end, from one side to the other.
_CAP = tuple(
    (math.cos(a * math.pi / 10), math.sin(a * math.pi / 10)) for a in (-5, -3, -1, 1, 3, 5)
)


def points(array: ArrayLike) -> Points:
    """An (n, 2) array as the tuple of points that shapes hold."""
    return tuple(map(tuple, np.asarray(array, dtype=np.float64).tolist()))


def needed(line: Floats, away: float = 0.2) -> Ints:
    """Which points of a line make it what it is: those that lie on straight stretches do not.

    Parameters
    ----------
    line : (point, xy) [px]
    away : of a line of even steps, twice as far as its points may lie from what is left; after
        a long straight step they may lie three times as far as this [px]
    """
    return np.arange(len(line)) if len(line) < _FEW else needed_of(bending(line), away).nonzero()[0]


def bending(lines: Floats) -> Floats:
    """How many points lines need up to each of their points (…, point), one pixel away [√px].

    How far a point lies from the chord of its neighbours grows with the square of their distance;
    so the roots of that, summed up, tell how many points a stretch needs.

    Parameters
    ----------
    lines : (…, point, xy), of three points and more [px]
    """
    path = np.ascontiguousarray(lines).view(np.complex128)[..., 0]
    step = path[..., 1:] - path[..., :-1]
    chord = np.abs(step[..., :-1] + step[..., 1:])
    turn = step[..., :-1].conj() * step[..., 1:]
    off = np.abs(turn.imag) / np.maximum(chord, _NONE)
    off[turn.real < 0] = _SHARP  # where it turns back none may be left out
    bent = np.zeros(path.shape)
    np.sqrt(off).cumsum(axis=-1, out=bent[..., 1:-1])
    bent[..., -1] = bent[..., -2]
    return bent


def needed_of(bent: Floats, away: float) -> Bools:
    """As `needed`, of a line or a stretch of one: of each point whether it is, by its `bending`."""
    steps = (bent * (2 * away) ** -0.5).astype(np.intp)
    kept = np.ones(len(bent), np.bool_)
    kept[1:-1] = steps[1:-1] != steps[:-2]
    return kept


def ellipse(
    centre: Point, along: float, across: float, turn: float = 0.0, corners: int = ROUND
) -> Points:
    """An ellipse.

    Parameters
    ----------
    centre : its middle
    along, across : half axes
    turn : of the long axis, clockwise where y is down [rad]
    corners : number of points
    """
    cos, sin = math.cos(turn), math.sin(turn)
    x, y = centre
    return tuple(
        (x + cos * along * a - sin * across * b, y + sin * along * a + cos * across * b)
        for a, b in _circle(corners)
    )


@lru_cache(maxsize=16)
def _circle(corners: int) -> Points:
    """Evenly about a circle of radius 1."""
    step = 2 * math.pi / corners
    return tuple((math.cos(i * step), math.sin(i * step)) for i in range(corners))


def limb(start: Point, end: Point, start_radius: float, end_radius: float) -> Points:
    """A tapered limb with round ends, from joint to joint."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = math.hypot(dx, dy) or 1.0
    ux, uy = dx / length, dy / length
    (ax, ay), (bx, by) = start, end
    # Half circles behind the start and beyond the end, both in the same sense.
    first = [(ax - start_radius * (ux * c - uy * s), ay - start_radius * (uy * c + ux * s))
             for c, s in _CAP]  # fmt: skip
    last = [(bx + end_radius * (ux * c - uy * s), by + end_radius * (uy * c + ux * s))
            for c, s in _CAP]  # fmt: skip
    return (*first, *last)


def smooth(corners: Sequence[Point], steps: int = 4) -> Points:
    """A closed curve through corners (uniform Catmull–Rom), `steps` points to each."""
    around = np.array((corners[-1], *corners, *corners[:2]), dtype=np.float64)
    four = np.stack((around[:-3], around[1:-2], around[2:-1], around[3:]), axis=1)
    return points((_shares(steps) @ four).reshape(-1, 2))


@lru_cache(maxsize=8)
def _shares(steps: int) -> Floats:
    """(step, corner) how much a point of `smooth` has of the four corners about it."""
    t = np.arange(steps) / steps
    share = (-t + 2 * t**2 - t**3, 2 - 5 * t**2 + 3 * t**3, t + 4 * t**2 - 3 * t**3, t**3 - t**2)
    return np.stack(share, axis=1) / 2


def bar(start: Point, end: Point, width: float) -> Points:
    """A straight bar with square ends."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = math.hypot(dx, dy) or 1.0
    nx, ny = -dy / length * width / 2, dx / length * width / 2
    return (
        (start[0] + nx, start[1] + ny),
        (end[0] + nx, end[1] + ny),
        (end[0] - nx, end[1] - ny),
        (start[0] - nx, start[1] - ny),
    )
