"""The window on a real X display, where Xvfb is installed: opened, driven, photographed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

XVFB = shutil.which("Xvfb")
pytestmark = [pytest.mark.whole, pytest.mark.skipif(XVFB is None, reason="Xvfb is not installed")]

# Runs by itself, because SDL chooses its driver once in a process. What it prints is
# checked by the test: the size of each picture and how much of it is bright ice.
DRIVE = """
import sys, time, pygame, pursuit_sim
from pathlib import Path
from pursuit_sim.app import preferences as settings_file, window
from pursuit_sim.app.window import Window

settings_file.path = lambda: Path(sys.argv[1]) / "window.json"
key = lambda code, text="": pygame.event.Event(
    pygame.KEYDOWN, key=code, mod=0, unicode=text, scancode=0)
steps = iter([
    ("opened", None), ("playing", key(pygame.K_SPACE, " ")), ("follow", key(pygame.K_c, "c")),
    ("chosen", key(pygame.K_2, "2")), ("full", key(pygame.K_F11)), ("windowed", key(pygame.K_F11)),
    ("small", "resize"), ("help", key(pygame.K_h, "h")), ("closed", key(pygame.K_ESCAPE)),
])
GLIDES = {"follow", "chosen"}  # a change of cameras takes 0.6 s
since, drawn, name, real = time.monotonic(), 0, "", Window.draw

def draw(self):
    global since, drawn, name
    real(self)
    drawn += 1
    if time.monotonic() - since < (0.7 if name in GLIDES else 0.1) or drawn < 4:
        return
    since, drawn = time.monotonic(), 0
    if name:
        surface = self._window.get_surface()
        bright = (pygame.surfarray.array3d(surface).mean(axis=2) > 150).mean()
        print(name, *surface.get_size(), round(float(bright), 3),
              pygame.display.get_driver(), flush=True)
    name, step = next(steps, ("", None))
    if not name:
        pygame.event.post(pygame.event.Event(pygame.QUIT))
    elif step == "resize":
        self._window.size = (700, 400)
    elif step is not None:
        pygame.event.post(step)

Window.draw = draw
window.show(pursuit_sim.load("beijing-2022-men"), "final-a")
"""


@pytest.fixture
def display() -> Iterator[str]:
    reading, writing = os.pipe()
    assert XVFB is not None
    server = subprocess.Popen(
        [XVFB, "-displayfd", str(writing), "-screen", "0", "1280x800x24", "-nolisten", "tcp"],
        pass_fds=(writing,),
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    with os.fdopen(reading) as answer:
        number = answer.readline().strip()
    yield f":{number}"
    server.terminate()
    server.wait(10)


def test_a_real_window(display: str, tmp_path: Path) -> None:
    environment = {**os.environ, "DISPLAY": display, "SDL_VIDEODRIVER": "x11"}
    done = subprocess.run(
        [sys.executable, "-c", DRIVE, str(tmp_path)],
        env=environment, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    seen = {}
    for line in done.stdout.splitlines():
        name, width, height, share, driver = line.split()
        assert driver == "x11"
        seen[name] = (int(width), int(height), float(share))
    assert list(seen) == [
        "opened", "playing", "follow", "chosen", "full", "windowed", "small", "help", "closed",
    ]  # fmt: skip
    for name, (_, _, bright) in seen.items():
        assert bright > (0.001 if name == "help" else 0.05), seen
    assert seen["full"][:2] == (1280, 800)
    assert seen["windowed"][:2] == seen["opened"][:2]
    assert seen["small"][:2] == (700, 400)
    assert seen["chosen"][2] > seen["opened"][2], "close by there is more ice"
    assert (tmp_path / "window.json").is_file()
