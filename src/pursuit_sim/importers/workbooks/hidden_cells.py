"""What of a workbook its reader does not see: rows and columns that are hidden or filtered out."""

from __future__ import annotations

import string
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from pursuit_sim.plain_text import cut

LAST_ROW, LAST_COLUMN = 20_000, 16_383  # beyond them nothing is read, or can be
_MOST_TOLD, _LONGEST_TOLD = 6, 20

Texts = list[tuple[str, ...]]  # of a sheet, row by row
Merged = tuple[int, int, int, int]  # first row and column, last row and column


class Spans:
    """Rows or columns of a sheet, said from one to another: each span costs the same.

    Parameters
    ----------
    last : beyond which nothing is kept
    """

    def __init__(self, last: int) -> None:
        self._last = last
        self._changes: dict[int, int] = {}  # how many spans begin there, less those that ended

    def add(self, first: int, last: int) -> None:
        """Have those from `first` to `last`."""
        first, beyond = max(first, 0), min(last, self._last) + 1
        if first < beyond:
            self._changes[first] = self._changes.get(first, 0) + 1
            self._changes[beyond] = self._changes.get(beyond, 0) - 1

    def numbers(self) -> frozenset[int]:
        """All of them.

        >>> spans = Spans(9)
        >>> for each in ((1, 3), (2, 4), (9, 30)):
        ...     spans.add(*each)
        >>> sorted(spans.numbers())
        [1, 2, 3, 4, 9]
        """
        found: set[int] = set()
        open_, begun = 0, 0
        for at, change in sorted(self._changes.items()):
            if open_:
                found.update(range(begun, at))
            open_, begun = open_ + change, at
        return frozenset(found)


@dataclass(frozen=True, slots=True)
class HiddenCells:
    """Rows and columns of a sheet that are not shown, all counted from 0.

    Attributes
    ----------
    rows, columns : those hidden, filtered out or of no height or width
    merged : cells that are one
    """

    rows: frozenset[int] = frozenset()
    columns: frozenset[int] = frozenset()
    merged: Sequence[Merged] = ()

    def seen(self, texts: Texts) -> Texts:
        """The texts with those of merged cells where they are seen: in what is shown of them."""
        if not (self.rows or self.columns):
            return texts
        moved = [list(row) for row in texts]
        next_row = next_shown(self.rows, len(texts))
        next_column = next_shown(self.columns, max(map(len, texts), default=0))
        for top, left, bottom, right in self.merged:
            if not (0 <= top < len(texts) and 0 <= left < len(texts[top])):
                continue
            row = next_row[top] if next_row[top] <= bottom else top
            column = next_column[left] if next_column[left] <= right else left
            if row < len(texts) and column < len(texts[row]):
                moved[top][left] = ""
                moved[row][column] = texts[top][left]
        return [tuple(row) for row in moved]

    def shown(self, row: Sequence[str]) -> tuple[str, ...]:
        """The cells of a row that are seen."""
        return tuple(text for i, text in enumerate(row) if i not in self.columns)

    def told(self, texts: Texts) -> list[str]:
        """Which rows and columns with something in them are left out, in words."""
        rows = [i for i, row in enumerate(texts) if i in self.rows and any(row)]
        first: dict[int, str] = {}  # text of a column
        for i, row in enumerate(texts):
            for j in self.columns.intersection(range(len(row))):
                if row[j] and i not in self.rows:
                    first.setdefault(j, row[j])
        columns = [f"{letters(j)} ({cut(first[j], _LONGEST_TOLD)!r})" for j in sorted(first)]
        told = []
        for name, found in (("row", _runs(rows)), ("column", columns)):
            if len(found) == 1 and "–" not in found[0]:
                told.append(f"hidden {name} {found[0]} is left out; show it to add it")
            elif found:
                told.append(f"hidden {name}s {_listed(found)} are left out; show them to add them")
        return told

    def doubtful(self, texts: Texts, said: Callable[[str], object]) -> Iterator[tuple[str, str]]:
        """Hidden cells that say something of what is shown: where they are, and their text.

        They stand in a shown row of which no shown cell says such a thing, or alone in their own.
        """
        for i, row in enumerate(texts):
            if i in self.rows:
                alone = [text for text in row if text]
                if len(alone) == 1 and said(alone[0]):
                    yield f"hidden row {i + 1}", alone[0]
                continue
            unseen = sorted(self.columns.intersection(range(len(row))))
            telling = [j for j in unseen if row[j] and said(row[j])]
            if telling and not any(map(said, filter(None, self.shown(row)))):
                for j in telling:
                    yield f"row {i + 1}, hidden column {letters(j)}", row[j]


def letters(column: int) -> str:
    """The name of a column that is counted from 0.

    >>> letters(0), letters(25), letters(26)
    ('A', 'Z', 'AA')
    """
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, len(string.ascii_uppercase))
        name = string.ascii_uppercase[rest] + name
    return name


def next_shown(hidden: Collection[int], count: int) -> list[int]:
    """For each place the first one from there that is shown; `count` if none is."""
    found = [count] * (count + 1)
    for i in reversed(range(count)):
        found[i] = found[i + 1] if i in hidden else i
    return found


def _runs(rows: Iterable[int]) -> list[str]:
    """Rows as people count them, with those that follow each other as one: 3–5."""
    runs: list[list[int]] = []
    for i in rows:
        if runs and runs[-1][1] == i - 1:
            runs[-1][1] = i
        else:
            runs.append([i, i])
    return [f"{a + 1}" if a == b else f"{a + 1}–{b + 1}" for a, b in runs]


def _listed(found: Sequence[str]) -> str:
    more = len(found) - _MOST_TOLD
    return ", ".join(found[:_MOST_TOLD]) + (f" and {more} more" if more > 0 else "")
