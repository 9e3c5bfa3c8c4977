"""What a cell of a table may be: its blanks are single ones, and what is read of it is short.

Later on nobody has to think of a cell of a hundred thousand blanks or letters, nor of more rows
than a sheet of results can have.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pursuit_sim.errors import Fault, InputError
from pursuit_sim.importers.words.heads import columns, name_team
from pursuit_sim.plain_text import cut

LONGEST_CELL = 2_000  # characters of what is read; a line-up of eight has a few hundred
_MOST_DIGITS = 400  # of a number; the largest ones with a point have fewer
MOST_ROWS = 20_000  # that are not empty; as a scenario has lines
MOST_TEXT = 8_000_000  # characters in all cells of a workbook: some seconds of looking for words
_FREE = ("remark", "source")  # roles of texts that may be of any length
_TOLD = 40  # characters
_BLANKS = re.compile(r"\s{2,}|[^\S ]")
GridRow = tuple[str, tuple[str, ...]]  # where it stands, such as "line 5", and its cells


def squeezed(text: str) -> str:
    r"""A text whose blanks, of whatever kind and number, are single ones; lines stay apart.

    >>> squeezed(" Ann \u3000 B.\t\r\n  Cleo D. ")
    'Ann B.\nCleo D.'
    """
    return _BLANKS.sub(_blank, text.strip())


def _blank(found: re.Match[str]) -> str:
    return " " if found[0].splitlines() == [found[0]] else "\n"


def admitted(grid: Sequence[GridRow], where: str) -> list[GridRow]:
    """The rows of a file or of a sheet, each cell squeezed, and one of several empty ones.

    Raises
    ------
    InputError
        if there are too many, or what is read of a cell is too long: remarks may be of any
        length, and so may lines above and below a table and what is not read
    """
    rows: list[GridRow] = []
    filled, longest = 0, 0
    above = True  # whether the row above has something
    for place, cells in grid:
        kept = tuple(map(squeezed, cells))
        something = any(kept)
        if something or above:  # of empty rows below each other one parts as well
            rows.append((place, kept))
        filled, above = filled + something, something
        longest = max(longest, *map(len, kept)) if something else longest
    refuse_rows(filled, where)
    if longest > LONGEST_CELL and (faults := list(_long(rows, where))):
        raise InputError(faults)
    return rows


def refuse_rows(count: int, where: str, most: int = MOST_ROWS) -> None:
    """Raise `InputError` for more rows than results have."""
    if count > most:
        problem = f"has more than {most} rows"
        raise InputError.single(where, "", problem, "save the results by themselves")


def refuse_text(count: int, where: str) -> None:
    """Raise `InputError` for more characters than results have, in however many cells."""
    if count > MOST_TEXT:
        problem = f"has more than {MOST_TEXT} characters in its cells"
        raise InputError.single(where, "", problem, "save the results by themselves")


def too_long(text: str, key: str, where: str) -> Fault:
    """The fault of a text that is longer than what is read can be."""
    problem = f"{cut(text, _TOLD)!r} has {len(text)} characters; at most {LONGEST_CELL} are read"
    return Fault(where, key, problem, "shorten it")


def _long(rows: Sequence[GridRow], where: str) -> Iterator[Fault]:
    heads: tuple[str, ...] = ()
    for place, cells in rows:
        if name_team(cells):
            heads = cells
        if max(map(len, cells), default=0) <= LONGEST_CELL or sum(map(bool, cells)) == 1:
            continue
        for head, cell in zip(heads, cells, strict=False):
            if len(cell) > LONGEST_CELL and not {*columns((head,))} <= {*_FREE}:
                yield too_long(cell, f"{place}, {head}", where)


def whole_number(digits: str) -> int:
    """A whole number of a file, in digits.

    Raises
    ------
    ValueError
        if it is none, or has more digits than any that means something, in words for users
    """
    if len(digits) > _MOST_DIGITS:
        raise ValueError(f"a number has {len(digits)} digits")
    return int(digits)


def no_number(word: str) -> None:
    """Refuse what some programs write into JSON in the place of a number, such as NaN.

    Raises
    ------
    ValueError
        always, in words for users
    """
    raise ValueError(f"{word} is no number")
