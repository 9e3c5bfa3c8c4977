"""A frame as PNG."""

from __future__ import annotations

import io
from pathlib import Path

import pygame

from pursuit_sim.draw.shapes import Frame
from pursuit_sim.paint.painter import Painter
from pursuit_sim.paint.pixels import opaque


def write(frame: Frame, path: Path, size: tuple[int, int]) -> None:
    """Paint and write the shapes; `size` is (width, height) [px]."""
    surface = opaque(*size)
    Painter().paint(frame, surface)
    # Packed in memory first: SDL does not tell a full disk from success.
    packed = io.BytesIO()
    pygame.image.save(surface, packed, "picture.png")
    path.write_bytes(packed.getvalue())
