"""The two trains on the ice, through a camera."""

from __future__ import annotations

import cmath
import math
from collections.abc import Hashable
from functools import lru_cache, partial
from typing import NamedTuple

from pursuit_sim.draw.cameras.camera import Camera
from pursuit_sim.draw.cameras.strip import Strip
from pursuit_sim.draw.figures import top_view
from pursuit_sim.draw.figures.top_view import Dress
from pursuit_sim.draw.look.theme import TeamColours
from pursuit_sim.draw.replay import pose
from pursuit_sim.draw.replay.pose import Pose
from pursuit_sim.draw.replay.posture import joints
from pursuit_sim.draw.replay.replay import Replay
from pursuit_sim.draw.replay.snapshot import Snapshot
from pursuit_sim.draw.shapes import Drawing, Shape, Symbol
from pursuit_sim.trajectory import SKATERS

FAR_PIXELS_PER_M = 29.0  # of a skater in the overview at 1080p: larger than life
FAR_LATERAL = 1.35  # lateral offsets in the overview, so that larger bodies keep apart
FAR = 1.5  # magnified more than this, skaters are small and are drawn plainly
_FAR_TURN = math.radians(2.5)  # steps in which small skaters turn
_FAR_BODY = pose.PHASES // 4  # and their bodies sway
_FAR_LEAN = 2  # steps of the lean in one of theirs
_FAR_PHASES = pose.PHASES // pose.PHASES_FAR  # in which they stride
_NEAR_BODY = 2  # phases: a body sways by 1.7 cm in them at most, by 1.1 when it pushes
_SHADOW_TURN = math.radians(3.0)  # steps in which soft shadows turn
_SHADOW_M = (0.045, 0.085)  # its offset on the screen: light from the upper left
BODY_M = 0.75  # from the blade's tip to behind the hips: where a trail begins
_SWUNG_M, _REAL_M = 3.0, 5.0  # farthest out in a train; beyond it, until in their real place
_TRAIN_M, _LEAVING_M = 6.0, 60.0  # longest train; beyond it, until larger than life ends

KeyedDrawing = tuple[Hashable, Drawing]  # of a symbol


def dress(colours: TeamColours, team: int) -> Dress:
    """What a team wears; the crossing side has twin stripes."""
    return Dress(colours.suit, colours.stripe, colours.shade, colours.edge, colours.legs, team == 1)


def magnification(camera: Camera | Strip, window_scale: float) -> float:
    """How much larger than life skaters are drawn: as small as 1 in close cameras."""
    return max(1.0, FAR_PIXELS_PER_M * window_scale / camera.scale)


def places(snapshot: Snapshot, team: int, magnify: float) -> tuple[tuple[float, float], ...]:
    """Distance from the finish line and lateral offset of a team's skaters as drawn [m].

    Drawn larger than life, the others keep their spacing by skating further ahead of the
    third skater, who is timed and who is always in their place.
    """
    tail = snapshot.tail_m[team]
    spread = 1.0 + (FAR_LATERAL - 1.0) * min(1.0, magnify - 1.0)
    ahead, aside = snapshot.distance_m, snapshot.lateral_m
    return tuple(
        (tail + _ahead(ahead[k] - tail, magnify), _aside(aside[k], spread))
        for k in range(SKATERS * team, SKATERS * (team + 1))
    )


def _ahead(metres: float, magnify: float) -> float:
    """How far ahead of the third a skater is drawn: who left a fallen one, in their real place."""
    more = (magnify - 1.0) * min(metres, _TRAIN_M)
    return metres + more * min(max(1.0 - (metres - _TRAIN_M) / _LEAVING_M, 0.0), 1.0)


def _aside(metres: float, spread: float) -> float:
    """How far out a skater is drawn: farther out than in a train, less and less so."""
    more = (spread - 1.0) * min(metres, _SWUNG_M)
    return metres + more * min(max(1.0 - (metres - _SWUNG_M) / _REAL_M, 0.0), 1.0)


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
    far = magnify > FAR
    shadows: list[Shape] = []
    legs: list[Shape] = []
    bodies: list[tuple[int, Shape]] = []
    heads: list[tuple[int, Shape]] = []
    for k, (distance, lateral) in enumerate(places(snapshot, team, magnify)):
        px, py, angle = camera.spot(oval, distance, lateral)
        if not (x - reach < px < x + width + reach and y - reach < py < y + height + reach):
            continue
        column = SKATERS * team + k
        held = snapshot.poses[column]
        if far:
            lean = held.lean // _FAR_LEAN * _FAR_LEAN
            held = held._replace(phase=held.phase // _FAR_PHASES * _FAR_PHASES, lean=lean)
        drawn = drawings(held, worn, far)
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
                (place, _on_skater(drawn.glow, hand, tip, turn, opacity)) for hand in drawn.hands
            ]
        bodies.append(
            (place, Symbol(*drawn.body, at, angle, scale, top_view.BODY_EXTENT_M, opacity))
        )
        heads.append(
            (place, _on_skater(head(k), drawn.head, tip, turn, opacity, angle + drawn.head_yaw))
        )
    bodies.sort(key=lambda each: each[0])
    heads.sort(key=lambda each: each[0])
    return [*shadows, *legs, *(s for _, s in bodies), *(s for _, s in heads)]


class Drawings(NamedTuple):
    """The drawings of a skater, each with its key, and places on them [m].

    Attributes
    ----------
    shadow, legs, body : by whose blade's tip they are placed
    glow : of hands that push, about themselves
    hands, head : where those are
    head_yaw : how far the head is turned to the right [rad]
    """

    shadow: KeyedDrawing
    legs: KeyedDrawing
    body: KeyedDrawing
    glow: KeyedDrawing | None
    hands: tuple[complex, ...]
    head: complex
    head_yaw: float


@lru_cache(maxsize=512)  # a lap of six skaters; each takes 2 kB
def drawings(held: Pose, worn: Dress, far: bool) -> Drawings:
    """How a skater is drawn; plainer if `far`."""
    stance = max(held.knees, held.cheer) * pose.LEVELS // pose.FINE
    upright = max(held.launch, held.ease, stance)
    suit = (worn.suit, worn.twin)
    stride = held._replace(hold=0, reach=0, turned=0)
    step = _FAR_BODY if far else _NEAR_BODY
    over = held._replace(phase=held.phase // step * step, turned=0)
    found = joints(held)
    pulse = 0 if far else round(found.push * top_view.PULSES)
    return Drawings(
        (("shadow", held.curve, upright), partial(top_view.shadow, held.curve, upright)),
        (("legs", far, stride, suit), partial(top_view.legs, stride, worn, far)),
        (("body", far, over, suit), partial(top_view.body, over, worn, far)),
        (("glow", pulse), partial(top_view.glow, pulse)) if pulse else None,
        tuple(complex(*arm.hand[:2]) for arm in found.arms),
        complex(*found.head[:2]),
        found.head_yaw,
    )


@lru_cache(maxsize=SKATERS)
def head(slot: int) -> KeyedDrawing:
    """The head of a slot of the line-up, with its key."""
    return ("head", slot), partial(top_view.head, slot)


def _on_skater(
    drawing: KeyedDrawing, place: complex, tip: complex, turn: complex, opacity: float,
    angle: float = 0.0,
) -> Symbol:  # fmt: skip
    """Something small at a place of a skater [m], whose blade's tip is at `tip` [px]."""
    at = tip + turn * place
    return Symbol(*drawing, (at.real, at.imag), angle, abs(turn), top_view.SMALL_M, opacity)
