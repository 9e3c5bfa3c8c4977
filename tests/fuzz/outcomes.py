"""What may come of a case, and whether a refusal can be read."""

from __future__ import annotations

import re
from unicodedata import category

from pursuit_sim.errors import InputError


class RefusedError(Exception):
    """The input was refused, as it may be."""


class ViolatedError(Exception):
    """What was accepted gives something that cannot be."""


_JOINED = re.compile(r"(?<=[\u0590-\u1fff])[\u200c\u200d](?=[\u0590-\u1fff])")


def faults(error: InputError) -> None:
    """Raise `ViolatedError` if somebody could not read a fault."""
    for fault in error.faults:
        # Blanks of any width are seen as blanks, and joiners are spelling in some scripts.
        seen = "".join(" " if category(c) == "Zs" else c for c in _JOINED.sub("", str(fault)))
        if not seen.isprintable() or len(seen) > 2000:
            raise ViolatedError(f"a fault that nobody can read: {str(fault)[:200]!r}")
