"""Which sign stands between the cells of a CSV text."""

from __future__ import annotations

import csv
from collections.abc import Sequence

from pursuit_sim.importers.words.cell_door import squeezed
from pursuit_sim.importers.words.heads import LONGEST_HEAD, columns, lap_columns, name_team

_DELIMITERS = ";\t,"
FIRST_LINES = 40  # that are looked at
_MOST_COLUMNS = 500
_LONGEST_LINE = 100_000  # characters, of which heads are among the first


def delimiter(text: str) -> str:
    """The sign between cells: the one that makes most heads, else that of most of the first lines.

    Titles and decimal commas may have the sign in more lines than there are cells with it.
    """
    lines = first_lines(text)
    first = lines[0] if lines else ""
    return max(
        _DELIMITERS,
        key=lambda sign: (
            _most_heads(lines, sign), sum(sign in line for line in lines), first.count(sign)
        ),
    )  # fmt: skip


def first_lines(text: str) -> list[str]:
    """The first lines of a text; of one that is longer than a row of heads, its begin."""
    return [line[:_LONGEST_LINE] for line in text.split("\n", FIRST_LINES)[:FIRST_LINES]]


def _most_heads(lines: Sequence[str], sign: str) -> int:
    """How many heads of a team's table stand in one row, if a sign parts the cells."""
    try:
        rows = [[squeezed(cell) for cell in row[:_MOST_COLUMNS]]
                for row in csv.reader(lines, delimiter=sign)]  # fmt: skip
    except csv.Error:
        return 0
    heads = [[cell for cell in row if len(cell) <= LONGEST_HEAD] for row in rows if name_team(row)]
    return max((len(columns(row)) + len(lap_columns(row)) for row in heads), default=0)
