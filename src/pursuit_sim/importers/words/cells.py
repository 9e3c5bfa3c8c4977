"""Cells of a table: times in the unit of their head, sides, days, who skated."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache

from pursuit_sim.errors import Fault
from pursuit_sim.importers.words.heads import UNITS, plain
from pursuit_sim.importers.words.nations import nation
from pursuit_sim.importers.words.written_time import read_time
from pursuit_sim.plain_text import cut
from pursuit_sim.scenario.human_limits import FIRST_YEAR
from pursuit_sim.track import Side

NUMBER = re.compile(r"(\d{1,9})(?:[.,](\d{1,9}))?", re.ASCII)
_TICKS = re.compile(r"\d{1,12}", re.ASCII)
_EXPONENTS = {"s": "", "ms": "e-3", "ticks": "e-7"}
_EXAMPLES = {
    "s": "seconds such as 218.08", "ms": "milliseconds such as 218080",
    "ticks": "ticks of 100 ns such as 2180800000",
}  # fmt: skip
SIDES: dict[str, Side] = {
    "finish": "finish", "f": "finish", "0": "finish", "finish straight": "finish",
    "crossing": "crossing", "c": "crossing", "1": "crossing", "crossing straight": "crossing",
}  # fmt: skip
_NO_SIDE = {"", "-", "–", "—", "?"}
_MOST_LANES, _LONGEST_LANE = 6, 20  # told
# German, Dutch, Norwegian, Danish, Swedish, French, Italian; then the usual ones of others.
# Junioren is not among them: in Dutch these are of both sexes.
_WOMEN = {
    "w", "f", "d", "women", "womens", "ladies", "female", "females", "woman", "girls", "damen",
    "frauen", "juniorinnen", "seniorinnen", "dames", "vrouwen", "meisjes", "kvinner", "damer",
    "jenter", "kvinder", "kvinnor", "flickor", "femmes", "filles", "donne", "ragazze",
    "mujeres", "femenino", "femenina", "naiset", "naisten", "tytot", "kobiet", "kobiety",
    "juniorki", "zeny",
}  # fmt: skip
_MEN = {
    "m", "h", "men", "mens", "male", "males", "man", "boys", "herren", "manner", "heren", "mannen",
    "jongens", "menn", "herrer", "gutter", "mænd", "herrar", "pojkar", "hommes",
    "messieurs", "garcons", "uomini", "ragazzi", "hombres", "miehet", "miesten", "pojat",
    "mezczyzn", "mezczyzni", "juniorzy", "muzi",
}  # fmt: skip
_WOMEN_STEM = re.compile(r"(?:weiblich|feminin|femminil|женщ|женск|девуш|юниорк)")
_MEN_STEM = re.compile(r"(?:mannlich|masculin|maschil|мужч|мужск|юнош)")
# These say an age too, so that they are not only who skated.
_YOUNG = {
    "girls", "boys", "juniorinnen", "seniorinnen", "meisjes", "jongens", "jenter", "gutter",
    "flickor", "pojkar", "filles", "garcons", "ragazze", "ragazzi", "tytot", "pojat", "juniorki",
    "juniorzy",
}  # fmt: skip
_YOUNG_STEM = re.compile(r"(?:девуш|юниорк|юнош)")
_NO_TEAM = {"man", "male"}  # an island, a town
_SIGNS_OF_SEX = re.compile("女子|男子|여자|남자|여성|남성")
# Within words, of scripts without blanks between them.
_WOMEN_SIGN, _MEN_SIGN = re.compile("女|여자|여성"), re.compile("男|남자|남성")
_SEASON_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
_WHOLE_DAY = re.compile(
    r"(?<!\d)(?:\d{4}-\d\d-\d\d|\d\d?\.\d\d?\.\d{4}|\d\d?\.? [^\W\d]+\.?,? \d{4}"
    r"|(?<!\w)[^\W\d]+\.? \d\d?,? \d{4})(?!\d)"
)


def time_of(text: str, head: str, key: str, where: str, faults: list[Fault]) -> float | None:
    """A time [s] in the unit that its head names; None for another text, which is noted."""
    unit = (plain(head).split() or [""])[-1]
    try:
        if unit not in UNITS:
            return read_time(text)
        match = (_TICKS if unit == "ticks" else NUMBER).fullmatch(text.strip())
        if match is None:
            raise ValueError(f"found {text[:40]!r} under {head!r}")
        # One decimal number, so that it is the float nearest to what was written.
        return float(f"{match[0].replace(',', '.')}{_EXPONENTS[unit]}")
    except ValueError as error:
        remedy = f"write {_EXAMPLES.get(unit, 'minutes and seconds such as 3:38.08')}"
        faults.append(Fault(where, key, str(error), remedy))
        return None


@lru_cache(maxsize=4096)
def sex_of(text: str) -> str:
    """Who skated, "men" or "women", from a cell or a title; empty if it does not say."""
    words = set(plain(text).split()) | {text.strip()}
    women = {each for each in words if each in _WOMEN or _WOMEN_STEM.match(each)}
    men = {each for each in words if each in _MEN or _MEN_STEM.match(each)}
    if len(words) > 2:  # a title: single letters mean anything there
        women, men = ({each for each in found if len(each) > 1} for found in (women, men))
    women |= {*_WOMEN_SIGN.findall(text)}
    men |= {*_MEN_SIGN.findall(text)}
    return "women" if women and not men else "men" if men and not women else ""


def is_sex_word(word: str) -> bool:
    """Whether a plain word says only who skated, not an age."""
    if len(word) < 2 or word in _YOUNG or _YOUNG_STEM.match(word):
        return False
    known = word in _WOMEN or word in _MEN
    return known or bool(_WOMEN_STEM.match(word) or _MEN_STEM.match(word))


def without_sex_signs(text: str) -> str:
    """A text without the signs that say who skated within words of Japanese, Chinese, Korean."""
    return _SIGNS_OF_SEX.sub(" ", text)


@lru_cache(maxsize=4096)
def sex_of_team(name: str) -> str:
    """Who skated, from a team's name such as Canada Women; a letter alone says nothing there."""
    words = [each for each in plain(name).split() if len(each) > 1 and each not in _NO_TEAM]
    signs = _SIGNS_OF_SEX.findall(name)
    return sex_of(
        " ".join(each for each in words if is_sex_word(each) or each in _YOUNG) + " ".join(signs)
    )


def sides_of(lanes: Iterable[str]) -> tuple[Mapping[str, Side], list[str]]:
    """The sides that the cells of a column mean, in small letters, and what to tell of them.

    A column means sides only as a whole: 1 is the crossing side beside 0, and beside 2 it is
    a lane, which says nothing of the straight.
    """
    said = {text.strip().casefold() for text in lanes} - _NO_SIDE
    if said <= SIDES.keys() and not ("1" in said and "0" not in said):
        told = "lane 0 is read as the finish side, lane 1 as the crossing side"
        return SIDES, [told] if "0" in said else []
    listed = ", ".join(cut(each, _LONGEST_LANE) for each in sorted(said)[:_MOST_LANES])
    return {}, [f"lanes {listed} do not say on which straight a team starts"]


def date_of(text: str) -> date | None:
    """A day, where it can be one only: 2025-11-16, 16.11.2025, 16 Nov 2025, November 16, 2025.

    None of before there were races: programs write the first day of all for none.
    """
    day = _day(text.strip())
    return day if day and day.year >= FIRST_YEAR else None


def days_named(text: str) -> frozenset[date]:
    """The days that a text names in whole.

    >>> sorted(map(str, days_named("Men, Hamar, 26 January 2024 (27.01.2024)")))
    ['2024-01-26', '2024-01-27']
    """
    return frozenset(day for found in _WHOLE_DAY.findall(text) if (day := date_of(found)))


def _day(text: str) -> date | None:
    try:
        if match := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)(?:[T ].*)?", text, re.ASCII):
            return date(int(match[1]), int(match[2]), int(match[3]))
        if match := re.fullmatch(r"(\d\d?)\.(\d\d?)\.(\d{4})", text, re.ASCII):
            return date(int(match[3]), int(match[2]), int(match[1]))
        if match := re.fullmatch(r"(?:[^\W\d]+,? )?(\d\d?)\.? ([^\W\d]+)\.?,? (\d{4})", text):
            return date(int(match[3]), _month(match[2]), int(match[1]))
        if match := re.fullmatch(r"(?:[^\W\d]+, )?([^\W\d]+)\.? (\d\d?),? (\d{4})", text):
            return date(int(match[3]), _month(match[1]), int(match[2]))
    except ValueError:
        return None
    return None


def _month(name: str) -> int:
    """Its number by its name, or by three letters of that or more.

    Raises
    ------
    ValueError
        if it is none
    """
    known = [each for each in _SEASON_MONTHS if each.startswith(name.casefold())]
    if len(name) < 3 or not known:
        raise ValueError("no month")
    return _SEASON_MONTHS.index(known[0]) + 1


def fell(team: str) -> tuple[str, bool]:
    """A team's name, and whether the F of a fall sticks to it as sheets print it.

    >>> fell("NORWAYF"), fell("NORWAY")
    (('NORWAY', True), ('NORWAY', False))
    """
    bare = team.removesuffix("F").rstrip()
    return (bare, True) if bare != team and nation(bare) and not nation(team) else (team, False)
