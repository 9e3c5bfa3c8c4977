"""How skaters hold themselves, stride by stride, and the drawing of it from above."""

from __future__ import annotations

import math
from itertools import product

import numpy as np
import pytest

from helpers.scenes import points_of
from pursuit_sim import load
from pursuit_sim.draw.figures import top_view
from pursuit_sim.draw.replay import pose
from pursuit_sim.draw.replay.pose import FINE, LEVELS, PHASES, Pose
from pursuit_sim.draw.replay.posture import joints
from pursuit_sim.draw.replay.snapshot import snapshot
from pursuit_sim.draw.shapes import Part
from pursuit_sim.export.pictures import render

WHITE = (255, 255, 255, 255)


def poses() -> list[Pose]:
    styles = [
        (0, 0, 0, 0, 0), (LEVELS, 0, 0, 0, 0), (2, 0, 0, 0, 0), (0, LEVELS, 0, 0, 0),
        (0, 1, 0, 0, 0), (0, 0, LEVELS, 0, 0), (LEVELS, 0, 2, 0, 0), (0, 0, 0, LEVELS, 18),
        (LEVELS, 0, 0, LEVELS, 18),
    ]  # fmt: skip
    skating = [Pose(phase, *style) for style, phase in product(styles, range(PHASES))]
    leaning = [Pose(phase, curve=LEVELS, lean=lean) for lean in (4, 8) for phase in range(PHASES)]
    return skating + leaning


def stances() -> list[Pose]:
    """All that is no skating, and what lies between."""
    steps = range(0, FINE + 1, 3)
    found = [Pose(7, down=down, sits=sits) for down, sits in product(steps, steps)]
    found += [Pose(7, ease=LEVELS, knees=knees, turned=10) for knees in steps]
    return found + [Pose(7, ease=LEVELS, cheer=cheer, knees=FINE - cheer) for cheer in steps]


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


@pytest.mark.parametrize(
    ("mps", "radius_m", "degrees"),
    # 14.3²/(9.81·26) = 0.8017, whose arctangent is 38.7°; 1 for v² = g r.
    [(14.3, 26.0, 38.7), (15.9706, 26.0, 45.0), (13.0, 26.5, 33.0), (5.0, 26.0, 5.6), (0, 26, 0)],
)
def test_lean_is_that_of_the_force_on_the_skates(
    mps: float, radius_m: float, degrees: float
) -> None:
    assert math.degrees(pose.lean_rad(mps, radius_m)) == pytest.approx(degrees, abs=0.05)


def test_in_a_curve_the_body_leans_in_to_the_left_as_much() -> None:
    """From the ice to the middle of the hips, 35° off the vertical; skates stay put."""
    for phase in range(PHASES):
        upright, leaning = (joints(Pose(phase, curve=LEVELS, lean=lean)) for lean in (0, 7))
        _, y, z = leaning.hips
        assert math.degrees(math.atan2(-y, z)) == pytest.approx(35.0, abs=0.1)
        assert [f.tip for f in upright.feet] == [f.tip for f in leaning.feet]
        assert 0.40 < z < 0.50, "low"
        trunk = np.subtract(leaning.shoulders, leaning.hips)
        assert abs(math.degrees(math.atan2(trunk[2], math.hypot(*trunk[:2])))) < 15.0, "level"


def test_replays_lean_by_their_speed() -> None:
    """Semifinal 1 of the men, in the middle of a curve, at some 14 m/s: 36° to 40°."""
    shown = render.replay(load("beijing-2022-men"), "sf-1")
    oval = shown.oval
    middle = oval.curve_entry_m(9) + math.pi * oval.line_radius_m / 2
    when = float(np.interp(middle, shown.trajectory.tail_m[:, 0], shown.trajectory.time_s))
    now = snapshot(shown, when)
    tail = min(range(3), key=lambda k: now.distance_m[k])
    by_hand = math.degrees(math.atan(now.speed_mps[tail] ** 2 / 9.81 / 26.5))
    assert 35.0 < by_hand < 41.0
    assert math.degrees(now.poses[tail].lean * pose.LEAN_STEP) == pytest.approx(by_hand, abs=2.51)
    straight = float(np.interp(9 * oval.half_lap_m, shown.rising_m[:, 0], shown.trajectory.time_s))
    assert {each.lean for each in snapshot(shown, straight).poses[:3]} == {0}


def test_clap_skates_are_open_only_at_the_end_of_a_push() -> None:
    """The heel is off the blade while that leg is stretched and its tip is on the ice; else not."""
    for held in (Pose(0), Pose(0, curve=LEVELS, lean=7)):
        cycle = [joints(held._replace(phase=phase)).feet for phase in range(PHASES)]
        for side in (0, 1):
            opened = [feet[side].clap > 0.3 for feet in cycle]
            assert 4 < sum(opened) < PHASES / 4
            reach = [math.dist(feet[side].hip, feet[side].ankle) for feet in cycle]
            widest = int(np.argmax([feet[side].clap for feet in cycle]))
            assert reach[widest] > np.quantile(reach, 0.75)
    assert all(f.clap == 0 for f in joints(Pose(26, ease=LEVELS)).feet)


def test_bones_keep_their_length() -> None:
    """Arms and legs are as long lying, sitting or cheering; blades lie before ankles."""
    for held in [Pose(7, down=FINE), Pose(7, down=FINE, sits=FINE), Pose(7, cheer=FINE),
                 Pose(7, knees=FINE)]:  # fmt: skip
        found = joints(held)
        for arm in found.arms:
            assert 0.20 < math.dist(arm.shoulder, arm.elbow) < 0.36
            assert 0.17 < math.dist(arm.elbow, arm.hand) < 0.36
        for foot in found.feet:
            assert 0.28 < math.dist(foot.hip, foot.knee) < 0.50
            assert 0.30 < math.dist(foot.knee, foot.ankle) < 0.50
    for held in stances():
        for foot in joints(held).feet:
            away = math.dist(foot.ankle[:2], foot.tip[:2])
            assert away == pytest.approx(0.29, abs=0.01)


def test_whoever_lies_is_near_the_ice_and_whoever_sits_is_not() -> None:
    lying, sitting = joints(Pose(7, down=FINE)), joints(Pose(7, down=FINE, sits=FINE))
    assert max(each[2] for each in (lying.hips, lying.shoulders, lying.head)) < 0.25
    assert sitting.hips[2] < 0.2
    assert sitting.head[2] > 0.7
    assert all(arm.hand[2] > 1.6 for arm in joints(Pose(7, cheer=FINE)).arms)


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
    for held in (*poses(), *reaching, *stances()):
        for far in (False, True):
            assert extent(top_view.legs(held, dress, far)) < top_view.EXTENT_M
            assert extent(top_view.body(held, dress, far)) < top_view.BODY_EXTENT_M
    for curve in range(LEVELS + 1):
        for upright in range(LEVELS + 1):
            assert extent(top_view.shadow(curve, upright)) < top_view.SHADOW_EXTENT_M


def extent(parts: tuple[Part, ...]) -> float:
    """How far the farthest corner of some parts is from their origin."""
    return max(math.hypot(*point) for part in parts for point in points_of(part))
