"""Words by which a result sheet says that a team has no valid time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from pursuit_sim.importers.words.nations import nation
from pursuit_sim.importers.words.raised_marks import RAISED
from pursuit_sim.importers.words.status_words import (
    DENIED,
    ELSEWHERE,
    LIFTED,
    LIFTED_AT_ONCE,
    NO_MATTER,
    OUTSIDE,
    OUTSIDE_ALONE,
    STATUS,
    folded,
)

_VALID = {
    "ok", "none", "valid", "finished", "fin", "finish", "official", "unofficial", "confirmed",
    "final", "q", "qualified", "completed", "complete", "ranked", "classified", "classé",
    "gewertet", "tr", "qf", "sf", "fa", "fb", "fc", "fd", "final a", "final b", "final c",
    "final d", "qa", "qb", "nq",
}  # fmt: skip
_SURE = {"ok", "valid", "confirmed", "counts"}
_EMPTY = {"nan", "nat", "null", "none", "n/a", "na", "<na>", "#n/a"}  # as programs write nothing
NO_TIME = "official time not given"  # words that are no status themselves
REMEDY = (
    "write DNF, DNS, DSQ or WDR, leave it empty for a team that finished, "
    "or take out the row of a race that was not skated"
)

OUT_OF_COMPETITION = "take out the row of a team out of competition"
PLACE_REMEDY = (
    "write its place, DNF, DNS, DSQ or WDR; leave it empty for a team that finished without a "
    f"place, and {OUT_OF_COMPETITION}"
)
SETTLE = (
    "say it by a status (a column Status, in JSON the key status): {} if it does not, OK if it does"
)
_LONGEST_DENIAL = 100  # characters: two words
_KEPT = 1024  # answers on texts
_NOT_STARTED = ("DNS", "WDR")
_LETTERS = re.compile(r"[^\W\d_]+")
_CODE = re.compile(r"\b[A-Z]{3}\b")
_FLOAT = re.compile(r"(\d{1,4})[.,]0+", re.ASCII)  # a number as a program writes it
# What comes before a reason, in folded text.
REASON_WORDS = (
    "(?:for|due to|because|after|by|wegen|nach|pour|apres|per|vanwege|wegens|na|pga|etter"
    "|[io]n lap)"
)
_REASON = re.compile(rf"\s*(?:$|[^\w\s]|{REASON_WORDS}\b)")
FOOT_MARK = re.compile(rf"[*†‡§{RAISED}]+\)?|\[[a-z\d]{{1,3}}\]|[a-z\d]\)")
_PLACE = re.compile(
    r"[^\W\d_]{0,2}[\W_]*+\d++[\W_]*+[^\W\d_]{0,3}[\W_]*+"  # 1. =3 T3 1st 1er A1 2位
    r"|m?(?:x{0,3})(?:ix|iv|v?i{1,3}|v)|q|第?[一二三四五六七八九十]+[位名]?|\d+/\d+|\?"
)
_PLACE_WORDS = {
    "gold", "silver", "bronze", "silber", "goud", "zilver", "brons", "or", "argent", "oro",
    "argento", "bronzo", "gull", "sølv", "guld", "medal", "place", "rank", "platz", "tie", "tied",
    "of", "final", "a", "b", "c", "d", "qf", "sf", "fa", "fb", "fc", "fd", "nq", "q",
    "eliminated", "st", "nd", "rd", "th", "medalist", "medalists", "medallist", "medallists",
    "médaille", "medaglia", "medalla", "medaille", "medalje", "medalj", "gouden", "zilveren",
    "bronzen", "goldmedaille", "silbermedaille", "bronzemedaille", "gullmedalje", "sølvmedalje",
    "bronsemedalje", "guldmedalj", "silvermedalj", "bronsmedalj",
}  # fmt: skip
_MEDAL_SIGNS = str.maketrans({"🥇": " gold ", "🥈": " silver ", "🥉": " bronze "})
_OF_MEDALS = re.compile(
    r"(?P<several>medall?ist)\(s\)|(?P<of>m[ée]daille|medaglia|medalla) d(?:[ei] |['’])",
    re.IGNORECASE,
)
# Of squalificato, disqualified; abandon, ritirato, brutt; non partant, ikke startet.
_CODES_ALONE = {
    "sq": "DSQ", "dis": "DSQ", "abd": "DNF", "rit": "DNF", "brt": "DNF", "np": "DNS", "is": "DNS",
}  # fmt: skip
_NO_PLACES = OUTSIDE_ALONE | {"out", "dis", "inv"}


def statuses(text: str) -> list[str]:
    """What a text says of teams without a valid time, in its order.

    >>> statuses("fell, did not finish; DQ in the semifinal")
    ['DNF', 'DSQ']
    """
    return [*_statuses(text)]


@lru_cache(maxsize=_KEPT)  # a workbook may have one long text in many cells
def _statuses(text: str) -> tuple[str, ...]:
    return tuple(str(each.lastgroup) for each in STATUS.finditer(folded(text)))


def status(text: str) -> str:
    """What a cell says of a team without a valid time; empty if it says no such thing.

    >>> status("DQ"), status("3:49.99 (dsq)"), status("3:49.99")
    ('DSQ', 'DSQ', '')
    """
    return next(iter(statuses(text)), "")


def cell_status(text: str) -> str:
    """The status of a cell of a status or of a place, where codes of one language count too.

    >>> cell_status("SQ"), cell_status("abd"), cell_status("2")
    ('DSQ', 'DNF', '')
    """
    return status(text) or _CODES_ALONE.get(folded(text).strip(" ()[]*"), "")


@lru_cache(maxsize=_KEPT)
def unclear(text: str) -> bool:
    """Whether a text says a status and takes it back, or that a team is out without a status.

    >>> [unclear(each) for each in ("DSQ", "DSQ lifted on appeal", "no DNF", "hors concours")]
    [False, True, True, True]
    """
    plain = folded(text)
    first = STATUS.search(plain)
    # What lifts a status may stand anywhere behind it; what denies it, right before.
    turned = first is not None and (
        LIFTED.search(plain[first.end() :]) is not None or any(_denied(plain))
    )
    return turned or (is_outside(text) and not STATUS.match(plain))


def says_nobody(text: str) -> bool:
    """Whether a text says of each status in it that nobody has it.

    >>> [says_nobody(each) for each in ("DSQ: none", "no DNF", "DSQ", "Women")]
    [True, True, False, False]
    """
    denied = [*_denied(folded(text))]
    return bool(denied) and all(denied) and not is_outside(text)


def _denied(plain: str) -> Iterator[bool]:
    """For each status in a text whether it is denied right before or behind it."""
    for found in STATUS.finditer(plain):
        before = max(0, found.start() - _LONGEST_DENIAL)
        nothing = LIFTED_AT_ONCE.match(plain, found.end())
        yield bool(nothing or DENIED.search(plain, before, found.start()))


@lru_cache(maxsize=_KEPT)
def is_outside(text: str) -> bool:
    """Whether a text says that a team or its time is out of the classification.

    >>> is_outside("time annulled"), is_outside("a.K."), is_outside("not eligible for a record")
    (True, True, False)
    """
    plain = folded(text)
    said = any(not NO_MATTER.match(plain, found.end()) for found in OUTSIDE.finditer(plain))
    return said or plain.strip(" .()[]*") in OUTSIDE_ALONE


def is_sure(text: str) -> bool:
    """Whether the cell of a status says that the time counts, whatever stands elsewhere."""
    return text.strip(" -–—.").casefold() in _SURE


def filled(text: str) -> str:
    """What a cell says: nothing for "nan", and 1 for "1.0", as programs save tables.

    >>> filled("NaN"), filled("2.0"), filled("DSQ")
    ('', '2', 'DSQ')
    """
    text = text.strip()
    number = _FLOAT.fullmatch(text)
    return number[1] if number else "" if text.casefold() in _EMPTY else text


def spelt_medals(text: str) -> str:
    """The cell of a rank with its medals in words, as pages paste them.

    >>> spelt_medals("🥇"), spelt_medals("2 🥈"), spelt_medals("1st place, gold medalist(s)")
    ('gold', '2', '1st place, gold medalist')
    """
    # Behind a number a medal says the same.
    numbered = any(map(str.isdigit, text))
    said = dict.fromkeys(_MEDAL_SIGNS, " ") if numbered else _MEDAL_SIGNS
    return _OF_MEDALS.sub(lambda each: f"{each[1] or each[2]} ", text.translate(said)).strip()


def leading(text: str, *, timed: bool = False) -> tuple[str, bool]:
    """The status with which a remark begins, and whether it says no more than that and why.

    Beside a time it may be about another race: that a team did not start here needs the bare
    word then, and any other status a reason that lies in this race.

    >>> leading("DSQ: no third skater"), leading("DNF in the semifinal"), leading("no DNF")
    (('DSQ', True), ('DNF', False), ('', False))
    >>> leading("DNS for final B", timed=True), leading("DSQ for the 1500 m", timed=True)
    (('DNS', False), ('DSQ', False))
    """
    plain = folded(text)
    found = STATUS.search(plain)
    if found is None or _LETTERS.search(plain[: found.start()]):
        return "", False
    said, rest = str(found.lastgroup), plain[found.end() :]
    plainly = bool(_REASON.match(plain, found.end())) and not LIFTED.search(rest)
    if timed:
        bare = not any(map(str.isalnum, rest))
        plainly &= bare if said in _NOT_STARTED else not ELSEWHERE.search(rest)
    return said, plainly


def instead_of_time(text: str) -> str:
    """The status that stands where a time does: a known word, or any text without digits."""
    text = text.strip()
    if text and not any(letter.isdigit() for letter in text):
        return status(text) or (text[:20] if any(map(str.isalpha, text)) else NO_TIME)
    return status(text)


def is_clear(text: str) -> bool:
    """Whether the cell of a status says that a team finished, or that it did not."""
    if cell_status(text) and not status(text):
        return True
    plain = re.sub(r"\s*[(\[].*", "", filled(text)).strip(" -–—.").casefold()
    valid = plain.isdigit() or plain in _VALID or not filled(text).strip(" -–—.")
    known = bool(status(text)) and not any(nation(word) for word in _CODE.findall(text))
    return (valid and not unclear(text) and not status(text)) or (known and not unclear(text))


def explains(code: str, words: str) -> bool:
    """Whether a code is followed by what it means, as below a table.

    >>> explains("DNF", "Did not finish"), explains("DSQ", "Norway")
    (True, False)
    """
    known = STATUS.fullmatch(folded(code)) is not None and " " not in code
    return known and status(code) == status(words)


def is_place(text: str) -> bool:
    """Whether the cell of a rank holds a place, nothing, or a status.

    >>> [is_place(each) for each in ("1.", "=3", "2nd", "", "DSQ", "EX", "DSQ?")]
    [True, True, True, True, True, False, False]
    """
    if cell_status(text) == "DSQ" and not status(text):
        return True
    plain = re.sub(r"\bex[\W_]+aequo\b", "", folded(spelt_medals(filled(text)))).strip(" -–—.")
    words = _LETTERS.findall(plain)
    if _NO_PLACES & {*words, "".join(words)}:
        return False
    known = bool(words) and {*words} <= {folded(each) for each in _PLACE_WORDS}
    return bool(_PLACE.fullmatch(plain)) or known or not plain or is_clear(text)
