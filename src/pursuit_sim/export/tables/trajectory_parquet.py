"""A trajectory as Parquet: one column each, names as dictionaries."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from numpy.typing import NDArray

from pursuit_sim.errors import MissingExtraError


def write(table: Mapping[str, NDArray[Any]], path: Path) -> None:
    """Write the table of `trajectory_table.columns`.

    Raises
    ------
    MissingExtraError
        if pyarrow is not installed
    """
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError:
        raise MissingExtraError("pyarrow", "parquet", "writing .parquet files") from None
    arrays = {
        name: pa.array(values).dictionary_encode() if values.dtype.kind == "U" else pa.array(values)
        for name, values in table.items()
    }
    with path.open("wb") as file:
        parquet.write_table(pa.table(arrays), file)
