"""Numbers under keys of statuses, which may take away the times beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pursuit_sim.errors import Fault
from pursuit_sim.importers.importer import TeamResult
from pursuit_sim.importers.json_results.json_outcomes import (
    KNOWN,
    STATUSES,
    WHY_INVALID,
    Object,
    letters,
    text_within,
)
from pursuit_sim.importers.json_results.json_skaters import skater_objects
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
        of_skaters = [
            cell
            for row, result, team in zip(rows, results, cells, strict=True)
            for cell in _of_skaters(row, name, result.key, timed=team.timed)
        ]
        yield from number_faults(of_skaters, where, why=name == WHY_INVALID)


def _of_skaters(row: Object, name: str, key: str, *, timed: bool) -> list[StatusCell]:
    """What a team's skaters have under a key of statuses; nothing where none of them has it."""
    found = []
    for at, about in skater_objects(row):
        values = (value for each, value in about.items() if KNOWN.get(letters(each)) == name)
        found.append((at, next(values, None)))
    if all(value is None for _, value in found):
        return []
    return [StatusCell(f"{key}.{at}.{name}", text_within(value), timed) for at, value in found]
