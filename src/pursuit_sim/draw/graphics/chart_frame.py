"""A chart's frame: axes, grid, legend, and the cursor of this moment."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pursuit_sim.arrays import Floats
from pursuit_sim.draw import wording
from pursuit_sim.draw.box import Box
from pursuit_sim.draw.graphics.inset import Inset
from pursuit_sim.draw.look import text_width, theme
from pursuit_sim.draw.look.elements import line, panel
from pursuit_sim.draw.shapes import Circle, Clip, Colour, Layer, Point, Polyline, Rect, Shape

_NICE = (0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0, 1000.0)
_MOST_TICKS = 4
_APART, _CLEAR = 18.0, 12.0  # from name to name, and to the heading [px at 1080p]
_ROUNDING = 1e-6
_NICE_S = (10.0, 20.0, 30.0, 60.0, 120.0, 300.0, 600.0)
EMPTY = Layer("", 0.0, 0.0, 0.0, 0.0, ())


def plot_area(box: Box, kind: float) -> Box:
    """Where the curves are, inside the panel."""
    left, top = 58 * kind, 40 * kind
    return Box(
        box.x + left, box.y + top, box.width - left - 22 * kind, box.height - top - 32 * kind
    )


@dataclass(frozen=True, eq=False)
class Plot:
    """A chart without its cursor.

    Attributes
    ----------
    area : where the curves are
    low, high : ends of the upright axis
    ground, course : what stands still; the curves of the whole race
    """

    area: Box
    low: float
    high: float
    ground: Layer = EMPTY
    course: Layer = EMPTY

    def y(self, value: float) -> float:
        """Height of a value [px]."""
        return self.area.bottom - (value - self.low) / (self.high - self.low) * self.area.height

    def path(self, part: Floats, value: Floats) -> list[Point]:
        """Points of a curve: part of the width 0 … 1, and value."""
        x = self.area.x + part * self.area.width
        y = self.area.bottom - (value - self.low) / (self.high - self.low) * self.area.height
        return list(zip(x.tolist(), y.tolist(), strict=True))

    def at(self, px: float, marks: list[tuple[float, Colour]], inset: Inset) -> list[Shape]:
        """All of it with the line of a moment, and a dot (height, colour) on each curve.

        What lies left of the line has been skated.
        """
        area, kind, (x, y, _, height) = self.area, inset.kind, inset.box
        skated = [Clip(x, y, px - x, height, (self.course,))] if px - x >= 1 else []
        return [
            self.ground,
            *skated,
            Rect(px - 0.75, area.y - 6 * kind, 1.5, area.height + 8 * kind, theme.CURSOR),
            *(
                Circle((px, py), 6 * kind, colour, theme.WHITE, max(1.5, 2 * kind))
                for py, colour in marks
            ),
        ]


def axes(plot: Plot, box: Box, kind: float, absolute: bool) -> list[Shape]:
    """Panel and horizontal grid lines with their values."""
    area = plot.area
    drawn: list[Shape] = [panel(*box, 10 * kind)]
    step = _nice(plot.high - plot.low, _MOST_TICKS, _NICE)
    for tick in np.arange(math.ceil(plot.low / step), math.floor(plot.high / step) + 1) * step:
        y = plot.y(float(tick))
        zero = abs(tick) < step / 2 and absolute
        colour = theme.GRID_ZERO if zero else theme.GRID
        drawn.append(Polyline(((area.x, y), (area.right, y)), colour, 1.5 if zero else 1.0))
        value = abs(tick) if absolute else tick
        drawn.append(
            line(area.x - 10 * kind, y, f"{value:g}", 14 * kind, theme.MUTED, anchor="right")
        )
    return drawn


def head(
    heads: Sequence[str], names: list[tuple[str, Colour]], area: Box, box: Box, kind: float
) -> list[Shape]:
    """The heading, and names of curves in their colours, from the right.

    Parameters
    ----------
    heads : what it may say, the most first: the first is taken that leaves the names their room,
        or else the last in smaller type
    names : those that still have none stand in the chart's upper left corner
    area, box : of the curves, and of the panel
    kind : scale of type
    """
    left, y, type_ = box.x + 20 * kind, box.y + 22 * kind, 14 * kind
    wide = [text_width.width(text, type_, "semibold") for text, _ in names]
    room = area.right - left - sum(wide) - len(names) * _APART * kind + (_APART - _CLEAR) * kind
    heading, size = next(
        ((each, type_) for each in heads if text_width.width(each, type_, "semibold") <= room),
        (heads[-1], type_),
    )
    if not text_width.cuts(heading, size, "semibold", room):
        heading, size = text_width.fit(heading, size, "semibold", room)
    drawn: list[Shape] = [line(left, y, heading, size, theme.HEADING, "semibold")]
    taken = left + text_width.width(heading, size, "semibold")
    x, below = area.right, y
    for (text, colour), across in zip(reversed(names), reversed(wide), strict=True):
        if x - across < taken + _CLEAR * kind - _ROUNDING:
            below += 22 * kind
            drawn.append(line(area.x + 8 * kind, below, text, type_, colour, "semibold"))
            continue
        drawn.append(line(x, y, text, type_, colour, "semibold", "right"))
        x -= across + _APART * kind
    return drawn


def _nice(span: float, most: int, steps: tuple[float, ...]) -> float:
    """The smallest of some round steps that divides a span at most so often."""
    return next((step for step in steps if span / step <= most), steps[-1])


def seconds(area: Box, end_s: float, kind: float) -> list[Shape]:
    """Times below a chart over time."""
    step = _nice(end_s, _MOST_TICKS + 2, _NICE_S)
    times = (np.arange(1, math.floor(end_s / step) + 1) * step).tolist()
    return ticks(area, [(time / end_s, wording.minutes(time)) for time in times], kind)


def ticks(area: Box, named: list[tuple[float, str]], kind: float) -> list[Shape]:
    """What stands below a chart: each part of its width, 0 … 1, and a text."""
    y = area.bottom + 15 * kind
    return [
        line(area.x + part * area.width, y, text, 13 * kind, theme.MUTED, anchor="centre")
        for part, text in named
    ]
