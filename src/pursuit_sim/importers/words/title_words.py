"""What is left of a title when all that cannot part two events is taken out of it.

A list of the words that part events would never be complete: there is always another class, in
another language. So the words that are known to part none are listed here, and whatever else a
title says is left, and makes it another event's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from pursuit_sim.importers.words.cells import is_sex_word, without_sex_signs
from pursuit_sim.importers.words.heads import plain
from pursuit_sim.importers.words.nations import nation
from pursuit_sim.importers.words.numbered import numbered
from pursuit_sim.importers.words.status_words import words_of_status
from pursuit_sim.importers.words.title_vocabulary import (
    DAYS,
    LAP_WORDS,
    MEDALS,
    MEETS,
    MONTHS,
    NUMBERED,
    PAGES,
    PURSUIT,
    ROUND,
    SHEETS,
    SIGNS,
    SMALL,
)
from pursuit_sim.scenario.halls import halls

_DATE = re.compile(
    r"(?<!\d)(?:\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d\d)"
    r"|\d{1,2}\. ?\d{1,2}\.(?! ?\d)|(?:\d{4} ?年)? ?\d{1,2} ?月 ?\d{1,2} ?日)(?!\d)"
)
CLOCK = re.compile(r"(?<!\d)\d{1,2}[:.h]\d\d(?::\d\d)?(?: ?uhr)?(?!\d)", re.IGNORECASE)
_PRINTED = re.compile(
    rf"(?:printed|created|generated|gedruckt|erstellt|afgedrukt|utskrevet|utskriven|imprim[eé]|stampato)"
    rf"(?: (?:on|at|am|um|op|om|le|à|il))?\W*(?:{_DATE.pattern})?\W*(?:(?:at|um|om|à)\W*)?"
    rf"(?:{CLOCK.pattern})?",
    re.IGNORECASE,
)
_YEARS = re.compile(
    r"(?<!\d)(?:19|20)\d\d(?: ?[/–-] ?(?:19|20)?\d\d)?(?! ?m\b)(?!\d)"
)  # compared where they are years
_METRES = re.compile(r"(?<![\d.,:])(?:[1-9]\d{2}|\d{1,2}[ .,]?\d{3}) ?m(?:eters?|etres?)?\b")
_LAPS = re.compile(rf"(?<!\d)(\d{{1,2}})(?:[.,]5)? ?(?:{LAP_WORDS})\b")
_POSSESSIVE = re.compile(r"['’`´′]s\b")
_ORDINAL = re.compile(
    r"(?<![\w.])(\d{1,2}) ?(?:st|nd|rd|th|er|re|ère|ème|e|º|ª|\.(?= ?[^\W\d]))(?![^\W\d])"
)
_PLACE = ("place", "platz", "plass", "plaats", "puesto", "plats")
_MOST_ROUND, _MOST_NUMBER = 8, 99
_LETTERS = "abcd"
_LONGEST = 2000  # characters looked at


@dataclass(frozen=True, slots=True)
class Rest:
    """What a title says besides who skated, years, metres and kinds of race.

    Attributes
    ----------
    left : words of which nobody knows that they part no events, in their order
    meet : words of meets and places, which a title need not say
    marks : of rounds, numbers, days and hours, which part races
    """

    left: tuple[str, ...]
    meet: frozenset[str]
    marks: frozenset[str]

    @property
    def places(self) -> frozenset[str]:
        """Those of its words of meets that are of halls and their cities."""
        return self.meet & _places()

    def named_as(self, other: Rest) -> bool:
        """Whether two titles leave the same, in whatever order, or parted otherwise."""
        return {*self.left} == {*other.left} or "".join(self.left) == "".join(other.left)


@lru_cache(maxsize=1)
def _places() -> frozenset[str]:
    """Words of the names and cities of halls."""
    names = (name for hall in halls().values() for name in (hall.name, hall.city))
    return frozenset(word for name in names for word in plain(name).split() if len(word) > 1)


@lru_cache(maxsize=4096)
def rest_of(text: str) -> Rest:
    """What of a title is left, what says its meet, and what says its race.

    That teams are out, as "disqualified" says, parts no events.

    >>> rest_of("Masters men 30, World Cup Heerenveen: Semifinal 2, page 3").left
    ('masters', '30')
    """
    raw = _POSSESSIVE.sub("", without_sex_signs(text[:_LONGEST]).casefold())
    raw = _PRINTED.sub(" ", raw)
    marks: set[str] = set()
    for pattern in (_DATE, CLOCK):
        marks |= {" ".join(found.split()) for found in pattern.findall(raw)}
        raw = pattern.sub(" ", raw)
    raw = _LAPS.sub(_without_laps, raw)
    for pattern in (_METRES, _YEARS):
        raw = pattern.sub(" ", raw)
    raw = _ORDINAL.sub(r"\1 th ", raw)
    words = SIGNS.sub(r" \g<0> ", plain(raw).replace("a squadre", "squadre")).split()
    if out := words_of_status(raw):
        words = [word for word in words if word not in out]
    of_round = any(map(ROUND.fullmatch, words))
    left: list[str] = []
    meet: set[str] = set()
    before = ""  # the word whose number or letter may follow
    for i, word in enumerate(words):
        after = words[i + 1] if i + 1 < len(words) else ""
        if before and _numbers(word, before):
            marks |= {f"{before} {word}"} if before not in PAGES else set()
            continue
        if before and word in SMALL:
            continue  # page 1 of 3, heat no. 2
        before = ""
        if _is_mark(word):
            before = word
            marks.add(_stem(word))
        elif word in PAGES:
            before = word
        elif word in DAYS or word in MONTHS or (of_round and word in MEDALS):
            marks.add(word)
        elif _is_ordinal(words, i):
            marks.add(f"{word} {after}")
        elif word in SHEETS or word in SMALL or PURSUIT.fullmatch(word) or is_sex_word(word):
            continue
        elif word in MEETS or word in _places() or (len(word) > 1 and nation(word)):
            meet.add(word)
        else:
            left.append("u" if word == "under" and after.isdigit() else word)
    return Rest(tuple(left), frozenset(meet), frozenset(marks))


def without_days(text: str) -> str:
    """A title without days in numbers and hours."""
    return CLOCK.sub(" ", _DATE.sub(" ", text))


def without_numbers(text: str) -> str:
    """A title without days, hours, years, metres and laps."""
    text = _LAPS.sub(_without_laps, without_days(text).casefold())
    for pattern in (_METRES, _YEARS):
        text = pattern.sub(" ", text)
    return text


def _without_laps(found: re.Match[str]) -> str:
    """What is left of laps: the number, where it is that of a heat or a round before it."""
    return f"{found[1]} " if numbered(found.string, found.start()) else " "


def _stem(word: str) -> str:
    """A round's word without its ending: semifinal and semifinals are one."""
    return word.rstrip("s")


def _numbers(word: str, before: str) -> bool:
    """Whether a word is the number or the letter of the one before it: final B, heat 12.

    A division of a World Cup has a letter; those that are numbered are leagues.
    """
    if word in _LETTERS:
        return before not in PAGES and not before.startswith("seri")
    most = _MOST_ROUND if ROUND.fullmatch(before) else _MOST_NUMBER
    numbered = word.isdecimal() and len(word) <= 2 and int(word) <= most
    return numbered and not before.startswith("div")


def _is_ordinal(words: Sequence[str], i: int) -> bool:
    """Whether a word is the number or letter before a round, or of a day: 1. Lauf, 5 May."""
    word, after, last = words[i], "".join(words[i + 1 : i + 2]), words[i - 1] if i else ""
    if word in _LETTERS:
        return _is_mark(after)
    if not (word.isdecimal() and len(word) <= 2):
        return False
    third = "".join(words[i + 2 : i + 3])
    if after == "th":
        return _is_mark(third) or third in MONTHS or third in _PLACE
    return after in MONTHS or last in MONTHS or (i == 0 and _is_mark(after))


def _is_mark(word: str) -> bool:
    return bool(ROUND.fullmatch(word)) or word in NUMBERED
