"""Dotted keys: which there are, and what each holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Literal, NamedTuple, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from pursuit_sim.scenario.file_tables import SHORT_FORMS, FileTable

Path = tuple[str | int, ...]

LONGEST_WORD = 60  # characters; a longer word is compared with nothing
# Neither what a file is nor where it comes from can be overridden.
FIXED = ("format", "version", "extends", "assumed", "records")


class Shape(NamedTuple):
    """What a key holds: a plain value, one table, tables by name, or a list of tables."""

    form: Literal["value", "table", "named", "list"]
    model: type[BaseModel] | None


@cache
def shapes(model: type[BaseModel]) -> Mapping[str, Shape]:
    """The keys of a table and what each holds."""
    return {name: _shape(info) for name, info in model.model_fields.items()}


def _shape(info: FieldInfo) -> Shape:
    for part in get_args(info.annotation) or (info.annotation,):
        inner = [each for each in get_args(part) if _is_table(each)]
        if _is_table(part):
            return Shape("table", part)
        if inner:
            return Shape("named" if get_origin(part) is dict else "list", inner[0])
    return Shape("value", None)


def _is_table(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)


def field(path: Path) -> FieldInfo | None:
    """The declaration of the key at a path, or of the list that holds it; None for a table
    chosen by name.
    """
    model: type[BaseModel] | None = FileTable
    form, found = "table", None
    for part in path:
        if form in ("named", "list"):
            form, found = "table", None
            continue
        if model is None or part not in model.model_fields:
            break
        found = model.model_fields[str(part)]
        form, inner = shapes(model)[str(part)]
        model = inner
    return found


def quoted(name: str) -> str:
    """A name as a part of a key: in quotation marks where it would end the part."""
    return f'"{name}"' if {".", "="} & {*name} else name


def dotted(path: Path) -> str:
    """A path as people write it; items of lists are counted from 1."""
    text = ""
    for part in path:
        if isinstance(part, int):
            text += f"[{part + 1}]"
        else:
            text += f"{'.' if text else ''}{part if len(part) <= LONGEST_WORD else part[:57] + '…'}"
    return text


def known_keys(raw: Mapping[str, Any]) -> tuple[str, ...]:
    """Every key that ``--set`` accepts for a scenario, written in its files or not.

    Parameters
    ----------
    raw : the tables of the scenario, as `read` returns them
    """
    return tuple(_walk(FileTable, raw, ""))


def _walk(model: type[BaseModel], raw: object, prefix: str) -> Iterator[str]:
    held = raw if isinstance(raw, Mapping) else {}
    for name, (form, inner) in shapes(model).items():
        if name in FIXED and (not prefix or name == "assumed"):
            continue
        path = f"{prefix}{name}"
        if form == "value" or inner is None:
            yield path
        elif form == "named":
            children = held.get(name)
            for each, child in (children if isinstance(children, Mapping) else {}).items():
                yield from _walk(inner, child, f"{path}.{quoted(each)}.")
        elif form == "table" and (name not in ("finish", "crossing") or name in held):
            if name in SHORT_FORMS:
                yield path
            yield from _walk(inner, held.get(name), f"{path}.")
