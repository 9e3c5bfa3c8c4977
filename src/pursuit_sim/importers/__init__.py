"""Importers: files that people already have, read into a scenario; one module a format."""

from __future__ import annotations

import re
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pursuit_sim.importers.importer import Importer

# Every format and the module of this package whose `IMPORTER` reads it, in the order in
# which they are tried. A module is loaded when its turn comes: `--help` needs the names only.
IMPORTERS = {
    "isu-results": "isu_results",
    "passings-csv": "passings_csv",
}


def named(name: str) -> Importer:
    """The importer of a format."""
    found: Importer = import_module(f"{__name__}.{IMPORTERS[name]}").IMPORTER
    return found


_SCENARIO = re.compile(
    r"""(?:^|[{,])\s*["']?format["']?\s*[=:]\s*["']pursuit-sim/scenario""", re.MULTILINE
)


def refuse_scenario(text: str, where: str) -> None:
    """Raise `InputError` for a scenario, which needs no importing."""
    from pursuit_sim.errors import InputError

    if _SCENARIO.search(text):
        raise InputError.single(where, "", "is a scenario already", "pursuit-sim run it as it is")


def importer_for(text: str, where: str) -> Importer:
    """The importer that a text looks made for.

    Raises
    ------
    InputError
        if there is none
    """
    from pursuit_sim.errors import InputError

    if not text.strip():
        raise InputError.single(where, "", "is empty", "save it again")
    known = {name: named(name) for name in IMPORTERS}
    for each in known.values():
        if each.fits(text):
            return each
    formats = ", ".join(f"{name} ({each.about})" for name, each in known.items())
    raise InputError.single(
        where, "", "is in no format that is known", f"choose one with --format: {formats}"
    )
