"""A trajectory as CSV: one header line, lengths to the micrometre."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pursuit_sim.export.tables.results_csv import as_text
from pursuit_sim.export.tables.trajectory_table import COLUMNS

_ROWS_AT_ONCE = 30_000  # rows of text held in memory at a time
_TO_MICROMETRE = COLUMNS[4:]
_ROW = "%s,%s,%s,%d,%.6f,%.6f,%.6f,%.6f,%.6f\n"


def write(table: Mapping[str, NDArray[Any]], path: Path) -> None:
    """Write the table of `trajectory_table.columns`."""
    lists: dict[str, list[Any]] = {
        # Rounded first and 0 added, so that no "-0.000000" is written.
        name: (np.round(table[name], 6) + 0.0 if name in _TO_MICROMETRE else table[name]).tolist()
        for name in COLUMNS
    }
    # Times and names recur from row to row: each text is made once.
    spellings: Mapping[str, Callable[[Any], str]]
    spellings = {"t_s": _time, "team": _field, "skater": _field}
    for name, spell in spellings.items():
        spelt = {value: spell(value) for value in set(lists[name])}
        lists[name] = [spelt[value] for value in lists[name]]
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(",".join(COLUMNS) + "\n")
        for start in range(0, len(table["t_s"]), _ROWS_AT_ONCE):
            rows = zip(*(lists[n][start : start + _ROWS_AT_ONCE] for n in COLUMNS), strict=True)
            file.write("".join(map(_ROW.__mod__, rows)))


def _time(seconds: float) -> str:
    """The shortest text for a time, to the nanosecond."""
    return repr(round(seconds, 9))


def _field(text: str) -> str:
    """A text as a CSV field, quoted where it must be."""
    line = io.StringIO()
    csv.writer(line, lineterminator="").writerow([as_text(text)])
    return line.getvalue()
