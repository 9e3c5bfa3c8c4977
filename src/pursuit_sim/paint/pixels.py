"""Surfaces and their pixels.

Surfaces that are laid over others hold premultiplied opacity: it scales and blends
without dark fringes, and an opaque colour drawn on it needs no special care.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pygame
from numpy.typing import NDArray

RGB_MASKS = (0xFF0000, 0x00FF00, 0x0000FF, 0)
ARGB_MASKS = (0xFF0000, 0x00FF00, 0x0000FF, 0xFF000000)
OVER = pygame.BLEND_PREMULTIPLIED
Pixels = NDArray[np.uint32]


def opaque(width: int, height: int) -> pygame.Surface:
    """A 32-bit surface in memory without opacity; needs no display."""
    return pygame.Surface((width, height), 0, 32, RGB_MASKS)


def transparent(width: int, height: int) -> pygame.Surface:
    """A clear 32-bit surface in memory for premultiplied opacity; needs no display."""
    return pygame.Surface((width, height), pygame.SRCALPHA, 32, ARGB_MASKS)


def fade(surface: pygame.Surface, opacity: int) -> None:
    """Scale the premultiplied opacity of a whole surface by opacity/255."""
    if opacity < 255:
        surface.fill((opacity,) * 4, special_flags=pygame.BLEND_RGBA_MULT)


def nbytes(surface: pygame.Surface) -> int:
    """Memory that a surface's pixels take [bytes]."""
    return surface.get_pitch() * surface.get_height()


def flat(surface: pygame.Surface) -> tuple[Pixels, int]:
    """A surface's memory as one writable row, and its pixels from line to line.

    The surface stays locked against blits as long as the array lives.
    """
    pixels = pygame.surfarray.pixels2d(surface)
    pitch = pixels.strides[1] // pixels.itemsize
    width, height = pixels.shape
    row = np.lib.stride_tricks.as_strided(
        pixels, ((height - 1) * pitch + width,), (pixels.itemsize,)
    )
    return row, pitch


def blend(old: Pixels, new: Pixels | int, share: Any) -> Pixels:
    """Packed pixels mixed with others by share/256, two channels at once."""
    even, eight = np.uint32(0x00FF00FF), np.uint32(8)
    source = np.asarray(new, np.uint32)
    weight = np.asarray(share, np.uint32)
    rest = np.uint32(256) - weight
    low = ((old & even) * rest + (source & even) * weight) >> eight
    high = ((old >> eight) & even) * rest + ((source >> eight) & even) * weight
    return np.asarray((low & even) | (high & ~even))
