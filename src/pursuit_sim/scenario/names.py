"""Skaters' names as people write them: in full, by surname, with or without accents."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from pursuit_sim.scenario.advice import near
from pursuit_sim.scenario.dotted_keys import LONGEST_WORD


def match(name: str, known: Sequence[str]) -> tuple[int, ...]:
    """Indices of the known names that a name may stand for.

    A name stands for itself; else for the known name that it equals but for capitals
    and accents; else for those that contain its words in a row, such as the surname.
    """
    exact = tuple(i for i, each in enumerate(known) if each == name)
    if exact:
        return exact[:1]
    words = _words(name)
    if not words or len(name) > LONGEST_WORD * 2:
        return ()
    folded = [_words(each) for each in known]
    same = tuple(i for i, each in enumerate(folded) if each == words)
    return same or tuple(i for i, each in enumerate(folded) if _contains(each, words))


def suggestion(name: str, known: Sequence[str]) -> str | None:
    """The known name most like a wrong one, compared in full and word by word."""
    parts = {word: each for each in known for word in each.split()}
    best = near(name, [*known, *parts])
    return parts.get(best, best) if best else None


@lru_cache(maxsize=1024)
def _words(name: str) -> tuple[str, ...]:
    plain = unicodedata.normalize("NFKD", name.casefold())
    return tuple("".join(c for c in plain if not unicodedata.combining(c)).split())


def _contains(words: tuple[str, ...], part: tuple[str, ...]) -> bool:
    return any(words[i : i + len(part)] == part for i in range(len(words) - len(part) + 1))
