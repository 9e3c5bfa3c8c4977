"""Rows of words among tables: where the title of a table begins that stands below another one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pursuit_sim.importers.words.cell_door import GridRow
from pursuit_sim.importers.words.cells import sex_of
from pursuit_sim.importers.words.event_words import says_only_who, says_who
from pursuit_sim.importers.words.nations import nation
from pursuit_sim.importers.words.title_alone import (
    adds,
    contradicts,
    is_aside,
    may_be_title,
    says_hour,
    says_meet,
    says_more,
    says_only_race,
    worded_as,
)
from pursuit_sim.importers.words.title_words import rest_of
from pursuit_sim.importers.words.unfinished import FOOT_MARK, explains, status, unclear

NUMBER = re.compile(r"\d:\d\d|^\d+(?:[.,]\d{1,3})?$")  # a time, a place or a heat
_RESULT = re.compile(r"(?<!\d)0?[0-5]:\d\d|\d:\d\d[.,]\d|^\d+(?:[.,]\d{1,3})?$")


_CELLS = 2  # of a row that is no team's


def filled(cells: Sequence[str]) -> int:
    """How many cells of a row are not empty."""
    return sum(1 for cell in cells if cell.strip())


def only(cells: Sequence[str]) -> str:
    """The one text of a row; empty if it has several or none."""
    texts = [cell.strip() for cell in cells if cell.strip()]
    return texts[0] if len(texts) == 1 else ""


def heading(cells: Sequence[str]) -> str:
    """The one text of a row, which may stand in each cell as merged ones are copied."""
    texts = {cell.strip() for cell in cells} - {""}
    return texts.pop() if len(texts) == 1 else ""


def is_apart(grid: Sequence[GridRow], begin: int, end: int) -> bool:
    """Whether an empty row right above the heads parts a first title from them."""
    last = _last_filled(grid, begin, end)
    return begin < last < end


@dataclass(frozen=True, slots=True)
class TitleRows:
    """The rows above the heads of a table in which its title stands.

    Attributes
    ----------
    begin : the first one
    block : from where on all are of the title; above it only those that are a title by themselves
    perhaps : the one above it that may be, and alone says who skated or of which class
    """

    begin: int
    block: int
    perhaps: int | None = None


def title_above(grid: Sequence[GridRow], begin: int, end: int, first: str | None) -> TitleRows:
    """Where the title of the next table stands: rows of words alone below an empty row.

    Without such a row it is the text above the heads, if that says who skated. Where empty rows
    part words from the heads, they may be a line below the table above as well: they are a title
    if they say who skated, a round or a meet and little else, or if the title of the first table
    stands so too. A row that is a title by itself is that of the next table, whatever lines stand
    between it and the heads; where none is, so is one that says who skated beside words that
    nobody knows, which is then of an event of its own.

    Parameters
    ----------
    grid : rows from the top
    begin : the first row below the heads of the table above
    end : the row of the next heads
    first : the title of the first table, where an empty row parts that from its heads
    """
    block = _block_begin(grid, begin, end, first)
    said = " ".join(_text(cells) for _, cells in grid[block:end]).strip()
    top = block
    perhaps: int | None = None
    for i in range(block - 1, begin - 1, -1):
        text = _text(grid[i][1])
        if not text:
            continue
        alone = _is_only_race(grid[i][1])
        if perhaps is None and not alone and _may_be_title(grid[i][1]):
            perhaps = i
        if not _is_line_row(grid[i][1]) or (alone and contradicts(text, said)):
            break
        if alone and adds(text, said):
            top, said = i, f"{text} {said}"
    if perhaps is not None and says_more(_text(grid[perhaps][1]), said):
        return TitleRows(min(top, perhaps), block, perhaps)
    return TitleRows(top, block)


def title_texts(grid: Sequence[GridRow], rows: TitleRows, end: int) -> tuple[str, list[str]]:
    """The title that rows make, and the lines beside it: hours are of it, referees are not."""
    texts = [(i, text) for i in range(rows.begin, end) if (text := _text(grid[i][1]))]
    alone = {i for i, _ in texts if i == rows.perhaps or _is_only_race(grid[i][1])}
    title: list[str] = []
    beside: list[str] = []
    for i, text in texts:
        of_it = i >= rows.block or i in alone or says_hour(text) or says_meet(text)
        (title if of_it and not (alone and is_aside(text)) else beside).append(text)
    return " ".join(title), beside


def _block_begin(grid: Sequence[GridRow], begin: int, end: int, like: str | None) -> int:
    """Where blocks of words begin that are a title as a whole."""
    first = end
    while True:
        last = _last_filled(grid, begin, first)
        top = last
        while top > begin and _is_title(grid[top - 1][1]):
            top -= 1
        touches = last == end
        if top == last:
            return first
        if top == begin or filled(grid[top - 1][1]):
            return last - 1 if first == end and _says_sex(grid[last - 1][1], touches) else first
        block = [cells for _, cells in grid[top:last]]
        # Above a title, and apart from heads, a sentence that speaks of women is a line.
        known = all(map(_says_race, block))
        if like is not None and first == end:
            known = known or all(_is_like(_text(cells), like) for cells in block)
        if not touches and (not known or any(map(_is_line, block))):
            return first
        said = " ".join(_text(cells) for _, cells in grid[first:end])
        if first < end and any(contradicts(_text(cells), said) for cells in block):
            return first
        first = top


def line_above(grid: Sequence[GridRow], begin: int, end: int) -> int | None:
    """The row of one text that stands above heads by itself, which may go for both tables."""
    last = _last_filled(grid, begin, end)
    alone = last == end or last - 1 <= begin or not filled(grid[last - 2][1])
    return last - 1 if last > begin and alone and only(grid[last - 1][1]) else None


def may_be_team(text: str) -> bool:
    """Whether a text that may be a title names a nation, and nothing but who skated besides."""
    rest = rest_of(text)
    return bool(nation(text)) or (
        bool(rest.meet) and not (rest.left or rest.marks) and all(map(nation, rest.meet))
    )


def _last_filled(grid: Sequence[GridRow], begin: int, end: int) -> int:
    """The row below the last one that is not empty."""
    while end > begin and not filled(grid[end - 1][1]):
        end -= 1
    return end


def _texts(cells: Sequence[str]) -> list[str]:
    """The texts of a row, each once, as merged cells are copied."""
    return [*dict.fromkeys(cell.strip() for cell in cells if cell.strip())]


def _text(cells: Sequence[str]) -> str:
    """The words of a row; beside a title in a cell of its own, no label and what it says."""
    texts = _texts(cells)
    if len(texts) > 1 and any(map(says_only_race, texts)):
        texts = [text for text in texts if not is_aside(text)]
    return " ".join(texts)


def _is_title(cells: Sequence[str]) -> bool:
    """Whether a row holds one text, or one with commas: without a time or a status."""
    texts = [cell.strip() for cell in cells if cell.strip()]
    if len(texts) < 2 or _is_title_in_cells(cells):
        return bool(texts)
    return not any(NUMBER.search(each) or status(each) for each in texts)


def _is_title_in_cells(cells: Sequence[str]) -> bool:
    """Whether cells say who skated or which round, with a day and an hour: no place, no result."""
    hour = says_hour(_text(cells))
    return not any(map(_RESULT.search, _texts(cells))) and (_is_only_race(cells) or hour)


def _is_only_race(cells: Sequence[str]) -> bool:
    """Whether a row is a title by itself: as one text, or in cells beside hours and labels."""
    texts = _texts(cells)
    sure = any(map(says_only_race, texts))
    of_it = sure and all(
        says_only_race(each) or says_hour(each) or is_aside(each) for each in texts
    )
    return of_it or says_only_race(_text(cells))


def _is_line_row(cells: Sequence[str]) -> bool:
    """Whether a row between tables is of no team: a text, a legend, a label and what it says.

    Two texts of which none is a nation, a status or a result are an office and who holds it.
    """
    texts = _texts(cells)
    if len(texts) == 1:
        return not may_be_team(texts[0])
    label = len(texts) == _CELLS and (
        explains(*texts) or texts[0].endswith(":") or _says_no_team(texts)
    )
    return label or _is_title_in_cells(cells)


def _may_be_title(cells: Sequence[str]) -> bool:
    texts = _texts(cells)
    few = len(texts) == 1 or (len(texts) == _CELLS and _says_no_team(texts))
    return few and may_be_title(" ".join(texts))


def _says_no_team(texts: Sequence[str]) -> bool:
    return not any(_RESULT.search(each) or status(each) or may_be_team(each) for each in texts)


def _is_like(text: str, first: str) -> bool:
    """Whether a text apart from heads can be a title as the first is: no sentence of women."""
    return not says_who(text) or says_only_race(text) or worded_as(text, first)


def _says_sex(cells: Sequence[str], touches: bool) -> bool:
    """Whether a row right below a table says who skated in the next, and is no team of it."""
    texts = [cell.strip() for cell in cells if cell.strip()]
    alone = len(texts) == 1 and touches
    return bool(sex_of(texts[0])) and (alone or says_only_who(" ".join(texts)))


def _says_race(cells: Sequence[str]) -> bool:
    """Whether words of a row say who skated, or a round or a meet, and nothing else."""
    text = _text(cells)
    if may_be_team(text) or any(map(nation, _texts(cells))):
        return False
    rest = rest_of(text)
    told = ":" in text or bool(NUMBER.search(text)) or bool(rest.left)
    of_meet = not told and not says_who(text) and bool(rest.marks or rest.meet)
    return of_meet or _is_only_race(cells)


def _is_line(cells: Sequence[str]) -> bool:
    """Whether a row is a line below a table: of a mark, of a code, of who is out, of who speaks."""
    texts = [cell.strip() for cell in cells if cell.strip()]
    text = " ".join(texts)
    if _is_only_race(cells):
        return False
    said = status(text) or unclear(text) or (len(texts) == 2 and explains(*texts))
    return bool(said) or bool(FOOT_MARK.match(text)) or (":" in text and not says_who(text))
