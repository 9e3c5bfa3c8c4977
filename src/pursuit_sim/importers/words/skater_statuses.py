"""Statuses among names of skaters: of the team, or of one of them, which is a remark."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import cache

from pursuit_sim.errors import Fault
from pursuit_sim.importers.words.outcome_flags import words_of
from pursuit_sim.importers.words.resting import (
    is_no_name,
    may_have_come_in,
    name_at_rest,
    rests,
    skated_after_all,
    spelt_narrow,
)
from pursuit_sim.importers.words.skater_names import (
    TEAM_SIZES,
    is_nobody,
    names_of,
    reserves_among,
)
from pursuit_sim.importers.words.status_alone import is_bare_status, is_status_alone
from pursuit_sim.importers.words.status_words import ELSEWHERE, folded
from pursuit_sim.importers.words.title_words import rest_of
from pursuit_sim.importers.words.unfinished import SETTLE, is_outside, status, statuses, unclear
from pursuit_sim.plain_text import cut

LEFT_OUT = "he is left out of the line-up"
_LONGEST = 60  # characters told
_NO_NAME = 9  # letters: Withdrawn
_SIGNS = " -–—:;,.()[]"
_NOT_SKATED = ("DNS", "WDR")
# For whom somebody skates, and a name by its initial.
_OF_ANOTHER = re.compile(
    r"\b(?:for|instead of|in place of|für|statt|anstelle(?: von)?|voor|in plaats van|i stedet for"
    r"|istället för|pour|à la place de|per|al posto di) (?-i:[A-Z])|(?-i:\b[A-Z]\. ?[A-Z])\w",
    re.IGNORECASE,
)
_THIS_RACE = re.compile(r"\b(?:this|the|dieses?|deze|dette) (?:race|rennen|lauf|rit|lop)\b")
_WORD = re.compile(r"[^\W\d_]+")
_SHORTEST_NAME = 3  # letters
_MOST_MENTIONED = 200  # texts with one word; a team has far fewer names


def without_statuses(
    names: Sequence[str], *, timed: bool, key: str, where: str, faults: list[Fault],
    notes: list[str], others: Sequence[str] = (), aside: Collection[str] = (),
) -> tuple[tuple[str, ...], str]:  # fmt: skip
    """The names of skaters without words of a status, and the status that stands in their place.

    One in the place of a name is the team's, and so may be a DSQ behind a name, since one skater
    takes away the result of all: beside a time both are faults. Another one is the skater's own,
    and told; who did not start, a reserve or a coach is no skater of this race.

    Parameters
    ----------
    names : of a cell or a list
    timed : whether the team has a time
    key, where : where they stand
    faults : gets one where a time and a status leave doubt
    notes : told what is a skater's own
    others : names of the same team that stand elsewhere
    aside : what stands below heads and keys of reserves
    """
    found: list[str] = []
    team = ""
    names = [*_somebody([*map(spelt_narrow, names)], notes)]
    aside = reserves_among(names, map(spelt_narrow, aside))
    no_first_names = called_reserves_by_comma([name for name in names if name not in aside])
    mentioned = cache(lambda: _mentioned((*names, *others)))
    just_three = len(names) == min(TEAM_SIZES) and not any(map(is_no_name, names))
    for text in names:
        shown = repr(cut(text, _LONGEST))
        if just_three and (text in aside or may_have_come_in(name_at_rest(text)[1])):
            found.append(name_at_rest(text)[0])
            notes.append(f"{shown} is called a reserve, and skated: the team names no other three")
            continue
        if came_in := skated_after_all(text):
            found.append(came_in)
            notes.append(f"{shown} is read as a skater and a remark on him alone")
            continue
        if is_no_name(text) or text in aside:
            among = aside.get(text, text)
            whose = f" ({cut(among, _LONGEST)!r})" if among != text else ""
            why = f"is among the reserves elsewhere{whose}" if text in aside else "is no skater"
            notes.append(f"{shown} {why}: left out of the line-up")
            continue
        said = status(text)
        name, beside = name_at_rest(text, first_names=text not in no_first_names)
        rested = beside != ""
        if not rested:
            name, beside = _parted(text)
        alone = not name or (len(names) == 1 and is_status_alone(text))
        if name == text and not alone:
            found.append(text)
            continue
        out = rested or _is_out(beside, name, mentioned)
        if timed and (alone or "DSQ" in statuses(text) or is_outside(text)):
            problem = f"{shown} beside a time: not clear whether the time counts"
            faults.append(Fault(where, key, problem, SETTLE.format(said or "DSQ")))
        elif alone or (not timed and said == "DSQ"):
            team = team or said
        else:
            left = f"; {LEFT_OUT}" if out else ""
            notes.append(f"{shown} is read as a skater and a remark on him alone{left}")
        if not (alone or out):
            found.append(name)
    return tuple(found), team


def _somebody(names: Sequence[str], notes: list[str]) -> Iterator[str]:
    """Names without strokes and words that stand in the place of one."""
    for text in names:
        if status(text) or is_outside(text) or not is_nobody(text, names):
            yield text
        elif any(map(str.isalnum, text)):
            shown = repr(cut(text, _LONGEST))
            notes.append(f"{shown} in the place of a skater names nobody: left out of the line-up")


def called_reserves_by_comma(names: Sequence[str]) -> list[str]:
    """Names with a word of reserves behind a comma, where a team names three others.

    Where it does not, the word is a first name.

    >>> called_reserves_by_comma(["Kim, Sub", "A", "B", "C"])
    ['Kim, Sub']
    >>> called_reserves_by_comma(["Kim, Sub", "A", "B"])
    []
    """
    staying = [
        name for name in names
        if not (name_at_rest(name)[1] or is_no_name(name) or status(name) in _NOT_SKATED)
    ]  # fmt: skip
    found = [name for name in staying if name_at_rest(name, first_names=False)[1]]
    return found if len(staying) - len(found) >= min(TEAM_SIZES) else []


def named_aside(others: Iterable[tuple[str, str]]) -> list[str]:
    """Names below heads of reserves and coaches.

    >>> named_aside([("Reserve", "C. Nes"), ("Club", "Oslo")])
    ['C. Nes']
    """
    return [name for head, text in others if rests(words_of(head)) for name in names_of(text)]


def _as_name(word: str) -> bool:
    return len(word) < _NO_NAME and word.istitle() and word.isalpha()


def _parted(text: str) -> tuple[str, str]:
    """The name beside a status, and all that stands there; the text itself where none is said.

    A short word such as Brutt or Ret, written as a name, may be one. What is in brackets is no part
    of a name.

    >>> _parted("A. Ola (replaces C. Nes, DNS)"), _parted("DNS B. Mo"), _parted("Ret")
    (('A. Ola', 'replaces C. Nes, DNS'), ('B. Mo', 'DNS'), ('Ret', ''))
    """
    if _as_name(text):
        return text, ""
    if is_bare_status(text):
        return "", text
    if not (status(text) or is_outside(text)):
        return text, ""
    words = text.split()
    end = _fewest(lambda count: _says_out(words[:count]), len(words))
    begin = end - _fewest(lambda count: _says_out(words[end - count : end]), end)
    if _as_name(" ".join(words[begin:end])):
        return text, ""
    before = re.sub(r"[(\[].*", "", " ".join(words[:begin])).rstrip(_SIGNS)
    behind = re.sub(r"^[(\[].*", "", " ".join(words[end:])).strip(_SIGNS)
    beside = text.removeprefix(before) if before else " ".join(words[:end])
    return before or behind, beside.strip(_SIGNS)


def _says_out(words: Sequence[str]) -> bool:
    said = " ".join(words)
    return bool(status(said) or is_outside(said))


def _fewest(says: Callable[[int], bool], most: int) -> int:
    """How many words it takes to say what all of them do, and one less does not."""
    low, high = 0, most
    while high - low > 1:
        half = (low + high) // 2
        low, high = (low, half) if says(half) else (half, high)
    return high


def _mentioned(texts: Iterable[str]) -> dict[str, list[str]]:
    """The texts in which each word with a capital stands; of very many the first ones."""
    found: dict[str, list[str]] = {}
    for text in texts:
        for word in {*_WORD.findall(text)}:
            if len(word) >= _SHORTEST_NAME and word[:1].isupper():
                within = found.setdefault(word, [])
                if len(within) < _MOST_MENTIONED:
                    within.append(text)
    return found


def _is_out(beside: str, name: str, mentioned: Callable[[], dict[str, list[str]]]) -> bool:
    """Whether words beside a name say that he did not skate this race.

    Words of another race, or the name of somebody else, may be what they are about.
    """
    if status(beside) not in _NOT_SKATED or unclear(beside):
        return False
    known = any(name not in text for word in _WORD.findall(beside)
                for text in mentioned().get(word, ()))  # fmt: skip
    plainly = _THIS_RACE.sub(" ", folded(beside))
    of_races = ELSEWHERE.search(plainly) or rest_of(plainly).marks
    return not (known or of_races or _OF_ANOTHER.search(beside))
