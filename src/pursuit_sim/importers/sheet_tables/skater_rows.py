"""Rows of skaters below their team that say more than a name: a status, or a remark.

Such a row looks like that of a team without a time. It is a skater's where it stands among rows
with names alone and is no more than the third or fourth of them, unless it has the name of a
nation, a number, or is of a team elsewhere in the table. Beside teams that are no nations, a row
behind three names may be of another team.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pursuit_sim.errors import Fault
from pursuit_sim.importers.importer import TeamResult
from pursuit_sim.importers.sheet_tables.cell_grid import CellTable
from pursuit_sim.importers.words.cells import TEAM_SIZES, names_of
from pursuit_sim.importers.words.group_cells import GROUPED
from pursuit_sim.importers.words.nations import known_by, nation
from pursuit_sim.importers.words.record_words import is_record
from pursuit_sim.importers.words.remarks import outside_doubt, says_outside, settle
from pursuit_sim.importers.words.skater_statuses import without_statuses
from pursuit_sim.importers.words.status_alone import is_bare_status
from pursuit_sim.importers.words.unfinished import NO_TIME, cell_status, status
from pursuit_sim.plain_text import cut

_BLANK = {"", "-", "–", "—", "?"}
_SAYING = ("status", "remark", "time", "gap", "rank")  # roles of what may be said of a skater
_FEWEST, _MOST = min(TEAM_SIZES), max(TEAM_SIZES)
_LONGEST = 60  # characters told
_NATIONS = 0.75  # of the teams, in a table of nations; the others are records and teams without one
_BRACKET = re.compile(r"([^()\[\]]+?) ?[(\[]([^()\[\]]+)[)\]]")


@dataclass(frozen=True, slots=True)
class SkaterRow:
    """A name below a team, and what else stands in its row.

    Attributes
    ----------
    place : of the row
    name : of a skater, or of all of a team
    said : in the cells beside it
    """

    place: str
    name: str
    said: str = ""

    @property
    def count(self) -> int:
        """How many skaters it names."""
        return len(names_of(self.name))


@dataclass(eq=False, slots=True)
class _Below:
    """The rows below one of a team, and that team."""

    team: str
    rows: list[SkaterRow] = field(default_factory=list)


def skater_rows(
    table: CellTable, roles: Mapping[str, int], skated: Collection[str], ended: Mapping[str, str]
) -> dict[str, SkaterRow]:
    """Rows of skaters that say more than their names, by their places.

    Parameters
    ----------
    table : to be read
    roles : which column has which role
    skated : places of rows that have times of laps
    ended : what rows say in columns of laps instead of a time, by their places
    """
    if "team" not in roles or "skaters" in roles:
        return {}
    below: list[_Below] = []
    groups = [roles[role] for role in (*GROUPED, "heat") if role in roles]
    above: Sequence[str] = ()  # of the team above; merged cells go on below it
    for place, cells in table.rows:
        if len(cells) != len(table.heads):
            continue
        team = " ".join(cells[roles["team"]].split())
        merged = {i for i in groups if cells[i] == above[i]} if above else set[int]()
        said = _said(cells, roles, merged, ended.get(place, ""))
        said = None if place in skated else said
        if not team or is_record(team) or (said == "" and not (nation(team) or _is_name(team))):
            below.append(_Below(""))  # a line
        elif said is None or nation(team) or not _is_name(team):
            below.append(_Below(team))
            above = cells
        elif below:
            bracket = None if said else _BRACKET.fullmatch(team)
            if bracket and is_bare_status(bracket[2]):
                team, said = bracket[1], bracket[2]
            below[-1].rows.append(SkaterRow(place, team, said))
    known = {known_by(each.team) for each in below}
    teams = [each.team for each in below if each.team]
    nations = sum(map(bool, map(nation, teams))) >= _NATIONS * len(teams)
    joined = any(_is_joined(each.team) for each in below)
    named = sum(_names_alone(each) in TEAM_SIZES for each in below)
    last = next((each for each in reversed(below) if each.team), None)
    found: dict[str, SkaterRow] = {}
    for each in below:
        rows = [] if joined and any(map(_of_all, each.rows)) else each.rows
        alone = sum(row.count for row in rows if not row.said)
        enough = alone if alone < _FEWEST else nations
        if each.team and _may_be_team(each is last, rows) and (enough or (nations and named)):
            found |= {
                row.place: row for row in rows if row.said and known_by(row.name) not in known
            }
    return found


def _said(
    cells: Sequence[str], roles: Mapping[str, int], merged: Collection[int], ended: str
) -> str | None:
    """What stands beside the name of a row; None where it can only be that of a team."""
    saying = {roles[role] for role in _SAYING if role in roles}
    named = {*roles.values()}
    said = [ended] if ended else []
    for i, cell in enumerate(cells):
        text = " ".join(cell.split())
        if i == roles["team"] or i in merged or text in _BLANK:
            continue
        if any(map(str.isdigit, text)) and i not in (roles.get("remark"), roles.get("status")):
            return None
        if i in named and i not in saying:
            return None
        said.append(text)
    return "; ".join(said)


def _is_name(text: str) -> bool:
    if is_bare_status(text):  # an explanation
        return False
    return ":" not in text and not any(map(str.isdigit, text)) and any(map(str.isalpha, text))


def _is_joined(text: str) -> bool:
    return len(names_of(text)) in TEAM_SIZES


def _of_all(row: SkaterRow) -> bool:
    return row.count > 1


def _names_alone(below: _Below) -> int:
    return sum(row.count for row in below.rows if not row.said)


def _may_be_team(last: bool, rows: Sequence[SkaterRow]) -> bool:
    """Whether names below a team can be its skaters; below the last one others may follow."""
    if not any(row.said for row in rows) or len({_of_all(row) for row in rows}) != 1:
        return False
    count = sum(row.count for row in rows)
    upto = max(i for i, row in enumerate(rows) if row.said) + 1
    return count in TEAM_SIZES or (
        last and count >= _FEWEST and sum(row.count for row in rows[:upto]) <= _MOST
    )


def judged_skaters(
    result: TeamResult, rows: Sequence[SkaterRow], where: str, faults: list[Fault],
    notes: list[str], *, timed: bool,
) -> TeamResult:  # fmt: skip
    """A result without those of its skaters whose rows say that they did not start.

    A DSQ of one takes the result of all, and what stands beside the names of all is the team's: if
    there is a time, that is a fault.

    Parameters
    ----------
    result : with the names that stand below it
    rows : those of them that say more than a name
    where : the file's name
    faults : gets what leaves doubt
    notes : told what is said of one skater
    timed : whether the team has a time
    """
    out: set[str] = set()
    team = ""
    doubts: list[Fault] = []
    for row in rows:
        if not (status(row.said) or cell_status(row.said)):
            shown = cut(f"{row.name}: {row.said}", _LONGEST)
            if timed and any(map(says_outside, row.said.split("; "))):
                doubts.append(outside_doubt(repr(shown), row.place, where))
                continue
            notes.append(f"of rows of skaters below their team the name alone is read: {shown!r}")
            continue
        names = [*_texts(row)]
        kept, of_team = without_statuses(
            names, timed=timed, key=row.place, where=where, faults=doubts, notes=notes,
            others=result.skaters,
        )  # fmt: skip
        team = team or of_team
        out |= {*names_of(row.name)} - {*kept} if not _of_all(row) else set()
    settle(doubts, faults, notes, sure=result.sure)
    said = result.status if result.status not in ("", NO_TIME) else team or result.status
    left = tuple(name for name in result.skaters if name not in out)
    return replace(result, skaters=left, status=said)


def _texts(row: SkaterRow) -> Iterator[str]:
    """Names of a row with their status, as within one cell."""
    if _of_all(row):
        yield from names_of(row.name)
        yield row.said
    else:
        yield f"{row.name} ({row.said})"
