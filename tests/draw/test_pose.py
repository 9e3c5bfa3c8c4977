"""How skaters hold themselves, stride by stride, and the drawing of it from above."""

from __future__ import annotations

import math
from itertools import product

import numpy as np
import pytest

from helpers.scenes import points_of
from pursuit_sim.draw.figures import top_view
from pursuit_sim.draw.replay import pose
from pursuit_sim.draw.replay.pose import LEVELS, PHASES, Pose, joints
from pursuit_sim.draw.shapes import Part

WHITE = (255, 255, 255, 255)


def poses() -> list[Pose]:
    styles = [
        (0, 0, 0, 0, 0), (LEVELS, 0, 0, 0, 0), (2, 0, 0, 0, 0), (0, LEVELS, 0, 0, 0),
        (0, 1, 0, 0, 0), (0, 0, LEVELS, 0, 0), (LEVELS, 0, 2, 0, 0), (0, 0, 0, LEVELS, 18),
        (LEVELS, 0, 0, LEVELS, 18),
    ]  # fmt: skip
    return [Pose(phase, *style) for style, phase in product(styles, range(PHASES))]


def places(held: Pose) -> np.ndarray:
    found = joints(held)
    limbs = [p for foot in found.feet for p in foot[:4]] + [p for arm in found.arms for p in arm]
    return np.array([*limbs, found.hips, found.shoulders, found.head])


@pytest.mark.parametrize("held", poses()[:: PHASES // 4])
def test_a_stride_has_no_jumps(held: Pose) -> None:
    """From one drawing to the next no joint moves farther than a fast foot does: 8 m/s.

    At 14 m/s a drawing lasts 0.3 m, 22 ms.
    """
    for phase in range(PHASES):
        here = places(held._replace(phase=phase))
        there = places(held._replace(phase=(phase + 1) % PHASES))
        assert np.abs(there - here).max() < 0.18


def test_a_stride_moves_both_legs_in_turn() -> None:
    sides = np.array([[f.tip[1] for f in joints(Pose(p)).feet] for p in range(PHASES)])
    left, right = sides.T
    assert right.max() > 0.6  # a full push to the side
    assert left.min() < -0.6
    assert np.roll(right, PHASES // 2) == pytest.approx(-left, abs=1e-9)


def test_in_the_curve_the_right_leg_crosses_over_the_left() -> None:
    crossed = [
        joints(Pose(p, curve=LEVELS)).feet[1].tip[1] < joints(Pose(p, curve=LEVELS)).feet[0].tip[1]
        for p in range(PHASES)
    ]
    assert any(crossed)
    assert not any(
        joints(Pose(p)).feet[1].tip[1] < joints(Pose(p)).feet[0].tip[1] - 0.15
        for p in range(PHASES)
    )
    # The upper body leans in: to the left.
    assert all(joints(Pose(p, curve=LEVELS)).shoulders[1] < -0.15 for p in range(PHASES))


def test_the_leading_blade_is_the_reference() -> None:
    for held in poses():
        tips = [foot.tip[0] for foot in joints(held).feet]
        assert max(tips) == pytest.approx(0.0, abs=1e-9)


def test_hands_reach_the_hip_in_front() -> None:
    """In a push at 0.9 m the hands lie beside the hips of the skater in front."""
    for phase in range(PHASES):
        behind = joints(Pose(phase, hold=LEVELS, reach=18))
        front = joints(Pose(phase))
        for arm in behind.arms:
            assert arm.hand[0] == pytest.approx(0.9 + front.hips[0], abs=0.10)
            assert abs(arm.hand[1]) < 0.25


def test_strokes_are_seven_to_eight_metres_at_speed() -> None:
    strokes = [pose.stride(d + 7.5) - pose.stride(d) for d in (100.0, 500.0, 3000.0)]
    assert strokes == pytest.approx([0.5] * 3, rel=0.01)
    assert pose.stride(0.0) == 0.0
    assert pose.stride(10.0) > 1.5  # short steps out of the start


def test_everything_of_a_skater_is_within_their_extent() -> None:
    dress = top_view.Dress(WHITE, WHITE, WHITE, WHITE, WHITE, twin=False)
    farthest = round(pose.CONTACT_M / pose.REACH_STEP_M)  # that hands reach for the hip in front
    reaching = [Pose(phase, hold=LEVELS, reach=farthest) for phase in range(PHASES)]
    for held in (*poses(), *reaching):
        for far in (False, True):
            assert extent(top_view.legs(held, dress, far)) < top_view.EXTENT_M
            assert extent(top_view.body(held, dress, far)) < top_view.BODY_EXTENT_M
    for curve in range(LEVELS + 1):
        for upright in range(LEVELS + 1):
            assert extent(top_view.shadow(curve, upright)) < top_view.SHADOW_EXTENT_M


def extent(parts: tuple[Part, ...]) -> float:
    """How far the farthest corner of some parts is from their origin."""
    return max(math.hypot(*point) for part in parts for point in points_of(part))
