"""A trajectory as NumPy's .npz: one array a column."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray


def write(table: Mapping[str, NDArray[Any]], path: Path) -> None:
    """Write the table of `trajectory_table.columns`."""
    arrays: dict[str, Any] = dict(table)
    with path.open("wb") as file:
        np.savez_compressed(file, **arrays)
