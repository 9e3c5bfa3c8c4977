"""Remarks beside times that take nothing away: told, since words of no language known may."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pursuit_sim.importers.importer import Found
from pursuit_sim.importers.words.heads import few
from pursuit_sim.importers.words.status_words import folded
from pursuit_sim.importers.words.unfinished import is_clear, statuses, unclear
from pursuit_sim.plain_text import cut

_LONGEST = 40  # characters of each
# Records and bests, and falls: with these a time counts.
_COUNTING = {
    "wr", "wbt", "or", "tr", "nr", "cr", "er", "jr", "wrj", "wjr", "gr", "sr", "pb", "pr", "sb",
    "lr", "a fall", "fall", "fell",
}  # fmt: skip


def kept_notes(results: Sequence[Found]) -> Iterator[str]:
    """A line on remarks of teams with a time whose words say no status that is known."""
    for file in dict.fromkeys(file for file, _ in results):
        kept = [
            f"{cut(each.remark, _LONGEST)!r} ({each.team})"
            for at, each in results
            if at == file and each.time_s is not None and _is_unread(each.remark)
        ]
        if kept:
            yield f"read: {file}: remarks that take no time away: {few(kept)}"


def _is_unread(remark: str) -> bool:
    """Whether a remark has words of which nothing is known; others are told where they are read."""
    if not any(map(str.isalpha, remark)) or statuses(remark) or unclear(remark):
        return False
    return not (is_clear(remark) or folded(remark).strip(" .()[]*=") in _COUNTING)
