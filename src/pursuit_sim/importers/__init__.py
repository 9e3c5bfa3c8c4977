"""Importers: files that people already have, read into a scenario; one module a format."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pursuit_sim.importers.importer import BinaryImporter, Importer

# Every format and what reads it in a module of this package, in the order in which they are
# tried. A module is loaded when its turn comes: `--help` needs the names only.
IMPORTERS = {
    "vantage": "vantage.vantage_stream.IMPORTER",
    "spreadsheet": "workbooks.spreadsheet.IMPORTER",
    "isu-results": "json_results.isu_results.IMPORTER",
    "passings-csv": "sheet_tables.delimited_tables.PASSINGS",
    "laps-csv": "sheet_tables.delimited_tables.LAPS",
    "results-csv": "sheet_tables.delimited_tables.RESULTS",
}


def named(name: str) -> Importer | BinaryImporter:
    """The importer of a format."""
    module, _, what = IMPORTERS[name].rpartition(".")
    found: Importer | BinaryImporter = getattr(import_module(f"{__name__}.{module}"), what)
    return found


def formats() -> str:
    """Every format in words, for a message."""
    return ", ".join(f"{name} ({named(name).about})" for name in IMPORTERS)
