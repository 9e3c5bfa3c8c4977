"""Rows of records, of best times and of means among those of teams: nobody skated them here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from pursuit_sim.errors import Fault
from pursuit_sim.importers.importer import TeamResult
from pursuit_sim.importers.words.heads import few
from pursuit_sim.importers.words.nations import nation_meant
from pursuit_sim.importers.words.places import place
from pursuit_sim.importers.words.record_words import (
    is_code,
    is_record,
    is_sum,
    is_world_code,
    may_be_record,
    ranked_as_record,
    says_in_passing,
)
from pursuit_sim.importers.words.unfinished import PLACE_REMEDY, is_place
from pursuit_sim.plain_text import cut

_LONGEST = 40  # characters told
_CODE = 2  # letters, of nations in addresses of pages
_SUM_S = 0.006  # by which each time of a sum may be off, as it is rounded
_FEWEST = 2  # times of a sum


def without_records(
    results: Sequence[TeamResult], notes: list[str], skated: Collection[str] = ()
) -> list[TeamResult]:
    """The results of teams; rows whose team, heat or round is a record are left out, and told.

    A row with a place or a heat of its own is of a team, whatever that is called, and so is a
    code such as OR where two share it as their heat. A name with a word of records, and others, is
    a record's where others have a place, where nobody would write a name so, or where its time is
    the best of all; else a team's, which is told. So is a code, where others have no place; among
    codes of nations it is one of them. A sum is no team where others have a place or a heat, or
    where it adds up; a row ranked as a record is none where others have the first place, or heats.
    `OR` for a rank is gold where no other is first, and else the Olympic record.

    Parameters
    ----------
    results : of teams, and rows of records among them
    notes : told what is left out
    skated : keys of results that have times of laps, besides those that have passings
    """
    heats = Counter(each.heat for each in results)
    rounds = Counter(each.round for each in results)
    placed = any(_is_placed(each) for each in results)
    of_ranks = _are_records_by_rank(results)
    first = any(place(each.rank) == 1 and not _is_olympic(each) for each in results)
    best_s = _best_s(results)
    coded = any(len(each.team) == _CODE and nation_meant(each.team) for each in results)
    kept: list[TeamResult] = []
    left: list[TeamResult] = []
    teams: list[TeamResult] = []  # unsure ones that are kept
    for each in results:
        called = _heat_of(each)
        heat = called and (is_record(called) or (is_code(called) and heats[called] < 2))
        of_round = is_record(each.round) or (
            is_code(each.round) and (rounds[each.round] < 2 or is_world_code(each.round))
        )
        heat = heat or of_round
        known = placed or is_world_code(each.team)
        team = is_record(each.team) or (known and is_code(each.team))
        timed = each.time_s is not None or each.passings or each.key in skated
        if not (heat or team) and timed and _may_be_record(each) and not _is_placed(each):
            best = _time_s(each) < best_s and not (coded and is_code(each.team))
            team = placed or says_in_passing(each.team) or best
            if not team:
                teams.append(each)
        added = is_sum(each.team) and (placed or _adds_up(each, results))
        other = added or (of_ranks and ranked_as_record(each.rank))
        olympic = first and _is_olympic(each)
        out = timed and (olympic or ((heat or team or other) and not _is_placed(each)))
        (left if out else kept).append(each)
    if not kept:
        return left
    if left:
        what, remedy = "rows of records, best times and means", "a team's row has a place"
        if any(is_sum(each.team) for each in left):
            what = "rows of records, best times, means and sums"
        notes.append(f"{what} are left out: {_names(left)}; {remedy}")
    if teams:
        remedy = "take out rows of records"
        notes.append(f"read as teams, which may be records: {_names(teams)}; {remedy}")
    return kept


def is_rank(text: str) -> bool:
    """Whether the cell of a rank holds a place, or may make a record's of its row."""
    return is_place(text) or ranked_as_record(text)


def rank_faults(results: Sequence[TeamResult], head: str, where: str) -> Iterator[Fault]:
    """A fault of each result with a time that is ranked as a record and is none's.

    Parameters
    ----------
    results : without those of records
    head : of the ranks
    where : the file's name in messages
    """
    for each in results:
        if each.time_s is not None and not is_place(each.rank) and ranked_as_record(each.rank):
            problem = f"found {cut(each.rank, _LONGEST)!r}"
            yield Fault(where, f"{each.key}, {head}", problem, PLACE_REMEDY)


def _are_records_by_rank(results: Sequence[TeamResult]) -> bool:
    """Whether rows ranked as records are none of teams: these have the first place, or heats."""
    others = [each for each in results if not ranked_as_record(each.rank)]
    heats = all(_heat_of(each) for each in others)
    return bool(others) and (heats or any(place(each.rank) == 1 for each in others))


def _is_olympic(each: TeamResult) -> bool:
    """Whether a rank may be the code of the Olympic record, which is French for gold, too."""
    return each.rank.strip() in ("OR", "O.R.")


def _adds_up(each: TeamResult, results: Sequence[TeamResult]) -> bool:
    """Whether the time of a row is that of all teams above it together."""
    at = next(i for i, other in enumerate(results) if other is each)
    times = [time_s for other in results[:at] if (time_s := _time_s(other))]
    off_s = abs(sum(times) - _time_s(each))
    return len(times) >= _FEWEST and off_s <= _SUM_S * len(times)


def _names(results: Sequence[TeamResult]) -> str:
    def called(each: TeamResult) -> str:
        ranked = ranked_as_record(each.rank) or _is_olympic(each)
        which = each.rank if ranked else each.heat or each.round
        return cut(f"{which} {each.team}".strip(), _LONGEST)

    return few([*map(called, results)])


def _heat_of(each: TeamResult) -> str:
    """The heat; empty where each team of a list has one of its name."""
    return "" if each.is_alone else each.heat


def _best_s(results: Sequence[TeamResult]) -> float:
    """The best time of those that are surely teams; zero where none of them has one."""
    teams = (each for each in results if not (_may_be_record(each) or is_record(each.team)))
    return min((time_s for each in teams if (time_s := _time_s(each))), default=0.0)


def _may_be_record(each: TeamResult) -> bool:
    """Whether its team is a word or a code of records, or has one."""
    return may_be_record(each.team) or is_code(each.team)


def _time_s(each: TeamResult) -> float:
    """The time, so far as it is known; zero where it is not."""
    return each.time_s or max((passing.time_s for passing in each.passings), default=0.0)


def _is_placed(each: TeamResult) -> bool:
    """Whether it has a place or a heat as teams have it."""
    heat = _heat_of(each)
    own_heat = heat and not (is_record(heat) or is_code(heat))
    placed = place(each.rank) is not None or any(map(str.isdigit, each.rank))
    return bool(own_heat) or placed
