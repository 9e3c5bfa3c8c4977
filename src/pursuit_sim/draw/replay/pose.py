"""How skaters hold themselves: joints seen from above, as a function of distance.

A `Pose` is what a picture of a skater depends on, in whole numbers, so that equal poses
share one drawing. `joints` turns it into places: x forward from the tip of the leading
blade, y to the right [m]. Strides follow distance, never time: a stroke is 7.5 m long
at speed, shorter out of the start, and in the curve the right leg crosses over the left.
The figures of this module were drawn by eye after photographs; they have no bearing on
any result.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pursuit_sim.draw.shapes import Point
from pursuit_sim.track import Oval

Floats = NDArray[np.float64]

CYCLE_M = 15.0  # a stroke of each leg; one stroke 7–8 m on the straight
_FIRST_CYCLE_M = 3.6  # running steps out of the start
_GROWING_M = 16.0  # over this the running start becomes long strokes
PHASES = 48  # drawings a cycle in close cameras: 0.3 m, 50 a second at full speed
PHASES_FAR = 24  # where skaters are small
LEVELS = 4  # steps from straight to curve, from start to stride, from stride to glide
REACH_STEP_M = 0.05
LAUNCH_M = 40.0  # from the standing start to the crouch
EASE_M = 30.0  # after the finish: from the crouch to the glide
_ENTRY_M = 5.0  # a curve's lean begins this much before the curve and is full as much in it
FULL_LEAN_MPS = 13.5  # at racing speed the lean is as drawn
CONTACT_M = 1.45  # spacing within which hands reach the hip in front
ASIDE_M = 0.45  # and lateral offset

HIP_X = -0.55  # of the hips behind the blade's tip
TORSO_M = 0.56  # hips to shoulders, crouched, seen from above
_HEAD_M = 0.165  # shoulders to the middle of the head
_LEAN_HIP, _LEAN_SHOULDER = 0.17, 0.25  # inward shift in the curve


class Pose(NamedTuple):
    """What a drawing of a skater depends on; whole numbers only.

    Attributes
    ----------
    phase : of the stride cycle, 0 … PHASES − 1
    curve : 0 straight … LEVELS deep in the curve: crossovers and lean
    launch : LEVELS at the gun … 0 in the crouch
    ease : 0 racing … LEVELS gliding out
    hold : 0 hands on the back … LEVELS hands on the hip in front
    reach : steps of REACH_STEP_M to the blade tip of the skater in front
    down : 0 on their feet … LEVELS lying on the ice
    """

    phase: int
    curve: int = 0
    launch: int = 0
    ease: int = 0
    hold: int = 0
    reach: int = 0
    down: int = 0


class Foot(NamedTuple):
    """One leg: hip, knee, ankle, blade tip, and the blade's turn to the right [rad]."""

    hip: Point
    knee: Point
    ankle: Point
    tip: Point
    yaw: float


class Arm(NamedTuple):
    """One arm: shoulder, elbow, hand."""

    shoulder: Point
    elbow: Point
    hand: Point


class Joints(NamedTuple):
    """Places of a skater's joints [m]; the left side is the first of each pair."""

    feet: tuple[Foot, Foot]
    arms: tuple[Arm, Arm]
    hips: Point
    shoulders: Point
    head: Point
    push: float  # strength of the push at this moment of the stride, 0 … 1


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


def stride(distance_m: float) -> float:
    """Strides skated after a distance [cycles]: short steps first, then one in 15 m.

    With a cycle of 15 − a·e^(−d/b) metres at distance d this is its exact integral.
    """
    if distance_m <= 0.0:
        return 0.0
    d = distance_m
    length = CYCLE_M - (CYCLE_M - _FIRST_CYCLE_M) * math.exp(-d / _GROWING_M)
    return (d + _GROWING_M * math.log(length / _FIRST_CYCLE_M)) / CYCLE_M


def bend(oval: Oval, distance_m: float) -> float:
    """0 on the straights, 1 in the curves, with soft passages.

    Parameters
    ----------
    oval : the track
    distance_m : along the lap line from the finish line [m]
    """
    along = distance_m % oval.half_lap_m
    entered = along - oval.straight_m / 2
    left = oval.half_lap_m - oval.straight_m / 2 - along
    depth = min(max((min(entered, left) + _ENTRY_M) / (2 * _ENTRY_M), 0.0), 1.0)
    return depth * depth * (3 - 2 * depth)


def level(part: float) -> int:
    """A part of 0 … 1 in steps of 1/LEVELS."""
    return round(min(max(part, 0.0), 1.0) * LEVELS)


@lru_cache(maxsize=256)  # each takes 4 kB
def joints(pose: Pose) -> Joints:
    """Where the joints are in a pose [m]."""
    u = pose.phase / PHASES
    curve, launch, ease = pose.curve / LEVELS, pose.launch / LEVELS, pose.ease / LEVELS
    swing = math.cos(2 * math.pi * (u - 0.2))  # weight on the right skate at 1, left at −1
    upright = max(0.75 * launch, 0.55 * ease)
    hips_y = 0.065 * swing * (1 - curve) * (1 - ease) - _LEAN_HIP * curve * (1 - ease)
    hips = (HIP_X + 0.10 * upright, hips_y)
    torso = TORSO_M * (1 - 0.30 * upright)
    shoulders_y = 0.045 * swing * (1 - curve) * (1 - ease) - _LEAN_SHOULDER * curve * (1 - ease)
    shoulders_y += 0.02 * math.sin(2 * math.pi * u) * curve
    shoulders = (hips[0] + torso, shoulders_y)
    head_m = _HEAD_M * (1 - 0.25 * upright)
    spine = math.atan2(shoulders[1] - hips[1], torso)
    head = (
        shoulders[0] + head_m,
        shoulders[1] + head_m * math.sin(spine / 2) - 0.03 * curve,
    )
    left, right = (_tip(u, side, curve, launch, ease) for side in (-1, 1))
    leading = max(left[0], right[0])
    feet = (
        _leg((left[0] - leading, *left[1:]), hips, -1),
        _leg((right[0] - leading, *right[1:]), hips, 1),
    )
    push = abs(math.sin(2 * math.pi * (u - 0.04))) ** 2 * pose.hold / LEVELS
    arms = (_arm(pose, -1, hips, shoulders, push), _arm(pose, 1, hips, shoulders, push))
    return Joints(feet, arms, hips, shoulders, head, push)


def _tip(
    u: float, side: int, curve: float, launch: float, ease: float
) -> tuple[float, float, float]:
    """Tip x, y [m] and turn [°] of a blade; `side` 1 right, −1 left."""
    own = u if side > 0 else (u + 0.5) % 1.0
    x, y, yaw = _key(_STRAIGHT, own)
    y, yaw = side * y, side * yaw
    bent = _key(_RIGHT_CURVE, u) if side > 0 else _key(_LEFT_CURVE, u)
    x, y, yaw = _mix((x, y, yaw), bent, curve)
    run_x, run_y, run_yaw = _key(_LAUNCH, own)
    x, y, yaw = _mix((x, y, yaw), (run_x, side * run_y, side * run_yaw), launch)
    rest = (0.0 if side > 0 else -0.10, side * 0.13, side * 1.0)
    return _mix((x, y, yaw), rest, ease)


def _leg(tip: tuple[float, float, float], hips: Point, side: int) -> Foot:
    """Hip, knee and ankle for a blade: the knee comes forward as the leg bends."""
    x, y, degrees = tip
    yaw = math.radians(degrees)
    ankle = (x - 0.29 * math.cos(yaw), y - 0.29 * math.sin(yaw))
    hip = (hips[0] + 0.02, hips[1] + side * 0.095)
    away = math.hypot(ankle[0] - hip[0], ankle[1] - hip[1])
    bent = max(0.0, 1 - (away / 0.62) ** 2)
    knee = (
        0.5 * (hip[0] + ankle[0]) + 0.20 * bent,
        0.5 * (hip[1] + ankle[1]) + side * 0.02 * bent,
    )
    return Foot(hip, knee, ankle, (x, y), yaw)


def _arm(pose: Pose, side: int, hips: Point, shoulders: Point, push: float) -> Arm:
    """An arm at rest on the back, swinging at the start, on a hip, or on a knee."""
    launch, ease, hold = pose.launch / LEVELS, pose.ease / LEVELS, pose.hold / LEVELS
    sx, sy = shoulders
    shoulder = (sx - 0.015, sy + side * 0.185)
    middle = 0.45 * sy + 0.55 * hips[1]
    elbow = (sx - 0.29, middle + side * 0.285)
    hand = (hips[0] + 0.10 + 0.015 * side, hips[1] + side * 0.025)
    # Running start: arms beat against the legs.
    beat = math.cos(2 * math.pi * (pose.phase / PHASES + (0.5 if side > 0 else 0.0)))
    run_elbow = (sx - 0.10 + 0.17 * beat, sy + side * (0.30 - 0.03 * beat))
    run_hand = (sx + 0.05 + 0.30 * beat, sy + side * (0.24 - 0.12 * beat))
    elbow, hand = _point(elbow, run_elbow, launch), _point(hand, run_hand, launch)
    # Push: hands on the hip of the skater in front, elbows giving with each stroke.
    in_front = pose.reach * REACH_STEP_M + HIP_X
    held = (in_front - 0.045, shoulders[1] * 0.8 + side * 0.125)
    half = 0.5 * (shoulder[0] + held[0])
    held_elbow = (half - 0.02, 0.5 * (shoulder[1] + held[1]) + side * (0.135 - 0.05 * push))
    elbow, hand = _point(elbow, held_elbow, hold), _point(hand, held, hold)
    # Glide-out: hands on the back, closer.
    rest_elbow = (sx - 0.25, sy + side * 0.27)
    rest_hand = (hips[0] + 0.12 + 0.015 * side, hips[1] + side * 0.025)
    elbow, hand = _point(elbow, rest_elbow, ease), _point(hand, rest_hand, ease)
    return Arm(shoulder, elbow, hand)


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


def _mix(
    first: tuple[float, ...], second: tuple[float, ...], part: float
) -> tuple[float, float, float]:
    x, y, yaw = (a + part * (b - a) for a, b in zip(first, second, strict=True))
    return x, y, yaw


def _point(first: Point, second: Point, part: float) -> Point:
    return (first[0] + part * (second[0] - first[0]), first[1] + part * (second[1] - first[1]))
