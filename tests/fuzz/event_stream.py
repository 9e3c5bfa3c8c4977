"""Random events for a window, sound and unsound."""

from __future__ import annotations

import itertools
import math
import random
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any, cast

import pygame

from pursuit_sim.app import key_bindings
from pursuit_sim.app.preferences import MIN_SIZE
from pursuit_sim.app.window import Window

LARGEST = (1920, 1080)  # [px] of the window
ODD_SIZES = ((0, 0), (16384, 1), (1, 16384), (1, 1), (0, 700), (3, 1000))  # [px]
_KINDS = tuple(
    kind for kind in range(pygame.NUMEVENTS) if pygame.event.event_name(kind) != "Unknown"
)
_PRESS, _LIFT, _MOVE = pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP, pygame.MOUSEMOTION
_NAMES = {"Esc": "escape", "Enter": "return", "PageUp": "page up", "PageDown": "page down"}
_ATTRIBUTES = (
    "pos", "rel", "buttons", "button", "touch", "key", "mod", "unicode", "scancode", "text", "x",
    "y", "dx", "dy", "precise_x", "precise_y", "flipped", "window", "which", "file", "finger_id",
    "touch_id", "ui_element", "ui_object_id", "display_index", "value", "axis", "start", "length",
)  # fmt: skip
_WEIRD: tuple[Any, ...] = (
    None, 0, -1, 1.5, math.nan, math.inf, -math.inf, 10**6, -(10**6), 2**31, -(2**63), 10**30, "",
    "\0", "é", "x" * 1000, (), (1,), (math.nan, 3.0), (1e300, -1e300), (2**40, 5), (None, None),
    ("a", "b"), (-5.0, 2.5), [3, 4], (1, 2, 3), True, b"\xff",
)  # fmt: skip
_TEXTS = ("1", "2.5", "-3", "1e999", "nan", "abc", "\0", "1\0002", "7\n8", "9" * 10**6, "é😀", "")

Event = pygame.event.Event


class Stream:
    """Random events for a window.

    Parameters
    ----------
    window : whose picture says where something can be clicked
    seed : of the same events, as long as the window does the same
    """

    def __init__(self, window: Window, seed: int) -> None:
        self._window = window
        self._random = random.Random(seed)
        self._makers = (
            (self._move, 30), (self._click_somewhere, 20), (self._click_something, 14),
            (self._chord, 16), (self._drag, 3), (self._wheel, 5), (self._text, 3), (self._size, 2),
            (self._paste, 1), (self._any_kind, 3), (self._unsound, 3), (self._lost, 1),
        )  # fmt: skip

    def clipboard(self) -> str:
        """What somebody has copied."""
        if self._random.random() < 0.1:
            raise pygame.error("no clipboard")
        return self._random.choice(_TEXTS)

    def __iter__(self) -> Iterator[Event]:
        makers, weights = zip(*self._makers, strict=True)
        while True:
            yield from self._random.choices(makers, weights)[0]()

    def _place(self) -> tuple[int, int]:
        wide, high = self._window.player.size
        return self._random.randrange(-20, wide + 20), self._random.randrange(-20, high + 20)

    def _move(self) -> Iterator[Event]:
        yield Event(_MOVE, pos=self._place(), rel=(1, 1), buttons=(0, 0, 0), touch=False)

    def _click(self, at: tuple[int, int], button: int = 1) -> Iterator[Event]:
        yield Event(_MOVE, pos=at, rel=(0, 0), buttons=(0, 0, 0), touch=False)
        yield Event(_PRESS, pos=at, button=button, touch=False)
        yield Event(_LIFT, pos=at, button=button, touch=False)

    def _click_somewhere(self) -> Iterator[Event]:
        rare = self._random.random() < 0.1
        yield from self._click(self._place(), self._random.randint(0, 33) if rare else 1)

    def _click_something(self) -> Iterator[Event]:
        hits = self._window.composed.hits
        if hits:
            x, y = self._random.choice(hits)[1].middle
            yield from self._click((round(x), round(y)))

    def _drag(self) -> Iterator[Event]:
        yield Event(_PRESS, pos=self._place(), button=1, touch=False)
        for _ in range(self._random.randint(1, 8)):
            yield from self._move()
        yield Event(_LIFT, pos=self._place(), button=1, touch=False)

    def _key(self, code: int, mod: int = 0, text: str = "") -> Iterator[Event]:
        for kind in (pygame.KEYDOWN, pygame.KEYUP):
            yield Event(kind, key=code, mod=mod, unicode=text, scancode=0)

    def _chord(self) -> Iterator[Event]:
        chord = self._random.choice((*key_bindings.BY_CHORD, "Enter", "Y", "N"))
        *modifiers, name = chord.split("+") if len(chord) > 1 else [chord]
        sign = len(name) == 1 and not name.isalpha()
        code = ord(name) if sign else pygame.key.key_code(_NAMES.get(name, name).lower())
        masks = {"Shift": pygame.KMOD_LSHIFT, "Ctrl": pygame.KMOD_LCTRL}
        yield from self._key(code, sum(masks[each] for each in modifiers), name if sign else "")

    def _wheel(self) -> Iterator[Event]:
        notches = self._random.choice((1, -1, 1, -1, 3, -10, 0, 10**6, -(10**6)))
        exact = self._random.choice((notches, notches / 3, 1e6, -1e6))
        yield Event(pygame.MOUSEWHEEL, x=0, y=notches, precise_x=0.0, precise_y=exact,
                    flipped=False, which=0, touch=False)  # fmt: skip

    def _text(self) -> Iterator[Event]:
        yield Event(pygame.TEXTINPUT, text=self._random.choice("0123456789.,-e x\0"))

    def _paste(self) -> Iterator[Event]:
        yield from self._key(pygame.K_v, pygame.KMOD_LCTRL, "\x16")

    def _size(self) -> Iterator[Event]:
        yield from self.resized(
            *(self._random.randint(*ends) for ends in zip(MIN_SIZE, LARGEST, strict=True))
        )

    def resized(self, wide: int, high: int) -> Iterator[Event]:
        """What a window is told that was given a size [px]."""
        self._window._window.size = wide, high
        for kind in (pygame.WINDOWRESIZED, pygame.WINDOWSIZECHANGED, pygame.WINDOWEXPOSED):
            yield Event(kind, x=wide, y=high, window=self._window._window)

    def _lost(self) -> Iterator[Event]:
        """The window, its display or its size goes for a moment and comes back."""
        lost, back = pygame.WINDOWHIDDEN, pygame.WINDOWSHOWN
        if self._random.random() < 0.5:
            real, self._window._window = self._window._window, _odd(self._random.choice(ODD_SIZES))
            lost, back = pygame.WINDOWDISPLAYCHANGED, pygame.WINDOWSIZECHANGED
            yield Event(lost, display_index=-1)
            yield from itertools.chain(self._move(), self._click_somewhere())
            self._window.draw()
            self._window._window = real
        else:
            yield Event(lost)
            yield from self._move()
        yield Event(back)

    def _any_kind(self) -> Iterator[Event]:
        """An event of any kind but the last, with what SDL says of some."""
        kind = self._random.choice(_KINDS)
        if kind not in (pygame.QUIT, pygame.WINDOWCLOSE):
            yield Event(kind, x=self._random.random(), y=self._random.random(), finger_id=1,
                        touch_id=2, file="/no/such.toml", text="x", which=0, instance_id=0,
                        window=None)  # fmt: skip
        yield from self._key(self._random.choice((0, 2**30 + 900, 2**31 - 1, 0x4000_0000)))
        yield Event(pygame.WINDOWSHOWN)  # one that was hidden would see nothing more

    def _unsound(self) -> Iterator[Event]:
        """An event of any kind without, or with senseless, attributes."""
        often = (_MOVE, _PRESS, _LIFT, pygame.KEYDOWN, pygame.KEYUP, pygame.MOUSEWHEEL,
                 pygame.TEXTINPUT, pygame.USEREVENT, pygame.USEREVENT + 5)  # fmt: skip
        rare = self._random.random() < 0.5
        kind = self._random.choice(_KINDS if rare else often)
        if not rare and kind > pygame.USEREVENT:
            kind = self._random.randrange(pygame.USEREVENT, pygame.USEREVENT + 64)
        names = self._random.sample(_ATTRIBUTES, self._random.randint(0, len(_ATTRIBUTES)))
        yield Event(kind, {name: self._random.choice(_WEIRD) for name in names})
        yield Event(pygame.WINDOWSHOWN)


def _odd(size: tuple[int, int]) -> pygame.Window:
    """A window of a size that only a display makes which is about to go."""
    surface = pygame.Surface(size, depth=32)
    made = SimpleNamespace(size=size, title="", get_surface=lambda: surface, flip=lambda: None,
                           set_fullscreen=lambda **_: None,
                           set_windowed=lambda: None)  # fmt: skip
    return cast("pygame.Window", made)
