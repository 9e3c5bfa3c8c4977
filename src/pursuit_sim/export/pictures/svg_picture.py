"""A frame as SVG."""

from __future__ import annotations

from pathlib import Path

from pursuit_sim.draw.shapes import Frame
from pursuit_sim.paint.svg import svg


def write(frame: Frame, path: Path, size: tuple[int, int]) -> None:
    """Write the shapes; `size` is (width, height) [px]."""
    path.write_text(svg(frame, *size), encoding="utf-8", newline="\n")
