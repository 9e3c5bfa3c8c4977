"""Events as they come in: past this door each has what its kind has, and makes sense.

Anything may put events into the queue: drivers, other programs, libraries in this process.
What is not whole is passed over, since nobody is there to mend it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

import pygame

from pursuit_sim.app.event_shelf import LONGEST_PATH

_FARTHEST = 2**20  # [px] from the window's corner; no screen is as large
_CODES = range(-(2**31), 2**31)  # of keys, modifiers and buttons in SDL
_LONGEST = 1000  # [characters] that one event types: an input method hands over whole phrases


def is_sound(event: pygame.event.Event) -> bool:
    """Whether an event has everything that is read of its kind; other kinds all are."""
    if event.type >= pygame.USEREVENT:
        return _of_widget(event)
    told = event.dict
    return all(
        name in told and fits(told[name]) for name, fits in _READ.get(event.type, {}).items()
    )


def notches(event: pygame.event.Event) -> float:
    """How far a wheel turned, as exactly as is told."""
    exact: float = event.dict.get("precise_y", event.y)
    return exact if _number(exact) else event.y


def _of_widget(event: pygame.event.Event) -> bool:
    """Whether it is what a widget tells others; all of them ask which one it was."""
    from pygame_gui.core.interfaces import IUIElementInterface

    return isinstance(event.dict.get("ui_element"), IUIElementInterface)


def _number(value: Any) -> bool:
    """Whether something is a finite number that SDL could have meant."""
    return isinstance(value, int | float) and math.isfinite(value) and abs(value) < _CODES.stop


def _code(value: Any) -> bool:
    return isinstance(value, int) and value in _CODES


def _place(value: Any) -> bool:
    """Whether something is a place in a window or near it [px]."""
    return (
        isinstance(value, tuple | list)
        and len(value) == 2
        and all(_number(each) and abs(each) < _FARTHEST for each in value)
    )


def _typed(value: Any) -> bool:
    """Whether something is text that a keyboard or an input method types."""
    return isinstance(value, str) and len(value) <= _LONGEST and value.isprintable()


def _path(value: Any) -> bool:
    """Whether something is the path of a file."""
    return isinstance(value, str) and 0 < len(value) <= LONGEST_PATH and "\0" not in value


_KEY = {"key": _code, "mod": _code}
_DOWN = {**_KEY, "scancode": _code, "unicode": lambda value: isinstance(value, str)}
_READ: Mapping[int, Mapping[str, Callable[[Any], bool]]] = MappingProxyType(
    {
        pygame.MOUSEMOTION: {"pos": _place},
        pygame.MOUSEBUTTONDOWN: {"pos": _place, "button": _code},
        pygame.MOUSEBUTTONUP: {"pos": _place, "button": _code},
        pygame.MOUSEWHEEL: {"y": _number},
        pygame.KEYDOWN: _DOWN,
        pygame.KEYUP: _KEY,
        pygame.TEXTINPUT: {"text": _typed},
        pygame.DROPFILE: {"file": _path},
    }
)
