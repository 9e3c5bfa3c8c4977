"""A skater seen from above, as symbols in metres.

The drawing is split into a shadow, legs, body and head, because those of a train lie
over each other in that order, and because each part then depends on little: the head on
its cover, the legs on the stride, the body on the suit and what the arms do.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from pursuit_sim.draw.look import contrast, theme
from pursuit_sim.draw.outline import bar, ellipse, limb, smooth
from pursuit_sim.draw.replay.body_joints import Arm, Foot, Joints, Place
from pursuit_sim.draw.replay.pose import LEVELS, Pose
from pursuit_sim.draw.replay.posture import joints
from pursuit_sim.draw.shapes import Circle, Colour, Part, Point, Polygon

_Widths = tuple[tuple[float, float], ...]  # part of the way from hips to shoulders, half-width [m]
_Back = Callable[[float, float], Point]  # a place by such a part and metres to the right

LENGTH_M, BREADTH_M = 1.2, 0.76  # of a skater, as others keep clear of them
EXTENT_M = 1.25  # nothing of a skater is farther from the leading blade's tip
BODY_EXTENT_M, SHADOW_EXTENT_M = 1.0, 0.85  # nor of their body and arms, nor of their shadow
SMALL_M = 0.2  # nothing of a head or of a glow is farther from its middle
PULSES = 12  # steps in which the pulse of a push grows
_LINE_M = 0.012  # outlines
_BLADE_M = 0.46  # long-track blades are 0.40–0.46 m
_TILT = 0.045
_SHADOW = (0.05, 0.05, 0.06)  # opacities of its layers, outer to inner: a soft edge

# Outline of the torso, one half: part of the way from hips to shoulders, half-width [m].
_TORSO = (
    (-0.24, 0.050), (-0.20, 0.115), (-0.07, 0.158), (0.10, 0.160), (0.34, 0.142),
    (0.60, 0.160), (0.84, 0.200), (0.98, 0.208), (1.08, 0.160), (1.12, 0.070),
)  # fmt: skip
# The race panel down the spine.
_PANEL = ((-0.16, 0.040), (0.25, 0.030), (0.70, 0.045), (1.07, 0.062))
_TWIN = ((-0.14, 0.070), (0.25, 0.060), (0.70, 0.085), (0.98, 0.115))
_TWIN_WIDTH_M = 0.038
_SIDE, _THICK_M = 0.75, 0.10  # a trunk on its side: part of its breadth; spine to back


class Dress(NamedTuple):
    """What a team wears.

    Attributes
    ----------
    suit, stripe, shade, edge, legs : its colours
    twin : two thin stripes instead of a broad one, so that not colour alone tells teams
    """

    suit: Colour
    stripe: Colour
    shade: Colour
    edge: Colour
    legs: Colour
    twin: bool


@lru_cache(maxsize=64)
def shadow(curve: int, upright: int) -> tuple[Part, ...]:
    """The shadow on the ice under a skater."""
    middle = (-0.22 - 0.06 * upright / LEVELS, -0.18 * curve / LEVELS)
    length, turn = 0.56 - 0.16 * upright / LEVELS, -0.10 * curve / LEVELS
    return tuple(
        Polygon(
            ellipse(middle, length + grow, 0.25 + grow, turn, 28),
            fill=contrast.fade((20, 40, 66, 255), opacity),
        )
        for grow, opacity in zip((0.06, 0.03, 0.0), _SHADOW, strict=True)
    )


def legs(pose: Pose, dress: Dress, far: bool = False) -> tuple[Part, ...]:
    """Both legs with boots and blades, the right one over the left; plainer if `far`."""
    found = joints(pose)
    leg = _far_leg if far else _leg
    return tuple(shape for foot in found.feet for shape in leg(foot, dress))


def body(pose: Pose, dress: Dress, far: bool = False) -> tuple[Part, ...]:
    """Torso and arms; plainer if `far`."""
    found = joints(pose)
    if far:
        return _far_body(found, dress)
    place = _spine(found)
    torso = Polygon(
        smooth(_about(place, _TORSO, _breadth(found)), 2),
        fill=dress.suit,
        stroke=dress.edge,
        width=_LINE_M,
    )
    arms = [shape for arm in found.arms for shape in _arm(arm, dress)]
    hood = Polygon(
        ellipse(place(1.06, 0.0), 0.075, 0.085),
        fill=dress.shade,
        stroke=dress.edge,
        width=0.008,
    )
    panel = _panel(_on_back(place, found), dress)
    if pose.hold * 2 > LEVELS:  # reaching arms come from beneath the shoulders
        return (*arms, torso, *panel, hood)
    return (torso, *panel, hood, *arms)


@lru_cache(maxsize=16)
def head(cover: int) -> tuple[Part, ...]:
    """A helmet in the cover of a slot of the line-up, about its own middle."""
    colour = theme.COVERS[cover]
    seam = contrast.mix(colour, theme.OUTLINE, 0.30)
    return (
        Polygon(
            ellipse((0.035, 0.0), 0.115, 0.088),
            fill=theme.VISOR,
            stroke=theme.OUTLINE,
            width=_LINE_M,
        ),
        Polygon(ellipse((0.128, 0.0), 0.020, 0.045), fill=theme.SKIN),
        Polygon(
            ellipse((-0.012, 0.0), 0.128, 0.100), fill=colour, stroke=theme.OUTLINE, width=_LINE_M
        ),
        *(Polygon(bar((-0.085, y), (0.055, 0.72 * y), 0.012), fill=seam) for y in (-0.042, 0.042)),
    )


@lru_cache(maxsize=PULSES + 1)
def glow(pulse: int) -> tuple[Part, ...]:
    """The pulse of a push about a hand, from 0, nothing, to PULSES."""
    colour = contrast.fade(theme.PULSE, 0.40 * pulse / PULSES)
    return tuple(Circle((0.0, 0.0), radius, fill=colour) for radius in (0.13, 0.09))


def _spine(found: Joints) -> _Back:
    """Places on the back by their part of the way from hips to shoulders, and metres right."""
    (hx, hy, _), (sx, sy, _) = found.hips, found.shoulders
    dx, dy = sx - hx, sy - hy
    length = math.hypot(dx, dy)
    right_x, right_y = -dy / length, dx / length

    def place(part: float, right: float) -> Point:
        return hx + part * dx + right * right_x, hy + part * dy + right * right_y

    return place


def _breadth(found: Joints) -> float:
    """How broad a trunk is seen from above, on its front 1: less on its side."""
    return abs(math.cos(found.roll)) + _SIDE * abs(math.sin(found.roll))


def _on_back(place: _Back, found: Joints) -> _Back:
    """The same places on the back, which is aside where the trunk has rolled."""
    aside, cos = _THICK_M * math.sin(found.roll), abs(math.cos(found.roll))
    return lambda part, right: place(part, cos * right - aside)


def _flat(place: Place) -> Point:
    return place[0], place[1]


def _about(place: _Back, half: _Widths, wider: float = 1.0) -> list[Point]:
    """A closed outline about the spine from half-widths along it."""
    sides = [place(part, wider * width) for part, width in half]
    return sides + [place(part, -wider * width) for part, width in reversed(half)]


def _panel(place: _Back, dress: Dress) -> tuple[Part, ...]:
    """The lighter race panel: broad for one team, two thin stripes for the other."""
    if not dress.twin:
        return (Polygon(tuple(_about(place, _PANEL)), fill=dress.stripe),)
    stripes = []
    for side in (-1, 1):
        inner = [place(p, side * (w - _TWIN_WIDTH_M)) for p, w in _TWIN]
        outer = [place(p, side * w) for p, w in reversed(_TWIN)]
        stripes.append(Polygon(tuple(inner + outer), fill=dress.stripe))
    return tuple(stripes)


def _leg(foot: Foot, dress: Dress) -> tuple[Part, ...]:
    """A leg from beneath: blade, boot, shank, thigh."""
    cos, sin = math.cos(foot.yaw), math.sin(foot.yaw)
    ankle, knee, hip = _flat(foot.ankle), _flat(foot.knee), _flat(foot.hip)

    def place(back: float, right: float = 0.0) -> Point:
        return (foot.tip[0] - back * cos - right * sin, foot.tip[1] - back * sin + right * cos)

    # The farther the leg is out, the more the skate lies on its side and shows the blade.
    tilt = _TILT * max(-1.0, min(1.0, 1.6 * (foot.tip[1] - foot.hip[1])))
    edge = contrast.mix(dress.legs, theme.WHITE, 0.22)
    blade = bar(place(0.0, tilt), place(_BLADE_M, tilt), 0.030)
    return (
        Polygon(blade, fill=theme.BLADE, stroke=theme.BLADE_EDGE, width=0.008),
        Polygon(
            limb(place(0.13), place(0.31), 0.034, 0.046), fill=theme.BOOT, stroke=edge, width=0.006
        ),
        Polygon(limb(ankle, knee, 0.046, 0.068), fill=dress.legs, stroke=edge, width=0.006),
        Polygon(limb(knee, hip, 0.070, 0.100), fill=dress.legs, stroke=edge, width=0.006),
    )


def _far_leg(foot: Foot, dress: Dress) -> tuple[Part, ...]:
    """A leg of a few pixels."""
    cos, sin = math.cos(foot.yaw), math.sin(foot.yaw)
    heel = (foot.tip[0] - _BLADE_M * cos, foot.tip[1] - _BLADE_M * sin)
    return (
        Polygon(bar(_flat(foot.tip), heel, 0.06), fill=theme.BLADE_EDGE),
        Polygon(bar(_flat(foot.ankle), _flat(foot.knee), 0.11), fill=dress.legs),
        Polygon(bar(_flat(foot.knee), _flat(foot.hip), 0.16), fill=dress.legs),
    )


def _far_body(found: Joints, dress: Dress) -> tuple[Part, ...]:
    """A torso of a few pixels, with its arms."""
    place = _spine(found)
    arms = [
        Polygon(bar(_flat(first), _flat(last), 0.12), fill=fill)
        for arm in found.arms
        for first, last, fill in (
            (arm.elbow, arm.hand, dress.shade), (arm.shoulder, arm.elbow, dress.suit)
        )
    ]  # fmt: skip
    sides = tuple(_about(place, _TORSO[::2], wider=1.05 * _breadth(found)))
    torso = Polygon(sides, fill=dress.suit, stroke=dress.edge, width=0.02)
    return (*arms, torso, *_panel(_on_back(place, found), dress))


def _arm(arm: Arm, dress: Dress) -> tuple[Part, ...]:
    """An arm: hand, forearm, upper arm."""
    shoulder, elbow, hand = map(_flat, arm)
    return (
        Polygon(
            limb(elbow, hand, 0.046, 0.036),
            fill=dress.shade,
            stroke=dress.edge,
            width=0.008,
        ),
        Circle(hand, 0.040, fill=theme.SKIN, stroke=dress.edge, width=0.008),
        Polygon(
            limb(shoulder, elbow, 0.072, 0.050),
            fill=dress.suit,
            stroke=dress.edge,
            width=0.008,
        ),
    )
