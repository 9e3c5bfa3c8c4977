"""What stands above the title of a sheet's first table goes for its later ones that go on with it.

So "World Cup 1, Salt Lake City" above "Men - Division A" goes for "Men - Division B" below too.
"""

from __future__ import annotations

from collections.abc import Sequence

from pursuit_sim.importers.sheet_tables.cell_grid import CellTable
from pursuit_sim.importers.sheet_tables.title_rows import only
from pursuit_sim.importers.words.cells import days_named
from pursuit_sim.importers.words.event_words import (
    EventWords,
    class_words,
    says_class,
    sex_above,
    words_of_event,
)
from pursuit_sim.importers.words.nations import nation
from pursuit_sim.importers.words.title_words import rest_of


def mastheads(tables: Sequence[CellTable]) -> list[str]:
    """What goes for each table from above one before it on its sheet; empty where nothing does.

    Parameters
    ----------
    tables : of a file, in its order
    """
    found: list[str] = []
    head, title = "", ""  # above the last table that has lines of its own
    before: CellTable | None = None
    for table in tables:
        if before is None or before.tab != table.tab or _says_meet_between(before, table):
            head, title = "", ""
        goes_on = _goes_on(table.title, title, head)
        found.append(head if goes_on else "")
        if not goes_on:
            head, title = _parts(table)
        before = table
    return found


def _says_meet_between(before: CellTable, table: CellTable) -> bool:
    """Whether a line between two tables, that is no title, says a meet, as a masthead may."""
    texts: list[str] = []
    for _, cells in reversed(before.rows):
        if not (text := only(cells)):
            break
        texts.append(text)
    texts += [text for _, text in table.above if text not in table.title]
    return any(not all(map(nation, rest_of(text).meet)) for text in texts)


def _parts(table: CellTable) -> tuple[str, str]:
    """A title without its line that says who skated, and that line; empty if it has no other."""
    lines = [text for _, text in table.above if text in table.title]
    title = next((text for text in reversed(lines) if sex_above(text)), "")
    head = " ".join(table.title.replace(title, " ", 1).split()) if title else ""
    return (head, title) if head else ("", "")


def _goes_on(text: str, title: str, head: str) -> bool:
    """Whether a title is of the same as one that stands below a masthead, and says no other thing.

    A masthead says a meet, where or when; one with a class, which may be of the first table alone,
    goes for another round, division or heat.
    """
    if not (head and title):
        return False
    one, first, above = (words_of_event(each, "") for each in (text, title, head))
    if not _is_masthead(head, above):
        return False
    sexes = {sex_above(each) for each in (text, title)}
    if len(sexes) > 1 or sex_above(head) not in ("", *sexes):
        return False
    if not one.rest.named_as(first.rest) or class_words(text) != class_words(title):
        return False
    if not (days_named(text) <= days_named(f"{head} {title}") and _within(one, first, above)):
        return False
    return not says_class(head) or one.rest.marks != first.rest.marks


def _is_masthead(head: str, words: EventWords) -> bool:
    """Whether it says a meet, where or when."""
    return bool(words.rest.meet or words.years or days_named(head))


def _within(one: EventWords, *others: EventWords) -> bool:
    """Whether a title says no place, meet, year, length and kind of race that others do not."""
    for kind in ("years", "metres", "races"):
        if not getattr(one, kind) <= frozenset().union(*(getattr(each, kind) for each in others)):
            return False
    return one.rest.meet <= frozenset().union(*(each.rest.meet for each in others))
