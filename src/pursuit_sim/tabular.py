"""Results that are tables too: a few lines where Python shows them, HTML in a notebook, frames."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping, Sequence
from importlib import import_module
from importlib.util import find_spec
from math import isnan
from typing import Any

from pursuit_sim.errors import MissingExtraError
from pursuit_sim.plain_text import spelt_out
from pursuit_sim.units import NO_NUMBER, format_chance, format_gap, format_time

Row = Mapping[str, Any]

_SHOWN_LINES = 6  # rows of a repr: a few lines
_SHOWN_ROWS = 60  # of a notebook's table
_LONG_S = 20.0  # [s] from here a time is written as clocks do
_SIGNED = ("change_s", "difference_s", "gain_s", "gap_s")  # ends of names of what has a sign
_UNITS = {"s": "s", "m": "m", "w": "W"}  # by the ends of names
_ENDS = {"low": "5 %", "high": "95 %"}  # of an interval, by the beginnings of names
_BETWEEN = "  "
# What notebooks set mathematics with passes over these: a $ in a name is a $.
_NO_FORMULAS = ' class="tex2jax_ignore mathjax_ignore"'
_WIDTH = 100  # characters of a line of a heading
_STYLE = "text-align:right;font-variant-numeric:tabular-nums"


class Chance(float):
    """A share from 0 to 1 that people are shown as a chance, such as "35 %"."""

    __slots__ = ()


class Tabular:
    """What every result can do beside its own: be shown, and become a frame."""

    __slots__ = ()

    @property
    def heading(self) -> str:
        """What it is, in a line."""
        raise NotImplementedError

    def rows(self) -> list[dict[str, Any]]:
        """One flat row a line of the table; all have the same keys, units in their names."""
        raise NotImplementedError

    def _brief(self) -> list[dict[str, Any]]:
        """The rows with the columns that are shown to people."""
        return self.rows()

    @property
    def _above(self) -> str:
        """What stands over the rows that are shown."""
        return self.heading

    @property
    def remarks(self) -> tuple[str, ...]:
        """What a reader of the rows has to know, in sentences; a notebook has them below."""
        return ()

    def to_frame(self) -> Any:
        """The rows as a `pandas.DataFrame`; without pandas, as a `pyarrow.Table`.

        Raises
        ------
        MissingExtraError
            if neither is installed
        """
        return frame(self.rows())

    def __repr__(self) -> str:
        rows = self._brief()
        left = len(rows) - _SHOWN_LINES
        more = [f"… and {left} more rows"] if left > 0 else []
        if self.remarks:
            many = "a remark" if len(self.remarks) == 1 else f"{len(self.remarks)} remarks"
            more.append(f"… and {many} to read with it: see .remarks")
        heading = textwrap.wrap(spelt_out(self._above), _WIDTH)
        lines = map(spelt_out, [*text_lines(rows[:_SHOWN_LINES]), *more])
        return "\n".join([*heading, *lines])

    def _repr_html_(self) -> str:
        return html(self._above, self._brief(), self.remarks)


def frame(rows: Sequence[Row]) -> Any:
    """Rows as a `pandas.DataFrame`; without pandas, as a `pyarrow.Table`.

    Parameters
    ----------
    rows : all with the same keys

    Raises
    ------
    MissingExtraError
        if neither is installed
    """
    if find_spec("pandas") is not None:
        return import_module("pandas").DataFrame([*rows])
    if find_spec("pyarrow") is not None:
        return import_module("pyarrow").Table.from_pylist([dict(row) for row in rows])
    raise MissingExtraError("pandas", "frames", "a frame of these rows")


def html(heading: str, rows: Sequence[Row], notes: Iterable[str] = ()) -> str:
    """Rows as a table of a notebook; whatever names contain is shown and never obeyed.

    Parameters
    ----------
    heading : one line above it
    rows : all with the same keys
    notes : lines below it
    """
    shown = rows[:_SHOWN_ROWS]
    names = [*rows[0]] if rows else []
    numeric = {name: _is_numeric(row[name] for row in shown) for name in names}

    def cells(tag: str, texts: Iterable[tuple[str, str]]) -> str:
        return "".join(
            f'<{tag} style="{_STYLE if numeric[name] else "text-align:left"}">{_safe(text)}</{tag}>'
            for name, text in texts
        )

    head = f"<tr>{cells('th', ((name, label(name)) for name in names))}</tr>"
    body = "".join(
        f"<tr>{cells('td', ((name, cell(name, row[name])) for name in names))}</tr>"
        for row in shown
    )
    left = len(rows) - len(shown)
    below = [*notes, *([f"… and {left} more rows"] if left else [])]
    return (
        f"<div{_NO_FORMULAS}><p><strong>{_safe(heading)}</strong></p>"
        f"<table><thead>{head}</thead><tbody>{body}</tbody></table>"
        f"{''.join(f'<p>{_safe(line)}</p>' for line in below)}</div>"
    )


def text_lines(rows: Sequence[Row]) -> list[str]:
    """Rows as aligned text under the names of their columns."""
    if not rows:
        return []
    names = [*rows[0]]
    table = [[label(name) for name in names]]
    table += [[cell(name, row[name]) for name in names] for row in rows]
    right = [_is_numeric(row[name] for row in rows) for name in names]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    return [
        _BETWEEN.join(
            text.rjust(width) if number else text.ljust(width)
            for text, width, number in zip(line, widths, right, strict=True)
        ).rstrip()
        for line in table
    ]


def label(name: str) -> str:
    """The name of a column for people: "official_time_s" is "official time [s]".

    A key of a scenario, which has a dot, stays as it is written there; ends of an interval are
    told as what they are.
    """
    bare, _, unit = name.rpartition("_")
    if "." in name:
        return name
    shown = f" [{_UNITS[unit]}]" if unit in _UNITS else ""
    first, _, rest = (bare if shown else name).partition("_")
    return " ".join(filter(None, (_ENDS.get(first, first), rest.replace("_", " ")))) + shown


def cell(name: str, value: object) -> str:
    """A value for people: seconds of a column in "_s" as clocks show them."""
    if value is None or (isinstance(value, float) and isnan(value)):
        return NO_NUMBER
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Chance):
        return format_chance(value)
    if isinstance(value, float):
        if name.endswith("_s"):
            if name.endswith(_SIGNED):
                return format_gap(value)
            return format_time(value) if value >= _LONG_S else f"{value:.2f}".replace("-", "−")
        return f"{value:.4g}".replace("-", "−")
    if isinstance(value, (list, tuple)):
        return ", ".join(map(str, value))
    return str(value)


def _is_numeric(values: Iterable[object]) -> bool:
    return all(
        value is None or (isinstance(value, (int, float)) and not isinstance(value, bool))
        for value in values
    )


def _safe(text: str) -> str:
    from html import escape  # a table of entities that only notebooks need

    return escape(spelt_out(text))
