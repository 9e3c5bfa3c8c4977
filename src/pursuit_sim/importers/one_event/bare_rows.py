"""Rows below results that have no result, and whose team nobody knows: officials, the weather."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pursuit_sim.errors import Fault
from pursuit_sim.importers.importer import Found, Sheet, TeamResult
from pursuit_sim.importers.sheet_tables.other_heads import is_other_head
from pursuit_sim.importers.words.heads import plain
from pursuit_sim.importers.words.nations import known_by, nation, nation_meant
from pursuit_sim.importers.words.places import place
from pursuit_sim.importers.words.unfinished import NO_TIME, status
from pursuit_sim.plain_text import cut

_LONGEST = 60  # characters told
_NO_TIMES = ("nt", "n t", "no time")  # in capitals too
_LINE_UP = 3  # skaters, whom no official has
_WORD = re.compile(r"[^\W\d_]+")
_OF_TABLES = re.compile(r"(?:line|.*\brow) \d+")  # where rows of tables stand
_REMEDY = "write one, or delete the row if that is no team"


def bare_faults(sheets: Sequence[tuple[str, Sheet]], picked: Sequence[Found]) -> Iterator[Fault]:
    """A fault for each row of a table that may be no team's, where other rows have times.

    It has no time, status or place, and its team is no nation and has none of them in any file, or
    where others have a heat stands a nation or an official: Italy against Norway, the referee.

    Parameters
    ----------
    sheets : one a file, with the file's name
    picked : the results of the event that is read
    """
    if all(each.time_s is None for _, each in picked):
        return
    known = {known_by(each.team) for _, sheet in sheets for each in sheet.results
             if not _is_bare(each)}  # fmt: skip
    known |= {known_by(each.team) for _, each in picked if not _is_bare(each)}
    for file, each in picked:
        of_table = _OF_TABLES.fullmatch(each.key)
        if not (of_table and _is_bare(each)):
            continue
        unknown = not (_is_nation(each) or known_by(each.team) in known)
        if unknown or (heat := _of_no_race(each)):
            beside = "" if unknown else f", and {cut(heat, _LONGEST)!r} where others have a heat"
            problem = f"{cut(each.team, _LONGEST)!r} has neither a time nor a status{beside}"
            yield Fault(file, each.key, problem, _REMEDY)


def _is_bare(each: TeamResult) -> bool:
    """Whether nothing in a row is of a result.

    Words instead of a time, or in a remark, speak of one (`no time`, `fell`); names do not.
    """
    timed = each.time_s is not None or bool(each.passings) or each.gap_s is not None
    placed = place(each.rank) is not None
    told = [each.status] if each.status != NO_TIME else []
    worded = any(text[:1].islower() or plain(text) in _NO_TIMES for text in (*told, each.remark))
    said = bool(status(each.status)) or each.sure or worded
    return not (timed or placed or said) and len(each.skaters) < _LINE_UP


def _of_no_race(each: TeamResult) -> str:
    """What stands where others have a heat or a round, if that is another nation or an official."""
    own = each.heat.removeprefix(each.round).strip()
    named = {nation(own), nation(each.round)} - {"", nation(each.team)}
    official = next((text for text in (own, each.round) if is_other_head(text)), "")
    return official or (own if named and not each.is_alone else "")


def _is_nation(each: TeamResult) -> bool:
    """Whether a team is a nation, or is called by one and a letter or a number."""
    words = _WORD.findall(each.team)
    return bool(nation(each.team) or nation_meant(each.team) or any(map(nation, words)))
