"""How many laps a race has, as its title or a cell with what was skated says in words or metres."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from pursuit_sim.importers.words.cells import sex_of
from pursuit_sim.importers.words.event_words import races_of, says_who
from pursuit_sim.importers.words.heads import ROLES, plain, plain_pattern
from pursuit_sim.importers.words.numbered import names_several, numbered, word_before
from pursuit_sim.importers.words.title_vocabulary import (
    LAP_WORDS,
    MONTHS,
    NUMBERED,
    SHEETS,
    SMALL,
)
from pursuit_sim.importers.words.title_words import rest_of
from pursuit_sim.plain_text import bare_letters

LAP_M = 400  # nominal
USUAL_LAPS = {"men": 8, "women": 6}
MOST_LAPS = 16
_FEWEST = 3
_FEWEST_ROUNDS = 4  # two Runden may be two rounds
_LAP_WORDS = plain_pattern(LAP_WORDS)
_ROUNDS = ("runden", "runder", "ronden", "rondes", "tours")
# What comes before or behind laps that are a part of a race.
PART = (
    r"(?:up to|until|upto|bis|tot|til|jusqu.?a|fino a"
    r"|after|nach|na|etter|efter|apres|dopo|last|first|every|per|best|fastest|lap|runde|ronde"
    r"|letzten?|ersten?|laatste|eerste|siste|forste|sista|forsta|derniers|premiers|ultimi|primi)"
)
_TO_GO = (
    r"(?:to go|to skate|left|remaining|behind|down|ahead|each|completed|known|measured"
    r"|recorded|so far|of \d{1,2}\b|zu fahren|te gaan|igjen|kvar|restants?)"
)
# Beside numbers of laps after which somebody measured times.
SPLITS = re.compile(
    r"\b(?:splits?|intermediates?|zwischenzeit\w*|durchgangszeit\w*|tussentijd\w*|doorkomst\w*"
    r"|mellomtid\w*|mellantid\w*|passering\w*|temps intermediaires?|temps de passage|parziali"
    r"|intertempi?)\b"
)
# Behind a lap that is of a kind of sheet, not of a race: "lap by lap", "lap times".
_OF_SHEET = (
    r"(?:(?<=lap)[ -](?:times?|timings?|charts?|splits?|reports?|analys[ei]s|sheets?|tables?|data"
    r"|leaders?|counters?|records?|counts?|positions?|speeds?|comparison|overview|log|graphs?)\b"
    r"|-(?:zeiten|tider|tijden|tempi|temps)\b"
    rf"|[ -](?:by|for|fur|voor|par|per|po|za|за|a)[ -](?:{_LAP_WORDS}|runde|ronde|tour|giro)\b)"
)
# Between numbers of which each may be laps; a comma without a blank is that of a decimal.
_JOINED = r"(?: ?[/&+|;(–-] ?|, | [^\W\d_]{1,6}\.? )"
_LAPS = re.compile(
    rf"(?<![\d+a-zа-я第])(?<!\d[-–/.,:x×])(?<!\d [-–/x×] )(?:(?P<part>\b{PART}) )?"
    rf"(?P<laps>\d{{1,2}}(?:{_JOINED}\d{{1,2}}){{0,4}})[ -]?(?P<word>{_LAP_WORDS})"
    rf"(?![^\W\d_]| \d)(?! ?{_TO_GO})(?!{_OF_SHEET})"
)
_TIMES = re.compile(r"(?<!\d)(\d{1,2}) ?[x×*] ?400 ?m")
_METRES = re.compile(r"(?<![\d.,:])(\d)[ .,]?(\d{3}) ?m(?:et(?:er|re)s?)?(?![^\W\d_])")
_PURSUIT_BARE = re.compile(r"(?<![\d.,:])(2[ .,]?400|3[ .,]?200)(?!\d)")
_BARE = re.compile(r"(\d)[ .,]?(\d{3})")
_PURSUIT_M = (2400, 3200)  # nothing else is so long
_OTHERS_M = range(1200, 4801, LAP_M)  # of pursuits that say so: juniors', 4000 m on a bicycle
_BY_ITSELF = re.compile(
    r"(?:(?P<before>\b[^\W\d_]+):? )?(?<![\w.,:/–-])(?P<number>\d{1,2})(?![\w.:/–-])"
    r"(?: (?:for |fur |voor |for )?(?P<behind>[^\W\d_]+))?"
)
_TIGHT = "/–-"
_SHORT = 2  # letters of a word that numbers nothing: of, à, su
_PREPOSITION = 3  # letters: von, for
_BEFORE_LAPS = {
    "over", "uber", "ueber", "sur", "mit", "med", "met", "con", "avec", "with", "exactly",
    "strecke", "distanz", "matka", "dystans", "distancia", "distanza", "lengte", "length",
    *map(plain, ROLES["distance"][1]),
}  # fmt: skip
HEIGHT = re.compile(
    r"altitude|elevation|sea level|\bhohe\b|hoogte|\bhoyde\b|quota|m ?a\.? ?s\.? ?l\b"
)
_RELAY = re.compile(r"relay|staffel|estafette|stafett|relais|staffetta|relevo")
_PARTS = re.compile(r"[,;:/|·&+()\[\]]| - | – |\b(?:and|und|en|og|och|et|e|y)\b")
_BETWEEN = re.compile(r"[,;/|·&+:]| - | – |\b(?:and|und|en|og|och|et|e|y)\b")


def laps_said(text: str, who: str = "") -> frozenset[int]:
    """How many laps a title gives a team pursuit; several where it does not say of which.

    Of the usual ones of men and of women, joined to each other, each has its own. Beside words of
    splits these alone are of a race: others may be those after which somebody measured times.

    Parameters
    ----------
    text : a title, or a cell with what was skated
    who : "men" or "women", where that is known

    >>> sorted(laps_said("Team pursuit men, 2400 m (6 laps)")), sorted(laps_said("6 laps to go"))
    ([6], [])
    """
    found = _in_race(text)
    if SPLITS.search(_plainly(text)):
        found &= {*USUAL_LAPS.values()}
    parts = _PARTS.split(text) if found else []
    if len({sex_of(part) for part in parts} - {""}) > 1:
        # "Men 8 laps, women 6": what is said of the others says nothing.
        return frozenset().union(*(_in_race(part) for part in parts if sex_of(part) == who != ""))
    return frozenset({USUAL_LAPS[who]}) if who and found == {*USUAL_LAPS.values()} else found


def laps_doubted(text: str) -> dict[int, str]:
    """Numbers before words of laps that may number something else, and what that is.

    >>> laps_doubted("Men final 5 laps")
    {5: 'final'}
    """
    plainly = _plainly(text)
    found = [] if _others(plainly) else [*_in_laps(plainly)]
    doubted = {laps: of or unknown for laps, of, unknown in found}
    return {laps: word for laps, word in doubted.items() if word and laps <= MOST_LAPS}


def laps_perhaps(text: str) -> frozenset[int]:
    """Those of `laps_doubted` behind words that are not known to number anything, or of splits.

    >>> said = ("Nachwuchs 4 Runden", "Heat 4 laps", "Splits 4 laps")
    >>> [sorted(laps_perhaps(text)) for text in said]
    [[4], [], [4]]
    """
    plainly = _plainly(text)
    of_splits = _in_race(text) if SPLITS.search(plainly) else frozenset[int]()
    found = [] if _others(plainly) else [*_in_laps(plainly)]
    return of_splits | {laps for laps, _, unknown in found if unknown and laps <= MOST_LAPS}


def laps_of_metres(metres: int) -> int:
    """Laps of a race of so many metres; 0 where no team pursuit is so long."""
    return metres // LAP_M if metres in _OTHERS_M else 0


@lru_cache(maxsize=4096)
def _in_race(text: str) -> frozenset[int]:
    """As `laps_said`, of a text that may name other races too."""
    plainly = _plainly(text)
    if _others(plainly):
        parts = [part for part in _BETWEEN.split(plainly) if "pursuit" in races_of(part)]
        return frozenset().union(*(_in_words(part) for part in parts if not _others(part)))
    return _in_words(plainly)


def _plainly(text: str) -> str:
    return bare_letters(text.casefold().replace("ø", "o"))


def _others(text: str) -> bool:
    """Whether it names a race that is no pursuit."""
    return bool(races_of(text) - {"pursuit"} or _RELAY.search(text))


def _in_words(text: str) -> frozenset[int]:
    found = {laps for laps, *words in _in_laps(text) if not any(words)}
    found |= {int(each[1]) for each in _TIMES.finditer(text)}
    metres = {int(each[1] + each[2]) for each in _METRES.finditer(text)}
    if metres & {*_PURSUIT_M}:
        bare = (re.sub(r"\D", "", each[1]) for each in _PURSUIT_BARE.finditer(text))
        metres |= {*map(int, bare)}
    if only := _BARE.fullmatch(text.strip()):
        metres = {int(only[1] + only[2])} & {*_PURSUIT_M}
    if not HEIGHT.search(text):
        known = metres & {*_PURSUIT_M, *(_OTHERS_M if "pursuit" in races_of(text) else ())}
        found |= {laps_of_metres(each) for each in known}
    if len(found) == 1 and found < {*USUAL_LAPS.values()}:
        found |= {each for each in _beside_who(text) if each in USUAL_LAPS.values()}
    return frozenset(each for each in found if _FEWEST <= each <= MOST_LAPS)


def _beside_who(text: str) -> Iterator[int]:
    """Numbers by themselves beside a word or letter of who skated: "6 laps W, 8 M"."""
    for each in _BY_ITSELF.finditer(text):
        if sex_of(each["before"] or "") or sex_of(each["behind"] or ""):
            yield int(each["number"])


def _in_laps(text: str) -> Iterator[tuple[int, str, str]]:
    """Numbers before words of laps, each with what it numbers, "heat 4 laps", or may number."""
    for each in _LAPS.finditer(text):
        fewest = _FEWEST_ROUNDS if each["word"] in _ROUNDS else _FEWEST
        for i, (at, laps) in enumerate([] if each["part"] else _several(text, each)):
            of = "" if i else numbered(text, at)
            if laps >= fewest:
                yield laps, of, "" if i or of else _unknown_before(text, at)


def _several(text: str, found: re.Match[str]) -> list[tuple[int, int]]:
    """Numbers that are joined before a word of laps and can all be of laps, with their places.

    They are the last one alone where another one is of something else: "heat 3, 6 laps".
    """
    first = found.start("laps")
    each = [(first + one.start(), int(one[0])) for one in re.finditer(r"\d+", found["laps"])]
    if {laps for _, laps in each} == {*USUAL_LAPS.values()}:
        return each
    between = re.split(r"\d+", found["laps"])[1:-1]
    if any(joint.strip() in _TIGHT and joint.strip() for joint in between[-1:]):
        # Days, laps 1 to 6, 1/2: what is no number of laps makes none of the other.
        return each if all(_FEWEST <= laps <= MOST_LAPS for _, laps in each) else []
    last = each[-1:]
    for (at, laps), joint in zip(reversed(each[:-1]), reversed(between), strict=True):
        free = not (numbered(text, at) or _unknown_before(text, at))
        word = joint.strip(" .")
        known = word.isalpha() and bool(sex_of(word) or word in MONTHS or word in NUMBERED)
        if not (free and _FEWEST <= laps <= MOST_LAPS) or known:
            break
        last = [(at, laps), *last]
    return last


def _unknown_before(text: str, at: int) -> str:
    """The word right before a number, where nobody knows that it leaves the number to the laps.

    It may number something, as a bulletin, or be of a part of the race.
    """
    abbreviated = text[: at - 2] if text[:at].endswith(". ") else text[: at - 1]
    word = word_before(f"{abbreviated}{text[at - 1 : at]}", len(abbreviated) + 1) if at else ""
    known = not rest_of(word).left and word not in SHEETS and word not in SMALL
    free = (
        len(word) <= _SHORT or word in _BEFORE_LAPS or (word in SMALL and len(word) <= _PREPOSITION)
        or known or names_several(word) or says_who(word) or bool(races_of(word))
    )  # fmt: skip
    return "" if free else word
