"""Numbers under keys of statuses, which may take away the times beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pursuit_sim.errors import Fault
from pursuit_sim.importers.json_results.json_outcomes import (
    STATUSES,
    WHY_INVALID,
    Object,
    laps_of,
    text_within,
)
from pursuit_sim.importers.words.status_numbers import StatusCell, number_faults


def number_faults_of(rows: Sequence[Object], at: str, where: str) -> Iterator[Fault]:
    """Faults of numbers that may take away the times beside them."""
    for name in STATUSES:
        cells = []
        for i, row in enumerate(rows, 1):
            value = row.get(name)
            text = "1" if value is True else text_within(value)  # yes
            timed = any(map(str.isdigit, str(row.get("time") or ""))) or bool(laps_of(row))
            cells.append(StatusCell(f"{at}[{i}].{name}", text, timed))
        yield from number_faults(cells, where, why=name == WHY_INVALID)
