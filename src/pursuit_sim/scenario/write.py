"""Tables as the text of a scenario file."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pursuit_sim.scenario.file_tables import FORMAT, VERSION

_BARE = re.compile(r"[A-Za-z0-9_-]+")


def text(tables: Mapping[str, Any]) -> str:
    """The tables in TOML; every number is read back to its last digit.

    Parameters
    ----------
    tables : nested, of texts, numbers, booleans, dates and lists of them
    """
    return "\n".join(_lines(tables, ())).lstrip("\n") + "\n"


def what_if(extends: str, remarks: Sequence[str], tables: Mapping[str, Any]) -> str:
    """A scenario file that extends another one, in TOML.

    Parameters
    ----------
    extends : bundled name, or path, of the other
    remarks : lines for people
    tables : what differs
    """
    header = {"format": FORMAT, "version": VERSION, "extends": extends}
    said = "".join(f"# {line}\n" for line in remarks)
    return f"{text(header)}\n{said}\n{text(tables)}"


def _lines(tables: Mapping[str, Any], path: tuple[str, ...]) -> Iterator[str]:
    """Values first, then the tables inside."""
    plain = {key: value for key, value in tables.items() if not _is_table(key, value)}
    if plain and path:
        yield ""
        yield f"[{'.'.join(_key(part) for part in path)}]"
    for key, value in plain.items():
        yield f"{_key(key)} = {value_text(value)}"
    for key, value in tables.items():
        if _is_table(key, value):
            yield from _lines(value, (*path, key))


def _is_table(key: str, value: object) -> bool:
    # One line says a formation, or that there is no fall.
    return isinstance(value, Mapping) and key != "formation" and (key != "fall" or bool(value))


def _key(part: str) -> str:
    return part if _BARE.fullmatch(part) else value_text(part)


def value_text(value: object) -> str:
    """A value as TOML writes it; numbers of numpy too."""
    value = getattr(value, "tolist", lambda: value)()
    if isinstance(value, Mapping) and not value:
        return "{}"
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{_key(k)} = {value_text(v)}" for k, v in value.items()) + " }"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(value_text(each) for each in value) + "]"
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, float):
        return repr(value)
    # Booleans, whole numbers and texts are written in TOML as in JSON, but for one character.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
