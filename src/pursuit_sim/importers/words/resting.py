"""Words by which a sheet says that somebody of a team did not skate: a reserve, a coach.

They stand behind or before a name, under a head or key of their own, or are that key.
"""

from __future__ import annotations

import re
from functools import lru_cache

from pursuit_sim.importers.words.heads import plain
from pursuit_sim.importers.words.nations import nation
from pursuit_sim.importers.words.outcome_flags import is_no, is_yes, words_of
from pursuit_sim.importers.words.resting_words import CAME_IN, ORDINAL, SKATED, WORDS
from pursuit_sim.plain_text import narrow

DID_NOT_SKATE = "did not skate"
_LONGEST = 60  # letters of such words
_LONGEST_NAME = 300
_LONG = re.compile(r"(?:reserv|ersatz|substitut|remplac|riserv|alternate|coach)\w*", re.IGNORECASE)
_LONG_SURNAME = 7  # letters: behind a comma stands no first name such as Ersatz or Trainer
_LETTER = "r"  # alone, in brackets or under a head of its own
_CAPITALS = re.compile(r"(?:RES|SUB|RESERVE|ERSATZ|RISERVA)\.?")
_SQUAD = frozenset({"selected", "in line up", "in lineup", "lined up"})  # reserves may be too
_BUT = re.compile(r"^(?:(?:but|who|and|he|she|now) )+")
_HELPING = re.compile(r"^(?:is|was|has|been|has been|as) ")
_PART = re.compile(r"[,;/:()\[\]–—]|\s-\s")
_BEHIND = re.compile(rf"\s*[(\[]([^()\[\]]{{1,{_LONGEST}}})[)\]]?$")
_BEHIND_A_SIGN = re.compile(
    rf"(?:\s*[–—:]\s*|\s+-\s*|,\s*)([^\s,:()\[\]–—][^,:()\[\]–—]{{0,{_LONGEST}}})$"
)
_BEFORE = re.compile(
    rf"[(\[]([^()\[\]]{{1,{_LONGEST}}})[)\]]\s*|"
    rf"([^\s,:()\[\]–—-][^,:()\[\]–—]{{0,{_LONGEST}}}?)(?:\s*[:–—]\s*|\s+-\s+)"
)
_BRACKETS = re.compile(r"[(\[]([^()\[\]]+)[)\]]")
_HARMLESS = frozenset(
    plain(each) for each in (
        "c", "cpt", "capt", "captain", "kapitän", "aanvoerder", "aanvoerster", "kaptein",
        "capitaine", "capitano", "capitana", "kapten", "lead", "leader", "f", "fell", "m", "w",
        "капитан", "主将", "주장",
    )
)  # fmt: skip
_BRACES = str.maketrans("{}", "()")
_MARK = re.compile(r"[*†‡§¹²³°#]")
# Of a text of several names, whatever parts them.
_APART = r";/|\n,&"
_OF_ONE = re.compile(
    rf"(?:\s[-–—]\s|[–—]|,)\s*([^\s{_APART}:()\[\]–—-][^{_APART}:()\[\]–—]{{0,{_LONGEST}}}?)"
    rf"(?=\s*(?:[{_APART}]|\s[-–—]\s|$))"
)
_AHEAD = re.compile(
    rf"(^|[{_APART}(\[])\s*([^\s{_APART}:()\[\]–—-][^{_APART}:()\[\]–—]{{0,{_LONGEST}}}?)"
    rf"(?:\s*:|\s[-–—]\s)\s*"
)


@lru_cache(maxsize=4096)
def rests(said: str, *, letter: bool = False) -> bool:
    """Whether words on somebody of a team say that he did not skate, perhaps with a reason.

    Parameters
    ----------
    said : beside his name or under a head of its own
    letter : whether an R says it too

    >>> [rests(each) for each in ("reserve", "4th skater", "not used (ill)", "captain")]
    [True, True, True, False]
    """
    parts = [*filter(None, map(str.strip, _PART.split(narrow(said[: 2 * _LONGEST]))))]
    words = plain(parts[0]) if parts else ""
    if any(map(_skated, parts[1:])):  # a reserve who came in
        return False
    return bool(WORDS.fullmatch(words)) or (letter and words == _LETTER)


def rests_by(key: str, value: object) -> str:
    """The words of a head or key by which somebody did not skate; empty where it says no such.

    >>> rests_by("isReserve", True), rests_by("reserve", "1st"), rests_by("reserve", 2)
    ('reserve', 'reserve', '')
    >>> rests_by("starter", False), rests_by("starter", True)
    ('did not skate: not starter', '')
    """
    words = _HELPING.sub("", words_of(key))
    if words in SKATED:
        return f"{DID_NOT_SKATE}: not {words}" if is_no(value) else ""
    return words if (is_yes(value) or _is_ordinal(value)) and rests(words) else ""


def _is_ordinal(value: object) -> bool:
    """Whether a value says which reserve: 1st, second."""
    said = plain(str(value)[:_LONGEST])
    return bool(said) and not said.isdecimal() and ORDINAL.fullmatch(said) is not None


def skates_by(key: str, value: object) -> bool:
    """Whether a head or key says that somebody skated."""
    return asks_who_skated(key) and is_yes(value)


def skated_by(key: str, value: object) -> bool:
    """The same, whatever he was in the squad: what says who skated goes before that.

    >>> skated_by("skated", True), skated_by("selected", True)
    (True, False)
    """
    return skates_by(key, value) and _HELPING.sub("", words_of(key)) not in _SQUAD


def asks_who_skated(key: str) -> bool:
    """Whether a head or key asks whether somebody skated."""
    return _HELPING.sub("", words_of(key)) in SKATED


def may_have_come_in(said: str) -> bool:
    """Whether words are on the place in the squad alone: a reserve skates where others cannot.

    >>> [may_have_come_in(each) for each in ("reserve", "not used", "coach")]
    [True, False, False]
    """
    return CAME_IN.fullmatch(plain(said)) is not None


def _skated(part: str) -> bool:
    words = _HELPING.sub("", _BUT.sub("", plain(part)))
    return words in SKATED - _SQUAD or words in ("came in", "came on")


def skated_after_all(text: str) -> str:
    """The name before brackets in which somebody who is called a reserve skated; else empty.

    >>> skated_after_all("Mo (reserve, skated)"), skated_after_all("Mo (reserve)")
    ('Mo', '')
    """
    found = _BEHIND.search(text) if len(text) <= _LONGEST_NAME else None
    skated = found is not None and any(map(_skated, _PART.split(found[1])))
    return text[: found.start()].strip() if found and skated else ""


@lru_cache(maxsize=4096)
def name_at_rest(text: str, *, first_names: bool = True) -> tuple[str, str]:
    """A name and the words beside it of somebody who did not skate; else the text alone.

    Parameters
    ----------
    text : what stands in the place of a name
    first_names : whether such a word behind a comma may be the first name

    >>> name_at_rest("B. Ola (reserve)"), name_at_rest("Ersatz: Mo"), name_at_rest("B. Ola")
    (('B. Ola', 'reserve'), ('Mo', 'Ersatz'), ('B. Ola', ''))
    >>> name_at_rest("R: Mo"), name_at_rest("R - Mo")
    (('Mo', 'R'), ('R - Mo', ''))
    >>> name_at_rest("Kim, Sub"), name_at_rest("Kim, Sub", first_names=False)
    (('Kim, Sub', ''), ('Kim', 'Sub'))
    """
    if len(text) > _LONGEST_NAME:
        return text, ""
    text = spelt_narrow(text)
    for pattern in (_BEHIND, _BEHIND_A_SIGN):
        if (found := pattern.search(text)) and rests(found[1], letter=pattern is _BEHIND):
            by_comma = first_names and found[0].lstrip()[0] == ","
            if by_comma and _as_first_name(found[1], text[: found.start()]):
                return text, ""
            name = text[: found.start()].strip(" ,-–—:")
            return (name, found[1].strip()) if name else (text, "")
    found = _BEFORE.match(text)
    if found and rests(found[1] or found[2], letter=_sets_apart(found[0])):
        name = text[found.end() :].strip()
        return (name, (found[1] or found[2]).strip()) if name else (text, "")
    words = text.split()
    for said, others in ((words[-1:], words[:-1]), (words[:1], words[1:])):
        if not others or text.isupper():
            continue
        (word,) = said
        if word.endswith(",") or others[-1].endswith(","):
            continue  # last name first
        dotted = said == words[:1] and word.endswith(".") and len(word) > 2
        spelt = _LONG.fullmatch(plain(word)) and (said == words[:1] or word.islower())
        if (spelt or dotted or _CAPITALS.fullmatch(word)) and rests(word):
            return " ".join(others), word
    return text, ""


def spelt_narrow(text: str) -> str:
    """A text of names whose signs and brackets, of whatever kind and width, are those known here.

    >>> spelt_narrow("佐藤（補欠） / Ola {reserve}")
    '佐藤(補欠) / Ola (reserve)'
    """
    return narrow(text).translate(_BRACES)


def _as_first_name(words: str, before: str) -> bool:
    """Whether words behind a comma are written as a first name may be: "Kim, Sub", "LEE, RES"."""
    alike = words.istitle() or (words.isupper() and before.isupper())
    alike = alike or (words.islower() and before.islower())
    return alike and words.isalpha() and len(words) < _LONG_SURNAME and not is_long(words)


def _sets_apart(before: str) -> bool:
    """Whether what stands before a name is in brackets or has a colon, so that an R is no name."""
    return before.rstrip().endswith((":", ")", "]"))


def is_long(words: str) -> bool:
    """Whether a word is plainly none but that: reserve, Ersatz, coach."""
    return _LONG.fullmatch(plain(words)) is not None


def is_no_name(text: str) -> bool:
    """Whether a text in the place of a name is nothing but such words; a surname may be one.

    >>> [is_no_name(each) for each in ("reserve", "Vara", "WISSEL", "DID NOT SKATE", "B. Ola")]
    [True, False, False, True, False]
    """
    spelt = is_long(text) or text.islower() or (" " in text and not text.istitle())
    return bool(spelt) and len(text) <= _LONGEST and bool(WORDS.fullmatch(plain(text)))


def each_by_himself(text: str) -> tuple[str, list[str]]:
    """A text of several names with such words in brackets behind them, and those named behind such
    words, apart.

    >>> each_by_himself("Ola - reserve / Nes"), each_by_himself("Ola; Nes (reserve: Mo, Lie)")
    (('Ola (reserve) / Nes', []), ('Ola; Nes', ['Mo (reserve)', 'Lie (reserve)']))
    """
    apart: list[str] = []
    by_commas = not re.search(r"[;/|\n&]", text)
    begin = 0
    while found := _AHEAD.search(text, begin):
        begin = found.end()
        if not rests(found[2], letter=_sets_apart(found[0])):
            begin = max(found.start() + 1, found.start(2))
            continue
        ends = r"[)\]]" if found[1] in ("(", "[") else r"[;/|\n,&]" if by_commas else r"[;/|\n&]"
        end = re.compile(ends).search(text, begin)
        until = end.start() if end else len(text)
        if found[1] in ("(", "[") and text[begin : begin + 1].islower() and not text.islower():
            continue  # what he did, and no name
        names = [each.strip() for each in re.split(r"[,;/|&\n]", text[begin:until])]
        apart += [f"{name} ({found[2].strip()})" for name in names if name]
        closed = found[1] in ("(", "[") and end is not None
        before = text[: found.start()].rstrip()
        text = f"{before}{text[until + 1 :] if closed else text[until:]}".lstrip(" ;/|&,\n")
        begin = min(len(before), len(text))

    def beside(each: re.Match[str]) -> str:
        by_comma = each[0].lstrip()[0] == ","
        named = by_comma and _as_first_name(
            each[1], re.split(rf"[{_APART}]", text[: each.start()])[-1]
        )
        return f" ({each[1]})" if rests(each[1]) and not named else each[0]

    return _OF_ONE.sub(beside, text), apart


def unknown_remark(name: str) -> str:
    """What stands beside a name, in brackets or as a mark, and is not known to be harmless.

    >>> [unknown_remark(each) for each in ("Ola (Xyz)", "Ola*", "Ola (C)", "Ola (NOR)", "Ola")]
    ['Xyz', '*', '', '', '']
    """
    for said in _BRACKETS.findall(name):
        words = plain(said)
        if words and not (words in _HARMLESS or words.replace(" ", "").isdigit() or nation(said)):
            return str(said)
    found = _MARK.search(name)
    return found[0] if found else ""
