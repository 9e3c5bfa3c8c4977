"""A frame as a picture file."""

from __future__ import annotations

from numbers import Integral
from pathlib import Path

from pursuit_sim.atomic_write import atomic_path
from pursuit_sim.draw.shapes import Frame
from pursuit_sim.errors import InputError
from pursuit_sim.export import writers
from pursuit_sim.output_paths import check_output

OPTION = "-o/--output"
LEAST_SIDE, LARGEST_SIDE = 16, 7680  # of pictures and films [px]; 7680 is "8K"


def check_size(size: tuple[int, int]) -> None:
    """Raise `InputError` if a picture cannot have this size (width, height) [px]."""
    remedy = f"width and height must be {LEAST_SIDE} to {LARGEST_SIDE}, such as 1920x1080"
    sides: object = size
    match sides:
        case (Integral() as width, Integral() as height):
            if all(LEAST_SIDE <= int(side) <= LARGEST_SIDE for side in (width, height)):
                return
            problem = f"{width}x{height} is not a possible size"
        case _:
            problem = f"found {sides!r:.40}, which is no pair of whole numbers"
    raise InputError.single("size", "", problem, remedy)


def check_picture(path: Path, size: tuple[int, int]) -> str:
    """The suffix of a picture's path, once it is clear that it can be written.

    Raises
    ------
    InputError
        if the suffix, the place or the size cannot be
    """
    suffix = check_output(path, [*writers.PICTURES], OPTION)
    check_size(size)
    return suffix


def write_picture(frame: Frame, path: Path, size: tuple[int, int]) -> None:
    """Write a frame as a .png or .svg file, complete or not at all.

    Parameters
    ----------
    frame : the shapes
    path : where to; an older file is replaced
    size : width and height [px]

    Raises
    ------
    InputError
        if the suffix, the place or the size cannot be
    OSError
        if writing fails, such as on a full disk
    """
    suffix = check_picture(path, size)
    write = writers.writer(writers.PICTURES, suffix)
    with atomic_path(path) as part:
        write(frame, part, size)
