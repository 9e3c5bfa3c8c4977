"""Whether a text is a title by itself: it says who skated or which round, and little else."""

from __future__ import annotations

import re
from functools import lru_cache

from pursuit_sim.importers.words.cells import sex_of, without_sex_signs
from pursuit_sim.importers.words.event_words import (
    round_kinds,
    says_class,
    says_only_who,
    says_who,
)
from pursuit_sim.importers.words.heads import plain
from pursuit_sim.importers.words.nations import nation
from pursuit_sim.importers.words.record_words import RECORD
from pursuit_sim.importers.words.title_vocabulary import (
    NUMBERED,
    PAGES,
    ROUND,
    SHEETS,
    SMALL,
    SPEAKING,
)
from pursuit_sim.importers.words.title_words import CLOCK, rest_of, without_days, without_numbers

_TIME = re.compile(r"\d[:.h]\d\d(?!\d)|\d:\d\d")
_ENDS = " :,;.|-–—"
_FINALS = {"quarter", "semi", "final"}  # of which a race is one


@lru_cache(maxsize=4096)
def says_only_race(text: str) -> bool:
    """Whether a text says who skated or which round; besides, a meet, a day, laps, an hour at most.

    A sentence in which women come is none, and neither is a label with what it is of.

    >>> [says_only_race(each) for each in ("Women, final", "Semi-final 2: 14:30", "World Cup men")]
    [True, True, True]
    >>> [says_only_race(each) for each in ("Women: 6 laps", "Women at 16.00", "Women's record")]
    [False, False, False]
    """
    bare, rest = without_numbers(text), rest_of(text)
    words = plain(bare).split()
    if ":" in without_days(text).strip(_ENDS) or any(map(nation, rest.meet)):
        return False
    beside = SMALL | SHEETS if CLOCK.search(text) else SMALL
    if any(RECORD.fullmatch(word) or (word in beside and len(word) > 1) for word in words):
        return False
    if says_who(text):
        return not rest.left or says_only_who(bare)
    return not rest.left and any(ROUND.fullmatch(word) or word in NUMBERED for word in words)


@lru_cache(maxsize=4096)
def may_be_title(text: str) -> bool:
    """Whether a text says who skated among unknown words, and is no sentence or label.

    It may be the title of another event, such as that of students.

    >>> [may_be_title(each) for each in ("Women student pursuit", "Men: results after protest")]
    [True, True]
    >>> [may_be_title(each) for each in ("Women skate tomorrow", "Women: 6 laps", "WR men 3:32")]
    [False, False, False]
    """
    words = plain(text).split()
    label, sign, said = without_days(text).strip(_ENDS).partition(":")
    of_sheet = says_only_who(label) and not SHEETS.isdisjoint(plain(without_numbers(said)).split())
    if not says_who(text) or (sign and not of_sheet) or _TIME.search(text):
        return False
    if any(map(nation, rest_of(text).meet)):
        return False
    return not any(RECORD.fullmatch(word) or word in SPEAKING | PAGES for word in words)


def says_hour(text: str) -> bool:
    """Whether a text says an hour and nothing of an event: "Start: 15:00"."""
    rest = rest_of(text)
    return bool(CLOCK.search(text)) and not (rest.left or rest.meet or says_who(text))


def is_aside(text: str) -> bool:
    """Whether a text is a label of something else and what it says: "Referee: Jan de Jong"."""
    if not _is_labelled(text) or round_kinds(text):
        return False
    label = text.partition(":")[0]
    return bool(rest_of(label).left or nation(label)) and not _says_where_or_when(text)


def says_meet(text: str) -> bool:
    """Whether a text is a label and where or when the race is: "Venue: Heerenveen"."""
    record = any(map(RECORD.fullmatch, plain(text).split()))
    return _is_labelled(text) and not record and _says_where_or_when(text)


def _is_labelled(text: str) -> bool:
    label, _, said = text.partition(":")
    return bool(label.strip() and said.strip()) and not says_who(text)


def _says_where_or_when(text: str) -> bool:
    rest = rest_of(text)
    dated = any(any(map(str.isdigit, mark)) for mark in rest.marks)  # Jan may be a referee
    return dated or not all(map(nation, rest.meet))


def adds(text: str, to: str) -> bool:
    """Whether a title above another one says who skated or which round, and that does not."""
    if contradicts(text, to):
        return False
    return bool(sex_of(text) and not sex_of(to)) or bool(
        round_kinds(text) & _FINALS and not round_kinds(to) & _FINALS
    )


def says_more(text: str, than: str) -> bool:
    """Whether a title says who skated or of which class, and another one of its table does not."""
    if contradicts(text, than):
        return False
    return bool(sex_of(text) and not sex_of(than)) or (says_class(text) and not says_class(than))


def contradicts(text: str, other: str) -> bool:
    """Whether two titles cannot be of one table: of women and of men, of a semifinal and a final.

    >>> contradicts("Women", "Men, heat 2"), contradicts("Semifinals", "Heat 2")
    (True, False)
    """
    sexes = {sex_of(text), sex_of(other)} - {""}
    one, two = round_kinds(text) & _FINALS, round_kinds(other) & _FINALS
    return len(sexes) > 1 or bool(one and two and one.isdisjoint(two))


def worded_as(text: str, other: str) -> bool:
    """Whether a text has no words that another one lacks, but for numbers and who skated.

    >>> worded_as("Women: 6 laps", "Men: 8 laps"), worded_as("Women skate at 4", "Men")
    (True, False)
    """
    return _words(text) <= _words(other)


def _words(text: str) -> set[str]:
    words = plain(without_sex_signs(text)).split()
    return {word for word in words if len(word) > 1 and word.isalpha() and not sex_of(word)}
