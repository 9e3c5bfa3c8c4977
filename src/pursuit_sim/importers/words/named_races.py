"""Which races a text names: heat 2, the second pair, Semifinal 1, Final B, SF2, 2. Lauf."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pursuit_sim.importers.words.event_words import round_kinds
from pursuit_sim.importers.words.heads import has_head, plain
from pursuit_sim.importers.words.title_words import without_days

HEAT = "heat"
LAST = "last"
_LETTERS = "abcd"
_HOUR = "h"  # behind a number
_OF_FINALS = frozenset(_LETTERS)
_MOST = 99
_LONGEST = 2000  # characters looked at
_TOKEN = re.compile(r"\d+|[^\W\d_]+")
_HEATS = frozenset({
    "h", "run", "runs", "match", "rennen", "quartet", "duel", "duell", "races", "raced",
    "laufs", "ritten", "paare", "paren", "parren", "heat",
})  # fmt: skip
_ROUNDS = {
    "qf": "quarter", "qfs": "quarter", "sf": "semi", "sfs": "semi", "hf": "semi", "vf": "quarter",
    "semis": "semi", "semi": "semi",
}  # fmt: skip
_FRACTIONS = {"1/4": "quarter", "1/2": "semi"}
_IN_WORDS = re.compile(
    r"\b(\w*quarts?|quarter|kwart|kvart|halve|halbe?|halv|demie?|semi) (?:de )?(fina)"
)
# A number before a race ends so: 2nd heat, 1er, 2e rit.
_ENDINGS = frozenset(
    ["st", "nd", "rd", "th", "er", "re", "ere", "eme", "e", "te", "de", "ste", "a", "o"]
)
BETWEEN_NUMBERS = frozenset({
    "no", "nr", "num", "number", "nummer", "numero", "and", "und", "en", "et", "og", "och", "y",
})  # fmt: skip
_ORDINAL_WORDS = """
first erste erster ersten eerste første första premier première primo prima primer primera
second zweite zweiter zweiten tweede andre andra anden deuxième seconde secondo seconda segundo
third dritte dritter dritten derde tredje troisième terzo terza tercer tercera
fourth vierte vierter vierten vierde fjerde fjärde quatrième quarto quarta cuarto cuarta
fifth fünfte fünfter fünften vijfde femte cinquième quinto quinta
sixth sechste sechster sechsten zesde sjette sjätte sixième sesto sesta sexto sexta
seventh siebte siebter siebten zevende sjuende sjunde septième settimo settima
eighth achte achter achten achtste åttende åttonde huitième ottavo ottava octavo octava
"""  # those of a number in each line
_LAST_WORDS = """
last letzte letzter letzten laatste siste sista sidste dernier dernière ultimo ultima último
"""
_ORDINALS = {
    plain(word): str(number)
    for number, words in enumerate(_ORDINAL_WORDS.strip().splitlines(), 1)
    for word in words.split()
} | {plain(word): LAST for word in _LAST_WORDS.split()}


@dataclass(frozen=True, slots=True)
class NamedRace:
    """A race, or several of a kind.

    Attributes
    ----------
    kind : "quarter", "semi", "final", "heats" of a round, or "heat"
    mark : its number or letter; empty where none is said
    """

    kind: str
    mark: str = ""


@lru_cache(maxsize=4096)
def named_races(text: str) -> tuple[NamedRace, ...]:
    """The races that a text names, in its order; of heats only those with a number.

    >>> named_races("Semifinals 1 and 2, 2nd heat")[1:]
    (NamedRace(kind='semi', mark='2'), NamedRace(kind='heat', mark='2'))
    >>> named_races("B final, 2. Lauf: lap 4, SF2")[::2]
    (NamedRace(kind='final', mark='b'), NamedRace(kind='semi', mark='2'))
    """
    words = _TOKEN.findall(_joined(without_days(text[:_LONGEST])))
    found: dict[NamedRace, None] = {}
    used = -1  # the last word that marks a race
    for i in range(len(words)):
        kind, mark = _kind(words[i])
        if not kind or i <= used:
            continue
        behind, end = _marks_behind(words, i + 1)
        before = [*_mark_before(words, i, used)]
        if before and end < len(words) and _kind(words[end])[0]:
            behind, end = [], i + 1  # what follows is of the next: B final, 2. Lauf
        letters = [each for each in (mark, *behind) if each in _OF_FINALS]
        numbers = [each for each in behind if each not in letters]
        marks = letters or numbers or before
        used = max(i, end - 1)
        if kind != HEAT and not marks:
            found[NamedRace(kind)] = None
        found |= {NamedRace(kind, each): None for each in marks}
        if letters:  # the first heat of Final B: final-b-1
            found |= {NamedRace(HEAT, each): None for each in numbers}
    return tuple(found)


def _joined(text: str) -> str:
    """A plain text whose rounds are one word each."""
    for fraction, name in _FRACTIONS.items():
        text = re.sub(rf"(?<!\d){fraction}[ -]*(?=fina)", name, text, flags=re.IGNORECASE)
    return _IN_WORDS.sub(r"\1\2", plain(text))


@lru_cache(maxsize=4096)
def _kind(word: str) -> tuple[str, str]:
    """The kind of race that a word names, and the letter that it has in it: FB."""
    if len(word) == 2 and word[0] == "f" and word[1] in _LETTERS:
        return "final", word[1]
    if word in _ROUNDS:
        return _ROUNDS[word], ""
    if word in _HEATS or has_head(HEAT, word):
        return HEAT, ""
    kinds = round_kinds(word) - {"heats"}
    for kind in ("quarter", "semi", "final"):
        if kind in kinds:
            return kind, ""
    return "", ""


def _marks_behind(words: Sequence[str], start: int) -> tuple[list[str], int]:
    """Numbers and letters behind a race, as in "2", "no. 2" and "1 and 2", and where they end."""
    marks: list[str] = []
    i = start
    while i < len(words):
        word = words[i]
        if {*words[i + 1 : i + 2]} & _ENDINGS and i + 2 < len(words) and _kind(words[i + 2])[0]:
            break  # 2nd heat
        if word in _LETTERS or (word.isdecimal() and int(word) <= _MOST):
            marks.append(word.lstrip("0") or word)
        elif word not in BETWEEN_NUMBERS:
            break
        i += 1
    while i > start and words[i - 1] in BETWEEN_NUMBERS:
        i -= 1
    return marks, i


def _mark_before(words: Sequence[str], i: int, used: int) -> Iterator[str]:
    """The number, letter or ordinal right before a race: 2nd heat, B final."""
    if words[i] == _HOUR:
        return
    at = i - 1
    if at > used and words[at] in _ENDINGS and at - 1 > used and words[at - 1].isdecimal():
        at -= 1
    if at <= used:
        return
    word = words[at]
    if word in _ORDINALS:
        yield _ORDINALS[word]
    elif word in _LETTERS or (word.isdecimal() and int(word) <= _MOST):
        yield word.lstrip("0") or word
