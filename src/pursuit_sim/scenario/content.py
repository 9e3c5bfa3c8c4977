"""All that a value of a scenario says, as text: for fingerprints, not for people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass


def content(value: object) -> str:
    """Every field of a value, and of those within it: equal values have equal texts.

    Parameters
    ----------
    value : a dataclass, a mapping, a tuple, or anything whose `repr` tells all of it
    """
    if is_dataclass(value):
        told = (f"{each.name}={content(getattr(value, each.name))}" for each in fields(value))
        return f"{type(value).__name__}({', '.join(told)})"
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{key!r}: {content(each)}' for key, each in value.items())}}}"
    if isinstance(value, (tuple, list)):
        return f"({', '.join(map(content, value))})"
    return repr(value)
