"""Rows of skaters below their team that say more than a name: a status, or a remark.

Such a row looks like that of a team without a time. It is a skater's where all teams are nations,
or have three or four names below them each, and the team above is not full yet. With a place, a
heat or a time of its own, the name of a nation, or three names below it and above it, it is a
team's. Where a status leaves that open, it is asked. What else people have, such as a number, a
club or a birthday, says nothing of it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate

from pursuit_sim.errors import Fault
from pursuit_sim.importers.sheet_tables.cell_grid import CellTable
from pursuit_sim.importers.sheet_tables.column_choice import looks_timed
from pursuit_sim.importers.words.group_cells import GROUPED
from pursuit_sim.importers.words.heads import lap_columns
from pursuit_sim.importers.words.nations import known_by, nation
from pursuit_sim.importers.words.outcome_flags import flag
from pursuit_sim.importers.words.record_words import is_record
from pursuit_sim.importers.words.resting import name_at_rest, rests, rests_by, skated_by
from pursuit_sim.importers.words.skater_names import TEAM_SIZES, names_of
from pursuit_sim.importers.words.status_alone import is_bare_status
from pursuit_sim.importers.words.unfinished import cell_status, is_outside, is_sure, status
from pursuit_sim.plain_text import cut

_BLANK = {"", "-", "–", "—", "?"}
_SAYING = ("status", "remark", "time", "gap", "rank")  # roles of what may be said of a skater
_TIMING = ("time", "gap", "rank")  # of these, numbers are a team's
_FEWEST, _MOST = min(TEAM_SIZES), max(TEAM_SIZES)
_LONGEST = 60  # characters told
_NATIONS = 0.75  # of the teams, in a table of nations; the others are records and teams without one
_BRACKET = re.compile(r"([^()\[\]]+?) ?[(\[]([^()\[\]]+)[)\]]")
_REMEDY = (
    "write a skater's status in the row of his team; a team has a place or a heat in its row, in"
    " numbers, or the name of a nation"
)


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
    """

    place: str
    name: str
    said: str = ""
    placed: bool = False
    alone: bool = True

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
class _Below:
    """The rows below one of a team, and that team."""

    team: str
    rank: int | None = None
    timed: bool = False
    rows: list[SkaterRow] = field(default_factory=list)

    @property
    def quiet(self) -> int:
        """How many skaters it names in rows that say nothing of them but a remark."""
        return sum(row.count for row in self.rows if not row.is_out)


def skater_rows(
    table: CellTable, roles: Mapping[str, int], skated: Collection[str], ended: Mapping[str, str],
    where: str, faults: list[Fault],
) -> dict[str, SkaterRow]:  # fmt: skip
    """Rows of skaters that say more than their names, by their places.

    Parameters
    ----------
    table : to be read
    roles : which column has which role
    skated : places of rows that have times of laps
    ended : what rows say in columns of laps instead of a time, by their places
    where : the file's name
    faults : gets rows of which it is open whether they are of a team
    """
    if "team" not in roles or "skaters" in roles:
        return {}
    below = [*_parted(_rows_below(table, roles, skated, ended))]
    known = {known_by(each.team) for each in below}
    kind = _Kind.of(below)
    found: dict[str, SkaterRow] = {}
    for each in below:
        if not (each.team and any(row.said or not row.alone for row in each.rows)):
            continue
        counts = _Counts.of(each)
        for i, row in enumerate(each.rows):
            if known_by(row.name) in known:
                continue
            if kind.is_skater(each, i, counts):
                found |= {row.place: row} if row.said or not row.alone else {}
            elif kind.is_doubtful(each, i, counts):
                name, team = (repr(cut(text, _LONGEST)) for text in (row.name, each.team))
                problem = f"{name} with {cut(row.said, _LONGEST)!r} may be a skater of {team}"
                problem += " or a team"
                head = table.heads[roles["team"]]
                faults.append(Fault(where, f"{row.place}, {head}", problem, _REMEDY))
    return found


def _rows_below(
    table: CellTable, roles: Mapping[str, int], skated: Collection[str], ended: Mapping[str, str]
) -> list[_Below]:
    """The teams of a table, and the rows below each that may be of skaters."""
    below: list[_Below] = []
    groups = _carried(table, roles)
    laps = lap_columns(table.heads)
    above: Sequence[str] = ()  # of the team above; merged cells go on below it
    for place, cells in table.rows:
        if len(cells) != len(table.heads):
            continue
        team = " ".join(cells[roles["team"]].split())
        merged = {i for i in groups if cells[i] == above[i]} if above else set[int]()
        own = place in skated or _has_own(cells, roles, merged, laps)
        said = _said(table.heads, cells, roles, ended.get(place, ""))
        name, resting = name_at_rest(team)
        if not team or is_record(team) or not (own or said or nation(team) or _is_name(name)):
            below.append(_Below(""))  # a line
        elif own or nation(team) or not _is_name(name):
            rank = cells[roles["rank"]].strip(" .=") if "rank" in roles else ""
            timed = place in skated or any(map(str.isdigit, cells[roles.get("time", 0)]))
            below.append(_Below(team, int(rank) if rank.isdecimal() else None, timed))
            above = cells
        elif below:
            bracket = None if said else _BRACKET.fullmatch(team)
            if bracket and is_bare_status(bracket[2]):
                team, said = bracket[1], bracket[2]
            elif resting:
                team, said = name, "; ".join(filter(None, (said, resting)))
            others = {cells[i] for role, i in roles.items() if role != "team"}
            placed = "rank" in roles and cells[roles["rank"]].strip() not in _BLANK
            below[-1].rows.append(SkaterRow(place, team, said, placed, others <= _BLANK))
    return below


def _carried(table: CellTable, roles: Mapping[str, int]) -> list[int]:
    """Columns of groups in which rows that say nothing of their own go on with the team above."""
    columns = [roles[role] for role in (*GROUPED, "heat") if role in roles]
    saying = [roles[role] for role in _SAYING if role in roles]
    quiet = [
        cells for _, cells in table.rows
        if len(cells) == len(table.heads)
        and not nation(cells[roles["team"]].strip())
        and not any(cell_status(cells[i]) or any(map(str.isdigit, cells[i])) for i in saying)
    ]  # fmt: skip
    return [i for i in columns if not quiet or any(cells[i].strip() for cells in quiet)]


def _has_own(
    cells: Sequence[str], roles: Mapping[str, int], merged: Collection[int], laps: Collection[int]
) -> bool:
    """Whether a row has what only a team has: a time, a place in numbers, a heat."""
    timing = {roles[role] for role in _TIMING if role in roles}
    free = {roles[role] for role in (*_SAYING, "team") if role in roles} | {*merged}
    for i, cell in enumerate(cells):
        text = cell.strip()
        if text in _BLANK:
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
        if text in _BLANK or (i in roles.values() and i not in saying):
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


def _parted(below: Sequence[_Below]) -> Iterator[_Below]:
    """The same with those for themselves that have a team's names above and below them."""
    last = next((each for each in reversed(below) if each.team), None)
    for each in below:
        after = [0]  # how many names stand below each row, down to the next that may be out
        for row in reversed(each.rows[1:]):
            after.append(0 if row.is_out else after[-1] + row.count)
        block, count = replace(each, rows=[]), 0
        for row, names in zip(each.rows, reversed(after), strict=False):
            own = names in TEAM_SIZES or (each is last and names >= _FEWEST)
            full = count in TEAM_SIZES and own and each.team
            if full and row.is_out and not row.of_all:
                yield block
                block, count = _Below(row.name), 0
            else:
                block.rows.append(row)
                count += row.count
        yield block


@dataclass(frozen=True, slots=True)
class _Counts:
    """How many skaters the rows below a team name.

    Attributes
    ----------
    upto : from the first row down to each
    working : without those who were there for others
    quiet : in rows that say nothing of them but a remark
    alike : whether all rows name one skater, or all name several
    """

    upto: tuple[int, ...]
    working: int
    quiet: int
    alike: bool

    @classmethod
    def of(cls, block: _Below) -> _Counts:
        """Those of a block."""
        upto = tuple(accumulate(row.count for row in block.rows))
        working = sum(row.count for row in block.rows if not row.rests)
        return cls(upto, working, block.quiet, len({row.of_all for row in block.rows}) == 1)

    def at(self, i: int) -> tuple[int, int, int]:
        """How many stand above a row, down to it, and in all."""
        return self.upto[i - 1] if i else 0, self.upto[i], self.upto[-1]


@dataclass(frozen=True, slots=True)
class _Kind:
    """What a table has, so far as it says what its rows without a time are.

    Attributes
    ----------
    last : its last team
    nations : whether its teams are nations
    each : whether each of several has as many names below it as a team
    named : whether names stand below teams
    joined : whether teams are called by their skaters
    ranked : whether the teams stand in the order of their places
    """

    last: _Below | None
    nations: bool
    each: bool
    named: bool
    joined: bool
    ranked: bool

    @classmethod
    def of(cls, below: Sequence[_Below]) -> _Kind:
        """The kind of a table."""
        teams = [each for each in below if each.team]
        last = teams[-1] if teams else None
        nations = sum(bool(nation(each.team)) for each in teams) >= _NATIONS * len(teams)
        sizes = [sum(row.count for row in each.rows) for each in teams if each.timed]
        named = any(each.quiet in TEAM_SIZES or (each.quiet and each is not last) for each in teams)
        ranks = [each.rank for each in teams if each.timed]
        given = [rank for rank in ranks if rank is not None]
        return cls(
            last, nations, len(sizes) > 1 and {*sizes} <= {*TEAM_SIZES}, named,
            any(len(names_of(each.team)) in TEAM_SIZES for each in teams),
            len(given) == len(ranks) and given == sorted(given),
        )  # fmt: skip

    def is_skater(self, block: _Below, i: int, counts: _Counts) -> bool:
        """Whether a row below a team is surely of one of its skaters."""
        row, is_last = block.rows[i], block is self.last
        before, upto, total = counts.at(i)
        if not counts.alike or (self.joined and row.of_all):
            return False
        fits = total in TEAM_SIZES or counts.working in TEAM_SIZES
        fits = fits or (is_last and total >= _FEWEST and upto <= _MOST)
        enough = self.nations or self.each or 0 < counts.quiet < _FEWEST
        if not (fits and enough and (self.named or counts.quiet)):
            return False
        if not row.is_out:
            return True
        its_own = before == 0 and total > _FEWEST and not row.of_all  # names below a team's
        open_ = before >= _FEWEST and (is_last or not self.ranked)
        return not (row.placed or its_own or open_)

    def is_doubtful(self, block: _Below, i: int, counts: _Counts) -> bool:
        """Whether a row that is not surely a skater's is not surely a team's either."""
        row, is_last = block.rows[i], block is self.last
        before, _, total = counts.at(i)
        if not row.is_out or (self.joined and row.of_all):
            return False
        if not self.named:
            return self.nations and not is_last and total in TEAM_SIZES
        return self.nations or not (is_last and before >= _FEWEST)


def _is_name(text: str) -> bool:
    if is_bare_status(text):  # an explanation
        return False
    return ":" not in text and not any(map(str.isdigit, text)) and any(map(str.isalpha, text))
