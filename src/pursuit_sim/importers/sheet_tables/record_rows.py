"""Rows of records, of best times and of means among those of teams: nobody skated them here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

from pursuit_sim.importers.importer import TeamResult
from pursuit_sim.importers.words.heads import few
from pursuit_sim.importers.words.record_words import is_code, is_record
from pursuit_sim.plain_text import cut

_LONGEST = 40  # characters told


def without_records(
    results: Sequence[TeamResult], notes: list[str], skated: Collection[str] = ()
) -> list[TeamResult]:
    """The results of teams; rows whose team or heat is a record are left out, and told.

    A row with a place or a heat of its own is of a team, whatever that is called, and so is a
    code such as OR where no other row has these, or where two share it as their heat.

    Parameters
    ----------
    results : of teams, and rows of records among them
    notes : told what is left out
    skated : keys of results that have times of laps, besides those that have passings
    """
    heats = Counter(each.heat for each in results)
    placed = any(_is_placed(each) for each in results)
    kept: list[TeamResult] = []
    left: list[TeamResult] = []
    for each in results:
        heat = each.heat and (is_record(each.heat) or (is_code(each.heat) and heats[each.heat] < 2))
        known = placed or each.team.startswith("WR")  # as no team is called
        team = is_record(each.team) or (known and is_code(each.team))
        timed = each.time_s is not None or each.passings or each.key in skated
        out = timed and (heat or team) and not _is_placed(each)
        (left if out else kept).append(each)
    if not (kept and left):
        return list(results)
    said = few([cut(f"{each.heat} {each.team}".strip(), _LONGEST) for each in left])
    notes.append(f"rows of records, best times and means are left out: {said}")
    return kept


def _is_placed(each: TeamResult) -> bool:
    """Whether it has a place or a heat as teams have it."""
    own_heat = each.heat and not (is_record(each.heat) or is_code(each.heat))
    return bool(own_heat or any(map(str.isdigit, each.rank)))
