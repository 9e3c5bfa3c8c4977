"""Small compositions that several parts of the picture share."""

from __future__ import annotations

from pursuit_sim.draw.look import text_width, theme
from pursuit_sim.draw.shapes import Anchor, Colour, Rect, Shape, Text, Weight


def line(
    x: float,
    y: float,
    text: str,
    size: float,
    colour: Colour = theme.TEXT,
    weight: Weight = "regular",
    anchor: Anchor = "left",
    room: float | None = None,
) -> Text:
    """A text; with `room` [px] it is made to fit."""
    if room is not None:
        text, size = text_width.fit(text, size, weight, max(room, 0.0))
    return Text(x, y, text, size, colour, weight, anchor)


def panel(x: float, y: float, width: float, height: float, radius: float) -> Rect:
    """The ground of a panel."""
    return Rect(x, y, width, height, theme.PANEL, radius, theme.PANEL_EDGE, 1.0)


def pill(
    x: float,
    y: float,
    text: str,
    size: float,
    fill: Colour,
    ink: Colour,
    *,
    pad: float = 0.62,
    tall: float = 1.65,
    radius: float = 0.3,
    anchor: Anchor = "left",
    weight: Weight = "bold",
) -> tuple[list[Shape], float]:
    """A text on a coloured ground whose height is centred on `y`, and its width [px].

    Parameters
    ----------
    x, y : where it is anchored [px]
    text, size, weight : what it says
    fill, ink : its colours
    pad : at either end, in parts of the size
    tall, radius : height and corner radius, in parts of the size and of the height
    anchor : which part of it lies at x
    """
    width = text_width.width(text, size, weight) + 2 * pad * size
    height = tall * size
    left = x - {"left": 0.0, "centre": 0.5, "right": 1.0}[anchor] * width
    return [
        Rect(left, y - height / 2, width, height, fill, radius * height),
        Text(left + width / 2, y, text, size, ink, weight, "centre"),
    ], width
