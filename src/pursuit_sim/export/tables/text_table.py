"""Tables of text: plain anywhere, coloured on a terminal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TextIO

_BETWEEN = "  "  # columns of a plain table
_SHORT = 9  # characters of a cell that is never broken, on a terminal
_AROUND = 2  # blanks beside a cell there


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
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(file=stream, highlight=False)
    least = [_least_widths(sheet) for sheet in sheets]
    needed = max((sum(each) + _AROUND * len(each) + _AROUND for each in least), default=0)
    # Better lines that the terminal breaks than numbers without their ends.
    console.width = max(console.width, needed)
    console.print(Text(title, style="bold"))  # as it is: ":smile:" is no picture
    for sheet, widths in zip(sheets, least, strict=True):
        table = Table(
            title=Text(sheet.title),
            title_justify="left",
            title_style="bold cyan",
            box=box.SIMPLE_HEAD,
        )
        for name, right, width in zip(sheet.headings, sheet.right, widths, strict=True):
            table.add_column(Text(name), justify="right" if right else "left", min_width=width)
        for row in sheet.rows:
            table.add_row(*map(Text, row))  # as they are: names are no markup
        console.print(table if sheet.rows else Text(sheet.title, style="bold cyan"))
        for note in sheet.notes:
            console.print(note, markup=False)


def _least_widths(sheet: TextTable) -> list[int]:
    """How narrow each column may be: numbers and short words stay whole, others break at spaces."""
    found = []
    for column, (name, right) in enumerate(zip(sheet.headings, sheet.right, strict=True)):
        cells = [row[column] for row in sheet.rows]
        whole = max(map(len, cells), default=0)
        words = [word for cell in (name, *cells) for word in cell.split()]
        longest = max(map(len, words), default=0)
        found.append(max(whole, longest) if right or whole <= _SHORT else longest)
    return found
