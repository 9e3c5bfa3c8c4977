"""Every text of a scenario that somebody may be shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass

# Where a file and its facts come from, and what keys are called, stand in no picture.
_NOT_DRAWN = frozenset({"source", "sources", "changes", "assumed"})


def texts(value: object) -> Iterator[str]:
    """The texts within a scenario or any part of it, in order."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from texts(each)
    elif isinstance(value, tuple):
        for each in value:
            yield from texts(each)
    elif is_dataclass(value):
        for field in fields(value):
            if field.name not in _NOT_DRAWN:
                yield from texts(getattr(value, field.name))
