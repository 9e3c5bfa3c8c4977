"""Tables of text: plain anywhere, coloured on a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

_BETWEEN = "  "  # columns of a plain table
_SHORT = 9  # characters of a cell that is never broken, on a terminal
_BELOW = "    "  # before what stands below a row
_LEAST_WIDTH = 20  # of that
_UNBOUND = 10_000  # cells of a terminal, more than any table needs


@dataclass(frozen=True, slots=True)
class TextTable:
    """A table of text.

    Attributes
    ----------
    title : one line above it
    columns : headings; one that starts with ">" is aligned right
    rows : texts, as many as headings
    notes : lines below it, such as why a cell is empty
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings without the signs for alignment."""
        return tuple(column.removeprefix(">") for column in self.columns)

    @property
    def right(self) -> tuple[bool, ...]:
        """Which columns are aligned right."""
        return tuple(column.startswith(">") for column in self.columns)


def plain(sheet: TextTable) -> str:
    """A sheet as aligned text, without trailing blanks; one without rows is its notes."""
    if not sheet.rows:
        return "\n".join((sheet.title, *sheet.notes)) + "\n"
    lines = [sheet.headings, *sheet.rows]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]

    def line(cells: tuple[str, ...]) -> str:
        padded = (
            cell.rjust(width) if right else cell.ljust(width)
            for cell, width, right in zip(cells, widths, sheet.right, strict=True)
        )
        return _BETWEEN.join(padded).rstrip()

    rule = _BETWEEN.join("─" * width for width in widths)
    drawn = [sheet.title, line(sheet.headings), rule, *map(line, sheet.rows), *sheet.notes]
    return "\n".join(drawn) + "\n"


def text(title: str, sheets: tuple[TextTable, ...]) -> str:
    """Plain text of several sheets under one title."""
    return "\n".join([title + "\n", *map(plain, sheets)])


def show(title: str, sheets: tuple[TextTable, ...], stream: TextIO) -> None:
    """Write sheets to a stream: with colours and rules if it is a terminal."""
    if not stream.isatty():
        stream.write(text(title, sheets))
        return
    # Here, because loading it would double the time of a run that shows no table.
    from rich.console import Console
    from rich.text import Text

    console = Console(file=stream, highlight=False)
    console.print(Text(title, style="bold"))  # as it is: ":smile:" is no picture
    for sheet in sheets:
        if not sheet.rows:
            console.print(Text(sheet.title, style="bold cyan"))
        elif widths := _fitting_widths(sheet, console):
            console.print(_drawn(sheet, widths))
        else:
            console.print(_folded(sheet, console.width), crop=False, soft_wrap=True)
        for note in sheet.notes:
            console.print(note, markup=False)


def _folded(sheet: TextTable, width: int) -> Text:
    """A sheet for a narrow terminal: texts of the last column stand below their rows.

    What is wider yet the terminal breaks: better that than numbers without their ends.
    """
    from rich.cells import cell_len, set_cell_size
    from rich.text import Text

    kept = len(sheet.columns) if sheet.right[-1] else len(sheet.columns) - 1
    lines = [sheet.headings, *sheet.rows]
    widths = [max(cell_len(line[i]) for line in lines) for i in range(kept)]
    drawn = Text()
    drawn.append(f"{sheet.title}\n", style="bold cyan")
    for n, line in enumerate(lines):
        cells = [
            " " * (size - cell_len(cell)) + cell if right else set_cell_size(cell, size)
            for cell, size, right in zip(line, widths, sheet.right, strict=False)
        ]
        below = wrap("; ".join(line[kept:]), max(width - len(_BELOW), _LEAST_WIDTH))
        told = [_BETWEEN.join(cells).rstrip(), *(f"{_BELOW}{part}" for part in below)]
        drawn.append("\n".join(told) + "\n", style="bold" if n == 0 else None)
    return drawn


def _drawn(sheet: TextTable, widths: Sequence[int]) -> Table:
    """A sheet for a terminal, each column as wide as is said [cells]."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(
        title=Text(sheet.title),
        title_justify="left",
        title_style="bold cyan",
        box=box.SIMPLE_HEAD,
    )
    heads, *rows = (
        [Text(_broken(cell, width)) for cell, width in zip(line, widths, strict=True)]
        for line in (sheet.headings, *sheet.rows)
    )  # as they are: names are no markup
    for name, right, width in zip(heads, sheet.right, widths, strict=True):
        table.add_column(name, justify="right" if right else "left", width=width)
    for row in rows:
        table.add_row(*row)
    return table


def _broken(cell: str, width: int) -> str:
    """A cell in lines of a width; rich crops a line that ends with letters that take two cells."""
    from rich.cells import cell_len

    if cell_len(cell) <= width:
        return cell
    lines = [""]
    for word in cell.split():
        longer = f"{lines[-1]} {word}".lstrip()
        if cell_len(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return "\n".join(filter(None, lines))


def _fitting_widths(sheet: TextTable, console: Console) -> list[int]:
    """How wide each column is on a terminal [cells]; none where the sheet does not fit.

    Left to itself rich makes columns narrower than they may be, and crops what then is too wide.
    """
    from rich.cells import cell_len
    from rich.measure import Measurement

    widths = _least_widths(sheet)
    free = console.options.update(width=_UNBOUND, max_width=_UNBOUND)
    spare = console.width - Measurement.get(console, free, _drawn(sheet, widths)).maximum
    if spare < 0:
        return []
    whole = [max(map(cell_len, cells)) for cells in zip(sheet.headings, *sheet.rows, strict=True)]
    for _ in range(spare):
        narrow = [i for i, width in enumerate(widths) if width < whole[i]]
        if not narrow:
            break
        widths[min(narrow, key=widths.__getitem__)] += 1
    return widths


def _least_widths(sheet: TextTable) -> list[int]:
    """How narrow each column may be [cells of a terminal], of which some letters take two.

    Numbers and short words stay whole, others break at spaces.
    """
    from rich.cells import cell_len

    found = []
    for column, (name, right) in enumerate(zip(sheet.headings, sheet.right, strict=True)):
        cells = [row[column] for row in sheet.rows]
        whole = max(map(cell_len, cells), default=0)
        words = [word for cell in (name, *cells) for word in cell.split()]
        longest = max(map(cell_len, words), default=0)
        least = max(whole, longest) if right or whole <= _SHORT else longest
        found.append(max(least, 1))
    return found
