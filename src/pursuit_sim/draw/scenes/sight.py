"""What of a team a camera shows: where its skaters are in the picture, and what lies over it."""

from __future__ import annotations

import math
from collections.abc import Sequence

from pursuit_sim.draw.box import Box
from pursuit_sim.draw.cameras.camera import Camera
from pursuit_sim.draw.cameras.ice_point import ice_point
from pursuit_sim.draw.cameras.pinhole import NEAR_M, Pinhole
from pursuit_sim.draw.cameras.strip import Strip
from pursuit_sim.draw.figures import trains
from pursuit_sim.draw.figures.top_view import LENGTH_M
from pursuit_sim.draw.graphics.frame_context import FrameContext
from pursuit_sim.draw.light_value import value
from pursuit_sim.draw.shapes import Point
from pursuit_sim.trajectory import SKATERS

EDGE = 0.02  # of a picture's sides: who is nearer to an edge is not said to be in it
BODY_M = 0.25  # a body's middle behind its blade's tip
_HEAD_M = 1.15  # height of a skater's head in a race position
_TALL_M, _UNDER_M = 1.3, 0.2  # of a skater as they are pointed at, and of that below the blades
_NOWHERE = (-math.inf, -math.inf)  # the spot of who is behind the camera


@value
class Sight:
    """A team in a picture.

    Attributes
    ----------
    spots : of its skaters [px]; after a fall, of whoever fell alone
    ice : the part of the picture in which they are seen
    panels : what lies over that
    """

    spots: tuple[Point, ...]
    ice: Box
    panels: tuple[Box, ...]

    @property
    def clear(self) -> bool:
        """Whether all are in the picture, off its edges and under no panel."""
        across, down = EDGE * self.ice.width, EDGE * self.ice.height
        x, y, width, height = self.ice
        inner = Box(x + across, y + down, width - 2 * across, height - 2 * down)
        return all(
            inner.contains(*spot) and not any(box.contains(*spot) for box in self.panels)
            for spot in self.spots
        )


def subject(context: FrameContext, team: int) -> list[int]:
    """Columns of those who are to be seen where a team is."""
    columns = [*range(SKATERS * team, SKATERS * (team + 1))]
    fell = context.replay.fell_s
    return [k for k in columns if fell.get(k, math.inf) < context.time_s] or columns


def from_above(
    context: FrameContext, team: int, eye: Camera | Strip, panels: Sequence[Box],
    magnify: float = 1.0,
) -> Sight:  # fmt: skip
    """A team through a camera from above, that may draw it larger than life."""
    places = trains.places(context.now, team, magnify)
    spots = [
        eye.spot(context.replay.oval, distance - BODY_M * magnify, lateral)[:2]
        for distance, lateral in (places[k % SKATERS] for k in subject(context, team))
    ]
    return Sight(tuple(spots), Box(*eye.box), tuple(panels))


def in_space(context: FrameContext, team: int, eye: Pinhole, panels: Sequence[Box]) -> Sight:
    """A team through a camera in space: blades and heads."""
    now, spots = context.now, []
    for k in subject(context, team):
        x, y, _ = ice_point(context.replay.oval, now.distance_m[k], now.lateral_m[k])
        if eye.seen_at(x, y)[2] < 2 * NEAR_M:
            spots.append(_NOWHERE)
        else:
            spots += [eye.point(x, y, height)[:2] for height in (0.0, _HEAD_M)]
    return Sight(tuple(spots), Box(*eye.box), tuple(panels))


def standing(context: FrameContext, team: int, eye: Pinhole) -> list[Box]:
    """A team's skaters through a camera in space, each as a rectangle [px]."""
    now, found = context.now, []
    for k in range(SKATERS * team, SKATERS * (team + 1)):
        place = now.distance_m[k] - BODY_M, now.lateral_m[k]
        x, y, _ = ice_point(context.replay.oval, *place)
        if eye.seen_at(x, y)[2] >= 2 * NEAR_M:
            px, py, depth = eye.point(x, y)
            scale = eye.focal / depth
            wide, high, under = (scale * each for each in (LENGTH_M, _TALL_M, _UNDER_M))
            found.append(Box(px - wide / 2, py + under - high, wide, high))
    return found
