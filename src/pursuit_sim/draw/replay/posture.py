"""From a pose to the places of a skater's joints.

The figures of this module were drawn by eye after photographs; they have no bearing on any result.
"""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np

from pursuit_sim.arrays import Floats
from pursuit_sim.draw.replay import stances
from pursuit_sim.draw.replay.body_joints import (
    Arm,
    Foot,
    Joints,
    Place,
    before,
    mixed,
    rolled,
)
from pursuit_sim.draw.replay.pose import (
    FINE,
    HIP_X,
    LEAN_STEP,
    LEVELS,
    PHASES,
    REACH_STEP_M,
    TURN_STEP,
    Pose,
)

_TORSO_M = 0.56  # hips to shoulders, crouched, seen from above
_HEAD_M = 0.165  # shoulders to the middle of the head
_HIP_Z, _SHOULDER_Z, _HEAD_Z = 0.57, 0.70, 0.81  # crouched [m]
_RISE = (0.28, 0.60, 0.68)  # of hips, shoulders and head, upright
_ANKLE_Z = 0.13
_LIFT_M, _LIFT_FROM_M = 0.16, -0.30  # of a foot that swings back behind
# Part of the cycle at which a pushing leg is stretched and its clap skate open, and half as long.
_OPEN_STRAIGHT, _OPEN_RIGHT, _OPEN_LEFT, _OPEN_FOR = 0.55, 0.51, 0.12, 0.10

# Key positions of the right foot through a cycle: part of it, tip x, tip y [m], turn [°].
# It lands beneath the body, glides, pushes off to the side and swings back behind.
_STRAIGHT = (
    (0.00, 0.02, 0.02, 0), (0.12, 0.02, 0.05, 2), (0.25, 0.00, 0.11, 5), (0.36, -0.06, 0.32, 10),
    (0.46, -0.20, 0.60, 16), (0.55, -0.36, 0.74, 21), (0.65, -0.60, 0.52, 15),
    (0.76, -0.70, 0.22, 4), (0.86, -0.50, 0.09, 0), (0.94, -0.18, 0.03, 0),
)  # fmt: skip
# Crossover: it lands across the left one, pushes outward, and is carried over in front.
_RIGHT_CURVE = (
    (0.00, 0.04, -0.24, -5), (0.14, 0.03, -0.17, -1), (0.28, -0.02, 0.05, 6),
    (0.40, -0.12, 0.36, 12), (0.50, -0.28, 0.58, 18), (0.60, -0.42, 0.48, 12),
    (0.72, -0.24, 0.19, 0), (0.84, -0.04, -0.08, -5), (0.93, 0.04, -0.23, -6),
)  # fmt: skip
# The left one pushes away beneath the body to the right, and comes back behind.
_LEFT_CURVE = (
    (0.00, -0.40, 0.33, 16), (0.10, -0.60, 0.30, 12), (0.22, -0.64, 0.04, 0),
    (0.34, -0.40, -0.15, -4), (0.44, -0.06, -0.19, -4), (0.52, 0.03, -0.17, -3),
    (0.64, 0.01, -0.15, 0), (0.76, -0.06, -0.05, 4), (0.88, -0.20, 0.15, 11),
)  # fmt: skip
# Running out of the start, toes out.
_LAUNCH = (
    (0.00, 0.01, 0.10, 14), (0.25, -0.14, 0.18, 26), (0.50, -0.50, 0.30, 42),
    (0.62, -0.60, 0.27, 34), (0.76, -0.40, 0.17, 20), (0.90, -0.06, 0.11, 14),
)  # fmt: skip


@lru_cache(maxsize=256)  # each takes 4 kB
def joints(pose: Pose) -> Joints:
    """Where the joints are in a pose [m]."""
    found = _skating(pose)
    for part, stance in (
        (pose.knees, stances.HANDS_ON_KNEES),
        (pose.cheer, stances.ARMS_UP),
        (pose.down, mixed(stances.LYING, stances.SITTING, pose.sits / FINE)),
    ):
        if part:
            found = mixed(found, stance, part / FINE)
            left, right = found.feet
            found = found._replace(feet=(_on_boot(left), _on_boot(right)))
    return found._replace(head_yaw=found.head_yaw + pose.turned * TURN_STEP)


def _on_boot(foot: Foot) -> Foot:
    """The foot with its blade where its ankle and turn have it."""
    return foot._replace(tip=(*before(foot.ankle, foot.yaw), foot.tip[2]))


def _skating(pose: Pose) -> Joints:
    """On the skates: crouched and leaning in, starting, or gliding out."""
    u = pose.phase / PHASES
    curve, launch, ease = pose.curve / LEVELS, pose.launch / LEVELS, pose.ease / LEVELS
    lean = pose.lean * LEAN_STEP * (1 - ease)
    swing = math.cos(2 * math.pi * (u - 0.2))  # weight on the right skate at 1, left at −1
    upright = max(0.75 * launch, 0.55 * ease)
    hip_z, shoulder_z, head_z = (
        z + upright * rise for z, rise in zip((_HIP_Z, _SHOULDER_Z, _HEAD_Z), _RISE, strict=True)
    )
    swayed = swing * (1 - curve) * (1 - ease)
    hips = (HIP_X + 0.10 * upright, 0.065 * swayed, hip_z)
    torso = _TORSO_M * (1 - 0.30 * upright)
    shoulders_y = 0.045 * swayed + 0.02 * math.sin(2 * math.pi * u) * curve
    shoulders = (hips[0] + torso, shoulders_y, shoulder_z)
    head_m = _HEAD_M * (1 - 0.25 * upright)
    spine = math.atan2(shoulders[1] - hips[1], torso)
    head = (shoulders[0] + head_m, shoulders[1] + head_m * math.sin(spine / 2), head_z)
    left, right = (_tip(u, side, curve, launch, ease) for side in (-1, 1))
    leading = max(left[0], right[0])
    open_left, open_right = (_clap(u, side, curve) * (1 - launch) * (1 - ease) for side in (-1, 1))
    feet = (
        _leg((left[0] - leading, *left[1:]), hips, -1, lean, open_left),
        _leg((right[0] - leading, *right[1:]), hips, 1, lean, open_right),
    )
    push = abs(math.sin(2 * math.pi * (u - 0.04))) ** 2 * pose.hold / LEVELS
    arms = (
        _arm(pose, -1, hips, shoulders, push, lean),
        _arm(pose, 1, hips, shoulders, push, lean),
    )
    hips, shoulders, head = (rolled(each, lean) for each in (hips, shoulders, head))
    return Joints(feet, arms, hips, shoulders, head, roll=lean, push=push)


def _tip(
    u: float, side: int, curve: float, launch: float, ease: float
) -> tuple[float, float, float]:
    """Tip x, y [m] and turn [°] of a blade; `side` 1 right, −1 left."""
    own = u if side > 0 else (u + 0.5) % 1.0
    x, y, yaw = _key(_STRAIGHT, own)
    y, yaw = side * y, side * yaw
    bent = _key(_RIGHT_CURVE, u) if side > 0 else _key(_LEFT_CURVE, u)
    x, y, yaw = mixed((x, y, yaw), bent, curve)
    run_x, run_y, run_yaw = _key(_LAUNCH, own)
    x, y, yaw = mixed((x, y, yaw), (run_x, side * run_y, side * run_yaw), launch)
    rest = (0.0 if side > 0 else -0.10, side * 0.13, side * 1.0)
    return mixed((x, y, yaw), rest, ease)


def _clap(u: float, side: int, curve: float) -> float:
    """How far a clap skate is open: only while its leg is stretched, at the end of a push."""
    straight = _OPEN_STRAIGHT + (0.0 if side > 0 else 0.5)
    bent = _OPEN_RIGHT if side > 0 else _OPEN_LEFT

    def open_at(middle: float) -> float:
        away = abs((u - middle + 0.5) % 1.0 - 0.5)
        return max(0.0, 1 - (away / _OPEN_FOR) ** 2)

    return (1 - curve) * open_at(straight) + curve * open_at(bent)


def _leg(tip: tuple[float, float, float], hips: Place, side: int, lean: float, clap: float) -> Foot:
    """Hip, knee and ankle for a blade: the knee comes forward as the leg bends."""
    x, y, degrees = tip
    yaw = math.radians(degrees)
    lift = _LIFT_M * min(1.0, max(0.0, (_LIFT_FROM_M - x) / 0.3))
    lift *= 1.0 - min(1.0, abs(y) / 0.55)
    # The heel comes up with the boot of an open skate, about its hinge under the toes.
    ankle = (
        *before((x, y, 0.0), yaw, -1),
        _ANKLE_Z + lift + 0.07 * clap,
    )
    hip = rolled((hips[0] + 0.02, hips[1] + side * 0.095, hips[2] - 0.03), lean)
    away = math.hypot(ankle[0] - hip[0], ankle[1] - hip[1])
    bent = max(0.0, 1 - (away / 0.62) ** 2)
    knee = (
        0.5 * (hip[0] + ankle[0]) + 0.20 * bent + 0.02,
        0.5 * (hip[1] + ankle[1]) + side * 0.02 * bent,
        0.5 * (hip[2] + ankle[2]) + 0.03 + 0.1 * lift,
    )
    return Foot(hip, knee, ankle, (x, y, lift), yaw, clap)


def _arm(pose: Pose, side: int, hips: Place, shoulders: Place, push: float, lean: float) -> Arm:
    """An arm at rest on the back, swinging at the start, on a hip, or on the back again."""
    launch, ease, hold = pose.launch / LEVELS, pose.ease / LEVELS, pose.hold / LEVELS
    sx, sy, sz = shoulders
    shoulder = (sx - 0.015, sy + side * 0.185, sz + 0.01)
    elbow_z = sz - 0.06 - 0.16 * launch - 0.08 * hold
    hand_z = hips[2] + 0.17
    middle = 0.45 * sy + 0.55 * hips[1]
    elbow = (sx - 0.29, middle + side * 0.285, elbow_z)
    hand = (hips[0] + 0.10 + 0.015 * side, hips[1] + side * 0.025, hand_z)
    # Running start: arms beat against the legs.
    beat = math.cos(2 * math.pi * (pose.phase / PHASES + (0.5 if side > 0 else 0.0)))
    run_elbow = (sx - 0.10 + 0.17 * beat, sy + side * (0.30 - 0.03 * beat), elbow_z)
    run_hand = (sx + 0.05 + 0.30 * beat, sy + side * (0.24 - 0.12 * beat), sz - 0.20)
    elbow, hand = mixed(elbow, run_elbow, launch), mixed(hand, run_hand, launch)
    # Push: hands on the hip of the skater in front, elbows giving with each stroke.
    in_front = pose.reach * REACH_STEP_M + HIP_X
    held = (in_front - 0.045, sy * 0.8 + side * 0.125, hips[2] + 0.02)
    half = 0.5 * (shoulder[0] + held[0])
    held_elbow = (half - 0.02, 0.5 * (sy + held[1]) + side * (0.135 - 0.05 * push), elbow_z)
    elbow, hand = mixed(elbow, held_elbow, hold), mixed(hand, held, hold)
    # Glide-out: hands on the back, closer.
    rest_elbow = (sx - 0.25, sy + side * 0.27, elbow_z)
    rest_hand = (hips[0] + 0.12 + 0.015 * side, hips[1] + side * 0.025, hand_z)
    elbow, hand = mixed(elbow, rest_elbow, ease), mixed(hand, rest_hand, ease)
    return Arm(*(rolled(each, lean) for each in (shoulder, elbow, hand)))


def _key(keys: tuple[tuple[float, float, float, float], ...], u: float) -> tuple[float, ...]:
    """Periodic smooth interpolation of key positions at a part of the cycle."""
    table = _table(keys)
    at = u % 1.0 * PHASES
    low = int(at)
    part = at - low
    row = table[low % PHASES] + part * (table[(low + 1) % PHASES] - table[low % PHASES])
    return tuple(row.tolist())


@lru_cache(maxsize=8)
def _table(keys: tuple[tuple[float, float, float, float], ...]) -> Floats:
    """Key positions on the grid of phases: cubic Hermite with finite-difference slopes."""
    array = np.array(keys)
    cycle = np.array([1.0, 0.0, 0.0, 0.0])
    wrapped = np.concatenate([array[-2:] - cycle, array, array[:2] + cycle])
    time, value = wrapped[:, 0], wrapped[:, 1:]
    slope = np.zeros_like(value)
    slope[1:-1] = (value[2:] - value[:-2]) / (time[2:] - time[:-2])[:, np.newaxis]
    grid = np.arange(PHASES) / PHASES
    low = np.searchsorted(time, grid, side="right") - 1
    width = (time[low + 1] - time[low])[:, np.newaxis]
    t = (grid - time[low])[:, np.newaxis] / width
    return np.asarray(
        (1 + 2 * t) * (1 - t) ** 2 * value[low]
        + t * (1 - t) ** 2 * width * slope[low]
        + t * t * (3 - 2 * t) * value[low + 1]
        + t * t * (t - 1) * width * slope[low + 1]
    )
