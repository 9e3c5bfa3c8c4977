"""CSV with tables of results, of laps and of passings, in any order: each as its heads say."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from pursuit_sim.errors import InputError
from pursuit_sim.importers.importer import HEADS, Importer, Sheet
from pursuit_sim.importers.sheet_tables import lap_sheet, passings_csv, result_sheet
from pursuit_sim.importers.sheet_tables.cell_grid import first_fit, tables
from pursuit_sim.importers.sheet_tables.csv_rows import delimited
from pursuit_sim.importers.sheet_tables.table_kinds import TableReader, fits_any, read_each
from pursuit_sim.importers.sheet_tables.table_titles import with_titles
from pursuit_sim.importers.sheet_tables.unplaced_times import written_times


def _importer(about: str, kind: TableReader, needed: str) -> Importer:
    """The importer of a file that has a table of a kind at least."""
    return Importer(
        about, partial(first_fit, fits=kind.fits_heads), partial(_read, kind=kind, needed=needed)
    )


def _read(text: str, where: str, kind: TableReader, needed: str) -> Sheet:
    grid = delimited(text, where)
    found = tables(grid, fits_any, where)
    if not any(kind.fits_heads(each.heads) for each in found):
        raise InputError.single(where, "line 1", f"has no heads of {needed}", HEADS)
    read, wrong = read_each(found, where, kind)
    if wrong:
        raise InputError.joined(wrong)
    return replace(with_titles(read, where), times=tuple(written_times(grid)))


PASSINGS = _importer(
    "a table of passings, one row a timing line", passings_csv, "a team and of how far it was"
)
LAPS = _importer("a table of laps, a column or a row a lap", lap_sheet, "a team and of laps")
RESULTS = _importer("a table of results, one row a team", result_sheet, "a team and of a time")
