"""``--set KEY=VALUE``: one value changed, without a file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from pursuit_sim.errors import Fault, InputError
from pursuit_sim.scenario.advice import meant, near
from pursuit_sim.scenario.dotted_keys import FIXED, dotted, known_keys, shapes
from pursuit_sim.scenario.faults import ScenarioSource
from pursuit_sim.scenario.fields import shown
from pursuit_sim.scenario.file_tables import FileTable
from pursuit_sim.scenario.names import match

OPTION = "--set"
REPLACE = "replace"  # where a value is wrong that no file and no option says
LONGEST_OVERRIDE = 5_000  # characters
# A part of a key: in either kind of quotation marks, or as it stands.
_QUOTED = r"\s*\"([^\"]*)\"\s*|\s*'([^']*)'\s*"
_PART = rf"(?:^|\.)(?:{_QUOTED}|([^.]*))(?=\.|$)"
_ANY = rf"(?:{_QUOTED}|(?!\s*[\"'])[^.=]*)"
_KEY = rf"({_ANY}(?:\.{_ANY})*)="
_MOST_COMPARED = 5_000  # keys, so that a wrong one is answered at once


def parse(text: str, raw: Mapping[str, Any]) -> ScenarioSource:
    """One override as a layer to be merged over the scenario.

    Parameters
    ----------
    text : such as ``pacing.fade_s=1.4``; the value is read as TOML, else taken as text
    raw : the tables of the scenario, which races, sides and teams must exist in

    Raises
    ------
    InputError
        if the text is no override or its key does not exist
    """
    path, value = _split(text) if len(text) <= LONGEST_OVERRIDE else ((), "")
    if not path or not all(path):
        problem = f"found {shown(text)}"
        raise InputError.single(OPTION, "", problem, "write KEY=VALUE, such as pacing.fade_s=1.4")
    return _layer(OPTION, path, _value(value), raw)


def change(key: str, value: object, raw: Mapping[str, Any]) -> ScenarioSource:
    """A value for a key as a layer to be merged over the scenario.

    Parameters
    ----------
    key : such as ``pacing.fade_s``
    value : as a file would give it: a number, a text, a list, a table; numbers of numpy too
    raw : as for `parse`

    Raises
    ------
    InputError
        if the key does not exist
    """
    path, rest = _split(f"{key}=")
    if not path or not all(path) or rest:
        problem = f"found the key {shown(key)}"
        raise InputError.single(REPLACE, "", problem, "write one such as pacing.fade_s")
    return _layer(REPLACE, path, plain(value), raw)


def key_of(text: str) -> tuple[str, ...]:
    """The parts of the key of an override that was accepted."""
    return _split(text)[0]


def _layer(
    where: str, path: tuple[str, ...], value: object, raw: Mapping[str, Any]
) -> ScenarioSource:
    _check(where, path, raw)
    tables: Any = value
    for part in reversed(path):
        tables = {part: tables}
    return ScenarioSource(where, tables)


def plain_tables(tables: Mapping[Any, object]) -> dict[str, Any]:
    """Tables as TOML has them: every key is a text."""
    return {str(key): plain(each) for key, each in tables.items()}


def plain(value: object) -> object:
    """A value as TOML has it: tuples and arrays are lists, numbers of numpy are numbers."""
    if isinstance(value, Mapping):
        return plain_tables(value)
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    numpy_value = getattr(value, "tolist", None)
    return numpy_value() if numpy_value is not None else value


def _split(text: str) -> tuple[tuple[str, ...], str]:
    """Key and value; a name within quotation marks may hold dots, as in TOML.

    An empty key says that the text is no override.
    """
    key = re.match(_KEY, text)
    if not key:
        return (), ""
    path = [part[0] or part[1] or part[2].strip() for part in re.findall(_PART, key[1])]
    return tuple(path), text[key.end() :].strip()


def _value(text: str) -> object:
    import datetime as dt
    import tomllib

    try:
        tables = tomllib.loads(f"value = {text}")
    except (ValueError, RecursionError):
        return text
    # A time of day is a race time without its quotation marks.
    if set(tables) != {"value"} or isinstance(tables["value"], dt.time):
        return text
    return tables["value"]


def _check(where: str, path: tuple[str, ...], raw: Mapping[str, Any]) -> None:
    """Refuse a key that the scenario does not have, with the one that was meant."""
    model: type[BaseModel] | None = FileTable
    named, held = False, raw
    skaters: tuple[str, ...] = ()
    for depth, part in enumerate(path):
        if named:  # the name of a team, a race or a skater
            known = (*held, *(each for each in skaters if each not in held))
            if skaters and match(part, skaters):
                known = (*known, part)  # a surname is enough
        else:
            known = tuple(
                name
                for name in (shapes(model) if model else ())
                if name not in FIXED or (depth and name != "assumed")
            )
        # A side on which nobody skates has nothing to change.
        absent = part in ("finish", "crossing") and depth == 2 and part not in held
        if part not in known or absent:
            raise InputError([_unknown(where, path, depth, known, raw)])
        if named:
            named = False
        elif model is not None:
            form, model = shapes(model)[part]
            named = form == "named"
        # A body may be given to every skater of the team, in the file's table or not.
        skaters = _texts(held.get("skaters")) if part == "bodies" else ()
        inner = held.get(part)
        held = inner if isinstance(inner, Mapping) else {}


def _texts(value: object) -> tuple[str, ...]:
    return tuple(each for each in value if isinstance(each, str)) if isinstance(value, list) else ()


def _unknown(
    where: str, path: tuple[str, ...], depth: int, known: tuple[str, ...], raw: Mapping[str, Any]
) -> Fault:
    whole = dotted(path)
    right = meant(path, depth, known)
    best = dotted(right) if right else near(whole, known_keys(raw)[:_MOST_COMPARED])
    if best:
        remedy = f"did you mean {best!r}?"
    elif known:
        remedy = f"write one of {', '.join(known[:12])}"
    else:
        remedy = "it holds one value, not a table"
    return Fault(where, whole, f"there is no key {path[depth]!r}", remedy)
