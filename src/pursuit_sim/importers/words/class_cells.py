"""Whether cells below the head of a class are classes, or places, letters, codes and the like.

`Class.` is short for places in Italian and French, and any sheet may mark there who goes on.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from pursuit_sim.importers.words.event_words import round_kinds, says_class, says_only_who
from pursuit_sim.importers.words.heads import has_head, plain, plain_pattern
from pursuit_sim.importers.words.nations import nation
from pursuit_sim.importers.words.places import place
from pursuit_sim.importers.words.record_words import is_code, is_record, may_be_record
from pursuit_sim.importers.words.unfinished import cell_status, is_clear, status

_SHORTEST = 3  # letters of a word that may be a class nobody knows; fewer are codes
_WORD = re.compile(rf"[^\W\d_]{{{_SHORTEST},}}|[\u3040-\uffff]{{2,}}")
_AGES = re.compile(
    r"\d\d ?(?:[-–/] ?\d\d|\+)|[<>≤≥] ?\d\d|over \d\d|[a-z]{1,2} ?\d\d\+?", re.IGNORECASE
)
# Seniors and juniors, who may be men or women, as in SM and JW.
_SHORT = re.compile(r"[js]r?[mhwdfkv]?|[mhwdfkv][js]r?")
_JUNIOR = "j"
_OPEN = "一般"  # which begins as the first place does
_NO_CLASS = re.compile(plain_pattern(
    r"points?|punkte?|punten|poäng|poeng|punti|pts?|pkt|teams?|groups?|gruppen?|groep|groupe|gruppo"
    r"|pool|advanced?|through|eliminated|eliminé|yes|non|out|lucky loser|weiter|ausgeschieden"
))  # fmt: skip
_OF_RACES = ("round", "heat", "division")  # heads, which may stand in a cell before a number


def may_be_class(text: str) -> bool:
    """Whether a cell below the head of a class can say one: a known word, or one of nothing else.

    >>> [may_be_class(each) for each in ("Junior", "Espoirs", "15-16", "AK 30", "JM")]
    [True, True, True, True, True]
    >>> [may_be_class(each) for each in ("1", "2nd", "Q", "NQ", "WR", "B", "Division A", "DNF")]
    [False, False, False, False, False, False, False, False]
    """
    words = plain(text)
    if _is_known(text) or _SHORT.fullmatch(words):
        return True
    return _AGES.fullmatch(text.strip()) is not None or (
        _WORD.search(words) is not None
        and not any(map(str.isdigit, words))
        and not _says_otherwise(text)
    )


def are_classes(cells: Iterable[tuple[str, str]]) -> bool:
    """Whether cells below the head of a class are classes, each given with its team.

    One that is known is enough. Others are so if each is of several teams: whoever counts or marks
    teams gives each a word of its own.

    >>> are_classes([("NOR", "Elite"), ("ITA", "Elite")]), are_classes([("NOR", "1"), ("ITA", "2")])
    (True, False)
    >>> are_classes([("NOR", "Elite"), ("ITA", "Espoirs")]), are_classes([("NOR", "Junior")])
    (False, True)
    """
    teams: dict[str, set[str]] = defaultdict(set)
    for team, text in cells:
        teams[text].add(plain(team))
    if any(map(_is_known, teams)):
        return True
    return bool(teams) and all(
        says_only_who(text)
        or (len(of_it) > 1 and may_be_class(text) and not _SHORT.fullmatch(plain(text)))
        for text, of_it in teams.items()
    )


def _is_known(text: str) -> bool:
    words = plain(text)
    if _SHORT.fullmatch(words):
        return _JUNIOR in words
    return says_class(text) and not may_be_record(text)


def _says_otherwise(text: str) -> bool:
    """Whether a cell says a place, an outcome, a record, a nation, or which race a row is of."""
    words = plain(text)
    return bool(
        place(text.replace(_OPEN, "")) is not None
        or status(text)
        or cell_status(text)
        or is_clear(text)
        or is_record(text)
        or is_code(text)
        or may_be_record(text)
        or nation(text)
        or round_kinds(text)
        or any(map(_NO_CLASS.fullmatch, (words, *words.split())))
        or any(has_head(role, word) for role in _OF_RACES for word in words.split())
    )
