"""Columns and keys that ask one thing of a team: "DSQ" with x or nothing, ``isValid: false``."""

from __future__ import annotations

import re
from datetime import date

from pursuit_sim.importers.words.cells import date_of
from pursuit_sim.importers.words.heads import plain
from pursuit_sim.importers.words.status_alone import is_bare_status, is_status_alone
from pursuit_sim.importers.words.status_words import OUTSIDE, OUTSIDE_ALONE, folded
from pursuit_sim.importers.words.unfinished import filled, is_outside, status, unclear

_NESTED = (dict, list)
_YES = {"true", "yes", "y", "1", "x", "✓", "✔", "☑", "√", "ja", "oui", "si", "sì"}
_NO = {"", "-", "–", "—", "false", "no", "n", "0", "none", "null", "nein", "nee", "nei", "non"}
_OF_PEOPLE = {"retired"}
_TAKEN = {"deleted", "removed", "struck", "cancelled", "canceled"}
_WHEN = re.compile(
    r"\d+(?:[.,]\d+)?|\d{4}-\d\d-\d\d.*|\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{1,2}[:.h]\d\d(?:[:.]\d\d)?"
)
_DAY = re.compile(r"\d{4}-\d\d-\d\d|\d{1,2}\.\d{1,2}\.\d{4}$")
_MEASURED = re.compile(r"\d+[.,]\d+")
_SKATED = re.compile(r"(?:\d+:)?\d+(?:[.,]\d+)?")
_HOUR = re.compile(r"\d{1,2}[:h]\d\d(?::\d\d)?")
_NO_DAYS = (None, date(1900, 1, 1), date(1970, 1, 1))  # None: before there were races
# As in disqualifiedAt, which says that they were.
_OF_ITS_TIME = {"at", "on", "um", "am", "om", "op", "kl", "klokken", "alle", "le", "since", "seit"}
_ASKING = {"time", "times", "result", "team", "race", "reason", "code", "by", "why", "at", "on"}
_SKATERS = {
    "skater", "skaters", "athlete", "athletes", "rider", "riders", "member", "members",
    "läufer", "läuferin", "rijder", "rijders", "schaatser", "løper",
}  # fmt: skip
# Of whom or of what a head is that has a name or a place below it.
_OTHERS = _SKATERS | {
    "name",
    "names", "surname", "firstname", "lastname", "fullname", "givenname", "familyname",
    "reserve", "reserves", "substitute", "substitutes", "replaced", "coach", "coaches",
    "trainer", "club", "verein", "klubb", "city", "town", "hometown", "region", "province",
    "address", "host", "hostname", "broadcaster", "sponsor", "sponsors", "venue", "rink",
    "link", "links", "url", "photo", "ploegleider",
}  # fmt: skip
_OUTCOME = {
    "status", "irm", "result", "rank", "place", "remark", "remarks", "note", "notes", "comment",
    "decision", "outcome", "reason", "penalty",
}  # fmt: skip
_COUNTING = {
    "valid", "time valid", "valid time", "result valid", "valid result", "validated", "finished",
    "did finish", "did start", "started", "eligible", "counted", "time counts", "times count",
    "result counts", "results count", "ranked", "classified", "counts", "gültig", "gewertet",
    "geldig", "gyldig", "valable", "valido", "zählt", "zeit zählt", "telt", "telt mee", "tijd telt",
    "teller", "tiden teller", "gjelder", "gäller", "räknas", "tiden räknas", "compte",
    "temps compte", "conta", "vale",
}  # fmt: skip
_COUNTS = {plain(word) for word in _COUNTING}
_OF_SKATERS = {plain(word) for word in _SKATERS}
_NOT_OF_TEAMS = {plain(word) for word in _OTHERS}
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
    said = _short(value) if value is not None else ""
    if words in _COUNTS:
        return "", is_no(value)
    when = _WHEN.fullmatch(said) is not None
    if words in _TAKEN:
        return "", said in _YES or (when and _is_day_or_hour(said))
    known, holds = status(words), status(said)
    alone = is_bare_status(words)
    if words in _OF_PEOPLE:  # who may have retired from the sport
        return "", said in _YES
    if known and ((alone and said in _YES) or (holds and not unclear(said))):
        return holds or known, False
    if said in _NO or (when and not _asks_when(words, alone=alone, said=said)):
        return "", False
    return "", bool(known) or _asks_outside(words, said)


def is_yes(value: object) -> bool:
    """Whether a value says yes: true, 1, x."""
    # A list or an object, which may be long, says neither.
    return not isinstance(value, _NESTED) and _short(value) in _YES


def is_no(value: object) -> bool:
    """Whether a value says no, and is not empty: false, 0, no.

    >>> is_no(False), is_no("no"), is_no(0), is_no(""), is_no(None)
    (True, True, True, False, False)
    """
    said = "" if value is None or isinstance(value, _NESTED) else _short(value)
    return said in _NO and any(map(str.isalnum, said))


def _short(value: object) -> str:
    return filled(str(value)).strip(" .").casefold()


def _asks_when(words: str, *, alone: bool, said: str) -> bool:
    """Whether a number or a date below a head may say yes: when a team was disqualified.

    Below a head that asks nothing else every answer may, but a number of nothing or the first day
    that a program knows, which is written for none; below other words of a decision days and hours.
    """
    if not said.strip("0:.,/- ") or _is_no_day(said):
        return False
    last = words.split()[-1:]
    measured = _MEASURED.fullmatch(said) is not None  # such as the wind, WD
    # A DNF or a DNS may have an hour that was planned or reached; what is decided has its own.
    decided = status(words) in ("", "DSQ") and is_status_alone(words) and _is_day_or_hour(said)
    of_its_time = bool(_OF_ITS_TIME & {*last})
    return said in _YES or of_its_time or decided or (alone and not measured)


def _is_no_day(said: str) -> bool:
    day = _DAY.match(said)
    return day is not None and date_of(day[0]) in _NO_DAYS


def _is_day_or_hour(said: str) -> bool:
    """Whether what says when something was is a day or an hour, and no number or time skated."""
    if not said.strip("0:.,/- ") or _is_no_day(said):
        return False
    return bool(_HOUR.fullmatch(said)) or not _SKATED.fullmatch(said)


def _asks_outside(words: str, said: str) -> bool:
    """Whether a head asks for what is out of the classification, and is answered."""
    if words in OUTSIDE_ALONE:  # may be much else
        return said in _YES or is_outside(said)
    rest = OUTSIDE.sub(" ", folded(words)).split()
    return is_outside(words) and {*rest} <= _ASKING


def asks(name: str) -> bool:
    """Whether a head or key asks for a status, or for what is out of the classification."""
    words = _HELPING.sub("", words_of(name))
    return bool(status(words)) or _asks_outside(words, "x")


def of_somebody_else(name: str) -> bool:
    """Whether a head or key is of a skater, a club or a place, and not of the team's result.

    >>> of_somebody_else("Coach"), of_somebody_else("athleteStatus"), of_somebody_else("DSQ")
    (True, False, False)
    """
    words = words_of(name)
    return bool({*words.split()} & _NOT_OF_TEAMS) and not (
        {*words.split()} & _OUTCOME or status(words)
    )


def of_skaters(name: str) -> bool:
    """Whether a head or key has the skaters of a team below it.

    >>> of_skaters("Skater A"), of_skaters("athletes"), of_skaters("Coach")
    (True, True, False)
    """
    return of_somebody_else(name) and bool({*words_of(name).split()} & _OF_SKATERS)
