"""Times as a spreadsheet keeps them, fractions of a day, where a table shows them so.

It does in cells without the format of a time. Whether numbers are such is decided by the
column, since that of a cell may end early: 27 s are 0.0003125.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pursuit_sim.importers.words.heads import UNITS, columns, plain
from pursuit_sim.importers.words.written_time import as_clock

_DAY_S = 86_400
LARGEST = 0.01  # of a day: 14:24, more than any team pursuit takes
_NUMBER = re.compile(r"\d{1,15}(?:[.,](\d{1,20}))?(?:[eE]-(\d{1,2}))?", re.ASCII)
_DIGITS = 8  # that the longest number has at least; fewer are rounded to more than a thousandth
_MOST_DECIMALS, _DAY_DIGITS = 4, 5  # of a second; digits that tell a second in a fraction of a day
_LONGEST_GAP_DIGITS = 3  # of one in seconds

Rows = Sequence[tuple[str, tuple[str, ...]]]


def as_clocks(heads: Sequence[str], rows: Rows) -> tuple[Rows, tuple[str, ...]]:
    """Rows with fractions of a day as minutes and seconds, and the heads of their columns.

    A column has them if all its numbers are smaller than any time in seconds can be, and one of
    the table has the digits of a fraction; a gap may be that small, so it needs them itself.
    """
    gap = columns(heads).get("gap")
    found: dict[int, int] = {}  # digits of the longest number of a column
    for i, head in enumerate(heads):
        if (plain(head).split() or [""])[-1] in UNITS:
            continue
        texts = [cells[i].strip() for _, cells in rows if i < len(cells)]
        numbers = [text for text in texts if _NUMBER.fullmatch(text)]
        if any(map(_value, numbers)) and all(_value(each) < LARGEST for each in numbers):
            found[i] = max(map(_decimals, numbers))
    longest = max(found.values(), default=0)
    if longest < _DIGITS:
        return rows, ()
    if gap in found and found[gap] <= _LONGEST_GAP_DIGITS:
        del found[gap]
    decimals = min(_MOST_DECIMALS, longest - _DAY_DIGITS)

    def clock(i: int, text: str) -> str:
        if i not in found or not _NUMBER.fullmatch(text.strip()) or not _value(text):
            return text
        return as_clock(round(_value(text) * _DAY_S, decimals))

    written = [(at, tuple(clock(i, text) for i, text in enumerate(cells))) for at, cells in rows]
    return written, tuple(heads[i] for i in found)


def _value(number: str) -> float:
    return float(number.replace(",", "."))


def _decimals(number: str) -> int:
    match = _NUMBER.fullmatch(number)
    return 0 if match is None else len(match[1] or "") + int(match[2] or 0)
