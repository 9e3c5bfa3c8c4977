"""Skaters of a team's JSON object, each with what is said of him."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Any

from pursuit_sim.importers.importer import text_of
from pursuit_sim.importers.json_results.json_outcomes import (
    KNOWN,
    READ,
    REMARKS,
    SKATERS,
    STATUSES,
    TEAMS,
    Object,
    letters,
    text_within,
)
from pursuit_sim.importers.words.heads import plain
from pursuit_sim.importers.words.outcome_flags import (
    flag,
    is_yes,
    of_skaters,
    of_somebody_else,
    words_of,
)
from pursuit_sim.importers.words.resting import (
    asks_who_skated,
    rests,
    rests_by,
    skated_by,
    skates_by,
)
from pursuit_sim.importers.words.skater_names import TEAM_SIZES, names_of, reserves_of
from pursuit_sim.importers.words.status_alone import is_bare_status
from pursuit_sim.importers.words.unfinished import cell_status, status, unclear

_NAME_PARTS = ("givenname", "firstName", "familyname", "lastName")
_NAMES = (*_NAME_PARTS, "name", "fullName")
_WITHIN = ("team", "competitor", "result")  # objects that may have the skaters
_NOT_SKATED = "did not skate"
_ROLES = ("role", "function", "type", "skater type")  # in which an R is a reserve
# Last words of keys that are about the part somebody has in a race.
_PARTS = {
    "role", "roles", "rolle", "rol", "ruolo", "function", "funktion", "functie", "funksjon",
    "fonction", "funzione", "type", "kind", "status", "remark", "note", "comment", "info",
    "lineup", "usage", "part",
}  # fmt: skip
# Keys of objects in a skater's own that tell of this race.
_ABOUT = {"details", "info", "entry", "participation", "race", "lineup", "result", "start"}
# Keys of groups that skated.
_STARTING = {"starters", "starting", "skated", "starting lineup", "starting line up", "line up",
             "lineup", "team", "main"}  # fmt: skip
# Keys of a skater's number in the line-up.
_ORDERS = {
    "order", "position", "start order", "start position", "lineup order", "lineup position",
    "line up order", "line up position", "skating order", "sequence", "seq", "sort order", "index",
}  # fmt: skip
_NUMBERED = re.compile(r"([^\W\d]*[ _-]?)(\d{1,2})", re.ASCII)
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


def _names(given: object, deep: int = 0) -> Iterator[tuple[str, str]]:
    """Names, each also with what is said of him in brackets; without a name, that alone."""
    if isinstance(given, str):
        yield from ((name, name) for name in names_of(given))
    elif isinstance(given, dict) and deep < _DEEPEST:
        yield from _of_object(given, deep)
    elif isinstance(given, list) and deep < _DEEPEST:
        given = _without_counts(given)
        alone = _not_among_starters(given)
        for each in in_order(given):
            if isinstance(each, dict):
                yield from _named(each, deep, _NOT_SKATED if id(each) in alone else "")
            elif isinstance(each, list):
                yield from _of_list(each, deep)
            else:
                names = names_of(text_of(each)) if len(given) == 1 else [text_of(each)]
                yield from ((name, name) for name in filter(None, names))


def _of_object(given: Object, deep: int) -> Iterator[tuple[str, str]]:
    """The same of an object of skaters: by their numbers, or in groups, some of reserves."""
    numbered = _numbered(given)
    if all(isinstance(given[key], dict) for key in numbered):
        yield from _names([given[key] for key in numbered], deep + 1)
    else:
        for each in (given[key] for key in numbered):
            yield from _names(each if isinstance(each, str) else [each], deep + 1)
    for key, each in given.items():
        if key in numbered:
            continue
        if _of_reserves(key, numbered):
            yield from ((name, f"{name} ({_NOT_SKATED}: {words_of(key)})")
                        for name, _ in _names(each, deep + 1) if name)  # fmt: skip
        elif isinstance(each, dict | list):
            yield from _names([each], deep + 1)
        elif words_of(key) in _STARTING:
            yield from _names(each, deep + 1)


def _numbered(given: Object) -> list[str]:
    """The keys of skaters that are numbers, in their order, where all but those of reserves are."""
    found = {key: number for key in given if (number := _NUMBERED.fullmatch(key))}
    if len({number[1] for number in found.values()}) != 1:
        return []
    if not all(key in found or _of_reserves(key, found) for key in given):
        return []
    return sorted(found, key=lambda key: int(found[key][2]))


def _of_reserves(key: str, numbered: Collection[str]) -> bool:
    return rests(words_of(key), letter=bool(numbered))


def _without_counts(given: list[Any]) -> list[Any]:
    """Skaters without keys under which some have more than one: the races of a season, say."""
    counts = {
        key for each in given if isinstance(each, dict) for key, value in each.items()
        if (text := text_of(value)).isdecimal() and int(text) > 1
        and (asks_who_skated(key) or rests(words_of(key)))
    }  # fmt: skip
    if not counts:
        return given
    return [
        {key: value for key, value in each.items() if key not in counts}
        if isinstance(each, dict) else each for each in given
    ]  # fmt: skip


def _not_among_starters(given: list[Any]) -> set[int]:
    """The ids of objects that say nothing where just three others say that these skated."""
    objects = [each for each in given if isinstance(each, dict)]
    said = [any(skates_by(*item) for item in each.items()) for each in objects]
    if sum(said) != min(TEAM_SIZES):
        return set()
    return {id(each) for each, skated in zip(objects, said, strict=True) if not skated}


def in_order(given: list[Any]) -> list[Any]:
    """Objects of skaters by their numbers in the line-up, where these are 1, 2, 3 …; else as given.

    >>> in_order([{"name": "A", "order": 2}, {"name": "B", "order": 1}])
    [{'name': 'B', 'order': 1}, {'name': 'A', 'order': 2}]
    """
    key = order_key(given)
    return sorted(given, key=lambda each: int(text_of(each[key]))) if key else given


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
                            if isinstance(about, dict) and _of_himself(inner))  # fmt: skip


def keys_not_read(row: Object) -> list[str]:
    """Keys of skaters' objects, and whole ones without a name, of which nothing is read."""
    unread = dict.fromkeys(
        at for at, key, given in _of_skaters(row, "") if key in SKATERS and not [*_names(given)]
    )
    for at, key, given in _of_skaters(row, ""):
        ordered = order_key(given) if key in SKATERS else ""
        listed = given if key in SKATERS and isinstance(given, list) else []
        for each, plainly in zip(listed, _without_counts(listed), strict=True):
            unread |= dict.fromkeys(
                f"{at}.{name}" for name, value in (each.items() if isinstance(each, dict) else ())
                if name != ordered and not (name in plainly and _is_read(name, value))
            )  # fmt: skip
        if key in SKATERS and isinstance(given, dict) and at not in unread:
            unread |= dict.fromkeys(_groups_not_read(given, at))
    return [*unread]


def _groups_not_read(given: Object, at: str) -> list[str]:
    """Keys with a text in an object of groups, of which nothing is read."""
    numbered = _numbered(given)
    return [
        f"{at}.{key}" for key, each in given.items()
        if each and not isinstance(each, dict | list) and key not in (*numbered, *_NAMES)
        and not _of_reserves(key, numbered) and words_of(key) not in _STARTING
    ]  # fmt: skip


def _is_read(key: str, value: object) -> bool:
    known = KNOWN.get(letters(key), key)
    said = known in (*_NAMES, *STATUSES, *REMARKS) or (
        isinstance(value, dict | list) and not rests(words_of(key))
    )
    asked = bool(rests_by(key, value)) or skates_by(key, value)
    return said or asked or (_of_part(key) and rests(text_of(value)))


def called_reserves(row: Object) -> list[str]:
    """Names below keys of reserves and coaches of a team's object."""
    about = [row, *(row[key] for key in _WITHIN if isinstance(row.get(key), dict))]
    below = [
        value for each in about for key, value in each.items()
        if rests(words_of(key)) and not is_yes(value)
    ]  # fmt: skip
    return [
        named for value in below
        for name, _ in _names([value] if isinstance(value, dict) else value)
        if name for named in reserves_of(name)
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
    inner = [each for key, each in about.items() if isinstance(each, dict) and _of_himself(key)]
    name = name or next(filter(None, map(_name, inner)), "")
    said = _said(about) or otherwise
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


def _of_part(key: str) -> bool:
    """Whether a key is about the part that somebody has in a race, and not about his life."""
    words = words_of(key)
    return KNOWN.get(letters(key), key) in READ or bool({*words.split()[-1:]} & _PARTS)


def _said(about: Object, deep: int = 0, *, of_him: bool = True) -> str:
    """The words of a skater's object by which he is out; empty where it has none."""
    below = [each for key, each in about.items() if isinstance(each, dict) and _of_himself(key)]
    skated = not of_him or any(
        skated_by(*item) for each in (about, *below) for item in each.items()
    )
    for key, value in about.items():
        inner = of_him and _of_himself(key) and (of_skaters(key) or words_of(key) in _ABOUT)
        if not isinstance(value, dict) or deep >= _DEEPEST:
            said = ""
        else:
            said = _said(value, deep + 1, of_him=inner and not skated)
        if said:
            return said
        name, words, text = KNOWN.get(letters(key), key), words_of(key), text_within(value)
        if name not in READ and (said := flag(key, value)[0]):
            return said
        if not skated and (resting := rests_by(key, value)):
            return resting
        if key in _NAMES:
            continue
        if name in STATUSES and (cell_status(text) or unclear(text)):
            return cell_status(text) if not unclear(text) else text
        if name in REMARKS and (status(text) or unclear(text)):
            return text
        letter = name in READ or words in _ROLES
        if not skated and _of_himself(key) and _of_part(key) and rests(text, letter=letter):
            return f"{_NOT_SKATED}: {text}"
        if _of_himself(key) and is_bare_status(text):
            return text
    return ""
