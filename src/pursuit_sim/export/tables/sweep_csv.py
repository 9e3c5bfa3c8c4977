"""Long sweeps as CSV: numbers as short as they are exact, nothing where there is no solution."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Sequence
from math import isnan
from pathlib import Path

from pursuit_sim.export.tables.sweep_form import TIME, SweepForm, Table


def _write(table: Table, path: Path) -> None:
    columns = []
    for values in table.values():
        if values.dtype.kind == "f":
            columns.append(["" if isnan(each) else repr(each) for each in values.tolist()])
        else:
            columns.append([str(each) for each in values.tolist()])
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(table)
        rows.writerows(zip(*columns, strict=True))


def _join(parts: Sequence[Path], path: Path, plan: str) -> tuple[int, int]:  # noqa: ARG001 - CSV has no place for it
    rows = unsolved = 0
    with path.open("wb") as whole:
        for i, part in enumerate(parts):
            with part.open("rb") as file:
                head = file.readline()
                if i == 0:
                    whole.write(head)
                begin = file.tell()
                text = io.TextIOWrapper(file, encoding="utf-8", newline="")
                names = next(csv.reader([head.decode()]))
                at = names.index(TIME)
                for row in csv.reader(text):
                    rows += 1
                    unsolved += not row[at]
                text.seek(begin)
                shutil.copyfileobj(text.detach(), whole)
    return rows, unsolved


def _whole(path: Path, rows: int) -> bool:
    with path.open("rb") as file:
        ended = [line.endswith(b"\n") for line in file]
    return len(ended) == rows + 1 and all(ended)


FORM = SweepForm(lambda: None, _write, _join, _whole)
