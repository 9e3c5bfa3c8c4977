"""The hall through a pinhole camera: ice, lines, pads, stands."""

from __future__ import annotations

import math
from functools import lru_cache, partial
from itertools import pairwise

import numpy as np

from pursuit_sim.arrays import Floats
from pursuit_sim.draw.cameras.pinhole import OFF, Pinhole, cut
from pursuit_sim.draw.ice import hall_lines
from pursuit_sim.draw.ice.hall_plan import hall_plan
from pursuit_sim.draw.ice.seen_rings import SeenRing, seen_rings
from pursuit_sim.draw.look import contrast, theme
from pursuit_sim.draw.outline import points
from pursuit_sim.draw.shapes import (
    Circle,
    Colour,
    Edge,
    Part,
    Points,
    Polygon,
    Polyline,
    Rect,
    Shape,
    Symbol,
)
from pursuit_sim.track import Oval

_TIERS = tuple(map(contrast.parse, ("#101f36", "#0b1728", "#0e1b30")))
_SHADES = 6  # of the ceiling
_TOP, _LOW = contrast.parse("#04080f"), contrast.parse("#0a1424")
_CEILING = tuple(contrast.mix(_TOP, _LOW, k / (_SHADES - 1)) for k in range(_SHADES))
_SIDE = contrast.mix(theme.PADS_DARK, theme.PADS, 0.6)  # of the pads
_LIGHT = contrast.mix(theme.PADS, theme.WHITE, 0.45)  # along their top
_CROWD = ("#5f7896", "#8296ae", "#46607f", "#a9743f", "#8b4352", "#b9c6d4")
_CROWD_WIDTH_M, _PEOPLE, _KINDS, _CROWD_SEED = 8.0, 46, 5, 1998
_MIDDLE = contrast.mix(theme.INFIELD, theme.INFIELD_MIDDLE, 0.5)  # of the infield
_OFF_COVERED = 0.4  # as `OFF` of edges that lie under something, or are hardly seen [px]
_CREST = 2.2  # width of the light along the top of the pads [px]
_WALL_MARGIN = 60.0  # walls go on beyond the picture's sides by this much [px]


def shapes(oval: Oval, eye: Pinhole) -> list[Shape]:
    """The hall without anybody on the ice."""
    plan = hall_plan(oval)
    rings = dict(zip(plan.rings, seen_rings(eye, plan.along), strict=True))
    marks = plan.seen(eye)
    foot, top = wall(eye, rings["pads"], rings["pads-top"])
    lowest = float(foot[:, 1].max(initial=eye.box[1]))
    drawn = _ceiling(eye, lowest)
    for i, fill in enumerate(_TIERS):
        tier = wall(eye, rings[f"stand-{i}"], rings[f"stand-{i + 1}"])
        drawn += _standing(eye, *tier, fill, "faint")
    drawn += _crowd(eye, *marks["crowd"])
    drawn += _ice(eye, rings["pads-middle"], lowest)
    drawn += _inner_ice(eye, rings)
    drawn += _pads(eye, foot, top)
    return drawn + hall_lines.shapes(eye, plan, rings, marks)


def _ceiling(eye: Pinhole, lowest: float) -> list[Shape]:
    """The dark above, a little lighter towards the horizon; below `lowest` [px] is only ice."""
    x, y, width, height = eye.box
    end = min(y + height, max(lowest, eye.horizon) + _WALL_MARGIN)
    step = max(1, round((eye.horizon - y) / _SHADES))
    edges = [y, *(min(round(y) + k * step, end) for k in range(1, _SHADES)), end]
    return [
        Rect(x, begin, width, below - begin, fill)
        for fill, (begin, below) in zip(_CEILING, pairwise(edges), strict=True)
        if below > begin
    ]


def _ice(eye: Pinhole, edge: SeenRing, lowest: float) -> list[Shape]:
    """The outer ice up to an `edge` behind the pads; below `lowest` [px] is only ice.

    Were it to end at their foot, what is behind it would shimmer through that smooth edge.
    """
    x, y, width, height = eye.box
    level = min(max(math.ceil(lowest), y), y + height)
    drawn: list[Shape] = [Rect(x, level, width, y + height - level, theme.ICE_OUTER)]
    far = edge.outline(eye, _OFF_COVERED)
    outline = eye.framed(cut(far, level - far[:, 1])) if len(far) else []
    if outline:
        # The pads cover its edge.
        drawn.append(Polygon(tuple(outline), theme.ICE_OUTER, edge="covered"))
    return drawn


def _inner_ice(eye: Pinhole, rings: dict[str, SeenRing]) -> list[Shape]:
    """The warm-up lane about the infield, and that."""
    inner, infield, middle = (
        tuple(eye.framed(rings[name].outline(eye, away)))
        for name, away in (("inner", _OFF_COVERED), ("infield", OFF), ("middle", _OFF_COVERED))
    )
    # The lane is a ring, there and back over the same bridge: filling takes time by the pixel.
    # Its edges lie under the red line and the infield.
    lane = (*inner, *inner[:1], *infield[:1], *infield[::-1])
    fills: tuple[tuple[Points, Colour, Edge], ...] = (
        (lane, theme.ICE_WARM_UP, "covered"),
        (infield, theme.INFIELD, "smooth"),
        (middle, _MIDDLE, "faint"),
    )
    return [Polygon(outline, fill, edge=edge) for outline, fill, edge in fills if outline]


def wall(eye: Pinhole, low: SeenRing, high: SeenRing) -> tuple[Floats, Floats]:
    """The part of a wall around the camera that is in view: its foot and its top [px].

    Both are empty where none of it is, and without points that they do not need.
    """
    ahead = low.ahead & high.ahead
    left, right = eye.box[0] - _WALL_MARGIN, eye.box[0] + eye.box[2] + _WALL_MARGIN
    one, other = low.pixels[:, 0], high.pixels[:, 0]
    shown = ahead & (np.maximum(one, other) > left) & (np.minimum(one, other) < right)
    # One more on either side, so that it reaches the picture's edges.
    wider = shown.copy()
    wider[1:] |= shown[:-1]
    wider[:-1] |= shown[1:]
    wider[0] |= shown[-1]
    wider[-1] |= shown[0]
    wider &= ahead
    order = wider.nonzero()[0]
    if wider[0] and wider[-1] and not wider.all():
        begin = np.searchsorted(order, np.flatnonzero(~wider)[-1])
        order = np.concatenate((order[begin:], order[:begin]))
    return low.line(order, OFF), high.line(order, OFF)


def _standing(
    eye: Pinhole, low: Floats, high: Floats, fill: Colour, edge: Edge = "smooth"
) -> list[Shape]:
    """A wall of one colour, from its foot to its top [px]."""
    outline = eye.framed(np.concatenate([low, high[::-1]]))
    return [Polygon(tuple(outline), fill, edge=edge)] if outline else []


def _pads(eye: Pinhole, foot: Floats, crest: Floats) -> list[Shape]:
    if len(crest) < 2:  # a line has two ends
        return []
    return [
        *_standing(eye, foot, crest, _SIDE),
        Polyline(points(crest), _LIGHT, _CREST),
    ]


def _crowd(eye: Pinhole, pixels: Floats, depths: Floats) -> list[Shape]:
    """People in the stands, as blocks of dots, by the middle of each block."""
    seen = (depths > 10.0) & eye.holds(pixels, 120.0)
    # Sizes in steps, so that a few rasters serve all blocks.
    scales = 2.0 ** (np.round(2 * np.log2(eye.focal / depths[seen])) / 2)
    kinds, extent = seen.nonzero()[0] % _KINDS, 0.5 * _CROWD_WIDTH_M + 3
    return [
        Symbol(("crowd", kind), partial(_people, kind), (px, py), 0.0, scale, extent)
        for kind, (px, py), scale in zip(
            kinds.tolist(), pixels[seen].tolist(), scales.tolist(), strict=True
        )
    ]


@lru_cache(maxsize=8)
def _people(kind: int) -> tuple[Part, ...]:
    """One block of people, in metres."""
    chance = np.random.default_rng(_CROWD_SEED + kind)
    x = chance.uniform(-_CROWD_WIDTH_M / 2, _CROWD_WIDTH_M / 2, _PEOPLE)
    row = np.round(chance.uniform(-2.0, 2.0, _PEOPLE) / 0.62) * 0.62
    colour = chance.integers(0, len(_CROWD), _PEOPLE)
    return tuple(
        Circle((float(a), float(b)), 0.17, contrast.mix(_TIERS[0], contrast.parse(_CROWD[c]), 0.34))
        for a, b, c in zip(x, row, colour.tolist(), strict=True)
    )
