"""Skaters' names in one cell or text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from pursuit_sim.importers.words.cell_door import squeezed
from pursuit_sim.importers.words.heads import ROLES, plain
from pursuit_sim.importers.words.resting import (
    each_by_himself,
    is_no_name,
    name_at_rest,
    spelt_narrow,
)

_KEPT = 4096  # texts: each is asked of by several readers
_BETWEEN_NAMES = re.compile(r"\s*(?:[;/|\n]|\s&\s|\s-\s)\s*")
_BETWEEN = re.compile(r"[;/|]")
TEAM_SIZES = (3, 4)
# In the place of a name. Na is a surname, and Nan a first name.
_UNKNOWN = frozenset(map(plain, (
    "nn", "n n", "tba", "tbd", "tbc", "to be announced", "to be confirmed", "unknown", "not known",
    "not named", "not announced", "not available", "nobody", "no skater",
    "unbekannt", "onbekend", "niet bekend", "ukjent", "ikke kjent", "okänd", "inconnu", "inconnue",
    "sconosciuto", "sconosciuta", "desconocido", "nieznany", "неизвестно", "неизвестен", "不明",
    "未定", "未知", "미정", "#n/a", "n.a.", "null", "n/a",
)))  # fmt: skip
_NOBODY = _UNKNOWN | {  # among names in one text
    plain(each) for each in (*ROLES["skaters"][1], "name", "naam", "navn", "skater", "athlete")
}
_AS_PROGRAMS_WRITE = ("nan", "NaN", "NAN", "na", "<NA>", "none", "None", "NONE", "x", "xx", "xxx")
_NA = "NA"  # of a program too, where the others are no capitals
_INITIALS = re.compile(r"[^\W\d_]|(?:[^\W\d_]\.[ -]?){1,3}")
_WHOLE_NA = re.compile(r"(?<![^\s;|,&])n/a(?![^\s;|,&])", re.IGNORECASE)
_BRACKETED = re.compile(r"[(\[][^()\[\]]*[)\]]")
# What parts names parts none within brackets; these are no characters of any text.
_SIGNS = ",;/|&\n-"
_SHIELDED = str.maketrans(_SIGNS, "\ufdd0\ufdd1\ufdd2\ufdd3\ufdd4\ufdd5\ufdd6")
_BARED = {number: sign for sign, number in _SHIELDED.items()} | {0xFDD5: " "}


def names_of(text: str) -> tuple[str, ...]:
    """Skaters of one cell: a line each, parted by ; or /, or by commas where that gives a team."""
    text = _WHOLE_NA.sub("-", spelt_narrow(squeezed(text)))
    told, apart = each_by_himself(text)
    found = (*_names_of(told), *apart)
    if len(found) < min(TEAM_SIZES) and found != (text,):  # surnames that look like such words
        as_names = _names_of(text)
        if len(as_names) in TEAM_SIZES and not any(map(is_no_name, as_names)):
            return as_names
    return found


def is_nobody(text: str, others: Iterable[str] = ()) -> bool:
    """Whether a text in the place of a skater's name says that nobody is named there.

    Parameters
    ----------
    text : in the place of a name
    others : what stands in those of the others of his team

    >>> [is_nobody(each) for each in ("-", "?", "n/a", "TBA", "unknown", "x", "Na", "X")]
    [True, True, True, True, True, True, False, False]
    >>> is_nobody("NA", ["Lie", "Mo"]), is_nobody("NA", ["KIM", "LEE"])
    (True, False)
    """
    text = _BRACKETED.sub("", text).strip()
    if not any(map(str.isalnum, text)) or text in _AS_PROGRAMS_WRITE or plain(text) in _UNKNOWN:
        return True
    return text == _NA and any(each != each.upper() for each in others)


def reserves_among(names: Sequence[str], said: Iterable[str]) -> dict[str, str]:
    """Those of the names of a team that are called reserves elsewhere, each with the text there.

    Such a text may name two, parted by a comma, or the surname and the first name of one.

    >>> reserves_among(["Ola", "Mo", "Lie"], ["Mo, Lie"])
    {'Mo': 'Mo, Lie', 'Lie': 'Mo, Lie'}
    """
    found = {part.strip(): text for text in said for part in (*text.split(","), text)}
    known = frozenset(names)
    return {name: text for name, text in found.items() if name in known}


@lru_cache(maxsize=_KEPT)
def _names_of(text: str) -> tuple[str, ...]:
    shielded = _BRACKETED.sub(lambda found: found[0].translate(_SHIELDED), text)
    return tuple(name.translate(_BARED) for name in _split(shielded))


def _split(text: str) -> tuple[str, ...]:
    lines = [line.strip().rstrip(",;/|&").strip() for line in text.splitlines()]
    lines = [" ".join(line.split()) for line in lines if line]
    own = len(lines) in TEAM_SIZES or (len(lines) > max(TEAM_SIZES) and _one_a_line(text))
    if own and not any(map(_BETWEEN.search, lines)):
        return tuple(line for line in lines if any(map(str.isalpha, line)))
    if "," in text:  # lines that go on
        text = " ".join(text.split())
    parts = [part.strip() for part in _BETWEEN_NAMES.split(text) if part.strip()]
    if len(parts) == 1:
        commas = [part.strip() for part in text.split(",") if part.strip()]
        each_one = {len(commas), _skating(commas)} & {*TEAM_SIZES}
        parts = commas if each_one else _paired(commas) or parts
    elif len(parts) < min(TEAM_SIZES) and sum("," in part for part in parts) == 1:
        # "A, B & C"; in two it parts the names of one
        mixed = [each.strip() for part in parts for each in part.split(",") if each.strip()]
        parts = mixed if len(mixed) in TEAM_SIZES else parts
    parts = [part for part in parts if plain(part) not in _NOBODY]
    return tuple(" ".join(part.split()) for part in parts if any(map(str.isalpha, part)))


def _paired(parts: Sequence[str]) -> list[str]:
    """Surnames with the first names behind them, where capitals or initials say which are which.

    >>> _paired(["KIM", "Min", "LEE", "Jin", "CHO", "Su"]), _paired(["Kim", "Min"] * 3)
    (['KIM, Min', 'LEE, Jin', 'CHO, Su'], [])
    """
    surnames, firsts = parts[::2], parts[1::2]
    if len(parts) % 2 or len(surnames) not in TEAM_SIZES:
        return []
    whole = [len(each) > 1 and not _is_initials(each) for each in surnames]
    capitals = all(map(str.isupper, surnames)) and not any(map(str.isupper, firsts))
    if not (all(whole) and (capitals or all(map(_is_initials, firsts)))):
        return []
    return [f"{surname}, {first}" for surname, first in zip(surnames, firsts, strict=True)]


def _is_initials(text: str) -> bool:
    return bool(_INITIALS.fullmatch(text)) and text.isupper()


def _one_a_line(text: str) -> bool:
    """Whether each comma of some lines parts a name from a word of reserves: none goes on."""
    commas = [line.translate(_BARED) for line in text.splitlines() if "," in line]
    return bool(commas) and all(name_at_rest(each, first_names=False)[1] for each in commas)


def _skating(parts: Sequence[str]) -> int:
    """How many of a text parted by commas have no word of reserves beside them."""
    return sum(not name_at_rest(part.translate(_BARED))[1] for part in parts)
