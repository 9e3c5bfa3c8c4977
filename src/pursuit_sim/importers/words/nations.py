"""Codes of nations that skate, by the names that result sheets have for them."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from pursuit_sim.plain_text import bare_letters
from pursuit_sim.scenario.fields import LONGEST_TEXT

_ENGLISH = {
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
# In German, Dutch, Norwegian, French and Italian, where heads are known in these languages.
_OTHERS = {
    "AUS": "Australien, Australië, Australie", "AUT": "Österreich, Oostenrijk, Østerrike, Autriche",
    "BEL": "Belgien, België, Belgia, Belgique, Belgio", "BLR": "Weißrussland, Wit-Rusland",
    "CAN": "Kanada", "CHN": "Kina, Chine, Cina", "CZE": "Tschechien, Tsjechië, Tsjekkia, Tchéquie",
    "DEN": "Dänemark, Denemarken, Danmark, Danemark, Danimarca",
    "ESP": "Spanien, Spanje, Spania, Espagne, Spagna", "EST": "Estland, Estonie",
    "FIN": "Finnland, Finlande, Finlandia", "FRA": "Frankreich, Frankrijk, Frankrike, Francia",
    "GBR": "Großbritannien, Groot-Brittannië, Storbritannia, Grande-Bretagne, Gran Bretagna",
    "GER": "Deutschland, Duitsland, Tyskland, Allemagne, Germania",
    "HUN": "Ungarn, Hongarije, Hongrie, Ungheria", "ITA": "Italien, Italië, Italia, Italie",
    "JPN": "Japon, Giappone", "KAZ": "Kasachstan, Kazachstan, Kasakhstan",
    "KOR": "Südkorea, Zuid-Korea, Sør-Korea, Corée du Sud, Corea del Sud",
    "LAT": "Lettland, Letland, Latvia, Lettonie, Lettonia", "LTU": "Litauen, Litouwen, Lituanie",
    "NED": "Niederlande, Nederland, Pays-Bas, Paesi Bassi",
    "NOR": "Norwegen, Noorwegen, Norge, Noreg, Norvège, Norvegia", "NZL": "Neuseeland",
    "POL": "Polen, Pologne, Polonia", "ROU": "Rumänien, Roemenië, Roumanie",
    "RUS": "Russland, Rusland, Russie", "SUI": "Schweiz, Zwitserland, Sveits, Suisse, Svizzera",
    "SVK": "Slowakei, Slowakije, Slovaquie", "SWE": "Schweden, Zweden, Sverige, Suède, Svezia",
    "USA": "Vereinigte Staaten, Verenigde Staten, États-Unis, Stati Uniti",
}  # fmt: skip


def _folded(name: str) -> str:
    """A name in small letters without accents and signs, marks of footnotes among them.

    Digits and letters of whatever script stay: Norway 2 is another team than Norway.
    """
    marked = re.sub(r"[¹²³⁰-⁹]+|\[\w{1,3}\]", "", name).replace("-", " ")
    plain = bare_letters(marked).casefold()
    return " ".join(re.sub(r"[^\w ]|_", "", plain).split())


_CODES = _ENGLISH | {
    _folded(name): code for code, names in _OTHERS.items() for name in names.split(", ")
}
# As they end the addresses of pages; some are codes of other nations, or words.
_TWO_LETTERS = {
    "AT": "AUT", "AU": "AUS", "BE": "BEL", "BY": "BLR", "CA": "CAN", "CH": "SUI", "CN": "CHN",
    "CZ": "CZE", "DE": "GER", "DK": "DEN", "EE": "EST", "ES": "ESP", "FI": "FIN", "FR": "FRA",
    "GB": "GBR", "HU": "HUN", "IT": "ITA", "JP": "JPN", "KR": "KOR", "KZ": "KAZ", "LT": "LTU",
    "LV": "LAT", "NL": "NED", "NO": "NOR", "NZ": "NZL", "PL": "POL", "RO": "ROU", "RU": "RUS",
    "SE": "SWE", "SK": "SVK", "UA": "UKR", "US": "USA",
}  # fmt: skip
_STEM, _LEAST = 4, 6  # letters: of Norway in Norwegian
_CODED = re.compile(r"(.+)\(([A-Z]{3})\)")
# As sheets print them too: REPUBLICOFKOREA.
_CODES |= {name.replace(" ", ""): code for name, code in _CODES.items()}
_KNOWN = frozenset(_CODES.values())


def code(name: str) -> str:
    """A nation's code; for any other name, its letters and digits as an id.

    >>> code("Belarus"), code("Équipe 1")
    ('BLR', 'Equipe-1')
    """
    return _by_name(name) or slug(name)


def nation(text: str) -> str:
    """The code of a nation that is known by this name or code; empty for anything else.

    >>> nation("Norway"), nation("nor"), nation("Norway (NOR)"), nation("Norway B")
    ('NOR', 'NOR', 'NOR', '')
    """
    plain = text.strip().upper()
    return _by_name(text) or (plain if plain in _KNOWN else "")


def nation_meant(text: str) -> str:
    """The code of the one nation that a text may mean, where it surely means one; else empty.

    >>> nation_meant("NO"), nation_meant("Norwegian team"), nation_meant("Austrian team")
    ('NOR', 'NOR', '')
    """
    text = text[:LONGEST_TEXT].strip()
    stems = {word[:_STEM] for word in _folded(text).split() if len(word) >= _LEAST}
    found = {code for name, code in _CODES.items() if name[:_STEM] in stems}
    return _TWO_LETTERS.get(text, "") or (found.pop() if len(found) == 1 else "")


def known_by(team: str) -> str:
    """What a team is known by, whichever of its names it has: its nation, else its name.

    >>> known_by("Norwegen"), known_by("NOR"), known_by("Norway B")
    ('NOR', 'NOR', 'norway b')
    """
    return nation(team) or team.casefold()


@lru_cache(maxsize=4096)  # the same texts are asked of by several readers
def _by_name(text: str) -> str:
    """The code of a nation by its name, which its code in brackets may follow; else empty."""
    bare, codes = text.strip(), set()
    if len(bare) > LONGEST_TEXT:
        return ""
    while written := _CODED.fullmatch(bare):
        bare = written[1].rstrip()
        codes.add(written[2])
    known = _CODES.get(_folded(bare), "")
    if codes and not known and bare.upper() in _CODES.values():
        known = bare.upper()
    return known if codes <= {known} else ""


def slug(text: str) -> str:
    """A text as an id of a scenario file; empty if it has no letter or digit of English."""
    letters = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9]+", "-", letters).strip("-")[:32].strip("-")
