"""What stands still on a surface, so that it need not be painted again."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import pygame

from pursuit_sim.draw.shapes import Clip, Frame, Layer, Point, Shape
from pursuit_sim.paint import damage


class LayerPlace(NamedTuple):
    """A layer on the surface.

    Attributes
    ----------
    picture : what it looks like
    x, y : where its top left corner is [px]
    box : what is to be seen of it [px]
    """

    picture: pygame.Surface
    x: int
    y: int
    box: pygame.Rect


class Shown(NamedTuple):
    """What a surface shows.

    Attributes
    ----------
    size : of the surface [px]
    layers : the opaque ones by their picture and its place: what is seen of each [px]
    boxes : where there is anything else
    """

    size: tuple[int, int]
    layers: dict[tuple[pygame.Surface, int, int], pygame.Rect]
    boxes: list[pygame.Rect]


def nothing(size: tuple[int, int]) -> Shown:
    """A surface of which nothing is known."""
    return Shown(size, {}, [])


def over(
    before: Shown,
    frame: Frame,
    surface: pygame.Surface,
    placed: Callable[[Layer], LayerPlace | None],
    paint: Callable[[tuple[Shape, ...], pygame.Surface], list[damage.Edges]],
) -> Shown:
    """Paint a frame where another one has been; returns what is to be seen then.

    Parameters
    ----------
    before : what the surface shows
    frame, surface : what to paint, and where
    placed : gives a layer's picture; None if there is nothing of it
    paint : paints everything else, and gives the boxes of its symbols
    """
    runs: list[LayerPlace | list[Shape]] = []
    open_run: list[Shape] | None = None
    for shape in frame:
        place = _opaque(shape, placed)
        if place is not None:
            runs.append(place)
            open_run = None
        elif open_run is not None:
            open_run.append(shape)
        else:
            open_run = [shape]
            runs.append(open_run)
    hidden = [[run.box] if isinstance(run, LayerPlace) else damage.hidden(run) for run in runs]
    layers = {run[:3]: run.box for run in runs if isinstance(run, LayerPlace)}
    spoilt = list(before.boxes)
    for key, was in before.layers.items():
        now = layers.get(key)
        if now is None:
            spoilt.append(was)
        elif now != was:
            spoilt += damage.beside(was, [now])
    boxes: list[pygame.Rect] = []
    for index, run in enumerate(runs):
        if isinstance(run, list):
            symbols = paint(tuple(run), surface)
            touched = damage.boxes(run, symbols)
            boxes += touched
            spoilt += touched
            continue
        picture, x, y, box = run
        there = before.layers.get(run[:3])
        if there is None:
            spoilt.append(box)
        elif there != box:
            spoilt += damage.beside(box, [there])
        later = [each for above in hidden[index + 1 :] for each in above]
        parts = [
            part
            for found in box.collidelistall(spoilt)
            for part in damage.beside(spoilt[found].clip(box), later)
        ]
        surface.blits([(picture, part, part.move(-x, -y)) for part in parts], False)
    return Shown(before.size, layers, boxes)


def _opaque(shape: Shape, placed: Callable[[Layer], LayerPlace | None]) -> LayerPlace | None:
    """The place of an opaque layer, or of the part of one that a clip shows."""
    if type(shape) is Layer:
        return placed(shape) if shape.opaque else None
    if type(shape) is not Clip or len(shape.shapes) > 1 or shape.radius > 0:
        return None
    place = None if not shape.shapes else _opaque(shape.shapes[0], placed)
    return None if place is None else place._replace(box=place.box.clip(pixels(shape)))


def pixels(shape: Clip, origin: Point = (0.0, 0.0)) -> pygame.Rect:
    """What a clip lets be seen, where `origin` is the place of the frame at the top left."""
    x, y = shape.x - origin[0], shape.y - origin[1]
    left, top = round(x), round(y)
    return pygame.Rect(left, top, round(x + shape.width) - left, round(y + shape.height) - top)
