"""Columns of a table that say of which race or event a row is, with what empty cells mean."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from pursuit_sim.errors import Fault
from pursuit_sim.importers.sheet_tables.cell_grid import CellTable
from pursuit_sim.importers.sheet_tables.column_choice import looks_timed
from pursuit_sim.importers.words.group_cells import GROUPED, GroupRow, with_groups
from pursuit_sim.importers.words.record_words import is_record, is_world_code
from pursuit_sim.importers.words.unfinished import filled


def said_above(
    table: CellTable,
    roles: Mapping[str, int],
    skated: Collection[str],
    where: str,
    faults: list[Fault],
    notes: list[str],
) -> dict[str, dict[str, str]]:
    """What empty cells of the rows of teams mean: by the place of the row and the column's role.

    Parameters
    ----------
    table : a row a team
    roles : which column has which
    skated : places of rows with times of laps
    where : the file's name in messages
    faults : gets one for each column that is neither in every row nor once a group
    notes : told what was read
    """
    rows = []
    for place, cells in table.rows:
        if len(cells) != len(table.heads):
            continue
        row = {role: filled(" ".join(cells[i].split())) for role, i in roles.items()}
        if row.get("team") and sum(map(bool, row.values())) > 1:
            rows.append(GroupRow(place, row, _must(row, laps=place in skated)))
    meant = with_groups(rows, GROUPED, lambda role: table.heads[roles[role]], where, faults, notes)
    return {row.place: cells for row, cells in zip(rows, meant, strict=True)}


def _must(row: Mapping[str, str], *, laps: bool) -> Sequence[str]:
    """What a row must say: nothing of a record, of a team without a time and a heat who skated."""
    if not row.get("rank") and (is_record(row["team"]) or is_world_code(row["team"])):
        return ()
    timed = laps or looks_timed(row.get("time", "")) or row.get("heat")
    return GROUPED if timed else ("sex",)
