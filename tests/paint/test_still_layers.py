"""What stands still is not painted again, and nobody can tell."""

from __future__ import annotations

import math

import numpy as np
import pygame
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pursuit_sim import load
from pursuit_sim.draw import scene
from pursuit_sim.draw.settings import Settings
from pursuit_sim.draw.shapes import (
    Circle,
    Clip,
    Dots,
    Layer,
    Polygon,
    Polyline,
    Rect,
    Shape,
    Symbol,
    Text,
)
from pursuit_sim.export.pictures.render import replay
from pursuit_sim.paint import bounds
from pursuit_sim.paint.painter import Painter
from pursuit_sim.paint.pixels import opaque

pytestmark = pytest.mark.whole

SIDE = 120
GREY, RED, BLUE, VEIL = (
    (90, 90, 90, 255), (255, 0, 0, 255), (0, 0, 255, 255), (255, 255, 255, 90),
)  # fmt: skip
SQUARE = Rect(-1, -1, 2, 2, RED)
GROUND = Layer("ground", 0, 0, SIDE, SIDE, (Rect(0, 0, SIDE, SIDE, GREY),), opaque=True)
PANEL = Layer("panel", 60, 60, 40, 30, (Rect(60, 60, 40, 30, BLUE),), opaque=True)


@pytest.mark.parametrize("camera", ["overview", "follow:NOR", "split", "head-to-head", "broadcast"])
def test_a_race_seen_in_any_order_looks_as_if_painted_anew(camera: str) -> None:
    shown = replay(load("beijing-2022-men"), "final-a")
    settings = Settings(size=(1024, 576), camera=camera, playing=True)
    kept, anew = opaque(1024, 576), opaque(1024, 576)
    painter, other = Painter(moving=True), Painter(moving=True)
    moments = np.random.default_rng(2022).uniform(-1.0, 235.0, 24).tolist()
    moments += [60.0 + step / 60 for step in range(24)]
    for moment in moments:
        frame = scene.frame(shown, moment, settings)
        painter.paint(frame, kept, kept=True)
        other.paint(frame, anew)
        assert same(kept, anew), f"at {moment:.3f} s"


def same(first: pygame.Surface, second: pygame.Surface) -> bool:
    return np.array_equal(pygame.surfarray.array2d(first), pygame.surfarray.array2d(second))


def test_only_what_was_painted_over_is_restored() -> None:
    painter, surface = Painter(), opaque(SIDE, SIDE)
    painter.paint((GROUND, Circle((20, 20), 5, RED)), surface, kept=True)
    surface.set_at((100, 100), RED)  # against the promise: shows what is left alone
    painter.paint((GROUND, Circle((30, 20), 5, RED)), surface, kept=True)
    assert tuple(surface.get_at((100, 100))) == RED
    assert tuple(surface.get_at((17, 20))) == GREY
    painter.paint((GROUND, Circle((30, 20), 5, RED)), surface)
    assert tuple(surface.get_at((100, 100))) == GREY


def test_a_layer_that_comes_goes_or_changes_is_painted() -> None:
    painter, surface = Painter(), opaque(SIDE, SIDE)
    other = Layer("other", 60, 60, 40, 30, (Rect(60, 60, 40, 30, RED),), opaque=True)
    moved = Layer("panel", 20, 60, 40, 30, (Rect(20, 60, 40, 30, BLUE),), opaque=True)
    for panel, colour in ((PANEL, BLUE), (other, RED), (None, GREY), (PANEL, BLUE), (moved, GREY)):
        frame = (GROUND,) if panel is None else (GROUND, panel)
        painter.paint(frame, surface, kept=True)
        assert tuple(surface.get_at((90, 70))) == colour


def test_what_lies_under_and_over_a_panel_is_seen_there_and_only_there() -> None:
    kept, anew = opaque(SIDE, SIDE), opaque(SIDE, SIDE)
    painter, other = Painter(), Painter()
    for step in range(12):
        below, above = Circle((40 + 4 * step, 70), 9, RED), Circle((70, 40 + 4 * step), 7, VEIL)
        frame = (GROUND, below, PANEL, above)
        painter.paint(frame, kept, kept=True)
        other.paint(frame, anew)
        assert same(kept, anew)


def test_another_size_or_surface_is_painted_whole() -> None:
    painter = Painter()
    for _ in range(2):
        for size in ((SIDE, SIDE), (SIDE // 2, SIDE // 2)):
            surface = opaque(*size)
            painter.paint((GROUND,), surface, kept=True)
            assert tuple(surface.get_at((size[0] - 1, size[1] - 1))) == GREY


coordinate = st.floats(-20, SIDE + 20)
point = st.tuples(coordinate, coordinate)
length = st.floats(0.1, 60)
shapes: st.SearchStrategy[Shape] = st.one_of(
    st.builds(Circle, point, length, st.just(RED), st.just(BLUE), st.floats(0.1, 9)),
    st.builds(Rect, coordinate, coordinate, length, length, st.just(RED), st.floats(0, 20),
              st.just(BLUE), st.floats(0.1, 9)),
    st.builds(Polyline, st.lists(point, min_size=2, max_size=5).map(tuple), st.just(RED),
              st.floats(0.3, 12), st.sampled_from([None, (4.0, 3.0)])),
    st.builds(Polygon, st.lists(point, min_size=3, max_size=6).map(tuple), st.just(RED),
              st.sampled_from([None, BLUE]), st.floats(0.3, 9)),
    st.builds(Text, coordinate, coordinate,
              st.sampled_from(["W—W@Ý½", "3:38.08", "Engebråten", "f", "j"]),
              st.floats(6, 90), st.just(RED), st.sampled_from(["regular", "bold"]),
              st.sampled_from(["left", "centre", "right"])),
    st.builds(lambda at, turn, scale: Symbol("s", lambda: (SQUARE,), at, turn, scale, 1.5), point,
              st.floats(0, math.tau), st.floats(0.5, 30)),
    st.builds(lambda dots: Dots(tuple(dots), ((4.0, RED), (1.3, VEIL))),
              st.lists(st.tuples(coordinate, coordinate, st.integers(0, 1)), min_size=1)),
)  # fmt: skip


@example(Polygon(((19.0, 1.0), (0.0, 0.0), (0.0, 120.0), (18.0, 0.0)), RED), False)
@given(shapes, st.booleans())
def test_nothing_is_painted_outside_the_box_of_a_shape(shape: Shape, moving: bool) -> None:
    surface = opaque(SIDE, SIDE)
    symbols = Painter(moving=moving)._run((shape,), surface)
    for box in bounds.boxes([shape], symbols):
        surface.fill((0, 0, 0), box)
    assert not pygame.surfarray.array2d(surface).any()


@given(st.lists(shapes, max_size=8))
def test_boxes_that_are_joined_hold_what_each_holds(some: list[Shape]) -> None:
    painter, surface = Painter(), opaque(SIDE, SIDE)
    joined = bounds.boxes(some, painter._run(tuple(some), surface))
    for shape in some:
        for box in bounds.boxes([shape], painter._run((shape,), surface)):
            assert any(each.contains(box) for each in joined)


@given(coordinate, coordinate, length, length, st.floats(0, 20))
def test_what_a_clip_hides_is_painted_over(
    x: float, y: float, width: float, height: float, radius: float
) -> None:
    surface = opaque(SIDE, SIDE)
    ground = Rect(x - 3.3, y + 2.6, width, height, (255, 255, 255, 255))
    clip = Clip(x, y, width, height, (ground,), radius)
    Painter().paint((clip,), surface)
    for box in bounds.occluded([clip]):
        seen = box.clip(surface.get_rect())
        if seen.width and seen.height:
            assert (pygame.surfarray.array3d(surface.subsurface(seen)) == 255).all()


@given(st.lists(st.tuples(*[st.integers(-5, 30)] * 2, *[st.integers(1, 20)] * 2), max_size=4))
def test_boxes_subtracted_from_a_box_leave_the_rest(others: list[tuple[int, ...]]) -> None:
    box = pygame.Rect(3, 4, 21, 17)
    left = np.zeros((40, 40), int)
    for part in bounds.subtract(box, [pygame.Rect(*each) for each in others]):
        left[part.left : part.right, part.top : part.bottom] += 1
    wanted = np.zeros((40, 40), int)
    wanted[box.left : box.right, box.top : box.bottom] = 1
    for x, y, wide, high in others:
        wanted[max(x, 0) : max(x + wide, 0), max(y, 0) : max(y + high, 0)] = 0
    assert np.array_equal(left, wanted)
