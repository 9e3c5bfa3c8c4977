"""The rows of a CSV text, and which sign stands between its cells."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from pursuit_sim.errors import InputError
from pursuit_sim.importers.words.cell_door import GridRow, squeezed
from pursuit_sim.importers.words.heads import LONGEST_HEAD, columns, lap_columns, name_team

if TYPE_CHECKING:
    from _csv import Reader as CsvRows

_DELIMITERS = ";\t,"
_FIRST_LINES = 40  # that are looked at
_MOST_COLUMNS = 500
_LONGEST_LINE = 100_000  # characters, of which heads are among the first


def delimited(text: str, where: str) -> list[GridRow]:
    """The rows of a CSV text, with commas, semicolons or tabs between cells.

    Behind the end of the last line stands an empty one: only a row without an end may be cut.

    Raises
    ------
    InputError
        if it is none
    """
    try:
        reader = csv.reader(io.StringIO(text), delimiter=_delimiter(text), strict=True)
        rows = [*_numbered(reader)]
    except csv.Error as error:
        if "field limit" in str(error):
            problem = f"has a cell of more than {csv.field_size_limit()} characters"
            raise InputError.single(where, "", problem, "shorten it") from None
        raise InputError.single(where, "", f"is not CSV: {error}", "save the table again") from None
    return [*rows, ("", ())] if text.endswith(("\n", "\r")) else rows


def first_rows(text: str) -> list[GridRow]:
    """Those of the first lines, faulty or not; none where they cannot be parted into cells."""
    try:
        reader = csv.reader(_first_lines(text), delimiter=_delimiter(text))
        return [("", tuple(map(squeezed, row))) for row in reader]
    except csv.Error:
        return []


def _numbered(reader: CsvRows) -> Iterator[GridRow]:
    """Rows with the line in which each begins: a cell may have several."""
    begin = 1
    for row in reader:
        yield f"line {begin}", tuple(row)
        begin = reader.line_num + 1


def _delimiter(text: str) -> str:
    """The sign between cells: the one that makes most heads, else that of most of the first lines.

    Titles and decimal commas may have the sign in more lines than there are cells with it.
    """
    lines = _first_lines(text)
    first = lines[0] if lines else ""
    return max(
        _DELIMITERS,
        key=lambda sign: (
            _most_heads(lines, sign), sum(sign in line for line in lines), first.count(sign)
        ),
    )  # fmt: skip


def _first_lines(text: str) -> list[str]:
    """The first lines of a text; of one that is longer than a row of heads, its begin."""
    return [line[:_LONGEST_LINE] for line in text.split("\n", _FIRST_LINES)[:_FIRST_LINES]]


def _most_heads(lines: Sequence[str], sign: str) -> int:
    """How many heads of a team's table stand in one row, if a sign parts the cells."""
    try:
        rows = [[squeezed(cell) for cell in row[:_MOST_COLUMNS]]
                for row in csv.reader(lines, delimiter=sign)]  # fmt: skip
    except csv.Error:
        return 0
    heads = [[cell for cell in row if len(cell) <= LONGEST_HEAD] for row in rows if name_team(row)]
    return max((len(columns(row)) + len(lap_columns(row)) for row in heads), default=0)
