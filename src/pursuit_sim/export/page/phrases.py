"""Remarks, places and formations as phrases that a page says in its reader's language.

They are worded in English where they are found out. The catalogue's own English phrases read
them back, key and values; what none of them says, such as a remark of a scenario, stays a text.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from pursuit_sim.draw.replay.narration import ENGLISH, catalogue
from pursuit_sim.scenario.race import PASSING_KEYS

Told = str | list[Any]  # a text as it is, or the key of a phrase and what fills its places

_SAID = "said-"  # how keys of such phrases begin
_KEY, _GHOST = "key-", "ghost-"  # and of keys of an entry, and of ghosts
_CALLED = {
    **dict.fromkeys(PASSING_KEYS, "passings"),
    **dict.fromkeys(("train", "form", "effort", "body"), "model"),
}
_PLACE = re.compile(r"\\{(\w+)\\}")
_VALUES = {
    "n": r"\d+",
    "nth": r"\d+(?:st|nd|rd|th)",
    "by": r"\d+\.\d\d\d?",
    "most": r"\d+\.\d\d",
    "halves": r"\d+(?:\.\d+)? laps?",
    "last": r"\d+(?:st|nd|rd|th)",
    "word": "DNF|DSQ|DNS|WDR",
    "doubt": r"(?: \((?:assumed|supposed)\))?",
    "code": r"[^ :]+",
    "many": r"\d+(?:\.\d+)?",
    "begin": r"\d+(?:\.\d+)?",
    "end": r"\d+(?:\.\d+)?",
    "lost": r"\d+\.\d",
    "letter": r"[A-Z]",
    "kind": r"[A-Z]{2}",
    "race": r"[^ :,]+",
    "races": r"[^ :,]+ in [^ :,]+(?:, [^ :,]+ in [^ :,]+)*",
    "until": r"\d{4}-\d\d-\d\d \([^()]+\)",
    "keys": r"[^ ,]+(?:, [^ ,]+)*",
    "name": r".+",
    "teams": r"[^ ]+(?: (?:v|and) [^ ]+|, [^ ]+)*",
}
_LISTED, _JOINED = ", ", " · "


def told(text: str, own: Collection[str] = ()) -> Told:
    """A text as a phrase, where the catalogue has it.

    Parameters
    ----------
    text : a whole sentence, or what stands for one
    own : what the scenario says itself, which stays in its words whatever these are
    """
    if text in own:
        return text
    for key, pattern in _patterns():
        found = pattern.fullmatch(text)
        if found:
            filled = found.groupdict().items()
            return [key, {name: _value(name, said) for name, said in filled if said}]
    return text


def place(text: str) -> list[Told]:
    """What a result means, part by part: "6th of 8 · to Final C"."""
    return [told(each) for each in text.split(_JOINED) if each]


def formation(text: str) -> list[Told]:
    """How a team skates, part by part: "rotating, turns assumed"."""
    return [told(each) for each in text.split(_LISTED)]


def needed(words: Mapping[str, str], said: object) -> dict[str, str]:
    """The words of a catalogue that a page needs: of phrases read back only those that it says.

    Parameters
    ----------
    words : the catalogue
    said : all else that the page says, as plain data
    """
    texts = set(_texts(said))
    texts |= {f"{_KEY}{each}" for each in texts}
    return {
        key: word
        for key, word in words.items()
        if key in texts or not key.startswith((_SAID, _KEY, _GHOST))
    }


def _texts(said: object) -> Iterator[str]:
    """All texts, wherever they stand in plain data: keys of phrases among them."""
    if isinstance(said, str):
        yield said
    elif isinstance(said, Mapping | list | tuple):
        for each in said.values() if isinstance(said, Mapping) else said:
            yield from _texts(each)


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    said = {key: text for key, text in catalogue(ENGLISH).items() if key.startswith(_SAID)}
    # Those with the fewest places first: they say the most by themselves.
    ordered = sorted(said.items(), key=lambda each: each[1].count("{"))
    return tuple((key, re.compile(_pattern(text))) for key, text in ordered)


def _pattern(text: str) -> str:
    return _PLACE.sub(lambda found: f"(?P<{found[1]}>{_VALUES[found[1]]})", re.escape(text))


def _value(name: str, said: str) -> Any:
    if name == "doubt":
        return said.strip(" ()")
    if name in ("nth", "last"):
        return int(re.sub(r"\D", "", said))
    if name == "halves":
        halves = 2 * float(said.split(maxsplit=1)[0])
        return int(halves) if halves.is_integer() else halves
    return _named(said.split(_LISTED)) if name == "keys" else said


def _named(keys: Iterable[str]) -> list[str]:
    """Keys of an entry by what pages have a word for, each once."""
    found = []
    for each in keys:
        first = each.partition(".")[0]
        known = each if f"key-{each}" in catalogue(ENGLISH) else _CALLED.get(first, first)
        found.append(known if f"key-{known}" in catalogue(ENGLISH) else "other")
    return [*dict.fromkeys(found)]
