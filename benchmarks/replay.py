"""A replay as it is watched: real races, real scenes, painted."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.process import MILLISECONDS
from benchmarks.row import Row
from pursuit_sim import load

SIZE = (1920, 1080)
FRAME_RATE = 60.0  # of the window
FRAMES = 600
FRAME_AIM_MS, SLOWEST_AIM_MS = 4.0, 10.0  # median, and one in a hundred
FILM_AIM_FPS = 60.0
FILM_S = 8.0


def rows() -> Iterator[Row]:
    """Frames of the window, and a film through the exporter."""
    from pursuit_sim.export import render
    from pursuit_sim.view import scene
    from pursuit_sim.view.paint.painter import Painter
    from pursuit_sim.view.paint.pixels import opaque
    from pursuit_sim.view.settings import Settings

    shown = render.replay(load("beijing-2022-men"), "final-a")
    surface, painter = opaque(*SIZE), Painter()
    for camera in ("overview", "follow:NOR"):
        settings = Settings(size=SIZE, camera=camera, playing=True)
        took = []
        for number in range(FRAMES):
            start = time.perf_counter()
            painter.paint(scene.frame(shown, 60 + number / FRAME_RATE, settings), surface)
            took.append((time.perf_counter() - start) * MILLISECONDS)
        slow = statistics.quantiles(took, n=100)[-1]
        work = f"replay frame, {camera.partition(':')[0]}, 1920×1080"
        yield Row(f"{work}, median", statistics.median(took), FRAME_AIM_MS, "ms")
        yield Row(f"{work}, slowest of 100", slow, SLOWEST_AIM_MS, "ms")
    with tempfile.TemporaryDirectory() as folder:
        frames = 0

        def count(done: int, _total: int) -> None:
            nonlocal frames
            frames = done

        start = time.perf_counter()
        path = Path(folder) / "film.mp4"
        render.film(shown, path, 60.0, 60.0 + FILM_S, size=SIZE, fps=30.0, report=count)
        rate = frames / (time.perf_counter() - start)
    yield Row("film of a race, 1920×1080", rate, FILM_AIM_FPS, "frames/s", higher=True)
