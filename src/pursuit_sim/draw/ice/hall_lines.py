"""What is painted on the ice through a pinhole camera: wider where it is nearer."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from pursuit_sim.draw.cameras.pinhole import NEAR_M, Pinhole
from pursuit_sim.draw.ice.hall_plan import HallPlan
from pursuit_sim.draw.ice.rink import LINE_M, TIMING_LINE_M
from pursuit_sim.draw.ice.seen_rings import SeenRing
from pursuit_sim.draw.look import theme
from pursuit_sim.draw.outline import needed, points
from pursuit_sim.draw.shapes import Circle, Colour, Points, Polygon, Polyline, Shape

Floats = NDArray[np.float64]

_EDGE_M = 0.02  # of the light along the ice's inner edge
_FAR_LINE = 1.15  # width of lines far away [px]; in moving pictures they are drawn as one
_BROAD_LINE = 2.0  # wider ones taper [px]
_WIDE_LINE = 7.0  # and from here on by themselves: painters smooth thin shapes another way [px]
_OFF_LINE = 0.1  # so far from its chord a point of a line may be left out [px]
_WIDTH_STEPS = 2  # of a line's width, each time that it doubles
_CONE_FAR_M = 45.0  # farther ones are not drawn
_CONE_M, _CONE_FAR = 0.06, 1.5  # radius of a cone [m]; of one far away [px]
_CONE_STEPS = 8  # of it as drawn, each time that it doubles, so that a few rasters serve all
_SCRATCH_FAR_M = 11.0


def shapes(eye: Pinhole, plan: HallPlan, rings: dict[str, SeenRing]) -> list[Shape]:
    """Everything painted on the ice, wider where it is nearer."""
    drawn: list[Shape] = []
    pixels, depths = eye.project(plan.scratches)
    one, other = depths.T
    near = (np.minimum(one, other) > NEAR_M) & (np.maximum(one, other) < _SCRATCH_FAR_M)
    inside = eye.holds(pixels[:, 0])
    drawn += [
        Polyline(((a, b), (c, d)), theme.SCRATCH, 1.0)
        for a, b, c, d in _ends(pixels[near & inside])
    ]
    for name, width_m, colour in (
        ("infield", _EDGE_M, theme.ICE_EDGE),
        ("outer", LINE_M, theme.LINE_BLUE),
        ("inner", LINE_M, theme.LINE_RED),
    ):
        drawn += _ribbon(eye, rings[name].closed, width_m, colour)
    pixels, depths = eye.project(plan.dashes)
    seen = (np.minimum(*depths.T) > NEAR_M) & eye.holds(pixels[:, 0])
    widths = _widths(eye, depths[seen].mean(axis=1), LINE_M).tolist()
    drawn += [
        Polyline(((a, b), (c, d)), theme.LINE_BLUE, width)
        for width, (a, b, c, d) in sorted(zip(widths, _ends(pixels[seen]), strict=True))
    ]
    for line, colour in zip(plan.timing, (theme.LINE_RED, theme.LINE_BLACK), strict=True):
        outline = eye.outline(eye.seen(_broad(line, 2 * TIMING_LINE_M)))
        if outline:
            drawn.append(Polygon(tuple(outline), colour))
    pixels, depths = eye.project(plan.cones)
    near = (depths > NEAR_M) & (depths < _CONE_FAR_M) & eye.holds(pixels)
    exact = np.maximum(_CONE_FAR, _CONE_M * eye.focal / depths[near])
    sizes = 2.0 ** (np.round(_CONE_STEPS * np.log2(exact)) / _CONE_STEPS)
    for (px, py), size in zip(pixels[near].tolist(), sizes.tolist(), strict=True):
        drawn.append(Circle((px, py), size, theme.CONE))
    return drawn


def _ends(lines: Floats) -> list[list[float]]:
    """Both ends of straight lines (line, end, xy), x, y and x, y of each."""
    found: list[list[float]] = lines.reshape(-1, 4).tolist()
    return found


def _ribbon(eye: Pinhole, ring: SeenRing, width_m: float, colour: Colour) -> list[Shape]:
    """A painted line: pieces of the width that their depth gives."""
    ahead, pixels = ring.ahead, ring.pixels
    inside = ahead & eye.holds(pixels)
    # A piece that crosses an edge of the picture has an end outside of it.
    shown = ahead.copy()
    shown[1:-1] &= inside[1:-1] | inside[:-2] | inside[2:]
    shown[[0, -1]] &= inside[[0, -1]] | inside[[1, -2]]
    exact = width_m * eye.focal / np.where(ahead, ring.places[:, 2], 1.0)
    broad = exact > _BROAD_LINE
    step = np.where(shown, np.where(broad, np.where(exact > _WIDE_LINE, 2, 1), 0), -1)
    count = len(step)
    cuts = [0, *((step[1:] != step[:-1]).nonzero()[0] + 1).tolist(), count]
    drawn: list[Shape] = []
    for first, last in pairwise(cuts):
        if not shown[first]:
            continue
        end = last + 1 if last < count and shown[last] else last
        if end - first < 2:  # a line has two ends
            continue
        if broad[first]:
            # Near lines taper visibly. One point further, they meet what goes on.
            begin = max(first - 1, 0) if first and shown[first - 1] else first
            some = begin + needed(pixels[begin:end], _OFF_LINE)
            drawn.append(Polygon(_tapered(pixels[some], exact[some] / 2), colour))
        else:
            some = first + needed(pixels[first:end], _OFF_LINE)
            drawn.append(Polyline(points(pixels[some]), colour, _FAR_LINE))
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


def _broad(line: Floats, width_m: float) -> Floats:
    """The outline of a straight line of some width on the ice."""
    along = line[1] - line[0]
    aside = np.array([-along[1], along[0], 0.0]) / np.hypot(along[0], along[1]) * width_m / 2
    return np.array([line[0] + aside, line[1] + aside, line[1] - aside, line[0] - aside])
