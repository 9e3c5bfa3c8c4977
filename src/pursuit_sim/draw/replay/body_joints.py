"""Joints of a skater in metres: x forward from the tip of the leading blade, y right, z up.

The left side is the first of each pair.
"""

from __future__ import annotations

import math
from typing import Any, NamedTuple, TypeVar

Place = tuple[float, float, float]  # [m]
BLADE_AHEAD_M = 0.29  # of the ankle, the tip of a blade
_Any = TypeVar("_Any", bound=tuple[Any, ...])


class Foot(NamedTuple):
    """One leg.

    Attributes
    ----------
    hip, knee, ankle, tip : joints, and the tip of the blade
    yaw : the blade's turn to the right [rad]
    clap : 0 the boot on its blade … 1 the heel off it, as a clap skate opens
    """

    hip: Place
    knee: Place
    ankle: Place
    tip: Place
    yaw: float
    clap: float = 0.0


class Arm(NamedTuple):
    """One arm."""

    shoulder: Place
    elbow: Place
    hand: Place


class Joints(NamedTuple):
    """Places of a skater's joints.

    Attributes
    ----------
    feet, arms : left and right
    hips, shoulders, head : middles
    roll : of the trunk about its spine, to the left [rad]
    head_yaw : the head's turn to the right [rad]
    push : strength of the push at this moment of the stride, 0 … 1
    """

    feet: tuple[Foot, Foot]
    arms: tuple[Arm, Arm]
    hips: Place
    shoulders: Place
    head: Place
    roll: float = 0.0
    head_yaw: float = 0.0
    push: float = 0.0


def before(ankle: Place, yaw: float, steps: int = 1) -> tuple[float, float]:
    """Where the tip of a blade is [m], from the ankle over it; with −1 step the other way."""
    x, y, _ = ankle
    ahead = steps * BLADE_AHEAD_M
    return x + ahead * math.cos(yaw), y + ahead * math.sin(yaw)


def mixed(first: _Any, second: _Any, part: float) -> _Any:
    """Between two of the same shape: the first at 0, the second at 1."""
    found = (
        mixed(a, b, part) if isinstance(a, tuple) else a + part * (b - a)
        for a, b in zip(first, second, strict=True)
    )
    return type(first)(*found) if hasattr(first, "_fields") else type(first)(found)


def rolled(place: Place, angle: float) -> Place:
    """A place turned to the left about the line on the ice under the blade's tip [rad]."""
    x, y, z = place
    cos, sin = math.cos(angle), math.sin(angle)
    return x, y * cos - z * sin, z * cos + y * sin
