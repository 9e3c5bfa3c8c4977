"""Opaque layers are painted again only where the last picture, or this one, damages them."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import pygame

from pursuit_sim.draw.shapes import Clip, Frame, Layer, Point, Shape
from pursuit_sim.paint import bounds


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


class Painted(NamedTuple):
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


def repaint(
    before: Painted,
    frame: Frame,
    surface: pygame.Surface,
    placed: Callable[[Layer], LayerPlace | None],
    paint: Callable[[tuple[Shape, ...], pygame.Surface], list[bounds.Edges]],
) -> Painted:
    """Paint a frame where another one has been; returns what is to be seen then.

    Parameters
    ----------
    before : what the surface shows
    frame, surface : what to paint, and where
    placed : gives a layer's picture; None if there is nothing of it
    paint : paints everything else, and gives the boxes of its symbols
    """
    runs: list[LayerPlace | list[Shape]] = []
    for shape in frame:
        place = _opaque(shape, placed)
        last = runs[-1] if runs else None
        if place is not None:
            runs.append(place)
        elif isinstance(last, list):
            last.append(shape)
        else:
            runs.append([shape])
    occluded = [[run.box] if isinstance(run, LayerPlace) else bounds.occluded(run) for run in runs]
    layers = {run[:3]: run.box for run in runs if isinstance(run, LayerPlace)}
    damaged = list(before.boxes)
    for key, was in before.layers.items():
        now = layers.get(key)
        if now is None:
            damaged.append(was)
        elif now != was:
            damaged += bounds.subtract(was, [now])
    boxes: list[pygame.Rect] = []
    for index, run in enumerate(runs):
        if isinstance(run, list):
            symbols = paint(tuple(run), surface)
            touched = bounds.boxes(run, symbols, [*layers.values()])
            boxes += touched
            damaged += touched
            continue
        picture, x, y, box = run
        there = before.layers.get(run[:3])
        if there is None:
            damaged.append(box)
        elif there != box:
            damaged += bounds.subtract(box, [there])
        later = [each for above in occluded[index + 1 :] for each in above]
        parts = [
            part
            for found in box.collidelistall(damaged)
            for part in bounds.subtract(damaged[found].clip(box), later)
        ]
        surface.blits([(picture, part, part.move(-x, -y)) for part in parts], False)
    return Painted(before.size, layers, boxes)


def _opaque(shape: Shape, placed: Callable[[Layer], LayerPlace | None]) -> LayerPlace | None:
    """The place of an opaque layer, or of the part of one that a clip shows."""
    if type(shape) is Layer:
        return placed(shape) if shape.opaque else None
    if type(shape) is not Clip or len(shape.shapes) > 1 or shape.radius > 0:
        return None
    place = None if not shape.shapes else _opaque(shape.shapes[0], placed)
    return None if place is None else place._replace(box=place.box.clip(clip_box(shape)))


def clip_box(shape: Clip, origin: Point = (0.0, 0.0)) -> pygame.Rect:
    """What a clip lets be seen, where `origin` is the place of the frame at the top left."""
    x, y = shape.x - origin[0], shape.y - origin[1]
    left, top = round(x), round(y)
    return pygame.Rect(left, top, round(x + shape.width) - left, round(y + shape.height) - top)
