"""How soon the window shows its first picture."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator

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
    """The first picture, without a real display."""
    yield _first()


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
