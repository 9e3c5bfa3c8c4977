"""What the documents hold that tell of records, of real races, of fields, and of faults."""

from __future__ import annotations

from pursuit_sim.event import qualification as field
from pursuit_sim.event import record_table
from pursuit_sim.export.json_shapes import (
    NUMBER,
    TEXT,
    TRUTH,
    WHOLE,
    Shape,
    by_name,
    document,
    line,
    many,
    one_of,
    or_null,
    some,
    table,
)
from pursuit_sim.lab import evidence as seen
from pursuit_sim.scenario import survey
from pursuit_sim.scenario.formation import KINDS

_SEX = one_of(("men", "women"))


def records() -> Shape:
    """The table of records."""
    record = table(
        sex=_SEX,
        kind=one_of(record_table.KINDS),
        time_s=NUMBER,
        team=TEXT,
        skaters=many(TEXT),
        place=TEXT,
        date=TEXT,
        until=or_null(TEXT),
        formation=or_null(one_of(KINDS)),
        confidence=one_of(("high", "medium", "low")),
        note=TEXT,
        sources=many(TEXT),
    )
    return document(
        "Records through time (records)",
        record_table.FORMAT,
        record_table.VERSION,
        records=many(record),
    )


def scenarios() -> Shape:
    """What comes with the program, and how much of it is known."""
    counts = (
        "races", "runs", "replayed", "passings", "passings_known", "gaps_known", "times_derived",
        "lineups_named", "formations_known",
    )  # fmt: skip
    listed = table(
        name=TEXT,
        event=TEXT,
        discipline=TEXT,
        date=or_null(TEXT),
        **dict.fromkeys(counts, WHOLE),
    )
    return document(
        "Scenarios that come with the program (scenarios)",
        survey.FORMAT,
        survey.VERSION,
        scenarios=many(listed),
    )


def evidence() -> Shape:
    """What races that were skated say of the push."""
    change = table(
        nation=TEXT,
        sex=_SEX,
        push=TRUTH,
        assumed=TRUTH,
        races=WHOLE,
        before_s=NUMBER,
        after_s=NUMBER,
        change_s=NUMBER,
    )
    effect = table(
        value_s=NUMBER, error_s=NUMBER, low_s=NUMBER, high_s=NUMBER, race_s=NUMBER, caveat=TEXT
    )
    end = table(
        nation=TEXT, event=TEXT, push=TRUTH, last_but_one_s=NUMBER, last_s=NUMBER, quoted=TRUTH
    )
    scatter = table(what=TEXT, races=WHOLE, teams=WHOLE, plain_s=NUMBER, robust_s=or_null(NUMBER))
    return document(
        "What races that were skated say of the push (evidence)",
        seen.FORMAT,
        seen.VERSION,
        changes=many(change),
        push=effect,
        same_three=effect,
        ends=many(end),
        scatter=many(scatter),
        silent=many(TEXT),
    )


def qualification() -> Shape:
    """An Olympic field of eight."""
    nation = table(
        nation=TEXT,
        way=one_of(field.WAYS),
        why=TEXT,
        points_least=WHOLE,
        points_most=WHOLE,
        points=by_name(some(WHOLE, WHOLE)),
        time_s=or_null(NUMBER),
        event=or_null(TEXT),
        race=or_null(TEXT),
    )
    return document(
        "An Olympic field of eight (qualify)",
        field.FORMAT,
        field.VERSION,
        rule=TEXT,
        events=many(TEXT),
        sex=_SEX,
        field=many(TEXT),
        nations=many(nation),
        notes=many(TEXT),
    )


def errors() -> Shape:
    """A fault, one a line."""
    return line("A fault: a line of --errors json", where=TEXT, key=TEXT, problem=TEXT, remedy=TEXT)
