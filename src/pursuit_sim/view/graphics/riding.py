"""What lies over the ice in a follow camera: names, a small clock, a map of the oval."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from pursuit_sim.track import Oval
from pursuit_sim.trajectory import SKATERS
from pursuit_sim.units import format_time
from pursuit_sim.view import pose
from pursuit_sim.view.box import Box
from pursuit_sim.view.cameras import camera, glide
from pursuit_sim.view.cameras.strip import Strip
from pursuit_sim.view.graphics.clock import Reading
from pursuit_sim.view.ice import rink, trains
from pursuit_sim.view.look import contrast, measure, theme
from pursuit_sim.view.look.parts import line, pill
from pursuit_sim.view.look.theme import TeamColours
from pursuit_sim.view.outline import points
from pursuit_sim.view.replay import Replay
from pursuit_sim.view.shapes import Circle, Layer, Polygon, Polyline, Rect, Shape, Text
from pursuit_sim.view.sight import OUT, Sight

_PLATE_AWAY_M = 0.62  # from a skater's body to his plate
_LOW_RESERVE = 0.25  # of the anaerobic reserve, below which its bar warns
_LEAST_PUSH_N = 0.5  # a smaller force is not told
_LEAST_POWER_W = 0.5  # and a smaller power: at the gun, and gliding out
_MAPPED = 1200.0  # narrower than this [px at 1080p] a picture has no map
_LOW_MAP = 52.0  # [px at 1080p] below a map in the lower right: room for the timeline's tips
_BEHIND_M = 0.72  # from a skater's body to a plate behind him, past his legs
_ABREAST_M = 0.75, 0.25  # side by side: so far apart all plates are behind, so near all above


def names(
    replay: Replay, sight: Sight, team: int, eye: camera.Camera, kind: float, colours: TeamColours
) -> list[Shape]:
    """Name plates with what each does: above the train, below for whoever is out of it.

    Where skaters stand abreast, as at the start, each has his plate behind him.

    With the power model they also tell power [W], and the force of a push [N].
    """
    columns = list(range(SKATERS * team, SKATERS * (team + 1)))
    effort = replay.effort_at(sight.time_s)
    middle = [sight.distance_m[k] - 0.25 for k in columns]
    lateral = [sight.lateral_m[k] for k in columns]
    found = [eye.spot(replay.oval, d, y) for d, y in zip(middle, lateral, strict=True)]
    spots = [(x, y) for x, y, _ in found]
    out = [sight.role[k] in OUT for k in columns]
    inner = min((y for (_, y), o in zip(spots, out, strict=True) if not o), default=spots[0][1])
    said = [doing(sight.role[k], effort[0][k] if effort else None) for k in columns]
    size, small = 18 * kind, 14 * kind
    height = (54 if effort is None else 62) * kind
    away = _PLATE_AWAY_M * eye.scale
    above = inner - away - height / 2
    plates: list[_Plate] = []
    for k, (px, py), o, words in zip(columns, spots, out, said, strict=True):
        wide = max(
            measure.width(replay.names[k], size, "semibold") + 22 * kind,
            measure.width(words, small),
            measure.width(OUT[0], small),
        )
        y = py + 1.25 * away + height / 2 if o else above
        plates.append(_Plate(k, px, y, wide + 26 * kind, o, (px, py)))
    _spread([plate for plate in plates if not plate.out], 10 * kind)
    aside = _abreast([y for y, o in zip(lateral, out, strict=True) if not o])
    behind = -math.copysign(aside, math.cos(found[0][2]))
    if aside:
        for plate in plates:
            if not plate.out:
                px, py = plate.body
                beside = px + behind / aside * (_BEHIND_M * eye.scale + plate.width / 2)
                plate.x += aside * (beside - plate.x)
                plate.y += aside * (py - plate.y)
    left, top, width, tall = eye.box
    drawn: list[Shape] = []
    for plate in plates:
        x = min(max(plate.x, left + plate.width / 2 + 8), left + width - plate.width / 2 - 8)
        y = min(max(plate.y, top + height / 2 + 8), top + tall - height / 2 - 8)
        side = 1 if plate.out else -1  # of the skater that the plate is on: 1 below
        px, py = plate.body
        body = (px, py + side * 0.22 * eye.scale)
        if not plate.out:
            body = (px + 0.3 * behind * eye.scale, py - 0.22 * (1 - aside) * eye.scale)
        drawn.append(
            Polyline(
                ((x, y - side * (1 - (0 if plate.out else aside)) * height / 2), body),
                contrast.mix(theme.ICE, theme.OUTLINE, 0.7),
                max(1.2, 1.6 * kind),
            )
        )
        k = plate.skater
        leads = sight.place[k] == 0
        fill, ink = (colours.suit, colours.ink) if leads else (theme.LABEL_PLATE, theme.WHITE)
        drawn.append(Rect(x - plate.width / 2, y - height / 2, plate.width, height, fill, 8 * kind))
        text = measure.width(replay.names[k], size, "semibold")
        dot = 5.5 * kind
        start = x - (text + 3.2 * dot) / 2
        high = y - (10 if effort is None else 14) * kind
        edge = max(1.0, 1.2 * kind)
        cover = theme.COVERS[k % SKATERS]
        drawn.append(Circle((start + dot, high), dot, cover, theme.OUTLINE, edge))
        drawn.append(Text(start + 3.2 * dot, high, replay.names[k], size, ink, "semibold"))
        soft = ink if leads else theme.MUTED
        drawn.append(line(x, high + 23 * kind, said[k - columns[0]], small, soft, anchor="centre"))
        if effort:
            drawn += _reserve(x, y + height / 2 - 5 * kind, plate.width, effort[1][k], kind)
    if effort:
        drawn += _pushes(sight, columns, effort[2], spots, eye, kind)
    return drawn


def _reserve(x: float, y: float, width: float, left: float, kind: float) -> list[Shape]:
    """What is left of the anaerobic reserve, as a bar in the foot of a plate."""
    thick, room = 4 * kind, width - 16 * kind
    drawn: list[Shape] = [
        Rect(x - room / 2, y - thick / 2, room, thick, contrast.fade(theme.NIGHT, 0.45), thick / 2)
    ]
    if left * room >= thick:
        fill = theme.RECORD if left > _LOW_RESERVE else theme.RECORD_BEHIND
        drawn.append(Rect(x - room / 2, y - thick / 2, left * room, thick, fill, thick / 2))
    return drawn


def _pushes(
    sight: Sight,
    columns: list[int],
    force_n: list[float],
    spots: list[tuple[float, float]],
    eye: camera.Camera,
    kind: float,
) -> list[Shape]:
    """The force of each push, under the hands that give it, beating with their strokes."""
    drawn: list[Shape] = []
    by_place = {sight.place[k]: k for k in columns}
    for k in columns:
        behind = by_place.get(sight.place[k] + 1)
        if force_n[k] < _LEAST_PUSH_N or behind is None or not sight.poses[behind].hold:
            continue
        (ax, ay), (bx, by) = spots[k - columns[0]], spots[behind - columns[0]]
        x, y = (ax + bx) / 2 - 0.1 * eye.scale, (ay + by) / 2 + 0.95 * eye.scale
        beat = pose.joints(sight.poses[behind]).push
        fill = contrast.mix(theme.LABEL_PLATE, theme.EVENT, 0.30 + 0.70 * beat)
        made, _ = pill(
            x, y, f"{force_n[k]:.0f} N →", (14 + 2 * beat) * kind, fill, contrast.ink(fill),
            anchor="centre",
        )  # fmt: skip
        drawn += made
    return drawn


def spread_names(
    replay: Replay,
    sight: Sight,
    team: int,
    eye: Strip,
    kind: float,
    colours: TeamColours,
    magnify: float,
) -> list[Shape]:
    """Names alone, in a row above a train; below whoever is out of it."""
    size, height = 15 * kind, 26 * kind
    away = 0.78 * magnify * eye.scale + height / 2
    dot = 4.6 * kind
    drawn: list[Shape] = []
    plates: list[_Plate] = []
    for k, (distance, lateral) in zip(
        range(SKATERS * team, SKATERS * (team + 1)),
        trains.places(sight, team, magnify),
        strict=True,
    ):
        px, py, _ = eye.spot(replay.oval, distance - 0.25 * magnify, lateral)
        out = sight.role[k] in OUT
        wide = measure.width(replay.names[k], size, "semibold") + 3.2 * dot + 16 * kind
        plates.append(_Plate(k, px, py + away if out else eye.line_y - away, wide, out, (px, py)))
    _spread([plate for plate in plates if not plate.out], 6 * kind)
    left, top, width, tall = eye.box
    for plate in plates:
        k = plate.skater
        plate.y = min(max(plate.y, top + height / 2 + 4), top + tall - height / 2 - 4)
        leads = sight.place[k] == 0
        fill, ink = (colours.suit, colours.ink) if leads else (theme.LABEL_PLATE, theme.WHITE)
        x = min(max(plate.x, left + plate.width / 2 + 4), left + width - plate.width / 2 - 4)
        start = x - plate.width / 2 + 8 * kind
        drawn += [
            Rect(x - plate.width / 2, plate.y - height / 2, plate.width, height, fill, 6 * kind),
            Circle((start + dot, plate.y), dot, theme.COVERS[k % SKATERS], theme.OUTLINE, 1.0),
            Text(start + 3.2 * dot, plate.y, replay.names[k], size, ink, "semibold"),
        ]
    return drawn


def doing(role: str, power_w: float | None) -> str:
    """What a skater does, and with the power model how hard."""
    return role if power_w is None or power_w < _LEAST_POWER_W else f"{role} · {power_w:.0f} W"


def _abreast(lateral_m: list[float]) -> float:
    """How much skaters are side by side, 0 … 1, by how far apart they skate [m]."""
    if len(lateral_m) < 2:
        return 0.0
    apart = (max(lateral_m) - min(lateral_m)) / (len(lateral_m) - 1)
    most, least = _ABREAST_M
    return glide.smooth((apart - least) / (most - least))


@dataclass(slots=True)
class _Plate:
    """A name plate being placed: whose, its middle and width [px], and his body."""

    skater: int
    x: float
    y: float
    width: float
    out: bool
    body: tuple[float, float]


def _spread(plates: list[_Plate], air: float) -> None:
    """Push plates of one row apart, about their common middle, in place."""
    if len(plates) < 2:
        return
    plates.sort(key=lambda plate: plate.x)
    before = sum(plate.x for plate in plates) / len(plates)
    for left, right in pairwise(plates):
        right.x = max(right.x, left.x + (left.width + right.width) / 2 + air)
    after = sum(plate.x for plate in plates) / len(plates)
    for plate in plates:
        plate.x += before - after


def badge(
    replay: Replay,
    now: Reading,
    sight: Sight,
    team: int,
    box: Box,
    kind: float,
    colours: tuple[TeamColours, ...],
) -> list[Shape]:
    """Lap, clock, the followed team, and the gap as that of whoever is ahead, in the upper left."""
    width, height = 420 * kind, 132 * kind
    x, y = box.x + 22 * kind, box.y + 22 * kind
    drawn: list[Shape] = [
        Rect(x, y, width, height, theme.PANEL, 12 * kind, theme.PANEL_EDGE, 1.0),
        line(x + 22 * kind, y + 27 * kind, now.lap, 16 * kind, theme.HEADING, "semibold"),
        line(x + 20 * kind, y + 78 * kind, now.time, 60 * kind, theme.WHITE, "bold"),
    ]
    right = x + width - 18 * kind
    own = colours[team]
    finish = float(replay.finish_s[team])
    caption = ""
    if now.gap:
        ahead = None if now.front is None else colours[now.front]
        fill, ink = (theme.CELL, theme.TEXT) if ahead is None else (ahead.suit, ahead.ink)
        made, _ = pill(
            right, y + 72 * kind, now.gap, 20 * kind, fill, ink, anchor="right", radius=0.22
        )
        drawn += made
        caption = now.caption
    if sight.time_s >= finish:
        caption = f"{replay.codes[team]} {format_time(finish)}"
    drawn.append(
        line(
            right,
            y + 112 * kind,
            caption,
            14 * kind,
            theme.MUTED,
            anchor="right",
            room=width - 40 * kind,
        )
    )
    drawn.append(
        line(right, y + 27 * kind, replay.codes[team], 16 * kind, own.name, "bold", "right")
    )
    return drawn


def oval_map(
    replay: Replay,
    sight: Sight,
    team: int,
    box: Box,
    kind: float,
    colours: tuple[TeamColours, ...],
    *,
    low: bool = False,
) -> list[Shape]:
    """The oval in small, with both trains, in the upper right; or `low`, where a ghost rides.

    A small picture has none: there it would hide skaters and their names.
    """
    if box.width < _MAPPED * kind:
        return []
    width, height = 300 * kind, 128 * kind
    y = box.bottom - height - _LOW_MAP * kind if low else box.y + 22 * kind
    place = Box(box.right - width - 22 * kind, y, width, height)
    inner = Box(place.x + 12 * kind, place.y + 10 * kind, width - 24 * kind, height - 20 * kind)
    eye = camera.overview(replay.oval, inner)

    drawn: list[Shape] = [_map(replay.oval, eye, place, kind)]
    for k, tail in enumerate(sight.tail_m):
        px, py, _ = eye.spot(replay.oval, tail, 1.5)
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
        Rect(*place, theme.PANEL, 12 * kind),
        Polygon(outer, theme.MAP_ICE),
        Polygon(hole, theme.PANEL),
        Polyline(points(lines[0]), theme.LINE_RED, wide),
        Polyline(points(lines[1]), theme.LINE_BLACK, wide),
    )
    return Layer(("map", oval, place, kind), *place, shapes)
