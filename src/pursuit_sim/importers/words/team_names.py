"""Whether two names may be those of one team: its nation, written in other ways."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from pursuit_sim.importers.words.cells import is_sex_word
from pursuit_sim.importers.words.event_words import says_who
from pursuit_sim.importers.words.heads import plain
from pursuit_sim.importers.words.nations import nation
from pursuit_sim.importers.words.title_vocabulary import PURSUIT

_LONGEST = 100  # characters
_MOST_WORDS = 4  # of a nation's name
_CODE = 3  # letters
_WORD = re.compile(r"[^\W_]+")
_SEVERAL = re.compile(r"[(\[][^()\[\]]*[^\W_][\W_]+[^\W_][^()\[\]]*[)\]]?")  # skaters
_MARK = re.compile(r"[a-z]|\d{1,2}|i{1,3}|i?v")
_FIRST = {"a", "1", "i"}  # as the only team of a nation is


@dataclass(frozen=True, slots=True)
class TeamName:
    """What a name says.

    Attributes
    ----------
    nation : its code; empty if the name has none, or several
    marks : which of a nation's teams it is, such as b, 2 or junior; none of the first
    words : all the others, of whatever
    """

    nation: str
    marks: frozenset[str]
    words: tuple[str, ...]

    def is_as(self, other: TeamName) -> bool:
        """Whether two say the same, of a nation by whichever of its names."""
        return self == other

    def may_be(self, other: TeamName) -> bool:
        """Whether two name one team of a nation, of which one says more."""
        same = bool(self.nation) and (self.nation, self.marks) == (other.nation, other.marks)
        return same and not (self.words and other.words)


@lru_cache(maxsize=4096)
def team_name(text: str, code: str = "") -> TeamName:
    """What a team's name says.

    Parameters
    ----------
    text : the name
    code : of the team, where that has one besides

    >>> team_name("Norwegen").is_as(team_name("NOR."))
    True
    >>> [team_name("NOR").may_be(team_name(each)) for each in ("Team Norway A", "1. Norway")]
    [True, True]
    >>> [team_name("NOR").may_be(team_name(each)) for each in ("Norway B", "Norway U23", "Hamar")]
    [False, False, False]
    """
    text = text[:_LONGEST]
    if known := nation(text):
        return TeamName(known, frozenset(), ())
    raw = _WORD.findall(_SEVERAL.sub(" ", text))
    skaters = tuple(plain(each[0]) for each in _SEVERAL.finditer(text))
    start, end = _nation_within(raw)
    found = nation(" ".join(raw[start:end]))
    before = [word for word in raw[:start] if not (found and word.isdecimal())]  # a place
    words = [plain(word) for word in (*before, *raw[end:])]
    if not found:
        found = nation(code)
    if not found:
        return TeamName("", frozenset(), tuple(words))
    marks = {
        word for word in words
        if _MARK.fullmatch(word) or (says_who(word) and not is_sex_word(word))
    }  # fmt: skip
    left = (
        word for word in words
        if word not in marks and not (PURSUIT.fullmatch(word) or is_sex_word(word))
    )  # fmt: skip
    marks = {word for word in marks if word not in _FIRST and not word.startswith("senior")}
    return TeamName(found, frozenset(marks), (*left, *skaters))


def _nation_within(words: list[str]) -> tuple[int, int]:
    """Which of the words are a nation, the most of them; none, if there are two."""
    for n in range(_MOST_WORDS, 0, -1):
        found = [
            i for i in range(len(words) - n + 1)
            if nation(" ".join(words[i : i + n])) and (n > 1 or _may_be_nation(words[i]))
        ]  # fmt: skip
        if found:
            one = len({nation(" ".join(words[i : i + n])) for i in found}) == 1
            return (found[0], found[0] + n) if one else (0, 0)
    return 0, 0


def _may_be_nation(word: str) -> bool:
    """Whether a word may be a nation among others: Den Haag is not Denmark's."""
    return len(word) > _CODE or word.isupper()
