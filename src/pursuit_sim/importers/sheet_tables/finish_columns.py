"""Columns behind those of laps that hold the time at the finish, whatever they are called."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from pursuit_sim.importers.sheet_tables.cell_grid import CellTable
from pursuit_sim.importers.words.cell_door import GridRow
from pursuit_sim.importers.words.heads import plain, plain_pattern, without_unit
from pursuit_sim.importers.words.unfinished import status
from pursuit_sim.importers.words.written_time import may_be_time
from pursuit_sim.scenario.human_limits import FASTEST_MPS, SLOWEST_MPS
from pursuit_sim.track import LAP_LENGTH_M

# In the languages of the heads, and the usual ones of others.
_END = (
    "finish|final|end|total|overall|race|ziel|ende|gesamt|totaal|eind|einde|finale|arrivo|totale"
    "|mål|slutt?|arrivée|fin|meta|llegada|maali|финиш|итог|ゴール|フィニッシュ"
)
_TIME = "times?|zeit|tijd|tid|temps|tempo|tiempo|aika|czas|время|タイム"
_METRES = r"\d{4} ?(?:m|meters?|metres?)"
_FINISH = re.compile(plain_pattern(
    rf"(?:{_METRES} )?(?:(?:{_TIME}) )?(?:{_END}) ?(?:{_TIME})?(?: {_METRES})?"
))  # fmt: skip
_LAP = re.compile(r"(?<=\d) ?[(\[]\d{2}[.,]\d{1,3}[)\]]\s*$")  # in brackets behind a time
_LONGER = 2  # laps that may be behind the last column of one


def finish_column(
    heads: Sequence[str], rows: Sequence[GridRow], laps: Mapping[int, float],
    used: Collection[int],
) -> int | None:  # fmt: skip
    """The one column behind those of laps that is called a finish and has nothing but its times.

    Parameters
    ----------
    heads, rows : of the table
    laps : its columns of laps, with how many were skated there
    used : columns with a role
    """
    found = [
        i for i in _timed(heads, rows, laps, used)
        if _FINISH.fullmatch(without_unit(heads[i])) and all(
            _is_finish(cell, laps) or status(cell) or not any(map(str.isdigit, cell))
            for cell in _cells(rows, i)
        )
    ]  # fmt: skip
    return found[0] if len(found) == 1 else None


def unread_finish(
    heads: Sequence[str], rows: Sequence[GridRow], laps: Mapping[int, float],
    used: Collection[int],
) -> str:  # fmt: skip
    """The head of the first column without a role behind those of laps that may be the time's."""
    return next((heads[i] for i in _timed(heads, rows, laps, used)), "")


def without_laps(table: CellTable, time: int | None) -> CellTable:
    """The table without what stands in brackets beside its times, if that is the last lap's.

    Parameters
    ----------
    table : without its columns of laps
    time : its column of the official time
    """
    if time is None or not any(_LAP.search(cell) for cell in _cells(table.rows, time)):
        return table
    rows = tuple(
        (place, (*cells[:time], *map(_bare, cells[time : time + 1]), *cells[time + 1 :]))
        for place, cells in table.rows
    )
    note = "what stands in brackets beside a time is not read"
    return replace(table, rows=rows, notes=(*table.notes, note))


def _bare(cell: str) -> str:
    return _LAP.sub("", cell)


def _timed(
    heads: Sequence[str], rows: Sequence[GridRow], laps: Mapping[int, float],
    used: Collection[int],
) -> list[int]:  # fmt: skip
    return [
        i for i in range(max(laps) + 1, len(heads))
        if i not in used and plain(heads[i])
        and any(_is_finish(cell, laps) for cell in _cells(rows, i))
    ]  # fmt: skip


def _cells(rows: Sequence[GridRow], i: int) -> list[str]:
    """What a column holds in rows that have more than one cell."""
    return [cells[i].strip() for _, cells in rows if i < len(cells) and sum(map(bool, cells)) > 1]


def _is_finish(cell: str, laps: Mapping[int, float]) -> bool:
    """Whether a cell may be the time of all those laps, or of a few more."""
    most = max(laps.values())
    least_s = most * LAP_LENGTH_M / FASTEST_MPS
    return may_be_time(cell, least_s, (most + _LONGER) * LAP_LENGTH_M / SLOWEST_MPS)
