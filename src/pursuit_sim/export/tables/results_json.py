"""Results as JSON: the document that `Results.to_dict` describes."""

from __future__ import annotations

import json
import re
from typing import Any

_PLAIN_LIST = re.compile(r"\[\s+([^\[\]{}]*?)\s+\]")


def dumps(document: dict[str, Any]) -> str:
    """The document as text, indented, with each list of plain values on one line.

    Raises
    ------
    ValueError
        if a number is not finite: JSON has no word for it
    """
    text = json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False)
    return _PLAIN_LIST.sub(lambda match: f"[{' '.join(match[1].split())}]", text) + "\n"
