"""What the cells of a row say of its race and event: round, division, name, place and day."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from pursuit_sim.importers.words.cells import date_of

_DIVISION = re.compile(r"\bdivision ([ab])\b", re.IGNORECASE)
_YEAR = re.compile(
    r"[^\d:]*(?:(?:19|20)(\d\d)|\b(\d\d)(?= ?[/–-]))(?: ?[/–-] ?(?:19|20)?(\d\d))?[^\d:]*"
)
_LONGEST_YEAR = 40  # characters, with the word for it and what it was
Cells = Mapping[str, str]  # by their role


def heat_of(cells: Cells, division: str) -> str:
    """Which race of the sheet: round, division and number, as far as they are there; 01 is 1."""
    heat = cells.get("heat", "")
    if not heat:
        return ""
    number = heat.lstrip("0") if heat.isdecimal() and heat.strip("0") else heat
    return " ".join(filter(None, [cells.get("round", ""), division, number]))


def is_year(text: str) -> bool:
    """Whether a cell has a year or a winter, such as 2024, 2023/24, and no other number.

    >>> [is_year(each) for each in ("2024", "2023/24", "24/25", "Winter 2024/25", "2024 (test)")]
    [True, True, True, True, True]
    >>> [is_year(each) for each in ("3:38.08", "indoor", "24/30", "24", "Junior 24", "12-13-14")]
    [False, False, False, False, False, False]
    """
    match = _YEAR.fullmatch(text.strip()) if len(text) <= _LONGEST_YEAR else None
    if match is None:
        return False
    _, short, end = match.groups()
    return short is None or (end is not None and (int(short) + 1) % 100 == int(end))


def event_of(cells: Cells) -> str:
    """Which event of the sheet: its name, where and when."""
    day = date_of(cells.get("date", ""))
    said = [cells.get("event", ""), cells.get("venue", ""), cells.get("city", "")]
    if not cells.get("date") and is_year(year := cells.get("year", "")) and year not in said[0]:
        said.append(year)
    if not cells.get("event") and cells.get("division") and day is None:
        return ""
    return ", ".join(filter(None, [*said, day.isoformat() if day else cells.get("date", "")]))


def facts_of(cells: Cells) -> Iterator[tuple[str, object]]:
    """What a scenario has of its event, by the key that it has for it."""
    for key in ("venue", "city"):
        if cells.get(key):
            yield key, cells[key]
    if day := date_of(cells.get("date", "")):
        yield "date", day
    if cells.get("event"):
        number = cells["event"].isdigit()  # as sheets count the World Cups of a winter
        yield "name", f"World Cup {cells['event']}" if number else cells["event"]


def division_of(cells: Cells, title: str = "") -> str:
    """The division, where it is one of a World Cup: from its column, or from the title."""
    text = cells.get("division", "").upper().removeprefix("DIVISION").strip()
    if not text and (named := _DIVISION.search(title)):
        text = named[1].upper()
    return text if text in ("A", "B") else ""
