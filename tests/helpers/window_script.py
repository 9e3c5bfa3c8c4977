"""A window under SDL's dummy driver that is driven by hand.

Nobody waits here: events are handed in, and each picture takes a sixtieth of a second.
"""

from __future__ import annotations

import threading
from pathlib import Path

import numpy as np
import pygame

from pursuit_sim import atomic_write
from pursuit_sim.app.player import Player
from pursuit_sim.app.save_worker import ClipRequest
from pursuit_sim.app.sound import Speaker
from pursuit_sim.app.window import Window
from pursuit_sim.draw import scene
from pursuit_sim.draw.replay.replay import Replay
from pursuit_sim.on_step import OnStep
from pursuit_sim.paint.painter import Painter

TICK_S = 1 / 60
SIZE = (800, 450)
SHIFT, CTRL = pygame.KMOD_LSHIFT, pygame.KMOD_LCTRL
# What one window has painted serves the next, as it serves one that is open for long.
PAINTER = Painter(moving=True)
NAMES = {"Esc": "escape", "Enter": "return", "PageUp": "page up", "PageDown": "page down"}


def replay_of(player: Player) -> Replay:
    """The race that is shown: one is."""
    assert player.replay is not None
    return player.replay


def fail(line: str) -> None:
    """No fault of the program passes a test as something that is told."""
    raise AssertionError(line)


class Script:
    """A window that is driven by hand."""

    def __init__(self, player: Player, folder: Path) -> None:
        self.clips: list[ClipRequest] = []
        self.folders = (folder / "pictures", folder / "videos", folder / "scenarios")
        self.window = Window(
            player,
            Speaker(on=False),
            save_clip=self.save_clip,
            tick=lambda _rate: TICK_S,
            folders=self.folders,
            complain=fail,
        )
        self.window.painter = PAINTER
        self.player = player
        self.go()

    def save_clip(self, clip: ClipRequest, path: Path, report: OnStep) -> Path:
        report(1, 2)
        self.clips.append(clip)
        return atomic_write.write_new(path, lambda part: part.write_bytes(b"film"))

    def go(self, pictures: int = 1) -> None:
        for _ in range(pictures):
            self.window.advance(TICK_S)
            self.window.draw()

    def lens(self) -> tuple[float, tuple[float, float]]:
        """Pixels per metre under the mouse, and the middle of what is seen."""
        player = self.player
        return scene.lens(self.replay, player.transport.time_s, player.settings)

    def settle(self) -> None:
        """Until nothing fades or eases any more."""
        self.window.draw()
        self.window.advance(1.0)
        self.window.draw()

    def event(self, kind: int, **values: object) -> None:
        self.window.handle(pygame.event.Event(kind, values))

    def press(self, chord: str, *, hold_s: float = 0.0) -> None:
        *modifiers, name = chord.split("+") if len(chord) > 1 else [chord]
        sign = len(name) == 1 and not name.isalpha()
        code = ord(name) if sign else pygame.key.key_code(NAMES.get(name, name).lower())
        values = {
            "key": code,
            "mod": sum({"Shift": SHIFT, "Ctrl": CTRL}[each] for each in modifiers),
            "unicode": name if sign else "",
            "scancode": 0,
        }
        self.event(pygame.KEYDOWN, **values)
        self.go(max(1, round(hold_s / TICK_S)))
        self.event(pygame.KEYUP, **values)

    def move(self, at: tuple[float, float]) -> None:
        self.event(pygame.MOUSEMOTION, pos=at, rel=(0, 0), buttons=(0, 0, 0))
        self.go()

    def down(self, at: tuple[float, float]) -> None:
        self.move(at)
        self.event(pygame.MOUSEBUTTONDOWN, pos=at, button=1)
        self.go()

    def up(self, at: tuple[float, float]) -> None:
        self.event(pygame.MOUSEBUTTONUP, pos=at, button=1)
        self.go()

    def click(self, name: str) -> None:
        at = self.area(name)
        self.down(at)
        self.up(at)

    def area(self, name: str) -> tuple[float, float]:
        """The middle of what can be clicked, and that it can."""
        box = dict(reversed(self.window.composed.hits))[name]
        assert min(box.width, box.height) >= 20, f"{name} is too small to hit: {box}"
        return box.middle

    def pixels(self) -> np.ndarray:
        return pygame.surfarray.array3d(self.window._window.get_surface())

    def idle(self) -> None:
        """Until what is being saved is saved."""
        for _ in range(2000):
            if not self.window.worker.busy:
                break
            threading.Event().wait(0.01)
        self.window.worker.stop()
        self.window.worker = type(self.window.worker)()

    @property
    def replay(self) -> Replay:
        return replay_of(self.player)

    @property
    def time(self) -> float:
        return self.player.transport.time_s


def colours(pixels: np.ndarray) -> int:
    """How many there are; each as one number, which is sorted ten times as fast as three."""
    return len(np.unique(pixels.reshape(-1, 3) @ np.array([1 << 16, 1 << 8, 1])))


def seen(pixels: np.ndarray) -> bool:
    """Neither black nor one colour: ice and dark surround are both there."""
    bright = pixels.mean(axis=2)
    return bool((bright > 150).mean() > 0.02 and colours(pixels) > 50)
