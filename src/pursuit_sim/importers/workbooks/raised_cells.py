"""Marks of footnotes that a workbook raises by their font, in the text as Unicode has them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import groupby, pairwise

from pursuit_sim.importers.sheet_tables.column_choice import looks_timed
from pursuit_sim.importers.words.cell_door import LONGEST_CELL
from pursuit_sim.importers.words.raised_marks import LETTERS, raised
from pursuit_sim.importers.workbooks.hidden_cells import Texts
from pursuit_sim.importers.workbooks.marked_cells import Cell
from pursuit_sim.importers.workbooks.workbook_parts import Tally

Pieces = Sequence[tuple[str, bool]]  # of the text of a cell, and whether each is raised
LONGEST = LONGEST_CELL  # characters of a cell whose pieces are kept; longer ones are remarks
# In all sheets.
MOST_CELLS, MOST_CHARACTERS = 100_000, 2_000_000

_ONE = rf"(?:\d{{1,2}}|[{LETTERS}]|[ivx]{{2,4}})"
_MARKS = re.compile(rf"[\[(]?{_ONE}(?:[,;/ ] ?{_ONE})*[\])]?", re.ASCII)
# What comes before raised digits that are a time's: 3:40. or 3'40" or, with two of them, 27.
_OPEN = re.compile(r"\d[:.,'’′]\d\d[.,:\"”″]$|\d[\"”″]$")
_POINT = re.compile(r"\d\d[.,]$")
_ORDINAL = re.compile(r"(?<![\d.,:'’′\"])\d{1,2}$")  # 1e is the first in French and Dutch
_LOOK_BACK = 12  # characters before a mark that matter
_AT_ENDS = ("\n", "(", "[")


class RaisedTally:
    """What sheets of a workbook have together."""

    def __init__(self) -> None:
        self._cells = Tally(MOST_CELLS, "cells with raised characters")
        self._characters = Tally(MOST_CHARACTERS, "characters in cells with raised ones")

    def add(self, pieces: Pieces, cells: int = 1) -> None:
        """Count cells with these pieces."""
        self._cells.add(cells)
        self._characters.add(cells * sum(len(piece) for piece, _ in pieces))


def with_marks(texts: Texts, cells: Mapping[Cell, Pieces]) -> tuple[Texts, list[Cell]]:
    """Texts with their raised marks, and cells with raised digits that are not known in them."""
    changed = dict[int, list[str]]()
    lost = []
    for (row, column), pieces in cells.items():
        if row >= len(texts) or column >= len(texts[row]) or not texts[row][column]:
            continue
        text = texts[row][column]
        runs = _runs(text, pieces)
        if runs is not None:
            if row not in changed:
                changed[row] = [*texts[row]]
            changed[row][column] = _shown(runs)
        elif (looks_timed(text) or text.isdecimal()) and _behind_a_digit(pieces):
            lost.append((row, column))
    if changed:
        texts = [tuple(changed.get(i, row)) for i, row in enumerate(texts)]
    return texts, sorted(lost)


def _runs(text: str, pieces: Pieces) -> list[tuple[str, bool]] | None:
    """The text in pieces; none where the characters, but for blanks, are not theirs."""
    if "".join(piece for piece, _ in pieces) == text:
        runs = groupby(pieces, lambda each: each[1])
        return [("".join(piece for piece, _ in run), up) for up, run in runs]
    known = [(c, up) for piece, up in pieces for c in piece if not c.isspace()]
    if "".join(text.split()) != "".join(c for c, _ in known):
        return None
    ups = iter(known)
    up = False
    said = []
    for c in text:
        up = up if c.isspace() else next(ups)[1]
        said.append((c, up))
    return [("".join(c for c, _ in run), up) for up, run in groupby(said, lambda each: each[1])]


def _shown(runs: Sequence[tuple[str, bool]]) -> str:
    """The text with its marks raised; of one that is raised as a whole nothing is a mark."""
    made, before = [], ""
    several = any(run.strip() and not up for run, up in runs)
    for (run, up), (after, _) in pairwise([*runs, ("", False)]):
        said = _mark(run, before, after) if up and several else run
        made.append(said)
        before = (before + said)[-_LOOK_BACK:]
    return "".join(made)


def _mark(run: str, before: str, after: str) -> str:
    """A raised run as a mark; as it is where it may be an ordinal, a unit or part of a time."""
    bare = run.strip()
    if not _MARKS.fullmatch(bare):
        return run
    marks = re.findall(r"\w+", bare)
    if marks[0].isdecimal():
        if _OPEN.search(before) or (len(bare) > 1 and _POINT.search(before)):
            return run
    else:
        begins = not before.rpartition("\n")[2].strip()
        ends = not after or "\n" in run or after.lstrip(" ").startswith(_AT_ENDS)
        ordinal = bare == "e" and _ORDINAL.search(before)
        hours = bare == "h" and before[-1:].isdecimal()
        if ordinal or hours or not (begins or ends):
            return run
    return run.replace(bare, ",".join(map(raised, marks)))


def _behind_a_digit(pieces: Pieces) -> bool:
    """Whether raised digits follow others."""
    solid = [("".join(piece.split()), up) for piece, up in pieces if piece.strip()]
    return any(
        up and not was_up and before[-1].isdigit() and piece[0].isdigit()
        for (before, was_up), (piece, up) in pairwise(solid)
    )
