"""Whether cells below the head of a class are classes, or places, letters, codes and the like.

`Class.` is short for places in Italian and French, and any sheet may mark there who goes on. Only
what is known to be no class is taken for none: any other word parts events.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from pursuit_sim.importers.words.event_words import (
    lettered_classes,
    round_kinds,
    says_class,
    says_only_who,
)
from pursuit_sim.importers.words.heads import has_head, plain, plain_pattern
from pursuit_sim.importers.words.nations import nation
from pursuit_sim.importers.words.places import place
from pursuit_sim.importers.words.record_words import is_code, is_record, may_be_record
from pursuit_sim.importers.words.unfinished import cell_status, is_clear, is_place, status

_AGES = re.compile(
    r"\d\d ?(?:[-–/] ?\d\d|\+)|[<>≤≥] ?\d\d|over \d\d|[a-z]{1,2} ?\d\d\+?", re.IGNORECASE
)
# Heads below which a number is an age; below the second kind a place may stand too.
_OF_AGES = re.compile(plain_pattern(
    r"age ?(?:group|category|class)|altersklasse|leeftijdsgroep|leeftijdscategorie"
    r"|alders(?:klasse|gruppe)|åldersklass|categorie d age"
))  # fmt: skip
_OF_CATEGORIES = re.compile(plain_pattern(r"[ck]ategor(?:y|ies?|i[ae])"))
_UNDER, _OVER = re.compile(r"[<≤] ?(?=\d\d)"), re.compile(r"(?<=\d\d) ?\+|[>≥] ?(?=\d\d)")
_AGE = re.compile(r"\d\d", re.ASCII)
# Seniors and juniors, who may be men or women, as in SM and JW.
_SHORT = re.compile(r"[js]r?[mhwdfkv]?|[mhwdfkv][js]r?")
_JUNIOR = "j"
_OPEN = "一般"  # which begins as the first place does
_NO_CLASS = re.compile(plain_pattern(
    r"points?|punkte?|punten|poäng|poeng|punti|pts?|pkt|teams?|groups?|gruppen?|groep|groupe|gruppo"
    r"|pool|advanced?|through|eliminated|eliminé|yes|non|out|lucky loser|weiter|ausgeschieden"
))  # fmt: skip
_MARK = re.compile(r"\d+|[a-d]|x{0,3}(?:ix|iv|v?i{0,3})")  # of a heat or a group
_FEWEST_LETTERS = 2  # of a class below the head of divisions, where one may say who skated
_OF_RACES = ("round", "heat", "division")  # heads, which may stand in a cell before a number


def may_be_class(text: str, head: str = "") -> bool:
    """Whether a cell below the head of a class can say one: whatever is not known to be none.

    >>> [may_be_class(each) for each in ("Junior", "Espoirs", "15-16", "AK 30", "JM", "N")]
    [True, True, True, True, True, True]
    >>> [may_be_class(each) for each in ("1", "2nd", "Q", "NQ", "WR", "B", "Division A", "DNF")]
    [False, False, False, False, False, False, False, False]
    >>> may_be_class("15", "Age group"), may_be_class("15", "Category"), may_be_class("15", "Class")
    (True, True, False)
    """
    words = plain(text)
    if not words:
        return False
    if _is_known(text) or _SHORT.fullmatch(words) or _AGES.fullmatch(text.strip()):
        return True
    of_ages, number = _OF_AGES.fullmatch(plain(head)), words.isdecimal()
    if number and (of_ages or _OF_CATEGORIES.fullmatch(plain(head))):
        return bool(of_ages or _AGE.fullmatch(words))
    return not _says_otherwise(text)


def are_classes(cells: Iterable[str], head: str) -> bool:
    """Whether cells below the head of a class are classes: one that may be one is enough.

    >>> are_classes(["Elite", "Espoirs"], "Class"), are_classes(["Q", "NQ", "2"], "Class")
    (True, False)
    """
    texts = {*cells} - {""}
    return any(may_be_class(each, head) for each in texts) or (
        bool(texts) and all(map(says_only_who, texts))
    )


def classes_of_race(round_: str, division: str, heat: str) -> list[str]:
    """The classes that stand where a row says of which race it is.

    Below the head of divisions any word may be one that is not known to be none, as below that of
    classes. A number behind a class in a heat is rather that of the heat.

    >>> classes_of_race("Final juniors", "", "3"), classes_of_race("", "Junioren B", "Junior 1")
    (['juniors'], ['junioren b', 'junior'])
    >>> classes_of_race("Juniors A", "", "juniors 3")  # once
    ['juniors a']
    >>> classes_of_race("", "Academy", ""), classes_of_race("", "Division B", "Elite")
    (['Academy'], [])
    """
    found = [*lettered_classes(round_, numbered=True)]
    if says_class(division) or says_only_who(division):
        found += lettered_classes(division, numbered=True)
    elif len(plain(division)) >= _FEWEST_LETTERS and may_be_class(division):
        found.append(division)
    found += lettered_classes(heat)
    return [
        each for each in dict.fromkeys(found)
        if not any(other.startswith(f"{each} ") for other in found)
    ]  # fmt: skip


def with_ages_spelt(text: str) -> str:
    """A text with the signs before and behind ages as words, which plain texts lack.

    >>> with_ages_spelt("M 17+"), with_ages_spelt("M <17")
    ('M 17 over ', 'M  under 17')
    """
    return _UNDER.sub(" under ", _OVER.sub(" over ", text))


def _is_known(text: str) -> bool:
    words = plain(text)
    if _SHORT.fullmatch(words):
        return _JUNIOR in words
    return says_class(text) and not may_be_record(text)


def _says_otherwise(text: str) -> bool:
    """Whether a cell says a place, an outcome, a record, a nation, or which race a row is of."""
    words = plain(text)
    return bool(
        (is_place(text) and place(text.replace(_OPEN, "")) is not None)
        or status(text)
        or cell_status(text)
        or is_clear(text)
        or is_record(text)
        or is_code(text)
        or may_be_record(text)
        or nation(text)
        or _NO_CLASS.fullmatch(words)
        or all(map(_of_race, words.split()))
    )


def _of_race(word: str) -> bool:
    """Whether a word says a race, a group or who goes on, or is the mark of one."""
    return bool(
        _MARK.fullmatch(word) or _NO_CLASS.fullmatch(word) or round_kinds(word)
        or any(has_head(role, word) for role in _OF_RACES)
    )  # fmt: skip
