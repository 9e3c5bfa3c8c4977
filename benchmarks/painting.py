"""Frames of a real race painted as the window paints them, and films of it.

Everything is offscreen: what the operating system does to show a
frame comes on top.
"""

from __future__ import annotations

import math
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import numpy as np

from benchmarks.process import MILLISECONDS
from benchmarks.row import Row
from pursuit_sim import load
from pursuit_sim.app.gc_pause import gc_pause
from pursuit_sim.cli import process
from pursuit_sim.draw import scene
from pursuit_sim.draw.replay.replay import Replay
from pursuit_sim.draw.settings import Settings
from pursuit_sim.export.pictures import render
from pursuit_sim.export.pictures.encoder import open_encoder
from pursuit_sim.paint.painter import Painter
from pursuit_sim.paint.pixels import opaque

EVENT, RACE = "beijing-2022-men", "final-a"
FULL_HD, HD = (1920, 1080), (1280, 720)
RATE = 60.0  # frames a second
MEDIAN_MS, P99_MS, SLOWEST_MS = 4.0, 10.0, 16.0  # of overview and follow
OTHER_MEDIAN_MS, OTHER_P99_MS = 8.0, 14.0
BROADCAST_MEDIAN_MS = 11.0  # the whole hall in perspective
OTHERS = slice(60 * 60, 80 * 60)  # of the pictures of a race: 20 s, with curves and straights
SEEKS = 60
SEEK_MS = 1000 / RATE  # one frame
_SEED = 2022  # any fixed number: the same moments every time
FILMS = ((FULL_HD, 60.0), (HD, 120.0))  # size, aim [frames/s]
FILM_FROM_S, FILM_S, FILM_ROUNDS = 60.0, 24.0, 3
SHARE = 0.6  # of the rate of the encoder fed with ready frames
_READY = 12  # ready frames, to and fro


def frame_ms(camera: str, times: list[float]) -> list[float]:
    """What each of some moments takes, from the replay to the pixels [ms of one core].

    The time of the core, not the clock's, so that other programs count for less. For a process
    of its own, since one that holds little memory does so for good.
    """
    process.hold_little()  # as the window does
    shown = render.replay(load(EVENT), RACE)
    settings = Settings(size=FULL_HD, camera=camera, playing=True)
    surface, painter = opaque(*FULL_HD), Painter(moving=True)
    # As in the window: the first picture is painted before the race is played.
    painter.paint(scene.frame(shown, 0.0, settings), surface)
    took = []
    with gc_pause() as after_picture:  # as the window has it
        for moment in times:
            begin = time.thread_time()
            painter.paint(scene.frame(shown, moment, settings), surface, kept=True)
            painter.make_ready(scene.coming(shown, moment, settings))
            after_picture()
            took.append((time.thread_time() - begin) * MILLISECONDS)
    return took


def encoder_rate(shown: Replay, size: tuple[int, int], count: int) -> float:
    """Frames a second of the encoder alone, fed with frames that are painted already.

    One after the other in one thread, as a plain program would feed it.
    """
    settings = Settings(size=size, transport=False, playing=True)
    painter, boards = Painter(moving=True), []
    for index in range(_READY):
        boards.append(opaque(*size))
        painter.paint(scene.frame(shown, FILM_FROM_S + index / RATE, settings), boards[-1])
    boards += boards[-2:0:-1]
    with tempfile.TemporaryDirectory() as folder:
        begin = time.perf_counter()
        encoder = open_encoder(Path(folder) / "film.mp4", ".mp4", size, RATE)
        for index in range(count):
            encoder.add(encoder.convert(boards[index % len(boards)]))
        encoder.finish()
        encoder.close()
        return count / (time.perf_counter() - begin)


def film_rate(shown: Replay, size: tuple[int, int]) -> float:
    """Frames a second of a film of the overview, from the replay to the file."""
    frames = 0

    def count(done: int, _total: int) -> None:
        nonlocal frames
        frames = done

    with tempfile.TemporaryDirectory() as folder, process.short_turns():  # as the commands do
        begin = time.perf_counter()
        path = Path(folder) / "film.mp4"
        end = FILM_FROM_S + FILM_S
        render.film(shown, path, FILM_FROM_S, end, Settings(size=size), fps=RATE, on_step=count)
        return frames / (time.perf_counter() - begin)


def rows() -> Iterator[Row]:
    """A played race, seeking in it, and films of it."""
    with ProcessPoolExecutor(1, get_context("spawn")) as window:
        yield from _frames(lambda *words: window.submit(frame_ms, *words).result())
    yield from _films()


def _frames(took_ms: Callable[[str, list[float]], list[float]]) -> Iterator[Row]:
    shown = render.replay(load(EVENT), RACE)
    played = [number / RATE for number in range(math.floor(shown.duration_s * RATE))]
    for camera in ("overview", "follow:NOR"):
        took = took_ms(camera, played)
        work = f"frame, {camera.partition(':')[0]}, 1920×1080"
        note = f"offscreen, core time; race played at {RATE:g} frames/s"
        slow = sum(each > SLOWEST_MS for each in took)
        yield Row(f"{work}, median", statistics.median(took), MEDIAN_MS, "ms", note=note)
        p99 = statistics.quantiles(took, n=100)[-1]
        yield Row(f"{work}, p99", p99, P99_MS, "ms", note="offscreen, core time")
        note = f"offscreen, core time; {slow} of {len(took)} above"
        yield Row(f"{work}, slowest", max(took), SLOWEST_MS, "ms", note=note)
    for camera in ("split", "head-to-head", "broadcast", "director"):
        took = took_ms(camera, played[OTHERS])
        work = f"frame, {camera}, 1920×1080"
        note = f"offscreen, core time; {len(took) / RATE:g} s of the race"
        aim = BROADCAST_MEDIAN_MS if camera == "broadcast" else OTHER_MEDIAN_MS
        yield Row(f"{work}, median", statistics.median(took), aim, "ms", note=note)
        p99 = statistics.quantiles(took, n=100)[-1]
        yield Row(f"{work}, p99", p99, OTHER_P99_MS, "ms", note="offscreen, core time")
    moments = np.random.default_rng(_SEED).uniform(0.0, shown.duration_s, SEEKS).tolist()
    took = took_ms("overview", moments)
    yield Row("seek to any time, 1920×1080, median", statistics.median(took), SEEK_MS, "ms",
              note=f"offscreen, core time; slowest of {SEEKS} {max(took):.1f}")  # fmt: skip


def _films() -> Iterator[Row]:
    shown = render.replay(load(EVENT), RACE)
    for size, aim in FILMS:
        work = f"film of a race, {size[0]}×{size[1]}"
        # By turns, so that a slow minute of the machine slows both.
        pairs = [
            (film_rate(shown, size), encoder_rate(shown, size, round(FILM_S * RATE)))
            for _ in range(FILM_ROUNDS)
        ]
        rate, alone = (statistics.median(each) for each in zip(*pairs, strict=True))
        share = statistics.median(film / encoder for film, encoder in pairs)
        note = f"{FILM_S:g} s of it, median of {FILM_ROUNDS}; encoder alone {alone:.0f}"
        yield Row(work, rate, aim, "frames/s", higher=True, note=note)
        yield Row(f"{work}, of the encoder's rate", share, SHARE, "", higher=True)
