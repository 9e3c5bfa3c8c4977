"""What panels over the picture are made of: plates, headings and things to click.

A panel is a frame and its hit areas, a function of what it shows; like scenes, panels
are data and know no window.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from pursuit_sim.draw.box import Box
from pursuit_sim.draw.flatten import rounded
from pursuit_sim.draw.look import contrast, theme
from pursuit_sim.draw.look.elements import line
from pursuit_sim.draw.look.text_width import width
from pursuit_sim.draw.shapes import Colour, Frame, Polygon, Rect, Shape

Hits = tuple[tuple[str, Box], ...]  # what a click does, and where; the first that fits counts

REFERENCE = (1920, 1080)  # [px] sizes in panels are given for this window
_LEAST_UNIT = 0.56  # type stays readable however small the window
SCRIM = contrast.fade(theme.NIGHT, 0.72)
PLATE = contrast.fade(theme.PANEL, 0.985)
LIT = contrast.mix(theme.PANEL, theme.BUTTON_ON, 0.26)  # a row that is pointed at
FOCUS = theme.BUTTON_ON
_ASIDE = 2.0  # an arrow key rather goes far ahead than aside
OUTSIDE = "close"  # a click beside a panel


@dataclass(frozen=True, slots=True)
class Panel:
    """Shapes over the picture, and where they can be clicked.

    Attributes
    ----------
    shapes : painted over the picture
    hits : areas by name; the first that holds the point counts
    """

    shapes: Frame
    hits: Hits = ()


@dataclass(frozen=True, slots=True)
class Pointer:
    """Where the viewer points.

    Attributes
    ----------
    at : the mouse [px]; None where it is outside or not in use
    pressed : name of the hit area in which a button went down, or empty
    chosen : name of the hit area that the keyboard is on, or empty
    rests : the mouse has not moved for a while, or since a click
    """

    at: tuple[float, float] | None = None
    pressed: str = ""
    chosen: str = ""
    rests: bool = False

    def on(self, name: str, box: Box) -> bool:
        """Whether an area is pointed at, by mouse or keyboard."""
        return name == self.chosen or (self.at is not None and box.contains(*self.at))


def unit(size: tuple[int, int]) -> float:
    """Pixels for one pixel of the reference window."""
    return max(_LEAST_UNIT, min(size[0] / REFERENCE[0], size[1] / REFERENCE[1]))


def hit(hits: Hits, at: tuple[float, float]) -> str:
    """Name of the area under a point, or empty."""
    return next((name for name, box in hits if box.contains(*at)), "")


def towards(hits: Hits, chosen: str, right: int, down: int) -> str:
    """Name of the area that an arrow key leads to from another.

    Parameters
    ----------
    hits : areas of a panel; those after the first without a name are its ground
    chosen : where the keyboard is, or empty
    right, down : direction, each −1, 0 or 1; with both 0 the area itself
    """
    names = [name for name, _ in hits]
    areas = dict(hits[: names.index("")] if "" in names else hits)
    if chosen not in areas:
        return next(iter(areas), "")
    x, y = areas[chosen].middle

    def cost(box: Box) -> tuple[bool, float]:
        """Whether it lies rather aside than ahead, and how far away it is."""
        ahead = right * (box.middle[0] - x) + down * (box.middle[1] - y)
        aside = abs(down * (box.middle[0] - x)) + abs(right * (box.middle[1] - y))
        return (aside > ahead, ahead + _ASIDE * aside) if ahead > 1.0 else (True, math.inf)

    name, box = min(areas.items(), key=lambda item: cost(item[1]))
    return name if math.isfinite(cost(box)[1]) else chosen


def whole(size: tuple[int, int]) -> Box:
    """The window."""
    return Box(0, 0, *size)


def centred(size: tuple[int, int], wide: float, high: float) -> Box:
    """A box in the middle of the window, no larger than it."""
    wide, high = min(wide, size[0]), min(high, size[1])
    return Box(round((size[0] - wide) / 2), round((size[1] - high) / 2), round(wide), round(high))


def scrim(size: tuple[int, int]) -> Shape:
    """Darkens the picture behind a panel."""
    wide, high = float(size[0]), float(size[1])
    return Polygon(((0.0, 0.0), (wide, 0.0), (wide, high), (0.0, high)), SCRIM)


def plate(box: Box, scale: float, fill: Colour = PLATE) -> Shape:
    """The ground of a panel; a polygon, because panels are too large to keep as rasters."""
    corners = rounded(*box, 14 * scale)
    outline = tuple(zip(corners.real.tolist(), corners.imag.tolist(), strict=True))
    return Polygon(outline, fill, theme.PANEL_EDGE, max(1.0, 1.5 * scale))


def button(
    name: str, box: Box, label: str, scale: float, pointer: Pointer, *, on: bool = False
) -> tuple[Shape, ...]:
    """A button; lit where it is pointed at, and where it stands for what is chosen."""
    fill = theme.BUTTON_ON if on else theme.BUTTON
    if pointer.on(name, box):
        fill = contrast.mix(fill, theme.WHITE, 0.30 if pointer.pressed == name else 0.16)
    ring = FOCUS if pointer.chosen == name else None
    ink, room = contrast.ink(fill), box.width - 12 * scale
    return (
        Rect(*box, fill, radius=7 * scale, stroke=ring, line=2 * scale),
        line(*box.middle, label, 19 * scale, ink, "semibold", "centre", room),
    )


def button_width(label: str, scale: float) -> float:
    """How wide a button must be for its label [px]."""
    return width(label, 19 * scale, "semibold") + 40 * scale
