"""What the painter does the short way looks like what it does the long way."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pygame
import pytest

from pursuit_sim.draw.shapes import Colour, Frame, Polygon, Polyline, Rect, Symbol, Text
from pursuit_sim.paint import fast_fill, long_strokes, strokes, thin_lines
from pursuit_sim.paint.painter import Painter
from pursuit_sim.paint.pixels import opaque

WHITE = (255, 255, 255, 255)
RED = (200, 30, 50, 255)
ROUNDING = 2  # of 255
HALF = 128  # of 255: half a pixel
QUARTER = 0.25 / 2  # of a pixel: rectangles are kept at so many places


def painted(frame: Frame, size: tuple[int, int] = (400, 300)) -> np.ndarray:
    board = opaque(*size)
    Painter().paint(frame, board)
    return pygame.surfarray.array3d(board).astype(int)


@pytest.mark.parametrize("turn", [0.0, 0.1, math.pi / 2, math.pi])
@pytest.mark.parametrize("width", [2.5, 8.0])
def test_line_through_the_picture_is_the_same_as_any_line(turn: float, width: float) -> None:
    angles = np.linspace(-0.5, 0.5, 40)
    line = 200 + 150j + (900j * np.exp(1j * angles) - 900j) * np.exp(1j * turn)
    fast, slow = opaque(400, 300), opaque(400, 300)
    assert long_strokes.draw(fast, line, width, RED)
    strokes.stroke(slow, [line], width, RED)
    difference = pygame.surfarray.array3d(fast).astype(int) - pygame.surfarray.array3d(slow)
    assert np.abs(difference).max() <= ROUNDING


@pytest.mark.parametrize("turn", [0.0, 0.3, 1.2, math.pi])
@pytest.mark.parametrize("width", [2.2, 5.8, 11.0])
def test_stroke_of_a_moving_picture_is_nearly_that_of_a_still_one(
    turn: float, width: float
) -> None:
    angles = np.linspace(-0.4, 0.4, 60)
    line = 200 + 150j + (900j * np.exp(1j * angles) - 900j) * np.exp(1j * turn)
    fast, slow = opaque(400, 300), opaque(400, 300)
    points = [(z.real, z.imag) for z in line.tolist()]
    assert fast_fill.stroke(fast, points, (-0.5, -0.5), width, WHITE)
    strokes.stroke(slow, [line], width, WHITE)
    got, wanted = (pygame.surfarray.array3d(each)[..., 0].astype(int) for each in (fast, slow))
    assert (np.abs(got - wanted) > HALF).sum() <= 0.002 * (wanted > 0).sum()
    assert got.sum() == pytest.approx(wanted.sum(), rel=0.03)


def test_stroke_that_bends_sharply_is_left_to_others() -> None:
    board = opaque(400, 300)
    assert not fast_fill.stroke(board, [(10, 10), (200, 150), (390, 10)], (0, 0), 4.0, WHITE)
    assert fast_fill.stroke(board, [(500, 10), (600, 150)], (0, 0), 4.0, WHITE)  # out of sight
    assert not pygame.surfarray.array2d(board).any()


@pytest.mark.parametrize("width", [1.0, 1.5, 1.8])
@pytest.mark.parametrize("angle", [0.05, 0.3, 1.3, math.pi / 4])
def test_thin_line_covers_length_times_width(width: float, angle: float) -> None:
    cos, sin = 120 * math.cos(angle), 120 * math.sin(angle)
    line = Polyline(((200 - cos, 150.3 - sin), (200 + cos, 150.3 + sin)), WHITE, width)
    assert painted((line,))[..., 0].sum() / 255 == pytest.approx(240 * width, rel=0.07)


@pytest.mark.parametrize("fill", [RED, (200, 30, 50, 128), None])
@pytest.mark.parametrize("edge", [(20.0, 30.0), (20.25, 30.75)])
def test_large_rectangle_covers_its_area(fill: Colour | None, edge: tuple[float, float]) -> None:
    long, high, radius, line = 300.0, 220.0, 12.0, 3.0
    round_off = (4 - math.pi) * radius**2
    if fill is None:
        shape = Rect(*edge, long, high, None, radius, WHITE, line)
        around = 2 * (long + high) - (8 - 2 * math.pi) * radius
        assert painted((shape,))[..., 0].sum() / 255 == pytest.approx(around * line, rel=0.02)
        return
    area = long * high - round_off
    got = painted((Rect(*edge, long, high, fill, radius),))[..., 0].sum() / (200 * fill[3] / 255)
    assert got == pytest.approx(area, abs=QUARTER * (long + high), rel=0.01)


def test_covered_polygon_is_filled_inside() -> None:
    corners = ((-50.0, 20.3), (450.0, 60.8), (450.0, 200.2), (-50.0, 180.0))
    difference = painted((Polygon(corners, RED, edge="covered"),)) - painted(
        (Polygon(corners, RED),)
    )
    assert not difference[:, 70:175].any()
    assert (np.abs(difference).max(axis=2) > ROUNDING).sum(axis=1).max() <= 2 * 3  # at its edges


def test_text_in_a_symbol_is_refused() -> None:
    words: Any = Text(0, 0, "NOR", 1, WHITE)  # whose type already says no
    with pytest.raises(TypeError, match="Text"):
        painted((Symbol("words", lambda: (words,), (50, 50), 0.0, 20.0, 1.0),))


@pytest.mark.parametrize("width", [0.95, 1.0, 1.1, 1.2, 1.33, 1.4, 1.6, 1.83])
def test_thin_lines_of_moving_pictures_are_about_as_wide_as_they_should_be(width: float) -> None:
    """Within a fifth: what they cover, by their length. At 45° exactly, pixels hide how wide."""
    for degrees in range(1, 180, 3):
        run, rise = 200 * math.cos(math.radians(degrees)), 200 * math.sin(math.radians(degrees))
        middle = (150.3, 150.7)
        ends = tuple((middle[0] + s * run / 2, middle[1] + s * rise / 2) for s in (-1, 1))
        board = opaque(300, 300)
        if not thin_lines.draw(board, Polyline(ends, WHITE, width), (0.0, 0.0), moving=True):
            continue
        covered = pygame.surfarray.array3d(board)[..., 0].sum() / 255 / 200
        assert 0.8 * width < covered < 1.2 * width, degrees


@pytest.mark.parametrize("dash", [None, (4.0, 3.0)])
def test_a_line_of_no_length_leaves_nothing(dash: tuple[float, float] | None) -> None:
    surface = opaque(20, 20)
    surface.fill((0, 0, 0))
    lines = [Polyline(((9.0, 9.0), (9.0, 9.0)), (255, 0, 0, 255), 5.0, dash)] * 2
    Painter().paint(tuple(lines), surface)
    assert not pygame.surfarray.array3d(surface).any()
