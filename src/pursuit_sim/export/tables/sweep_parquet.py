"""Long sweeps as Parquet: a row group a chunk, null where there is no solution."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from pursuit_sim.errors import MissingExtraError
from pursuit_sim.export.tables.sweep_form import TIME, SweepForm, Table

PLAN = b"pursuit_sim.sweep"  # key of the file's metadata
# Numbers that hardly repeat: neither a dictionary nor a squeeze is worth its time.
_HOW: dict[str, Any] = {"compression": "none", "write_statistics": True}


def _arrow() -> tuple[Any, Any]:
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError:
        raise MissingExtraError("pyarrow", "parquet", "writing .parquet files") from None
    return pa, parquet


def _texts(schema: Any) -> list[str]:
    """Columns of few different texts."""
    return [each.name for each in schema if str(each.type) == "string"]


def _write(table: Table, path: Path) -> None:
    pa, parquet = _arrow()
    arrays = {
        name: pa.array(values, mask=np.isnan(values)) if values.dtype.kind == "f"
        else pa.array(values.tolist() if values.dtype.kind == "U" else values)
        for name, values in table.items()
    }  # fmt: skip
    made = pa.table(arrays)
    with path.open("wb") as file:
        parquet.write_table(made, file, use_dictionary=_texts(made.schema), **_HOW)


def _join(parts: Sequence[Path], path: Path, plan: str) -> tuple[int, int]:
    _, parquet = _arrow()
    rows = unsolved = 0
    schema = parquet.read_schema(parts[0])
    told = schema.with_metadata({PLAN: plan.encode()})
    with (
        path.open("wb") as file,
        parquet.ParquetWriter(file, told, use_dictionary=_texts(schema), **_HOW) as whole,
    ):
        for part in parts:
            with parquet.ParquetFile(part) as one:  # its own reader would import data sets
                table = one.read(use_threads=False)
            rows += table.num_rows
            unsolved += table[TIME].null_count
            whole.write_table(table.cast(told), row_group_size=table.num_rows)
    return rows, unsolved


def _whole(path: Path, rows: int) -> bool:
    pa, parquet = _arrow()
    try:
        return bool(parquet.read_metadata(path).num_rows == rows)
    except (pa.ArrowException, OSError):
        return False


FORM = SweepForm(_arrow, _write, _join, _whole)
