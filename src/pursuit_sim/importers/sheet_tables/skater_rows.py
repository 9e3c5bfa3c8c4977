"""Rows of skaters below their team that say more than a name: a status, or a remark.

Such a row looks like that of a team without a time. It is a skater's where all teams are nations,
or have three or four names below them each, and the team above is not full yet. With a place, a
heat or a time of its own, the name of a nation, or three names below it and above it, it is a
team's. Where a status leaves that open, it is asked. What else people have, such as a number, a
club or a birthday, says nothing of it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from pursuit_sim.errors import Fault
from pursuit_sim.importers.sheet_tables.cell_grid import CellTable
from pursuit_sim.importers.sheet_tables.rows_below import BLANK, Below, SkaterRow, rows_below
from pursuit_sim.importers.words.nations import known_by, nation
from pursuit_sim.importers.words.outcome_flags import is_no, is_yes, words_of
from pursuit_sim.importers.words.resting import asks_who_skated, rests
from pursuit_sim.importers.words.skater_names import TEAM_SIZES, names_of
from pursuit_sim.plain_text import cut

_FEWEST, _MOST = min(TEAM_SIZES), max(TEAM_SIZES)
_LONGEST = 60  # characters told
_NATIONS = 0.75  # of the teams, in a table of nations; the others are teams without one
_REMEDY = (
    "write a skater's status in the row of his team; a team has a place or a heat in its row, in"
    " numbers, or the name of a nation"
)


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
    below = [*_parted(rows_below(table, roles, skated, ended))]
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


def deciding(table: CellTable, rows: Collection[SkaterRow]) -> list[int]:
    """Columns by whose marks rows of skaters say who of a team skated."""
    if not any(row.rests for row in rows):
        return []
    asking = [i for i, head in enumerate(table.heads)
              if asks_who_skated(head) or rests(words_of(head))]  # fmt: skip
    cells = {i: {row[i].strip() for _, row in table.rows if i < len(row)} for i in asking}
    return [
        i for i in asking
        if all(is_yes(each) or is_no(each) or rests(each, letter=True) or each in BLANK
               for each in cells[i])
    ]  # fmt: skip


def _parted(below: Sequence[Below]) -> Iterator[Below]:
    """The same with those for themselves that have a team's names above and below them."""
    last = next((each for each in reversed(below) if each.is_team), None)
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
                block, count = Below(row.name), 0
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
    def of(cls, block: Below) -> _Counts:
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

    last: Below | None
    nations: bool
    each: bool
    named: bool
    joined: bool
    ranked: bool

    @classmethod
    def of(cls, below: Sequence[Below]) -> _Kind:
        """The kind of a table."""
        teams = [each for each in below if each.is_team]
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

    def is_skater(self, block: Below, i: int, counts: _Counts) -> bool:
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
        if not row.is_out or block.record:
            return not row.is_out  # of a record nobody was out
        its_own = before == 0 and total > _FEWEST and not row.of_all  # names below a team's
        open_ = before >= _FEWEST and (is_last or not self.ranked)
        return not (row.placed or its_own or open_)

    def is_doubtful(self, block: Below, i: int, counts: _Counts) -> bool:
        """Whether a row that is not surely a skater's is not surely a team's either."""
        row, is_last = block.rows[i], block is self.last
        before, _, total = counts.at(i)
        if not row.is_out or block.record or (self.joined and row.of_all):
            return False
        if not self.named:
            return self.nations and not is_last and total in TEAM_SIZES
        return self.nations or not (is_last and before >= _FEWEST)
