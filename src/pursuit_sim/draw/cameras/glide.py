"""From one camera to the next: a pure function of how far the change has come.

Cameras that look from above are blended: place and turn evenly, size by its logarithm, so
that nothing rushes past. A change that would turn the picture too far, or that leads to
another kind of camera, dips into the dark instead.
"""

from __future__ import annotations

import math

from pursuit_sim.draw.box import Box
from pursuit_sim.draw.cameras.camera import Camera
from pursuit_sim.draw.look import contrast, theme
from pursuit_sim.draw.shapes import Rect, Shape

DURATION_S = 0.6  # that a change of cameras should take
_DARKEST = 0.85  # opacity of the dark half way between cameras that cannot be blended
MOST_TURN = math.radians(100.0)  # a blend turns no farther: 250°/s at its fastest


def smooth(part: float) -> float:
    """0 … 1 with soft ends."""
    held = min(max(part, 0.0), 1.0)
    return held * held * (3 - 2 * held)


def turning(first: Camera, second: Camera) -> float:
    """How far the picture turns from one camera to the other, the shorter way [rad]."""
    return math.remainder(second.turn - first.turn, 2 * math.pi)


def between(first: Camera, second: Camera, part: float) -> Camera:
    """A camera on the way from one to the other.

    Parameters
    ----------
    first, second : the cameras
    part : 0 the first … 1 the second; eased by whoever calls
    """
    box = tuple(a + part * (b - a) for a, b in zip(first.box, second.box, strict=True))
    left, top, width, height = box
    # Magnifying by a constant rate keeps one place of the picture still; the centre has to
    # move as far as the scale has come, or the aim would leave the picture on the way.
    ratio = second.scale / first.scale
    scale = first.scale * ratio**part
    moved = part if abs(ratio - 1) < 1e-6 else (1 - ratio**-part) / (1 - 1 / ratio)
    x, y = (a + moved * (b - a) for a, b in zip(first.centre, second.centre, strict=True))
    turn = first.turn + part * turning(first, second)
    return Camera((left, top, width, height), (x, y), scale, turn)


def dip(part: float, box: Box) -> list[Shape]:
    """The dark between two cameras: none at 0 and 1, deepest half way; never black."""
    depth = 1 - abs(2 * min(max(part, 0.0), 1.0) - 1)
    return [Rect(*box, contrast.fade(theme.NIGHT, _DARKEST * smooth(depth)))]
