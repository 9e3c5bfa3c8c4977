"""An Olympic field of eight, and why each nation is in it, as tables, JSON and CSV."""

from __future__ import annotations

from pursuit_sim.event.qualification import COLUMNS, Nation, Qualification
from pursuit_sim.export.tables import results_csv, results_json
from pursuit_sim.export.tables.text_table import TextTable
from pursuit_sim.units import NO_NUMBER, format_time

_IN = ("points", "time", "host")


def heading(found: Qualification) -> str:
    """What the field is of, in a line."""
    return found.heading


def sheets(found: Qualification) -> tuple[TextTable, ...]:
    """Who is in, who may be, and the others."""
    groups = (
        ("Qualified", [each for each in found.nations if each.way in _IN]),
        ("Undecided", [each for each in found.nations if each.way == "undecided"]),
        ("Not in the field", [each for each in found.nations if each.way in ("reserve", "out")]),
    )
    shown = [(title, nations) for title, nations in groups if nations]
    return tuple(
        TextTable(
            title,
            ("Nation", "Why", ">Points", "By event", ">Best time", "Skated at"),
            tuple(_row(each, found) for each in nations),
            found.notes if title == shown[-1][0] else (),
        )
        for title, nations in shown
    )


def json(found: Qualification) -> str:
    """The document that `Qualification.to_dict` describes."""
    return results_json.dumps(found.to_dict())


def csv(found: Qualification) -> str:
    """One row a nation."""
    return results_csv.table(COLUMNS, found.rows())


def _row(each: Nation, found: Qualification) -> tuple[str, ...]:
    best = each.best
    by_event = (each.points.get(event) for event in found.events)
    return (
        each.code,
        each.why,
        _range(each.least, each.most),
        " + ".join(NO_NUMBER if worth is None else _range(*worth) for worth in by_event),
        format_time(best.time_s) if best else NO_NUMBER,
        f"{best.event}, {best.race}" if best else "",
    )


def _range(least: int, most: int) -> str:
    return str(least) if least == most else f"{least}–{most}"
