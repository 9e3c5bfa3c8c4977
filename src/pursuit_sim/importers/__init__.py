"""Importers: files that people already have, read into a scenario; one module a format."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pursuit_sim.importers.importer import BinaryImporter, Importer

# Every format and the module of this package whose `IMPORTER` reads it, in the order in
# which they are tried. A module is loaded when its turn comes: `--help` needs the names only.
IMPORTERS = {
    "vantage": "vantage_stream",
    "spreadsheet": "spreadsheet",
    "isu-results": "isu_results",
    "passings-csv": "passings_csv",
    "laps-csv": "lap_sheet",
    "results-csv": "result_sheet",
}


def named(name: str) -> Importer | BinaryImporter:
    """The importer of a format."""
    found: Importer | BinaryImporter = import_module(f"{__name__}.{IMPORTERS[name]}").IMPORTER
    return found


def formats() -> str:
    """Every format in words, for a message."""
    return ", ".join(f"{name} ({named(name).about})" for name in IMPORTERS)
