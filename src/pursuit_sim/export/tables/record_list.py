"""Records through time, to read and as CSV."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from pursuit_sim.event.record_table import TableRecord
from pursuit_sim.export.tables import results_csv
from pursuit_sim.export.tables.text_table import TextTable
from pursuit_sim.units import format_time

_NAMES = {"WR": "world records", "OR": "Olympic records", "TR": "track records"}
TITLE = (
    "Records of the team pursuit, as far as this program's table knows them\n"
    "Stood until: the last day on which a record is known to have stood"
)
_COLUMNS = (
    "sex", "kind", "time_s", "time", "team", "skaters", "place", "date", "until", "formation",
    "confidence", "note", "sources",
)  # fmt: skip


def csv(records: Sequence[TableRecord]) -> str:
    """One row a record."""
    rows = (each.to_dict() | {"time": format_time(each.time_s)} for each in records)
    return results_csv.table(_COLUMNS, rows)


def sheets(records: Sequence[TableRecord]) -> tuple[TextTable, ...]:
    """A table for men and women and each kind, with what is uncertain beside it."""
    found = tuple(
        _sheet(f"{sex.capitalize()}, {_NAMES[kind]}", tuple(group))
        for (sex, kind), group in groupby(records, lambda each: (each.sex, each.kind))
    )
    return found or (_sheet("None is known", ()),)


def _sheet(title: str, records: Sequence[TableRecord]) -> TextTable:
    return TextTable(
        title,
        (">Time", "Team", "Skaters", "Place", "Set on", "Stood until", "Source", "Note"),
        tuple(
            (
                format_time(each.time_s),
                each.team,
                ", ".join(each.skaters) or "not known",
                each.place,
                each.date,
                each.until or "not known",
                ", ".join(each.sources),
                "; ".join(part for part in (_doubt(each), each.note) if part),
            )
            for each in records
        ),
    )


def _doubt(record: TableRecord) -> str:
    return "" if record.confidence == "high" else f"{record.confidence} confidence"
