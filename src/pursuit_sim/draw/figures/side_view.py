"""A skater seen from the side, as a symbol in metres: what a camera at eye level sees.

The joints are those that are seen from above (`pose.joints`), raised to the heights of a
crouched skater, turned to the camera, and clothed. x is to the right on the screen, y
down; the origin is the ice under the tip of the leading blade. As in `pose`, the figures
were drawn by eye and have no bearing on any result.
"""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from pursuit_sim.draw.figures.top_view import Dress
from pursuit_sim.draw.look import contrast, theme
from pursuit_sim.draw.outline import ellipse, limb
from pursuit_sim.draw.replay.pose import LEVELS, Arm, Foot, Joints, Pose, joints
from pursuit_sim.draw.shapes import Circle, Part, Point, Points, Polygon

Floats = NDArray[np.float64]
BodyPoint = tuple[float, float, float]  # forward, right, up [m]

EXTENT_M = 1.9  # nothing of a skater is farther from the origin
TURN_STEP = math.radians(4.0)  # of the camera, from one drawing to the next
TILT_STEP = math.radians(4.0)

_HIP_Z, _SHOULDER_Z, _HEAD_Z = 0.57, 0.70, 0.81  # crouched [m]
_LYING_Z = 0.16, 0.20, 0.24  # [m]
_RISE = (0.28, 0.60, 0.68)  # of hips, shoulders and head, upright
_ANKLE_Z, _BLADE_Z = 0.13, 0.055
_LINE_M = 0.012
_LIFT_M, _LIFT_FROM_M = 0.16, -0.30  # of a foot that swings back behind
# Torso: part of the way from hips to shoulders, half-width, thickness below and above the
# spine's line [m].
_TORSO = (
    (-0.22, 0.07, 0.05, 0.04), (-0.10, 0.15, 0.13, 0.09), (0.15, 0.155, 0.14, 0.12),
    (0.50, 0.155, 0.13, 0.15), (0.80, 0.19, 0.12, 0.13), (1.00, 0.20, 0.10, 0.08),
    (1.12, 0.10, 0.07, 0.05),
)  # fmt: skip
_ROUND = 10  # corners of a section of the torso
_STRIPES = ((0.15, 0.75),), ((0.05, 0.30), (0.55, 0.80))  # on the flank: parts up from its side


class _Eye:
    """Turns places about a skater into places on the screen."""

    def __init__(self, turn: float, tilt: float) -> None:
        self.cos, self.sin = math.cos(turn), math.sin(turn)
        self.level, self.dip = math.cos(tilt), math.sin(tilt)

    def depth(self, place: BodyPoint) -> float:
        """How far behind the origin a place is [m]."""
        return place[0] * self.cos - place[1] * self.sin

    def __call__(self, place: BodyPoint) -> Point:
        right = place[0] * self.sin + place[1] * self.cos
        return right, -(place[2] * self.level + self.depth(place) * self.dip)


def figure(pose: Pose, turn: int, tilt: int, dress: Dress, cover: int) -> tuple[Part, ...]:
    """A skater.

    Parameters
    ----------
    pose : how they hold themselves
    turn : how far the camera's direction lies left of their heading, in `TURN_STEP`
    tilt : how far it looks down, in `TILT_STEP`
    dress, cover : what they wear
    """
    eye = _Eye(turn * TURN_STEP, tilt * TILT_STEP)
    found = joints(pose)
    up = max(0.75 * pose.launch, 0.55 * pose.ease) / LEVELS
    lying = pose.down / LEVELS
    hip, shoulder, top = (
        (1 - lying) * (z + up * rise) + lying * low
        for z, rise, low in zip((_HIP_Z, _SHOULDER_Z, _HEAD_Z), _RISE, _LYING_Z, strict=True)
    )
    parts: list[tuple[float, list[Part]]] = []
    for foot in found.feet:
        middle = (0.5 * (foot.hip[0] + foot.ankle[0]), 0.5 * (foot.hip[1] + foot.ankle[1]), 0.0)
        parts.append((eye.depth(middle) + 0.05, _leg(foot, eye, hip, dress)))
    middle = (found.hips[0] + 0.3, 0.5 * (found.hips[1] + found.shoulders[1]), 0.0)
    parts.append((eye.depth(middle), _torso(found, eye, hip, shoulder, dress)))
    for arm in found.arms:
        depth = eye.depth((arm.elbow[0], arm.elbow[1], 0.0))
        parts.append((depth - 0.02, _arm(arm, eye, pose, hip, shoulder, dress)))
    head = (*found.head, top)
    parts.append((eye.depth(head) - 0.02, _head(head, eye, cover)))
    parts.sort(key=lambda each: -each[0])
    return tuple(shape for _, shapes in parts for shape in shapes)


def shadow(turn: int, tilt: int) -> tuple[Part, ...]:
    """The shadow on the ice."""
    eye = _Eye(turn * TURN_STEP, tilt * TILT_STEP)
    shapes: list[Part] = []
    for grow, opacity in ((0.10, 0.07), (0.0, 0.10), (-0.10, 0.12)):
        ring = ellipse((-0.28, 0.0), 0.62 + grow, 0.26 + 0.5 * grow, corners=28)
        shapes.append(
            Polygon(
                tuple(eye((x, y, 0.0)) for x, y in ring), contrast.fade((16, 34, 58, 255), opacity)
            )
        )
    return tuple(shapes)


def _leg(foot: Foot, eye: _Eye, hip_z: float, dress: Dress) -> list[Part]:
    lift = _LIFT_M * min(1.0, max(0.0, (_LIFT_FROM_M - foot.tip[0]) / 0.3))
    lift *= 1.0 - min(1.0, abs(foot.tip[1]) / 0.55)
    cos, sin = math.cos(foot.yaw), math.sin(foot.yaw)

    def along(back: float, z: float) -> BodyPoint:
        return foot.tip[0] - back * cos, foot.tip[1] - back * sin, z + lift

    hip = (*foot.hip, hip_z - 0.03)
    ankle = (*foot.ankle, _ANKLE_Z + lift)
    knee = (foot.knee[0] + 0.05, foot.knee[1], 0.5 * (hip_z + _ANKLE_Z) + 0.02 + 0.6 * lift)
    edge = contrast.mix(dress.legs, theme.WHITE, 0.22)
    blade = (along(0.0, 0.02), along(0.03, 0.0), along(0.46, 0.0), along(0.46, _BLADE_Z),
             along(0.06, _BLADE_Z))  # fmt: skip
    return [
        Polygon(
            tuple(eye(p) for p in blade), fill=theme.BLADE, stroke=theme.BLADE_EDGE, width=0.010
        ),
        Polygon(limb(eye(along(0.12, 0.09)), eye(along(0.33, 0.11)), 0.045, 0.060), fill=theme.BOOT,
                stroke=edge, width=0.007),
        Polygon(limb(eye(ankle), eye(knee), 0.055, 0.078), fill=dress.legs, stroke=edge,
                width=0.007),
        Polygon(limb(eye(knee), eye(hip), 0.082, 0.118), fill=dress.legs, stroke=edge,
                width=0.007),
    ]  # fmt: skip


def _torso(found: Joints, eye: _Eye, hip_z: float, shoulder_z: float, dress: Dress) -> list[Part]:
    (hx, hy), (sx, sy) = found.hips, found.shoulders
    dx, dy, dz = sx - hx, sy - hy, shoulder_z - hip_z
    length = math.hypot(dx, dy)
    right_x, right_y = -dy / length, dx / length

    def place(part: float, right: float, above: float) -> Point:
        x = hx + part * dx + right * right_x
        return eye((x, hy + part * dy + right * right_y, hip_z + part * dz + above))

    corners = [place(*each) for each in _sections()]
    shapes: list[Part] = [Polygon(hull(corners), fill=dress.suit, stroke=dress.edge, width=_LINE_M)]
    near = 1.0 if eye.depth((0.0, 1.0, 0.0)) < eye.depth((0.0, -1.0, 0.0)) else -1.0
    for low, high in _STRIPES[dress.twin]:
        lower, upper = (
            [place(part, near * right, above) for part, right, above in _along_flank(height)]
            for height in (low, high)
        )
        shapes.append(Polygon(tuple(lower + upper[::-1]), fill=dress.stripe))
    return shapes


@lru_cache(maxsize=1)
def _sections() -> tuple[BodyPoint, ...]:
    """Places all around the torso: part of the way to the shoulders, metres right and above."""
    found = []
    for part, half, below, above in _TORSO:
        for k in range(_ROUND):
            angle = 2 * math.pi * k / _ROUND
            rise = math.sin(angle) * (above if math.sin(angle) > 0 else below)
            found.append((part, half * math.cos(angle), _arch(part) + rise))
    return tuple(found)


@lru_cache(maxsize=8)
def _along_flank(height: float) -> tuple[BodyPoint, ...]:
    """Places along the right flank, so far up from its side to the back."""
    angle = height * math.pi / 2
    return tuple(
        (part, 0.97 * half * math.cos(angle), _arch(part) + above * math.sin(angle))
        for part, half, _, above in _TORSO[1:-1]
    )


def _arch(part: float) -> float:
    """How far the back is bent up [m]."""
    return 0.07 * math.sin(math.pi * min(max(part, 0.0), 1.0))


def _arm(
    arm: Arm, eye: _Eye, pose: Pose, hip_z: float, shoulder_z: float, dress: Dress
) -> list[Part]:
    launch, hold = pose.launch / LEVELS, pose.hold / LEVELS
    back_z, held_z, run_z = hip_z + 0.17, hip_z + 0.02, shoulder_z - 0.20
    hand_z = back_z + launch * (run_z - back_z)
    hand_z += hold * (held_z - hand_z)
    elbow_z = shoulder_z - 0.06 - 0.16 * launch - 0.08 * hold
    shoulder = eye((*arm.shoulder, shoulder_z + 0.01))
    elbow, hand = eye((*arm.elbow, elbow_z)), eye((*arm.hand, hand_z))
    return [
        Polygon(limb(elbow, hand, 0.050, 0.040), fill=dress.shade, stroke=dress.edge, width=0.008),
        Circle(hand, 0.046, fill=theme.SKIN, stroke=dress.edge, width=0.008),
        Polygon(
            limb(shoulder, elbow, 0.078, 0.056), fill=dress.suit, stroke=dress.edge, width=0.008
        ),
    ]


def _head(at: BodyPoint, eye: _Eye, cover: int) -> list[Part]:
    x, y, z = at
    face, helmet = eye((x + 0.065, y, z - 0.045)), eye((x - 0.01, y, z + 0.01))
    peak, neck = eye((x + 0.10, y, z - 0.01)), eye((x - 0.16, y, z - 0.05))
    colour = theme.COVERS[cover]
    turn = math.atan2(peak[1] - neck[1], peak[0] - neck[0])
    long = 0.115 + 0.045 * abs(eye.sin)
    return [
        Circle(face, 0.088, fill=theme.SKIN, stroke=theme.OUTLINE, width=_LINE_M),
        Polygon(ellipse(eye((x + 0.075, y, z - 0.015)), 0.092, 0.052, turn), fill=theme.VISOR),
        Polygon(
            ellipse(helmet, long, 0.112, turn), fill=colour, stroke=theme.OUTLINE, width=_LINE_M
        ),
    ]


def hull(corners: list[Point]) -> Points:
    """The convex hull of points, by Andrew's monotone chain."""
    ordered = sorted(set(corners))

    def chain(points: list[Point]) -> list[Point]:
        found: list[Point] = []
        for x, y in points:
            while len(found) > 1:
                (ax, ay), (bx, by) = found[-2], found[-1]
                if (bx - ax) * (y - ay) - (by - ay) * (x - ax) > 0:
                    break
                found.pop()
            found.append((x, y))
        return found[:-1]

    return tuple(chain(ordered) + chain(ordered[::-1]))
