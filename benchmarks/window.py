"""How soon the window shows its first picture, and what a slider changes."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator

import numpy as np

from benchmarks.row import Row

RUNS = 7
# Ends the process when the first picture has been handed to the window system.
FIRST = """
import os
import pursuit_sim.cli.watch
from pursuit_sim import load
from pursuit_sim.app.window import Window, show
real = Window.draw
def draw(self):
    real(self)
    os._exit(0)
Window.draw = draw
show(load("beijing-2022-men"), "final-a")
raise SystemExit("the window closed before it drew")
"""


def rows() -> Iterator[Row]:
    """The first picture, and the one after a slider has moved, without a real display."""
    yield _first()
    for keep, model in ((True, "kinematic"), (False, "power model")):
        yield _slider(keep, model)


def _slider(keep_time: bool, model: str) -> Row:
    """Move the fade back and forth in Final A, each time run and painted at 1920×1080."""
    from pursuit_sim import load, results
    from pursuit_sim.app.player import Player
    from pursuit_sim.app.preferences import Preferences
    from pursuit_sim.draw import scene
    from pursuit_sim.paint.painter import Painter
    from pursuit_sim.paint.pixels import opaque

    size = (1920, 1080)
    player = Player(results(load("beijing-2022-men")), "final-a", Preferences(size=size))
    player.do("tune")
    player.seek(120.0)
    player.session.keep_time(keep_time)
    name = "pacing.fade_s" if keep_time else "rink.air_density_kgm3"
    control = player.session.control(name)
    assert control is not None
    assert player.replay is not None
    painter, surface = Painter(moving=True), opaque(*size)
    # Whoever moves a slider has the picture before their eyes.
    painter.paint(scene.frame(player.replay, 120.0, player.settings), surface)
    low, high = (0.5, 2.0) if keep_time else (1.20, 1.27)
    took = []
    for value in np.tile(np.linspace(low, high, 20), 3):
        start = time.perf_counter()
        complaint = player.session.change(control, float(value), hold=True)
        assert not complaint, complaint
        painter.paint(scene.frame(player.replay, 120.0, player.settings), surface)
        took.append((time.perf_counter() - start) * 1e3)
    return Row(
        f"slider moved, race run and painted, {model}",
        statistics.median(took),
        16.0,
        "ms",
        note=f"offscreen, 1920×1080; slowest {max(took):.0f} ms",
    )


def _first() -> Row:
    """The first picture of Final A, from the start of the process."""
    environment = {**os.environ, "SDL_VIDEODRIVER": "dummy", "SDL_AUDIODRIVER": "dummy"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    took = []
    for _ in range(RUNS):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", FIRST], env=environment, check=True, timeout=60)
        took.append(time.perf_counter() - start)
    return Row(
        "first picture after watch, whole process",
        statistics.median(took),
        1.0,
        "s",
        note="SDL's dummy display",
    )
