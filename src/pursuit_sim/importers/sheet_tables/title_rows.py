"""Rows of words among tables: where the title of a table begins that stands below another one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pursuit_sim.importers.words.cell_door import GridRow
from pursuit_sim.importers.words.cells import sex_of
from pursuit_sim.importers.words.event_words import says_only_who, says_who
from pursuit_sim.importers.words.nations import nation
from pursuit_sim.importers.words.title_words import rest_of
from pursuit_sim.importers.words.unfinished import FOOT_MARK, explains, status, unclear

NUMBER = re.compile(r"\d:\d\d|^\d+(?:[.,]\d{1,3})?$")  # a time, a place or a heat


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


def title_begin(grid: Sequence[GridRow], begin: int, end: int, *, like_first: bool) -> int:
    """Where the title of the next table begins: rows of words alone below an empty row.

    Without such a row it is the text above the heads, if that says who skated. Where empty rows
    part words from the heads, they may be a line below the table above as well: they are a title
    if they say who skated, a round or a meet, or if the title of the first table stands so too.

    Parameters
    ----------
    grid : rows from the top
    begin : the first row below the heads of the table above
    end : the row of the next heads
    like_first : whether an empty row parts the first title from its heads
    """
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
        known = all(map(_says_race, block)) or (like_first and first == end)
        if not touches and (not known or any(map(_is_line, block))):
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


def _is_title(cells: Sequence[str]) -> bool:
    """Whether a row holds one text, or one with commas: without a time or a status."""
    texts = [cell.strip() for cell in cells if cell.strip()]
    return len(texts) == 1 or (
        bool(texts) and not any(NUMBER.search(each) or status(each) for each in texts)
    )


def _says_sex(cells: Sequence[str], touches: bool) -> bool:
    """Whether a row right below a table says who skated in the next, and is no team of it."""
    texts = [cell.strip() for cell in cells if cell.strip()]
    alone = len(texts) == 1 and touches
    return bool(sex_of(texts[0])) and (alone or says_only_who(" ".join(texts)))


def _says_race(cells: Sequence[str]) -> bool:
    """Whether words of a row say who skated, or a round or a meet and nothing else."""
    texts = [*dict.fromkeys(cell.strip() for cell in cells if cell.strip())]
    text, rest = " ".join(texts), rest_of(" ".join(texts))
    if may_be_team(text) or any(map(nation, texts)):
        return False
    told = ":" in text or bool(NUMBER.search(text)) or bool(rest.left)
    return not told and (says_who(text) or bool(rest.marks or rest.meet))


def _is_line(cells: Sequence[str]) -> bool:
    """Whether a row is a line below a table: of a mark, of a code, of who is out, of who speaks."""
    texts = [cell.strip() for cell in cells if cell.strip()]
    text = " ".join(texts)
    said = status(text) or unclear(text) or (len(texts) == 2 and explains(*texts))
    return bool(said) or bool(FOOT_MARK.match(text)) or (":" in text and not says_who(text))
