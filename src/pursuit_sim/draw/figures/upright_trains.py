"""Teams seen in perspective, each skater with their depth so that nearer ones are drawn later."""

from __future__ import annotations

import math
from functools import partial
from typing import NamedTuple

from pursuit_sim.draw.cameras.ice_point import ice_point
from pursuit_sim.draw.cameras.pinhole import NEAR_M, Pinhole
from pursuit_sim.draw.figures import side_view
from pursuit_sim.draw.figures.top_view import Dress
from pursuit_sim.draw.replay.replay import Replay
from pursuit_sim.draw.replay.snapshot import Snapshot
from pursuit_sim.draw.shapes import Shape, Symbol
from pursuit_sim.trajectory import SKATERS


class _Detail(NamedTuple):
    """How closely a figure is drawn: what is rounded more shares more of its drawings.

    Attributes
    ----------
    size : sizes are powers of this
    phases : steps of the stride cycle, of which one is drawn
    leans : steps of the lean, of which one is drawn
    turns : steps of the turn to the camera, of which one is drawn
    """

    size: float
    phases: int
    leans: int
    turns: int


_NEAR = _Detail(size=1.03, phases=2, leans=1, turns=1)
_FAR = _Detail(size=1.05, phases=4, leans=2, turns=3)  # each step is a pixel or two there
_FAR_SCALE = 40.0  # pixels of a metre, below which a figure is far


def by_depth(figures: list[tuple[float, list[Shape]]]) -> list[Shape]:
    """Figures from the farthest to the nearest."""
    figures.sort(key=lambda found: -found[0])
    return [shape for _, found in figures for shape in found]


def skaters(
    replay: Replay, now: Snapshot, team: int, eye: Pinhole, worn: Dress, opacity: float = 1.0
) -> list[tuple[float, list[Shape]]]:
    """A team's skaters with their shadows, each with their depth [m]."""
    found: list[tuple[float, list[Shape]]] = []
    left, _, width, _ = eye.box
    for k in range(SKATERS * team, SKATERS * (team + 1)):
        x, y, heading = ice_point(replay.oval, now.distance_m[k], now.lateral_m[k])
        right, down, depth = eye.seen_at(x, y)
        if depth < 2 * NEAR_M:
            continue
        scale = eye.focal / depth
        px, py = eye.middle[0] + right * scale, eye.middle[1] + down * scale
        detail = _NEAR if scale > _FAR_SCALE else _FAR
        size = detail.size ** round(math.log(scale, detail.size))
        reach = side_view.EXTENT_M * size
        if not left - reach < px < left + width + reach:
            continue
        bearing = math.atan2(y - eye.at[1], x - eye.at[0])
        turned = math.remainder(bearing - heading + now.drift_rad[k], 2 * math.pi)
        turn = detail.turns * round(turned / side_view.TURN_STEP / detail.turns)
        tilt = round(math.atan2(eye.at[2], depth) / side_view.TILT_STEP)
        held = now.poses[k]
        held = held._replace(
            phase=held.phase // detail.phases * detail.phases,
            lean=detail.leans * round(held.lean / detail.leans),
        )
        suit = (worn.suit, worn.twin)
        cover = k % SKATERS
        found.append(
            (
                depth,
                [
                    Symbol(
                        ("figure-shadow", turn, tilt), partial(side_view.shadow, turn, tilt),
                        (px, py), 0.0, size, side_view.EXTENT_M, opacity,
                    ),
                    Symbol(
                        ("figure", held, turn, tilt, suit, cover),
                        partial(side_view.figure, held, turn, tilt, worn, cover),
                        (px, py), 0.0, size, side_view.EXTENT_M, opacity,
                    ),
                ],
            )
        )  # fmt: skip
    return found
