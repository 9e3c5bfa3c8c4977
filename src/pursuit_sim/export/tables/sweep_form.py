"""What a format of long sweeps can do."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from numpy.typing import NDArray

TIME = "time_s"  # the column without a value where there is no solution

Table = Mapping[str, NDArray[Any]]


@dataclass(frozen=True, slots=True)
class SweepForm:
    """How chunks of a sweep become files, and these one.

    Attributes
    ----------
    check : raises `MissingExtraError` if a package for it is not installed
    write : writes a table (columns of one length, by name) to a path
    join : writes the tables at several paths to another, in order, with the sweep's plan as JSON
        where the format has a place for it; returns rows, and those without a solution
    whole : whether a path still holds a table of so many rows: disks and people damage files
    """

    check: Callable[[], object]
    write: Callable[[Table, Path], None]
    join: Callable[[Sequence[Path], Path, str], tuple[int, int]]
    whole: Callable[[Path, int], bool]
