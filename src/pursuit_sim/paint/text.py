"""Text on a surface, in the bundled family with tabular figures; a clock from its figures."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from functools import lru_cache

import pygame

from pursuit_sim.draw.look.letters import FAMILY, LetterRun, Script, runs
from pursuit_sim.draw.look.text_width import CAP_HEIGHT
from pursuit_sim.draw.shapes import Anchor, Colour, Point, Text, Weight
from pursuit_sim.paint.pixels import OVER, fade, transparent
from pursuit_sim.paint.raster_cache import Raster, RasterCache
from pursuit_sim.resources import DamagedAssetError, asset

ANCHORS: dict[Anchor, float] = {"left": 0.0, "centre": 0.5, "right": 1.0}  # of the width
_SIGNATURES = (b"OTTO", b"\0\1\0\0")  # an OpenType file begins so, by its kind of outlines
# Glyphs are set on whole pixels, which spoils the spacing of small text: it is set
# larger and scaled down. Below each em size [px], by the factor.
_WHOLE_STEPS = 34.0  # from this em size on glyphs may be set on whole pixels [px]
_FACTORS = ((18.0, 4), (_WHOLE_STEPS, 2))
_FIGURES = frozenset("0123456789:.")
_TICKING = 2  # so many figures at the end of a small clock change in every picture


@lru_cache(maxsize=32)  # a picture has two dozen; each takes 0.1 MB
def font(weight: Weight, size: int, script: Script | None = None) -> pygame.font.Font:
    """A font of the bundled family, or of a script that it has not.

    Parameters
    ----------
    weight : of the family; the fonts of scripts have one
    size : em size [px]
    script : that it has not

    Raises
    ------
    FileNotFoundError, DamagedAssetError
        naming the font file, if the installation lacks it or it is no font
    """
    if not pygame.font.get_init():
        pygame.font.init()
    path = asset(script.file if script else FAMILY[weight])
    with path.open("rb") as file:
        signed = file.read(4) in _SIGNATURES  # SDL takes anything for a font
    try:
        made = pygame.font.Font(path, size) if signed else None
    except pygame.error:
        made = None
    if made is None:
        raise DamagedAssetError(path)
    if script is not None:
        with suppress(pygame.error):  # built without HarfBuzz, SDL draws letter by letter
            if script.tag:
                made.set_script(script.tag)
            if script.leftward:
                made.set_direction(pygame.DIRECTION_RTL)
    return made


def _font(
    size: float, weight: Weight, script: Script | None = None
) -> tuple[pygame.font.Font, int]:
    """The font in which a text is set, and the factor by which that is scaled down."""
    factor = next((factor for below, factor in _FACTORS if size < below), 1)
    return font(weight, max(1, round(size * factor)), script), factor


@lru_cache(maxsize=1024)
def width(text: str, size: float, weight: Weight = "regular") -> float:
    """How wide a text is [px]."""
    made = [(run.text, *_font(size, weight, run.script)) for run in runs(text)]
    return sum(chosen.size(letters)[0] / factor for letters, chosen, factor in made)


def paint(
    rasters: RasterCache[Raster],
    shape: Text,
    surface: pygame.Surface,
    origin: Point,
    *,
    moving: bool,
) -> None:
    """Paint one line of text.

    Parameters
    ----------
    rasters : where it is kept for the next time
    shape, surface : what, and on what
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
        if size >= _WHOLE_STEPS:
            parts = text
        elif moving and ":" in text:
            parts = (text[:-_TICKING], text[-_TICKING:])
    pieces = [_raster(rasters, each, size, shape.weight, shape.colour) for each in parts]
    whole = sum([piece.surface.get_width() for piece in pieces])
    left: float = round(x - ANCHORS[shape.anchor] * whole)
    for part, piece in zip(parts, pieces, strict=True):
        surface.blit(piece.surface, (round(left), round(y + piece.top)), None, OVER)
        if len(parts) > 1:
            left += width(part, size, shape.weight)


def _raster(
    rasters: RasterCache[Raster], text: str, size: float, weight: Weight, colour: Colour
) -> Raster:
    """A text with premultiplied opacity, placed from the start of its baseline."""
    key = (text, size, weight, colour)
    raster = rasters.get(key)
    if raster is not None:
        return raster
    parts = runs(text)
    drawn, baseline, factor = _drawn(parts[0], size, weight, colour)
    if len(parts) > 1:
        drawn, baseline = _beside([_drawn(run, size, weight, colour)[:2] for run in parts])
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
    return rasters.put(key, Raster(drawn, 0, -baseline / factor))


def _drawn(
    run: LetterRun, size: float, weight: Weight, colour: Colour
) -> tuple[pygame.Surface, int, int]:
    """Letters of one font, where their baseline is, and the factor by which they are too large."""
    chosen, factor = _font(size, weight, run.script)
    drawn = chosen.render(run.text, True, colour[:3]).premul_alpha()
    return drawn, chosen.get_ascent(), factor


def _beside(parts: Sequence[tuple[pygame.Surface, int]]) -> tuple[pygame.Surface, int]:
    """Letters of several fonts on one baseline."""
    baseline = max(own for _, own in parts)
    below = max(drawn.get_height() - own for drawn, own in parts)
    row = transparent(sum(drawn.get_width() for drawn, _ in parts), baseline + below)
    left = 0
    for drawn, own in parts:
        row.blit(drawn, (left, baseline - own), None, OVER)
        left += drawn.get_width()
    return row, baseline
