"""Outlines: points that are left out are not missed."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest

from pursuit_sim.draw.cameras.pinhole import NEAR_M, Pinhole
from pursuit_sim.draw.ice.seen_rings import seen_rings
from pursuit_sim.draw.outline import bending, needed, needed_of


def missed(line: np.ndarray, kept: np.ndarray) -> float:
    """How far a line's points lie from the same line through some of them, at most [px]."""
    most = 0.0
    for first, last in pairwise(kept):
        for point in line[first + 1 : last]:
            way = line[last] - line[first]
            part = np.clip((point - line[first]) @ way / (way @ way), 0.0, 1.0)
            most = max(most, float(np.hypot(*(point - line[first] - part * way))))
    return most


@pytest.mark.parametrize("away", [0.1, 0.4])
def test_a_circle_needs_as_many_points_as_its_sagitta_says(away: float) -> None:
    """A chord of 2·√(2·r·h) leaves a circle of radius r by h, here half of what is allowed."""
    angle = np.linspace(0.0, 2 * math.pi, 2000)
    circle = 300.0 * np.stack((np.cos(angle), np.sin(angle)), axis=1)
    kept = needed(circle, away)
    assert missed(circle, kept) <= 0.6 * away
    wanted = 2 * math.pi * 300.0 / (2 * math.sqrt(2 * 300.0 * away / 2))
    assert kept.size == pytest.approx(wanted, rel=0.1)


def test_ends_of_straights_and_places_where_it_turns_back_stay() -> None:
    """Out along a straight, into a curve, and back over itself."""
    out = np.stack((np.linspace(-5000.0, 0.0, 40), np.zeros(40)), axis=1)
    angle = np.linspace(0.0, math.pi, 600)[1:]
    curve = 200.0 * np.stack((np.sin(angle), 1 - np.cos(angle)), axis=1)
    back = np.stack((np.linspace(0.0, 4000.0, 40)[1:], np.full(39, 400.0)), axis=1)
    line = np.concatenate((out, curve, back))
    kept = needed(line, 0.2)
    assert missed(line, kept) <= 0.6
    assert 40 + 599 - 1 in kept
    assert kept.size < 60
    assert kept[0] == 0
    assert kept[-1] == len(line) - 1


def test_a_stretch_of_a_line_needs_what_it_would_by_itself() -> None:
    """What a whole line needs is told once, and then of any part of it."""
    angle = np.linspace(0.0, math.pi, 900)
    line = 400.0 * np.stack((np.cos(angle), 0.5 * np.sin(angle)), axis=1)
    for first, last in ((0, 900), (0, 300), (123, 777), (500, 503)):
        kept = needed_of(bending(line)[first:last], 0.2).nonzero()[0]
        assert missed(line[first:last], kept) <= 0.2
        assert abs(kept.size - needed(line[first:last], 0.2).size) <= (
            1 if last - first > 30 else 3
        )
        assert (kept[0], kept[-1]) == (0, last - first - 1)


def ahead_of(places: np.ndarray, near_m: float) -> list[np.ndarray]:
    """The part of a closed outline (point, right-down-depth) before a plane, corner by corner."""
    found = []
    for one, other in pairwise([*places, places[0]]):
        if one[2] >= near_m:
            found.append(one)
        if (one[2] >= near_m) != (other[2] >= near_m):
            found.append(one + (near_m - one[2]) / (other[2] - one[2]) * (other - one))
    return found


def area(line: np.ndarray) -> float:
    """Of a closed outline, by the shoelace formula [px²]."""
    x, y = line.T
    return abs(float(x @ np.roll(y, -1) - y @ np.roll(x, -1))) / 2


@pytest.mark.parametrize("yaw", [0.0, 0.8, 2.4, 4.0])
def test_a_ring_about_the_camera_is_cut_where_it_is_behind(yaw: float) -> None:
    """With few of its points it covers what it does with all, but for a strip along its edge."""
    angle = np.linspace(0.0, 2 * math.pi, 400)
    ring = np.stack((20 * np.cos(angle), 9 * np.sin(angle), 0 * angle), axis=1)
    eye = Pinhole((0, 0, 1600, 900), (3.0, 2.0, 1.75), yaw, 0.1, 1500, (800, 450))
    (seen,) = seen_rings(eye, ring[np.newaxis])
    found = seen.outline(eye, 0.2)
    exact = np.array([eye.pixels(each) for each in ahead_of(eye.seen(ring), NEAR_M)])
    around = float(np.hypot(*np.diff(exact, axis=0).T).sum())
    assert len(found) < len(exact)
    assert abs(area(found) - area(exact)) < 0.3 * around
    for axis in (0, 1):
        assert found[:, axis].min() == pytest.approx(exact[:, axis].min(), abs=0.6)
        assert found[:, axis].max() == pytest.approx(exact[:, axis].max(), abs=0.6)
