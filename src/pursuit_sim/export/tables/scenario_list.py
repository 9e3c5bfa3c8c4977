"""What scenarios there are, and how much of each was measured or reported."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pursuit_sim.export.tables.text_table import TextTable

_HEADS = (
    "Scenario", "Event", ">Races", ">Replayed", ">Timed", ">Gaps", ">Derived", ">Line-ups",
    ">Formations",
)  # fmt: skip
TITLE = "Scenarios that come with the program"
_NOTES = (
    "Replayed: runs, one team in one race; what follows is of these",
    "Timed: share of their half-lap passings that is known; the others are the model's",
    "Gaps: between opponents on the way, as published",
    "Derived: times that follow from the opponent's and a published gap",
    "Line-ups: runs whose skaters are named; their order, or one of them, may be assumed",
    "Formations: runs of which it is known who led for how long, and whether they pushed",
)


def table(rows: Iterable[Mapping[str, Any]]) -> TextTable:
    """One row a scenario.

    Parameters
    ----------
    rows : as `pursuit_sim.scenarios` gives them
    """
    return TextTable(TITLE, _HEADS, tuple(_row(each) for each in rows), _NOTES)


def _row(row: Mapping[str, Any]) -> tuple[str, ...]:
    of = "" if row["replayed"] == row["runs"] else f" of {row['runs']}"
    timed = row["passings"] and row["passings_known"] / row["passings"]
    return (
        row["name"],
        row["event"],
        str(row["races"]),
        f"{row['replayed']}{of}",
        f"{timed:.0%}".replace("%", " %") if row["passings"] else "",
        str(row["gaps_known"] or ""),
        str(row["times_derived"] or ""),
        str(row["lineups_named"]),
        str(row["formations_known"]),
    )
