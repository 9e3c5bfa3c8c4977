"""How many laps a race has, as its title or a cell with what was skated says in words or metres."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from pursuit_sim.importers.words.cells import sex_of
from pursuit_sim.importers.words.event_words import races_of
from pursuit_sim.importers.words.numbered import numbered
from pursuit_sim.importers.words.title_vocabulary import LAP_WORDS
from pursuit_sim.plain_text import bare_letters

LAP_M = 400  # nominal
MOST_LAPS = 16
_FEWEST = 3
_FEWEST_ROUNDS = 4  # two Runden may be two rounds
_ROUNDS = ("runden", "runder", "ronden", "rondes", "tours")
# What comes before or behind laps that are a part of a race.
_PART = (
    r"(?:after|nach|na|etter|efter|apres|dopo|last|first|every|per|best|fastest|lap|runde|ronde"
    r"|letzten?|ersten?|laatste|eerste|siste|forste|sista|forsta|derniers|premiers|ultimi|primi)"
)
_TO_GO = (
    r"(?:to go|to skate|left|remaining|behind|down|ahead|each|completed|of \d{1,2}\b|zu fahren"
    r"|te gaan|igjen|kvar|restants?)"
)
# Behind a lap that is of a kind of sheet, not of a race: "lap by lap", "lap times".
_OF_SHEET = (
    r"(?:(?<=lap)[ -](?:times?|timings?|charts?|splits?|reports?|analys[ei]s|sheets?|tables?|data"
    r"|leaders?|counters?|records?|counts?|positions?|speeds?|comparison|overview|log|graphs?)\b"
    r"|-(?:zeiten|tider|tijden|tempi|temps)\b"
    rf"|[ -](?:by|for|fur|voor|par|per|po|za|за|a)[ -](?:{LAP_WORDS}|runde|ronde|tour|giro)\b)"
)
_LAPS = re.compile(
    rf"(?<![\d+a-zа-я第])(?<!\d[-–/.,:x×])(?<!\d [-–/x×] )(?:(?P<part>\b{_PART}) )?"
    rf"(?P<laps>\d{{1,2}})[ -]?(?P<word>{LAP_WORDS})(?![^\W\d_]| \d)(?! ?{_TO_GO})(?!{_OF_SHEET})"
)
_TIMES = re.compile(r"(?<!\d)(\d{1,2}) ?[x×*] ?400 ?m")
_METRES = re.compile(r"(?<![\d.,:])(\d)[ .,]?(\d{3}) ?m(?:et(?:er|re)s?)?(?![^\W\d_])")
_BARE = re.compile(r"(\d)[ .,]?(\d{3})")
_PURSUIT_M = (2400, 3200)  # nothing else is so long
_OTHERS_M = range(1200, 4801, LAP_M)  # of pursuits that say so: juniors', 4000 m on a bicycle
_HEIGHT = re.compile(
    r"altitude|elevation|sea level|\bhohe\b|hoogte|\bhoyde\b|quota|m ?a\.? ?s\.? ?l\b"
)
_RELAY = re.compile(r"relay|staffel|estafette|stafett|relais|staffetta|relevo")
_PARTS = re.compile(r"[,;:/|·&+()\[\]]| - | – |\b(?:and|und|en|og|och|et|e|y)\b")
_BETWEEN = re.compile(r"[,;/|·&+:]| - | – |\b(?:and|und|en|og|och|et|e|y)\b")


def laps_said(text: str, who: str = "") -> frozenset[int]:
    """How many laps a title gives a team pursuit; several where it does not say of which.

    Parameters
    ----------
    text : a title, or a cell with what was skated
    who : "men" or "women", where that is known

    >>> sorted(laps_said("Team pursuit men, 2400 m (6 laps)")), sorted(laps_said("6 laps to go"))
    ([6], [])
    """
    found = _in_race(text)
    parts = _PARTS.split(text) if found else []
    if len({sex_of(part) for part in parts} - {""}) > 1:
        # "Men 8 laps, women 6": what is said of the others says nothing.
        return frozenset().union(*(_in_race(part) for part in parts if sex_of(part) == who != ""))
    return found


def laps_doubted(text: str) -> dict[int, str]:
    """Numbers before words of laps that may number something else, and what that is.

    >>> laps_doubted("Men final 5 laps")
    {5: 'final'}
    """
    plainly = _plainly(text)
    doubted = {} if _others(plainly) else dict(_in_laps(plainly))
    return {laps: of for laps, of in doubted.items() if of and laps <= MOST_LAPS}


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
    found = {laps for laps, of in _in_laps(text) if not of}
    found |= {int(each[1]) for each in _TIMES.finditer(text)}
    metres = {int(each[1] + each[2]) for each in _METRES.finditer(text)}
    if bare := _BARE.fullmatch(text.strip()):
        metres = {int(bare[1] + bare[2])} & {*_PURSUIT_M}
    if not _HEIGHT.search(text):
        known = metres & {*_PURSUIT_M, *(_OTHERS_M if "pursuit" in races_of(text) else ())}
        found |= {laps_of_metres(each) for each in known}
    return frozenset(each for each in found if _FEWEST <= each <= MOST_LAPS)


def _in_laps(text: str) -> Iterator[tuple[int, str]]:
    """Numbers before words of laps, each with what else it may number: "heat 4 laps"."""
    for each in _LAPS.finditer(text):
        laps = int(each["laps"])
        if not each["part"] and laps >= (_FEWEST_ROUNDS if each["word"] in _ROUNDS else _FEWEST):
            yield laps, numbered(text, each.start("laps"))
