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
    # Packed in memory first: SDL does not tell a full disk from success.
    path.write_bytes(packed(frame, size))


def packed(frame: Frame, size: tuple[int, int]) -> bytes:
    """The shapes as a PNG file in memory; `size` is (width, height) [px]."""
    surface = opaque(*size)
    Painter().paint(frame, surface)
    file = io.BytesIO()
    pygame.image.save(surface, file, "picture.png")
    return file.getvalue()
