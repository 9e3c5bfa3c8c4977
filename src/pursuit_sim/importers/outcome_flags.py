"""Columns and keys that ask one thing of a team: "DSQ" with x or nothing, ``isValid: false``."""

from __future__ import annotations

import re

from pursuit_sim.importers.heads import plain
from pursuit_sim.importers.status_words import STATUS, folded
from pursuit_sim.importers.unfinished import status, unclear

_YES = {"true", "yes", "y", "1", "x", "✓", "ja", "oui", "si", "sì"}
_NO = {"", "-", "–", "—", "false", "no", "n", "0", "none", "null", "nein", "nee", "nei", "non"}
_COUNTING = {
    "valid", "time valid", "finished", "ranked", "classified", "counts", "gültig", "gewertet",
    "geldig", "gyldig", "valable", "valido",
}  # fmt: skip
_COUNTS = {plain(word) for word in _COUNTING}
_HELPING = re.compile(r"^(?:is|was|has|been|has been) ")
_HUMPS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


def words_of(name: str) -> str:
    """The words of a head or of a key such as ``isDisqualified``."""
    return plain(_HUMPS.sub(" ", name))


def flag(name: str, value: object) -> tuple[str, bool]:
    """The status that a head or key gives by what stands under it, and whether it is doubtful.

    >>> flag("DSQ", "x"), flag("isDisqualified", False), flag("dsq", "lane"), flag("valid", "no")
    (('DSQ', False), ('', False), ('', True), ('', True))
    """
    words = _HELPING.sub("", words_of(name))
    said = str(value).strip().casefold() if value is not None else ""
    if words in _COUNTS:
        return "", said in _NO and any(map(str.isalnum, said))
    known, holds = status(words), status(said)
    alone = said in _YES and STATUS.fullmatch(folded(words))
    if known and (alone or (holds and not unclear(said))):
        return holds or known, False
    return "", bool(known or unclear(words)) and said not in _NO
