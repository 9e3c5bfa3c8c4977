"""What is painted on the ice through a pinhole camera: wider where it is nearer."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from pursuit_sim.arrays import Floats
from pursuit_sim.draw.cameras.pinhole import NEAR_M, Pinhole
from pursuit_sim.draw.ice.hall_plan import HallPlan
from pursuit_sim.draw.ice.rink import LINE_M
from pursuit_sim.draw.ice.seen_rings import SeenRing
from pursuit_sim.draw.look import theme
from pursuit_sim.draw.outline import needed_of, points
from pursuit_sim.draw.shapes import Circle, Colour, Part, Points, Polygon, Polyline, Shape, Symbol

_EDGE_M = 0.02  # of the light along the ice's inner edge
# The lines along the lap.
_RIBBONS = ("infield", "outer", "inner")
_WIDTHS_M = np.array([[_EDGE_M], [LINE_M], [LINE_M]])
_COLOURS = (theme.ICE_EDGE, theme.LINE_BLUE, theme.LINE_RED)
_HIDDEN = -1  # where nothing of one is seen
_FAR_LINE = 1.15  # width of lines far away [px]; in moving pictures they are drawn as one
_BROAD_LINE = 2.0  # wider ones taper [px]
_WIDE_LINE = 7.0  # and from here on by themselves: painters smooth thin shapes another way [px]
_OFF_LINE = 0.05  # so far from its chord a point of a line may be left out [px]
_WIDTH_STEPS = 2  # of a line's width, each time that it doubles
_CONE_FAR_M = 45.0  # farther ones are not drawn
_CONE_M, _CONE_FAR = 0.06, 1.5  # radius of a cone [m]; of one far away [px]
_CONE_STEPS = 8  # of it as drawn, each time that it doubles, so that a few rasters serve all
_SCRATCH_FAR_M = 11.0


def shapes(
    eye: Pinhole,
    plan: HallPlan,
    rings: dict[str, SeenRing],
    marks: dict[str, tuple[Floats, Floats]],
) -> list[Shape]:
    """Everything painted on the ice, wider where it is nearer.

    Parameters
    ----------
    eye, plan : the camera, and the hall
    rings, marks : what the camera sees of that
    """
    drawn: list[Shape] = []
    pixels, depths = marks["scratches"]
    one, other = depths.T
    near = (np.minimum(one, other) > NEAR_M) & (np.maximum(one, other) < _SCRATCH_FAR_M)
    inside = eye.holds(pixels[:, 0])
    drawn += [
        Polyline(((a, b), (c, d)), theme.SCRATCH, 1.0)
        for a, b, c, d in _ends(pixels[near & inside])
    ]
    drawn += _ribbons(eye, rings)
    pixels, depths = marks["dashes"]
    seen = (np.minimum(*depths.T) > NEAR_M) & eye.holds(pixels[:, 0])
    widths = _widths(eye, depths[seen].mean(axis=1), LINE_M).tolist()
    drawn += [
        Polyline(((a, b), (c, d)), theme.LINE_BLUE, width)
        for width, (a, b, c, d) in sorted(zip(widths, _ends(pixels[seen]), strict=True))
    ]
    for line, colour in zip(plan.timing, (theme.LINE_RED, theme.LINE_BLACK), strict=True):
        outline = eye.outline(eye.seen(line))
        if outline:
            drawn.append(Polygon(tuple(outline), colour))
    pixels, depths = marks["cones"]
    near = (depths > NEAR_M) & (depths < _CONE_FAR_M) & eye.holds(pixels)
    exact = np.maximum(_CONE_FAR, _CONE_M * eye.focal / depths[near])
    sizes = 2.0 ** (np.round(_CONE_STEPS * np.log2(exact)) / _CONE_STEPS)
    drawn += [
        Symbol(("hall cone",), _cone, (px, py), 0.0, size, 1.0)
        for (px, py), size in zip(pixels[near].tolist(), sizes.tolist(), strict=True)
    ]
    return drawn


def _cone() -> tuple[Part, ...]:
    return (Circle((0.0, 0.0), 1.0, theme.CONE),)


def _ends(lines: Floats) -> list[list[float]]:
    """Both ends of straight lines (line, end, xy), x, y and x, y of each."""
    found: list[list[float]] = lines.reshape(-1, 4).tolist()
    return found


def _ribbons(eye: Pinhole, rings: dict[str, SeenRing]) -> list[Shape]:
    """The lines along the lap."""
    lines = [rings[name] for name in _RIBBONS]
    ahead = np.stack([line.ahead for line in lines])
    inside = ahead & eye.holds(np.stack([line.pixels for line in lines]))
    # A piece that crosses an edge of the picture has an end outside of it.
    near = inside.copy()
    near[:, 1:] |= inside[:, :-1]
    near[:, :-1] |= inside[:, 1:]
    shown = ahead & near
    depths = np.where(ahead, np.stack([line.places[:, 2] for line in lines]), 1.0)
    widths = _WIDTHS_M * eye.focal / depths
    kinds = (widths > _BROAD_LINE) * 1 + (widths > _WIDE_LINE)
    kinds[~shown] = _HIDDEN
    drawn: list[Shape] = []
    for line, kind, width, colour in zip(lines, kinds, widths, _COLOURS, strict=True):
        drawn += _ribbon(line, kind, width, colour)
    return drawn


def _ribbon(ring: SeenRing, kinds: NDArray[np.int_], widths: Floats, colour: Colour) -> list[Shape]:
    """A painted line: pieces of the width that their depth gives.

    Parameters
    ----------
    ring : its middle
    kinds : (point,) `_HIDDEN`, or 0 where it is fine, 1 where it is broad, 2 where it is wide
    widths : (point,) exactly [px]
    colour : of it
    """
    count = len(kinds)
    cuts = [0, *((kinds[1:] != kinds[:-1]).nonzero()[0] + 1).tolist(), count]
    drawn: list[Shape] = []
    for first, last in pairwise(cuts):
        if kinds[first] == _HIDDEN:
            continue
        end = last + 1 if last < count and kinds[last] != _HIDDEN else last
        if end - first < 2:  # a line has two ends
            continue
        if kinds[first]:
            # Near lines taper visibly. One point further, they meet what goes on.
            begin = first - 1 if first and kinds[first - 1] != _HIDDEN else first
            some = begin + needed_of(ring.bent[begin:end], _OFF_LINE).nonzero()[0]
            drawn.append(Polygon(_tapered(ring.pixels[some], widths[some] / 2), colour))
        else:
            line = ring.line(slice(first, end), _OFF_LINE)
            drawn.append(Polyline(points(line), colour, _FAR_LINE))
    return drawn


def _tapered(line: Floats, half_width: Floats) -> Points:
    """The outline of a line of changing width [px]."""
    middle = np.ascontiguousarray(line).view(np.complex128)[:, 0]
    along = np.empty_like(middle)
    along[1:-1] = middle[2:] - middle[:-2]
    along[[0, -1]] = middle[[1, -1]] - middle[[0, -2]]
    aside = 1j * along / np.maximum(np.abs(along), 1e-9) * half_width
    around = np.concatenate([middle + aside, (middle - aside)[::-1]])
    return points(around.view(np.float64).reshape(-1, 2))


def _widths(eye: Pinhole, depth: Floats, width_m: float) -> Floats:
    """Widths of painted lines at depths [px], in steps, so that pieces share a pen."""
    exact = np.maximum(_FAR_LINE, width_m * eye.focal / depth)
    return np.asarray(2.0 ** (np.round(_WIDTH_STEPS * np.log2(exact)) / _WIDTH_STEPS))
