"""The ghost on the ice: hollow figures, and a plate that says what it is and how it stands."""

from __future__ import annotations

import math
from collections.abc import Sequence

from pursuit_sim.draw.box import Box, free
from pursuit_sim.draw.cameras.camera import Camera
from pursuit_sim.draw.cameras.ice_point import ice_point
from pursuit_sim.draw.cameras.pinhole import NEAR_M, Pinhole
from pursuit_sim.draw.cameras.strip import Strip
from pursuit_sim.draw.figures import trains
from pursuit_sim.draw.figures.top_view import Dress
from pursuit_sim.draw.graphics.frame_context import GHOST_ASIDE_M, FrameContext
from pursuit_sim.draw.look import contrast, text_width, theme
from pursuit_sim.draw.look.elements import line, pill
from pursuit_sim.draw.look.theme import TeamColours
from pursuit_sim.draw.replay.ghost import standing
from pursuit_sim.draw.shapes import Polyline, Rect, Shape

OPACITY = 0.52
NAMED_WITHIN_M = 25.0  # a ghost seen in space is named where it is no farther
_NAME_Z_M = 1.5  # and at which height
_NEAR_LATERAL_M, _NEAR_OUT_M = 1.9, 2.7  # in close cameras, and further with somebody out
_BODY_M = 0.4  # a body's middle behind its blade's tip
_FOOT_M = 0.4  # from there to the end of the line that leads to the plate
_AIR = 8.0  # [px] from a plate to the picture's edge


def dress(colours: TeamColours) -> Dress:
    """A suit of ice, in the outlines of the team's."""
    pale = contrast.mix(theme.ICE, colours.suit, 0.16)
    return Dress(
        suit=pale,
        stripe=contrast.mix(theme.ICE, colours.suit, 0.42),
        shade=contrast.mix(theme.ICE, colours.suit, 0.24),
        edge=colours.suit,
        legs=contrast.mix(theme.ICE, theme.OUTLINE, 0.38),
        twin=False,
    )


def skaters(context: FrameContext, eye: Camera | Strip, magnify: float = 1.0) -> list[Shape]:
    """The ghost's train, if one is shown."""
    run = context.replay.ghost
    if run is None or context.ghost is None:
        return []
    worn = dress(context.colours[run.team])
    return trains.skaters(run.replay, context.ghost, 0, eye, worn, magnify, OPACITY)


def plate(
    context: FrameContext,
    eye: Camera | Strip,
    size: float,
    *,
    lines: int = 2,
    under_m: float | None = None,
    taken: Sequence[Box] = (),
) -> list[Shape]:
    """What the ghost is and how far it is ahead; at the picture's edge where it is not in view.

    Parameters
    ----------
    context, eye : the moment and the camera
    size : of its type [px]
    lines : 2, or 1 where there is little room
    under_m : its upper edge is this far outside the ghost; by default it lies outside the
        train, whoever is out of it
    taken : what it keeps clear of
    """
    run = context.replay.ghost
    if run is None or context.ghost is None:
        return []
    seen, oval = context.ghost, context.replay.oval
    middle = (seen.front_m[0] + seen.tail_m[0]) / 2 - _BODY_M
    outermost = max(seen.lateral_m)
    if under_m is None:
        lateral = _NEAR_LATERAL_M + _NEAR_OUT_M * context.now.swing[run.team]
        if context.settings.ghost_sync == "distance":
            lateral += GHOST_ASIDE_M
    else:
        lateral = outermost + under_m
    px, py, _ = eye.spot(oval, middle, lateral)
    bx, by, _ = eye.spot(oval, middle, outermost)
    box = Box(*eye.box)
    arrow = " →" if bx > box.right else " ←" if bx < box.x else ""
    stands = standing(context.replay, run, context.time_s) + arrow
    head, tail = (run.label, stands) if lines > 1 else (f"{run.label} · {stands}", "")
    head, big = text_width.fit(head, size, "semibold", 0.9 * box.width)
    wide = (
        max(text_width.width(head, big, "semibold"), text_width.width(tail, 0.82 * size))
        + 1.6 * size
    )
    height = (2.75 if tail else 1.7) * size
    if under_m is not None:
        py += height / 2
    within = Box(box.x + _AIR, box.y + _AIR, box.width - 2 * _AIR, box.height - 2 * _AIR)
    left = min(max(px - wide / 2, within.x), within.right - wide)
    top = min(max(py - height / 2, within.y), within.bottom - height)
    spot = free(Box(left, top, wide, height), taken, within)
    x, y = spot.middle
    edge = context.colours[run.team].suit
    drawn: list[Shape] = []
    if box.contains(bx, by) and not spot.contains(bx, by):
        part = min(1.0, _FOOT_M * eye.scale / math.dist((x, y), (bx, by)))
        foot = (bx + part * (x - bx), by + part * (y - by))
        drawn.append(Polyline(((x, y), foot), edge, max(1.2, 0.09 * size)))
    drawn += [
        Rect(*spot, theme.LABEL_PLATE, 0.4 * size, edge, max(1.0, 0.09 * size)),
        line(x, y - (0.52 * size if tail else 0.0), head, big, theme.WHITE, "semibold", "centre"),
    ]
    if tail:
        drawn.append(line(x, y + 0.68 * size, tail, 0.82 * size, theme.TEXT, anchor="centre"))
    return drawn


def words(context: FrameContext) -> str:
    """The plate's words in one line; empty where no ghost is shown."""
    run = context.replay.ghost
    if run is None or context.ghost is None:
        return ""
    return f"{run.label} · {standing(context.replay, run, context.time_s)}"


def named(
    context: FrameContext, eye: Pinhole, middle_m: float, taken: Sequence[Box]
) -> list[Shape]:
    """What the ghost is, over the middle of its train in space [m], where that is near."""
    run = context.replay.ghost
    if run is None or context.ghost is None:
        return []
    kind, own = context.kind, context.colours[run.team]
    x, y, _ = ice_point(context.replay.oval, middle_m, context.ghost.lateral_m[0])
    if not 2 * NEAR_M <= eye.seen_at(x, y, _NAME_Z_M)[2] < NAMED_WITHIN_M:
        return []
    px, py, _ = eye.point(x, y, _NAME_Z_M)
    text, size = text_width.fit(words(context), 15 * kind, "semibold", 0.4 * eye.box[2])
    half = text_width.width(text, size, "semibold") / 2 + size
    box = Box(*eye.box)
    if not box.x - half < px < box.right + half:
        return []
    within = Box(box.x + 8, box.y + 8, box.width - 16, box.height - 16)
    px = min(max(px, within.x + half), within.right - half)
    py = max(py, within.y + size)
    px, py = free(Box(px - half, py - size, 2 * half, 2 * size), taken, within).middle
    made, _ = pill(
        px, py, text, size, theme.LABEL_PLATE, theme.WHITE, anchor="centre", weight="semibold"
    )
    return [*made, Rect(px - half + size, py + 0.78 * size, 2 * half - 2 * size, 2, own.suit)]
