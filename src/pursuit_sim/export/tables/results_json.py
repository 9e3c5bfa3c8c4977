"""Results as JSON: the document that `Results.to_dict` describes."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from pursuit_sim.plain_text import spelt_out

if TYPE_CHECKING:
    from pursuit_sim.event import Results

FILES = ("results.json",)
_STEP = "  "  # a level of indentation
_ENCODER = json.JSONEncoder(ensure_ascii=False, allow_nan=False)


def files(results: Results, races: Sequence[str] = ()) -> dict[str, str]:
    """The document by the name of its file.

    Parameters
    ----------
    results : of a run
    races : ids of the races to include; by default all
    """
    return {FILES[0]: dumps(results.to_dict(tuple(races)))}


def dumps(document: dict[str, Any]) -> str:
    """The document as text, indented, with each list of plain values on one line.

    Raises
    ------
    ValueError
        if a number is not finite: JSON has no word for it
    """
    return _text(document, "\n") + "\n"


def line(value: Any) -> str:
    """A value on one line; what nobody sees in the names of files is written by its number."""
    return spelt_out(_ENCODER.encode(value), _by_number)


def _by_number(character: str) -> str:
    return json.dumps(character)[1:-1]


def _text(value: Any, newline: str) -> str:
    """A value as JSON; `newline` begins a line as far in as the value is."""
    inner = newline + _STEP
    if isinstance(value, dict) and value:
        rows = (f"{line(str(key))}: {_text(each, inner)}" for key, each in value.items())
        return f"{{{inner}{f',{inner}'.join(rows)}{newline}}}"
    if isinstance(value, (list, tuple)) and any(isinstance(each, (dict, list)) for each in value):
        return f"[{inner}{f',{inner}'.join(_text(each, inner) for each in value)}{newline}]"
    return line(value)
