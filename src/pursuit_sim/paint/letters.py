"""Text on a surface, from kept rasters; a clock from those of its figures."""

from __future__ import annotations

from collections.abc import Sequence

import pygame

from pursuit_sim.draw.look.text_width import CAP_HEIGHT
from pursuit_sim.draw.shapes import Point, Text
from pursuit_sim.paint import fonts
from pursuit_sim.paint.pixels import OVER
from pursuit_sim.paint.raster_cache import Raster, RasterCache

_FIGURES = frozenset("0123456789:.")
_TICKING = 2  # so many figures at the end of a small clock change in every picture
_ANCHORS = {"left": 0.0, "centre": 0.5, "right": 1.0}


class Letters:
    """Paints text and keeps what the next one can use again.

    Parameters
    ----------
    rasters : where it is kept
    """

    def __init__(self, rasters: RasterCache[Raster]) -> None:
        self._rasters = rasters

    def paint(self, shape: Text, surface: pygame.Surface, origin: Point, *, moving: bool) -> None:
        """Paint one line of it.

        Parameters
        ----------
        shape : the text
        surface : 32 bits a pixel
        origin : the place of the frame at the surface's top left [px]
        moving : for one of pictures that follow each other
        """
        text, size = shape.text, shape.size
        if not text or size <= 0:
            return
        # Capitals and figures are centred on the middle height.
        x, y = shape.x - origin[0], shape.y - origin[1] + CAP_HEIGHT / 2 * size
        parts: Sequence[str] = (text,)
        # A clock shows the same few figures over and over.
        if text[-1] in _FIGURES and _FIGURES.issuperset(text):
            if size >= fonts.WHOLE_STEPS:
                parts = text
            elif moving and ":" in text:
                parts = (text[:-_TICKING], text[-_TICKING:])
        pieces = [self._glyphs(each, shape) for each in parts]
        width = sum([piece.surface.get_width() for piece in pieces])
        left: float = round(x - _ANCHORS[shape.anchor] * width)
        for part, piece in zip(parts, pieces, strict=True):
            place = (round(left), round(y - piece.baseline))
            surface.blit(piece.surface, place, None, OVER)
            if len(parts) > 1:
                left += fonts.width(part, size, shape.weight)

    def _glyphs(self, text: str, shape: Text) -> Raster:
        key = (text, shape.size, shape.weight, shape.colour)
        raster = self._rasters.get(key)
        if raster is None:
            drawn, baseline = fonts.raster(text, shape.size, shape.weight, shape.colour)
            raster = self._rasters.put(key, Raster(drawn, 0, 0, baseline))
        return raster
