"""Columns of a table that say of which race or event a row is, with what empty cells mean."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from pursuit_sim.errors import Fault
from pursuit_sim.importers.sheet_tables.cell_grid import CellTable
from pursuit_sim.importers.sheet_tables.column_choice import looks_timed
from pursuit_sim.importers.sheet_tables.heading_rows import HeadingRows
from pursuit_sim.importers.sheet_tables.heat_rows import heats_above
from pursuit_sim.importers.sheet_tables.title_rows import only
from pursuit_sim.importers.words.group_cells import (
    GROUPED,
    ONCE_A_GROUP,
    GroupRow,
    is_ditto,
    says_of_group,
    with_groups,
    without_marks,
)
from pursuit_sim.importers.words.record_words import is_code, is_record, is_record_row
from pursuit_sim.importers.words.unfinished import filled

HEADING = "heading"  # of a row that says nothing but the heat of those below it
_WHERE_AND_WHEN = ("venue", "city", "date", "year")


def said_above(
    table: CellTable,
    roles: Mapping[str, int],
    skated: Collection[str],
    where: str,
    faults: list[Fault],
    notes: list[str],
    *,
    skaters: Collection[str] = (),
) -> dict[str, dict[str, str]]:
    """What empty cells of the rows of teams mean: by the place of the row and the column's role.

    Rows of records, and those that say nothing else, part groups as rows of teams do. The latter
    are there too: without a cell, or with their text as that of a `HEADING`.

    Parameters
    ----------
    table : a row a team
    roles : which column has which
    skated : places of rows with times of laps
    where : the file's name in messages
    faults : gets one for each column that is neither in every row nor once a group
    notes : told what was read
    skaters : places of rows of skaters that say more than their names
    """
    every: list[GroupRow] = []  # also those of records
    rows: list[GroupRow] = []
    said: dict[str, dict[str, str]] = {}
    kept: dict[str, str] = {}  # what rows of records say of those below them
    by_role = [
        (place, cells, {role: filled(" ".join(cells[i].split())) for role, i in roles.items()})
        for place, cells in table.rows
        if len(cells) == len(table.heads) and place not in skaters
    ]
    last = max((i for i, (_, cells, row) in enumerate(by_role) if _is_team(cells, row)), default=-1)
    of_teams = {role for _, cells, row in by_role if _is_team(cells, row)
                for role in _WHERE_AND_WHEN if row.get(role)}  # fmt: skip
    above = HeadingRows(table.heads, roles, where, faults, notes)
    headings, heat_below = heats_above(by_role, skated) if "heat" not in roles else ({}, {})
    for n, (place, cells, row) in enumerate(by_role):
        if place in headings:
            said[place] = {HEADING: headings[place]}
            notes.append(f"read as said of the rows below it: {headings[place]}")
            continue
        groups = {
            role: row[role] for role in GROUPED if role in row and says_of_group(row[role], role)
        }
        alone = not row.get("team") or (only(cells) and "heat" not in above.waiting)
        if alone and above.read(place, cells, row, over=n > last):
            said[place] = {}
        if not row.get("team") or (
            sum(map(bool, row.values())) == 1 and "heat" not in above.waiting
        ):
            continue
        if _is_record(row):
            every.append(GroupRow(place, row))
            of_it = {role for role in _WHERE_AND_WHEN if role not in of_teams}
            kept |= {role: text for role, text in groups.items() if role not in of_it}
            said[place] = {role: "" for role in GROUPED
                           if row.get(role) and (role in of_it or role not in groups)}  # fmt: skip
            continue
        timed = place in skated or looks_timed(row.get("time", "")) or row.get("heat")
        own = groups | ({"heat": row["heat"]} if row.get("heat") else {})
        told = kept | above.said_of(place, own)
        said[place] = {role: text for role, text in told.items() if role not in own}
        kept = {}
        every.append(GroupRow(place, row | said[place]))
        # Of who did not skate nobody need say more than that.
        rows.append(GroupRow(place, row | said[place], GROUPED if timed else ("sex", "class")))

    def head_of(role: str) -> str:
        return table.heads[roles[role]]

    in_order = sorted((role for role in GROUPED if role in roles), key=roles.__getitem__)
    meant = with_groups(rows, in_order, head_of, where, faults, notes)
    heats = without_marks(every, ("heat",) if "heat" in roles else (), head_of, notes)
    for each, texts in (*zip(rows, meant, strict=True), *zip(every, heats, strict=True)):
        said.setdefault(each.place, {}).update(texts)
    for each, texts in zip(every, heats, strict=True):
        if texts.get("heat") == "" and is_ditto(each.cells["heat"]):
            at = f"{each.place}, {head_of('heat')}"
            faults.append(Fault(where, at, "is as above, where nothing is", ONCE_A_GROUP))
    faults += _below_records(rows, said, table, roles, where)
    for place, heat in heat_below.items():
        said.setdefault(place, {})["heat"] = heat
    return said


def _below_records(
    rows: Sequence[GroupRow], said: Mapping[str, Mapping[str, str]], table: CellTable,
    roles: Mapping[str, int], where: str,
) -> Iterator[Fault]:  # fmt: skip
    """A fault of each team in a heat, or with a place, whose empty round is below a record's."""
    for row in rows:
        meant = said[row.place].get("round", "")
        team = row.cells.get("heat") or row.cells.get("rank")
        if team and (is_record(meant) or is_code(meant)):
            at = f"{row.place}, {table.heads[roles['round']]}"
            yield Fault(where, at, f"is empty below {meant!r}", ONCE_A_GROUP)


def _is_team(cells: Sequence[str], row: Mapping[str, str]) -> bool:
    """Whether a row is of a team, with something beside its name."""
    return bool(row.get("team")) and not only(cells) and not _is_record(row)


def _is_record(row: Mapping[str, str]) -> bool:
    """Whether a row is of a record: without a place or a heat as teams have."""
    heat, round_, rank = (row.get(role, "") for role in ("heat", "round", "rank"))
    return is_record_row(row["team"], heat=heat, round_=round_, rank=rank)
