"""Painters: what is seen where it should be, in the colours asked for."""

from __future__ import annotations

import itertools
import math
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import numpy as np
import pygame
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from pursuit_sim import resources
from pursuit_sim.draw.flatten import dashes, flatten, path
from pursuit_sim.draw.look import font_table, text_width
from pursuit_sim.draw.shapes import (
    Anchor,
    Circle,
    Clip,
    Colour,
    Frame,
    Layer,
    Point,
    Points,
    Polygon,
    Polyline,
    Rect,
    Symbol,
    Text,
    Weight,
)
from pursuit_sim.errors import PursuitError
from pursuit_sim.paint import text as text_painter
from pursuit_sim.paint.painter import Painter
from pursuit_sim.paint.pixels import opaque, transparent
from pursuit_sim.paint.raster_cache import RasterCache
from pursuit_sim.paint.svg import svg

WHITE, BLACK, RED, BLUE = (255,) * 4, (0, 0, 0, 255), (255, 0, 0, 255), (0, 0, 255, 255)
LEVEL = 1.0  # one of 255
ROUNDING = 2 * LEVEL  # 8-bit blending may be off by this
EDGE = 1 / 8  # how far an edge may be from its place [px]: half a step of the finest raster
SIDE = 96
Picture = NDArray[np.int64]


def painted(frame: Frame, size: tuple[int, int] = (SIDE, SIDE), ground: Colour = BLACK) -> Picture:
    """Red, green and blue of each pixel, (x, y, channel)."""
    surface = opaque(*size)
    surface.fill(ground)
    Painter().paint(frame, surface)
    return pygame.surfarray.array3d(surface).astype(np.int64)


def covered(frame: Frame, size: tuple[int, int] = (SIDE, SIDE)) -> float:
    """Area that white shapes cover on black [px²]."""
    return float(painted(frame, size)[..., 0].sum() / 255)


def ring(centre: Point, radius: float, count: int = 200) -> Points:
    turns = (2 * math.pi * i / count for i in range(count))
    return tuple(
        (centre[0] + radius * math.cos(a), centre[1] + radius * math.sin(a)) for a in turns
    )


class TestCircle:
    def test_is_coloured_inside_untouched_outside_and_smooth_at_its_edge(self) -> None:
        picture = painted((Circle((48, 48), 20.5, fill=RED),), ground=WHITE)
        assert tuple(picture[48, 48]) == (255, 0, 0)
        assert tuple(picture[48, 20]) == (255, 255, 255)
        # The rim passes through the middle of this pixel's column: half is covered.
        assert 100 < picture[48 + 20, 48, 1] < 160

    @pytest.mark.parametrize("radius", [3.0, 12.3, 40.0, 90.0])
    @pytest.mark.parametrize("shift", [0.0, 0.25, 0.5])
    def test_covers_its_area(self, radius: float, shift: float) -> None:
        frame = (Circle((100 + shift, 100), radius, fill=WHITE),)
        assert covered(frame, (200, 200)) == pytest.approx(math.pi * radius**2, rel=0.01, abs=0.8)

    @pytest.mark.parametrize("radius", [20.0, 90.0])
    def test_ring_covers_its_area(self, radius: float) -> None:
        frame = (Circle((100, 100), radius, stroke=WHITE, width=3),)
        assert covered(frame, (200, 200)) == pytest.approx(2 * math.pi * radius * 3, rel=0.02)


class TestPolygon:
    @pytest.mark.parametrize("radius", [15.0, 80.0, 300.0])
    def test_covers_its_area(self, radius: float) -> None:
        size = round(2 * radius + 10)
        frame = (Polygon(ring((size / 2 + 0.3, size / 2 - 0.2), radius), fill=WHITE),)
        assert covered(frame, (size, size)) == pytest.approx(
            math.pi * radius**2, abs=EDGE * 2 * math.pi * radius
        )

    @settings(max_examples=25)
    @given(st.floats(0, 2 * math.pi), st.floats(-0.5, 0.5))
    def test_edge_of_a_large_one_is_where_it_should_be(self, angle: float, shift: float) -> None:
        # A half plane: the coverage of a pixel tells how far its centre is from the edge.
        normal = (math.cos(angle), math.sin(angle))
        middle = (200 + shift * normal[0], 200 + shift * normal[1])
        along = (-normal[1] * 5000, normal[0] * 5000)
        deep = (normal[0] * 5000, normal[1] * 5000)
        corners = (
            (middle[0] + along[0], middle[1] + along[1]),
            (middle[0] - along[0], middle[1] - along[1]),
            (middle[0] - along[0] + deep[0], middle[1] - along[1] + deep[1]),
            (middle[0] + along[0] + deep[0], middle[1] + along[1] + deep[1]),
        )
        picture = painted((Polygon(corners, fill=WHITE),), (400, 400))[..., 0] / 255
        x, y = np.meshgrid(np.arange(400) + 0.5, np.arange(400) + 0.5, indexing="ij")
        depth = (x - middle[0]) * normal[0] + (y - middle[1]) * normal[1]
        assert np.abs(picture - np.clip(depth + 0.5, 0, 1)).max() < 0.02

    def test_translucent_one_mixes_with_the_ground(self) -> None:
        for radius in (30.0, 200.0):
            size = round(2 * radius + 20)
            frame = (Polygon(ring((size / 2, size / 2), radius), fill=(255, 0, 0, 51)),)
            picture = painted(frame, (size, size), ground=WHITE)
            # 51/255 is a fifth.
            assert picture[size // 2, size // 2] == pytest.approx((255, 204, 204), abs=ROUNDING)

    def test_thin_one_is_not_widened(self) -> None:
        bar = ((20, 20), (380, 140), (380, 142), (20, 22))
        assert covered((Polygon(bar, fill=WHITE),), (400, 200)) == pytest.approx(720, rel=0.1)

    @pytest.mark.parametrize("rise", [30, 3000])
    def test_thin_one_is_whole_however_long(self, rise: int) -> None:
        bar = ((20, 20), (3780, 20 + rise), (3780, 26 + rise), (20, 26))
        picture = painted((Polygon(bar, fill=WHITE),), (3800, 60 + rise))[..., 0] / 255
        assert picture.sum() == pytest.approx(3760 * 6, rel=0.01)
        columns = picture[22:3778].sum(axis=1)  # six high everywhere, where parts meet too
        assert np.abs(columns - 6).max() < 1

    def test_mostly_outside_the_picture(self) -> None:
        picture = painted((Polygon(ring((48, 1e6), 1e6 - 10), fill=RED),), ground=WHITE)
        assert tuple(picture[48, 90]) == (255, 0, 0)
        assert tuple(picture[48, 5]) == (255, 255, 255)


class TestPolyline:
    @pytest.mark.parametrize("width", [0.5, 1.0, 2.0, 5.0, 12.0])
    @pytest.mark.parametrize("angle", [0.0, 0.2, math.pi / 4, 1.0, math.pi / 2, 2.5])
    def test_covers_length_times_width(self, width: float, angle: float) -> None:
        reach = (150 * math.cos(angle), 150 * math.sin(angle))
        line = ((200 - reach[0], 200.3 - reach[1]), (200 + reach[0], 200.3 + reach[1]))
        frame = (Polyline(line, WHITE, width),)
        assert covered(frame, (400, 400)) == pytest.approx(300 * width, rel=0.07)

    @pytest.mark.parametrize("opacity", [255, 102])
    def test_curve_has_no_holes_or_knots(self, opacity: int) -> None:
        # Along the middle of the line the colour is the same in every direction.
        points = ring((200, 200), 150, 90)
        frame = (Polyline((*points, points[0]), (255, 255, 255, opacity), 5.0),)
        picture = painted(frame, (400, 400))[..., 0]
        middle = np.array(ring((199.5, 199.5), 150, 700)).round().astype(int)
        values = picture[middle[:, 0], middle[:, 1]]
        assert np.abs(values - opacity).max() <= 0.03 * opacity

    def test_dashes_leave_gaps(self) -> None:
        frame = (Polyline(((10, 50.5), (390, 50.5)), WHITE, 3.0, (20, 10)),)
        row = painted(frame, (400, 100))[:, 50, 0]
        assert row[20] == row[50] == 255
        assert row[35] == row[65] == 0
        assert (row > 128).sum() == pytest.approx(380 * 2 / 3, abs=15)

    def test_lines_of_one_pen_look_the_same_one_by_one_and_together(self) -> None:
        lines = [Polyline(tuple((x, 20 * i + 30 * math.sin(x / 60)) for x in range(10, 390, 10)),
                          RED, 2.5) for i in range(1, 9)]  # fmt: skip
        together = painted(tuple(lines), (400, 200), WHITE)
        apart = opaque(400, 200)
        apart.fill(WHITE)
        painter = Painter()
        for line in lines:
            painter.paint((line,), apart)
        assert np.abs(together - pygame.surfarray.array3d(apart)).max() <= ROUNDING

    def test_dash_pieces_add_up(self) -> None:
        pieces = dashes(path(((0, 0), (3, 4), (3, 14))), 4, 2)
        lengths = [float(np.abs(np.diff(piece)).sum()) for piece in pieces]
        assert lengths == pytest.approx([4, 4, 3])


class TestRect:
    def test_on_whole_pixels_is_sharp(self) -> None:
        picture = painted((Rect(10, 20, 30, 40, fill=WHITE),))[..., 0]
        assert picture.sum() == 255 * 30 * 40
        assert picture[10, 20] == picture[39, 59] == 255
        assert picture[9, 20] == picture[40, 59] == 0

    def test_between_pixels_is_smooth(self) -> None:
        picture = painted((Rect(10.5, 20, 30, 40.25, fill=WHITE),))[..., 0]
        assert picture[10, 30] == pytest.approx(127.5, abs=ROUNDING)
        assert picture[20, 60] == pytest.approx(255 / 4, abs=ROUNDING)

    @pytest.mark.parametrize("size", [60.0, 700.0])
    def test_rounded_covers_its_area(self, size: float) -> None:
        side = round(size + 20)
        frame = (Rect(10, 10, size, size, fill=WHITE, radius=size / 4),)
        area = size**2 - (4 - math.pi) * (size / 4) ** 2
        assert covered(frame, (side, side)) == pytest.approx(area, rel=0.005)

    def test_outline_lies_on_the_edge(self) -> None:
        picture = painted((Rect(20.5, 20.5, 40, 40, stroke=WHITE, line=1),))[..., 0]
        assert picture[20, 40] == picture[60, 40] == 255
        assert picture[19, 40] == picture[21, 40] == 0


class TestText:
    @pytest.mark.parametrize("weight", ["regular", "semibold", "bold"])
    @pytest.mark.parametrize("size", [11, 16, 22.5, 60])
    def test_figures_are_tabular(self, weight: Weight, size: float) -> None:
        texts = (f"{a}:{b}{c}.{d}" for a, b, c, d in itertools.product("0147", repeat=4))
        widths = {text_painter.width(text, size, weight) for text in texts}
        assert max(widths) - min(widths) <= 0.5
        assert len({text_painter.width(digit * 4, size, weight) for digit in "0123456789"}) == 1

    def test_names_and_signs_have_glyphs(self) -> None:
        box = pygame.image.tobytes(
            text_painter.font("regular", 40).render("\ue9ff", True, WHITE), "RGBA"
        )
        for sign in "åøŽłč½¼¾−×·²³…▲▼→–’":
            assert (
                pygame.image.tobytes(
                    text_painter.font("regular", 40).render(sign, True, WHITE), "RGBA"
                )
                != box
            )

    @pytest.mark.parametrize("size", [14, 40])
    @pytest.mark.parametrize(("anchor", "share"), [("left", 0.0), ("centre", 0.5), ("right", 1.0)])
    def test_is_anchored_on_the_middle_of_its_capitals(
        self, size: float, anchor: Anchor, share: float
    ) -> None:
        frame = (Text(200, 50, "HHHH", size, WHITE, "bold", anchor),)
        x, y = np.nonzero(painted(frame, (400, 100))[..., 0] > 127)
        assert (y.min() + y.max() + 1) / 2 == pytest.approx(50, abs=1)
        width = x.max() + 1 - x.min()
        assert x.min() + share * width == pytest.approx(200, abs=0.12 * size + 1)
        assert y.max() + 1 - y.min() == pytest.approx(text_width.CAP_HEIGHT * size, abs=1)

    def test_missing_font_is_named(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        (tmp_path / "assets").mkdir()
        monkeypatch.setattr(resources, "_PACKAGE", tmp_path)
        text_painter.font.cache_clear()
        with pytest.raises(FileNotFoundError, match=r"Inter-Bold\.otf"):
            painted((Text(1, 1, "x", 12, WHITE, "bold"),))

    def test_damaged_font_is_named(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        file = tmp_path / "assets" / "fonts" / "Inter-Bold.otf"
        file.parent.mkdir(parents=True)
        file.write_bytes(np.random.default_rng(5).bytes(5000))
        monkeypatch.setattr(resources, "_PACKAGE", tmp_path)
        for read in (text_painter.font, font_table.table):
            read.cache_clear()
        for use in (
            lambda: text_painter.font("bold", 12),
            lambda: font_table.table("fonts/Inter-Bold.otf"),
        ):
            with pytest.raises(PursuitError, match=r"Inter-Bold\.otf is damaged; reinstall"):
                use()


ARROW = (
    Polygon(((-1, -0.5), (1, 0), (-1, 0.5)), fill=WHITE),
    Circle((0.2, 0.1), 0.15, fill=RED),
)


class TestSymbol:
    @settings(max_examples=30)
    @given(st.floats(-7, 7), st.floats(30, 60), st.floats(8, 25))
    def test_kept_raster_looks_like_the_drawing(self, angle: float, x: float, scale: float) -> None:
        cos, sin = math.cos(angle) * scale, math.sin(angle) * scale

        def place(point: Point) -> Point:
            return (x + cos * point[0] - sin * point[1], 48 + sin * point[0] + cos * point[1])

        kept = painted((Symbol("arrow", lambda: ARROW, (x, 48), angle, scale, 1.2),))
        polygon, dot = ARROW
        drawn = painted(
            (
                Polygon(tuple(place(p) for p in polygon.points), fill=WHITE),
                Circle(place(dot.centre), dot.radius * scale, fill=RED),
            )
        )
        assert np.abs(kept - drawn).mean() < 3 * LEVEL
        # The arrow's edges are 2 + 2·√4.25 long.
        assert kept[..., 0].sum() == pytest.approx(
            drawn[..., 0].sum(), abs=2 * EDGE * (1 + 4.25**0.5) * 2 * scale * 255
        )

    def test_turns_clockwise(self) -> None:
        parts = (Circle((1, 0), 0.3, fill=WHITE),)
        picture = painted((Symbol("dot", lambda: parts, (48, 48), math.pi / 2, 30, 1.3),))
        assert picture[48, 78, 0] == 255
        assert picture[78, 48, 0] == 0

    def test_opacity(self) -> None:
        parts = (Circle((0, 0), 1, fill=WHITE),)
        picture = painted((Symbol("disc", lambda: parts, (48, 48), 0, 20, 1, 0.4),))
        assert picture[48, 48, 0] == pytest.approx(102, abs=ROUNDING)

    def test_translucent_part_over_an_opaque_one(self) -> None:
        parts = (Circle((0, 0), 1, fill=WHITE), Circle((0, 0), 0.5, fill=(0, 0, 0, 51)))
        picture = painted((Symbol("both", lambda: parts, (48, 48), 0, 20, 1),), ground=RED)
        assert picture[48, 48] == pytest.approx((204, 204, 204), abs=ROUNDING)
        assert tuple(picture[48 + 15, 48]) == (255, 255, 255)

    def test_colours_have_no_dark_fringe(self) -> None:
        parts = (Circle((0, 0), 1, fill=WHITE),)
        picture = painted((Symbol("disc", lambda: parts, (48.3, 48.1), 0.3, 20, 1),), ground=WHITE)
        assert picture.min() >= 255 - ROUNDING


class TestClipAndLayer:
    def test_clip_hides_what_is_outside(self) -> None:
        picture = painted((Clip(20, 20, 30, 30, (Circle((20, 20), 25, fill=WHITE),)),))[..., 0]
        assert picture[25, 25] == 255
        assert picture[15, 15] == picture[19, 25] == 0

    def test_clip_rounds_its_corners_over_any_ground(self) -> None:
        inside = (Rect(0, 0, SIDE, SIDE, fill=WHITE),)
        picture = painted((Clip(20, 20, 40, 40, inside, radius=12),), ground=BLUE)
        assert tuple(picture[21, 21]) == (0, 0, 255)
        assert tuple(picture[40, 21]) == (255, 255, 255)
        white = (picture[..., 0] / 255).sum()
        assert white == pytest.approx(40 * 40 - (4 - math.pi) * 144, rel=0.01)

    def test_corners_of_a_clip_that_nothing_touches_stay_exactly_as_they_are(self) -> None:
        surface = opaque(SIDE, SIDE)
        noise = np.random.default_rng(2022).integers(0, 256, (SIDE, SIDE, 3))
        pygame.surfarray.blit_array(surface, noise)
        speck = Rect(40, 40, 9, 9, fill=WHITE)
        for _ in range(3):  # an error of one level would grow
            Painter().paint((Clip(10, 10, 80, 80, (speck,), radius=14),), surface)
        noise[40:49, 40:49] = 255
        assert np.array_equal(pygame.surfarray.array3d(surface), noise)

    def test_corners_of_a_clip_are_clear_where_there_was_nothing(self) -> None:
        surface = transparent(SIDE, SIDE)
        inside = (Rect(0, 0, SIDE, SIDE, fill=WHITE),)
        Painter().paint((Clip(20, 20, 40, 40, inside, radius=12),), surface)
        assert tuple(surface.get_at((20, 20))) == (0, 0, 0, 0)
        assert tuple(surface.get_at((40, 40))) == WHITE
        seen = (pygame.surfarray.array_alpha(surface) / 255).sum()
        assert seen == pytest.approx(40 * 40 - (4 - math.pi) * 144, rel=0.01)

    def test_clip_in_a_clip(self) -> None:
        inner = Clip(30, 0, 60, 96, (Rect(0, 0, 96, 96, fill=WHITE),))
        picture = painted((Clip(10, 10, 40, 40, (inner,)),))[..., 0]
        assert picture.sum() == 255 * 20 * 40

    @pytest.mark.parametrize("opaque_layer", [True, False])
    def test_layer_is_painted_once_and_looks_as_if_painted_directly(
        self, opaque_layer: bool
    ) -> None:
        shapes = (
            Rect(10, 10, 50, 60, fill=(20, 40, 80, 255)),
            Circle((30.3, 30.6), 12, fill=(240, 200, 20, 180)),
            Polyline(((12, 60), (40, 20), (58, 65)), RED, 2.0),
            Text(35, 40, "NOR", 14, WHITE, "bold", "centre"),
            Polygon(ring((35, 40), 9), fill=(255, 255, 255, 90), stroke=BLUE),
        )
        layer = Layer("still", 10, 10, 50, 60, shapes, opaque_layer)
        direct = painted((Clip(10, 10, 50, 60, shapes),), ground=RED)
        assert np.abs(painted((layer,), ground=RED) - direct).max() <= 2 * ROUNDING

        painter, surface = Painter(), opaque(SIDE, SIDE)
        painter.paint((layer,), surface)
        # Equal key means an equal picture: the shapes are not looked at again.
        painter.paint((Layer("still", 10, 10, 50, 60, (), opaque_layer),), surface)
        assert np.abs(pygame.surfarray.array3d(surface)[40, 15] - (20, 40, 80)).max() == 0

    def test_translucent_surface_takes_frames(self) -> None:
        surface = transparent(SIDE, SIDE)
        Painter().paint((Circle((48, 48), 20, fill=(255, 0, 0, 128)),), surface)
        assert surface.get_at((48, 48)).a == pytest.approx(128, abs=ROUNDING)
        assert surface.get_at((5, 5)).a == 0


class TestMemory:
    def test_kept_rasters_stay_within_the_limit(self) -> None:
        limit = 2_000_000
        painter, surface = Painter(limit), opaque(400, 400)
        parts = (Circle((0, 0), 1, fill=WHITE),)
        for step in range(600):
            dot = Symbol(step, lambda: parts, (200, 200), step / 50, 40 + step / 10, 1)
            painter.paint((dot,), surface)
            painter.paint((Text(10, 10, f"text {step}", 20, WHITE),), surface)
        assert painter.nbytes < limit + 1_000_000  # the drawings themselves come on top
        assert painter.nbytes > limit / 2

    def test_longest_unused_goes_first(self) -> None:
        cache: RasterCache[str] = RasterCache(6, len)
        cache.put("a", "aa")
        cache.put("b", "bb")
        cache.put("c", "cc")
        assert cache.get("a") == "aa"
        cache.put("d", "dd")
        assert cache.get("b") is None
        assert cache.get("a") == "aa"
        assert cache.used == 6

    def test_a_limit_that_is_lowered_holds_at_once(self) -> None:
        """As of a window that is made smaller, which may not make anything for long."""
        cache: RasterCache[str] = RasterCache(6, len)
        for key in "abc":
            cache.put(key, 2 * key)
        cache.bound(3)
        assert (len(cache), cache.used, cache.get("c")) == (1, 2, "cc")
        cache.bound(1)
        assert cache.get("c") == "cc"  # one above the limit is kept alone


def test_no_display_is_touched() -> None:
    code = (
        "import pygame; from pursuit_sim.paint.painter import Painter;"
        "from pursuit_sim.paint.pixels import opaque; from pursuit_sim.draw.shapes import *;"
        "s = opaque(64, 64); Painter().paint((Circle((32, 32), 9, fill=(9, 8, 7, 255)),"
        "Text(9, 9, 'x', 9, (1, 2, 3, 255))), s);"
        "assert s.get_at((32, 32))[:3] == (9, 8, 7);"
        "assert not pygame.display.get_init() and not pygame.mixer.get_init()"
    )
    environment = {"SDL_VIDEODRIVER": "nonsense", "PATH": "", "PYTHONPATH": ":".join(sys.path)}
    run = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr


NAME = 'Engebråten <&> "½" \x00'
SVG = "{http://www.w3.org/2000/svg}"


class TestSvg:
    def test_has_every_shape(self) -> None:
        frame: Frame = (
            Layer("still", 0, 0, 96, 96, (Rect(0, 0, 96, 96, fill=WHITE, radius=3),), True),
            Polygon(((1, 1), (2, 1), (2, 2)), fill=RED, stroke=BLUE),
            Polyline(((1, 1), (5, 9)), BLUE, 2, (3, 1)),
            Circle((5, 6), 7, stroke=(1, 2, 3, 128)),
            Clip(
                1, 1, 9, 9, (Text(1, 2, 'Engebråten <&> "½" \x00', 10, BLUE, "bold", "right"),), 2
            ),
            Symbol("arrow", lambda: ARROW, (40, 50), math.pi / 2, 20, 1.2, 0.5),
        )
        root = ET.fromstring(svg(frame, 96, 64).encode())  # noqa: S314 - our own text
        assert root.get("viewBox") == "0 0 96 64"
        counts = {
            "rect": 2, "polygon": 2, "polyline": 1, "circle": 2, "text": 1, "clipPath": 1, "g": 2
        }  # fmt: skip
        assert counts == {name: len(root.findall(f".//{SVG}{name}")) for name in counts}
        text = root.find(f".//{SVG}text")
        assert text is not None
        assert text.text == 'Engebråten <&> "½" \\x00'  # XML has no word for a zero
        assert text.get("text-anchor") == "end"
        assert "sans-serif" in root.get("font-family", "")
        symbol = root.findall(f".//{SVG}g")[1]
        assert symbol.get("transform") == "translate(40 50) rotate(90) scale(20)"
        line = root.find(f".//{SVG}polyline")
        assert line is not None
        assert line.get("stroke-dasharray") == "3 1"

    def test_looks_like_the_pixels(self) -> None:
        # SDL reads SVG by itself, which makes a second painter to compare with.
        frame: Frame = (
            Rect(0, 0, 200, 120, fill=WHITE),
            Rect(10.5, 10.5, 80, 40, fill=(30, 60, 120, 255), radius=9, stroke=BLACK, line=2),
            Polygon(ring((140, 60), 40), fill=(200, 20, 40, 255), stroke=BLACK, width=3),
            Polyline(((10, 110), (60, 70), (120, 112), (190, 90)), BLUE, 4),
            Circle((140, 60), 12.5, fill=(250, 220, 0, 128)),
            Symbol("arrow", lambda: ARROW, (50, 80), 0.7, 20, 1.2),
        )
        import io

        read = pygame.image.load(io.BytesIO(svg(frame, 200, 120).encode()), "frame.svg")
        ours = painted(frame, (200, 120))
        assert np.abs(ours - pygame.surfarray.array3d(read)).mean() < 2.5 * LEVEL


def test_flattened_drawing_keeps_order_and_colours() -> None:
    drawing = flatten((Rect(0, 0, 2, 2, fill=RED, stroke=BLUE), Circle((0, 0), 1, fill=WHITE)))
    # An outlined shape is its outline, filled, and what is inside.
    assert [colour for colour, _, _ in drawing.spans] == [BLUE, RED, WHITE]


@pytest.mark.parametrize("second", [(30.0, 48.0), (36.0, 52.0), (60.0, 48.0)])
def test_stacked_shadows_add_up_wherever_they_lie(second: Point) -> None:
    soft = (0, 0, 0, 51)  # a fifth
    parts = (Circle((30, 48), 20, fill=soft), Circle(second, 10, fill=soft))
    picture = painted((Symbol(("shadows", second), lambda: parts, (0, 0), 0, 1, 96),), ground=WHITE)
    assert picture[14, 48] == pytest.approx(255 * 0.8, abs=ROUNDING)
    overlap = 0.8 if second[0] == 60 else 0.64
    assert picture[round(second[0]), 48, 0] == pytest.approx(255 * overlap, abs=ROUNDING)
