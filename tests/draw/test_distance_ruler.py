"""The ruler of the head-to-head, however far apart teams are."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from helpers.scenes import box_of, walk
from helpers.two_teams import two
from pursuit_sim.draw import scene
from pursuit_sim.draw.replay.replay import Replay
from pursuit_sim.draw.settings import Settings
from pursuit_sim.draw.shapes import Text


@pytest.fixture(scope="module")
def far() -> Replay:
    """Six laps in 2:50 and in 9:00: three laps apart when the first is through."""
    return two('time = 170.0\nformation = "push"', 'time = 540.0\nformation = "push"')


@pytest.mark.parametrize("size", [(640, 360), (1280, 720), (1080, 1920), (3840, 2160)])
@pytest.mark.parametrize("zoom", [0.5, 1.0, 2.5])
def test_metres_are_told_where_there_is_room_for_them(
    far: Replay, size: tuple[int, int], zoom: float
) -> None:
    for time in (5.0, 20.0, 60.0, 169.0):
        shapes = scene.frame(far, time, Settings(size=size, camera="head-to-head", zoom=zoom))
        named = sorted(
            (box_of(each), float(each.text[:-2]))
            for each, _ in walk(shapes)
            if isinstance(each, Text) and re.fullmatch(r"\d+ m", each.text)
        )
        assert named
        for (one, metre), (other, further) in pairwise(named):
            assert other[0] - one[2] > 0.2 * (one[2] - one[0]), (time, metre, further)
        steps = {further - metre for (_, metre), (_, further) in pairwise(named)}
        assert len(steps) <= 1
        assert steps <= {10.0, 20.0, 50.0, 100.0, 200.0, 500.0}
