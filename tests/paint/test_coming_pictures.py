"""What a picture after a cut needs is made before it, a little after each picture."""

from __future__ import annotations

import numpy as np
import pygame
import pytest

from helpers.scenes import walk
from pursuit_sim import load
from pursuit_sim.draw import scene
from pursuit_sim.draw.replay.replay import Replay
from pursuit_sim.draw.scenes.shot_list import shot_list
from pursuit_sim.draw.settings import Settings
from pursuit_sim.draw.shapes import Layer, Point, Rect, Shape, Text
from pursuit_sim.export.pictures.render import replay
from pursuit_sim.paint.layer_rasters import LayerRasters
from pursuit_sim.paint.painter import Painter
from pursuit_sim.paint.pixels import opaque

SIZE = (640, 360)
SETTINGS = Settings(size=SIZE, camera="director", playing=True)


@pytest.fixture(scope="module")
def shown() -> Replay:
    return replay(load("beijing-2022-men"), "final-a")


def test_only_a_cut_that_is_near_is_told(shown: Replay) -> None:
    cut = shot_list(shown)[1].from_s
    assert scene.coming(shown, cut - 5.0, SETTINGS) == ()
    assert scene.coming(shown, cut - 0.5, SETTINGS) == scene.frame(shown, cut, SETTINGS)
    assert scene.coming(shown, shown.duration_s - 0.5, SETTINGS) == ()
    overview = Settings(size=SIZE, playing=True)
    assert scene.coming(shown, cut - 0.5, overview) == ()


def test_a_mouse_that_moves_does_not_have_it_made_anew(shown: Replay) -> None:
    cut = shot_list(shown)[1].from_s
    first = scene.coming(shown, cut - 0.5, SETTINGS)
    moved = Settings(size=SIZE, camera="director", playing=True, hover=(5.0, 5.0))
    assert scene.coming(shown, cut - 0.4, moved) is first


def test_a_picture_made_ready_needs_nothing_more_and_looks_the_same(shown: Replay) -> None:
    for shot in shot_list(shown)[1:4]:
        frame = scene.frame(shown, shot.from_s, SETTINGS)
        painter, surface = Painter(moving=True), opaque(*SIZE)
        painter.paint(scene.frame(shown, shot.from_s - 1.0, SETTINGS), surface)
        steps = 0
        while frame is not painter._ready:
            painter.make_ready(frame)
            steps += 1
        assert 3 < steps < 300  # little at a time, yet in the time that there is
        layers, rasters = painter._layers.kept.made, painter._sprites.drawings.made
        painter.paint(frame, surface)
        assert painter._layers.kept.made == layers
        assert painter._sprites.drawings.made == rasters
        other = opaque(*SIZE)
        Painter(moving=True).paint(frame, other)
        assert np.array_equal(pygame.surfarray.array2d(surface), pygame.surfarray.array2d(other))


def test_a_layer_begun_for_a_cut_that_never_comes_is_not_in_the_way(shown: Replay) -> None:
    first, second = (scene.frame(shown, each.from_s, SETTINGS) for each in shot_list(shown)[1:3])
    painter, surface, other = Painter(moving=True), opaque(*SIZE), opaque(*SIZE)
    painter.make_ready(first)
    painter.make_ready(second)
    painter.paint(first, surface)
    Painter(moving=True).paint(first, other)
    assert any(isinstance(shape, Layer) for shape, _ in walk(first))
    assert np.array_equal(pygame.surfarray.array2d(surface), pygame.surfarray.array2d(other))


@pytest.mark.parametrize(("size", "most_mb"), [((640, 360), 25), ((1920, 1080), 80)])
def test_small_pictures_keep_as_much_less(size: tuple[int, int], most_mb: float) -> None:
    """In all at most 52 + 24 MiB, or three tenths of that."""
    painter, surface = Painter(moving=True), opaque(*size)
    for number in range(400):
        ground = Rect(0, 0, 250, 250, (number % 256, 9, 9, 255))
        layer = Layer(("plain", number), 0, 0, 250, 250, (ground,), opaque=True)
        painter.paint((layer, Rect(0, 0, 250.25, 99.5 - number / 9, ground.fill, 9.0)), surface)
    assert painter.nbytes < most_mb * 1e6


def test_layers_in_a_layer_larger_than_what_is_kept_are_each_painted_once() -> None:
    """Two layers in one, of which only one is kept at a time, and something over them."""
    painted: list[tuple[Shape, ...]] = []

    def paint(shapes: tuple[Shape, ...], _surface: pygame.Surface, _at: Point) -> None:
        assert len(painted) < 10, "begun again and again"
        painted.append(shapes)
        for shape in shapes:
            if isinstance(shape, Layer):
                layers.placed(shape)

    layers = LayerRasters(paint)  # nothing is kept but the last one
    ground = Rect(0, 0, 9, 9, (9, 9, 9, 255))
    inner = tuple(Layer((name,), 0, 0, 9, 9, (ground,)) for name in "ab")
    line = Text(0, 0, "over", 9, (9, 9, 9, 255))
    assert layers.placed(Layer(("outer",), 0, 0, 9, 9, (*inner, line))) is not None
    assert painted == [inner, (ground,), (ground,), (line,)]
