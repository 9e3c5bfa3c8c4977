"""Whether a title, or a cell with what was skated, names another race than a team pursuit."""

from __future__ import annotations

import re
from functools import lru_cache

from pursuit_sim.importers.words.event_words import races_of, without_races
from pursuit_sim.importers.words.heads import plain, plain_pattern
from pursuit_sim.importers.words.laps_said import (
    HEIGHT,
    LAP_M,
    PART,
    SPLITS,
    laps_perhaps,
    laps_said,
)
from pursuit_sim.importers.words.title_vocabulary import SPEAKING
from pursuit_sim.plain_text import bare_letters

_PURSUIT = "pursuit"
# Of several skaters, in languages and forms beyond those by which titles part events.
_PURSUITS = re.compile(plain_pattern(
    r"persuit|\btp\b|teamlauf|mannschaftslauf|forfølg|förföljelse|takaa ?ajo|druzynow|drużynow"
    r"|dochodzenie|stíhac|командн\w* гонк|гонк\w* преследовани|パシュート|追逐|추월"
))  # fmt: skip
_METRES = re.compile(
    rf"(?:(?P<part>\b{PART}) )?(?<![\d.,:])(?P<metres>\d{{1,2}}[ .,'’]?\d{{3}}|\d{{3}}) ?"
    r"(?:m|met(?:er|re|ri|ro)s?|м|метр(?:ов|а)?|メートル|米|미터)(?![^\W\d_])"
)
_BARE = re.compile(r"\d{1,2}[ .,'’]?\d{3}|\d{3}")  # in a column of distances
_ALONE_M = frozenset({500, 1000, 1500, 3000, 5000, 10_000})  # what is skated alone


@lru_cache(maxsize=4096)
def says_pursuit(text: str) -> bool:
    """Whether a text says team pursuit, whatever else it names."""
    return _PURSUIT in races_of(text) or bool(_PURSUITS.search(plain(text)))


@lru_cache(maxsize=4096)
def other_race(text: str) -> str:
    """The race of a title that names no team pursuit: its kind, or its metres; empty if none.

    Metres of splits, of a part of a race and above the sea are none, and neither are those beside
    laps of a team pursuit; a sentence may speak of another race.

    >>> [other_race(each) for each in ("Women 10.000 m", "Mixed relay", "Women 2400 m")]
    ['10000 m', 'relay', '']
    >>> [other_race(each) for each in ("Splits 1000 m", "Next: mass start", "Men 3000 m, 8 laps")]
    ['', '', '']
    """
    kinds = races_of(text) - {_PURSUIT}
    if kinds:
        spoken = not SPEAKING.isdisjoint(without_races(text).split())
        return "" if spoken else min(kinds)
    raw = bare_letters(text.casefold())
    if SPLITS.search(raw) or laps_said(text) or laps_perhaps(text):
        return ""
    every = [*_METRES.finditer(raw)]
    if HEIGHT.search(raw) and len(every) == 1:
        return ""
    found = (each["metres"] for each in every if not each["part"])
    return next((f"{metres} m" for metres in map(_alone, found) if metres), "")


def distance_alone(cell: str) -> str:
    """The same of a cell below a head of distances, where metres may be a number alone.

    >>> distance_alone("3000"), distance_alone("2400")
    ('3000 m', '')
    """
    metres = _alone(cell) if _BARE.fullmatch(cell.strip()) else 0
    return f"{metres} m" if metres else other_race(cell)


def laps_alone(race: str) -> float:
    """How many laps a race is long that is called by its metres; 0 for other races."""
    metres = race.removesuffix(" m")
    return int(metres) / LAP_M if metres.isdecimal() else 0.0


def _alone(number: str) -> int:
    """Metres as written, where that is what is skated alone; else 0."""
    metres = int(re.sub(r"\D", "", number))
    return metres if metres in _ALONE_M else 0
