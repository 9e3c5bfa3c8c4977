"""Columns of a table that say of which race or event a row is, with what empty cells mean."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from pursuit_sim.errors import Fault
from pursuit_sim.importers.sheet_tables.cell_grid import CellTable
from pursuit_sim.importers.sheet_tables.column_choice import looks_timed
from pursuit_sim.importers.words.group_cells import GROUPED, GroupRow, with_groups
from pursuit_sim.importers.words.record_words import is_code, is_record, is_world_code
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
        if row.get("team") and sum(map(bool, row.values())) > 1 and not _is_record(row):
            timed = place in skated or looks_timed(row.get("time", "")) or row.get("heat")
            # Of who did not skate nobody need say more than that.
            rows.append(GroupRow(place, row, GROUPED if timed else ("sex",)))
    meant = with_groups(rows, GROUPED, lambda role: table.heads[roles[role]], where, faults, notes)
    return {row.place: cells for row, cells in zip(rows, meant, strict=True)}


def _is_record(row: Mapping[str, str]) -> bool:
    team = row["team"]
    return not row.get("rank") and (is_record(team) or (is_code(team) and is_world_code(team)))
