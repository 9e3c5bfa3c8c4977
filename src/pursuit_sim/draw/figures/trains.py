"""The two trains on the ice, through a camera: skaters, trails, the exchange, the record."""

from __future__ import annotations

import cmath
import math
from collections.abc import Hashable, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from pursuit_sim.draw.box import Box
from pursuit_sim.draw.cameras import glide
from pursuit_sim.draw.cameras.camera import SURROUND_M, Camera
from pursuit_sim.draw.cameras.strip import Strip
from pursuit_sim.draw.figures import top_view
from pursuit_sim.draw.figures.top_view import Dress
from pursuit_sim.draw.ice.near_ice import PeriodicPoints
from pursuit_sim.draw.ice.rink import INFIELD_M, INNER_EDGE_M, LANE_LINE_M
from pursuit_sim.draw.look import contrast, text_width, theme
from pursuit_sim.draw.look.elements import pill
from pursuit_sim.draw.look.theme import TeamColours
from pursuit_sim.draw.outline import points
from pursuit_sim.draw.replay import pose
from pursuit_sim.draw.replay.pose import Pose
from pursuit_sim.draw.replay.replay import Replay
from pursuit_sim.draw.replay.snapshot import FELL, Snapshot
from pursuit_sim.draw.shapes import Colour, Dots, Part, Polyline, Rect, Shape, Symbol, Text
from pursuit_sim.track import Oval
from pursuit_sim.trajectory import SKATERS

FAR_PIXELS_PER_M = 29.0  # of a skater in the overview at 1080p: larger than life
FAR_LATERAL = 1.35  # lateral offsets in the overview, so that larger bodies keep apart
_FAR = 1.5  # magnified more than this, skaters are small and are drawn plainly
_FAR_TURN = math.radians(2.5)  # steps in which small skaters turn
_FAR_BODY = pose.PHASES // 4  # and their bodies sway
_NEAR_BODY = 2  # phases: a body sways by 1.7 cm in them at most, by 1.1 when it pushes
_SHADOW_TURN = math.radians(3.0)  # steps in which soft shadows turn
_SHADOW_M = (0.045, 0.085)  # its offset on the screen: light from the upper left
_BODY_M = 0.75  # from the blade's tip to behind the hips: where a trail begins

_Drawing = tuple[Hashable, tuple[Part, ...]]  # a symbol's key and parts

_TAG_ASIDE_M = tuple(0.25 * k for k in range(13))  # that a team's code can be nearer to its train
_TRAIN_M, _LEAVING_M = 6.0, 60.0  # longest train; beyond it, until larger than life ends
_TAG_STEP_M, _TAG_SOFT_M = 2.0, 24.0  # along a lap: between looks, and in which it goes there
_TRAIL_S = 1.7  # of skating that a trail in the overview shows
_TRAIL_NEAR_S = 0.42
_PATH_POINTS = 30


def dress(colours: TeamColours, team: int) -> Dress:
    """What a team wears; the crossing side has twin stripes."""
    return Dress(colours.suit, colours.stripe, colours.shade, colours.edge, colours.legs, team == 1)


def magnification(camera: Camera | Strip, window_scale: float) -> float:
    """How much larger than life skaters are drawn: as small as 1 in close cameras."""
    return max(1.0, FAR_PIXELS_PER_M * window_scale / camera.scale)


def places(snapshot: Snapshot, team: int, magnify: float) -> tuple[tuple[float, float], ...]:
    """Distance from the finish line and lateral offset of a team's skaters as drawn [m].

    Drawn larger than life, the others keep their spacing by skating further ahead of the
    third skater, who is timed and who is always where he is.
    """
    tail = snapshot.tail_m[team]
    aside = 1.0 + (FAR_LATERAL - 1.0) * min(1.0, magnify - 1.0)
    return tuple(
        (tail + _ahead(snapshot.distance_m[k] - tail, magnify), aside * snapshot.lateral_m[k])
        for k in range(SKATERS * team, SKATERS * (team + 1))
    )


def _ahead(metres: float, magnify: float) -> float:
    """How far ahead of the third a skater is drawn: who left a fallen one, where he really is."""
    more = (magnify - 1.0) * min(metres, _TRAIN_M)
    return metres + more * min(max(1.0 - (metres - _TRAIN_M) / _LEAVING_M, 0.0), 1.0)


def skaters(
    replay: Replay,
    snapshot: Snapshot,
    team: int,
    camera: Camera | Strip,
    worn: Dress,
    magnify: float = 1.0,
    opacity: float = 1.0,
) -> list[Shape]:
    """A team's three skaters: all shadows, all legs, bodies front to rear, heads."""
    oval = replay.oval
    scale = camera.scale * magnify
    x, y, width, height = camera.box
    reach = top_view.EXTENT_M * scale
    far = magnify > _FAR
    shadows: list[Shape] = []
    legs: list[Shape] = []
    bodies: list[tuple[int, Shape]] = []
    heads: list[tuple[int, Shape]] = []
    for k, (distance, lateral) in enumerate(places(snapshot, team, magnify)):
        px, py, angle = camera.spot(oval, distance, lateral)
        if not (x - reach < px < x + width + reach and y - reach < py < y + height + reach):
            continue
        column = SKATERS * team + k
        drawn = _drawn(snapshot.poses[column], worn, far)
        angle += snapshot.drift_rad[column]
        if far:
            angle = round(angle / _FAR_TURN) * _FAR_TURN
        shade = round(angle / _SHADOW_TURN) * _SHADOW_TURN
        under = (px + _SHADOW_M[0] * scale, py + _SHADOW_M[1] * scale)
        at = (px, py)
        shadows.append(
            Symbol(*drawn.shadow, under, shade, scale, top_view.SHADOW_EXTENT_M, opacity)
        )
        legs.append(Symbol(*drawn.legs, at, angle, scale, top_view.EXTENT_M, opacity))
        place = snapshot.place[column]
        tip, turn = complex(px, py), cmath.rect(scale, angle)
        if drawn.glow is not None:
            bodies += [
                (place, _on_him(drawn.glow, hand, tip, turn, opacity)) for hand in drawn.hands
            ]
        bodies.append(
            (place, Symbol(*drawn.body, at, angle, scale, top_view.BODY_EXTENT_M, opacity))
        )
        heads.append((place, _on_him(_head(k), drawn.head, tip, turn, opacity, angle)))
    bodies.sort(key=lambda each: each[0])
    heads.sort(key=lambda each: each[0])
    return [*shadows, *legs, *(s for _, s in bodies), *(s for _, s in heads)]


class _Drawn(NamedTuple):
    """The drawings of a skater, each with its key, and places on them [m].

    Attributes
    ----------
    shadow, legs, body : by whose blade's tip they are placed
    glow : of hands that push, about themselves
    hands, head : where those are
    """

    shadow: _Drawing
    legs: _Drawing
    body: _Drawing
    glow: _Drawing | None
    hands: tuple[complex, ...]
    head: complex


@lru_cache(maxsize=8192)
def _drawn(held: Pose, worn: Dress, far: bool) -> _Drawn:
    """How a skater is drawn; plainer and in fewer phases if `far`."""
    if far:
        step = pose.PHASES // pose.PHASES_FAR
        held = held._replace(phase=held.phase // step * step)
    upright = max(held.launch, held.ease)
    suit = (worn.suit, worn.twin)
    stride = held._replace(hold=0, reach=0)
    step = _FAR_BODY if far else _NEAR_BODY
    over = held._replace(phase=held.phase // step * step)
    found = pose.joints(held)
    pulse = 0 if far else round(found.push * top_view.PULSES)
    return _Drawn(
        (("shadow", held.curve, upright), top_view.shadow(held.curve, upright)),
        (("legs", far, stride, suit), top_view.legs(stride, worn, far)),
        (("body", far, over, suit), top_view.body(over, worn, far)),
        (("glow", pulse), top_view.glow(pulse)) if pulse else None,
        tuple(complex(*arm.hand) for arm in found.arms),
        complex(*found.head),
    )


@lru_cache(maxsize=SKATERS)
def _head(slot: int) -> _Drawing:
    return ("head", slot), top_view.head(slot)


def _on_him(
    drawing: _Drawing, place: complex, tip: complex, turn: complex, opacity: float,
    angle: float = 0.0,
) -> Symbol:  # fmt: skip
    """Something small at a place of a skater [m], whose blade's tip is at `tip` [px]."""
    at = tip + turn * place
    return Symbol(*drawing, (at.real, at.imag), angle, abs(turn), top_view.SMALL_M, opacity)


def trail(
    replay: Replay,
    snapshot: Snapshot,
    team: int,
    camera: Camera,
    colours: TeamColours,
    magnify: float,
) -> list[Shape]:
    """Fading dots where the train has just been, weaving with its strides."""
    members = range(SKATERS * team, SKATERS * (team + 1))
    if any(snapshot.role[k] in FELL for k in members):
        return []  # whoever fell leaves the line on which dots lie
    speed = snapshot.speed_mps[SKATERS * team]
    far = magnify > _FAR
    span = speed * (_TRAIL_S if far else _TRAIL_NEAR_S)
    own = replay.oval.start_m(replay.race.entries[team].side)
    end = snapshot.tail_m[team] - _BODY_M * magnify
    begin = max(end - span, own)
    spread = _far_dots(replay.oval) if far else _near_dots(replay.oval)
    dots = spread.between(begin, end)
    if span < 1.0 or end <= begin or not len(dots):
        return []
    size = (0.22 if far else 0.07) * magnify * camera.scale
    step_m = spread.lap_m * 2 / len(spread.at_m)
    age = (end % step_m) / span  # of the newest: dots lie still and grow older
    ageing = step_m / span
    placed = []
    for px, py in camera.project(dots)[::-1].tolist():
        step = round((1 - age) * _DOT_STEPS)
        age += ageing
        if step > 0:
            placed.append((px, py, step))
    return [Dots(tuple(placed), _dot_looks(colours.suit, round(size, 1)))]


@lru_cache(maxsize=4)
def _far_dots(oval: Oval) -> PeriodicPoints:
    return _dots(oval, 1.35, 0.45)


@lru_cache(maxsize=4)
def _near_dots(oval: Oval) -> PeriodicPoints:
    return _dots(oval, 0.34, 0.24)


def _dots(oval: Oval, step_m: float, weave_m: float) -> PeriodicPoints:
    """Places for the dots of trails: still, weaving about the lap line like strides."""
    count = round(oval.lap_m / step_m)
    along = np.arange(2 * count) * (oval.lap_m / count)
    waves = round(oval.lap_m / pose.CYCLE_M)
    weave = weave_m * np.sin(2 * math.pi * waves * along / oval.lap_m)
    return PeriodicPoints(along.tolist(), oval.xy(along, weave), oval.lap_m)


_DOT_STEPS = 10


@lru_cache(maxsize=64)
def _dot_looks(colour: Colour, size: float) -> tuple[tuple[float, Colour], ...]:
    """Radius [px] and colour of a trail's dots: smaller and fainter the older they are."""
    parts = [step / _DOT_STEPS for step in range(_DOT_STEPS + 1)]
    return tuple(
        ((0.35 + 0.65 * part) * size, contrast.fade(colour, 0.05 + 0.38 * part)) for part in parts
    )


def exchange_path(
    replay: Replay, snapshot: Snapshot, team: int, camera: Camera | Strip
) -> list[Shape]:
    """The way that the old leader takes to the rear, as seen from the new one, dashed."""
    now = next(
        (e for e in replay.exchanges if e.team == team and e.start_s <= snapshot.time_s <= e.end_s),
        None,
    )
    if now is None:
        return []
    moment = replay.trajectory.at(np.linspace(now.start_s, now.end_s, _PATH_POINTS))
    ahead = moment.distance_m[:, now.old] - moment.distance_m[:, now.new] + pose.HIP_X / 2
    path = camera.track(
        replay.oval, snapshot.distance_m[now.new] + ahead, moment.lateral_m[:, now.old]
    )
    dash = 0.11 * camera.scale
    return [
        Polyline(
            points(path),
            contrast.fade(theme.OUTLINE, 0.45),
            max(1.5, 0.018 * camera.scale),
            (dash, 0.8 * dash),
        )
    ]


RECORD_LATERALS = (INNER_EDGE_M, LANE_LINE_M)  # ends of the record's line


def record_place(replay: Replay, snapshot: Snapshot) -> float | None:
    """Where a team at the record's pace would be, in the lane of the team that is ahead.

    [m] along the lap line from the finish line; None before the start and after the record.
    """
    record = replay.record
    if record is None or not 0.0 < snapshot.time_s <= record.time_s:
        return None
    front = replay.front(snapshot.time_s)
    own = replay.oval.start_m(replay.race.entries[front].side)
    return own + float(np.interp(snapshot.time_s, replay.record_time_s, replay.record_m))


def record_line(
    replay: Replay,
    snapshot: Snapshot,
    camera: Camera | Strip,
    size: float,
    label_laterals: Sequence[float],
    taken: Sequence[Box] = (),
) -> list[Shape]:
    """The record's line on the ice where it is in view, with its name where there is room.

    Parameters
    ----------
    replay, snapshot, camera : the moment and how it is seen
    size : of type [px]
    label_laterals : where its name may be, the best first [m]
    taken : what that keeps clear of
    """
    distance = record_place(replay, snapshot)
    if distance is None or replay.record is None:
        return []
    ends = [camera.spot(replay.oval, distance, lateral)[:2] for lateral in RECORD_LATERALS]
    left, top, width, height = camera.box
    if not any(left <= x <= left + width and top <= y <= top + height for x, y in ends):
        return []
    wide = max(2.0, 0.05 * camera.scale, 0.16 * size)
    drawn: list[Shape] = [Polyline((ends[0], ends[1]), theme.RECORD_ON_ICE, wide)]
    kind = replay.record.kind
    half = text_width.width(kind, size, "bold") / 2 + size
    for lateral in label_laterals:
        x, y, _ = camera.spot(replay.oval, distance, lateral)
        label = Box(x - half, y - size, 2 * half, 2 * size)
        inside = left <= label.x and label.right <= left + width
        inside = inside and top <= label.y and label.bottom <= top + height
        if inside and not any(label.meets(each) for each in taken):
            drawn += pill(x, y, kind, size, theme.RECORD_ON_ICE, theme.WHITE, anchor="centre")[0]
            break
    return drawn


class Aside(NamedTuple):
    """What teams' codes keep clear of.

    Attributes
    ----------
    camera : that sees the whole rink, through which it is judged, however near one goes
    taken : what else lies there [px]
    part : how much of that is there, 0 … 1
    """

    camera: Camera
    taken: tuple[Box, ...]
    part: float = 1.0


def tag(
    replay: Replay,
    snapshot: Snapshot,
    team: int,
    camera: Camera,
    colours: TeamColours,
    size: float,
    magnify: float,
    aside: Aside | None = None,
) -> list[Shape]:
    """The team's code beside its train, in the warm-up lane, or so much `aside`."""
    train_m = snapshot.front_m[team] - snapshot.tail_m[team]
    middle = snapshot.tail_m[team] + magnify * (train_m - _BODY_M) / 2
    width = text_width.width(replay.codes[team], size, "bold") + 1.1 * size
    height = 1.45 * size
    lateral = INFIELD_M
    if aside is not None and aside.taken:
        along = _tags_aside(replay.oval, aside.camera, width, height, aside.taken)
        at, part = divmod(middle / replay.oval.lap_m % 1.0 * len(along), 1)
        here, next_m = along[int(at)], along[(int(at) + 1) % len(along)]
        lateral += aside.part * (here + part * (next_m - here))
    px, py, _ = camera.spot(replay.oval, middle, lateral)
    return [
        Rect(px - width / 2, py - height / 2, width, height, colours.suit, height / 2),
        Text(px, py, replay.codes[team], size, colours.ink, "bold", "centre"),
    ]


@lru_cache(maxsize=8)
def _tags_aside(
    oval: Oval, camera: Camera, width: float, height: float, taken: tuple[Box, ...]
) -> tuple[float, ...]:
    """How much nearer to its train a tag is along a lap, so as to clear what is taken [m].

    It goes there and back softly. Where there is no room inside the lap, it lies outside.
    """
    count = round(oval.lap_m / _TAG_STEP_M)
    step_m = oval.lap_m / count
    asides = np.array(_TAG_ASIDE_M)
    along = np.arange(count)[:, np.newaxis] * step_m
    left, top = np.moveaxis(camera.track(oval, along, INFIELD_M + asides), -1, 0)
    left, top = left - width / 2, top - height / 2
    free = np.ones(left.shape, np.bool_)  # (place along the lap, aside)
    for box in taken:
        across = (left < box.right) & (box.x < left + width)
        free &= ~(across & (top < box.bottom) & (box.y < top + height))
    if not free.any(axis=1).all():
        return (SURROUND_M - INFIELD_M,) * count  # outside
    wanted = asides[free.argmax(axis=1)].tolist()
    found = [0.0] * count
    reach = math.ceil(_TAG_SOFT_M / step_m)
    for k, aside in enumerate(wanted):
        for off in range(-reach, reach + 1) if aside else ():
            near = glide.smooth((_TAG_SOFT_M - abs(off) * step_m) / (_TAG_SOFT_M - step_m))
            found[(k + off) % count] = max(found[(k + off) % count], near * aside)
    return tuple(found)
