"""``python -m benchmarks [WORD]``: every figure beside its aim.

With a word, only the modules whose name contains it. A missed aim is shown, and is no
failure: these are measurements, not tests.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module
from pathlib import Path

from benchmarks.row import Row

_NOT_MEASUREMENTS = {"__init__", "__main__", "process", "row"}
_FORMAT = "{:<58} {:>7} {:>18} {:>5}  {}"


def modules() -> list[str]:
    """Every module beside this one that may have `rows`."""
    names = sorted(path.stem for path in Path(__file__).parent.glob("*.py"))
    return [name for name in names if name not in _NOT_MEASUREMENTS]


def line(row: Row) -> str:
    """A row as text."""
    sign = "≥" if row.higher else "≤"
    figure = f"{row.figure:.3g}" if row.figure < 100 else f"{row.figure:.0f}"
    return _FORMAT.format(
        row.work, figure, f"{sign} {row.aim:g} {row.unit}", "ok" if row.met else "MISS", row.note
    ).rstrip()


def main(wanted: str = "") -> None:
    """Measure and print, row by row."""
    os.environ["PYGAME_HIDE_SUPPORT_PROMPT"] = "1"
    print(_FORMAT.format("work", "figure", "aim", "", "note").rstrip())
    missed = 0
    for name in modules():
        if wanted not in name:
            continue
        measure = getattr(import_module(f"benchmarks.{name}"), "rows", tuple)
        for row in measure():
            print(line(row), flush=True)
            missed += not row.met
    print(f"\n{missed} aim{'' if missed == 1 else 's'} missed" if missed else "\nevery aim met")


if __name__ == "__main__":
    main(*sys.argv[1:2])
