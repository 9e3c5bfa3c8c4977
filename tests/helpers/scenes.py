"""What a picture consists of and says, read from its shapes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from itertools import combinations
from typing import Any

from pursuit_sim.draw.look import text_width
from pursuit_sim.draw.shapes import Circle, Clip, Layer, Part, Points, Rect, Shape, Symbol, Text

CENTIMETRE = 0.01  # [m]


def walk(
    shapes: tuple[Shape, ...], inside: tuple[Shape, ...] = ()
) -> Iterator[tuple[Shape, tuple[Shape, ...]]]:
    """Every shape with the clips and layers around it; not what symbols are made of.

    Nor what repeats: a layer within a layer is a ground that is in the picture already.
    """
    for shape in shapes:
        if isinstance(shape, Layer) and any(isinstance(around, Layer) for around in inside):
            continue
        yield shape, inside
        if isinstance(shape, Clip | Layer):
            yield from walk(shape.shapes, (*inside, shape))


def kind_of(shape: Symbol | Layer) -> object:
    """What a symbol or a layer shows: "body", "card" and so on, with which its key begins."""
    return shape.key[0] if isinstance(shape.key, tuple) else shape.key


def points_of(part: Part) -> Points:
    """The corners of a symbol's part, or the middle of a disc."""
    assert not isinstance(part, Rect)
    return (part.centre,) if isinstance(part, Circle) else part.points


def symbols(shapes: tuple[Shape, ...], kind: str) -> list[Symbol]:
    """Symbols of a kind that are not in a close-up, which has round corners."""
    return [
        s for s, inside in walk(shapes)
        if isinstance(s, Symbol) and kind_of(s) == kind
        and not any(isinstance(around, Clip) and around.radius for around in inside)
    ]  # fmt: skip


def says(shapes: tuple[Shape, ...]) -> list[str]:
    return [s.text for s, _ in walk(shapes) if isinstance(s, Text)]


def numbers(shapes: tuple[Shape, ...]) -> list[float]:
    """Every number in shapes, in no order."""
    found: list[float] = []
    waiting: list[Any] = [*shapes]
    while waiting:
        thing = waiting.pop()
        if isinstance(thing, (float, int)):
            found.append(float(thing))
        elif isinstance(thing, tuple):
            waiting += thing
        elif is_dataclass(kind := type(thing)):
            waiting += [getattr(thing, name) for name in _telling(kind)]
    return found


@cache
def _telling(kind: type) -> tuple[str, ...]:
    """Fields of a dataclass that may hold numbers of a picture."""
    return tuple(each.name for each in fields(kind) if each.name not in ("key", "parts"))


def box_of(text: Text) -> tuple[float, float, float, float]:
    wide = text_width.width(text.text, text.size, text.weight)
    left = text.x - {"left": 0.0, "centre": 0.5, "right": 1.0}[text.anchor] * wide
    tall = 0.73 * text.size  # capitals of Inter are 0.727 em high
    return left, text.y - tall / 2, left + wide, text.y + tall / 2


def check_texts(shapes: tuple[Shape, ...], size: tuple[int, int]) -> None:
    """All text lies in the window, and no text of the panels lies on another."""
    moving = {"NOR", "NED", "ROC", "OR", "WR", "AAA", "BBB"}  # tags that travel with trains
    boxes = []
    for shape, inside in walk(shapes):
        if not isinstance(shape, Text) or not shape.text:
            continue
        box = box_of(shape)
        free = shape.text in moving and not inside
        if not free:
            assert box[0] >= -0.5, shape
            assert box[1] >= -0.5, shape
            assert box[2] <= size[0] + 0.5, shape
            assert box[3] <= size[1] + 0.5, shape
            boxes.append((shape, box))
        for around in inside:
            if isinstance(around, Clip) and around.width > 100:
                assert box[0] >= around.x - 0.5, shape
                assert box[2] <= around.x + around.width + 0.5, shape
    assert len(boxes) > 10
    for (one, a), (other, b) in combinations(boxes, 2):
        apart = a[2] <= b[0] + 0.5 or b[2] <= a[0] + 0.5 or a[3] <= b[1] + 0.5 or b[3] <= a[1] + 0.5
        assert apart, (one, other)
