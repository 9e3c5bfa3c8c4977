"""Skaters' names as people write them: in full, by surname, with or without accents."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import lru_cache

from pursuit_sim.plain_text import has_capitals, without_joiners
from pursuit_sim.scenario.advice import near
from pursuit_sim.scenario.dotted_keys import LONGEST_WORD

# Letters that are no others with an accent, as keyboards without them write them.
_PLAIN = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t", "ı": "i", "ŋ": "n", "ĸ": "k",
     "æ": "ae", "œ": "oe", "þ": "th", "ĳ": "ij", "ə": "e", "ß": "ss", "ɖ": "d", "ǥ": "g",
     "’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'",
     "‐": "-", "‑": "-", "–": "-"}
)  # fmt: skip
# As passports and start lists write them (ICAO Doc 9303, part 3, section 6).
_SPELT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})
_INITIAL = re.compile(r"[^\W\d_]\.?")


def match(name: str, known: Sequence[str]) -> tuple[int, ...]:
    """Indices of the known names that a name may stand for.

    A name stands for itself; else for the known name that it equals but for capitals,
    accents and strokes; else for those that contain its words in a row, such as the surname;
    else for those that have its words in any order, hyphens or none, or with initials.
    """
    exact = tuple(i for i, each in enumerate(known) if each == name)
    if exact or len(name) > LONGEST_WORD * 2:
        return exact[:1]
    near = _likely(name, known)
    some = [known[i] for i in near]
    found = (alike(name, some) or _by(_of_the_words, name, some)) if some else ()
    return tuple(near[i] for i in found)


def alike(name: str, known: Sequence[str]) -> tuple[int, ...]:
    """Indices of the known names that a name equals or is a part of, but for its letters."""
    containing = _by(_contains, name, known)
    typed = _spellings(name)
    same = (i for i in containing if any(words in typed for words in _spellings(known[i])))
    return tuple(same) or containing


def same(one: str, other: str) -> bool:
    """Whether two names are one, but for capitals, accents and strokes."""
    spellings = _spellings(other)
    return any(words in spellings for words in _spellings(one))


def akin(one: str, other: str) -> bool:
    """Whether either name may stand for the other."""
    theirs = _wanted(other)
    for needs, has in _wanted(one):
        for needed, offered in theirs:
            if needs <= offered or needed <= has:
                return bool(match(one, [other]) or match(other, [one]))
    return False


def suggestion(name: str, known: Sequence[str]) -> str | None:
    """The known name most like a wrong one, compared in full and word by word."""
    parts = {word: each for each in known for word in each.split()}
    best = near(name, [*known, *parts])
    return parts.get(best, best) if best else None


_Words = tuple[str, ...]
_Fits = Callable[[_Words, _Words], bool]


def _by(fits: _Fits, name: str, known: Sequence[str]) -> tuple[int, ...]:
    """Indices of the known names that fit, in any of the spellings of either."""
    if len(name) > LONGEST_WORD * 2:
        return ()
    typed = [words for words in _spellings(name) if words]
    found = []
    for i, each in enumerate(known):
        for words in _spellings(each):
            if any(fits(words, part) for part in typed):
                found.append(i)
                break
    return tuple(found)


@lru_cache(maxsize=4096)
def _spellings(name: str) -> tuple[_Words, ...]:
    """The words of a name in plain letters: without what these lack, and with it spelt out."""
    folded = unicodedata.normalize("NFC", without_joiners(name).casefold())
    plain = _plain(folded)
    spelt = _plain(folded.translate(_SPELT))
    return (plain,) if plain == spelt else (plain, spelt)


def _plain(folded: str) -> _Words:
    bare = unicodedata.normalize("NFKD", folded.translate(_PLAIN))
    return tuple("".join(c for c in bare if not unicodedata.combining(c)).split())


def _likely(name: str, known: Sequence[str]) -> list[int]:
    """Indices of known names that have the pieces of a name: quickly, since most have not."""
    wanted = [needs for needs, _ in _wanted(name)]
    found = []
    for i, each in enumerate(known):
        for _, offers in _wanted(each):
            if wanted[0] <= offers or wanted[-1] <= offers:
                found.append(i)
                break
    return found


@lru_cache(maxsize=4096)
def _wanted(name: str) -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    """Of each spelling, one or two: what it needs of a name that it stands for, and what it has."""
    return tuple(
        (
            frozenset(_first(each) if _is_initial(each) else each for each in pieces),
            frozenset(pieces) | {_first(each) for each in pieces},
        )
        for pieces in (
            [piece for word in words for piece in _pieces(word)] for words in _spellings(name)
        )
    )


def _first(piece: str) -> str:
    """A piece of which only the first letter counts."""
    return f"{piece[0]}…"


def _is_initial(piece: str) -> bool:
    return bool(_INITIAL.fullmatch(piece)) and ("." in piece or has_capitals(piece))


def _contains(words: _Words, part: _Words) -> bool:
    if part[0] not in words:
        return False
    return any(words[i : i + len(part)] == part for i in range(len(words) - len(part) + 1))


def _of_the_words(words: _Words, part: _Words) -> bool:
    """Whether each word of a part, be it an initial, is another of the words."""
    left = [word for each in words for word in _pieces(each)]
    initials = []
    for word in (piece for each in part for piece in _pieces(each)):
        if word in left:
            left.remove(word)
        elif _is_initial(word):
            initials.append(word[0])
        else:
            return False
    for initial in initials:
        found = next((word for word in left if word.startswith(initial)), None)
        if found is None:
            return False
        left.remove(found)
    return len(initials) < sum(len(_pieces(each)) for each in part)


def _pieces(word: str) -> list[str]:
    """A word's parts at hyphens and between initials: "j.-p." as "j." and "p."."""
    return re.findall(r"[^\W\d_]\.|[^-.]+", word.replace("'", "")) or [word]
