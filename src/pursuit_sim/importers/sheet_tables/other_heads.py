"""Another table below results, of points, records or officials: its heads name no result.

It is left out only where nothing in it can be a result or say that one does not count; else a
person is asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

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
from pursuit_sim.importers.words.remarks import says_outside
from pursuit_sim.importers.words.unfinished import explains, status
from pursuit_sim.importers.words.written_time import may_be_time
from pursuit_sim.plain_text import cut
from pursuit_sim.scenario.human_limits import FASTEST_MPS, SLOWEST_MPS
from pursuit_sim.track import LAP_LENGTH_M

# Heads of other tables alone, but for those of times.
_HOLDERS = frozenset(map(plain, (
    "holder", "holders", "inhaber", "houder", "innehaver", "innehavare", "détenteur", "detentore",
)))  # fmt: skip
_POINTS = frozenset(map(plain, (
    "points", "point", "pts", "pt", "punkte", "pkt", "punkt", "punten", "ptn", "poäng", "poeng",
    "punti", "puntos", "punkty", "pisteet", "pisteitä", "очки", "ポイント", "得点",
)))  # fmt: skip
_OTHERS = _HOLDERS | _POINTS | frozenset(map(plain, (
    "referee", "starter", "judge", "judges",
    "timekeeper", "official", "officials", "schiedsrichter", "scheidsrechter", "dommer",
    "function", "funktion", "functie", "funksjon", "role", "skater", "skaters", "captain",
    "coach", "trainer",
)))  # fmt: skip
# Heads of times, which no head of results is.
_MARKS = frozenset(map(plain, (
    "mark", "marks", "performance", "leistung", "prestatie", "prestation",
)))  # fmt: skip
_WORDED = ("status", "remark")  # roles of what may say that a time counts or not
_OF_RECORDS = ("event", "date", "venue", "city")  # roles of what is said of a record beside it
_OF_RACES = ("heat", "round", "side", "rank")  # roles that no record has
_LEAST = 2  # heads of a table
_SURE = 2  # known heads, beside others
_LONGEST = 60  # characters told
_FEWEST_LAPS, _MOST_LAPS = 6, 8  # of women and of men
_FASTEST_S = _FEWEST_LAPS * LAP_LENGTH_M / FASTEST_MPS
_SLOWEST_S = _MOST_LAPS * LAP_LENGTH_M / SLOWEST_MPS
_IN_ITS_ROW = "take that table out, or write what it says in the rows of the results"
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
    lines: list[GridRow] = []
    other: list[GridRow] = []
    for row in rows[begin:]:
        (lines if _is_line(row[1]) else other).append(row)
    return (*rows[:begin], *lines), (*other,)


def is_other_head(text: str) -> bool:
    """Whether a text is a head of other tables alone, such as Referee."""
    return plain(text) in _OTHERS


def note_of(other: Sequence[GridRow]) -> str:
    """What is told of another table: its heads, and what stands below them."""
    first, *rows = other
    begins: list[GridRow] = [first]
    left: list[GridRow] = []
    for row in rows:
        (begins if _are_heads(row[1]) else left).append(row)
    said = "; ".join(f"in {place} and below: {_said(heads)}" for place, heads in begins)
    texts = few([repr(cut(", ".join(_texts(cells)), _LONGEST)) for _, cells in left])
    return f"another table is left out, {said}" + (f"; its rows: {texts}" if texts else "")


def other_faults(
    other: Sequence[GridRow], of_results: Sequence[str], where: str
) -> Iterator[Fault]:
    """A fault of each row of another table that may be of results, or speak of a time there.

    Parameters
    ----------
    other : its rows, heads first
    of_results : the heads above it
    where : the file's name
    """
    heads: Sequence[str] = ()
    records = asked = False
    for place, cells in other:
        if not heads or _are_heads(cells):
            heads, records = cells, _are_of_records(cells)
            asked = not records and not _name_no_result(heads, of_results)
            if asked:
                problem = f"{_said(heads)}: not clear which table these are the heads of"
                judged = any(_has_any(_WORDED, text) for text in _texts(heads))
                yield Fault(where, place, problem, _IN_ITS_ROW if judged else _REMEDY)
        elif not asked and _may_be_of_results(heads, cells, records=records):
            told = cut(", ".join(_texts(cells)), _LONGEST)
            problem = f"{told!r} stands below the heads {_said(heads)}: not clear whether it counts"
            yield Fault(where, place, problem, _REMEDY)


def _name_no_result(heads: Sequence[str], of_results: Sequence[str]) -> bool:
    """Whether heads are all known, none judges a time, and not all of them are of results too.

    Those would be of a further page that lacks a column.
    """
    texts = _texts(heads)
    counted = any(plain(text) in _POINTS for text in texts)  # a difference is of points then
    words = _WORDED if counted else (*_WORDED, "gap")
    judging = any(plain(text) in _MARKS or _has_any((*words, "time"), text) for text in texts)
    above = {role for text in of_results for role in _roles(text)} | {*map(plain, of_results)}
    return (
        all(map(_is_head, texts)) and not judging
        and not all(above & {*_roles(text), plain(text)} for text in texts)
    )  # fmt: skip


def _may_be_of_results(heads: Sequence[str], cells: Sequence[str], *, records: bool) -> bool:
    """Whether a row below heads of another table has a time, a status or a word without a head."""
    texts = _texts(cells)
    if any(status(text) or says_outside(text) for text in texts):
        return True
    if records and _is_of_record(heads, cells):
        return False
    unnamed = [cell for i, cell in enumerate(cells) if not "".join(heads[i : i + 1]).strip()]
    return any(any(map(str.isalpha, cell)) and not nation(cell) for cell in unnamed) or any(
        may_be_time(text, _FASTEST_S, _SLOWEST_S) for text in texts
    )


def _are_of_records(heads: Sequence[str]) -> bool:
    """Whether heads say whose a record is, or begin with the record and say when or where it was.

    They name no race: of a time of this event, a record may be told beside it.
    """
    first, *others = texts = _texts(heads) or [""]
    held = any(plain(text) in _HOLDERS for text in texts)
    told = any(_has_any(_OF_RECORDS, text) for text in others)
    of_race = any(_has_any(_OF_RACES, text) and not _has_any(_OF_RECORDS, text) for text in texts)
    known = all(map(_is_head, texts)) and not of_race
    return known and (held or (_names_record(first) and told))


def _is_of_record(heads: Sequence[str], cells: Sequence[str]) -> bool:
    """Whether a row names a record under the head of records, or else in its first cell."""
    at = next((i for i, head in enumerate(heads) if _names_record(head)), 0)
    cell = cells[at].strip() if at < len(cells) else ""
    words = [*plain(cell).split(), "record"]
    return bool(cell) and (is_record(cell) or is_code(cell) or says_records(words))


def _names_record(head: str) -> bool:
    return RECORD.fullmatch(plain(head)) is not None


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


@lru_cache(maxsize=4096)
def _is_head(text: str) -> bool:
    words = plain(text)
    return (
        words in _OTHERS or words in _MARKS or _names_record(text) or says_rank(text)
        or bool(skater_columns([text])) or bool(_roles(text))
    )  # fmt: skip


@lru_cache(maxsize=4096)
def _roles(text: str) -> frozenset[str]:
    """The columns of results that a head may be of."""
    ranked = {"rank"} if says_rank(text) else set()
    return frozenset(ranked | {role for role in ROLES if has_head(role, text)})


def _has_any(roles: Sequence[str], text: str) -> bool:
    return not _roles(text).isdisjoint(roles)


def _is_line(cells: Sequence[str]) -> bool:
    """Whether a row is a text below tables, or a code and what it means."""
    text = heading(cells)
    texts = _texts(cells)
    words = any(map(str.isalpha, text)) and not nation(text)
    return words or (len(texts) == _LEAST and explains(*texts))
