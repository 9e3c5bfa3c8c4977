"""What lies over the ice in a follow camera: names, a small clock, a map of the oval."""

from __future__ import annotations

from functools import lru_cache

from pursuit_sim.track import Oval
from pursuit_sim.trajectory import SKATERS
from pursuit_sim.units import format_gap, format_time
from pursuit_sim.view import camera, contrast, measure, rink, theme
from pursuit_sim.view.clock import Reading
from pursuit_sim.view.layout import Box
from pursuit_sim.view.outline import points
from pursuit_sim.view.parts import line, pill
from pursuit_sim.view.replay import Replay
from pursuit_sim.view.shapes import Circle, Layer, Polygon, Polyline, Rect, Shape, Text
from pursuit_sim.view.sight import OUT, Sight
from pursuit_sim.view.spot import spot
from pursuit_sim.view.theme import TeamColours

_PLATE_AWAY_M = 0.62  # from a skater's body to his plate


def names(
    replay: Replay, sight: Sight, team: int, eye: camera.Camera, kind: float, colours: TeamColours
) -> list[Shape]:
    """Name plates with what each does: above the train, below for whoever is out of it."""
    columns = list(range(SKATERS * team, SKATERS * (team + 1)))
    middle = [sight.distance_m[k] - 0.25 for k in columns]
    lateral = [sight.lateral_m[k] for k in columns]
    spots = [
        eye.pixel(*spot(replay.oval, d, y)[:2]) for d, y in zip(middle, lateral, strict=True)
    ]
    out = [sight.role[k] in OUT for k in columns]
    inner = min((y for (_, y), o in zip(spots, out, strict=True) if not o), default=spots[0][1])
    size, small = 18 * kind, 14 * kind
    height = 54 * kind
    away = _PLATE_AWAY_M * eye.scale
    above = inner - away - height / 2
    plates = []
    for k, (px, py), o in zip(columns, spots, out, strict=True):
        wide = max(
            measure.width(replay.names[k], size, "semibold") + 22 * kind,
            measure.width("swings out", small),
        )
        plates.append([px, py + 1.25 * away + height / 2 if o else above, wide + 26 * kind, o, k])
    _spread([p for p in plates if not p[3]], 10 * kind)
    x0, y0, width, tall = eye.box
    drawn: list[Shape] = []
    for (px, py, wide, o, k), body in zip(plates, spots, strict=True):
        px = min(max(px, x0 + wide / 2 + 8), x0 + width - wide / 2 - 8)
        py = min(max(py, y0 + height / 2 + 8), y0 + tall - height / 2 - 8)
        edge = py + height / 2 if not o else py - height / 2
        towards = body[1] - 0.22 * eye.scale if not o else body[1] + 0.22 * eye.scale
        drawn.append(
            Polyline(((px, edge), (body[0], towards)), contrast.fade(theme.OUTLINE, 0.5), max(1.2, 1.6 * kind))
        )
        leads = sight.place[k] == 0
        fill = colours.suit if leads else theme.LABEL_PLATE
        ink = colours.ink if leads else theme.WHITE
        soft = colours.ink if leads else theme.MUTED
        drawn.append(Rect(px - wide / 2, py - height / 2, wide, height, fill, 8 * kind))
        name = replay.names[k]
        text = measure.width(name, size, "semibold")
        dot = 5.5 * kind
        left = px - (text + 3.2 * dot) / 2
        drawn.append(
            Circle((left + dot, py - 10 * kind), dot, theme.COVERS[k % SKATERS], theme.OUTLINE,
                   max(1.0, 1.2 * kind))
        )  # fmt: skip
        drawn.append(Text(left + 3.2 * dot, py - 10 * kind, name, size, ink, "semibold"))
        drawn.append(line(px, py + 13 * kind, sight.role[k], small, soft, anchor="centre"))
    return drawn


def _spread(plates: list[list[float]], air: float) -> None:
    """Push plates of one row apart, about their common middle, in place."""
    plates.sort(key=lambda p: p[0])
    if len(plates) < 2:
        return
    before = sum(p[0] for p in plates) / len(plates)
    for left, right in zip(plates, plates[1:], strict=False):
        right[0] = max(right[0], left[0] + (left[2] + right[2]) / 2 + air)
    after = sum(p[0] for p in plates) / len(plates)
    for plate in plates:
        plate[0] += before - after


def badge(
    replay: Replay, now: Reading, sight: Sight, team: int, box: Box, kind: float,
    colours: tuple[TeamColours, ...],
) -> list[Shape]:
    """Lap, clock, and the followed team's gap, in the upper left."""
    width, height = 420 * kind, 132 * kind
    x, y = box.x + 22 * kind, box.y + 22 * kind
    drawn: list[Shape] = [
        Rect(x, y, width, height, contrast.fade(theme.PANEL, 0.93), 12 * kind),
        line(x + 22 * kind, y + 27 * kind, now.lap, 16 * kind, theme.HEADING, "semibold"),
        line(x + 20 * kind, y + 78 * kind, now.time, 60 * kind, theme.WHITE, "bold"),
    ]
    right = x + width - 18 * kind
    own = colours[team]
    finish = float(replay.finish_s[team])
    gap = replay.common_gap(sight.time_s)
    caption = ""
    if gap is not None:
        signed = gap[1] if team == 0 else -gap[1]
        made, _ = pill(right, y + 70 * kind, format_gap(signed), 22 * kind, own.suit, own.ink,
                       anchor="right", radius=0.22)  # fmt: skip
        drawn += made
        caption = now.caption
    if sight.time_s >= finish:
        caption = f"{replay.codes[team]} {format_time(finish)}"
    drawn.append(
        line(right, y + 112 * kind, caption, 14 * kind, theme.MUTED, anchor="right",
             room=width - 40 * kind)
    )  # fmt: skip
    drawn.append(line(right, y + 27 * kind, replay.codes[team], 16 * kind, own.name, "bold", "right"))
    return drawn


def oval_map(
    replay: Replay, sight: Sight, team: int, box: Box, kind: float,
    colours: tuple[TeamColours, ...],
) -> list[Shape]:
    """The oval in small, with both trains, in the upper right."""
    width, height = 300 * kind, 128 * kind
    place = Box(box.right - width - 22 * kind, box.y + 22 * kind, width, height)
    inner = Box(place.x + 12 * kind, place.y + 10 * kind, width - 24 * kind, height - 20 * kind)
    eye = camera.overview(replay.oval, tuple(inner))

    drawn: list[Shape] = [_map(replay.oval, eye, place, kind)]
    for k, tail in enumerate(sight.tail_m):
        px, py = eye.pixel(*spot(replay.oval, tail, 1.5)[:2])
        radius = (7.5 if k == team else 6.0) * kind
        edge = theme.WHITE if k == team else theme.OUTLINE
        drawn.append(Circle((px, py), radius, colours[k].suit, edge, max(1.2, 2 * kind)))
    return drawn


@lru_cache(maxsize=4)
def _map(oval: Oval, eye: camera.Camera, place: Box, kind: float) -> Layer:
    """What stands still on the map."""
    wide = max(1.6, 2.4 * kind)
    outer = points(eye.project(rink.ring(oval, camera.OUTER_EDGE_M)))
    hole = points(eye.project(rink.ring(oval, rink.INFIELD_M)))
    across = [rink.INNER_EDGE_M, camera.OUTER_EDGE_M]
    lines = eye.project(oval.xy([[0.0], [oval.half_lap_m]], across))
    shapes: tuple[Shape, ...] = (
        Rect(*place, contrast.fade(theme.PANEL, 0.93), 12 * kind),
        Polygon(outer, theme.MAP_ICE),
        Polygon(hole, theme.PANEL),
        Polyline(points(lines[0]), theme.LINE_RED, wide),
        Polyline(points(lines[1]), theme.LINE_BLACK, wide),
    )
    return Layer(("map", oval, place, kind), *place, shapes)
