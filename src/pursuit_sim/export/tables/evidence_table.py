"""What races that were skated say of the push, as tables to read."""

from __future__ import annotations

from pursuit_sim.export.tables.text_table import TextTable
from pursuit_sim.lab.evidence import SCALE_S, Evidence
from pursuit_sim.lab.evidence_files import CARE, table
from pursuit_sim.units import format_gap, format_time

TITLE = "What races that were skated say of the push (minus: the push is faster)"


def sheets(found: Evidence) -> tuple[TextTable, ...]:
    """One table a question; under each what it may mislead about."""
    return (_push(found), _changes(found), _ends(found), _scatter(found), _silent(found))


def _push(found: Evidence) -> TextTable:
    return TextTable(
        "Push less rotation",
        ("Measured on", ">Push", ">Error", ">90 %", ">In a race of"),
        tuple(
            (
                what,
                f"{format_gap(each.value_s)} s",
                f"± {each.error_s:.1f} s",
                each.interval,
                format_time(each.race_s),
            )
            for what, each in found.named
        ),
        tuple(f"{what}: {each.caveat}." for what, each in found.named),
    )


def _changes(found: Evidence) -> TextTable:
    rows = tuple(
        (
            each.nation,
            each.sex,
            "push" if each.push else "rotating, assumed" if each.assumed else "rotating",
            format_time(each.before_s),
            format_time(each.after_s),
            str(each.races),
            f"{format_gap(each.change_s)} s",
        )
        for each in found.changes
    )
    return TextTable(
        f"From Heerenveen 2020, where all rotated, to Beijing 2022, for a race of "
        f"{format_time(SCALE_S)}",
        ("Team", "Sex", "In 2022", ">2020", ">2022", ">Races", ">Change"),
        rows,
        CARE,
    )


def _ends(found: Evidence) -> TextTable:
    rows = tuple(
        (
            each.nation,
            each.event,
            "push" if each.push else "rotating",
            f"{format_gap(each.last_but_one_s)} s",
            f"{format_gap(each.last_s)} s",
            "quoted" if each.quoted else "passings",
        )
        for each in found.ends
    )
    notes = (
        (
            "One pushed race only, from a private source that quotes the official sheet: it hints "
            "that the push ends slower, and cannot show it."
        ),
    )
    return TextTable(
        "The end of women's races: the last two half-laps above the mean of half-laps 2 to 10",
        ("Team", "Event", "Formation", ">Last but one", ">Last", "From"),
        rows,
        notes,
    )


def _scatter(found: Evidence) -> TextTable:
    rows = tuple(
        (
            each.what,
            str(each.teams),
            str(each.races),
            f"{each.plain_s:.2f} s",
            "" if each.robust_s is None else f"{each.robust_s:.2f} s",
        )
        for each in found.scatter
    )
    notes = (
        (
            "Falls and races given up are left out, but not races that were eased once they were "
            "won; over three rinks, each rink has its own mean. Robust: from the median deviation."
        ),
    )
    return TextTable(
        "How much one team's times differ from race to race",
        ("Races", ">Teams", ">Races", ">Deviation", ">Robust"),
        rows,
        notes,
    )


def _silent(found: Evidence) -> TextTable:
    rows = tuple(
        (
            row["date"],
            row["kind"],
            row["place"],
            row["nation"],
            format_time(float(row["time_s"])),
            row["formation"],
        )
        for row in table("records")
    )
    return TextTable(
        "What cannot tell: men's records, and other races",
        ("Date", "Record", "Place", "Team", ">Time", "Formation"),
        rows,
        found.silent,
    )
