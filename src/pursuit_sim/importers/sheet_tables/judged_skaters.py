"""What rows of skaters below their team say of it, and of its line-up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pursuit_sim.errors import Fault
from pursuit_sim.importers.importer import TeamResult
from pursuit_sim.importers.sheet_tables.rows_below import SkaterRow
from pursuit_sim.importers.words.remarks import outside_doubt, says_outside, settle
from pursuit_sim.importers.words.skater_names import names_of
from pursuit_sim.importers.words.skater_statuses import (
    LEFT_OUT,
    called_reserves_by_comma,
    without_statuses,
)
from pursuit_sim.importers.words.unfinished import NO_TIME, cell_status, status
from pursuit_sim.plain_text import cut

_LONGEST = 60  # characters told


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
        if not row.said:
            continue
        if not (status(row.said) or cell_status(row.said) or row.rests):
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
        out |= {*names_of(row.name)} - {*kept} if not row.of_all else set()
    settle(doubts, faults, notes, sure=result.sure)
    for text in called_reserves_by_comma([name for name in result.skaters if name not in out]):
        out.add(text)
        shown = repr(cut(text, _LONGEST))
        notes.append(f"{shown} is read as a skater called a reserve; {LEFT_OUT}")
    said = result.status if result.status not in ("", NO_TIME) else team or result.status
    left = tuple(name for name in result.skaters if name not in out)
    return result.but(skaters=left, status=said)


def _texts(row: SkaterRow) -> Iterator[str]:
    """Names of a row with their status, as within one cell."""
    if row.of_all:
        yield from names_of(row.name)
        yield row.said
    else:
        yield f"{row.name} ({row.said})"
