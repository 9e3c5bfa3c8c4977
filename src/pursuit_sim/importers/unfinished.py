"""Words by which a result sheet says that a team has no valid time."""

from __future__ import annotations

import re

# As sheets write them, and how they are told of.
_WORDS = {
    "dsq": "DSQ", "dq": "DSQ", "disq": "DSQ", "disqualified": "DSQ",
    "dnf": "DNF", "did not finish": "DNF", "dns": "DNS", "did not start": "DNS",
    "wdr": "WDR", "wd": "WDR", "withdrawn": "WDR", "withdrew": "WDR",
    "ovt": "OVT", "overtaken": "OVT", "dnc": "DNC", "ret": "DNF", "retired": "DNF",
}  # fmt: skip
_FOUND = re.compile(rf"\b({'|'.join(_WORDS)})\b")
_VALID = {
    "ok", "valid", "finished", "fin", "finish", "official", "unofficial", "confirmed", "final",
    "q", "qualified",
}  # fmt: skip
NO_TIME = "no official time"
REMEDY = "write DNF, DNS, DSQ or WDR, or leave it empty for a team that finished"


def status(text: str) -> str:
    """What a cell says of a team without a valid time; empty if it says no such thing.

    >>> status("DQ"), status("3:49.99 (dsq)"), status("3:49.99")
    ('DSQ', 'DSQ', '')
    """
    plain = " ".join(re.findall(r"[a-z]+", text.casefold().replace(".", "")))
    found = _FOUND.search(plain)
    return _WORDS[found[1]] if found else ""


def instead_of_time(text: str) -> str:
    """The status that stands where a time does: a known word, or any text without digits."""
    text = text.strip()
    if text and not any(letter.isdigit() for letter in text):
        return status(text) or (text[:20] if any(map(str.isalpha, text)) else NO_TIME)
    return status(text)


def is_clear(text: str) -> bool:
    """Whether the cell of a status says that a team finished, or that it did not."""
    plain = text.strip(" -–—.").casefold()
    return not plain or plain.isdigit() or plain in _VALID or bool(status(text))
