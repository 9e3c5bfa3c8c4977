"""Words by which a result sheet says that a team has no valid time."""

from __future__ import annotations

import re
import unicodedata

# As sheets write them in several languages, and how they are told of.
_WORDS = {
    "dsq": "DSQ", "dq": "DSQ", "disq": "DSQ", "disqualified": "DSQ", "disqualification": "DSQ",
    "dnf": "DNF", "did not finish": "DNF", "dns": "DNS", "did not start": "DNS",
    "wdr": "WDR", "wd": "WDR", "withdrawn": "WDR", "withdrew": "WDR",
    "ovt": "OVT", "overtaken": "OVT", "dnc": "DNC", "ret": "DNF", "retired": "DNF",
    "disqualifiziert": "DSQ", "nicht angetreten": "DNS", "nicht gestartet": "DNS",
    "nicht beendet": "DNF", "aufgegeben": "DNF", "zurückgezogen": "WDR",
    "gediskwalificeerd": "DSQ", "niet gestart": "DNS", "niet gefinisht": "DNF",
    "teruggetrokken": "WDR", "diskvalifisert": "DSQ", "ikke startet": "DNS",
    "ikke fullført": "DNF", "trukket seg": "WDR", "disqualifié": "DSQ", "disqualifiée": "DSQ",
    "non partant": "DNS", "abandon": "DNF", "squalificato": "DSQ", "squalificata": "DSQ",
    "non partito": "DNS", "non partita": "DNS", "失格": "DSQ", "棄権": "WDR",
}  # fmt: skip
_VALID = {
    "ok", "valid", "finished", "fin", "finish", "official", "unofficial", "confirmed", "final",
    "q", "qualified",
}  # fmt: skip
NO_TIME = "no official time"
REMEDY = (
    "write DNF, DNS, DSQ or WDR, leave it empty for a team that finished, "
    "or take out the row of a race that was not skated"
)


def folded(text: str) -> str:
    """A text in small letters without accents, with single blanks, D.N.F. as DNF.

    >>> folded("D.N.F.  (fall)")
    'dnf (fall)'
    """
    letters = unicodedata.normalize("NFKD", text.casefold().replace("ø", "o"))
    bare = "".join(each for each in letters if not unicodedata.combining(each))
    return " ".join(re.sub(r"(?<=\b[a-z])\.", "", bare).split())


_LETTERS = re.compile(r"[^\W\d_]+")
_KNOWN = {folded(word): status for word, status in _WORDS.items()}
_ANY = "|".join(sorted(_KNOWN, key=len, reverse=True)).replace(" ", r"[\W_]+")
_FOUND = re.compile(rf"(?<![^\W\d_])({_ANY})(?![^\W\d_])")
_REASON = re.compile(r"\s*(?:$|[^\w\s]|(?:for|due to|because|after|by|wegen|pour|per|[io]n lap)\b)")


def statuses(text: str) -> list[str]:
    """What a text says of teams without a valid time, in its order.

    >>> statuses("fell, did not finish; DQ in the semifinal")
    ['DNF', 'DSQ']
    """
    return [_known(each) for each in _FOUND.finditer(folded(text))]


def status(text: str) -> str:
    """What a cell says of a team without a valid time; empty if it says no such thing.

    >>> status("DQ"), status("3:49.99 (dsq)"), status("3:49.99")
    ('DSQ', 'DSQ', '')
    """
    return next(iter(statuses(text)), "")


def leading(text: str) -> tuple[str, bool]:
    """The status with which a remark begins, and whether it says no more than that and why.

    >>> leading("DSQ: no third skater"), leading("DNF in the semifinal"), leading("no DNF")
    (('DSQ', True), ('DNF', False), ('', False))
    """
    plain = folded(text)
    found = _FOUND.search(plain)
    if found is None or _LETTERS.search(plain[: found.start()]):
        return "", False
    return _known(found), bool(_REASON.match(plain, found.end()))


def _known(found: re.Match[str]) -> str:
    return _KNOWN[" ".join(_LETTERS.findall(found[1]))]


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
