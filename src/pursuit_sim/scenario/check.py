"""Each key by itself: known, and of the right type and range."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ValidationError

from pursuit_sim.scenario.advice import hint, home_of, meant
from pursuit_sim.scenario.dotted_keys import Path, dotted, field, shapes
from pursuit_sim.scenario.faults import Faults
from pursuit_sim.scenario.fields import (
    ID_PATTERN,
    kind,
    oddity,
    options,
    shown,
    writable,
)
from pursuit_sim.scenario.file_tables import MOST_ENTRIES, SHORT_FORMS, FileTable
from pursuit_sim.scenario.parameter_tables import Table

_MOST_ROUNDS = 5  # removing faulty values may leave a table that is too short, no more
_ID = re.compile(ID_PATTERN.removeprefix("^").removesuffix("$"))
_DAY_LONG = len("2022-02-15")
_LIKE_A_DAY = re.compile(r"\d{4}-\d\d-\d\d([T ][\d:.]*)?$")


def check(raw: Mapping[str, Any], faults: Faults) -> FileTable:
    """The tables that are left of merged ones when all that is unknown or faulty has been noted."""
    clean = _known(raw, FileTable, (), faults)
    for _ in range(_MOST_ROUNDS):
        try:
            return FileTable.model_validate(clean)
        except ValidationError as error:
            for each in error.errors(include_url=False, include_context=False):
                path = _place(each["loc"])
                faults.add(path, *_said(path, each["input"], each["type"]))
                _remove(clean, path, faults)
    return FileTable.model_construct()


def missing(table: Table, path: Path, faults: Faults) -> None:
    """Note the required keys that a table lacks."""
    for name in table.required:
        here = (*path, name)
        if getattr(table, name) is None:
            absent(here, faults)


def absent(path: Path, faults: Faults) -> None:
    """Note that a key is missing, unless it was there and faulty."""
    if not faults.dropped(path):
        faults.add(path, "is missing", _write(path))


def _known(
    raw: Mapping[str, Any], model: type[BaseModel], path: Path, faults: Faults
) -> dict[str, Any]:
    """A copy of a table and those in it without unknown keys; short forms written out."""
    clean: dict[str, Any] = {}
    for name, value in raw.items():
        here = (*path, name)
        if name not in model.model_fields:
            _unknown(name, model, path, faults, raw)
            continue
        form, inner = shapes(model)[name]
        if inner is None:
            clean[name] = value
        elif name in SHORT_FORMS and isinstance(value, str):
            clean[name] = {SHORT_FORMS[name]: value}
        elif form == "table" and isinstance(value, dict):
            clean[name] = _known(value, inner, here, faults)
        elif form == "named" and isinstance(value, dict):
            clean[name] = _named(value, inner, here, faults)
            if value and not clean[name]:  # every name in it was faulty
                faults.drop(here)
                del clean[name]
        elif form == "list" and isinstance(value, list):
            clean[name] = [
                _known(each, inner, (*here, i), faults) if isinstance(each, dict) else each
                for i, each in enumerate(value)
            ]
        else:
            clean[name] = value
    return clean


def _named(
    raw: Mapping[str, Any], model: type[BaseModel], path: Path, faults: Faults
) -> dict[str, Any]:
    if len(raw) > MOST_ENTRIES:
        faults.add(path, f"has {len(raw)} tables", f"a file has at most {MOST_ENTRIES}")
        faults.drop(path)
        return {}
    clean: dict[str, Any] = {}
    for name, value in raw.items():
        if path[-1] != "bodies" and not _ID.fullmatch(name):
            remedy = "write 1 to 32 letters, digits, - or _, without accents, not - or _ first"
            faults.add((*path, name), f"found the name {shown(name)}", remedy)
            faults.drop((*path, name))
        else:
            here = (*path, name)
            clean[name] = _known(value, model, here, faults) if isinstance(value, dict) else value
    return clean


def _unknown(
    name: str,
    model: type[BaseModel],
    path: Path,
    faults: Faults,
    raw: Mapping[str, Any],
) -> None:
    if faults.full:
        faults.add((*path, name), "unknown key")
        return
    home = home_of(name)
    right = meant((*path, name), len(path), model.model_fields)
    if right and right[-1] == name:
        remedy = f"it belongs into the table [{dotted(right[:-1])}]"
    elif home:
        remedy = f"it belongs into a table [{home}]"
    elif right:
        remedy = f"did you mean {right[-1]!r}?"
        if right[-1] not in raw:
            faults.drop(right)  # misspelt, not missing
    else:
        remedy = f"this table knows {', '.join(model.model_fields)}"
    faults.add((*path, name), "unknown key", remedy)


def _place(location: tuple[int | str, ...]) -> Path:
    """The path of a pydantic error, without its marks for the keys of mappings."""
    return tuple(part for part in location if part != "[key]")


def _said(path: Path, value: object, error: str) -> tuple[str, str]:
    """(problem, remedy) for a value that its declaration refuses."""
    word = oddity(value) if isinstance(value, str) else ""
    if error.endswith("_type"):
        word = kind(value)
    word = _no_day(value) or word
    problem = f"found {shown(value)}, {word}" if word else f"found {shown(value)}"
    info = field(path)
    meant = hint(value, options(info)) if info else ""
    write = _write(path)
    return problem, f"{meant} {write[:1].upper()}{write[1:]}" if meant else write


def _no_day(value: object) -> str:
    """What is wrong with a text that is written like a day, or like a moment of one."""
    if not isinstance(value, str) or not _LIKE_A_DAY.match(value):
        return ""
    try:
        dt.datetime.fromisoformat(value)
    except ValueError:
        return "and there is no such day" if len(value) == _DAY_LONG else "and there is none such"
    return ""


def _write(path: Path) -> str:
    info = field(path)
    if info is None:
        return "write a table"
    return f"write {writable(info)}"


def _remove(clean: dict[str, Any], path: Path, faults: Faults) -> None:
    """Take the faulty value, or the list it is an item of, out of its table."""
    if faults.dropped(path):
        return  # several items of one list were faulty
    table, last = clean, 0
    held: Any = clean
    for i, part in enumerate(path):
        if isinstance(held, dict):
            table, last = held, i
        held = held[part]
    faults.drop(path[: last + 1])
    del table[str(path[last])]
