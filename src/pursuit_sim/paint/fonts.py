"""Text as rasters, in the bundled family with tabular figures."""

from __future__ import annotations

from functools import lru_cache

import pygame

from pursuit_sim.draw.look.text_width import FONTS
from pursuit_sim.draw.shapes import Colour, Weight
from pursuit_sim.paint.pixels import fade, transparent
from pursuit_sim.resources import DamagedAssetError, asset

FAMILY = "Inter"
_SIGNATURE = b"OTTO"  # an OpenType file with CFF outlines begins so
# Glyphs are set on whole pixels, which spoils the spacing of small text: it is set
# larger and scaled down. Below each em size [px], by the factor.
WHOLE_STEPS = 34.0  # from this em size on glyphs may be set on whole pixels [px]
_FACTORS = ((18.0, 4), (WHOLE_STEPS, 2))


@lru_cache(maxsize=32)  # a picture has two dozen; each takes 0.1 MB
def font(weight: Weight, size: int) -> pygame.font.Font:
    """A font of the bundled family; `size` is the em size [px].

    Raises
    ------
    FileNotFoundError, DamagedAssetError
        naming the font file, if the installation lacks it or it is no font
    """
    if not pygame.font.get_init():
        pygame.font.init()
    path = asset(FONTS[weight])
    try:
        if path.read_bytes()[: len(_SIGNATURE)] == _SIGNATURE:  # SDL takes anything for a font
            return pygame.font.Font(path, size)
    except pygame.error:
        pass
    raise DamagedAssetError(path)


def _factor(size: float) -> int:
    return next((factor for below, factor in _FACTORS if size < below), 1)


@lru_cache(maxsize=1024)
def width(text: str, size: float, weight: Weight = "regular") -> float:
    """How wide a text is [px]."""
    factor = _factor(size)
    return font(weight, max(1, round(size * factor))).size(text)[0] / factor


def raster(text: str, size: float, weight: Weight, colour: Colour) -> tuple[pygame.Surface, float]:
    """A text with premultiplied opacity, and its baseline below the raster's top [px]."""
    factor = _factor(size)
    chosen = font(weight, max(1, round(size * factor)))
    drawn = chosen.render(text, True, colour[:3]).premul_alpha()
    baseline = chosen.get_ascent()
    if factor > 1:
        # Padded so that the baseline falls between two lines of the smaller raster.
        pad = -baseline % factor
        columns = -(-drawn.get_width() // factor)
        lines = -(-(drawn.get_height() + pad) // factor)
        large = transparent(columns * factor, lines * factor)
        large.blit(drawn, (0, pad))
        drawn = pygame.transform.smoothscale(large, (columns, lines))
        baseline += pad
    fade(drawn, colour[3])
    return drawn, baseline / factor
