"""Which place the cell of a rank says, in numbers or in words."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pursuit_sim.importers.words.status_words import folded
from pursuit_sim.importers.words.unfinished import cell_status, filled, is_place, spelt_medals

_MEDALS = {
    "gold": 1, "goud": 1, "or": 1, "oro": 1, "gull": 1, "guld": 1, "silver": 2, "silber": 2,
    "zilver": 2, "argent": 2, "argento": 2, "sølv": 2, "bronze": 3, "brons": 3, "bronzo": 3,
    "gouden": 1, "zilveren": 2, "bronzen": 3, "goldmedaille": 1, "silbermedaille": 2,
    "bronzemedaille": 3, "gullmedalje": 1, "sølvmedalje": 2, "bronsemedalje": 3, "guldmedalj": 1,
    "silvermedalj": 2, "bronsmedalj": 3,
}  # fmt: skip
_PLACES = {folded(word): place for word, place in _MEDALS.items()}
_TENS = "一二三四五六七八九十"
_ROMAN = re.compile(r"(x{0,3})(ix|iv|v?i{0,3})")
_UNITS = {"": 0, "i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9}
_FINAL = re.compile(r"(?:final[\W_]*|\bf)?\b([a-d])[\W_]*(\d+)|\bf([a-d])[\W_]*(\d+)")
_NUMBER = re.compile(r"(?<!\d)\d{1,3}(?!\d)")
_WORD = re.compile(r"[^\W\d_]+")
_OF_A_RACE = {"qf", "sf"}  # with a number those are races
_NO_ORDER = {"q", "nq"}  # who goes on may be so by time
_OF_A_FINAL = 2  # teams


def place(text: str) -> int | None:
    """The place that the cell of a rank says; None if it says none that is known.

    Final B decides places 3 and 4, in which its first is the third.

    >>> [place(each) for each in ("=3", "2nd place", "Platz 2", "silver", "II", "1位", "2/8")]
    [3, 2, 2, 2, 2, 1, 2]
    >>> [place(each) for each in ("🥇", "2 🥈", "3rd place, bronze medalist(s)", "Gold medal")]
    [1, 2, 3, 1]
    >>> [place(each) for each in ("Final A 2", "B1", "FB 4", "SF", "SF 1", "DSQ", "")]
    [2, 3, 4, None, None, None, None]
    """
    plain = folded(spelt_medals(filled(text))).strip(" -–—.")
    words = _WORD.findall(plain)
    if cell_status(text) or _OF_A_RACE & {*words}:
        return None
    if final := _FINAL.match(plain):
        letter, number = final[1] or final[3], int(final[2] or final[4])
        before = _OF_A_FINAL * "abcd".index(letter)
        return before + number if number <= _OF_A_FINAL else number
    if number_found := _NUMBER.search(plain):
        return int(number_found[0])
    if roman := _ROMAN.fullmatch(plain):
        return 10 * len(roman[1]) + _UNITS[roman[2]] or None
    medals = [_PLACES[word] for word in words if word in _PLACES]
    tens = [_TENS.index(each) + 1 for each in plain if each in _TENS]
    return next(iter([*medals, *tens]), None)


def are_places(cells: Iterable[str]) -> bool:
    """Whether cells hold places, and nothing else but statuses.

    >>> are_places(["1", "2.", "", "DNF"]), are_places(["3:38.08", "3:42.04"]), are_places(["DNF"])
    (True, False, False)
    """
    given = [cell for cell in cells if cell.strip()]
    return all(map(is_place, given)) and any(place(cell) is not None for cell in given)


def is_unread(text: str) -> bool:
    """Whether the cell of a rank says in words what may contradict the times.

    >>> [is_unread(each) for each in ("Final A", "SF", "2nd", "Q", "-", "DSQ")]
    [True, True, False, False, False, False]
    """
    words = {*_WORD.findall(folded(spelt_medals(filled(text))))}
    return bool(words - _NO_ORDER) and place(text) is None and not cell_status(text)
