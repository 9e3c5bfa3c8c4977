"""Columns of statuses in a table of any kind: numbers in them that nobody knows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pursuit_sim.errors import Fault
from pursuit_sim.importers.sheet_tables.cell_grid import CellTable
from pursuit_sim.importers.sheet_tables.column_choice import looks_timed
from pursuit_sim.importers.words.heads import has_head
from pursuit_sim.importers.words.outcome_flags import words_of
from pursuit_sim.importers.words.status_numbers import StatusCell, number_faults
from pursuit_sim.importers.words.unfinished import leading

_WHY = ("time invalid reason", "invalid reason")


def status_faults(table: CellTable, where: str) -> Iterator[Fault]:
    """A fault for each number under a head of statuses that may take away a time of its row."""
    for i, head in enumerate(table.heads):
        why = words_of(head) in _WHY
        if why or has_head("status", head):
            cells = [
                StatusCell(f"{place}, {head}", row[i], _is_timed(row, i))
                for place, row in table.rows
                if len(row) == len(table.heads)
            ]
            yield from number_faults(cells, where, why=why)


def _is_timed(row: Sequence[str], column: int) -> bool:
    """Whether a row has a time beside a column, and no status in words that takes it away."""
    others = [cell for i, cell in enumerate(row) if i != column]
    return any(map(looks_timed, others)) and not any(
        leading(cell, timed=True)[1] for cell in others
    )
