"""Tables that go on with the one before them, as on a further page of a sheet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from pursuit_sim.errors import Fault
from pursuit_sim.importers.sheet_tables.cell_grid import CellTable
from pursuit_sim.importers.words.cells import sex_of
from pursuit_sim.importers.words.group_cells import GROUPED, ONCE_A_GROUP, says_of_group
from pursuit_sim.importers.words.heads import columns
from pursuit_sim.importers.words.title_words import rest_of

_FURTHER = frozenset({
    "continued", "continuation", "cont", "contd", "ctd", "d", "fortsetzung", "forts", "fortgesetzt",
    "vervolg", "vervolgd", "fortsatt", "fortsettelse", "fortsattning", "fortsat", "suite",
    "seguito", "continuacion",
})  # fmt: skip
# What programs call the sheets of a workbook, with a number.
_SHEETS = frozenset({
    "sheet", "table", "page", "tabelle", "tabell", "tabel", "tabla", "tableau", "tabella", "blatt",
    "blad", "ark", "feuil", "feuille", "hoja", "foglio", "seite", "side", "sida", "pagina",
})  # fmt: skip
_COPY = re.compile(r"\s*\(\d+\)$")
_SAME = (*GROUPED, "heat", "team", "time", "rank", "lap")  # roles that tables of one kind have
_NAMING = ("round", "division", "date")  # of which races are called
_REMEDY = "write it in a column as above, or a title above this table that says which it is"


def unsaid_on_a_page(table: CellTable, before: CellTable | None, where: str) -> Iterator[Fault]:
    """A fault of each column that a table leaves empty, which goes on with the one before.

    It does where it has the same columns, but for what is said beside, and no title or name of a
    sheet but the number of a page, or that of the table before. So does one that lacks the column,
    if its heats go on with those before. Who skated is the same as above then; of which day or
    round it is nobody can tell.

    Parameters
    ----------
    table, before : and the one above it, or on the sheet before; None of the first
    where : the file's name
    """
    if before is None or not table.rows or _told(table) - _told(before):
        return
    old, new = columns(before.heads), columns(table.heads)
    lost = [role for role in _SAME if (role in old) != (role in new)]
    for role in GROUPED:
        if role == "sex" or role not in old or not _says(before, old[role], role):
            continue
        head = before.heads[old[role]]
        if not lost and role in new and not _says(table, new[role], role):
            key = f"{table.rows[0][0]}, {table.heads[new[role]]}"
            yield Fault(where, key, "is empty on a further page", ONCE_A_GROUP)
        elif role in lost and role in _NAMING and {*lost} <= {*GROUPED} and _goes_on(
            table, before, old, new
        ):  # fmt: skip
            problem = f"has no {head!r} on a further page, whose heats go on with those above"
            yield Fault(where, table.place, problem, _REMEDY)


def _told(table: CellTable) -> set[str]:
    """What the title of a table and the name of its sheet say, but for pages."""
    tab = _COPY.sub("", table.tab)
    if (words := {*re.findall(r"[^\W\d_]+", tab.casefold())}) and words <= _SHEETS:
        tab = ""
    found: set[str] = set()
    for text in (table.title, tab):
        rest = rest_of(text)
        found |= {*rest.left, *rest.meet, *rest.marks, sex_of(text)} - _FURTHER - {""}
    return found


def _says(table: CellTable, at: int, role: str) -> bool:
    return any(
        len(cells) > at and says_of_group(cells[at].strip(), role) for _, cells in table.rows
    )


def _goes_on(
    table: CellTable, before: CellTable, old: Mapping[str, int], new: Mapping[str, int]
) -> bool:
    """Whether the first heat of a table is the last one before it, or the next."""
    last, first = (
        [int(text) for _, cells in each.rows if len(cells) > at
         and (text := cells[at].strip()).isdecimal()]
        for each, at in ((before, old.get("heat", 0)), (table, new.get("heat", 0)))
    )  # fmt: skip
    return bool("heat" in new and last and first) and first[0] - last[-1] in (0, 1)
