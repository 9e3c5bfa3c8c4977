"""A skater seen from the side, as a symbol in metres: what a camera at eye level sees.

The joints are those that are seen from above (`posture.joints`), turned to the camera, and
clothed. x is to the right on the screen, y down; the origin is the ice under the tip of the
leading blade. As in `pose`, the figures
were drawn by eye and have no bearing on any result.
"""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np

from pursuit_sim.arrays import Floats
from pursuit_sim.draw.figures.top_view import Dress
from pursuit_sim.draw.look import contrast, theme
from pursuit_sim.draw.outline import ellipse, limb
from pursuit_sim.draw.replay.body_joints import Arm, Foot, Joints, Place, mixed
from pursuit_sim.draw.replay.pose import Pose
from pursuit_sim.draw.replay.posture import joints
from pursuit_sim.draw.shapes import Circle, Part, Point, Points, Polygon

EXTENT_M = 2.0  # nothing of a skater is farther from the origin
TURN_STEP = math.radians(4.0)  # of the camera, from one drawing to the next
TILT_STEP = math.radians(4.0)

_BLADE_Z = 0.055
_HINGE_M = 0.12  # of a clap skate, behind the tip of its blade
_HEEL_M = 0.10  # up to which its heel comes off the blade
_LINE_M = 0.012
# Torso: part of the way from hips to shoulders, half-width, thickness below and above the
# spine's line [m].
_TORSO = (
    (-0.22, 0.07, 0.05, 0.04), (-0.10, 0.15, 0.13, 0.09), (0.15, 0.155, 0.14, 0.12),
    (0.50, 0.155, 0.13, 0.15), (0.80, 0.19, 0.12, 0.13), (1.00, 0.20, 0.10, 0.08),
    (1.12, 0.10, 0.07, 0.05),
)  # fmt: skip
_TOWARDS = -0.55  # a head that points so much to the camera shows its face
_ROUND = 10  # corners of a section of the torso
_STRIPES = ((0.15, 0.75),), ((0.05, 0.30), (0.55, 0.80))  # on the flank: parts up from its side


class _Eye:
    """Turns places about a skater into places on the screen."""

    def __init__(self, turn: float, tilt: float) -> None:
        self.cos, self.sin = math.cos(turn), math.sin(turn)
        self.level, self.dip = math.cos(tilt), math.sin(tilt)

    def depth(self, place: Place) -> float:
        """How far behind the origin a place is [m]."""
        return place[0] * self.cos - place[1] * self.sin

    def all(self, places: Floats) -> list[Point]:
        """The same of many places (place, 3)."""
        x, y, z = places.T
        down = -(z * self.level + (x * self.cos - y * self.sin) * self.dip)
        return [*zip((x * self.sin + y * self.cos).tolist(), down.tolist(), strict=True)]

    def __call__(self, place: Place) -> Point:
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
    parts: list[tuple[float, list[Part]]] = []
    for foot in found.feet:
        middle = mixed(foot.hip, foot.ankle, 0.5)
        parts.append((eye.depth(middle) + 0.05, _leg(foot, eye, dress)))
    parts.append((eye.depth(mixed(found.hips, found.shoulders, 0.5)), _torso(found, eye, dress)))
    parts += [(eye.depth(arm.elbow) - 0.02, _arm(arm, eye, dress)) for arm in found.arms]
    parts.append((eye.depth(found.head) - 0.02, _head(found.head, found.head_yaw, eye, cover)))
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


def _leg(foot: Foot, eye: _Eye, dress: Dress) -> list[Part]:
    cos, sin = math.cos(foot.yaw), math.sin(foot.yaw)

    def along(back: float, z: float) -> Place:
        return foot.tip[0] - back * cos, foot.tip[1] - back * sin, foot.tip[2] + z

    hip, knee, ankle = foot.hip, foot.knee, foot.ankle
    heel = 0.11 + _HEEL_M * foot.clap
    edge = contrast.mix(dress.legs, theme.WHITE, 0.22)
    blade = (along(0.0, 0.02), along(0.03, 0.0), along(0.46, 0.0), along(0.46, _BLADE_Z),
             along(0.06, _BLADE_Z))  # fmt: skip
    return [
        Polygon(
            tuple(eye(p) for p in blade), fill=theme.BLADE, stroke=theme.BLADE_EDGE, width=0.010
        ),
        Polygon(limb(eye(along(_HINGE_M, 0.09)), eye(along(0.33, heel)), 0.045, 0.060),
                fill=theme.BOOT, stroke=edge, width=0.007),
        Polygon(limb(eye(ankle), eye(knee), 0.055, 0.078), fill=dress.legs, stroke=edge,
                width=0.007),
        Polygon(limb(eye(knee), eye(hip), 0.082, 0.118), fill=dress.legs, stroke=edge,
                width=0.007),
    ]  # fmt: skip


def _torso(found: Joints, eye: _Eye, dress: Dress) -> list[Part]:
    hips, *axes = _trunk(found)
    frame, middle = np.array(axes), np.array(hips)

    def placed(places: Floats) -> list[Point]:
        return eye.all(places @ frame + middle)

    shapes: list[Part] = [
        Polygon(hull(placed(_sections())), fill=dress.suit, stroke=dress.edge, width=_LINE_M)
    ]
    near = np.array((1.0, 1.0 if eye.depth(axes[1]) < 0 else -1.0, 1.0))
    for low, high in _STRIPES[dress.twin]:
        lower, upper = (placed(_along_flank(height) * near) for height in (low, high))
        shapes.append(Polygon(tuple(lower + upper[::-1]), fill=dress.stripe))
    return shapes


def _trunk(found: Joints) -> tuple[Place, Place, Place, Place]:
    """The hips, the way to the shoulders, and unit vectors to the right and out of the back."""
    hips = found.hips
    dx, dy, dz = (s - h for s, h in zip(found.shoulders, hips, strict=True))
    level, length = math.hypot(dx, dy), math.sqrt(dx * dx + dy * dy + dz * dz)
    aside, over = (-dy / level, dx / level, 0.0), (-dx * dz, -dy * dz, level * level)
    cos, sin = math.cos(found.roll), math.sin(found.roll)
    up = [each / (level * length) for each in over]
    right = [cos * a + sin * u for a, u in zip(aside, up, strict=True)]
    back = [cos * u - sin * a for a, u in zip(aside, up, strict=True)]
    return hips, (dx, dy, dz), (right[0], right[1], right[2]), (back[0], back[1], back[2])


@lru_cache(maxsize=1)
def _sections() -> Floats:
    """Places all around the torso: part of the way to the shoulders, metres right and above."""
    found = []
    for part, half, below, above in _TORSO:
        for k in range(_ROUND):
            angle = 2 * math.pi * k / _ROUND
            rise = math.sin(angle) * (above if math.sin(angle) > 0 else below)
            found.append((part, half * math.cos(angle), _arch(part) + rise))
    return np.array(found)


@lru_cache(maxsize=8)
def _along_flank(height: float) -> Floats:
    """Places along the right flank, so far up from its side to the back."""
    angle = height * math.pi / 2
    return np.array(
        [
            (part, 0.97 * half * math.cos(angle), _arch(part) + above * math.sin(angle))
            for part, half, _, above in _TORSO[1:-1]
        ]
    )


def _arch(part: float) -> float:
    """How far the back is bent up [m]."""
    return 0.07 * math.sin(math.pi * min(max(part, 0.0), 1.0))


def _arm(arm: Arm, eye: _Eye, dress: Dress) -> list[Part]:
    shoulder, elbow, hand = map(eye, arm)
    return [
        Polygon(limb(elbow, hand, 0.050, 0.040), fill=dress.shade, stroke=dress.edge, width=0.008),
        Circle(hand, 0.046, fill=theme.SKIN, stroke=dress.edge, width=0.008),
        Polygon(
            limb(shoulder, elbow, 0.078, 0.056), fill=dress.suit, stroke=dress.edge, width=0.008
        ),
    ]


def _head(at: Place, yaw: float, eye: _Eye, cover: int) -> list[Part]:
    cos, sin = math.cos(yaw), math.sin(yaw)

    def place(ahead: float, up: float) -> Point:
        return eye((at[0] + ahead * cos, at[1] + ahead * sin, at[2] + up))

    face, helmet = place(0.065, -0.045), place(-0.01, 0.01)
    peak, neck = place(0.10, -0.01), place(-0.16, -0.05)
    colour = theme.COVERS[cover]
    turn = math.atan2(peak[1] - neck[1], peak[0] - neck[0])
    long = 0.115 + 0.045 * abs(eye.sin * cos + eye.cos * sin)
    front: list[Part] = [
        Circle(face, 0.088, fill=theme.SKIN, stroke=theme.OUTLINE, width=_LINE_M),
        Polygon(ellipse(place(0.075, -0.015), 0.092, 0.052, turn), fill=theme.VISOR),
    ]
    shell = Polygon(
        ellipse(helmet, long, 0.112, turn), fill=colour, stroke=theme.OUTLINE, width=_LINE_M
    )
    towards = eye.depth((cos, sin, 0.0)) < _TOWARDS
    return [shell, *front] if towards else [*front, shell]


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
