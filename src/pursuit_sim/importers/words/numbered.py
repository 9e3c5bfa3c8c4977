"""What a number in a title numbers: heat 4, final 2, World Cup 3."""

from __future__ import annotations

import re

from pursuit_sim.importers.words.heads import plain, plain_pattern
from pursuit_sim.importers.words.title_vocabulary import MONTHS, NUMBERED, PAGES, ROUND

_BEFORE = re.compile(
    r"(?:(?P<letter>(?<![^\W_])[a-dA-D])[ -])?(?P<word>[^\W\d_]+)"
    r"(?:[ .]{1,2}(?:no|nr|num|number|nummer|numero|numéro|№)(?:[.:º°] ?| )| ?[#№] ?|[ -])$",
    re.IGNORECASE,
)
_LONGEST = 40  # characters looked at
# Rounds and series of which a title names all, and no single one.
_SEVERAL = re.compile(plain_pattern(
    r".*(?:finals|finaler|finales|finali|финалы|heats|semis|pairs|runs|rounds|läufe)"
))  # fmt: skip
_OTHERS = re.compile(plain_pattern(
    r"cup|worldcup|weltcup|wereldbeker|verdenscup|världscup|wc|monde|mondo|trophy|prix|event"
    r"|stage|etappe|étape|tappa|group|grupp[eo]?|groepe?|groupe|sessie|sesjon|sitzung|séance"
    r"|sessione|sesión|giornata|giorno|série|quartett|poule|start|кубок|кубка|этапа?|группа|заезд"
    r"|день|rd|no|nr"
))  # fmt: skip

_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
# From one on, in each language, but for what is another word too, such as "to" and "en".
_SPELLED = """
one two three four five six seven eight nine ten eleven twelve
eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf
- twee drie vier vijf zes zeven acht negen tien elf twaalf
- - tre fire fem seks sju åtte - - elleve tolv
- deux trois quatre cinq six sept huit neuf dix onze douze
uno due tre quattro cinque sei sette otto nove dieci undici dodici
"""
_COUNTED = {
    plain(word): str(number)
    for words in (_ROMAN, *map(str.split, _SPELLED.strip().splitlines()))
    for number, word in enumerate(words, 1)
    if plain(word)
}


def numbered(text: str, at: int) -> str:
    """The word that is numbered by the number at a place of a text; empty where none is.

    A comma, a colon or a bracket between them parts them, and so does the letter of a final.

    >>> numbered("Men, heat 4 laps", 10), numbered("Men, final: 4 laps", 12)
    ('heat', '')
    """
    word = word_before(text, at)
    if names_several(word):
        return ""
    known = word in NUMBERED or word in PAGES or word in MONTHS
    return word if known or ROUND.fullmatch(word) or _OTHERS.fullmatch(word) else ""


def word_before(text: str, at: int) -> str:
    """The plain word before the number at a place of a text, with nothing but a blank between.

    >>> word_before("Men, bulletin 5 laps", 14), word_before("Men, 5 laps", 5)
    ('bulletin', '')
    """
    found = _BEFORE.search(text[max(0, at - _LONGEST) : at])
    return "" if found is None or found["letter"] else plain(found["word"])


def counted(word: str) -> str:
    """The number that a plain word is, up to twelve: in digits, in Roman ones or spelled.

    >>> counted("6"), counted("vi"), counted("six"), counted("gold")
    ('6', '6', '6', '')
    """
    return (word.lstrip("0") or word) if word.isdecimal() else _COUNTED.get(word, "")


def names_several(word: str) -> bool:
    """Whether a plain word is of rounds and series of which none has a number: "semifinals"."""
    return bool(_SEVERAL.fullmatch(word))
