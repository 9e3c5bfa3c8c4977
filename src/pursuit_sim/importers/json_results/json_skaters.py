"""Skaters of a team's JSON object, each with what is said of him."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pursuit_sim.importers.importer import text_of
from pursuit_sim.importers.json_results.json_outcomes import (
    KNOWN,
    READ,
    REMARKS,
    SKATERS,
    STATUSES,
    TEAMS,
    letters,
    text_within,
)
from pursuit_sim.importers.words.outcome_flags import (
    flag,
    of_skaters,
    of_somebody_else,
    words_of,
)
from pursuit_sim.importers.words.resting import rests, rests_by
from pursuit_sim.importers.words.skater_names import names_of
from pursuit_sim.importers.words.status_alone import is_bare_status
from pursuit_sim.importers.words.unfinished import cell_status, status, unclear

_NAME_PARTS = ("givenname", "firstName", "familyname", "lastName")
_NAMES = (*_NAME_PARTS, "name", "fullName")
_WITHIN = ("team", "competitor", "result")  # objects that may have the skaters
_RESERVE = "did not skate"
_ROLES = ("role", "function", "type", "skater type")  # in which an R is a reserve
_DEEPEST = 5  # lists and objects in each other that are looked into

Object = dict[str, Any]


def skaters_said(row: Object) -> list[str]:
    """Names, written in one or taken apart, in a list or in a text; a status is in brackets.

    >>> skaters_said({"skaters": ["A", {"name": "B", "status": "DNS"}, {"skater": {"name": "C"}}]})
    ['A', 'B (DNS)', 'C']
    """
    given = next((given for _, key, given in _of_skaters(row, "") if key in SKATERS), [])
    return [text for name, text in _names(given) if name]


def others_said(row: Object) -> Iterator[tuple[str, list[str]]]:
    """The same of keys that are of skaters and not read, with the key; and of those without a name.

    >>> [*others_said({"team": {"athletes": [{"name": "A", "status": "DSQ"}]}})]
    [('team.athletes', ['A (DSQ)'])]
    """
    read = ""
    for at, key, given in _of_skaters(row, ""):
        if key in SKATERS and not read:
            read = at
            yield at, [text for name, text in _names(given) if not name]
        else:
            yield at, [text for _, text in _names(given)]


def _of_skaters(about: Object, at: str) -> Iterator[tuple[str, str, object]]:
    """What stands below keys of skaters, with its place and the key; those that are read first."""
    of_skaters_ = [key for key in about if key not in SKATERS and of_skaters(key)]
    for key in (*SKATERS, *of_skaters_):
        if about.get(key):
            yield f"{at}{key}", key, about[key]
    for key in _WITHIN:
        if isinstance(about.get(key), dict):
            yield from _of_skaters(about[key], f"{at}{key}.")


def _names(given: object, deep: int = 0) -> Iterator[tuple[str, str]]:
    """Names, each also with what is said of him in brackets; without a name, that alone."""
    if isinstance(given, str):
        yield from ((name, name) for name in names_of(given))
    elif isinstance(given, dict) and deep < _DEEPEST:
        for each in given.values():
            if isinstance(each, dict | list):
                yield from _names([each], deep + 1)
    elif isinstance(given, list) and deep < _DEEPEST:
        for each in given:
            if isinstance(each, dict):
                yield from _named(each, deep)
            elif isinstance(each, list):
                yield from _of_list(each, deep)
            else:
                names = names_of(text_of(each)) if len(given) == 1 else [text_of(each)]
                yield from ((name, name) for name in filter(None, names))


def _of_list(given: list[object], deep: int) -> Iterator[tuple[str, str]]:
    """The same of a list in a list: of a name and a status, or of several skaters."""
    texts = [text_of(each) for each in given]
    said = [text for text in texts[1:] if is_bare_status(text) or rests(text, letter=True)]
    if texts and texts[0] and said:
        yield texts[0], f"{texts[0]} ({said[0]})"
    else:
        yield from _names(given, deep + 1)


def _named(about: Object, deep: int) -> Iterator[tuple[str, str]]:
    """The same of the object of a skater; of one that has skaters in it, of these."""
    name = _name(about)
    inner = [each for key, each in about.items() if isinstance(each, dict) and _of_himself(key)]
    name = name or next(filter(None, map(_name, inner)), "")
    said = _said(about)
    if name:
        yield name, f"{name} ({said})" if said else name
    elif said:
        yield "", f"a skater ({said})"
    else:
        yield from _names(about, deep + 1)


def _of_himself(key: str) -> bool:
    """Whether a key is of nothing else that a skater has: a nation, a team, a club, a coach."""
    known = KNOWN.get(letters(key), key)
    return known not in (*TEAMS, *_WITHIN[:2]) and (of_skaters(key) or not of_somebody_else(key))


def _name(about: Object) -> str:
    parts = [text_of(about.get(key)) for key in _NAME_PARTS]
    name = " ".join(filter(None, parts))
    return name or text_of(about.get("name")) or text_of(about.get("fullName"))


def _said(about: Object, deep: int = 0) -> str:
    """The words of a skater's object by which he is out; empty where it has none."""
    for key, value in about.items():
        if isinstance(value, dict) and deep < _DEEPEST and (inner := _said(value, deep + 1)):
            return inner
        name, words, text = KNOWN.get(letters(key), key), words_of(key), text_within(value)
        if resting := rests_by(key, value):
            return f"{_RESERVE}: {resting}"
        if key in _NAMES:
            continue
        if name in STATUSES and (cell_status(text) or unclear(text)):
            return cell_status(text) if not unclear(text) else text
        if name in REMARKS and (status(text) or unclear(text)):
            return text
        if _of_himself(key) and rests(text, letter=name in READ or words in _ROLES):
            return f"{_RESERVE}: {text}"
        if _of_himself(key) and is_bare_status(text):
            return text
        if name not in READ and (said := flag(key, value)[0]):
            return said
    return ""
