"""Another table below results, of points, records or officials: its heads name no result."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pursuit_sim.errors import Fault
from pursuit_sim.importers.sheet_tables.title_rows import filled, heading
from pursuit_sim.importers.words.cell_door import GridRow
from pursuit_sim.importers.words.heads import ROLES, few, has_head, plain, says_rank, skater_columns
from pursuit_sim.importers.words.nations import nation
from pursuit_sim.importers.words.record_words import (
    RECORD,
    is_code,
    is_record,
    says_records,
)
from pursuit_sim.importers.words.unfinished import explains, status
from pursuit_sim.plain_text import cut

# Heads that no table of results is known by.
_OTHERS = frozenset(map(plain, (
    "holder", "holders", "inhaber", "houder", "innehaver", "innehavare", "détenteur", "detentore",
    "points", "point", "pts", "pt", "punkte", "pkt", "punkt", "punten", "ptn", "poäng", "punti",
    "puntos", "punkty", "pisteet", "pisteitä", "очки", "ポイント", "得点", "mark", "marks",
    "performance", "leistung", "prestatie", "prestation", "referee", "starter", "judge", "judges",
    "timekeeper", "official", "officials", "schiedsrichter", "scheidsrechter", "dommer",
    "function", "funktion", "functie", "funksjon", "role", "skater", "skaters", "captain",
    "coach", "trainer",
)))  # fmt: skip
_LEAST = 2  # heads of a table
_SURE = 2  # known heads, beside others
_LONGEST = 60  # characters told
_REMEDY = "take that table out, or give it a head of teams and one of times"


def other_table(
    rows: Sequence[GridRow], *, below: bool = False
) -> tuple[tuple[GridRow, ...], tuple[GridRow, ...]]:
    """Rows of results, with texts below them, and those of another table, its heads first.

    It begins with a row of words that are heads, all or most of them: no team has such a row. The
    first row with several cells is none unless others stand above, as it may be of heads in two
    rows. Lines of text below that table are of the results still.

    Parameters
    ----------
    rows : below heads of results
    below : whether results stand above them, below the same heads

    >>> rows = [("1", ("1", "Norway", "3:38.1")), ("2", ("Rank", "Team", "Points")),
    ...         ("3", ("1", "Norway", "120")), ("4", ("Italy disqualified", "", ""))]
    >>> [[place for place, _ in each] for each in other_table(rows)]
    [['1', '4'], ['2', '3']]
    """
    first = next((i for i, (_, cells) in enumerate(rows) if filled(cells) >= _LEAST), len(rows))
    top = first + (not below)
    begin = next((i for i in range(top, len(rows)) if _are_heads(rows[i][1])), len(rows))
    lines = [row for row in rows[begin:] if _is_line(row[1])]
    return (*rows[:begin], *lines), tuple(row for row in rows[begin:] if row not in lines)


def note_of(other: Sequence[GridRow]) -> str:
    """What is told of another table."""
    first, *rows = other
    begins = [first, *(row for row in rows if _are_heads(row[1]))]
    said = "; ".join(f"in {place} and below: {_said(heads)}" for place, heads in begins)
    return f"another table is left out, {said}"


def other_faults(other: Sequence[GridRow], where: str) -> Iterator[Fault]:
    """A fault of another table whose rows may be results: heads, times or statuses say so.

    Parameters
    ----------
    other : its rows, heads first, as of `other_table`
    where : the file's name
    """
    if not other:
        return
    (place, heads), *rows = other
    problem = f"{_said(heads)}: not clear which table these are the heads of"
    if not all(map(_is_head, _texts(heads))):
        yield Fault(where, place, problem, _REMEDY)
        return
    for at, cells in rows:
        texts = _texts(cells)
        if _are_heads(cells):
            heads = cells  # of one more
            continue
        timed = [text for text in texts if _looks_timed(text)]
        if (timed and not _is_of_record(heads, cells)) or any(map(status, texts)):
            told = cut(", ".join(texts), _LONGEST)
            problem = f"{told!r} stands below the heads {_said(heads)}: not clear whether it counts"
            yield Fault(where, at, problem, _REMEDY)


def _said(heads: Sequence[str]) -> str:
    return few([repr(cut(each, _LONGEST)) for each in _texts(heads)])


def _texts(cells: Sequence[str]) -> list[str]:
    return [cell.strip() for cell in cells if cell.strip()]


def _are_heads(cells: Sequence[str]) -> bool:
    texts = [*dict.fromkeys(_texts(cells))]
    if len(texts) < _LEAST or any(status(text) for text in texts):
        return False
    others = [text for text in texts if not _is_head(text)]
    if any(any(map(str.isdigit, text)) or not plain(text) or nation(text) for text in others):
        return False
    known = len(texts) - len(others)
    return not others or (known >= _SURE and known >= len(others))


def _is_head(text: str) -> bool:
    words = plain(text)
    return (
        words in _OTHERS or bool(RECORD.fullmatch(words)) or says_rank(text)
        or bool(skater_columns([text]))
        or any(has_head(role, text) for role in ROLES)
    )  # fmt: skip


def _is_line(cells: Sequence[str]) -> bool:
    """Whether a row is a text below tables, or a code and what it means."""
    text = heading(cells)
    texts = _texts(cells)
    words = any(map(str.isalpha, text)) and not nation(text)
    return words or (len(texts) == _LEAST and explains(*texts))


def _looks_timed(text: str) -> bool:
    return ":" in text and any(map(str.isdigit, text))


def _is_of_record(heads: Sequence[str], cells: Sequence[str]) -> bool:
    """Whether a row names a record under the head of records, or in any cell."""
    return any(
        is_record(cell) or is_code(cell)
        or (bool(RECORD.fullmatch(plain(head))) and says_records([*plain(cell).split(), "record"]))
        for head, cell in zip(heads, cells, strict=False) if cell.strip()
    )  # fmt: skip
