"""Numbers under keys of statuses, which may take away the times beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pursuit_sim.errors import Fault
from pursuit_sim.importers.importer import TeamResult
from pursuit_sim.importers.json_results.json_outcomes import (
    STATUSES,
    WHY_INVALID,
    Object,
    text_within,
)
from pursuit_sim.importers.words.status_numbers import StatusCell, number_faults


def number_faults_of(
    rows: Sequence[Object], results: Sequence[TeamResult], where: str
) -> Iterator[Fault]:
    """Faults of numbers that may take away the times of the results of rows."""
    for name in STATUSES:
        cells = []
        for row, result in zip(rows, results, strict=True):
            value = row.get(name)
            text = "1" if value is True else text_within(value)  # yes
            timed = result.time_s is not None or bool(result.passings)
            cells.append(StatusCell(f"{result.key}.{name}", text, timed and not result.status))
        yield from number_faults(cells, where, why=name == WHY_INVALID)
