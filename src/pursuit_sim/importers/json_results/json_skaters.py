"""Skaters of a team's JSON object, each with what is said of him."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from pursuit_sim.importers.importer import text_of
from pursuit_sim.importers.json_results.json_outcomes import SKATERS, Object
from pursuit_sim.importers.json_results.json_parts import (
    NAME_PARTS,
    NAMES,
    is_read,
    of_himself,
    part_elsewhere,
    said_by_others,
    said_of,
    without_counts,
)
from pursuit_sim.importers.words.heads import plain
from pursuit_sim.importers.words.outcome_flags import is_yes, of_skaters, words_of
from pursuit_sim.importers.words.resting import DID_NOT_SKATE, rests
from pursuit_sim.importers.words.skater_names import TEAM_SIZES, names_of
from pursuit_sim.importers.words.status_alone import is_bare_status

_WITHIN = ("team", "competitor", "result")  # objects that may have the skaters
_STARTING = {"starters", "starting", "skated", "starting lineup", "starting line up"}
# Below these stands something else too, such as the team's own name.
_NAMING = {"line up", "lineup", "team", "main", "names"}
_ORDERS = {
    "order", "position", "start order", "start position", "lineup order", "lineup position",
    "line up order", "line up position", "skating order", "sequence", "seq", "sort order", "index",
}  # fmt: skip
_NUMBERED = re.compile(r"([^\W\d]*[ _-]?)\d{1,2}", re.ASCII)
_LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ _-"
_LONGEST = 40  # characters told
_DEEPEST = 5  # lists and objects in each other that are looked into


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
    competitor = about.get("competitor")
    if isinstance(competitor, dict) and isinstance(team := competitor.get("team"), list):
        yield f"{at}competitor.team", SKATERS[0], team


def _names(given: object, deep: int = 0) -> Iterator[tuple[str, str]]:
    """Names, each also with what is said of him in brackets; without a name, that alone."""
    if isinstance(given, str):
        yield from ((name, name) for name in names_of(given))
    elif isinstance(given, dict) and deep < _DEEPEST:
        yield from _of_object(given, deep)
    elif isinstance(given, list) and deep < _DEEPEST:
        given = without_counts(given)
        said = said_by_others(given)
        for i in line_up_order(given):
            if isinstance(each := given[i], dict):
                yield from _named(each, deep, said.get(i, ""))
            elif isinstance(each, list):
                yield from _of_list(each, deep)
            else:
                names = names_of(text_of(each)) if len(given) == 1 else [text_of(each)]
                yield from ((name, name) for name in filter(None, names))


def _of_object(given: Object, deep: int) -> Iterator[tuple[str, str]]:
    """The same of an object of skaters: by their numbers, or in groups, some of reserves.

    Nobody is named twice; who is among the reserves is one of them alone.
    """
    numbered = _numbered(given)
    aside = {
        name: f"{name} ({DID_NOT_SKATE}: {words_of(key)})" for key, each in given.items()
        if key not in numbered and _of_reserves(key, numbered)
        for name, _ in _names(each, deep + 1) if name
    }  # fmt: skip
    told: set[str] = set()
    for each in _line_ups(given, numbered):
        for name, text in _names(each, deep + 1):
            if not name or name not in {*told, *aside}:
                told.add(name)
                yield name, text
    yield from aside.items()


def _line_ups(given: Object, numbered: Collection[str]) -> Iterator[object]:
    """What has names in an object of skaters, but those of reserves; first who started."""
    if all(isinstance(given[key], dict) for key in numbered):
        yield [given[key] for key in numbered]
    else:
        yield from (each if isinstance(each, str) else [each]
                    for each in (given[key] for key in numbered))  # fmt: skip
    for key in sorted(given, key=lambda key: words_of(key) not in _STARTING):
        if key not in numbered and _has_names(given, key, numbered):
            yield given[key] if isinstance(given[key], str) else [given[key]]


def _has_names(given: Object, key: str, numbered: Collection[str]) -> bool:
    """Whether names stand below a key of an object of skaters, and not of reserves.

    A single text is one only where nothing else has names, and something that has a name itself,
    such as the team, where no others name a whole one.
    """
    each, words = given[key], words_of(key)
    if _of_reserves(key, numbered):
        return False
    if isinstance(each, dict) and _name(each):
        listed = (len(other) for name, other in given.items()
                  if isinstance(other, list) and not _of_reserves(name, numbered))  # fmt: skip
        return of_skaters(key) or (of_himself(key) and sum(listed, len(numbered)) < min(TEAM_SIZES))
    if isinstance(each, dict | list):
        return True
    if not (words in (*_STARTING, *_NAMING) or key in SKATERS or of_skaters(key)):
        return False
    count = len(names_of(text_of(each)))
    others = bool(numbered) or any(
        isinstance(other, dict | list) and not _of_reserves(name, numbered)
        for name, other in given.items()
    )
    return count > 1 or (count == 1 and words in _STARTING and not others)


def _numbered(given: Object) -> list[str]:
    """The keys of skaters that are numbers, in their order; beside them stand no other names."""
    found = {key: number for key in given if (number := _NUMBERED.fullmatch(key))}
    if len({number[1] for number in found.values()}) != 1:
        return []
    for key, each in given.items():
        single = not isinstance(each, dict | list) and len(names_of(text_of(each))) < len("ab")
        known = key in found or _of_reserves(key, found)
        if not (known or (single and len(found) in TEAM_SIZES)):
            return []
    return sorted(found, key=lambda key: int(key.lstrip(_LETTERS)))


def _of_reserves(key: str, numbered: Collection[str]) -> bool:
    return rests(words_of(key), letter=bool(numbered))


def line_up_order(given: list[Any]) -> Sequence[int]:
    """Places of skaters by their numbers in the line-up, where these are 1, 2, 3 …; else as given.

    >>> line_up_order([{"name": "A", "order": 2}, {"name": "B", "order": 1}])
    [1, 0]
    """
    key, places = order_key(given), range(len(given))
    return sorted(places, key=lambda i: int(text_of(given[i][key]))) if key else places


def order_key(given: object) -> str:
    """The key of their numbers in the line-up; empty where there is none."""
    if not isinstance(given, list) or not all(isinstance(each, dict) for each in given):
        return ""
    for key in given[0] if given else ():
        # The first object may have very many keys: most are not asked of the others.
        texts = (text_of(each.get(key)) for each in given)
        if plain(words_of(key)) in _ORDERS and all(map(str.isdecimal, texts)):
            numbers = sorted(int(text_of(each[key])) for each in given)
            if numbers in ([*range(len(given))], [*range(1, len(given) + 1)]):
                return str(key)
    return ""


def orders_read(row: Object) -> list[str]:
    """What to tell of numbers by which skaters are put in order."""
    keys = [order_key(given) for _, key, given in _of_skaters(row, "") if key in SKATERS]
    return [f"skaters stand in the order of their {key[:_LONGEST]!r}" for key in keys if key]


def skater_objects(row: Object) -> Iterator[tuple[str, Object]]:
    """The objects of skaters below the keys that are read, with their places, and those in them."""
    for at, key, given in _of_skaters(row, ""):
        if key not in SKATERS or not isinstance(given, dict | list):
            continue
        items = given.items() if isinstance(given, dict) else enumerate(given, 1)
        for name, each in items:
            place = f"{at}.{str(name)[:_LONGEST]}" if isinstance(given, dict) else f"{at}[{name}]"
            if isinstance(each, dict):
                yield place, each
                yield from ((f"{place}.{inner}", about) for inner, about in each.items()
                            if isinstance(about, dict) and of_himself(inner))  # fmt: skip


def keys_not_read(row: Object) -> list[str]:
    """Keys of skaters' objects, and whole ones without a name, of which nothing is read."""
    unread = dict.fromkeys(
        at for at, key, given in _of_skaters(row, "") if key in SKATERS and not [*_names(given)]
    )
    for at, key, given in _of_skaters(row, ""):
        ordered = order_key(given) if key in SKATERS else ""
        listed = given if key in SKATERS and isinstance(given, list) else []
        elsewhere = _read_elsewhere(listed)
        for each, plainly in zip(listed, without_counts(listed), strict=True):
            unread |= dict.fromkeys(
                f"{at}.{name}" for name in (each if isinstance(each, dict) else ())
                if name not in (ordered, *elsewhere)
                and not (name in plainly and is_read(name, plainly[name]))
            )  # fmt: skip
        if key in SKATERS and isinstance(given, dict) and at not in unread:
            unread |= dict.fromkeys(_groups_not_read(given, at))
    return [*unread]


def _read_elsewhere(listed: list[Any]) -> set[str]:
    """Keys that nobody knows, by which objects of a list are out."""
    return {part_elsewhere(listed[i])[0] for i in said_by_others(listed)} - {""}


def _groups_not_read(given: Object, at: str) -> list[str]:
    """Keys with a text in an object of groups, of which nothing is read."""
    numbered = _numbered(given)
    return [
        f"{at}.{key}" for key, each in given.items()
        if each and key not in (*numbered, *NAMES)
        and not _of_reserves(key, numbered) and not _has_names(given, key, numbered)
    ]  # fmt: skip


def called_reserves(row: Object) -> list[str]:
    """Names below keys of reserves and coaches of a team's object."""
    about = [row, *(row[key] for key in _WITHIN if isinstance(row.get(key), dict))]
    below = [
        value for each in about for key, value in each.items()
        if rests(words_of(key)) and not is_yes(value)
    ]  # fmt: skip
    return [
        name for value in below
        for name, _ in _names([value] if isinstance(value, dict) else value)
        if name
    ]  # fmt: skip


def _of_list(given: list[object], deep: int) -> Iterator[tuple[str, str]]:
    """The same of a list in a list: of a name and a status, or of several skaters."""
    texts = [text_of(each) for each in given]
    said = [text for text in texts[1:] if is_bare_status(text) or rests(text, letter=True)]
    if texts and texts[0] and said:
        yield texts[0], f"{texts[0]} ({said[0]})"
    else:
        yield from _names(given, deep + 1)


def _named(about: Object, deep: int, otherwise: str) -> Iterator[tuple[str, str]]:
    """The same of the object of a skater; of one that has skaters in it, of these."""
    name = _name(about)
    inner = [each for key, each in about.items() if isinstance(each, dict) and of_himself(key)]
    name = name or next(filter(None, map(_name, inner)), "")
    said = said_of(about) or otherwise
    if name:
        yield name, f"{name} ({said})" if said else name
    elif said:
        yield "", f"a skater ({said})"
    else:
        yield from _names(about, deep + 1)


def _name(about: Object) -> str:
    parts = [text_of(about.get(key)) for key in NAME_PARTS]
    name = " ".join(filter(None, parts))
    return name or text_of(about.get("name")) or text_of(about.get("fullName"))
