"""Marks of footnotes that are raised, as Unicode has them: 3:40.1⁹, Norwayᵃ.

Workbooks raise any character by its font; there the marks become these, which mean nothing else.
"""

from __future__ import annotations

import re

# Without letters that are units or ordinals when they are raised: m, s; n, o, r, t.
LETTERS = "abcdefghijklpuvwxyz"
_DIGITS, _RAISED_DIGITS = "0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"
_RAISED_LETTERS = "ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵖᵘᵛʷˣʸᶻ"
RAISED = _RAISED_DIGITS + _RAISED_LETTERS
_UP = str.maketrans(_DIGITS + LETTERS, RAISED)
_DOWN = str.maketrans(RAISED, _DIGITS + LETTERS)
_MARK = rf"[{RAISED}]{{1,3}}"
_PARTING = "(?:[,;/] ?| )"  # marks of several footnotes
_MARKS = re.compile(
    rf"(?<=[^\s,;/{RAISED}]) ?(?P<marks>{_MARK}(?:{_PARTING}{_MARK})*)\)?(?=[\s(\[,;/)]|$)"
)
_LIST = re.compile(rf"{_MARK}(?:{_PARTING}{_MARK})+(?=\)?$)")
_UNIT = re.compile(r"(?:^|\W)(?:[cdkm]?m|s)$")
_ENDS = "\n(["  # what may stand behind a letter: in Mᵉ Dupont it is no mark
_LONGEST_LIST = 40  # characters
_LONGEST_UNIT = 3  # characters, and what is before it


def raised(mark: str) -> str:
    """The mark in raised characters.

    >>> raised("12"), raised("a")
    ('¹²', 'ᵃ')
    """
    return mark.translate(_UP)


def lowered(mark: str) -> str:
    """The mark in usual characters."""
    return mark.translate(_DOWN)


def raised_behind(cell: str) -> tuple[str, ...]:
    """Each of several raised marks that a cell ends in, in usual characters.

    >>> raised_behind("3:40.1¹,²"), raised_behind("3:40.1¹")
    (('1', '2'), ())
    """
    found = None if cell.isascii() else _LIST.search(cell.rstrip()[-_LONGEST_LIST:])
    return tuple(re.findall(r"\w+", lowered(found[0]))) if found else ()


def without_raised(cell: str) -> str:
    """A cell without raised marks behind its words; a unit keeps its power.

    >>> [without_raised(each) for each in ("3:40.1⁹", "Italy¹,² (ITA)", "¹ fell", "0.24 m²")]
    ['3:40.1', 'Italy (ITA)', '¹ fell', '0.24 m²']
    """
    return cell if cell.isascii() else _MARKS.sub(_nothing, cell)


def _nothing(found: re.Match[str]) -> str:
    text, begin, end = found.string, found.start(), found.end()
    marks = found["marks"]
    power = marks in "²³" and _UNIT.search(text[max(begin - _LONGEST_UNIT, 0) : begin])
    letters = any(map(str.isalpha, marks))
    closed = end == len(text) or text[end] in _ENDS or text[end : end + 2] in (" (", " [")
    return found[0] if power or (letters and not closed) else ""
