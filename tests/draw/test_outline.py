"""Outlines: points that are left out are not missed."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest

from pursuit_sim.draw.outline import needed


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
