"""The sheet with every key; each line of it can be clicked, so that a mouse will do."""

from __future__ import annotations

from collections.abc import Mapping

from pursuit_sim.app import key_bindings
from pursuit_sim.app.key_bindings import KEEP, MOVE, PLAY, SHOW, TUNE, Action
from pursuit_sim.draw import panel
from pursuit_sim.draw.box import Box
from pursuit_sim.draw.look import theme
from pursuit_sim.draw.look.elements import line as text
from pursuit_sim.draw.look.text_width import width
from pursuit_sim.draw.panel import Panel, Pointer
from pursuit_sim.draw.shapes import Rect, Shape

_COLUMNS = ((PLAY, KEEP), (MOVE,), (SHOW,), (TUNE,))
_WIDE, _ROW, _HEAD, _EDGE, _TITLE = 1860.0, 40.0, 46.0, 40.0, 76.0  # [px at 1080]
_KEYS_WIDE = 136.0  # [px at 1080] column of the key caps


def sheet(size: tuple[int, int], pointer: Pointer, states: Mapping[str, str]) -> Panel:
    """The help sheet.

    Parameters
    ----------
    size : of the window [px]
    pointer : mouse and keyboard
    states : by the name of an action, what is said instead of what it does
    """
    scale = panel.unit(size)
    groups = {
        name: [action for action in key_bindings.ACTIONS if action.group == name]
        for name in key_bindings.GROUPS
    }
    tall = max(sum(_HEAD + _ROW * len(groups[name]) for name in column) for column in _COLUMNS)
    box = panel.centred(size, _WIDE * scale, (_TITLE + tall + _EDGE) * scale)
    row = min(_ROW * scale, (box.height - (_TITLE + _EDGE) * scale) / (tall / _ROW))
    head = _HEAD / _ROW * row
    left, top = box.x + _EDGE * scale, box.y + 42 * scale
    close = Box(box.right - 150 * scale, box.y + 20 * scale, 120 * scale, 42 * scale)
    right, middle = close.x - 20 * scale, close.middle[1]
    hint = "press a key, or click its line"
    shapes: list[Shape] = [
        panel.scrim(size),
        panel.plate(box, scale),
        text(left, top, "Keys and commands", 28 * scale, theme.WHITE, "bold"),
        text(right, middle, hint, 18 * scale, theme.MUTED, anchor="right"),
        *panel.button("close", close, "CLOSE", scale, pointer),
    ]
    hits = [("close", close)]
    inner = (box.width - 2 * _EDGE * scale) / len(_COLUMNS)
    for i, column in enumerate(_COLUMNS):
        x = left + i * inner
        y = box.y + _TITLE * scale
        for name in column:
            heading = text(x, y + head / 2, name.upper(), 0.42 * row, theme.HEADING, "bold")
            shapes.append(heading)
            y += head
            for action in groups[name]:
                line = Box(x - 0.2 * row, y, inner - 0.5 * row, row)
                hits.append((action.name, line))
                shapes += _line(action, line, row, pointer, states.get(action.name, ""))
                y += row
    hits += [("", box), (panel.OUTSIDE, panel.whole(size))]
    return Panel(tuple(shapes), tuple(hits))


def _line(action: Action, line: Box, row: float, pointer: Pointer, state: str) -> list[Shape]:
    """Key caps, and what they do, or how what they change stands now."""
    shapes: list[Shape] = []
    middle = line.middle[1]
    if pointer.on(action.name, line):
        shapes.append(Rect(*line, panel.LIT, radius=0.18 * row))
    x = line.x + 0.2 * row
    size = 0.4 * row
    for key in action.label.split():
        wide = max(width(key, size, "semibold") + 0.4 * row, 0.78 * row)
        cap = Box(x, middle - 0.36 * row, wide, 0.72 * row)
        shapes.append(Rect(*cap, theme.BUTTON, radius=0.16 * row))
        shapes.append(text(*cap.middle, key, size, theme.WHITE, "semibold", "centre"))
        x += wide + 0.14 * row
    start = max(x + 0.1 * row, line.x + _KEYS_WIDE / _ROW * row)
    room = line.right - start - 0.1 * row
    if state:
        shapes.append(text(start, middle, state, 0.42 * row, theme.WHITE, "semibold", room=room))
    else:
        shapes.append(text(start, middle, action.text, 0.42 * row, theme.TEXT, room=room))
    return shapes
