"""How skaters hold themselves when they do not skate: on the ice, and after a race.

Drawn by eye after photographs; they have no bearing on any result.
"""

from __future__ import annotations

import math

from pursuit_sim.draw.replay.body_joints import Arm, Foot, Joints, Place, before


def _foot(hip: Place, knee: Place, ankle: Place, yaw: float) -> Foot:
    return Foot(hip, knee, ankle, (*before(ankle, yaw), 0.0), yaw)


def _gliding(hip: Place, knee: Place, arm: Arm, shoulders: Place, head: Place) -> Joints:
    """On both feet; hip, knee and arm of the right side, and the same on the left."""

    def left(place: Place) -> Place:
        return place[0], -place[1], place[2]

    return Joints(
        feet=(
            _foot(left(hip), left(knee), (-0.37, -0.15, 0.13), -0.03),
            _foot(hip, knee, (-0.29, 0.15, 0.13), 0.03),
        ),
        arms=(Arm(*map(left, arm)), arm),
        hips=(hip[0] - 0.02, 0.0, hip[2] + 0.03),
        shoulders=shoulders,
        head=head,
    )


HANDS_ON_KNEES = _gliding(
    hip=(-0.52, 0.095, 0.74),
    knee=(-0.20, 0.15, 0.46),
    arm=Arm((-0.05, 0.185, 1.01), (-0.05, 0.29, 0.76), (-0.15, 0.17, 0.53)),
    shoulders=(-0.03, 0.0, 1.00),
    head=(0.13, 0.0, 1.08),
)
ARMS_UP = _gliding(
    hip=(-0.40, 0.095, 0.84),
    knee=(-0.26, 0.14, 0.47),
    arm=Arm((-0.29, 0.19, 1.34), (-0.24, 0.37, 1.54), (-0.18, 0.43, 1.80)),
    shoulders=(-0.28, 0.0, 1.35),
    head=(-0.22, 0.0, 1.55),
)
# On the left side, legs first, as they slide; the lower arm stretched, the upper one on the ice.
LYING = Joints(
    feet=(
        _foot((-0.24, 0.00, 0.10), (-0.60, 0.06, 0.10), (-1.00, -0.06, 0.10), 1.2),
        _foot((-0.22, 0.02, 0.24), (-0.54, 0.24, 0.24), (-0.90, 0.12, 0.17), 1.3),
    ),
    arms=(
        Arm((0.30, -0.06, 0.11), (0.52, -0.20, 0.07), (0.72, -0.30, 0.05)),
        Arm((0.30, 0.03, 0.29), (0.27, 0.30, 0.25), (0.10, 0.50, 0.06)),
    ),
    hips=(-0.22, 0.0, 0.17),
    shoulders=(0.32, -0.03, 0.20),
    head=(0.51, 0.02, 0.20),
    roll=1.35,
    head_yaw=0.5,
)
# Facing where their feet are, arms about the knees.
SITTING = Joints(
    feet=(
        _foot((-0.26, -0.10, 0.14), (-0.55, -0.14, 0.40), (-0.80, -0.17, 0.12), math.pi + 0.15),
        _foot((-0.26, 0.10, 0.14), (-0.55, 0.14, 0.40), (-0.80, 0.17, 0.12), math.pi - 0.15),
    ),
    arms=(
        Arm((-0.12, -0.19, 0.60), (-0.24, -0.29, 0.40), (-0.46, -0.17, 0.38)),
        Arm((-0.12, 0.19, 0.60), (-0.24, 0.29, 0.40), (-0.46, 0.17, 0.38)),
    ),
    hips=(-0.20, 0.0, 0.14),
    shoulders=(-0.12, 0.0, 0.60),
    head=(-0.18, 0.0, 0.78),
    roll=math.pi,
    head_yaw=math.pi,
)
