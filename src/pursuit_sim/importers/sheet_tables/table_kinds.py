"""The kinds of tables that are known by their heads: of passings, of laps, of results."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from pursuit_sim.errors import InputError
from pursuit_sim.importers.importer import Sheet
from pursuit_sim.importers.sheet_tables import lap_sheet, passings_csv, result_sheet
from pursuit_sim.importers.sheet_tables.cell_grid import CellTable
from pursuit_sim.importers.sheet_tables.further_pages import unsaid_on_a_page
from pursuit_sim.importers.sheet_tables.other_heads import other_faults
from pursuit_sim.importers.sheet_tables.pair_and_lane import with_lanes
from pursuit_sim.importers.sheet_tables.rows_a_lap import with_meant_heads, with_official_named
from pursuit_sim.importers.sheet_tables.status_columns import status_faults
from pursuit_sim.importers.sheet_tables.title_rows import filled
from pursuit_sim.importers.words.group_cells import says_of_group
from pursuit_sim.importers.words.heads import plain


class TableReader(Protocol):
    """A module of this folder that reads a kind of tables."""

    def fits_heads(self, heads: Sequence[str]) -> bool:
        """Whether heads are those of such a table."""

    def read_table(self, table: CellTable, where: str) -> Sheet:
        """Every team of a table; raises `InputError` with every fault of it."""


# The first that fits a table reads it.
KINDS: tuple[TableReader, ...] = (
    passings_csv,
    lap_sheet,
    result_sheet,
)

_LAP_OR_ROUND = ("runde", "ronde")
_LAP_WORDS = ("runde", "runden", "ronde", "ronden", "lap", "laps", "m", "meter")


def fits_any(heads: Sequence[str]) -> bool:
    """Whether heads are those of a table that can be read."""
    return any(kind.fits_heads(heads) for kind in KINDS)


def read_each(
    tables: Iterable[CellTable],
    where: str,
    asked: TableReader | None = None,
    before: CellTable | None = None,
) -> tuple[list[tuple[Sheet, CellTable]], list[InputError]]:
    """What tables say, each with its table, and the errors of those that are faulty.

    Parameters
    ----------
    tables : with heads that fit a kind
    where : the file's name in messages
    asked : the kind that reads what fits it, before all others
    before : the last table of the sheet before, with which the first may go on
    """
    kinds = KINDS if asked is None else (asked, *KINDS)
    found: list[tuple[Sheet, CellTable]] = []
    wrong: list[InputError] = []
    for table in tables:
        if faults := [*unsaid_on_a_page(table, before, where)]:
            wrong.append(InputError(faults))
        before = table
        meant = with_meant_heads(table)
        shaped, of_pairs = with_lanes(meant, where)
        heads = _telling_heads(shaped)
        kind = next(each for each in (kinds if meant is table else KINDS) if each.fits_heads(heads))
        try:
            if faults := [
                *of_pairs,
                *other_faults(table.other, table.heads, where),
                *status_faults(table, where),
            ]:
                raise InputError(faults)
            found.append((kind.read_table(shaped, where), shaped))
        except InputError as error:
            named = with_official_named(error, table) if kind is passings_csv else error
            wrong.append(named)
    return found, wrong


def _telling_heads(table: CellTable) -> list[str]:
    """The heads that tell a kind: a `Runde` of words, such as Halbfinale, is no lap."""

    def is_round(column: int) -> bool:
        rows = [row for _, row in table.rows if filled(row) > 1 and column < len(row)]
        cells = (row[column].strip() for row in rows)
        words = [plain(cell).split()[:1] for cell in cells if says_of_group(cell)]
        return bool(words) and all(
            word and not word[0][0].isdigit() and word[0] not in _LAP_WORDS for word in words
        )

    return [
        "" if plain(head) in _LAP_OR_ROUND and is_round(i) else head
        for i, head in enumerate(table.heads)
    ]
