"""Cells in rows, as CSV and spreadsheets have them, and the tables that stand among them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from pursuit_sim.errors import Fault
from pursuit_sim.importers.sheet_tables.csv_rows import first_rows
from pursuit_sim.importers.sheet_tables.day_fractions import as_clocks
from pursuit_sim.importers.sheet_tables.other_heads import note_of, other_table
from pursuit_sim.importers.sheet_tables.raised_in_rows import Written, apart, told
from pursuit_sim.importers.sheet_tables.title_rows import (
    NUMBER,
    TitleRows,
    filled,
    heading,
    is_apart,
    line_above,
    may_be_team,
    only,
    title_above,
    title_texts,
)
from pursuit_sim.importers.words.cell_door import GridRow, admitted
from pursuit_sim.importers.words.cells import sex_of
from pursuit_sim.importers.words.event_words import says_only_who, says_who
from pursuit_sim.importers.words.heads import few, lap_columns, name_team
from pursuit_sim.importers.words.nations import nation
from pursuit_sim.importers.words.title_words import rest_of
from pursuit_sim.importers.words.unfinished import FOOT_MARK, explains, status, unclear

_MOST_COLUMNS = 500
_LONGEST_TITLE = 1000
_MOST_ABOVE = 8  # lines above the heads that go for each group of rows; the first has all
_OF_CSV = "the file may be cut; where commas are decimal points, ; goes between cells"
_OF_SHEETS = "write a head above each column; a merged head is that of its first one"
_ROW = 2  # cells that a team has at least: its name and time
_LAPS = 2  # columns of laps that a table of laps has at least


@dataclass(frozen=True, slots=True)
class CellTable:
    """Rows under heads.

    Attributes
    ----------
    heads : of the columns, as written
    rows : those below, without empty ones
    title : what stands above the heads
    above : the same in its rows, each with its place, and a row of words right above the heads
        that belongs to the table before as well
    place : where the heads stand, such as "line 1"
    notes : how its cells were read
    tab : the name of its sheet in a workbook
    whole : the heads with what stands above them, where they stand in two rows
    over_next : the place of its last row, where that stands right above the next heads
    other : rows of another table among them, that is left out, its heads first
    written : those of its rows that have raised marks of footnotes, which the others lack
    """

    heads: tuple[str, ...]
    rows: tuple[GridRow, ...]
    title: str = ""
    above: tuple[tuple[str, str], ...] = ()
    place: str = "line 1"
    notes: tuple[str, ...] = ()
    tab: str = ""
    whole: tuple[str, ...] = ()
    over_next: str = ""
    other: tuple[GridRow, ...] = ()
    written: Written = field(default_factory=dict, compare=False)

    def as_written(self) -> Iterator[GridRow]:
        """The rows with their raised marks of footnotes."""
        return ((place, self.written.get(place, cells)) for place, cells in self.rows)

    def named(self, column: int) -> str:
        """The whole head of a column."""
        return (self.whole or self.heads)[column]

    def without(self, left_out: Collection[int]) -> CellTable:
        """The table without some of its columns."""

        def kept(cells: Sequence[str]) -> tuple[str, ...]:
            return tuple(cell for i, cell in enumerate(cells) if i not in left_out)

        rows = tuple((place, kept(cells)) for place, cells in self.rows)
        return replace(self, heads=kept(self.heads), rows=rows, whole=kept(self.whole))

    def uneven(self, place: str, cells: Sequence[str], where: str) -> Iterator[Fault]:
        """A fault of a row that has more or fewer cells than there are heads."""
        if len(cells) != len(self.heads):
            problem = f"has {len(cells)} cells, there are {len(self.heads)} heads"
            yield Fault(where, place, problem, _OF_SHEETS if self.tab else _OF_CSV)


def tables(
    grid: Sequence[GridRow], fits: Callable[[Sequence[str]], bool], where: str
) -> list[CellTable]:
    """The tables of a grid: each begins with a row of heads and ends where the next does.

    Below the same heads another table begins where a row says who skated in those below it.
    Heads may stand in two rows, of which the upper one has merged cells.

    Parameters
    ----------
    grid : rows from the top
    fits : whether cells are heads of a table that can be read
    where : the file's name in messages

    Raises
    ------
    InputError
        if there are too many rows, or a cell is too long
    """
    rows, written = apart(admitted(grid, where))
    return [
        replace(each, written=written, notes=(*each.notes, *told(each.rows, written)))
        for each in _tables(rows, fits)
    ]  # fmt: skip


def _starts(
    grid: Sequence[GridRow], fits: Callable[[Sequence[str]], bool]
) -> list[tuple[int, int, tuple[str, ...], tuple[str, ...]]]:
    """Where tables begin: first row, first below, heads, heads with those above.

    One without heads is of heads that stand above others, and begins no table.
    """
    starts: list[tuple[int, int, tuple[str, ...], tuple[str, ...]]] = []
    i = 0
    while i < len(grid):
        upper = grid[i][1]
        lower = grid[i + 1][1] if i + 1 < len(grid) else ()
        if name_team(upper) and fits(cells := _trimmed(upper)):
            both = _with_laps(cells, _trimmed(lower))
            heads = next(filter(fits, both), ())
            starts.append((i, i + 2, heads, both[0]) if heads else (i, i + 1, cells, ()))
        elif name_team(upper) or name_team(lower):
            both = [] if fits(_trimmed(lower)) else _joined(_trimmed(upper), _trimmed(lower))
            heads = next(filter(fits, both), ())
            if heads:
                starts.append((i, i + 2, heads, both[0]))
        i = max(i + 1, starts[-1][1] if starts else 0)
    # Heads without a row below them, and others there, stand above the others.
    alone = {
        here[0]
        for here, after in pairwise(starts)
        if not any(map(filled, (cells for _, cells in grid[here[1] : after[0]])))
    }
    return [(*each[:2], () if each[0] in alone else each[2], each[3]) for each in starts]


def _with_laps(upper: tuple[str, ...], lower: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Heads of results with those of laps in the row below, which is of no team."""
    if len(lap_columns(upper)) >= _LAPS:
        return []
    of_team = any(
        i < len(lower) and lower[i].strip() for i, cell in enumerate(upper) if name_team((cell,))
    )
    both = [] if of_team else _joined(upper, lower)
    return [each for each in both if len(lap_columns(each)) >= _LAPS]


def _tables(grid: Sequence[GridRow], fits: Callable[[Sequence[str]], bool]) -> list[CellTable]:
    every = _starts(grid, fits)
    starts = [each for each in every if each[2]]
    apart = {i for first, below, heads, _ in every if not heads for i in range(first, below)}
    found: list[CellTable] = []
    last_heads = 0  # below those before
    row_above = len(grid) > 1 and _is_row(grid[-2][1])  # the last one, that is
    above_heads = TitleRows(0, 0)
    like: str | None = None  # the first title, where it stands apart
    for n, (first, below_heads, heads, whole) in enumerate(starts):
        end = starts[n + 1][0] if n + 1 < len(starts) else len(grid)
        begin = above_heads.begin
        title, beside = title_texts(grid, above_heads, first)
        title = title[:_LONGEST_TITLE]
        if n == 0 and is_apart(grid, 0, first):
            like = title
        above = [each for each in map(_words_of, grid[begin:first]) if each[1]]
        line = line_above(grid, last_heads, first)
        if not above and line is not None:
            above = [_words_of(grid[line])]
            found[-1:] = [replace(each, over_next=above[0][0]) for each in found[-1:]]
        last_heads, begin = below_heads, end
        if n + 1 < len(starts):
            above_heads = title_above(grid, below_heads, end, like)
            begin = above_heads.begin
        begun = False  # whether a table is found below these heads
        groups = dict.fromkeys(_group_begins(grid, below_heads, begin))
        edges = [*groups, begin] if below_heads in groups else [below_heads, *groups, begin]
        for top, bottom in pairwise(edges):
            rows = [
                (place, _fitted(cells, len(heads), last=i == len(grid) and row_above))
                for i, (place, cells) in enumerate(grid[top:bottom], top + 1)
                if any(cell.strip() for cell in cells) and i - 1 not in apart
            ]
            place, named, over = grid[first][0], title, above
            if top in groups:
                place, named = rows[0][0], heading(rows[0][1])
                over = [(place, named)]
                del rows[0]
                if not (says_who(title) and sex_of(named)):
                    over = [*(above if top == next(iter(groups)) else above[-_MOST_ABOVE:]), *over]
                    named = " ".join(filter(None, [title, named]))
                named = named[:_LONGEST_TITLE]
            if not rows and groups:
                continue
            if found and rows and not named and all(_goes_on(cells, heads) for _, cells in rows):
                # Heads of another page, and below them only what is said of the teams above.
                wide = len(found[-1].heads)
                below = ((at, _fitted(_trimmed(cells), wide, last=False)) for at, cells in rows)
                found[-1] = replace(found[-1], rows=(*found[-1].rows, *below))
                continue
            if begun and found[-1].other:
                # No heads of results stand between: these rows are of the other table too.
                above_them = [(place, (over[-1][1],))] if top in groups else []
                found[-1] = replace(found[-1], other=(*found[-1].other, *above_them, *rows))
                continue
            kept, other = other_table(rows, below=begun)
            if begun and other and not any(filled(cells) >= _ROW for _, cells in kept):
                rows = [*found[-1].rows, *kept]  # the text above is its title
                found[-1] = replace(found[-1], rows=(*rows,), other=other)
                continue
            begun = True
            unread = beside if named.startswith(title) else ()
            table = _table(heads, kept, named, over, place, unread, whole)
            found.append(replace(table, other=other))
    notes_of = ((*each.notes, *([note_of(each.other)] if each.other else [])) for each in found)
    return [replace(each, notes=notes) for each, notes in zip(found, notes_of, strict=True)]


def _table(
    heads: tuple[str, ...], rows: Sequence[GridRow], title: str, above: Sequence[tuple[str, str]],
    place: str, beside: Sequence[str], whole: tuple[str, ...],
) -> CellTable:  # fmt: skip
    """A table as its rows are read; `beside` its title stand lines that are not."""
    clocked, clocks = as_clocks(heads, rows)
    said = ", ".join(repr(head.strip()) for head in clocks)
    notes = [f"numbers are read as fractions of a day under {said}"] if clocks else []
    if beside:
        notes.append(f"lines below a title are not read: {few([*map(repr, beside)])}")
    return CellTable(heads, (*clocked,), title, (*above,), place, (*notes,), whole=whole)


def _words_of(row: GridRow) -> tuple[str, str]:
    """A row of words as one text, with its place; none of a code and what it means."""
    place, cells = row
    texts = [*dict.fromkeys(cell.strip() for cell in cells if cell.strip())]
    legend = len(texts) == _ROW and explains(*texts)
    return place, "" if legend else " ".join(texts)[:_LONGEST_TITLE]


def _group_begins(grid: Sequence[GridRow], begin: int, end: int) -> list[int]:
    """Where a text alone in a row says of which event the rows below it are.

    It says who skated and nothing else, or stands below an empty row and is no team; so do others
    where the first row of all is one. Names of skaters are none.
    """
    found, doubtful = [], []
    after: Sequence[str] = ()  # the next row that is not empty
    texts: list[tuple[int, str, Sequence[str]]] = []
    for i in range(end - 1, begin - 1, -1):
        if (text := heading(grid[i][1])) and _is_row(after):
            texts.append((i, text, after))
        after = grid[i][1] if filled(grid[i][1]) else after
    for i, text, after in reversed(texts):
        below = [cell for cell in after if cell]
        legend = len(below) == _ROW and explains(*below)  # such as DNF, did not finish
        parted = not filled(grid[i + 1][1])  # from its rows by an empty one
        if legend or (parted and (not says_who(text) or may_be_team(text))):
            continue
        above = filled(grid[i - 1][1])
        parts = bool(says_who(text) or rest_of(text).left) and not nation(text)
        between = i == begin or _is_row(grid[i - 1][1])
        if (above == 0 and parts) or (between and says_only_who(text)):
            found.append(i)
        elif between and parts and not NUMBER.search(text):
            doubtful.append(i)
    if len(doubtful) > 1 and doubtful[0] == begin:
        found = sorted([*found, *doubtful])
    return found


def _is_row(cells: Sequence[str]) -> bool:
    """Whether a row has cells as a team's, not one text."""
    return filled(cells) >= _ROW and not heading(cells)


def _goes_on(cells: Sequence[str], heads: Sequence[str]) -> bool:
    """Whether a row below heads of another page is none of a team: a line, or a skater."""
    text = heading(cells)
    under = [head for head, cell in zip(heads, cells, strict=False) if cell.strip()]
    line = ":" in text or status(text) or unclear(text) or FOOT_MARK.match(text)
    return not _is_row(cells) and (bool(line) or not name_team(under) or not nation(text))


def first_fit(text: str, fits: Callable[[Sequence[str]], bool]) -> bool:
    """Whether heads that fit stand among the first lines of a CSV text, faulty or not."""
    return bool(_tables(apart(first_rows(text))[0], fits))


def _fitted(cells: tuple[str, ...], columns: int, *, last: bool) -> tuple[str, ...]:
    """A row without empty cells beyond the heads; a name alone gets its empty cells.

    A last row that is too short stays so where the file may be cut, unless it is a line below.
    """
    texts = [cell.strip() for cell in cells if cell.strip()]
    below = (text := only(cells)) and (not last or FOOT_MARK.match(text) or status(text))
    if len(cells) < columns and (below or (len(texts) == 2 and explains(*texts))):
        return cells + ("",) * (columns - len(cells))
    return cells if any(cell.strip() for cell in cells[columns:]) else cells[:columns]


def _trimmed(cells: Sequence[str]) -> tuple[str, ...]:
    end = max((i for i, cell in enumerate(cells, 1) if cell.strip()), default=0)
    return tuple(cells[: min(end, _MOST_COLUMNS)])


def _joined(upper: Sequence[str], lower: Sequence[str]) -> list[tuple[str, ...]]:
    """Two rows of heads as one: both, where a merged cell above holds for those below it;
    or the lower one, and the upper one where that is empty.
    """
    if len([cell for cell in upper if cell.strip()]) < 2 or not lower:
        return []
    both, lowest, last = [], [], ""
    for i in range(max(len(upper), len(lower))):
        above = upper[i].strip() if i < len(upper) else ""
        below = lower[i].strip() if i < len(lower) else ""
        last = above or (last if below else "")
        both.append(f"{last} {below}".strip())
        lowest.append(below or above)
    return [tuple(both), tuple(lowest)]
