"""Edges that are seen in perspective are smoothed: only what lies under lines or pads is not."""

from __future__ import annotations

from itertools import product

import pygame
import pytest

from helpers.scenes import walk
from helpers.semifinal import CONTEXT, SEMIFINAL
from pursuit_sim.draw import scene
from pursuit_sim.draw.look import contrast, theme
from pursuit_sim.draw.replay.preparation import prepare
from pursuit_sim.draw.settings import Settings
from pursuit_sim.draw.shapes import Polygon, Rect
from pursuit_sim.paint.painter import Painter
from pursuit_sim.paint.pixels import opaque
from pursuit_sim.sim import simulate

PADS = contrast.mix(theme.PADS_DARK, theme.PADS, 0.6)


@pytest.mark.parametrize("size", [(640, 360), (1920, 1080), (3840, 2160)])
def test_no_edge_in_view_is_left_rough(size: tuple[int, int]) -> None:
    """The inner ice ends under the red line, the outer ice at the pads, drawn over it."""
    replay = prepare(simulate(SEMIFINAL), CONTEXT)
    for time in (0.0, 77.0, 113.0, 200.0):
        shapes = scene.frame(replay, time, Settings(size=size, camera="broadcast"))
        rough = {s.fill for s, _ in walk(shapes) if isinstance(s, Polygon) and s.edge == "covered"}
        assert rough <= {theme.ICE_WARM_UP, theme.ICE_OUTER}


def test_faint_edges_part_what_can_hardly_be_told_apart() -> None:
    """In moving pictures they are left rough: graphics that are to be seen need a contrast of 3."""
    shapes = scene.frame(prepare(simulate(SEMIFINAL), CONTEXT), 77.0, Settings(camera="broadcast"))
    seen = [s for s, _ in walk(shapes) if isinstance(s, Polygon | Rect)]
    *tiers, middle = [s.fill for s in seen if isinstance(s, Polygon) and s.edge == "faint"]
    ceiling = [s.fill for s in seen if isinstance(s, Rect) and s.width == 1920][:6]
    pairs = [(middle, theme.INFIELD), *product(tiers, tiers + ceiling)]
    assert len(pairs) == 1 + 3 * 9
    for one, other in pairs:
        assert one is not None
        assert other is not None
        assert contrast.ratio(one, other) < 1.25


def test_nothing_behind_the_pads_shimmers_through_their_foot() -> None:
    """Where white ice meets blue pads or a blue line, no pixel is darker than those are."""
    settings = Settings(size=(1920, 1080), camera="broadcast", transport=False)
    surface = opaque(*settings.size)
    shapes = scene.frame(prepare(simulate(SEMIFINAL), CONTEXT), 77.0, settings)
    Painter().paint(shapes, surface)
    light = pygame.surfarray.array3d(surface).max(axis=2).astype(int)
    (pads,) = (s for s, _ in walk(shapes) if isinstance(s, Polygon) and s.fill == PADS)
    found = 0
    for x, y in pads.points:
        if not 700 < x < 1900 or not 350 < y < 800:
            continue
        around = light[round(x), round(y) - 4 : round(y) + 5]
        if around[-1] > 200 > around[0] > 100:  # from the pads down to the ice
            found += 1
            assert around.min() >= min(PADS[2], theme.LINE_BLUE[2]) - 3, (x, y, around)
    assert found >= 3
