"""What an import read, as a table to look through."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pursuit_sim.export.tables.text_table import TextTable
from pursuit_sim.plain_text import cut, spelt_out
from pursuit_sim.units import format_time, level

if TYPE_CHECKING:
    from pursuit_sim.importers.what_was_read import ReadEntry

_HEADS = ("Race", "Side", "Team", "Name", ">Time", ">Passings", "Line-up", "Where")
_LONGEST = 40  # characters of a name
_ASSUMED = "~ assumed: no file says it"
_PASSINGS = "Passings: known ones; the others will be the model's"


def table(read: Sequence[ReadEntry], most: int | None = None, *, several: bool) -> TextTable:
    """One row a team and race.

    Parameters
    ----------
    read : in the order of the races
    most : rows that are shown; all by default
    several : whether there were several files, so that each row says which
    """
    shown = read if most is None else read[:most]
    rows = []
    last = ""
    for each in shown:
        rows.append(_row(each, "" if each.race == last else each.race, several=several))
        last = each.race
    left = len(read) - len(shown)
    notes = [f"… and {left} more; without -o all are shown"] if left else []
    notes += [_ASSUMED] if any(cell.startswith("~") for row in rows for cell in row) else []
    return TextTable("What was read", _HEADS, tuple(rows), (*notes, _PASSINGS))


def _row(each: ReadEntry, race: str, *, several: bool) -> tuple[str, ...]:
    time = each.status or "unknown"
    if each.time_s is not None:
        decimals = 2 if level(each.time_s, round(each.time_s, 2)) else 3
        time = f"{'~' if each.time_assumed else ''}{format_time(each.time_s, decimals)}"
        time = f"{each.status} {time}".strip()
    skaters = ", ".join(cut(name, _LONGEST) for name in each.skaters)
    cells = (
        race,
        f"{'~' if each.side_assumed else ''}{each.side}",
        each.team,
        cut(each.name, _LONGEST),
        time,
        f"{'~' if each.passings_assumed else ''}{each.passings or ''}",
        f"~{skaters}" if skaters else "unknown",
        f"{each.file}, {each.place}" if several else each.place,
    )
    return tuple(map(spelt_out, cells))  # whatever files and sheets are called
