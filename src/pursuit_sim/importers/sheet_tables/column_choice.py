"""Which column of a table has which role, where heads alone leave it open and cells tell."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence

from pursuit_sim.importers.words.cell_door import GridRow
from pursuit_sim.importers.words.cells import sex_of
from pursuit_sim.importers.words.class_cells import are_classes
from pursuit_sim.importers.words.event_cells import is_year
from pursuit_sim.importers.words.event_words import says_class, says_only_who
from pursuit_sim.importers.words.group_cells import once_a_group, says_of_group
from pursuit_sim.importers.words.heads import ROLES, columns, has_head, says_rank
from pursuit_sim.importers.words.outcome_flags import of_somebody_else
from pursuit_sim.importers.words.places import are_places
from pursuit_sim.importers.words.unfinished import status

_COUNTING = "#"
_OPPONENTS = 2  # in a race
_TIME = re.compile(r"\d[:.,'\"’′]\d|\d{5}")


def looks_timed(text: str) -> bool:
    """Whether a cell may be a time."""
    return bool(_TIME.search(text))


def chosen_columns(heads: Sequence[str], rows: Sequence[GridRow]) -> dict[str, int]:
    """The column of each role: of several for the time that with the most times.

    Of several for the heat it is the first in which two teams share one.
    A result without times beside it, such as Q or DSQ, is a remark. A place without any number
    or status is a city. A column that holds places is of these, if its head is made of words for
    them, or if it is the first of a list and counts its rows below "#". A column of any head that
    says nothing but who skated, is who skated; another beside it, that says a class, is the class.
    One with a head of classes is so only where its cells are classes.
    """
    found = columns(heads)
    if "rank" in found and has_head("city", heads[found["rank"]]):
        cells = [cells[found["rank"]] for _, cells in rows if found["rank"] < len(cells)]
        if not any(any(map(str.isdigit, cell)) or status(cell) for cell in cells):
            found = columns(heads, [role for role in ROLES if role != "rank"])
    if "rank" not in found and (places := _of_places(heads, rows, found)) is not None:
        found["rank"] = places
    if "year" in found and not _of_years(rows, found):
        del found["year"]
    _find_who(heads, rows, found)
    if "heat" in found:
        found["heat"] = _who_met(heads, rows, found)
    if "time" not in found:
        return found
    several = [found["time"], *other_times(heads, found)]
    counts = [sum(looks_timed(c[i]) for _, c in rows if i < len(c)) for i in several]
    best = several[counts.index(max(counts))]
    if best != found["time"]:
        if counts[0] == 0:
            found.setdefault("remark", found["time"])
        found["time"] = best
    return found


def _of_years(rows: Sequence[GridRow], found: Mapping[str, int]) -> bool:
    """Whether a column has years, in every row or once a group, and no times of a season.

    Years beside no time at all, but in other rows, are of skaters.
    """
    i, time = found["year"], found.get("time", -1)
    every = [c[i].strip() for _, c in rows if i < len(c) and sum(map(bool, c)) > 1]
    timed = [c[i] for _, c in rows if max(i, time) < len(c) and looks_timed(c[time])]
    said = [*filter(says_of_group, every)]
    if time >= 0 and timed and not any(map(says_of_group, map(str.strip, timed))):
        return False
    return bool(said) and all(map(is_year, said)) and (said == every or once_a_group(said))


def _who_met(heads: Sequence[str], rows: Sequence[GridRow], found: Mapping[str, int]) -> int:
    """The column of heats: of several with such a head the first in which two teams share one."""
    others = (
        i for i in range(len(heads)) if i not in found.values() and has_head("heat", heads[i])
    )
    for i in (found["heat"], *others):
        counts = Counter(cells[i].strip() for _, cells in rows if i < len(cells))
        if max((count for heat, count in counts.items() if heat), default=0) == _OPPONENTS:
            return i
    return found["heat"]


def _of_places(
    heads: Sequence[str], rows: Sequence[GridRow], found: Mapping[str, int]
) -> int | None:
    """The first column without a role that holds places, by its head and its cells."""
    for i, head in enumerate(heads):
        counting = head.strip() == _COUNTING and i == 0 and "heat" not in found
        if i not in found.values() and (says_rank(head) or counting):
            cells = [c[i].strip() for _, c in rows if i < len(c) and sum(map(bool, c)) > 1]
            counted = [int(cell) for cell in cells if cell.isdecimal()]
            all_counted = counted == [*range(1, len(counted) + 1)]
            if are_places(cells) and (all_counted or not counting):
                return i
    return None


def _find_who(heads: Sequence[str], rows: Sequence[GridRow], found: dict[str, int]) -> None:
    """Add the columns of who skated and of the class, where heads leave them open."""
    others = {i for role, i in found.items() if role != "class"}
    if "sex" not in found and (who := next(_who_skated(heads, rows, others), None)) is not None:
        found["sex"] = who
        if found.get("class") == who:
            del found["class"]
    if "class" in found:
        further = (
            i for i in range(len(heads)) if i not in found.values() and has_head("class", heads[i])
        )
        below = (found.pop("class"), *further)
        classes = (i for i in below if are_classes(said_of_teams(i, rows, found), heads[i]))
        if (first := next(classes, None)) is not None:
            found["class"] = first
    if "class" in found or "sex" not in found:
        return
    for i in _who_skated(heads, rows, {*found.values()}):
        if any(i < len(cells) and says_class(cells[i]) for _, cells in rows):
            found["class"] = i
            return


def said_of_teams(i: int, rows: Sequence[GridRow], found: Mapping[str, int]) -> Iterator[str]:
    """What a column says of each team: an empty cell is as the one above.

    Parameters
    ----------
    i : the column
    rows : of the table
    found : the columns of its roles
    """
    team, above = found.get("team"), ""
    for _, cells in rows:
        if i < len(cells) and says_of_group(text := " ".join(cells[i].split())):
            above = text
        if above and team is not None and team < len(cells) and cells[team].strip():
            yield above


def _who_skated(
    heads: Sequence[str], rows: Sequence[GridRow], used: Collection[int]
) -> Iterator[int]:
    """The columns without a role in which every cell says men, women or a class in a word.

    Those that are written once a group, of which the first row has one, say nothing else.
    """
    for i in range(len(heads)):
        if i not in used and not of_somebody_else(heads[i]):
            cells = [c[i].strip() for _, c in rows if i < len(c) and any(map(str.strip, c))]
            once = bool(cells and cells[0]) and all(map(says_only_who, filter(None, cells)))
            if once or (cells and all(map(_says_who, cells))):
                yield i


def _says_who(cell: str) -> bool:
    return len(cell) > 1 and bool(sex_of(cell) or says_only_who(cell))


def other_times(heads: Sequence[str], found: dict[str, int]) -> list[int]:
    """Columns with a head of times that have no role."""
    return [i for i, head in enumerate(heads)
            if i not in found.values() and has_head("time", head)]  # fmt: skip
