"""The rink straightened: what a strip camera sees of the ice."""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np

from pursuit_sim.arrays import Floats
from pursuit_sim.draw.cameras.strip import Strip
from pursuit_sim.draw.ice.rink import (
    CONE_RADIUS_M,
    CONE_STEP_M,
    DASH_M,
    INFIELD_M,
    INNER_EDGE_M,
    LANE_LINE_M,
    LINE_M,
    TIMING_LINE_M,
)
from pursuit_sim.draw.look import contrast, theme
from pursuit_sim.draw.shapes import Circle, Rect, Shape
from pursuit_sim.track import OUTER_EDGE_M, PADS_INSIDE_M, Oval

_SCRATCHES, _SCRATCH_SEED = 240, 1998  # in half a lap; any fixed number
_SCRATCH_LENGTH_M = (1.2, 4.5)


def ice(oval: Oval, eye: Strip) -> list[Shape]:
    """Bands, lines, cones and the timing lines of a row, curves a little darker."""
    x, y, width, height = eye.box
    bottom = y + height

    def level(lateral_m: float) -> float:
        return min(max(eye.line_y + lateral_m * eye.scale, y), bottom)

    def band(low_m: float, high_m: float, fill: tuple[int, int, int, int]) -> list[Shape]:
        top, end = level(low_m), level(high_m)
        return [Rect(x, top, width, end - top, fill)] if end > top else []

    drawn: list[Shape] = [Rect(x, y, width, height, theme.ICE)]
    drawn += band(-math.inf, INFIELD_M, theme.INFIELD)
    drawn += band(INFIELD_M, INNER_EDGE_M, theme.ICE_WARM_UP)
    drawn += band(OUTER_EDGE_M, PADS_INSIDE_M, theme.ICE_APRON)
    drawn += band(PADS_INSIDE_M, math.inf, theme.PADS)
    right_m = eye.left_m + width / eye.scale
    shade = contrast.fade(theme.ICE_EDGE, 0.20)
    first, last = (math.floor(end / oval.half_lap_m) for end in (eye.left_m, right_m))
    inner = level(INNER_EDGE_M)
    edges = level(INFIELD_M), level(PADS_INSIDE_M)
    wide = max(1.5, LINE_M * eye.scale)
    cones: list[Shape] = []
    for half in range(first, last + 1):
        begin = max(oval.curve_entry_m(half), eye.left_m)
        end = min(oval.curve_entry_m(half) + math.pi * oval.line_radius_m, right_m)
        if end <= begin:
            continue
        ends = eye.x(begin), eye.x(end)
        drawn.append(Rect(ends[0], edges[0], ends[1] - ends[0], edges[1] - edges[0], shade))
        if inner > y:
            cones += _cones(oval, eye, half, begin, end, inner)
    drawn += _scratches(oval, eye, right_m)
    if y < level(LANE_LINE_M) < bottom:
        period = sum(DASH_M)
        for k in range(math.floor(eye.left_m / period), math.ceil(right_m / period)):
            at = eye.x(k * period)
            drawn.append(
                Rect(
                    at, level(LANE_LINE_M) - wide / 2, DASH_M[0] * eye.scale, wide, theme.LINE_BLUE
                )
            )
    for lateral, colour in ((INNER_EDGE_M, theme.LINE_RED), (OUTER_EDGE_M, theme.LINE_BLUE)):
        if y < level(lateral) < bottom:
            drawn.append(Rect(x, level(lateral) - wide / 2, width, wide, colour))
    for half in range(first, last + 1):
        at = eye.x(half * oval.half_lap_m)
        thick = max(3.0, TIMING_LINE_M * eye.scale)
        end = level(OUTER_EDGE_M)
        finish = (half + round(eye.own_m / oval.half_lap_m)) % 2 == 0
        colour = theme.LINE_RED if finish else theme.LINE_BLACK
        if x <= at <= x + width:
            drawn.append(Rect(at - thick / 2, inner, thick, end - inner, colour))
    return drawn + cones


def _cones(oval: Oval, eye: Strip, half: int, begin: float, end: float, y: float) -> list[Shape]:
    """Cones along the inner edge of a curve."""
    entry = oval.curve_entry_m(half)
    radius = max(2.0, CONE_RADIUS_M * eye.scale)
    first = math.ceil((begin - entry) / CONE_STEP_M)
    last = math.floor((end - entry) / CONE_STEP_M)
    return [
        Circle((eye.x(entry + k * CONE_STEP_M), y), radius, theme.CONE, theme.CONE_EDGE, 0.8)
        for k in range(first, last + 1)
    ]


def _scratches(oval: Oval, eye: Strip, right_m: float) -> list[Shape]:
    begin, length, lateral = _marks(oval)
    thin = max(1, round(0.008 * eye.scale))
    _, y, _, height = eye.box
    drawn: list[Shape] = []
    for half in range(
        math.floor(eye.left_m / oval.half_lap_m) - 1, math.floor(right_m / oval.half_lap_m) + 1
    ):
        at = begin + half * oval.half_lap_m
        for k in np.flatnonzero((at + length > eye.left_m) & (at < right_m)).tolist():
            # On whole pixels, which costs painters nothing: a scratch may be anywhere.
            level = round(eye.line_y + lateral[k] * eye.scale)
            if y < level < y + height:
                left, right = (round(eye.x(float(end))) for end in (at[k], at[k] + length[k]))
                drawn.append(Rect(left, level, right - left, thin, theme.SCRATCH))
    return drawn


@lru_cache(maxsize=4)
def _marks(oval: Oval) -> tuple[Floats, Floats, Floats]:
    """Scratches of half a lap: where each begins, its length and its lateral [m]."""
    chance = np.random.default_rng(_SCRATCH_SEED)
    return (
        chance.uniform(0.0, oval.half_lap_m, _SCRATCHES),
        chance.uniform(*_SCRATCH_LENGTH_M, _SCRATCHES),
        chance.uniform(INFIELD_M + 0.3, OUTER_EDGE_M - 0.2, _SCRATCHES),
    )
