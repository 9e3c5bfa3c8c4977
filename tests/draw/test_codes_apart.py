"""Where one train comes up with the other, both can still be told from afar."""

from __future__ import annotations

import numpy as np
import pytest

import pursuit_sim
from helpers.scenes import box_of, walk
from pursuit_sim.draw import scene
from pursuit_sim.draw.replay.replay import Replay
from pursuit_sim.draw.settings import Settings, form_of
from pursuit_sim.draw.shapes import Text
from pursuit_sim.export.pictures.render import replay


@pytest.fixture(scope="module")
def caught() -> Replay:
    """Norway in 3:38.28 come up with the Netherlands in 3:58.00 after 172 s."""
    changed = {"races.sf-1.crossing.time": "3:58.00"}
    return replay(pursuit_sim.load("beijing-2022-men", changed), "sf-1")


@pytest.mark.parametrize("size", [(1280, 720), (640, 360), (1080, 1080), (1080, 1920)])
def test_codes_of_trains_side_by_side_are_beside_each_other(
    caught: Replay, size: tuple[int, int]
) -> None:
    settings = Settings(camera="overview", size=size, form=form_of(size)).bare()
    before = None
    for time_s in np.arange(171.4, 174.6, 0.1).tolist():
        codes = [
            each
            for each, _ in walk(scene.frame(caught, time_s, settings))
            if isinstance(each, Text) and each.text in caught.codes and each.anchor == "centre"
        ]
        nor, ned = codes
        left, right = box_of(nor), box_of(ned)
        across = min(left[2], right[2]) > max(left[0], right[0])
        down = min(left[3], right[3]) > max(left[1], right[1])
        assert not (across and down), time_s
        if before is not None:
            assert np.hypot(ned.x - before.x, ned.y - before.y) < 1.5 * ned.size, "it glides"
        before = ned
