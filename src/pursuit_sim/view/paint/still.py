"""What stands still on a surface, so that it need not be painted again."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import pygame

from pursuit_sim.view.paint import reach
from pursuit_sim.view.shapes import Frame, Layer, Point, Shape


class Place(NamedTuple):
    """The picture of a layer and where its top left corner is on the surface [px]."""

    picture: pygame.Surface
    x: int
    y: int

    @property
    def box(self) -> pygame.Rect:
        """What it covers [px]."""
        return self.picture.get_rect(topleft=(self.x, self.y))


class Shown(NamedTuple):
    """What a surface shows.

    Attributes
    ----------
    size : of the surface [px]
    layers : the opaque ones
    boxes : where there is anything else
    """

    size: tuple[int, int]
    layers: frozenset[Place]
    boxes: list[pygame.Rect]


def nothing(size: tuple[int, int]) -> Shown:
    """A surface of which nothing is known."""
    return Shown(size, frozenset(), [])


def over(
    before: Shown,
    frame: Frame,
    surface: pygame.Surface,
    placed: Callable[[Layer], Place | None],
    paint: Callable[[tuple[Shape, ...], pygame.Surface, Point], None],
) -> Shown:
    """Paint a frame where another one has been; returns what is to be seen then.

    Parameters
    ----------
    before : what the surface shows
    frame, surface : what to paint, and where
    placed : gives a layer's picture; None if there is nothing of it
    paint : paints everything else, from the frame's place at the surface's top left
    """
    runs: list[Place | list[Shape]] = []
    open_run: list[Shape] | None = None
    for shape in frame:
        if type(shape) is Layer and shape.opaque:
            place = placed(shape)
            if place is not None:
                runs.append(place)
                open_run = None
        elif open_run is not None:
            open_run.append(shape)
        else:
            open_run = [shape]
            runs.append(open_run)
    layers = frozenset(run for run in runs if isinstance(run, Place))
    hidden = [[run.box] if isinstance(run, Place) else reach.hidden(run) for run in runs]
    still = before.layers & layers
    spoilt = [*before.boxes, *(place.box for place in before.layers - still)]
    boxes: list[pygame.Rect] = []
    for index, run in enumerate(runs):
        if isinstance(run, list):
            paint(tuple(run), surface, (0.0, 0.0))
            touched = reach.boxes(run)
            boxes += touched
            spoilt += touched
        elif run in still:
            box, (picture, x, y) = run.box, run
            later = [each for above in hidden[index + 1 :] for each in above]
            parts = [
                part
                for found in box.collidelistall(spoilt)
                for part in reach.beside(spoilt[found].clip(box), later)
            ]
            surface.blits([(picture, part, part.move(-x, -y)) for part in parts], False)
        else:
            surface.blit(run.picture, (run.x, run.y))
            spoilt.append(run.box)
    return Shown(before.size, layers, boxes)
