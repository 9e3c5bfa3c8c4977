"""Frames as SVG text: the same shapes as the pygame painter's."""

from __future__ import annotations

import math
from xml.sax.saxutils import escape, quoteattr

from pursuit_sim.draw.look.text_width import CAP_HEIGHT
from pursuit_sim.draw.shapes import (
    Anchor,
    Circle,
    Clip,
    Colour,
    Dots,
    Frame,
    Layer,
    Points,
    Polygon,
    Polyline,
    Rect,
    Shape,
    Symbol,
    Text,
    Weight,
)
from pursuit_sim.plain_text import spelt_out

_FAMILIES = "Inter, 'Pursuit Inter', 'Helvetica Neue', Arial, sans-serif"
_WEIGHTS: dict[Weight, int] = {"regular": 400, "semibold": 600, "bold": 700}
_ANCHORS: dict[Anchor, str] = {"left": "start", "centre": "middle", "right": "end"}


def svg(frame: Frame, width: int, height: int) -> str:
    """A frame as a standalone SVG document.

    Parameters
    ----------
    frame : the shapes
    width, height : of the picture [px]
    """
    writer = _Writer()
    writer.shapes(frame, 2)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" font-family="{_FAMILIES}" '
        'style="font-variant-numeric: tabular-nums; white-space: pre">'
    )
    return "\n".join(['<?xml version="1.0" encoding="UTF-8"?>', head, *writer.lines, "</svg>", ""])


def _number(value: float, digits: int = 2) -> str:
    text = f"{value:.{digits}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text


def _ink(name: str, colour: Colour | None) -> str:
    if colour is None:
        return f'{name}="none"'
    ink = f'{name}="#{colour[0]:02x}{colour[1]:02x}{colour[2]:02x}"'
    if colour[3] < 255:
        ink += f' {name}-opacity="{_number(colour[3] / 255, 3)}"'
    return ink


class _Writer:
    """Collects the lines of a document and numbers its clips."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._clips = 0

    def shapes(self, shapes: tuple[Shape, ...], digits: int) -> None:
        for shape in shapes:
            self._shape(shape, digits)

    def _shape(self, shape: Shape, digits: int) -> None:
        if isinstance(shape, Polygon):
            self._add("polygon", f'points="{_points(shape.points, digits)}"',
                      self._inks(shape.fill, shape.stroke, shape.width, digits))  # fmt: skip
        elif isinstance(shape, Polyline):
            dash = ""
            if shape.dash is not None:
                on, off = (_number(each, digits) for each in shape.dash)
                dash = f'stroke-dasharray="{on} {off}"'
            self._add("polyline", f'points="{_points(shape.points, digits)}"',
                      self._inks(None, shape.colour, shape.width, digits), dash)  # fmt: skip
        elif isinstance(shape, Circle):
            x, y, radius = (_number(v, digits) for v in (*shape.centre, shape.radius))
            self._add("circle", f'cx="{x}" cy="{y}" r="{radius}"',
                      self._inks(shape.fill, shape.stroke, shape.width, digits))  # fmt: skip
        elif isinstance(shape, Rect):
            corner = min(shape.radius, shape.width / 2, shape.height / 2)
            place = (shape.x, shape.y, shape.width, shape.height)
            self._add("rect", self._box(*place, corner, digits),
                      self._inks(shape.fill, shape.stroke, shape.line, digits))  # fmt: skip
        elif isinstance(shape, Text):
            self._text(shape)
        elif isinstance(shape, Symbol):
            self._symbol(shape)
        elif isinstance(shape, Dots):
            discs = [Circle((x, y), *shape.looks[look]) for x, y, look in shape.dots]
            self.shapes(tuple(discs), digits)
        elif isinstance(shape, Clip):
            self._clip(shape, digits)
        elif isinstance(shape, Layer):
            self.shapes(shape.shapes, digits)

    def _add(self, name: str, *attributes: str) -> None:
        self.lines.append(f"<{' '.join([name, *filter(None, attributes)])}/>")

    def _inks(self, fill: Colour | None, stroke: Colour | None, width: float, digits: int) -> str:
        inks = _ink("fill", fill)
        if stroke is not None:
            inks += f' {_ink("stroke", stroke)} stroke-width="{_number(width, digits)}"'
            inks += ' stroke-linejoin="round"'
        return inks

    def _box(self, x: float, y: float, width: float, height: float, radius: float,
             digits: int) -> str:  # fmt: skip
        names = ("x", "y", "width", "height")
        values = (x, y, max(width, 0.0), max(height, 0.0))
        box = " ".join(f'{n}="{_number(v, digits)}"' for n, v in zip(names, values, strict=True))
        return f'{box} rx="{_number(radius, digits)}"' if radius > 0 else box

    def _text(self, shape: Text) -> None:
        # The baseline is written out: few programs know SVG's other ones.
        y = shape.y + CAP_HEIGHT / 2 * shape.size
        attributes = [
            f'x="{_number(shape.x)}" y="{_number(y)}" font-size="{_number(shape.size)}"',
            f'font-weight="{_WEIGHTS[shape.weight]}"',
            f'text-anchor="{_ANCHORS[shape.anchor]}"' if shape.anchor != "left" else "",
            _ink("fill", shape.colour),
        ]
        text = escape(spelt_out(shape.text))  # XML forbids control characters
        self.lines.append(f"<text {' '.join(filter(None, attributes))}>{text}</text>")

    def _symbol(self, shape: Symbol) -> None:
        x, y = shape.at
        place = f"translate({_number(x)} {_number(y)}) rotate({_number(math.degrees(shape.angle))})"
        place += f" scale({_number(shape.scale, 4)})"
        opacity = f' opacity="{_number(shape.opacity, 3)}"' if shape.opacity < 1 else ""
        self.lines.append(f"<g transform={quoteattr(place)}{opacity}>")
        # In the symbol's own units a pixel's hundredth needs more digits.
        digits = 2 + max(0, math.ceil(math.log10(max(shape.scale, 1.0))))
        self.shapes(shape.parts, digits)
        self.lines.append("</g>")

    def _clip(self, shape: Clip, digits: int) -> None:
        self._clips += 1
        name = f"clip{self._clips}"
        box = self._box(shape.x, shape.y, shape.width, shape.height, shape.radius, digits)
        self.lines.append(f'<clipPath id="{name}"><rect {box}/></clipPath>')
        self.lines.append(f'<g clip-path="url(#{name})">')
        self.shapes(shape.shapes, digits)
        self.lines.append("</g>")


def _points(points: Points, digits: int) -> str:
    return " ".join(f"{_number(x, digits)},{_number(y, digits)}" for x, y in points)
