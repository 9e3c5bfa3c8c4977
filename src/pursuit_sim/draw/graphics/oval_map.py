"""A map of the oval over the ice of a camera that rides along, with both trains on it."""

from __future__ import annotations

from functools import lru_cache

from pursuit_sim.draw.box import Box
from pursuit_sim.draw.cameras import camera
from pursuit_sim.draw.graphics.timeline import TIP
from pursuit_sim.draw.ice import rink
from pursuit_sim.draw.look import theme
from pursuit_sim.draw.look.theme import TeamColours
from pursuit_sim.draw.outline import points
from pursuit_sim.draw.replay.replay import Replay
from pursuit_sim.draw.replay.snapshot import Snapshot
from pursuit_sim.draw.shapes import Circle, Layer, Polygon, Polyline, Rect, Shape
from pursuit_sim.track import OUTER_EDGE_M, Oval

_WIDTH, _HIGH, _AWAY = 300.0, 128.0, 22.0  # [px at 1080p]
_MAPPED = 1200.0  # narrower than this [px at 1080p] a picture has no map
_OVER_TIPS = 12.5  # [px at 1080p] from a map in the lower right to those of the timeline


def place(box: Box, kind: float, *, low: bool = False) -> Box | None:
    """Where the map lies: in the upper right; or `low`, where a ghost rides.

    A small picture has none: there it would hide skaters and their names.
    """
    if box.width < _MAPPED * kind:
        return None
    width, height = _WIDTH * kind, _HIGH * kind
    y = box.bottom - height - (TIP + _OVER_TIPS) * kind if low else box.y + _AWAY * kind
    return Box(box.right - width - _AWAY * kind, y, width, height)


def shapes(
    replay: Replay,
    snapshot: Snapshot,
    team: int,
    box: Box,
    kind: float,
    colours: tuple[TeamColours, ...],
) -> list[Shape]:
    """The oval in small, in its place."""
    inner = Box(box.x + 12 * kind, box.y + 10 * kind, box.width - 24 * kind, box.height - 20 * kind)
    eye = camera.overview(replay.oval, inner)
    drawn: list[Shape] = [_map(replay.oval, eye, box, kind)]
    for k, tail in enumerate(snapshot.tail_m):
        px, py, _ = eye.spot(replay.oval, tail, 1.5)
        radius = (7.5 if k == team else 6.0) * kind
        edge = theme.WHITE if k == team else theme.OUTLINE
        drawn.append(Circle((px, py), radius, colours[k].suit, edge, max(1.2, 2 * kind)))
    return drawn


@lru_cache(maxsize=2)
def _map(oval: Oval, eye: camera.Camera, box: Box, kind: float) -> Layer:
    """What stands still on the map."""
    wide = max(1.6, 2.4 * kind)
    outer = points(eye.project(rink.ring(oval, OUTER_EDGE_M)))
    hole = points(eye.project(rink.ring(oval, rink.INFIELD_M)))
    across = [rink.INNER_EDGE_M, OUTER_EDGE_M]
    lines = eye.project(oval.xy([[0.0], [oval.half_lap_m]], across))
    still: tuple[Shape, ...] = (
        Rect(*box, theme.PANEL, 12 * kind),
        Polygon(outer, theme.MAP_ICE),
        Polygon(hole, theme.PANEL),
        Polyline(points(lines[0]), theme.LINE_RED, wide),
        Polyline(points(lines[1]), theme.LINE_BLACK, wide),
    )
    return Layer(("map", oval, box, kind), *box, still)
