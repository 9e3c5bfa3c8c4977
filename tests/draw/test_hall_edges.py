"""Edges that are seen in perspective are smoothed: only what lies under lines or pads is not."""

from __future__ import annotations

import pytest

from helpers.scenes import walk
from helpers.semifinal import CONTEXT, SEMIFINAL
from pursuit_sim.draw import scene
from pursuit_sim.draw.look import theme
from pursuit_sim.draw.replay.preparation import prepare
from pursuit_sim.draw.settings import Settings
from pursuit_sim.draw.shapes import Polygon
from pursuit_sim.sim import simulate


@pytest.mark.parametrize("size", [(640, 360), (1920, 1080), (3840, 2160)])
def test_no_edge_in_view_is_left_rough(size: tuple[int, int]) -> None:
    """The inner ice ends under the red line, the outer ice at the pads, drawn over it."""
    replay = prepare(simulate(SEMIFINAL), CONTEXT)
    for time in (0.0, 77.0, 113.0, 200.0):
        shapes = scene.frame(replay, time, Settings(size=size, camera="broadcast"))
        rough = {s.fill for s, _ in walk(shapes) if isinstance(s, Polygon) and s.covered}
        assert rough <= {theme.ICE_WARM_UP, theme.ICE_OUTER}
