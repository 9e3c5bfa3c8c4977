"""Rows with a name alone: skaters below their team, or what a sheet prints at its end.

Such rows are skaters where a team has three or four of them. A row with digits or a colon is
none, nor is one below a team whose skaters the sheet names elsewhere. Below the last team
stand signatures too: rows there are skaters only if all other teams have theirs below
them, and no more than those have.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import accumulate

from pursuit_sim.importers.importer import TeamResult
from pursuit_sim.importers.words.record_words import is_record_row
from pursuit_sim.importers.words.skater_names import TEAM_SIZES, names_of
from pursuit_sim.plain_text import cut

_MOST_TOLD, _LONGEST = 40, 40  # rows; characters of each


def with_names(
    results: Sequence[TeamResult], below: Sequence[Sequence[str]], notes: list[str]
) -> list[TeamResult]:
    """The results with the skaters that stand below them.

    Parameters
    ----------
    results : of a table
    below : the texts that stand alone in rows below each result
    notes : told which texts were taken, and which were not
    """
    if not any(below):
        return list(results)
    taken = [
        [] if each.skaters else [text for text in texts if _is_name(text)]
        for each, texts in zip(results, below, strict=True)
    ]
    taken[-1] = _of_last(taken, results)
    taken = [texts if _count(texts) in TEAM_SIZES else [] for texts in taken]
    if any(taken):
        said = "; ".join(f"{each.team}: {', '.join(_names(texts))}"
                         for each, texts in zip(results, taken, strict=True) if texts)  # fmt: skip
        notes.append(f"rows with a name alone are read as skaters of the team above: {said}")
    left = [
        text for texts, some in zip(below, taken, strict=True) for text in texts if text not in some
    ]
    if left:
        said = ", ".join(repr(cut(text, _LONGEST)) for text in left[:_MOST_TOLD])
        notes.append(f"rows with a text alone are not read: {said}")
    return [
        replace(each, skaters=_names(texts)) if texts else each
        for each, texts in zip(results, taken, strict=True)
    ]


def _of_last(taken: Sequence[list[str]], results: Sequence[TeamResult]) -> list[str]:
    """Those of the names below the last team that can be its skaters."""
    others = [
        _count(texts)
        for texts, each in zip(taken[:-1], results, strict=False)
        if texts or not (each.status or _is_record(each))
    ]
    if not others:
        return taken[-1]
    most = max(others) if min(others) else 0
    totals = accumulate(_count([text]) for text in taken[-1])
    return [text for text, total in zip(taken[-1], totals, strict=True) if total <= most]


def _is_record(each: TeamResult) -> bool:
    return is_record_row(each.team, heat=each.heat, round_=each.round, rank=each.rank)


def _is_name(text: str) -> bool:
    return ":" not in text and not any(map(str.isdigit, text)) and any(map(str.isalpha, text))


def _names(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(name for text in texts for name in names_of(text))


def _count(texts: Iterable[str]) -> int:
    return len(_names(texts))
