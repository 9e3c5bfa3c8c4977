"""How fast frames are painted and films are made, with frames like the real ones."""

from __future__ import annotations

import math
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pygame

from benchmarks.row import Row
from pursuit_sim.export.encoder import open_encoder
from pursuit_sim.export.film import write_film
from pursuit_sim.view.paint_pygame import Painter
from pursuit_sim.view.pixels import opaque
from pursuit_sim.view.shapes import (
    Circle,
    Colour,
    Frame,
    Layer,
    Point,
    Points,
    Polygon,
    Polyline,
    Rect,
    Shape,
    Symbol,
    Text,
)

ICE = (240, 246, 250, 255)
NIGHT = (12, 24, 44, 255)
RED = (208, 32, 58, 255)
BLUE = (40, 104, 172, 255)
WHITE = (240, 244, 250, 255)
GREY = (150, 166, 190, 255)
FULL_HD = (1920, 1080)
FPS = 60.0
FILM_FRAMES = 300
_READY = 12  # painted frames that the encoder alone is fed with, in turn
_FRAMES = 240


def ring(centre: Point, along: float, across: float, count: int, turn: float = 0.0) -> Points:
    """An ellipse of `count` points."""
    cos, sin = math.cos(turn), math.sin(turn)
    angles = (2 * math.pi * i / count for i in range(count))
    spots = ((along * math.cos(a), across * math.sin(a)) for a in angles)
    return tuple((centre[0] + cos * x - sin * y, centre[1] + sin * x + cos * y) for x, y in spots)


def skater(pose: int, colour: Colour) -> tuple[Shape, ...]:
    """About fifteen parts that look like a skater, in metres."""
    kick = 0.3 * math.sin(pose / 3)
    dark = (20, 28, 44, 255)
    return (
        Polygon(ring((-0.2, -0.1), 0.7, 0.3, 28), fill=(20, 40, 66, 30)),
        Polygon(ring((-0.2, -0.1), 0.65, 0.26, 28), fill=(20, 40, 66, 30)),
        Polyline(((-0.9, kick), (-0.45, kick + 0.02)), (230, 234, 240, 255), 0.03),
        Polygon(ring((-0.5, kick / 2), 0.3, 0.07, 20, kick), fill=dark),
        Polygon(ring((-0.3, -0.15), 0.25, 0.08, 20, -kick), fill=dark, stroke=NIGHT, width=0.012),
        Polygon(ring((0.1, 0), 0.5, 0.2, 28), fill=colour, stroke=dark, width=0.012),
        Polygon(ring((0.1, 0), 0.4, 0.05, 28), fill=(250, 200, 210, 255)),
        Polygon(ring((0.2, 0.2), 0.3, 0.05, 20, 0.2), fill=colour, stroke=dark, width=0.012),
        Polygon(ring((0.2, -0.2), 0.3, 0.05, 20, -0.2), fill=colour, stroke=dark, width=0.012),
        Circle((0.6, 0), 0.13, fill=(244, 200, 20, 255), stroke=dark, width=0.02),
    )  # fmt: skip


SKATERS = {(pose, team): skater(pose, colour)
           for pose in range(24) for team, colour in enumerate((RED, BLUE))}  # fmt: skip


def figure(pose: int, team: int, at: Point, angle: float, scale: float) -> Symbol:
    """A skater as a symbol."""
    return Symbol((pose, team), SKATERS[pose, team], at, angle, scale, 1.25)


def oval(width: int, height: int) -> tuple[Shape, ...]:
    """A still rink."""
    shapes: list[Shape] = [Rect(0, 0, width, height, NIGHT)]
    for grow, colour in ((1.0, BLUE), (0.97, ICE), (0.75, NIGHT)):
        across = height * 0.34 * grow
        shapes.append(Rect(width / 2 - across * 2.4, height * 0.38 - across, across * 4.8,
                           across * 2, colour, across))  # fmt: skip
    return tuple(shapes)


def overview(index: int, size: tuple[int, int] = FULL_HD) -> Frame:
    """The whole rink: layers, twelve small symbols, texts, bars and lines."""
    width, height = size
    unit = height / 1080
    shapes: list[Shape] = [Layer(("oval", size), 0, 0, width, height, oval(width, height), True)]
    for panel in range(10):
        x, y = 20 * unit + panel % 5 * 380 * unit, height * (0.76 if panel < 5 else 0.88)
        box = Rect(x, y, 360 * unit, 110 * unit, (20, 36, 62, 220), 10, (60, 90, 130, 255))
        shapes.append(Layer(("panel", size, panel), x, y, 361 * unit, 111 * unit, (box,)))
    for which in range(12):
        turn = index * 0.0093 * 1.3 + which * 0.03 + (which % 2) * math.pi
        at = (width / 2 + 700 * unit * math.cos(turn), height * 0.38 + 250 * unit * math.sin(turn))
        shapes.append(
            figure((index // 3 + which) % 24, which % 2, at, turn + math.pi / 2, 20 * unit)
        )
    clock = f"{index // 3600}:{index // 60 % 60:02d}.{index % 60 * 100 // 60:02d}"
    shapes.append(Text(width / 2, height * 0.3, clock, 80 * unit, WHITE, "bold", "centre"))
    for row in range(6):
        for column in range(9):
            x, y = (60 + 100 * column) * unit, height * 0.78 + row * 34 * unit
            shapes.append(Rect(x, y, 84 * unit, 26 * unit, (140, 30, 50, 255), 5))
            shapes.append(Text(x + 42 * unit, y + 13 * unit, f"{26 + column / 9:.2f}", 16 * unit,
                               WHITE, "semibold", "centre"))  # fmt: skip
    shapes += [
        Text(1000 * unit, height * 0.77 + row * 8 * unit, f"lap {row}", 13 * unit, GREY)
        for row in range(30)
    ]
    for tick in range(40):
        x = (300 + 30 * tick) * unit
        shapes.append(Polyline(((x, height - 40), (x, height - 30)), GREY, 1.0))
    played = 300 * unit + index % 1200 * unit
    shapes.append(Rect(300 * unit, height - 38, played - 300 * unit + 1, 6, WHITE, 3))
    shapes.append(Circle((played, height - 35), 10 * unit, fill=WHITE))
    curve = tuple(
        (1200 * unit + 4 * i * unit, height * 0.8 + 30 * math.sin(i / 20)) for i in range(150)
    )
    shapes.append(Polyline(curve, RED, 2.5))
    return tuple(shapes)


def follow(index: int, size: tuple[int, int] = FULL_HD) -> Frame:
    """A close camera: moving lines all over, six large symbols and a few panels."""
    width, height = size
    turn = index * 0.009
    shapes: list[Shape] = [Rect(0, 0, width, height, ICE)]
    centre = (width / 2 + 900 * math.cos(turn), height / 2 + 900 * math.sin(turn))
    for line in range(10):
        radius = 300 + line * 140 + index % 60 / 7
        points = ring(centre, radius, radius, 200, turn)
        shapes.append(Polyline(points, RED if line % 2 else BLUE, 3 + line % 4,
                               (60, 40) if line == 4 else None))  # fmt: skip
    for cone in range(20):
        at = (
            centre[0] + 860 * math.cos(cone / 3 + turn),
            centre[1] + 860 * math.sin(cone / 3 + turn),
        )
        shapes.append(Polygon(ring(at, 12, 9, 16, turn), fill=(240, 140, 20, 255), stroke=NIGHT))
    for which in range(6):
        at = (width * (0.25 + 0.1 * which), height * (0.5 + 0.03 * math.sin(turn + which)))
        shapes.append(
            figure(
                (index // 3 + which) % 24, which % 2, at, math.sin(turn) / 2, 100 * height / 1080
            )
        )
    shapes.append(Rect(24, 70, 400, 120, (16, 28, 48, 235), 10))
    clock = f"2:{index // 60 % 60:02d}.{index % 60 * 100 // 60:02d}"
    shapes.append(Text(44, 140, clock, 60, WHITE, "bold"))
    shapes += [
        Text(30 + 150 * label, height - 40, f"label {label}", 16, GREY) for label in range(12)
    ]
    return tuple(shapes)


def seconds(work: Callable[[int], object], repeats: int) -> list[float]:
    """Time of each of some calls with a running number [s]."""
    times = []
    for index in range(repeats):
        begin = time.perf_counter()
        work(index)
        times.append(time.perf_counter() - begin)
    return times


def encoder_seconds(size: tuple[int, int], count: int) -> float:
    """What the encoder alone takes for frames that are painted already [s]."""
    painter = Painter()
    boards = []
    for index in range(_READY):
        boards.append(opaque(*size))
        painter.paint(overview(index, size), boards[-1])
    with tempfile.TemporaryDirectory() as folder:
        begin = time.perf_counter()
        encoder = open_encoder(Path(folder) / "film.mp4", ".mp4", size, FPS)
        for index in range(count):
            encoder.add(boards[index % _READY])
        encoder.finish()
        encoder.close()
        return time.perf_counter() - begin


def film_seconds(size: tuple[int, int], count: int) -> float:
    """What a film takes from shapes to the file [s]."""
    with tempfile.TemporaryDirectory() as folder:
        begin = time.perf_counter()
        write_film(
            (overview(index, size) for index in range(count)), Path(folder) / "film.mp4", size, FPS
        )
        return time.perf_counter() - begin


def _paint(painter: Painter, frames: list[Frame], board: pygame.Surface, index: int) -> None:
    painter.paint(frames[index], board)


def rows() -> Iterator[Row]:
    """Painting a frame, and films against their encoder fed with ready frames."""
    board = opaque(*FULL_HD)
    for name, scene, aim in (("overview", overview, 3.0), ("follow", follow, 4.0)):
        frames = [scene(index) for index in range(_FRAMES)]
        painter = Painter()
        took = sorted(seconds(partial(_paint, painter, frames, board), _FRAMES))
        note = f"p99 {took[_FRAMES * 99 // 100] * 1e3:.1f} ms, kept {painter.nbytes / 2**20:.0f} MB"
        yield Row(f"paint {name}, 1920×1080", statistics.median(took) * 1e3, aim, "ms", note=note)
    for size, aim in ((FULL_HD, 60.0), ((1280, 720), 120.0)):
        name = f"film of overview frames, {size[0]}×{size[1]}"
        alone = FILM_FRAMES / encoder_seconds(size, FILM_FRAMES)
        rate = FILM_FRAMES / film_seconds(size, FILM_FRAMES)
        yield Row(name, rate, aim, "frames/s", higher=True, note=f"encoder alone {alone:.0f}")
        yield Row(f"{name}, of the encoder's rate", rate / alone, 0.6, "", higher=True)
