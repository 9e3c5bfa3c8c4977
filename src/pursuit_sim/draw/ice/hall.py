"""The hall through a pinhole camera: ice, lines, pads, stands."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from pursuit_sim.draw.cameras.camera import OUTER_EDGE_M
from pursuit_sim.draw.cameras.pinhole import NEAR_M, Pinhole, cut
from pursuit_sim.draw.ice.rink import (
    CONE_STEP_M,
    INFIELD_M,
    INNER_EDGE_M,
    LANE_LINE_M,
    LINE_M,
    PADS_INSIDE_M,
    TIMING_LINE_M,
    cone_places,
)
from pursuit_sim.draw.look import contrast, theme
from pursuit_sim.draw.outline import needed, points
from pursuit_sim.draw.shapes import (
    Circle,
    Colour,
    Part,
    Points,
    Polygon,
    Polyline,
    Rect,
    Shape,
    Symbol,
)
from pursuit_sim.track import Oval

Floats = NDArray[np.float64]

_STEP_M = 1.5  # along the rings; a chord this long leaves its arc by 1 cm
_EDGE_M = 0.02  # of the light along the ice's inner edge
_MIDDLE_M = -14.0  # lateral of the infield's lighter middle
_PADS_Z = 1.0  # height of the pads
_STANDS = (  # lateral and height of the edges of the tiers [m]
    (15.0, 2.2), (24.0, 6.5), (26.0, 8.2), (36.0, 13.5),
)  # fmt: skip
_TIERS = (_STANDS[0:2], _STANDS[1:3], _STANDS[2:4])
_TIER_COLOURS = ("#101f36", "#0b1728", "#0e1b30")
_SHADES = 6  # of the ceiling
_CEILING, _DARK = "#04080f", "#0a1424"
_CROWD = ("#5f7896", "#8296ae", "#46607f", "#a9743f", "#8b4352", "#b9c6d4")
_CROWD_STEP_M, _CROWD_WIDTH_M, _PEOPLE, _KINDS, _CROWD_SEED = 5.0, 8.0, 46, 5, 1998
_FAR_LINE = 1.4  # width of lines far away [px]
_BROAD_LINE = 2.0  # wider ones taper [px]
_WIDE_LINE = 7.0  # and from here on by themselves: painters smooth thin shapes another way [px]
_OFF_LINE = 0.1  # so far from its chord a point of a line may be left out [px]
_WALL_MARGIN = 60.0  # walls go on beyond the picture's sides by this much [px]
_WIDTH_STEPS = 2  # of a line's width, each time that it doubles
_DASH_M = 2.0  # as drawn from afar, dashes of one metre would shimmer
_CONE_FAR_M = 45.0  # farther ones are not drawn
_CONE_M, _CONE_FAR = 0.06, 1.5  # radius of a cone [m]; of one far away [px]
_CONE_STEPS = 8  # of it as drawn, each time that it doubles, so that a few rasters serve all
_SCRATCHES, _SCRATCH_SEED = 900, 1998
_SCRATCH_M, _SCRATCH_FAR_M = 2.5, 14.0


@dataclass(frozen=True, eq=False)
class Hall:
    """All of it in metres, once.

    Attributes
    ----------
    rings : names of closed outlines on the ice and above it
    along : (ring, point, xyz) those
    dashes, timing : (line, end, xyz)
    cones : (cone, xyz)
    scratches : (line, end, xyz)
    crowd : (block, tier) anchors, flattened (block, xyz)
    """

    rings: tuple[str, ...]
    along: Floats
    dashes: Floats
    timing: Floats
    cones: Floats
    scratches: Floats
    crowd: Floats


@lru_cache(maxsize=4)
def hall(oval: Oval) -> Hall:
    """The hall about an oval."""

    def ring(lateral_m: float, z: float = 0.0) -> Floats:
        half, arc = oval.straight_m / 2, math.pi * oval.line_radius_m
        curve = half + np.linspace(0.0, arc, round(arc / _STEP_M) + 1)
        parts = round(oval.straight_m / _STEP_M)
        straight = half + arc + np.linspace(0.0, oval.straight_m, parts + 1)[1:-1]
        along = np.concatenate([curve, straight])
        return raised(oval.xy(np.concatenate([along, along + oval.half_lap_m]), lateral_m), z)

    rings = {
        "pads": ring(PADS_INSIDE_M),
        "pads-top": ring(PADS_INSIDE_M, _PADS_Z),
        "outer": ring(OUTER_EDGE_M),
        "lane": ring(LANE_LINE_M),
        "inner": ring(INNER_EDGE_M),
        "infield": ring(INFIELD_M),
        "middle": ring(_MIDDLE_M),
    }
    rings |= {f"stand-{i}": ring(*each) for i, each in enumerate(_STANDS)}
    count = round(oval.lap_m / (2 * _DASH_M))
    begin = np.arange(count) * (oval.lap_m / count)
    dash = begin[:, np.newaxis] + np.array([0.0, _DASH_M])
    across = np.array([INNER_EDGE_M, OUTER_EDGE_M])
    chance = np.random.default_rng(_SCRATCH_SEED)
    begins = chance.uniform(0.0, oval.lap_m, (_SCRATCHES, 1))
    marks = begins + np.array([0.0, _SCRATCH_M])
    blocks = np.arange(0.0, oval.lap_m, _CROWD_STEP_M)
    crowd = [
        raised(oval.xy(blocks + 1.7 * i, (low[0] + high[0]) / 2), (low[1] + high[1]) / 2)
        for i, (low, high) in enumerate((_TIERS[2], _TIERS[0]))
    ]
    return Hall(
        rings=tuple(rings),
        along=np.stack(list(rings.values())),
        dashes=raised(oval.xy(dash, LANE_LINE_M)),
        timing=raised(oval.xy([[0.0], [oval.half_lap_m]], across)),
        cones=raised(oval.xy(cone_places(oval, 2 * CONE_STEP_M), INNER_EDGE_M), 0.05),
        scratches=raised(
            oval.xy(marks, chance.uniform(INFIELD_M + 0.3, OUTER_EDGE_M - 0.2, (_SCRATCHES, 1)))
        ),
        crowd=np.concatenate(crowd),
    )


def raised(xy: Floats, z: float = 0.0) -> Floats:
    """Places on the ice, lifted to a height [m]; last axis 3."""
    return np.concatenate([xy, np.full((*xy.shape[:-1], 1), z)], axis=-1)


def shapes(oval: Oval, eye: Pinhole) -> list[Shape]:
    """The hall without anybody on the ice."""
    found = hall(oval)
    rings = dict(zip(found.rings, eye.seen(found.along), strict=True))
    foot, top = wall(eye, rings["pads"], rings["pads-top"])
    lowest = float(foot[:, 1].max(initial=eye.box[1]))
    drawn = _ceiling(eye, lowest)
    for i, text in enumerate(_TIER_COLOURS):
        tier = wall(eye, rings[f"stand-{i}"], rings[f"stand-{i + 1}"])
        # Dark before dark: nobody sees how smooth these edges are.
        drawn += _standing(eye, *tier, contrast.parse(text), covered=True)
    drawn += _crowd(eye, found.crowd)
    drawn += _ice(eye, rings["pads"], lowest)
    fills = (
        ("inner", theme.ICE_WARM_UP),  # its edge lies under the red line,
        ("infield", theme.INFIELD),  # and this one's under the edge of the ice
        ("middle", contrast.mix(theme.INFIELD, theme.INFIELD_MIDDLE, 0.5)),
    )
    for name, fill in fills:
        outline = eye.outline(rings[name], few=False)
        if outline:
            drawn.append(Polygon(tuple(outline), fill, covered=True))
    drawn += _pads(eye, foot, top)
    drawn += _lines(eye, found, rings)
    return drawn


def _ceiling(eye: Pinhole, lowest: float) -> list[Shape]:
    """The dark above, a little lighter towards the horizon; below `lowest` [px] is only ice."""
    x, y, width, height = eye.box
    end = min(y + height, max(lowest, eye.horizon) + _WALL_MARGIN)
    step = max(1, round((eye.horizon - y) / _SHADES))
    edges = [y, *(min(round(y) + k * step, end) for k in range(1, _SHADES)), end]
    top, low = contrast.parse(_CEILING), contrast.parse(_DARK)
    return [
        Rect(x, begin, width, below - begin, contrast.mix(top, low, k / (_SHADES - 1)))
        for k, (begin, below) in enumerate(pairwise(edges))
        if below > begin
    ]


def _ice(eye: Pinhole, edge: Floats, lowest: float) -> list[Shape]:
    """The outer ice up to its `edge`, as seen; below `lowest` [px] is only ice."""
    x, y, width, height = eye.box
    level = min(max(math.ceil(lowest), y), y + height)
    drawn: list[Shape] = [Rect(x, level, width, y + height - level, theme.ICE_OUTER)]
    seen = cut(edge, edge[:, 2] - NEAR_M)
    far = eye.pixels(seen)
    outline = eye.framed(cut(far, level - far[:, 1]), few=False) if len(seen) else []
    if outline:
        drawn.append(Polygon(tuple(outline), theme.ICE_OUTER, covered=True))  # the pads cover it
    return drawn


def wall(eye: Pinhole, low: Floats, high: Floats) -> tuple[Floats, Floats]:
    """The part of a wall around the camera that is in view: its foot and its top [px].

    Both are empty where none of it is. Of the whole wall it takes what `Pinhole.seen` gives.
    """
    ahead = (low[:, 2] >= NEAR_M) & (high[:, 2] >= NEAR_M)
    left, right = eye.box[0] - _WALL_MARGIN, eye.box[0] + eye.box[2] + _WALL_MARGIN
    x = [
        each[:, 0] / np.where(ahead, each[:, 2], 1.0) * eye.focal + eye.middle[0]
        for each in (low, high)
    ]
    shown = ahead & (np.maximum(*x) > left) & (np.minimum(*x) < right)
    # One more on either side, so that it reaches the picture's edges.
    shown = (shown | np.roll(shown, 1) | np.roll(shown, -1)) & ahead
    order = np.arange(len(low))
    if shown[0] and shown[-1] and not shown.all():
        order = np.roll(order, -int(np.flatnonzero(~shown)[-1]) - 1)
    order = order[shown[order]]
    return eye.pixels(low[order]), eye.pixels(high[order])


def _standing(
    eye: Pinhole, low: Floats, high: Floats, fill: Colour, *, covered: bool = False
) -> list[Shape]:
    """A wall of one colour, from its foot to its top [px]."""
    outline = eye.framed(np.concatenate([low, high[::-1]]), few=not covered)
    return [Polygon(tuple(outline), fill, covered=covered)] if outline else []


def _pads(eye: Pinhole, foot: Floats, crest: Floats) -> list[Shape]:
    if len(crest) < 2:  # a line has two ends
        return []
    return [
        *_standing(eye, foot, crest, contrast.mix(theme.PADS_DARK, theme.PADS, 0.6)),
        Polyline(points(crest[needed(crest)]), contrast.mix(theme.PADS, theme.WHITE, 0.45), 2.5),
    ]


def _lines(eye: Pinhole, found: Hall, rings: dict[str, Floats]) -> list[Shape]:
    """Everything painted on the ice, wider where it is nearer."""
    drawn: list[Shape] = []
    pixels, depths = eye.project(found.scratches)
    near = (depths.min(axis=1) > NEAR_M) & (depths.max(axis=1) < _SCRATCH_FAR_M)
    inside = _inside(eye, pixels[:, 0])
    drawn += [Polyline(points(each), theme.SCRATCH, 1.0) for each in pixels[near & inside]]
    for name, width_m, colour in (
        ("infield", _EDGE_M, theme.ICE_EDGE),
        ("outer", LINE_M, theme.LINE_BLUE),
        ("inner", LINE_M, theme.LINE_RED),
    ):
        closed = np.concatenate([rings[name], rings[name][:1]])
        drawn += ribbon(eye, closed, width_m, colour)
    pixels, depths = eye.project(found.dashes)
    seen = np.flatnonzero((depths.min(axis=1) > NEAR_M) & _inside(eye, pixels[:, 0]))
    widths = _widths(eye, depths[seen].mean(axis=1), LINE_M)
    drawn += [
        Polyline(points(pixels[k]), theme.LINE_BLUE, width)
        for width, k in sorted(zip(widths.tolist(), seen.tolist(), strict=True))
    ]
    for line, colour in zip(found.timing, (theme.LINE_RED, theme.LINE_BLACK), strict=True):
        outline = eye.outline(eye.seen(_broad(line, 2 * TIMING_LINE_M)))
        if outline:
            drawn.append(Polygon(tuple(outline), colour))
    pixels, depths = eye.project(found.cones)
    near = (depths > NEAR_M) & (depths < _CONE_FAR_M) & _inside(eye, pixels)
    exact = np.maximum(_CONE_FAR, _CONE_M * eye.focal / depths[near])
    sizes = 2.0 ** (np.round(_CONE_STEPS * np.log2(exact)) / _CONE_STEPS)
    for (px, py), size in zip(pixels[near].tolist(), sizes.tolist(), strict=True):
        drawn.append(Circle((px, py), size, theme.CONE))
    return drawn


def ribbon(eye: Pinhole, seen: Floats, width_m: float, colour: Colour) -> list[Shape]:
    """A painted line, as the camera has `seen` it: pieces of the width that their depth gives."""
    depth = seen[:, 2]
    ahead = depth >= NEAR_M
    safe = np.where(ahead, depth, 1.0)[:, np.newaxis]
    pixels = seen[:, :2] / safe * eye.focal + eye.middle
    inside = ahead & _inside(eye, pixels)
    # A piece that crosses an edge of the picture has an end outside of it.
    shown = ahead.copy()
    shown[1:-1] &= inside[1:-1] | inside[:-2] | inside[2:]
    shown[[0, -1]] &= inside[[0, -1]] | inside[[1, -2]]
    exact = width_m * eye.focal / safe[:, 0]
    broad = exact > _BROAD_LINE
    step = np.where(shown, np.where(broad, np.where(exact > _WIDE_LINE, 2, 1), 0), -1)
    cuts = [0, *(np.flatnonzero(np.diff(step)) + 1).tolist(), len(seen)]
    drawn: list[Shape] = []
    for first, last in pairwise(cuts):
        if not shown[first]:
            continue
        end = last + 1 if last < len(seen) and shown[last] else last
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
    along = np.gradient(line, axis=0)
    aside = np.stack([-along[:, 1], along[:, 0]], axis=1)
    aside *= (half_width / np.maximum(np.hypot(*along.T), 1e-9))[:, np.newaxis]
    return points(np.concatenate([line + aside, (line - aside)[::-1]]))


def _widths(eye: Pinhole, depth: Floats, width_m: float) -> Floats:
    """Widths of painted lines at depths [px], in steps, so that pieces share a pen."""
    exact = np.maximum(_FAR_LINE, width_m * eye.focal / depth)
    return np.asarray(2.0 ** (np.round(_WIDTH_STEPS * np.log2(exact)) / _WIDTH_STEPS))


def _broad(line: Floats, width_m: float) -> Floats:
    """The outline of a straight line of some width on the ice."""
    along = line[1] - line[0]
    aside = np.array([-along[1], along[0], 0.0]) / np.hypot(along[0], along[1]) * width_m / 2
    return np.array([line[0] + aside, line[1] + aside, line[1] - aside, line[0] - aside])


def _crowd(eye: Pinhole, anchors: Floats) -> list[Shape]:
    """People in the stands, as blocks of dots."""
    pixels, depths = eye.project(anchors)
    seen = (depths > 10.0) & _inside(eye, pixels, 120.0)
    drawn: list[Shape] = []
    for k in np.flatnonzero(seen).tolist():
        # Sizes in steps, so that a few rasters serve all blocks.
        scale = 2.0 ** (round(2 * math.log2(eye.focal / float(depths[k]))) / 2)
        px, py = pixels[k].tolist()
        kind = k % _KINDS
        drawn.append(
            Symbol(("crowd", kind), _people(kind), (px, py), 0.0, scale, 0.5 * _CROWD_WIDTH_M + 3)
        )
    return drawn


@lru_cache(maxsize=8)
def _people(kind: int) -> tuple[Part, ...]:
    """One block of people, in metres."""
    chance = np.random.default_rng(_CROWD_SEED + kind)
    x = chance.uniform(-_CROWD_WIDTH_M / 2, _CROWD_WIDTH_M / 2, _PEOPLE)
    row = np.round(chance.uniform(-2.0, 2.0, _PEOPLE) / 0.62) * 0.62
    colour = chance.integers(0, len(_CROWD), _PEOPLE)
    dark = contrast.parse(_TIER_COLOURS[0])
    return tuple(
        Circle((float(a), float(b)), 0.17, contrast.mix(dark, contrast.parse(_CROWD[c]), 0.34))
        for a, b, c in zip(x, row, colour.tolist(), strict=True)
    )


def _inside(eye: Pinhole, pixels: Floats, margin: float = 40.0) -> NDArray[np.bool_]:
    x, y, width, height = eye.box
    px, py = pixels[..., 0], pixels[..., 1]
    return np.asarray(
        (px > x - margin)
        & (px < x + width + margin)
        & (py > y - margin)
        & (py < y + height + margin)
    )
