"""Why a row of a table of passings gives its team no valid time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pursuit_sim.errors import Fault
from pursuit_sim.event_formats import NOT_SKATED
from pursuit_sim.importers.sheet_tables.own_tables import UNKNOWN, splits_lack
from pursuit_sim.importers.sheet_tables.passing_heads import TIMES, all_columns
from pursuit_sim.importers.words.heads import plain
from pursuit_sim.importers.words.remarks import OF_RACES, judged, settle, spare
from pursuit_sim.importers.words.unfinished import (
    NO_TIME,
    PLACE_REMEDY,
    REMEDY,
    cell_status,
    is_clear,
    is_place,
    is_sure,
    unclear,
)

_STATUS_HEADS = ("status", "irm")


@dataclass(frozen=True, slots=True)
class StatusColumns:
    """Where a table says what became of a team.

    Attributes
    ----------
    heads : of all columns
    said : columns of statuses, of places, or of both
    statuses, ranks, remarks : those of each; those of ranks hold numbers
    times : columns of passings and of official times
    spare : columns that are not read, and those that say of which race a row is
    """

    heads: Sequence[str]
    said: tuple[int, ...]
    statuses: tuple[int, ...]
    ranks: tuple[int, ...]
    remarks: tuple[int, ...]
    times: tuple[int, ...]
    spare: tuple[int, ...]

    @staticmethod
    def of(heads: list[str], rows: Sequence[Sequence[str]]) -> StatusColumns:
        """Those of a table; a place without a number in any row may be a city."""
        columns = all_columns(heads)
        named = [i for i in columns["status"] if plain(heads[i]) in _STATUS_HEADS]
        ranks = [
            i
            for i in columns["status"]
            if i not in named and any(_numbered(cells[i]) for cells in rows if i < len(cells))
        ]
        used = {i for role, found in columns.items() if role not in OF_RACES for i in found}
        return StatusColumns(
            heads, tuple(columns["status"]), tuple(named), tuple(ranks), tuple(columns["remark"]),
            tuple(i for name in TIMES for i in columns[name]),
            tuple(i for i in range(len(heads)) if i not in used),
        )  # fmt: skip

    def sure(self, cells: Sequence[str]) -> bool:
        """Whether a status of a row says that its time counts."""
        return any(is_sure(cells[i]) for i in self.statuses)


def _numbered(cell: str) -> bool:
    return any(map(str.isdigit, cell))


def row_status(
    columns: StatusColumns, row: Mapping[str, str], number: str, cells: Sequence[str],
    where: str, faults: list[Fault], notes: list[str],
) -> str:  # fmt: skip
    """The status of the row's team; empty if it says none. What leaves doubt is a fault.

    Parameters
    ----------
    columns : of the table
    row : its cells by their role
    number : the row, for messages
    cells : all of its cells
    where : the file's name
    faults : what is wrong
    notes : what is told of remarks
    """
    heads = columns.heads
    timed = any(letter.isdigit() for name in TIMES for letter in row.get(name, ""))
    own = bool(splits_lack(heads))
    listed = {cells[i].strip().casefold() for i in columns.statuses} if own else set[str]()
    if NOT_SKATED in listed:
        return NOT_SKATED
    unknown = UNKNOWN in listed
    for i in (*columns.statuses, *columns.ranks, *columns.times) if not unknown else ():
        rank = i in columns.ranks
        clear = not unclear(cells[i])
        if rank:
            clear = is_place(cells[i]) or not timed
        elif i in columns.statuses:
            clear = is_clear(cells[i])
        if not clear:
            remedy = PLACE_REMEDY if rank else REMEDY
            key = f"{number}, {heads[i]}"
            faults.append(Fault(where, key, f"found {cells[i].strip()[:40]!r}", remedy))
    if unknown:
        return NO_TIME
    said = [cell_status(cells[i]) for i in columns.said]
    sure = columns.sure(cells)
    said += [
        judged(cells[i], timed=timed, key=f"{number}, {heads[i]}", where=where, faults=faults,
               notes=notes, sure=sure)
        for i in columns.remarks if not any(said)
    ]  # fmt: skip
    doubts: list[Fault] = []
    said += [
        spare(heads[i], cells[i].strip(), timed=timed, key=f"{number}, {heads[i]}", where=where,
              faults=doubts)
        for i in columns.spare if not any(said)
    ]  # fmt: skip
    settle(doubts, faults, notes, sure=sure)
    return next(filter(None, said), "")
