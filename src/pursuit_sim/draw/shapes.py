"""Drawing as data: what a scene consists of, before anyone paints it.

A frame is a sequence of shapes in pixels, x to the right and y **down**, painted in
order. A scene function makes it from (trajectory, time, camera); painters turn it into
pixels or SVG and know no skating. Everything here is immutable and hashable where a
painter may want to cache it.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import field
from typing import Literal

from pursuit_sim.draw.light_value import value

Colour = tuple[int, int, int, int]  # red, green, blue, opacity, 0–255
Point = tuple[float, float]
Points = tuple[Point, ...]
Anchor = Literal["left", "centre", "right"]
Weight = Literal["regular", "semibold", "bold"]
Edge = Literal["smooth", "faint", "covered"]


@value
class Polygon:
    """A filled and/or outlined closed polygon.

    `edge` says what is seen of its edge: nothing where it is "covered", since wide lines are
    painted over all of it, so that a painter need not smooth it; little where it is "faint",
    since what lies beyond is nearly of the same colour: smoothed only in pictures that stay.
    """

    points: Points
    fill: Colour | None = None
    stroke: Colour | None = None
    width: float = 1.0
    edge: Edge = "smooth"


@value
class Polyline:
    """An open line; `dash` is (on, off) in pixels."""

    points: Points
    colour: Colour
    width: float = 1.0
    dash: tuple[float, float] | None = None


@value
class Circle:
    """A disc and/or ring."""

    centre: Point
    radius: float
    fill: Colour | None = None
    stroke: Colour | None = None
    width: float = 1.0


@value
class Rect:
    """An axis-parallel rectangle with corners rounded by `radius`."""

    x: float
    y: float
    width: float
    height: float
    fill: Colour | None = None
    radius: float = 0.0
    stroke: Colour | None = None
    line: float = 1.0


@value
class Text:
    """One line of text; (x, y) is the anchor on its *middle* height.

    `size` is the em size in pixels. Digits are tabular.
    """

    x: float
    y: float
    text: str
    size: float
    colour: Colour
    weight: Weight = "regular"
    anchor: Anchor = "left"


@value
class Symbol:
    """A small drawing placed, turned and scaled; a painter may cache its raster.

    `parts` are in the symbol's own units, x forward and y to the **right** of the
    direction of travel (which is y down once it is drawn heading right), about its
    origin. Equal `key` means equal `parts`: the key stands for them in caches and where
    symbols are compared.

    Attributes
    ----------
    key : names the drawing
    drawing : makes its parts, since who has a raster of them needs none
    at : where its origin goes [px]
    angle : turn [rad], clockwise on the screen, from pointing right
    scale : pixels per unit
    extent : radius about the origin that contains all parts [units]
    opacity : 0 invisible … 1 solid
    """

    key: Hashable
    drawing: Drawing = field(compare=False)
    at: Point
    angle: float
    scale: float
    extent: float
    opacity: float = 1.0

    @property
    def parts(self) -> tuple[Part, ...]:
        """Its shapes, none of them a text, a symbol, a clip or a layer."""
        return self.drawing()


@value
class Dots:
    """Many small discs of a few looks, such as a trail.

    Attributes
    ----------
    dots : x and y of each middle [px], and which of the looks it has
    looks : radius [px] and colour of each
    """

    dots: tuple[tuple[float, float, int], ...]
    looks: tuple[tuple[float, Colour], ...]


@value
class Clip:
    """Shapes shown only inside a rectangle (x, y, width, height), corners rounded."""

    x: float
    y: float
    width: float
    height: float
    shapes: tuple[Shape, ...]
    radius: float = 0.0


@value
class Layer:
    """Shapes that change rarely, cached as one raster by `key`.

    Equal key means an equal picture. The raster covers the rectangle
    (x, y, width, height) [px]; where `opaque`, the layer fills it completely.
    """

    key: Hashable
    x: float
    y: float
    width: float
    height: float
    shapes: tuple[Shape, ...] = field(hash=False)  # the key tells layers apart well enough
    opaque: bool = False


Part = Polygon | Polyline | Circle | Rect
Drawing = Callable[[], tuple[Part, ...]]
Shape = Polygon | Polyline | Circle | Rect | Text | Symbol | Dots | Clip | Layer
Frame = tuple[Shape, ...]
