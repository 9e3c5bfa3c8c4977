"""Texts that are nothing but words of a status, as above or beside the teams that have it."""

from __future__ import annotations

import re
from functools import lru_cache

from pursuit_sim.importers.words.heads import ROLES, plain
from pursuit_sim.importers.words.status_words import OUTSIDE, OUTSIDE_ALONE, STATUS, folded
from pursuit_sim.importers.words.title_vocabulary import PURSUIT, SHEETS, SMALL
from pursuit_sim.importers.words.unfinished import REASON_WORDS, cell_status

_LONGEST = 100  # characters
_AROUND = " ()[]:.*"
_BRACKET = re.compile(r"[(\[][^()\[\]]*[)\]]?")
_WHY = re.compile(rf"\s*(?:[:;,–—-]\s|\b{REASON_WORDS}\b)")
# Of whom it is said, in languages whose heads of teams are not known, and when.
_TEAMS = frozenset(map(plain, (
    "nations", "countries", "nationen", "länder", "landen", "nationer", "nazioni", "hold",
    "joukkue", "joukkueet", "drużyna", "drużyny", "команда", "команды",
    "date", "day", "hour", "clock", "datum", "dato", "uhrzeit", "uhr", "tijdstip", "klokken",
    "heure", "ora", "data",
)))  # fmt: skip
# Skaters may be those of a team's name.
_BESIDE = (_TEAMS | SHEETS | SMALL) - {*map(plain, ROLES["skaters"][1])}


def is_bare_status(text: str) -> bool:
    """Whether a text is one status, and may be the name of no team.

    >>> [is_bare_status(each) for each in ("DSQ", "(Withdrawn)", "DSQ teams", "Norway DSQ")]
    [True, True, False, False]
    """
    return STATUS.fullmatch(folded(text).strip(_AROUND)) is not None


@lru_cache(maxsize=4096)
def is_status_alone(text: str) -> bool:
    """Whether a text says that teams are out, or outside the classification, and nothing else.

    Besides, it may say that it is teams, what is in brackets, and why. A team may be called so
    too: only what stands beside it tells.

    >>> [is_status_alone(each) for each in ("DSQ (rule 253)", "Disqualified teams", "NC")]
    [True, True, True]
    >>> [is_status_alone(each) for each in ("Norway DSQ", "Retired Skaters", "WD-40 Racing")]
    [False, False, False]
    """
    if is_bare_status(text) or spelt_out(text) != text:
        return True
    plainly = folded(text) if len(text) <= _LONGEST else ""
    plainly = _BRACKET.sub(" ", plainly.strip(_AROUND))
    found = STATUS.search(plainly) or OUTSIDE.search(plainly)
    if found is None or plainly[:1].isdigit():
        return False
    why = _WHY.search(plainly, found.end())
    rest = plainly[: why.start()] if why else plainly
    for said in (STATUS, OUTSIDE):
        rest = said.sub(" ", rest)
    return all(
        word.isdecimal() or word in _BESIDE or PURSUIT.fullmatch(word)
        for word in plain(rest).split()
    )  # fmt: skip


def spelt_out(text: str) -> str:
    """A text with the meaning of the code that it is, where that may be much else in a sentence.

    >>> [spelt_out(each) for each in ("NC", "a.K.:", "SQ", "DSQ", "excluded")]
    ['NC (out of competition)', 'a.K. (out of competition)', 'SQ (DSQ)', 'DSQ', 'excluded']
    """
    bare = text.strip(" ()[]:*")
    known = folded(bare).strip(".")
    if STATUS.search(known) or not (cell_status(known) or known in OUTSIDE_ALONE):
        return text
    return f"{bare} ({cell_status(known) or 'out of competition'})"
