"""Words by which a result sheet says that a team has no valid time."""

from __future__ import annotations

import re

from pursuit_sim.importers.status_words import (
    DENIED,
    LIFTED,
    OUTSIDE,
    OUTSIDE_ALONE,
    STATUS,
    folded,
)

_VALID = {
    "ok", "none", "valid", "finished", "fin", "finish", "official", "unofficial", "confirmed",
    "final", "q", "qualified",
}  # fmt: skip
NO_TIME = "no official time"
REMEDY = (
    "write DNF, DNS, DSQ or WDR, leave it empty for a team that finished, "
    "or take out the row of a race that was not skated"
)


PLACE_REMEDY = (
    "write its place, DNF, DNS, DSQ or WDR; leave it empty for a team that finished without a "
    "place, and take out the row of a team out of competition"
)
_LETTERS = re.compile(r"[^\W\d_]+")
_REASON = re.compile(
    r"\s*(?:$|[^\w\s]|(?:for|due to|because|after|by|wegen|nach|pour|apres|per|vanwege|wegens"
    r"|na|pga|etter|[io]n lap)\b)"
)
FOOT_MARK = re.compile(r"[*†‡§¹²³]+\)?|\[[a-z\d]{1,3}\]|[a-z\d]\)")
_PLACE = re.compile(
    r"[^\W\d]{0,2}[\W_]*\d+(?:[\W_]*[^\W\d]{0,3})?[\W_]*"  # 1. =3 T3 1st 1er A1 2位
    r"|m?(?:x{0,3})(?:ix|iv|v?i{0,3})|q|gold|silver|silber|bronze"
)


def statuses(text: str) -> list[str]:
    """What a text says of teams without a valid time, in its order.

    >>> statuses("fell, did not finish; DQ in the semifinal")
    ['DNF', 'DSQ']
    """
    return [str(each.lastgroup) for each in STATUS.finditer(folded(text))]


def status(text: str) -> str:
    """What a cell says of a team without a valid time; empty if it says no such thing.

    >>> status("DQ"), status("3:49.99 (dsq)"), status("3:49.99")
    ('DSQ', 'DSQ', '')
    """
    return next(iter(statuses(text)), "")


def unclear(text: str) -> bool:
    """Whether a text says a status and takes it back, or that a team is out without a status.

    >>> [unclear(each) for each in ("DSQ", "DSQ lifted on appeal", "no DNF", "hors concours")]
    [False, True, True, True]
    """
    plain = folded(text)
    turned = any(
        DENIED.search(plain, 0, found.start()) or LIFTED.search(plain[found.end() :])
        for found in STATUS.finditer(plain)
    )
    outside = OUTSIDE.search(plain) or plain.strip(" .()[]*") in OUTSIDE_ALONE
    return turned or bool(outside and not STATUS.match(plain))


def leading(text: str) -> tuple[str, bool]:
    """The status with which a remark begins, and whether it says no more than that and why.

    >>> leading("DSQ: no third skater"), leading("DNF in the semifinal"), leading("no DNF")
    (('DSQ', True), ('DNF', False), ('', False))
    """
    plain = folded(text)
    found = STATUS.search(plain)
    if found is None or _LETTERS.search(plain[: found.start()]):
        return "", False
    plainly = _REASON.match(plain, found.end()) and not LIFTED.search(plain[found.end() :])
    return str(found.lastgroup), bool(plainly)


def instead_of_time(text: str) -> str:
    """The status that stands where a time does: a known word, or any text without digits."""
    text = text.strip()
    if text and not any(letter.isdigit() for letter in text):
        return status(text) or (text[:20] if any(map(str.isalpha, text)) else NO_TIME)
    return status(text)


def is_clear(text: str) -> bool:
    """Whether the cell of a status says that a team finished, or that it did not."""
    plain = text.strip(" -–—.").casefold()
    valid = not plain or plain.isdigit() or plain in _VALID
    return valid or (bool(status(text)) and not unclear(text))


def is_place(text: str) -> bool:
    """Whether the cell of a rank holds a place, nothing, or a status.

    >>> [is_place(each) for each in ("1.", "=3", "2nd", "", "DSQ", "EX", "DSQ?")]
    [True, True, True, True, True, False, False]
    """
    return bool(_PLACE.fullmatch(folded(text).strip(" -–—."))) or is_clear(text)
