"""Shapes of JSON documents, written briefly, as JSON Schema."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

Shape = dict[str, Any]

TEXT: Shape = {"type": "string"}
NUMBER: Shape = {"type": "number"}
WHOLE: Shape = {"type": "integer"}
COUNT: Shape = {"type": "integer", "minimum": 0}
TRUTH: Shape = {"type": "boolean"}
SHARE: Shape = {"type": "number", "minimum": 0, "maximum": 1}
# Ends of names, and the unit they stand for.
_UNITS = {"_s": "s", "_m": "m", "_w": "W", "_j": "J", "_n": "N"}
_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def table(**properties: Shape) -> Shape:
    """An object with exactly these keys."""
    return {
        "type": "object",
        "properties": {name: _with_unit(name, shape) for name, shape in properties.items()},
        "required": [*properties],
        "additionalProperties": False,
    }


def by_name(shape: Shape) -> Shape:
    """An object whose keys are names out of the input."""
    return {"type": "object", "additionalProperties": shape}


def many(shape: Shape) -> Shape:
    """A list."""
    return {"type": "array", "items": shape}


def some(*shapes: Shape) -> Shape:
    """A list of exactly these."""
    return {
        "type": "array",
        "prefixItems": [*shapes],
        "items": False,
        "minItems": len(shapes),
        "maxItems": len(shapes),
    }


def or_null(shape: Shape) -> Shape:
    """The shape, or null where there is nothing to tell."""
    return {"anyOf": [shape, {"type": "null"}]}


def one_of(words: Iterable[str]) -> Shape:
    """One of these words."""
    return {"enum": [*words]}


def document(title: str, format_: str, version: int, **properties: Shape) -> Shape:
    """A whole document that says its format and version."""
    return {
        "$schema": _DIALECT,
        "title": title,
        **table(format={"const": format_}, version={"const": version}, **properties),
    }


def without_dialect(shape: Shape) -> Shape:
    """A document as a part of another."""
    return {key: value for key, value in shape.items() if key != "$schema"}


def line(title: str, **properties: Shape) -> Shape:
    """A document that is one line among others."""
    return {"$schema": _DIALECT, "title": title, **table(**properties)}


def _with_unit(name: str, shape: Shape) -> Shape:
    unit = next((unit for end, unit in _UNITS.items() if name.endswith(end)), None)
    if unit is None:
        return shape
    said = [f"in {unit}", *filter(None, [shape.get("description")])]
    return {**shape, "description": "; ".join(said)}


# A value with its 5–95 % interval over the draws, see `lab.estimate`
ESTIMATE = table(
    value=or_null(NUMBER), low_5=or_null(NUMBER), high_95=or_null(NUMBER), unsolved=COUNT
)
