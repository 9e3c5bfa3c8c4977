"""Results as JSON: the document that `Results.to_dict` describes."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pursuit_sim.event import Results

_PLAIN_LIST = re.compile(r"\[\s+([^\[\]{}]*?)\s+\]")


def files(results: Results, races: Sequence[str] = ()) -> dict[str, str]:
    """The document by the name of its file.

    Parameters
    ----------
    results : of a run
    races : ids of the races to include; by default all
    """
    return {"results.json": dumps(results.to_dict(tuple(races)))}


def dumps(document: dict[str, Any]) -> str:
    """The document as text, indented, with each list of plain values on one line.

    Raises
    ------
    ValueError
        if a number is not finite: JSON has no word for it
    """
    text = json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False)
    return _PLAIN_LIST.sub(lambda match: f"[{' '.join(match[1].split())}]", text) + "\n"
