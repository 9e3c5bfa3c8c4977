"""Codes of nations that skate, by the names that result sheets have for them."""

from __future__ import annotations

import re
import unicodedata

_CODES = {
    "australia": "AUS", "austria": "AUT", "belarus": "BLR", "belgium": "BEL", "canada": "CAN",
    "china": "CHN", "peoples republic of china": "CHN", "chinese taipei": "TPE",
    "colombia": "COL", "croatia": "CRO", "czech republic": "CZE", "czechia": "CZE",
    "denmark": "DEN", "estonia": "EST", "finland": "FIN", "france": "FRA", "germany": "GER",
    "great britain": "GBR", "hungary": "HUN", "india": "IND", "italy": "ITA", "japan": "JPN",
    "kazakhstan": "KAZ", "korea": "KOR", "south korea": "KOR", "republic of korea": "KOR",
    "latvia": "LAT", "lithuania": "LTU", "mongolia": "MGL", "netherlands": "NED",
    "the netherlands": "NED", "new zealand": "NZL", "norway": "NOR", "poland": "POL",
    "romania": "ROU", "russia": "RUS", "russian federation": "RUS",
    "russian olympic committee": "ROC", "slovakia": "SVK", "spain": "ESP", "sweden": "SWE",
    "switzerland": "SUI", "ukraine": "UKR", "united states": "USA",
    "united states of america": "USA",
}  # fmt: skip
# As sheets print them too: REPUBLICOFKOREA.
_CODES |= {name.replace(" ", ""): code for name, code in _CODES.items()}


def code(name: str) -> str:
    """A nation's code; for any other name, its letters and digits as an id.

    >>> code("Belarus"), code("Équipe 1")
    ('BLR', 'Equipe-1')
    """
    return _CODES.get(_folded(name)) or slug(name)


def nation(text: str) -> str:
    """The code of a nation that is known by this name or code; empty for anything else.

    >>> nation("Norway"), nation("nor"), nation("Norway B")
    ('NOR', 'NOR', '')
    """
    if _folded(text) in _CODES:
        return _CODES[_folded(text)]
    plain = text.strip().upper()
    return plain if plain in _CODES.values() else ""


def _folded(name: str) -> str:
    """A name in small letters of English and single spaces."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    return " ".join(re.sub(r"[^a-z ]", "", plain).split())


def slug(text: str) -> str:
    """A text as an id of a scenario file; empty if it has no letter or digit of English."""
    letters = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9]+", "-", letters).strip("-")[:32].strip("-")
