"""Colours, poses and places: what scenes are made of."""

from __future__ import annotations

import math
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.scenes import points_of
from pursuit_sim.draw.cameras import camera
from pursuit_sim.draw.cameras.ice_point import ice_point
from pursuit_sim.draw.figures import top_view
from pursuit_sim.draw.look import contrast, theme
from pursuit_sim.draw.replay import pose
from pursuit_sim.draw.replay.pose import LEVELS, PHASES, Pose, joints
from pursuit_sim.draw.shapes import Part
from pursuit_sim.track import Oval

BLACK, WHITE, GREY = (0, 0, 0, 255), (255, 255, 255, 255), (119, 119, 119, 255)
colours = st.tuples(*[st.integers(0, 255)] * 3).map(lambda c: "#{:02x}{:02x}{:02x}".format(*c))


def test_contrast_ratios_are_those_of_wcag() -> None:
    """WCAG 2.2: 21 for black on white; #777777 on white is known as 4.48, just too little."""
    assert contrast.ratio(BLACK, WHITE) == pytest.approx(21.0)
    assert contrast.ratio(WHITE, BLACK) == pytest.approx(21.0)
    assert contrast.ratio(GREY, WHITE) == pytest.approx(4.48, abs=0.005)


def test_difference_of_colours() -> None:
    """OKLab: black to white is 1; sRGB red lies at L 0.628, a 0.225, b 0.126."""
    assert contrast.difference(BLACK, WHITE) == pytest.approx(1.0, abs=1e-3)
    red = math.hypot(0.628, 0.225, 0.126)
    assert contrast.difference((255, 0, 0, 255), BLACK) == pytest.approx(red, abs=1e-3)


@given(colours, colours, st.sampled_from(theme.PALETTES))
def test_teams_are_seen_and_told_apart(first: str, second: str, palette: theme.Palette) -> None:
    one, other = theme.teams((first, second), palette)
    for team in (one, other):
        assert contrast.ratio(team.suit, theme.ICE) >= 3.0
        assert contrast.ratio(team.name, theme.PANEL) >= 4.5
        assert contrast.ratio(team.ink, team.suit) >= 4.5
        assert contrast.ratio(theme.WHITE, team.best) >= 4.5
        assert contrast.ratio(theme.WHITE, team.tint) >= 4.5
    assert contrast.difference(one.suit, other.suit) >= theme.ALIKE


def test_a_good_colour_stays_as_the_scenario_gives_it() -> None:
    red, blue = theme.teams(("#d7203b", "#2f6fe0"))
    assert red.suit == (0xD7, 0x20, 0x3B, 255)
    assert blue.suit == (0x2F, 0x6F, 0xE0, 255)


def test_text_on_panels_is_readable() -> None:
    for ground in (theme.PANEL, theme.BAR, theme.CELL, theme.INFIELD, theme.INFIELD_MIDDLE):
        for text in (theme.TEXT, theme.MUTED, theme.HEADING, theme.RECORD_BEHIND):
            assert contrast.ratio(text, ground) >= 4.5
    assert contrast.ratio(theme.RECORD_ON_ICE, theme.ICE) >= 4.5


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


def test_everything_of_a_skater_is_within_his_extent() -> None:
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


@given(st.floats(-1000, 4000), st.floats(-4, 8), st.sampled_from([25.0, 25.5, 26.0]))
def test_one_place_is_where_the_track_says(distance: float, lateral: float, radius: float) -> None:
    oval = Oval(radius)
    x, y, heading = ice_point(oval, distance, lateral)
    assert (x, y) == pytest.approx(tuple(oval.xy(distance, lateral)), abs=1e-6)
    assert heading == pytest.approx(float(oval.heading(distance)), abs=1e-6)


@given(
    st.floats(0, 3000), st.floats(0.2, 5.0), st.floats(-80, 80), st.floats(-40, 40), st.booleans()
)
def test_cameras_keep_lengths_and_angles(
    distance: float, zoom: float, x: float, y: float, heading_right: bool
) -> None:
    eye = camera.follow(
        Oval(), (10, 20, 800, 450), distance, heading_right=heading_right, width_m=14 / zoom
    )
    assert eye.pixel(x, y) == pytest.approx(tuple(eye.project((x, y))), abs=1e-6)
    one, right, up = (eye.pixel(*p) for p in ((x, y), (x + 1, y), (x, y + 1)))
    assert math.dist(one, right) == pytest.approx(800 / 14 * zoom)
    assert math.dist(one, up) == pytest.approx(800 / 14 * zoom)
    # North lies a quarter turn counter-clockwise of east on the screen, where y is down.
    cross = (right[0] - one[0]) * (up[1] - one[1]) - (right[1] - one[1]) * (up[0] - one[0])
    assert cross < 0


def test_heading_right_means_so() -> None:
    oval = Oval()
    for distance in (0.0, 30.0, 100.0, 200.0, 300.0):
        eye = camera.follow(oval, (0, 0, 800, 450), distance)
        near, far = (eye.project(oval.xy(d)) for d in (distance - 0.5, distance + 0.5))
        assert far[0] > near[0]
        assert abs(far[1] - near[1]) < 0.05 * (far[0] - near[0])


def test_the_overview_shows_all_of_the_rink() -> None:
    oval = Oval()
    eye = camera.overview(oval, (0, 50, 1000, 400), margin=4)
    edge = eye.project(oval.xy(np.linspace(0, oval.lap_m, 500), camera.SURROUND_M))
    assert edge[:, 0].min() >= 4 - 1e-6
    assert edge[:, 0].max() <= 996 + 1e-6
    assert edge[:, 1].min() >= 54 - 1e-6
    assert edge[:, 1].max() <= 446 + 1e-6
