"""The window as the operating system knows it: opening, sizes, pixels, keys."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable

import pygame

from pursuit_sim.app import key_bindings
from pursuit_sim.app.preferences import MAX_SIDE, MIN_SIZE
from pursuit_sim.draw.shapes import Circle, Polyline, Rect
from pursuit_sim.errors import PursuitError
from pursuit_sim.paint.painter import Painter
from pursuit_sim.paint.pixels import opaque

_FIRST_PART = 0.8  # of the desktop that the window takes the first time, at most
_FIRST_SIZE = (1920, 1080)  # [px] and no more than this
_DPI = "SDL_WINDOWS_DPI_AWARENESS"  # SDL reads it when it begins
Tick = Callable[[int], float]  # waits for the next picture at a rate [Hz]; [s] since the last
_UNSEEN = ("dummy", "offscreen")  # SDL's drivers that show nobody anything


class NoDisplayError(PursuitError):
    """There is no display on which a window could be opened."""


def opened(size: tuple[int, int]) -> pygame.Window:
    """A window, empty and not yet painted.

    Raises
    ------
    NoDisplayError
        if there is no display
    """
    _start()
    try:
        window = pygame.Window(
            "pursuit-sim", size, resizable=True, allow_high_dpi=True, hidden=True
        )
        window.minimum_size = MIN_SIZE
        window.set_icon(_icon())
        window.show()
    except pygame.error as error:
        raise NoDisplayError(f"no display: {error}") from None
    return window


def fitting(size: tuple[int, int] | None) -> tuple[int, int]:
    """A size for the window that this desktop has room for [px].

    Parameters
    ----------
    size : remembered from the last time; None the first time

    Raises
    ------
    NoDisplayError
        if there is no display
    """
    _start()
    wide, high = pygame.display.get_desktop_sizes()[0]
    if size is None:
        size = (round(wide * _FIRST_PART), round(high * _FIRST_PART))
        size = (min(size[0], _FIRST_SIZE[0]), min(size[1], _FIRST_SIZE[1]))
    wide, high = min(size[0], wide), min(size[1], high)
    return max(wide, MIN_SIZE[0]), max(high, MIN_SIZE[1])


def _start() -> None:
    """Begin to talk to the display."""
    asked = os.environ.get("SDL_VIDEODRIVER", "")
    # Real pixels on Windows, whatever its scaling; elsewhere this says nothing.
    given = os.environ.get(_DPI)
    os.environ[_DPI] = given or "permonitorv2"
    try:
        pygame.display.init()
        driver = pygame.display.get_driver()
    except pygame.error as error:
        raise NoDisplayError(f"no display: {error}") from None
    finally:
        if given is None:
            del os.environ[_DPI]
    if driver in _UNSEEN and driver != asked:
        raise NoDisplayError("no display: nothing to open a window on")


def _icon() -> pygame.Surface:
    """A white oval on the night's blue, with two teams on it."""
    side, blue = 64, (12, 30, 56, 255)
    icon = opaque(side, side)
    shapes = (
        Rect(0, 0, side, side, blue),
        Rect(5, 14, 54, 36, None, 18, (233, 243, 250, 255), 7),
        Polyline(((22, 14), (34, 14)), (215, 32, 59, 255), 7),
        Polyline(((30, 50), (42, 50)), (47, 111, 224, 255), 7),
        Circle((22, 14), 3.5, (215, 32, 59, 255)),
        Circle((42, 50), 3.5, (47, 111, 224, 255)),
    )
    Painter().paint(shapes, icon)
    return icon


def picture_size(surface: tuple[int, int]) -> tuple[int, int]:
    """What is laid out for a surface: itself, or as much as the smallest window holds [px].

    It has the surface's shape, unless that is so narrow that no picture could be so long.
    """
    factor = max(1.0, *(least / side for least, side in zip(MIN_SIZE, surface, strict=True)))
    wide, high = round(surface[0] * factor), round(surface[1] * factor)
    if max(wide, high) > MAX_SIDE:
        return max(surface[0], MIN_SIZE[0]), max(surface[1], MIN_SIZE[1])
    return wide, high


def ticking() -> Tick:
    """A tick by the clock on the wall."""
    clock = pygame.time.Clock()
    return lambda rate: clock.tick(rate) / 1000  # milliseconds


def show_hand(on: bool) -> None:
    """Show the mouse as a hand, or as an arrow."""
    cursor = pygame.SYSTEM_CURSOR_HAND if on else pygame.SYSTEM_CURSOR_ARROW
    with contextlib.suppress(pygame.error):  # a display without such a cursor
        pygame.mouse.set_cursor(cursor)


def chord(event: pygame.event.Event) -> str:
    """The chord of a key event."""
    name = pygame.key.name(event.key)
    letter = event.scancode - pygame.KSCAN_A
    if len(name) == 1 and name.isalpha() and not name.isascii() and 0 <= letter < _LETTERS:
        name = chr(ord("a") + letter)  # by its place, on a keyboard of another alphabet
    return key_bindings.chord(
        name,
        typed=event.unicode,
        shift=bool(event.mod & pygame.KMOD_SHIFT),
        ctrl=bool(event.mod & (pygame.KMOD_CTRL | pygame.KMOD_META)),
    )


_LETTERS = 26  # of the alphabet
