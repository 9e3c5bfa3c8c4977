"""Columns that say of which race or event a row is, where they are written once a group.

Merged cells are saved so: the first row of each group says it, and the others are empty. Whatever
is neither in every row nor once a group is no race's, and refused.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from pursuit_sim.errors import Fault

ONCE_A_GROUP = "write it in every row, or once, in the first row of each group"
# What parts rows into races and events, but for the heat, of which a table may have none.
GROUPED = ("event", "date", "venue", "city", "distance", "division", "sex", "round")
Cells = Mapping[str, str]  # by their role


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
    roles : of columns that may be written once a group
    head_of : how the column of a role is called
    where : the file's name in messages
    faults : gets one for each column that is neither in every row nor once a group
    notes : told which columns are read so
    within : what stands between the place of a row and the head in a fault
    """
    meant: list[dict[str, str]] = [{} for _ in rows]
    empty = {
        role: sum(not row.cells.get(role) for row in rows if role in row.must)
        for role in roles
        if any(row.cells.get(role) for row in rows)
    }
    outer = [role for role, count in empty.items() if not count]
    # Those that are written less often are of larger groups.
    for role in sorted(
        (each for each in empty if empty[each]), key=empty.__getitem__, reverse=True
    ):
        found = _filled(rows, role, [*_within(rows, meant, outer)])
        lacking = next(
            (row for row, text in zip(rows, found, strict=True) if not text and role in row.must),
            None,
        )
        if lacking is not None:
            at = f"{lacking.place}{within}{head_of(role)}"
            faults.append(Fault(where, at, "is empty", ONCE_A_GROUP))
            continue
        for row, text, cells in zip(rows, found, meant, strict=True):
            if text and not row.cells.get(role):
                cells[role] = text
        if any(role in cells for cells in meant):
            notes.append(f"cells of {head_of(role)} that are empty are read as in the row above")
        outer.append(role)
    return meant


def _within(
    rows: Sequence[GroupRow], meant: Sequence[Cells], outer: Sequence[str]
) -> Iterable[tuple[str, ...]]:
    """The larger group of each row."""
    for row, cells in zip(rows, meant, strict=True):
        yield tuple(row.cells.get(role) or cells.get(role, "") for role in outer)


def _filled(rows: Sequence[GroupRow], role: str, groups: Sequence[tuple[str, ...]]) -> list[str]:
    """What each row says or means of one role; empty where nobody can tell."""
    given = [row.cells.get(role, "") for row in rows]
    once = once_a_group(given)
    each = once_a_group(
        (group, text) for group, text in zip(groups, given, strict=True) if text
    )  # in each of the larger groups
    found: list[str] = []
    above = ""
    group: tuple[str, ...] = ()
    for row, text, within in zip(rows, given, groups, strict=True):
        goes_on = once or row.again or (each and within == group)
        if not (text or goes_on or role in row.must):
            found.append("")  # such a row parts no group
            continue
        above, group = text or (above if goes_on else ""), within
        found.append(above)
    return found
