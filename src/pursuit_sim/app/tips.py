"""What a button does, said beside it while the mouse is on it."""

from __future__ import annotations

from pursuit_sim.app import key_bindings
from pursuit_sim.draw import panel
from pursuit_sim.draw.box import Box
from pursuit_sim.draw.look import text_width, theme
from pursuit_sim.draw.look.elements import line
from pursuit_sim.draw.panel import Hits
from pursuit_sim.draw.scenes.named_things import Named
from pursuit_sim.draw.shapes import Rect, Shape

# By hit area: words, and the action whose keys do the same.
_TIPS = {
    "play": ("play, pause", "toggle"),
    "speed": ("speed", "faster"),
    "clip": ("save a clip: the loop, a moment, or the last 10 s", "clip"),
    "camera-menu": ("cameras and ghosts", "camera-menu"),
    "tune": ("tuning: what if they had …?", "tune"),
    "bracket": ("every race of the event", "bracket"),
    "help": ("every command with its key, and quit", "help"),
    "explain": ("what am I seeing? push, exchange, gap and more, in words", "explain"),
    "zoom-reset": ("the camera's own view again", "zoom-reset"),
    "chart": ("another chart", "chart"),
    "replay": ("the race again, from the start", "restart"),
    "finish-strip": ("who came when, or the camera again", "finish-strip"),
    "next-race": ("the next race of the event", "next-race"),
    "results": ("results of races that you have not watched", "results"),
    "events": ("moments worth seeing, every event, and your files", "events"),
}
_PICTURE = ("", "rink")  # hit areas in which things have names of their own
_SIZE, _HIGH, _AWAY = 18.0, 36.0, 8.0  # [px at 1080]


def words(name: str) -> str:
    """What is said of a hit area, or nothing."""
    if name.startswith("card:"):
        return f"follow {name.partition(':')[2]}"
    if name not in _TIPS:
        return ""
    text, action = _TIPS[name]
    return f"{text}  ({key_bindings.BY_NAME[action].label.split()[0]})"


def shapes(
    hits: Hits, at: tuple[float, float], size: tuple[int, int], named: Named | None = None
) -> tuple[Shape, ...]:
    """The words above what the mouse is on: a button, or else what is `named` in the picture."""
    name, box = next(((n, b) for n, b in hits if b.contains(*at)), ("", Box(0, 0, 0, 0)))
    text = words(name)
    if not text and named is not None and name in _PICTURE:
        text, box = named
    if not text:
        return ()
    scale = panel.unit(size)
    em = _SIZE * scale
    room = size[0] - 2 * _AWAY * scale - 1.4 * em
    text, em = text_width.fit(text, em, "semibold", room)
    wide, high = text_width.width(text, em, "semibold") + 1.4 * em, _HIGH * scale
    away = _AWAY * scale
    x = min(max(box.middle[0] - wide / 2, away), size[0] - wide - away)
    y = box.y - high - away
    if y < away:
        y = box.bottom + away  # never on what it explains
    return (
        Rect(x, y, wide, high, theme.LABEL_PLATE, 7 * scale, theme.PANEL_EDGE, 1.0),
        line(x + wide / 2, y + high / 2, text, em, theme.WHITE, "semibold", "centre"),
    )
