"""Names over the ice, what each does, how hard they are pushed: follow and head-to-head cameras.

The names in close-ups are in `close_up_cards`, those of the television picture in `lower_third`.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from pursuit_sim.draw.box import Box
from pursuit_sim.draw.cameras import camera, glide
from pursuit_sim.draw.cameras.strip import Strip
from pursuit_sim.draw.figures import trains
from pursuit_sim.draw.figures.top_view import BREADTH_M
from pursuit_sim.draw.graphics import label_placement
from pursuit_sim.draw.graphics.label_placement import LabelPlate
from pursuit_sim.draw.look import contrast, text_width, theme
from pursuit_sim.draw.look.elements import line, pill
from pursuit_sim.draw.look.theme import TeamColours
from pursuit_sim.draw.replay.pose import FINE
from pursuit_sim.draw.replay.posture import joints
from pursuit_sim.draw.replay.replay import Replay
from pursuit_sim.draw.replay.snapshot import OUT, Snapshot, formed, together
from pursuit_sim.draw.shapes import Circle, Polyline, Rect, Shape, Text
from pursuit_sim.trajectory import SKATERS

_PLATE_AWAY_M = 0.68  # from a body to its plate, past their legs
_PAST_M = 0.12  # and more in low ice, where plates of a train would touch blades
_STRIP_AWAY_M = 0.86  # from a body to its plate on the strip
_LOW_RESERVE = 0.25  # of the anaerobic reserve, below which its bar warns
_LEAST_PUSH_N = 0.5  # a smaller force is not told
_LEAST_POWER_W = 0.5  # and a smaller power: at the gun, and gliding out
_OUT_M = 0.1, 0.9  # lateral offset at which a plate begins to go round them, and has
_FALLEN_S = 0.5  # in which it does once they fell
_POINTER_M = 0.22  # from the middle of a body to the line from the plate
_LYING_M = 0.5  # by which the plate of whoever lies is farther out, past their legs
_FLAT = 1e-6  # a line along an edge meets it nowhere
_LOW = 9.0  # ice lower than this, in plates, has plates of one line
_EDGE = 8.0  # [px] from a plate to the picture's edges
_ABREAST_M = 0.75, 0.25  # side by side: so far apart all plates are behind, so near all above
_PUSH_AWAY_M = 0.1, 0.95  # from between two bodies to the force of a push: back, and aside
_PUSH_NARROW_M = 0.3  # farther aside where it is wider to either side, across the train
_PUSH_SIZE = 15.0  # its type [px at 1080p]
_PUSH_BEAT = 2.0  # and how much that shrinks between strokes
_PUSH_PAD = 0.5  # at either end, in parts of the size
_LEAST_PLATE = 10.0  # [px at 1080p] lower rectangles are bars in a plate


def names(
    replay: Replay,
    snapshot: Snapshot,
    team: int,
    eye: camera.Camera,
    kind: float,
    colours: TeamColours,
    taken: Sequence[Box] = (),
) -> list[Shape]:
    """Name plates with what each does: on the infield's side, outside whoever is out of the train.

    Where skaters stand abreast, as at the start, each has their plate behind them; so has
    whoever is out so far that there is no room outside them. All keep clear of what is `taken`.

    With the power model they also tell power [W], and the force of a push [N],
    both as means over strokes.
    """
    columns = together(snapshot, team)
    if snapshot.aside_m[team]:  # whoever has gone out of the picture after a fall has no name in it
        columns = [k for k in columns if Box(*eye.box).contains(*_spot(replay, snapshot, k, eye))]
    effort = replay.effort_at(snapshot.time_s)
    outs = [_out(replay, snapshot, k) for k in columns]
    # Bodies are inside of their skates in curves; a plate that goes round them keeps to the skates.
    laterals = [
        snapshot.lateral_m[k]
        - (1 - abs(out)) * snapshot.inward_m[k]
        + _LYING_M * snapshot.poses[k].down / FINE
        for k, out in zip(columns, outs, strict=True)
    ]
    found = [
        eye.spot(replay.oval, snapshot.distance_m[k] - 0.25, lateral)
        for k, lateral in zip(columns, laterals, strict=True)
    ]
    said = [doing(snapshot.role[k], effort[0][k] if effort else None) for k in columns]
    size, small = 18 * kind, 14 * kind
    height = (54 if effort is None else 62) * kind
    low = eye.box[3] < _LOW * height
    if low:  # names alone: more would lie on skaters, and their blades
        said, height = [""] * len(columns), (30 if effort is None else 38) * kind
    placed: list[LabelPlate] = []
    for k, (px, py, angle), words, out in zip(columns, found, said, outs, strict=True):
        wide = max(
            text_width.width(replay.names[k], size, "semibold") + 22 * kind,
            text_width.width(words, small),
            text_width.width(OUT[0], small) if any(said) else 0.0,
        )
        placed.append(LabelPlate(k, px, py, wide + 26 * kind, height, (px, py), angle, out))
    box = Box(*eye.box)
    away, past = _PLATE_AWAY_M * eye.scale, _PAST_M * eye.scale if low else 0.0
    abreast = _abreast(snapshot, placed)
    label_placement.lay(placed, box, away, _EDGE, 10 * kind, abreast=abreast, past=past)
    half = BREADTH_M / 2 * eye.scale
    bodies = [Box(x - half, y - half, 2 * half, 2 * half) for x, y, _ in found]
    label_placement.settle(placed, box, _EDGE, 4 * kind, taken, bodies)
    drawn: list[Shape] = []
    for plate in placed:
        x, y = plate.x, plate.y
        drawn.append(_pointer(plate, _POINTER_M * eye.scale, max(1.2, 1.6 * kind)))
        k = plate.skater
        leads = snapshot.place[k] == 0
        fill, ink = colours.plate(leads=leads)
        drawn.append(Rect(*plate.box, fill, 8 * kind))
        text = text_width.width(replay.names[k], size, "semibold")
        dot = 5.5 * kind
        start = x - (text + 3.2 * dot) / 2
        high = y - (0 if not any(said) else 10) * kind - (0 if effort is None else 4) * kind
        edge = max(1.0, 1.2 * kind)
        cover = theme.COVERS[k % SKATERS]
        drawn.append(Circle((start + dot, high), dot, cover, theme.OUTLINE, edge))
        drawn.append(Text(start + 3.2 * dot, high, replay.names[k], size, ink, "semibold"))
        soft = ink if leads else theme.MUTED
        drawn.append(
            line(x, high + 23 * kind, said[columns.index(k)], small, soft, anchor="centre")
        )
        if effort:
            drawn += _reserve(x, y + height / 2 - 5 * kind, plate.width, effort[1][k], kind)
    if effort:
        drawn += _pushes(replay, snapshot, columns, effort[2], eye, kind)
    return drawn


def _spot(replay: Replay, snapshot: Snapshot, k: int, eye: camera.Camera) -> tuple[float, float]:
    return eye.spot(replay.oval, snapshot.distance_m[k], snapshot.lateral_m[k])[:2]


def grounds(shapes: Sequence[Shape], kind: float) -> list[Box]:
    """Where plates and labels lie: what others keep clear of."""
    return [
        Box(each.x, each.y, each.width, each.height)
        for each in shapes
        if isinstance(each, Rect) and each.height > _LEAST_PLATE * kind
    ]


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
    replay: Replay,
    snapshot: Snapshot,
    columns: list[int],
    force_n: list[float],
    eye: camera.Camera,
    kind: float,
) -> list[Shape]:
    """The force of each push, beside the hands that give it, beating with their strokes.

    Outside the train and its skates: names are on the infield's side.
    """
    spots = [
        eye.spot(replay.oval, snapshot.distance_m[k] - 0.25, snapshot.lateral_m[k]) for k in columns
    ]
    pills: list[LabelPlate] = []
    words: list[str] = []
    by_place = {snapshot.place[k]: k for k in columns}
    for k in columns:
        behind = by_place.get(snapshot.place[k] + 1)
        if force_n[k] < _LEAST_PUSH_N or behind is None or not snapshot.poses[behind].hold:
            continue
        (ax, ay, angle), (bx, by, _) = spots[k - columns[0]], spots[behind - columns[0]]
        along, aside = (each * eye.scale for each in _PUSH_AWAY_M)
        cos, sin = math.cos(angle), math.sin(angle)
        most = _PUSH_SIZE * kind
        words.append(f"mean push {force_n[k]:.0f} N")
        wide = text_width.width(words[-1], most, "bold") + 2 * _PUSH_PAD * most
        aside += max(wide / 2 - _PUSH_NARROW_M * eye.scale, 0.0) * abs(sin)
        x = (ax + bx) / 2 - along * cos - aside * sin
        y = (ay + by) / 2 - along * sin + aside * cos
        pills.append(LabelPlate(behind, x, y, wide, 1.65 * most, (x, y)))
    label_placement.settle(pills, Box(*eye.box), _EDGE, 3 * kind)
    drawn: list[Shape] = []
    for each, text in zip(pills, words, strict=True):
        beat = joints(snapshot.poses[each.skater]).push
        fill = contrast.mix(theme.LABEL_PLATE, theme.EVENT, 0.30 + 0.70 * beat)
        size = (_PUSH_SIZE - _PUSH_BEAT * (1 - beat)) * kind
        drawn += pill(
            each.x, each.y, text, size, fill, contrast.ink(fill), pad=_PUSH_PAD, anchor="centre"
        )[0]
    return drawn


def spread_names(
    replay: Replay,
    snapshot: Snapshot,
    team: int,
    eye: Strip,
    kind: float,
    colours: TeamColours,
    magnify: float,
    taken: Sequence[Box] = (),
) -> list[Shape]:
    """Names alone, as above, clear of what is `taken`."""
    size, height = 15 * kind, 26 * kind
    dot = 4.6 * kind
    kept = together(snapshot, team)
    drawn: list[Shape] = []
    placed: list[LabelPlate] = []
    for k, (distance, lateral) in zip(
        range(SKATERS * team, SKATERS * (team + 1)),
        trains.places(snapshot, team, magnify),
        strict=True,
    ):
        if k not in kept:
            continue
        inward = magnify * snapshot.inward_m[k]
        px, py, angle = eye.spot(replay.oval, distance - 0.25 * magnify, lateral - inward)
        wide = text_width.width(replay.names[k], size, "semibold") + 3.2 * dot + 16 * kind
        out = _out(replay, snapshot, k)
        placed.append(LabelPlate(k, px, py, wide, height, (px, py), angle, out))
    box = Box(*eye.box)
    away = _STRIP_AWAY_M * magnify * eye.scale
    label_placement.lay(placed, box, away, 4, 6 * kind, abreast=_abreast(snapshot, placed))
    half = BREADTH_M / 2 * magnify * eye.scale
    outside = [plate.body for plate in placed if plate.out]
    bodies = [Box(x - half, y - half, 2 * half, 2 * half) for x, y in outside]
    label_placement.settle(placed, box, 4, 2 * kind, taken, bodies)
    for plate in placed:
        k = plate.skater
        fill, ink = colours.plate(leads=snapshot.place[k] == 0)
        start = plate.box.x + 8 * kind
        drawn += [
            Rect(*plate.box, fill, 6 * kind),
            Circle((start + dot, plate.y), dot, theme.COVERS[k % SKATERS], theme.OUTLINE, 1.0),
            Text(start + 3.2 * dot, plate.y, replay.names[k], size, ink, "semibold"),
        ]
    return drawn


def doing(role: str, power_w: float | None) -> str:
    """What a skater does, and with the power model how hard: the mean over strokes."""
    told = power_w is not None and power_w >= _LEAST_POWER_W
    return f"{role} · mean {power_w:.0f} W" if told else role


def _pointer(plate: LabelPlate, short: float, wide: float) -> Polyline:
    """The line from a plate's edge to `short` of the middle of the body [px]."""
    (x, y), (bx, by) = (plate.x, plate.y), plate.body
    away = max(math.dist((x, y), (bx, by)), 1.0)
    dx, dy = (bx - x) / away, (by - y) / away
    edge = min(
        plate.width / 2 / max(abs(dx), _FLAT), plate.height / 2 / max(abs(dy), _FLAT), away - short
    )
    colour = contrast.mix(theme.ICE, theme.OUTLINE, 0.7)
    ends = ((x + edge * dx, y + edge * dy), (bx - short * dx, by - short * dy))
    return Polyline(ends, colour, wide)


def _out(replay: Replay, snapshot: Snapshot, k: int) -> float:
    """How far a skater's plate has gone round them: with how far they are out of the train.

    Positive ahead of them, while they are in the front half, negative behind them.
    """
    team = k // SKATERS
    part = 0.0
    if formed(replay.race.entries[team], snapshot.time_s):
        least, most = _OUT_M
        part = glide.smooth((snapshot.lateral_m[k] - least) / (most - least))
    since = snapshot.time_s - replay.fell_s.get(k, math.inf)
    part = max(part, glide.smooth(since / _FALLEN_S))
    ahead = 2 * snapshot.distance_m[k] > snapshot.front_m[team] + snapshot.tail_m[team]
    return part if ahead else -part


def _abreast(snapshot: Snapshot, placed: Sequence[LabelPlate]) -> float:
    """How much those in the train are side by side, 0 … 1."""
    lateral_m = [snapshot.lateral_m[plate.skater] for plate in placed if not plate.out]
    if len(lateral_m) < 2:
        return 0.0
    apart = (max(lateral_m) - min(lateral_m)) / (len(lateral_m) - 1)
    most, least = _ABREAST_M
    return glide.smooth((apart - least) / (most - least))
