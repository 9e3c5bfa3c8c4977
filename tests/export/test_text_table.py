"""Tables on terminals of any width: no word and no number loses its end."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator

import numpy as np
import pytest

from pursuit_sim.export.tables.text_table import TextTable, show

HEADS = ("Id", "Race", "Team", "Side", "Formation", ">Time", ">Margin", ">Gap AAA", "Notes")
ROWS = (
    ("final-a", "A rather long name of a race", "NOR", "finish", "few changes, no push",
     "3:38.08", "", "-10.80", "assumed: lineup; formation not known: the usual rotation"),
    ("b", "男子 団体追い抜き", "JPN", "crossing", "push", "4:01.50", "+23.42", "-13.58",
     "高木 fell"),
)  # fmt: skip
SHEETS = (
    TextTable("Races", HEADS, ROWS),
    TextTable("Races", HEADS[:-1], tuple(row[:-1] for row in ROWS)),  # ends with numbers as well
    # Nearly alike long columns, the longest words of which are unlike.
    TextTable(
        "Qualified",
        ("Nation", "Why", ">Points", "By event", ">Best time", "Skated at"),
        (("USA", "1st by points", "180", "60 + 60 + 60", "3:32.49", "World Cup 1 2025-11-16, A 4"),
         ("NOR", "1st by time of those not in by points", "122", "54 + 34 + 34", "3:35.20",
          "World Cup 2 2025-11-16, A 3")),
    ),
    TextTable("Words", ("", "One", "Two"), (
        ("", "a b c d e f g h i j k l m n o p q r s t u v w x y z", "unquestionably"),
        ("", "incomprehensibilities of it", "団体追い抜き 高木 団体追い抜き"),
    )),
)  # fmt: skip
_COLOURS = re.compile(r"\x1b\[[0-9;]*m")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def _at_random(many: int) -> Iterator[TextTable]:
    """Tables of words of any length."""
    draw = np.random.default_rng(4).integers

    def cell() -> str:
        return " ".join("x" * draw(1, 13) for _ in range(draw(0, 7)))

    for _ in range(many):
        heads = tuple(">" * draw(2) + cell() for _ in range(draw(1, 9)))
        rows = [tuple(cell() for _ in heads) for _ in range(draw(1, 4))]
        yield TextTable("Random", heads, tuple(rows))


def _shown(monkeypatch: pytest.MonkeyPatch, width: int, sheet: TextTable) -> str:
    monkeypatch.setenv("COLUMNS", str(width))
    stream = Terminal()
    show("Title", (sheet,), stream)
    return _COLOURS.sub("", stream.getvalue())


@pytest.mark.parametrize("sheet", [*SHEETS, *_at_random(12)])
def test_every_word_and_number_is_whole(monkeypatch: pytest.MonkeyPatch, sheet: TextTable) -> None:
    told = Counter(word for line in (sheet.headings, *sheet.rows) for cell in line
                   for word in cell.split())  # fmt: skip
    for width in range(20, 201):
        shown = Counter(_shown(monkeypatch, width, sheet).split())
        assert not told - shown, width


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
