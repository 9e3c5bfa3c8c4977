"""Marks of footnotes, in whatever form: where a line below a table begins, and where cells end.

Both say the same mark: "(a)", "a)", "[A]" and "Note a" are one. Names of teams may end so too, as
Norway (B): only a line that begins with the mark makes a mark of it.
"""

from __future__ import annotations

import re
import unicodedata

from pursuit_sim.importers.words.heads import has_head
from pursuit_sim.importers.words.raised_marks import RAISED, raised_behind

_SIGNS = f"*†‡§※{RAISED}"
_SIGN = rf"[{_SIGNS}]{{1,5}}\d{{0,2}}"
_ROMAN = "[ivx]{1,4}"
_SHORT = rf"[a-z]|{_ROMAN}|\d{{1,2}}"
_BRACKETED = rf"\[(?P<square>[a-z\d]{{1,3}})\]|\((?P<round>{_SHORT}|{_SIGN})\)"
_BEFORE = re.compile(rf"(?P<sign>{_SIGN})\)?|{_BRACKETED}|(?P<half>{_SHORT})\)", re.IGNORECASE)
_AFTER = re.compile(
    rf"(?:(?P<sign>{_SIGN})\)?|{_BRACKETED}|(?<![\w(])(?P<half>{_SHORT})\)"
    rf"|(?<=[^\W\d_])(?P<stuck>\d)\)|(?<=\w)(?P<glued>[a-z])\))$",
    re.IGNORECASE,
)
_CLOSES_ONE = re.compile(r"\([^()]*\)$")  # behind a name, as (NOR) does
_NOTE = rf"(?P<word>[^\W\d_]{{2,12}})\.? ?(?P<noted>{_SHORT})"
_NOTE_BEFORE = re.compile(rf"\(?{_NOTE}(?= ?[:=.)–-])", re.IGNORECASE)
_NOTE_AFTER = re.compile(rf"\b{_NOTE}\)?$", re.IGNORECASE)
_ENDS = frozenset(f"{_SIGNS})]")
_NOTES = frozenset({"footnote", "fussnote", "voetnoot", "fotnote", "fotnot", "fn"})
_LONGEST_SHORT = 4  # characters of a mark behind a word
_LONGEST = 40  # characters of a mark, and of what is before it


def mark_before(text: str) -> str:
    """The mark of a footnote that a line begins with; empty if it has none.

    >>> [mark_before(each) for each in ("* fell", "(A) DSQ", "ii) DSQ", "Note 1: DSQ", "A DSQ")]
    ['*', 'a', 'ii', '1', '']
    """
    begin = text.lstrip()[:_LONGEST]
    return _said(_BEFORE.match(begin)) or _noted(_NOTE_BEFORE.match(begin))


def mark_after(cell: str) -> str:
    """The mark of a footnote that a cell may end in; empty if it ends in none.

    >>> [mark_after(each) for each in ("Norway*", "NOR [1]", "3:38.08 a)", "Smith (NOR)", "2")]
    ['*', '1', 'a', '', '']
    >>> [mark_after(each) for each in ("Italy(a)", "3:42.04 (A)", "Italy¹", "Italy Note 1", "B 1")]
    ['a', 'a', '1', '1', '']
    >>> [mark_after(each) for each in ("Italya)", "ITA1)", "3:42.04b)", "Italy (ITA)")]
    ['a', '1', 'b', '']
    """
    end = cell.rstrip()[-_LONGEST:]
    # Told quickly of most cells.
    short = len(end.rpartition(" ")[2]) <= _LONGEST_SHORT or end[-1:].isdigit()
    noted = short and end[-1:].isalnum() and any(map(str.isalpha, end[:-1]))
    if not (noted or end[-1:] in _ENDS):
        return ""
    found = _AFTER.search(end)
    if found is not None and found["glued"] and _CLOSES_ONE.search(end):
        found = None
    return _said(found) or _noted(_NOTE_AFTER.search(end))


def marks_after(cell: str) -> tuple[str, ...]:
    """Every mark that a cell may end in: of several only where they are raised.

    >>> marks_after("3:40.1¹,²"), marks_after("Norwayᵃ"), marks_after("Norway")
    (('1', '2'), ('a',), ())
    """
    last = mark_after(cell)
    return (raised_behind(cell) or (last,)) if last else ()


def _said(found: re.Match[str] | None) -> str:
    """The mark without the signs around it, in small letters."""
    mark = next(filter(None, found.groups()), "") if found else ""
    return unicodedata.normalize("NFKC", mark).casefold()


def _noted(found: re.Match[str] | None) -> str:
    """The number or letter behind a word for a note."""
    if found is None:
        return ""
    note = found["word"].casefold() in _NOTES or has_head("remark", found["word"])
    return found["noted"].casefold() if note else ""
