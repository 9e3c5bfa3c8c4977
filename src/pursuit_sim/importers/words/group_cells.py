"""Columns that say of which race or event a row is, where they are written once a group.

Merged cells are saved so: the first row of each group says it, and the others are empty. Whatever
is neither in every row nor once a group is no race's, and refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from pursuit_sim.errors import Fault
from pursuit_sim.importers.words.heads import few

ONCE_A_GROUP = "write it in every row, or once, in the first row of each group"
# What parts rows into races and events, from the larger to the smaller, but for the heat, of which
# a table may have none.
GROUPED = (
    "event",
    "venue",
    "city",
    "year",
    "date",
    "distance",
    "division",
    "sex",
    "class",
    "round",
)
_OF_MEETS = ("event", "venue", "city", "year", "date")
Cells = Mapping[str, str]  # by their role
_NO_WORD = re.compile(r"[\W_]+")
# Among other signs, as in -"-; whatever else has no letter or number is a stroke.
_SIGNS = re.compile(r"[\"″〃”“„«»‟'’′↑^⇧=~]|,,|\|\|")
_SEXES = ("♀", "♂")
_WORDS = frozenset({
    "ditto", "dito", "dto", "idem", "ibid", "ibidem", "same", "same as above", "as above",
    "see above", "above", "siehe oben", "wie oben", "oben", "zie boven", "als boven", "se over",
    "som over", "som ovan", "se ovan", "samme", "voir ci dessus", "ci dessus", "come sopra",
    "gleich", "gleiche", "gleicher", "gleiches", "ebenso", "dasselbe", "wie vor", "wie zuvor",
    "evenzo", "hetzelfde", "zelfde", "likeså", "likaså", "samma", "det samme", "som forrige",
    "pareil", "même", "le même", "idem ci dessus", "uguale", "stesso", "igual", "ídem", "sama",
    "same again", "as before", "repeat", "同上", "上同", "仝", "々", "同",
    "위와 같음", "상동", "то же", "do", "id", "s o", "so", "c s",
})  # fmt: skip
_WEEKDAYS = ("do", "so")  # Donnerstag, Sonntag


def is_ditto(text: str) -> bool:
    """Whether a cell says that it is as the one above.

    >>> [is_ditto(each) for each in ("″", '-"-', "ditto", "s. o.", "see above", "-", "Final")]
    [True, True, True, True, True, False, False]
    """
    words = _NO_WORD.sub(" ", text.casefold()).strip()
    return words in _WORDS if words else bool(_SIGNS.search(text))


def says_of_group(text: str, role: str = "") -> bool:
    """Whether a cell says itself of which race its row is: a stroke or a ditto sign does not."""
    if role == "date" and text.casefold() in _WEEKDAYS:
        return True
    word = text in _SEXES or _NO_WORD.sub("", text)
    return bool(word) and not is_ditto(text)


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A row of a team.

    Attributes
    ----------
    place : where it stands
    cells : by their role
    must : roles without which nobody would know of which race it is
    again : whether it is of the same team and race as the row above, if nothing else is said
    """

    place: str
    cells: Cells
    must: Collection[str] = GROUPED
    again: bool = False


def once_a_group(cells: Iterable[object]) -> bool:
    """Whether what a column says is written once, as merged cells are saved."""
    given = [each for each in cells if each]
    return len({*given}) == len(given)


def with_groups(
    rows: Sequence[GroupRow],
    roles: Iterable[str],
    head_of: Callable[[str], str],
    where: str,
    faults: list[Fault],
    notes: list[str],
    *,
    within: str = ", ",
) -> list[dict[str, str]]:
    """What empty cells of each row mean, by their role: what the first row of their group says.

    Parameters
    ----------
    rows : of teams, from the top
    roles : of columns that may be written once a group, from the left to the right, or from
        the larger groups to the smaller
    head_of : how the column of a role is called
    where : the file's name in messages
    faults : gets one for each column that is neither in every row nor once a group
    notes : told which columns are read so
    within : what stands between the place of a row and the head in a fault
    """
    roles = tuple(roles)
    meant = without_marks(rows, roles, head_of, notes)
    rows = [
        replace(row, cells={**row.cells, **cells}) for row, cells in zip(rows, meant, strict=True)
    ]
    empty = {
        role: sum(not row.cells.get(role) for row in rows if role in row.must)
        for role in roles
        if any(row.cells.get(role) for row in rows)
    }
    everywhere = [role for role, count in empty.items() if not count]
    outer: list[str] = []  # themselves written once a group
    # Those that are written less often are of larger groups. Of those that every row has that must,
    # others may have none.
    in_order = sorted(empty, key=[*GROUPED, *roles].index)
    for role in sorted(in_order, key=empty.__getitem__, reverse=True):
        parts = _within(rows, meant, outer)
        found = _filled(rows, role, parts, _within(rows, meant, [*everywhere, *outer]))
        left = roles[: roles.index(role)]
        lacking = next(
            (row for row, text in zip(rows, found, strict=True) if not text and role in row.must),
            _torn(rows, role, found, left),
        )
        if lacking is not None:
            at = f"{lacking.place}{within}{head_of(role)}"
            faults.append(Fault(where, at, "is empty", ONCE_A_GROUP))
            continue
        for row, text, cells in zip(rows, found, meant, strict=True):
            if text and not row.cells.get(role):
                cells[role] = text
        if any(
            not row.cells.get(role) and cells.get(role)
            for row, cells in zip(rows, meant, strict=True)
        ):
            notes.append(f"cells of {head_of(role)} that are empty are read as in the row above")
        outer += [role] if empty[role] else []
    return meant


def without_marks(
    rows: Sequence[GroupRow],
    roles: Iterable[str],
    head_of: Callable[[str], str],
    notes: list[str],
) -> list[dict[str, str]]:
    """What cells that hold a mark mean, by their role: the cell above, or with a stroke nothing.

    Parameters
    ----------
    rows : of teams, from the top
    roles : of columns in which such marks may stand
    head_of : how the column of a role is called
    notes : told which marks were read
    """
    meant: list[dict[str, str]] = [{} for _ in rows]
    for role in roles:
        above = ""
        strokes: dict[str, None] = {}
        dittos: dict[str, None] = {}
        for row, cells in zip(rows, meant, strict=True):
            text = row.cells.get(role, "")
            if text and not says_of_group(text, role):
                known = is_ditto(text)
                (dittos if known else strokes)[text] = None
                text = cells[role] = above if known else ""
            above = text
        if strokes:
            marks = few([*map(repr, strokes)])
            notes.append(f"cells of {head_of(role)} are read as empty: {marks}")
        if dittos:
            marks = few([*map(repr, dittos)])
            notes.append(f"cells of {head_of(role)} are read as the cell above: {marks}")
    return meant


def _torn(
    rows: Sequence[GroupRow], role: str, found: Sequence[str], left: Iterable[str]
) -> GroupRow | None:
    """The first row whose empty cell goes on where a column to its left begins another group.

    That column may be of the larger groups, and the row the first of one, of which it says not all;
    unless it says the same again farther below, so that its groups are within those of others. The
    one city, day or name of all that is in a table may stand in its first row alone.
    """
    of_all = role in _OF_MEETS and len({row.cells.get(role) for row in rows} - {None, ""}) == 1
    for other in left:
        if other not in GROUPED or (of_all and other not in _OF_MEETS):
            continue
        runs: list[str] = []
        begins: list[int] = []
        for i, row in enumerate(rows):
            text = row.cells.get(other, "")
            if text and other in row.must and runs[-1:] != [text]:
                runs.append(text)
                begins.append(i)
        if len({*runs}) < len(runs):
            continue
        for i in begins[1:]:
            if found[i] and role in rows[i].must and not rows[i].cells.get(role):
                return rows[i]
    return None


def _within(
    rows: Sequence[GroupRow], meant: Sequence[Cells], outer: Sequence[str]
) -> list[tuple[str, ...]]:
    """The larger group of each row."""
    return [
        tuple(row.cells.get(role) or cells.get(role, "") for role in outer)
        for row, cells in zip(rows, meant, strict=True)
    ]


def _filled(
    rows: Sequence[GroupRow],
    role: str,
    parts: Sequence[tuple[str, ...]],
    groups: Sequence[tuple[str, ...]],
) -> list[str]:
    """What each row says or means of one role; empty where nobody can tell.

    Parameters
    ----------
    rows : of teams
    role : of the column
    parts : what larger columns that are written once a group say of each row: the first row of
        each such group says all that is in it
    groups : the same with the columns that are in every row, whose groups may be smaller
    """
    given = [row.cells.get(role, "") for row in rows]
    once = once_a_group(given)
    each = once_a_group(
        (group, text) for group, text in zip(groups, given, strict=True) if text
    )  # in each of the larger groups
    found: list[str] = []
    above = ""
    group: tuple[str, ...] = ()
    part: tuple[str, ...] = ()
    for row, text, of_part, within in zip(rows, given, parts, groups, strict=True):
        same = of_part == part
        goes_on = same and (once or row.again or (each and within == group))
        if not (text or goes_on or role in row.must):
            found.append("")  # such a row parts no group
            continue
        above, part, group = text or (above if goes_on else ""), of_part, within
        found.append(above)
    return found
