"""Tables with a row a lap whose heads say something else than their cells: how far, official."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from pursuit_sim.errors import InputError
from pursuit_sim.importers.sheet_tables import lap_sheet
from pursuit_sim.importers.sheet_tables.cell_grid import CellTable
from pursuit_sim.importers.sheet_tables.column_choice import looks_timed
from pursuit_sim.importers.sheet_tables.passing_heads import REACHED, passing_columns
from pursuit_sim.importers.words.group_cells import says_of_group
from pursuit_sim.importers.words.heads import METRES_A_HALF_LAP, UNITS, lap_columns, plain
from pursuit_sim.importers.words.heads import without_unit as bare

_METRES = re.compile(r"(\d{3,4}) ?(?:m|meters?|metres?|metern?)?\.?", re.IGNORECASE)
_FAR = "Distance (m)"  # a head of how far a team was
_OFFICIAL = "official time"
_TIMES = frozenset(map(plain, ("time", "zeit", "tijd", "tid", "temps")))
_STEPS = (METRES_A_HALF_LAP, 2 * METRES_A_HALF_LAP)  # from line to line
_LEAST = 3  # rows of a team that rise by laps, and no distances of several events
_LONGEST = 40  # characters told
_CALL_SO = f"; if it is the time of the race, call that column {_OFFICIAL}"


def with_meant_heads(table: CellTable) -> CellTable:
    """A table with a row a lap, under the heads that its cells say.

    Distances that rise by laps within each team are how far it was, and no events; a time
    beside lap times that stands once for each team, or in all its rows the same, is the official
    one.
    """
    if any(len(cells) != len(table.heads) for _, cells in table.rows):
        return table  # refused where it is read
    found = passing_columns([*table.heads])
    if not {"team", "passing"} <= found.keys() or len(lap_columns(table.heads)) > 1:
        return table
    if "distance" in found and not {*REACHED} & {*map(plain, table.heads)}:
        return _how_far(table, found)
    if "official" not in found and lap_sheet.fits_heads(table.heads):
        return _official(table, found)
    return table


def with_official_named(error: InputError, table: CellTable) -> InputError:
    """An error of a table read as passings: an empty time beside lap times may be the official."""
    if not lap_sheet.fits_heads(table.heads):
        return error
    faults = [
        each._replace(remedy=each.remedy + _CALL_SO) if each.problem.startswith("'' ") else each
        for each in error.faults
    ]
    return InputError(faults)


def _how_far(table: CellTable, found: dict[str, int]) -> CellTable:
    i = found["distance"]
    metres: list[list[int]] = []
    for rows in _by_team(table, found, "distance"):
        matches = [_METRES.fullmatch(cells[i].strip()) for cells in rows]
        metres.append([int(match[1]) if match else 0 for match in matches])
    rising = all(after - here in _STEPS for each in metres for here, after in pairwise([0, *each]))
    if not rising or max(map(len, metres), default=0) < _LEAST:
        return table
    made: list[tuple[str, tuple[str, ...]]] = []
    for place, cells in table.rows:
        match = _METRES.fullmatch(cells[i].strip())
        made.append((place, (*cells[:i], match[1] if match else cells[i], *cells[i + 1 :])))
    said = f"{table.heads[i][:_LONGEST]!r} says how far each passing was, since it rises by laps"
    return _named(table, i, _FAR, said, made)


def _official(table: CellTable, found: dict[str, int]) -> CellTable:
    i = found["passing"]
    head = plain(table.heads[i])
    if bare(table.heads[i]) not in _TIMES:
        return table
    said = [[cells[i].strip() for cells in rows] for rows in _by_team(table, found, "passing")]
    once = all(len({*times} - {""}) <= 1 for times in said)
    timed = any(len(times) > 1 and any(map(looks_timed, times)) for times in said)
    if not once or not timed:
        return table
    unit = f" {last}" if (last := head.split()[-1]) in UNITS else ""
    told = (
        f"{table.heads[i][:_LONGEST]!r} is the official time, since each team has one beside laps"
    )
    return _named(table, i, _OFFICIAL + unit, told, table.rows)


def _named(
    table: CellTable, i: int, head: str, note: str, rows: Sequence[tuple[str, tuple[str, ...]]]
) -> CellTable:
    """The table with another head, and rows."""
    heads = (*table.heads[:i], head, *table.heads[i + 1 :])
    whole = (*table.whole[:i], head, *table.whole[i + 1 :]) if table.whole else ()
    return replace(
        table, heads=heads, rows=(*rows,), whole=whole, notes=(*table.notes, note)
    )  # fmt: skip


def _by_team(table: CellTable, found: dict[str, int], but: str) -> Iterator[list[tuple[str, ...]]]:
    """The rows of each team in each race, whose heat and the like may stand once a group.

    What stands in the column of the role `but` parts no races.
    """
    roles = ("distance", "round", "heat", "sex", "class")
    groups = dict.fromkeys((role for role in roles if role in found and role != but), "")
    teams: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
    for _, cells in table.rows:
        for role in groups:
            text = cells[found[role]].strip()
            groups[role] = text if says_of_group(text, role) else groups[role]
        if team := cells[found["team"]].strip():
            teams.setdefault((*groups.values(), team), []).append(tuple(cells))
    yield from teams.values()
