"""Tables on terminals of any width: no word and no number loses its end."""

from __future__ import annotations

import io
import re

import pytest

from pursuit_sim.export.tables.text_table import TextTable, show

HEADS = ("Id", "Race", "Team", "Side", "Formation", ">Time", ">Margin", ">Gap AAA", "Notes")
ROWS = (
    ("final-a", "A rather long name of a race", "NOR", "finish", "few changes, no push",
     "3:38.08", "", "-10.80", "assumed: lineup; formation not known: the usual rotation"),
    ("b", "男子 団体追い抜き", "JPN", "crossing", "push", "4:01.50", "+23.42", "-13.58",
     "高木 fell"),
)  # fmt: skip
_COLOURS = re.compile(r"\x1b\[[0-9;]*m")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def _shown(monkeypatch: pytest.MonkeyPatch, width: int, sheet: TextTable) -> str:
    monkeypatch.setenv("COLUMNS", str(width))
    stream = Terminal()
    show("Title", (sheet,), stream)
    return _COLOURS.sub("", stream.getvalue())


@pytest.mark.parametrize("width", [20, 40, 60, 72, 80, 90, 100, 110, 140, 200])
def test_every_word_and_number_is_whole(monkeypatch: pytest.MonkeyPatch, width: int) -> None:
    for last in (len(HEADS), len(HEADS) - 1):  # a table that ends with numbers as well
        rows = tuple(row[:last] for row in ROWS)
        shown = _shown(monkeypatch, width, TextTable("Races", HEADS[:last], rows))
        words = {word for line in (HEADS[:last], *rows) for cell in line for word in cell.split()}
        assert {word.removeprefix(">") for word in words} <= {*shown.split()}


def test_what_fits_stands_in_columns_and_else_notes_stand_below(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sheet = TextTable("Races", HEADS, ROWS)
    narrow, wide = (_shown(monkeypatch, width, sheet).splitlines() for width in (90, 200))
    assert any("-10.80" in line and "assumed: lineup" in line for line in wide)
    below = next(i for i, line in enumerate(narrow) if "-10.80" in line) + 1
    assert narrow[below].startswith("    assumed: lineup")
    # Chinese letters take two cells each, so that numbers stand below each other.
    first, second = (line for line in narrow if "3:38.08" in line or "4:01.50" in line)
    assert first.index("3:38.08") == second.index("4:01.50") + len("男子団体追い抜き")
