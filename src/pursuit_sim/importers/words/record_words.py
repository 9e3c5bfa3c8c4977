"""Words of records and of what is worked out from times, which no team is called."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pursuit_sim.importers.words.cells import is_sex_word
from pursuit_sim.importers.words.heads import plain
from pursuit_sim.importers.words.nations import nation
from pursuit_sim.importers.words.title_vocabulary import PURSUIT

RECORD = re.compile(r"[a-z]*re[ck]ord(?:s|e|en|er|ene|ar|i|y)?")
_RECORD_OF = frozenset({
    "world", "olympic", "track", "rink", "national", "european", "continental", "championship",
    "championships", "meet", "event", "junior", "senior", "current", "existing", "previous", "old",
    "new", "all", "time", "best", "list", "of", "the", "and", "bahn", "welt", "liste", "arena",
    "hall", "stadium", "season", "games", "cup",
})  # fmt: skip
_CODES = frozenset(
    {"wr", "or", "tr", "nr", "cr", "er", "mr", "rr", "wb", "br", "jwr", "wrj", "rec"}
)
_WORKED_OUT = frozenset(plain(each) for each in (
    "best time", "fastest time", "time to beat", "mean", "mean time", "average", "average time",
    "avg", "median", "bestzeit", "beste zeit", "schnellste zeit", "mittelwert", "durchschnitt",
    "beste tijd", "snelste tijd", "gemiddelde", "beste tid", "gjennomsnitt", "genomsnitt",
    "gennemsnit", "meilleur temps", "moyenne", "miglior tempo", "media",
))  # fmt: skip


def says_records(words: Sequence[str]) -> bool:
    """Whether plain words say records, of whom and of what, and nothing else."""
    return any(map(RECORD.fullmatch, words)) and all(
        RECORD.fullmatch(word) or PURSUIT.fullmatch(word) or is_sex_word(word)
        or word in _RECORD_OF for word in words
    )  # fmt: skip


def is_record(text: str) -> bool:
    """Whether a cell says a record or what is worked out from times, and at most whose that is.

    >>> [is_record(each) for each in ("World record", "WR: Netherlands", "Mean", "WR", "SC Record")]
    [True, True, True, False, False]
    """
    label, sign, whose = text.partition(":")
    if sign and plain(whose):
        return is_record(label) or is_code(label)
    words = plain(text).split()
    of_team = words and nation(words[-1])
    return says_records(words[:-1] if of_team else words) or plain(text) in _WORKED_OUT


def is_code(text: str) -> bool:
    """Whether a cell may be the code of a record, such as WR or OR: some teams are called so."""
    return plain(text) in _CODES
