"""Columns of statuses in a table of any kind: numbers in them that nobody knows."""

from __future__ import annotations

from collections.abc import Iterator

from pursuit_sim.errors import Fault
from pursuit_sim.importers.sheet_tables.cell_grid import CellTable
from pursuit_sim.importers.sheet_tables.column_choice import looks_timed
from pursuit_sim.importers.words.heads import has_head
from pursuit_sim.importers.words.outcome_flags import words_of
from pursuit_sim.importers.words.status_numbers import StatusCell, number_faults

_WHY = ("time invalid reason", "invalid reason")


def status_faults(table: CellTable, where: str) -> Iterator[Fault]:
    """A fault for each number under a head of statuses that may take away a time of its row."""
    for i, head in enumerate(table.heads):
        why = words_of(head) in _WHY
        if why or has_head("status", head):
            cells = [
                StatusCell(f"{place}, {head}", row[i], any(map(looks_timed, [*row[:i], *row[i + 1 :]])))
                for place, row in table.rows if len(row) == len(table.heads)
            ]  # fmt: skip
            yield from number_faults(cells, where, why=why)
