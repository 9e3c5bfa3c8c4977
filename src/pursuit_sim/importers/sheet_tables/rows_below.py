"""Rows below those of teams, which may be of their skaters: what stands in them."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pursuit_sim.importers.sheet_tables.cell_grid import CellTable
from pursuit_sim.importers.sheet_tables.column_choice import looks_timed
from pursuit_sim.importers.words.cells import sex_of
from pursuit_sim.importers.words.event_words import says_class
from pursuit_sim.importers.words.foot_marks import mark_before, marks_after
from pursuit_sim.importers.words.group_cells import GROUPED, says_of_group
from pursuit_sim.importers.words.heads import lap_columns
from pursuit_sim.importers.words.nations import nation
from pursuit_sim.importers.words.outcome_flags import flag
from pursuit_sim.importers.words.record_words import is_record_row
from pursuit_sim.importers.words.resting import (
    DID_NOT_SKATE,
    name_at_rest,
    rests,
    rests_by,
    skated_by,
    skates_by,
)
from pursuit_sim.importers.words.skater_names import TEAM_SIZES, names_of
from pursuit_sim.importers.words.status_alone import is_bare_status
from pursuit_sim.importers.words.unfinished import cell_status, is_outside, is_sure, status

BLANK = {"", "-", "–", "—", "?"}
_SAYING = ("status", "remark", "time", "gap", "rank")  # roles of what may be said of a skater
_TIMING = ("time", "gap", "rank")  # of these, numbers are a team's
_BRACKET = re.compile(r"([^()\[\]]+?) ?[(\[]([^()\[\]]+)[)\]]")


@dataclass(frozen=True, slots=True)
class SkaterRow:
    """A name below a team, and what else stands in its row.

    Attributes
    ----------
    place : of the row
    name : of a skater, or of all of a team
    said : in the cells beside it
    placed : whether it has something under the head of the places
    alone : whether it has nothing in cells that are read
    skated : whether a mark beside it says that he skated
    """

    place: str
    name: str
    said: str = ""
    placed: bool = False
    alone: bool = True
    skated: bool = False

    @property
    def count(self) -> int:
        """How many skaters it names."""
        return len(names_of(self.name))

    @property
    def of_all(self) -> bool:
        """Whether it names all of a team."""
        return self.count > 1

    @property
    def is_out(self) -> bool:
        """Whether it may be that of a team without a valid time."""
        return bool(status(self.said) or cell_status(self.said) or is_outside(self.said))

    @property
    def rests(self) -> bool:
        """Whether it is of somebody who was there for others."""
        said = self.said.split("; ")
        return any(rests(each, letter=True) for each in said) and not self.of_all


@dataclass(eq=False, slots=True)
class Below:
    """The rows below one of a team, and that team.

    Attributes
    ----------
    team : its name; empty where a line parts rows
    rank : its place
    timed : whether it has a time
    record : whether it is no team, but a record
    rows : those below it
    """

    team: str
    rank: int | None = None
    timed: bool = False
    record: bool = False
    rows: list[SkaterRow] = field(default_factory=list)

    @property
    def is_team(self) -> bool:
        """Whether it is below a team's row, neither a line nor a record's."""
        return bool(self.team) and not self.record

    @property
    def quiet(self) -> int:
        """How many skaters it names in rows that say nothing of them but a remark."""
        return sum(row.count for row in self.rows if not row.is_out)


def rows_below(
    table: CellTable, roles: Mapping[str, int], skated: Collection[str], ended: Mapping[str, str]
) -> list[Below]:
    """The teams of a table, and the rows below each that may be of skaters."""
    below: list[Below] = []
    groups = _carried(table, roles)
    laps = lap_columns(table.heads)
    marks = {
        mark for _, cells in table.as_written() for each in cells for mark in marks_after(each)
    }
    above: Sequence[str] = ()  # of the team above; merged cells go on below it
    for place, cells in table.rows:
        if len(cells) != len(table.heads):
            continue
        team = " ".join(cells[roles["team"]].split())
        merged = _merged(cells, above, groups) if above else set[int]()
        own = place in skated or _has_own(cells, roles, merged, laps)
        said = _said(table.heads, cells, roles, ended.get(place, ""))
        name, resting = name_at_rest(team)
        record = is_record_row(team, **_race_of(cells, roles))
        footnote = not resting and mark_before(team) in marks
        line = (record or footnote) and not own
        if not team or line or not (own or said or nation(team) or _is_name(name)):
            below.append(Below(""))
        elif own or nation(team) or not _is_name(name):
            rank = cells[roles["rank"]].strip(" .=") if "rank" in roles else ""
            timed = place in skated or any(map(str.isdigit, cells[roles.get("time", 0)]))
            below.append(Below(team, int(rank) if rank.isdecimal() else None, timed, record))
            above = cells
        elif below:
            bracket = None if said else _BRACKET.fullmatch(team)
            if bracket and is_bare_status(bracket[2]):
                team, said = bracket[1], bracket[2]
            elif resting:
                team, said = name, "; ".join(filter(None, (said, resting)))
            others = {cells[i] for role, i in roles.items() if role != "team"}
            placed = "rank" in roles and cells[roles["rank"]].strip() not in BLANK
            marked = any(map(skates_by, table.heads, cells))
            below[-1].rows.append(SkaterRow(place, team, said, placed, others <= BLANK, marked))
    for each in below:
        each.rows = _with_the_unmarked(each.rows)
    return below


def _with_the_unmarked(rows: list[SkaterRow]) -> list[SkaterRow]:
    """Rows below a team: where just three have a mark that they skated, the others did not."""
    if sum(row.skated for row in rows) != min(TEAM_SIZES) or any(row.of_all for row in rows):
        return rows
    return [
        row if row.skated or row.said else replace(row, said=DID_NOT_SKATE) for row in rows
    ]  # fmt: skip


def _race_of(cells: Sequence[str], roles: Mapping[str, int]) -> dict[str, str]:
    """What a row says of its race and place."""
    names = {"heat": "heat", "round": "round_", "rank": "rank"}
    return {name: cells[roles[role]] for role, name in names.items() if role in roles}


def _merged(cells: Sequence[str], above: Sequence[str], groups: Mapping[str, int]) -> set[int]:
    """Columns of groups in which a row says what the team above does, or has a mark."""
    return {
        i for role, i in groups.items()
        if cells[i] == above[i] or not says_of_group(cells[i].strip(), role)
    }  # fmt: skip


def _carried(table: CellTable, roles: Mapping[str, int]) -> dict[str, int]:
    """Columns of groups in which rows that say nothing of their own go on with the team above."""
    columns = {role: roles[role] for role in (*GROUPED, "heat") if role in roles}
    saying = [roles[role] for role in _SAYING if role in roles]
    quiet = [
        cells for _, cells in table.rows
        if len(cells) == len(table.heads)
        and not nation(cells[roles["team"]].strip())
        and not any(cell_status(cells[i]) or any(map(str.isdigit, cells[i])) for i in saying)
    ]  # fmt: skip
    return {
        role: i for role, i in columns.items()
        if not quiet or any(cells[i].strip() for cells in quiet)
    }  # fmt: skip


def _has_own(
    cells: Sequence[str], roles: Mapping[str, int], merged: Collection[int], laps: Collection[int]
) -> bool:
    """Whether a row has what only a team has: a time, a place in numbers, a heat."""
    timing = {roles[role] for role in _TIMING if role in roles}
    free = {roles[role] for role in (*_SAYING, "team") if role in roles} | {*merged}
    # A skater is of a class too; who skated, the row of a team says.
    free |= {
        roles[role] for role in ("sex", "class")
        if role in roles and (says_class(cell := cells[roles[role]]) or not sex_of(cell))
    }  # fmt: skip
    for i, cell in enumerate(cells):
        text = cell.strip()
        if text in BLANK:
            continue
        digits = any(map(str.isdigit, text))
        unread = i not in roles.values()
        if digits and (i in timing or i in laps or (unread and ":" in text and looks_timed(text))):
            return True
        if not unread and i not in free:
            return True
    return False


def _said(heads: Sequence[str], cells: Sequence[str], roles: Mapping[str, int], ended: str) -> str:
    """What stands beside the name of a row; of columns that are not read, a status alone."""
    saying = {roles[role] for role in _SAYING if role in roles}
    said = [ended] if ended else []
    skated = any(map(skated_by, heads, cells))
    for i, cell in enumerate(cells):
        text = " ".join(cell.split())
        if text in BLANK or (i in roles.values() and i not in saying):
            continue
        if i in saying:
            said += [] if is_sure(text) else [text]
        elif flagged := flag(heads[i], text)[0]:
            said.append(flagged)
        elif is_bare_status(text):
            said.append(text)
        elif skated and (rests(text, letter=True) or rests_by(heads[i], text)):
            continue  # a reserve who came in
        elif rests(text, letter=True):
            said.append(text)
        elif resting := rests_by(heads[i], text):
            said.append(resting)
    return "; ".join(said)


def _is_name(text: str) -> bool:
    if is_bare_status(text):  # an explanation
        return False
    return ":" not in text and not any(map(str.isdigit, text)) and any(map(str.isalpha, text))
